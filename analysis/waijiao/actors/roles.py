"""What a mention does in its sentence: actor, place, source of the report, attribute or party."""

import re
from collections.abc import Sequence

from waijiao.actors.spans import Found

__all__ = ["assign_roles"]

# 美制武器, 俄产小麦: the maker's name on a thing; not 美国制裁, 美国制定.
_MADE = re.compile(r"(?:制(?![裁定止约订度衡服造])|制造的|产(?![业生权品量油值能]))")
# 在德黑兰举行, 前往伊朗, 撤离卡塔尔: a name after a word of place or motion.
_PLACE_BEFORE = re.compile(
    r"(?:在|驻|位于|地处|抵达|抵|前往|飞往|飞抵|赴|去|到|到访|离开|撤离|进入|途经|返回|搬到|逃往|运往|运抵|通达|来自|聚集在|驻扎在|设在)$"
)
# 德黑兰市, 叙利亚北部, 伊朗境内: a name before a word of place.
_PLACE_AFTER = re.compile(
    r"(?:市(?!民|长|场)|境内|国内|[东南西北中]{1,2}部|各地|多地|首都|边境|边界|附近|郊区|郊外|机场|街头|举行|举办|召开"
    r"|沿海|海域|上空|地区|当地时间|时间|宣言|协议|会议|会谈|进程|州|省|城市|港)"
)
# What a seat or capital does when it stands for its government.
_ACTS_AFTER = re.compile(
    r"(?:方面|当局|\d*日?(?:表示|称|说|宣布|指责|认为|指出|强调|警告|谴责|否认|证实|要求|呼吁|同意|拒绝|希望|决定|承诺|承认|发表|发布|回应)"
    r"|(?:也|还|已|将|正|则|曾|再次|随后|当天|今天|昨天|周[一二三四五六日])?(?:表示|称|说|宣布|指责|认为|同意|拒绝|希望|将|不|对|向|视|试图|支持|反对|要求|谴责|警告))"
)
_TOWARDS = re.compile(r"(?:对|与|和|同|向|给|让|被|由|跟|令|使|受到|遭到)$")
_AND = re.compile(r"(?:和|与|、|及|以及)$")
# 据路透社报道, 据美国媒体: who is named after 据 and before 报道 only carries the news.
_TITLE = re.compile(r"《[^《》]*》")
_PEOPLE_ROLE = "party"


def assign_roles(text: str, found: Sequence[Found]) -> None:
    """Set ``role`` of every mention of a sentence."""
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    for index, mention in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if mention.role == "media" or mention.office == "media":
            mention.role = "source"
        elif any(start < mention.start and mention.end < end for start, end in titles) or (
            index and _repeats(text, found[index - 1], mention)
        ):
            mention.role = "attribute"
        elif _names_source(text, mention, following):
            mention.role = "source"
        elif _MADE.match(text, mention.end):
            mention.role = "attribute"
        elif mention.kind == "demonym":
            mention.role = "party"
        else:
            mention.role = _place_or_actor(text, mention)


def _repeats(text: str, before: Found, mention: Found) -> bool:
    """Return whether the mention only spells the one before once more: 梅沙尔 (Khaled Meshal)."""
    between = text[before.end : mention.start].strip()
    return between in ("(", "（") and before.actor_id == mention.actor_id


def _names_source(text: str, mention: Found, following: Found | None) -> bool:
    """Return whether a publisher follows at once: 据俄罗斯塔斯社, 美国《新闻周刊》."""
    if mention.office and mention.office != "media":
        return False
    if following is not None and following.start == mention.end and following.role == "media":
        return True
    return re.match(r"《[^《》]*(?:报|刊|邮报|时报|杂志|日报|评论)》", text[mention.end : mention.end + 20]) is not None


def _place_or_actor(text: str, mention: Found) -> str:
    after = _PLACE_AFTER.match(text, mention.end) is not None
    before = _PLACE_BEFORE.search(text, 0, mention.start) is not None
    kind = mention.role
    if kind in ("capital", "part"):
        if before or after:
            return "place"
        acts = _ACTS_AFTER.match(text, mention.end) or _TOWARDS.search(text, 0, mention.start)
        return "actor" if acts or text[mention.end : mention.end + 1] in ("与", "和", "同") else "place"
    if kind == "seat":
        return "place" if text[mention.start - 1 : mention.start] == "在" else "actor"
    if kind == "place" or (mention.kind in ("name", "short", "char") and not mention.office and (before or after)):
        return "place"
    return "actor"
