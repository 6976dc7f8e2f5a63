"""Dispersion: whether a word is spread over the texts or crowded into a few."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.errors import InputError
from waijiao.terms.grouping import list_columns
from waijiao.terms.numbering import KEPT, count_cells, number_tokens, shape_table
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["score_dispersion"]

Array: TypeAlias = "np.ndarray[Any, Any]"


def score_dispersion(
    tokens: "pd.DataFrame",
    *,
    by: str | Iterable[str] = "doc_id",
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how evenly each term is spread over the parts of a corpus, the most frequent first.

    A word that one article repeats has the same frequency as one that all articles use; dispersion tells them apart.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    by : str or iterable of str
        The columns whose values are the parts: ``"doc_id"``, ``"outlet"``, ``["doc_id", "par_index"]``; see
        :func:`count_terms`.
    stopwords
        As in :func:`count_terms`.
    min_count : int
        Leave out terms that occur less often in all parts together.
    min_length, kinds, fold, sentences, documents
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per term, by falling ``count``, then term: table ``dispersion``.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When a kind is unknown, ``by`` is empty, or a number is below 1.

    Notes
    -----
    With n parts, part i holding the share sᵢ of all tokens of ``kinds`` and the share vᵢ of the term:

    * ``dp`` = ½ Σ |vᵢ - sᵢ|, 0 for a term spread as the tokens are, near 1 for one crowded into a small part [1]_;
      ``dp_norm`` = dp / (1 - min sᵢ), which reaches 1 [2]_.
    * ``juilland_d`` = 1 - σ / (μ √(n - 1)) of its frequencies relative to the parts' sizes, 1 for even, 0 for a single
      part [3]_.
    * ``carroll_d2`` = -Σ pᵢ log2 pᵢ / log2 n, pᵢ being these relative frequencies divided by their sum; 1 for even,
      0 for a single part [4]_.

    Parts without a token of ``kinds`` are none. With a single part nothing can be spread: all but ``dp``, which is 0,
    are NaN.

    References
    ----------
    .. [1] S. Th. Gries, "Dispersions and adjusted frequencies in corpora", IJCL 13, 2008.
    .. [2] J. Lijffijt and S. Th. Gries, "Correction to Gries' dispersions", IJCL 17, 2012.
    .. [3] A. Juilland and E. Chang-Rodríguez, "Frequency dictionary of Spanish words", 1964.
    .. [4] J. B. Carroll, "An alternative to Juilland's usage coefficient", ETS Research Bulletin, 1970.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id=f"{doc}:s000", token_index=i, doc_id=doc, start=0, end=0,
    ...     token=word, kind="word") for doc, words in [("a", "谈判 石油"), ("b", "谈判 石油"), ("c", "谈判 谈判")]
    ...     for i, word in enumerate(words.split())])
    >>> score_dispersion(tokens)[["term", "parts", "dp", "carroll_d2"]].round(3).values.tolist()
    [['谈判', 3, 0.167, 0.946], ['石油', 2, 0.333, 0.631]]
    """
    import numpy as np

    groups = list_columns(by)
    if not groups:
        raise InputError("`by` is empty; give the column whose values are the parts, such as 'doc_id'.")
    numbered = number_tokens(
        tokens, groups, stopwords, kinds, min_length=min_length, fold=fold, sentences=sentences, documents=documents
    )
    kept = np.flatnonzero(numbered.reason == KEPT)
    width = max(len(numbered.labels), 1)
    cells, counts = count_cells(numbered.word[kept] * width + numbered.group[kept])
    word, part = np.divmod(cells, width)
    term, place, parts = np.unique(word, return_inverse=True, return_counts=True)
    scores = _score(place, counts, numbered.sizes[part], numbered.sizes[numbered.sizes > 0])
    columns = {"term": numbered.words[term], "parts": parts, **scores}
    order = np.lexsort((term, -columns["count"]))
    order = order[columns["count"][order] >= min_count]
    return shape_table("dispersion", {name: values[order] for name, values in columns.items()})


def _score(place: Array, counts: Array, sizes: Array, all_sizes: Array) -> dict[str, Array]:
    """Return the measures of each term from the parts that hold it, and the sizes of all parts."""
    import numpy as np

    def add_up(values: Array) -> Array:
        return np.bincount(place, weights=values)

    n, whole = len(all_sizes), all_sizes.sum()
    share, relative = sizes / whole, counts / sizes
    count = np.bincount(place, weights=counts)
    # Parts without the term add their whole share: all shares are 1.
    dp = np.maximum(add_up(np.abs(counts / count[place] - share)) + 1 - add_up(share), 0) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, mean_square = add_up(relative) / n, add_up(relative**2) / n
        variation = np.sqrt(np.maximum(mean_square - mean**2, 0)) / mean
        of_sum = relative / (mean * n)[place]
        return {
            "count": count, "dp": dp, "dp_norm": dp / (1 - all_sizes.min(initial=whole) / whole),
            "juilland_d": np.maximum(1 - variation / np.sqrt(n - 1), 0),
            "carroll_d2": 0 - add_up(of_sum * np.log2(of_sum)) / np.log2(n),
        }  # fmt: skip
