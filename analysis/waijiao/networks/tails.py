"""Tails: how likely a pair meets as often as it does, once it is known how often it would meet by chance."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["SMALLEST_P", "score_middle"]

SMALLEST_P = 1e-15
"""Smaller probabilities are not told from 0."""

# Fewer meetings than this are none but for the last digits of the computation.
_NEVER = 1e-6
# Further from the mean, in standard deviations and in meetings, there is nothing to add up.
_FAR = 12


def score_middle(f_a: "Array", f_b: "Array", chance: "Array", k: "Array") -> tuple["Array", "Array"]:
    """Return P(more than k) + ½ P(k), and the smallest such number within each pair's reach.

    All but ``k`` are blocks by pairs: units that name the one and the other, and in how many the two would meet by
    chance. The blocks' meetings add up. If all units of a block were equal, their number would be hypergeometric;
    unequal units are worth fewer equal ones, f_a f_b / chance: in so many the two would meet just as often.
    """
    import numpy as np

    lows, sums = np.zeros(len(k), dtype="int64"), [np.ones(1)] * len(k)
    for block_a, block_b, block_chance in zip(f_a, f_b, chance, strict=True):
        meets = np.flatnonzero(block_chance > _NEVER)
        if not len(meets):
            continue
        low, parts = _spread(block_a[meets], block_b[meets], block_chance[meets])
        lows[meets] += low
        for place, part in zip(meets, parts, strict=True):
            sums[place] = np.convolve(sums[place], part)
    most = np.where(chance > _NEVER, np.minimum(f_a, f_b), 0).sum(axis=0)
    return _read_middle(sums, k - lows), _read_middle(sums, most - lows)


def _read_middle(sums: list["Array"], ends: "Array") -> "Array":
    """Return P(more than the end) + ½ P(the end) of each distribution, which begins at 0."""
    import numpy as np

    middles = [
        1.0 if end < 0 else float(total[end + 1 :].sum() + total[end : end + 1].sum() / 2)
        for total, end in zip(sums, ends.tolist(), strict=True)
    ]
    return np.clip(middles, SMALLEST_P, 1)


def _spread(f_a: "Array", f_b: "Array", chance: "Array") -> tuple["Array", list["Array"]]:
    """Return the least number of meetings of each pair worth to be told, and the probabilities from there upwards."""
    import numpy as np

    far = _FAR * (np.sqrt(chance) + 1)
    low = np.maximum(np.floor(chance - far), 0).astype("int64")
    high = np.minimum(np.ceil(chance + far), np.minimum(f_a, f_b)).astype("int64")
    lengths = high - low + 1
    ends = lengths.cumsum()
    pair = np.repeat(np.arange(len(f_a)), lengths)
    meetings = np.arange(len(pair)) - np.repeat(ends - lengths - low, lengths)
    probability = sum(
        weight[pair] * _score_meetings(meetings, units[pair], f_a[pair], f_b[pair])
        for units, weight in _weigh_units(f_a, f_b, chance)
    )
    return low, np.split(probability, ends[:-1])


def _score_meetings(k: "Array", units: "Array", f_a: "Array", f_b: "Array") -> "Array":
    """Return hypergeometric probabilities (those of scipy, many at a time and ten times faster)."""
    import numpy as np
    from scipy.special import gammaln

    def choose(n: "Array", k: "Array") -> "Array":
        return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)

    possible = f_a + f_b - k <= units
    k = np.where(possible, k, f_b)
    logs = choose(f_a, k) + choose(units - f_a, f_b - k) - choose(units, f_b)
    return np.where(possible, np.exp(logs), 0)


def _weigh_units(f_a: "Array", f_b: "Array", chance: "Array") -> list[tuple["Array", "Array"]]:
    """Return the two whole numbers of equal units around the exact one, and their weights, which keep the mean."""
    import numpy as np

    exact = f_a * f_b / chance
    fewer = np.maximum(np.floor(exact), np.maximum(f_a, f_b))
    weight = np.clip((fewer + 1 - exact) * fewer / exact, 0, 1)
    return [(fewer, weight), (fewer + 1, 1 - weight)]
