"""One-character forms in their frames: 对伊, 驻韩, 俄称, 乌境内."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["BOUNDARY", "DIGITS", "SPELLING", "locate_chars"]

BOUNDARY = frozenset(" \u3000\t\n，,。；;：:、！!？?“”‘’「」『』（）()《》【】—…")
SPELLING = frozenset(
    "尔拉斯克里罗姆诺亚阿基纳塔卢洛莱雷伊埃奥巴贝德迪菲弗戈赫杰卡凯库隆鲁玛曼梅莫穆娜尼帕佩皮珀奇乔切萨塞什索坦托瓦韦维沃希夏辛雅耶扎泽兹万利卜亚伦森兰·•・‧"
)
DIGITS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")


# 俄称美掩盖真相, 18日美宣布制裁: after these a clause begins.
_BEGINS_CLAUSE = re.compile(
    r"(?:[美英俄韩伊乌叙印澳黎埃欧方军国](?:称|要求|呼吁|敦促|促|吁|斥|批|指|指责|谴责|警告|指控|批评)|[0-9０-９]日)$"
)


# Characters that stand for a state wherever a noun of possession follows (俄阵地); the others (完美, 用法) only where a
# word begins: at a boundary, after a preposition, after what is done to a thing (袭击美基地).
_SURE = frozenset("俄乌伊叙韩印黎埃澳")
_BEFORE_OWN = frozenset("对向在被遭由与和及从将把的击毁炸袭攻占落截沉伤获捕控")


@lru_cache(maxsize=4)
def _compile_free(lexicon: "ActorLexicon") -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(lexicon.free_chars))}]")


def locate_chars(text: str, lexicon: "ActorLexicon", taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield the position of every framed one-character form, and the frame's rule."""
    covered = {position for start, end in taken for position in range(start, end)}
    for match in _compile_free(lexicon).finditer(text):
        if match.start() not in covered:
            rule = _find_frame(text, match.start(), lexicon)
            if rule:
                yield match.start(), rule


def _holds(frames: Mapping[str, frozenset[str]], word: str, character: str) -> bool:
    return word in frames and character not in frames[word]


def _find_frame(text: str, position: int, lexicon: "ActorLexicon") -> str:
    character, before = text[position], text[position - 1] if position else ""
    frames = lexicon.frames
    # 对伊制裁, but not 对伊利诺伊州, 在德拉市: a foreign name is spelt with such characters.
    if text[position + 1 : position + 2] in SPELLING:
        return ""
    if _holds(frames["before"], before, character):
        return f"frames.csv:{before}_"
    # 裹挟欧洲制裁俄: a longer word before it, where the clause ends.
    verb, after = text[max(position - 2, 0) : position], text[position + 1 : position + 2]
    if (not after or after in BOUNDARY) and _holds(frames["before"], verb, character):
        return f"frames.csv:{verb}_"
    # 7 日袭击, 二十日称: the day of a date is not Japan; 华 and 台 stand in 访华 and 访台 alone.
    if (character == "日" and text[:position].rstrip()[-1:] in DIGITS) or lexicon.chars[character][0].only:
        return ""
    starts = not before or before in BOUNDARY or _BEGINS_CLAUSE.search(text, 0, position) is not None
    owns = starts or character in _SURE or before in _BEFORE_OWN
    agency = owns and (starts or character not in "以中日") and lexicon.agencies.match(text, position + 1)
    if agency:
        return f"{agency.rule_id}:{agency.word}"
    for place, allowed in (("start", starts), ("after", True), ("own", owns)):
        for length in (4, 3, 2, 1) if allowed else ():
            word = text[position + 1 : position + 1 + length]
            if _holds(frames[place], word, character):
                return f"frames.csv:_{word}"
    return ""
