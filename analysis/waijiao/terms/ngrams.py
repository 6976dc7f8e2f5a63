"""Sequences of words: how often they occur, and how strongly their words are tied."""

from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.errors import InputError
from waijiao.tables import check_choice
from waijiao.terms.associations import ASSOCIATION_MEASURES, AssociationMeasure, score_associations
from waijiao.terms.grouping import attach_groups, list_columns, number_groups
from waijiao.terms.numbering import check_from_one, count_cells, shape_table
from waijiao.terms.sequence import Sequence, find_runs, number_runs, order_tokens
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["count_ngrams", "score_ngrams"]

Array: TypeAlias = "np.ndarray[Any, Any]"

_LONGEST = 5


def count_ngrams(
    tokens: "pd.DataFrame",
    *,
    size: int = 2,
    by: str | Iterable[str] | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how often each sequence of words occurs, the most frequent first.

    Only words that stand directly side by side in one sentence are a sequence: a comma, a date or a number between
    them separates. Sequences overlap: 人道主义 援助 进入 加沙 holds three of size 2.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    size : int
        Words in a sequence.
    by
        As in :func:`count_terms`.
    stopwords
        As in :func:`count_terms`. Sequences that hold one are left out; leaving them out makes nobody else adjacent.
    min_count : int
        Leave out sequences that occur less often (in the group).
    kinds, fold, sentences, documents
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per sequence (and group): the columns of ``by``, then table ``ngrams``, ordered as in
        :func:`count_terms`.

    Raises
    ------
    TableError
        When a column is missing.
    InputError
        When a kind is unknown or a number below 1.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> words = "人道主义 援助 进入 加沙 ， 人道主义 援助".split()
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="punct" if word == "，" else "word") for i, word in enumerate(words)])
    >>> count_ngrams(tokens)[["ngram", "count"]].values.tolist()
    [['人道主义 援助', 2], ['援助 进入', 1], ['进入 加沙', 1]]
    """
    import numpy as np
    import pandas as pd

    check_from_one(size=size, min_count=min_count)
    groups = list_columns(by)
    sequence = order_tokens(tokens, stopwords, kinds, fold)
    group, labels = number_groups(attach_groups(tokens, groups, sentences, documents), groups)
    group = group[sequence.row]
    places = _drop_stopwords(sequence, find_runs(sequence, size), size)
    runs = number_runs(sequence, places, range(size))
    names = _write_runs(sequence, places, runs, size)
    width = max(len(names), 1)
    doc = pd.factorize(tokens["doc_id"])[0][sequence.row]
    cells, *counts = count_cells(group[places] * width + runs, doc[places], sequence.sent[places])
    frequent = counts[0] >= min_count
    cells, (count, doc_count, sent_count) = cells[frequent], (column[frequent] for column in counts)
    owner, run = np.divmod(cells, width)
    order = np.lexsort((names[run], -count, owner))
    sizes = np.bincount(group[sequence.fits], minlength=len(labels))
    columns = {
        "ngram": names[run], "count": count, "doc_count": doc_count, "sent_count": sent_count,
        "per_million": count * 1e6 / sizes[owner],
    }  # fmt: skip
    return shape_table("ngrams", {c: v[order] for c, v in columns.items()}, labels.iloc[owner[order]])


def score_ngrams(
    tokens: "pd.DataFrame",
    *,
    size: int = 3,
    measure: AssociationMeasure = "g2",
    stopwords: Stopwords = "default",
    min_count: int = 2,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
) -> "pd.DataFrame":
    """Return sequences of words that hold together, the most strongly tied first.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    size : int
        Words in a sequence, 2 to 5.
    measure : {"g2", "z", "log_odds", "npmi", "log_dice", "t_score", "z_score", "mi", "mi3"}
        What to order by, see :func:`score_collocations`.
    stopwords, min_count, kinds, fold
        As in :func:`count_ngrams`; sequences with stopwords still count among all sequences.

    Returns
    -------
    DataFrame
        One row per sequence, by falling ``measure``, then sequence: table ``phrases``.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``measure`` is unknown, ``min_count`` below 1 or ``size`` out of range.

    Notes
    -----
    For every sequence the text is cut into all sequences of that size, n of them, and counted how many agree with it in
    which places: 2ᵏ cells. ``log_odds`` is the highest interaction of the saturated log-linear model of these cells,
    each plus ½, and ``z`` that over its standard error [1]_: what k words have that no k - 1 of them explain, so that
    it can be low for a phrase whose halves are fixed already. ``g2`` and the others compare with independent words:
    E = n Π fᵢ / n, npmi = ln(O / E) / ((1 - k) ln(O / n)), log_dice = 14 + log2(k O / Σ fᵢ). With size 2 all equal
    those of :func:`score_collocations`.

    References
    ----------
    .. [1] D. Blaheta and M. Johnson, "Unsupervised learning of multi-word verbs", ACL workshop 2001.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> texts = ["联合国 安理会 决议", "联合国 安理会 决议", "双方 举行 会谈"]
    >>> tokens = make_table("tokens", [dict(sent_id=f"a:s{s:03d}", token_index=i, doc_id="a", start=0, end=0,
    ...     token=word, kind="word") for s, text in enumerate(texts) for i, word in enumerate(text.split())])
    >>> score_ngrams(tokens)[["ngram", "count", "npmi"]].round(6).values.tolist()
    [['联合国 安理会 决议', 2, 1.0]]
    """
    import numpy as np

    check_choice(measure, ASSOCIATION_MEASURES, "measure")
    check_from_one(min_count=min_count)
    if not 2 <= size <= _LONGEST:
        raise InputError(f"`size` is {size}; give 2 to {_LONGEST} words.")
    sequence = order_tokens(tokens, stopwords, kinds, fold)
    places = find_runs(sequence, size)
    runs = number_runs(sequence, places, range(size))
    names = _write_runs(sequence, places, runs, size)
    free = np.zeros(len(names), dtype=bool)
    free[runs[np.isin(places, _drop_stopwords(sequence, places, size))]] = True
    cells = _count_agreements(sequence, places, runs, size)
    kept = np.flatnonzero((cells[-1] >= min_count) & free)
    cells = cells[:, kept]
    columns = {"ngram": names[kept], "count": cells[-1], "n": cells.sum(axis=0), **score_associations(cells)}
    order = np.lexsort((names[kept], -columns[measure].round(9)))
    return shape_table("phrases", {name: values[order] for name, values in columns.items()})


def _drop_stopwords(sequence: Sequence, places: Array, size: int) -> Array:
    """Return the places from which no stopword stands within ``size`` tokens."""
    import numpy as np

    so_far = np.concatenate([[0], np.cumsum(sequence.stop)])
    free: Array = places[so_far[places + size] == so_far[places]]
    return free


def _find_first(runs: Array) -> Array:
    """Return where each number occurs first, in the order of the numbers (which is that of the text)."""
    import numpy as np
    import pandas as pd

    return np.flatnonzero(~pd.Series(runs).duplicated())


def _write_runs(sequence: Sequence, places: Array, runs: Array, size: int) -> Array:
    """Return the words of each numbered sequence, blanks between them."""
    import numpy as np

    first = places[_find_first(runs)]
    columns = (sequence.words[sequence.word[first + offset]] for offset in range(size))
    return np.array([" ".join(words) for words in zip(*columns, strict=True)], dtype=object)


def _count_agreements(sequence: Sequence, places: Array, runs: Array, size: int) -> Array:
    """Return, for each numbered sequence, how many others agree with it in exactly which places, as bits of the row."""
    import numpy as np

    first = _find_first(runs)
    cells = np.empty((2**size, len(first)))
    for mask in range(2**size):
        # At least these places agree …
        numbers = number_runs(sequence, places, compress(range(size), ((mask >> bit) & 1 for bit in range(size))))
        cells[mask] = np.bincount(numbers, minlength=1)[numbers[first]] if len(places) else 0
    for bit in range(size):
        # … and exactly these, once those that agree in one more are taken away, bit by bit.
        for mask in range(2**size):
            if not (mask >> bit) & 1:
                cells[mask] -= cells[mask | (1 << bit)]
    return cells
