"""Co-occurrence: which actors are named in the same unit, how strongly that ties them, and whether it is chance."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from waijiao.errors import InputError
from waijiao.networks.measures import score_ties
from waijiao.networks.significance import Test, Within, score_significance
from waijiao.networks.units import Unit, name_units
from waijiao.tables import CONTRACTS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["count_cooccurrence"]

Pair = tuple[str, str]


def count_cooccurrence(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    *,
    unit: Unit = "sentence",
    size: int = 5,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    min_count: int = 1,
    test: Test = "auto",
    within: Within = "corpus",
    alpha: float = 0.1,
    draws: int = 1000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Return how often each two actors are named in the same unit, and how surprising that is.

    An actor is the ``principal`` of a mention; within a unit it counts once. Units that name no actor are left
    out: they say nothing about who is named together. Units never overlap, because overlapping windows count the
    same words several times and make chance look like pattern (:func:`count_neighbours` has one, to describe with).

    Parameters
    ----------
    mentions : DataFrame
        Mentions as :func:`waijiao.find_actors` returns them; those of other sentences are passed over.
    sentences : DataFrame
        The sentences in which they were found; they give the paragraphs and zones.
    unit : {"sentence", "block", "paragraph", "document"}
        Within what two actors must be named. A block is ``size`` sentences of a document, the next block begins where
        it ends. Unit ids are ``qatar:s012``, ``qatar:b002``, ``qatar:p003`` and ``qatar``.
    size : int
        Sentences in a block; the last one of a document may be shorter.
    zones : iterable of str
        Zones that count. The headline is out by default, because it repeats the text.
    roles : iterable of str
        Roles of mentions that count. Mere places (在多哈举行), sources of the report (据美联社报道) and attributes
        (泰国公民) are out by default.
    min_count : int
        Return pairs with at least this many common units; 0 returns all pairs of actors. The tests take in
        all pairs in any case, because leaving out the rare ones beforehand would make the rest look significant.
    test : {"auto", "none", "hypergeometric", "fdsm", "sdsm", "sdsm_sizes"}
        What chance is (see below). By default it follows from the number of units: no test below 100, ``fdsm`` up to
        2,000 units and 50 actors, ``sdsm_sizes`` beyond.
    within : {"corpus", "document"}
        Whether chance may move a name anywhere, or only to other units of the same document. A document has its
        topic, and within it two actors meet more often than in the corpus at large: "document" asks whether they meet
        more often than in this document they had to.
    alpha : float
        Rate of false discoveries that is accepted.
    draws, seed : int
        Draws of ``fdsm``, 1000 or more for a result to publish, and the seed of its random numbers.

    Returns
    -------
    DataFrame
        One row per pair of actors: table ``pairs``, ordered by falling ``k``, then by names. ``npmi`` is -1 for
        pairs never named together and NaN for a pair that every unit names; ``lift_low`` and ``lift_high`` are NaN
        for the former, ``g2`` where it is not to be trusted (see below). ``chance``, ``p`` and ``q`` are NaN without a
        test. ``evidence`` is in the order of the documents' ids and of the text.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``unit``, ``test``, ``within``, a zone or a role is unknown, ``size`` or ``draws`` below 1, ``min_count``
        negative, ``alpha`` not between 0 and 1, or chance is to stay within documents and has no room there.

    See Also
    --------
    render_testability : What the table allows to conclude, in plain words.
    count_neighbours : How often two actors stand within a few tokens of each other.

    Notes
    -----
    With n units, f_a and f_b of which name the one and the other and k both: expected = f_a f_b / n, lift = k /
    expected, jaccard = k / (f_a + f_b - k), dice = 2 k / (f_a + f_b), cosine = k / √(f_a f_b), npmi = ln(lift) / -ln(k
    / n) [1]_. ``lift_low`` to ``lift_high`` is lift · exp(± 1.96 √(1/k - 1/f_a - 1/f_b + (2 lift - 1)/n)): 95 % by the
    delta method on ln(lift), each unit being one independent draw of four cells. ``g2`` is 2 Σ O ln(O / E) over
    those cells [4]_, negative for pairs rarer than expected, and NaN unless at least 5 units are expected in each.
    A unit that names m actors adds 1 / (m - 1) to the ``weighted_k`` of each two of them [5]_: a sentence that lists
    seven states says less about two of them than one that names these two only.

    What chance is, ``test`` says; ``chance`` is in how many units the two would meet, ``p`` how likely k or more are:

    * hypergeometric: every unit is as likely as every other to name an actor (Fisher's exact test, one-sided). Only
      for units of equal length. Long units name more actors than short ones, which makes p too small, the
      more so the more units there are.
    * fdsm, the fixed degree sequence model [6]_: all tables in which every actor is named as often and every unit
      names as many, drawn by curveball trades (5 for each actor between draws). p is the share of draws with more than
      k plus half of those with k (mid-p [7]_: counts are whole numbers, and half keeps the test near its level).
      Where fewer than 10 draws come to k, p is the tail of a distribution with the draws' mean, so that
      a pair among many can have a p below 1 / ``draws``.
    * sdsm, the stochastic degree sequence model [6]_: both numbers are kept on average, by the bipartite configuration
      model; p is the tail of the Poisson-binomial distribution. It lets a unit that names one actor name two, and
      is too cautious.
    * sdsm_sizes: that model for the units of each size by themselves (as many actors named), given that size; mid-p.

    False positives for a nominal .05 in simulation, and how often a planted pair is found, stand in
    ``docs/networks.md``.

    A pair whose smallest possible p is too large for the number of pairs tested at once could not be significant even
    if the two were always named together. It is not testable, which is different from not significant. ``testable`` is
    Tarone's rule [2]_: with m(c) the number of pairs whose smallest possible p is at most alpha / c, and c
    the smallest whole number with m(c) <= c, those m(c) pairs. (Without a test it is read off the hypergeometric p.)
    ``q`` is p after Benjamini and Hochberg over the testable pairs [3]_. ``verdict`` says it in words: "not tested",
    "not testable", "not significant" (q above ``alpha``), "too slight" (q below, but k < 5 or lift < 1.3), or "more
    often than chance".

    In the case-study article no pair survives a false discovery rate of 10 % in any of the tests, neither by sentence
    nor by paragraph. (Counting every bare name whatever its role, by paragraph, one would in the hypergeometric test:
    a reason to decide on units, roles and test before looking.)

    References
    ----------
    .. [1] G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", GSCL 2009.
    .. [2] R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990.
    .. [3] P. B. Gilbert, "A modified false discovery rate multiple-comparisons procedure for discrete data",
       Applied Statistics 54, 2005.
    .. [4] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [5] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 2001.
    .. [6] Z. P. Neal, R. Domagalski and B. Sagan, "Comparing alternatives to the fixed degree sequence model for
       extracting the backbone of bipartite projections", Scientific Reports 11, 2021.
    .. [7] H. O. Lancaster, "Significance tests in discrete distributions", JASA 56, 1961.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> texts = ["美国与卡塔尔会谈。", "卡塔尔表示欢迎。"]
    >>> sentences = make_table("sentences", [dict(sent_id=f"a:s00{i}", doc_id="a", sent_index=i, par_index=0,
    ...     zone="body", start=9 * i, end=9 * i + len(text), text=text) for i, text in enumerate(texts)])
    >>> found = [("a:s000", 0, "USA"), ("a:s000", 3, "QAT"), ("a:s001", 0, "QAT")]
    >>> mentions = make_table("mentions", [dict(sent_id=sent_id, start=start, end=start + 2, principal=principal,
    ...     role="actor") for sent_id, start, principal in found])
    >>> pairs = count_cooccurrence(mentions, sentences)
    >>> pairs[["actor_a", "actor_b", "k", "f_a", "f_b", "n", "evidence"]].values.tolist()
    [['QAT', 'USA', 1, 2, 1, 2, 'a:s000']]
    """
    _check_settings(min_count, alpha, draws)
    naming = name_units(mentions, sentences, unit=unit, size=size, zones=zones, roles=roles)
    tally = _tally(naming.actors)
    ties = score_ties(*(tally[column].to_numpy(dtype="float64") for column in ("k", "f_a", "f_b", "n")))
    chances = score_significance(tally, naming, test=test, within=within, alpha=alpha, draws=draws, seed=seed)
    contract = CONTRACTS["pairs"]
    pairs = tally.assign(**ties, **chances).astype({column: contract.dtype(column) for column in contract.columns})
    order = pairs[pairs["k"] >= min_count].sort_values(["k", "actor_a", "actor_b"], ascending=[False, True, True])
    return order[list(contract.columns)].reset_index(drop=True)


def _check_settings(min_count: int, alpha: float, draws: int) -> None:
    if min_count < 0:
        raise InputError(f"`min_count` is {min_count}; give 1 for pairs that are named together, 0 for all pairs.")
    if not 0 < alpha < 1:
        raise InputError(f"`alpha` is {alpha}; give a rate between 0 and 1, such as 0.1 for 10 %.")
    if draws < 1:
        raise InputError(f"`draws` is {draws}; give the number of draws, 1000 or more for a result to publish.")


def _tally(presence: dict[str, tuple[str, ...]]) -> "pd.DataFrame":
    """Return all pairs of actors with the numbers of units, and the units that name both."""
    import pandas as pd

    units = Counter(actor for actors in presence.values() for actor in actors)
    shared: dict[Pair, list[str]] = {pair: [] for pair in combinations(sorted(units), 2)}
    for unit, actors in presence.items():
        for pair in combinations(actors, 2):
            shared[pair].append(unit)
    # A unit that names many, such as a list of states, ties each two of them the less.
    weights = {unit: 1 / (len(actors) - 1) for unit, actors in presence.items() if len(actors) > 1}
    rows = [
        (a, b, len(both), units[a], units[b], len(presence), fsum(weights[unit] for unit in both), " ".join(both))
        for (a, b), both in shared.items()
    ]
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "k", "f_a", "f_b", "n", "weighted_k", "evidence"])
