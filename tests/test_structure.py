"""Structure: every division tried beside ours, structural holes by hand."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.structure import find_consensus, find_division, find_partition, measure_agreement, score_holes
from waijiao.structure.search import bound_frustration, search_divisions


def sign(size: int, *ties: tuple[int, int, int]) -> np.ndarray:
    signs = np.zeros((size, size), dtype="int64")
    for i, j, value in ties:
        signs[i, j] = signs[j, i] = value
    return signs


def ties_of(signs: np.ndarray) -> list[tuple[int, int, int]]:
    return [(i, j, int(signs[i, j])) for i, j in itertools.combinations(range(len(signs)), 2) if signs[i, j]]


def violate(signs: np.ndarray, sides: list[int]) -> int:
    return sum(sides[i] * sides[j] != value for i, j, value in ties_of(signs))


@st.composite
def signed(draw, most: int = 7) -> np.ndarray:
    size = draw(st.integers(1, most))
    ties = [(i, j, draw(st.sampled_from([-1, 0, 0, 1]))) for i, j in itertools.combinations(range(size), 2)]
    return sign(size, *ties)


@settings(max_examples=150, deadline=None)
@given(signed())
def test_division_is_as_good_as_the_best_of_all_and_knows_how_the_best_agree(signs):
    every = list(itertools.product((1, -1), repeat=len(signs)))
    fewest = min(violate(signs, sides) for sides in every)
    division = find_division(signs)
    assert violate(signs, division.sides.tolist()) == division.violated == division.bound == fewest
    best = [sides for sides in every if violate(signs, sides) == fewest]
    joined = nx.Graph([tie[:2] for tie in ties_of(signs)])
    for i, j in itertools.combinations(range(len(signs)), 2):
        together = sum(sides[i] == sides[j] for sides in best) / len(best)
        linked = i in joined and j in joined and nx.has_path(joined, i, j)
        assert division.agreement[i, j] == pytest.approx(together if linked else math.nan, nan_ok=True)
    assert [side == 0 for side in division.sides] == [i not in joined for i in range(len(signs))]


def test_of_equally_good_divisions_the_one_most_like_the_others_is_taken():
    # A ring of five, one tie of which is hostile: each of its five ties may be the one violated.
    ring = sign(5, (0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1), (0, 4, -1))
    division = find_division(ring)
    assert division.violated == 1
    assert division.agreement[0, 1] == pytest.approx(0.8)
    likeness = [sum(np.outer(sides, sides)[np.triu_indices(5, 1)] * (2 * division.agreement - 1)[np.triu_indices(5, 1)])
                for sides in itertools.product((1, -1), repeat=5) if violate(ring, sides) == 1]  # fmt: skip
    own = np.outer(division.sides, division.sides) * (2 * division.agreement - 1)
    assert own[np.triu_indices(5, 1)].sum() == pytest.approx(max(likeness))


@settings(max_examples=50, deadline=None)
@given(signed(), st.lists(st.sampled_from([1, -1]), min_size=7, max_size=7))
def test_turning_round_all_ties_of_some_actors_changes_no_frustration(signs, turned):
    flip = np.array(turned[: len(signs)])
    assert find_division(signs * np.outer(flip, flip)).violated == find_division(signs).violated


def test_actors_are_divided_block_by_block_so_that_chains_may_be_long():
    # Eight unbalanced triangles in a row, each sharing a corner with the next: seventeen actors, then thirty-three.
    for count in (8, 16):
        ties = [
            tie
            for k in range(0, 2 * count, 2)
            for tie in ((k, k + 1, -1), (k + 1, k + 2, -1), (k, k + 2, -1))
        ]  # fmt: skip
        assert find_division(sign(2 * count + 1, *ties)).violated == count


def test_more_than_twenty_actors_in_one_block_are_left_to_others():
    ring = [(i, (i + 1) % 21, 1) for i in range(21)]
    assert find_division(sign(21, *ring)) is None
    assert find_division(sign(20, *((i, (i + 1) % 20, -1) for i in range(20)))).violated == 0


@settings(max_examples=60, deadline=None)
@given(signed(most=9))
def test_search_finds_what_trying_finds_and_the_bound_is_never_above(signs):
    exact = find_division(signs)
    fewest, divisions = search_divisions(signs, 5, np.random.default_rng(0))
    assert fewest == exact.violated
    assert all(violate(signs, sides) == fewest for sides in divisions.tolist())
    assert bound_frustration(signs, len(signs) ** 2) <= fewest


@pytest.mark.parametrize(("size", "noise"), [(30, 0.0), (40, 0.1), (60, 0.2)])
def test_beyond_twenty_actors_two_planted_camps_come_back_and_the_bound_proves_them_best(size, noise):
    random = np.random.default_rng(size)
    sides = np.repeat([1, -1], size // 2)
    signs = np.triu(np.outer(sides, sides) * (random.random((size, size)) < 0.25), 1)
    wrong = np.triu(random.random((size, size)) < noise, 1)
    signs = np.where(wrong, -signs, signs)
    signs = signs + signs.T
    assert find_division(signs) is None
    division = find_division(signs, starts=10)
    assert violate(signs, division.sides.tolist()) == division.violated == division.bound <= violate(signs, sides)
    assert abs(division.sides @ sides) == size


def test_the_bound_is_told_apart_from_the_search_where_they_do_not_meet():
    # All of 24 are foes of all: 12 against 12 violates 2 * 66 ties, cycles alone prove a third of 276.
    signs = np.eye(24, dtype="int64") - 1
    division = find_division(signs, starts=3)
    assert (division.violated, division.bound) == (132, 92)


def test_cycles_longer_than_triangles_are_heeded_by_the_bound():
    ring = sign(25, *((i, (i + 1) % 25, -1) for i in range(25)))
    division = find_division(ring, starts=2)
    assert (division.violated, division.bound) == (1, 1)


def test_search_is_the_same_for_the_same_seed():
    random = np.random.default_rng(3)
    signs = np.triu(random.integers(-1, 2, (30, 30)), 1)
    signs = signs + signs.T
    first, second = (find_division(signs, starts=2, seed=7) for _ in range(2))
    assert first.sides.tolist() == second.sides.tolist()
    assert (first.violated, first.bound) == (second.violated, second.bound)


@settings(max_examples=80, deadline=None)
@given(signed(most=6))
def test_no_actor_alone_could_move_from_its_group_to_a_better_one(signs):
    groups = find_partition(signs.astype("float64"), np.random.default_rng(0))
    for actor in range(len(signs)):
        worth = [signs[actor][groups == group].sum() for group in range(len(signs) + 1)]
        assert worth[groups[actor]] == max(worth)


def test_partition_by_modularity_is_the_known_best_of_the_karate_club():
    graph = nx.karate_club_graph()
    ties = nx.to_numpy_array(graph, weight=None)
    degree = ties.sum(axis=1)
    random = np.random.default_rng(0)
    runs = np.array([find_partition(ties - np.outer(degree, degree) / degree.sum(), random) for _ in range(20)])
    groups = find_consensus(measure_agreement(runs))
    found = [set(np.flatnonzero(groups == group).tolist()) for group in set(groups.tolist())]
    # Brandes et al. 2008: no partition has more.
    assert nx.community.modularity(graph, found, weight=None) == pytest.approx(0.4197896, abs=1e-7)


def test_consensus_is_what_most_runs_say_of_most_pairs():
    runs = np.array([[0, 0, 1, 1, 2], [0, 0, 1, 1, 1], [0, 0, 0, 1, 2], [0, 1, 2, 2, 3]])
    agreement = measure_agreement(runs)
    assert (agreement[0, 1], agreement[2, 3], agreement[1, 2], agreement[3, 4]) == (0.75, 0.75, 0.25, 0.25)
    assert find_consensus(agreement).tolist() == [0, 0, 1, 1, 2]
    assert find_consensus(np.zeros((0, 0))).tolist() == []


def test_holes_of_a_hand_worked_network():
    # Actor 0 has four partners, of which only 1 and 2 know each other; actor 5 has none.
    weights = np.abs(sign(6, (0, 1, 1), (0, 2, 1), (0, 3, 1), (0, 4, 1), (1, 2, 1))).astype("float64")
    constraint, size = score_holes(weights)
    assert size[:5].tolist() == [4 - 2 * 1 / 4, 2 - 2 * 1 / 2, 2 - 2 * 1 / 2, 1, 1]
    assert constraint[0] == pytest.approx(2 * (0.25 + 0.25 * 0.5) ** 2 + 2 * 0.25**2)
    assert constraint[3] == 1
    assert np.isnan([constraint[5], size[5]]).all()
    assert [values.tolist() for values in score_holes(weights, [3, 0])] == [
        [1, pytest.approx(constraint[0])],
        [1, 3.5],
    ]
