"""Dispersion: the values of the literature, and what every measure of evenness has to hold."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import score_dispersion


def make_parts(*parts: str | list[str]) -> pd.DataFrame:
    """One document per part."""
    rows = [
        {"sent_id": f"d{number:02d}:s000", "token_index": index, "doc_id": f"d{number:02d}", "start": 0, "end": 0}
        | {"token": word, "kind": "word"}
        for number, part in enumerate(parts)
        for index, word in enumerate(part)
    ]
    return make_table("tokens", rows)


def spread(counts: list[int], size: int = 10) -> pd.Series:
    """The term 甲 so often in each of several parts of one size."""
    tokens = make_parts(*("甲" * count + "乙" * (size - count) for count in counts))
    return score_dispersion(tokens, stopwords=None).set_index("term").loc["甲"]


@pytest.mark.parametrize(
    ("counts", "measure", "published"),
    [
        ([2, 1, 1, 1, 0], "carroll_d2", 0.8277),  # Carroll 1970, p. 13
        ([0, 4, 3, 2, 1], "juilland_d", 0.6464),  # Carroll 1970, p. 14
        ([3, 3, 3], "dp", 0),  # Gries 2008, p. 416
        ([2, 1, 0], "dp_norm", 0.5),  # Lijffijt and Gries 2012, p. 148
    ],
)
def test_dispersion_of_the_literature(counts, measure, published):
    assert round(spread(counts)[measure], 4) == published


def test_dispersion_of_gries_own_corpus():
    # Gries 2008, p. 406: five parts of 9, 10, 10, 10 and 11 words, a in 1, 2, 3, 4 and 5 places.
    words = "b a m n i b e u p|b a s a t b e w q n|b c a g a b e s t a|b a g h a b e a a t|b a h a a b e a x a t"
    tokens = make_parts(*(part.split() for part in words.split("|")))
    row = score_dispersion(tokens, stopwords=None).set_index("term").loc["a"]
    shares, parts = [9 / 50, 0.2, 0.2, 0.2, 11 / 50], [1 / 15, 2 / 15, 3 / 15, 4 / 15, 5 / 15]
    assert (row["count"], row["parts"]) == (15, 5)
    # Gries 2008, p. 416: .18
    assert round(row["dp"], 2) == 0.18
    assert row["dp"] == pytest.approx(sum(abs(v - s) for v, s in zip(parts, shares, strict=True)) / 2)
    # Frequencies are relative to the parts' sizes, so that a long part is no crowd.
    relative = [v * 15 / (s * 50) for v, s in zip(parts, shares, strict=True)]
    p = [value / sum(relative) for value in relative]
    assert row["carroll_d2"] == pytest.approx(-sum(v * math.log2(v) for v in p) / math.log2(5))
    # Gries 2008, p. 408: .785
    assert round(row["juilland_d"], 3) == 0.785


def test_parts_are_whatever_by_says_and_only_those_with_tokens_count():
    tokens = make_parts("甲甲", "甲乙", "乙乙", "。")
    tokens.loc[tokens["token"] == "。", "kind"] = "punct"
    assert score_dispersion(tokens, stopwords=None).set_index("term").loc["甲", "dp"] == pytest.approx(1 / 3)
    outlets = make_table("documents", [{"doc_id": f"d{i:02d}", "outlet": name} for i, name in enumerate("子丑丑丑")])
    found = score_dispersion(tokens, by="outlet", documents=outlets, stopwords=None).set_index("term")
    assert found.loc["甲", ["count", "parts", "dp"]].tolist() == pytest.approx([3, 2, 1 / 3])
    assert score_dispersion(tokens, min_count=4, stopwords=None).empty


def test_a_single_part_spreads_nothing():
    row = spread([3])
    assert (row["parts"], row["dp"]) == (1, 0)
    assert row[["dp_norm", "juilland_d", "carroll_d2"]].isna().all()
    assert score_dispersion(make_parts()).dtypes.astype(str).to_dict() == {
        column: CONTRACTS["dispersion"].dtype(column) for column in CONTRACTS["dispersion"].columns
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=8), min_size=2, max_size=5))
def test_dispersion_is_bounded_and_order_of_parts_is_irrelevant(parts):
    tokens = make_parts(*parts)
    found = score_dispersion(tokens, stopwords=None)
    for column in ("dp", "dp_norm", "juilland_d", "carroll_d2"):
        assert found[column].between(-1e-12, 1 + 1e-12).all()
    assert found["count"].sum() == len(tokens)
    assert score_dispersion(tokens[::-1], stopwords=None).equals(found)
    sizes = [len(part) for part in parts]
    for row in found.itertuples():
        held = [part.count(row.term) for part in parts]
        shares = [abs(h / row.count - s / sum(sizes)) for h, s in zip(held, sizes, strict=True)]
        assert row.dp == pytest.approx(sum(shares) / 2, abs=1e-12)
        relative = pd.Series([h / s for h, s in zip(held, sizes, strict=True)])
        expected = 1 - relative.std(ddof=0) / relative.mean() / math.sqrt(len(parts) - 1)
        assert row.juilland_d == pytest.approx(expected, abs=1e-7)


def test_score_dispersion_needs_parts():
    with pytest.raises(InputError, match="`by` is empty; give the column whose values are the parts"):
        score_dispersion(make_parts("甲"), by=[])
