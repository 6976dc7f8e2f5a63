"""Which part of a network is drawn, where its actors go, and how large they are; the same in every process."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from waijiao.errors import InputError

__all__ = [
    "Edge",
    "Place",
    "Places",
    "choose_actors",
    "find_least_weight",
    "lay_out",
    "measure_canvas",
    "measure_radii",
    "measure_width",
]

Place = tuple[float, float]
Places = dict[str, Place]
"""Where actors stand, in points."""

_MARGIN = 52.0
# Up to so many actors the canvas keeps its size; with more it grows, so that names find room.
_ROOMY = 18


class Edge(NamedTuple):
    """Two actors, in alphabetical order, how much there is between them, and how far apart they should stand."""

    first: str
    second: str
    weight: float
    stretch: float = 1.0


def choose_actors(edges: Sequence[Edge], n: int) -> tuple[list[str], dict[str, float]]:
    """Return the strongest actors, and everybody's strength.

    Parameters
    ----------
    edges : sequence of Edge
        All edges of a network.
    n : int
        How many actors at most.

    Returns
    -------
    (list of str, dict of str to float)
        Actors by falling strength, then name; strength is the sum of the weights of an actor's edges.

    Examples
    --------
    >>> choose_actors([Edge("ISR", "USA", 2), Edge("QAT", "USA", 3)], 2)
    (['USA', 'QAT'], {'ISR': 2.0, 'QAT': 3.0, 'USA': 5.0})
    """
    strength = dict.fromkeys(sorted({actor for edge in edges for actor in edge[:2]}), 0.0)
    for edge in edges:
        strength[edge.first] += edge.weight
        strength[edge.second] += edge.weight
    return sorted(strength, key=lambda actor: (-strength[actor], actor))[:n], strength


def find_least_weight(weights: Sequence[float], lines: int) -> float:
    """Return from which weight on an edge is drawn, so that there are not too many: equal ones share their fate.

    Parameters
    ----------
    weights : sequence of float
        Of all edges among the actors shown.
    lines : int
        How many edges to draw at most; more only when the heaviest alone are more.

    Returns
    -------
    float
        The least weight that is drawn.

    Raises
    ------
    InputError
        When there is no edge among the actors shown.

    Examples
    --------
    >>> find_least_weight([1, 1, 1, 2, 5], 3), find_least_weight([1, 1, 2], 3), find_least_weight([4, 4], 1)
    (2, 1, 4)
    """
    if not weights:
        raise InputError("The strongest actors have no line between them; raise `n` to show more of them.")
    kinds = sorted(set(weights), reverse=True)
    return [kind for kind in kinds if kind == kinds[0] or sum(weight >= kind for weight in weights) <= lines][-1]


def measure_canvas(actors: int) -> tuple[float, float]:
    """Return width and height, in inches, that so many actors need.

    Parameters
    ----------
    actors : int
        How many are drawn.

    Returns
    -------
    (float, float)
        7.4 by 5.8 up to eighteen; from there the area grows with their number, up to 10 by 7.8.

    Examples
    --------
    >>> measure_canvas(10)
    (7.4, 5.8)
    """
    growth = min(math.sqrt(max(actors, _ROOMY) / _ROOMY), 10 / 7.4)
    return round(7.4 * growth, 2), round(5.8 * growth, 2)


def measure_radii(actors: Sequence[str], strength: Mapping[str, float]) -> dict[str, float]:
    """Return the radius of every dot in points: its area grows with the actor's strength.

    Parameters
    ----------
    actors : sequence of str
        Those that are drawn.
    strength : mapping of str to float
        By actor.

    Returns
    -------
    dict of str to float
        4.5 to 17.5.

    Examples
    --------
    >>> measure_radii(["QAT", "USA"], {"QAT": 1, "USA": 4})
    {'QAT': 11.0, 'USA': 17.5}
    """
    most = max(strength.values())
    return {actor: 4.5 + 13 * math.sqrt(strength[actor] / most) for actor in actors}


def measure_width(value: float, heaviest: float) -> float:
    """Return how wide the line of an edge is, in points.

    Parameters
    ----------
    value, heaviest : float
        Weight of the edge, and the greatest of all.

    Returns
    -------
    float
        0.7 to 7, in proportion.

    Examples
    --------
    >>> measure_width(5, 5)
    7.0
    """
    return 0.7 + 6.3 * value / heaviest


def lay_out(
    actors: Sequence[str],
    edges: Sequence[Edge],
    radii: Mapping[str, float],
    room: tuple[float, float],
    *,
    foot: float = 0.0,
) -> Places:
    """Return a place for every actor on the canvas.

    Parameters
    ----------
    actors : sequence of str
        In the order of their strength.
    edges : sequence of Edge
        Those among the actors, each pair once.
    radii : mapping of str to float
        Of the dots, in points.
    room : (float, float)
        Width and height of the canvas in points.
    foot : float
        Room to leave free at the foot, for a legend, in points.

    Returns
    -------
    dict of str to (float, float)
        In points from the lower left corner.

    Notes
    -----
    After Kamada and Kawai from a fixed start, with weight^(-1/4) times ``stretch`` as the length of an edge, turned so
    that the longer axis lies across; then dots that would touch are moved apart.

    Examples
    --------
    >>> lay_out(["QAT", "USA"], [Edge("QAT", "USA", 1)], {"QAT": 5, "USA": 5}, (300, 200))
    {'QAT': (248.0, 100.0), 'USA': (52.0, 100.0)}
    """
    return _part(_fit(_arrange(actors, edges), *room, foot), radii)


def _arrange(actors: Sequence[str], edges: Sequence[Edge]) -> Places:
    """Return a place for every actor, in any unit, the longer axis across."""
    import networkx as nx
    import numpy as np

    heaviest = max(edge.weight for edge in edges)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(actors)
    for edge in edges:
        graph.add_edge(edge.first, edge.second, length=edge.stretch * (heaviest / edge.weight) ** 0.25)
    far = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    # Parts that no path joins lie somewhat farther apart than the ends of the longest path.
    apart = 1.3 * max(max(row.values()) for row in far.values())
    distances = {a: {b: far[a].get(b, apart) for b in actors} for a in actors}
    places = nx.kamada_kawai_layout(graph, dist=distances, pos=nx.circular_layout(graph), weight=None)
    points = np.array([places[actor] for actor in actors])
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T
    turned *= np.where(turned[0] < 0, -1, 1)
    return {actor: (float(x), float(y)) for actor, (x, y) in zip(actors, turned.round(6), strict=True)}


def _fit(places: Places, width: float, height: float, foot: float) -> Places:
    """Return the places in points, filling the canvas above its foot."""
    columns, rows = zip(*places.values(), strict=True)
    room = (width - 2 * _MARGIN, height - foot - 1.4 * _MARGIN)
    origin = (_MARGIN, foot + 0.7 * _MARGIN)
    fitted = []
    for values, span, begin in zip((columns, rows), room, origin, strict=True):
        low, high = min(values), max(values)
        scale = span / (high - low) if high - low > 1e-6 else 0.0
        middle = begin + span / 2
        fitted.append([middle + (value - (low + high) / 2) * scale for value in values])
    return dict(zip(places, zip(*fitted, strict=True), strict=True))


def _part(places: Places, radii: Mapping[str, float]) -> Places:
    """Return the places with dots that touch, or leave no room for a name, moved apart."""
    actors = list(places)
    points = {actor: list(places[actor]) for actor in actors}
    for _ in range(60):
        for index, a in enumerate(actors):
            for b in actors[index + 1 :]:
                across, up = points[b][0] - points[a][0], points[b][1] - points[a][1]
                distance = math.hypot(across, up) or 1e-6
                lack = radii[a] + radii[b] + 26 - distance
                if lack > 0:
                    shift = (across / distance * lack / 2, up / distance * lack / 2)
                    points[a] = [points[a][0] - shift[0], points[a][1] - shift[1]]
                    points[b] = [points[b][0] + shift[0], points[b][1] + shift[1]]
    return {actor: (round(x, 3), round(y, 3)) for actor, (x, y) in points.items()}
