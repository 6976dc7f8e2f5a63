"""Foreign and personal names: runs of words that the segmenter tags as names, or tears."""

from collections.abc import Iterator

from waijiao.discovery.patterns import NamePatterns
from waijiao.discovery.words import FIXED, KNOWN, STRANGER, TITLE, Candidate, Word, find_principal

__all__ = ["Run", "find_runs", "judge_run"]

_DOTS = frozenset("·•・‧")
_JOINTS = _DOTS | frozenset("-－")
_NAME_TAGS = ("nr", "ns", "nt", "nz")
# Tags under which the segmenter may also put a foreign name: none, idiom, phrase, abbreviation.
_LOOSE_TAGS = ("x", "i", "l", "j")
# Grammar words: a character of foreign names that is one (达, 与) goes on with no name. None begins with these or
# with a numeral, a pronoun, a measure or a time.
_GRAMMAR = frozenset("pcudvfy")
_NO_START = _GRAMMAR | frozenset("mrqt")
_MIN_MIXED = 2

Run = tuple[int, int]  # numbers of the first word and of the one after the last


def find_runs(words: list[Word], patterns: NamePatterns) -> Iterator[Run]:
    """Yield the runs of words that make one name: 布兰|尼|茨, 亨利|·|某某."""
    first = 0
    while first < len(words):
        last = first + (words[first].tag == STRANGER)
        while words[first].tag != STRANGER and last < len(words) and _belongs(words, first, last, patterns):
            last += 1
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _belongs(words: list[Word], first: int, number: int, patterns: NamePatterns) -> bool:
    """Return whether a word belongs to the name that begins with word ``first``."""
    word, before, behind = words[number], words[number - 1 : number], words[number + 1 : number + 2]
    if word.text in _JOINTS:
        return number > first and any(map(_is_written, behind))
    if not _is_written(word):
        return False
    if number > first and before[0].text in _JOINTS:
        return True
    if word.tag == KNOWN:
        return False
    if number > first and len(word.text) == 1 and word.text in patterns.sounds:
        return word.tag[0] not in _GRAMMAR
    beside = any(other.tag == TITLE for other in before) or any(other.text in _JOINTS for other in behind)
    return _is_namelike(word, patterns, beside=beside) or any(_is_torn(word, other, patterns) for other in behind)


def _is_written(word: Word) -> bool:
    """Return whether a word consists of letters or characters and may be part of a new name."""
    return (word.tag == KNOWN or word.tag not in FIXED) and word.text.isalpha()


def _is_namelike(word: Word, patterns: NamePatterns, *, beside: bool) -> bool:
    """Return whether a word may be a name or its first part; more may when a dot or a title stands ``beside`` it."""
    foreign = patterns.sounds.issuperset(word.text)
    if len(word.text) == 1:
        return foreign and (beside or word.tag[0] not in _NO_START)
    if word.tag in ("nr", "nrfg") or (word.tag == "nrt" and _is_mostly_foreign(word.text, patterns)):
        return True
    tagged = word.tag.startswith(_NAME_TAGS)
    return (foreign and (beside or tagged or word.tag in _LOOSE_TAGS)) or (beside and (tagged or word.tag == "eng"))


def _is_mostly_foreign(text: str, patterns: NamePatterns) -> bool:
    """Return whether half of a longer word are characters of foreign names: 亚历山大."""
    return len(text) > _MIN_MIXED and 2 * sum(char in patterns.sounds for char in text) >= len(text)


def _is_torn(word: Word, behind: Word, patterns: NamePatterns) -> bool:
    """Return whether the segmenter took the beginning of a foreign name for a noun: 基里|洛夫."""
    in_sounds = patterns.sounds.issuperset(word.text + behind.text)
    return in_sounds and word.tag[0] == "n" and behind.tag in ("nr", "nrt")


def judge_run(text: str, words: list[Word], run: Run, patterns: NamePatterns) -> Candidate:
    """Return the name that a run makes, with what stands beside it to say of what kind it is."""
    first, last = run
    start, end = words[first].start, words[last - 1].end
    # 布兰尼茨称: the segmenter takes the verb for a part of the name.
    if end - start > 2 and patterns.says.fullmatch(text, end - 1, end):
        end -= 1
    following = words[last].text if last < len(words) and end == words[last].start else ""
    kind, why = _judge_beside(text, start, end, patterns)
    if not kind and following in patterns.ends:
        kind, why = patterns.choose_kind(following, ("name", "")), f"ends in {following}"
        end += len(following) if kind else 0
    if not kind:
        is_place = last == first + 1 and words[first].tag.startswith("ns")
        kind, why = _judge_alone(text, start, end, patterns) or ("place" if is_place else "unclear", "segmenter")
    if words[first].tag == STRANGER:
        return Candidate(start, end, "person", why if kind == "person" else "holds office", words[first].principal)
    if kind == "private":
        return Candidate(start, end, "person", why)
    return Candidate(start, end, kind, why, *find_principal(words, first))


def _judge_beside(text: str, start: int, end: int, patterns: NamePatterns) -> tuple[str, str]:
    """Return what a title before or after makes of a name: 市长|某某, 某某|先生, 台风|某某."""
    before = patterns.find_before(text, start)
    kind = patterns.before.get(before, "")
    # 企业弘扬: only foreign names are taken for names of groups and companies.
    if kind and (kind not in ("group", "organisation") or patterns.sounds.issuperset(text[start:end])):
        return kind, f"after {before}"
    after = patterns.find_after(text, end)
    return ("person", f"before {after}") if after else ("", "")


def _judge_alone(text: str, start: int, end: int, patterns: NamePatterns) -> tuple[str, str] | None:
    """Return what a name is that speaks (某某3日表示) or holds a dot."""
    says = patterns.says.match(text, end)
    if says:
        return "person", f"before {says[1]}"
    return None if _DOTS.isdisjoint(text[start:end]) else ("person", "dotted")
