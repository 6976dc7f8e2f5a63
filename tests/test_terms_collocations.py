"""Collocations: equal to quanteda, scipy and the literature."""

import json
import math

import pandas as pd
import pytest
from scipy import stats

from waijiao.errors import InputError
from waijiao.tables import make_table
from waijiao.terms import score_collocations


def make_tokens(*sentences: list[str] | str) -> pd.DataFrame:
    """One document per sentence; a word may be written word/kind."""
    rows = []
    for number, sentence in enumerate(sentences):
        for index, word in enumerate(sentence.split() if isinstance(sentence, str) else sentence):
            token, _, kind = word.partition("/")
            rows.append(
                {"sent_id": f"d{number:03d}:s000", "token_index": index, "doc_id": f"d{number:03d}", "start": 0}
                | {"end": 0, "token": token, "kind": kind or "word"}
            )
    return make_table("tokens", rows)


@pytest.fixture(scope="module")
def paragraphs(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))["tokens"]


@pytest.fixture(scope="module")
def oracle(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_statistics.json").read_text(encoding="utf-8"))


def test_collocations_of_the_article_agree_with_quanteda(paragraphs, oracle):
    found = score_collocations(make_tokens(*paragraphs), stopwords=None, measure="z")
    rows = found.set_index(found["first"] + " " + found["second"])
    assert len(rows) == len(oracle["collocation_rows"]) == 50
    for pair, count, log_odds, z in oracle["collocation_rows"]:
        assert rows.loc[pair, "count"] == count
        assert rows.loc[pair, "log_odds"] == pytest.approx(log_odds, abs=1e-6)
        assert rows.loc[pair, "z"] == pytest.approx(z, abs=1e-6)
    assert found["z"].round(9).is_monotonic_decreasing


def test_collocation_measures_by_hand():
    # Six pairs; 人道 begins 3 of them, 援助 ends 2, both together 2: expected 1.
    row = score_collocations(
        make_tokens("人道 援助", "人道 援助", "人道 危机", "经济 危机", "经济 合作", "经济 合作")
    ).iloc[0]
    assert row[["first", "second", "count", "count_first", "count_second", "n"]].tolist() == [
        "人道",
        "援助",
        2,
        3,
        2,
        6,
    ]
    assert row["expected"] == pytest.approx(1)
    assert row["npmi"] == pytest.approx(math.log(2) / -math.log(2 / 6))
    assert row["log_dice"] == pytest.approx(14 + math.log2(4 / 5))
    expected = stats.chi2_contingency([[2, 1], [0, 3]], correction=False, lambda_="log-likelihood")
    assert row["g2"] == pytest.approx(expected.statistic)


def test_neighbours_stand_in_one_sentence_with_nothing_between():
    tokens = make_tokens("谈判 破裂 ，/punct 战争", "爆发 谈判")
    found = score_collocations(tokens, min_count=1)
    assert found[["first", "second"]].to_numpy().tolist() == [["爆发", "谈判"], ["谈判", "破裂"]]
    assert score_collocations(tokens[::-1], min_count=1).equals(found)


def test_stopwords_leave_collocations_without_making_others_adjacent_and_names_stay():
    tokens = make_tokens("卡塔尔/name 的 天然气", "以/name 军方")
    found = score_collocations(tokens, min_count=1)
    assert found[["first", "second"]].to_numpy().tolist() == [["以", "军方"]]
    assert found.loc[0, "n"] == 3


def test_only_pair_of_a_corpus_is_tied_completely_and_nothing_gives_nothing():
    assert score_collocations(make_tokens("人道 援助"), min_count=1).loc[0, "npmi"] == 1
    assert score_collocations(make_tokens()).empty
    assert score_collocations(make_tokens("谈判")).empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "pmi"}, "Did you mean 'npmi'"),
        ({"min_count": 0}, "`min_count` is 0"),
        ({"kinds": ["x"]}, "`kinds`"),
    ],
)
def test_score_collocations_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        score_collocations(make_tokens("谈判 破裂"), **arguments)
