"""Keyness: which terms set some texts apart from others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.errors import InputError
from waijiao.tables import check_choice
from waijiao.terms.counting import count_terms
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords, check_kinds

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["KeynessMeasure", "score_keyness"]

KeynessMeasure = Literal["g2", "chi2", "chi2_yates", "log_ratio"]
Array: TypeAlias = "np.ndarray[Any, Any]"

_MEASURES = ("g2", "chi2", "chi2_yates", "log_ratio")
# The approximation behind p needs at least this many occurrences expected in both sets of texts.
_ENOUGH_EXPECTED = 5


def score_keyness(
    target: "pd.DataFrame",
    reference: "pd.DataFrame",
    *,
    measure: KeynessMeasure = "g2",
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
) -> "pd.DataFrame":
    """Return which terms are more, or less, frequent in some texts than in others.

    Parameters
    ----------
    target : DataFrame
        Tokens of the texts to be characterised, such as the sentences that name Qatar.
    reference : DataFrame
        Tokens of the texts that they are compared with; none of them should be in ``target``.
    measure : {"g2", "chi2", "chi2_yates", "log_ratio"}
        What to order by and to test. ``log_ratio`` says how large the difference is and is tested by ``g2``; the
        others mix its size with how certain it is.
    stopwords
        As in :func:`count_terms`.
    min_count : int
        Leave out terms that occur less often than this in both together.
    min_length, kinds
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per term, ordered by falling ``measure``, then term: ``term``, ``count_target``, ``count_reference``
        (int64), ``g2``, ``chi2``, ``chi2_yates`` (0 or more, with the sign of the difference: negative when the term
        is rarer in the target), ``log_ratio`` (1: twice as frequent, -1: half), ``low`` and ``high`` (its 95 %
        interval), ``p``, ``q`` (p after Benjamini and Hochberg over the testable terms, NaN for the rest) and
        ``testable``: at least 5 occurrences expected on both sides. Below that ``p`` is not to be trusted.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``measure`` is unknown, or one of the two holds no token of the counted kinds.

    Notes
    -----
    With a of A tokens in the target and b of B in the reference, the 2 x 2 table is a, b, A - a, B - b. ``g2`` is
    2 Σ O ln(O / E) over all four cells [1]_, ``chi2`` Pearson's Σ (O - E)² / E, ``chi2_yates`` the same with
    every |O - E| reduced by ½, but not below 0. (quanteda corrects only where fewer than 5 occurrences are
    expected, and not at all where that would go below 0.) A and B hold all tokens of ``kinds``, stopwords among them.

    log_ratio = log2((a / A) / (b / B)), 0 counting as ½ [2]_; its interval is ± 1.96 √(1/a - 1/A + 1/b - 1/B) / ln 2.

    Tokens of one article are not independent of each other: a word that one article repeats looks key. Look at the
    documents that hold it.

    References
    ----------
    .. [1] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [2] A. Hardie, "Log ratio: an informal introduction", 2014.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> def tokens(words):
    ...     return make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...         kind="word") for i, word in enumerate(words.split())])
    >>> keyness = score_keyness(tokens("谈判 谈判 谈判 袭击"), tokens("谈判 袭击 袭击 袭击"))
    >>> keyness[["term", "g2", "log_ratio"]].round(3).values.tolist()
    [['谈判', 2.093, 1.585], ['袭击', -2.093, -1.585]]
    """
    check_choice(measure, _MEASURES, "measure")
    wanted = check_kinds(kinds)
    counted = {"stopwords": stopwords, "min_length": min_length, "kinds": wanted}
    table = _merge_counts(count_terms(target, **counted), count_terms(reference, **counted))  # type: ignore[arg-type]
    table = table[table["count_target"] + table["count_reference"] >= min_count]
    sizes = _count_tokens(target, wanted, "target"), _count_tokens(reference, wanted, "reference")
    scored = _score(table, *sizes, measure)
    order = scored.assign(measure=scored[measure].round(9)).sort_values(["measure", "term"], ascending=[False, True])
    return order.drop(columns="measure").reset_index(drop=True)


def _count_tokens(tokens: "pd.DataFrame", kinds: list[str], argument: str) -> int:
    size = int(tokens["kind"].isin(kinds).sum())
    if not size:
        raise InputError(f"`{argument}` holds no token of the kinds {', '.join(kinds)}; there is nothing to compare.")
    return size


def _merge_counts(target: "pd.DataFrame", reference: "pd.DataFrame") -> "pd.DataFrame":
    columns = ["term", "count"]
    merged = target[columns].merge(reference[columns], on="term", how="outer", suffixes=("_target", "_reference"))
    numbers = ["count_target", "count_reference"]
    return merged.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(numbers, "int64"))


def _score(table: "pd.DataFrame", size_target: int, size_reference: int, measure: str) -> "pd.DataFrame":
    import numpy as np
    from scipy import stats

    a, b = (table[column].to_numpy(dtype="float64") for column in ("count_target", "count_reference"))
    observed = np.array([a, b, size_target - a, size_reference - b])
    sizes = np.array([size_target, size_reference, size_target, size_reference], dtype="float64")[:, None]
    rows = np.array([a + b, a + b, observed[2] + observed[3], observed[2] + observed[3]])
    expected = rows * sizes / (size_target + size_reference)
    scores = _score_tables(observed, expected)
    tested = "g2" if measure == "log_ratio" else measure
    p = stats.chi2.sf(scores[tested], 1)
    testable = expected[:2].min(axis=0) >= _ENOUGH_EXPECTED
    q = np.full(len(table), np.nan)
    if testable.any():
        q[testable] = stats.false_discovery_control(p[testable])
    sign = np.sign(a - expected[0])
    signed = {name: score * sign for name, score in scores.items()}
    return table.assign(**signed, **_score_ratio(a, b, size_target, size_reference), p=p, q=q, testable=testable)


def _score_tables(observed: "np.ndarray[Any, Any]", expected: Array) -> dict[str, Any]:
    """Return three statistics of many 2 x 2 tables; the four cells lie along the first axis."""
    import numpy as np
    from scipy.special import xlogy

    with np.errstate(divide="ignore", invalid="ignore"):
        # A term that is all there is has two empty cells with nothing expected: they add nothing.
        g2 = 2 * np.nansum(xlogy(observed, observed / expected), axis=0)
        chi2, yates = (
            np.nansum(np.maximum(np.abs(observed - expected) - correction, 0) ** 2 / expected, axis=0)
            for correction in (0, 0.5)
        )
    return {"g2": np.maximum(g2, 0), "chi2": chi2, "chi2_yates": yates}


def _score_ratio(a: Array, b: Array, size_a: int, size_b: int) -> dict[str, Any]:
    import numpy as np

    a, b = np.maximum(a, 0.5), np.maximum(b, 0.5)
    ratio = np.log2((a / size_a) / (b / size_b))
    spread = 1.959963984540054 * np.sqrt(1 / a - 1 / size_a + 1 / b - 1 / size_b) / np.log(2)
    return {"log_ratio": ratio, "low": ratio - spread, "high": ratio + spread}
