"""Keyness: which terms set some texts apart from others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from waijiao.errors import InputError
from waijiao.tables import check_choice
from waijiao.terms.contingency import (
    correct_cells,
    expect_cells,
    find_smallest_p,
    score_chi2,
    score_fisher,
    score_g2,
    score_q,
)
from waijiao.terms.counting import count_terms
from waijiao.terms.numbering import check_from_one, shape_table
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords, check_kinds

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["KeynessMeasure", "score_keyness"]

KeynessMeasure = Literal[
    "g2", "g2_yates", "g2_williams", "chi2", "chi2_yates",
    "odds_ratio", "log_odds_z", "log_ratio", "simple_maths", "pmi",
]  # fmt: skip
Array: TypeAlias = "np.ndarray[Any, Any]"

_MEASURES: tuple[str, ...] = get_args(KeynessMeasure)
# By chance these follow χ² with one degree of freedom; measures without a distribution are tested by G².
_TESTED = _MEASURES[:5]
# The approximation behind p needs at least this many occurrences expected in both sets of texts.
_ENOUGH_EXPECTED = 5
_ALPHA = 0.05


def score_keyness(
    target: "pd.DataFrame",
    reference: "pd.DataFrame",
    *,
    measure: KeynessMeasure = "g2",
    prior: float = 500,
    constant: float = 1,
    stopwords: Stopwords = "default",
    min_count: int = 1,
    min_length: int = 1,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
) -> "pd.DataFrame":
    """Return which terms are more, or less, frequent in some texts than in others.

    Parameters
    ----------
    target : DataFrame
        Tokens of the texts to be characterised, such as those of one outlet.
    reference : DataFrame
        Tokens of the texts that they are compared with; none of them should be in ``target``.
    measure : str
        The column to order and to test by: one of ``"g2"``, ``"g2_yates"``, ``"g2_williams"``, ``"chi2"``,
        ``"chi2_yates"``, ``"odds_ratio"``, ``"log_odds_z"``, ``"log_ratio"``, ``"simple_maths"``, ``"pmi"``. Ratios
        (and pmi) say how large a difference is, the others mix its size with how certain it is.
    prior : float
        How many tokens the prior of ``log_odds`` is worth, above 0: the more, the nearer rare terms come to 0.
    constant : float
        What ``simple_maths`` adds to both frequencies per million, above 0: 1 brings out rare terms, 100 common ones.
    stopwords
        As in :func:`count_terms`.
    min_count : int
        Leave out terms that occur less often than this in both together.
    min_length, kinds, fold
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per term, ordered by falling ``measure``, then term: table ``keyness``. ``g2``, ``chi2`` and their
        corrected forms bear the sign of the difference: negative when the term is rarer in the target. ``testable``
        is False for terms that are too small to test; their ``p`` is not to be trusted, and they have no ``q`` and
        no ``p_bonferroni``.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``measure`` is unknown, a number too small, or one of the two holds no token of the counted kinds.

    See Also
    --------
    score_actor_keyness : The sentences that name an actor against the others.

    Notes
    -----
    With a of A tokens in the target and b of B in the reference, the 2 x 2 table is a, b, A - a, B - b. A and B hold
    all tokens of ``kinds``, stopwords among them.

    ``g2`` is 2 Σ O ln(O / E) over all four cells [1]_, ``chi2`` Pearson's Σ (O - E)² / E; with Yates' correction every
    cell is first moved by ½ towards E, but not beyond. (quanteda corrects only where fewer than 5 occurrences are
    expected, and not at all where that would go beyond.) Williams' correction divides by
    1 + (N/(a+b) + N/(c+d) - 1) (N/A + N/B - 1) / 6N, where no cell is empty.

    ``odds_ratio`` is the conditional maximum likelihood estimate that belongs to Fisher's exact test, infinite when
    the reference lacks the term. It takes 6 ms for each different table and is NaN unless asked for by ``measure``.

    ``log_odds`` compares the logarithms of the odds of the term with an informative Dirichlet prior [2]_:
    ln((a + α) / (A + α₀ - a - α)) less the same of b and B, where α₀ = ``prior`` and α is the term's share of it in
    both texts together; ``log_odds_z`` divides it by √(1 / (a + α) + 1 / (b + α)).

    ``log_ratio`` = log2((a / A) / (b / B)), 0 counting as ½ [3]_; its 95 % interval is
    ± 1.96 √(1/a - 1/A + 1/b - 1/B) / ln 2. ``simple_maths`` = (10⁶ a / A + constant) / (10⁶ b / B + constant) [4]_.
    ``pmi`` = ln(a / E), minus infinity when the target lacks the term.

    ``p`` is that of the χ² distribution with one degree of freedom, of the normal distribution for ``log_odds_z``, and
    of the exact test for ``odds_ratio``; the measures that have none are tested by ``g2``. Testable are terms with at
    least 5 occurrences expected on both sides, or, for the exact test, with margins that could give p ≤ .05 at all.
    ``q`` is p after Benjamini and Hochberg over the testable terms, ``p_bonferroni`` p times their number.

    Tokens of one article are not independent of each other: a word that one article repeats looks key. Look at the
    documents that hold it.

    References
    ----------
    .. [1] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [2] B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' words", Political Analysis 16, 2008.
    .. [3] A. Hardie, "Log ratio: an informal introduction", 2014.
    .. [4] A. Kilgarriff, "Simple maths for keywords", Corpus Linguistics conference 2009.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> def tokens(words):
    ...     return make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...         kind="word") for i, word in enumerate(words.split())])
    >>> keyness = score_keyness(tokens("谈判 谈判 谈判 袭击"), tokens("谈判 袭击 袭击 袭击"))
    >>> keyness[["term", "g2", "log_ratio", "testable"]].round(3).values.tolist()
    [['谈判', 2.093, 1.585, False], ['袭击', -2.093, -1.585, False]]
    """
    check_choice(measure, _MEASURES, "measure")
    check_from_one(min_count=min_count)
    _check_above_zero(prior=prior, constant=constant)
    counted: dict[str, Any] = {"stopwords": stopwords, "min_length": min_length, "kinds": check_kinds(kinds)}
    table = _merge_counts(*(count_terms(side, **counted, fold=fold) for side in (target, reference)))
    table = table[table["count_target"] + table["count_reference"] >= min_count].reset_index(drop=True)
    sides = {"target": target, "reference": reference}
    cells = _make_cells(table, *(_count_tokens(side, counted["kinds"], name) for name, side in sides.items()))
    columns = {**table, **_score_sizes(cells, prior, constant), **_score_tests(cells, measure)}
    columns |= _judge(cells, columns, measure)
    scored = shape_table("keyness", columns)
    order = scored.assign(measure=scored[measure].round(9)).sort_values(["measure", "term"], ascending=[False, True])
    return order.drop(columns="measure").reset_index(drop=True)


def _check_above_zero(**numbers: float) -> None:
    for name, value in numbers.items():
        if not value > 0:
            raise InputError(f"`{name}` is {value}; give a number above 0.")


def _count_tokens(tokens: "pd.DataFrame", kinds: list[str], argument: str) -> int:
    size = int(tokens["kind"].isin(kinds).sum())
    if not size:
        raise InputError(f"`{argument}` holds no token of the kinds {', '.join(kinds)}; there is nothing to compare.")
    return size


def _merge_counts(target: "pd.DataFrame", reference: "pd.DataFrame") -> "pd.DataFrame":
    columns = ["term", "count", "doc_count"]
    merged = target[columns].merge(reference[columns], on="term", how="outer", suffixes=("_target", "_reference"))
    numbers = merged.columns.drop("term").tolist()
    return merged.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(numbers, "int64"))


def _make_cells(table: "pd.DataFrame", size_target: int, size_reference: int) -> Array:
    import numpy as np

    a, b = (table[column].to_numpy(dtype="float64") for column in ("count_target", "count_reference"))
    return np.array([a, b, size_target - a, size_reference - b])


def _score_sizes(cells: Array, prior: float, constant: float) -> dict[str, Array]:
    """Return the measures of how large the difference is."""
    import numpy as np

    a, b, c, d = cells
    size_a, size_b = a + c, b + d
    # A term that never occurs counts as half an occurrence.
    some_a, some_b = np.maximum(a, 0.5), np.maximum(b, 0.5)
    log_ratio = np.log2((some_a / size_a) / (some_b / size_b))
    spread = 1.959963984540054 * np.sqrt(1 / some_a - 1 / size_a + 1 / some_b - 1 / size_b) / np.log(2)
    alpha = prior * (a + b) / (size_a + size_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(a / expect_cells(cells)[0])
        against = np.log((c + prior - alpha) / (d + prior - alpha))
    # A term that is all there is on both sides has no odds; it makes no difference either.
    log_odds = np.where(c + d > 0, np.log((a + alpha) / (b + alpha)) - against, 0)
    return {
        "log_ratio": log_ratio, "low": log_ratio - spread, "high": log_ratio + spread,
        "log_odds": log_odds, "log_odds_z": log_odds / np.sqrt(1 / (a + alpha) + 1 / (b + alpha)),
        "simple_maths": (a * 1e6 / size_a + constant) / (b * 1e6 / size_b + constant), "pmi": pmi,
    }  # fmt: skip


def _score_tests(cells: Array, measure: str) -> dict[str, Array]:
    """Return the statistics of the tests, with the sign of the difference, and the odds ratio where it is asked for."""
    import numpy as np

    expected = expect_cells(cells)
    corrected = correct_cells(cells, expected)
    g2 = score_g2(cells, expected)
    scores = {
        "g2": g2, "g2_yates": score_g2(corrected, expected), "g2_williams": g2 / score_q(cells),
        "chi2": score_chi2(cells, expected), "chi2_yates": score_chi2(corrected, expected),
    }  # fmt: skip
    sign = np.sign(cells[0] - expected[0])
    nothing = np.full(cells.shape[1], np.nan)
    exact = score_fisher(cells) if measure == "odds_ratio" else (nothing, nothing)
    return {name: score * sign for name, score in scores.items()} | {"odds_ratio": exact[0], "p_exact": exact[1]}


def _judge(cells: Array, columns: dict[str, Any], measure: str) -> dict[str, Array]:
    """Return p, its corrections for many terms, and whether there is enough to test."""
    import numpy as np
    from scipy import stats

    if measure == "odds_ratio":
        p, testable = columns["p_exact"], find_smallest_p(cells) <= _ALPHA
    else:
        z_test = measure == "log_odds_z"
        tested = columns[measure if measure in _TESTED else "g2"]
        p = 2 * stats.norm.sf(np.abs(columns["log_odds_z"])) if z_test else stats.chi2.sf(np.abs(tested), 1)
        testable = expect_cells(cells)[:2].min(axis=0) >= _ENOUGH_EXPECTED
    q, bonferroni = np.full(len(p), np.nan), np.full(len(p), np.nan)
    if testable.any():
        q[testable] = stats.false_discovery_control(p[testable])
        bonferroni[testable] = np.minimum(p[testable] * testable.sum(), 1)
    return {"p": p, "q": q, "p_bonferroni": bonferroni, "testable": testable}
