"""Lexical diversity: the values of quanteda and of its own tests."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import score_diversity


def make_tokens(*documents: list[str] | str) -> pd.DataFrame:
    rows = [
        {"sent_id": f"p{number + 1:02d}:s000", "token_index": index, "doc_id": f"p{number + 1:02d}", "start": 0}
        | {"end": 0, "token": word, "kind": "word"}
        for number, document in enumerate(documents)
        for index, word in enumerate(document.split() if isinstance(document, str) else document)
    ]
    return make_table("tokens", rows)


def score_one(text: str, **options: object) -> pd.Series:
    return score_diversity(make_tokens(text), **options).iloc[0]


def test_diversity_of_every_paragraph_agrees_with_quanteda(root):
    folder = root / "tests" / "oracles"
    tokens = json.loads((folder / "quanteda_article.json").read_text(encoding="utf-8"))["tokens"]
    rows = json.loads((folder / "quanteda_statistics.json").read_text(encoding="utf-8"))["lexdiv_rows"]
    found = score_diversity(make_tokens(*tokens))
    assert found["doc_id"].tolist() == [row[0] for row in rows]
    measures = found[["ttr", "herdan_c", "guiraud_r", "yule_k"]].to_numpy()
    for own, (_, *expected) in zip(measures, rows, strict=True):
        assert own.tolist() == pytest.approx(expected, abs=1e-6)


def test_diversity_agrees_with_quantedas_own_tests():
    first, second = score_one("b a b a b a b a"), score_one("a a b b")
    assert (first["ttr"], second["ttr"]) == (0.25, 0.5)
    assert (first["cttr"], second["cttr"]) == (pytest.approx(2 / math.sqrt(16)), pytest.approx(2 / math.sqrt(8)))
    # quanteda's Maas is the root, with decimal logarithms.
    assert math.sqrt(first["maas"] * math.log(10)) == pytest.approx(
        math.sqrt((math.log10(8) - math.log10(2)) / math.log10(8) ** 2)
    )
    text = "one one two one one two one"
    windows = {2: (1 / 2 + 1 + 1 + 1 / 2 + 1 + 1) / 6, 3: 2 / 3, 4: 2 / 4, 7: 2 / 7}
    for window, expected in windows.items():
        assert score_one(text, window=window)["mattr"] == pytest.approx(expected)
    assert math.isnan(score_one(text, window=8)["mattr"])


def test_diversity_by_hand():
    row = score_one("a a a b b c")
    assert row[["tokens", "types", "hapaxes"]].tolist() == [6, 3, 1]
    assert row["yule_k"] == pytest.approx(1e4 * (9 + 4 + 1 - 6) / 36)
    assert row["simpson_d"] == pytest.approx((3 * 2 + 2 * 1) / (6 * 5))


def test_groups_and_kinds_are_those_of_count_terms():
    tokens = make_tokens("談判 谈判", "谈判 袭击 的")
    together = score_diversity(tokens, by=None, fold=True)
    assert together.columns.tolist() == list(CONTRACTS["diversity"].columns)
    assert together[["tokens", "types"]].to_numpy().tolist() == [[5, 3]]
    assert score_diversity(tokens, stopwords="default")["tokens"].tolist() == [2, 2]
    numbers = tokens.assign(kind=["word", "word", "number", "number", "number"])
    empty = score_diversity(numbers)
    assert empty["tokens"].tolist() == [2, 0]
    assert empty.iloc[1][["ttr", "mattr"]].isna().all()
    assert score_diversity(make_tokens()).empty


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=12), st.integers(1, 12))
def test_moving_average_agrees_with_brute_force(words, window):
    row = score_diversity(make_tokens(words), window=window).iloc[0]
    ratios = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    if ratios:
        assert row["mattr"] == pytest.approx(sum(ratios) / len(ratios))
    else:
        assert math.isnan(row["mattr"])
    assert row["ttr"] == len(set(words)) / len(words)


def test_score_diversity_refuses_an_empty_window():
    with pytest.raises(InputError, match="`window` is 0; give a whole number from 1"):
        score_one("谈判", window=0)
