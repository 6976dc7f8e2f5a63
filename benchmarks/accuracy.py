"""How well the coder does on reference sets: per set and level, per construction, per category.

    python benchmarks/accuracy.py GOLD.jsonl [MORE.jsonl ...]

A reference set holds one sentence a line as ``waijiao.read_annotations`` reads it, with ``text`` and, where known,
``date``. A construction's row counts the sentences that show its mark (被 for the passive, 对 for the coverb ...); one
sentence may show several. Nothing here is used by the package.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

import pandas as pd

import waijiao as wj

CONSTRUCTIONS = {
    "passive": re.compile("被|遭|受到|得到|获得"),
    "coverb": re.compile("对|向|针对|为.{1,12}提供"),
    "reciprocal": re.compile("与|同|和|双方|两国|会谈|会晤|谈判|磋商"),
    "negation": re.compile("不|没有|未|无法|拒绝|否认|反对"),
    "quotation": re.compile("[“「『]"),
    "reported speech": re.compile("称|表示|说|指出|宣布|强调|透露"),
    "nominal": re.compile("的(?:袭击|空袭|攻击|制裁|支持|援助|指责|谴责|谈判|合作|斡旋|威胁|要求)"),
    "headline": re.compile(r"^[^。！？；]*$"),
    "traditional script": re.compile("[國與對為會談請軍東發讓說還關聯]"),
}


def read_rows(path: Path) -> list[dict[str, object]]:
    """Return the lines of one set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def code(rows: list[dict[str, object]]) -> wj.Coding:
    """Return our coding of the sentences, each a document of its own."""
    table = pd.DataFrame({name: [str(row.get(name) or "") for row in rows] for name in ("sid", "text", "date")})
    documents = wj.read_corpus(table)
    ids = documents["doc_id"].tolist()
    numbers = range(len(ids))
    sentences = pd.DataFrame({"sent_id": ids, "doc_id": ids, "sent_index": 0, "par_index": numbers, "zone": "body"})
    sentences = sentences.assign(text=documents["text"].tolist())
    mentions = wj.find_actors(sentences)
    return wj.summarize_coding(sentences, mentions, wj.code_events(sentences, mentions, documents))


def restrict(coding: wj.Coding, ids: set[str]) -> wj.Coding:
    """Return a coding's part on some sentences."""
    return wj.Coding(*(table[table["sent_id"].isin(ids)] for table in coding))


def print_scores(title: str, gold: wj.Coding, ours: wj.Coding) -> None:
    """Print one row: precision and recall of directed pairs, then F1 level by level."""
    scores = wj.compare_coding(gold, ours).set_index("level")
    row = scores.loc["directed"]
    number = int(row["hits"] + row["missed"])
    levels = " ".join(f"{name} {scores.loc[name, 'f1']:.3f}" for name in scores.index)
    print(f"{title:<22} n {number:>4}  P {row['precision']:.3f} R {row['recall']:.3f}  {levels}")


def main(paths: list[Path]) -> None:
    """Score each set, then all of them by construction and category."""
    rows = []
    for path in paths:
        own = read_rows(path)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, path.name)
            copy.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in own), encoding="utf-8")
            gold = wj.read_annotations(copy)
        print_scores(path.stem, gold, code(own))
        rows += own
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "all.jsonl")
        copy.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        gold = wj.read_annotations(copy)
    ours = code(rows)
    print_scores("all sets", gold, ours)
    print("\nby construction")
    for name, mark in CONSTRUCTIONS.items():
        ids = {str(row["sid"]) for row in rows if mark.search(str(row["text"]))}
        print_scores(name, restrict(gold, ids), restrict(ours, ids))
    print("\nby category")
    print(wj.compare_coding(gold, ours, by="category").round(3).to_string(index=False))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
