"""Groups to count by: columns of the tokens, their sentences and documents, and the time that dates give."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.errors import TableError, suggest
from waijiao.tables import check_columns

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["PERIODS", "attach_groups", "find_periods", "list_columns", "number_groups"]

Array: TypeAlias = "np.ndarray[Any, Any]"

PERIODS = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO date say which day, month and year."""


def list_columns(by: str | Iterable[str] | None) -> list[str]:
    """Return the columns to group by as a list."""
    if by is None:
        return []
    return [by] if isinstance(by, str) else list(by)


def find_periods(documents: "pd.DataFrame", period: str) -> "pd.Series[str]":
    """Return the day, month or year of each document by its id; '' without a date, or with a crawl date."""
    import pandas as pd

    check_columns(documents, ["doc_id", "date", "date_source"], "documents")
    found = [
        _cut_date(day, PERIODS[period]) if source != "crawl" else ""
        for day, source in zip(documents["date"], documents["date_source"], strict=True)
    ]
    return pd.Series(found, index=documents["doc_id"], dtype="str")


def _cut_date(day: str, length: int) -> str:
    """Return the first characters of an ISO day, month or year, '' when it says less or is no date."""
    try:
        # A month or a year is a date when its first day is one.
        date.fromisoformat(f"{day}-01-01"[: max(len(day), 10)])
    except ValueError:
        return ""
    return day[:length] if len(day) in PERIODS.values() and len(day) >= length else ""


def attach_groups(
    tokens: "pd.DataFrame",
    groups: list[str],
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return the tokens with the columns ``groups``, taken from their sentences or documents where they lack them."""
    found: dict[str, Any] = {}
    for column in groups:
        if column in tokens.columns:
            continue
        if sentences is not None and column in sentences.columns:
            found[column] = _look_up(tokens, sentences, "sent_id", column, "sentences")
        elif documents is not None and column in documents.columns:
            found[column] = _look_up(tokens, documents, "doc_id", column, "documents")
        elif documents is not None and column in PERIODS:
            periods = find_periods(documents, column).rename(column).reset_index()
            found[column] = _look_up(tokens, periods, "doc_id", column, "documents")
        else:
            raise TableError(_explain_missing(column, tokens, sentences, documents))
    return tokens.assign(**found)


def _look_up(tokens: "pd.DataFrame", table: "pd.DataFrame", key: str, column: str, argument: str) -> "pd.Series[Any]":
    check_columns(table, [key], argument)
    check_columns(tokens, [key], "tokens")
    if table[key].duplicated().any():
        twice = table.loc[table[key].duplicated(), key].iloc[0]
        raise TableError(f"`{argument}` holds {twice!r} twice; its {key} has to name one row.")
    values = tokens[key].map(table.set_index(key)[column])
    return values.fillna("") if values.dtype == "str" else values


def _explain_missing(
    column: str, tokens: "pd.DataFrame", sentences: "pd.DataFrame | None", documents: "pd.DataFrame | None"
) -> str:
    known = [str(name) for table in (tokens, sentences, documents) if table is not None for name in table.columns]
    known = list(dict.fromkeys([*known, *(PERIODS if documents is not None else ())]))
    further = "" if documents is not None else " Give documents=… to group by day, month, year or outlet."
    return f"`by` has no column {column!r}; columns are {', '.join(known)}.{suggest(column, known)}{further}"


def number_groups(frame: "pd.DataFrame", groups: list[str]) -> tuple[Array, "pd.DataFrame"]:
    """Return the number of each row's group, in their order, and one row of ``groups`` for each number."""
    import numpy as np
    import pandas as pd

    numbers = np.zeros(len(frame), dtype="int64")
    for column in groups:
        codes, values = pd.factorize(frame[column], sort=True, use_na_sentinel=False)
        numbers = numbers * max(len(values), 1) + codes
        numbers = pd.factorize(numbers, sort=True)[0]
    first = np.flatnonzero(~pd.Series(numbers).duplicated())
    labels = frame[groups].iloc[first[np.argsort(numbers[first])]]
    return numbers, labels.reset_index(drop=True)
