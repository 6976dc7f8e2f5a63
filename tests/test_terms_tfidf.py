"""tf-idf: the weights of scikit-learn and of quanteda."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import score_tfidf


def make_tokens(*documents: list[str] | str) -> pd.DataFrame:
    rows = [
        {"sent_id": f"d{number:02d}:s000", "token_index": index, "doc_id": f"d{number:02d}", "start": 0, "end": 0}
        | {"token": word, "kind": "word"}
        for number, document in enumerate(documents)
        for index, word in enumerate(document.split() if isinstance(document, str) else document)
    ]
    return make_table("tokens", rows)


def read_oracle(root, name):
    return json.loads((root / "tests" / "oracles" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def paragraphs(root):
    return make_tokens(*read_oracle(root, "quanteda_article.json")["tokens"])


def test_every_variant_agrees_with_scikit_learn(paragraphs, root):
    oracle = read_oracle(root, "sklearn_tfidf.json")
    assert len(oracle["rows"]) == 12
    for smooth_idf, sublinear_tf, norm, whole, *sums in oracle["rows"]:
        variant = {"smooth_idf": smooth_idf, "sublinear_tf": sublinear_tf, "norm": norm}
        weights = score_tfidf(paragraphs, stopwords=None, **variant)
        assert weights["tfidf"].sum() == pytest.approx(whole, abs=1e-6)
        of_terms = weights.groupby("term")["tfidf"].sum()
        assert of_terms[oracle["terms"]].tolist() == pytest.approx(sums, abs=1e-6)


def test_unnormalised_weights_hold_those_of_quanteda(paragraphs, root):
    # quanteda: count * log10(n / df); ours without smoothing: count * (ln(n / df) + 1).
    weights = score_tfidf(paragraphs, stopwords=None, smooth_idf=False, norm=None)
    sums = ((weights["tfidf"] - weights["count"]) / math.log(10)).groupby(weights["term"]).sum()
    for term, expected in read_oracle(root, "quanteda_statistics.json")["tfidf_rows"]:
        assert sums[term] == pytest.approx(expected, abs=1e-6)


def test_documents_are_whatever_by_says_and_their_strongest_terms_come_first():
    tokens = make_tokens("谈判 谈判 停火", "袭击 停火", "袭击 停火")
    outlets = make_table("documents", [{"doc_id": f"d{i:02d}", "outlet": o} for i, o in enumerate("甲乙乙")])
    weights = score_tfidf(tokens, by="outlet", documents=outlets)
    assert list(weights.columns) == ["outlet", *CONTRACTS["tfidf"].columns]
    assert weights[["outlet", "term", "count", "doc_count"]].to_numpy().tolist() == [
        ["乙", "袭击", 2, 1],
        ["乙", "停火", 2, 2],
        ["甲", "谈判", 2, 1],
        ["甲", "停火", 1, 2],
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=6), min_size=1, max_size=4))
def test_norms_add_up_to_one_and_order_of_documents_is_irrelevant(documents):
    tokens = make_tokens(*documents)
    for norm, power in (("l1", 1), ("l2", 2)):
        weights = score_tfidf(tokens, norm=norm, stopwords=None)
        assert (weights["tfidf"] ** power).groupby(weights["doc_id"]).sum().tolist() == pytest.approx(
            [1] * len(documents)
        )
        assert score_tfidf(tokens[::-1], norm=norm, stopwords=None).equals(weights)


def test_no_tokens_give_no_weights():
    assert score_tfidf(make_tokens()).columns.tolist() == ["doc_id", *CONTRACTS["tfidf"].columns]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"by": []}, "`by` is empty"), ({"norm": "max"}, "`norm` is 'max'; choose one of 'l1', 'l2'")],
)
def test_score_tfidf_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        score_tfidf(make_tokens("谈判"), **arguments)
