"""Find every name of the lexicon in Chinese news, in six ways side by side: how fast, how rightly, with what memory.

Run with ``python benchmarks/matching.py [INPUT ...]`` in the environment that ``dev.py`` makes. The text is the article
of ``seeds`` and whatever ``waijiao`` can read of the inputs, sentence by sentence, over and over up to the size asked
for. Each way runs in a process of its own, and the processor's time counts, not the clock's. Hits are compared with
brute force, which tries every stretch of a sentence: the longest name counts, of equally long ones the first, none
overlapping; a Latin name only as a whole word. The package's matcher departs from that where 国 begins the next word
(以色列|国家安全顾问).
"""

import argparse
import platform
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import waijiao as wj
from waijiao.actors.spans import locate_names

SEEDS = Path(__file__).parents[1] / "seeds"
PARTS = (0.05, 0.25, 1.0)  # parts of the text after which memory is looked at: 1, 5 and 20 of 20 MB
PATIENCE = 15.0  # seconds after which a way is too slow to read any further
BATCH = 2_000  # sentences that `find_actors` is given at once, in documents of 50
CHECKED = 100_000  # characters in which hits are compared with brute force

Span = tuple[int, int]
Find = Callable[[str], Sequence[tuple[Any, ...]]]  # start and end first


# -- what is right ---------------------------------------------------------------------------------------------------


def choose_longest(spans: Iterable[Span]) -> list[Span]:
    """Return the longest spans, of equally long ones the first, none overlapping, in order."""
    chosen: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= first or last <= start for first, last in chosen):
            chosen.append((start, end))
    return sorted(chosen)


def is_whole(text: str, span: Span) -> bool:
    """Return whether a span is no part of a longer Latin word: WHO, but not in WHOLE."""
    start, end = span
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not text[start:end].isascii() or not any(each.isascii() and each.isalnum() for each in around)


def make_brute_force(names: list[str]) -> Find:
    """Return a finder that tries every stretch of a text no longer than the longest name."""
    known, lengths = frozenset(names), sorted(set(map(len, names)))

    def find(text: str) -> list[Span]:
        spans = [(start, start + length) for start in range(len(text)) for length in lengths]
        within = [span for span in spans if span[1] <= len(text) and text[slice(*span)] in known]
        return choose_longest(span for span in within if is_whole(text, span))

    return find


# -- the ways --------------------------------------------------------------------------------------------------------


def make_waijiao(names: list[str]) -> Find:
    """Return the package's matcher over these names: Aho–Corasick, then the longest and leftmost."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    lexicon = replace(
        wj.read_actor_lexicon(), matcher=AhoCorasick(names, matchkind=MatchKind.Standard), patterns=tuple(names),
        first_compound=len(names),
    )  # fmt: skip
    return partial(locate_names, lexicon=lexicon)


def make_re(names: list[str]) -> Find:
    """Return one regular expression of all names, the longest first."""
    import re

    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return lambda text: [match.span() for match in pattern.finditer(text)]


def make_str_find(names: list[str]) -> Find:
    """Return a loop over the names with ``str.find``."""

    def find_one(text: str, name: str) -> Iterator[Span]:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + 1)

    def find(text: str) -> list[Span]:
        spans = [span for name in names for span in find_one(text, name)]
        return choose_longest(span for span in spans if is_whole(text, span))

    return find


def make_flashtext(names: list[str]) -> Find:
    """Return FlashText's trie."""
    from flashtext import KeywordProcessor

    trie = KeywordProcessor(case_sensitive=True)
    for name in names:
        trie.add_keyword(name, name)
    return lambda text: [(start, end) for _, start, end in trie.extract_keywords(text, span_info=True)]


def _find_words(cut: Callable[[str], Iterable[str]], names: list[str]) -> Find:
    """Return a finder of those words of a segmenter that are names."""
    known = frozenset(names)

    def find(text: str) -> list[Span]:
        spans, end = [], 0
        for word in cut(text):
            start, end = end, end + len(word)
            if word in known:
                spans.append((start, end))
        return spans

    return find


def make_jieba(names: list[str]) -> Find:
    """Return jieba with the names as its user dictionary."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions hold escapes that Python 3.12 warns about
        import jieba

    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    for name in names:
        tokenizer.add_word(name)
    return _find_words(tokenizer.cut, names)


def make_rjieba(names: list[str]) -> Find:
    """Return rjieba, jieba in Rust, with the names as its user dictionary."""
    import rjieba

    tokenizer = rjieba.Jieba()
    for name in names:
        tokenizer.add_word(name, None, None)
    return _find_words(tokenizer.cut, names)


WAYS: dict[str, Callable[[list[str]], Find]] = {
    "waijiao": make_waijiao,
    "re": make_re,
    "flashtext": make_flashtext,
    "jieba": make_jieba,
    "rjieba": make_rjieba,
    "str.find": make_str_find,
}
LABELS = {  # the first is what the others are compared with
    "waijiao": "**waijiao**", "re": "`re`, one alternation", "flashtext": "FlashText",
    "jieba": "jieba, user dictionary", "rjieba": "rjieba, user dictionary", "str.find": "loop of `str.find`",
}  # fmt: skip


# -- measuring -------------------------------------------------------------------------------------------------------


def measure_peak() -> float:
    """Return the most memory that this process has held so far, in MB; NaN where the system does not say."""
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def stream(find: Callable[[Any], object], pieces: list[tuple[Any, int]], megabytes: float) -> tuple[float, float]:
    """Find in pieces of text, over and over, until so many MB or the patience is spent; return MB and seconds."""
    done, look, start = 0, 0, time.process_time()
    for piece, size in cycle(pieces):
        find(piece)
        done += size
        if done >= megabytes * 1e6:
            break
        if done >= look:
            look = done + 20_000
            if time.process_time() - start > PATIENCE:
                break
    return done / 1e6, time.process_time() - start


def watch(find: Callable[[Any], object], pieces: list[tuple[Any, int]], megabytes: float) -> dict[str, Any]:
    """Return the speed in MB/s, the best of the runs, and the peak of memory after each part of the text."""
    speed, peaks = 0.0, []
    for size in (part * megabytes for part in PARTS):
        if speed * PATIENCE < size and speed:
            break
        done, seconds = stream(find, pieces, size)
        speed = max(speed, done / seconds)
        peaks += [measure_peak()] if done >= size else []
    return {"speed": speed, "peaks": peaks}


def measure_way(way: str, names: list[str], sentences: list[str], megabytes: float) -> dict[str, Any]:
    """Return what one way needs and finds."""
    start = time.process_time()
    find = WAYS[way](names)
    built = time.process_time() - start
    hits = {(place, *hit[:2]) for place, text in enumerate(take(sentences, CHECKED)) for hit in find(text)}
    pieces = [(text, len(text.encode())) for text in sentences]
    return {"build": built, "hits": hits, **watch(find, pieces, megabytes)}


def measure_actors(sentences: list[str], megabytes: float) -> dict[str, Any]:
    """Return what finding the actors as a whole needs, from sentences to the table of mentions."""
    import pandas as pd

    lexicon = wj.read_actor_lexicon()
    batch = (sentences * (1 + BATCH // len(sentences)))[:BATCH]
    sent_ids = [f"d{number // 50:03d}:s{number % 50:03d}" for number in range(BATCH)]
    table = pd.DataFrame({"doc_id": [each[:4] for each in sent_ids], "sent_id": sent_ids, "text": batch})
    size = sum(len(text.encode()) for text in batch)
    measured = watch(lambda each: wj.find_actors(each, lexicon), [(table, size)], megabytes)
    return {**measured, "sentences": measured["speed"] * 1e6 / size * BATCH}


def take(sentences: list[str], characters: int) -> Iterator[str]:
    """Yield sentences from the first on until so many characters are reached."""
    for text in sentences:
        yield text
        characters -= len(text)
        if characters <= 0:
            return


def run_alone(function: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    """Return what a function measures in a fresh process, so that no other way's memory is counted."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


# -- the report ------------------------------------------------------------------------------------------------------


def prepare(inputs: list[Path]) -> dict[str, Any]:
    """Return the sentences of the article and of the inputs, the names, and the hits by brute force.

    The names are those of the lexicon, also those that hide one; one-character forms joined to an office are left out.
    """
    documents = [wj.read_corpus(path) for path in (SEEDS, *inputs)]
    sentences = [text for each in documents for text in wj.split_sentences(each)["text"]]
    lexicon = wj.read_actor_lexicon()
    names = list(lexicon.patterns[: lexicon.first_compound])
    find = make_brute_force(names)
    right = {(place, *span) for place, text in enumerate(take(sentences, CHECKED)) for span in find(text)}
    return {"sentences": sentences, "names": names, "right": right}


def describe_machine() -> str:
    """Return machine and versions in one line."""
    parts = [f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"]
    for package in ("ahocorasick-rs", "flashtext", "jieba", "rjieba"):
        with suppress(PackageNotFoundError):
            parts.append(f"{package} {version(package)}")
    return ", ".join(parts)


def render_row(label: str, result: dict[str, Any], ours: float, hits: str) -> str:
    """Return one line of the table."""
    peaks = " · ".join([f"{peak:.0f}" for peak in result["peaks"]] + ["–"] * (len(PARTS) - len(result["peaks"])))
    return f"| {label} | {result['speed']:.3g} | {ours / result['speed']:.3g} | {hits} | {peaks} |"


def main() -> None:
    """Print the table, in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("inputs", type=Path, nargs="*", metavar="INPUT", help="texts beside the article of seeds/")
    parser.add_argument("--megabytes", type=float, default=20.0, help="how much text each way reads (default 20)")
    options = parser.parse_args()
    text = run_alone(prepare, options.inputs)
    sentences, names, right = text["sentences"], text["names"], text["right"]
    print(f"{describe_machine()}. {len(names):,} names, {len(sentences):,} different sentences.\n")
    print(f"| | MB/s | waijiao is faster by | built in | hits | unlike brute force ({len(right):,}) |", end="")
    sizes = ", ".join(f"{part * options.megabytes:g}" for part in PARTS)
    print(f" MB held after {sizes} MB of text |\n|---|---|---|---|---|---|---|", flush=True)
    ours, missing = 0.0, []
    for way, label in LABELS.items():
        try:
            result = run_alone(measure_way, way, names, sentences, options.megabytes)
        except ModuleNotFoundError as fault:
            missing.append(f"{label} was not measured: it needs the package {fault.name} (pip install {fault.name}).")
            continue
        ours = ours or result["speed"]
        hits = f"{result['build']:.1f} s | {len(result['hits']):,} | {len(result['hits'] ^ right):,}"
        print(render_row(label, result, ours, hits), flush=True)
    whole = run_alone(measure_actors, sentences, options.megabytes)
    print(render_row("`find_actors`, everything", whole, ours, "| |"))
    print("\n".join(["", f"`find_actors` reads {whole['sentences']:,.0f} sentences a second.", *missing]))


if __name__ == "__main__":
    main()
