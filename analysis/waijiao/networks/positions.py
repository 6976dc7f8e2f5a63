"""Who takes the same side on what: discourse networks of actors joined by what they agree and disagree on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from waijiao.tables import check_choice, check_columns, check_table, make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    _Counts = np.ndarray[Any, Any]

__all__ = ["Agreement", "Normalization", "build_position_network", "list_positions"]

Agreement = Literal["either", "congruence", "conflict", "subtract"]
Normalization = Literal["none", "average", "jaccard", "cosine"]

_AGREEMENTS = ("either", "congruence", "conflict", "subtract")


def list_positions(events: "pd.DataFrame") -> "pd.DataFrame":
    """Return what each actor's acts say about whom: for it or against it.

    An act is read as a position of its source on its target: friendly acts agree, hostile ones disagree. Requests,
    and acts that were denied or are only supposed, are no position.

    Parameters
    ----------
    events : DataFrame
        Coded events.

    Returns
    -------
    DataFrame
        One row per act: table ``positions``.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> act = dict(event_id="a:s0:e0", doc_id="a", sent_id="a:s0", source="IRN", target="ISR", category="ACCUSE",
    ...     quad=3, score=-3.0, goldstein=-2.0, polarity=-1, intensity=1, modality="actual", mutual=False,
    ...     channel=False, quoted=False, start=0, end=2)
    >>> list_positions(make_table("events", [act]))[["actor", "concept", "agrees"]].values.tolist()
    [['IRN', 'ISR', False]]
    """
    check_table(events, "events", ["source", "target", "polarity", "modality", "sent_id"])
    stands = (events["polarity"] != 0) & ~events["modality"].isin(["negated", "hypothetical"])
    rows = events[stands & events["source"].ne("") & events["target"].ne("")]
    columns = rows[["source", "target", "polarity", "sent_id"]].itertuples(index=False, name=None)
    return make_table(
        "positions",
        [
            {"actor": source, "concept": target, "agrees": polarity > 0, "evidence": sent_id}
            for source, target, polarity, sent_id in columns
        ],
    )


def build_position_network(
    positions: "pd.DataFrame", *, agreement: Agreement = "subtract", normalization: Normalization = "none"
) -> "nx.Graph[str]":
    """Return the network of actors that take positions on the same things.

    Parameters
    ----------
    positions : DataFrame
        One row per statement with ``actor``, ``concept`` and ``agrees`` (bool): from :func:`list_positions`, or your
        own hand coding of who says yes or no to what. ``evidence`` is kept when it is there.
    agreement : {"subtract", "congruence", "conflict", "either"}
        ``congruence``: weight by positions shared, ``conflict``: by positions opposed, ``subtract``: congruence minus
        conflict (negative for adversaries), ``either``: by concepts both speak about, whatever they say.
    normalization : {"none", "average", "jaccard", "cosine"}
        Because who speaks much shares much: divide by the two actors' average number of statements, by the statements
        in which either has its say, or by the lengths of their count vectors.

    Returns
    -------
    networkx.Graph
        Nodes in alphabetical order, each with ``statements`` (its number). An edge for each pair that speaks about a
        common concept and whose weight is not 0, with ``weight``, ``congruence`` and ``conflict`` (both not
        normalised) and ``concepts`` (the common ones, separated by blanks).

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a choice is unknown.

    Notes
    -----
    With P and N the actor-by-concept counts of agreeing and disagreeing statements: congruence = PP' + NN', conflict =
    PN' + NP', either = (P + N)(P + N)' = congruence + conflict. average: 2 w / (n_i + n_j), n counting statements.
    cosine: w / (|x_i| |x_j|), x the counts of both signs side by side. jaccard: w / (statements on what only one of
    the two speaks about + either). The published totals of the Discourse Network Analyzer's sample are reproduced
    without normalisation (40 statements, 276 off the diagonal); its own code was not consulted for the divisors.

    References
    ----------
    P. Leifeld, "Policy Debates as Dynamic Networks", 2016; the Discourse Network Analyzer.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["IRN", "SYR", "USA"], "concept": ["ISR"] * 3, "agrees": [False, False, True]})
    >>> network = build_position_network(said)
    >>> {tuple(sorted(edge)): network.edges[edge]["weight"] for edge in network.edges}
    {('IRN', 'SYR'): 1.0, ('IRN', 'USA'): -1.0, ('SYR', 'USA'): -1.0}
    """
    import networkx as nx
    import numpy as np

    check_choice(agreement, _AGREEMENTS, "agreement")
    check_choice(normalization, ("none", *_DIVISORS), "normalization")
    check_columns(positions, ["actor", "concept", "agrees"], "positions")
    actors, concepts = (sorted(set(positions[column])) for column in ("actor", "concept"))
    agrees = positions["agrees"].astype(bool)
    plus, minus = (_count(positions[side], actors, concepts) for side in (agrees, ~agrees))
    said = plus + minus
    congruence, conflict = plus @ plus.T + minus @ minus.T, plus @ minus.T + minus @ plus.T
    weights = {
        "either": congruence + conflict,
        "congruence": congruence,
        "conflict": conflict,
        "subtract": congruence - conflict,
    }[agreement].astype("float64")
    if normalization != "none":
        divisors = _DIVISORS[normalization](plus, minus)
        weights = np.divide(weights, divisors, out=np.zeros_like(weights), where=divisors > 0)
    network: nx.Graph[str] = nx.Graph()
    for actor, number in zip(actors, said.sum(axis=1), strict=True):
        network.add_node(actor, actor=actor, statements=int(number))
    for i, j in zip(*np.nonzero(np.triu(weights, 1)), strict=True):
        common = [concept for concept, a, b in zip(concepts, said[i], said[j], strict=True) if a and b]
        network.add_edge(
            actors[i],
            actors[j],
            weight=float(weights[i, j]),
            congruence=int(congruence[i, j]),
            conflict=int(conflict[i, j]),
            concepts=" ".join(common),
        )
    return network


def _count(rows: "pd.DataFrame", actors: list[str], concepts: list[str]) -> "_Counts":
    import pandas as pd

    table = pd.crosstab(rows["actor"], rows["concept"]).reindex(index=actors, columns=concepts, fill_value=0)
    counts: _Counts = table.to_numpy(dtype="int64")
    return counts


def _average(plus: "_Counts", minus: "_Counts") -> "_Counts":
    number = (plus + minus).sum(axis=1)
    means: _Counts = (number[:, None] + number[None, :]) / 2
    return means


def _cosine(plus: "_Counts", minus: "_Counts") -> "_Counts":
    import numpy as np

    length = np.sqrt((plus**2 + minus**2).sum(axis=1))
    products: _Counts = length[:, None] * length[None, :]
    return products


def _jaccard(plus: "_Counts", minus: "_Counts") -> "_Counts":
    """Return statements on what only one of the two speaks about, plus the products on what both do."""
    said = plus + minus
    alone = said @ (said == 0).T
    either: _Counts = alone + alone.T + said @ said.T
    return either


_DIVISORS: dict[str, Callable[["_Counts", "_Counts"], "_Counts"]] = {
    "average": _average,
    "jaccard": _jaccard,
    "cosine": _cosine,
}
