"""Two networks side by side: thinned by hand, dealt out anew by hand, and no more false alarms than promised."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError, TableError
from waijiao.networks import compare_networks, compare_pairs
from waijiao.tables import CONTRACTS, make_table

SIDES = {"by": "outlet", "between": ("甲", "乙")}


@pytest.fixture(scope="session")
def corpus(make_units):
    def make(texts: list[tuple[str, list[str]]]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """An outlet and units for each document."""
        parts = [make_units(*units, doc_id=f"d{n:02d}") for n, (_, units) in enumerate(texts)]
        mentions, sentences = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
        documents = [{"doc_id": f"d{n:02d}", "outlet": outlet} for n, (outlet, _) in enumerate(texts)]
        return mentions, sentences, make_table("documents", documents)

    return make


def measure(units: list[str]) -> tuple[set[str], set[tuple[str, str]]]:
    named = [sorted(unit.split()) for unit in units]
    return {actor for unit in named for actor in unit}, {pair for unit in named for pair in combinations(unit, 2)}


SMALL = [
    ("甲", ["A B", "A C", "A B C"]),
    ("甲", ["D E", "A B"]),
    ("乙", ["A D", "B D"]),
    ("乙", ["A D"]),
    ("丙", ["X Y"]),
]


def test_the_larger_side_is_thinned_to_the_units_of_the_smaller(corpus):
    table = compare_networks(*corpus(SMALL), **SIDES).set_index("measure")
    assert table.loc["documents", ["a", "b"]].tolist() == [2, 2]
    assert table.loc["units", ["a", "b"]].tolist() == [5, 3]
    thinned = [measure(list(kept)) for kept in combinations(SMALL[0][1] + SMALL[1][1], 3)]
    assert table.loc["actors", "a"] == pytest.approx(np.mean([len(actors) for actors, _ in thinned]))
    assert table.loc["pairs", "a"] == pytest.approx(np.mean([len(pairs) for _, pairs in thinned]))
    assert table.loc[["actors", "pairs"], "b"].tolist() == pytest.approx([3, 2])
    assert table.loc["density", "b"] == pytest.approx(2 / 3)
    assert table.loc["pairs_per_unit", ["a", "b"]].tolist() == pytest.approx([7 / 5, 1])
    # Shares of AB 3/7, AC 2/7, BC 1/7, DE 1/7 against AD 2/3, BD 1/3: nothing in common.
    assert table.loc["distance", "difference"] == pytest.approx(1)
    assert table[["p"]].isna().to_numpy().ravel().tolist() == [True, True, False, False, False, False, False]


def test_few_documents_are_dealt_out_in_all_ways(corpus):
    texts = corpus(SMALL)
    table = compare_pairs(*texts, **SIDES).set_index(["actor_a", "actor_b"])
    held = [units for outlet, units in SMALL if outlet != "丙"]
    shares = []
    for second in combinations(range(4), 2):
        sides = [[u for n in range(4) if (n in second) is side for u in held[n]] for side in (False, True)]
        shares.append([sum(("A", "D") in measure([u])[1] for u in units) / len(units) for units in sides])
    gaps = [abs(b - a) for a, b in shares]
    assert table.loc[("A", "D"), "p"] == pytest.approx(np.mean([gap >= 2 / 3 - 1e-12 for gap in gaps]))
    assert table.loc[("A", "D"), ["k_a", "k_b", "documents"]].tolist() == [0, 2, 2]
    assert table.loc[("A", "D"), "difference"] == pytest.approx(2 / 3)
    assert table.loc[("A", "B"), ["evidence_a", "evidence_b"]].tolist() == ["d00:s000 d00:s002 d01:s001", ""]
    assert not table["testable"].any()
    assert table["q"].isna().all()
    assert ("X", "Y") not in table.index
    assert compare_networks(*texts, **SIDES)["arrangements"].tolist() == [6] * 7
    contract = CONTRACTS["pair_differences"]
    given = table.reset_index().dtypes.astype(str).to_dict()
    assert given == {column: contract.dtype(column) for column in contract.columns}


def test_a_difference_that_goes_through_all_documents_is_found(corpus):
    texts = corpus([("甲", ["A B"] * 4 + ["A"])] * 10 + [("乙", ["A C"] * 4 + ["A"])] * 10)
    pairs = compare_pairs(*texts, **SIDES)
    assert (pairs["q"] < 0.01).all()
    assert pairs["testable"].all()
    whole = compare_networks(*texts, **SIDES).set_index("measure")
    assert whole.loc["distance", ["difference", "arrangements"]].tolist() == [1, 1000]
    assert whole.loc["distance", "p"] < 0.01
    assert whole.loc["pairs_per_unit", "p"] == 1


def test_a_difference_of_one_long_document_is_not_taken_for_one_of_the_outlet(corpus):
    texts = [("甲", ["A B"] * 2)] * 9 + [("甲", ["C D"] * 60)] + [("乙", ["A B"] * 2)] * 10
    pairs = compare_pairs(*corpus(texts), **SIDES).set_index(["actor_a", "actor_b"])
    assert pairs.loc[("C", "D"), "difference"] < -0.7
    assert pairs.loc[("C", "D"), "p"] > 0.4


def test_false_alarms_are_as_many_as_promised(corpus):
    """Documents of their own theme: sentences of one hang together, outlets do not differ."""
    random, alarms, tries = np.random.default_rng(1), 0, 60
    for _ in range(tries):
        texts = []
        for outlet in "甲乙":
            for _ in range(8):
                theme = random.choice(["A B", "A C", "B C"])
                texts.append((outlet, [theme] * int(random.integers(2, 9))))
        alarms += compare_networks(*corpus(texts), **SIDES, draws=99).set_index("measure").loc["distance", "p"] <= 0.05
    assert alarms / tries <= 0.1


UNITS = st.lists(st.sampled_from(["A B", "A C", "B C", "A", "A B C"]), min_size=1, max_size=4)
TEXTS = st.lists(st.tuples(st.sampled_from("甲乙"), UNITS), min_size=2, max_size=7).filter(
    lambda texts: len({outlet for outlet, _ in texts}) == 2
)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_swapping_the_sides_swaps_the_signs_and_nothing_else(corpus, texts):
    tables = corpus(texts)
    one = compare_networks(*tables, **SIDES).set_index("measure")
    other = compare_networks(*tables, by="outlet", between=("乙", "甲")).set_index("measure")
    rest = [name for name in one.index if name != "distance"]
    assert one.loc[rest, "difference"].tolist() == pytest.approx((-other.loc[rest, "difference"]).tolist())
    assert one.loc["distance", "difference"] == pytest.approx(other.loc["distance", "difference"])
    assert one["p"].tolist() == pytest.approx(other["p"].tolist(), nan_ok=True)
    assert one["p"].dropna().between(1 / 35, 1).all()
    assert 0 <= one.loc["distance", "difference"] <= 1
    pairs = compare_pairs(*tables, **SIDES)
    assert pairs["p"].between(0, 1).all()
    assert (pairs["share_b"] - pairs["share_a"]).tolist() == pytest.approx(pairs["difference"].tolist())


def test_the_same_seed_deals_the_same(corpus):
    texts = corpus([(outlet, ["A B", "A C"][: 1 + n % 2]) for n, outlet in enumerate("甲乙" * 8)])
    assert compare_pairs(*texts, **SIDES, draws=50).equals(compare_pairs(*texts, **SIDES, draws=50))


@pytest.mark.parametrize("compare", [compare_networks, compare_pairs])
def test_what_cannot_be_compared_is_refused(compare, corpus):
    texts = corpus(SMALL)
    for between in (("甲", "丁"), ("甲", "甲")):
        with pytest.raises(InputError, match="expected two values of 'outlet' whose documents name actors; there are"):
            compare(*texts, by="outlet", between=between)
    with pytest.raises(TableError, match="`documents` lacks the column 'month'"):
        compare(*texts, by="month", between=("a", "b"))
    with pytest.raises(InputError, match="`draws` is 0"):
        compare(*texts, **SIDES, draws=0)
    with pytest.raises(InputError, match="`alpha` is 5"):
        compare_pairs(*texts, **SIDES, alpha=5)
