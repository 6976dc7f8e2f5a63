"""How strongly words are tied that occur together, two or more of them."""

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from waijiao.terms.contingency import score_g2

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ASSOCIATION_MEASURES", "AssociationMeasure", "score_associations"]

AssociationMeasure = Literal["g2", "z", "log_odds", "npmi", "log_dice", "t_score", "z_score", "mi", "mi3"]
ASSOCIATION_MEASURES: tuple[str, ...] = get_args(AssociationMeasure)

Array: TypeAlias = "np.ndarray[Any, Any]"


def score_associations(cells: Array) -> dict[str, Array]:
    """Return every measure from how often which of the words stand in their places.

    Row i of the 2ᵏ ``cells`` holds how often exactly those words stand there whose bit is set in i: the last row, how
    often all do, the first, how often none does.
    """
    import numpy as np

    size = len(cells).bit_length() - 1
    n, count = cells.sum(axis=0), cells[-1]
    bits = (np.arange(len(cells))[:, None] >> np.arange(size)) & 1 == 1
    alone = np.array([cells[bits[:, place]].sum(axis=0) for place in range(size)])
    share = alone / n
    chances = np.array([np.where(row[:, None], share, 1 - share).prod(axis=0) for row in bits])
    expected = chances[-1] * n
    smoothed = cells + 0.5
    signs = (-1) ** (size - bits.sum(axis=1))
    log_odds = (signs[:, None] * np.log(smoothed)).sum(axis=0)
    mi = np.log2(count / expected)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.where(count == n, 1.0, mi / ((1 - size) * np.log2(count / n)))
    return {
        "expected": expected,
        "g2": score_g2(cells, chances * n) * np.where(count < expected, -1, 1),
        "z": log_odds / np.sqrt((1 / smoothed).sum(axis=0)), "log_odds": log_odds,
        "npmi": npmi, "log_dice": 14 + np.log2(size * count / alone.sum(axis=0)),
        "t_score": (count - expected) / np.sqrt(count), "z_score": (count - expected) / np.sqrt(expected),
        "mi": mi, "mi3": mi + 2 * np.log2(count),
    }  # fmt: skip
