"""Who acts on whom: the participants of one predicate, by the construction in which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from waijiao.events.knowledge import Cue
from waijiao.events.scan import Actor, Clause, Group, Item

__all__ = ["Act", "Context", "find_arguments"]

# Acts whose object is itself the subject of what follows: 要求以色列停火, 谴责以色列袭击加沙, 支持伊朗加入.
_CLAUSE_TAKING = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "CONCEDE"})
# Acts on a place or on somebody inside it: both are hit (打击叙利亚境内的伊朗目标).
_MATERIAL = frozenset({"ASSAULT", "COERCE"})
# Acts that touch the place where they happen when nobody else is named: 在加沙搜捕, 从伊拉克撤军, 禁止从乌克兰进口.
_ON_PLACE = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
_STOPPERS = frozenset({"passive", "receive", "report"})


@dataclass(slots=True)
class Act:
    """One predicate with its participants.

    Attributes
    ----------
    item : Item
        Where its cue stands.
    cue : Cue
        The reading chosen.
    sources, targets : list of Actor
        Who acts and upon whom; either may be empty.
    construction : str
        active, carried, passive, coverb, reciprocal, nominal, relative, complement, mediation, visit or judgement.
    mutual : bool
        True when the act runs both ways.
    governor : Act or None
        The predicate in whose complement this one stands.
    """

    item: Item
    cue: Cue
    sources: list[Actor]
    targets: list[Actor]
    construction: str
    mutual: bool = False
    governor: "Act | None" = None


@dataclass(slots=True)
class Context:
    """What a sentence has brought up so far.

    Attributes
    ----------
    subject, targets : list of Actor
        The last clause's subject, the last act's targets.
    speaker : list of Actor
        In whose speech the clause stands.
    acts : list of Act
        The acts of the clause at hand.
    taken : set of int
        Where actors of this clause begin that are already somebody's object.
    upcoming : list of Item
        What stands in the clause after this one.
    """

    subject: list[Actor] = field(default_factory=list)
    targets: list[Actor] = field(default_factory=list)
    speaker: list[Actor] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    upcoming: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Site:
    """A predicate's place: the clause cut in two, and how the predicate stands there."""

    text: str
    left: list[Item]
    item: Item
    right: list[Item]
    cue: Cue
    context: Context

    @property
    def is_nominal(self) -> bool:
        """Whether the words stand as a noun: 对伊朗的制裁, 以军空袭造成…."""
        return self.cue.frame == "noun" or self.text[self.item.start - 1 : self.item.start] == "的"

    @property
    def since_last(self) -> list[Item]:
        """The items between the last act and this one."""
        start = self.context.acts[-1].item.end if self.context.acts else 0
        return [item for item in self.left if item.start >= start]


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
    site = _Site(text, items[:index], items[index], _until_next_verb(text, items[index + 1 :]), cue, context)
    if cue.frame == "mediate":
        return _read_mediation(site)
    if cue.frame == "judge":
        return _read_judgement(site)
    if cue.frame == "receive":
        return _read_receiving(site)
    if cue.frame == "reciprocal":
        return _read_reciprocal(site)
    if cue.frame == "status":
        return _read_tie(site)
    repelled = _find_repelled(site)
    if repelled is not None:
        return repelled
    passive = _find_passive(site)
    if passive is not None:
        return _read_passive(site, passive)
    return _read_active(site)


def _until_next_verb(text: str, items: Sequence[Item]) -> list[Item]:
    """Return the items before the next predicate that is no noun: the room in which an object can stand."""
    kept = []
    for item in items:
        is_verb = item.cues and item.cues[0].frame not in ("noun", "none") and text[item.start - 1] != "的"
        if is_verb or item.kinds & _STOPPERS:
            break
        kept.append(item)
    return kept


def _groups(items: Sequence[Item], *markers: str) -> list[Group]:
    return [item.group for item in items if item.group and (not markers or item.group.marker in markers)]


def _heads(groups: Sequence[Group]) -> list[Actor]:
    return [actor for group in groups for actor in group.heads]


def _everyone(groups: Sequence[Group]) -> list[Actor]:
    return [actor for group in groups for actor in group.actors]


# --- passive: B 被 A 袭击, B 遭到 A 的谴责, B 获得 A 的支持 ---


def _find_passive(site: _Site) -> int | None:
    """Return which item of the left is the passive marker of this predicate, if any: no other act lies between."""
    for position in range(len(site.left) - 1, -1, -1):
        item = site.left[position]
        if item.cues and item.cues[0].frame not in ("none", "status"):
            return None
        if item.kinds & {"passive", "receive"}:
            return position
    return None


def _read_passive(site: _Site, position: int) -> Act:
    agents = _groups(site.left[position + 1 :])
    patients = [group for group in _groups(site.left[:position], "") if not group.is_place] or _groups(
        site.left[:position], "", "locative"
    )
    targets = _heads(patients[-1:])
    if not targets:
        # behind a relative clause, as in 遭美国制裁的伊朗; otherwise the subject goes on from the clause before
        after = [g for g in _groups(site.right) if site.text[site.item.end : g.start].startswith("的")]
        targets = _heads(after[:1]) or list(site.context.subject)
    return Act(site.item, site.cue, _heads(agents[-1:]), targets, "passive")


def _read_receiving(site: _Site) -> Act:
    """Read a verb whose subject is the target: 乌克兰获赠美国坦克, 记者死于以军炮火."""
    givers = _groups(site.since_last, "target", "locative", "comitative")[-1:] or _groups(site.right)[:1]
    return Act(site.item, site.cue, _heads(givers), _find_subject(site)[0], "passive")


# --- the attack that is repelled: A 击退 B 的进攻 ---


def _find_repelled(site: _Site) -> Act | None:
    last = site.context.acts[-1] if site.context.acts else None
    if last is None or last.cue.mode != "repel" or site.cue.category.name != "ASSAULT":
        return None
    near = _groups(site.since_last)
    if not near or any(item.kinds & {"connector"} for item in site.since_last):
        return None
    attackers = [group for group in near if not group.is_place] or near
    return Act(site.item, site.cue, _heads(attackers[:1]), list(last.sources), "nominal", governor=last.governor)


# --- active: A 谴责 B, A 对 B 实施制裁, A 的 N, 受 … 的 ---


def _read_active(site: _Site) -> Act:
    pressed = _find_pressed(site)
    if pressed:
        return pressed
    sources, construction, governor = _find_subject(site)
    targets, how = _find_object(site)
    if not sources and targets:
        # the subject behind a relative clause, as in 支持哈马斯的伊朗
        after = _groups(site.right, "")
        if len(after) > 1 and site.text[after[1].start - 1] == "的" and site.cue.category.name not in _MATERIAL:
            sources, targets, construction = _heads(after[1:2]), _heads(after[:1]), "relative"
    if not targets and site.is_nominal and governor and governor.cue.mode == "thank" and sources == governor.targets:
        targets = governor.sources  # 感谢卡塔尔的援助: the help was given to those who thank
    if how == "coverb" and construction == "active":
        construction = how
    if site.cue.frame == "visit":
        construction = "visit"
    return Act(site.item, site.cue, sources, targets, construction, governor=governor)


def _find_pressed(site: _Site) -> Act | None:
    """Read 在以军打击下，哈马斯…: the owner of the noun acts on whoever the sentence goes on about."""
    owners = [group for group in _groups(site.left, "locative", "within") if site.item.start - group.end <= 4]
    if not owners or not site.text.startswith(("下", "之下"), site.item.end):
        return None
    after = _groups(site.context.upcoming, "")
    return Act(site.item, site.cue, _heads(owners[-1:]), _heads(after[:1]), "nominal")


def _find_subject(site: _Site) -> tuple[list[Actor], str, Act | None]:
    governor = _find_governor(site)
    free = [group for group in _groups(site.left) if group.is_free and not _is_inside_object(site, group)]
    owner = _groups(site.since_last, "")[-1:]
    if owner and site.context.acts and site.text[site.item.end : site.item.end + 2].lstrip("过了").startswith("的"):
        return _heads(owner), "relative", None  # 拦截俄军发射的导弹
    near = [group for group in free if group.start >= (governor.item.end if governor else 0)]
    name = "nominal" if site.is_nominal else "active"
    if governor and near:
        return _heads(near[-1:]), "complement" if not site.is_nominal else name, governor
    candidates = [group for group in free if group.heads[0].start not in site.context.taken]
    candidates = [group for group in candidates if not group.is_place] or candidates
    candidates = [group for group in candidates if group.marker != "within"] or candidates
    if governor and site.is_nominal and not _has_light_verb(site):
        return [], name, governor
    if governor and governor.cue.frame == "request":
        return list(governor.targets), "complement", governor
    if candidates:
        return _heads(candidates[-1:]), name, governor
    if any("nominalizer" in item.kinds for item in site.right):
        return [], name, governor  # 持续向乌克兰提供武器的做法: nobody is said to do it
    return list(site.context.subject or site.context.speaker), "carried" if name == "active" else name, governor


def _find_governor(site: _Site) -> Act | None:
    """Return the act in whose complement this one stands: 要求以色列[停火], 谴责以色列[袭击]加沙."""
    if not site.context.acts:
        return None
    last = site.context.acts[-1]
    if any(item.kinds & {"connector"} for item in site.since_last):
        return None
    takes_clause = last.cue.category.name in _CLAUSE_TAKING or last.cue.frame in ("agree", "reject", "lift")
    return last if takes_clause else last.governor


def _has_light_verb(site: _Site) -> bool:
    return any("light" in item.kinds for item in site.since_last)


def _find_object(site: _Site) -> tuple[list[Actor], str]:
    marked = _groups(site.since_last, "target", "disposal")
    if marked:
        inside = [group for group in _groups(site.since_last, "") if _is_inside_object(site, group)]
        return _heads(inside[-1:] or marked), "coverb"
    beside = _groups(site.since_last, "comitative")
    if beside and site.cue.category.polarity > 0 and not site.is_nominal:
        return _heads(beside[-1:]), "coverb"
    right = _groups(site.right)
    if site.cue.frame == "visit":
        places = _groups(site.since_last, "direction", "locative")
        return _heads(right[:1] or places[-1:]), "active"
    if site.is_nominal:
        return _heads(right[:1]), "active"
    if site.cue.category.name in _MATERIAL:
        hit = [group for group in right if group.marker in ("", "locative", "within", "direction", "target")]
        return _everyone(hit or _groups(site.since_last, "locative", "direction")[-1:]), "active"
    plain = [group for group in right if group.marker in ("", "disposal")]
    if site.cue.frame == "request":
        return _heads([group for group in plain if not group.is_place][:1]), "active"
    if site.cue.mode == "join" and plain and site.text[plain[0].end : plain[0].end + 1] == "的":
        return [], "active"  # 加入北约的谈判: what is talked about
    around = ("locative", "direction") if site.cue.category.name in _ON_PLACE else ()
    aside = _groups(site.since_last, "comitative", *around)[-1:]
    later = [group for group in right if group.marker in ("target", *around)]
    return _heads(_find_head(site, plain) or aside or later[:1]), "active"


def _is_inside_object(site: _Site, group: Group) -> bool:
    """Tell whether a name stands behind 对 … 的: 对控制阿富汗的塔利班实施制裁 is done to the Taliban."""
    marked = [other for other in _groups(site.since_last, "target", "disposal") if other.end <= group.start]
    return bool(marked) and "的" in site.text[marked[-1].end : group.start]


_NEAR = 12


def _find_head(site: _Site, groups: list[Group]) -> list[Group]:
    """Return the object's head: the first name, or behind a relative clause the name after 的.

    会见马拉维总统 · 会见来华访问的马拉维总统.
    """
    if not groups:
        return []
    if groups[0].start - site.item.end > 2:
        headed = [group for group in groups if site.text[group.start - 1] == "的"]
        if headed:
            return headed[-1:]
    return groups[:1] if groups[0].start - site.item.end <= _NEAR else []


# --- both ways: A 与 B 会谈, A、B 签署, 美伊谈判, A 会见 B ---


def _read_reciprocal(site: _Site) -> Act:
    governor = _find_governor(site)
    if governor and governor.cue.frame == "request":
        # 要求双方停火: those who are asked
        return Act(site.item, site.cue, governor.targets, governor.targets, "complement", True, governor)
    left = [group for group in _groups(site.left) if not group.is_place]
    joint = [group for group in left if _is_joint(group) and group.heads[0].start not in site.context.taken]
    after = _find_head(site, [group for group in _groups(site.right, "") if not group.is_place])
    others = _groups(site.since_last, "comitative", "target")
    if after and site.cue.mode == "audience" and not others:
        sources = _find_subject(site)[0]
        if sources:
            return Act(site.item, site.cue, sources, _heads(after), "reciprocal", True, governor)
    if joint and (not others or joint[-1].start >= others[-1].start):
        members = _everyone(joint[-1:])
        return Act(site.item, site.cue, members, members, "reciprocal", True, governor)
    sources = _find_subject(site)[0]
    return Act(site.item, site.cue, sources, _heads(others[-1:]), "reciprocal", True, governor)


def _is_joint(group: Group) -> bool:
    return len({actor.principal for actor in group.actors}) > 1


def _read_tie(site: _Site) -> Act:
    """Read a standing tie: A 与 B 的关系, A 是 B 的盟友, A 的盟友 B run both ways, A 是 B 总部的所在地 does not."""
    owner = [group for group in _groups(site.since_last) if site.item.start - group.end <= _NEAR][-1:]
    apposed = [group for group in _groups(site.right, "") if group.start == site.item.end][:1]
    if owner and apposed:
        return Act(site.item, site.cue, _heads(owner), _heads(apposed), "reciprocal", True)  # 美国的盟友日本
    subjects = [group for group in _groups(site.left) if group.is_free and not (owner and group is owner[0])]
    if owner and subjects and not _is_joint(owner[0]) and "是" in site.text[subjects[-1].end : owner[0].start]:
        mutual = site.cue.mode != "host"
        return Act(
            site.item, site.cue, _heads(subjects[-1:]), _heads(owner), "reciprocal" if mutual else "active", mutual
        )
    if site.text[site.item.start - 1] == "的" or _has_light_verb(site):
        return _read_reciprocal(site)
    return Act(site.item, site.cue, [], [], "reciprocal", True)  # 俄美关系陷入低谷: only a topic


# --- a third between two: A 斡旋 B 与 C, 在 A 斡旋下, 经 A 调解 ---


def _read_mediation(site: _Site) -> Act:
    near = [
        group for group in _groups(site.left) if group.marker in ("locative", "within", "direction", "agent", "passive")
    ]
    brokers = near[-1:] if near and site.item.start - near[-1].end <= 4 else []
    free = [group for group in _groups(site.left) if group.is_free and not group.is_place]
    if brokers:
        parties = [group for group in [*_groups(site.left), *_groups(site.right)] if group is not brokers[0]]
        return Act(site.item, site.cue, _heads(brokers), _everyone(parties), "mediation")
    marked = _groups(site.since_last, "target", "comitative")
    parties = marked + [group for group in _groups(site.right) if group.marker != "locative"]
    if site.cue.mode == "broad" and not any(_is_joint(group) for group in parties):
        parties = []  # 推动, 主办: mediation only between two who are named together
    owner = _groups(site.since_last, "")[-1:] if site.is_nominal else []
    sources = _heads(owner or free[:1]) or list(site.context.subject or site.context.speaker)
    targets = _everyone(parties)
    governor = _find_governor(site)
    if not targets and governor and governor.cue.mode == "thank" and sources == governor.targets:
        targets = list(governor.sources)  # 感谢埃及的斡旋
    return Act(site.item, site.cue, sources, targets, "mediation")


# --- a judgement on somebody in somebody's speech: 俄方说，美国此举是火上浇油 ---


def _read_judgement(site: _Site) -> Act:
    judged = [group for group in _groups(site.left) if group.is_free and not group.is_place]
    targets = _heads(judged[-1:]) or list(site.context.subject)
    return Act(site.item, site.cue, list(site.context.speaker), targets, "judgement")
