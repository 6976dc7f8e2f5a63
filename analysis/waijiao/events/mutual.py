"""Acts with two sides or three: both ways, ties, mediation; and judgements, whose subject is the speaker."""

from waijiao.events.objects import find_head
from waijiao.events.scan import Actor, Group, distance
from waijiao.events.site import NEAR, Act, Site, everyone_in, groups_of, heads_of, is_joint, principals_of
from waijiao.events.subjects import find_governor, find_subject, find_thankful

__all__ = ["read_judgement", "read_mediation", "read_reciprocal", "read_tie"]

_MANY_SIDED = ("三边", "三方", "四方", "五方", "六方", "多边", "多方")


def read_reciprocal(site: Site) -> Act:
    """Read A 与 B 会谈, A、B 签署, 美伊谈判, A 会见 B: both directions."""
    governor = find_governor(site)
    if governor and governor.cue.frame == "request" and governor.targets:
        # 要求双方停火: those who are asked
        return Act(site.item, site.cue, governor.targets, governor.targets, "complement", True, governor)
    others = groups_of(site.since_last, "comitative", "target")
    sources = find_subject(site)[0]
    if governor and others and not sources:
        sources = governor.sources  # 埃方希望与邻国恢复谈判
    if site.cue.mode == "audience" and not others:
        guests = _find_guests(site, sources)
        if sources and guests:
            return Act(site.item, site.cue, sources, heads_of(guests), "reciprocal", True, governor)
    joint = _find_joint(site, governor)
    if not joint and _has_unknown_partner(site):
        return Act(site.item, site.cue, [], [], "reciprocal", True, governor)
    if joint and (not others or joint[-1].start >= others[-1].start):
        return Act(site.item, site.cue, *_take_sides(site, joint[-1], sources), "reciprocal", True, governor)
    if not others and not governor and _goes_on_together(site, sources):
        return Act(site.item, site.cue, sources, sources, "carried", True, governor)  # 双方…，并签署协议
    if not others and site.cue.category.name == "AGREE":
        signed = [group for group in groups_of(site.right, "") if not group.is_place]
        # 签署土耳其入盟的文件: one way
        return Act(site.item, site.cue, sources, heads_of(find_head(site, signed)), "active", False, governor)
    return Act(site.item, site.cue, sources, heads_of(others[-1:]), "reciprocal", True, governor)


def _goes_on_together(site: Site, sources: list[Actor]) -> bool:
    """Tell whether two sides named before do it with each other: 以色列与伊朗…，在卡塔尔斡旋下停火."""
    together = len(principals_of(sources)) > 1 and site.cue.category.polarity > 0
    return together and not site.context.speaker and not groups_of(site.left, "") and not site.is_nominal


def _take_sides(site: Site, group: Group, sources: list[Actor]) -> tuple[list[Actor], list[Actor]]:
    """Return who acts with whom: each with each, unless the text sets one side against the other.

    美、日、韩举行会谈: all; 派兵与马里、乍得协同: the subject with each; 伊朗与美国、英国达成协议: Iran with each.
    """
    if site.text.startswith(_MANY_SIDED, max(site.item.start - 2, 0)):
        everyone = [*sources, *group.actors]
        return everyone, everyone  # 美国与日本、韩国举行三边会晤
    if group.marker in ("comitative", "target") and principals_of(sources) - principals_of(group.actors):
        return sources, group.actors
    if group.side and len(group.heads) - group.side > 1:
        return group.heads[: group.side], group.heads[group.side :]
    return group.actors, group.actors


def _find_guests(site: Site, sources: list[Actor]) -> list[Group]:
    """Return whom somebody receives: the object's head that is not the host (会见来华访问的赞比亚总统)."""
    own = principals_of(sources)
    others = [group for group in groups_of(site.right, "") if principals_of(group.heads) - own]
    return find_head(site, [group for group in others if not group.is_place])


def _find_joint(site: Site, governor: Act | None) -> list[Group]:
    """Return the groups of several actors that can do the act together."""
    asked = governor.item.end if governor and governor.cue.frame == "request" else 0
    # 埃及与约旦呼吁停火: who asks is not who stops
    left = [group for group in groups_of(site.left) if not group.is_place and group.start >= asked]
    joint = [group for group in left if is_joint(group) and group.heads[0].start not in site.context.taken]
    if site.cue.category.name == "ASSAULT":
        joint = [group for group in joint if _is_near(site, group)]  # 双方之间的战争, not a far topic
    if site.cue.category.name == "COOPERATE":
        # 看待中澳合作, 推进中泰伙伴关系: a pair that touches the noun only names it
        joint = [group for group in joint if group.end < site.item.start or group.actors[-1].kind != "pair"]
    if site.cue.mode == "conflict":
        joint = [group for group in joint if group.end < site.item.start]  # 俄乌冲突 only names a conflict
    return joint


def _is_near(site: Site, group: Group) -> bool:
    """Tell whether only a place may lie between: 双方在首都及周边地区继续交火."""
    between = site.text[group.end : site.item.start]
    return distance(site.text, group.end, site.item.start) <= NEAR or "在" in between


def _has_unknown_partner(site: Site) -> bool:
    """Tell whether the act is shared with somebody who is no actor: 与主要合作伙伴的沟通."""
    for item in reversed(site.since_last):
        if item.group:
            return False
        if "coverb_comitative" in item.kinds and site.text[item.start] in "与同跟":
            return True
    return False


def read_tie(site: Site) -> Act:
    """Read a standing tie: A 与 B 的关系, A 是 B 的盟友, A 的盟友 B run both ways, A 是 B 总部的所在地 does not."""
    owner = [group for group in groups_of(site.since_last) if distance(site.text, group.end, site.item.start) <= NEAR][
        -1:
    ]
    apposed = [group for group in groups_of(site.right, "") if group.start == site.item.end][:1]
    if owner and apposed:
        return Act(site.item, site.cue, heads_of(owner), heads_of(apposed), "reciprocal", True)  # 美国的盟友日本
    subjects = [group for group in groups_of(site.left) if group.is_free and not (owner and group is owner[0])]
    if owner and subjects and not is_joint(owner[0]) and "是" in site.text[subjects[-1].end : owner[0].start]:
        mutual = site.cue.mode != "host"
        return Act(
            site.item, site.cue, heads_of(subjects[-1:]), heads_of(owner), "reciprocal" if mutual else "active", mutual
        )
    if site.text[site.item.start - 1] == "的" or site.has_light_verb:
        return read_reciprocal(site)
    return Act(site.item, site.cue, [], [], "reciprocal", True)  # 俄美关系陷入低谷: only a topic


def read_mediation(site: Site) -> Act:
    """Read a third between two: A 斡旋 B 与 C, A 在 B 与 C 之间斡旋, 在 A 斡旋下, 经 A 调解."""
    framed = groups_of(site.left, "locative", "within", "direction", "agent", "passive")
    between = [group for group in groups_of(site.left) if site.text.startswith(("之间", "间"), group.end)]
    brokers = [group for group in framed[-1:] if site.item.start - group.end <= 4 and group not in between]
    if brokers:
        parties = [group for group in [*groups_of(site.left), *groups_of(site.right)] if group is not brokers[0]]
        parties = parties or groups_of(site.context.upcoming, "")  # 在中国斡旋下，沙特与伊朗…
        targets = everyone_in(parties) or list(site.context.subject)  # 沙特与伊朗…，在中国斡旋下…
        return Act(site.item, site.cue, heads_of(brokers), targets, "mediation")
    sources = _find_mediator(site, between)
    parties = between[-1:] or groups_of(site.since_last, "target", "comitative") or groups_of(site.left, "target")
    parties += [group for group in groups_of(site.right) if group.marker not in ("locative", "topic")]
    targets = [actor for actor in everyone_in(parties) if actor.principal not in principals_of(sources)]
    if site.cue.mode == "broad" and len(principals_of(targets)) < 2:
        targets = []  # 推动, 主办: mediation only between two others
    targets = targets or find_thankful(sources, find_governor(site))
    return Act(site.item, site.cue, sources, targets, "mediation")


def _find_mediator(site: Site, between: list[Group]) -> list[Actor]:
    free = [group for group in groups_of(site.left) if group.is_free and not group.is_place and group not in between]
    owner = groups_of(site.since_last, "")[-1:] if site.is_nominal else []
    governor = find_governor(site)
    if governor and governor.cue.frame == "request":
        return list(governor.targets)  # 请求联合国秘书长调停双方争端
    return heads_of(owner or free[:1]) or list(site.context.subject or site.context.speaker)


def read_judgement(site: Site) -> Act:
    """Read a judgement on somebody in somebody's speech: 俄方说，美国此举是火上浇油."""
    # 法方称德国不可靠: whom the saying is about stands behind the verb of saying
    said = max((item.end for item in site.left if "report" in item.kinds), default=0)
    judged = [g for g in groups_of(site.left) if g.is_free and not g.is_place and g.start >= said]
    targets = heads_of(judged[:1]) or list(site.context.subject)
    others = [actor for actor in targets if actor.principal not in principals_of(site.context.speaker)]
    if site.cue.category.name == "REQUEST" and len(others) < len(targets):
        others = []  # 中方说，两国应加强合作: no demand on the other alone
    return Act(site.item, site.cue, list(site.context.speaker), others, "judgement")
