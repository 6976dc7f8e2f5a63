"""Structure: every division tried beside ours, structural holes by hand."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.structure import find_division, score_holes


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
