"""The compass of one actor, of several, and the gap between two."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING

from waijiao.acts import (
    Acts,
    Masses,
    Value,
    gather_acts,
    score_channels,
    score_hostility,
    score_stance,
    sign_stance,
    sum_directed,
    sum_masses,
)
from waijiao.compass import measures as m
from waijiao.compass.camps import Camps, assign_camps, number_camps
from waijiao.compass.mediations import find_mediations
from waijiao.errors import InputError
from waijiao.tables import check_columns

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.acts.gathering import Flags

__all__ = ["Compass", "compare_compass", "decompose_compass", "measure_compass"]

PARTS = ("openness", "camp_evenness", "bridging", "amity")
MEASURES = (
    "d360", "d360_arithmetic", *PARTS, "breadth", "breadth2", "bridged", "hostile_pairs", "exclusive_credit",
    "mediation", "mediated", "hostile_betweenness", "imbalance_tolerance", "triads", "unbalanced", "apex_triads",
    "frustration_share", "frustration", "signed_ties", "ambivalence", "sign_entropy", "equidistance", "give",
    "asymmetry", "constraint", "effective_size", "records", "channels",
)  # fmt: skip


@dataclass(frozen=True)
class Compass:
    """How far an actor practises "360-degree diplomacy", with the evidence.

    Attributes
    ----------
    focal : str
        The actor.
    universe : tuple of str
        All actors with an admissible record, sorted; part of the result, because openness is a mean over it.
    measures : dict of str to float
        Every measure by name, see :func:`measure_compass`; NaN where it is undefined.
    partners : DataFrame
        One row per other actor of the universe: ``actor``, ``camp``, ``cooperation`` P, ``conflict`` N, ``contact`` K,
        ``channel`` c, ``stance`` s, ``engagement`` (P + N) / (P + N + tau), ``hostility`` h, ``records``,
        ``evidence`` (sent_ids separated by blanks).
    chords : DataFrame
        One row per hostile pair without the focal actor: ``actor_a``, ``actor_b``, ``hostility``, ``bridge``
        min(c), ``bridged``, ``mediated``, ``evidence``.
    camps : dict of str to str
        The camp of every other actor, as used.
    caveats : tuple of str
        What the figures cannot show, in plain sentences.
    """

    focal: str
    universe: tuple[str, ...]
    measures: dict[str, float]
    partners: "pd.DataFrame"
    chords: "pd.DataFrame"
    camps: dict[str, str]
    caveats: tuple[str, ...]


def measure_compass(
    events: "pd.DataFrame",
    focal: str,
    *,
    camps: Camps = None,
    tau: float = 1.0,
    lam: float = 1.0,
    threshold: float = 0.2,
    weights: Mapping[str, float] | None = None,
    value: Value = "intensity",
    mediations: "pd.DataFrame | None" = None,
) -> Compass:
    """Measure the compass of one actor: open channels, spread over camps, bridges between hostile pairs, own amity.

    A record weighs kappa(modality) x value. Per unordered pair P sums the cooperative, N the conflictual records and K
    the cooperative ones that imply contact; a mutual act counts once. Praise is no contact, and a channel to somebody
    one rejects is one.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    focal : str
        The actor f; the others of the universe V are its alters A.
    camps : mapping of str to str, "file", "own", "signed" or None
        The analyst's mapping of actor to camp; the file ``data/camps.csv`` (also None); every actor its own; or the
        division into two factions, computed without f, that violates the fewest signed ties. Never with f itself.
    tau, lam : float
        Constants of channel K/(K+tau) and stance (P-N)/(P+N+lam). In a large corpus set tau to the median K above 0.
    threshold : float
        From which absolute stance on a tie is signed.
    weights : mapping of str to float, optional
        Weights of modalities that differ from ``data/modality.csv``.
    value : {"intensity", "score", "record"}
        Value of a record: intensity / 3, absolute PLOVER score / 10, or 1.
    mediations : DataFrame, optional
        Documented mediations (``broker``, ``party_a``, ``party_b``; rows with ``explicit`` false do not count); those
        among the events by default.

    Returns
    -------
    Compass
        ``measures`` holds: ``d360``, ``d360_arithmetic``, ``openness``, ``breadth``, ``breadth2``, ``camp_evenness``,
        ``bridging``, ``bridged`` and ``hostile_pairs`` (counts), ``exclusive_credit``, ``mediation`` (share),
        ``mediated`` (count), ``amity``, ``imbalance_tolerance``, ``triads``, ``unbalanced`` and ``apex_triads``
        (counts), ``frustration_share``, ``frustration`` and ``signed_ties`` (counts), ``ambivalence``,
        ``sign_entropy``, ``equidistance``, ``give``, ``asymmetry``, ``constraint``, ``effective_size``,
        ``hostile_betweenness``, ``records``, ``channels``.

    Raises
    ------
    TableError, InputError
        When columns are missing, a modality has no weight, or no event has ``focal`` at an end.

    Notes
    -----
    D360 = (O E R A) ** 1/4 with O = mean of c over A; E = H(q) / ln G, q_g the share of f's cooperation with camp g;
    R = sum h_ij min(c_fi, c_fj) / sum h_ij over hostile pairs (N > 0) without f, h = N / (P + N + lambda);
    A = (P_f + 1/2) / (P_f + N_f + 1). Geometric, because talking to everyone in one bloc (R = 0) must not be made good
    by volume. Undefined, NaN: O without alters, E with fewer than two camps, R without hostile pairs, imbalance
    tolerance without a triad, frustration share when nothing is frustrated; D360 when one of its parts is.
    R = 0 reads "no bridging evidence". Publish profiles and ranks, not decimals.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> gold = read_gold()
    >>> compass = measure_compass(gold.records(), "QAT", mediations=gold.mediations)
    >>> [round(compass.measures[part], 3) for part in ("openness", "camp_evenness", "bridging", "amity", "d360")]
    [0.419, 0.554, 0.479, 0.957, 0.571]
    """
    if mediations is not None:
        check_columns(mediations, ["broker", "party_a", "party_b"], "mediations")
    acts = gather_acts(events, [focal], weights=weights, value=value)
    masses, f = sum_masses(acts), acts.actors.index(focal)
    used = assign_camps(acts.actors, masses, f, camps, lam=lam, threshold=threshold)
    brokered = _find_brokered(find_mediations(events) if mediations is None else mediations, focal)
    chords = _list_chords(acts, masses, f, brokered, tau, lam)
    partners = _list_partners(acts, masses, f, used, tau, lam)
    parts = m.measure_parts(masses, f, number_camps(acts.actors, used), tau, lam)
    figures = {
        "d360": parts.geometric, "d360_arithmetic": parts.arithmetic, **parts._asdict(),
        **_bridge_figures(masses, f, chords, tau, lam), **_sign_figures(masses, f, lam, threshold),
        **_own_figures(acts, masses, f, lam), "records": float(acts.involving(f).sum()),
        "channels": float((masses.contact[f] > 0).sum()),
    }  # fmt: skip
    caveats = _find_caveats(acts, focal, f, figures, camps, used)
    return Compass(focal, acts.actors, figures, partners, chords, used, caveats)


def _find_brokered(mediations: "pd.DataFrame", focal: str) -> set[frozenset[str]]:
    rows = mediations[mediations["broker"] == focal]
    if "explicit" in rows.columns:
        rows = rows[rows["explicit"].astype("bool")]
    return {frozenset(pair) for pair in zip(rows["party_a"], rows["party_b"], strict=True)}


def _bridge_figures(masses: Masses, f: int, chords: "pd.DataFrame", tau: float, lam: float) -> dict[str, float]:
    breadth, breadth2 = m.measure_breadth(masses, f)
    return {
        "breadth": breadth, "breadth2": breadth2,
        "bridged": float(chords["bridged"].sum()), "hostile_pairs": float(len(chords)),
        "exclusive_credit": m.measure_credit(masses, f, tau, lam),
        "mediation": float(chords["mediated"].mean()) if len(chords) else nan,
        "mediated": float(chords["mediated"].sum()),
        "hostile_betweenness": m.measure_hostile_betweenness(masses, f, lam),
    }  # fmt: skip


def _sign_figures(masses: Masses, f: int, lam: float, threshold: float) -> dict[str, float]:
    import numpy as np

    signs = sign_stance(masses, lam, threshold)
    triads, unbalanced, apex = m.measure_triads(signs, f)
    whole = m.count_frustration(signs)
    without = signs.copy()
    without[f], without[:, f] = 0, 0
    share = (whole - m.count_frustration(without)) / whole if whole else nan
    return {
        "imbalance_tolerance": unbalanced / triads if triads else nan, "triads": float(triads),
        "unbalanced": float(unbalanced), "apex_triads": float(apex), "frustration_share": share,
        "frustration": whole, "signed_ties": float(np.count_nonzero(np.triu(signs, 1))),
    }  # fmt: skip


def _own_figures(acts: Acts, masses: Masses, f: int, lam: float) -> dict[str, float]:
    ambivalence, entropy = m.measure_own_signs(masses, f)
    give, asymmetry = m.measure_giving(sum_directed(acts), f)
    constraint, size = m.measure_constraint(masses, f)
    return {
        "ambivalence": ambivalence, "sign_entropy": entropy, "equidistance": m.measure_equidistance(masses, f, lam),
        "give": give, "asymmetry": asymmetry, "constraint": constraint, "effective_size": size,
    }  # fmt: skip


def _name_evidence(acts: Acts, chosen: "Flags") -> str:
    return " ".join(dict.fromkeys(acts.sent_id[chosen].tolist()))


def _list_partners(acts: Acts, masses: Masses, f: int, camps: dict[str, str], tau: float, lam: float) -> "pd.DataFrame":
    import pandas as pd

    channel, stance, hostility = (
        matrix[f] for matrix in (score_channels(masses, tau), score_stance(masses, lam), score_hostility(masses, lam))
    )
    rows = []
    for j, actor in enumerate(acts.actors):
        if j == f:
            continue
        between = acts.involving(f) & acts.involving(j)
        engaged = masses.cooperation[f, j] + masses.conflict[f, j]
        rows.append((
            actor, camps[actor], masses.cooperation[f, j], masses.conflict[f, j], masses.contact[f, j], channel[j],
            stance[j], engaged / (engaged + tau), hostility[j], int(between.sum()), _name_evidence(acts, between),
        ))  # fmt: skip
    columns = [
        "actor", "camp", "cooperation", "conflict", "contact", "channel", "stance", "engagement", "hostility",
        "records", "evidence",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(
        {c: "str" if c in ("actor", "camp", "evidence") else "int64" if c == "records" else "float64" for c in columns}
    )


def _list_chords(
    acts: Acts, masses: Masses, f: int, brokered: set[frozenset[str]], tau: float, lam: float
) -> "pd.DataFrame":
    import pandas as pd

    channel, hostility = score_channels(masses, tau)[f], score_hostility(masses, lam)
    rows = []
    for i, j in zip(*m.find_hostile_pairs(masses, f), strict=True):
        between = acts.involving(i) & acts.involving(j) & (acts.polarity < 0)
        bridge = min(channel[i], channel[j])
        one, other = acts.actors[i], acts.actors[j]
        rows.append((
            one, other, hostility[i, j], bridge, bridge > 0, frozenset((one, other)) in brokered,
            _name_evidence(acts, between),
        ))  # fmt: skip
    kinds = {
        "actor_a": "str", "actor_b": "str", "hostility": "float64", "bridge": "float64", "bridged": "bool",
        "mediated": "bool", "evidence": "str",
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def _find_caveats(
    acts: Acts, focal: str, f: int, figures: dict[str, float], camps: Camps, used: dict[str, str]
) -> tuple[str, ...]:
    total, own = len(acts.first), int(acts.involving(f).sum())
    found = []
    if own > total / 2:
        found.append(
            f"{own} of {total} records have {focal} at an end: a corpus about one actor cannot show that it is special."
        )
    if len(set(acts.doc_id.tolist())) == 1:
        found.append("All records come from one document: every interval is within-article.")
    if camps is None or camps == "file":
        alone = [actor for actor, camp in used.items() if actor == camp]
        if alone:
            found.append(f"No camp is known for {', '.join(alone)}: each counts as a camp of its own.")
    if figures["bridging"] == 0:
        found.append(f"No bridging evidence: {focal} has no channel to both ends of any hostile pair.")
    undefined = [part for part in PARTS if isnan(figures[part])]
    if undefined:
        found.append(f"Undefined, and with it the index: {', '.join(undefined)}.")
    return tuple(found)


def compare_compass(
    events: "pd.DataFrame",
    actors: Collection[str],
    *,
    camps: Camps = None,
    tau: float = 1.0,
    lam: float = 1.0,
    threshold: float = 0.2,
    weights: Mapping[str, float] | None = None,
    value: Value = "intensity",
    mediations: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Compare the compasses of several actors, best first.

    Actors with many records reach higher values than actors with few: look at
    :func:`waijiao.compass.score_rarefaction` before reading the ranks.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    actors : collection of str
        The actors to be compared; each sees the others as alters.
    camps, tau, lam, threshold, weights, value, mediations
        As in :func:`measure_compass`.

    Returns
    -------
    DataFrame
        One row per actor: ``actor``, ``rank`` (1 the highest D360, ties share, undefined last; int64), every measure,
        and ``caveats`` (text).

    Raises
    ------
    TableError, InputError
        As :func:`measure_compass`.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> compare_compass(read_gold().records(), ["USA", "ISR", "QAT"])[["actor", "rank"]].to_numpy().tolist()
    [['QAT', 1], ['USA', 2], ['ISR', 3]]
    """
    import pandas as pd

    compasses = [
        measure_compass(
            events, actor, camps=camps, tau=tau, lam=lam, threshold=threshold, weights=weights, value=value,
            mediations=mediations,
        )
        for actor in dict.fromkeys(actors)
    ]  # fmt: skip
    rows = [{"actor": c.focal, **c.measures, "caveats": " ".join(c.caveats)} for c in compasses]
    frame = pd.DataFrame(rows, columns=["actor", *MEASURES, "caveats"])
    frame = frame.astype({c: "str" if c in ("actor", "caveats") else "float64" for c in frame.columns})
    rank = frame["d360"].rank(ascending=False, method="min", na_option="bottom").astype("int64")
    frame.insert(1, "rank", rank)
    return frame.sort_values(["rank", "actor"]).reset_index(drop=True)


def decompose_compass(one: Compass, other: Compass) -> "pd.DataFrame":
    """Decompose the gap between two actors' indices into its four parts.

    Parameters
    ----------
    one, other : Compass
        The two compasses, measured on the same events with the same settings.

    Returns
    -------
    DataFrame
        One row per part, largest contribution first: ``part``, ``one``, ``other`` (the two values), ``contribution``
        (ln units), ``share`` of the gap. Infinite or NaN when a part is 0 or undefined.

    Raises
    ------
    InputError
        When the compasses rest on different universes.

    Notes
    -----
    ln D360(one) - ln D360(other) = sum over the parts of 1/4 (ln x_one - ln x_other), exactly.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> records = read_gold().records()
    >>> gap = decompose_compass(measure_compass(records, "QAT"), measure_compass(records, "USA"))
    >>> gap.part.tolist(), float(gap.contribution.sum().round(3))
    (['bridging', 'openness', 'camp_evenness', 'amity'], 1.022)
    """
    import numpy as np
    import pandas as pd

    if one.universe != other.universe:
        raise InputError(
            f"The compasses of {one.focal} and {other.focal} rest on different universes; "
            "measure both on the same events with the same settings."
        )
    left, right = (np.array([compass.measures[part] for part in PARTS]) for compass in (one, other))
    with np.errstate(divide="ignore", invalid="ignore"):
        contribution = (np.log(left) - np.log(right)) / 4
        share = contribution / contribution.sum()
    frame = pd.DataFrame({"part": PARTS, "one": left, "other": right, "contribution": contribution, "share": share})
    return frame.sort_values("contribution", ascending=False, kind="stable").reset_index(drop=True)
