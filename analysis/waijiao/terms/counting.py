"""Counting terms: how often which word occurs, and what was left out of the count."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_lexicon
from waijiao.tables import CONTRACTS, check_choice, check_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DEFAULT_KINDS",
    "Stopwords",
    "check_kinds",
    "choose_stopwords",
    "count_terms",
    "read_stopwords",
    "summarize_dropped",
]

Stopwords = str | Path | Iterable[str] | None

DEFAULT_KINDS = ("word", "name", "latin")
_ALL_KINDS = ("word", "name", "date", "number", "latin", "punct")
# A token is dropped for the first of these reasons that holds.
_REASONS = ("kind", "stopword", "min_length", "min_count")
_EXAMPLES = 5


def read_stopwords(path: str | Path = "stopwords.csv", *, kinds: Iterable[str] | None = None) -> frozenset[str]:
    """Return the words that carry grammar rather than content: 的, 我们, 因为, 已经.

    Parameters
    ----------
    path : str or Path
        A file name inside ``data/`` or a path to a study's own file, with the columns ``word``, ``kind`` and
        ``active``.
    kinds : iterable of str, optional
        Which kinds of word, such as ``["particle", "reporting verb"]``, whether active or not. By default the
        lines whose ``active`` is ``yes``: all kinds but reporting verbs (说, 表示), which some studies are about.

    Returns
    -------
    frozenset of str
        The words.

    Raises
    ------
    LexiconError
        When the file is missing or lacks a column.
    InputError
        When a kind is not in the file.

    Examples
    --------
    >>> "的" in read_stopwords(), "表示" in read_stopwords()
    (True, False)
    >>> "表示" in read_stopwords(kinds=["reporting verb"])
    True
    """
    words = read_lexicon(path, ["word", "kind", "active"])
    if kinds is None:
        return frozenset(words.loc[words["active"] == "yes", "word"])
    wanted = list(kinds)
    for kind in wanted:
        check_choice(kind, sorted(set(words["kind"])), "kinds")
    return frozenset(words.loc[words["kind"].isin(wanted), "word"])


def count_terms(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
) -> "pd.DataFrame":
    """Return how often each term occurs, the most frequent first.

    A term is a token as it stands in the text; 美国 and 美利坚合众国 are two terms, 以色列 and 以色列政府 too. Names
    found as actors are never dropped as stopwords, so 以 in 以军 is counted where the mentions say that it is a name.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them; ``token``, ``kind``, ``doc_id`` and ``sent_id`` are used.
    by : str or iterable of str, optional
        Columns whose values form groups that are counted apart: ``"doc_id"``, or a column merged from another
        table, such as ``outlet``.
    stopwords : {"default", None}, path, or iterable of str
        Words to leave out: the active ones of ``data/stopwords.csv``, none, those of a file with the same
        columns, or these words.
    min_count : int
        Leave out terms that occur less often than this (in the group).
    min_length : int
        Leave out terms of fewer characters. 2 drops 美 and 伊 in 美伊 too.
    kinds : iterable of str
        Kinds of token that count; by default numbers and punctuation do not.

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

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> words = "卡塔尔 的 外交 和 卡塔尔 的 天然气".split()
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate(words)])
    >>> count_terms(tokens)[["term", "count"]].values.tolist()
    [['卡塔尔', 2], ['外交', 1], ['天然气', 1]]
    """
    groups = _list_columns(by)
    judged = _judge(tokens, groups, stopwords, min_count, min_length, kinds)
    contract = CONTRACTS["terms"]
    kept = judged[judged["reason"] == ""].rename(columns={"token": "term"})
    key = [*groups, "term"]
    grouped = kept.groupby(key, observed=True, dropna=False)
    table = grouped.agg(count=("sent_id", "size"), doc_count=("doc_id", "nunique"), sent_count=("sent_id", "nunique"))
    table = table.reset_index()
    table["per_million"] = table["count"] * 1e6 / _count_sizes(judged, groups, table)
    order = table.sort_values([*groups, "count", "term"], ascending=[True] * len(groups) + [False, True])
    typed = order.astype({column: contract.dtype(column) for column in contract.columns})
    return typed[[*groups, *contract.columns]].reset_index(drop=True)


def _count_sizes(judged: "pd.DataFrame", groups: list[str], table: "pd.DataFrame") -> Any:
    """Return, for each row of ``table``, the tokens of the counted kinds in its group."""
    counted = judged[judged["reason"] != "kind"]
    if not groups:
        return len(counted)
    sizes = counted.groupby(groups, observed=True, dropna=False).size().rename("size").reset_index()
    return table[groups].merge(sizes, on=groups, how="left")["size"]


def summarize_dropped(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
) -> "pd.DataFrame":
    """Return what :func:`count_terms`, called with the same arguments, counted and what it left out, and why.

    Parameters
    ----------
    tokens, by, stopwords, min_count, min_length, kinds
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per reason, in the order in which they are tried: ``reason`` (kind, stopword, min_length,
        min_count, and '' for the tokens that were counted), ``tokens`` (int64), ``terms`` (int64, different ones),
        ``share`` of all tokens (0 to 1, NaN when there are none) and ``examples``, the five most frequent.

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
    import pandas as pd

    judged = _judge(tokens, _list_columns(by), stopwords, min_count, min_length, kinds)
    rows = []
    for reason in (*_REASONS, ""):
        counts = judged.loc[judged["reason"] == reason, "token"].value_counts()
        frequent = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:_EXAMPLES]
        share = counts.sum() / len(judged) if len(judged) else float("nan")
        rows.append((reason, counts.sum(), len(counts), share, " ".join(str(word) for word, _ in frequent)))
    frame = pd.DataFrame(rows, columns=["reason", "tokens", "terms", "share", "examples"])
    return frame.astype({"reason": "str", "tokens": "int64", "terms": "int64", "share": "float64", "examples": "str"})


def _list_columns(by: str | Iterable[str] | None) -> list[str]:
    if by is None:
        return []
    return [by] if isinstance(by, str) else list(by)


def _judge(
    tokens: "pd.DataFrame",
    groups: list[str],
    stopwords: Stopwords,
    min_count: int,
    min_length: int,
    kinds: Iterable[str],
) -> "pd.DataFrame":
    """Return the tokens with the reason why each is dropped, '' when it is counted."""
    import numpy as np

    columns = list(dict.fromkeys([*groups, "doc_id", "sent_id", "token", "kind"]))
    check_columns(tokens, columns, "tokens")
    _check_settings(min_count, min_length)
    wanted = check_kinds(kinds)
    judged = tokens[columns].copy()
    word, kind = judged["token"], judged["kind"]
    tests = [
        ~kind.isin(wanted),
        word.isin(choose_stopwords(stopwords)) & (kind != "name"),
        word.str.len() < min_length,
    ]
    judged["reason"] = np.select([test.to_numpy(dtype=bool) for test in tests], list(_REASONS[:3]), default="")
    counted = judged[judged["reason"] == ""]
    counts = counted.groupby([*groups, "token"], observed=True, dropna=False)["kind"].transform("size")
    judged.loc[counts.index[counts < min_count], "reason"] = "min_count"
    return judged


def _check_settings(min_count: int, min_length: int) -> None:
    for name, value in (("min_count", min_count), ("min_length", min_length)):
        if value < 1:
            raise InputError(f"`{name}` is {value}; give a whole number from 1 upwards (1 leaves nothing out).")


def check_kinds(kinds: Iterable[str]) -> list[str]:
    """Return the kinds of token as a list, one kind given as a string too; raise when one is unknown."""
    wanted = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in wanted:
        check_choice(kind, _ALL_KINDS, "kinds")
    return wanted


def choose_stopwords(stopwords: Stopwords) -> frozenset[str]:
    """Return the words that the parameter ``stopwords`` stands for."""
    if stopwords is None:
        return frozenset()
    if isinstance(stopwords, str) and stopwords == "default":
        return read_stopwords()
    return read_stopwords(stopwords) if isinstance(stopwords, str | Path) else frozenset(stopwords)
