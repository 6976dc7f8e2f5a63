"""Structural holes: who holds the threads between others that are not joined themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, Any]

__all__ = ["score_holes"]


def score_holes(weights: "Floats", positions: Sequence[int] | None = None) -> tuple["Floats", "Floats"]:
    """Return Burt's constraint and the effective size of actors in a network of channels.

    Parameters
    ----------
    weights : array of float
        Symmetric matrix of the channels' weights, 0 for none.
    positions : sequence of int, optional
        For which actors; all by default.

    Returns
    -------
    tuple of array of float
        Constraint and effective size, in the order of ``positions``; NaN without a channel.

    Notes
    -----
    Constraint: sum over partners j of (p_ij + sum_q p_iq p_qj)^2, p the shares of an actor's weight. Effective size:
    n - 2 t / n for n partners with t channels among them, weights aside (Borgatti). Both as networkx computes them.

    References
    ----------
    .. R. S. Burt, "Structural Holes", 1992. S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures",
       Connections 20, 1997.

    Examples
    --------
    >>> import numpy as np
    >>> star = np.array([[0, 1, 1], [1, 0, 0], [1, 0, 0.0]])
    >>> [column.tolist() for column in score_holes(star)]
    [[0.5, 1.0, 1.0], [2.0, 1.0, 1.0]]
    """
    import networkx as nx
    import numpy as np

    graph = nx.from_numpy_array(weights)
    wanted = list(range(len(weights))) if positions is None else list(positions)
    constraint, size = nx.constraint(graph, nodes=wanted, weight="weight"), nx.effective_size(graph, nodes=wanted)
    return np.array([constraint[i] for i in wanted], dtype="float64"), np.array([size[i] for i in wanted], "float64")
