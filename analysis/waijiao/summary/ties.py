"""What texts say of two actors beside the standing ties between them."""

from collections.abc import Mapping
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.acts import Acts, gather_acts
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Span", "compare_ties", "find_span"]

_TIE = ["tie_id", "actor_a", "actor_b", "polarity"]
# From this share on, cooperation outweighs conflict or conflict cooperation, as in the compass.
_THRESHOLD = 0.2

Pair = tuple[str, str]


class Span(NamedTuple):
    """From when to when texts were written, and how that is known: by their dates, by the crawl, or not ('')."""

    first: str
    last: str
    source: str


def find_span(documents: "pd.DataFrame") -> Span:
    """Find the time of which the standing ties belong beside some texts.

    A crawl date dates no event, but no page is written after its crawl: where nothing else is known, the day of the
    last crawl serves, because ties last longer than news.

    Parameters
    ----------
    documents : DataFrame
        The texts; ``date`` and ``date_source`` are read. Documents without a date do not count when others have one.

    Returns
    -------
    Span
        First and last date with source ``"dates"``; twice the last crawl with ``"crawl"``; or three times ''.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> find_span(pd.DataFrame({"date": ["2023-10-26", "2024-06-13", ""], "date_source": ["given", "crawl", ""]}))
    Span(first='2023-10-26', last='2023-10-26', source='dates')
    """
    check_table(documents, "documents", ["date", "date_source"])
    dated = documents[documents["date"].str.fullmatch(r"\d{4}(-\d\d){0,2}")]
    crawled = dated["date_source"] == "crawl"
    own, crawls = dated.loc[~crawled, "date"], dated.loc[crawled, "date"]
    if len(own):
        return Span(own.min(), own.max(), "dates")
    return Span(crawls.max(), crawls.max(), "crawl") if len(crawls) else Span("", "", "")


def compare_ties(
    events: "pd.DataFrame", ties: "pd.DataFrame", *, weights: Mapping[str, float] | None = None
) -> "pd.DataFrame":
    """Lay what texts say of every two actors beside the ties that stand between them, and tell whether both agree.

    A tie is a state and no event. It does not count as a record, and a text that leaves it out is not wrong: news tell
    what changes. Where the two point opposite ways one should read, and will find no error: allies quarrel, enemies
    talk. Records without a tie are no discovery either, because the table of ties is a selection.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    ties : DataFrame
        The ties that stood when the texts are set, as ``read_ties(on="2023-10-07")`` returns them; all that are given
        count.
    weights : mapping of str to float, optional
        Weights of modalities that differ from ``data/modality.csv``, 0 to 1.

    Returns
    -------
    DataFrame
        One row per unordered pair of actors that the events name, if there is a tie between them or a record: table
        ``tie_comparison``, by falling number of records, then by names. A mutual act is one record; requests, and
        acts of weight 0, are none.

    Raises
    ------
    TableError
        When columns are missing or a modality has no weight.

    Notes
    -----
    With balance b = (coop - conf) / (coop + conf), records lean to cooperation from b = .2 on, to conflict from -.2,
    and are mixed in between; ties lean one way when all have the same polarity. ``verdict`` is ``same way`` or ``other
    way`` when both lean, ``mixed`` when either is mixed, ``ties only`` or ``records only`` when the other is missing.
    Every tie weighs the same, a gas field as much as an alliance. What binds an organisation is no tie of its members.

    Examples
    --------
    >>> from waijiao.lexicon import read_ties
    >>> from waijiao.validation import read_gold
    >>> compared = compare_ties(read_gold().records(), read_ties(on="2023-10"))
    >>> compared.loc[compared["ties"] != "", ["actor_a", "actor_b", "verdict"]].head(3).values.tolist()
    [['QAT', 'USA', 'same way'], ['HAMAS', 'QAT', 'same way'], ['HAMAS', 'USA', 'same way']]
    >>> compared.loc[compared["verdict"] == "other way", ["actor_a", "actor_b", "ties"]].values.tolist()
    [['IRN', 'SAU', 'IRN:SAU:relations:2023-03-10']]
    """
    check_table(ties, "ties", _TIE)
    told, standing = _sort_acts(gather_acts(events, weights=weights, value="record")), _sort_ties(ties)
    named = {*events["source"], *events["target"]} - {""}
    pairs = {*told, *(pair for pair in standing if named >= set(pair))}
    rows = [_compare(pair, told.get(pair, []), standing.get(pair, [])) for pair in pairs]
    return make_table("tie_comparison", sorted(rows, key=lambda row: (-row["records"], row["actor_a"], row["actor_b"])))


def _sort_acts(acts: Acts) -> dict[Pair, list[tuple[Any, ...]]]:
    """Return weight, polarity and sentence of every act that is cooperative or conflictual, by pair."""
    told: dict[Pair, list[tuple[Any, ...]]] = {}
    columns = (acts.first, acts.second, acts.mass, acts.polarity, acts.sent_id)
    for first, second, *act in zip(*(column.tolist() for column in columns), strict=True):
        if act[1]:
            told.setdefault((acts.actors[first], acts.actors[second]), []).append(tuple(act))
    return told


def _sort_ties(ties: "pd.DataFrame") -> dict[Pair, list[tuple[Any, ...]]]:
    standing: dict[Pair, list[tuple[Any, ...]]] = {}
    for tie_id, one, other, polarity in zip(*(ties[column].tolist() for column in _TIE), strict=True):
        standing.setdefault(_order(one, other), []).append((polarity, tie_id))
    return standing


def _order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _compare(pair: Pair, acts: list[tuple[Any, ...]], ties: list[tuple[Any, ...]]) -> dict[str, Any]:
    coop, conf = (fsum(weight for weight, polarity, _ in acts if polarity == sign) for sign in (1, -1))
    warm, cold = (sum(polarity == sign for polarity, _ in ties) for sign in (1, -1))
    return {
        "actor_a": pair[0], "actor_b": pair[1], "ties_coop": warm, "ties_conf": cold, "records": len(acts),
        "coop": coop, "conf": conf, "verdict": _judge(acts, ties, _lean(coop, conf), _lean_all(warm, cold)),
        "ties": " ".join(tie_id for _, tie_id in ties),
        "evidence": " ".join(dict.fromkeys(sent_id for *_, sent_id in acts)),
    }  # fmt: skip


def _judge(acts: list[tuple[Any, ...]], ties: list[tuple[Any, ...]], told: int, standing: int) -> str:
    if not (acts and ties):
        return "records only" if acts else "ties only"
    if not (told and standing):
        return "mixed"
    return "same way" if told == standing else "other way"


def _lean(coop: float, conf: float) -> int:
    balance = (coop - conf) / (coop + conf) if coop + conf else 0.0
    return 0 if abs(balance) < _THRESHOLD else 1 if balance > 0 else -1


def _lean_all(warm: int, cold: int) -> int:
    return 0 if warm and cold else 1 if warm else -1
