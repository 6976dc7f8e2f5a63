"""Networks over time: a period's own where it has enough units, otherwise all until then, the older the less."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError
from waijiao.lexicon import Names, read_names
from waijiao.networks.graphs import label_actor
from waijiao.networks.recency import date_documents
from waijiao.networks.units import Naming, Unit, name_units
from waijiao.tables import check_choice, make_table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["By", "build_period_networks", "list_periods"]

By = Literal["month", "year"]

_LENGTHS = {"month": 7, "year": 4}


def build_period_networks(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    by: By = "month",
    half_life: float = 30.0,
    min_units: int = 30,
    unit: Unit = "sentence",
    size: int = 5,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    names: Names | None = None,
) -> "dict[str, nx.Graph[str]]":
    """Return the network of actors named together in each period.

    A period with ``min_units`` units stands for itself. One with fewer would show chance more than change: its network
    takes in all units until its last day, each counting half as much for every ``half_life`` that it is older. The
    graphs say which of the two they are; two of different method are not to be compared.

    Parameters
    ----------
    mentions : DataFrame
        Mentions as :func:`waijiao.find_actors` returns them.
    sentences : DataFrame
        The sentences in which they were found.
    documents : DataFrame
        Gives ``date`` and ``date_source``. Crawl dates do not say when something was published or happened; documents
        with no other date are left out, and so are, by month, those that give the year only.
    by : {"month", "year"}
        Length of a period.
    half_life : float
        After how many days a unit counts half, where periods are too thin.
    min_units : int
        How many units make a period's own network.
    unit, size, zones, roles
        Within what two actors must be named, as in :func:`count_cooccurrence`.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default.

    Returns
    -------
    dict of str to networkx.Graph
        By period (``2023-10``), from the first to the last without a gap. Nodes as those of :func:`build_network`,
        with ``units``; edges with ``weight`` (units that name both, or their weights added up), ``share`` (of the
        weight of all units), ``k`` and ``evidence``. The graph's own attributes are those of table ``periods``.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a choice is unknown, a number out of range, or no document has a date that says when.

    See Also
    --------
    list_periods : How many units each network rests on, and by which method.
    build_stance_network : Stance and channels on a day, from events, older ones counting less.

    Notes
    -----
    weight of a unit = 2^(-age / half_life), age in days before the period's last day; a date that gives the month only
    stands for its 15th day.

    Examples
    --------
    >>> dates = {"a": "2023-10-02", "b": "2023-12-05"}
    >>> documents = make_table("documents", [dict(doc_id=doc, date=day, date_source="publication")
    ...     for doc, day in dates.items()])
    >>> sentences = make_table("sentences", [dict(sent_id=f"{doc}:s000", doc_id=doc, sent_index=0, par_index=0,
    ...     zone="body", start=0, end=9, text="伊朗外长访问卡塔尔。") for doc in dates])
    >>> mentions = make_table("mentions", [dict(sent_id=f"{doc}:s000", start=0, end=2, principal=actor, role="actor")
    ...     for doc in dates for actor in ("IRN", "QAT")])
    >>> networks = build_period_networks(mentions, sentences, documents, min_units=2)
    >>> {period: round(graph.edges["IRN", "QAT"]["weight"], 2) for period, graph in networks.items()}
    {'2023-10': 0.51, '2023-11': 0.26, '2023-12': 0.67}
    """
    check_choice(by, _LENGTHS, "by")
    for name, number in (("half_life", half_life), ("min_units", min_units)):
        if not number > 0:
            raise InputError(f"`{name}` is {number}; expected a number above 0.")
    naming = name_units(mentions, sentences, unit=unit, size=size, zones=zones, roles=roles)
    texts = dict(zip(documents["doc_id"], documents["date"], strict=True))
    days = {doc: day for doc, day in date_documents(documents).items() if len(texts[doc]) >= _LENGTHS[by]}
    dated = {name: days[doc] for name, doc in naming.documents.items() if doc in days}
    if not dated:
        raise InputError(
            f"None of the {len(documents)} documents that name actors has a date that says when; give `date` and a "
            "`date_source` other than crawl."
        )
    known, networks = read_names(names), {}
    for period, first, last in _list_spans(min(dated.values()), max(dated.values()), by):
        weights = {name: 1.0 for name, day in dated.items() if first <= day <= last}
        own = len(weights)
        if own < min_units:
            weights = {name: 2.0 ** (-(last - day).days / half_life) for name, day in dated.items() if day <= last}
        facts: dict[str, Any] = {
            "period": period, "method": "own" if own >= min_units else "decay", "units": own,
            "half_life": float("nan") if own >= min_units else float(half_life), "weight": fsum(weights.values()),
            "undated": len(naming.actors) - len(dated),
        }  # fmt: skip
        networks[period] = _build(naming, weights, facts, known)
    return networks


def _list_spans(first: date, last: date, by: str) -> list[tuple[str, date, date]]:
    """Return every period from the first day's to the last day's, with its first and last day."""
    if by == "year":
        years = range(first.year, last.year + 1)
        return [(f"{year:04d}", date(year, 1, 1), date(year, 12, 31)) for year in years]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [
        (f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        for year, month in ((number // 12, number % 12 + 1) for number in months)
    ]


def _build(naming: Naming, weights: dict[str, float], facts: dict[str, Any], names: Names) -> "nx.Graph[str]":
    import networkx as nx

    network: nx.Graph[str] = nx.Graph(**facts)
    units: dict[str, int] = {}
    shared: dict[tuple[str, str], list[str]] = {}
    for name in weights:
        for actor in naming.actors[name]:
            units[actor] = units.get(actor, 0) + 1
        for pair in combinations(naming.actors[name], 2):
            shared.setdefault(pair, []).append(name)
    network.add_nodes_from((actor, label_actor(actor, names) | {"units": units[actor]}) for actor in sorted(units))
    for (one, other), evidence in sorted(shared.items()):
        weight = fsum(weights[name] for name in evidence)
        network.add_edge(
            one, other, weight=weight, share=weight / facts["weight"], k=len(evidence), evidence=" ".join(evidence)
        )
    return network


def list_periods(networks: "Mapping[str, nx.Graph[str]]") -> "pd.DataFrame":
    """Return what the networks of several periods rest on, in words and numbers.

    Parameters
    ----------
    networks : mapping of str to networkx.Graph
        As :func:`build_period_networks` returns them.

    Returns
    -------
    DataFrame
        One row per period: table ``periods``, in their order.

    Raises
    ------
    InputError
        When a graph does not say how it was made.

    Examples
    --------
    >>> import networkx as nx
    >>> thin = nx.Graph(period="2023-10", method="decay", units=4, weight=9.5, half_life=30.0, undated=0)
    >>> list_periods({"2023-10": thin})["note"].tolist()
    ['4 units are too few: all until then, half as much for every 30 days']
    """
    rows = []
    for period, graph in networks.items():
        facts = graph.graph
        if not {"method", "units", "weight", "half_life", "undated"} <= set(facts):
            raise InputError(f"`networks` has a graph for {period!r} that build_period_networks did not make.")
        own = facts["method"] == "own"
        note = f"{facts['units']} units" + (
            " of its own"
            if own
            else f" are too few: all until then, half as much for every {facts['half_life']:g} days"
        )
        counts = {"actors": graph.number_of_nodes(), "pairs": graph.number_of_edges()}
        kept = {key: facts[key] for key in ("method", "units", "weight", "half_life", "undated")}
        rows.append({"period": period, **kept, **counts, "note": note})
    return make_table("periods", rows)
