"""Concordances: every place where a word or an actor stands, with the text around it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, suggest
from waijiao.lexicon import simplify
from waijiao.tables import check_choice, check_columns, check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Sort", "kwic", "kwic_actor", "kwic_term"]

Sort = Literal["left", "right", "keyword"]

_SORTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "left": lambda row: row["pre"][::-1],
    "right": lambda row: row["post"],
    "keyword": lambda row: row["keyword"],
}


def kwic(
    texts: "pd.DataFrame",
    pattern: str,
    *,
    width: int = 20,
    regex: bool = False,
    fold: bool = False,
    sort: Sort | None = None,
) -> "pd.DataFrame":
    """Return every occurrence of a string or regular expression, with its context (keyword in context).

    The characters of the text are searched, not its words: 中国 is also found in 发展中国家. Hits do not overlap.
    Contexts end with the sentence (or the document, when documents are given) and hold the text as it stands, so
    that ``pre + keyword + post`` is a piece of it.

    Parameters
    ----------
    texts : DataFrame
        Sentences, or documents. With documents, contexts cross sentence ends and ``sent_id`` stays ''.
    pattern : str
        What to look for.
    width : int
        Characters of context on each side.
    regex : bool
        Whether ``pattern`` is a regular expression: ``"卡塔尔|多哈"``. Empty matches are passed over.
    fold : bool
        Whether traditional and simplified characters are the same: 卡塔尔 also finds 卡塔爾, shown as it stands.
    sort : {"left", "right", "keyword"}, optional
        Order by what stands before the hit (read backwards from it), by what stands after it, or by the hit
        itself; by default in the order of the text.

    Returns
    -------
    DataFrame
        One row per hit: table ``concordance``. ``start`` and ``end`` are positions in the document's text.

    Raises
    ------
    TableError
        When ``texts`` is neither sentences nor documents.
    InputError
        When the pattern is empty or no valid expression, ``width`` is negative or ``sort`` unknown.

    See Also
    --------
    kwic_term : Whole words only.
    kwic_actor : An actor, whatever the text calls it.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> documents = make_table("documents", [dict(doc_id="a", text="美国与卡塔尔会谈。卡塔尔表示欢迎。")])
    >>> kwic(documents, "卡塔尔", width=3)[["start", "pre", "keyword", "post"]].values.tolist()
    [[3, '美国与', '卡塔尔', '会谈。'], [9, '会谈。', '卡塔尔', '表示欢']]
    """
    expression = _compile(simplify(pattern) if fold else pattern, regex)
    _check_view(width, sort)
    places = (
        (doc_id, sent_id, offset, text, match.start(), match.end())
        for doc_id, sent_id, offset, text in _iterate_texts(texts)
        for match in expression.finditer(simplify(text) if fold else text)
        if match.end() > match.start()
    )
    return _make_concordance(places, width, sort)


def kwic_term(
    sentences: "pd.DataFrame",
    tokens: "pd.DataFrame",
    term: str,
    *,
    width: int = 20,
    fold: bool = False,
    sort: Sort | None = None,
) -> "pd.DataFrame":
    """Return every place where a term stands as a word of its own, with its context.

    林肯 is not found in 布林肯, nor 中国 in 发展中国家: these are the places that :func:`waijiao.count_terms` counts.

    Parameters
    ----------
    sentences : DataFrame
        The sentences that were cut into tokens.
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them; those of other sentences are passed over.
    term : str
        The word.
    width, fold, sort
        As in :func:`kwic`.

    Returns
    -------
    DataFrame
        One row per hit: table ``concordance``, in the order of the sentences unless sorted.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When ``term`` is empty, ``width`` is negative or ``sort`` unknown.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0,
    ...     zone="body", start=0, end=8, text="中国与发展中国家。")])
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=start, end=end,
    ...     token=word, kind="word") for i, (start, end, word) in enumerate([(0, 2, "中国"), (3, 8, "发展中国家")])])
    >>> kwic_term(sentences, tokens, "中国", width=3)[["keyword", "post"]].values.tolist()
    [['中国', '与发展']]
    """
    if not term:
        raise InputError("`term` is empty; give the word to look for, such as '卡塔尔'.")
    _check_view(width, sort)
    check_columns(tokens, ["sent_id", "start", "end", "token"], "tokens")
    wanted = tokens["token"].map(simplify) == simplify(term) if fold else tokens["token"] == term
    return _show_spans(sentences, tokens[wanted], width, sort)


def kwic_actor(
    sentences: "pd.DataFrame", mentions: "pd.DataFrame", actor: str, *, width: int = 20, sort: Sort | None = None
) -> "pd.DataFrame":
    """Return every mention of an actor, whatever words the text uses for it, with its context.

    Parameters
    ----------
    sentences : DataFrame
        The sentences in which the mentions were found.
    mentions : DataFrame
        Mentions as :func:`waijiao.find_actors` returns them; those of other sentences are passed over.
    actor : str
        A ``principal`` (``"QAT"``: the emir and the foreign ministry too) or an ``actor_id``.
    width, sort
        As in :func:`kwic`.

    Returns
    -------
    DataFrame
        One row per mention: table ``concordance``, in the order of the sentences unless sorted.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When no mention is of this actor; the message offers the closest spelling.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0,
    ...     zone="body", start=0, end=7, text="多哈对此表示。")])
    >>> mentions = make_table("mentions", [dict(mention_id="a:s000:m00", doc_id="a", sent_id="a:s000", start=0,
    ...     end=2, surface="多哈", actor_id="QAT", principal="QAT", kind="metonym", role="actor")])
    >>> kwic_actor(sentences, mentions, "QAT", width=2)[["keyword", "post"]].values.tolist()
    [['多哈', '对此']]
    """
    _check_view(width, sort)
    return _show_spans(sentences, _find_mentions(mentions, actor), width, sort)


def _compile(pattern: str, regex: bool) -> re.Pattern[str]:
    if not pattern:
        raise InputError("`pattern` is empty; give the word to look for, such as '卡塔尔'.")
    try:
        return re.compile(pattern if regex else re.escape(pattern))
    except re.error as fault:
        raise InputError(
            f"`pattern` {pattern!r} is no valid regular expression: {fault}. Use regex=False to look for it literally."
        ) from None


def _check_view(width: int, sort: str | None) -> None:
    if width < 0:
        raise InputError(f"`width` is {width}; give the characters of context on each side, 0 or more.")
    if sort is not None:
        check_choice(sort, _SORTS, "sort")


def _iterate_texts(texts: "pd.DataFrame") -> Iterator[tuple[str, str, int, str]]:
    """Yield document, sentence ('' for documents), position in the document, and text."""
    check_columns(texts, ["doc_id", "text"], "texts")
    if "sent_id" not in texts.columns:
        for doc_id, text in zip(texts["doc_id"], texts["text"], strict=True):
            yield doc_id, "", 0, text
        return
    check_columns(texts, ["start"], "texts")
    yield from zip(texts["doc_id"], texts["sent_id"], texts["start"], texts["text"], strict=True)


def _find_mentions(mentions: "pd.DataFrame", actor: str) -> "pd.DataFrame":
    check_columns(mentions, ["sent_id", "start", "end", "actor_id", "principal"], "mentions")
    wanted = mentions[(mentions["principal"] == actor) | (mentions["actor_id"] == actor)]
    if wanted.empty:
        known = sorted(set(mentions["principal"]) | set(mentions["actor_id"]))
        raise InputError(f"`actor` is {actor!r}, which no mention is of.{suggest(actor, known)}")
    return wanted


def _show_spans(sentences: "pd.DataFrame", found: "pd.DataFrame", width: int, sort: str | None) -> "pd.DataFrame":
    """Return the concordance of spans in sentences, each span once."""
    check_table(sentences, "sentences", ["sent_id", "doc_id", "start", "text"])
    spans: dict[str, set[tuple[int, int]]] = {}
    for sent_id, start, end in zip(found["sent_id"], found["start"], found["end"], strict=True):
        spans.setdefault(sent_id, set()).add((start, end))
    places = (
        (doc_id, sent_id, offset, text, start, end)
        for doc_id, sent_id, offset, text in _iterate_texts(sentences)
        for start, end in sorted(spans.get(sent_id, []))
    )
    return _make_concordance(places, width, sort)


def _make_concordance(
    places: Iterable[tuple[str, str, int, str, int, int]], width: int, sort: str | None
) -> "pd.DataFrame":
    rows: list[dict[str, Any]] = [
        {
            "doc_id": doc_id,
            "sent_id": sent_id,
            "start": offset + start,
            "end": offset + end,
            "pre": text[max(start - width, 0) : start],
            "keyword": text[start:end],
            "post": text[end : end + width],
        }
        for doc_id, sent_id, offset, text, start, end in places
    ]
    if sort:
        # Sorting is stable, so hits that agree stay in the order of the text.
        rows.sort(key=_SORTS[sort])
    return make_table("concordance", rows)
