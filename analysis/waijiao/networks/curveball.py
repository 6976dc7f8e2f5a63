"""Chance by shuffling: every actor named as often, every unit naming as many, everything else left to the draw."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["draw_overlaps"]

# Trades before each draw, for each actor.
_TRADES = 5


def draw_overlaps(named: "Array", blocks: list[slice], *, draws: int, seed: int) -> Iterator["Array"]:
    """Yield, for each draw, how many units of each block name each two actors (block, actor, actor).

    ``named`` says which actor (row) which unit (column) names. In a trade [1]_ two actors pool the units that
    name one of them only, and share them out again at random, block by block, each as many as it had. Trades of two
    actors at a time lead to every table with the same sums with the same probability [2]_. In a round all actors
    trade, two by two [3]_.

    References
    ----------
    .. [1] G. Strona et al., "A fast and unbiased procedure to randomize ecological binary matrices with fixed row
       and column totals", Nature Communications 5, 2014.
    .. [2] C. J. Carstens, "Proof of uniform sampling of binary matrices with fixed row sums and column sums for the
       fast Curveball algorithm", Physical Review E 91, 2015.
    .. [3] C. J. Carstens, A. Berger and G. Strona, "A unifying framework for fast randomization of ecological
       networks with fixed (node) degrees", MethodsX 5, 2018.
    """
    import numpy as np

    generator = np.random.default_rng(seed)
    rows = list(named.copy())
    half = len(rows) // 2
    rounds = -(-_TRADES * len(rows) // half) if half else 0
    inside = np.repeat(np.arange(len(blocks)), [block.stop - block.start for block in blocks])
    for _ in range(draws):
        for _ in range(rounds):
            order = generator.permutation(len(rows)).tolist()
            for first, second in zip(order[:half], order[half : 2 * half], strict=True):
                _trade(rows[first], rows[second], inside if len(blocks) > 1 else None, generator)
        # Whole numbers up to 2^24 are exact.
        table = np.array(rows, dtype="float32")
        yield np.array([table[:, block] @ table[:, block].T for block in blocks])


def _trade(first: "Array", second: "Array", inside: "Array | None", generator: "np.random.Generator") -> None:
    """Share out again, in place, the units that name one of the two only."""
    import numpy as np

    pool = np.flatnonzero(first != second)
    mine = first[pool]
    if inside is None:
        generator.shuffle(mine)
    else:
        # Numbers of blocks plus fractions: each block keeps its place, and what is in it is shuffled.
        mine = mine[np.argsort(inside[pool] + generator.random(len(pool)))]
    first[pool] = mine
    second[pool] = ~mine
