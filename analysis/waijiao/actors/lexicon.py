"""The knowledge behind actor recognition: read from ``data/``, checked, and kept as one frozen object."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from waijiao.errors import LexiconError
from waijiao.lexicon import read_lexicon

__all__ = ["ActorLexicon", "Anaphor", "Office", "Sense", "read_actor_lexicon"]

_EXTRA_COLUMNS = ("alias", "actor_id", "kind")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a string: who is meant, when, and which line of which file says so.

    Attributes
    ----------
    actor_id, principal : str
        The entity, and the state or group on whose behalf it acts.
    kind : str
        name, short, part, place, capital, seat, epithet, char, person, weak (a common surname that needs its
        principal in the same document), media, office (an office named alone) or block (names nobody).
    rule_id : str
        File and line, such as ``aliases.csv:12``.
    head : int
        Length of the name within the string: 1 for 以军, the whole string otherwise.
    default : bool
        For one-character forms: holds without any full name in the document.
    near : tuple of str
        For one-character forms: holds when one of these actors is named in the document.
    only : tuple of str
        For one-character forms: the offices it joins with; all that allow it when empty.
    start, end : str
        ISO dates between which it holds, '' for open.
    """

    actor_id: str
    principal: str
    kind: str
    rule_id: str
    head: int = 0
    default: bool = True
    near: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    start: str = ""
    end: str = ""

    def holds_on(self, date: str) -> bool:
        """Return whether the reading holds on an ISO date; an unknown date ('') rules nothing out."""
        return not date or ((not self.start or self.start <= date) and (not self.end or date < self.end))


@dataclass(frozen=True, slots=True)
class Office:
    """A word that makes an actor of the state before it: 美+国务卿, 伊朗+外交部.

    Attributes
    ----------
    word : str
        The word.
    office_id : str
        What it is called in ``actor_id``, such as ``foreign_minister``.
    kind : str
        head, minister, ministry, government, official, agency, legislature, party, army, diplomat, media, people.
    rule_id : str
        File and line.
    """

    word: str
    office_id: str
    kind: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word or noun that takes up an actor named before.

    Attributes
    ----------
    sort : str
        The rule that finds what is taken up: definite, description, plural, they, he, its, own, other, speaker.
    needs : tuple of str
        What must be true of the actor: state, group, or attributes, alternatives joined by ``|``.
    number : int
        How many actors it takes up.
    rule_id : str
        File and line.
    """

    sort: str
    needs: tuple[str, ...]
    number: int
    rule_id: str


@dataclass(frozen=True)
class ActorLexicon:
    """Everything that actor recognition knows; made by :func:`read_actor_lexicon`, never changed.

    Attributes
    ----------
    senses : mapping of str to tuple of Sense
        Every string that may name an actor (full names, and one-character forms joined to an office: 以军), or that
        hides one (``kind`` block: 发展中国家).
    chars : mapping of str to tuple of Sense
        One-character forms, which count only in their frames.
    offices : mapping of str to Office
        Words that may follow a state's name.
    frames : mapping of str to mapping of str to frozenset
        Position (before, start, after, pair) to word to the characters for which it does not hold.
    pairs : frozenset of str
        Two-character pairs that stand on their own: 美伊, 俄乌.
    attributes : mapping of str to frozenset of str
        Actor to what is true of it: gulf, island, armed, movement.
    names_zh, names_en : mapping of str to str
        Actor to its name.
    simplified : mapping of int to str
        Traditional to simplified characters, for ``str.translate``; lengths stay.
    traditional : frozenset of str
        The traditional characters of that table.
    anaphors : mapping of str to Anaphor
        Words that take up an actor, and the nouns of definite descriptions.
    anaphor_pattern : re.Pattern
        Finds them; the group that matched last is the key in ``anaphors``.
    states : frozenset of str
        The codes of states.csv.
    longest_office : int
        Characters of the longest word in ``offices``.
    matcher : object
        The Aho–Corasick automaton over ``patterns``.
    patterns : tuple of str
        The keys of ``senses``, in the automaton's order.
    first_compound : int
        From this position of ``patterns`` on: one-character forms joined to an office, and offices alone.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    chars: Mapping[str, tuple[Sense, ...]]
    offices: Mapping[str, Office]
    frames: Mapping[str, Mapping[str, frozenset[str]]]
    pairs: frozenset[str]
    attributes: Mapping[str, frozenset[str]]
    names_zh: Mapping[str, str]
    names_en: Mapping[str, str]
    simplified: Mapping[int, str]
    traditional: frozenset[str]
    anaphors: Mapping[str, Anaphor]
    anaphor_pattern: re.Pattern[str]
    states: frozenset[str]
    longest_office: int
    matcher: Any
    patterns: tuple[str, ...]
    first_compound: int


@cache
def read_actor_lexicon(extra: str | Path | None = None) -> ActorLexicon:
    """Read the actors of ``data/``, and a study's own file on top of them.

    The files are ``states.csv``, ``organisations.csv``, ``aliases.csv``, ``persons.csv``, ``offices.csv``,
    ``short_forms.csv``, ``frames.csv``, ``pairs.csv``, ``media.csv``, ``blockers.csv`` and ``traditional.csv``; see
    ``data/README.md``. The result is built once for each ``extra`` and shared.

    Parameters
    ----------
    extra : str or Path, optional
        CSV with the columns ``alias``, ``actor_id`` and ``kind``. A line adds the alias, or gives it another actor;
        ``kind`` block hides the string, ``kind`` remove takes the alias away.

    Returns
    -------
    ActorLexicon
        Frozen.

    Raises
    ------
    LexiconError
        When a file breaks its format or names an unknown actor; with file and line.

    Examples
    --------
    >>> lexicon = read_actor_lexicon()
    >>> lexicon.senses["德黑兰"][0].principal
    'IRN'
    >>> lexicon.names_zh["QAT"]
    '卡塔尔'
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    simplified = _read_simplified()
    states, organisations = _read_table("states.csv"), _read_table("organisations.csv")
    principals = _list_principal_periods(states, organisations)
    senses: dict[str, tuple[Sense, ...]] = {}
    for word, sense in _list_name_senses(states, organisations, principals):
        _add_sense(senses, word.translate(simplified), sense)
    chars = _read_chars()
    if extra is not None:
        _apply_extra(senses, extra, principals, simplified)
    offices, compounds = _read_offices(chars)
    named = len(senses)
    senses |= {word: joined for word, joined in compounds.items() if word not in senses}
    anaphors, anaphor_pattern = _read_anaphors()
    patterns = tuple(senses)
    return ActorLexicon(
        senses=MappingProxyType(senses),
        chars=MappingProxyType(chars),
        offices=MappingProxyType(offices),
        frames=_read_frames(),
        pairs=_read_pairs(),
        attributes=MappingProxyType(
            {row["code"]: frozenset(row["attributes"].split()) for row in states}
            | {row["actor_id"]: frozenset(row["attributes"].split()) for row in organisations}
        ),
        names_zh=MappingProxyType(_name_actors(states, organisations, "name_zh")),
        names_en=MappingProxyType(_name_actors(states, organisations, "name_en")),
        simplified=simplified,
        traditional=frozenset(map(chr, simplified)),
        anaphors=MappingProxyType(anaphors),
        anaphor_pattern=anaphor_pattern,
        states=frozenset(row["code"] for row in states),
        longest_office=max(map(len, offices)),
        matcher=AhoCorasick(patterns, matchkind=MatchKind.Standard),
        patterns=patterns,
        first_compound=named,
    )


_COLUMNS = {
    "states.csv": "code name_zh name_hant_tw name_hant_hk name_en attributes source",
    "organisations.csv": "actor_id name_zh name_en attributes principal start end source",
    "aliases.csv": "alias actor_id kind source",
    "persons.csv": "person_id name_zh name_en names weak_names principal office start end source",
    "offices.csv": "word office kind char except alone source",
    "short_forms.csv": "char actor_id default near only source",
    "frames.csv": "word position except source",
    "pairs.csv": "pair source",
    "anaphors.csv": "form sort needs number not_after not_before example source",
    "descriptions.csv": "noun needs source",
    "media.csv": "name principal source",
    "blockers.csv": "string source",
    "traditional.csv": "traditional simplified source",
}


def _read_table(name: str) -> list[dict[str, str]]:
    rows = read_lexicon(name, _COLUMNS[name].split()).to_dict("records")
    return [{**row, "rule": f"{name}:{row['line']}"} for row in rows]


def _read_simplified() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in _read_table("traditional.csv")}


def _name_actors(states: list[dict[str, str]], organisations: list[dict[str, str]], column: str) -> dict[str, str]:
    return {row["code"]: row[column] for row in states} | {row["actor_id"]: row[column] for row in organisations}


Periods = dict[str, list[tuple[str, str, str]]]


def _list_principal_periods(states: list[dict[str, str]], organisations: list[dict[str, str]]) -> Periods:
    periods: Periods = {row["code"]: [(row["code"], "", "")] for row in states}
    for row in organisations:
        periods.setdefault(row["actor_id"], []).append((row["principal"], row["start"], row["end"]))
    return periods


def _list_name_senses(
    states: list[dict[str, str]], organisations: list[dict[str, str]], principals: Periods
) -> Iterator[tuple[str, Sense]]:
    for row in states:
        for column in ("name_zh", "name_hant_tw", "name_hant_hk"):
            yield row[column], Sense(row["code"], row["code"], "name", row["rule"])
    for row in _read_table("aliases.csv"):
        if row["actor_id"] not in principals:
            raise LexiconError(
                f"aliases.csv, line {row['line']}: actor_id {row['actor_id']!r} is neither in states.csv nor in "
                "organisations.csv; add it there first."
            )
        for principal, start, end in principals[row["actor_id"]]:
            yield row["alias"], Sense(row["actor_id"], principal, row["kind"], row["rule"], start=start, end=end)
    yield from _list_person_senses()
    for row in _read_table("media.csv"):
        yield row["name"], Sense(row["name"], row["principal"], "media", row["rule"])
    for row in _read_table("blockers.csv"):
        yield row["string"], Sense("", "", "block", row["rule"])


def _list_person_senses() -> Iterator[tuple[str, Sense]]:
    for row in _read_table("persons.csv"):
        actor = f"{row['principal']}.{row['person_id']}"
        for kind, cell in (("person", row["names"]), ("weak", row["weak_names"])):
            for name in filter(None, cell.split("|")):
                yield name, Sense(actor, row["principal"], kind, row["rule"], start=row["start"], end=row["end"])
        if " " in row["name_en"]:
            yield row["name_en"], Sense(
                actor, row["principal"], "person", row["rule"], start=row["start"], end=row["end"]
            )


def _add_sense(senses: dict[str, tuple[Sense, ...]], word: str, sense: Sense) -> None:
    known = senses.get(word, ())
    same = [old for old in known if (old.principal, old.start, old.end) == (sense.principal, sense.start, sense.end)]
    if word and not same:
        senses[word] = (*known, sense)


def _read_chars() -> dict[str, tuple[Sense, ...]]:
    chars: dict[str, tuple[Sense, ...]] = {}
    for row in _read_table("short_forms.csv"):
        near, only = (tuple(filter(None, row[column].split("|"))) for column in ("near", "only"))
        default = row["default"] == "yes"
        actor = row["actor_id"]
        chars[row["char"]] = (
            *chars.get(row["char"], ()),
            Sense(actor, actor, "char", row["rule"], head=1, default=default, near=near, only=only),
        )
    return chars


def _read_offices(
    chars: Mapping[str, tuple[Sense, ...]],
) -> tuple[dict[str, Office], dict[str, tuple[Sense, ...]]]:
    """Return the words by themselves, and every one-character form joined to a word that allows it."""
    offices: dict[str, Office] = {}
    compounds: dict[str, tuple[Sense, ...]] = {}
    for row in _read_table("offices.csv"):
        word, office = row["word"], row["office"]
        offices[word] = Office(word, office, row["kind"], row["rule"])
        if row["alone"]:
            actor = f"{row['alone']}.{office.upper()}"
            compounds[word] = (Sense(actor, row["alone"], "office", row["rule"]),)
        if row["char"] == "yes":
            for char, senses in chars.items():
                joined = tuple(sense for sense in senses if not sense.only or word in sense.only)
                if joined and char not in row["except"]:
                    compounds[char + word] = joined
    return offices, compounds


def _read_frames() -> Mapping[str, Mapping[str, frozenset[str]]]:
    frames: dict[str, dict[str, frozenset[str]]] = {}
    for row in _read_table("frames.csv"):
        frames.setdefault(row["position"], {})[row["word"]] = frozenset(row["except"])
    return MappingProxyType(frames)


def _read_pairs() -> frozenset[str]:
    pairs = [row["pair"] for row in _read_table("pairs.csv")]
    return frozenset(pairs) | frozenset(pair[::-1] for pair in pairs)


def _read_anaphors() -> tuple[dict[str, Anaphor], re.Pattern[str]]:
    forms, nouns = _read_table("anaphors.csv"), _read_table("descriptions.csv")
    anaphors = {
        row["form"]: Anaphor(row["sort"], tuple(row["needs"].split()), int(row["number"]), row["rule"])
        for row in forms
    } | {row["noun"]: Anaphor("description", tuple(row["needs"].split()), 1, row["rule"]) for row in nouns}
    guarded = [
        (f"(?<![{row['not_after']}])" if row["not_after"] else "")
        + re.escape(row["form"])
        + (f"(?![{row['not_before']}])" if row["not_before"] else "")
        for row in sorted(forms, key=lambda row: -len(row["form"]))
    ]
    words = "|".join(sorted((re.escape(row["noun"]) for row in nouns), key=len, reverse=True))
    # 这个海湾国家, 该武装组织, 这个拥有270万人口的富裕国家: nothing, two characters, or a phrase with 的 between.
    between = r"(?:[^，。；：、“”]{1,14}?的|[\u4e00-\u9fff]{0,2}?)"
    described = rf"(?:(?<!应)该|这个|这一|这支|这家|那个){between}(?P<noun>{words})"
    return anaphors, re.compile(rf"(?P<form>{'|'.join(guarded)})|{described}")


def _apply_extra(
    senses: dict[str, tuple[Sense, ...]], extra: str | Path, principals: Periods, simplified: Mapping[int, str]
) -> None:
    for row in read_lexicon(extra, _EXTRA_COLUMNS).to_dict("records"):
        word, actor = row["alias"].translate(simplified), row["actor_id"]
        if not word:
            raise LexiconError(f"{Path(extra).name}, line {row['line']}: alias is empty; write the words of the text.")
        if row["kind"] == "remove":
            senses.pop(word, None)
            continue
        sense = Sense(actor, actor, row["kind"] or "name", f"{Path(extra).name}:{row['line']}")
        known = principals.get(actor, [(actor, "", "")])
        senses[word] = tuple(replace(sense, principal=p, start=start, end=end) for p, start, end in known)
