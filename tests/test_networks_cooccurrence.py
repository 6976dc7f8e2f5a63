"""Co-occurrence: every number by hand or by another road, and no conclusion that the units do not bear."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from waijiao.errors import InputError, TableError
from waijiao.lexicon import read_lexicon
from waijiao.networks import count_cooccurrence, render_testability
from waijiao.networks.measures import score_ties
from waijiao.tables import CONTRACTS, make_table


def row_of(pairs: pd.DataFrame, a: str, b: str) -> pd.Series:
    return pairs.set_index(["actor_a", "actor_b"]).loc[(a, b)]


# Counting


def test_counts_lift_jaccard_npmi_and_p_by_hand(make_units):
    # Ten units; QAT in 5, USA in 4, both in 3: expected 2, lift 1.5.
    units = ["QAT USA"] * 3 + ["QAT"] * 2 + ["USA"] + ["IRN"] * 4
    pair = row_of(count_cooccurrence(*make_units(*units), test="hypergeometric"), "QAT", "USA")
    assert pair[["k", "f_a", "f_b", "n"]].tolist() == [3, 5, 4, 10]
    assert pair["chance"] == pair["expected"]
    assert pair["expected"] == pytest.approx(2)
    assert pair["lift"] == pytest.approx(1.5)
    assert pair["jaccard"] == pytest.approx(3 / 6)
    assert pair["npmi"] == pytest.approx(math.log(1.5) / -math.log(0.3))
    assert pair["dice"] == pytest.approx(6 / 9)
    assert pair["cosine"] == pytest.approx(3 / math.sqrt(20))
    spread = 1.959964 * math.sqrt(1 / 3 - 1 / 5 - 1 / 4 + (2 * 1.5 - 1) / 10)
    assert pair["lift_low"] == pytest.approx(1.5 * math.exp(-spread), rel=1e-6)
    assert pair["lift_high"] == pytest.approx(1.5 * math.exp(spread), rel=1e-6)
    assert math.isnan(pair["g2"])
    # C(5,3) C(5,1) + C(5,4) C(5,0) of C(10,4) draws.
    assert pair["p"] == pytest.approx((10 * 5 + 5) / 210)
    assert pair["evidence"] == "a:s000 a:s001 a:s002"


@pytest.mark.parametrize(
    ("units", "npmi"),
    [
        (["A B", "A B", "C", "C"], 1.0),  # always and only together
        (["A B", "A", "B", "C"], 0.0),  # as often as chance would have it
        (["A", "B"], -1.0),  # never together
        (["A B", "A B"], math.nan),  # every unit names both: nothing to compare with
    ],
)
def test_npmi_reaches_its_ends_and_is_undefined_where_it_must_be(make_units, units, npmi):
    found = row_of(count_cooccurrence(*make_units(*units), min_count=0), "A", "B")["npmi"]
    assert found == pytest.approx(npmi, nan_ok=True)


def test_a_list_of_many_ties_each_two_of_them_the_less(make_units):
    pairs = count_cooccurrence(*make_units("QAT USA", "QAT USA IRN ISR", "QAT IRN"))
    assert row_of(pairs, "QAT", "USA")[["k", "weighted_k"]].tolist() == [2, pytest.approx(1 + 1 / 3)]
    assert row_of(pairs, "IRN", "ISR")["weighted_k"] == pytest.approx(1 / 3)
    # Newman's weights: what an actor's ties add up to is the number of units that name it and somebody else.
    ends = pd.concat([pairs[[end, "weighted_k"]].set_axis(["actor", "sum"], axis=1) for end in ("actor_a", "actor_b")])
    sums = ends.groupby("actor")["sum"].sum().to_dict()
    assert sums == pytest.approx({"QAT": 3, "USA": 2, "IRN": 2, "ISR": 1})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_g2_is_that_of_scipy_where_five_are_expected_in_every_cell(make_units, cells):
    together, only_a, only_b, neither = cells
    units = ["A B"] * together + ["A"] * only_a + ["B"] * only_b + ["C"] * neither
    if not (together or (only_a and only_b)):
        units += ["A B"]
        together = 1
    table = [[together, only_a], [only_b, neither]]
    g2 = row_of(count_cooccurrence(*make_units(*units), min_count=0), "A", "B")["g2"]
    n = len(units)
    sides = [(together + only_a) * (together + only_b), (together + only_a) * (n - together - only_b)]
    sides += [(n - together - only_a) * (together + only_b), (n - together - only_a) * (n - together - only_b)]
    if min(sides) / n < 5:
        assert math.isnan(g2)
    else:
        expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert abs(g2) == pytest.approx(expected, abs=1e-6)
        assert (g2 >= 0) == (together >= sides[0] / n)


def test_the_interval_of_lift_holds_the_true_lift_as_often_as_it_says():
    # A in .5, B in .4 and both in .3 of the units: a lift of 1.5.
    draws = np.random.default_rng(5).multinomial(200, [0.3, 0.2, 0.1, 0.4], size=2000).astype("float64")
    together, only_a, only_b, _ = draws.T
    found = score_ties(together, together + only_a, together + only_b, np.full(2000, 200.0))
    assert np.mean((found["lift_low"] <= 1.5) & (found["lift_high"] >= 1.5)) == pytest.approx(0.95, abs=0.015)


def test_a_pair_never_named_together_has_no_interval(make_units):
    pair = row_of(count_cooccurrence(*make_units("A", "B"), min_count=0), "A", "B")
    assert pair[["lift_low", "lift_high"]].isna().all()
    assert pair[["k", "lift", "dice", "cosine", "weighted_k"]].tolist() == [0] * 5


def test_units_without_actors_are_dropped_and_repeated_mentions_count_once(make_units):
    mentions, sentences = make_units("QAT QAT USA", "", "QAT", "")
    pair = row_of(count_cooccurrence(mentions, sentences), "QAT", "USA")
    assert pair[["k", "f_a", "f_b", "n"]].tolist() == [1, 2, 1, 2]


def test_headline_roles_and_empty_principals_are_left_out_by_default(make_units):
    mentions, sentences = make_units("QAT USA", "QAT USA", "QAT USA")
    sentences.loc[0, "zone"] = "headline"
    mentions.loc[2, "role"] = "place"
    mentions.loc[5, "principal"] = ""
    assert count_cooccurrence(mentions, sentences).empty
    everything = {"zones": ["headline", "body"], "roles": ["actor", "place"]}
    assert row_of(count_cooccurrence(mentions, sentences, **everything), "QAT", "USA")["k"] == 2


def test_paragraphs_and_documents_join_sentences(make_units):
    mentions, sentences = make_units("QAT", "USA", "IRN", "USA")
    sentences["par_index"] = [0, 0, 1, 2]
    paragraphs = count_cooccurrence(mentions, sentences, unit="paragraph")
    assert paragraphs[["actor_a", "actor_b", "n", "evidence"]].to_numpy().tolist() == [["QAT", "USA", 3, "a:p000"]]
    documents = count_cooccurrence(mentions, sentences, unit="document")
    assert documents["evidence"].tolist() == ["a"] * 3
    assert documents["n"].tolist() == [1] * 3


def test_blocks_are_so_many_sentences_of_a_document_and_never_overlap(make_units):
    mentions, sentences = make_units("QAT", "USA", "IRN", "QAT", "USA")
    sentences.loc[3:, "doc_id"] = "b"
    blocks = count_cooccurrence(mentions, sentences, unit="block", size=2)
    # QAT USA | IRN || QAT USA: the third sentence is a block of its own, as the next document begins a new one.
    assert blocks[["actor_a", "actor_b", "k", "n", "evidence"]].to_numpy().tolist() == [
        ["QAT", "USA", 2, 3, "a:b000 b:b000"]
    ]
    assert count_cooccurrence(mentions, sentences, unit="block", size=1).empty
    assert count_cooccurrence(mentions, sentences, unit="block", size=9)["n"].tolist() == [2] * 3


def test_evidence_follows_the_text_also_beyond_a_thousand_sentences(make_units):
    mentions, sentences = make_units("QAT USA", "QAT USA")
    renamed = {"a:s000": "a:s999", "a:s001": "a:s1000"}
    mentions["sent_id"] = mentions["sent_id"].replace(renamed)
    sentences["sent_id"] = sentences["sent_id"].replace(renamed)
    assert count_cooccurrence(mentions, sentences)["evidence"].tolist() == ["a:s999 a:s1000"]


def tail(k: int, n: int, f_a: int, f_b: int) -> float:
    ways = (math.comb(f_a, i) * math.comb(n - f_a, f_b - i) for i in range(k, min(f_a, f_b) + 1))
    return sum(ways) / math.comb(n, f_b)


def adjust(p: list[float]) -> list[float]:
    """Benjamini and Hochberg, as in their paper."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    return [
        min(1.0, *(p[order[later]] * len(p) / (later + 1) for later in range(order.index(i), len(p))))
        for i in range(len(p))
    ]


UNITS = st.lists(st.lists(st.sampled_from("ABCDE"), unique=True).map(" ".join), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.sampled_from([0.05, 0.1, 0.4]))
def test_p_testability_and_q_agree_with_the_definitions(make_units, units, alpha):
    pairs = count_cooccurrence(*make_units(*units), min_count=0, test="hypergeometric", alpha=alpha)
    actors = sorted({actor for unit in units for actor in unit.split()})
    assert sorted(zip(pairs["actor_a"], pairs["actor_b"], strict=True)) == list(combinations(actors, 2))
    smallest = [tail(min(r.f_a, r.f_b), r.n, r.f_a, r.f_b) for r in pairs.itertuples()]
    limit = next(
        (alpha / c for c in range(1, len(pairs) + 1) if sum(p <= alpha / c + 1e-12 for p in smallest) <= c), 0.0
    )
    assert pairs["testable"].tolist() == [p <= limit + 1e-12 for p in smallest]
    expected = [tail(r.k, r.n, r.f_a, r.f_b) for r in pairs.itertuples()]
    assert pairs["p"].tolist() == pytest.approx(expected, rel=1e-9)
    tested = pairs[pairs["testable"]]
    assert tested["q"].tolist() == pytest.approx(adjust(tested["p"].tolist()))
    assert pairs.loc[~pairs["testable"], "q"].isna().all()
    assert pairs["npmi"].dropna().between(-1 - 1e-9, 1 + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(UNITS, st.randoms(use_true_random=False))
def test_order_of_rows_is_irrelevant_and_input_stays_as_it_was(make_units, units, random):
    mentions, sentences = make_units(*units)
    before = mentions.copy(), sentences.copy()
    order = random.sample(range(len(mentions)), len(mentions)), random.sample(range(len(sentences)), len(sentences))
    shuffled = count_cooccurrence(mentions.iloc[order[0]], sentences.iloc[order[1]])
    assert shuffled.equals(count_cooccurrence(mentions, sentences))
    assert mentions.equals(before[0])
    assert sentences.equals(before[1])


def test_rare_pairs_are_not_hidden_from_the_correction(make_units):
    units = ["A B"] * 8 + ["C", "D"] * 8
    together = count_cooccurrence(*make_units(*units), test="hypergeometric")
    everything = count_cooccurrence(*make_units(*units), test="hypergeometric", min_count=0)
    assert len(together) == 1
    assert len(everything) == 6
    assert together.loc[0, "q"] == row_of(everything, "A", "B")["q"] > together.loc[0, "p"]


def test_no_mentions_give_no_pairs_with_their_contract(make_units):
    pairs = count_cooccurrence(*make_units("", ""))
    contract = CONTRACTS["pairs"]
    assert pairs.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"unit": "sentense"}, "Did you mean 'sentence'"),
        ({"unit": "block", "size": 0}, "`size` is 0; give the number of sentences"),
        ({"zones": ["boddy"]}, "`zones` is 'boddy'"),
        ({"zones": "body"}, r"give a list, such as \['body'\]"),
        ({"roles": ["acter"]}, "Did you mean 'actor'"),
        ({"min_count": -1}, "`min_count` is -1"),
        ({"alpha": 10}, "`alpha` is 10; give a rate between 0 and 1"),
        ({"test": "sdms"}, "Did you mean 'sdsm'"),
        ({"draws": 0}, "`draws` is 0; give the number of draws, 1000 or more"),
        ({"within": "documents"}, "Did you mean 'document'"),
        ({"within": "document", "test": "hypergeometric"}, "which knows no documents; choose 'fdsm'"),
    ],
)
def test_count_cooccurrence_refuses_what_it_cannot_use(make_units, arguments, message):
    with pytest.raises(InputError, match=message):
        count_cooccurrence(*make_units("A B"), **arguments)


def test_count_cooccurrence_names_missing_columns(make_units):
    mentions, sentences = make_units("A B")
    with pytest.raises(TableError, match="`mentions` lacks the columns 'principal', 'role'"):
        count_cooccurrence(mentions[["sent_id"]], sentences)
    with pytest.raises(TableError, match="`sentences` lacks the column 'zone'"):
        count_cooccurrence(mentions, sentences.drop(columns="zone"))


# The case-study article, with the mentions of the reference coding


def read_article(column: str, value: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    sentences = read_lexicon("gold/sentences.csv", ["sent_id", "doc_id", "sid", "par_index", "zone"])
    coded = read_lexicon("gold/mentions.csv", ["sid", "canonical", "network_actor", column])
    sent_ids = sentences.set_index("sid")["sent_id"]
    acting = coded[(coded["network_actor"] == "true") & (coded[column] == value)]
    mentions = pd.DataFrame(
        {"sent_id": acting["sid"].map(sent_ids), "principal": acting["canonical"], "role": "actor"}
    ).astype("str")
    return mentions, sentences.astype({"par_index": "int64"}).assign(sent_index=range(len(sentences)))


@pytest.fixture(scope="module")
def article() -> tuple[pd.DataFrame, pd.DataFrame]:
    return read_article("role", "participant")


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_one_article_is_described_and_not_tested(article, unit):
    pairs = count_cooccurrence(*article, unit=unit)
    assert len(pairs) >= 20
    assert set(pairs["test"]) == {"none"}
    assert pairs[["chance", "p", "q"]].isna().all(axis=None)
    assert pairs["verdict"].tolist() == ["not tested" if testable else "not testable" for testable in pairs["testable"]]
    assert not pairs["testable"].all()
    note = render_testability(pairs, labels="en")
    assert "no test was made" in note
    assert note.endswith("infer nothing beyond it.")


@pytest.mark.parametrize("test", ["hypergeometric", "fdsm", "sdsm", "sdsm_sizes"])
@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_in_the_article_no_pair_survives_ten_percent_false_discoveries_in_any_test(article, unit, test):
    pairs = count_cooccurrence(*article, unit=unit, test=test)
    assert set(pairs["test"]) == {test}
    assert not (pairs["q"] <= 0.1).any()
    assert set(pairs["verdict"]) <= {"not testable", "not significant"}
    note = render_testability(pairs, labels="en")
    assert "0 are significant" in note
    assert "infer nothing beyond it. This test takes" in note or test != "hypergeometric"


def test_a_choice_of_units_roles_and_test_after_looking_would_have_found_a_pair():
    pairs = count_cooccurrence(*read_article("kind", "name"), unit="paragraph", test="hypergeometric")
    assert pairs.loc[pairs["q"] <= 0.1, ["actor_a", "actor_b"]].to_numpy().tolist() == [["HAMAS", "ISR"]]


def test_the_headline_would_count_the_article_twice(article):
    mentions, sentences = article
    body = count_cooccurrence(mentions, sentences)
    both = count_cooccurrence(mentions, sentences, zones=["headline", "body"])
    assert row_of(both, "QAT", "USA")["k"] > row_of(body, "QAT", "USA")["k"]


# What may be concluded


def test_testability_speaks_chinese_english_or_both(make_units):
    pairs = count_cooccurrence(*make_units(*["A B"] * 3, "A", "C"))
    both = render_testability(pairs, labels="both").split("\n")
    assert both == [render_testability(pairs), render_testability(pairs, labels="en")]
    assert both[0].startswith("5 个单元至少提到一个行为体，1 对行为体曾同时出现；未作检验。有 1 对即使次次同时出现")
    assert both[0].endswith("单元不足 100 个，以上数字只作描述，不作推断。")
    tested = render_testability(count_cooccurrence(*make_units(*["A B"] * 3, "A", "C"), test="hypergeometric"))
    assert "其中 0 对可检验，0 对在错误发现率 10% 下显著（超几何分布）。" in tested


def test_testability_warns_of_unequal_units_in_the_test_that_takes_them_for_equal(make_units):
    units = make_units(*["A B"] * 60, *["C"] * 60)
    note = render_testability(count_cooccurrence(*units, test="hypergeometric"), labels="en", alpha=0.05)
    assert "1 are significant at a false discovery rate of 5%" in note
    assert "p is too small" in note
    default = render_testability(count_cooccurrence(*units), labels="en")
    assert "(fixed degree sequence model)" in default
    assert "p is too small" not in default


def test_testability_counts_ties_too_slight_to_speak_of(make_units):
    pairs = count_cooccurrence(*make_units(*["A B"] * 4, *["C", "D E"] * 60), test="hypergeometric")
    assert row_of(pairs, "A", "B")["verdict"] == "too slight"
    assert row_of(pairs, "D", "E")["verdict"] == "more often than chance"
    assert "Of the significant ones 1 are too slight to speak of" in render_testability(pairs, labels="en")


def test_testability_of_nothing_says_so_and_labels_are_checked():
    empty = make_table("pairs", [])
    assert render_testability(empty) == "没有两个行为体同时出现：无可检验。"
    with pytest.raises(InputError, match="choose one of 'zh', 'en', 'both'"):
        render_testability(empty, labels="fr")
