"""The files of ``data/`` about actors, one reading function each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from waijiao.errors import LexiconError
from waijiao.lexicon import read_lexicon

__all__ = [
    "FILES",
    "Anaphor",
    "Office",
    "Periods",
    "Sense",
    "list_name_senses",
    "list_principal_periods",
    "read_anaphors",
    "read_chars",
    "read_frames",
    "read_offices",
    "read_pairs",
    "read_rows",
]


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a string: who is meant, when, and which line of which file says so.

    Attributes
    ----------
    actor_id, principal : str
        The entity, and the state or group on whose behalf it acts.
    kind : str
        name, short, part, place, capital, seat, epithet, local (a city or region of places.csv), char, person, weak
        (a common surname that needs its principal in the same document), media, office (an office named alone) or
        block (names nobody).
    rule_id : str
        File and line, such as ``aliases.csv:12``.
    head : int
        Length of the name within the string: 1 for 以军, the whole string otherwise.
    default : bool
        For one-character forms: holds without any full name in the document.
    joined : bool
        For one-character forms: the usual reading beside an office or in a run (泰军, 柬泰), not in other frames.
    near : tuple of str
        For one-character forms: holds when one of these actors is named in the document.
    only : tuple of str
        For one-character forms: the offices it joins with; all that allow it when empty.
    start, end : str
        ISO dates between which it holds, '' for open.
    office : str
        For persons: the office held, such as ``prime_minister``; '' otherwise.
    """

    actor_id: str
    principal: str
    kind: str
    rule_id: str
    head: int = 0
    default: bool = True
    joined: bool = True
    near: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    office: str = ""

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


# Characters that begin many words or are prepositions: 中断合作, 以打击犯罪为由.
_AMBIGUOUS_AT_START = frozenset("中以法德意日土英华朝加西比波希马新安智")

# News runs behind: who was killed or dismissed on the 27th still acts for the group in a report of the 29th.
_REPORTED = timedelta(days=3)

Row = dict[str, str]
Periods = dict[str, list[tuple[str, str, str]]]

_COLUMNS = {
    "states.csv": "code name_zh name_hant_tw name_hant_hk name_en attributes source",
    "organisations.csv": "actor_id name_zh name_en attributes principal start end source",
    "aliases.csv": "alias actor_id kind source",
    "places.csv": "names state sort name_en source",
    "persons.csv": "person_id name_zh name_en names weak_names principal office start end source",
    "offices.csv": "word office kind char except alone source",
    "office_parts.csv": "word part kind not_before source",
    "short_forms.csv": "char actor_id default near only source",
    "frames.csv": "word position except source",
    "pairs.csv": "pair members source",
    "anaphors.csv": "form sort needs number not_after not_before example source",
    "descriptions.csv": "noun needs source",
    "media.csv": "name principal source",
    "blockers.csv": "string source",
    "transliteration.csv": "char source",
    "contexts.csv": "context word unless_before unless_after source",
}
FILES = (*_COLUMNS, "cues.csv")
"""The files of ``data/`` that the actors are read from."""


def read_rows(name: str) -> list[Row]:
    """Return the lines of a file as mappings, with ``rule``: file and line."""
    frame = read_lexicon(name, _COLUMNS[name].split())
    columns = [frame[column].astype(str).tolist() for column in frame]
    rows = [dict(zip(map(str, frame.columns), cells, strict=True)) for cells in zip(*columns, strict=True)]
    return [{**row, "rule": f"{name}:{row['line']}"} for row in rows]


def list_principal_periods(states: Iterable[Row], organisations: Iterable[Row]) -> Periods:
    """Return for whom each actor acts, and from when to when."""
    periods: Periods = {row["code"]: [(row["code"], "", "")] for row in states}
    for row in organisations:
        periods.setdefault(row["actor_id"], []).append((row["principal"], row["start"], row["end"]))
    return periods


def list_name_senses(states: Iterable[Row], principals: Periods) -> Iterator[tuple[str, Sense]]:
    """Yield every full name with its reading, blockers and media too."""
    for row in states:
        for column in ("name_zh", "name_hant_tw", "name_hant_hk"):
            yield row[column], Sense(row["code"], row["code"], "name", row["rule"])
    for row in read_rows("aliases.csv"):
        if row["actor_id"] not in principals:
            raise LexiconError(
                f"aliases.csv, line {row['line']}: actor_id {row['actor_id']!r} is neither in states.csv nor in "
                "organisations.csv; add it there first."
            )
        for principal, start, end in principals[row["actor_id"]]:
            yield row["alias"], Sense(row["actor_id"], principal, row["kind"], row["rule"], start=start, end=end)
    yield from _list_place_senses()
    yield from _list_person_senses()
    for row in read_rows("media.csv"):
        yield row["name"], Sense(row["name"], row["principal"], "media", row["rule"])
    for row in read_rows("blockers.csv"):
        yield row["string"], Sense("", "", "block", row["rule"])


def _list_place_senses() -> Iterator[tuple[str, Sense]]:
    """Yield cities and regions; one whose state is contested names nobody."""
    for row in read_rows("places.csv"):
        for name in row["names"].split("|"):
            yield name, Sense(row["state"], row["state"], "local" if row["state"] else "block", row["rule"])


def _list_person_senses() -> Iterator[tuple[str, Sense]]:
    for row in read_rows("persons.csv"):
        sense = Sense(
            f"{row['principal']}.{row['person_id']}", row["principal"], "person", row["rule"],
            start=row["start"], end=_find_last_report(row["end"]), office=row["office"].replace(" ", "_"),
        )  # fmt: skip
        english = row["name_en"] if " " in row["name_en"] else ""
        for kind, cell in (("person", row["names"]), ("weak", row["weak_names"]), ("person", english)):
            for name in filter(None, cell.split("|")):
                yield name, replace(sense, kind=kind)


def _find_last_report(end: str) -> str:
    return (date.fromisoformat(end) + _REPORTED).isoformat() if end else ""


def read_chars() -> dict[str, tuple[Sense, ...]]:
    """Return the one-character forms with their readings."""
    chars: dict[str, tuple[Sense, ...]] = {}
    for row in read_rows("short_forms.csv"):
        near, only = (tuple(filter(None, row[column].split("|"))) for column in ("near", "only"))
        default, joined = row["default"] == "yes", row["default"] != ""
        actor = row["actor_id"]
        chars[row["char"]] = (
            *chars.get(row["char"], ()),
            Sense(actor, actor, "char", row["rule"], head=1, default=default, joined=joined, near=near, only=only),
        )
    return chars


def read_offices(
    chars: Mapping[str, tuple[Sense, ...]],
) -> tuple[dict[str, Office], dict[str, tuple[Sense, ...]]]:
    """Return the words by themselves, and every one-character form joined to a word that allows it."""
    offices: dict[str, Office] = {}
    compounds: dict[str, tuple[Sense, ...]] = {}
    for row in read_rows("offices.csv"):
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


def read_frames() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return position to word to the characters for which the frame does not hold.

    Words of acts (``cues.csv``) are frames at the start of a clause: 美破坏协议, 韩批准引渡.
    """
    cues = read_lexicon("cues.csv", ["cue"])["cue"].astype(str)
    frames: dict[str, dict[str, frozenset[str]]] = {"start": {cue: _AMBIGUOUS_AT_START for cue in cues if len(cue) > 1}}
    for row in read_rows("frames.csv"):
        frames.setdefault(row["position"], {})[row["word"]] = frozenset(row["except"])
    return MappingProxyType(frames)


def read_pairs() -> Mapping[str, tuple[str, ...]]:
    """Return the pairs that stand by themselves, in both orders, to their members (``?`` where the text decides)."""
    pairs = {row["pair"]: tuple(row["members"].split()) for row in read_rows("pairs.csv")}
    return MappingProxyType(pairs | {pair[::-1]: members[::-1] for pair, members in pairs.items()})


def read_anaphors() -> tuple[dict[str, Anaphor], re.Pattern[str]]:
    """Return words and nouns that take up an actor, and the expression that finds them."""
    forms, nouns = read_rows("anaphors.csv"), read_rows("descriptions.csv")
    anaphors = {
        row["form"]: Anaphor(row["sort"], tuple(row["needs"].split()), int(row["number"]), row["rule"]) for row in forms
    } | {row["noun"]: Anaphor("description", tuple(row["needs"].split()), 1, row["rule"]) for row in nouns}
    guarded = [
        (f"(?<![{row['not_after']}])" if row["not_after"] else "")
        + re.escape(row["form"])
        + (f"(?![{row['not_before']}])" if row["not_before"] else "")
        for row in sorted(forms, key=lambda row: -len(row["form"]))
    ]
    words = "|".join(sorted((re.escape(row["noun"]) for row in nouns), key=len, reverse=True))
    # 这个海湾国家, 该武装组织, 这个拥有270万人口的富裕国家: nothing, two characters, or a phrase with 的 between.
    between = r"(?:[^，。；：、“”]{1,14}?的|[^，。；：、“”\W\d的地多各些两三等部类]{0,4}?)"
    described = rf"(?:(?<!应)该|这个|这一|这支|这家|那个){between}(?P<noun>{words})"
    return anaphors, re.compile(rf"(?P<form>{'|'.join(guarded)})|{described}")
