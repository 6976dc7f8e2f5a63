"""Who acts on whom: the participants of one predicate, by the construction in which it stands."""

from collections.abc import Sequence

from waijiao.events.directed import find_passive, find_repelled, read_active, read_passive, read_receiving
from waijiao.events.knowledge import Cue
from waijiao.events.mutual import read_judgement, read_mediation, read_reciprocal, read_tie
from waijiao.events.scan import Actor, Clause, Item
from waijiao.events.site import Act, Context, Site, groups_of, is_joint

__all__ = ["find_arguments"]

_STOPPERS = frozenset({"passive", "receive", "report"})
# How far behind a cue a description of its object may begin: 会见来华访问的赞比亚总统.
_ADJOINING = 3
_BY_FRAME = {
    "judge": read_judgement,
    "mediate": read_mediation,
    "receive": read_receiving,
    "reciprocal": read_reciprocal,
    "status": read_tie,
}


def find_arguments(text: str, clause: Clause, index: int, cue: Cue, context: Context) -> Act:
    """Return the participants of the predicate ``clause.items[index]`` read as ``cue``.

    Parameters
    ----------
    text : str
        The sentence.
    clause : Clause
        The clause.
    index : int
        Which of its items is the predicate.
    cue : Cue
        The reading tried.
    context : Context
        What came before; not changed.

    Returns
    -------
    Act
        With empty lists where a participant is not to be found.
    """
    items = clause.items
    site = Site(
        text, items[:index], items[index], _until_next_verb(text, items[index + 1 :], items[index].end), cue, context
    )
    if clause.spots:
        site.spots = _list_spots(clause, index, site)
    if cue.frame in _BY_FRAME:
        return _BY_FRAME[cue.frame](site)
    # 俄乌互相指责: a word that makes any act run both ways.
    if any("mutual" in item.kinds for item in site.since_last) or _is_on_each_other(site):
        return read_reciprocal(site)
    repelled = find_repelled(site)
    if repelled is not None:
        return repelled
    passive = find_passive(site)
    if passive is not None:
        return read_passive(site, passive)
    return read_active(site)


def _is_on_each_other(site: Site) -> bool:
    """Tell whether the object is the other of two: 俄乌指责对方, 两国对对方港口实施打击."""
    if site.cue.category.polarity >= 0 or site.cue.frame == "noun":
        return False
    joint = any(is_joint(group) for group in groups_of(site.left))
    near = site.text[site.item.end : site.item.end + 3] + site.text[site.item.start - 14 : site.item.start]
    return joint and "对方" in near


def _until_next_verb(text: str, items: Sequence[Item], start: int) -> list[Item]:
    """Return the items before the next predicate that is no noun: the room in which an object can stand.

    A predicate right behind the cue with a name after 的 only describes that name: 释放被关押的古巴人.
    """
    kept: list[Item] = []
    for position, item in enumerate(items):
        is_verb = item.cues and item.cues[0].frame not in ("noun", "judge") and text[item.start - 1] != "的"
        if is_verb or item.kinds & _STOPPERS:
            if item.start - start > _ADJOINING or not _describes_a_name(text, items[position:]):
                break
            continue
        kept.append(item)
    return kept


def _list_spots(clause: Clause, index: int, site: Site) -> list[Actor]:
    """Return the cities and regions between the act before and the next predicate."""
    start = site.context.acts[-1].item.end if site.context.acts else clause.start
    kept = {id(item) for item in site.right}
    end = next((item.start for item in clause.items[index + 1 :] if item.cues and id(item) not in kept), clause.end)
    return [spot for spot in clause.spots if start <= spot.start < end]


def _describes_a_name(text: str, items: Sequence[Item]) -> bool:
    return any(item.group and "的" in text[items[0].end : item.start] for item in items)
