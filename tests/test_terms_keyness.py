"""Keyness: every measure equal to quanteda, scipy and the literature."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats.contingency import odds_ratio

from waijiao.errors import InputError, TableError
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import score_actor_keyness, score_keyness


def make_tokens(*sentences: list[str] | str) -> pd.DataFrame:
    """One document per sentence, characters counted without blanks; a word may be written word/kind."""
    rows = []
    for number, sentence in enumerate(sentences):
        place = 0
        for index, word in enumerate(sentence.split() if isinstance(sentence, str) else sentence):
            token, _, kind = word.partition("/")
            rows.append(
                {"sent_id": f"d{number:03d}:s000", "token_index": index, "doc_id": f"d{number:03d}", "start": place}
                | {"end": place + len(token), "token": token, "kind": kind or "word"}
            )
            place += len(token)
    return make_table("tokens", rows)


def make_counts(**counts: int) -> pd.DataFrame:
    return make_tokens([word for word, count in counts.items() for _ in range(count)])


def score_one(term: str, target: dict[str, int], reference: dict[str, int], **options: object) -> pd.Series:
    return score_keyness(make_counts(**target), make_counts(**reference), **options).set_index("term").loc[term]


@pytest.fixture(scope="module")
def sides(root):
    article = json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))["tokens"]
    return make_tokens(*article[:10]), make_tokens(*article[10:])


@pytest.fixture(scope="module")
def oracle(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_statistics.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def keyness(sides):
    return score_keyness(*sides, measure="odds_ratio", stopwords=None).set_index("term")


def is_corrected_by_quanteda(target: int, reference: int, size: int, rest: int) -> bool:
    """quanteda corrects only below 5 expected, and not at all where the correction would go beyond 0."""
    few = min(size, rest) * (target + reference) / (size + rest) < 5
    apart = abs(target * (rest - reference) - reference * (size - target)) >= (size + rest) / 2
    return few and apart


def test_keyness_of_the_article_agrees_with_quanteda(keyness, oracle):
    assert len(keyness) == len(oracle["keyness_rows"]) == 507
    size, rest = keyness["count_target"].sum(), keyness["count_reference"].sum()
    for term, target, reference, yates, chi2, g2 in oracle["keyness_rows"]:
        row = keyness.loc[term]
        assert (row["count_target"], row["count_reference"]) == (target, reference)
        assert row["chi2"] == pytest.approx(chi2, abs=1e-6)
        # quanteda adds 1e-9 to the argument of every logarithm, which adds up to 2e-9 for each token.
        assert abs(row["g2"]) == pytest.approx(abs(g2) - 2e-9 * (size + rest), abs=1e-6)
        assert math.copysign(1, row["g2"]) == math.copysign(1, g2)
        corrected = is_corrected_by_quanteda(target, reference, size, rest)
        assert row["chi2_yates" if corrected else "chi2"] == pytest.approx(yates, abs=1e-6)


def test_further_variants_of_the_article_agree_with_quanteda(keyness, oracle):
    assert len(oracle["variant_rows"]) == 507
    size, rest = keyness["count_target"].sum(), keyness["count_reference"].sum()
    for term, williams, yates, pmi, ratio, p_exact, p_g2, p_chi2 in oracle["variant_rows"]:
        row = keyness.loc[term]
        added = 2e-9 * (size + rest)
        assert abs(row["g2_williams"]) == pytest.approx(abs(williams) - added, abs=1e-6)
        # With the sign of the difference; what quanteda adds counts within it.
        corrected = is_corrected_by_quanteda(row["count_target"], row["count_reference"], size, rest)
        own = row["g2_yates" if corrected else "g2"]
        assert own == pytest.approx(yates - math.copysign(added, yates), abs=1e-6)
        # Where the target lacks the term, quanteda takes the logarithm of 1e-9.
        assert row["pmi"] == (-math.inf if pmi < -20 else pytest.approx(pmi, abs=1e-6))
        # R stops looking for the ratio at its fourth decimal.
        assert row["odds_ratio"] == (math.inf if ratio == "Inf" else pytest.approx(ratio, abs=2e-4))
        assert row["p"] == pytest.approx(p_exact, abs=1e-6)
        assert stats.chi2.sf(abs(row["g2"]) + added, 1) == pytest.approx(p_g2, abs=1e-6)
        assert stats.chi2.sf(abs(row["chi2"]), 1) == pytest.approx(p_chi2, abs=1e-6)


def test_keyness_of_the_published_example():
    # b7 a3 against a7 b2.
    row = score_one("b", {"b": 7, "a": 3}, {"a": 7, "b": 2}, measure="odds_ratio")
    assert row["chi2"] == pytest.approx(4.3371604938, abs=1e-9)
    assert row["chi2_yates"] == pytest.approx(2.6324382716, abs=1e-9)
    assert row["g2"] == pytest.approx(4.53493937026, abs=1e-7)
    assert row["odds_ratio"] == pytest.approx(7.166281974, abs=1e-4)
    assert row["log_ratio"] == pytest.approx(math.log2((7 / 10) / (2 / 9)))
    spread = 1.959964 * math.sqrt(1 / 7 - 1 / 10 + 1 / 2 - 1 / 9) / math.log(2)
    assert row["high"] - row["log_ratio"] == pytest.approx(spread, rel=1e-6)
    assert row["log_ratio"] - row["low"] == pytest.approx(spread, rel=1e-6)
    assert row["simple_maths"] == pytest.approx((7e5 + 1) / (2e6 / 9 + 1))
    assert row["pmi"] == pytest.approx(math.log(7 / (10 * 9 / 19)))


def test_keyness_of_two_documents_agrees_with_the_literature():
    first = make_counts(a=3, b=2, c=6, d=1, e=1, f=1, g=1, h=2)
    second = make_counts(a=2, b=1, c=2, d=4, e=1, f=1, h=1)
    found = score_keyness(first, second).set_index("term")
    assert found.loc["g", "chi2"] == pytest.approx(0.731092437)
    assert found.loc["c", "chi2_yates"] == pytest.approx(0.467298378)
    assert found.loc["d", "chi2_yates"] == pytest.approx(-2.040247141)
    assert found.loc["g", "g2"] == pytest.approx(1.093291040, abs=1e-6)
    # Published with Yates' correction.
    assert found.loc["d", "g2_yates"] == pytest.approx(-2.028083548, abs=1e-6)
    assert found.index[-1] == "d"


def test_tests_of_the_literature():
    # Dunning 1993, p. 72 and 73; Pedersen 1996, p. 10.
    assert round(score_one("x", {"x": 10, "y": 3}, {"z": 31764})["g2"], 2) == 167.23
    assert round(score_one("x", {"x": 3}, {"z": 31774})["chi2"]) == 31777
    assert round(score_one("x", {"x": 1, "y": 3}, {"x": 3, "y": 1}, measure="odds_ratio")["p"], 3) == 0.486


def test_log_odds_by_hand():
    # 6 of 10 against 2 of 10, and a prior of 20 tokens, of which 8 in 20 are the term: 8.
    row = score_one("谈判", {"谈判": 6, "袭击": 4}, {"谈判": 2, "袭击": 8}, prior=20)
    assert row["log_odds"] == pytest.approx(math.log(14 / 16) - math.log(10 / 20))
    assert row["log_odds_z"] == pytest.approx(row["log_odds"] / math.sqrt(1 / 14 + 1 / 10))


def test_prior_draws_log_odds_from_the_odds_ratio_of_the_sample_to_nothing():
    sides = {"谈判": 6, "袭击": 4}, {"谈判": 2, "袭击": 8}
    assert score_one("谈判", *sides, prior=1e-9)["log_odds"] == pytest.approx(math.log(6 * 8 / (4 * 2)))
    assert score_one("谈判", *sides, prior=1e9)["log_odds"] == pytest.approx(0, abs=1e-6)


def test_constant_turns_simple_maths_from_rare_to_common_terms():
    target, reference = make_counts(谈判=900, 石油=99, 袭击=1), make_counts(谈判=300, 石油=10, 袭击=690)
    first = [
        score_keyness(target, reference, measure="simple_maths", constant=constant)["term"].iloc[0]
        for constant in (1, 1_000_000)
    ]
    assert first == ["石油", "谈判"]


COUNTS = st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 9), min_size=1)


@settings(max_examples=30, deadline=None)
@given(COUNTS, COUNTS)
def test_keyness_agrees_with_scipy_and_changes_sign_with_the_sides(target, reference):
    found = score_keyness(make_counts(**target), make_counts(**reference), measure="odds_ratio").set_index("term")
    size, rest = sum(target.values()), sum(reference.values())
    for term, row in found.iterrows():
        a, b = target.get(term, 0), reference.get(term, 0)
        table = [[a, b], [size - a, rest - b]]
        if size + rest == a + b:
            assert (row["g2"], row["chi2"], row["log_odds"], row["testable"]) == (0, 0, 0, False)
            continue
        for name, how in (
            ("g2", {"correction": False, "lambda_": "log-likelihood"}),
            ("g2_yates", {"correction": True, "lambda_": "log-likelihood"}),
            ("chi2", {"correction": False}),
            ("chi2_yates", {"correction": True}),
        ):
            expected = stats.chi2_contingency(table, **how)
            assert abs(row[name]) == pytest.approx(expected.statistic, abs=1e-9)
        assert row["low"] <= row["log_ratio"] <= row["high"]
        assert row["p"] == pytest.approx(stats.fisher_exact(table).pvalue)
        assert row["odds_ratio"] == pytest.approx(odds_ratio(np.array(table)).statistic)
        reachable = [
            stats.fisher_exact([[k, a + b - k], [size - k, rest - a - b + k]]).pvalue
            for k in range(max(0, a + b - rest), min(a + b, size) + 1)
        ]
        assert row["testable"] == (min(reachable) <= 0.05)
    back = score_keyness(make_counts(**reference), make_counts(**target)).set_index("term")
    for name in ("g2", "g2_yates", "g2_williams", "chi2", "chi2_yates", "log_ratio", "log_odds", "log_odds_z"):
        assert (found[name] + back[name][found.index]).abs().max() < 1e-9


def test_keyness_tests_only_what_is_frequent_enough():
    found = score_keyness(make_counts(谈判=30, 袭击=10, 石油=1), make_counts(谈判=10, 袭击=30)).set_index("term")
    assert found["testable"].to_dict() == {"谈判": True, "袭击": True, "石油": False}
    assert found.loc["石油", ["q", "p_bonferroni"]].isna().all()
    tested = found[found["testable"]]
    assert tested["q"].tolist() == pytest.approx(stats.false_discovery_control(tested["p"]).tolist())
    assert tested["p_bonferroni"].tolist() == pytest.approx((2 * tested["p"]).tolist())


@pytest.mark.parametrize(
    ("measure", "p"),
    [
        ("g2", lambda row: stats.chi2.sf(abs(row["g2"]), 1)),
        ("g2_yates", lambda row: stats.chi2.sf(abs(row["g2_yates"]), 1)),
        ("g2_williams", lambda row: stats.chi2.sf(abs(row["g2_williams"]), 1)),
        ("chi2", lambda row: stats.chi2.sf(abs(row["chi2"]), 1)),
        ("chi2_yates", lambda row: stats.chi2.sf(abs(row["chi2_yates"]), 1)),
        ("odds_ratio", lambda row: stats.fisher_exact([[30, 10], [11, 30]]).pvalue),
        ("log_odds_z", lambda row: 2 * stats.norm.sf(abs(row["log_odds_z"]))),
        ("log_ratio", lambda row: stats.chi2.sf(abs(row["g2"]), 1)),
        ("simple_maths", lambda row: stats.chi2.sf(abs(row["g2"]), 1)),
        ("pmi", lambda row: stats.chi2.sf(abs(row["g2"]), 1)),
    ],
)
def test_every_measure_orders_and_is_tested_in_its_own_way(measure, p):
    found = score_keyness(make_counts(谈判=30, 袭击=10, 石油=1), make_counts(谈判=10, 袭击=30), measure=measure)
    assert found[measure].is_monotonic_decreasing
    row = found.set_index("term").loc["谈判"]
    assert row["p"] == pytest.approx(p(row))
    assert found["odds_ratio"].isna().all() == (measure != "odds_ratio")
    contract = CONTRACTS["keyness"]
    assert found.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_keyness_orders_by_the_measure_and_leaves_out_rare_terms():
    target, reference = make_counts(谈判=30, 石油=2, 的=9), make_counts(谈判=10, 袭击=3, 的=9)
    assert score_keyness(target, reference, measure="log_ratio")["term"].tolist() == ["石油", "谈判", "袭击"]
    assert score_keyness(target, reference, min_count=3)["term"].tolist() == ["谈判", "袭击"]
    # Stopwords are left out of the table, not of the sizes.
    kept = score_keyness(target, reference, stopwords=None).set_index("term")
    assert kept.loc["谈判", "g2"] == score_keyness(target, reference).set_index("term").loc["谈判", "g2"]


def test_keyness_counts_the_documents_and_folds_scripts():
    found = score_keyness(make_tokens("談判", "谈判 谈判"), make_tokens("谈判 袭击"), fold=True).set_index("term")
    assert found.loc["谈判", ["count_target", "doc_count_target"]].tolist() == [3, 2]
    assert found.loc["谈判", ["count_reference", "doc_count_reference"]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "chi"}, "Did you mean 'chi2'"),
        ({"prior": 0}, "`prior` is 0; give a number above 0"),
        ({"constant": -1}, "`constant` is -1; give a number above 0"),
        ({"min_count": 0}, "`min_count` is 0; give a whole number from 1"),
    ],
)
def test_keyness_refuses_impossible_settings(arguments, message):
    with pytest.raises(InputError, match=message):
        score_keyness(make_counts(a=1), make_counts(a=1), **arguments)


def test_keyness_refuses_empty_sides():
    with pytest.raises(InputError, match="`reference` holds no token of the kinds word, name, latin"):
        score_keyness(make_counts(谈判=1), make_tokens("。/punct"))
    with pytest.raises(TableError, match="`tokens` lacks the columns"):
        score_keyness(pd.DataFrame({"token": []}), make_counts(a=1))


@pytest.fixture
def about_qatar():
    """卡塔尔 opens the first sentence; the second takes it up as 该国; the third is about Iran."""
    tokens = make_tokens("卡塔尔/name 外交 斡旋", "该 国 斡旋 停火", "伊朗/name 谴责 斡旋")
    spans = [(0, 0, 3, "QAT"), (1, 0, 2, "QAT"), (2, 0, 2, "IRN")]
    rows = [
        {"mention_id": f"m{i}", "doc_id": f"d{i:03d}", "sent_id": f"d{i:03d}:s000", "start": start, "end": end}
        | {"actor_id": actor, "principal": actor}
        for i, start, end, actor in spans
    ]
    return tokens, make_table("mentions", rows)


def test_words_around_an_actor_are_those_of_its_sentences_without_its_names(about_qatar):
    tokens, mentions = about_qatar
    found = score_actor_keyness(tokens, mentions, "QAT").set_index("term")
    assert found["count_target"].to_dict() == {"停火": 1, "外交": 1, "斡旋": 2, "伊朗": 0, "谴责": 0}
    assert found["count_reference"].to_dict() == {"停火": 0, "外交": 0, "斡旋": 1, "伊朗": 1, "谴责": 1}
    assert score_actor_keyness(tokens[::-1], mentions[::-1], "QAT").set_index("term").equals(found)
    ordered = score_actor_keyness(tokens, mentions, "QAT", measure="log_ratio", stopwords=["斡旋"])
    assert ordered["term"].tolist() == ["停火", "外交", "伊朗", "谴责"]


def test_words_around_an_actor_need_it_and_sentences_without_it(about_qatar):
    tokens, mentions = about_qatar
    with pytest.raises(InputError, match=r"`actor` is 'QTA', which no mention is of. Did you mean 'QAT'"):
        score_actor_keyness(tokens, mentions, "QTA")
    with pytest.raises(InputError, match="`actor` 'QAT' is mentioned in every sentence"):
        score_actor_keyness(tokens[tokens["doc_id"] != "d002"], mentions, "QAT")
