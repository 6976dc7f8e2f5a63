"""Acts that run one way: active, passive, receiving, repelled, pressed."""

import re

from waijiao.events.objects import MATERIAL, find_object
from waijiao.events.scan import Actor
from waijiao.events.site import Act, Site, groups_of, heads_of, principals_of
from waijiao.events.subjects import find_subject, find_thankful

__all__ = ["find_passive", "find_repelled", "read_active", "read_passive", "read_receiving"]

# Between a verb and whom its relative clause describes: 绑架的两名(中国工人).
_RELATIVE = re.compile("的[^，,。；]{0,6}")
# Between whoever is declared something and the word for it: 宣布伊朗大使(为)不受欢迎的人.
_DECLARING = re.compile("[^，,。；]{0,10}(?:列|视|认定|定性|宣布)?为[“‘「『]?(?:外交上)?")


def find_passive(site: Site) -> int | None:
    """Return which item of the left is the passive marker of this predicate, if any: no other act lies between."""
    for position in range(len(site.left) - 1, -1, -1):
        item = site.left[position]
        if item.cues and item.cues[0].frame not in ("status", "judge"):
            return None
        if item.kinds & {"passive", "receive"}:
            return position
    return None


def read_passive(site: Site, position: int) -> Act:
    """Read B 被 A 袭击, B 遭到 A 的谴责, B 获得 A 的支持; ``position`` is the passive marker's."""
    agents = groups_of(site.left[position + 1 :])
    places = groups_of(site.left[:position], "", "locative")
    patients = [group for group in groups_of(site.left[:position], "") if not group.is_place]
    spots = [spot for spot in site.spots if spot.end <= site.left[position].start]
    targets = heads_of(patients[-1:]) or _find_described_head(site) or heads_of(places[-1:]) or spots[-1:]
    targets = targets or list(site.context.subject or site.context.speaker)  # goes on from the clause before
    sources = heads_of(agents[-1:])
    if (
        not agents
        and site.cue.category.name == "COERCE"
        and principals_of(site.context.speaker) != principals_of(targets)
    ):
        sources = list(site.context.speaker)  # 韩方称，一架朝鲜飞机被击落: whoever reports it has done it
    return Act(site.item, site.cue, sources, targets, "passive")


def read_receiving(site: Site) -> Act:
    """Read a verb whose subject is the target: 乌克兰获赠美国坦克, 记者死于以军炮火."""
    givers = groups_of(site.since_last, "target", "locative", "comitative")[-1:] or groups_of(site.right)[:1]
    return Act(site.item, site.cue, heads_of(givers), find_subject(site)[0] or _find_described_head(site), "passive")


def _find_described_head(site: Site) -> list[Actor]:
    """Return whom a relative clause describes: 遭美国制裁的伊朗, 在伊拉克被绑架的两名土耳其工人."""
    after = groups_of(site.right)[:1]
    return heads_of(after) if after and _RELATIVE.fullmatch(site.text[site.item.end : after[0].start]) else []


def find_repelled(site: Site) -> Act | None:
    """Read the attack that is repelled: in A 击退 B 的进攻 B has attacked A."""
    last = site.context.acts[-1] if site.context.acts else None
    if last is None or last.cue.mode != "repel" or site.cue.category.name != "ASSAULT":
        return None
    near = groups_of(site.since_last)
    if not near or any(item.kinds & {"connector"} for item in site.since_last):
        return None
    attackers = [group for group in near if not group.is_place] or near
    return Act(site.item, site.cue, heads_of(attackers[:1]), list(last.sources), "nominal", governor=last.governor)


def read_active(site: Site) -> Act:
    """Read A 谴责 B, A 对 B 实施制裁, A 的 N, and all that has neither a passive marker nor two sides."""
    special = _find_pressed(site) or _find_answered(site) or _find_described(site) or _find_declared(site)
    if special:
        return special
    sources, construction, governor = find_subject(site)
    targets, how = find_object(site)
    if how == "coverb" and site.is_nominal and site.text.startswith(("中", "期间"), site.item.end):
        sources = heads_of([group for group in groups_of(site.since_last, "") if group.start > _coverb_start(site)])
    act = Act(site.item, site.cue, sources, _leave_own_places(targets, sources), construction, governor=governor)
    _fill_ends(site, act)
    if how == "coverb" and act.construction == "active":
        act.construction = how
    if site.cue.frame == "visit":
        act.construction = "visit"
    return act


def _fill_ends(site: Site, act: Act) -> None:
    """Find an end that neither subject nor object gave."""
    if not act.sources and act.targets:
        # the subject behind a relative clause, as in 支持哈马斯的伊朗
        after = groups_of(site.right, "")
        if len(after) > 1 and site.text[after[1].start - 1] == "的" and site.cue.category.name not in MATERIAL:
            act.sources, act.targets, act.construction = heads_of(after[1:2]), heads_of(after[:1]), "relative"
    if not act.targets and site.is_nominal:
        act.targets = find_thankful(act.sources, act.governor)
    if not act.targets and site.cue.category.name == "SANCTION":
        act.sources, act.targets = _part_ways(site, act.sources)
    if (
        not act.targets
        and not act.governor
        and site.cue.category.name == "RETREAT"
        and len(principals_of(act.sources)) > 1
    ):
        act.targets, act.mutual = act.sources, True  # 两国宣布结束战争


def _part_ways(site: Site, sources: list[Actor]) -> tuple[list[Actor], list[Actor]]:
    """Return who leaves whom: 沙特2012年与叙利亚断交 runs from the first to the second."""
    parted = [group for group in groups_of(site.since_last, "") if group.side]
    return (parted[-1].heads[: parted[-1].side], parted[-1].heads[parted[-1].side :]) if parted else (sources, [])


def _coverb_start(site: Site) -> int:
    """Return where the last coverb stands: in 在对也门的袭击中 nobody before it is the attacker."""
    return max((item.start for item in site.since_last if "coverb_target" in item.kinds), default=0)


def _find_answered(site: Site) -> Act | None:
    """Read 应墨西哥请求，巴西…: whoever goes on is asked."""
    near = groups_of(site.since_last, "")
    if site.cue.category.name != "REQUEST" or not near or site.text[near[0].start - 1] != "应":
        return None
    ahead = [group for group in groups_of(site.context.upcoming, "") if not group.is_place]
    asked = heads_of(ahead[:1]) or list(site.context.subject)
    return Act(site.item, site.cue, heads_of(near[:1]), asked, "nominal")


def _find_described(site: Site) -> Act | None:
    """Read a clause that describes its own subject, behind a verb: 击落(飞来袭击的朝鲜飞机)."""
    # At the beginning of a clause only a bare verb describes: 在秘鲁访问的泰国总理 (a subject may be carried on).
    bare = site.text.startswith("的", site.item.end)
    if not (bare or site.context.acts) or groups_of(site.since_last, "") or site.is_nominal:
        return None
    for group in groups_of(site.right, ""):
        gap = site.text[site.item.end : group.start]
        if gap.endswith("的") and len(gap) > 1:
            inside = [other for other in groups_of([*site.since_last, *site.right]) if other.end <= group.start]
            last = site.context.acts[-1:]
            fought = last[0].sources if last and last[0].cue.category.name in MATERIAL else []
            targets = heads_of([other for other in inside if other is not group][-1:]) or list(fought)
            return Act(site.item, site.cue, heads_of([group]), targets, "relative")
    return None


def _find_declared(site: Site) -> Act | None:
    """Read what somebody is declared to be: 宣布伊朗大使为不受欢迎的人."""
    near = groups_of(site.since_last, "")
    if not near or not _DECLARING.fullmatch(site.text, near[-1].end, site.item.start):
        return None
    before = [group for group in groups_of(site.left) if group.is_free and group.end <= near[-1].start]
    sources = heads_of(before[-1:]) or list(site.context.subject or site.context.speaker)
    return Act(site.item, site.cue, sources, heads_of(near[-1:]), "active")


def _leave_own_places(targets: list[Actor], sources: list[Actor]) -> list[Actor]:
    """Return the targets without cities of the source: 乌军在顿涅茨克发动进攻 does not say whom it fights."""
    own = principals_of(sources)
    return [each for each in targets if each.kind != "place" or each.principal not in own]


def _find_pressed(site: Site) -> Act | None:
    """Read 在以军打击下，哈马斯…: the owner of the noun acts on whoever the sentence goes on about."""
    owners = [group for group in groups_of(site.left, "locative", "within") if site.item.start - group.end <= 4]
    if not owners or not site.text.startswith(("下", "之下"), site.item.end):
        return None
    after = groups_of(site.context.upcoming, "")
    return Act(site.item, site.cue, heads_of(owners[-1:]), heads_of(after[:1]), "nominal")
