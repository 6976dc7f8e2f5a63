"""Graphs from tables: building them, ranking their actors, finding their groups."""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, TableError
from waijiao.lexicon import Names, read_names
from waijiao.tables import check_choice, check_columns, check_table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["Measure", "Weight", "build_network", "build_signed_network", "find_groups", "rank_actors"]

Weight = Literal["k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi"]
Measure = Literal["strength", "degree", "eigenvector"]

_WEIGHTS = ("k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi")
_MEASURES = ("strength", "degree", "eigenvector")
# A stance nearer to 0 than this has no sign, as in the compass.
_SIGN_THRESHOLD = 0.2


def build_network(
    pairs: "pd.DataFrame",
    *,
    weight: Weight = "k",
    min_count: int = 1,
    mentions: "pd.DataFrame | None" = None,
    names: Names | None = None,
) -> "nx.Graph[str]":
    """Return the network of actors that are named together.

    Parameters
    ----------
    pairs : DataFrame
        Pairs as :func:`waijiao.count_cooccurrence` returns them.
    weight : {"k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi"}
        The column that becomes the edges' ``weight``. A pair whose weight is not above 0 (an npmi of 0 or less: named
        together no more than chance would have it) gets no edge.
    min_count : int
        Leave out edges of fewer common units. The actors stay.
    mentions : DataFrame, optional
        Mentions, to count them per actor (of every role).
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default.

    Returns
    -------
    networkx.Graph
        Nodes in alphabetical order, each with ``label`` (the Chinese name, or the id), ``actor``, ``label_zh``,
        ``label_en``, ``units`` (how many name it) and ``mentions`` (0 without mentions). Edges with ``weight``, every
        measure that can be a weight, and ``evidence`` (ids of the units).

    Raises
    ------
    TableError
        When columns are missing, or a pair stands in several rows.
    InputError
        When ``weight`` is unknown, ``min_count`` below 1, or ``names`` no mapping of pairs.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> pairs = make_table("pairs", [dict(actor_a="QAT", actor_b="USA", k=3, f_a=4, f_b=3, n=6, expected=2.0,
    ...     lift=1.5, lift_low=0.9, lift_high=2.5, jaccard=0.75, dice=0.857, cosine=0.866, npmi=0.585, g2=4.3,
    ...     weighted_k=3.0, p=0.2, q=0.2, testable=True, evidence="a:s000 a:s001 a:s004")])
    >>> network = build_network(pairs)
    >>> network.edges["QAT", "USA"]["weight"], network.nodes["QAT"]["units"]
    (3.0, 4)
    """
    import networkx as nx

    check_choice(weight, _WEIGHTS, "weight")
    if min_count < 1:
        raise InputError(f"`min_count` is {min_count}; give the least number of common units, 1 or more.")
    check_table(pairs, "pairs", ["actor_a", "actor_b", "f_a", "f_b", *_WEIGHTS, "evidence"])
    _check_unique(pairs, ["actor_a", "actor_b"], "pairs")
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(_describe_actors(pairs, mentions, read_names(names)))
    for row in pairs.sort_values(["actor_a", "actor_b"]).to_dict("records"):
        if row["k"] >= min_count and row[weight] > 0:
            measures = {column: float(row[column]) for column in _WEIGHTS[1:]}
            network.add_edge(
                row["actor_a"],
                row["actor_b"],
                weight=float(row[weight]),
                k=int(row["k"]),
                **measures,
                evidence=row["evidence"],
            )
    return network


def _check_unique(table: "pd.DataFrame", key: list[str], argument: str) -> None:
    repeated = table.loc[table.duplicated(key), key]
    if len(repeated):
        raise TableError(
            f"`{argument}` holds {' and '.join(map(str, repeated.iloc[0]))} several times; choose the rows of "
            "one group (one period, one outlet) before building a graph."
        )


def _describe_actors(
    pairs: "pd.DataFrame", mentions: "pd.DataFrame | None", names: Names
) -> list[tuple[str, dict[str, Any]]]:
    units = dict(zip(pairs["actor_a"], pairs["f_a"], strict=True)) | dict(
        zip(pairs["actor_b"], pairs["f_b"], strict=True)
    )
    counts: dict[Hashable, int] = {}
    if mentions is not None:
        check_columns(mentions, ["principal"], "mentions")
        counts = mentions["principal"].value_counts().to_dict()
    return [
        (
            actor,
            label_actor(actor, names) | {"units": int(units[actor]), "mentions": int(counts.get(actor, 0))},
        )
        for actor in sorted(units)
    ]


def label_actor(actor: str, names: Names) -> dict[str, str]:
    """Return how a node of this actor is labelled; Gephi shows ``label``."""
    zh, en = names.get(actor, ("", ""))
    return {"actor": actor, "label": zh or actor, "label_zh": zh or actor, "label_en": en or actor}


def build_signed_network(relations: "pd.DataFrame", *, names: Names | None = None) -> "nx.DiGraph[str]":
    """Return the directed network of who stands how towards whom.

    Parameters
    ----------
    relations : DataFrame
        Relations as :func:`waijiao.summarize_stance` returns them by source and target.
    names : mapping of str to (str, str), optional
        As in :func:`build_network`.

    Returns
    -------
    networkx.DiGraph
        Nodes in alphabetical order with ``actor``, ``label``, ``label_zh`` and ``label_en``; edges from source to
        target with ``events``, ``coop``, ``conf``, ``stance`` (NaN with insufficient evidence) and ``sign``: 1 or -1
        when the stance is at least .2 away from 0, otherwise 0.

    Raises
    ------
    TableError
        When columns are missing, or an ordered pair stands in several rows (relations by period or outlet).
    InputError
        When ``names`` is no mapping of pairs.

    Examples
    --------
    >>> import pandas as pd
    >>> relations = pd.DataFrame({"source": ["ISR"], "target": ["HAMAS"], "events": [3], "coop": [0.0],
    ...     "conf": [3.0], "stance": [-1.0]})
    >>> build_signed_network(relations).edges["ISR", "HAMAS"]["sign"]
    -1
    """
    import networkx as nx

    check_columns(relations, ["source", "target", "events", "coop", "conf", "stance"], "relations")
    _check_unique(relations, ["source", "target"], "relations")
    known = read_names(names)
    network: nx.DiGraph[str] = nx.DiGraph()
    for actor in sorted(set(relations["source"]) | set(relations["target"])):
        network.add_node(actor, **label_actor(actor, known))
    for row in relations.sort_values(["source", "target"]).to_dict("records"):
        stance = float(row["stance"])
        network.add_edge(
            row["source"],
            row["target"],
            events=int(row["events"]),
            coop=float(row["coop"]),
            conf=float(row["conf"]),
            stance=stance,
            sign=int(stance >= _SIGN_THRESHOLD) - int(stance <= -_SIGN_THRESHOLD),
        )
    return network


def rank_actors(graph: "nx.Graph[str]", *, measure: Measure = "strength") -> "pd.DataFrame":
    """Return the actors with their centralities, the most central first.

    Parameters
    ----------
    graph : networkx.Graph
        A network as :func:`build_network` returns it.
    measure : {"strength", "degree", "eigenvector"}
        What to order by. In a small dense network almost everybody has the same degree: read strength first.

    Returns
    -------
    DataFrame
        One row per actor: ``actor``, ``degree`` (partners, int64), ``strength`` (sum of the weights of its edges,
        float64) and ``eigenvector`` (0 to 1, float64). Ordered by ``measure``, falling; ties by name.

    Raises
    ------
    InputError
        When ``measure`` is unknown.

    Notes
    -----
    Eigenvector centrality: the eigenvector of the weighted adjacency matrix's largest eigenvalue, scaled to length 1,
    as in networkx. In a network of several components it says something about one of them only: the largest (by
    actors, then by name); all others have 0. It is 0 for everybody when there are no edges.

    References
    ----------
    .. P. Bonacich, "Power and centrality: a family of measures", American Journal of Sociology 92, 1987.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("QAT", "USA", 3), ("HAMAS", "QAT", 5)])
    >>> rank_actors(graph)[["actor", "degree", "strength"]].values.tolist()
    [['QAT', 2, 8.0], ['HAMAS', 1, 5.0], ['USA', 1, 3.0]]
    """
    import pandas as pd

    check_choice(measure, _MEASURES, "measure")
    actors = sorted(graph)
    eigenvector = _score_eigenvector(graph)
    table = pd.DataFrame(
        {
            "actor": pd.Series(actors, dtype="str"),
            "degree": pd.Series([graph.degree(actor) for actor in actors], dtype="int64"),
            "strength": pd.Series([graph.degree(actor, weight="weight") for actor in actors], dtype="float64"),
            "eigenvector": pd.Series([eigenvector.get(actor, 0.0) for actor in actors], dtype="float64"),
        }
    )
    # Rounding makes equal what differs only by the last bits of the arithmetic.
    order = table.assign(measure=table[measure].round(12)).sort_values(["measure", "actor"], ascending=[False, True])
    return order.drop(columns="measure").reset_index(drop=True)


def _score_eigenvector(graph: "nx.Graph[str]") -> dict[str, float]:
    import networkx as nx
    import numpy as np

    components = sorted((sorted(component) for component in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    if not graph.number_of_edges():
        return {}
    actors = components[0]
    _, vectors = np.linalg.eigh(nx.to_numpy_array(graph, nodelist=actors, weight="weight"))
    return dict(zip(actors, np.abs(vectors[:, -1]).tolist(), strict=True))


def find_groups(graph: "nx.Graph[str]", *, resolution: float = 1.0, seed: int = 0) -> "pd.DataFrame":
    """Return topic groups: actors that are named together more than their weights would suggest.

    A topic group is no camp. Enemies are named together all the time, and the groups of co-occurrence put them side by
    side. Camps come from signed relations.

    Parameters
    ----------
    graph : networkx.Graph
        A network as :func:`build_network` returns it.
    resolution : float
        Above 1 for more and smaller groups, below 1 for fewer and larger ones.
    seed : int
        Seed of the order in which actors are tried. Another seed may give other groups; try several before you
        believe in one.

    Returns
    -------
    DataFrame
        One row per actor: ``actor`` and ``group`` (int64, from 1, the largest group first, equally large ones by
        their first name). Ordered by group, then name. An actor without edges is a group of its own.

    Raises
    ------
    InputError
        When ``resolution`` is not above 0.

    References
    ----------
    .. V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008 (Louvain).

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("HAMAS", "ISR"), ("ISR", "QAT"), ("HAMAS", "QAT"), ("RUS", "UKR")])
    >>> find_groups(graph).values.tolist()
    [['HAMAS', 1], ['ISR', 1], ['QAT', 1], ['RUS', 2], ['UKR', 2]]
    """
    import networkx as nx
    import pandas as pd

    if resolution <= 0:
        raise InputError(f"`resolution` is {resolution}; give a number above 0, 1 being usual.")
    actors = sorted(graph)
    places = {actor: place for place, actor in enumerate(actors)}
    # Numbers in a fixed order, because the result depends on the order and sets of words have none.
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(actors)))
    numbered.add_weighted_edges_from(sorted(_number_edges(graph, places)))
    found = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=seed)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    rows = [(actors[place], number) for number, group in enumerate(groups, 1) for place in group]
    return pd.DataFrame(rows, columns=["actor", "group"]).astype({"actor": "str", "group": "int64"})


def _number_edges(graph: "nx.Graph[str]", places: dict[str, int]) -> Iterator[tuple[int, int, float]]:
    for actor_a, actor_b, weight in graph.edges(data="weight", default=1.0):
        ends = places[actor_a], places[actor_b]
        yield min(ends), max(ends), weight
