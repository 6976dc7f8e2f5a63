"""The same relations on two sides: before and after a day, in one outlet and in another."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, suggest
from waijiao.lexicon import weigh_events
from waijiao.summary.stance import check_numbers, draw_stances, join_documents, make_random
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["compare_outlets", "compare_periods"]

_NEEDED = ["sent_id", "doc_id", "source", "target", "polarity", "modality"]


def compare_periods(
    events: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    split: str,
    weights: Mapping[str, float] | None = None,
    min_events: int = 3,
    seed: int = 0,
    draws: int = 1000,
) -> "pd.DataFrame":
    """Compare how actors stand to each other before a day and from that day on.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    documents : DataFrame
        Gives the dates. Documents without a date, or with a crawl date only, belong to neither side.
    split : str
        ISO day, month or year with which the second period begins: 2023-10-07, 2023-10, 2023.
    weights : mapping of str to float, optional
        As for :func:`summarize_stance`.
    min_events : int
        How many records must count on a side before it has a stance.
    seed : int
        Start of the random numbers; a pair's interval does not depend on which others there are.
    draws : int
        Bootstrap draws per pair and side.

    Returns
    -------
    DataFrame
        One row per ordered pair: table ``changes``, the first side earlier. Pairs of which no record counts on
        either side are left out.

    Raises
    ------
    TableError
        When columns are missing or a modality has no weight.
    InputError
        When ``split`` is no date, or a number is out of range.

    Notes
    -----
    change = stance after - stance before. Its 95 % interval draws the documents of both sides independently (Bayesian
    bootstrap), because the sentences of a document hang together. ``verdict`` speaks of a difference only when the
    interval excludes 0; over many pairs one in twenty such intervals excludes it by chance. Evidence all of one sign
    on both sides gives an interval without width.

    References
    ----------
    Rubin 1981, The Bayesian bootstrap.

    Examples
    --------
    >>> import pandas as pd
    >>> documents = make_table("documents", [dict(doc_id=f"d{n}", date=f"2023-0{n + 1}-01", date_source="publication")
    ...                                      for n in range(6)])
    >>> rows = [dict(event_id=f"d{n}:e", doc_id=f"d{n}", sent_id=f"d{n}:s", source="SAU", target="IRN", quad=1,
    ...              category="CONSULT", score=2.5, goldstein=1.0, polarity=1 if n > 2 else -1, intensity=1,
    ...              modality="actual", mutual=False, channel=True, quoted=False, start=0, end=2) for n in range(6)]
    >>> compare_periods(make_table("events", rows), documents, split="2023-04").verdict.tolist()
    ['friendlier']
    """
    if not (len(split) in (4, 7, 10) and split.replace("-", "").isdigit()):
        raise InputError(f"`split` is {split!r}; give an ISO date such as 2023-10-07, 2023-10 or 2023.")
    check_table(events, "events", _NEEDED)
    frame = join_documents(events, documents)
    side = ["" if not date else "ab"[date >= split] for date in frame["_date"]]
    return _compare(frame.assign(_side=side), weights, min_events, seed, draws)


def compare_outlets(
    events: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    outlets: tuple[str, str],
    weights: Mapping[str, float] | None = None,
    min_events: int = 3,
    seed: int = 0,
    draws: int = 1000,
) -> "pd.DataFrame":
    """Compare how two outlets tell who stands how to whom.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    documents : DataFrame
        Gives the outlets.
    outlets : tuple of str
        The two outlets, as in ``documents``.
    weights : mapping of str to float, optional
        As for :func:`summarize_stance`.
    min_events : int
        How many records must count in an outlet before it has a stance.
    seed : int
        Start of the random numbers.
    draws : int
        Bootstrap draws per pair and outlet.

    Returns
    -------
    DataFrame
        One row per ordered pair: table ``changes``, as :func:`compare_periods` describes it.

    Raises
    ------
    TableError
        When columns are missing or a modality has no weight.
    InputError
        When an outlet is not in ``documents``, or a number is out of range.

    Notes
    -----
    A difference between outlets is one of telling and of choosing what to tell; it does not say who is right.

    Examples
    --------
    >>> documents = make_table("documents", [dict(doc_id="d0", outlet="甲报"), dict(doc_id="d1", outlet="乙报")])
    >>> rows = [dict(event_id=f"d{n}:e", doc_id=f"d{n}", sent_id=f"d{n}:s", source="SAU", target="IRN", quad=1,
    ...              category="CONSULT", score=2.5, goldstein=1.0, polarity=1, intensity=1, modality="actual",
    ...              mutual=False, channel=True, quoted=False, start=0, end=2) for n in range(2)]
    >>> compare_outlets(make_table("events", rows), documents, outlets=("甲报", "乙报")).verdict.tolist()
    ['insufficient evidence']
    """
    check_table(events, "events", _NEEDED)
    check_table(documents, "documents", ["doc_id", "outlet"])
    known = sorted(set(documents["outlet"]))
    for outlet in outlets:
        if outlet not in known:
            raise InputError(
                f"`outlets` names {outlet!r}, which published no document; there are "
                f"{', '.join(known[:20])}.{suggest(outlet, known)}"
            )
    own = dict(zip(documents["doc_id"], documents["outlet"], strict=True))
    sides = dict(zip(outlets, "ab", strict=True))
    side = [sides.get(own.get(doc_id, ""), "") for doc_id in events["doc_id"]]
    return _compare(events.assign(_side=side), weights, min_events, seed, draws)


def _compare(
    frame: "pd.DataFrame", weights: Mapping[str, float] | None, min_events: int, seed: int, draws: int
) -> "pd.DataFrame":
    check_numbers(min_events, draws)
    frame = frame.assign(_weight=weigh_events(frame, weights).to_numpy())
    counts = (frame["_weight"] > 0) & (frame["polarity"] != 0) & (frame["_side"] != "")
    named = (frame["source"] != "") & (frame["target"] != "")
    rows = []
    for (source, target), group in frame[counts & named].groupby(["source", "target"], sort=True):
        keys = {side: (str(source), str(target), side) for side in "ab"}
        sides = [_draw_side(group[group["_side"] == s], min_events, draws, seed, key) for s, key in keys.items()]
        rows.append({"source": source, "target": target, **_describe(*sides)})
    return make_table("changes", rows)


def _draw_side(
    group: "pd.DataFrame", min_events: int, draws: int, seed: int, key: tuple[str, ...]
) -> tuple[float, "np.ndarray[Any, Any] | None", int, str]:
    """Return a side's stance, its draws (None with insufficient evidence), its records and its sentences."""
    evidence = " ".join(dict.fromkeys(group["sent_id"]))
    if len(group) < min_events:
        return float("nan"), None, len(group), evidence
    weight, polarity = group["_weight"].to_numpy(), group["polarity"].to_numpy()
    coop, conf = weight * (polarity > 0), weight * (polarity < 0)
    drawn = draw_stances(group["doc_id"].to_numpy(), coop, conf, draws, make_random(seed, key))
    return float((coop - conf).sum() / (coop + conf).sum()), drawn, len(group), evidence


def _describe(
    first: tuple[float, "np.ndarray[Any, Any] | None", int, str],
    second: tuple[float, "np.ndarray[Any, Any] | None", int, str],
) -> dict[str, Any]:
    import numpy as np

    low = high = float("nan")
    verdict = "insufficient evidence"
    if first[1] is not None and second[1] is not None:
        low, high = map(float, np.quantile(second[1] - first[1], [0.025, 0.975]))
        verdict = "friendlier" if low > 0 else "more hostile" if high < 0 else "no difference shown"
    return {
        "counted_a": first[2], "counted_b": second[2], "stance_a": first[0], "stance_b": second[0],
        "change": second[0] - first[0], "low": low, "high": high, "verdict": verdict,
        "evidence_a": first[3], "evidence_b": second[3],
    }  # fmt: skip
