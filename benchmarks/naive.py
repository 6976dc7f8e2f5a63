"""The floor for the event coder: the first actor acts on the second, the first cue word says how.

Run with ``python benchmarks/naive.py INPUT.jsonl OUTPUT.jsonl``; score it as ``waijiao code`` is scored.
"""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

import waijiao as wj
from waijiao.events.knowledge import Cue
from waijiao.tables import make_table
from waijiao.validation import write_annotations


def describe_event(cue: Cue, **fields: object) -> dict[str, Any]:
    """Return an event's row: what the cue says of its kind, and the fields given."""
    kind = cue.category
    known = {"quad": kind.quad, "score": kind.score, "goldstein": kind.goldstein, "polarity": kind.polarity}
    unknown = {"mutual": False, "channel": False, "quoted": False, "modality": "actual"}
    return {"category": kind.name, "intensity": cue.intensity, "cue": cue.text, **known, **unknown, **fields}


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
        source, target = actors[sent_id][:2]
        place = {"doc_id": doc_id, "sent_id": sent_id, "start": match.start, "end": match.end}
        rows.append(describe_event(match.cues[0], source=source, target=target, **place))
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
