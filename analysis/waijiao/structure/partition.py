"""Groups in which as much as possible stands together that belongs together, and what many of them agree on."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]

__all__ = ["find_consensus", "find_partition", "measure_agreement"]

# A gain smaller than this is a last digit of the arithmetic.
_ROUNDING = 1e-9
# So many random orders are tried for the one partition that speaks for all runs.
_TRIES = 10


def find_partition(benefit: "Floats", random: "np.random.Generator") -> "Ints":
    """Return groups within which the benefit adds up to as much as can be found.

    The method of Louvain on any symmetric matrix: actors in random order join the group in which they benefit most, as
    long as somebody moves; then groups do the same as wholes, and in the end every actor may move once more.

    Parameters
    ----------
    benefit : array of float
        What it is worth to have two actors in one group, negative for a harm; the diagonal is not read.
    random : Generator
        For the order in which actors are tried.

    Returns
    -------
    array of int
        Every actor's group, numbered from 0 in the order of their first actors.

    Notes
    -----
    The number of groups follows from the matrix. With modularity as the benefit this is the method of Louvain, with
    the modularity of friends less that of foes the one of Traag and Bruggeman.

    References
    ----------
    .. V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.
       V. A. Traag and J. Bruggeman, "Community detection in networks with positive and negative links", Physical
       Review E 80, 2009.

    Examples
    --------
    >>> import numpy as np
    >>> friends = np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0.0]])
    >>> find_partition(friends, np.random.default_rng(0)).tolist()
    [0, 0, 1]
    """
    import numpy as np

    matrix = np.array(benefit, dtype="float64")
    np.fill_diagonal(matrix, 0)
    groups = np.arange(len(matrix))
    merged = matrix
    while len(merged):
        moved = _move(merged, np.arange(len(merged)), random)
        if len(set(moved.tolist())) == len(merged):
            break
        groups = moved[groups]
        merged = _merge(matrix, groups)
    return _number(_move(matrix, groups, random))


def _move(benefit: "Floats", groups: "Ints", random: "np.random.Generator") -> "Ints":
    """Return the groups after everybody has moved to where it benefits most, until nobody does."""
    import numpy as np

    size, moved = len(benefit), True
    groups = groups.copy()
    while moved:
        moved = False
        for actor in random.permutation(size).tolist():
            # One number more than there are actors: there always is an empty group to go to, and it is worth 0.
            worth = np.bincount(groups, benefit[actor], size + 1)
            best = int(worth.argmax())
            if worth[best] > worth[groups[actor]] + _ROUNDING:
                groups[actor], moved = best, True
    return _number(groups)


def _number(groups: "Ints") -> "Ints":
    import numpy as np

    order = {group: number for number, group in enumerate(dict.fromkeys(groups.tolist()))}
    return np.array([order[group] for group in groups.tolist()], dtype="int64")


def _merge(benefit: "Floats", groups: "Ints") -> "Floats":
    import numpy as np

    count = int(groups.max()) + 1
    cells = groups[:, None] * count + groups[None, :]
    merged: Floats = np.bincount(cells.ravel(), benefit.ravel(), count**2).reshape(count, count)
    np.fill_diagonal(merged, 0)
    return merged


def measure_agreement(runs: "Ints") -> "Floats":
    """Return in what share of the partitions every two actors stand in one group.

    Parameters
    ----------
    runs : array of int
        One row per partition: every actor's group.

    Returns
    -------
    array of float
        Symmetric, 0 to 1; 1 on the diagonal.

    Examples
    --------
    >>> import numpy as np
    >>> measure_agreement(np.array([[0, 0, 1], [0, 1, 1]]))[0].tolist()
    [1.0, 0.5, 0.0]
    """
    import numpy as np

    together = np.zeros((runs.shape[1], runs.shape[1]), dtype="int64")
    for groups in runs:
        together += groups[:, None] == groups[None, :]
    return together / len(runs)


def find_consensus(agreement: "Floats", *, seed: int = 0) -> "Ints":
    """Return the partition that speaks for all: it contradicts the runs on as few pairs as can be found.

    Parameters
    ----------
    agreement : array of float
        As :func:`measure_agreement` returns it.
    seed : int
        Start of the random numbers.

    Returns
    -------
    array of int
        Every actor's group, numbered from 0 in the order of their first actors.

    Notes
    -----
    The median of the runs: it maximises the sum of (share - 1/2) over the pairs within its groups. Ten random orders
    are tried; of equally good partitions the first by its groups is taken.

    References
    ----------
    .. B. G. Mirkin, "Mathematical Classification and Clustering", 1996 (the median partition). A. Lancichinetti and
       S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2, 2012.

    Examples
    --------
    >>> import numpy as np
    >>> runs = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]])
    >>> find_consensus(measure_agreement(runs)).tolist()
    [0, 0, 1, 1]
    """
    import numpy as np

    random = np.random.default_rng(seed)
    found = {tuple(find_partition(agreement - 0.5, random).tolist()) for _ in range(_TRIES)}
    return np.array(min(found, key=lambda groups: (-_weigh(agreement, groups), groups)), dtype="int64")


def _weigh(agreement: "Floats", groups: tuple[int, ...]) -> float:
    import numpy as np

    numbers = np.array(groups, dtype="int64")
    return round(float((agreement - 0.5)[numbers[:, None] == numbers[None, :]].sum()), 9)
