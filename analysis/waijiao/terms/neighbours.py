"""Pairs of words that stand within a window of each other."""

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.terms.sequence import Sequence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Side", "count_pairs"]

Side = Literal["right", "both"]

Array: TypeAlias = "np.ndarray[Any, Any]"


def count_pairs(sequence: Sequence, window: int, side: Side) -> "pd.DataFrame":
    """Return pairs of numbered words, how often they stand in a window, and whether once without a stopword."""
    import numpy as np
    import pandas as pd

    parts = [_pair_up(sequence, steps, window) for steps in range(1, window + 1)]
    left, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    width = max(len(sequence.words), 1)
    codes, cells = pd.factorize(sequence.word[left] * width + sequence.word[right])
    free = np.zeros(len(cells), dtype=bool)
    free[codes[~(sequence.stop[left] | sequence.stop[right])]] = True
    first, second = np.divmod(cells, width)
    counts = np.bincount(codes, minlength=len(cells))
    found = pd.DataFrame({"first": first, "second": second, "count": counts, "free": free})
    if side == "right":
        return found
    # Either way round: what stands to the right of one stands to the left of the other.
    mirrored = found.rename(columns={"first": "second", "second": "first"})
    both = pd.concat([found, mirrored]).groupby(["first", "second"], as_index=False)
    return both.agg({"count": "sum", "free": "any"})


def _pair_up(sequence: Sequence, steps: int, window: int) -> tuple[Array, Array]:
    """Return places of tokens this many rows apart that stand in a window, left and right."""
    import numpy as np

    left = np.arange(max(len(sequence.word) - steps, 0))
    right = left + steps
    near = (sequence.sent[left] == sequence.sent[right]) & (sequence.index[right] - sequence.index[left] <= window)
    chosen = np.flatnonzero(near & sequence.fits[left] & sequence.fits[right])
    return left[chosen], right[chosen]
