"""Directed relations: cooperation, conflict, mean score and net stance with an interval."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

from waijiao.errors import InputError, TableError, suggest
from waijiao.lexicon import weigh_events
from waijiao.summary.sentences import Names, render_relation
from waijiao.tables import CONTRACTS, check_choice, check_table, make_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["check_numbers", "draw_stances", "join_documents", "make_random", "summarize_stance"]

_NEEDED = ["sent_id", "doc_id", "source", "target", "polarity", "quad", "score", "goldstein", "modality", "claimed_by"]
_SCALES = {"plover": "score", "goldstein": "goldstein"}
_UNITS = {"sentence": "sent_id", "document": "doc_id"}
_QUADS = {"verbal_coop": 1, "material_coop": 2, "verbal_conf": 3, "material_conf": 4}


def summarize_stance(
    events: "pd.DataFrame",
    documents: "pd.DataFrame | None" = None,
    *,
    by: Sequence[str] = ("source", "target"),
    claimed_by: Sequence[str] | None = None,
    weights: Mapping[str, float] | None = None,
    scale: Literal["plover", "goldstein"] = "plover",
    unit: Literal["sentence", "document"] = "sentence",
    min_events: int = 3,
    seed: int = 0,
    draws: int = 1000,
    names: Names | None = None,
) -> "pd.DataFrame":
    """Summarize who stands how to whom: one relation per source and target, and per value of further columns.

    Every record weighs what its modality weighs in ``data/modality.csv``: actual 1, future and historical 1/2,
    hypothetical and negated 0. Requests count neither as cooperation nor as conflict. Both directions of a mutual act
    count, each in its own relation. Records without a source or without a target belong to no relation.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    documents : DataFrame, optional
        Gives dates, and columns such as ``outlet`` to group by; with dates that are not crawl dates also ``year`` and
        ``month`` ('' when unknown).
    by : sequence of str
        Columns that tell relations apart; "source" and "target" are always among them, others (claimed_by, outlet,
        month, a column of your own) may follow.
    claimed_by : sequence of str, optional
        According to whom: only what these principals say; '' among them is the narrator. Everything by default.
    weights : mapping of str to float, optional
        Weights of modalities that differ from the file's, 0 to 1. Negated records never count.
    scale : {"plover", "goldstein"}
        Whose scores ``mean_score`` averages; the stance does not depend on it.
    unit : {"sentence", "document"}
        What the interval draws: sentences for one article, documents for a corpus, whose sentences hang together.
    min_events : int
        How many records must count before a stance is given: weight above 0, and cooperative or conflictual.
    seed : int
        Start of the random numbers; a relation's interval does not depend on which others there are.
    draws : int
        Bootstrap draws per relation.
    names : mapping of str to (str, str), optional
        Chinese and English names for ``line``; by default those of ``data/``.

    Returns
    -------
    DataFrame
        One row per relation, sorted by source, target and the further columns, which stand after ``target``. Columns
        as in the contract of relations; ``evidence`` names the sentences of the records that count. ``stance``,
        ``low`` and ``high`` are NaN with insufficient evidence, ``mean_score`` when nothing counts.

    Raises
    ------
    TableError
        When columns are missing, ``by`` names one that is nowhere, or a modality has no weight.
    InputError
        When ``by`` lacks source or target, a choice is unknown, or a number is out of range.

    Notes
    -----
    stance = (coop - conf) / (coop + conf), coop and conf the summed weights of cooperative and conflictual records.
    The four quad columns split coop and conf (and requests, which are verbal conflict in PLOVER but of neither sign).
    The 95 % interval is a Bayesian bootstrap: the relation's sentences or documents get Dirichlet(1, ..., 1) weights.
    It says how much the stance hangs on single ones, nothing about errors of coding; evidence all of one sign gives
    an interval without width.

    References
    ----------
    Rubin 1981, The Bayesian bootstrap.

    Examples
    --------
    >>> rows = [dict(event_id=f"a:s00{n}:e00", doc_id="a", sent_id=f"a:s00{n}", source="SAU", target="IRN", quad=3,
    ...              category="REJECT", score=-2.0, goldstein=-4.0, polarity=-1, intensity=2, modality="actual",
    ...              mutual=False, channel=False, quoted=False, start=0, end=2) for n in range(3)]
    >>> relations = summarize_stance(make_table("events", rows))
    >>> relations[["source", "target", "events", "conf", "stance"]].to_numpy().tolist()
    [['SAU', 'IRN', 3, 3.0, -1.0]]
    >>> relations.line[0]
    'Saudi Arabia acts in conflict towards Iran: cooperation 0.0, conflict 3.0 in 3 of 3 records from 3 sentences; net
    stance -1.00 (95 % interval -1.00 to -1.00).'
    """
    import pandas as pd

    check_table(events, "events", _NEEDED)
    check_choice(scale, _SCALES, "scale")
    check_choice(unit, _UNITS, "unit")
    check_numbers(min_events, draws)
    frame = join_documents(events, documents)
    groups = _check_by(by, frame)
    frame = frame.assign(
        _weight=weigh_events(events, weights).to_numpy(), _score=events[_SCALES[scale]], _unit=events[_UNITS[unit]]
    )
    frame = frame[(frame["source"] != "") & (frame["target"] != "")]
    if claimed_by is not None:
        frame = frame[frame["claimed_by"].isin([claimed_by] if isinstance(claimed_by, str) else list(claimed_by))]
    rows = []
    for key, group in frame.groupby(groups, sort=True, dropna=False):
        named = dict(zip(groups, key, strict=True))
        row: dict[str, Any] = {**named, **_summarize(group, min_events, draws, make_random(seed, key))}
        rows.append({**row, "line": render_relation(row, names=names)})
    table = make_table("relations", rows)
    for place, column in enumerate(groups[2:], start=2):
        values = pd.Series([row[column] for row in rows], dtype=frame[column].dtype)
        table.insert(place, column, values)
    return table


def check_numbers(min_events: int, draws: int) -> None:
    """Raise unless both numbers are at least 1."""
    for name, number in (("min_events", min_events), ("draws", draws)):
        if number < 1:
            raise InputError(f"`{name}` is {number}; expected a whole number of at least 1.")


def _check_by(by: Sequence[str], frame: "pd.DataFrame") -> list[str]:
    given = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if not {"source", "target"} <= set(given):
        raise InputError(f"`by` is {given}; a relation has a source and a target, so name both, then further columns.")
    known = [str(column) for column in frame.columns if not str(column).startswith("_")]
    missing = [column for column in given if column not in known]
    if missing:
        raise TableError(
            f"`by` names {', '.join(map(repr, missing))}, a column of neither events nor documents; "
            f"there are {', '.join(known)}.{suggest(missing[0], known)}"
        )
    taken = [column for column in given if column in {*CONTRACTS["relations"].columns} - {"source", "target"}]
    if taken:
        raise InputError(f"`by` names {taken[0]!r}, which relations call something else; rename that column.")
    return ["source", "target", *(column for column in given if column not in ("source", "target"))]


def join_documents(events: "pd.DataFrame", documents: "pd.DataFrame | None") -> "pd.DataFrame":
    """Return the events with their document's columns; ``_date`` is '' for unknown and for crawl dates."""
    if documents is None:
        return events.assign(_date="")
    check_table(documents, "documents", ["doc_id", "date", "date_source"])
    dates = documents["date"].where(documents["date_source"] != "crawl", "")
    own = documents.drop(columns=[c for c in documents.columns if c in events.columns and c != "doc_id"])
    derived = {"year": dates.str[:4], "month": dates.str[:7].where(dates.str.len() >= 7, "")}
    own = own.assign(_date=dates, **{name: value for name, value in derived.items() if name not in events.columns})
    joined = events.merge(own, on="doc_id", how="left", validate="many_to_one")
    texts = [column for column in own.columns if column != "doc_id"]
    return joined.assign(**{column: joined[column].fillna("") for column in texts})


def make_random(seed: int, key: tuple[object, ...]) -> "np.random.Generator":
    """Return random numbers of the relation's own, the same whatever other relations there are."""
    import numpy as np

    return np.random.default_rng([seed, crc32("\x1f".join(map(str, key)).encode())])


def _summarize(group: "pd.DataFrame", min_events: int, draws: int, random: "np.random.Generator") -> dict[str, Any]:
    import numpy as np

    weight, polarity = group["_weight"].to_numpy(), group["polarity"].to_numpy()
    coop, conf, whole = weight * (polarity > 0), weight * (polarity < 0), weight.sum()
    counts = (weight > 0) & (polarity != 0)
    stance = low = high = np.nan
    if counts.sum() >= min_events:
        stance = (coop.sum() - conf.sum()) / (coop.sum() + conf.sum())
        drawn = draw_stances(group["_unit"].to_numpy()[counts], coop[counts], conf[counts], draws, random)
        low, high = np.quantile(drawn, [0.025, 0.975])
    dates = sorted(set(group["_date"]) - {""})
    quads = {name: weight[group["quad"].to_numpy() == quad].sum() for name, quad in _QUADS.items()}
    return {
        "events": len(group), "counted": int(counts.sum()), "coop": coop.sum(), "conf": conf.sum(), **quads,
        "mean_score": float((weight * group["_score"].to_numpy()).sum() / whole) if whole else np.nan,
        "stance": float(stance), "low": float(low), "high": float(high),
        "first": dates[0] if dates else "", "last": dates[-1] if dates else "",
        "evidence": " ".join(dict.fromkeys(group["sent_id"].to_numpy()[counts])),
    }  # fmt: skip


def draw_stances(
    units: "np.ndarray[Any, Any]", coop: "np.ndarray[Any, Any]", conf: "np.ndarray[Any, Any]", draws: int,
    random: "np.random.Generator",
) -> "np.ndarray[Any, Any]":  # fmt: skip
    """Return the stances that a Bayesian bootstrap over the units draws, one per draw."""
    import numpy as np

    order = {name: number for number, name in enumerate(sorted(set(units)))}
    unit = np.array([order[name] for name in units])
    plus, minus = np.bincount(unit, coop, len(order)), np.bincount(unit, conf, len(order))
    drawn = random.dirichlet(np.ones(len(order)), size=draws)
    stances: np.ndarray[Any, Any] = (drawn @ (plus - minus)) / (drawn @ (plus + minus))
    return stances
