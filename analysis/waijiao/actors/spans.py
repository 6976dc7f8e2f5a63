"""Strings of the lexicon located in one sentence, before anything is judged."""

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Sense

__all__ = ["Found", "Hit", "locate_names"]


class Hit(NamedTuple):
    """A string of the lexicon at its place: ``text[start:end]``, with all its readings."""

    start: int
    end: int
    senses: "tuple[Sense, ...]"


@dataclass(slots=True, eq=False)
class Found:
    """A mention on its way to becoming a row of the table ``mentions``; internal to this package.

    ``head_start`` and ``head_end`` mark the name within the mention; ``office`` is the kind of the office that the
    mention ends in, '' for none; ``taken_up`` the antecedent of an anaphor; ``speaks`` is true of 我们
    inside a quotation.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    actor_id: str
    principal: str
    kind: str
    rule_id: str
    role: str = ""
    office: str = ""
    taken_up: "Found | None" = field(default=None, repr=False)
    speaks: bool = False
    mention_id: str = ""


def locate_names(text: str, lexicon: "ActorLexicon") -> list[Hit]:
    """Return the strings of the lexicon in ``text``: longest first, then leftmost, none overlapping, blockers too.

    Longest first lets 发展中国家 hide 中国, and 以色列 win over the blocker 予以 in 给予以色列打击. One-character forms
    joined to an office come second, so that 古巴外长 is not 巴外长; but 美国防部 wins over the 美国, and 美元首 over
    the blocker 美元 or 乌法院 over the city 乌法, with which it begins (沙特使 does not win over 沙特).
    """
    found = lexicon.matcher.find_matches_as_indexes(text, overlapping=True)
    crowded = latin = False
    border = 0
    # They come by their ends: where each begins after the one before, none overlap.
    for _, start, end in found:
        crowded = crowded or start < border
        latin = latin or text[start] < "\x80"
        border = end
    if latin:
        found = [match for match in found if _is_whole_word(text, match)]
    if crowded:
        found = _select_longest(text, found, lexicon)
    patterns, senses = lexicon.patterns, lexicon.senses
    return [Hit(start, end, senses[patterns[index]]) for index, start, end in found]


def _is_whole_word(text: str, match: "Match") -> bool:
    """Return whether a Latin name is no part of a longer word: WHO, but not in WHOLE."""
    _, start, end = match
    inner, around = text[start:end], text[max(start - 1, 0) : start] + text[end : end + 1]
    return not inner.isascii() or not any(each.isascii() and each.isalnum() for each in around)


Match = tuple[int, int, int]
_WITH_STATE = frozenset("内家防会土民人旗务籍际有歌营安情都")


def _select_longest(text: str, found: list[Match], lexicon: "ActorLexicon") -> list[Match]:
    first = lexicon.first_compound
    # 以色列|国防部, 卡塔尔|国内: the name without 国, when 国 begins the next word.
    if any(text[end - 1] == "国" and text[end : end + 1] in _WITH_STATE for _, _, end in found):
        spans = {(start, end) for _, start, end in found}
        found = [
            match for match in found
            if text[match[2] - 1] != "国" or (match[1], match[2] - 1) not in spans
            or text[match[2] : match[2] + 1] not in _WITH_STATE
        ]  # fmt: skip
    found.sort(key=lambda match: (match[0] >= first, match[1] - match[2], match[1]))
    taken: list[Match] = []
    for match in found:
        rivals = [other for other in taken if match[1] < other[2] and other[1] < match[2]]
        if not rivals:
            taken.append(match)
        elif match[0] >= first and len(rivals) == 1 and _outdoes(text, match, rivals[0], lexicon):
            taken[taken.index(rivals[0])] = match
    return sorted(taken, key=itemgetter(1))


def _outdoes(text: str, compound: Match, rival: Match, lexicon: "ActorLexicon") -> bool:
    """Return whether a longer compound holds the rival: 乌法院 the city, 美国防部 the state, 韩宪法法院 the word."""
    (index, start, end), (_, left, right) = rival, compound
    if index >= lexicon.first_compound or start < left or end > right or (start, end) == (left, right):
        return False
    kind = lexicon.senses[lexicon.patterns[index]][0].kind
    return kind == "block" if start > left else end < right and (text[end - 1] == "国" or kind in ("block", "local"))
