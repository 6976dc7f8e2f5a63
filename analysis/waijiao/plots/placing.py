"""Where things go: labels that cover nothing, names bent along an arc, chords that miss the dots.

Everything here is arithmetic on numbers in one unit of length, the same in every process.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.plots.style import make_style
from waijiao.plots.wording import measure_text

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["Box", "bend_chord", "bend_text", "box_around", "find_outer_place", "measure_arc", "place_labels"]

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

    def distance(self, point: Point) -> float:
        """Return how far a point lies outside; 0 when it lies inside."""
        x, y = point
        return math.hypot(max(self.left - x, x - self.right, 0), max(self.bottom - y, y - self.top, 0))


def box_around(centre: Point, width: float, height: float) -> Box:
    """Return the rectangle with this middle.

    Parameters
    ----------
    centre : (float, float)
        Its middle.
    width, height : float
        Its sides.

    Returns
    -------
    Box
        In the same unit.

    Examples
    --------
    >>> box_around((5, 5), 4, 2)
    Box(left=3.0, bottom=4.0, right=7.0, top=6.0)
    """
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
    taken = [box_around(centre, 2 * radius, 2 * radius) for centre, radius in zip(centres, radii, strict=True)]
    places = []
    for own, (centre, radius, size) in enumerate(zip(centres, radii, sizes, strict=True)):
        others = [other for index, other in enumerate(centres) if index != own]
        place = _find_free_place(centre, radius, size, gap, taken, others, lines)
        taken.append(box_around(place, *size))
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
            box = box_around(place, width, height)
            if not any(box.overlaps(other) for other in taken):
                covered = sum(_covers(box, line) for line in lines)
                crowd = math.fsum(1 / (1 + math.dist(place, other)) for other in others)
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
        box = box_around(place, *size)
        nearest = math.hypot(max(box.left, -box.right, 0), max(box.bottom, -box.top, 0))
        if nearest >= start - 1e-9 and not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return place
        distance += 1


def bend_chord(start: Point, end: Point, hub: float, dots: Sequence[Point], clearance: float) -> tuple[Point, Point]:
    """Return the control points of a cubic curve that passes outside the hub and beside the other dots.

    Parameters
    ----------
    start, end : (float, float)
        The two ends, on a disc of radius 1; the hub lies at the origin.
    hub : float
        Radius of the hub.
    dots : sequence of (float, float)
        Dots that are not ends of the curve.
    clearance : float
        Room to keep from dots and hub.

    Returns
    -------
    ((float, float), (float, float))
        Those of the curve that keeps clear and bends least, among 241 that bend to one side; when none keeps clear,
        of the one that comes closest to it.

    Examples
    --------
    >>> bend_chord((-.75, .5), (.75, .5), .2, [], .1)
    ((-0.25, 0.5), (0.25, 0.5))
    """
    import numpy as np

    offsets = np.array([0.0, *(sign * step * 0.125 for step in range(1, 11) for sign in (1, -1))])
    first, second = (axis.ravel() for axis in np.meshgrid(offsets, offsets, indexing="ij"))
    one_sided = first * second >= 0
    first, second = first[one_sided], second[one_sided]
    ends = np.array([start, end])
    along = ends[1] - ends[0]
    normal = np.array([-along[1], along[0]])
    controls = [
        ends[0] + along * share + offset[:, None] * normal for share, offset in ((1 / 3, first), (2 / 3, second))
    ]
    t = np.linspace(0, 1, 41)[1:-1, None]
    outer = (1 - t) ** 3 * ends[0] + t**3 * ends[1]
    inner = 3 * (1 - t) ** 2 * t * controls[0][:, None] + 3 * (1 - t) * t**2 * controls[1][:, None]
    shortfall = _measure_shortfall(outer + inner, ends, hub, np.array(dots).reshape(-1, 2), clearance)
    bend = np.abs(first) + np.abs(second) + 2 * np.abs(first - second)
    best = int(np.argmin((shortfall + bend * clearance / 12).round(9)))
    (x1, y1), (x2, y2) = (control[best].tolist() for control in controls)
    return (x1, y1), (x2, y2)


def _measure_shortfall(curves: "Floats", ends: "Floats", hub: float, dots: "Floats", clearance: float) -> "Floats":
    """Return by how much each curve comes too close to the hub and the dots, or leaves the disc; 0 when clear."""
    import numpy as np

    def norm(vectors: "Floats") -> "Floats":
        return np.hypot(vectors[..., 0], vectors[..., 1])

    middle = norm(curves)
    # An end may lie on the hub itself, where a silent actor has its place.
    near_end = norm(curves[:, :, None] - ends).min(axis=2) < clearance * 1.2
    inside = np.where(near_end, 0.95 * hub, hub + clearance / 3) - middle
    total: Floats = 2 * inside.max(axis=1).clip(min=0) + (middle - 1).max(axis=1).clip(min=0)
    if len(dots):
        total += (clearance - norm(curves[:, :, None] - dots)).max(axis=1).clip(min=0).sum(axis=1)
    return total


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
