"""Two-mode networks: actors and the documents that name them or the words that stand beside them; their projections."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, TableError
from waijiao.lexicon import Names, read_names
from waijiao.networks.graphs import label_actor
from waijiao.networks.units import name_units
from waijiao.tables import check_choice, check_table, make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]

__all__ = ["Item", "Mode", "Weighting", "build_projection", "build_two_mode_network", "count_affiliations"]

Item = Literal["document", "term"]
Mode = Literal["actor", "item"]
Weighting = Literal["count", "newman", "jaccard", "cosine"]


def count_affiliations(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    *,
    tokens: "pd.DataFrame | None" = None,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    min_count: int = 1,
) -> "pd.DataFrame":
    """Return how many sentences of each document name an actor, or hold a term beside it.

    Parameters
    ----------
    mentions : DataFrame
        Mentions as :func:`waijiao.find_actors` returns them.
    sentences : DataFrame
        The sentences in which they were found.
    tokens : DataFrame, optional
        The words whose affiliation with actors is wanted, as :func:`waijiao.segment` returns them. Every token given
        counts: choose words that say something, such as those of :func:`waijiao.count_terms`. Without tokens the
        documents are the second mode.
    zones, roles : iterable of str
        Zones of sentences and roles of mentions that count, as in :func:`count_cooccurrence`.
    min_count : int
        Leave out affiliations of fewer sentences.

    Returns
    -------
    DataFrame
        One row per actor and document (or term): table ``affiliations``, by actor, then item.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a zone or role is unknown, or ``min_count`` below 1.

    Examples
    --------
    >>> texts = {"a:s000": "卡塔尔斡旋停火。", "a:s001": "卡塔尔呼吁停火。"}
    >>> sentences = make_table("sentences", [dict(sent_id=sent_id, doc_id="a", sent_index=i, par_index=0, zone="body",
    ...     start=8 * i, end=8 * i + 8, text=text) for i, (sent_id, text) in enumerate(texts.items())])
    >>> mentions = make_table("mentions", [dict(sent_id=sent_id, start=0, end=3, principal="QAT", role="actor")
    ...     for sent_id in texts])
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=2, doc_id="a", start=5, end=7, token="停火")])
    >>> count_affiliations(mentions, sentences)[["actor", "item", "count"]].values.tolist()
    [['QAT', 'a', 2]]
    >>> count_affiliations(mentions, sentences, tokens=tokens)[["item", "count", "evidence"]].values.tolist()
    [['停火', 1, 'a:s000']]
    """
    if min_count < 1:
        raise InputError(f"`min_count` is {min_count}; give the least number of sentences, 1 or more.")
    naming = name_units(mentions, sentences, unit="sentence", size=1, zones=zones, roles=roles)
    items: dict[str, list[str]] = {sent_id: [document] for sent_id, document in naming.documents.items()}
    if tokens is not None:
        check_table(tokens, "tokens", ["sent_id", "token"])
        beside = tokens[["sent_id", "token"]].drop_duplicates().groupby("sent_id", sort=False)["token"].agg(list)
        items = {str(sent_id): words for sent_id, words in beside.items()}
    found: dict[tuple[str, str], list[str]] = {}
    for sent_id, actors in naming.actors.items():
        for item in items.get(sent_id, []):
            for actor in actors:
                found.setdefault((actor, item), []).append(sent_id)
    rows = [
        {"actor": actor, "item": item, "count": len(sent_ids), "evidence": " ".join(sent_ids)}
        for (actor, item), sent_ids in sorted(found.items())
        if len(sent_ids) >= min_count
    ]
    return make_table("affiliations", rows)


def build_two_mode_network(affiliations: "pd.DataFrame", *, names: Names | None = None) -> "nx.Graph[str]":
    """Return the network of actors on one side and documents or terms on the other.

    Parameters
    ----------
    affiliations : DataFrame
        As :func:`count_affiliations` returns them, or a table of your own of who belongs to what.
    names : mapping of str to (str, str), optional
        Chinese and English names of actors by code; :func:`waijiao.read_labels` by default.

    Returns
    -------
    networkx.Graph
        Actors, then items, both in alphabetical order. Every node has ``label``, ``label_zh``, ``label_en``, ``mode``
        ("actor" or "item") and ``bipartite`` (0 or 1, as networkx wants it), actors ``actor``. Edges with ``weight``
        (sentences) and ``evidence``.

    Raises
    ------
    TableError
        When columns are missing, an affiliation stands in several rows, or an actor and an item have the same name.
    InputError
        When ``names`` is no mapping of pairs.

    Examples
    --------
    >>> affiliations = make_table("affiliations", [dict(actor="QAT", item="停火", count=2, evidence="a:s000 a:s001")])
    >>> network = build_two_mode_network(affiliations)
    >>> list(network.nodes(data="mode")), network.edges["QAT", "停火"]["weight"]
    ([('QAT', 'actor'), ('停火', 'item')], 2.0)
    """
    import networkx as nx

    check_table(affiliations, "affiliations", ["actor", "item", "count", "evidence"])
    twice = affiliations[affiliations.duplicated(["actor", "item"])]
    if len(twice):
        raise TableError(f"`affiliations` holds {twice['actor'].iloc[0]} and {twice['item'].iloc[0]} several times.")
    actors, items = sorted(set(affiliations["actor"])), sorted(set(affiliations["item"]))
    both = sorted(set(actors) & set(items))
    if both:
        raise TableError(f"`affiliations` has {both[0]!r} as an actor and as an item; rename one of them.")
    known = read_names(names)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((actor, label_actor(actor, known) | {"mode": "actor", "bipartite": 0}) for actor in actors)
    for item in items:
        network.add_node(item, label=item, label_zh=item, label_en=item, mode="item", bipartite=1)
    rows = affiliations.sort_values(["actor", "item"])[["actor", "item", "count", "evidence"]]
    for actor, item, count, evidence in rows.itertuples(index=False, name=None):
        network.add_edge(actor, item, weight=float(count), evidence=evidence)
    return network


def build_projection(
    network: "nx.Graph[str]", *, onto: Mode = "actor", weighting: Weighting = "newman"
) -> "nx.Graph[str]":
    """Return the network of actors that share documents or terms (or of these, by the actors they share).

    Parameters
    ----------
    network : networkx.Graph
        As :func:`build_two_mode_network` returns it.
    onto : {"actor", "item"}
        Which of the two modes remains.
    weighting : {"newman", "count", "jaccard", "cosine"}
        ``count``: the number of things shared. ``newman``: the same, but what is shared by many counts less, so that
        a list of twenty states does not join each of them to nineteen others. ``jaccard``: the share of what either
        has. ``cosine``: likeness of the counts of sentences.

    Returns
    -------
    networkx.Graph
        The nodes of that mode with their attributes; an edge for each two that share something, with ``weight``,
        ``shared`` (how many things) and ``evidence`` (which, separated by blanks).

    Raises
    ------
    InputError
        When a choice is unknown, or the network has no nodes with ``mode``.

    Notes
    -----
    newman: sum over things shared of 1 / (d - 1), d the number of those that share it; every node's weights then add
    up to the number of things that it shares with anybody [1]_.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 2001.

    Examples
    --------
    >>> rows = [("QAT", "停火"), ("USA", "停火"), ("IRN", "停火"), ("IRN", "核"), ("USA", "核")]
    >>> affiliations = make_table("affiliations", [dict(actor=a, item=i, count=1) for a, i in rows])
    >>> projection = build_projection(build_two_mode_network(affiliations))
    >>> projection.edges["IRN", "USA"]["weight"], projection.edges["QAT", "USA"]["weight"]
    (1.5, 0.5)
    """
    import networkx as nx
    import numpy as np

    check_choice(onto, ("actor", "item"), "onto")
    check_choice(weighting, ("newman", "count", "jaccard", "cosine"), "weighting")
    modes = {node: data.get("mode") for node, data in network.nodes(data=True)}
    lost = [node for node, mode in modes.items() if mode not in ("actor", "item")]
    if lost:
        raise InputError(f"`network` has a node without `mode`, {lost[0]}; give what build_two_mode_network returns.")
    kept, other = (sorted(node for node in network if (modes[node] == onto) is side) for side in (True, False))
    projection: nx.Graph[str] = nx.Graph()
    projection.add_nodes_from((node, network.nodes[node]) for node in kept)
    if not kept or not other:
        return projection
    counts = nx.bipartite.biadjacency_matrix(network, kept, other, weight="weight").toarray()
    has = counts > 0
    shared, weights = (has.astype("int64") @ has.T.astype("int64")), _weigh(counts, weighting)
    for i, j in zip(*np.nonzero(np.triu(shared, 1)), strict=True):
        common = " ".join(other[place] for place in np.flatnonzero(has[i] & has[j]))
        projection.add_edge(kept[i], kept[j], weight=float(weights[i, j]), shared=int(shared[i, j]), evidence=common)
    return projection


def _weigh(counts: "Floats", weighting: str) -> "Floats":
    """Return the weight of every two rows of a two-mode matrix."""
    import numpy as np

    has = (counts > 0).astype("float64")
    weights: Floats = has @ has.T
    if weighting == "newman":
        weights = (has / np.maximum(has.sum(axis=0) - 1, 1)) @ has.T
    elif weighting == "jaccard":
        sizes = has.sum(axis=1)
        weights = weights / np.maximum(sizes[:, None] + sizes[None, :] - weights, 1)
    elif weighting == "cosine":
        lengths = np.sqrt((counts**2).sum(axis=1))
        weights = counts @ counts.T / np.maximum(np.outer(lengths, lengths), 1e-300)
    return weights
