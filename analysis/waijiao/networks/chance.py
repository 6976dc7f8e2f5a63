"""Chance: how often two actors would meet by chance, and how likely it is that they meet as often as they do."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.networks.configuration import expect_overlaps, fit_configuration, score_sums
from waijiao.networks.curveball import draw_overlaps
from waijiao.networks.tails import score_middle

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from waijiao.networks.units import Naming

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["TESTS", "Pairs", "collect_pairs"]

# A tail that fewer draws reach is computed from the mean of the draws.
_ENOUGH_DRAWS = 10


@dataclass(frozen=True)
class Pairs:
    """All pairs of actors: who is named where, and where chance may move names.

    Attributes
    ----------
    named : array
        Whether each unit (column) names each actor (row).
    blocks : list of slice
        The units within which names are exchanged.
    first, second : array
        The rows of the two actors of each pair.
    k : array
        Units that name both.
    """

    named: "Array"
    blocks: list[slice]
    first: "Array"
    second: "Array"
    k: "Array"


# Units expected to name both, p, and the smallest p that the pair could have reached.
Chance: TypeAlias = tuple["Array", "Array", "Array"]


def collect_pairs(tally: "pd.DataFrame", naming: "Naming", within: str) -> Pairs:
    """Return all pairs of a tally with the units behind them; within documents, each document is a block."""
    import numpy as np

    actors = sorted({actor for named in naming.actors.values() for actor in named})
    rows = {actor: row for row, actor in enumerate(actors)}
    named = np.zeros((len(actors), len(naming.actors)), dtype=bool)
    for column, found in enumerate(naming.actors.values()):
        named[[rows[actor] for actor in found], column] = True
    # Units stand in the order of their documents.
    documents = list(naming.documents.values()) if within == "document" else [""] * named.shape[1]
    starts = [place for place, name in enumerate(documents) if place == 0 or documents[place - 1] != name]
    blocks = [slice(start, end) for start, end in pairwise([*starts, len(documents)])]
    first, second = (tally[column].map(rows).to_numpy(dtype="int64") for column in ("actor_a", "actor_b"))
    return Pairs(named, blocks, first, second, tally["k"].to_numpy(dtype="int64"))


def _score_hypergeometric(pairs: Pairs, _draws: int, _seed: int) -> Chance:
    """Take every unit for as likely to name an actor as every other (Fisher's exact test, one-sided)."""
    import numpy as np
    from scipy.stats import hypergeom

    units, n = pairs.named.sum(axis=1), pairs.named.shape[1]
    f_a, f_b = units[pairs.first], units[pairs.second]
    p, smallest = (hypergeom.sf(end - 1, n, f_a, f_b) for end in (pairs.k, np.minimum(f_a, f_b)))
    return f_a * f_b / n, p, smallest


def _score_nothing(pairs: Pairs, draws: int, seed: int) -> Chance:
    import numpy as np

    *_, smallest = _score_hypergeometric(pairs, draws, seed)
    return np.full(len(smallest), np.nan), np.full(len(smallest), np.nan), smallest


def _score_fdsm(pairs: Pairs, draws: int, seed: int) -> Chance:
    """Exchange names at random: every actor is named as often, every unit names as many."""
    import numpy as np

    above, equal, total = np.zeros(len(pairs.k)), np.zeros(len(pairs.k)), np.zeros((len(pairs.blocks), len(pairs.k)))
    for overlaps in draw_overlaps(pairs.named, pairs.blocks, draws=draws, seed=seed):
        drawn = overlaps[:, pairs.first, pairs.second]
        total += drawn
        meetings = drawn.sum(axis=0)
        above += meetings > pairs.k
        equal += meetings == pairs.k
    # What is observed is one of the possible tables: no p is 0, and no two are thought never to meet because they are
    # too rare to meet in the draws.
    units = np.array([pairs.named[:, block].sum(axis=1) for block in pairs.blocks])
    f_a, f_b = units[:, pairs.first], units[:, pairs.second]
    chance = np.minimum((total + 1 / len(pairs.blocks)) / (draws + 1), np.minimum(f_a, f_b))
    tail, smallest = score_middle(f_a, f_b, chance, pairs.k)
    p = (above + (equal + 1) / 2) / (draws + 1)
    return total.sum(axis=0) / draws, np.where(above + equal < _ENOUGH_DRAWS, tail, p), smallest


def _score_sdsm(pairs: Pairs, _draws: int, _seed: int) -> Chance:
    """Keep how often actors are named and how many units name on average (bipartite configuration model)."""
    import numpy as np

    shares, counts, most = [], [], np.zeros(len(pairs.k), dtype="int64")
    for block in pairs.blocks:
        table = pairs.named[:, block]
        units, (sizes, number) = table.sum(axis=1), np.unique(table.sum(axis=0), return_counts=True)
        share = np.zeros((len(units), len(sizes)))
        share[units > 0] = fit_configuration(units[units > 0], sizes, number)
        shares.append(share[pairs.first] * share[pairs.second])
        counts.append(number)
        most += np.minimum(units[pairs.first], units[pairs.second])
    chance, p, smallest = score_sums(shares, counts, pairs.k, most)
    return chance, p, smallest


def _score_sdsm_sizes(pairs: Pairs, _draws: int, _seed: int) -> Chance:
    """Take the same model of the units of each size by themselves, given that size."""
    import numpy as np

    named, chance = [np.zeros((0, len(pairs.named)), dtype="int64")], [np.zeros((0, len(pairs.k)))]
    for block in pairs.blocks:
        sizes = pairs.named[:, block].sum(axis=0)
        for size in np.unique(sizes[sizes > 1]):
            table = pairs.named[:, block][:, sizes == size]
            units = table.sum(axis=1)
            there = np.flatnonzero(units)
            overlaps = np.zeros((len(units), len(units)))
            overlaps[np.ix_(there, there)] = expect_overlaps(units[there], int(size), table.shape[1])
            named.append(units[None, :])
            chance.append(overlaps[pairs.first, pairs.second][None, :])
    units, expected = np.concatenate(named), np.concatenate(chance)
    p, smallest = score_middle(units[:, pairs.first], units[:, pairs.second], expected, pairs.k)
    return expected.sum(axis=0), p, smallest


TESTS: dict[str, Callable[[Pairs, int, int], Chance]] = {
    "none": _score_nothing,
    "hypergeometric": _score_hypergeometric,
    "fdsm": _score_fdsm,
    "sdsm": _score_sdsm,
    "sdsm_sizes": _score_sdsm_sizes,
}
