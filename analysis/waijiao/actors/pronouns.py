"""Whom a pronoun takes up: 他们, 他, 其, 本国, 对方, 我们."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit, find_clause_start, is_oblique, is_subject, list_before, list_topics
from waijiao.actors.spans import Found

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Anaphor

__all__ = ["find_he", "find_its", "find_other", "find_own", "find_speaker", "find_they", "fits"]

# Persons who are no actors; 他们 after 外交官 means them, not the last state named.
_PEOPLE = "{people}"
# Bodies that are no actors of the lexicon; a later 他们 or 其 is as likely theirs as anybody's.
_OUTSIDERS = "{outsider}"
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}")
_SINGULAR = frozenset(["head", "minister", "official", "diplomat"])
# 要求其停火, 支持其加入: who is asked or helped, not who asks.
_ASKED = "{asked}$"
# 向其发出警告, 与其断交, 将其解散: not who does it; but 将其意志强加.
_PARTNER = re.compile(r"(?:对|向|与|同|跟|给)$")
_OBJECT = re.compile(r"(?:对|向|与|同|跟|给|将|把)$")
_DISPOSED = "[将把]其(?={disposed})"
# 侵犯其领空, 撤销其豁免权, 是其成员: what belongs to the other party.
_AGAINST = "{against}(?:了|过)?$|[人者]是$"
_DONE_TO = "{against}"
# 指责法国侵犯领空，攻击其军营: whoever is blamed goes on acting.
_BLAMED = "{blamed}$"
_EMBEDDED = re.compile(r"(?:[称说]|认为)$")
_PIVOT = "{pivot}$"
# 王毅祝贺他: not who does it, and who it is stands in another clause.
_GREETED = "{greeted}$"
_PARTY_TO = "[与同]其[\\u4e00-\\u9fff]{0,3}{kin}"
_ABOUT = re.compile(r"(?:针对|对于|鉴于|由于)$")
# 将乌克兰当成其试验场: whoever does it, not what it is done to.
_MADE_INTO = "{made_into}$"
_JOINED = re.compile(r"(?:以?及|[和与、])$")
# What belongs to a thing or an event: 其核心在于, 其股价.
_OF_THINGS = "其{of_things}"
_COUNTED = re.compile(r"[^，。]{0,3}[名位个][^，。]{0,8}|的[^，。]{1,8}")
_POINTED = re.compile(r"[这该那][家名位支批些]")
_TIME_ONLY = re.compile(r"(?:[^，。]{0,8}[日天时后前月年间今近来][，,]?|[^，。]{2}[，,]|[但而且并又]是?)?")
_SAYS = re.compile(r"表示|[称说]|指出|强调|认为|告诉")
# 我国, 我驻苏丹大使馆, 我在苏人员: the narrator's own country.
_OUR_COUNTRY = "我(?:国|方|驻|在[\\u4e00-\\u9fff]{1,6}?{ours}|维和|外交部|援外|护航|使领?馆)"
_SEVERAL = re.compile(r"双方|[两三四各多]国|等国|分别|相继|先后")
_JOINT = re.compile(r"[和与及、同]|以及|")
_OPEN_WORDS = re.compile(r"他们|它们|她们|该[国组机]")


def fits(mention: Found, anaphor: "Anaphor", lexicon: "ActorLexicon") -> bool:
    """Return whether an anaphor may take up a mention by what it says of it: 该武装组织, 这个海湾国家."""
    if mention.kind == "pair" and anaphor.number == 1 and anaphor.sort == "they":
        return False
    is_state = mention.principal in lexicon.states
    for need in anaphor.needs:
        if need == "person":
            if not is_person(mention):
                return False
        elif need in ("state", "group"):
            if is_state != (need == "state"):
                return False
        elif lexicon.attributes.get(mention.principal, frozenset()).isdisjoint(need.split("|")):
            return False
    return mention.role not in ("source", "attribute") and bool(mention.principal)


def _find_others(text: str, here: Sequence[Found], position: int, lexicon: "ActorLexicon") -> list[Found]:
    """Return the last actor that is not the one who acts: the last of the clause, else whoever is blamed or speaks."""
    start = find_clause_start(text, position)
    near = [mention for mention in here if mention.start >= start and not is_oblique(text, mention)]
    blamed = [mention for mention in here if lexicon.contexts[_BLAMED].search(text, 0, mention.start)]
    # 加纳称多哥窝藏叛军，与其断交: what is only said of Togo makes it no subject of the next clause.
    subjects = [m for m in here if is_subject(text, m) and not _EMBEDDED.search(text, 0, m.start)]
    acting = near or blamed or subjects or [mention for mention in here if not is_oblique(text, mention)]
    if not acting:
        return list(here[-1:])
    return [mention for mention in here if mention.principal != acting[-1].principal][-1:]


def _is_shadowed(unit: Unit, chosen: Found, position: int) -> bool:
    """Return whether a word that is itself open stands between: 秘鲁渔民责怪欧盟，它们……其."""
    for match in _OPEN_WORDS.finditer(unit.text, chosen.end, position):
        if not any(mention.start <= match.start() < mention.end for mention in unit.found):
            return True
    return False


def find_they(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return who 他们 are: a state, a group or its people; no single person, nobody whom a nearer noun names."""
    text = unit.text
    here = [
        mention for mention in list_before(unit, position) if _is_plural(mention) and fits(mention, anaphor, lexicon)
    ]
    if not here:
        return [] if _SAYS.search(text, 0, position) else _find_they_before(unit, before, position, anaphor, lexicon)
    if any(each.search(text, 0, position) for each in (_OBJECT, lexicon.contexts[_ASKED], lexicon.contexts[_AGAINST])):
        chosen = _find_others(text, here, position, lexicon) or here[-1:]
    elif text.endswith("因为", 0, position):
        chosen = here[-1:]
    else:
        subjects = [mention for mention in here if is_subject(text, mention)]
        chosen = (subjects or [mention for mention in here if not is_oblique(text, mention)] or here)[-1:]
    last = chosen[0]
    outsiders = lexicon.contexts[_OUTSIDERS].search(text, 0, position)
    if outsiders and not last.start <= outsiders.start() < last.end:
        return []
    others = lexicon.contexts[_PEOPLE].search(text, last.end, position) or _is_shadowed(unit, last, position)
    return [] if others else chosen


def _find_they_before(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    if lexicon.contexts[_PEOPLE].search(unit.text, 0, position):
        return []
    for earlier in before[:1]:
        topics = [m for m in list_topics(earlier) if _is_plural(m) and fits(m, anaphor, lexicon)]
        if topics and not lexicon.contexts[_PEOPLE].search(earlier.text, 0, topics[0].start):
            # 波兰数百名司机封堵口岸: the state only says where the people come from.
            group = _COUNTED.match(earlier.text, topics[0].end)
            counted = group and lexicon.contexts[_PEOPLE].search(group.group())
            others = counted or _POINTED.search(earlier.text, topics[0].end)
            return [] if others else topics[:1]
    return []


def _is_plural(mention: Found) -> bool:
    return (
        not mention.speaks
        and (mention.kind != "anaphor" or mention.end - mention.start > 1)
        and mention.kind not in ("person", "char")
        and mention.role in ("actor", "party")
        and mention.office not in _SINGULAR - {"head"}
    )


def find_he(unit: Unit, before: list[Unit], position: int, _anaphor: "Anaphor", lexicon: "ActorLexicon") -> list[Found]:
    """Return who 他 is: the last person who is a subject, else the last, else the first of the sentence before."""
    here = [mention for mention in list_before(unit, position) if is_person(mention)]
    if here:
        if lexicon.contexts[_GREETED].search(unit.text, 0, position):
            return []
        subjects = [mention for mention in here if is_subject(unit.text, mention)]
        chosen = (subjects or here)[-1]
        return [] if _DOTTED.search(unit.text, chosen.end, position) else [chosen]
    if lexicon.contexts[_PEOPLE].search(unit.text, 0, position) or _DOTTED.search(unit.text, 0, position):
        return []
    if _SAYS.search(unit.text, 0, position):
        return []
    for earlier in before[:1]:
        topics = list_topics(earlier)
        if topics and is_person(topics[0]) and not _DOTTED.search(earlier.text, topics[0].end):
            return topics[:1]
    return []


def is_person(mention: Found) -> bool:
    """Return whether a mention is one person: by name, by office, or by 他."""
    return (
        mention.kind == "person"
        or mention.office in _SINGULAR
        or (mention.kind == "anaphor" and "." in mention.actor_id)
    )


def find_its(unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon") -> list[Found]:
    """Return whose 其 is: the subject's of its clause or of the nearest before; the other party's after 要求, 对."""
    text = unit.text
    if lexicon.contexts[_OF_THINGS].match(text, position):
        return []
    named = [mention for mention in list_before(unit, position) if fits(mention, anaphor, lexicon)]
    joined = _JOINED.search(text, 0, position)
    if joined and text[joined.start()] not in "与":
        # 乌军人员及其装备, 大马士革及其周边: the name beside it, or a thing that is no name.
        return [mention for mention in named[-1:] if joined.start() - mention.end <= 2]
    here = [mention for mention in named if mention.role in ("actor", "party")]
    chosen = _find_partner(text, position, here, named, lexicon)
    if chosen is None:
        chosen = _find_owner(text, position, here, lexicon)
        if not named:
            chosen = _find_owner_before(unit, before, position, anaphor, lexicon)
    return [] if chosen and chosen[0] in here and _is_shadowed(unit, chosen[0], position) else chosen


def _find_partner(
    text: str, position: int, here: list[Found], named: list[Found], lexicon: "ActorLexicon"
) -> list[Found] | None:
    """Return the other party, where the word before 其 calls for it; None where it does not."""
    near = [mention for mention in here if mention.start >= find_clause_start(text, position)]
    # 为哈马斯提供庇护并为其行动: the same preposition again takes up the same actor.
    parallel = [
        m for m in near if text[position - 1] in "为向对给" and text[m.start - 1 : m.start] == text[position - 1]
    ]
    if parallel or text.endswith("包括", 0, position):
        return (parallel or here)[-1:]
    if lexicon.contexts[_PARTY_TO].match(text, position - 1) and near and near[-1].end == position - 1:
        return near[-1:]
    if lexicon.contexts[_ASKED].search(text, 0, position) or (
        _PARTNER.search(text, 0, position) and text[position + 1 :][:2] != "受到"
    ):
        return _find_others(text, here, position, lexicon)
    if lexicon.contexts[_DISPOSED].match(text, position - 1):
        return _find_others(text, named, position, lexicon)
    if lexicon.contexts[_AGAINST].search(text, 0, position) or text[position - 1 : position] == "为":
        return _find_others(text, here, position, lexicon) or None
    if text.endswith("以便", 0, position):
        return ([mention for mention in here if lexicon.contexts[_PIVOT].search(text, 0, mention.start)] or here)[-1:]
    if lexicon.contexts[_MADE_INTO].search(text, 0, position) and near:
        passive = [mention for mention in near if text[mention.start - 1] == "被"]
        return passive[-1:] or [mention for mention in here if not is_oblique(text, mention)][-1:]
    return None


def _find_owner(text: str, position: int, here: list[Found], lexicon: "ActorLexicon") -> list[Found]:
    """Return the subject of the clause, or of the nearest clause before that has one."""
    start = find_clause_start(text, position)
    near = [mention for mention in here if mention.start >= start]
    if not near and lexicon.contexts[_PEOPLE].search(text, start, position):
        return []
    # 这考验卡塔尔管理其关系的能力; 针对冰岛暂停其使馆工作: the subject of the verb before 其.
    close = [m for m in near if position - m.end <= 3 and not is_oblique(text, m)]
    close = close or [m for m in near if _ABOUT.search(text, 0, m.start)]
    if close:
        return close[-1:]
    stop = position
    while True:
        able = [m for m in here if start <= m.start < stop and not is_oblique(text, m)]
        if not near:
            done_to = lexicon.contexts[_DONE_TO]
            able = [m for m in able if not done_to.search(text, find_clause_start(text, m.start), m.start)]
        chosen = ([mention for mention in able if is_subject(text, mention)] or able)[-1:]
        outsiders = lexicon.contexts[_OUTSIDERS].search(text, start, stop)
        if outsiders and (not chosen or outsiders.start() < chosen[0].start):
            return []
        if chosen or start == 0:
            return chosen or [mention for mention in here if not is_oblique(text, mention)][:1]
        start, stop = find_clause_start(text, start - 1), start


def _find_owner_before(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 目前，其成员…: nothing but an adverb may stand before it.
    if not _TIME_ONLY.fullmatch(unit.text, 0, position) or lexicon.contexts[_PEOPLE].search(unit.text, 0, position):
        return []
    for earlier in before:
        topics = [m for m in list_topics(earlier) if m.role == "actor" and fits(m, anaphor, lexicon)]
        if topics:
            return topics[:1]
    return []


def find_own(
    unit: Unit, _before_units: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return whose 本国 is: the nearest subject's before it in the sentence, when that is one."""
    text = unit.text
    here = [m for m in list_before(unit, position) if fits(m, anaphor, lexicon) and m.role == "actor"]
    subjects = [m for m in here if is_subject(text, m)]
    if not subjects and not lexicon.contexts[_OUTSIDERS].search(text, 0, position):
        subjects = [m for m in here if not is_oblique(text, m)][:1]
    if not subjects or _SEVERAL.search(text, subjects[-1].start, position):
        return []
    index = here.index(subjects[-1])
    joint = [
        pair for pair in pairwise(here) if subjects[-1] in pair and _JOINT.fullmatch(text, pair[0].end, pair[1].start)
    ]
    return [] if joint or here[index].kind == "pair" else subjects[-1:]


def find_other(
    unit: Unit, _before_units: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return who 对方 is: the second of the two actors of the sentence; of a joint subject each means the other."""
    here = {mention.principal: mention for mention in list_before(unit, position) if fits(mention, anaphor, lexicon)}
    if len(here) != 2 or re.search(r"互[指相]?[\u4e00-\u9fff]{0,2}$|双方[\u4e00-\u9fff]{0,4}$", unit.text[:position]):
        return []
    first, second = sorted(here.values(), key=lambda mention: mention.start)
    # 俄乌打击对方目标, 甲与乙均指责对方
    if second.kind == "pair" or _JOINT.fullmatch(unit.text, first.end, second.start) or second.start == first.start:
        return []
    return [second]


def find_speaker(
    unit: Unit, _before_units: list[Unit], position: int, _anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return who says 我们: who speaks the quotation that it stands in; outside of any, the narrator's country."""
    for start, end, speaker in unit.speakers:
        if start <= position < end:
            return [speaker] if speaker is not None else []
    if unit.narrator and lexicon.contexts[_OUR_COUNTRY].match(unit.text, position):
        return [Found(position, position, position, position, unit.narrator, unit.narrator, "anaphor", "")]
    return []
