"""Chance by a model: the bipartite configuration model, of all units together and of units of one size."""

from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.networks.tails import SMALLEST_P

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["expect_overlaps", "fit_configuration", "score_sums"]

# Sums are met to this many units; so many steps at the most.
_CLOSE = 1e-10
_STEPS = 500
# Further from the mean, in standard deviations and in meetings, there is nothing to add up.
_FAR = 12
_MOST_PAIRS = 2000


def fit_configuration(units: "Array", sizes: "Array", counts: "Array") -> "Array":
    """Return the probability that a unit of each size (column) names each actor (row).

    Of all models that expect each actor in as many units as it is in, and each unit to name as many as it does, the
    one that assumes nothing else [1]_: p = x y / (1 + x y), x the actor's, y the size's. ``units`` holds how many units
    name each actor, ``sizes`` how many actors a unit names, ``counts`` how many units name so many.

    References
    ----------
    .. [1] F. Saracco et al., "Randomizing bipartite networks: the case of the World Trade Web", Scientific Reports 5,
       2015.
    """
    import numpy as np
    from scipy.special import expit

    degrees, back, times = np.unique(units, return_inverse=True, return_counts=True)
    logs = np.log(np.concatenate([degrees, sizes]) / np.sqrt(units.sum()))
    for _ in range(_STEPS):
        share = expit(logs[: len(degrees), None] + logs[len(degrees) :])
        excess = np.concatenate([times * (share @ counts - degrees), counts * (times @ share - sizes)])
        if np.abs(excess).max() < _CLOSE:
            break
        # Newton's step, no longer than 1. One direction is flat (every x larger, every y smaller); lstsq leaves it.
        flow = share * (1 - share) * times[:, None] * counts
        slope = np.block([[np.diag(flow.sum(axis=1)), flow], [flow.T, np.diag(flow.sum(axis=0))]])
        step = np.linalg.lstsq(slope, excess, rcond=None)[0]
        logs -= step / max(1.0, np.abs(step).max())
    return np.asarray(share[back])


def expect_overlaps(units: "Array", size: int, count: int) -> "Array":
    """Return in how many of ``count`` units that name ``size`` actors each two actors meet by chance.

    ``units`` holds how many of them name each actor. For units of one size the model is p = units / count; of its
    outcomes only those count that name ``size`` actors (conditional Poisson sampling [1]_). Averaging over the unit
    circle leaves just these.

    References
    ----------
    .. [1] X.-H. Chen, A. P. Dempster and J. S. Liu, "Weighted finite population sampling to maximize entropy",
       Biometrika 81, 1994.
    """
    import numpy as np

    # As many points as the number of actors takes values; an odd number, so that -1, where a factor may be 0, is not
    # among them.
    points = len(units) + 1 + len(units) % 2
    circle = np.exp(2j * np.pi * np.arange(points) / points)
    share = (units / count)[:, None]
    factors = 1 - share + share * circle
    whole = factors.prod(axis=0) * circle**-size
    taken = share * circle / factors
    scale = count / whole.real.sum()
    # In step with how often each is really named; never more than the rarer of the two.
    ratio = units / (scale * (taken @ whole).real)
    overlaps = scale * ((taken * whole) @ taken.T).real * ratio * ratio[:, None]
    return np.asarray(np.clip(overlaps, 0, np.minimum.outer(units, units)))


def score_sums(shares: list["Array"], counts: list["Array"], k: "Array", most: "Array") -> tuple["Array", ...]:
    """Return mean, P(k or more) and P(most or more) of sums of independent trials (Poisson-binomial).

    Each part of the lists holds the probabilities of all pairs (rows) in several classes of units (columns), and how
    many units each class has. The distribution is read off its Fourier transform [1]_.

    References
    ----------
    .. [1] Y. Hong, "On computing the distribution function for the Poisson binomial distribution", Computational
       Statistics & Data Analysis 59, 2013.
    """
    import numpy as np

    if len(k) > _MOST_PAIRS:
        halves = (slice(None, len(k) // 2), slice(len(k) // 2, None))
        parts = [score_sums([share[half] for share in shares], counts, k[half], most[half]) for half in halves]
        return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))
    moments = np.array([(p @ number, (p * (1 - p)) @ number) for p, number in zip(shares, counts, strict=True)])
    mean, variance = moments.sum(axis=0)
    length = 2 ** int(np.ceil(np.log2((mean + _FAR * (np.sqrt(variance) + 1)).max() + 2)))
    step = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length) - 1
    transform = np.ones((len(k), len(step)), dtype=complex)
    for share, number in zip(shares, counts, strict=True):
        for probability, times in zip(share.T, number, strict=True):
            some = np.flatnonzero(probability)
            transform[some] *= (1 + probability[some, None] * step) ** times
    tails = np.fft.irfft(transform, length)[:, ::-1].cumsum(axis=1)[:, ::-1]
    ends = (tails[np.arange(len(k)), np.minimum(end, length - 1)] for end in (k, most))
    return mean, *(np.clip(end, SMALLEST_P, 1) for end in ends)
