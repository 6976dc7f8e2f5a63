"""One-character forms in their frames: 对伊, 驻韩, 俄称, 乌境内, and runs of them: 美伊, 中美欧."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["locate_chars", "locate_runs"]

# Characters that end many other words; a pair with one of them needs a boundary before it or a frame word after it.
_RISKY = frozenset("中日以法德意土英华朝")
_BOUNDARY = frozenset(" \u3000\t\n，,。；;：:、！!？?“”‘’「」『』（）()《》【】—…")
_OPENERS = frozenset("在对的就为由和与从是了使让将把致据及跟于")
_SPELLING = frozenset(
    "尔拉斯克里罗姆诺亚阿基纳塔卢洛莱雷伊埃奥巴贝德迪菲弗戈赫杰卡凯库隆鲁玛曼梅莫穆娜尼帕佩皮珀奇乔切萨塞什索坦托瓦韦维沃希夏辛雅耶扎泽兹万"
)
_DIGITS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")


@lru_cache(maxsize=4)
def _compile_runs(lexicon: "ActorLexicon") -> tuple[re.Pattern[str], ...]:
    chars, pair_words = "".join(sorted(lexicon.chars)), sorted(lexicon.frames["pair"])
    return (
        re.compile(f"[{chars}]{{2,4}}"),
        re.compile("|".join((*map(re.escape, pair_words), "[两三四五六七八九多]国"))),
        # 美、英、法三国; 俄、伊等国: an enumeration that its end names as states.
        re.compile(f"(?:[{chars}]、)+[{chars}](?=[两三四五六七八九多]国|[两三四]方|等[两三四五六七八九多]?国)"),
    )


@lru_cache(maxsize=4)
def _compile_free(lexicon: "ActorLexicon") -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(lexicon.free_chars))}]")


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= left or start >= right for left, right in taken)


def locate_runs(text: str, lexicon: "ActorLexicon", taken: Sequence[tuple[int, int]]) -> Iterator[range]:
    """Yield the positions of one-character forms that name two or more states side by side, run by run."""
    runs, frame, lists = _compile_runs(lexicon)
    for match in lists.finditer(text):
        if _is_free(*match.span(), taken):
            yield range(match.start(), match.end(), 2)
    for match in runs.finditer(text):
        start, end = match.span()
        if len(set(match.group())) < end - start or not _is_free(start, end, taken):
            continue
        framed = _is_framed(text, start, frame.match(text, end), lexicon)
        # 以美国为首, 以俄乌为例: 以 is the preposition.
        if text[start] == "以" and "为" in text[end : end + 4]:
            continue
        # 中欧, 日韩: at a boundary or before a frame word (集中日 is none); 美伊, 俄乌 stand anywhere.
        bounded = start == 0 or text[start - 1] in _BOUNDARY or text[start - 1] in _OPENERS
        risky = not _RISKY.isdisjoint(match.group())
        known = all(text[i : i + 2] in lexicon.pairs for i in range(start, end - 1))
        if (known and (framed or bounded or not risky)) or (framed and bounded):
            yield range(start, end)


def _is_framed(text: str, start: int, match: "re.Match[str] | None", lexicon: "ActorLexicon") -> bool:
    return match is not None and text[start] not in lexicon.frames["pair"].get(match.group(), "")


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
    if text[position + 1 : position + 2] in _SPELLING:
        return ""
    if _holds(frames["before"], before, character):
        return f"frames.csv:{before}_"
    # 7 日袭击, 二十日称: the day of a date is not Japan.
    if character == "日" and text[:position].rstrip()[-1:] in _DIGITS:
        return ""
    starts = not before or before in _BOUNDARY
    for place in ("start", "after"):
        if place == "start" and not starts:
            continue
        for length in (3, 2, 1):
            word = text[position + 1 : position + 1 + length]
            if _holds(frames[place], word, character):
                return f"frames.csv:_{word}"
    return ""
