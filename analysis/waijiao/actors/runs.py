"""States named side by side by one character each: 美伊, 中美欧; 美、英、法三国."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from waijiao.actors.frames import BOUNDARY, DIGITS

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["is_framed_pair", "locate_runs", "pair_up"]

_DAY = re.compile(f"(?<=[{''.join(sorted(DIGITS))}])日")
# 美以安全为由, 以俄乌为例: 以 is the preposition.
_TAKEN_AS = "[^，。；]{0,8}?{purpose}"


@lru_cache(maxsize=4)
def _compile_runs(lexicon: "ActorLexicon") -> tuple[re.Pattern[str], ...]:
    chars = "".join(sorted({*lexicon.chars, *"".join(lexicon.pairs)}))
    framing = "".join(sorted(word for word in lexicon.frames["before"] if len(word) == 1))
    spelling = "".join(sorted(lexicon.contexts.words["spelling"]))
    return (
        re.compile(f"[{chars}]{{2,4}}"),
        re.compile("|".join((*map(re.escape, sorted(lexicon.frames["pair"])), "[两三四五六七八九多]国"))),
        # 美、英、法三国; 俄、伊等国: an enumeration that its end names as states; 美、英、法、德批评: a long one.
        re.compile(
            f"(?:[{chars}]、)+[{chars}](?=[两三四五六七八九多]国|[两三四]方|等[两三四五六七八九多]?国)|(?:[{chars}]、){{2,}}[{chars}]"
            f"|(?<=[{framing}])[{chars}]、[{chars}](?![{spelling}])"  # 向美、澳提出
        ),
    )


def is_framed_pair(text: str, start: int, end: int, lexicon: "ActorLexicon") -> bool:
    """Return whether ``text[start:end]`` is a pair before a frame word: 中欧关系, but not 中欧国家."""
    return text[start:end] in lexicon.pairs and _is_framed(text, start, end, lexicon)


def _is_framed(text: str, start: int, end: int, lexicon: "ActorLexicon") -> bool:
    word = _compile_runs(lexicon)[1].match(text, end)
    return word is not None and text[start] not in lexicon.frames["pair"].get(word.group(), "")


def locate_runs(text: str, lexicon: "ActorLexicon", taken: Sequence[tuple[int, int]]) -> Iterator[range]:
    """Yield the positions of one-character forms that name two or more states side by side, run by run."""
    runs, _, lists = _compile_runs(lexicon)
    # 其中日韩, 3日美韩: what other words hold, and the day of a date, is no part of the run.
    free = _DAY.sub("\0", text)
    for start, end in taken:
        free = free[:start] + "\0" * (end - start) + free[end:]
    for match in lists.finditer(free):
        yield range(match.start(), match.end(), 2)
    for match in runs.finditer(free):
        start, end = _trim(text, *match.span(), lexicon)
        # 要求美韩立即停火, 其巴以政策: what touches the run may begin with such a character too.
        for first, last in ((start, end), (start, end - 1), (start + 1, end)):
            distinct = last - first > 1 and len(set(text[first:last])) == last - first
            if distinct and _is_run(text, free, first, last, lexicon):
                yield range(first, last)
                break


def _trim(text: str, start: int, end: int, lexicon: "ActorLexicon") -> tuple[int, int]:
    """Return the run without what is no name at its ends."""
    if text[start] == "以" and lexicon.contexts[_TAKEN_AS].match(text, end):
        start += 1
    # 其法中规定, 中俄新时代: 中 is a word of place, and 新 is new.
    if (text[end - 1] == "以" and lexicon.contexts[_TAKEN_AS].match(text, end)) or (
        text[end - 1] in "中新" and not _is_framed(text, start, end, lexicon)
    ):
        end -= 1
    return start, end


def _is_run(text: str, free: str, start: int, end: int, lexicon: "ActorLexicon") -> bool:
    run, before = text[start:end], text[max(start - 1, 0) : start]
    # 拉希德, 西摩·赫什: foreign names are spelt with such characters.
    around = free[max(start - 1, 0) : start] + text[end : end + 1]
    if not lexicon.contexts.words["spelling"].isdisjoint(around) and all(
        each in lexicon.transliteration for each in run
    ):
        return False
    framed = _is_framed(text, start, end, lexicon)
    known = [text[i : i + 2] in lexicon.pairs for i in range(start, end - 1)]
    usual = all(each in lexicon.chars and lexicon.chars[each][0].default for each in run)
    # 中欧, 日韩: at a boundary or before a frame word (集中日 is none); 美日印澳: one pair in it is known.
    led = (framed or usual or all(known)) and _is_led(text, start, lexicon)
    if not before or before in BOUNDARY or before in lexicon.contexts.words["opener"] or led:
        return framed or all(known) or (usual and len(known) > 1 and any(known))
    # 美伊, 俄乌: anywhere, when each character has a usual reading and ends few other words.
    return all(known) and (framed or (usual and lexicon.contexts.words["risky"].isdisjoint(run)))


def _is_led(text: str, start: int, lexicon: "ActorLexicon") -> bool:
    """Return whether a word ends before the run behind which a name may begin: 推动中爱关系, 要求美韩停止."""
    leads, verbs = lexicon.frames["lead"], lexicon.frames["start"]
    words = [text[max(start - length, 0) : start] for length in (4, 3, 2, 1)]
    return any(word in leads or (len(word) > 1 and word in verbs) for word in words)


def pair_up(text: str, position: int, positions: Sequence[int], lexicon: "ActorLexicon") -> tuple[frozenset[str], str]:
    """Return the other members of a run that are certain, and what a member usually names beside them, '' if open."""
    partners = [text[other] for other in positions if other != position and text[other] in lexicon.chars]
    members = {lexicon.pairs.get(text[position] + partner, ("?", ""))[0] for partner in partners} - {"?"}
    # 中吉乌: what 吉乌 says of 乌 is more than its usual reading, which 中乌 repeats.
    if len(members) > 1:
        members.discard(lexicon.chars[text[position]][0].actor_id)
    certain = frozenset(lexicon.chars[each][0].principal for each in partners if lexicon.chars[each][0].joined)
    return certain, members.pop() if len(members) == 1 else ""
