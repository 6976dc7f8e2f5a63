"""The floor for the event coder: the first actor acts on the second, the first cue word says how.

Run with ``python benchmarks/naive.py INPUT.jsonl OUTPUT.jsonl``; score it as ``waijiao code`` is scored.
"""

import sys
from pathlib import Path

import pandas as pd

import waijiao as wj
from waijiao.tables import make_table
from waijiao.validation import write_annotations


def code_naively(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return one actual event per sentence that names two actors and holds a cue."""
    lexicon = wj.read_event_lexicon()
    named = mentions[mentions["role"].isin(["actor", "place", "party"])]
    actors = named.groupby("sent_id")["principal"].agg(lambda column: list(dict.fromkeys(column))).to_dict()
    rows = []
    for sent_id, doc_id, text in sentences[["sent_id", "doc_id", "text"]].itertuples(index=False, name=None):
        match = next((match for match in lexicon.find_matches(text) if match.cues), None)
        if match is None or len(actors.get(sent_id, [])) < 2:
            continue
        cue, (source, target) = match.cues[0], actors[sent_id][:2]
        rows.append(
            {"doc_id": doc_id, "sent_id": sent_id, "source": source, "target": target, "category": cue.category.name,
             "quad": cue.category.quad, "score": cue.category.score, "goldstein": cue.category.goldstein,
             "polarity": cue.category.polarity, "intensity": cue.intensity, "modality": "actual", "mutual": False,
             "channel": False, "quoted": False, "cue": cue.text, "start": match.start, "end": match.end}
        )  # fmt: skip
    return make_table("events", rows)


def main() -> None:
    """Code the first file given into the second."""
    documents = wj.read_corpus(sys.argv[1])
    sentences = wj.split_sentences(documents)
    mentions = wj.find_actors(sentences)
    records = documents.assign(sent_id=documents["doc_id"])
    write_annotations(records, mentions, code_naively(sentences, mentions), Path(sys.argv[2]), by="doc_id")


if __name__ == "__main__":
    main()
