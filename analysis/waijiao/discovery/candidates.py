"""The names of one sentence, from all clues together."""

from collections.abc import Iterable, Iterator

from waijiao.discovery.ends import find_ended
from waijiao.discovery.patterns import NamePatterns
from waijiao.discovery.runs import find_runs, judge_run
from waijiao.discovery.words import Candidate, Word, find_principal

__all__ = ["find_candidates"]


def find_candidates(text: str, words: list[Word], patterns: NamePatterns) -> list[Candidate]:
    """Return the names of a sentence in order, none overlapping: of two that do, the longer."""
    runs = list(find_runs(words, patterns))
    inside = {number for first, last in runs for number in range(first, last)}
    found = [judge_run(text, words, run, patterns) for run in runs]
    found += find_ended(text, words, inside, patterns)
    found += _find_places(words, inside)
    return _choose_longest(found)


def _find_places(words: list[Word], inside: set[int]) -> Iterator[Candidate]:
    for number, word in enumerate(words):
        if number not in inside and len(word.text) > 1 and word.tag == "ns":
            yield Candidate(word.start, word.end, "place", "segmenter", *find_principal(words, number))


def _choose_longest(found: Iterable[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start, one.kind == "unclear", one.why)):
        if all(each.end <= other.start or each.start >= other.end for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda one: one.start)
