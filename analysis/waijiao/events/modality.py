"""Whether an act happened: actual, negated, future, hypothetical or historical, by the words around its cue."""

import re
from collections.abc import Sequence

from waijiao.events.scan import Clause, Item
from waijiao.events.site import Act

__all__ = ["Mood", "find_modality"]

_ORDER = ("negation", "hypothetical", "future", "historical")
_NAMES = {"negation": "negated", "hypothetical": "hypothetical", "future": "future", "historical": "historical"}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


class Mood:
    """The markers that earlier clauses of a sentence leave in force: 如果…，…; 去年6月，…; 将…，并….

    Parameters
    ----------
    year : int
        The year of the document, 0 when unknown: an earlier year in the sentence makes an act historical.
    """

    def __init__(self, year: int = 0) -> None:
        self.year = year
        self.lasting: frozenset[str] = frozenset()
        self.previous: frozenset[str] = frozenset()

    def open_part(self) -> None:
        """Forget everything at the beginning of a new part."""
        self.lasting = self.previous = frozenset()

    def read_clause(self, text: str, clause: Clause, has_acts: bool) -> frozenset[str]:
        """Return the markers that hold in the whole clause, and remember those that last beyond it."""
        own = frozenset(kind for item in clause.items for kind in item.kinds if kind in _ORDER[1:])
        words = text[clause.start : clause.end]
        is_past = self.year and any(int(year) < self.year for year in _YEAR.findall(words))
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
    if act.governor and (act.governor.cue.frame == "request" or act.governor.cue.category.name == "THREATEN"):
        return "hypothetical"
    if act.governor and act.governor.cue.frame == "agree":
        return "future"
    return next((_NAMES[kind] for kind in _ORDER[1:] if kind in kinds), "actual")
