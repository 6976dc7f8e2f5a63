"""What a name looks like from outside: the words beside and at the end of names, read from ``data/``."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from waijiao.errors import LexiconError, suggest
from waijiao.lexicon import find_lexicon, read_lexicon, read_wordlist, stamp_files

__all__ = ["KINDS", "NamePatterns", "read_name_patterns"]

KINDS = ("person", "group", "organisation", "office", "place", "thing", "unclear")
"""What a name may be; ``unclear`` when nothing beside it says."""

_POSITIONS = ("before", "after", "end", "generic", "whole", "blocker")
_KINDS_AT = {"before": (*KINDS, "private"), "after": ("person",), "end": KINDS}
_NEEDS = ("state", "name", "")
_FILES = ("name_patterns.csv", "transliteration.csv", "modifiers.csv")
_LONGEST = 8

# 雷某3日表示, 雷某当天在会上还说: what may stand between a speaker and the verb.
_BETWEEN = (
    r"(?:[（(][^（）()]{1,12}[)）])?"
    r"(?:\d{1,2}日|当天|当日|当地时间|近日|日前|同日|随后|同时|还|也|则|再次|对此|就此|在[^，。]{1,12}?[上中时后会间])*"
)


@dataclass(frozen=True)
class NamePatterns:
    """What :func:`read_name_patterns` reads; never changed.

    Attributes
    ----------
    before : mapping of str to str
        Word that stands before a name, and the kind of name: 总统 person, 极端组织 group, 飓风 thing; ``private`` for
        titles of persons who act for themselves (记者).
    after : frozenset of str
        Words that stand after a person: 先生, 总统.
    ends : mapping of str to mapping of str to str
        Word that a name ends in; what it needs (``state``, an actor directly before; ``name``, a proper name
        within; '' nothing), and the kind of name it then is.
    generic : frozenset of str
        Words that make no name of the end they stand before: 当地 (当地警方).
    whole : frozenset of str
        Words that stand for a state before an office: 国家 (国家统计局).
    blockers : tuple of str
        Words that end as names do and are none: 格局, 干部.
    sounds : frozenset of str
        Characters in which foreign names are written.
    titles : re.Pattern
        A title before a character of ``sounds``.
    says : re.Pattern
        What follows a speaker.
    """

    before: Mapping[str, str]
    after: frozenset[str]
    ends: Mapping[str, Mapping[str, str]]
    generic: frozenset[str]
    whole: frozenset[str]
    blockers: tuple[str, ...]
    sounds: frozenset[str]
    titles: re.Pattern[str]
    says: re.Pattern[str]

    @cached_property
    def no_stems(self) -> frozenset[str]:
        """What makes no name of the end that it stands before."""
        return self.generic | self.whole

    @property
    def words(self) -> frozenset[str]:
        """Every word that only stands beside or at the end of names."""
        return frozenset(self.before) | self.after | frozenset(self.ends) | self.generic | self.whole

    def find_before(self, text: str, end: int) -> str:
        """Return the longest word of ``before`` that ends at ``end``; '' when none does."""
        return next((text[i:end] for i in range(max(end - _LONGEST, 0), end) if text[i:end] in self.before), "")

    def find_after(self, text: str, start: int) -> str:
        """Return the longest word of ``after`` that begins at ``start``; '' when none does."""
        words = (text[start : start + length] for length in range(_LONGEST, 1, -1))
        return next((word for word in words if word in self.after), "")

    def find_end(self, text: str, start: int, end: int) -> str:
        """Return the longest word of ``ends`` that ``text[start:end]`` ends in; '' when there is none."""
        if text.endswith(self.blockers, 0, end):
            return ""
        return next((text[i:end] for i in range(start, end) if text[i:end] in self.ends), "")

    def choose_kind(self, end: str, met: Collection[str]) -> str:
        """Return what a name is that ends in ``end`` and meets these needs; '' when it meets none."""
        return next((self.ends[end][need] for need in _NEEDS if need in met and need in self.ends[end]), "")


def read_name_patterns() -> NamePatterns:
    """Read ``name_patterns.csv``, ``transliteration.csv`` and the verbs of speech of ``modifiers.csv``.

    Returns
    -------
    NamePatterns
        Shared between calls until one of the files changes.

    Raises
    ------
    LexiconError
        When a row names an unknown position, kind or need; with file and line.

    Examples
    --------
    >>> read_name_patterns().before["总统"]
    'person'
    """
    files = tuple(map(find_lexicon, _FILES))
    return _build_patterns(files, stamp_files(*files))


@lru_cache(maxsize=2)
def _build_patterns(files: tuple[Path, ...], _stamp: tuple[int, ...]) -> NamePatterns:
    names, characters, modifiers = files
    before: dict[str, str] = {}
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    plain: dict[str, set[str]] = defaultdict(set)
    columns = ["word", "position", "kind", "needs"]
    rows = read_lexicon(names, [*columns, "source"])[[*columns, "line"]]
    for word, position, kind, needs, line in rows.itertuples(index=False, name=None):
        _check_known(names, line, "position", position, _POSITIONS)
        _check_known(names, line, "kind", kind, _KINDS_AT.get(position, ("",)))
        _check_known(names, line, "needs", needs, _NEEDS)
        if position == "before":
            before[word] = kind
        elif position == "end":
            ends[word][needs] = kind
        else:
            plain[position].add(word)
    sounds = read_wordlist(characters, "char")
    titles = _join_longest(word for word, kind in before.items() if kind in ("person", "private"))
    modified = read_lexicon(modifiers, ["word", "kind"])
    return NamePatterns(
        before=before,
        after=frozenset(plain["after"]),
        ends=dict(ends),
        generic=frozenset(plain["generic"]),
        whole=frozenset(plain["whole"]),
        blockers=tuple(sorted(plain["blocker"])),
        sounds=sounds,
        titles=re.compile(f"({titles})(?=[{''.join(sorted(sounds))}])"),
        says=re.compile(f"{_BETWEEN}({_join_longest(modified.loc[modified['kind'] == 'report', 'word'])})"),
    )


def _join_longest(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def _check_known(path: Path, line: int, column: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        choices = ", ".join(map(repr, known))
        raise LexiconError(
            f"{path.name}, line {line}: {column} {value!r} is unknown; choose one of {choices}.{suggest(value, known)}"
        )
