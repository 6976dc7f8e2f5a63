"""Camps: who stands with whom, by friends and foes, and what speaks against it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError
from waijiao.networks.balance import read_signs
from waijiao.networks.groups import number_groups
from waijiao.structure import Division, find_consensus, find_division, find_partition, measure_agreement
from waijiao.tables import check_choice, check_columns, make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]

__all__ = ["Camping", "find_camps", "list_contradictions"]

Camping = Literal["best", "factions", "layers"]


def find_camps(
    network: "nx.Graph[str]", *, method: Camping = "best", runs: int = 100, starts: int = 20, seed: int = 0
) -> "pd.DataFrame":
    """Return camps: actors that stand with their friends and against their foes, as far as the ties allow.

    Parameters
    ----------
    network : networkx.Graph
        A signed network as :func:`build_stance_network` returns it.
    method : {"best", "factions", "layers"}
        ``factions``: two in each component, with the fewest ties against them. ``layers``: any number, by modularity
        of the friendly ties less that of the hostile ones, as what most of many runs agree on. ``best``: factions
        where they are found exactly by trying (twenty entangled actors at most), otherwise layers.
    runs : int
        Runs of the layers, each in another random order.
    starts : int
        Random starts of the search for factions among more than twenty entangled actors.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row per actor: table ``camps``, ordered by camp, then name, actors in no camp last.

    Raises
    ------
    InputError
        When the network is directed, its edges have no ``sign``, ``method`` is unknown, or a number is below 1.

    Notes
    -----
    A low ``share`` says that as good a division would put the actor elsewhere: a mediator, or one about whom there is
    too little evidence. Where runs of the layers disagree, camps fall apart into what most of them have in common.
    Actors that no path of signed ties joins are never in one camp. Camps are what the text tells
    of relations, not what states are.

    References
    ----------
    .. V. A. Traag and J. Bruggeman, "Community detection in networks with positive and negative links", Physical
       Review E 80, 2009.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("ISR", "USA", sign=1)
    >>> network.add_edge("HAMAS", "ISR", sign=-1)
    >>> network.add_edge("HAMAS", "IRN", sign=1)
    >>> find_camps(network)[["actor", "camp"]].values.tolist()
    [['HAMAS', 1], ['IRN', 1], ['ISR', 2], ['USA', 2]]
    """
    check_choice(method, ("best", "factions", "layers"), "method")
    for name, number in (("runs", runs), ("starts", starts)):
        if number < 1:
            raise InputError(f"`{name}` is {number}; expected 1 or more.")
    actors, signs = read_signs(network)
    division = None if method == "layers" else find_division(signs, starts=starts * (method == "factions"), seed=seed)
    if division is not None:
        camps, agreement = _split_factions(division), division.agreement
    else:
        camps, agreement = _agree_on_layers(signs, runs, seed)
    found = number_groups(actors, camps, agreement, [bool(row.any()) for row in signs])
    name = "layers" if division is None else "factions"
    return make_table(
        "camps", [{"actor": a, "camp": number, "share": share, "method": name} for a, number, share in found]
    )


def _split_factions(division: Division) -> "Ints":
    """Return a number per faction and component: sides of different components have nothing to do with each other."""
    import numpy as np

    camps = np.full(len(division.sides), -1, dtype="int64")
    for actor, side in enumerate(division.sides):
        if side and camps[actor] < 0:
            joined = ~np.isnan(division.agreement[actor])
            camps[joined & (division.sides == side)] = actor
    return camps


def _agree_on_layers(signs: "Ints", runs: int, seed: int) -> tuple["Ints", "Floats"]:
    import numpy as np

    random = np.random.default_rng(seed)
    benefit = _weigh_layer(signs > 0) - _weigh_layer(signs < 0)
    agreement = measure_agreement(np.array([find_partition(benefit, random) for _ in range(runs)]))
    return find_consensus(agreement, seed=seed), agreement


def _weigh_layer(ties: "Ints") -> "Floats":
    """Return the modularity of every pair: its tie less what the two actors' numbers of ties would give."""
    import numpy as np

    degree = ties.sum(axis=1).astype("float64")
    layer: Floats = ties - np.outer(degree, degree) / max(degree.sum(), 1.0)
    return layer


def list_contradictions(network: "nx.Graph[str]", camps: "pd.DataFrame | Mapping[str, str]") -> "pd.DataFrame":
    """Return the signed ties that speak against camps: friends in two of them, foes in one.

    Parameters
    ----------
    network : networkx.Graph
        A signed network as :func:`build_stance_network` returns it.
    camps : DataFrame or mapping of str to str
        ``actor`` and ``camp`` as :func:`find_camps` returns them, or an analyst's own mapping of actor to camp, such
        as :func:`waijiao.read_camps`. Ties of actors without a camp are passed over.

    Returns
    -------
    DataFrame
        One row per tie: table ``contradictions``, in alphabetical order.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When the network is directed or its edges have no ``sign``.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("QAT", "USA", sign=1, evidence="a:s003")
    >>> list_contradictions(network, {"QAT": "GULF", "USA": "WEST"}).values.tolist()
    [['QAT', 'USA', 1, 'a:s003']]
    """
    if not isinstance(camps, Mapping):
        check_columns(camps, ["actor", "camp"], "camps")
        camps = {actor: str(camp) for actor, camp in zip(camps["actor"], camps["camp"], strict=True) if camp}
    read_signs(network)
    rows = []
    for one, other in sorted(sorted(edge) for edge in network.edges):
        data = network.edges[one, other]
        if data["sign"] and one in camps and other in camps and (camps[one] == camps[other]) != (data["sign"] > 0):
            found = {"sign": int(data["sign"]), "evidence": data.get("evidence", "")}
            rows.append({"actor_a": one, "actor_b": other, **found})
    return make_table("contradictions", rows)
