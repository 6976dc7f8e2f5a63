"""Backbone: the edges of a weighted network that weigh more than their ends' strength would have it."""

from typing import TYPE_CHECKING

from waijiao.errors import InputError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["build_backbone", "score_disparity"]


def score_disparity(graph: "nx.Graph[str]") -> "pd.DataFrame":
    """Return how surprising the weight of each edge is, seen from its two ends (disparity filter).

    The filter asks of each actor whether it spreads its strength evenly over its partners. It knows nothing of
    how the weights came about: for who is named together, ask :func:`count_cooccurrence`, whose tests do. It is for
    networks that come as weights: trade, votes, visits, or a network made elsewhere.

    Parameters
    ----------
    graph : networkx.Graph
        An undirected network whose edges have a ``weight`` above 0 (1 where there is none).

    Returns
    -------
    DataFrame
        One row per edge: table ``disparity``, ordered by names.

    Raises
    ------
    InputError
        When the graph is directed, has several edges between two actors or one from an actor to itself, or a weight is
        not above 0.

    Notes
    -----
    If an actor of strength s shared it out at random among its d partners, a share of w / s or more would fall to one
    of them with probability (1 - w / s)^(d - 1): ``p_a`` and ``p_b``; 1 for an actor with one partner, which says
    nothing. ``p`` is the smaller of the two.

    References
    ----------
    .. M. A. Serrano, M. Boguñá and A. Vespignani, "Extracting the multiscale backbone of complex weighted networks",
       PNAS 106, 2009.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("QAT", "USA", 8), ("QAT", "TUR", 1), ("QAT", "EGY", 1)])
    >>> score_disparity(graph)[["actor_a", "actor_b", "p"]].round(2).values.tolist()
    [['EGY', 'QAT', 0.81], ['QAT', 'TUR', 0.81], ['QAT', 'USA', 0.04]]
    """
    import numpy as np
    import pandas as pd

    _check_graph(graph)
    actors = sorted(graph)
    places = {actor: place for place, actor in enumerate(actors)}
    edges = [(places[a], places[b], weight) for a, b, weight in graph.edges(data="weight", default=1)]
    # Whole numbers below 2^53 are exact.
    table = np.array(edges, dtype="float64").reshape(-1, 3)
    ends, weights = np.sort(table[:, :2].astype("int64"), axis=1), table[:, 2]
    if not (weights > 0).all():
        place = np.flatnonzero(~(weights > 0))[0]
        a, b = (actors[end] for end in ends[place])
        raise InputError(f"The edge {a} – {b} has the weight {weights[place]}; give weights above 0.")
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    ends, weights = ends[order], weights[order]
    strength = np.bincount(ends.ravel(), weights.repeat(2), minlength=len(actors))
    degree = np.bincount(ends.ravel(), minlength=len(actors))
    p = np.maximum(1 - weights[:, None] / strength[ends], 0) ** (degree[ends] - 1)
    names = pd.Series(actors, dtype="str")
    columns = {f"actor_{side}": names.take(ends[:, place]).array for place, side in enumerate("ab")}
    return pd.DataFrame(columns | {"weight": weights, "p_a": p[:, 0], "p_b": p[:, 1], "p": p.min(axis=1)})


def _check_graph(graph: "nx.Graph[str]") -> None:
    import networkx as nx

    if graph.is_directed() or graph.is_multigraph():
        raise InputError("The network is directed, or has several edges between two actors; give an undirected one.")
    if loop := next(iter(nx.selfloop_edges(graph)), None):
        raise InputError(f"The network has an edge from {loop[0]} to itself; remove it first.")


def build_backbone(graph: "nx.Graph[str]", *, alpha: float = 0.05) -> "nx.Graph[str]":
    """Return the network without the edges that weigh no more than chance would have it (disparity filter).

    Parameters
    ----------
    graph : networkx.Graph
        As for :func:`score_disparity`.
    alpha : float
        An edge stays when its p is below ``alpha`` at one end or the other.

    Returns
    -------
    networkx.Graph
        All actors, and the edges that stay, with what they carry and their ``p``. The given network is not changed.

    Raises
    ------
    InputError
        As :func:`score_disparity`, or when ``alpha`` is not between 0 and 1.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("QAT", "USA", 8), ("QAT", "TUR", 1), ("QAT", "EGY", 1)])
    >>> sorted(build_backbone(graph).edges)
    [('QAT', 'USA')]
    """
    if not 0 < alpha < 1:
        raise InputError(f"`alpha` is {alpha}; give a level between 0 and 1, such as 0.05.")
    table = score_disparity(graph)
    kept = table[table["p"] < alpha]
    backbone = graph.copy()
    backbone.remove_edges_from(list(graph.edges))
    for a, b, p in zip(kept["actor_a"], kept["actor_b"], kept["p"], strict=True):
        backbone.add_edge(a, b, **graph.edges[a, b], p=float(p))
    return backbone
