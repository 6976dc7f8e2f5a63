"""Collocations: which words stand together more often than chance would have it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from waijiao.errors import InputError, suggest
from waijiao.tables import check_choice
from waijiao.terms.associations import ASSOCIATION_MEASURES, AssociationMeasure, score_associations
from waijiao.terms.neighbours import Side, count_pairs
from waijiao.terms.numbering import check_from_one, shape_table
from waijiao.terms.sequence import Sequence, order_tokens
from waijiao.terms.stopwords import DEFAULT_KINDS, Stopwords

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["score_collocations"]


def score_collocations(
    tokens: "pd.DataFrame",
    *,
    measure: AssociationMeasure = "g2",
    window: int = 1,
    side: Side = "right",
    node: str | None = None,
    stopwords: Stopwords = "default",
    min_count: int = 2,
    kinds: Iterable[str] = DEFAULT_KINDS,
    fold: bool = False,
) -> "pd.DataFrame":
    """Return pairs of words that stand together, the most strongly tied first.

    By default only direct neighbours count, in their order: 人道主义 援助 is not 援助 人道主义. Tokens of other
    kinds separate: across a comma nothing is a neighbour. With a larger window every token takes a place.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    measure : {"g2", "z", "log_odds", "npmi", "log_dice", "t_score", "z_score", "mi", "mi3"}
        What to order by. ``g2``, ``z``, ``t_score`` and ``mi3`` favour frequent pairs, ``log_odds``, ``z_score``,
        ``mi`` and ``npmi`` exclusive ones; ``log_dice`` does not depend on the size of the corpus.
    window : int
        How many tokens away the second word may stand, in the same sentence.
    side : {"right", "both"}
        Whether it must stand after the first word, or may stand on either side.
    node : str, optional
        Return only the pairs whose ``first`` is this word: what stands near it.
    stopwords
        As in :func:`count_terms`. Pairs that hold one are left out at the end; they still count as neighbours, so
        that leaving them out makes nobody else adjacent.
    min_count : int
        Leave out pairs that occur less often.
    kinds : iterable of str
        Kinds of token that can be neighbours.
    fold : bool
        As in :func:`count_terms`.

    Returns
    -------
    DataFrame
        One row per pair, by falling ``measure``, then words: table ``collocations``. With both sides a pair stands
        in it once, its words in their order by code point, unless ``node`` puts the node first.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``measure`` or ``side`` is unknown, a number below 1, or ``node`` no word of the text.

    See Also
    --------
    score_ngrams : Sequences of three and more words.

    Notes
    -----
    The unit is the pair of places: ``n`` of them all, ``count_first`` begin with the first word, ``count_second`` end
    with the second, ``count`` do both (with both sides, each pair of places counts either way round). From the
    2 x 2 table of first word or not by second word or not, ``g2`` is 2 Σ O ln(O / E) [1]_; ``log_odds`` is
    ln((a + ½)(d + ½) / ((b + ½)(c + ½))) and ``z`` that over the root of Σ 1 / (O + ½), the λ and z of quanteda's
    ``textstat_collocations`` [2]_; with O = ``count`` and E = ``expected``: ``npmi`` = ln(O / E) / -ln(O / n), 1 when
    there is no other pair; ``mi`` = log2(O / E) and ``mi3`` = log2(O³ / E); ``t_score`` = (O - E) / √O and
    ``z_score`` = (O - E) / √E [3]_; ``log_dice`` = 14 + log2(2 O / (count_first + count_second)) [4]_.

    References
    ----------
    .. [1] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [2] D. Blaheta and M. Johnson, "Unsupervised learning of multi-word verbs", ACL workshop 2001.
    .. [3] S. Evert, "Corpora and collocations", in Lüdeling and Kytö (eds.), Corpus Linguistics, 2008.
    .. [4] P. Rychlý, "A lexicographer-friendly association score", RASLAN 2008.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> words = "人道主义 援助 进入 加沙 人道主义 援助 抵达 加沙".split()
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate(words)])
    >>> score_collocations(tokens)[["first", "second", "count"]].values.tolist()
    [['人道主义', '援助', 2]]
    >>> score_collocations(tokens, window=2, side="both", node="援助")[["first", "second", "count"]].values.tolist()
    [['援助', '加沙', 3], ['援助', '人道主义', 2]]
    """
    check_choice(measure, ASSOCIATION_MEASURES, "measure")
    check_choice(side, ["right", "both"], "side")
    check_from_one(window=window, min_count=min_count)
    sequence = order_tokens(tokens, stopwords, kinds, fold)
    pairs = count_pairs(sequence, window, side)
    sums = {f"count_{end}": pairs.groupby(end)["count"].transform("sum") for end in ("first", "second")}
    pairs = pairs.assign(**sums, n=pairs["count"].sum())
    if node is not None:
        pairs = pairs[pairs["first"] == _find_node(sequence, node)]
    elif side == "both":
        pairs = pairs[pairs["first"] <= pairs["second"]]
    return _order(pairs[(pairs["count"] >= min_count) & pairs["free"]].reset_index(drop=True), sequence, measure)


def _find_node(sequence: Sequence, node: str) -> int:
    words: list[str] = sequence.words.tolist()
    if node not in words:
        raise InputError(f"`node` is {node!r}, which is no word of these tokens.{suggest(node, words)}")
    return words.index(node)


def _order(pairs: "pd.DataFrame", sequence: Sequence, measure: str) -> "pd.DataFrame":
    """Return the pairs with all measures, the highest first."""
    import numpy as np

    a, first, second, n = (pairs[c].to_numpy("float64") for c in ("count", "count_first", "count_second", "n"))
    scores = score_associations(np.array([n - first - second + a, first - a, second - a, a]))
    words = {end: sequence.words[pairs[end]] for end in ("first", "second")}
    table = shape_table("collocations", {**pairs, **words, **scores})
    order = table.assign(measure=table[measure].round(9))
    order = order.sort_values(["measure", "first", "second"], ascending=[False, True, True])
    return order.drop(columns="measure").reset_index(drop=True)
