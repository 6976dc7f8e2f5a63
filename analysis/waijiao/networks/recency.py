"""How much a document still counts: weights that halve with age, and dates that say when."""

from datetime import date
from typing import TYPE_CHECKING

from waijiao.errors import InputError
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_day", "score_recency"]


def score_recency(documents: "pd.DataFrame", *, half_life: float, day: str | None = None) -> "pd.DataFrame":
    """Score how much each document counts on a day: half as much for every half-life that it is older.

    Only dates that say when something was published or happened count. The day on which a page was fetched (a crawl
    date) says nothing about either, and such documents are left out, as are those without a date and those after
    ``day``.

    Parameters
    ----------
    documents : DataFrame
        Gives ``date`` and ``date_source``.
    half_life : float
        After how many days a document counts half.
    day : str, optional
        ISO day from which one looks back; the last date of the documents by default.

    Returns
    -------
    DataFrame
        One row per document that counts: table ``recency``, in the order of the documents.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``half_life`` is not above 0, ``day`` is no date, or no document counts.

    Notes
    -----
    weight = 2^(-age / half_life), age in days. A date that gives the month only stands for its 15th day, one that
    gives the year only for the 1st of July.

    Examples
    --------
    >>> documents = make_table("documents", [dict(doc_id="a", date="2023-10-01", date_source="publication"),
    ...     dict(doc_id="b", date="2023-10-31", date_source="publication"),
    ...     dict(doc_id="c", date="2024-06-13", date_source="crawl")])
    >>> score_recency(documents, half_life=30)[["doc_id", "age", "weight"]].values.tolist()
    [['a', 30, 0.5], ['b', 0, 1.0]]
    """
    if not half_life > 0:
        raise InputError(f"`half_life` is {half_life}; give a number of days above 0.")
    days = date_documents(documents)
    last = max(days.values(), default=None) if day is None else read_day(day, "day")
    rows = [
        {"doc_id": doc_id, "age": (last - then).days, "weight": 2.0 ** (-(last - then).days / half_life)}
        for doc_id, then in days.items()
        if last and then <= last
    ]
    if not rows:
        raise InputError(
            f"None of the {len(documents)} documents has a date{'' if day is None else f' up to {day}'} that says "
            "when; give `date` and a `date_source` other than crawl."
        )
    return make_table("recency", rows)


def date_documents(documents: "pd.DataFrame") -> dict[str, date]:
    """Return the day of every document whose date says when; crawl dates do not."""
    check_table(documents, "documents", ["doc_id", "date", "date_source"])
    known = documents[(documents["date"] != "") & (documents["date_source"] != "crawl")]
    return {doc_id: read_day(text, "date") for doc_id, text in zip(known["doc_id"], known["date"], strict=True)}


def read_day(text: str, argument: str) -> date:
    """Return the day that an ISO date stands for: of a month its 15th, of a year the 1st of July.

    Parameters
    ----------
    text : str
        2023-10-07, 2023-10 or 2023.
    argument : str
        The parameter's or column's name, for the message.

    Returns
    -------
    date
        The day.

    Examples
    --------
    >>> read_day("2023-10", "day").isoformat()
    '2023-10-15'
    """
    try:
        return date.fromisoformat(text[:10] + {4: "-07-01", 7: "-15"}.get(len(text), ""))
    except ValueError:
        raise InputError(f"`{argument}` is {text!r}; expected an ISO date such as 2023-10-07.") from None
