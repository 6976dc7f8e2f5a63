"""The subject of a predicate: who acts, and in whose complement the predicate stands."""

import re

from waijiao.events.scan import Actor, Group
from waijiao.events.site import Act, Site, groups_of, heads_of

__all__ = ["find_governor", "find_subject", "find_thankful", "is_inside_object"]

# Acts whose object is itself the subject of what follows: 要求以色列停火, 谴责以色列袭击加沙, 支持伊朗加入.
_CLAUSE_TAKING = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "CONCEDE", "PROTEST"})

_WHILE = re.compile(r"[^，,。；]*(?:时|期间|之际|后|过程中)[，,]")


def find_subject(site: Site) -> tuple[list[Actor], str, Act | None]:
    """Return who acts, by which construction, and the act that governs this one.

    Tried in turn: the owner of a relative clause (拦截俄军发射的导弹), the name between a governing act and this
    one (谴责以色列袭击), nobody for a bare noun in a complement (谴责袭击), who was asked (要求以色列停火), the last
    free name before the predicate, nobody before 的做法 or after 其中包括, and at last the subject or speaker of the
    clause before.
    """
    governor = find_governor(site)
    name = "nominal" if site.is_nominal else "active"
    owner = groups_of(site.since_last, "")[-1:]
    if owner and site.context.acts and site.text[site.item.end : site.item.end + 2].lstrip("过了").startswith("的"):
        return heads_of(owner), "relative", None
    free = [group for group in groups_of(site.left) if group.is_free and not is_inside_object(site, group)]
    if governor:
        near = [group for group in free if group.start >= governor.item.end]
        # 指责阿联酋支持叛军、向其提供武器: not whom the act before was done to
        first = [group for group in near if group.heads[0].start not in _hit_since(site, governor)]
        near = first or near
        if near:
            return heads_of(near[-1:]), "nominal" if site.is_nominal else "complement", governor
        if site.is_nominal and not site.has_light_verb:
            return [], name, governor
        if governor.cue.frame == "request":
            return list(governor.targets), "complement", governor
    chosen = _choose(site, free)
    if chosen:
        return heads_of(chosen), name, governor
    if any("nominalizer" in item.kinds for item in site.right) or any("partitive" in item.kinds for item in site.left):
        return [], name, governor
    ahead = _find_ahead(site) or _find_occasion(site)
    return (
        ahead or list(site.context.subject or site.context.speaker or site.context.doers),
        "carried" if name == "active" else name,
        governor,
    )


def _find_occasion(site: Site) -> list[Actor]:
    """Return who acts in what is answered: 针对加拿大对中国实施制裁，…."""
    framed = groups_of(site.left, "target")
    answered = len(framed) > 1 and site.text.startswith(("针对", "对于"), site.left[0].start)
    return heads_of(framed[:1]) if answered else []


def _find_ahead(site: Site) -> list[Actor]:
    """Return the subject that follows a clause of time: 在会见泰国总理时，外长表示…."""
    if not _WHILE.match(site.text, site.item.end):
        return []
    return heads_of([group for group in groups_of(site.context.upcoming, "") if not group.is_place][:1])


def _choose(site: Site, free: list[Group]) -> list[Group]:
    """Return the last free name that is nobody's object; a place or a name in 在 … only when there is no other."""
    candidates = [group for group in free if group.heads[0].start not in site.context.taken]
    candidates = [group for group in candidates if not group.is_place] or candidates
    inner = [] if site.context.subject else candidates
    return ([group for group in candidates if group.marker != "within"] or inner)[-1:]


def _is_parted(site: Site, last: Act) -> bool:
    """Tell whether a connector leads out of what ``last`` is about: 谴责以色列并要求…, not 敦促双方克制并停火."""
    joints = [item for item in site.since_last if "connector" in item.kinds]
    if not joints:
        return False
    ends = [group.end for group in groups_of(site.since_last) if group.end <= joints[0].start]
    between = site.text[max([last.item.end, *ends]) : joints[0].start]
    return len(between) < 2 or between.startswith("的") or last.cue.frame != "request"


def _hit_since(site: Site, governor: Act) -> set[int]:
    """Return where the targets of the acts behind the governing one begin."""
    later = [act for act in site.context.acts if act.item.start > governor.item.start]
    return {actor.start for act in later for actor in act.targets}


def find_governor(site: Site) -> Act | None:
    """Return the act in whose complement this one stands: 要求以色列[停火], 谴责以色列[袭击]加沙."""
    if not site.context.acts:
        return None
    last = site.context.acts[-1]
    if _is_parted(site, last):
        return None
    takes_clause = last.cue.category.name in _CLAUSE_TAKING or last.cue.frame in ("agree", "reject", "lift")
    return last if takes_clause else last.governor


def is_inside_object(site: Site, group: Group) -> bool:
    """Tell whether a name stands behind 对 … 的: 对控制阿富汗的塔利班实施制裁 is done to the Taliban."""
    marked = [other for other in groups_of(site.since_last, "target", "disposal") if other.end <= group.start]
    return bool(marked) and "的" in site.text[marked[-1].end : group.start]


def find_thankful(sources: list[Actor], governor: Act | None) -> list[Actor]:
    """Return who thanks for the act: 感谢卡塔尔的援助, 感谢埃及的斡旋 name nobody else who was helped."""
    thanked = governor is not None and governor.cue.mode == "thank" and sources == governor.targets
    return list(governor.sources) if governor and thanked else []
