"""A sheet for checking a coding by hand: drawn at random within strata, and what comes out of it once filled in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.tables import check_columns, check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["draw_audit_sample", "summarize_audit"]

_CODED = ("source", "target", "category", "modality", "claimed_by")
_QUESTIONS = ("direction_right", "category_right", "modality_right", "claimant_right")
_SILENT = "no event"
_YES, _NO = frozenset({"yes", "y", "1", "是", "对"}), frozenset({"no", "n", "0", "否", "错"})


def draw_audit_sample(
    events: "pd.DataFrame",
    sentences: "pd.DataFrame | None" = None,
    *,
    size: int = 100,
    by: Sequence[str] = ("category",),
    silent: int = 0,
    seed: int = 0,
) -> "pd.DataFrame":
    """Draw records for a person to check, equally from each stratum, as a sheet to fill in.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    sentences : DataFrame, optional
        The sentences that were coded; needed for ``silent``. Pass only those that could hold a record, such as those
        that name two actors.
    size : int
        Records to draw; all of them when there are fewer.
    by : sequence of str
        Columns of ``events`` whose values are the strata, so that rare categories are checked too.
    silent : int
        Sentences without any record to add: whoever checks them sees what is missed.
    seed : int
        Start of the random numbers; the same seed draws the same sheet.

    Returns
    -------
    DataFrame
        One row per record or silent sentence: table ``audit``, in random order so that nobody learns the strata by
        heart. The four ``…_right`` columns and ``note`` are empty.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a number is out of range, or ``silent`` is asked for without ``sentences``.

    Notes
    -----
    Every stratum gets size / strata records, what a small one cannot give goes to the others, largest remainder
    first. ``weight`` = stratum's records / records drawn undoes that in :func:`summarize_audit`.

    Examples
    --------
    >>> rows = [dict(event_id=f"a:s{n}:e00", doc_id="a", sent_id=f"a:s{n}", source="IRN", target="ISR", quad=3,
    ...              category="ACCUSE" if n else "ASSAULT", score=-3.0, goldstein=-2.0, polarity=-1, intensity=1,
    ...              modality="actual", mutual=False, channel=False, quoted=False, cue="谴责", start=2, end=4,
    ...              evidence="伊朗谴责以色列。") for n in range(5)]
    >>> sheet = draw_audit_sample(make_table("events", rows), size=3)
    >>> sorted(zip(sheet.stratum, sheet.weight))
    [('ACCUSE', 2.0), ('ACCUSE', 2.0), ('ASSAULT', 1.0)]
    >>> sheet.sentence[0]
    '伊朗【谴责】以色列。'
    """
    import numpy as np

    strata = [by] if isinstance(by, str) else list(by)
    check_table(events, "events", ["event_id", "sent_id", *_CODED, "start", "end", "evidence", *strata])
    if size < 1 or silent < 0:
        raise InputError(f"`size` is {size} and `silent` {silent}; expected at least 1 and at least 0.")
    if silent and sentences is None:
        raise InputError("`silent` needs `sentences`: which ones were coded without finding a record.")
    random = np.random.default_rng(seed)
    named = events.assign(_stratum=events[strata].astype("str").agg(" ".join, axis=1)).sort_values("event_id")
    groups = {str(name): group for name, group in named.groupby("_stratum", sort=True)}
    shares = _share(size, {name: len(group) for name, group in groups.items()})
    rows: list[dict[str, Any]] = []
    for name, group in groups.items():
        chosen = group.iloc[np.sort(random.permutation(len(group))[: shares[name]])]
        rows += [_ask(row, name, len(group) / shares[name]) for _, row in chosen.iterrows()]
    if silent and sentences is not None:
        check_table(sentences, "sentences", ["sent_id", "text"])
        quiet = sentences[~sentences["sent_id"].isin(events["sent_id"])].sort_values("sent_id")
        chosen = quiet.iloc[np.sort(random.permutation(len(quiet))[:silent])]
        weight = len(quiet) / max(len(chosen), 1)
        rows += [
            {"sent_id": row["sent_id"], "stratum": _SILENT, "weight": weight, "sentence": row["text"]}
            for row in chosen.to_dict("records")
        ]
    mixed = [rows[number] for number in random.permutation(len(rows))]
    return make_table("audit", [{"audit_id": f"a{number:03d}", **row} for number, row in enumerate(mixed)])


def _share(size: int, sizes: dict[str, int]) -> dict[str, int]:
    """Spread ``size`` over the strata as evenly as their own sizes allow."""
    shares = dict.fromkeys(sizes, 0)
    left = min(size, sum(sizes.values()))
    while left:
        open_strata = [name for name in sizes if shares[name] < sizes[name]]
        for name in sorted(open_strata, key=lambda name: (shares[name], -sizes[name], name))[:left]:
            shares[name] += 1
            left -= 1
    return {name: max(share, 1) for name, share in shares.items()}


def _ask(row: "pd.Series[Any]", stratum: str, weight: float) -> dict[str, Any]:
    text, start, end = row["evidence"], row["start"], row["end"]
    return {
        "event_id": row["event_id"],
        "sent_id": row["sent_id"],
        "stratum": stratum,
        "weight": weight,
        "sentence": f"{text[:start]}【{text[start:end]}】{text[end:]}",
        **{column: row[column] for column in _CODED},
    }


def summarize_audit(sheet: "pd.DataFrame") -> "pd.DataFrame":
    """Summarize a filled-in audit sheet: how many records are right, with an interval.

    Parameters
    ----------
    sheet : DataFrame
        The sheet of :func:`draw_audit_sample`, its ``…_right`` columns filled in with yes or no (是, 否; case does not
        matter). Rows left empty are left out of that question.

    Returns
    -------
    DataFrame
        One row per question and stratum, and ``all`` for all records together: ``question``, ``stratum``, ``checked``
        and ``right`` (int64), ``share`` (0 to 1), ``low``, ``high`` (95 % interval).

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When an answer is neither yes nor no.

    Notes
    -----
    A stratum's interval is Wilson's. ``all`` weighs strata by their records: share = sum w right / sum w; its interval
    takes the effective number of checks, (sum w)² / sum w² (Kish). Silent sentences (``no event``) stand apart: their
    share is how many of them rightly hold no record.

    References
    ----------
    Wilson 1927, Probable inference. Kish 1965, Survey sampling.

    Examples
    --------
    >>> sheet = make_table("audit", [dict(audit_id=f"a{n}", stratum="ACCUSE", weight=2.0, direction_right="yes")
    ...                              for n in range(8)])
    >>> summarize_audit(sheet).round(2).head(1)
              question stratum  checked  right  share   low  high
    0  direction_right  ACCUSE        8      8    1.0  0.68   1.0
    """
    import pandas as pd

    check_columns(sheet, ["stratum", "weight", *_QUESTIONS], "sheet")
    rows = []
    for question in _QUESTIONS:
        answers = pd.Series([_answer(value, question) for value in sheet[question]], index=sheet.index, dtype="Float64")
        filled = sheet.assign(_right=answers)[answers.notna()]
        for stratum, group in filled.groupby("stratum", sort=True):
            rows.append({"question": question, "stratum": stratum, **_estimate(group)})
        coded = filled[filled["stratum"] != _SILENT]
        if len(coded):
            rows.append({"question": question, "stratum": "all", **_estimate(coded)})
    return pd.DataFrame(rows, columns=["question", "stratum", "checked", "right", "share", "low", "high"])


def _answer(value: object, question: str) -> float | None:
    import pandas as pd

    word = "" if pd.isna(value) else str(value).strip().lower()  # type: ignore[call-overload]
    if word and word not in _YES | _NO:
        raise InputError(f"`sheet` answers {word!r} to {question}; expected yes or no (是, 否), or nothing.")
    return None if not word else float(word in _YES)


def _estimate(group: "pd.DataFrame") -> dict[str, float]:
    weight, right = group["weight"].astype("float64"), group["_right"].astype("float64")
    share = float((weight * right).sum() / weight.sum())
    low, high = _wilson(share, float(weight.sum() ** 2 / (weight**2).sum()))
    return {"checked": len(group), "right": int(right.sum()), "share": share, "low": low, "high": high}


def _wilson(share: float, n: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval; n need not be whole."""
    z = 1.959963984540054
    centre, spread = share + z**2 / (2 * n), z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    return max((centre - spread) / (1 + z**2 / n), 0.0), min((centre + spread) / (1 + z**2 / n), 1.0)
