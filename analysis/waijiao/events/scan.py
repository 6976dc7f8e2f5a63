"""One sentence as the grammar sees it: clauses of actors, cues, modifiers and list marks, in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from waijiao.events.knowledge import Cue, EventLexicon

__all__ = ["Actor", "Clause", "Group", "Item", "distance", "scan_sentence"]

# A mention is hidden behind one private character per character, so that no cue is found inside a name.
_HIDDEN = "\ue000"
# So are titles: no cue stands in 《通胀削减法案》.
_BLANKED = "\ue001"
_TITLE = re.compile("《[^《》]*》")
_BREAK = re.compile(r"[，,](?!以及\ue000)|[；;。！？!?…]|[：:](?!\d)|——")
_ABOUT = re.compile(
    "(?:就|围绕|关于)[^，,；;。]{1,40}?(?:问题|议题|事宜|局势|形势|事务|争端|危机|冲突|战争|关系|进程|一事)"
)
# Not between two names: 匈牙利 斯洛伐克称.
_BLANK_BREAK = re.compile(r"(?<=[\u4e00-\u9fff\ue000”])(?<!\ue000(?=\s+\ue000))\s+(?=[\u4e00-\u9fff\ue000“])")
_COUNTED = re.compile("[名具艘架位一二三四五六七八九十百千万两\\d]")
# What may stand between a state and the name of a group: 苏丹(准军事组织“)快速支援部队.
_NAMED = re.compile("(?:什叶派|反政府|准军事|激进|伊斯兰)?(?:军事|武装)?(?:组织|政党|团体|武装|叛军|运动)[“「『‘]?")
# What stands between two offices of one person.
_OTHER_TITLE = re.compile("[\u4e00-\u9fff]{0,6}[、兼][\u4e00-\u9fff]{0,6}")
_BLANK = re.compile(r"(?<=\ue000)\s+(?=\ue000)")
_STOP = re.compile(r"[。！？!?]")
_LIST = re.compile(rf"、|以及|及其|{_BLANK.pattern}")
# Dates and remarks in parentheses part nothing: 印度与巴基斯坦昨天（3日）爆发冲突.
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|\d+[年月日时分]|[今昨前当]天|[今去前]年|[早晚凌]+[上晨]")
_COVERBS = {"与": "coverb_comitative", "同": "coverb_comitative", "向": "coverb_target"}
# What may stand between two coordinated actors beside the conjunction: 美国代表和伊朗代表.
_LONGEST_JOINT = 6
# Conjunctions that set the names before them against those behind: 伊朗与美国、英国、法国达成协议.
_PARTING = ("与", "同", "跟")


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention, reduced to what the grammar needs.

    Attributes
    ----------
    start, end : int
        Half-open span in the sentence.
    principal, actor_id : str
        As in the mention table.
    role, kind : str
        As in the mention table.
    """

    start: int
    end: int
    principal: str
    actor_id: str
    role: str
    kind: str


@dataclass(slots=True)
class Group:
    """One or more actors that stand together: 美国、英国和法国, 美伊, 也门胡塞武装.

    Attributes
    ----------
    actors : list of Actor
        All of them, in order.
    heads : list of Actor
        Whom the group stands for: all of a list, the last of names that touch (也门胡塞武装).
    start, end : int
        Half-open span.
    side : int
        How many of the heads stand before 与 or 同 when a list follows it (伊朗与美国、英国、法国: 1), otherwise 0.
    marker : str
        What governs the group: target, comitative, agent, passive, receive, locative, within (在, but not a place),
        direction, disposal, source, example (比如), topic (叙利亚问题)
        or ''.
    """

    actors: list[Actor]
    heads: list[Actor]
    start: int
    end: int
    marker: str = ""
    side: int = 0

    @property
    def is_place(self) -> bool:
        """Whether the group only names where something happens."""
        return all(actor.role == "place" for actor in self.actors)

    @property
    def is_free(self) -> bool:
        """Whether no coverb governs the group, so that it can be a subject."""
        return self.marker in ("", "agent", "within")


@dataclass(slots=True)
class Item:
    """One thing in a clause.

    Attributes
    ----------
    start, end : int
        Half-open span in the sentence.
    group : Group or None
        The actors that stand here.
    cues : tuple of Cue
        Readings as an act.
    kinds : frozenset of str
        Readings as a modifier.
    """

    start: int
    end: int
    group: Group | None = None
    cues: tuple[Cue, ...] = ()
    kinds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Clause:
    """A stretch between commas, with what the grammar needs of it.

    Attributes
    ----------
    start, end : int
        Half-open span in the sentence.
    items : list of Item
        In order.
    opens_part : bool
        True when a blank or a semicolon begins a new part, in which no subject or speaker is carried over.
    spots : list of Actor
        Cities and regions named by themselves, in order: they may be hit or visited, but do nothing.
    """

    start: int
    end: int
    items: list[Item] = field(default_factory=list)
    opens_part: bool = False
    spots: list[Actor] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        """The clause's actor groups, in order."""
        return [item.group for item in self.items if item.group]


def distance(text: str, start: int, end: int) -> int:
    """Return how many characters lie between two places, dates and parentheses not counted."""
    return len(_ASIDE.sub("", text[start:end]))


def scan_sentence(text: str, actors: Sequence[Actor], lexicon: EventLexicon) -> list[Clause]:
    """Return the clauses of one sentence.

    Parameters
    ----------
    text : str
        The sentence.
    actors : sequence of Actor
        Its mentions, in order, not overlapping.
    lexicon : EventLexicon
        Cues and modifiers.

    Returns
    -------
    list of Clause
        In order.

    Examples
    --------
    >>> from waijiao.events.knowledge import read_event_lexicon
    >>> actors = [Actor(0, 2, "FRA", "FRA", "actor", "name"), Actor(4, 6, "IRN", "IRN", "actor", "name")]
    >>> [clause] = scan_sentence("法国谴责伊朗。", actors, read_event_lexicon())
    >>> [item.group.heads[0].principal if item.group else item.cues[0].text for item in clause.items]
    ['FRA', '谴责', 'IRN']
    """
    hidden = _hide_actors(text, actors)
    items = [Item(m.start, m.end, None, m.cues, m.kinds - {"blocker"}) for m in lexicon.find_matches(hidden)]
    suffixed = {item.start for item in items if "noun_suffix" in item.kinds}
    items = [item for item in items if _is_meant(item, hidden, suffixed)]
    items += [_split_coverb(item, hidden) for item in items if item.cues and hidden[item.end - 1] in _COVERBS]
    items += [Item(m.start(), m.end(), kinds=frozenset({"list"})) for m in _LIST.finditer(hidden)]
    items += [Item(a.start, a.end, Group([a], [a], a.start, a.end)) for a in actors if a.kind != "place"]
    items.sort(key=lambda item: item.start)
    clauses = [_mark_groups(_join_groups(clause, text), text) for clause in _cut_clauses(text, hidden, items)]
    spots = [actor for actor in actors if actor.kind == "place"]
    for clause in clauses if spots else []:
        clause.spots = [spot for spot in spots if clause.start <= spot.start < clause.end]
    return clauses


def _split_coverb(item: Item, hidden: str) -> Item:
    """Return the coverb with which a cue ends, so that it still governs the name behind it: 决定与, 愿同."""
    return Item(item.end - 1, item.end, kinds=frozenset({_COVERBS[hidden[item.end - 1]]}))


def _is_meant(item: Item, hidden: str, suffixed: set[int]) -> bool:
    """Tell whether a match counts.

    One character is an act only beside a name (以军促, 访俄); a cue before a noun's last part is a noun (袭击者).
    """
    if not item.cues:
        return bool(item.kinds)
    beside = hidden[item.start - 1 : item.start] + hidden[item.end : item.end + 1]
    return (item.end - item.start > 1 or _HIDDEN in beside) and item.end not in suffixed


def _hide_actors(text: str, actors: Sequence[Actor]) -> str:
    pieces, position = [], 0
    for actor in actors:
        if actor.start < position:  # two actors behind one word: 两国
            continue
        pieces += [text[position : actor.start], _HIDDEN * (actor.end - actor.start)]
        position = actor.end
    return _TITLE.sub(lambda title: _BLANKED * len(title.group()), "".join([*pieces, text[position:]]))


def _has_act_before(position: int, marks: Sequence[tuple[int, int, bool]], items: Sequence[Item]) -> bool:
    """Tell whether a blank between two names parts them: 制裁伊朗 德黑兰谴责, not 匈牙利 斯洛伐克称."""
    start = max((end for _, end, _ in marks if end <= position), default=0)
    return any(item.cues and start <= item.start < position for item in items)


def _cut_clauses(text: str, hidden: str, items: list[Item]) -> list[Clause]:
    # Blanks part a headline (俄称打击乌军 乌称战斗持续), but not a running sentence with stray blanks.
    marks = [(m.start(), m.end(), m.group() in "；;。！？!?") for m in _BREAK.finditer(hidden)]
    if not _STOP.search(text):
        marks += [(m.start(), m.end(), True) for m in _BLANK_BREAK.finditer(hidden)]
        marks += [
            (m.start(), m.end(), True) for m in _BLANK.finditer(hidden) if _has_act_before(m.start(), marks, items)
        ]
    clauses, start, opens = [], 0, True
    for mark_start, mark_end, parts in [*sorted(marks), (len(text), len(text), False)]:
        if mark_start > start:
            clauses.append(Clause(start, mark_start, [], opens))
            opens = False
        start, opens = mark_end, opens or parts
    position = 0
    for clause in clauses:
        while position < len(items) and items[position].start < clause.end:
            if items[position].start >= clause.start:
                clause.items.append(items[position])
            position += 1
    return clauses


def _join_groups(clause: Clause, text: str) -> Clause:
    joined: list[Item] = []
    for item in clause.items:
        before = joined[-1].group if joined else None
        if item.group and before and (item.start < before.end or text[before.end : item.start] == "为首的"):
            joined[-1] = _coordinate(before, item.group, "")  # 两国, 以美国为首的北约
        elif item.group and before and (item.start == before.end or _NAMED.fullmatch(text, before.end, item.start)):
            joined[-1] = _touch(before, item.group)
        elif item.group and (one := _find_other_title(joined, item, text)):
            del joined[joined.index(one) :]
            joined.append(_touch(one.group, item.group) if one.group else item)
        elif item.group and (partner := _find_partner(joined, item, text)):
            joined[-2:] = [_coordinate(partner, item.group, text[joined[-1].start : joined[-1].end])]
        else:
            joined.append(item)
    clause.items = joined
    return clause


def _touch(left: Group, right: Group) -> Item:
    """Join names that touch: both of a pair (美伊) count, otherwise the last is the head (也门胡塞武装)."""
    is_pair = left.actors[-1].kind == "pair" == right.actors[0].kind
    heads = left.heads + right.heads if is_pair else left.heads[:-1] + right.heads
    return Item(left.start, right.end, Group(left.actors + right.actors, heads, left.start, right.end))


def _coordinate(left: Group, right: Group, conjunction: str) -> Item:
    side = len(left.heads) if conjunction in _PARTING and not left.side else left.side
    joint = Group(left.actors + right.actors, left.heads + right.heads, left.start, right.end, side=side)
    return Item(left.start, right.end, joint)


def _find_other_title(before: list[Item], item: Item, text: str) -> Item | None:
    """Return the item that names the same person by another office: 沙特王储兼首相…, 总书记、国防委员会主席…."""
    last = before[-1] if before and before[-1].group else before[-2] if len(before) > 1 else None
    if (
        last is None
        or not last.group
        or not item.group
        or last.group.heads[-1].principal != item.group.heads[0].principal
    ):
        return None
    if last is not before[-1] and before[-1].kinds != {"list"}:
        return None
    return last if _OTHER_TITLE.fullmatch(text, last.end, item.start) else None


def _find_partner(before: list[Item], item: Item, text: str) -> Group | None:
    """Return the group from which only a conjunction parts this one: 美国代表和伊朗代表, 美、英."""
    if len(before) < 2 or not before[-1].kinds & {"list", "coverb_comitative"}:
        return None
    partner = before[-2].group
    if partner and item.group and partner.is_place and not item.group.is_place:
        return None  # 在美国旧金山同伊朗外长会谈
    gap = distance(text, before[-2].end, before[-1].start) + distance(text, before[-1].end, item.start)
    return partner if gap <= _LONGEST_JOINT and "的" not in text[before[-2].end : item.start] else None


_MARKERS = {
    "coverb_target": "target",
    "coverb_comitative": "comitative",
    "coverb_agent": "agent",
    "passive": "passive",
    "receive": "receive",
    "locative": "locative",
    "direction": "direction",
    "disposal": "disposal",
    "source_prefix": "source",
    "example": "example",
}
_LONGEST_REACH = 8


def _mark_groups(clause: Clause, text: str) -> Clause:
    """Note which coverb governs each group: 对伊朗 target, 同伊朗 comitative, 被美军 passive, 在叙利亚 locative."""
    for before, item in pairwise(clause.items):
        if before.group and 0 <= item.start - before.end <= 3 and "topic" in item.kinds:
            before.group.marker = "topic"  # 叙利亚问题
        if before.kinds >= {"disposal", "future"}:
            before.kinds -= {"future"} if _puts_object_first(text, before, item) else {"disposal"}
        reach = _LONGEST_REACH * (2 if "disposal" in before.kinds else 1)
        if text[before.start] == "和":
            reach = 1  # 北部和南部的哈马斯目标: it joins other things
        if item.group and not before.cues and item.start - before.end <= reach:
            kinds = [kind for kind in _MARKERS if kind in before.kinds]
            item.group.marker = _MARKERS[kinds[0]] if kinds else ""
        if item.group and before.cues and _is_guest(clause, before, text, item):
            item.group.marker = "comitative"
        if item.group and item.group.marker == "locative" and not item.group.is_place:
            item.group.marker = "within"  # 在美国与伊朗达成的协议中: a whole clause stands after 在
    for place, item in enumerate(clause.items):
        if item.group and not item.group.marker and _is_far_object(text, clause.items[:place], item.start):
            item.group.marker = "target"
    return _set_topics_apart(clause, text)


def _find_topic(clause: Clause, text: str) -> tuple[int, int]:
    """Return where what is talked about begins and ends: 就对伊制裁问题(同), 就军演(向韩国抗议)."""
    about = _ABOUT.search(text, clause.start, clause.end)
    if about is not None:
        return about.span()
    begins = text.find("就", clause.start, clause.end)
    partners = [
        item.start
        for item, following in pairwise(clause.items)
        if following.group and item.kinds & {"coverb_target", "coverb_comitative"} and text[item.start] in "向与同"
    ]
    return (begins, partners[-1]) if 0 <= begins < max(partners, default=-1) else (clause.end, clause.end)


def _set_topics_apart(clause: Clause, text: str) -> Clause:
    """Take what a talk is about out of the clause: 就对伊制裁问题同德国总理通电话."""
    start, end = _find_topic(clause, text)
    if not any(item.cues for item in clause.items if item.start >= end):
        return clause
    for item in clause.items:
        if start <= item.start < end:
            item.cues = ()
            if item.group:
                item.group.marker = "topic"
    return clause


def _is_far_object(text: str, before: list[Item], start: int) -> bool:
    """Tell whether 对 governs a name behind a long description: 对位于边境和港口的乌军基地 (实施打击)."""
    for item in reversed(before):
        if "coverb_target" in item.kinds:
            return "的" in text[item.end : start]
        if item.cues or item.kinds - {"locative", "direction", "list", "coverb_comitative"}:
            return False
        if item.group and not item.group.is_place and not item.group.marker:
            return False
    return False


def _is_guest(clause: Clause, visit: Item, text: str, item: Item) -> bool:
    """Tell whether 与 governs a guest behind the word for visiting: 与到访的朝鲜领导人会面."""
    place = clause.items.index(visit)
    frames = {cue.frame for cue in visit.cues}
    beside = place > 0 and "coverb_comitative" in clause.items[place - 1].kinds
    return beside and frames == {"visit"} and text[visit.end : item.start] == "的"


def _puts_object_first(text: str, before: Item, item: Item) -> bool:
    """Tell 将 before an object (将伊朗告上法庭, 将两名俄罗斯外交官驱逐) from 将 as the future (将向伊朗…)."""
    between = text[before.end : item.start]
    return item.group is not None and (len(between) <= 1 or "的" in between or bool(_COUNTED.search(between)))
