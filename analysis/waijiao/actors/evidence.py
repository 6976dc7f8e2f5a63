"""Which reading of an ambiguous string holds: decided by the full names in the document, never guessed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waijiao.actors.sources import Sense
    from waijiao.actors.spans import Hit

__all__ = ["choose_char_sense", "choose_name_sense", "count_evidence"]

_EVIDENT = frozenset(["name", "short", "part", "place", "capital", "seat", "person"])


def count_evidence(hits: "Iterable[Hit]") -> Counter[str]:
    """Return how often each principal is named in full and beyond doubt."""
    counts: Counter[str] = Counter()
    for hit in hits:
        principals = {sense.principal for sense in hit.senses}
        if len(principals) == 1 and hit.senses[0].kind in _EVIDENT:
            counts[hit.senses[0].principal] += 1
    return counts


def choose_char_sense(senses: "Sequence[Sense]", sentence: Counter[str], document: Counter[str]) -> "Sense | None":
    """Return the reading of a one-character form, or None when the text does not decide.

    A usual reading (乌 for Ukraine) holds unless the document names only another one (Uzbekistan). The others (巴, 加)
    need their full name in the sentence, else in the document, else a neighbour: 巴 beside Israel is Palestine.
    """
    named = [sense for sense in senses if sense.principal in document]
    usual = [sense for sense in senses if sense.default]
    if usual and (not named or any(sense.default for sense in named)):
        return usual[0]
    here = [sense for sense in named if sense.principal in sentence]
    if here or named:
        return max(here or named, key=lambda sense: (sentence[sense.principal], document[sense.principal]))
    beside = [sense for sense in senses if any(actor in document for actor in sense.near)]
    return beside[0] if len(beside) == 1 else None


def choose_name_sense(
    senses: "Sequence[Sense]", sentence: Counter[str], document: Counter[str], date: str
) -> "Sense | None":
    """Return the reading of a name that holds on ``date``, or None when none does.

    A common surname (kind weak) counts only where its principal is named in the document.
    """
    holding = [sense for sense in senses if sense.holds_on(date)]
    holding = [sense for sense in holding if sense.kind != "weak" or sense.principal in document]
    if not holding:
        return None
    known = sentence if any(sense.principal in sentence for sense in holding) else document
    most = max(known[sense.principal] for sense in holding)
    return [sense for sense in holding if known[sense.principal] == most][-1]
