"""Measure what the README quotes: import time, the article from file to report, sentences coded and words counted.

Run with ``python benchmarks/measure.py`` in the environment that ``dev.py`` makes. Figures depend on the machine;
compare them only within one run.
"""

import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import waijiao as wj

SEEDS = Path(__file__).parents[1] / "seeds"
COPIES = 100


def measure_import() -> float:
    """Return seconds of ``import waijiao`` in a fresh process, beyond the interpreter's own start."""

    def run(statement: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True)
            times.append(time.perf_counter() - start)
        return statistics.median(times)

    return run("import waijiao") - run("pass")


def measure_study() -> float:
    """Return seconds from the seed article to the written study."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        wj.write_study(wj.analyze(wj.read_corpus(SEEDS)), Path(folder) / "study")
        return time.perf_counter() - start


def measure_coding() -> tuple[int, float, float, float]:
    """Return sentences, actors' and events' sentences a second, and the peak of memory in MB."""
    article = wj.read_corpus(SEEDS)
    documents = article.loc[article.index.repeat(COPIES)].reset_index(drop=True)
    documents["doc_id"] = [f"copy-{number}" for number in range(COPIES)]
    sentences = wj.split_sentences(documents)
    start = time.perf_counter()
    mentions = wj.find_actors(sentences)
    found = time.perf_counter()
    wj.code_events(sentences, mentions)
    coded = time.perf_counter()
    tracemalloc.start()
    wj.code_events(sentences, mentions)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return len(sentences), len(sentences) / (found - start), len(sentences) / (coded - found), peak


def measure_counting() -> tuple[int, float, float, float]:
    """Return tokens, millions of them counted a minute, and how many times as long as Counter and pandas this takes."""
    sentences = wj.split_sentences(wj.read_corpus(SEEDS))
    tokens = wj.segment(sentences)
    copies = 1_000_000 // len(tokens)
    many = tokens.loc[tokens.index.repeat(copies)].reset_index(drop=True)
    number = (many.index % copies).astype(str)
    many = many.assign(doc_id=many["doc_id"] + number, sent_id=many["sent_id"] + number)
    jobs = (
        lambda: wj.count_terms(many, stopwords=None),
        lambda: Counter(many["token"].tolist()),
        lambda: many.groupby("token").agg({"token_index": "size", "doc_id": "nunique", "sent_id": "nunique"}),
    )
    own, counter, grouped = (min(measure_job(job) for _ in range(3)) for job in jobs)
    return len(many), len(many) * 60e-6 / own, own / counter, own / grouped


def measure_job(job: Callable[[], object]) -> float:
    """Return the seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    print(f"import waijiao            {measure_import():6.2f} s")
    print(f"article to report         {measure_study():6.2f} s")
    count, actors, events, peak = measure_coding()
    print(f"actors                    {actors:6.0f} sentences/s   ({count} sentences)")
    print(f"events                    {events:6.0f} sentences/s   (peak {peak:.0f} MB beyond the tables)")
    tokens, counted, counter, grouped = measure_counting()
    print(f"terms                     {counted:6.0f} million tokens/min   ({tokens} tokens)")
    print(f"  time against Counter    {counter:6.1f}   (against a pandas groupby {grouped:.1f})")


if __name__ == "__main__":
    main()
