"""Graphs from tables: who is named together, and who acts how towards whom."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, TableError, suggest
from waijiao.lexicon import Names, read_names
from waijiao.tables import check_choice, check_columns, check_table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["Weight", "build_ego_network", "build_network", "build_signed_network", "label_actor"]

Weight = Literal["k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi"]

_WEIGHTS = ("k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi")
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
    ...     weighted_k=3.0, chance=2.0, p=0.2, q=0.2, testable=True, evidence="a:s000 a:s001 a:s004")])
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
        target with ``events`` (also as ``weight``, for the width of lines), ``coop``, ``conf``, ``stance`` (NaN with
        insufficient evidence), ``sign``: 1 or -1 when the stance is at least .2 away from 0, otherwise 0, and
        ``evidence`` where the relations have it.

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
            weight=float(row["events"]),
            events=int(row["events"]),
            coop=float(row["coop"]),
            conf=float(row["conf"]),
            stance=stance,
            sign=int(stance >= _SIGN_THRESHOLD) - int(stance <= -_SIGN_THRESHOLD),
            **({"evidence": row["evidence"]} if "evidence" in row else {}),
        )
    return network


def build_ego_network(graph: "nx.Graph[str]", actor: str, *, radius: int = 1) -> "nx.Graph[str]":
    """Return one actor's part of a network: itself, its partners, and what joins them.

    Parameters
    ----------
    graph : networkx.Graph or DiGraph
        Any network of these pages.
    actor : str
        The actor in the middle.
    radius : int
        How many steps away others may be; along edges of either direction.

    Returns
    -------
    networkx.Graph or DiGraph
        A part of its own, nodes in alphabetical order with all attributes and ``distance`` (steps from the actor),
        edges with all attributes.

    Raises
    ------
    InputError
        When ``actor`` is not in the graph, or ``radius`` below 1.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("QAT", "USA"), ("USA", "ISR"), ("QAT", "HAMAS"), ("HAMAS", "ISR")])
    >>> build_ego_network(graph, "USA").nodes(data="distance")
    NodeDataView({'ISR': 1, 'QAT': 1, 'USA': 0}, data='distance')
    """
    import networkx as nx

    if actor not in graph:
        raise InputError(f"`actor` is {actor!r}, which is not in the network.{suggest(actor, sorted(graph))}")
    if radius < 1:
        raise InputError(f"`radius` is {radius}; give a number of steps, 1 or more.")
    steps = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), actor, cutoff=radius)
    ego = graph.__class__()
    ego.add_nodes_from((node, graph.nodes[node] | {"distance": steps[node]}) for node in sorted(steps))
    edges = graph.edges(data=True)
    ego.add_edges_from((one, other, dict(data)) for one, other, data in edges if one in steps and other in steps)
    return ego
