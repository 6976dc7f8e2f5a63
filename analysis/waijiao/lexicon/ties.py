"""Standing ties between actors, from ``data/ties.csv``: states of affairs, each dated and cited, and no events."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, LexiconError, suggest
from waijiao.lexicon.reading import read_lexicon
from waijiao.tables import make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_ties"]

_COLUMNS = (
    "actor_a", "actor_b", "kind", "mutual", "polarity", "start", "end", "name_zh", "name_en", "source", "checked",
)  # fmt: skip
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DAY = 10
_MUTUAL = {"yes": True, "no": False}
_POLARITY = {"1": 1, "-1": -1}


def read_ties(
    path: str = "ties.csv", *, on: str | tuple[str, str] | None = None, actors: str | Collection[str] | None = None
) -> "pd.DataFrame":
    """Read the standing ties between actors: all of them, or those in force on a day or in a span of time.

    An office, a base, a recognition, a treaty, a shared gas field, sanctions in force are states, not events: nobody
    has to tell of them for them to hold. They stand beside what texts say, and enter no count of events and no figure
    of the compass. The packaged table is a selection: that a tie is not in it does not say that there is none.

    Parameters
    ----------
    path : str
        A CSV file with the columns that ``data/README.md`` describes; the packaged ``data/ties.csv`` by default.
    on : str or (str, str), optional
        Only ties that stood then: on a day, at some time in a month or year (``"2023-10-07"``, ``"2023-10"``,
        ``"2023"``), or at some time from the first date to the second. All ties by default.
    actors : str or collection of str, optional
        Only ties of which one of these principals is an end. All by default.

    Returns
    -------
    DataFrame
        One row per standing tie, in the order of the file: table ``ties``.

    Raises
    ------
    InputError
        When ``on`` is no date, or its two dates are the wrong way round.
    LexiconError
        When the file breaks its format; the message names file and line.

    Notes
    -----
    ``end`` is the first day on which a tie stands no more. Where only the month or the year is known, a tie counts
    from the first day of it, and to its last: it is in force whenever it may have been.

    Examples
    --------
    >>> read_ties(on="2008", actors=["QAT"]).query("actor_b == 'ISR'")[["name_zh", "start", "end"]].values.tolist()
    [['以色列驻多哈贸易办事处', '1996', '2009-01']]
    >>> len(read_ties(on="2023", actors="QAT").query("kind == 'blockade'"))
    0
    """
    lines = read_lexicon(path, _COLUMNS)
    kinds = set(read_lexicon("tie_kinds.csv", ["kind"])["kind"])
    span = None if on is None else _read_span(on)
    chosen = None if actors is None else {actors} if isinstance(actors, str) else set(actors)
    rows = []
    for line in lines.to_dict("records"):
        fault = _find_fault(line, kinds)
        if fault:
            raise LexiconError(f"{path}, line {line['line']}: {fault}")
        if span and not _stands(line["start"], line["end"], *span):
            continue
        if chosen is None or chosen & {line["actor_a"], line["actor_b"]}:
            rows.append(_make_row(line))
    return make_table("ties", rows)


def _make_row(line: dict[Any, Any]) -> dict[str, Any]:
    tie_id = ":".join(line[column] for column in ("actor_a", "actor_b", "kind", "start"))
    return {**line, "tie_id": tie_id, "mutual": _MUTUAL[line["mutual"]], "polarity": _POLARITY[line["polarity"]]}


def _find_fault(line: dict[Any, Any], kinds: set[str]) -> str:
    """Return what is wrong with a line of the file, '' when nothing is."""
    if line["kind"] not in kinds:
        return f"kind {line['kind']!r} is not in tie_kinds.csv.{suggest(line['kind'], kinds)}"
    for column, allowed in (("mutual", _MUTUAL), ("polarity", _POLARITY)):
        if line[column] not in allowed:
            return f"{column} is {line[column]!r}; choose one of {', '.join(map(repr, allowed))}."
    for column in ("start", "end"):
        if not (_DATE.fullmatch(line[column]) or (column == "end" and not line[column])):
            return f"{column} is {line[column]!r}; give an ISO date such as 2017-06-05, 2017-06 or 2017."
    if line["end"] and _last_day(line["end"]) < line["start"]:
        return f"ends {line['end']}, before it starts {line['start']}."
    if not (line["actor_a"] and line["actor_b"]) or line["actor_a"] == line["actor_b"]:
        return f"ties {line['actor_a']!r} to {line['actor_b']!r}; give two different principals."
    return ""


def _read_span(on: str | tuple[str, str]) -> tuple[str, str]:
    """Return the first and the last day that are meant."""
    first, last = (on, on) if isinstance(on, str) else on
    for date in (first, last):
        if not _DATE.fullmatch(date):
            raise InputError(f"`on` is {on!r}; give an ISO date such as 2023-10-07, 2023-10 or 2023, or two of them.")
    if _first_day(first) > _last_day(last):
        raise InputError(f"`on` is {on!r}, whose second date lies before the first; give the earlier one first.")
    return _first_day(first), _last_day(last)


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - _DAY :] if len(date) < _DAY else date


def _last_day(date: str) -> str:
    # Days are compared as text, so that every month may have 31.
    return date + "-12-31"[len(date) - _DAY :] if len(date) < _DAY else date


def _stands(start: str, end: str, first: str, last: str) -> bool:
    """Return whether a tie stands on some day from ``first`` to ``last``."""
    if _first_day(start) > last:
        return False
    if len(end) == _DAY:
        return first < end
    return not end or first <= _last_day(end)
