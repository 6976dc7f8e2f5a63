"""One-character forms in their frames: 对伊, 驻韩, 俄称, 乌境内."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["BOUNDARY", "DIGITS", "locate_chars"]

BOUNDARY = frozenset(" \u3000\t\n，,。；;：:、！!？?“”‘’「」『』（）()《》【】—…")
DIGITS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")


# 俄称美掩盖真相, 18日美宣布制裁: after these a clause begins.
_BEGINS_CLAUSE = "(?:[美英俄韩伊乌叙印澳黎埃欧方军国]{blunt}|[0-9０-９]日)$"


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
    if text[position + 1 : position + 2] in lexicon.contexts.words["spelling"]:
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
    starts = not before or before in BOUNDARY or lexicon.contexts[_BEGINS_CLAUSE].search(text, 0, position) is not None
    # 俄阵地 wherever it stands; the others (完美, 用法) only where a word begins, behind a preposition or 袭击.
    words = lexicon.contexts.words
    owns = starts or character in words["sure"] or before in words["before_own"]
    agency = owns and (starts or character not in "以中日") and lexicon.agencies.match(text, position + 1)
    if agency:
        return f"{agency.rule_id}:{agency.word}"
    for place, allowed in (("start", starts), ("after", True), ("own", owns)):
        for length in (4, 3, 2, 1) if allowed else ():
            word = text[position + 1 : position + 1 + length]
            if _holds(frames[place], word, character):
                return f"frames.csv:_{word}"
    return ""
