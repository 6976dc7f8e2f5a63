"""tf-idf: which terms are frequent in a document and rare elsewhere."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.errors import InputError
from waijiao.tables import check_choice
from waijiao.terms.grouping import list_columns
from waijiao.terms.numbering import KEPT, count_cells, number_tokens, shape_table
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Norm", "score_tfidf"]

Norm = Literal["l1", "l2"]
Array: TypeAlias = "np.ndarray[Any, Any]"


def score_tfidf(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] = "doc_id",
    smooth_idf: bool = True,
    sublinear_tf: bool = False,
    norm: Norm | None = "l2",
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how much each term marks each document: frequent in it, and rare elsewhere.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    by : str or iterable of str
        The columns whose values are the documents that are compared: ``"doc_id"``, ``"outlet"``, ``"month"``; see
        :func:`count_terms`.
    smooth_idf : bool
        Whether idf is counted as if one more document held every term.
    sublinear_tf : bool
        Whether 1 + ln(count) takes the place of the count.
    norm : {"l2", "l1", None}
        Whether the squares, or the amounts, of a document's weights add up to 1.
    stopwords, min_count, min_length, kinds, fold, sentences, documents
        As in :func:`count_terms`; what is left out takes no part in ``norm`` either.

    Returns
    -------
    DataFrame
        One row per document and term in it: the columns of ``by``, then table ``tfidf``. Ordered by document, then
        falling ``tfidf``, then term.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When ``norm`` or a kind is unknown, ``by`` is empty, or a number is below 1.

    Notes
    -----
    The names and formulas are scikit-learn's [1]_: with n documents, df of which hold the term, idf is
    ln((1 + n) / (1 + df)) + 1, or ln(n / df) + 1 unsmoothed; tfidf is count · idf, then divided by the norm.
    Documents all of whose tokens are left out still count in n. With a single document every idf is 1.

    References
    ----------
    .. [1] F. Pedregosa et al., "Scikit-learn: Machine Learning in Python", JMLR 12, 2011: TfidfTransformer.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id=f"{doc}:s000", token_index=i, doc_id=doc, start=0, end=0,
    ...     token=word, kind="word") for doc, words in [("a", "谈判 谈判 停火"), ("b", "袭击 停火")]
    ...     for i, word in enumerate(words.split())])
    >>> score_tfidf(tokens, norm=None)[["doc_id", "term", "tfidf"]].round(3).values.tolist()
    [['a', '谈判', 2.811], ['a', '停火', 1.0], ['b', '袭击', 1.405], ['b', '停火', 1.0]]
    """
    import numpy as np

    groups = list_columns(by)
    if not groups:
        raise InputError("`by` is empty; give the column whose values are the documents, such as 'doc_id'.")
    if norm is not None:
        check_choice(norm, ["l1", "l2"], "norm")
    numbered = number_tokens(
        tokens, groups, stopwords, kinds,
        min_count=min_count, min_length=min_length, fold=fold, sentences=sentences, documents=documents,
    )  # fmt: skip
    kept = np.flatnonzero(numbered.reason == KEPT)
    width = max(len(numbered.words), 1)
    cells, count = count_cells(numbered.group[kept] * width + numbered.word[kept])
    group, word = np.divmod(cells, width)
    doc_count = np.bincount(word, minlength=width)[word]
    extra = 1 if smooth_idf else 0
    idf = np.log((extra + len(numbered.labels)) / (extra + doc_count)) + 1
    weight = (1 + np.log(count) if sublinear_tf else count) * idf
    weight = weight / _measure_norm(weight, group, norm)
    order = np.lexsort((word, -weight.round(9), group))
    columns = {"term": numbered.words[word], "count": count, "doc_count": doc_count, "idf": idf, "tfidf": weight}
    return shape_table("tfidf", {c: v[order] for c, v in columns.items()}, numbered.labels.iloc[group[order]])


def _measure_norm(weight: Array, group: Array, norm: Norm | None) -> Array:
    """Return the norm of each row's document; weights are never negative."""
    import numpy as np

    if norm is None:
        return np.ones(len(weight))
    if norm == "l1":
        return np.bincount(group, weights=weight)[group]
    return np.sqrt(np.bincount(group, weights=weight**2)[group])
