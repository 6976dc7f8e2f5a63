"""Measures: how strongly two actors are tied, from the numbers of units that name them."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["score_ties"]

# Two-sided 95 % of the normal distribution.
_SPREAD = 1.959963984540054
# G² needs at least this many units expected in each of the four cells.
_ENOUGH_EXPECTED = 5


def score_ties(k: "Array", f_a: "Array", f_b: "Array", n: "Array") -> dict[str, "Array"]:
    """Return every measure of pairs of actors; see the notes of :func:`waijiao.count_cooccurrence`."""
    import numpy as np

    expected = f_a * f_b / n
    with np.errstate(divide="ignore", invalid="ignore"):
        # ln 0 / -ln 0 has the limit -1; 0 / 0, for a pair that every unit names, has none.
        npmi = np.where(k == 0, -1.0, np.log(k / expected) / -np.log(k / n))
    return {
        "expected": expected,
        "lift": k / expected,
        **_find_interval(k, f_a, f_b, n),
        "jaccard": k / (f_a + f_b - k),
        "dice": 2 * k / (f_a + f_b),
        "cosine": k / np.sqrt(f_a * f_b),
        "npmi": npmi,
        "g2": _score_g2(k, f_a, f_b, n),
    }


def _find_interval(k: "Array", f_a: "Array", f_b: "Array", n: "Array") -> dict[str, "Array"]:
    """Return the ends of lift's interval, by the delta method on its logarithm."""
    import numpy as np

    together = np.where(k > 0, k, np.nan)
    lift = together * n / (f_a * f_b)
    variance = 1 / together - 1 / f_a - 1 / f_b + (2 * lift - 1) / n
    spread = _SPREAD * np.sqrt(np.maximum(variance, 0))
    return {"lift_low": lift * np.exp(-spread), "lift_high": lift * np.exp(spread)}


def _score_g2(k: "Array", f_a: "Array", f_b: "Array", n: "Array") -> "Array":
    import numpy as np
    from scipy.special import xlogy

    observed = np.array([k, f_a - k, f_b - k, n - f_a - f_b + k])
    expected = np.array([f_a * f_b, f_a * (n - f_b), (n - f_a) * f_b, (n - f_a) * (n - f_b)]) / n
    enough = (expected >= _ENOUGH_EXPECTED).all(axis=0)
    g2 = 2 * xlogy(observed, observed / np.where(enough, expected, 1)).sum(axis=0)
    # 0 or more but for rounding; negative says rarer than expected.
    return np.where(enough, np.maximum(g2, 0) * np.where(k < expected[0], -1, 1), np.nan)
