"""Collocations and sequences of words: equal to quanteda, scipy and the literature."""

import itertools
import json
import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import count_ngrams, score_collocations, score_ngrams
from waijiao.terms.associations import score_associations


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


def test_words_near_a_word_of_the_article_agree_with_quanteda(paragraphs, oracle):
    tokens = make_tokens(*paragraphs)
    near = {}
    for node in dict.fromkeys(first for first, _, _ in oracle["fcm_rows"]):
        found = score_collocations(tokens, window=5, side="both", node=node, stopwords=None, min_count=1)
        assert set(found["first"]) == {node}
        near |= dict(zip(zip(found["first"], found["second"], strict=True), found["count"], strict=True))
    assert len(oracle["fcm_rows"]) == 64
    for first, second, count in oracle["fcm_rows"]:
        assert near.get((first, second), 0) == count
    assert near["卡塔尔", "哈马斯"] == 7


def test_collocations_agree_with_quantedas_own_test():
    texts = "i like good ice cream ./punct", "me too !/punct i like good ice cream ./punct"
    found = score_collocations(make_tokens(*texts), stopwords=None)
    assert sorted(found["first"] + " " + found["second"]) == ["good ice", "i like", "ice cream", "like good"]
    assert found["log_odds"].tolist() == pytest.approx([4.317488] * 4, abs=1e-6)
    assert found["z"].tolist() == pytest.approx([2.027787] * 4, abs=1e-6)


def make_cells(both: int, first: int, second: int, n: int) -> np.ndarray:
    """Cells from the counts of both words together, of each, and of everything."""
    return np.array([[n - first - second + both], [first - both], [second - both], [both]], dtype=float)


@pytest.mark.parametrize(
    ("cells", "measure", "published"),
    [
        (make_cells(10, 13, 10, 31777), "g2", 167.23),  # Dunning 1993, p. 72
        (make_cells(8, 1105, 44, 15_000_000), "mi", 11.3),  # Church and Hanks 1990, p. 24
        (make_cells(8, 15828, 4675, 14_307_668), "t_score", 0.999932),  # Manning and Schütze 1999, p. 164
        (make_cells(10, 10, 10, 100), "npmi", 1),  # Bouma 2009, p. 36
        (make_cells(1, 10, 10, 100), "npmi", 0),
    ],
)
def test_associations_of_the_literature(cells, measure, published):
    digits = len(str(published).partition(".")[2])
    assert round(float(score_associations(cells)[measure][0]), digits) == published


def test_log_dice_of_the_literature():
    # Smadja et al. 1996, p. 13: Dice .08.
    found = score_associations(make_cells(130, 3121, 143, 1_000_000))["log_dice"]
    assert round(2 ** (float(found[0]) - 14), 2) == 0.08


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
    assert row["t_score"] == pytest.approx((2 - 1) / math.sqrt(2))
    assert row["z_score"] == pytest.approx(2 - 1)
    assert (row["mi"], row["mi3"]) == (pytest.approx(1), pytest.approx(3))
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


def test_a_window_counts_every_token_and_ends_with_the_sentence():
    tokens = make_tokens("谈判 ，/punct 的 破裂", "战争")
    near = [score_collocations(tokens, window=window, min_count=1) for window in (2, 3, 9)]
    assert [len(found) for found in near] == [0, 1, 1]
    assert near[1][["first", "second", "n"]].to_numpy().tolist() == [["谈判", "破裂", 3]]
    assert near[2]["n"].tolist() == [3]


def test_both_sides_hold_each_pair_once_and_those_of_a_node_first():
    tokens = make_tokens("乙 甲 丙", "甲 乙")
    right = score_collocations(tokens, stopwords=None, min_count=1)
    assert sorted(right["first"] + right["second"]) == ["乙甲", "甲丙", "甲乙"]
    both = score_collocations(tokens, stopwords=None, min_count=1, side="both")
    pairs = dict(zip(both["first"] + both["second"], both["count"], strict=True))
    assert pairs == {"丙甲": 1, "乙甲": 2}
    around = score_collocations(tokens, stopwords=None, min_count=1, side="both", node="甲")
    assert around[["first", "second", "count", "count_first", "n"]].to_numpy().tolist() == [
        ["甲", "乙", 2, 3, 6],
        ["甲", "丙", 1, 3, 6],
    ]
    assert score_collocations(tokens, stopwords=None, min_count=1, node="丙").empty


def test_a_word_beside_itself_counts_from_both_ends():
    # The window of the published example: A stands within 3 of another A twice.
    tokens = make_tokens("A D A C E A D F E B A C E D")
    found = score_collocations(tokens, window=3, side="both", node="A", stopwords=None, min_count=1)
    assert dict(zip(found["second"], found["count"], strict=True)) == {"A": 4, "B": 1, "C": 4, "D": 4, "E": 5, "F": 2}


def test_folded_scripts_are_one_word_of_a_pair():
    tokens = make_tokens("談判 破裂", "谈判 破裂")
    assert score_collocations(tokens).empty
    assert score_collocations(tokens, fold=True)[["first", "second", "count"]].to_numpy().tolist() == [
        ["谈判", "破裂", 2]
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "pmi"}, "Did you mean 'npmi'"),
        ({"min_count": 0}, "`min_count` is 0"),
        ({"window": 0}, "`window` is 0"),
        ({"side": "left"}, "`side` is 'left'; choose one of 'right', 'both'"),
        ({"node": "破烈"}, "`node` is '破烈', which is no word of these tokens"),
        ({"kinds": ["x"]}, "`kinds`"),
    ],
)
def test_score_collocations_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        score_collocations(make_tokens("谈判 破裂"), **arguments)


def test_sequences_are_counted_as_in_quantedas_own_tests():
    texts = (
        "a b c ./punct a b c ./punct a b c ./punct a b c",
        "a b ./punct a b ./punct a b ./punct a b ./punct a b",
    )
    tokens = make_tokens(*texts)
    pairs, triples = (count_ngrams(tokens, size=size, stopwords=None) for size in (2, 3))
    assert pairs[["ngram", "count", "doc_count"]].to_numpy().tolist() == [["a b", 9, 2], ["b c", 4, 1]]
    assert triples[["ngram", "count"]].to_numpy().tolist() == [["a b c", 4]]
    assert triples.loc[0, "per_million"] == pytest.approx(4e6 / 22)


def test_sequences_are_counted_by_group_without_stopwords():
    tokens = make_tokens("人道 援助 的 物资", "人道 援助 抵达")
    whole = count_ngrams(tokens)
    assert whole[["ngram", "count"]].to_numpy().tolist() == [["人道 援助", 2], ["援助 抵达", 1]]
    outlets = make_table("documents", [{"doc_id": "d000", "outlet": "甲报"}, {"doc_id": "d001", "outlet": "乙报"}])
    apart = count_ngrams(tokens, by="outlet", documents=outlets, min_count=1)
    assert apart[["outlet", "ngram", "count"]].to_numpy().tolist() == [
        ["乙报", "人道 援助", 1],
        ["乙报", "援助 抵达", 1],
        ["甲报", "人道 援助", 1],
    ]
    assert count_ngrams(tokens, min_count=2)["ngram"].tolist() == ["人道 援助"]
    assert count_ngrams(tokens, size=9).empty
    assert count_ngrams(make_tokens()).columns.tolist() == list(CONTRACTS["ngrams"].columns)


WORDS = st.lists(st.lists(st.sampled_from(["甲", "乙", "丙", "。/punct"]), max_size=9), min_size=1, max_size=3)


def list_runs(sentences: list[list[str]], size: int) -> list[tuple[str, ...]]:
    runs = (tuple(words[i : i + size]) for words in sentences for i in range(len(words) - size + 1))
    return [run for run in runs if "。/punct" not in run]


@settings(max_examples=30, deadline=None)
@given(WORDS, st.integers(2, 4))
def test_sequences_are_counted_and_scored_as_by_brute_force(sentences, size):
    tokens, runs = make_tokens(*sentences), list_runs(sentences, size)
    counted = count_ngrams(tokens, size=size, stopwords=None)
    assert dict(zip(counted["ngram"], counted["count"], strict=True)) == {
        " ".join(run): n for run, n in Counter(runs).items()
    }
    scored = score_ngrams(tokens, size=size, stopwords=None, min_count=1).set_index("ngram")
    assert sorted(scored.index) == sorted(counted["ngram"])
    assert score_ngrams(tokens[::-1], size=size, stopwords=None, min_count=1).set_index("ngram").equals(scored)
    for name, row in scored.iterrows():
        run = name.split()
        cells = Counter(tuple(a == b for a, b in zip(other, run, strict=True)) for other in runs)
        patterns = list(itertools.product([False, True], repeat=size))
        observed = np.array([cells[pattern] for pattern in patterns]) + 0.5
        # The saturated log-linear model: an intercept, every word, every combination of words.
        design = np.array([[all(p[i] for i in range(size) if m[i]) for m in patterns] for p in patterns], dtype=float)
        assert row["log_odds"] == pytest.approx(np.linalg.solve(design, np.log(observed))[-1], abs=1e-9)
        error = math.sqrt(np.linalg.inv(design.T @ (observed[:, None] * design))[-1, -1])
        assert row["z"] == pytest.approx(row["log_odds"] / error, abs=1e-9)
        shares = [sum(other[i] == run[i] for other in runs) / len(runs) for i in range(size)]
        assert row["expected"] == pytest.approx(math.prod(shares) * len(runs))
        assert row["n"] == len(runs)


@settings(max_examples=20, deadline=None)
@given(WORDS)
def test_sequences_of_two_are_collocations(sentences):
    tokens = make_tokens(*sentences)
    pairs = score_collocations(tokens, stopwords=None, min_count=1)
    phrases = score_ngrams(tokens, size=2, stopwords=None, min_count=1)
    pairs = pairs.assign(ngram=pairs["first"] + " " + pairs["second"]).set_index("ngram")[phrases.columns.drop("ngram")]
    pd.testing.assert_frame_equal(pairs.sort_index(), phrases.set_index("ngram").sort_index())


def test_sequences_with_stopwords_are_left_out_of_the_table_only():
    tokens = make_tokens("人道 援助 的 物资", "人道 援助 抵达 加沙", "人道 援助 抵达 加沙")
    found = score_ngrams(tokens)
    assert found["ngram"].tolist() == ["人道 援助 抵达", "援助 抵达 加沙"]
    assert found["n"].tolist() == [6, 6]
    assert score_ngrams(make_tokens()).dtypes.astype(str).to_dict() == {
        column: CONTRACTS["phrases"].dtype(column) for column in CONTRACTS["phrases"].columns
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"size": 1}, "`size` is 1; give 2 to 5 words"),
        ({"size": 6}, "`size` is 6; give 2 to 5 words"),
        ({"measure": "chi2"}, "`measure` is 'chi2'; choose one of 'g2'"),
        ({"min_count": 0}, "`min_count` is 0"),
    ],
)
def test_score_ngrams_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        score_ngrams(make_tokens("谈判 破裂"), **arguments)
