"""Topic groups: who is named together more than its weight would suggest, as far as many runs agree."""

from itertools import combinations
from math import fsum, nan
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.structure import find_consensus, find_partition, measure_agreement
from waijiao.tables import make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]

__all__ = ["find_groups", "number_groups", "score_companions"]


def find_groups(graph: "nx.Graph[str]", *, resolution: float = 1.0, runs: int = 100, seed: int = 0) -> "pd.DataFrame":
    """Return topic groups: actors that are named together more than their weights would suggest.

    A topic group is no camp. Enemies are named together all the time, and the groups of co-occurrence put them side by
    side. Camps come from signed relations: :func:`find_camps`.

    Parameters
    ----------
    graph : networkx.Graph
        A network as :func:`build_network` returns it.
    resolution : float
        Above 1 for more and smaller groups, below 1 for fewer and larger ones.
    runs : int
        How often actors are tried in another random order; what most runs agree on is returned.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row per actor: table ``groups``, ordered by group, then name; equally large groups by their first names.
        An actor without edges is a group of its own.

    Raises
    ------
    InputError
        When ``resolution`` is not above 0, ``runs`` below 1, the graph is directed or a weight negative.

    See Also
    --------
    score_companions : How many runs put each two actors together.

    Notes
    -----
    Every run looks for the partition of greatest modularity by the method of Louvain [1]_ with a last round in which
    single actors may move. Single runs differ by the order in which actors are tried; the partition returned
    contradicts them on as few pairs as can be found. A low ``share`` says that the runs disagree about the actor.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("HAMAS", "ISR"), ("ISR", "QAT"), ("HAMAS", "QAT"), ("RUS", "UKR")])
    >>> find_groups(graph).values.tolist()
    [['HAMAS', 1, 1.0], ['ISR', 1, 1.0], ['QAT', 1, 1.0], ['RUS', 2, 1.0], ['UKR', 2, 1.0]]
    """
    agreement = _run(graph, resolution, runs, seed)
    rows = number_groups(sorted(graph), find_consensus(agreement, seed=seed), agreement)
    return make_table("groups", [{"actor": a, "group": number, "share": share} for a, number, share in rows])


def score_companions(
    graph: "nx.Graph[str]", *, resolution: float = 1.0, runs: int = 100, seed: int = 0
) -> "pd.DataFrame":
    """Score how many runs put each two actors into one topic group.

    Parameters
    ----------
    graph : networkx.Graph
        A network as :func:`build_network` returns it.
    resolution, runs, seed
        As in :func:`find_groups`, whose groups follow from these shares.

    Returns
    -------
    DataFrame
        One row per pair that some run puts together: table ``companions``, by falling share, then by names.

    Raises
    ------
    InputError
        As :func:`find_groups`.

    Examples
    --------
    >>> import networkx as nx
    >>> score_companions(nx.Graph([("RUS", "UKR"), ("IRN", "USA")])).values.tolist()
    [['IRN', 'USA', 1.0], ['RUS', 'UKR', 1.0]]
    """
    actors, agreement = sorted(graph), _run(graph, resolution, runs, seed)
    shares = {(i, j): float(agreement[i, j]) for i, j in combinations(range(len(actors)), 2) if agreement[i, j] > 0}
    order = sorted(shares, key=lambda pair: (-shares[pair], pair))
    return make_table(
        "companions", [{"actor_a": actors[i], "actor_b": actors[j], "share": shares[i, j]} for i, j in order]
    )


def _run(graph: "nx.Graph[str]", resolution: float, runs: int, seed: int) -> "Floats":
    """Return in what share of the runs every two actors, in alphabetical order, stand in one group."""
    import networkx as nx
    import numpy as np

    if resolution <= 0:
        raise InputError(f"`resolution` is {resolution}; give a number above 0, 1 being usual.")
    if runs < 1:
        raise InputError(f"`runs` is {runs}; give the number of runs to agree, 1 or more.")
    if graph.is_directed():
        raise InputError("`graph` is directed; topic groups are of undirected networks, such as build_network returns.")
    if not graph:
        return np.zeros((0, 0))
    ties = nx.to_numpy_array(graph, nodelist=sorted(graph), weight="weight")
    if (ties < 0).any():
        raise InputError("`graph` has negative weights, which set apart; find_camps is for signed networks.")
    strength = ties.sum(axis=1)
    benefit = ties - resolution * np.outer(strength, strength) / max(strength.sum(), 1e-300)
    random = np.random.default_rng(seed)
    return measure_agreement(np.array([find_partition(benefit, random) for _ in range(runs)]))


def number_groups(
    actors: list[str], groups: "Ints", agreement: "Floats", grouped: list[bool] | None = None
) -> list[tuple[str, int, float]]:
    """Return every actor with its group's number, the largest 1, and its mean agreement with the rest of it.

    Actors that are not ``grouped``, if it is given, come last and have number 0.
    """
    grouped = [True] * len(actors) if grouped is None else grouped
    members: dict[int, list[int]] = {}
    for place, group in enumerate(groups.tolist()):
        if grouped[place]:
            members.setdefault(group, []).append(place)
    rows = []
    for number, places in enumerate(sorted(members.values(), key=lambda places: (-len(places), places)), 1):
        for place in places:
            others = [float(agreement[place, other]) for other in places if other != place]
            rows.append((actors[place], number, fsum(others) / len(others) if others else nan))
    return rows + [(actor, 0, nan) for actor, part in zip(actors, grouped, strict=True) if not part]
