"""Counting terms: how often which word occurs, when, and what was left out of the count."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from waijiao.errors import InputError
from waijiao.tables import check_choice, make_table
from waijiao.terms.grouping import PERIODS, list_columns
from waijiao.terms.numbering import KEPT, REASONS, count_cells, number_tokens, shape_table
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Period", "count_terms", "count_terms_over_time", "summarize_dropped"]

Period = Literal["day", "month", "year"]

_EXAMPLES = 5


def count_terms(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how often each term occurs, the most frequent first.

    A term is a token as it stands in the text; 美国 and 美利坚合众国 are two terms, 以色列 and 以色列政府 too. Names
    found as actors are never dropped as stopwords, so 以 in 以军 is counted where the mentions say that it is a name.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them; ``token``, ``kind``, ``doc_id`` and ``sent_id`` are used.
    by : str or iterable of str, optional
        Columns whose values form groups that are counted apart: of the tokens (``"doc_id"``), of ``sentences``
        (``"zone"``), of ``documents`` (``"outlet"``), or ``"day"``, ``"month"`` and ``"year"`` from the documents'
        dates, '' where there is none or only that of a crawl.
    stopwords : {"default", None}, path, or iterable of str
        Words to leave out: the active ones of ``data/stopwords.csv``, none, those of a file with the same
        columns, or these words. A simplified stopword leaves out its traditional form too.
    min_count : int
        Leave out terms that occur less often than this (in the group).
    min_length : int
        Leave out terms of fewer characters. 2 drops 美 and 伊 in 美伊 too.
    kinds : iterable of str
        Kinds of token that count; by default dates, numbers and punctuation do not.
    fold : bool
        Whether traditional and simplified forms are one term, written in simplified characters.
    sentences, documents : DataFrame, optional
        The tables of the tokens' sentences and documents, for the columns of ``by`` that the tokens lack.

    Returns
    -------
    DataFrame
        One row per term (and group): the columns of ``by``, then table ``terms``. Ordered by group, then falling
        ``count``, then term. ``per_million`` is the number of occurrences per million tokens of the counted
        ``kinds`` in the group, stopwords and rare terms among them: it does not depend on what is left out.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When a kind is unknown, or ``min_count`` or ``min_length`` is below 1.

    See Also
    --------
    summarize_dropped : What the same call left out.
    count_terms_over_time : The same terms in every period, zeros too.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> words = "卡塔尔 的 外交 和 卡塔尔 的 天然气".split()
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate(words)])
    >>> count_terms(tokens)[["term", "count"]].values.tolist()
    [['卡塔尔', 2], ['外交', 1], ['天然气', 1]]
    """
    import numpy as np

    numbered = number_tokens(
        tokens, list_columns(by), stopwords, kinds,
        min_count=min_count, min_length=min_length, fold=fold, sentences=sentences, documents=documents,
    )  # fmt: skip
    kept = np.flatnonzero(numbered.reason == KEPT)
    width = max(len(numbered.words), 1)
    places = numbered.group[kept] * width + numbered.word[kept]
    cells, count, doc_count, sent_count = count_cells(places, numbered.doc[kept], numbered.sent[kept])
    group, word = np.divmod(cells, width)
    order = np.lexsort((word, -count, group))
    columns = {
        "term": numbered.words[word], "count": count, "doc_count": doc_count, "sent_count": sent_count,
        "per_million": count * 1e6 / numbered.sizes[group],
    }  # fmt: skip
    return shape_table("terms", {c: v[order] for c, v in columns.items()}, numbered.labels.iloc[group[order]])


def summarize_dropped(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return what :func:`count_terms`, called with the same arguments, counted and what it left out, and why.

    Parameters
    ----------
    tokens, by, stopwords, min_count, min_length, kinds, fold, sentences, documents
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per reason, in the order in which they are tried: table ``dropped``. A token is dropped for the
        first reason that holds, so that the tokens of all rows add up to those given; the row without a reason
        holds those that were counted.

    Raises
    ------
    TableError, InputError
        As :func:`count_terms`.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind=kind) for i, (word, kind) in enumerate([("我们", "word"), ("谈判", "word"), ("。", "punct")])])
    >>> summarize_dropped(tokens)[["reason", "tokens", "examples"]].values.tolist()
    [['kind', 1, '。'], ['stopword', 1, '我们'], ['min_length', 0, ''], ['min_count', 0, ''], ['', 1, '谈判']]
    """
    import numpy as np

    numbered = number_tokens(
        tokens, list_columns(by), stopwords, kinds,
        min_count=min_count, min_length=min_length, fold=fold, sentences=sentences, documents=documents,
    )  # fmt: skip
    rows = []
    for number, reason in enumerate(REASONS):
        word, counts = count_cells(numbered.word[numbered.reason == number])
        frequent = word[np.lexsort((word, -counts))[:_EXAMPLES]]
        share = counts.sum() / len(tokens) if len(tokens) else float("nan")
        rows.append({"reason": reason, "tokens": counts.sum(), "terms": len(word), "share": share,
                     "examples": " ".join(numbered.words[frequent])})  # fmt: skip
    return make_table("dropped", rows)


def count_terms_over_time(
    tokens: "pd.DataFrame",
    documents: "pd.DataFrame",
    terms: Iterable[str],
    *,
    period: Period = "month",
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
) -> "pd.DataFrame":
    """Return how often some terms occur in each day, month or year, zeros and empty periods too.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    documents : DataFrame
        Gives the dates. Documents without a date, or with a crawl date only, belong to no period.
    terms : iterable of str
        The words to follow, such as ``["斡旋", "制裁"]``.
    period : {"day", "month", "year"}
        How long a period is; dates that are less exact belong to none.
    kinds, fold
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per term and period: table ``trends``, in the order of ``terms``, every period from the first with
        a document to the last. A period without tokens has NaN per million, so that a line drawn through it breaks.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When ``terms`` is a single string or empty, or ``period`` or a kind is unknown.

    Notes
    -----
    A period with few tokens swings: one occurrence among 500 tokens is 2,000 per million. Read ``tokens`` beside it.

    Examples
    --------
    >>> documents = make_table("documents", [dict(doc_id="a", date="2023-10-07", date_source="publication"),
    ...                                      dict(doc_id="b", date="2023-12-01", date_source="publication")])
    >>> tokens = make_table("tokens", [dict(sent_id=f"{doc}:s000", token_index=0, doc_id=doc, start=0, end=2,
    ...     token=word, kind="word") for doc, word in [("a", "谈判"), ("b", "袭击")]])
    >>> count_terms_over_time(tokens, documents, ["谈判"])[["period", "count"]].values.tolist()
    [['2023-10', 1], ['2023-11', 0], ['2023-12', 0]]
    """
    import pandas as pd

    check_choice(period, PERIODS, "period")
    wanted = list(dict.fromkeys(terms))
    if isinstance(terms, str) or not wanted:
        raise InputError(f"`terms` is {terms!r}; give a list of words, such as ['斡旋', '制裁'].")
    counted = count_terms(tokens, by=period, stopwords=None, kinds=kinds, fold=fold, documents=documents)
    times = _list_periods(tokens, documents, period, kinds)
    grid = pd.MultiIndex.from_product([wanted, times.index], names=["term", period])
    found = counted.set_index(["term", period])[["count", "doc_count"]].reindex(grid, fill_value=0).reset_index()
    table = found.rename(columns={period: "period"}).merge(times, left_on="period", right_index=True, how="left")
    per_million = table["count"] * 1e6 / table["tokens"].where(table["tokens"] > 0)
    return shape_table("trends", {**table, "per_million": per_million})


def _list_periods(
    tokens: "pd.DataFrame", documents: "pd.DataFrame", period: Period, kinds: Iterable[str]
) -> "pd.DataFrame":
    """Return documents and tokens of every period from the first to the last, by its ISO name."""
    import numpy as np
    import pandas as pd

    numbered = number_tokens(tokens, [period], None, kinds, documents=documents)
    pairs = count_cells(numbered.group, numbered.doc)[2]
    times = pd.DataFrame({"documents": pairs, "tokens": numbered.sizes}, index=numbered.labels[period])
    times = times[times.index != ""]
    if times.empty:
        return times
    numbers = times.index.to_numpy(dtype=f"datetime64[{period[0].upper()}]").astype("int64")
    every = np.arange(numbers[0], numbers[-1] + 1).astype(f"datetime64[{period[0].upper()}]").astype(str)
    return times.reindex(pd.Index(every, dtype="str"), fill_value=0)
