"""What passed between every two actors: masses of cooperation, conflict and contact, and what follows from them.

All matrices run over the universe of the acts in both directions; the diagonal is 0.
"""

from typing import TYPE_CHECKING, NamedTuple

from waijiao.acts.gathering import Acts

if TYPE_CHECKING:
    from waijiao.acts.gathering import Floats, Ints

__all__ = [
    "Masses", "score_channels", "score_hostility", "score_stance", "sign_stance", "sum_directed", "sum_masses",
]  # fmt: skip


class Masses(NamedTuple):
    """Symmetric matrices over the universe: cooperation P, conflict N, and contact K, the part of P that is contact.

    Attributes
    ----------
    cooperation, conflict, contact : array of float
        P, N and K of every pair.
    """

    cooperation: "Floats"
    conflict: "Floats"
    contact: "Floats"


def sum_masses(acts: Acts, factor: "Floats | None" = None) -> Masses:
    """Return the masses of every unordered pair.

    Parameters
    ----------
    acts : Acts
        The evidence.
    factor : array of float, optional
        One number per act by which its mass is multiplied, as a resampling scheme wants it.

    Returns
    -------
    Masses
        Symmetric matrices in the order of ``acts.actors``, diagonal 0.

    Notes
    -----
    P = sum of m over acts with polarity +1, N over polarity -1, K the part of P whose act is a channel;
    m = weight of the modality x value.

    Examples
    --------
    >>> from waijiao.acts import gather_acts
    >>> from waijiao.tables import make_table
    >>> act = dict(source="QAT", target="USA", category="CONSULT", quad=1, score=2.5, goldstein=1.0, polarity=1,
    ...     intensity=1, modality="actual", mutual=False, channel=True, quoted=False, start=0, end=2)
    >>> sum_masses(gather_acts(make_table("events", [act, act]))).contact.round(3).tolist()
    [[0.0, 0.667], [0.667, 0.0]]
    """
    mass = acts.mass if factor is None else acts.mass * factor
    warm = mass * (acts.polarity > 0)
    return Masses(_sum(acts, warm), _sum(acts, mass * (acts.polarity < 0)), _sum(acts, warm * acts.channel))


def _sum(acts: Acts, mass: "Floats") -> "Floats":
    import numpy as np

    size = len(acts.actors)
    flat: Floats = np.bincount(acts.first * size + acts.second, mass, size * size).reshape(size, size)
    return flat + flat.T


def sum_directed(acts: Acts) -> "Floats":
    """Return the directed cooperation: row the giver, column the receiver; a mutual act counts in both directions.

    Parameters
    ----------
    acts : Acts
        The evidence.

    Returns
    -------
    array of float
        Summed masses of cooperative acts, in the order of ``acts.actors``.

    Examples
    --------
    >>> from waijiao.acts import gather_acts
    >>> from waijiao.tables import make_table
    >>> aid = dict(source="QAT", target="LBN", category="AID", quad=2, score=10.0, goldstein=7.0, polarity=1,
    ...     intensity=3, modality="actual", mutual=False, channel=True, quoted=False, start=0, end=2)
    >>> sum_directed(gather_acts(make_table("events", [aid]))).tolist()  # LBN, QAT
    [[0.0, 0.0], [1.0, 0.0]]
    """
    import numpy as np

    size = len(acts.actors)
    warm = acts.mass * (acts.polarity > 0)
    there = np.bincount(acts.first * size + acts.second, warm * acts.forward, size * size)
    back = np.bincount(acts.second * size + acts.first, warm * acts.backward, size * size)
    directed: Floats = (there + back).reshape(size, size)
    return directed


def score_channels(masses: Masses, tau: float) -> "Floats":
    """Return how open the channel between every two actors is.

    Parameters
    ----------
    masses : Masses
        P, N and K.
    tau : float
        The contact at which a channel is half open.

    Returns
    -------
    array of float
        c = K / (K + tau), 0 to below 1.

    Examples
    --------
    >>> import numpy as np
    >>> score_channels(Masses(np.array([3.0]), np.array([0.0]), np.array([3.0])), 1.0).tolist()
    [0.75]
    """
    return masses.contact / (masses.contact + tau)


def score_stance(masses: Masses, lam: float) -> "Floats":
    """Return how every two actors stand to each other, net.

    Parameters
    ----------
    masses : Masses
        P, N and K.
    lam : float
        How much evidence is held against taking a side: the more, the nearer to 0.

    Returns
    -------
    array of float
        s = (P - N) / (P + N + lambda), between -1 and 1.

    Examples
    --------
    >>> import numpy as np
    >>> score_stance(Masses(np.array([1.0]), np.array([2.0]), np.array([0.0])), 1.0).tolist()
    [-0.25]
    """
    return (masses.cooperation - masses.conflict) / (masses.cooperation + masses.conflict + lam)


def score_hostility(masses: Masses, lam: float) -> "Floats":
    """Return how hostile every two actors are, whatever else passes between them.

    Parameters
    ----------
    masses : Masses
        P, N and K.
    lam : float
        As for :func:`score_stance`.

    Returns
    -------
    array of float
        h = N / (P + N + lambda), 0 to below 1.

    Examples
    --------
    >>> import numpy as np
    >>> score_hostility(Masses(np.array([1.0]), np.array([2.0]), np.array([0.0])), 1.0).tolist()
    [0.5]
    """
    return masses.conflict / (masses.cooperation + masses.conflict + lam)


def sign_stance(masses: Masses, lam: float, threshold: float) -> "Ints":
    """Return who is friend and who is foe.

    Parameters
    ----------
    masses : Masses
        P, N and K.
    lam : float
        As for :func:`score_stance`.
    threshold : float
        From which absolute stance on there is a sign.

    Returns
    -------
    array of int
        1, -1, or 0 where the stance does not reach the threshold.

    Examples
    --------
    >>> import numpy as np
    >>> masses = Masses(np.array([3.0, 1.0]), np.array([0.0, 2.0]), np.array([0.0, 0.0]))
    >>> sign_stance(masses, 1.0, 0.2).tolist()
    [1, -1]
    """
    import numpy as np

    stance = score_stance(masses, lam)
    return np.where(np.abs(stance) >= threshold, np.sign(stance), 0).astype("int64")
