"""The formulas: every measure of one focal actor from the masses of the pairs.

All functions take matrices over the universe and the position ``f`` of the focal actor in it. Undefined is NaN.
"""

from itertools import combinations
from math import fsum, isnan, log, nan
from typing import TYPE_CHECKING, NamedTuple

from waijiao.acts import Masses, score_channels, score_hostility
from waijiao.structure import find_division, score_holes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waijiao.acts.gathering import Flags, Floats, Ints

__all__ = [
    "Parts", "count_frustration", "find_hostile_pairs", "measure_breadth", "measure_constraint", "measure_credit",
    "measure_equidistance", "measure_giving", "measure_hostile_betweenness", "measure_own_signs", "measure_parts",
    "measure_triads",
]  # fmt: skip


class Parts(NamedTuple):
    """The four parts of the index, 0 to 1 each."""

    openness: float
    camp_evenness: float
    bridging: float
    amity: float

    @property
    def geometric(self) -> float:
        """D360 = (O E R A) ** 1/4; NaN when a part is."""
        return nan if any(map(isnan, self)) else float(_product(self) ** 0.25)

    @property
    def arithmetic(self) -> float:
        """The mean of the parts, beside the index; NaN when a part is."""
        return fsum(self) / 4


def _product(values: "Sequence[float]") -> float:
    product = 1.0
    for value in values:
        product *= value
    return product


def find_hostile_pairs(masses: Masses, f: int | None = None) -> tuple["Ints", "Ints"]:
    """Return the pairs with N > 0, without those of ``f``, as two arrays of positions."""
    import numpy as np

    one, other = np.nonzero(np.triu(masses.conflict, 1) > 0)
    keep = np.ones(len(one), dtype="bool") if f is None else (one != f) & (other != f)
    return one[keep], other[keep]


def measure_parts(masses: Masses, f: int, camps: "Ints", tau: float, lam: float) -> Parts:
    """Return openness, camp evenness, bridging and amity of ``f``.

    Parameters
    ----------
    masses : Masses
        P, N and K.
    f : int
        The focal actor's position.
    camps : array of int
        Every actor's camp as a number; that of ``f`` is not read.
    tau, lam : float
        Constants of channel and stance.

    Returns
    -------
    Parts
        Openness: mean c over the alters. Camp evenness: entropy of P over the camps of the alters / ln of their
        number. Bridging: h-weighted mean of min(c_fi, c_fj) over hostile pairs without f. Amity: (P_f + 1/2) /
        (P_f + N_f + 1).
    """
    import numpy as np

    alters = np.arange(len(camps)) != f
    channel = masses.contact[f] / (masses.contact[f] + tau)
    cooperation, conflict = masses.cooperation[f, alters], masses.conflict[f].sum()
    total = cooperation.sum()
    one, other = find_hostile_pairs(masses, f)
    hostility = score_hostility(masses, lam)[one, other]
    bridge = np.minimum(channel[one], channel[other])
    return Parts(
        float(channel[alters].mean()) if alters.any() else nan,
        _evenness(cooperation, camps[alters]),
        float((hostility * bridge).sum() / hostility.sum()) if len(one) else nan,
        float((total + 0.5) / (total + conflict + 1)),
    )


def _evenness(cooperation: "Floats", camps: "Ints") -> float:
    import numpy as np

    groups = np.bincount(camps)
    if (groups > 0).sum() < 2:
        return nan
    shares = np.bincount(camps, cooperation)
    return _entropy(shares) / log((groups > 0).sum())


def _entropy(masses: "Floats") -> float:
    import numpy as np

    total = masses.sum()
    shares = masses[masses > 0] / total if total > 0 else masses[:0]
    return float(-(shares * np.log(shares)).sum()) + 0.0


def measure_breadth(masses: Masses, f: int) -> tuple[float, float]:
    """Return the Hill numbers D1 = exp(entropy) and D2 = 1 / sum p^2 of f's cooperation; 0 without cooperation."""
    import numpy as np

    cooperation = masses.cooperation[f]
    total = cooperation.sum()
    if not total:
        return 0.0, 0.0
    return float(np.exp(_entropy(cooperation))), float(1 / ((cooperation / total) ** 2).sum())


def measure_credit(masses: Masses, f: int, tau: float, lam: float) -> float:
    """Return X: each hostile pair's weight shared among its bridgers in proportion to min(c), over the total weight."""
    import numpy as np

    channel = score_channels(masses, tau)
    one, other = find_hostile_pairs(masses)
    if not len(one):
        return nan
    hostility = score_hostility(masses, lam)[one, other]
    bridge = np.minimum(channel[one], channel[other])
    bridge[np.arange(len(one)), one] = bridge[np.arange(len(one)), other] = 0
    whole = bridge.sum(axis=1)
    mine = np.divide(bridge[:, f], whole, out=np.zeros(len(one)), where=whole > 0)
    return float((hostility * mine).sum() / hostility.sum())


def measure_triads(signs: "Ints", f: int) -> tuple[int, int, int]:
    """Return f's fully signed triads, those that Heider calls unbalanced, and those (+, +, -) with f at the apex."""
    around = [j for j in range(len(signs)) if signs[f, j]]
    closed = [(int(signs[f, i]), int(signs[f, j]), int(signs[i, j])) for i, j in combinations(around, 2) if signs[i, j]]
    return len(closed), sum(_product(triad) < 0 for triad in closed), sum(triad == (1, 1, -1) for triad in closed)


def count_frustration(signs: "Ints") -> float:
    """Return L, the fewest ties that any division into two factions violates; NaN beyond twenty entangled actors."""
    division = find_division(signs)
    return nan if division is None else float(division.violated)


def measure_own_signs(masses: Masses, f: int) -> tuple[float, float]:
    """Return ambivalence 2 sum min(P, N) / sum (P + N), and the entropy in bits of the share of cooperation."""
    import numpy as np

    cooperation, conflict = masses.cooperation[f], masses.conflict[f]
    total = cooperation.sum() + conflict.sum()
    if not total:
        return nan, nan
    split = np.array([cooperation.sum(), conflict.sum()])
    return float(2 * np.minimum(cooperation, conflict).sum() / total), _entropy(split) / log(2)


def measure_equidistance(masses: Masses, f: int, lam: float) -> float:
    """Return the h-weighted mean of 2 min(P_fi, P_fj) / (P_fi + P_fj) over hostile pairs without f; 0 for no P."""
    import numpy as np

    one, other = find_hostile_pairs(masses, f)
    if not len(one):
        return nan
    hostility = score_hostility(masses, lam)[one, other]
    left, right = masses.cooperation[f, one], masses.cooperation[f, other]
    both = left + right
    even = np.divide(2 * np.minimum(left, right), both, out=np.zeros(len(one)), where=both > 0)
    return float((hostility * even).sum() / hostility.sum())


def measure_giving(directed: "Floats", f: int) -> tuple[float, float]:
    """Return give (Out - In) / (Out + In) and asymmetry sum |out_j - in_j| / (Out + In), of cooperation."""
    import numpy as np

    given, received = directed[f], directed[:, f]
    total = given.sum() + received.sum()
    if not total:
        return nan, nan
    return float((given.sum() - received.sum()) / total), float(np.abs(given - received).sum() / total)


def measure_constraint(masses: Masses, f: int) -> tuple[float, float]:
    """Return Burt's constraint and effective size of f in the channel graph, weighted by K; NaN without a channel."""
    constraint, size = score_holes(masses.contact, [f])
    return float(constraint[0]), float(size[0])


def measure_hostile_betweenness(masses: Masses, f: int, lam: float) -> float:
    """Return the h-weighted share of shortest channel paths between hostile pairs (without f) that run through f."""
    import numpy as np

    one, other = find_hostile_pairs(masses, f)
    if not len(one):
        return nan
    hostility = score_hostility(masses, lam)[one, other]
    distance, paths = _count_paths(masses.contact > 0)
    through = distance[one, f] + distance[f, other] == distance[one, other]
    share = np.divide(
        paths[one, f] * paths[f, other], paths[one, other],
        out=np.zeros(len(one)), where=through & np.isfinite(distance[one, other]),
    )  # fmt: skip
    return float((hostility * share).sum() / hostility.sum())


def _count_paths(linked: "Flags") -> tuple["Floats", "Floats"]:
    """Return the length and the number of the shortest paths between all pairs (length infinite when there is none)."""
    import numpy as np

    size = len(linked)
    distance = np.where(np.eye(size, dtype="bool"), 0.0, np.inf)
    paths, frontier = np.eye(size), np.eye(size)
    for length in range(1, size):
        frontier = (frontier @ linked) * np.isinf(distance)
        if not frontier.any():
            break
        distance[frontier > 0] = length
        paths += frontier
    return distance, paths
