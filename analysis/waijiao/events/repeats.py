"""The same event told twice: in headline and body, later in the article, or in another outlet's copy of a report."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from waijiao.errors import InputError
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_repeats"]

_SAME = ["source", "target", "category", "modality"]
# Day, document, event, and the pairs of neighbouring characters of its sentence.
_Telling = tuple[int, str, str, frozenset[str]]


def find_repeats(
    events: "pd.DataFrame",
    documents: "pd.DataFrame | None" = None,
    *,
    across: bool = False,
    days: int = 2,
    similar: float = 0.5,
) -> "pd.DataFrame":
    """Return which records tell an event again that an earlier record told.

    Two records tell one event when source, target, category and modality are the same and their sentences are alike.
    To count every event once: ``events[~events.event_id.isin(find_repeats(events).event_id)]``.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    documents : DataFrame, optional
        Gives the dates; without it, and for documents without a date or with a crawl date, all are of one day.
    across : bool
        Also look for copies in other documents, not only within each.
    days : int
        How many days may lie between copies in different documents.
    similar : float
        From which likeness on two sentences tell the same, above 0 up to 1.

    Returns
    -------
    DataFrame
        One row per record that repeats: table ``repeats``, in the order of ``events``. Records told once are missing.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``similar`` or ``days`` is out of range.

    Notes
    -----
    likeness = shared pairs of neighbouring characters / pairs of the shorter sentence: 1 when a headline stands word
    for word in the body, about .2 for unrelated sentences on the same two actors. Repeats are followed from copy to
    copy; ``first_id`` is the earliest by date, then by document and place. What is told again in other words stays,
    so that the counts err on the side of too many.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.actors import find_actors
    >>> from waijiao.events.coding import code_events
    >>> sentences = pd.DataFrame({"doc_id": ["a", "a"], "sent_id": ["a:s000", "a:s001"], "text": [
    ...     "以军空袭叙利亚机场", "以色列军方15日夜间空袭叙利亚机场，造成停航。"]})
    >>> find_repeats(code_events(sentences, find_actors(sentences)))[["event_id", "first_id"]].values.tolist()
    [['a:s001:e00', 'a:s000:e00']]
    """
    check_table(events, "events", ["event_id", "doc_id", "evidence", *_SAME])
    if not 0 < similar <= 1 or days < 0:
        raise InputError(f"`similar` is {similar} and `days` {days}; expected a share above 0 up to 1, and 0 or more.")
    dates = _read_days(documents)
    firsts: dict[str, tuple[str, float]] = {}
    groups = _SAME if across else ["doc_id", *_SAME]
    for _, group in events.groupby(groups, sort=False):
        if len(group) > 1:
            columns = group[["doc_id", "event_id", "evidence"]].itertuples(index=False, name=None)
            tellings = [(dates.get(doc, 0), doc, event, _pairs(text)) for doc, event, text in columns]
            firsts |= _follow(sorted(tellings, key=lambda telling: telling[:3]), days, similar)
    told = [event_id for event_id in events["event_id"] if event_id in firsts]
    rows = [{"event_id": each, "first_id": firsts[each][0], "likeness": firsts[each][1]} for each in told]
    return make_table("repeats", rows)


def _read_days(documents: "pd.DataFrame | None") -> dict[str, int]:
    if documents is None:
        return {}
    check_table(documents, "documents", ["doc_id", "date", "date_source"])
    rows = documents[["doc_id", "date", "date_source"]].itertuples(index=False, name=None)
    return {doc: date.fromisoformat(day).toordinal() for doc, day, how in rows if len(day) == 10 and how != "crawl"}


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(character for character in text if character.isalnum())
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1)) or frozenset({letters})


def _follow(tellings: Sequence[_Telling], days: int, similar: float) -> dict[str, tuple[str, float]]:
    """Return for each repeat the first telling of its chain, and how alike the two that join it are."""
    firsts: dict[str, tuple[str, float]] = {}
    for place, (_, _, event, pairs) in enumerate(tellings):
        for earlier in _look_back(tellings, place, days):
            likeness = len(pairs & earlier[3]) / min(len(pairs), len(earlier[3]))
            if likeness >= similar and earlier[2] != event:
                firsts[event] = (firsts.get(earlier[2], (earlier[2], 0.0))[0], likeness)
                break
    return firsts


def _look_back(tellings: Sequence[_Telling], place: int, days: int) -> Iterator[_Telling]:
    """Yield the tellings before ``place`` of the same document, or at most ``days`` days old, the earliest first."""
    day, doc, *_ = tellings[place]
    return (each for each in tellings[:place] if each[1] == doc or day - each[0] <= days)
