"""Offices and titles joined to the names they belong to: 俄罗斯|外交部|发言人, 美国|国务卿|布林肯."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from waijiao.actors.spans import Found, Hit

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Office

__all__ = [
    "LOCALITIES",
    "confirm_surnames",
    "extend_right",
    "is_former",
    "is_office",
    "join_titles",
    "name_office",
    "retire",
    "take_in_state",
]

# Offices that may follow the name of a group or an organisation: 哈马斯领导人, 欧盟外长.
_GROUP_OFFICES = frozenset(["armed", "head", "minister", "official", "agency", "legislature", "diplomat"])
# Words that begin with 人 or 方 but are no people and no side: 美国人权, 俄罗斯人口, 中国方案.
_OTHER_WORD = re.compile(r"人(?:权|口|道|造|工|类|均|事|物|力|选|行)|方(?:案|式|法|向|便|圆|形|程|针|言|块)")
# 前美国国务卿, 一名前哈马斯官员: said of the state and its office together.
_FORMERLY = re.compile(
    r"(?:^|[，,。、；：（(“的和与及或名位任是由被对向为]|以及)(?:前|原|已故|卸任|退休|退役)(?:任|的)?$"
)
_STAFFED = frozenset(["ministry", "agency", "government", "army", "diplomat", "head"])
_IN_CHARGE = re.compile(r"(?:负责|主管|分管)[^，,。；]{1,24}?的")
_PERSONAL = frozenset(["head", "minister", "official", "diplomat", "agency", "local"])
_PLAIN = frozenset(["name", "short", "char"])
LOCALITIES = frozenset(["capital", "part", "local"])
# What is said of a city or region as of a state; words of kind local (州长, 市政府) beside them.
_LOCAL_OFFICES = frozenset(["方面", "当局", "政府", "官员", "政权", "官方"])
_LOCAL_PEOPLE = frozenset(["警方", "警察", "居民", "民众", "平民"])
# 哈尔科夫|州|州长, 纽约|市|警方
_DIVISION = re.compile(r"自治区|地区|大区|[州省市县区邦]")
# 前首相布莱尔, 原总统: who no longer holds the office does not act for the state; but not 此前, 目前, 日前.
_FORMER = re.compile(
    r"(?:(?<![此目日以当年月天周提早先事战会之赛案岁点分眼生])前|(?<![中平草高燎])原|卸任|已故|已卸任)任?$"
)


def confirm_surnames(text: str, hits: Sequence[Hit], lexicon: "ActorLexicon") -> list[Hit]:
    """Return the hits, a common surname beside the title of its holder made sure: 总统鲁托, 鲁托总统."""
    return [_confirm(text, hit, lexicon) if any(sense.kind == "weak" for sense in hit.senses) else hit for hit in hits]


def _confirm(text: str, hit: Hit, lexicon: "ActorLexicon") -> Hit:
    after = _match_office(text, hit.end, lexicon)
    titles = {office.office_id for office in (_match_title(text, hit.start, lexicon), after) if office}
    if not any(sense.office in titles for sense in hit.senses):
        return hit
    senses = (replace(sense, kind="person") for sense in hit.senses if sense.office in titles)
    return Hit(hit.start, hit.end, tuple(senses))


def is_former(text: str, start: int, end: int) -> bool:
    """Return whether what begins at ``end`` is called former: 前首相, 原总统, 已故国王."""
    return _FORMER.search(text, start, end) is not None


def is_office(text: str, start: int, end: int) -> bool:
    """Return whether the word of an office is no part of another word: 人 in 人权, 方 in 方案."""
    return end - start > 1 or _OTHER_WORD.match(text, start) is None


def name_office(mention: Found, office: "Office") -> None:
    """Make the mention the holder of an office, or the people of the state."""
    mention.office = office.kind
    mention.actor_id = f"{mention.principal}.{office.office_id.upper()}"
    mention.kind = "demonym" if office.kind == "people" else "office"


def _match_office(text: str, start: int, lexicon: "ActorLexicon") -> "Office | None":
    for length in lexicon.office_lengths.get(text[start : start + 1], ()):
        office = lexicon.offices.get(text[start : start + length])
        if office is not None and not is_office(text, start, start + length):
            return None
        if office is not None:
            break
    else:
        office = None
    built = lexicon.agencies.match(text, start)
    return built if built and (office is None or len(built.word) > len(office.word)) else office


def _match_local_office(text: str, start: int, lexicon: "ActorLexicon") -> "tuple[int, Office | None]":
    """Return the office of a state's part, and where it begins: 哈尔科夫州|州长, 纽约州|长."""
    division = _DIVISION.match(text, start)
    for begin in (division.end() if division else start, start - 1):
        office = _match_office(text, begin, lexicon)
        if office is not None and (begin >= start or office.kind == "local"):
            return begin, office
    return start, None


def _allows(mention: Found, office: "Office", lexicon: "ActorLexicon") -> bool:
    if mention.kind in ("anaphor", "description") and mention.role == "actor":
        return office.kind not in ("people", "media")
    if mention.kind in ("person", "description", "pair") or mention.role in ("media", "seat"):
        return office.kind in ("head", "minister", "government") and mention.kind == "person"
    if mention.role in LOCALITIES:
        words = _LOCAL_OFFICES | _LOCAL_PEOPLE if mention.role == "local" else _LOCAL_OFFICES
        return office.kind == "local" or office.word in words
    if mention.kind == "char" and mention.office == "":
        return office.word != "人"
    if mention.principal not in lexicon.states:
        return office.kind in _GROUP_OFFICES or office.word in ("方面", "成员")
    return office.kind != "armed"


def _find_charge(text: str, mention: Found, lexicon: "ActorLexicon") -> "tuple[int, Office | None]":
    """Return who in an office has charge of something: 财政部|负责反恐的|副部长."""
    charge = _IN_CHARGE.match(text, mention.end) if mention.office in _STAFFED else None
    office = _match_office(text, charge.end(), lexicon) if charge else None
    return (charge.end(), office) if charge and office and office.kind in _PERSONAL else (mention.end, None)


def extend_right(text: str, mention: Found, lexicon: "ActorLexicon") -> None:
    """Take in the offices that follow: 俄罗斯+外交部+副部长, 拜登+政府, 泰国 公民."""
    # 驻伊朗大使, 驻叙部队: they belong to whoever sent them.
    if text[mention.start - 1 : mention.start] == "驻":
        return
    for _ in range(4):
        start = mention.end
        # One blank may stand between a state and its people: 泰国 公民.
        if text[start : start + 1] == " " and (office := _match_office(text, start + 1, lexicon)):
            start += 1 if office.kind == "people" else 0
        office = _match_office(text, start, lexicon)
        if office is None and mention.role in LOCALITIES:
            start, office = _match_local_office(text, start, lexicon)
        if office is None:
            start, office = _find_charge(text, mention, lexicon)
        if office is None or not _allows(mention, office, lexicon):
            return
        mention.end = start + len(office.word)
        person = mention.kind == "person"
        if not person or office.kind == "government":
            name_office(mention, office)
        if mention.role in ("place", "seat", *LOCALITIES):
            mention.role = ""
        if person or office.kind == "people":
            return


def _match_title(text: str, end: int, lexicon: "ActorLexicon") -> "Office | None":
    """Return the longest office whose word stands right before ``end``: 副总统, not 总统."""
    for length in range(min(lexicon.longest_office, end), 1, -1):
        office = lexicon.offices.get(text[end - length : end])
        if office is not None and office.kind not in ("people", "media"):
            return office
    return None


def take_in_state(text: str, mention: Found, floor: int, lexicon: "ActorLexicon") -> None:
    """Take in the one character of the state before its city: 乌|敖德萨州, 美|得州; 以, 中 and 日 are other words."""
    before = mention.start - 1
    if mention.role not in LOCALITIES or before < floor or text[before] in "以中日":
        return
    if any(sense.principal == mention.principal for sense in lexicon.chars.get(text[before], ())):
        mention.start, mention.kind, mention.role = before, "char", "local"


def _find_title_start(text: str, start: int, lexicon: "ActorLexicon") -> int:
    """Return where the titles before ``start`` begin: 国务卿|安东尼·布林肯."""
    while (office := _match_title(text, start, lexicon)) is not None:
        start -= len(office.word)
    return start


def retire(text: str, mention: Found) -> None:
    """Make a national of who no longer holds an office: 前以色列总理 does not act for Israel."""
    if mention.kind == "office" and mention.office in _PERSONAL and _FORMERLY.search(text, 0, mention.start):
        mention.kind, mention.office, mention.actor_id = "demonym", "", f"{mention.principal}.PEOPLE"


def join_titles(text: str, found: list[Found], lexicon: "ActorLexicon") -> list[Found]:
    """Make one mention of state, office and person; drop who held the office formerly."""
    joined: list[Found] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and mention.start < before.end:
            continue
        floor = before.end if before is not None else 0
        if mention.kind == "person":
            mention.start = max(_find_title_start(text, mention.start, lexicon), floor)
            if is_former(text, floor, mention.start):
                continue
        if before is not None and _belong_together(before, mention):
            # 前美国国务卿|蓬佩奥
            if before.kind == "demonym" and mention.kind == "person":
                before.end = mention.end
                continue
            joined.pop()
            mention.start = before.start
            if mention.role in LOCALITIES:
                mention.kind, mention.role = before.kind, "local"
            elif mention.role != "media":
                mention.role = ""
        joined.append(mention)
    return joined


def _belong_together(before: Found, mention: Found) -> bool:
    """Return whether two mentions make one name: 美国国务卿|布林肯, 俄罗斯|国家杜马, 乌克兰|敖德萨."""
    same = before.end == mention.start and before.principal == mention.principal
    if mention.role in LOCALITIES and (before.kind not in _PLAIN or before.role):
        return False
    return same and "pair" not in (before.kind, mention.kind) and before.role != "media"
