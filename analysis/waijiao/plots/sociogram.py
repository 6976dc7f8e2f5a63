"""The parts of a picture of a network: dots and names of its actors, and what widths and colours mean."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.plots import palette
from waijiao.plots.layout import Place, Places, measure_width
from waijiao.plots.placing import Box, box_around, place_labels
from waijiao.plots.wording import measure_text
from waijiao.tables import check_table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = [
    "check_graph",
    "colour_groups",
    "draw_actors",
    "draw_group_legend",
    "draw_width_legend",
    "read_node_labels",
    "write_names",
]

_SIZE = 9.5
_SMALL = 8.5
# A name farther from its dot than this, in points, is joined to it by a line.
_BESIDE = 7.0


def check_graph(graph: "nx.Graph[str]", n: int, lines: int) -> None:
    """Raise unless there is a graph with edges, and something of it to show.

    Parameters
    ----------
    graph : networkx.Graph
        What a caller gave.
    n, lines : int
        How many actors and lines to show.

    Raises
    ------
    InputError
        When ``n`` or ``lines`` is below 1, the graph is none, or it has no edges.
    """
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more actors to show.")
    if lines < 1:
        raise InputError(f"`lines` is {lines}; expected 1 or more lines to show.")
    if not hasattr(graph, "edges"):
        raise InputError(
            f"`graph` is a {type(graph).__name__}; expected a networkx graph, as build_network returns it."
        )
    if not graph.edges:
        raise InputError("`graph` has no edges, so there is nothing to draw; lower `min_count` or add texts.")


def read_node_labels(graph: "nx.Graph[str]") -> dict[str, tuple[str, str]]:
    """Return the names that the nodes themselves bear.

    Parameters
    ----------
    graph : networkx.Graph
        Nodes may have ``label_zh`` and ``label_en``.

    Returns
    -------
    dict of str to (str, str)
        Chinese and English name; the code where there is none.

    Examples
    --------
    >>> import networkx as nx
    >>> read_node_labels(nx.Graph([("QAT", "USA")]))
    {'QAT': ('QAT', 'QAT'), 'USA': ('USA', 'USA')}
    """
    nodes = graph.nodes(data=True)
    return {actor: (data.get("label_zh") or actor, data.get("label_en") or actor) for actor, data in nodes}


def colour_groups(groups: "pd.DataFrame | None", column: str, argument: str) -> dict[str, str]:
    """Return a colour per actor: one for each group, in turn; none for group 0.

    Parameters
    ----------
    groups : DataFrame or None
        ``actor`` and the column.
    column : {"group", "camp"}
        What actors are grouped by.
    argument : str
        What the caller calls the table.

    Returns
    -------
    dict of str to str
        Empty without groups.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> colour_groups(pd.DataFrame({"actor": ["QAT", "XYZ"], "camp": [1, 0]}), "camp", "camps")
    {'QAT': '#4f86b8'}
    """
    if groups is None:
        return {}
    check_table(groups, argument, ["actor", column])
    kinds = sorted(kind for kind in groups[column].unique() if kind)
    colours = {kind: palette.GROUPS[index % len(palette.GROUPS)] for index, kind in enumerate(kinds)}
    return {
        actor: colours[kind] for actor, kind in zip(groups["actor"], groups[column], strict=True) if kind in colours
    }


def draw_actors(
    ax: "Axes",
    places: Places,
    radii: Mapping[str, float],
    colours: Mapping[str, str],
    other: str,
    *,
    squares: Collection[str] = (),
) -> None:
    """Draw a dot per actor, with the ids ``actor-QAT`` and so on.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    places, radii : mapping
        By actor, in points.
    colours : mapping of str to str
        By actor.
    other : str
        Colour of actors without one.
    squares : collection of str
        Those that are no actors, and are drawn as grey squares of the same area.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_actors(ax, {"QAT": (30, 30)}, {"QAT": 5}, {}, "black")
    >>> ax.patches[0].get_gid()
    'actor-QAT'
    """
    from matplotlib.patches import Circle, Patch, Rectangle

    for actor, (x, y) in places.items():
        look: dict[str, Any] = {"edgecolor": palette.PAPER, "linewidth": 1.4, "zorder": 2, "gid": f"actor-{actor}"}
        radius = radii[actor]
        side = radius * math.sqrt(math.pi)
        mark: Patch = Circle((x, y), radius, facecolor=colours.get(actor, other), **look)
        if actor in squares:
            own = colours.get(actor, palette.NODE)
            mark = Rectangle((x - side / 2, y - side / 2), side, side, facecolor=own, **look)
        ax.add_patch(mark)


def write_names(
    ax: "Axes",
    places: Places,
    radii: Mapping[str, float],
    texts: Mapping[str, str],
    lines: Sequence[tuple[Place, Place]],
) -> list[Box]:
    """Write every name beside its dot, and return the room that they take.

    A hairline leads to a name that found room only farther away.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    places, radii, texts : mapping
        By actor.
    lines : sequence of pairs of (float, float)
        Edges that names should not cover, if possible.

    Returns
    -------
    list of Box
        One per actor, in points.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> box, = write_names(ax, {"QAT": (30, 30)}, {"QAT": 5}, {"QAT": "Qatar"}, [])
    >>> round(box.left), round(box.top)
    (38, 36)
    >>> ax.texts[0].get_text(), len(ax.lines)
    ('Qatar', 0)
    """
    actors = list(places)
    sizes = [measure_text(texts[actor], _SIZE) for actor in actors]
    spots = place_labels([places[actor] for actor in actors], [radii[actor] for actor in actors], sizes, lines=lines)
    # A white ground is far lighter in a file than letters with an outline.
    ground: Any = {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 0.4}
    for actor, spot, size in zip(actors, spots, sizes, strict=True):
        leader = _find_leader(places[actor], radii[actor], spot, size)
        if leader:
            ax.plot(*zip(*leader, strict=True), color=palette.INK, linewidth=0.7, zorder=2.5, gid=f"leader-{actor}")
        ax.text(
            *spot, texts[actor], size=_SIZE, ha="center", va="center", linespacing=1.15, zorder=3, bbox=ground,
            gid=f"name-{actor}",
        )  # fmt: skip
    return [box_around(spot, *size) for spot, size in zip(spots, sizes, strict=True)]


def _find_leader(dot: Place, radius: float, spot: Place, size: tuple[float, float]) -> list[Place]:
    """Return the line from a dot's rim to the edge of its name; nothing where the name stands beside the dot."""
    beyond = [max(abs(own - middle) - side / 2, 0.0) for own, middle, side in zip(dot, spot, size, strict=True)]
    if math.hypot(*beyond) <= radius + _BESIDE:
        return []
    # Which shares of the way from the name's middle to the dot lie inside the name, and inside the dot.
    inside = min(side / 2 / max(abs(own - middle), 1e-9) for own, middle, side in zip(dot, spot, size, strict=True))
    rim = 1 - radius / math.dist(dot, spot)
    return [(spot[0] + t * (dot[0] - spot[0]), spot[1] + t * (dot[1] - spot[1])) for t in (rim, inside)]


def draw_width_legend(ax: "Axes", weights: Sequence[float], title: str, colour: str) -> None:
    """Draw lines of the least, half the greatest and the greatest weight at the foot of the canvas.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    weights : sequence of float
        Of all edges that are drawn.
    title : str
        What the weight is.
    colour : str
        Of the lines.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(4, 1)
    >>> draw_width_legend(ax, [1, 2, 8], "records", "grey")
    >>> [text.get_text() for text in ax.texts]
    ['records', '1', '4', '8']
    """
    ax.text(0, 14, title, size=_SMALL, va="center")
    x = measure_text(title, _SMALL)[0] + 16
    least, most = min(weights), max(weights)
    whole = all(float(weight).is_integer() for weight in weights)
    half = math.ceil(most / 2) if whole else most / 2
    for value in sorted({least, max(half, least), most}):
        width = measure_width(value, most)
        ax.plot([x, x + 26], [14, 14], color=colour, linewidth=width, solid_capstyle="butt")
        text = f"{value:,.0f}" if whole else f"{value:,.2f}"
        ax.text(x + 32, 14, text, size=_SMALL, color=palette.MUTED, va="center")
        x += 52 + measure_text(text, _SMALL)[0]


def draw_group_legend(ax: "Axes", title: str, colours: Sequence[str]) -> None:
    """Draw the dots of all groups above the legend of widths, and say what they are.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    title : str
        What the colours mean.
    colours : sequence of str
        One per group; nothing is drawn without any.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(4, 1)
    >>> draw_group_legend(ax, "topic groups", ["red", "blue"])
    >>> len(ax.lines)
    2
    """
    if not colours:
        return
    ax.text(0, 34, title, size=_SMALL, va="center")
    x = measure_text(title, _SMALL)[0] + 20
    for number, colour in enumerate(colours):
        ax.plot([x + 15 * number], [34], marker="o", markersize=8, color=colour, linestyle="none")
