"""Structural balance: friends of friends and foes of foes, and how far a network is from two factions."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import comb, nan
from typing import TYPE_CHECKING, Any, cast

from waijiao.errors import InputError
from waijiao.structure import Division, find_division
from waijiao.tables import make_table

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

    Ints = np.ndarray[Any, Any]

__all__ = ["count_triads", "list_triads", "read_signs", "score_frustration"]

_TYPES = ("+++", "++-", "+--", "---")


def list_triads(network: "nx.Graph[str]") -> "pd.DataFrame":
    """Return every three actors who all take sides on each other, and whether Heider would call them balanced.

    Parameters
    ----------
    network : networkx.Graph
        A signed network as :func:`build_stance_network` returns it.

    Returns
    -------
    DataFrame
        One row per signed triad: table ``triads``, in alphabetical order.

    Raises
    ------
    InputError
        When the network is directed or its edges have no ``sign``.

    References
    ----------
    .. F. Heider, "Attitudes and cognitive organization", Journal of Psychology 21, 1946.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("QAT", "USA", sign=1)
    >>> network.add_edge("QAT", "IRN", sign=1)
    >>> network.add_edge("IRN", "USA", sign=-1)
    >>> list_triads(network)[["type", "balanced", "apex"]].values.tolist()
    [['++-', False, 'QAT']]
    """
    actors, signs = read_signs(network)
    rows = []
    for three in _find_triads(signs):
        a, b, c = (actors[place] for place in three)
        foes = [pair for pair in combinations((a, b, c), 2) if network.edges[pair]["sign"] < 0]
        evidence = " ".join(network.edges[pair].get("evidence", "") for pair in combinations((a, b, c), 2)).split()
        rows.append(
            {
                "actor_a": a,
                "actor_b": b,
                "actor_c": c,
                "type": _TYPES[len(foes)],
                "balanced": len(foes) % 2 == 0,
                "apex": next(iter({a, b, c} - set(foes[0]))) if len(foes) == 1 else "",
                "evidence": " ".join(dict.fromkeys(evidence)),
            }
        )
    return make_table("triads", rows)


def read_signs(network: "nx.Graph[str]") -> tuple[list[str], "Ints"]:
    """Return the actors in alphabetical order and the matrix of their signs."""
    import numpy as np

    if network.is_directed():
        raise InputError(
            "`network` is directed, and A may be friendly to B who is hostile to A; balance is about pairs: "
            "give what build_stance_network returns."
        )
    actors = sorted(network)
    place = {actor: number for number, actor in enumerate(actors)}
    signs = np.zeros((len(actors), len(actors)), dtype="int64")
    edges: Any = network.edges(data="sign")
    for one, other, sign in edges:
        if sign is None:
            raise InputError(
                f"`network` has an edge without `sign`, {one}–{other}; being named together has none: "
                "give what build_stance_network returns."
            )
        if one != other:
            signs[place[one], place[other]] = signs[place[other], place[one]] = int(np.sign(sign))
    return actors, signs


def _find_triads(signs: "Ints") -> Iterator[tuple[int, int, int]]:
    import numpy as np

    near = [set(np.flatnonzero(row).tolist()) for row in signs]
    for a in range(len(signs)):
        for b in sorted(other for other in near[a] if other > a):
            for c in sorted(other for other in near[a] & near[b] if other > b):
                yield a, b, c


def count_triads(network: "nx.Graph[str]") -> "pd.DataFrame":
    """Return how many signed triads there are of each type, beside what chance would give.

    Parameters
    ----------
    network : networkx.Graph
        A signed network as :func:`build_stance_network` returns it.

    Returns
    -------
    DataFrame
        One row per type: table ``triad_types``, from no foes to three.

    Raises
    ------
    InputError
        When the network is directed or its edges have no ``sign``.

    Notes
    -----
    ``expected`` is exact: of T triads in a network of m signed ties, n of them negative, T C(3, j) C(m-3, n-j) / C(m,
    n) have j foes on average if the same signs are dealt out anew. An excess of balanced triads is what balance theory
    predicts; few triads prove nothing either way. For a mediator, the type ++- with it at the apex is its business.

    References
    ----------
    .. D. Cartwright and F. Harary, "Structural balance", Psychological Review 63, 1956. J. A. Davis, "Clustering and
       structural balance in graphs", Human Relations 20, 1967.

    Examples
    --------
    >>> from waijiao.networks import build_stance_network
    >>> from waijiao.validation import read_gold
    >>> count_triads(build_stance_network(read_gold().records()))[["type", "count"]].values.tolist()
    [['+++', 2], ['++-', 3], ['+--', 2], ['---', 0]]
    """
    _, signs = read_signs(network)
    found = Counter(
        _TYPES[sum(bool(signs[pair] < 0) for pair in combinations(three, 2))] for three in _find_triads(signs)
    )
    whole, ties, foes = sum(found.values()), int((signs != 0).sum()) // 2, int((signs < 0).sum()) // 2
    rows = [
        {
            "type": kind,
            "balanced": number % 2 == 0,
            "clusterable": number != 1,
            "count": found[kind],
            "share": found[kind] / whole if whole else nan,
            "expected": _expect(whole, ties, foes, number),
        }
        for number, kind in enumerate(_TYPES)
    ]
    return make_table("triad_types", rows)


def _expect(triads: int, ties: int, foes: int, number: int) -> float:
    if not triads or foes < number:
        return 0.0
    return triads * comb(3, number) * comb(ties - 3, foes - number) / comb(ties, foes)


def score_frustration(network: "nx.Graph[str]", *, starts: int = 20, seed: int = 0) -> "pd.DataFrame":
    """Score how far a signed network is from two factions: the fewest ties that speak against any such division.

    Parameters
    ----------
    network : networkx.Graph
        A signed network as :func:`build_stance_network` returns it.
    starts : int
        Random starts of the search where more than twenty actors are entangled.
    seed : int
        Start of its random numbers.

    Returns
    -------
    DataFrame
        One row per network, that is one: table ``frustration``.

    Raises
    ------
    InputError
        When the network is directed, its edges have no ``sign``, or ``starts`` is below 1.

    See Also
    --------
    find_camps : Who stands in which faction.
    list_contradictions : The ties that speak against it, with their sentences.

    Notes
    -----
    The frustration index is the least number of ties to be turned round or left out so that friends stand together and
    foes apart. Up to twenty actors in a block (that stay joined whichever one of them is left out) every division is
    tried. Beyond, ``frustration`` is the best that a tabu search found and ``bound`` what no division can fall below,
    from a linear program over the cycles with an odd number of foes; ``exact`` says whether they meet.

    References
    ----------
    .. S. Aref and M. C. Wilson, "Measuring partial balance in signed networks", J. Complex Networks 6, 2018.

    Examples
    --------
    >>> from waijiao.networks import build_stance_network
    >>> from waijiao.validation import read_gold
    >>> score_frustration(build_stance_network(read_gold().records()))[["ties", "frustration"]].values.tolist()
    [[13, 2]]
    """
    if starts < 1:
        raise InputError(f"`starts` is {starts}; expected 1 or more.")
    _, signs = read_signs(network)
    division = cast(Division, find_division(signs, starts=starts, seed=seed))
    ties = int((signs != 0).sum()) // 2
    row = {
        "actors": int((signs != 0).any(axis=1).sum()),
        "ties": ties,
        "foes": int((signs < 0).sum()) // 2,
        "frustration": division.violated,
        "bound": division.bound,
        "exact": division.violated == division.bound,
        "balance": 1 - 2 * division.violated / ties if ties else nan,
    }
    return make_table("frustration", [row])
