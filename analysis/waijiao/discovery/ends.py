"""Groups, organisations and offices: nouns before a word that such names end in."""

from collections.abc import Iterator

from waijiao.discovery.patterns import NamePatterns
from waijiao.discovery.runs import Run
from waijiao.discovery.words import FIXED, NAMED, PLACED, Candidate, Word, find_principal

__all__ = ["find_ended"]

_QUOTES = {"“": "”", "「": "」", "‘": "’"}
# What may stand before the end: nouns and names, adjectives, idioms, nouns of acts, Latin; and what may hold the end.
_MODIFIER_TAGS = ("n", "a", "b", "j", "l", "i", "s", "vn", "eng")
_END_TAGS = ("n", "j", "l", "x", "i", "k", "g")
# Ends of these kinds count only right after a foreign or personal name: 某某|州, but not 出席会议.
_OF_RUNS = ("place", "thing")
_MAX_MODIFIERS, _MIN_STEM, _MAX_STEM = 5, 2, 12


def find_ended(text: str, words: list[Word], inside: set[int], patterns: NamePatterns) -> Iterator[Candidate]:
    """Yield the names that end in a word of organisation: 快速支援|部队, 第三|突击|旅, “某某”|组织.

    ``inside`` holds the numbers of the words that belong to foreign and personal names. Where nothing makes the
    kind sure (金融机构), it is ``unclear``.
    """
    for number, word in enumerate(words):
        end = patterns.find_end(text, word.start, word.end) if _may_end(words, number) else ""
        first = _find_first(words, number, patterns) if end else number
        stem = text[words[first].start : word.end - len(end)]
        fits = _MIN_STEM <= len(stem) <= _MAX_STEM and stem not in patterns.no_stems
        if not end or not fits or _is_shred(words[first], first in inside):
            continue
        run = first, number + 1
        kind = patterns.choose_kind(end, _list_met(words, run, inside, patterns))
        quoted = int(_is_quoted(words, run))
        span, principal = (words[first].start - quoted, word.end + quoted), find_principal(words, first)
        if kind and kind not in _OF_RUNS:
            yield Candidate(*span, kind, f"ends in {end}", *principal)
        elif not kind and inside.isdisjoint(range(*run)):
            yield Candidate(*span, "unclear", f"ends in {end}", *principal)


def _may_end(words: list[Word], number: int) -> bool:
    """Return whether a name may end in a word: a noun, or whatever the segmenter takes 组织 for in “某某”组织."""
    quoted = number > 0 and words[number - 1].text in _QUOTES.values()
    return words[number].tag.startswith(_END_TAGS) or (quoted and words[number].tag not in FIXED)


def _is_shred(word: Word, named: bool) -> bool:
    """Return whether a name begins with a single character that the segmenter left over."""
    return len(word.text) == 1 and not named and not word.text.isascii() and word.text not in _QUOTES


def _find_first(words: list[Word], number: int, patterns: NamePatterns) -> int:
    """Return the first word of the name that ends in word ``number``."""
    first = number
    if first > 0 and words[first - 1].text in _QUOTES.values():
        return _find_opening(words, first - 1)
    while first > max(number - _MAX_MODIFIERS, 0) and _may_modify(words[first - 1], patterns):
        first -= 1
    # 夏威夷|电力|公司: a city or region is part of the name.
    while first > 0 and words[first - 1].tag == PLACED:
        first -= 1
    while first < number and words[first].text in patterns.generic:
        first += 1
    return first


def _find_opening(words: list[Word], closing: int) -> int:
    """Return the number of the mark that opens the quotation, or of the word after it when none is near."""
    opening = next((mark for mark, other in _QUOTES.items() if other == words[closing].text), "")
    near = range(closing - 1, max(closing - 2 - _MAX_MODIFIERS, -1), -1)
    return next((number for number in near if words[number].text == opening), closing + 1)


def _may_modify(word: Word, patterns: NamePatterns) -> bool:
    if word.tag in FIXED or word.text in patterns.before:
        return False
    return word.tag.startswith(_MODIFIER_TAGS) or _is_ordinal(word)


def _is_ordinal(word: Word) -> bool:
    return word.text.startswith("第") and len(word.text) > 1


def _list_met(words: list[Word], run: Run, inside: set[int], patterns: NamePatterns) -> set[str]:
    """Return the needs that a name meets: an actor directly before it, a proper name or a number in it."""
    first, last = run
    met = {""}
    named = any(number in inside or words[number].tag in ("ns", "nt", "eng", PLACED) for number in range(first, last))
    if named or _is_ordinal(words[first]) or words[first].text in _QUOTES or _is_quoted(words, run):
        met.add("name")
    owned = first > 0 and words[first - 1].tag == NAMED and words[first - 1].principal != ""
    if owned or words[first].text.startswith(tuple(patterns.whole)) or words[last - 1].tag == "nt":
        met.add("state")
    return met


def _is_quoted(words: list[Word], run: Run) -> bool:
    """Return whether the words fill a pair of quotation marks."""
    first, last = run
    opened = words[first - 1].text if first > 0 else ""
    return last < len(words) and _QUOTES.get(opened, "none") == words[last].text
