"""Whether an act happened: actual, negated, future, hypothetical or historical, by the words around its cue."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from waijiao.events.scan import Clause, Item
from waijiao.events.site import Act

__all__ = ["HALTING", "Mood", "find_modality"]

HALTING = frozenset({"stop", "suspend"})
"""Modes of cues that end what goes on."""

_ORDER = ("negation", "hypothetical", "future", "historical")
_NAMES = {"negation": "negated", "hypothetical": "hypothetical", "future": "future", "historical": "historical"}
# 2019年, 2019年6月, 6月12日, 本月7日; without a year the latest such day that is not far ahead of the document's own.
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年(?:(\d\d?)月)?(?:(\d\d?)[日号])?|(?<![\d个])(\d\d?)月(?:(\d\d?)[日号])?|本月(\d\d?)[日号]"
)
# How many days before the document an act lies that is background rather than news.
_STALE = 10
_AHEAD = 45


class Mood:
    """The markers that earlier clauses of a sentence leave in force: 如果…，…; 去年6月，…; 将…，并….

    Parameters
    ----------
    day : date, optional
        The document's: a date in the sentence that lies well before it makes an act historical.
    """

    def __init__(self, day: date | None = None) -> None:
        self.day = day
        self.lasting: frozenset[str] = frozenset()
        self.previous: frozenset[str] = frozenset()

    def open_part(self) -> None:
        """Forget everything at the beginning of a new part."""
        self.lasting = self.previous = frozenset()

    def read_clause(self, text: str, clause: Clause, has_acts: bool) -> frozenset[str]:
        """Return the markers that hold in the whole clause, and remember those that last beyond it."""
        own = frozenset(kind for item in clause.items for kind in item.kinds if kind in _ORDER[1:])
        words = text[clause.start : clause.end]
        is_past = self.day is not None and any(
            self.day.toordinal() - _read_day(match, self.day) > _STALE
            for match in _DATE.finditer(words)
            if "以来" not in words[match.end() :]  # 2011年危机爆发以来，…首次访问 goes on until now
        )
        if is_past:
            own |= {"historical"}
        begins = clause.items[0].kinds if clause.items and clause.items[0].start - clause.start <= 1 else frozenset()
        inherited = self.lasting | (
            self.previous & {"future", "hypothetical"} if "connector" in begins else frozenset()
        )
        # 如果…， and 此前，/去年6月， at the head of a sentence hold for what follows
        if begins & {"hypothetical"} or (own & {"historical"} and not has_acts):
            self.lasting |= own & {"hypothetical", "historical"}
        self.previous = own
        return inherited | ({"historical"} if is_past else frozenset())


def _read_day(match: re.Match[str], today: date) -> int:
    """Return the day named, as a number; the last of a month or year when no more is said."""
    year, month, day, bare_month, bare_day, this_month = match.groups()
    if this_month:
        return _number(today.year, today.month, int(this_month))
    if year:
        return _number(int(year), int(month or 12), int(day or 31))
    named = _number(today.year, int(bare_month), int(bare_day or 31))
    return (
        named if named <= today.toordinal() + _AHEAD else _number(today.year - 1, int(bare_month), int(bare_day or 31))
    )


def _number(year: int, month: int, day: int) -> int:
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1])).toordinal()


def find_modality(items: Sequence[Item], index: int, act: Act, inherited: frozenset[str]) -> str:
    """Return the modality of the act whose cue is ``items[index]``.

    Negation must stand between the last act and the cue; a mark of time or doubt anywhere before the cue, but not
    before a verb of saying (他曾说：伊朗…).

    Parameters
    ----------
    items : sequence of Item
        The clause.
    index : int
        The predicate.
    act : Act
        The predicate with its participants; the act that governs it decides when nothing else does.
    inherited : frozenset of str
        Markers from earlier clauses.

    Returns
    -------
    str
        actual, negated, future, hypothetical or historical.
    """
    kinds: set[str] = set(inherited)
    negated = False
    for item in items[:index]:
        if "report" in item.kinds and not item.cues:
            kinds, negated = set(inherited), "negation" in item.kinds
        elif item.cues and not item.kinds:
            negated = False
        else:
            kinds |= item.kinds
            # 尚未确定是否…: the doubt that follows outweighs the negation
            negated = "negation" in item.kinds or (negated and "hypothetical" not in item.kinds)
    if negated:
        return "negated"
    if act.governor and act.governor.cue.frame == "request":
        asked = act.governor.item.start
        halted = any(cue.mode in HALTING for item in items[:index] if item.start > asked for cue in item.cues)
        return "actual" if halted else "hypothetical"  # 要求停止侵略: what is to stop goes on
    if act.governor and act.governor.cue.category.name == "THREATEN":
        return "hypothetical"
    if act.governor and act.governor.cue.frame == "agree":
        return "future"
    return next((_NAMES[kind] for kind in _ORDER[1:] if kind in kinds), "actual")
