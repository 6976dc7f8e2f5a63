"""Who is central: strength with the interval of its rank, and brokers on open channels."""

import re
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError
from waijiao.structure import score_holes
from waijiao.tables import CONTRACTS, check_choice, make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]

__all__ = ["Broking", "Drawn", "Measure", "rank_actors", "rank_brokers"]

Measure = Literal["strength", "degree", "eigenvector"]
Broking = Literal["constraint", "effective_size", "betweenness", "closeness"]
Drawn = Literal["evidence", "document"]

_MEASURES = ("strength", "degree", "eigenvector")
_BROKING = ("constraint", "effective_size", "betweenness", "closeness")
# Draws whose weights are held in memory at once.
_CHUNK = 100
# The document of a unit: qatar of qatar:s012, qatar:b002 and qatar:p003.
_PART = re.compile(r":[sbp]\d+$")


def rank_actors(
    graph: "nx.Graph[str]",
    *,
    measure: Measure = "strength",
    unit: Drawn = "evidence",
    draws: int = 1000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Return the actors with their centralities, the most central first, and how sure their ranks are.

    Parameters
    ----------
    graph : networkx.Graph
        A network as :func:`build_network` returns it.
    measure : {"strength", "degree", "eigenvector"}
        What to order by. In a small dense network almost everybody has the same degree: read strength first.
    unit : {"evidence", "document"}
        What the interval draws: the units in the edges' ``evidence``, or, for a corpus, whose units hang together,
        their documents.
    draws : int
        Bootstrap draws.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row per actor: table ``ranks``, ordered by rank, then name. ``low`` and ``high`` are NaN for the degree,
        which no draw changes, and where edges have no evidence.

    Raises
    ------
    InputError
        When ``measure`` or ``unit`` is unknown, ``draws`` is below 1, or the graph is directed.

    See Also
    --------
    rank_brokers : Betweenness, closeness and structural holes, where paths mean something.

    Notes
    -----
    Eigenvector centrality: the eigenvector of the weighted adjacency matrix's largest eigenvalue, scaled to length 1,
    as in networkx [1]_. In a network of several components it says something about one of them only: the largest (by
    actors, then by name); all others have 0. It is 0 for everybody when there are no edges.

    The interval is a Bayesian bootstrap [2]_: every unit gets a random weight (exponential, which is Dirichlet but for
    the scale, and ranks have none), an edge the share of the weight of its units. The classical bootstrap would drop
    more than a third of the units in each draw, and with them every edge that rests on one, so that actors named
    seldom would always sink. Units that name no pair do not matter to ranks here, and need not be known. For weights
    other than ``k`` (lift, Jaccard ...) how often each actor is named at all is taken as it is.

    It says how much the order hangs on single units, nothing about whether these were well chosen.

    References
    ----------
    .. [1] P. Bonacich, "Power and centrality: a family of measures", American Journal of Sociology 92, 1987.
    .. [2] D. B. Rubin, "The Bayesian bootstrap", Annals of Statistics 9, 1981.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("QAT", "USA", weight=3.0, evidence="a:s000 a:s001 a:s004")
    >>> graph.add_edge("HAMAS", "QAT", weight=1.0, evidence="a:s002")
    >>> rank_actors(graph)[["actor", "rank", "low", "high", "strength"]].values.tolist()
    [['QAT', 1, 1.0, 1.0, 4.0], ['USA', 2, 2.0, 3.0, 3.0], ['HAMAS', 3, 2.0, 3.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    check_choice(measure, _MEASURES, "measure")
    check_choice(unit, ("evidence", "document"), "unit")
    if draws < 1:
        raise InputError(f"`draws` is {draws}; expected 1 or more.")
    if graph.is_directed():
        raise InputError(
            "`graph` is directed; centralities here are of undirected networks. Give what build_network or "
            "build_stance_network returns, or graph.to_undirected()."
        )
    actors = sorted(graph)
    weights = np.array([float(graph.edges[edge].get("weight", 1.0)) for edge in graph.edges])
    scores = {
        "degree": np.array([float(graph.degree(actor)) for actor in actors]),
        "strength": _sum_strengths(graph, actors, weights[None, :])[0],
        "eigenvector": _score_eigenvectors(graph, actors, weights[None, :])[0],
    }
    ranks = _rank(scores[measure][None, :])[0]
    low, high = _find_interval(graph, actors, measure, unit, draws, seed)
    table = pd.DataFrame({"actor": actors, "rank": ranks, "low": low, "high": high, **scores})
    contract = CONTRACTS["ranks"]
    typed = table.astype({column: contract.dtype(column) for column in contract.columns})[list(contract.columns)]
    return typed.sort_values(["rank", "actor"]).reset_index(drop=True)


def _rank(values: "Floats") -> "Floats":
    """Return ranks by row, 1 the highest; equal values share the better place."""
    import numpy as np
    from scipy.stats import rankdata

    # Rounding makes equal what differs only by the last bits of the arithmetic.
    ranks: Floats = rankdata(-values.round(12), method="min", axis=1).astype("float64")
    return ranks if values.shape[1] else np.zeros(values.shape)


def _sum_strengths(graph: "nx.Graph[str]", actors: list[str], weights: "Floats") -> "Floats":
    """Return everybody's strength for each row of edge weights; a tie with oneself counts twice, as in networkx."""
    import numpy as np

    place = {actor: number for number, actor in enumerate(actors)}
    ends = np.zeros((graph.number_of_edges(), len(actors)))
    for number, (one, other) in enumerate(graph.edges):
        ends[number, place[one]] += 1
        ends[number, place[other]] += 1
    strengths: Floats = weights @ ends
    return strengths


def _score_eigenvectors(graph: "nx.Graph[str]", actors: list[str], weights: "Floats") -> "Floats":
    """Return everybody's eigenvector centrality for each row of edge weights."""
    import networkx as nx
    import numpy as np

    scores = np.zeros((len(weights), len(actors)))
    if not graph.number_of_edges():
        return scores
    largest = min((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    inside = [actors.index(actor) for actor in largest]
    place = {actor: number for number, actor in enumerate(largest)}
    edges = [(n, place[a], place[b]) for n, (a, b) in enumerate(graph.edges) if a in place]
    numbers, one, other = np.array(edges, dtype="int64").T
    matrices = np.zeros((len(weights), len(largest), len(largest)))
    matrices[:, one, other] = matrices[:, other, one] = weights[:, numbers]
    scores[:, inside] = np.abs(np.linalg.eigh(matrices)[1][:, :, -1])
    return scores


def _find_interval(
    graph: "nx.Graph[str]", actors: list[str], measure: str, unit: str, draws: int, seed: int
) -> tuple["Floats", "Floats"]:
    """Return the best and the worst rank in the middle 95 % of the draws."""
    import numpy as np

    evidence = [str(graph.edges[edge].get("evidence", "")).split() for edge in graph.edges]
    if measure == "degree" or not evidence or not all(evidence):
        nothing = np.full(len(actors), np.nan)
        return nothing, nothing
    shares = _share_edges(graph, evidence, unit)
    score = _sum_strengths if measure == "strength" else _score_eigenvectors
    random = np.random.default_rng(seed)
    ranks = []
    for done in range(0, draws, _CHUNK):
        drawn = random.standard_exponential((min(_CHUNK, draws - done), shares.shape[0]))
        ranks.append(_rank(score(graph, actors, np.asarray((shares.T @ drawn.T).T))))
    low, high = np.quantile(np.concatenate(ranks), [0.025, 0.975], axis=0, method="inverted_cdf")
    return low, high


def _share_edges(graph: "nx.Graph[str]", evidence: list[list[str]], unit: str) -> Any:
    """Return a sparse matrix of units and edges: what each unit contributes to the edge's weight."""
    from scipy.sparse import coo_matrix

    place: dict[str, int] = {}
    rows, columns, values = [], [], []
    for column, (edge, names) in enumerate(zip(graph.edges, evidence, strict=True)):
        for name in names:
            drawn = _PART.sub("", name) if unit == "document" else name
            rows.append(place.setdefault(drawn, len(place)))
            columns.append(column)
            values.append(float(graph.edges[edge].get("weight", 1.0)) / len(names))
    entries: Any = (values, (rows, columns))
    return coo_matrix(entries, shape=(len(place), len(evidence))).tocsr()


def _read_weights(graph: "nx.Graph[str]", actors: list[str]) -> "Floats":
    import networkx as nx
    import numpy as np

    if not actors:
        return np.zeros((0, 0))
    weights: Floats = nx.to_numpy_array(graph, nodelist=actors, weight="weight")
    return weights


def rank_brokers(channels: "nx.Graph[str]", *, measure: Broking = "constraint") -> "pd.DataFrame":
    """Return who stands between others on open channels, the greatest broker first.

    Parameters
    ----------
    channels : networkx.Graph
        A network as :func:`build_channel_network` returns it. Networks of co-occurrence are refused: along a
        channel a message can pass, but nothing passes between two actors because one sentence names them both.
    measure : {"constraint", "effective_size", "betweenness", "closeness"}
        What to order by: the lowest constraint, or the highest of the others.

    Returns
    -------
    DataFrame
        One row per actor: table ``brokers``, actors without a channel last, ties by name.

    Raises
    ------
    InputError
        When an edge has no ``channel``, or ``measure`` is unknown.

    Notes
    -----
    Constraint weighs channels by K; effective size, betweenness and closeness count them, however wide. Betweenness is
    the share of the shortest paths between others that run through the actor, over all pairs of others (NaN with fewer
    than three actors); closeness (r/(n-1)) * r / (sum of steps to the r actors that can be reached), as in networkx.
    All four describe the network that the text tells of; few events make a sparse one.

    References
    ----------
    .. R. S. Burt, "Structural Holes", 1992. L. C. Freeman, "Centrality in social networks", Social Networks 1, 1979.

    Examples
    --------
    >>> import networkx as nx
    >>> channels = nx.Graph()
    >>> for partner in ("IRN", "TALIBAN", "USA"):
    ...     channels.add_edge("QAT", partner, weight=1.0, channel=0.5)
    >>> rank_brokers(channels)[["actor", "channels", "constraint", "betweenness"]].head(2).round(2).values.tolist()
    [['QAT', 3, 0.33, 1.0], ['IRN', 1, 1.0, 0.0]]
    """
    import networkx as nx

    check_choice(measure, _BROKING, "measure")
    edges: Any = channels.edges(data="channel")
    for one, other, width in edges:
        if width is None:
            raise InputError(
                f"`channels` has an edge without `channel`, {one}–{other}; give what build_channel_network returns. "
                "Paths among actors that are named together mean nothing."
            )
    actors = sorted(channels)
    holes = score_holes(_read_weights(channels, actors))
    between = nx.betweenness_centrality(channels) if len(actors) > 2 else dict.fromkeys(actors, float("nan"))
    near = nx.closeness_centrality(channels)
    rows = [
        {
            "actor": actor,
            "channels": channels.degree(actor),
            "constraint": constraint,
            "effective_size": size,
            "betweenness": between[actor],
            "closeness": near[actor] if channels.degree(actor) else float("nan"),
        }
        for actor, constraint, size in zip(actors, *holes, strict=True)
    ]
    table = make_table("brokers", rows)
    key = table[measure].round(12) * (1 if measure == "constraint" else -1)
    order = table.assign(_key=key.mask(table["channels"] == 0)).sort_values(["_key", "actor"], na_position="last")
    return order.drop(columns="_key").reset_index(drop=True)
