"""Structural balance: two factions that as few ties as possible speak against."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.structure.search import bound_frustration, search_divisions

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]

__all__ = ["EXACT_ACTORS", "Division", "divide_block", "find_division", "join_blocks", "split_blocks"]

# So many actors are divided by trying every division: 2 ** 19 of them at most.
EXACT_ACTORS = 20


class Division(NamedTuple):
    """Two factions, and what is known of how good the division is.

    Attributes
    ----------
    sides : array of int
        Every actor's faction, 1 or -1; 0 without a signed tie. Actors that no path of signed ties joins are not
        compared: their sides say nothing about each other.
    violated : int
        Ties against the division: friends apart, foes together. The frustration index when nothing is better.
    bound : int
        No division violates fewer.
    agreement : array of float
        For every two actors in what share of the best divisions (of those that were found) they stand on one side,
        0 to 1; NaN when no path joins them.
    """

    sides: "Ints"
    violated: int
    bound: int
    agreement: "Floats"


def find_division(signs: "Ints", *, starts: int = 0, seed: int = 0) -> Division | None:
    """Return the division into two factions that violates the fewest ties: exactly, or as far as a search gets.

    Every division of each block is tried: of actors that stay joined whichever one of them is left out. A tie between
    two blocks, or to an actor with no other tie, is never violated by a best division. A block of more than twenty
    actors is searched instead, and a bound says what no division can fall below; where both meet, that is exact too.

    Parameters
    ----------
    signs : array of int
        Symmetric: 1 for friends, -1 for foes, 0 for neither.
    starts : int
        Random starts of the search in a block of more than twenty actors; 0 for no search.
    seed : int
        Start of the random numbers.

    Returns
    -------
    Division or None
        None when a block has more than twenty actors and there is no search. Of several best divisions the one that
        is most like the others, and of these the first by the actors' order.

    Notes
    -----
    Search: tabu, one actor changing sides at a time. Bound: the least weight on ties that puts 1 on every cycle with
    an odd number of foes, a linear program; in most networks of a hundred actors it meets the search.

    References
    ----------
    .. S. Aref and M. C. Wilson, "Balance and frustration in signed networks", J. Complex Networks 7, 2019.
       F. Barahona and A. R. Mahjoub, "On the cut polytope", Mathematical Programming 36, 1986.

    Examples
    --------
    >>> import numpy as np
    >>> enemies = np.array([[0, 1, 0], [1, 0, -1], [0, -1, 0]])
    >>> find_division(enemies).sides.tolist(), find_division(enemies).violated
    ([1, 1, -1], 0)
    """
    import numpy as np

    blocks, random = split_blocks(signs), np.random.default_rng(seed)
    violated, bound, divisions = 0, 0, []
    for block in blocks:
        within = signs[np.ix_(block, block)]
        if len(block) <= EXACT_ACTORS:
            fewest, best = divide_block(within)
            least = fewest
        elif starts:
            fewest, best = search_divisions(within, starts, random)
            least = bound_frustration(within, fewest)
        else:
            return None
        violated, bound = violated + fewest, bound + least
        divisions.append(best)
    sides, agreement = join_blocks(len(signs), blocks, divisions)
    return Division(sides, violated, bound, agreement)


def build_graph(signs: "Ints") -> "nx.Graph[int]":
    """Return the graph of the signed ties."""
    import networkx as nx
    import numpy as np

    return nx.Graph([(int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(signs, 1)), strict=True)])


def split_blocks(signs: "Ints") -> list[list[int]]:
    """Return the blocks of the signed ties: actors that stay joined whichever one of them is left out, or pairs."""
    import networkx as nx

    blocks: Any = nx.biconnected_components(build_graph(signs))
    return sorted(sorted(block) for block in blocks)


def divide_block(signs: "Ints") -> tuple[int, "Ints"]:
    """Return the fewest ties that any division violates, and all divisions that do, the first actor always on side 1.

    Parameters
    ----------
    signs : array of int
        Of at most twenty actors.

    Returns
    -------
    int, array of int
        The number of ties; one row per division.

    Examples
    --------
    >>> import numpy as np
    >>> violated, divisions = divide_block(np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]))
    >>> violated, divisions.tolist()
    (1, [[1, -1, 1], [1, 1, -1], [1, -1, -1]])
    """
    import numpy as np

    size = len(signs)
    divisions = np.arange(2 ** (size - 1))
    sides = [np.ones(len(divisions), dtype="int8")]
    sides += [(1 - 2 * ((divisions >> bit) & 1)).astype("int8") for bit in range(size - 1)]
    violated = np.zeros(len(divisions), dtype="int16")
    for i, j in combinations(range(size), 2):
        if signs[i, j]:
            violated += sides[i] * sides[j] != signs[i, j]
    best = np.flatnonzero(violated == violated.min())
    return int(violated.min()), np.column_stack([side[best] for side in sides]).astype("int64")


def join_blocks(size: int, blocks: list[list[int]], divisions: "list[Ints]") -> tuple["Ints", "Floats"]:
    """Return everybody's side, and how often every two agree, from the best divisions of each block.

    Blocks share single actors, so that the division of one can be turned round to fit the others, and the best
    divisions of the whole are all combinations of those of the blocks: what two actors of different blocks have to do
    with each other is a product along the actors between them.
    """
    import numpy as np

    sides = np.zeros(size, dtype="int64")
    likeness = np.full((size, size), np.nan)
    for number, joint in _walk_blocks(blocks):
        block, best = np.array(blocks[number]), divisions[number]
        common = best.T @ best
        within = common / len(best)
        # The division that is most like the others speaks for them.
        chosen = best[((best @ common) * best).sum(axis=1).argmax()]
        place = blocks[number].index(joint)
        if not sides[joint]:
            sides[joint], likeness[joint, joint] = 1, 1.0
        before = np.flatnonzero(~np.isnan(likeness[joint]))
        sides[block] = chosen * chosen[place] * sides[joint]
        likeness[np.ix_(block, before)] = np.outer(within[:, place], likeness[joint, before])
        likeness[np.ix_(before, block)] = likeness[np.ix_(block, before)].T
        likeness[np.ix_(block, block)] = within
    return sides, (1 + likeness) / 2


def _walk_blocks(blocks: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield every block once, each but the first of a component with the actor it shares with those before it."""
    waiting = dict(enumerate(blocks))
    reached: list[int] = []
    while waiting:
        if not reached:
            reached = [next(iter(waiting.values()))[0]]
        actor = reached.pop(0)
        for number in [number for number, block in waiting.items() if actor in block]:
            reached += [other for other in waiting.pop(number) if other != actor]
            yield number, actor
