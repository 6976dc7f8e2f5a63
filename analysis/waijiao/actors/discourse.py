"""Sentences of a document side by side: subjects, topics and who speaks inside quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from waijiao.actors.spans import Found
from waijiao.text import CLOSING, OPENING

__all__ = [
    "Unit",
    "Unresolved",
    "find_clause_start",
    "find_speakers",
    "is_oblique",
    "is_subject",
    "list_before",
    "list_topics",
]

# 对伊朗, 与到访的美国国务卿, 为哈马斯: what follows is no subject.
_OBLIQUE = re.compile(
    r"(?:对|向|与|同|为|从|给|把|被|由|据|针对|针对于|经|受|遭|跟|比|以|反|驻|涉|援|抗|(?<!即)将)(?:到访的?|来访的?|正在访问的)?$"
)
# 俄罗斯国防部表示美国, 今天美国, 如果美国: after these a name begins its clause.
_HEAD_OF_CLAUSE = re.compile(
    r"[日天时后前月年称说示出调]$|(?:认为|此外|同时|因此|如果|虽然|尽管|由于|因为|据悉|目前|近日|还有|以及|只有)$|^[但而且并又则也故若]是?$"
)
_SAYS = re.compile(r"[^，。；：“”]{0,14}?(?:说|表示|称|指出|强调|告诉|写道|认为|宣布|警告|回应|补充)")
_MARK = re.compile(f"[{OPENING}{CLOSING}]")
_SAID_BEFORE = re.compile(r"(?:说|表示|称|指出|强调|写道|认为|宣布|警告|回应|补充道|道)[^“，。]{0,4}[:：，,]?\s*$")


@dataclass(slots=True)
class Unit:
    """One sentence with its mentions.

    ``text`` is ``original`` in simplified characters, of the same length.
    ``speakers`` lists the quoted stretches with the mention that speaks them, None when the speaker is no actor or
    unknown. ``narrator`` is the state whose own the narrator calls 我国, '' when unknown.
    """

    sent_id: str
    doc_id: str
    zone: str
    text: str
    original: str
    found: list[Found] = field(default_factory=list)
    speakers: list[tuple[int, int, Found | None]] = field(default_factory=list)
    narrator: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A word that points to an actor, but the text does not say clearly to which."""

    unit: Unit
    start: int
    end: int
    reason: str


def is_oblique(text: str, mention: Found) -> bool:
    """Return whether the mention stands after a preposition, and so is no subject."""
    return _OBLIQUE.search(text, 0, mention.start) is not None


def list_before(unit: Unit, position: int) -> list[Found]:
    """Return the mentions of a sentence that end at or before a position."""
    return [mention for mention in unit.found if mention.end <= position]


def find_clause_start(text: str, position: int) -> int:
    """Return where the clause around a position begins."""
    return max(text.rfind(mark, 0, position) for mark in "，,；;：:。！？!?“") + 1


def is_subject(text: str, mention: Found) -> bool:
    """Return whether a mention stands where a subject stands: at the head of its clause, after no preposition.

    With 的 behind it (土耳其的态度) it is only whose the subject is.
    """
    if is_oblique(text, mention) or text.startswith("的", mention.end):
        return False
    prefix = text[find_clause_start(text, mention.start) : mention.start]
    return not prefix or _HEAD_OF_CLAUSE.search(prefix) is not None


def list_topics(unit: Unit) -> list[Found]:
    """Return the mentions of a sentence that may be its subject or topic, the likeliest first."""
    able = [mention for mention in unit.found if mention.role in ("actor", "party") and mention.principal]
    subjects = [mention for mention in able if mention.role == "actor" and not is_oblique(unit.text, mention)]
    return [*subjects, *(mention for mention in able if mention not in subjects)]


def _list_quoted(text: str, is_open: bool) -> tuple[list[tuple[int, int]], bool]:
    """Return the quoted stretches of a sentence, and whether the last one runs on into the next sentence."""
    stretches, start = [], 0 if is_open else -1
    for mark in _MARK.finditer(text):
        if mark.group() in OPENING:
            start = mark.start()
        elif start >= 0:
            stretches.append((start, mark.end()))
            start = -1
    if start >= 0:
        stretches.append((start, len(text)))
    return stretches, start >= 0


def find_speakers(units: list[Unit]) -> None:
    """Set ``speakers`` of every unit: who is named beside the quotation says it, also in the sentences it runs on."""
    is_open = False
    speaker: Found | None = None
    for unit in units:
        was_open = is_open
        stretches, is_open = _list_quoted(unit.text, is_open)
        quotations = [stretch for stretch in stretches if stretch[1] - stretch[0] > 8 or was_open]
        named = list(_find_attributions(unit, quotations))
        # “……”他说。 “……”: a quotation that opens the next sentence goes on with the same speaker.
        goes_on = was_open or (bool(quotations) and quotations[0][0] == 0)
        if named:
            speaker = named[0]
        elif not goes_on:
            speaker = None
        unit.speakers = [(start, end, speaker) for start, end in quotations]


def _find_attributions(unit: Unit, quotations: list[tuple[int, int]]) -> Iterator[Found | None]:
    """Yield the mention beside a quotation and a verb of saying; None when somebody else says it."""
    for start, end in quotations:
        after = next((mention for mention in unit.found if 0 <= mention.start - end <= 1), None)
        if after is not None and _SAYS.match(unit.text, after.end):
            yield after
        elif _SAYS.match(unit.text, end):
            yield None
        elif _SAID_BEFORE.search(unit.text, 0, start):
            before = [mention for mention in list_topics(unit) if mention.end <= start]
            yield before[0] if before else None
