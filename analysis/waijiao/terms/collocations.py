"""Collocations: which words stand side by side more often than chance would have it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.errors import InputError
from waijiao.tables import check_choice, check_columns
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords, check_kinds, choose_stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["CollocationMeasure", "score_collocations"]

CollocationMeasure = Literal["g2", "z", "log_odds", "npmi", "log_dice"]

Array: TypeAlias = "np.ndarray[Any, Any]"

_COUNTS = ("count", "count_first", "count_second", "n")
_MEASURES = ("g2", "z", "log_odds", "npmi", "log_dice")


def score_collocations(
    tokens: "pd.DataFrame",
    *,
    measure: CollocationMeasure = "g2",
    stopwords: Stopwords = "default",
    min_count: int = 2,
    kinds: Iterable[str] = DEFAULT_KINDS,
) -> "pd.DataFrame":
    """Return pairs of words that stand directly side by side, the most strongly tied first.

    Only neighbours in the same sentence count, in their order: 人道主义 援助 is not 援助 人道主义. Tokens of other
    kinds separate: across a comma nothing is a neighbour.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    measure : {"g2", "z", "log_odds", "npmi", "log_dice"}
        What to order by. ``g2`` and ``z`` favour frequent pairs, ``log_odds`` and ``npmi`` exclusive ones; ``log_dice``
        does not depend on the size of the corpus.
    stopwords
        As in :func:`count_terms`. Pairs that hold one are left out at the end; they still count as neighbours, so
        that leaving them out makes nobody else adjacent.
    min_count : int
        Leave out pairs that occur less often.
    kinds : iterable of str
        Kinds of token that can be neighbours.

    Returns
    -------
    DataFrame
        One row per ordered pair, by falling ``measure``, then words: ``first``, ``second``, ``count``, ``count_first``
        and ``count_second`` (pairs that begin, and that end, with the word), ``n`` (all pairs; int64), ``expected``,
        ``g2`` (negative when rarer than expected), ``z``, ``log_odds``, ``npmi`` (-1 to 1) and ``log_dice`` (14 at
        most).

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``measure`` is unknown or ``min_count`` below 1.

    Notes
    -----
    With the 2 x 2 table of first word or not by second word or not, ``g2`` is 2 Σ O ln(O / E) [1]_;
    ``log_odds`` is ln((a + ½)(d + ½) / ((b + ½)(c + ½))) and ``z`` that over the root of Σ 1 / (O + ½), the λ and z of
    quanteda's ``textstat_collocations`` [2]_; npmi = ln(count / expected) / -ln(count / n), 1 when the
    corpus holds no other pair; log_dice = 14 + log2(2 count / (count_first + count_second)) [3]_.

    References
    ----------
    .. [1] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [2] D. Blaheta and M. Johnson, "Unsupervised learning of multi-word verbs", ACL workshop 2001.
    .. [3] P. Rychlý, "A lexicographer-friendly association score", RASLAN 2008.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> words = "人道主义 援助 进入 加沙 人道主义 援助 抵达 加沙".split()
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate(words)])
    >>> score_collocations(tokens)[["first", "second", "count"]].values.tolist()
    [['人道主义', '援助', 2]]
    """
    check_choice(measure, _MEASURES, "measure")
    if min_count < 1:
        raise InputError(f"`min_count` is {min_count}; give a whole number from 1 upwards.")
    pairs = _count_neighbours(tokens, check_kinds(kinds), choose_stopwords(stopwords))
    kept = pairs[(pairs["count"] >= min_count) & ~pairs["stop"]].drop(columns="stop")
    scored = kept.assign(**_score(*(kept[name].to_numpy(dtype="float64") for name in _COUNTS)))
    order = scored.assign(measure=scored[measure].round(9))
    order = order.sort_values(["measure", "first", "second"], ascending=[False, True, True])
    return order.drop(columns="measure").reset_index(drop=True)


def _count_neighbours(tokens: "pd.DataFrame", kinds: list[str], stopwords: frozenset[str]) -> "pd.DataFrame":
    """Return every ordered pair of neighbours with its numbers, and whether a stopword is in it each time."""
    check_columns(tokens, ["sent_id", "token_index", "token", "kind"], "tokens")
    ordered = tokens.sort_values(["sent_id", "token_index"], kind="stable").reset_index(drop=True)
    word, kind = ordered["token"], ordered["kind"]
    fits = kind.isin(kinds)
    stops = word.isin(stopwords) & (kind != "name")
    # Row i and row i + 1 are neighbours when they stand in one sentence and nothing was between them.
    adjacent = (ordered["sent_id"] == ordered["sent_id"].shift(-1)) & (ordered["token_index"].diff(-1) == -1)
    shifted = ordered.assign(first=word, second=word.shift(-1), stop=stops | stops.shift(-1, fill_value=False))
    neighbours = shifted[adjacent & fits & fits.shift(-1, fill_value=False)]
    pairs = neighbours.groupby(["first", "second"]).agg(count=("stop", "size"), stop=("stop", "all")).reset_index()
    ends = {f"count_{end}": pairs.groupby(end)["count"].transform("sum") for end in ("first", "second")}
    return pairs.assign(**ends, n=len(neighbours)).astype(dict.fromkeys(_COUNTS, "int64") | {"stop": "bool"})


def _score(a: Array, first: Array, second: Array, n: Array) -> dict[str, Array]:
    import numpy as np
    from scipy.special import xlogy

    observed = np.array([a, first - a, second - a, n - first - second + a])
    rows, columns = np.array([first, first, n - first, n - first]), np.array([second, n - second, second, n - second])
    expected = rows * columns / n
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * np.nansum(xlogy(observed, observed / expected), axis=0)
        npmi = np.where(a == n, 1.0, np.log(a / expected[0]) / -np.log(a / n))
    smoothed = observed + 0.5
    log_odds = np.log(smoothed[0] * smoothed[3] / (smoothed[1] * smoothed[2]))
    return {
        "expected": expected[0],
        "g2": np.maximum(g2, 0) * np.where(a < expected[0], -1, 1),
        "z": log_odds / np.sqrt((1 / smoothed).sum(axis=0)),
        "log_odds": log_odds,
        "npmi": npmi,
        "log_dice": 14 + np.log2(2 * a / (first + second)),
    }
