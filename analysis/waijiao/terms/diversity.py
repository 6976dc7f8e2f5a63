"""Lexical diversity: how rich the vocabulary of a text is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.terms.grouping import list_columns
from waijiao.terms.numbering import KEPT, check_from_one, count_cells, number_tokens, shape_table
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["score_diversity"]

Array: TypeAlias = "np.ndarray[Any, Any]"


def score_diversity(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] | None = "doc_id",
    window: int = 100,
    stopwords: Stopwords = None,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how rich the vocabulary of each document is.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them, in the order of the text.
    by
        As in :func:`count_terms`: what a text is. None takes all tokens together.
    window : int
        Tokens in the moving window of ``mattr``.
    stopwords
        As in :func:`count_terms`, but by default none is left out, as they are part of every text.
    kinds, fold, sentences, documents
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per document (or group), in their order: the columns of ``by``, then table ``diversity``.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When a kind is unknown or ``window`` is below 1.

    Notes
    -----
    With N tokens and V types, Vᵢ of which occur i times: ``ttr`` = V / N, ``herdan_c`` = ln V / ln N, ``guiraud_r``
    = V / √N, ``cttr`` = V / √(2N), ``maas`` = (ln N - ln V) / (ln N)², ``yule_k`` = 10⁴ (Σ Vᵢ i² - N) / N² and
    ``simpson_d`` = Σ Vᵢ i (i - 1) / (N (N - 1)), the chance that two tokens are the same word. These are quanteda's
    TTR, C, R, CTTR, Maas (there with decimal logarithms, and its root), K and D. ``mattr`` is the mean TTR of all
    windows of ``window`` tokens [1]_.

    All but ``mattr``, ``yule_k`` and ``simpson_d`` depend on N: do not compare texts of different lengths by them.
    Undefined (NaN) are ``herdan_c`` and ``maas`` of fewer than two tokens, ``simpson_d`` likewise, and ``mattr`` of
    texts shorter than the window. A coarser segmentation makes a richer vocabulary.

    References
    ----------
    .. [1] M. A. Covington and J. D. McFall, "Cutting the Gordian knot: the moving-average type-token ratio", Journal
       of Quantitative Linguistics 17, 2010.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate("谈判 破裂 谈判 重启".split())])
    >>> score_diversity(tokens, window=2)[["tokens", "ttr", "mattr"]].iloc[0].tolist()
    [4.0, 0.75, 1.0]
    """
    import numpy as np

    check_from_one(window=window)
    numbered = number_tokens(
        tokens, list_columns(by), stopwords, kinds, fold=fold, sentences=sentences, documents=documents
    )
    kept = np.flatnonzero(numbered.reason == KEPT)
    group, word = numbered.group[kept], numbered.word[kept]
    width = max(len(numbered.words), 1)
    cells, counts = count_cells(group * width + word)
    groups = len(numbered.labels)
    # Group by group, each in the order of the text.
    borders = np.cumsum(np.bincount(group, minlength=groups))[:-1]
    texts = np.split(word[np.argsort(group, kind="stable")], borders)
    mattr = [_measure_mattr(text, window) for text in texts[:groups]]
    return shape_table("diversity", _score(cells // width, counts, groups) | {"mattr": mattr}, numbered.labels)


def _score(owner: Array, counts: Array, groups: int) -> dict[str, Any]:
    """Return the measures that rest on how often each word occurs in each group."""
    import numpy as np

    def add_up(values: Array) -> Array:
        return np.bincount(owner, weights=values, minlength=groups)

    n, types, squares = add_up(counts), add_up(np.ones(len(counts))), add_up(counts**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_n, log_types = np.log(n), np.log(types)
        return {
            "tokens": n, "types": types, "hapaxes": add_up(counts == 1), "ttr": types / n,
            "herdan_c": log_types / log_n, "guiraud_r": types / np.sqrt(n), "cttr": types / np.sqrt(2 * n),
            "maas": (log_n - log_types) / log_n**2, "yule_k": 1e4 * (squares - n) / n**2,
            "simpson_d": (squares - n) / (n * (n - 1)),
        }  # fmt: skip


def _measure_mattr(words: Array, window: int) -> float:
    """Return the mean number of types in all windows, divided by their length."""
    import numpy as np

    last = len(words) - window
    if last < 0:
        return float("nan")
    places = np.arange(len(words))
    order = np.argsort(words, kind="stable")
    again = words[order][1:] == words[order][:-1]
    previous = np.full(len(words), -1)
    previous[order[1:][again]] = order[:-1][again]
    # A token is the first of its word in the windows that begin after the one before it, and hold it.
    begin, end = np.maximum(previous + 1, places - window + 1), np.minimum(places, last)
    return float(np.maximum(end - begin + 1, 0).sum() / (window * (last + 1)))
