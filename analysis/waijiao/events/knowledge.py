"""The coder's knowledge: cues of acts and the little words that turn them, read from ``data/``."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from waijiao.errors import LexiconError, suggest
from waijiao.lexicon import Category, find_lexicon, read_codebook, read_lexicon, stamp_files

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["FRAMES", "MODIFIER_KINDS", "Cue", "EventLexicon", "Match", "read_event_lexicon"]

FRAMES = (
    "transitive", "coverb", "reciprocal", "give", "request", "reject", "lift", "agree", "receive", "noun",
    "mediate", "visit", "status", "judge",
)  # fmt: skip
MODIFIER_KINDS = (
    "negation", "future", "hypothetical", "historical", "aspect", "light", "report", "passive", "receive",
    "coverb_target", "coverb_comitative", "coverb_agent", "locative", "direction", "disposal", "source_prefix",
    "information", "connector", "background", "nominalizer", "partitive", "example", "topic", "noun_suffix",
    "mutual", "result", "cause", "crowd", "departure", "blocker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``data/cues.csv``: words that carry an act, and how their participants stand around them.

    Attributes
    ----------
    text, category, frame, mode : str
        As in the file.
    intensity : int
        1 to 3, from the row or else from the codebook.
    rule_id : str
        ``frame/cues.csv/line``.
    """

    text: str
    category: Category
    frame: str
    mode: str
    intensity: int
    rule_id: str


@dataclass(frozen=True, slots=True)
class Match:
    """What stands at one place of a sentence: cues, or a modifier of some kinds.

    Attributes
    ----------
    start, end : int
        Half-open span in the sentence.
    cues : tuple of Cue
        Readings of the words as an act, in the order of the file.
    kinds : frozenset of str
        Readings as a modifier.
    """

    start: int
    end: int
    cues: tuple[Cue, ...]
    kinds: frozenset[str]


@dataclass(frozen=True)
class EventLexicon:
    """Everything that the coder looks up.

    Attributes
    ----------
    cues : tuple of tuple of Cue
        Readings of each word as an act.
    kinds : tuple of frozenset of str
        Readings of each word as a modifier.
    matcher : AhoCorasick
        Finds the words, longest then leftmost.
    """

    cues: tuple[tuple[Cue, ...], ...]
    kinds: tuple[frozenset[str], ...]
    matcher: "AhoCorasick"

    def find_matches(self, text: str) -> list[Match]:
        """Return the cues and modifiers of ``text``, longest first, then leftmost, not overlapping."""
        return [
            Match(start, end, self.cues[index], self.kinds[index])
            for index, start, end in self.matcher.find_matches_as_indexes(text)
        ]


def read_event_lexicon(
    cues: str | Path = "cues.csv", modifiers: str | Path = "modifiers.csv", codebook: str | Path = "codebook.toml"
) -> EventLexicon:
    """Read cues, modifiers and codebook into one searchable lexicon.

    Parameters
    ----------
    cues, modifiers, codebook : str or Path
        Files in ``data/`` or an analyst's own. They are read again once one of them has changed.

    Returns
    -------
    EventLexicon
        Shared between calls with the same files; do not change it.

    Raises
    ------
    LexiconError
        When a row names an unknown category, frame or kind, with file and line.

    Examples
    --------
    >>> lexicon = read_event_lexicon()
    >>> [cue.category.name for cue in lexicon.find_matches("谴责")[0].cues]
    ['ACCUSE']
    """
    files = tuple(map(find_lexicon, (cues, modifiers, "function_words.csv", codebook)))
    return _build_lexicon(files, stamp_files(*files))


@lru_cache(maxsize=8)
def _build_lexicon(files: tuple[Path, ...], _stamp: tuple[int, ...]) -> EventLexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind

    cues, *modifiers, codebook = files
    acts = _read_cues(cues, read_codebook(codebook))
    turns = _read_modifiers(modifiers)
    words = tuple(sorted(set(acts) | set(turns)))
    return EventLexicon(
        cues=tuple(tuple(acts.get(word, ())) for word in words),
        kinds=tuple(frozenset(turns.get(word, ())) for word in words),
        matcher=AhoCorasick(words, matchkind=MatchKind.LeftmostLongest),
    )


def _read_cues(path: Path, codebook: dict[str, Category]) -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = defaultdict(list)
    columns = ["cue", "category", "frame", "mode", "intensity"]
    frame = read_lexicon(path, [*columns, "example", "source"])
    for text, name, kind, mode, intensity, line in frame[[*columns, "line"]].itertuples(index=False, name=None):
        _check_known(path, line, "category", name, codebook)
        _check_known(path, line, "frame", kind, FRAMES)
        category = codebook[name]
        strength = int(intensity) if intensity else category.intensity
        found[text].append(Cue(text, category, kind, mode, strength, f"{kind}/cues.csv/{line}"))
    return found


def _read_modifiers(paths: list[Path]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        frame = read_lexicon(path, ["word", "kind", "scope", "example", "source"])
        for word, kind, line in frame[["word", "kind", "line"]].itertuples(index=False, name=None):
            _check_known(path, line, "kind", kind, MODIFIER_KINDS)
            found[word].add(kind)
    return found


def _check_known(
    path: Path, line: int, column: str, value: str, known: "dict[str, Category] | tuple[str, ...]"
) -> None:
    if value not in known:
        choices = ", ".join(known)
        raise LexiconError(
            f"{path.name}, line {line}: {column} {value!r} is unknown; choose one of {choices}.{suggest(value, known)}"
        )
