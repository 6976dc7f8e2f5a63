"""Where things go: labels that cover nothing, names bent along an arc, chords that miss the dots.

Everything here is arithmetic on numbers in one unit of length, the same in every process.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.plots.style import make_style
from waijiao.plots.wording import measure_text

if TYPE_CHECKING:
    from matplotlib.path import Path

__all__ = ["Box", "bend_chord", "bend_text", "find_outer_place", "measure_arc", "place_labels"]

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether the two share an area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


def _box_around(centre: Point, width: float, height: float) -> Box:
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def place_labels(
    centres: Sequence[Point],
    radii: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    *,
    lines: Sequence[tuple[Point, Point]] = (),
    gap: float = 3,
) -> list[Point]:
    """Return where the centre of each dot's label goes, so that no label covers a dot or another label.

    Labels are placed in the order given, each at the free one of sixteen places around its dot that covers the fewest
    lines and lies farthest from the other dots; when none is free, on a wider ring.

    Parameters
    ----------
    centres : sequence of (float, float)
        Middle of each dot.
    radii : sequence of float
        Radius of each dot.
    sizes : sequence of (float, float)
        Width and height of each label.
    lines : sequence of pairs of (float, float)
        Straight lines that labels should not cover, if possible.
    gap : float
        Free room around a label.

    Returns
    -------
    list of (float, float)
        Middle of each label, in the order of the dots.

    Examples
    --------
    >>> place_labels([(0, 0)], [5], [(20, 10)])
    [(18.0, 0.0)]
    """
    taken = [_box_around(centre, 2 * radius, 2 * radius) for centre, radius in zip(centres, radii, strict=True)]
    places = []
    for own, (centre, radius, size) in enumerate(zip(centres, radii, sizes, strict=True)):
        others = [other for index, other in enumerate(centres) if index != own]
        place = _find_free_place(centre, radius, size, gap, taken, others, lines)
        taken.append(_box_around(place, *size))
        places.append(place)
    return places


def _find_free_place(
    centre: Point,
    radius: float,
    size: tuple[float, float],
    gap: float,
    taken: list[Box],
    others: list[Point],
    lines: Sequence[tuple[Point, Point]],
) -> Point:
    width, height = size[0] + gap, size[1] + gap / 2
    ring = 0
    while True:
        free = []
        for step in range(16):
            place = _beside(centre, radius + gap + ring * max(height, radius) * 0.7, size, step * math.pi / 8)
            box = _box_around(place, width, height)
            if not any(box.overlaps(other) for other in taken):
                covered = sum(_covers(box, line) for line in lines)
                crowd = sum(1 / (1 + math.dist(place, other)) for other in others)
                free.append((covered, round(crowd, 9), step, place))
        if free:
            return min(free)[-1]
        ring += 1


def _covers(box: Box, line: tuple[Point, Point]) -> bool:
    """Return whether a line passes through a box, looked at in forty places along it."""
    (x0, y0), (x1, y1) = line
    if max(x0, x1) < box.left or min(x0, x1) > box.right or max(y0, y1) < box.bottom or min(y0, y1) > box.top:
        return False
    steps = (step / 40 for step in range(41))
    return any(box.left < x0 + t * (x1 - x0) < box.right and box.bottom < y0 + t * (y1 - y0) < box.top for t in steps)


def _beside(centre: Point, distance: float, size: tuple[float, float], angle: float) -> Point:
    """Return the middle of a label that touches the circle of radius ``distance`` on the side ``angle``."""
    across, up = math.cos(angle), math.sin(angle)
    # Sixteen sides: the label slides along its own edge, from corner to middle.
    x = centre[0] + across * (distance + size[0] / 2)
    y = centre[1] + up * (distance + size[1] / 2)
    return (x, y)


def find_outer_place(angle: float, start: float, size: tuple[float, float], taken: list[Box]) -> Point:
    """Return the middle of a label outside a circle round the origin, pushed out until it is free; takes the room.

    Parameters
    ----------
    angle : float
        Direction in radians.
    start : float
        Radius that the label touches when there is room.
    size : (float, float)
        Width and height of the label.
    taken : list of Box
        Labels that are there already; the new one is appended.

    Returns
    -------
    (float, float)
        Middle of the label.

    Examples
    --------
    >>> taken = []
    >>> find_outer_place(0, 100, (20, 10), taken), find_outer_place(0, 100, (20, 10), taken)
    ((110.0, 0.0), (130.0, 0.0))
    """
    distance = start
    while True:
        place = _beside((0.0, 0.0), distance, size, angle)
        box = _box_around(place, *size)
        nearest = math.hypot(max(box.left, -box.right, 0), max(box.bottom, -box.top, 0))
        if nearest >= start - 1e-9 and not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return place
        distance += 1


def bend_chord(start: Point, end: Point, hub: float, dots: Sequence[Point], clearance: float) -> Point:
    """Return the control point of a quadratic curve that passes outside the hub and beside the other dots.

    Parameters
    ----------
    start, end : (float, float)
        The two ends; the hub lies at the origin.
    hub : float
        Radius of the hub.
    dots : sequence of (float, float)
        Dots that are not ends of the curve.
    clearance : float
        Room to keep from dots and hub.

    Returns
    -------
    (float, float)
        The straightest curve that keeps clear; when none does, the one that comes closest to it.

    Examples
    --------
    >>> bend_chord((-.8, .5), (.8, .5), .2, [], .1)
    (0.0, 0.5)
    """
    across, up = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    costs = []
    for step in range(29):
        offset = (step + 1) // 2 * 0.1 * (1 if step % 2 else -1)
        control = (middle[0] - up * offset, middle[1] + across * offset)
        shortfall = _measure_shortfall(start, control, end, hub, dots, clearance)
        costs.append((round(shortfall + abs(offset) * clearance / 8, 9), step, control))
    return min(costs)[2]


def _measure_shortfall(
    start: Point, control: Point, end: Point, hub: float, dots: Sequence[Point], clearance: float
) -> float:
    """Return by how much a curve comes too close to the hub and the dots, or leaves the disc; 0 when it is clear."""
    worst = [0.0] * (len(dots) + 2)
    for step in range(1, 32):
        t = step / 32
        x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c for a, b, c in zip(start, control, end, strict=True))
        # An end may lie on the hub itself, where a silent actor has its place.
        near_end = min(math.dist((x, y), start), math.dist((x, y), end)) < clearance * 1.5
        inner = hub if near_end else hub + clearance / 3
        worst[-1] = max(worst[-1], inner - math.hypot(x, y))
        worst[-2] = max(worst[-2], math.hypot(x, y) - 1.0)
        for index, dot in enumerate(dots):
            worst[index] = max(worst[index], clearance - math.dist((x, y), dot))
    return sum(worst)


def bend_text(text: str, size: float, radius: float, angle: float) -> "Path":
    """Return the outlines of a text written along a circle, to be read from left to right.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size, in the unit of ``radius``.
    radius : float
        Radius at which the middle of the letters lies; the circle is centred at the origin.
    angle : float
        Where the middle of the text lies, in radians, counter-clockwise from three o'clock. In the lower half the
        letters stand with their feet outwards.

    Returns
    -------
    Path
        Letters as curves.

    Examples
    --------
    >>> box = bend_text("海湾", 0.1, 1, 1.5708).get_extents()
    >>> bool(box.y0 > 0.9), bool(box.y1 < 1.1)
    (True, True)
    """
    import numpy as np
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    font: Any = FontProperties(family=make_style("en")["font.family"])
    flat = TextPath((0, 0), text, size=100, prop=font)
    x = flat.vertices[:, 0] * size / 100 - measure_text(text, size)[0] / 2
    # The middle of a capital letter stands .36 of the size above the line.
    y = (flat.vertices[:, 1] - 36) * size / 100
    upright = math.sin(angle) > -0.2
    turned = angle - x / radius if upright else angle + x / radius
    outwards = radius + y if upright else radius - y
    vertices = np.column_stack([outwards * np.cos(turned), outwards * np.sin(turned)])
    return Path(vertices, flat.codes)


def measure_arc(text: str, size: float, radius: float) -> float:
    """Return the angle, in radians, that a text takes along a circle.

    Parameters
    ----------
    text : str
        One line.
    size, radius : float
        In one unit.

    Returns
    -------
    float
        Width of the text / radius.

    Examples
    --------
    >>> measure_arc("", 10, 100)
    0.0
    """
    return measure_text(text, size)[0] / radius
