"""A sentence as words: what the tables know in one piece, everything else cut and tagged by the segmenter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waijiao.discovery.patterns import NamePatterns

if TYPE_CHECKING:
    from waijiao.actors import ActorLexicon

__all__ = [
    "FIXED", "KNOWN", "NAMED", "PLACED", "STRANGER", "TITLE", "Candidate", "Mention", "Tagger", "Word", "cut_words",
    "find_principal",
]  # fmt: skip

NAMED, PLACED, STRANGER, KNOWN, TITLE = "*named", "*placed", "*stranger", "*known", "*title"
"""Tags besides the segmenter's: a mention, a city or region, a person in no table who was recognised by the office,
another string of the lexicon, a title."""
FIXED = (NAMED, PLACED, STRANGER, KNOWN, TITLE)

# How many words may stand between an actor and the name that belongs to it, and their tags: 美国|商务|部长|某某.
_REACH, _BETWEEN_TAGS = 8, ("n", "b", "a", "j", "vn")
_JOINING = frozenset("和与及、")

Tagger = Callable[[str], list[tuple[str, str]]]


class Mention(NamedTuple):
    """A span that is known, with its tag; ``principal`` is '' where the name does not act, ``bare`` without office."""

    start: int
    end: int
    principal: str
    tag: str = NAMED
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place, ``text[start:end]``, with its tag; for a mention, whose it is and whether it is bare."""

    start: int
    end: int
    text: str
    tag: str
    principal: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that looks like a name.

    Attributes
    ----------
    start, end : int
        Half-open span in the sentence.
    kind, why : str
        The kind guessed, ``unclear`` for none, and what says so.
    principal : str
        For whom the actor before it acts, '' for none.
    attached : bool
        Whether that actor stands directly before it.
    """

    start: int
    end: int
    kind: str
    why: str
    principal: str = ""
    attached: bool = False


def cut_words(
    text: str, mentions: Iterable[Mention], lexicon: "ActorLexicon", patterns: NamePatterns, tag: Tagger
) -> list[Word]:
    """Return the words of a sentence; together they hold every character."""
    words: list[Word] = []
    position = 0
    for piece in _list_pieces(text, mentions, lexicon):
        words += _cut_stretch(text, position, piece.start, patterns, tag)
        words.append(piece)
        position = piece.end
    return [*words, *_cut_stretch(text, position, len(text), patterns, tag)]


def _list_pieces(text: str, mentions: Iterable[Mention], lexicon: "ActorLexicon") -> list[Word]:
    """Return what the tables know, in order, none overlapping: mentions first, then the rest of the lexicon."""
    named = sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start))
    taken: list[Word] = []
    for start, end, principal, tag, bare in (*named, *_locate_known(text, lexicon)):
        if end > start and all(end <= other.start or start >= other.end for other in taken):
            taken.append(Word(start, end, text[start:end], tag, principal, bare))
    return sorted(taken, key=lambda word: word.start)


def _locate_known(text: str, lexicon: "ActorLexicon") -> Iterator[Mention]:
    """Yield the stretches that strings of the lexicon cover, blockers and former officials too."""
    found = lexicon.matcher.find_matches_as_indexes(text, overlapping=True)
    spans = sorted((start, end) for index, start, end in found if index < lexicon.first_compound)
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] < end:
            end = max(end, spans.pop(0)[1])
        yield Mention(start, end, "", KNOWN)


def _cut_stretch(text: str, start: int, end: int, patterns: NamePatterns, tag: Tagger) -> Iterator[Word]:
    """Yield the words of a stretch. Titles are cut out first: the segmenter makes 长哈桑 of 部长哈桑."""
    for number, part in enumerate(patterns.titles.split(text[start:end])):
        for word, flag in [(part, TITLE)] if number % 2 else tag(part):
            yield Word(start, start + len(word), word, flag)
            start += len(word)


def find_principal(words: list[Word], first: int) -> tuple[str, bool]:
    """Return for whom the actor before word ``first`` acts, '' for none, and whether it stands directly before."""
    number, titled, joined = first - 1, first > 0 and words[first - 1].tag == TITLE, False
    while number >= max(first - _REACH, 0):
        word = words[number]
        if word.tag in (NAMED, PLACED):
            if not number or not words[number - 1].text.endswith("驻"):
                break
            number -= 2  # 法国|驻|伊朗|大使|某某: he acts for whoever sent him
        elif titled and word.text in _JOINING:
            number, joined = number - 1, True  # 波兰|内务|与|行政|部长|某某, but not 波兰总统|与|外长|某某
        elif word.tag in (TITLE, KNOWN) or word.tag.startswith(_BETWEEN_TAGS):
            number -= 1
        else:
            return "", False
    owner = words[number] if number >= max(first - _REACH, 0) else None
    if owner is None or (joined and not owner.bare):
        return "", False
    return owner.principal, owner.tag == NAMED and number == first - 1 and owner.principal != ""
