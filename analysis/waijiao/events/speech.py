"""In whose speech a place of a sentence stands: 以军称，…; “…”，布林肯说; 德学者：…."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from waijiao.events.scan import Actor, Clause, Group, Item
from waijiao.text import CLOSING, OPENING, count_unclosed

__all__ = ["Speech", "find_paragraph_speech", "find_speech", "subject_of"]

# What may precede a verb of saying that goes on with the speaker before: 并称, 还表示, 声明说, 他指出.
_GOING_ON = re.compile(
    r"^(?:[还并也又则再同时此外另外当天日前当日]|声明|公告|公报|消息|他们?|她|其|今天|发布|发表|\d|日|月|中)*$"
)
_AFTER_CLOSING = re.compile(r"[”」』]\s*[，,]?\s*$")
_LONGEST_LABEL = 8


@dataclass(frozen=True)
class Speech:
    """Who speaks where.

    Attributes
    ----------
    starts : tuple of int
        Positions at which the speaker changes, ascending.
    speakers : tuple of tuple of Actor
        Who speaks from there on; empty for the narrator or somebody unknown.
    postposed : tuple of Actor
        The speaker named after a quotation, if any.
    """

    starts: tuple[int, ...]
    speakers: tuple[tuple[Actor, ...], ...]
    postposed: tuple[Actor, ...] = ()

    def speaker_at(self, position: int) -> tuple[Actor, ...]:
        """Return who speaks at ``position``."""
        index = bisect_right(self.starts, position) - 1
        return self.speakers[index] if index >= 0 else ()


def find_speech(text: str, clauses: Sequence[Clause], inherited: Sequence[Actor] = ()) -> Speech:
    """Return who speaks at which place of one sentence.

    Parameters
    ----------
    text : str
        The sentence.
    clauses : sequence of Clause
        As :func:`waijiao.events.scan.scan_sentence` returns them.
    inherited : sequence of Actor
        Who speaks at its beginning: the speaker of a quotation that an earlier sentence opened.

    Returns
    -------
    Speech
        One change of speaker per verb of saying, label or new part.
    """
    turns: list[tuple[int, tuple[Actor, ...]]] = [(0, tuple(inherited))]
    subject: tuple[Actor, ...] = tuple(inherited)
    postposed: tuple[Actor, ...] = ()
    labelled: tuple[Actor, ...] = ()
    for clause in clauses:
        if clause.opens_part and clause.start > 0:
            turns.append((clause.start, labelled))
            subject = ()
        for item in clause.items:
            if "report" in item.kinds and not item.cues:
                named = _find_speaker(text, clause, item, subject)
                if _follows_quotation(text, clause):
                    postposed = named
                    turns += [(max(_find_opening(text, clause.start), 0), named), (clause.start, ())]
                else:
                    turns.append((item.end, named))
                subject = named or subject
        label = _find_label(text, clause) or _find_informant(clause)
        if label:
            turns.append((clause.end, label))
            labelled = label
        subject = subject_of(clause) or subject
    turns.sort(key=lambda turn: turn[0])
    return Speech(tuple(start for start, _ in turns), tuple(who for _, who in turns), postposed)


def subject_of(clause: Clause) -> tuple[Actor, ...]:
    """Return the clause's topic: the first group before any act that no coverb governs and that is no mere place.

    Parameters
    ----------
    clause : Clause
        A clause.

    Returns
    -------
    tuple of Actor
        Empty when the clause names nobody in that place.
    """
    for item in clause.items:
        if item.cues:
            return ()
        if item.group and item.group.is_free and not item.group.is_place:
            return tuple(item.group.heads)
    return ()


def _find_speaker(text: str, clause: Clause, report: Item, subject: tuple[Actor, ...]) -> tuple[Actor, ...]:
    before: list[Group] = []
    met = False
    for item in clause.items:
        if item.start >= report.start or item.cues:
            met = item.start < report.start
            break
        if item.group and (item.group.is_free or item.group.marker == "source") and not item.group.is_place:
            before.append(item.group)
    if before:
        # 伊朗总统与法国总统通话时表示: the first of them speaks
        return tuple(before[-1].heads[: before[-1].side] if met and before[-1].side else before[-1].heads)
    lead = text[clause.start : report.start].strip(' “”"')
    if _GOING_ON.match(lead):
        return subject
    return subject_of(clause) if clause.groups and clause.groups[0].start < report.start else ()


def _follows_quotation(text: str, clause: Clause) -> bool:
    """Tell whether the clause stands right after a closing mark, as 布林肯说 does in “…”，布林肯说."""
    return bool(_AFTER_CLOSING.search(text[: clause.start])) or text[clause.start] in CLOSING


def _find_opening(text: str, position: int) -> int:
    return max(text.rfind(mark, 0, position) for mark in OPENING)


def _find_label(text: str, clause: Clause) -> tuple[Actor, ...]:
    """Find a speaker before a colon: 俄方：…, 德学者：…."""
    if text[clause.end : clause.end + 1] not in ("：", ":") or clause.end - clause.start > _LONGEST_LABEL:
        return ()
    return subject_of(clause)


def _find_informant(clause: Clause) -> tuple[Actor, ...]:
    """Find a speaker who only informs: 据伊朗外交部消息，…; 援引法方的话，…."""
    kinds = frozenset[str]().union(*(item.kinds for item in clause.items))
    if "report" in kinds or "information" not in kinds:
        return ()
    informants = [group for group in clause.groups if group.marker == "source" and not group.is_place]
    return tuple(informants[0].heads) if informants else ()


def find_paragraph_speech(texts: Sequence[str], clauses: Sequence[Sequence[Clause]]) -> tuple[list[Speech], list[bool]]:
    """Return who speaks in each sentence of one paragraph, following quotations across sentence ends.

    A sentence inside a quotation belongs to the speaker named after the closing mark; otherwise to the speaker
    named before the opening mark; otherwise to the speaker of the quotation before (“…”他说。“…”).

    Parameters
    ----------
    texts : sequence of str
        The sentences.
    clauses : sequence of sequence of Clause
        Their clauses.

    Returns
    -------
    list of Speech, list of bool
        One of each per sentence; the second tells whether it begins inside a quotation.
    """
    alone = [find_speech(text, parts) for text, parts in zip(texts, clauses, strict=True)]
    inside = _find_open_states(texts)
    speech: list[Speech] = []
    latest: tuple[Actor, ...] = ()
    for number, (text, parts) in enumerate(zip(texts, clauses, strict=True)):
        inherited: tuple[Actor, ...] = ()
        if inside[number] or text.startswith(tuple(OPENING)):
            inherited = _find_later_speaker(texts, alone, number) or latest
        found = find_speech(text, parts, inherited) if inherited else alone[number]
        speech.append(found)
        latest = found.postposed or (found.speakers[-1] if _opens(text) else ()) or latest
    return speech, inside


def _opens(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in zip(OPENING, CLOSING, strict=True))


def _find_open_states(texts: Sequence[str]) -> list[bool]:
    depth, states = 0, []
    for text in texts:
        states.append(depth > 0)
        depth = max(0, depth + count_unclosed(text))
    return states


def _find_later_speaker(texts: Sequence[str], alone: Sequence[Speech], number: int) -> tuple[Actor, ...]:
    for text, found in zip(texts[number:], alone[number:], strict=True):
        if any(mark in text for mark in CLOSING):
            return found.postposed
    return ()
