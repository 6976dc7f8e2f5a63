"""Structural balance beyond what can be tried: a search for a good division, and a bound that says how good it is."""

from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]

__all__ = ["bound_frustration", "search_divisions"]

# So often new cycles are looked for; each time the bound may rise, and it stands wherever one stops.
_ROUNDS = 20
# Below a whole number by less than this is that number: the arithmetic of linear programs is that exact.
_ROUNDING = 1e-4


def search_divisions(signs: "Ints", starts: int, random: "np.random.Generator") -> tuple[int, "Ints"]:
    """Return the fewest ties that a tabu search violates, and the divisions found that do, the first actor on side 1.

    From every random start the actor whose change of side helps most (or harms least) changes it, and may not change
    back at once; after twenty times as many changes as there are actors the best division passed is kept.
    """
    import numpy as np

    found: dict[tuple[int, ...], int] = {}
    for _ in range(starts):
        violated, sides = _search(signs, random)
        found[tuple((sides * sides[0]).tolist())] = violated
    fewest = min(found.values())
    return fewest, np.array(sorted(sides for sides, violated in found.items() if violated == fewest), dtype="int64")


def _search(signs: "Ints", random: "np.random.Generator") -> tuple[int, "Ints"]:
    import numpy as np

    size = len(signs)
    sides = random.choice(np.array([-1, 1]), size)
    # What a change of side would add to the violated ties: those kept now less those violated now.
    change = sides * (signs @ sides)
    violated = fewest = int((signs * np.outer(sides, sides) < 0).sum()) // 2
    best, free_at = sides.copy(), np.zeros(size, dtype="int64")
    for step in range(20 * size):
        allowed = (free_at <= step) | (violated + change < fewest)
        actor = int(np.where(allowed, change, size).argmin())
        violated += int(change[actor])
        sides[actor] *= -1
        change[actor] *= -1
        change += 2 * signs[actor] * sides[actor] * sides
        free_at[actor] = step + 1 + int(random.integers(3, max(4, size // 4)))
        if violated < fewest:
            fewest, best = violated, sides.copy()
    return fewest, best


def bound_frustration(signs: "Ints", enough: int) -> int:
    """Return a number of ties that every division into two factions violates at least.

    A cycle with an odd number of foes always holds a violated tie. The bound is the least weight on ties that puts 1
    on every such cycle: a linear program, to which the cycles not yet heeded are added until there are none, the bound
    is ``enough``, or twenty rounds have passed.
    """
    import numpy as np
    from scipy.optimize import linprog

    ties = [(i, j) for i, j in combinations(range(len(signs)), 2) if signs[i, j]]
    place = {tie: number for number, tie in enumerate(ties)}
    cycles = dict.fromkeys(_list_triangles(signs, place))
    weights, bound = np.zeros(len(ties)), 0
    for _ in range(_ROUNDS):
        if cycles:
            # Interior points: forty times as fast here as the simplex method where cycles are many.
            least: Any = linprog(
                np.ones(len(ties)), A_ub=-_fill(list(cycles), len(ties)), b_ub=-np.ones(len(cycles)), bounds=(0, 1),
                method="highs-ipm",
            )  # fmt: skip
            weights, bound = np.maximum(least.x, 0), ceil(least.fun - _ROUNDING)
        light = [] if bound >= enough else _find_light_cycles(signs, ties, place, weights)
        new = [cycle for cycle in light if cycle not in cycles]
        if not new:
            break
        cycles.update(dict.fromkeys(new))
    return min(bound, enough)


def _list_triangles(signs: "Ints", place: dict[tuple[int, int], int]) -> list[tuple[int, ...]]:
    """Return the triangles with an odd number of foes, each as the numbers of its ties."""
    return [
        (place[i, j], place[i, k], place[j, k])
        for i, j in place
        for k in range(j + 1, len(signs))
        if signs[i, j] * signs[i, k] * signs[j, k] < 0
    ]


def _fill(cycles: list[tuple[int, ...]], columns: int) -> Any:
    """Return a sparse matrix with a row per cycle and 1 for each of its ties."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    ties = np.concatenate([np.array(cycle, dtype="int64") for cycle in cycles])
    return csr_matrix((np.ones(len(ties)), (rows, ties)), shape=(len(cycles), columns))


def _find_light_cycles(
    signs: "Ints", ties: list[tuple[int, int]], place: dict[tuple[int, int], int], weights: "Floats"
) -> list[tuple[int, ...]]:
    """Return, for every actor, the lightest cycle through it with an odd number of foes, if it weighs less than 1.

    Every actor stands twice, on either side; friends lead to the same side, foes to the other. The lightest such cycle
    is then the shortest path from an actor to itself on the other side.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    size = len(signs)
    one, other = np.array(ties, dtype="int64").reshape(-1, 2).T
    turn = np.where(signs[one, other] < 0, size, 0)
    heavy = np.tile(np.maximum(weights, 1e-9), 2)  # an entry of 0 would be no tie
    rows, columns = np.concatenate([one, one + size]), np.concatenate([other + turn, other + size - turn])
    doubled = csr_matrix((heavy, (rows, columns)), shape=(2 * size, 2 * size))
    length, before = dijkstra(doubled, directed=False, indices=np.arange(size), return_predecessors=True)
    found = []
    for actor in range(size):
        if length[actor, actor + size] < 1 - 1e-6:
            path, here = [], actor + size
            while here != actor:
                there = int(before[actor, here])
                path.append(place[min(here % size, there % size), max(here % size, there % size)])
                here = there
            if len(set(path)) == len(path):
                found.append(tuple(sorted(path)))
    return list(dict.fromkeys(found))
