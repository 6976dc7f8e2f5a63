"""The object of a predicate: upon whom it acts."""

import re
from itertools import pairwise

from waijiao.events.scan import Actor, Group, distance
from waijiao.events.site import NEAR, Site, everyone_in, groups_of, heads_of, principals_of
from waijiao.events.subjects import is_inside_object

__all__ = ["MATERIAL", "find_head", "find_object", "find_spots", "spots_behind"]

# Acts on a place or on somebody inside it: both are hit (打击叙利亚境内的伊朗目标).
MATERIAL = frozenset({"ASSAULT", "COERCE"})
# Acts that touch the place where they happen when nobody else is named: 在加沙搜捕, 从伊拉克撤军, 禁止从加拿大进口.
_ON_PLACE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"})

# Acts on cities and regions: 袭击敖德萨, 向汗尤尼斯增兵, 撤出赫尔松.
_ON_SPOT = MATERIAL | {"MOBILIZE", "RETREAT"}
# How far before a city its coverb may stand: 对南部港口城市敖德萨.
_REACH = 8

# 对此表示欢迎: whoever did what the sentence has just told.
_ECHO = re.compile("对(?:此|这一|这些)[^，,]{0,8}$")
_HARM = re.compile(r"[^，,。；]{0,14}(?:亡|死|伤|丧生|遇难|受损|损失|损坏|毁|起火|停电|断电|爆炸)")
_HOUSE = re.compile(r"(?:使馆|领馆|基地|总部|代表处|办事处|机构)[^，,]{0,3}?(?:前|外|门口|附近|周围|周边)")


def find_object(site: Site) -> tuple[list[Actor], str]:
    """Return upon whom the predicate acts, and "coverb" when a coverb put the object before it, else "active".

    Tried in turn: 对 B V, 将 B V; 与 B V for what is friendly; then what stands behind the predicate, by kind of act.
    """
    marked = groups_of(site.since_last, "target", "disposal")
    if marked:
        inside = [group for group in groups_of(site.since_last, "") if is_inside_object(site, group)]
        return heads_of(inside[-1:] or marked), "coverb"
    if site.spots and site.cue.category.name in _ON_SPOT and (spots := find_spots(site, "coverb_target", "disposal")):
        return spots, "coverb"
    if _ECHO.search(site.text[max(site.item.start - NEAR, 0) : site.item.start]):
        own = principals_of(heads_of(groups_of(site.left, "")))
        told = site.context.addressee or site.context.subject
        return [actor for actor in told if actor.principal not in own], "coverb"
    beside = groups_of(site.since_last, "comitative")
    if beside and site.cue.category.polarity > 0 and not site.is_nominal:
        return heads_of(beside[-1:]), "coverb"
    return _find_behind(site), "active"


def _find_behind(site: Site) -> list[Actor]:
    right = groups_of(site.right)
    if site.cue.frame == "visit":
        host = groups_of(site.since_last, "direction", "locative")[-1:]
        return heads_of(right[:1]) or spots_behind(site)[:1] or heads_of(host)
    if site.is_nominal:
        hit_spots = spots_behind(site) if site.cue.category.name in MATERIAL else []
        return heads_of(right[:1]) or hit_spots  # 无人机袭击敖德萨
    if site.cue.category.name in MATERIAL:
        hit = [group for group in right if group.marker in ("", "locative", "within", "direction", "target")]
        behind = [*spots_behind(site), *everyone_in(hit)]
        harmed = _find_harmed(site) or groups_of(site.since_last, "locative", "direction")[-1:]
        return behind or everyone_in(harmed) or find_spots(site, "locative", "direction")
    if site.cue.category.name == "PROTEST" and not right:
        return heads_of(_find_besieged(site))
    plain = [group for group in right if group.marker in ("", "disposal")]
    if site.cue.category.name == "RETREAT":
        plain = [group for group in plain if any(actor.role != "party" for actor in group.actors)]  # not 撤离美国人
    if site.cue.frame == "request":
        asked = [group for group in plain if not group.is_place][:1]
        # Nobody is asked in 希望双方之间的停火持续.
        return [] if asked and site.text.startswith(("之间", "间的"), asked[0].end) else heads_of(asked)
    if site.cue.mode == "join" and plain and site.text[plain[0].end : plain[0].end + 1] == "的":
        return []  # 加入北约的谈判: what is talked about
    on_place = site.cue.category.name in _ON_PLACE or site.cue.mode == "embassy"  # 驻秘鲁使馆重新开馆
    around = ("locative", "direction") if on_place or site.cue.mode == "trade" else ()  # 从沙特进口石油
    aside = groups_of(site.since_last, "comitative", *around)[-1:]
    # 愿同蒙古国加强交往, 抵制与以色列举行的会议: what is agreed or refused is shared with somebody
    shared = ("comitative",) if site.cue.frame in ("agree", "reject") else ()
    later = [group for group in right if group.marker in ("target", *around, *shared)]
    return heads_of(find_head(site, plain) or aside or later[:1])


def spots_behind(site: Site) -> list[Actor]:
    """Return the cities and regions behind the predicate, near enough to be its object."""
    return [spot for spot in site.spots if 0 <= spot.start - site.item.end <= NEAR]


def find_spots(site: Site, *kinds: str) -> list[Actor]:
    """Return the cities and regions before the predicate that a coverb of these kinds governs: 对敖德萨, 在杰宁."""
    found: list[Actor] = []
    for spot in site.spots:
        before = [item for item in site.left if item.end <= spot.start][-1:]
        governed = before and before[0].kinds & set(kinds) and spot.start - before[0].end <= _REACH
        # 对敖德萨和苏梅: the list goes on
        joined = found and before and before[0].kinds & {"list", "coverb_comitative"}
        if spot.end <= site.item.start and (governed or joined):
            found.append(spot)
    return found


def _find_harmed(site: Site) -> list[Group]:
    """Return whom the act harmed, as its outcome says: 发动炮击，造成一名俄罗斯记者身亡."""
    rest = [*site.right, *site.context.upcoming]
    for item, following in pairwise(rest):
        if "result" in item.kinds and following.group:
            if _HARM.match(site.text, following.group.end):
                return [following.group]
            return []
    return []


def _find_besieged(site: Site) -> list[Group]:
    """Return whose house a crowd stands before: 在法国驻尼日尔军事基地前示威."""
    last = groups_of(site.left, "locative", "direction", "within")
    for group in last:
        if _HOUSE.search(site.text, group.start, site.item.start):
            return [group]
    return []


def find_head(site: Site, groups: list[Group]) -> list[Group]:
    """Return the object's head: the first name, or behind a relative clause the name after 的.

    会见赞比亚总统 · 会见来华访问的赞比亚总统.
    """
    if not groups:
        return []
    if groups[0].start - site.item.end > 2:
        headed = [group for group in groups if site.text[group.start - 1] == "的"]
        if headed:
            return headed[-1:]
    return groups[:1] if distance(site.text, site.item.end, groups[0].start) <= NEAR else []
