"""Two networks of one kind side by side: as if both rested on equally many units, and against chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb, nan
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, suggest
from waijiao.networks.units import Naming, Unit, name_units
from waijiao.tables import check_columns, make_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]
    Flags = np.ndarray[Any, Any]

__all__ = ["compare_networks", "compare_pairs"]

# Arrangements whose counts are held in memory at once.
_CHUNK = 200


_MEASURES = ("actors", "pairs", "density", "pairs_per_unit", "distance")


@dataclass(frozen=True)
class _Counts:
    """What two groups of documents hold; arrays run over the documents, then the actors or pairs.

    Attributes
    ----------
    pairs : list of (str, str)
        Pairs of actors that some unit names together.
    units, named, shared : array of float
        Units that name any actor, each actor, and each pair.
    second : array of bool
        Which documents belong to the second group.
    evidence : dict
        Ids of the units, by pair and group.
    """

    pairs: list[tuple[str, str]]
    units: "Floats"
    named: "Floats"
    shared: "Floats"
    second: "Flags"
    evidence: dict[tuple[str, str], tuple[str, str]]


def compare_networks(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    by: str,
    between: tuple[str, str],
    unit: Unit = "sentence",
    size: int = 5,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    draws: int = 1000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Compare the networks of two groups of documents as wholes: two outlets, two periods.

    The more text, the more actors and pairs: counts are given as if the larger group had been thinned to as many units
    as the smaller one has. Whether a difference could be chance is asked of the documents, because the sentences of
    one hang together: the documents are dealt out anew to the two groups.

    Parameters
    ----------
    mentions : DataFrame
        Mentions as :func:`waijiao.find_actors` returns them.
    sentences : DataFrame
        The sentences in which they were found.
    documents : DataFrame
        The documents, with the column ``by``.
    by : str
        Column whose values tell the groups apart, such as ``outlet``, or one of your own.
    between : tuple of str
        The two values. Documents of other groups are left out.
    unit, size, zones, roles
        Within what two actors must be named, as in :func:`count_cooccurrence`.
    draws : int
        Random arrangements; all are tried when there are not more.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row per measure: table ``network_differences``: documents, units, actors, pairs, density, pairs per unit,
        and distance.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a group names no actor, a choice is unknown, or a number out of range.

    See Also
    --------
    compare_pairs : Which pairs make the difference, with their sentences.

    Notes
    -----
    Thinned to m of n units, a pair named together in k is expected in 1 - C(n-k, m) / C(n, m) of the thinned networks
    (rarefaction, computed and not drawn) [1]_. density = pairs / (actors (actors-1) / 2). distance = 1/2 sum |share of
    the pair in all pairs' counts on one side - on the other|, 0 the same, 1 nothing in common; it is above 0 by chance
    already, which is why its p matters and not its size. p is two-sided, for the distance one-sided: the share of the
    arrangements of documents with at least that difference. With few documents it cannot be small: ``arrangements``
    says how many there are.

    References
    ----------
    .. [1] S. H. Hurlbert, "The nonconcept of species diversity", Ecology 52, 1971.

    Examples
    --------
    >>> documents = make_table("documents", [dict(doc_id=d, outlet=o) for d, o in zip("abcd", "甲甲乙乙")])
    >>> sentences = make_table("sentences", [dict(sent_id=f"{d}:s000", doc_id=d, sent_index=0, par_index=0,
    ...     zone="body", start=0, end=6, text="……会谈。") for d in "abcd"])
    >>> ends = {"a": "QAT USA", "b": "QAT USA", "c": "IRN QAT", "d": "IRN QAT"}
    >>> mentions = make_table("mentions", [dict(sent_id=f"{d}:s000", start=0, end=1, principal=p, role="actor")
    ...     for d, pair in ends.items() for p in pair.split()])
    >>> table = compare_networks(mentions, sentences, documents, by="outlet", between=("甲", "乙"))
    >>> table[["measure", "difference", "arrangements"]].tail(1).values.tolist(), round(float(table["p"].iloc[-1]), 3)
    ([['distance', 1.0, 6]], 0.333)
    """
    import numpy as np

    naming = name_units(mentions, sentences, unit=unit, size=size, zones=zones, roles=roles)
    counts = _count(naming, documents, by, between)
    arrangements, exact = _deal(counts.second, draws, seed)
    observed = _measure(counts, counts.second[None, :])
    dealt = [_measure(counts, part) for part in _split(arrangements)]
    sides = {"documents": np.ones(len(counts.units)), "units": counts.units}
    rows = [
        {"measure": name, "a": values[~counts.second].sum(), "b": values[counts.second].sum(), "p": nan}
        for name, values in sides.items()
    ]
    for name in _MEASURES:
        a, b = (float(side[0]) for side in observed[name])
        moves = np.concatenate([part[name][1] - part[name][0] for part in dealt])
        rows.append({"measure": name, "a": a, "b": b, "p": float(_find_p(np.array([b - a]), moves[:, None], exact)[0])})
    for row in rows:
        row |= {"difference": row["b"] - row["a"], "arrangements": len(arrangements)}
    return make_table("network_differences", rows)


def compare_pairs(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    by: str,
    between: tuple[str, str],
    unit: Unit = "sentence",
    size: int = 5,
    zones: Iterable[str] = ("body",),
    roles: Iterable[str] = ("actor", "party"),
    alpha: float = 0.05,
    draws: int = 1000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Compare how often each two actors are named together in two groups of documents: two outlets, two periods.

    Parameters
    ----------
    mentions, sentences, documents, by, between, unit, size, zones, roles
        As in :func:`compare_networks`.
    alpha : float
        A pair that could not reach this p however the documents were dealt out is not testable.
    draws, seed
        As in :func:`compare_networks`.

    Returns
    -------
    DataFrame
        One row per pair that either side names together: table ``pair_differences``, the largest difference of shares
        first, then by names.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        As :func:`compare_networks`.

    Notes
    -----
    share = units that name both / units that name any actor. p is two-sided: the share of the arrangements of
    documents (see :func:`compare_networks`) with at least that difference of shares; q is p after Benjamini and
    Hochberg over the testable pairs. Whether a pair is testable depends on how its units lie in the documents, not on
    the sides, so that leaving the others out is fair. A difference is one of telling, not of what happened.

    Examples
    --------
    >>> documents = make_table("documents", [dict(doc_id=d, outlet=o) for d, o in zip("abcd", "甲甲乙乙")])
    >>> sentences = make_table("sentences", [dict(sent_id=f"{d}:s000", doc_id=d, sent_index=0, par_index=0,
    ...     zone="body", start=0, end=6, text="……会谈。") for d in "abcd"])
    >>> ends = {"a": "QAT USA", "b": "QAT USA", "c": "IRN QAT", "d": "IRN QAT"}
    >>> mentions = make_table("mentions", [dict(sent_id=f"{d}:s000", start=0, end=1, principal=p, role="actor")
    ...     for d, pair in ends.items() for p in pair.split()])
    >>> table = compare_pairs(mentions, sentences, documents, by="outlet", between=("甲", "乙"))
    >>> table[["actor_a", "actor_b", "share_a", "share_b", "testable"]].values.tolist()
    [['IRN', 'QAT', 0.0, 1.0, False], ['QAT', 'USA', 1.0, 0.0, False]]
    """
    import numpy as np
    from scipy.stats import false_discovery_control

    if not 0 < alpha < 1:
        raise InputError(f"`alpha` is {alpha}; give a rate between 0 and 1, such as 0.05.")
    naming = name_units(mentions, sentences, unit=unit, size=size, zones=zones, roles=roles)
    counts = _count(naming, documents, by, between)
    arrangements, exact = _deal(counts.second, draws, seed)
    a, b = (side[0] for side in _share(counts, counts.second[None, :]))
    moves = np.concatenate([np.subtract(*_share(counts, part)) for part in _split(arrangements)])
    p, least = _find_p(b - a, moves, exact), _find_p(np.abs(moves).max(axis=0, initial=0), moves, exact)
    testable = least <= alpha
    q = np.full(len(p), np.nan)
    if testable.any():
        q[testable] = false_discovery_control(p[testable])
    k_a, k_b = counts.shared[~counts.second].sum(axis=0), counts.shared[counts.second].sum(axis=0)
    rows = []
    for place in np.lexsort((np.arange(len(p)), -np.abs(b - a).round(12))):
        pair = counts.pairs[place]
        rows.append({
            "actor_a": pair[0], "actor_b": pair[1], "k_a": int(k_a[place]), "k_b": int(k_b[place]),
            "share_a": float(a[place]), "share_b": float(b[place]), "difference": float(b[place] - a[place]),
            "documents": int((counts.shared[:, place] > 0).sum()), "p": float(p[place]), "q": float(q[place]),
            "testable": bool(testable[place]), "evidence_a": counts.evidence[pair][0],
            "evidence_b": counts.evidence[pair][1],
        })  # fmt: skip
    return make_table("pair_differences", rows)


def _count(naming: Naming, documents: "pd.DataFrame", by: str, between: tuple[str, str]) -> _Counts:
    import numpy as np

    check_columns(documents, ["doc_id", by], "documents")
    sides = dict(zip(documents["doc_id"], documents[by], strict=True))
    held = [doc for doc in dict.fromkeys(naming.documents.values()) if sides.get(doc) in between]
    for value in dict.fromkeys(between):
        if len(set(between)) < 2 or value not in {sides[doc] for doc in held}:
            known = sorted({str(other) for other in documents[by]})
            raise InputError(
                f"`between` is {between!r}; expected two values of {by!r} whose documents name actors; there are "
                f"{', '.join(known[:20])}.{suggest(str(value), known)}"
            )
    row = {doc: number for number, doc in enumerate(held)}
    kept = {name: actors for name, actors in naming.actors.items() if naming.documents[name] in row}
    actors = sorted({actor for named in kept.values() for actor in named})
    pairs = sorted({pair for named in kept.values() for pair in combinations(named, 2)})
    columns = {actor: number for number, actor in enumerate(actors)}
    places = {pair: number for number, pair in enumerate(pairs)}
    units, named, shared = (np.zeros((len(held), *more)) for more in ((), (len(actors),), (len(pairs),)))
    evidence: dict[tuple[str, str], tuple[list[str], list[str]]] = {pair: ([], []) for pair in pairs}
    for name, found in kept.items():
        document = row[naming.documents[name]]
        units[document] += 1
        for actor in found:
            named[document, columns[actor]] += 1
        for pair in combinations(found, 2):
            shared[document, places[pair]] += 1
            evidence[pair][sides[held[document]] == between[1]].append(name)
    second = np.array([sides[doc] == between[1] for doc in held])
    return _Counts(
        pairs, units, named, shared, second, {p: (" ".join(a), " ".join(b)) for p, (a, b) in evidence.items()}
    )


def _deal(second: "Flags", draws: int, seed: int) -> tuple["Flags", bool]:
    """Return arrangements of the documents, one per row, and whether they are all there are."""
    import numpy as np

    if draws < 1:
        raise InputError(f"`draws` is {draws}; expected 1 or more.")
    size, chosen = len(second), int(second.sum())
    exact = comb(size, chosen) <= draws
    if exact:
        places = np.array(list(combinations(range(size), chosen)), dtype="int64")
    else:
        random = np.random.default_rng(seed)
        places = np.array([random.permutation(size)[:chosen] for _ in range(draws)], dtype="int64")
    dealt = np.zeros((len(places), size), dtype=bool)
    np.put_along_axis(dealt, places, True, axis=1)
    return dealt, exact


def _split(arrangements: "Flags") -> "list[Flags]":
    return [arrangements[begin : begin + _CHUNK] for begin in range(0, len(arrangements), _CHUNK)]


def _share(counts: _Counts, second: "Flags") -> tuple["Floats", "Floats"]:
    """Return, for each arrangement, the share of units that name each pair, on either side."""
    first = ~second
    a, b = ((side @ counts.shared) / (side @ counts.units)[:, None] for side in (first, second))
    return a, b


def _measure(counts: _Counts, second: "Flags") -> "dict[str, tuple[Floats, Floats]]":
    """Return every measure of the two networks, for each arrangement."""
    import numpy as np

    sides = (~second, second)
    units = [side @ counts.units for side in sides]
    thin = np.minimum(*units)
    actors = [_expect(side @ counts.named, n, thin) for side, n in zip(sides, units, strict=True)]
    pairs = [_expect(side @ counts.shared, n, thin) for side, n in zip(sides, units, strict=True)]
    named = [side @ counts.shared for side in sides]
    whole = [k.sum(axis=1) for k in named]
    parts = [k / np.maximum(total, 1)[:, None] for k, total in zip(named, whole, strict=True)]
    possible = [np.maximum(number * (number - 1) / 2, 1) for number in actors]
    return {
        "actors": (actors[0], actors[1]),
        "pairs": (pairs[0], pairs[1]),
        "density": (pairs[0] / possible[0], pairs[1] / possible[1]),
        "pairs_per_unit": (whole[0] / units[0], whole[1] / units[1]),
        "distance": (np.zeros(len(second)), np.abs(parts[1] - parts[0]).sum(axis=1) / 2),
    }


def _expect(counts: "Floats", units: "Floats", thin: "Floats") -> "Floats":
    """Return how many columns are expected to be seen once each row's units are thinned to ``thin``."""
    import numpy as np
    from scipy.special import gammaln

    n, m = units[:, None], thin[:, None]
    left = n - counts - m
    log = gammaln(n - counts + 1) - gammaln(np.maximum(left, 0) + 1) - gammaln(n + 1) + gammaln(n - m + 1)
    seen: Floats = np.where(counts == 0, 0.0, np.where(left < 0, 1.0, -np.expm1(log))).sum(axis=1)
    return seen


def _find_p(gaps: "Floats", moves: "Floats", exact: bool) -> "Floats":
    """Return the share of the arrangements whose difference is at least as large, whatever its sign."""
    import numpy as np

    # A hair's breadth below the observed value is the observed value, summed in another order.
    reached = (np.abs(moves) >= np.abs(gaps) - 1e-12).sum(axis=0)
    p: Floats = reached / len(moves) if exact else (reached + 1) / (len(moves) + 1)
    return p
