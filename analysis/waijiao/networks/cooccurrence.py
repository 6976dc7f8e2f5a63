"""Co-occurrence: which actors are named in the same unit, and whether that is more than chance."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError
from waijiao.networks.measures import score_ties
from waijiao.networks.units import Unit, name_units
from waijiao.tables import CONTRACTS, check_choice, check_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Labels", "count_cooccurrence", "render_testability"]

Labels = Literal["zh", "en", "both"]
Pair = tuple[str, str]

# Fewer units than this only describe (see the notes of count_cooccurrence).
_ENOUGH_UNITS = 100

_NOTHING = {
    "zh": "没有两个行为体同时出现：无可检验。",
    "en": "No two actors are named together: there is nothing to test.",
}
_FINDING = {
    "zh": "{n} 个单元至少提到一个行为体，{pairs} 对行为体曾同时出现；其中 {testable} 对可检验，"
    "{significant} 对在错误发现率 {alpha} 下显著。"
    "其余 {untestable} 对即使次次同时出现，在这么多对一起检验时也达不到显著：是“无法检验”，不是“不显著”。",
    "en": "{n} units name an actor, {pairs} pairs are named together; {testable} of them can be tested, "
    "{significant} are significant at a false discovery rate of {alpha}. "
    "The other {untestable} could not be significant among so many pairs even if they were always named together: "
    "“not testable”, which is not “not significant”. ",
}
_FEW = {
    "zh": "单元不足 100 个，以上数字只作描述，不作推断。",
    "en": "With fewer than 100 units the figures describe this text and infer nothing beyond it.",
}
_UNEQUAL = {
    "zh": "检验假定各单元同样长；长短不一时 p 值偏小，单元越多偏差越大。",
    "en": "The test takes all units for equally long; where they are not, p is too small, the more so the more units.",
}


def count_cooccurrence(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    *,
    unit: Unit = "sentence",
    size: int = 5,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    min_count: int = 1,
    alpha: float = 0.1,
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
    alpha : float
        Rate of false discoveries at which a pair is to be testable.

    Returns
    -------
    DataFrame
        One row per pair of actors: table ``pairs``, ordered by falling ``k``, then by names. ``npmi`` is -1 for
        pairs never named together and NaN for a pair that every unit names; ``lift_low`` and ``lift_high`` are NaN
        for the former, ``g2`` where it is not to be trusted (see below). ``evidence`` is in the order of the documents'
        ids and of the text.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``unit``, a zone or a role is unknown, ``size`` below 1, ``min_count`` negative or ``alpha`` not between
        0 and 1.

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

    ``p`` is the probability of k or more
    common units if f_a and f_b units were drawn independently (hypergeometric; Fisher's exact test, one-sided).

    A pair whose smallest possible p, given f_a, f_b and n, is too large for the number of pairs tested at once could
    not be significant even if the two were always named together. It is not testable, which is different from not
    significant. ``testable`` is Tarone's rule [2]_: with m(c) the number of pairs whose smallest possible p is at
    most alpha / c, and c the smallest whole number with m(c) <= c, those m(c) pairs. ``q`` is p after Benjamini and
    Hochberg over the testable pairs [3]_.

    The test takes all units for equally likely to name an actor. Long units name more actors than short ones, which
    makes p too small, the more so the more units there are: simulated, .04 false positives at 49 units, but .17 at
    490, for a nominal .05. Below 100 units take all numbers as description. In the case-study article no pair
    survives a false discovery rate of 10 %, neither by sentence nor by paragraph. (Counting every
    bare name whatever its role, by paragraph, one would: a reason to decide on units and roles before looking.)

    References
    ----------
    .. [1] G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", GSCL 2009.
    .. [2] R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990.
    .. [3] P. B. Gilbert, "A modified false discovery rate multiple-comparisons procedure for discrete data",
       Applied Statistics 54, 2005.
    .. [4] T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
       19, 1993.
    .. [5] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 2001.

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
    _check_settings(min_count, alpha)
    naming = name_units(mentions, sentences, unit=unit, size=size, zones=zones, roles=roles)
    pairs = _score(_tally(naming.actors), alpha)
    order = pairs[pairs["k"] >= min_count].sort_values(["k", "actor_a", "actor_b"], ascending=[False, True, True])
    return order.reset_index(drop=True)


def _check_settings(min_count: int, alpha: float) -> None:
    if min_count < 0:
        raise InputError(f"`min_count` is {min_count}; give 1 for pairs that are named together, 0 for all pairs.")
    if not 0 < alpha < 1:
        raise InputError(f"`alpha` is {alpha}; give a rate between 0 and 1, such as 0.1 for 10 %.")


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


def _score(tally: "pd.DataFrame", alpha: float) -> "pd.DataFrame":
    """Return the tally with every measure, in the order and with the dtypes of the contract."""
    import numpy as np
    from scipy import stats

    k, f_a, f_b, n = (tally[column].to_numpy(dtype="float64") for column in ("k", "f_a", "f_b", "n"))
    p = np.asarray(stats.hypergeom.sf(k - 1, n, f_a, f_b))
    smallest_p = np.asarray(stats.hypergeom.sf(np.minimum(f_a, f_b) - 1, n, f_a, f_b))
    testable = _find_testable(smallest_p, alpha)
    q = np.full(len(tally), np.nan)
    if testable.any():
        q[testable] = stats.false_discovery_control(p[testable])
    scored = tally.assign(**score_ties(k, f_a, f_b, n), p=p, q=q, testable=testable)
    contract = CONTRACTS["pairs"]
    return scored.astype({column: contract.dtype(column) for column in contract.columns})[list(contract.columns)]


# A probability that is alpha but for the last digits of its computation reaches alpha.
_ROUNDING = 1e-9


def _find_testable(smallest_p: "np.ndarray[Any, Any]", alpha: float) -> "np.ndarray[Any, Any]":
    """Return which tests could reach significance at all, by Tarone's rule."""
    import numpy as np

    divisors = np.arange(1, len(smallest_p) + 1)
    limits = alpha / divisors * (1 + _ROUNDING)
    fitting = np.flatnonzero(np.searchsorted(np.sort(smallest_p), limits, side="right") <= divisors)
    return smallest_p <= limits[fitting[0]] if len(fitting) else np.zeros(len(smallest_p), dtype=bool)


def render_testability(pairs: "pd.DataFrame", *, alpha: float = 0.1, labels: Labels = "zh") -> str:
    """Return, in plain words, what a table of pairs allows to conclude and what not.

    Parameters
    ----------
    pairs : DataFrame
        Pairs as :func:`count_cooccurrence` returns them.
    alpha : float
        Rate of false discoveries, as there.
    labels : {"zh", "en", "both"}
        Chinese, English, or Chinese and below it English.

    Returns
    -------
    str
        Two or three sentences, with the numbers.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``labels`` is unknown.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> print(render_testability(make_table("pairs", []), labels="en"))
    No two actors are named together: there is nothing to test.
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    check_table(pairs, "pairs", ["k", "n", "q", "testable"])
    together = pairs[pairs["k"] > 0]
    if together.empty:
        texts = dict(_NOTHING)
    else:
        n = int(pairs["n"].iloc[0])
        facts = {
            "n": n,
            "pairs": len(together),
            "testable": int(together["testable"].sum()),
            "untestable": int((~together["testable"]).sum()),
            "significant": int((together["q"] <= alpha).sum()),
            "alpha": f"{alpha:.0%}",
        }
        caution = _FEW if n < _ENOUGH_UNITS else _UNEQUAL
        texts = {key: _FINDING[key].format(**facts) + caution[key] for key in _FINDING}
    return "\n".join(texts.values()) if labels == "both" else texts[labels]
