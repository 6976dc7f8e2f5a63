"""What a mention does in its sentence: actor, place, source of the report, attribute or party."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waijiao.actors.spans import Found

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["assign_roles"]

# 美制武器, 俄产小麦, 德国造坦克: the maker's name on a thing; not 美国制裁, 美国制定, 美国造成.
_MADE = re.compile(r"(?:制(?![裁定止约订度衡服造])|制造的|产(?![业生权品量油值能])|造(?![成就谣访福诣船假血反势型出]))")
_STUDIED = re.compile(r"研究[院所中]|问题(?:专家|学者|研究|分析)")
# 亲俄武装, 亲以色列强硬派, 非欧盟国家: on whose side, or of whose number, somebody is or is not.
_SIDE_BEFORE = re.compile(r"(?:(?<![父母双])亲|(?<![东西南北中并绝除无莫若决])非)$")
# 在德黑兰举行, 前往伊朗, 撤离卡塔尔: a name after a word of place or motion; not 受到美国制裁, 旨在.
_PLACE_BEFORE = "{place_before}$"
# 伊朗境内, 叙利亚北部: a state before a word of place.
_PART_AFTER = "{place_after}"
# 多哈会议, 明斯克协议, 基辅州: a capital before a word of place or occasion.
_OCCASION_AFTER = "{occasion}"
# 在埃及斡旋下, 在以色列停止行动之前: 在 governs the whole clause, and the state acts in it.
_CLAUSE_AFTER_IN = (
    "(?!举行|举办|召开|境内|访问)"
    "(?:[^，。；、和与]{0,16}?{under}之?下|[^，。；]{2,16}?(?:之前|之后|以后|以前)(?:[，。]|$))"
)
_IN = re.compile(r"(?<![旨存])在$")
# 白宫前示威, 首相官邸附近; not 白宫前官员.
_AT_SEAT = "{at_seat}"
_JOIN = re.compile(r"[、和与及或]|以及|[,，]?或者?")
# 阿尔及利亚、苏丹和其他地方: what ends a list of places.
_LIST_OF_PLACES = re.compile(r"等地|等国境内|[和及与]其他地[方区]|等(?:更远的)?地方")
# What a seat or capital does when it stands for its government.
_ACTS_AFTER = r"方面|当局|(?:\d*日)?{adverb}*{acts}"
_TOWARDS = "{towards}$"
# 据路透社报道, 据美国媒体: who is named after 据 and before 报道 only carries the news.
_TITLE = re.compile(r"《[^《》]*》")


def assign_roles(text: str, found: Sequence[Found], lexicon: "ActorLexicon") -> None:
    """Set ``role`` of every mention of a sentence."""
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    for index, mention in enumerate(found):
        before = found[index - 1] if index else None
        following = found[index + 1] if index + 1 < len(found) else None
        if _is_publisher(text, before, mention, following):
            mention.role = "source"
        elif any(start < mention.start and mention.end < end for start, end in titles) or _is_attribute(
            text, before, mention, lexicon
        ):
            mention.role = "attribute"
        elif mention.kind == "demonym":
            mention.role = "party"
        else:
            mention.role = _place_or_actor(text, mention, lexicon)
    _share_places(text, found, lexicon)


def _is_publisher(text: str, before: Found | None, mention: Found, following: Found | None) -> bool:
    if mention.role == "media" or mention.office == "media" or _names_source(text, mention, following):
        return True
    return before is not None and before.role == "source" and _is_dateline(text, before, mention)


def _is_attribute(text: str, before: Found | None, mention: Found, lexicon: "ActorLexicon") -> bool:
    """Return whether the name only says of what kind or on whose side something else is."""
    if _MADE.match(text, mention.end) or _SIDE_BEFORE.search(text, 0, mention.start):
        return True
    # 哈马斯人质: whom they hold; 阿尔巴尼亚族叛军: people of another state.
    if mention.principal not in lexicon.states and text.startswith("人质", mention.end):
        return True
    if text[mention.head_end : mention.end] in ("族", "族人"):
        return True
    if before is None:
        return False
    # 韩国朝鲜研究院, 美国伊朗问题专家: what somebody studies.
    studied = before.end == mention.start and _STUDIED.match(text, mention.end) is not None
    return studied or _repeats(text, before, mention)


def _repeats(text: str, before: Found, mention: Found) -> bool:
    """Return whether the mention only spells the one before once more: 梅沙尔 (Khaled Meshal)."""
    between = text[before.end : mention.start].strip()
    return between in ("(", "（") and before.actor_id == mention.actor_id


def _is_dateline(text: str, before: Found, mention: Found) -> bool:
    """Return whether the mention is the place a report was filed from: 新华社加沙电, 法新社德黑兰7日电."""
    return before.end == mention.start and re.match(r"[\d月 ]*日?电", text[mention.end : mention.end + 8]) is not None


def _names_source(text: str, mention: Found, following: Found | None) -> bool:
    """Return whether a publisher follows at once: 据俄罗斯塔斯社, 美国《新闻周刊》."""
    if mention.office and mention.office != "media":
        return False
    if following is not None and following.start == mention.end and following.role == "media":
        return True
    return (
        re.match(
            r"《[^《》]*(?:(?:报|刊|杂志|评论)》|》(?:[周日晚]?报|周?刊|杂志|网站))",
            text[mention.end : mention.end + 20],
        )
        is not None
    )


def _place_or_actor(text: str, mention: Found, lexicon: "ActorLexicon") -> str:
    kind = mention.role
    if kind == "seat":
        at_seat = lexicon.contexts[_AT_SEAT].match(text, mention.end)
        return "place" if at_seat or text[mention.start - 1 : mention.start] == "在" else "actor"
    before = lexicon.contexts[_PLACE_BEFORE].search(text, 0, mention.start) is not None
    after = lexicon.contexts[_PART_AFTER].match(text, mention.end) is not None
    if kind in ("capital", "part"):
        if before or after or lexicon.contexts[_OCCASION_AFTER].match(text, mention.end):
            return "place"
        acts = lexicon.contexts[_ACTS_AFTER].match(text, mention.end)
        done_to = lexicon.contexts[_TOWARDS].search(text, 0, mention.start)
        return "actor" if acts or done_to or text[mention.end : mention.end + 1] in ("与", "和", "同") else "place"
    if kind in ("place", "local"):
        return "place"
    if mention.principal not in lexicon.states or mention.office or mention.kind not in ("name", "short", "char"):
        return "actor"
    if before and _IN.search(text, 0, mention.start) and lexicon.contexts[_CLAUSE_AFTER_IN].match(text, mention.end):
        return "actor"
    return "place" if before or after else "actor"


def _share_places(text: str, found: Sequence[Found], lexicon: "ActorLexicon") -> None:
    """Give the members of a list of states one role: 前往伊朗、叙利亚, 阿尔及利亚、苏丹和其他地方."""
    listed: list[list[Found]] = []
    for mention in found:
        if mention.kind not in ("name", "short") or mention.role not in ("actor", "place"):
            continue
        if listed and _JOIN.fullmatch(text[listed[-1][-1].end : mention.start].strip()):
            listed[-1].append(mention)
        else:
            listed.append([mention])
    for states in listed:
        placed = states[0].role == "place" and lexicon.contexts[_PLACE_BEFORE].search(text, 0, states[0].start)
        # 在美国和伊朗之间斡旋: between two who act.
        between = text.startswith(("之间", "间"), states[-1].end)
        if _LIST_OF_PLACES.match(text, states[-1].end) or placed or between:
            for state in states:
                state.role = "actor" if between and len(states) > 1 else "place"
