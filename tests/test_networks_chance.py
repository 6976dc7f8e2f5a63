"""Chance: models equal to published ones, draws uniform, tests that find what was planted and little else."""

import json
import math
import time
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from waijiao.errors import InputError
from waijiao.networks import count_cooccurrence, render_testability
from waijiao.networks.chance import TESTS, Pairs
from waijiao.networks.configuration import expect_overlaps, fit_configuration, score_sums
from waijiao.networks.curveball import draw_overlaps
from waijiao.networks.significance import choose_test
from waijiao.networks.tails import score_middle


def make_named(*rows: str) -> np.ndarray:
    """Actors by units, such as "101" for an actor of the first and the third unit."""
    return np.array([[cell == "1" for cell in row] for row in rows])


def make_pairs(named: np.ndarray, blocks: list[slice] | None = None) -> Pairs:
    first, second = np.triu_indices(len(named), 1)
    k = (named.astype(int) @ named.T.astype(int))[first, second]
    return Pairs(named, blocks or [slice(0, named.shape[1])], first, second, k)


def draw_named(generator: np.random.Generator, actors: int, units: int) -> np.ndarray:
    """Actors of unlike frequency in units of unlike length, each named independently of the others."""
    frequency = 1 / np.arange(1, actors + 1) ** 0.8
    odds = np.outer(frequency / frequency.sum(), generator.gamma(1, 3.3, units * 3))
    named = generator.random(odds.shape) < odds / (1 + odds)
    return named[:, named.any(axis=0)][:, :units]


# The configuration model


def test_configuration_model_of_the_published_table():
    found = fit_configuration(np.array([1, 1, 2]), np.array([1, 2]), np.array([2, 1]))
    assert found.round(3).tolist() == [[0.216, 0.568], [0.216, 0.568], [0.568, 0.863]]


@pytest.fixture(scope="module")
def oracle(root):
    return json.loads((root / "tests" / "oracles" / "bicm.json").read_text(encoding="utf-8"))["tables"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_configuration_model_and_its_p_agree_with_bicm(oracle, place):
    table = oracle[place]
    named = make_named(*table["rows"])
    sizes, counts = np.unique(named.sum(axis=0), return_counts=True)
    assert sizes.tolist() == table["sizes"]
    assert fit_configuration(named.sum(axis=1), sizes, counts) == pytest.approx(
        np.array(table["probabilities"]), abs=1e-6
    )
    assert TESTS["sdsm"](make_pairs(named), 0, 0)[1] == pytest.approx(np.array(table["p"]), abs=1e-6)


TABLES = st.integers(1, 6).flatmap(
    lambda units: st.lists(st.lists(st.booleans(), min_size=units, max_size=units), min_size=1, max_size=6)
)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_configuration_model_keeps_both_sums_even_where_they_leave_no_choice(rows):
    named = np.array(rows)
    named = named[named.any(axis=1)]
    named = named[:, named.any(axis=0)]
    if not named.size:
        named = np.array([[True]])
    sizes, counts = np.unique(named.sum(axis=0), return_counts=True)
    found = fit_configuration(named.sum(axis=1), sizes, counts)
    assert found @ counts == pytest.approx(named.sum(axis=1), abs=1e-6)
    assert found.sum(axis=0) == pytest.approx(sizes, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=6))
def test_sums_of_unlike_trials_are_their_convolution(classes):
    share = np.array([[probability for probability, _ in classes]])
    counts = np.array([count for _, count in classes])
    exact = np.ones(1)
    for probability, count in classes:
        for _ in range(count):
            exact = np.convolve(exact, [1 - probability, probability])
    for k in range(len(exact)):
        mean, tail, most = score_sums([share], [counts], np.array([k]), np.array([len(exact) - 1]))
        assert mean[0] == pytest.approx(share[0] @ counts)
        assert tail[0] == pytest.approx(exact[k:].sum(), abs=1e-12)
        assert most[0] == pytest.approx(exact[-1], abs=1e-12)


def test_many_pairs_are_scored_in_parts_and_come_out_the_same():
    generator = np.random.default_rng(1)
    share, counts = generator.random((5000, 3)), np.array([3, 2, 4])
    k, most = generator.integers(0, 10, 5000), np.full(5000, 9)
    whole = score_sums([share], [counts], k, most)
    some = score_sums([share[4990:]], [counts], k[4990:], most[4990:])
    for column, part in zip(whole, some, strict=True):
        assert column[4990:] == pytest.approx(part, abs=1e-12)


# Units of one size


def test_chance_of_meeting_in_units_of_one_size_is_that_of_all_their_subsets():
    units, size, count = np.array([5, 4, 2, 1]), 2, 6
    odds = units / (count - units)
    weights = {pair: odds[pair[0]] * odds[pair[1]] for pair in combinations(range(4), size)}
    total = sum(weights.values())
    named = [count * sum(w for pair, w in weights.items() if actor in pair) / total for actor in range(4)]
    found = expect_overlaps(units, size, count)
    for (a, b), weight in weights.items():
        expected = count * weight / total * (units[a] / named[a]) * (units[b] / named[b])
        assert found[a, b] == pytest.approx(min(expected, units[a], units[b]))


def test_actors_as_frequent_as_each_other_meet_as_often_as_counting_says():
    # Six actors, 40 units that name three of them: each in 20 units, each two in 40 · 3 · 2 / (6 · 5) = 8.
    found = expect_overlaps(np.full(6, 20), 3, 40)
    assert found[np.triu_indices(6, 1)] == pytest.approx(8)


@pytest.mark.parametrize("units", [[3, 3], [3, 2, 1]])
def test_chance_of_meeting_where_an_actor_is_in_every_unit(units):
    found = expect_overlaps(np.array(units), 2, 3)
    assert found[0, 1:] == pytest.approx(np.array(units[1:]))


# Tails


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 40), st.data())
def test_equal_units_give_the_hypergeometric_distribution(n, data):
    f_a, f_b = data.draw(st.integers(1, n)), data.draw(st.integers(1, n))
    k = data.draw(st.integers(0, min(f_a, f_b)))
    p, smallest = score_middle(*(np.array([[x]]) for x in (f_a, f_b, f_a * f_b / n)), np.array([k]))
    exact = stats.hypergeom(n, f_a, f_b)
    assert p[0] == pytest.approx(exact.sf(k) + exact.pmf(k) / 2, abs=1e-9)
    assert smallest[0] == pytest.approx(max(exact.pmf(min(f_a, f_b)) / 2, 1e-15), abs=1e-9)


def test_blocks_add_up():
    f_a, f_b, n = np.array([[4], [3]]), np.array([[5], [6]]), np.array([[9], [8]])
    p, smallest = score_middle(f_a, f_b, f_a * f_b / n, np.array([4]))
    exact = np.convolve(stats.hypergeom(9, 4, 5).pmf(range(5)), stats.hypergeom(8, 3, 6).pmf(range(4)))
    assert p[0] == pytest.approx(exact[5:].sum() + exact[4] / 2)
    assert smallest[0] == pytest.approx(exact[7] / 2)


def test_two_that_cannot_meet_by_chance_are_never_significant_for_not_meeting():
    p, smallest = score_middle(np.array([[3]]), np.array([[4]]), np.array([[0.0]]), np.array([0]))
    assert (p[0], smallest[0]) == (0.5, 0.5)


# Draws


def list_tables(named: np.ndarray, blocks: list[slice]) -> np.ndarray:
    """All tables with the sums of rows in each block, and of columns."""
    bits = np.arange(2**named.size)[:, None] >> np.arange(named.size) & 1
    tables = bits.reshape(-1, *named.shape).astype(bool)
    fits = (tables.sum(axis=1) == named.sum(axis=0)).all(axis=1)
    for block in blocks:
        fits &= (tables[:, :, block].sum(axis=2) == named[:, block].sum(axis=1)).all(axis=1)
    return tables[fits]


@pytest.mark.parametrize("blocks", [[slice(0, 6)], [slice(0, 3), slice(3, 6)]], ids=["corpus", "documents"])
def test_every_table_with_the_same_sums_is_drawn_as_often(blocks):
    named = make_named("110110", "100011", "011100")
    tables = list_tables(named, blocks)

    def outline(overlaps: np.ndarray) -> tuple[int, ...]:
        return tuple(int(overlaps.sum(axis=0)[a, b]) for a, b in ((0, 1), (0, 2), (1, 2)))

    def meet(table: np.ndarray) -> np.ndarray:
        return np.array([table[:, block].astype(int) @ table[:, block].T.astype(int) for block in blocks])

    draws = 4000
    exact = Counter(outline(meet(table)) for table in tables)
    found = Counter(map(outline, draw_overlaps(named, blocks, draws=draws, seed=3)))
    assert len(exact) > 1
    assert found.keys() == exact.keys()
    for key, count in exact.items():
        assert found[key] / draws == pytest.approx(count / len(tables), abs=0.03)


@settings(max_examples=25, deadline=None)
@given(TABLES, st.integers(0, 5))
def test_draws_keep_how_often_each_actor_is_named(rows, seed):
    named = np.array(rows)
    blocks = [slice(0, 1), slice(1, named.shape[1])]
    before = named.copy()
    for overlaps in draw_overlaps(named, blocks, draws=3, seed=seed):
        for block, drawn in zip(blocks, overlaps, strict=True):
            assert np.diag(drawn).tolist() == before[:, block].sum(axis=1).tolist()
    assert (named == before).all()


def test_p_of_fdsm_is_the_share_of_tables():
    named = make_named("11100", "11010", "00111")
    pairs = make_pairs(named)
    tables = [make_pairs(table).k for table in list_tables(named, pairs.blocks)]
    chance, p, _ = TESTS["fdsm"](pairs, 4000, 1)
    assert chance == pytest.approx(np.mean(tables, axis=0), abs=0.05)
    assert p == pytest.approx(np.mean([(k > pairs.k) + (k == pairs.k) / 2 for k in tables], axis=0), abs=0.03)


def test_a_tail_that_no_draw_reaches_is_computed_and_not_one_in_a_thousand():
    # Units of one size: every table is a hypergeometric draw, exactly.
    generator = np.random.default_rng(2)
    named = np.zeros((40, 300), dtype=bool)
    for unit in range(300):
        named[generator.choice(40, 3, replace=False), unit] = True
    together = np.flatnonzero(named[0] & ~named[1])[:15]
    named[1, together] = True
    for unit in together:
        named[np.flatnonzero(named[2:, unit])[0] + 2, unit] = False
    pairs = make_pairs(named)
    p = TESTS["fdsm"](pairs, 200, 0)[1][0]
    n, f_a, f_b = 300, named[0].sum(), named[1].sum()
    exact = stats.hypergeom(round(f_a * f_b / TESTS["fdsm"](pairs, 200, 0)[0][0]), f_a, f_b)
    assert f_a * f_b / n < pairs.k[0] / 3
    assert p == pytest.approx(exact.sf(pairs.k[0]) + exact.pmf(pairs.k[0]) / 2, rel=0.2)
    assert p < 1e-6


def test_the_same_seed_gives_the_same_p_and_another_seed_another():
    pairs = make_pairs(draw_named(np.random.default_rng(0), 8, 60))
    first, again, other = (TESTS["fdsm"](pairs, 200, seed)[1] for seed in (4, 4, 5))
    assert (first == again).all()
    assert (first != other).any()


def test_fifty_actors_and_five_thousand_units_take_well_under_a_minute():
    pairs = make_pairs(draw_named(np.random.default_rng(0), 50, 5000))
    start = time.perf_counter()
    TESTS["fdsm"](pairs, 50, 0)
    # A twentieth of the thousand draws, in a twentieth of 40 seconds.
    assert time.perf_counter() - start < 2


# Tests


@pytest.mark.parametrize(
    ("units", "actors", "test"),
    [(99, 5, "none"), (100, 5, "fdsm"), (2000, 50, "fdsm"), (2000, 51, "sdsm_sizes"), (2001, 5, "sdsm_sizes")],
)
def test_the_test_follows_from_the_number_of_units(units, actors, test):
    assert choose_test("auto", units, actors) == test
    assert choose_test("sdsm", units, actors) == "sdsm"


def write_units(named: np.ndarray) -> list[str]:
    return [" ".join(f"A{actor:02d}" for actor in np.flatnonzero(column)) for column in named.T]


def plant(named: np.ndarray, a: int, b: int, share: float, generator: np.random.Generator) -> np.ndarray:
    planted = named.copy()
    planted[b] |= named[a] & (generator.random(named.shape[1]) < share)
    return planted


@pytest.mark.parametrize("units", [400, 2500])
def test_a_planted_pair_is_found_and_next_to_nothing_else(make_units, units):
    generator = np.random.default_rng(8)
    named = plant(draw_named(generator, 20, units), 6, 9, 0.4, generator)
    pairs = count_cooccurrence(*make_units(*write_units(named)), draws=300)
    found = pairs[pairs["verdict"] == "more often than chance"]
    assert ["A06", "A09"] in found[["actor_a", "actor_b"]].to_numpy().tolist()
    assert len(found) <= 3
    row = found.set_index(["actor_a", "actor_b"]).loc[("A06", "A09")]
    assert row["k"] > 1.5 * row["chance"]
    assert "significant at a false discovery rate of 10%" in render_testability(pairs, labels="en")


def rate(test: str, units: int, runs: int, actors: int = 13) -> float:
    """Return the share of independent pairs with a p of .05 or less."""
    generator = np.random.default_rng(6)
    p = [TESTS[test](make_pairs(draw_named(generator, actors, units)), 200, run)[1] for run in range(runs)]
    return float((np.concatenate(p) <= 0.05).mean())


@pytest.mark.parametrize(("test", "units", "runs"), [("fdsm", 150, 25), ("sdsm_sizes", 2500, 20)])
def test_false_positives_stay_near_their_level(test, units, runs):
    assert 0.025 <= rate(test, units, runs) <= 0.06


def test_false_positives_of_the_tests_that_are_not_the_default():
    assert rate("hypergeometric", 490, 10) > 0.12
    assert rate("sdsm", 490, 10) < 0.01


def test_within_documents_a_common_topic_is_no_tie(make_units):
    # Two documents on A and B, eight on others; within its document each is named as it falls.
    generator = np.random.default_rng(1)
    units = []
    for document in range(10):
        actors = "A B C" if document < 2 else "D E F"
        units += [" ".join(name for name in actors.split() if generator.random() < 0.5) or "X" for _ in range(20)]
    mentions, sentences = make_units(*units)
    sentences["doc_id"] = [f"d{place // 20}" for place in range(200)]
    anywhere = count_cooccurrence(mentions, sentences).set_index(["actor_a", "actor_b"])
    inside = count_cooccurrence(mentions, sentences, within="document").set_index(["actor_a", "actor_b"])
    assert anywhere.loc[("A", "B"), "verdict"] == "more often than chance"
    assert inside.loc[("A", "B"), "verdict"] == "not significant"
    assert inside.loc[("A", "B"), "chance"] > 2 * inside.loc[("A", "B"), "expected"]
    for test in ("sdsm", "sdsm_sizes"):
        table = count_cooccurrence(mentions, sentences, within="document", test=test).set_index(["actor_a", "actor_b"])
        assert table.loc[("A", "B"), "verdict"] in ("not significant", "not testable")


def test_within_documents_needs_documents_of_several_units(make_units):
    mentions, sentences = make_units(*["A B"] * 120)
    sentences["doc_id"] = sentences["sent_id"]
    with pytest.raises(InputError, match="no document has two units that name an actor"):
        count_cooccurrence(mentions, sentences, within="document")


@pytest.mark.parametrize("test", sorted(TESTS))
def test_no_test_stumbles_over_units_that_leave_nothing_to_test(make_units, test):
    assert count_cooccurrence(*make_units("", "A"), test=test, min_count=0).empty
    alone = count_cooccurrence(*make_units("A", "B", "A"), test=test, min_count=0, draws=10)
    assert alone["verdict"].tolist() in (["not testable"], ["not significant"])
    always = count_cooccurrence(*make_units(*["A B"] * 3), test=test, draws=10)
    assert always["verdict"].tolist() == ["not testable"]
    assert always["p"].isna().all() or (always["p"] >= 0.5).all()
    assert math.isnan(always["q"].iloc[0])
