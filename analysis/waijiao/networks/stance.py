"""Networks of events: how every two actors stand to each other, and between whom a channel is open."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from waijiao.acts import (
    Acts,
    Value,
    gather_acts,
    score_channels,
    score_hostility,
    score_stance,
    sign_stance,
    sum_masses,
)
from waijiao.errors import InputError
from waijiao.lexicon import Names, read_names
from waijiao.networks.graphs import label_actor
from waijiao.networks.recency import score_recency

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from waijiao.acts.gathering import Flags, Floats, Ints

__all__ = ["build_channel_network", "build_stance_network"]


def build_stance_network(
    events: "pd.DataFrame",
    *,
    tau: float = 1.0,
    lam: float = 1.0,
    threshold: float = 0.2,
    weights: Mapping[str, float] | None = None,
    value: Value = "intensity",
    documents: "pd.DataFrame | None" = None,
    half_life: float | None = None,
    day: str | None = None,
    names: Names | None = None,
) -> "nx.Graph[str]":
    """Return the signed network of every two actors between whom something passed, whoever acted.

    What the compass of one actor is made of, for all actors at once: friends, foes, and those between whom the
    evidence is mixed or thin. For who acts how towards whom, take :func:`build_signed_network`.

    Parameters
    ----------
    events : DataFrame
        Coded events. A mutual act counts once.
    tau, lam, threshold : float
        Constants of channel and stance, and from which absolute stance on a tie has a sign.
    weights : mapping of str to float, optional
        Weights of modalities that differ from ``data/modality.csv``.
    value : {"intensity", "score", "record"}
        What a record is worth: intensity / 3, absolute PLOVER score / 10, or 1.
    documents : DataFrame, optional
        Gives the dates, when older events are to count less.
    half_life : float, optional
        After how many days an event counts half, see :func:`score_recency`; events without a date that says when are
        then left out. All count alike by default.
    day : str, optional
        ISO day from which one looks back; the last date by default. Later events are left out.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default.

    Returns
    -------
    networkx.Graph
        Nodes in alphabetical order with ``actor``, ``label``, ``label_zh``, ``label_en`` and ``records``. Edges with
        ``cooperation`` P, ``conflict`` N, ``contact`` K, ``weight`` P + N, ``channel`` c = K/(K+tau), ``stance``
        s = (P-N)/(P+N+lam), ``hostility`` h = N/(P+N+lam), ``sign`` (1, -1, or 0 below the threshold), ``records``
        and ``evidence`` (ids of the sentences).

    Raises
    ------
    TableError
        When columns are missing, or a modality has no weight.
    InputError
        When a choice is unknown, or ``half_life`` is given without dates.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> network = build_stance_network(read_gold().records())
    >>> [network.edges[pair]["sign"] for pair in (("HAMAS", "ISR"), ("QAT", "HAMAS"), ("TALIBAN", "USA"))]
    [-1, 1, 0]
    """
    acts, factor = _weigh_acts(events, weights, value, documents, half_life, day)
    masses = sum_masses(acts, factor)
    channels, stance, hostility = score_channels(masses, tau), score_stance(masses, lam), score_hostility(masses, lam)
    signs = sign_stance(masses, lam, threshold)
    network = _start_network(acts, factor > 0, read_names(names))
    for i, j, between in _list_pairs(acts, factor > 0):
        mass = float(masses.cooperation[i, j] + masses.conflict[i, j])
        if mass > 0:
            network.add_edge(
                acts.actors[i],
                acts.actors[j],
                weight=mass,
                cooperation=float(masses.cooperation[i, j]),
                conflict=float(masses.conflict[i, j]),
                contact=float(masses.contact[i, j]),
                channel=float(channels[i, j]),
                stance=float(stance[i, j]),
                hostility=float(hostility[i, j]),
                sign=int(signs[i, j]),
                records=len(between),
                evidence=_name_evidence(acts, between[acts.polarity[between] != 0]),
            )
    return network


def build_channel_network(
    events: "pd.DataFrame",
    *,
    tau: float = 1.0,
    weights: Mapping[str, float] | None = None,
    value: Value = "intensity",
    documents: "pd.DataFrame | None" = None,
    half_life: float | None = None,
    day: str | None = None,
    names: Names | None = None,
) -> "nx.Graph[str]":
    """Return the network of open channels: pairs of actors that talk or work together, whatever else divides them.

    A channel is something along which a message can pass, so that here, unlike among actors that are merely named
    together, paths and brokers mean something: :func:`rank_brokers`.

    Parameters
    ----------
    events : DataFrame
        Coded events. Cooperative acts that themselves imply contact make a channel; praise does not.
    tau : float
        The contact at which a channel is half open.
    weights, value, documents, half_life, day, names
        As in :func:`build_stance_network`.

    Returns
    -------
    networkx.Graph
        Nodes as in :func:`build_stance_network`, actors without a channel among them. Edges with ``weight`` K,
        ``channel`` c = K/(K+tau), ``records`` and ``evidence``, both of contact only.

    Raises
    ------
    TableError
        When columns are missing, or a modality has no weight.
    InputError
        When a choice is unknown, or ``half_life`` is given without dates.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> network = build_channel_network(read_gold().records())
    >>> sorted(network["QAT"])
    ['HAMAS', 'IRN', 'ISR', 'PSE', 'TALIBAN', 'USA']
    """
    acts, factor = _weigh_acts(events, weights, value, documents, half_life, day)
    masses = sum_masses(acts, factor)
    channels = score_channels(masses, tau)
    network = _start_network(acts, factor > 0, read_names(names))
    for i, j, between in _list_pairs(acts, (factor > 0) & acts.channel & (acts.polarity > 0)):
        if masses.contact[i, j] > 0:
            network.add_edge(
                acts.actors[i],
                acts.actors[j],
                weight=float(masses.contact[i, j]),
                channel=float(channels[i, j]),
                records=len(between),
                evidence=_name_evidence(acts, between),
            )
    return network


def _weigh_acts(
    events: "pd.DataFrame",
    weights: Mapping[str, float] | None,
    value: Value,
    documents: "pd.DataFrame | None",
    half_life: float | None,
    day: str | None,
) -> tuple[Acts, "Floats"]:
    """Return the acts, and by what each one's mass is multiplied for its age."""
    import numpy as np

    acts = gather_acts(events, weights=weights, value=value)
    if half_life is None:
        if day is not None:
            raise InputError(f"`day` is {day!r}, but `half_life` is not given; give a number of days, such as 30.")
        return acts, np.ones(len(acts.mass))
    if documents is None:
        raise InputError("`half_life` is given, but no `documents`; they give the dates.")
    recency = score_recency(documents, half_life=half_life, day=day)
    known = dict(zip(recency["doc_id"], recency["weight"], strict=True))
    return acts, np.array([known.get(doc_id, 0.0) for doc_id in acts.doc_id], dtype="float64")


def _start_network(acts: Acts, counted: "Flags", names: Names) -> "nx.Graph[str]":
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for place, actor in enumerate(acts.actors):
        records = int((acts.involving(place) & counted).sum())
        if records:
            network.add_node(actor, **label_actor(actor, names), records=records)
    return network


def _list_pairs(acts: Acts, counted: "Flags") -> Iterator[tuple[int, int, "Ints"]]:
    """Yield every two actors between whom a counted act passed, with the positions of those acts."""
    import numpy as np

    places = np.flatnonzero(counted)
    keys = acts.first[places] * len(acts.actors) + acts.second[places]
    pairs, begins = np.unique(np.sort(keys), return_index=True)
    grouped = np.split(places[np.argsort(keys, kind="stable")], begins[1:])
    for pair, between in zip(pairs.tolist(), grouped, strict=False):
        yield *divmod(pair, len(acts.actors)), between


def _name_evidence(acts: Acts, chosen: "Ints") -> str:
    return " ".join(dict.fromkeys(acts.sent_id[chosen].tolist()))
