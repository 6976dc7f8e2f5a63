"""Which reading of an ambiguous string holds: decided by the full names in the document, never guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waijiao.actors.discourse import Unit
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Sense
    from waijiao.actors.spans import Hit

__all__ = ["Evidence", "choose_char_sense", "choose_name_sense", "find_narrator", "gather_evidence"]

# Names that two states may share.
_SHARED = frozenset(["name", "short", "capital", "local"])
_EVIDENT = frozenset(["name", "short", "part", "place", "capital", "local", "seat", "person"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence's document says about who is meant.

    Attributes
    ----------
    sentence, document : Counter of str
        How often each principal is named in full and beyond doubt.
    beside : frozenset of str
        Actors named in any way, also by their usual one-character form: 以军.
    date : str
        ISO date of the document, '' when unknown.
    """

    sentence: Counter[str]
    document: Counter[str]
    beside: frozenset[str]
    date: str


def gather_evidence(hits: "Sequence[Sequence[Hit]]", date: str) -> list[Evidence]:
    """Return the evidence for each sentence of a document, given the strings located in each."""
    counts = [_count_evident(each) for each in hits]
    document: Counter[str] = Counter()
    for count in counts:
        document.update(count)
    usual = (hit.senses[0] for each in hits for hit in each if hit.senses[0].kind == "char")
    beside = frozenset(document) | {sense.principal for sense in usual if sense.default}
    return [Evidence(count, document, beside, date) for count in counts]


def _count_evident(hits: "Sequence[Hit]") -> Counter[str]:
    counts: Counter[str] = Counter()
    for hit in hits:
        principals = {sense.principal for sense in hit.senses}
        if len(principals) == 1 and hit.senses[0].kind in _EVIDENT:
            counts[hit.senses[0].principal] += 1
    return counts


def choose_char_sense(
    senses: "Sequence[Sense]",
    evidence: Evidence,
    others: frozenset[str] = frozenset(),
    *,
    joined: bool = False,
    paired: str = "",
) -> "Sense | None":
    """Return the reading of a one-character form, or None when the text does not decide.

    A usual reading (乌 for Ukraine) holds unless the document names only another one (Uzbekistan). The others (巴, 加)
    need their full name in the sentence, else in the document, else the pair they stand in (亚阿), else a neighbour: 巴
    beside Israel is Palestine. ``others`` are the further members of a run: 中巴, 巴以. ``joined`` says that an office
    or another member stands beside it; ``paired`` is the actor that it usually names in its pair.
    """
    sentence, document = evidence.sentence, evidence.document
    named = [sense for sense in senses if sense.principal in document]
    usual = [sense for sense in senses if sense.default or (joined and sense.joined)]
    if not named and paired:
        return next(sense for sense in senses if sense.actor_id == paired)
    if usual and (not named or usual[0] in named):
        return usual[0]
    if named:
        return max(named, key=lambda sense: (sentence[sense.principal] > 0, sense.actor_id == paired,
                                             _is_near(sense, others), sentence[sense.principal],
                                             document[sense.principal]))  # fmt: skip
    for neighbours in (others, evidence.beside):
        near = [sense for sense in senses if _is_near(sense, neighbours)]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _is_near(sense: "Sense", neighbours: frozenset[str]) -> bool:
    return not neighbours.isdisjoint(sense.near)


def choose_name_sense(senses: "Sequence[Sense]", evidence: Evidence) -> "Sense | None":
    """Return the reading of a name that holds on the document's date, or None when none does.

    A common surname (kind weak) counts only where its principal is named in the document. A group whose role changed
    acts for itself where no date is known.
    """
    if len(senses) == 1 and senses[0].kind in ("name", "short"):
        return senses[0] if senses[0].holds_on(evidence.date) else None
    holding = [sense for sense in senses if sense.holds_on(evidence.date)]
    holding = [sense for sense in holding if sense.kind != "weak" or sense.principal in evidence.document]
    if not holding:
        return None
    if len({sense.actor_id for sense in holding}) == 1:
        return next((sense for sense in holding if sense.principal == sense.actor_id), holding[-1])
    here = any(sense.principal in evidence.sentence for sense in holding)
    known = evidence.sentence if here else evidence.document
    # Undated, 达加洛 beside Sudan and its paramilitaries: the post still held goes before the one left.
    still = [sense for sense in holding if sense.office and not sense.end and known[sense.principal]]
    holding = still if still and not evidence.date else holding
    most = max(known[sense.principal] for sense in holding)
    likeliest = [sense for sense in holding if known[sense.principal] == most]
    # 刚果 with neither （金） nor （布）, 的黎波里: two states, and the document does not say which.
    if likeliest[0].kind in _SHARED and len({sense.actor_id for sense in likeliest}) > 1:
        return None
    # In the days between two posts the later one holds: from Madrid to Brussels.
    return max(reversed(likeliest), key=lambda sense: sense.start) if evidence.date else likeliest[-1]


def find_narrator(unit: "Unit", outlet: str, evidence: Evidence, lexicon: "ActorLexicon") -> str:
    """Return whose country the narrator calls 我国: the outlet's, else China's in simplified text, else '' (unknown).

    Singapore and Malaysia print simplified characters too, so a text that names them leaves it open.
    """
    if outlet:
        names = [outlet, *outlet.split()[:1]]
        senses = next((lexicon.senses[name] for name in names if name in lexicon.senses), ())
        return senses[0].principal if senses and senses[0].kind == "media" else ""
    return "" if unit.text != unit.original or {"SGP", "MYS"} & evidence.document.keys() else "CHN"
