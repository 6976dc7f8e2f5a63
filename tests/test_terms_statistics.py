"""Keyness and collocations: equal to quanteda, scipy and the literature."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from waijiao.errors import InputError, TableError
from waijiao.tables import make_table
from waijiao.terms import score_collocations, score_keyness


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


def make_counts(**counts: int) -> pd.DataFrame:
    return make_tokens([word for word, count in counts.items() for _ in range(count)])


@pytest.fixture(scope="module")
def paragraphs(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))["tokens"]


@pytest.fixture(scope="module")
def oracle(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_statistics.json").read_text(encoding="utf-8"))


def test_keyness_of_the_article_agrees_with_quanteda(paragraphs, oracle):
    found = score_keyness(make_tokens(*paragraphs[:10]), make_tokens(*paragraphs[10:]), stopwords=None)
    rows = found.set_index("term")
    assert len(rows) == len(oracle["keyness_rows"]) == 507
    size, rest = rows["count_target"].sum(), rows["count_reference"].sum()
    for term, target, reference, yates, chi2, g2 in oracle["keyness_rows"]:
        row = rows.loc[term]
        assert (row["count_target"], row["count_reference"]) == (target, reference)
        assert row["chi2"] == pytest.approx(chi2, abs=1e-6)
        # quanteda adds 1e-9 to every logarithm's argument, which can change the sum by 3e-6.
        assert row["g2"] == pytest.approx(g2, abs=3e-6)
        # quanteda corrects only below 5 expected, and not at all where the correction would go below 0.
        few = min(size, rest) * (target + reference) / (size + rest) < 5
        apart = abs(target * (rest - reference) - reference * (size - target)) >= (size + rest) / 2
        if few and apart:
            assert row["chi2_yates"] == pytest.approx(yates, abs=1e-6)
        else:
            assert row["chi2"] == pytest.approx(yates, abs=1e-6)
            assert apart or row["chi2_yates"] == 0


def test_keyness_of_the_published_example():
    # b7 a3 against a7 b2.
    row = score_keyness(make_counts(b=7, a=3), make_counts(a=7, b=2)).set_index("term").loc["b"]
    assert row["chi2"] == pytest.approx(4.3371604938, abs=1e-9)
    assert row["chi2_yates"] == pytest.approx(2.6324382716, abs=1e-9)
    assert row["g2"] == pytest.approx(4.53493937026, abs=1e-7)
    assert row["log_ratio"] == pytest.approx(math.log2((7 / 10) / (2 / 9)))
    spread = 1.959964 * math.sqrt(1 / 7 - 1 / 10 + 1 / 2 - 1 / 9) / math.log(2)
    assert row["high"] - row["log_ratio"] == pytest.approx(spread, rel=1e-6)
    assert row["log_ratio"] - row["low"] == pytest.approx(spread, rel=1e-6)


def test_keyness_of_two_documents_agrees_with_the_literature():
    first = make_counts(a=3, b=2, c=6, d=1, e=1, f=1, g=1, h=2)
    second = make_counts(a=2, b=1, c=2, d=4, e=1, f=1, h=1)
    found = score_keyness(first, second).set_index("term")
    assert found.loc["g", "chi2"] == pytest.approx(0.731092437)
    assert found.loc["c", "chi2_yates"] == pytest.approx(0.467298378)
    assert found.loc["d", "chi2_yates"] == pytest.approx(-2.040247141)
    assert found.loc["g", "g2"] == pytest.approx(1.093291040, abs=1e-6)
    assert found.index[-1] == "d"


COUNTS = st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 9), min_size=1)


@settings(max_examples=40, deadline=None)
@given(COUNTS, COUNTS)
def test_keyness_agrees_with_scipy_and_changes_sign_with_the_sides(target, reference):
    found = score_keyness(make_counts(**target), make_counts(**reference)).set_index("term")
    size, rest = sum(target.values()), sum(reference.values())
    for term, row in found.iterrows():
        a, b = target.get(term, 0), reference.get(term, 0)
        table = [[a, b], [size - a, rest - b]]
        if size + rest == a + b:
            assert (row["g2"], row["chi2"], row["p"]) == (0, 0, 1)
            continue
        for name, how in (
            ("g2", {"correction": False, "lambda_": "log-likelihood"}),
            ("chi2", {"correction": False}),
            ("chi2_yates", {"correction": True}),
        ):
            expected = stats.chi2_contingency(table, **how)
            assert abs(row[name]) == pytest.approx(expected.statistic, abs=1e-9)
        assert row["low"] <= row["log_ratio"] <= row["high"]
    back = score_keyness(make_counts(**reference), make_counts(**target)).set_index("term")
    assert (found["g2"] + back["g2"][found.index]).abs().max() < 1e-9


def test_keyness_tests_only_what_is_frequent_enough():
    found = score_keyness(make_counts(谈判=30, 袭击=10, 石油=1), make_counts(谈判=10, 袭击=30)).set_index("term")
    assert found["testable"].to_dict() == {"谈判": True, "袭击": True, "石油": False}
    assert math.isnan(found.loc["石油", "q"])
    tested = found[found["testable"]]
    assert tested["q"].tolist() == pytest.approx(stats.false_discovery_control(tested["p"]).tolist())


def test_keyness_orders_by_the_measure_and_leaves_out_rare_terms():
    target, reference = make_counts(谈判=30, 石油=2, 的=9), make_counts(谈判=10, 袭击=3, 的=9)
    assert score_keyness(target, reference, measure="log_ratio")["term"].tolist() == ["石油", "谈判", "袭击"]
    assert score_keyness(target, reference, min_count=3)["term"].tolist() == ["谈判", "袭击"]
    # Stopwords are left out of the table, not of the sizes.
    kept = score_keyness(target, reference, stopwords=None).set_index("term")
    assert kept.loc["谈判", "g2"] == score_keyness(target, reference).set_index("term").loc["谈判", "g2"]


def test_keyness_refuses_empty_sides_and_unknown_measures():
    with pytest.raises(InputError, match="`reference` holds no token of the kinds word, name, latin"):
        score_keyness(make_counts(谈判=1), make_tokens("。/punct"))
    with pytest.raises(InputError, match="Did you mean 'chi2'"):
        score_keyness(make_counts(a=1), make_counts(a=1), measure="chi")
    with pytest.raises(TableError, match="`tokens` lacks the columns"):
        score_keyness(pd.DataFrame({"token": []}), make_counts(a=1))


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
