"""Three means of coding events, on the same sentences with the same actors: what each finds, how fast, how large.

    python benchmarks/means.py GOLD.jsonl [MORE.jsonl ...]

Naive word order (``naive.py``), subject–verb–object over tagged words (``tagged.py``), and the package's grammar. Each
runs in a process of its own: processor time of one core for coding alone, the best of three runs behind one to warm up,
and the peak of resident memory with what all three share (the lexicons, the tables). ``docs/accuracy.md`` tells what
else was compared.
"""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from accuracy import read_rows
from naive import code_naively
from tagged import code_by_tags

import waijiao as wj

LEVELS = ["directed", "polarity", "quad", "category", "modality", "claimed_by"]
MEANS = ("naive word order", "tagged words", "the grammar")


def measure(path: Path, mean: str) -> dict[str, object]:
    """Return a mean's scores on one set, sentences a second and megabytes."""
    rows = read_rows(path)
    table = pd.DataFrame({name: [str(row.get(name) or "") for row in rows] for name in ("sid", "text", "date")})
    documents = wj.read_corpus(table)
    ids = documents["doc_id"].tolist()
    sentences = pd.DataFrame({"sent_id": ids, "doc_id": ids, "text": documents["text"].tolist()})
    mentions = wj.find_actors(sentences)
    coders = (
        lambda: code_naively(sentences, mentions),
        lambda: code_by_tags(sentences, mentions),
        lambda: wj.code_events(sentences, mentions, documents),
    )
    code = coders[MEANS.index(mean)]
    events, times = code(), []
    for _ in range(3):
        start = time.process_time()
        code()
        times.append(time.process_time() - start)
    found = wj.summarize_coding(sentences, mentions, events)
    scores = wj.compare_coding(wj.read_annotations(path), found).set_index("level")
    figures = {"P": scores.loc["directed", "precision"], "R": scores.loc["directed", "recall"]}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"set": path.stem, "mean": mean, **figures, **scores.loc[LEVELS, "f1"].to_dict(),
            "sentences/s": round(len(rows) / min(times)), "MB": memory}  # fmt: skip


def main(paths: list[Path]) -> None:
    """Print one row per set and mean."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        tasks = [pool.submit(measure, path, mean) for path in paths for mean in MEANS]
        print(pd.DataFrame([task.result() for task in tasks]).round(3).to_string(index=False))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
