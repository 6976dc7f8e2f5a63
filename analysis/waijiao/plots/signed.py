"""Networks with a sign: who stands with whom, and who against."""

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.errors import InputError
from waijiao.lexicon import read_names
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.compass_marks import draw_sign
from waijiao.plots.layout import (
    Edge,
    Place,
    Places,
    choose_actors,
    find_least_weight,
    lay_out,
    measure_canvas,
    measure_radii,
    measure_width,
)
from waijiao.plots.placing import Box
from waijiao.plots.sociogram import (
    check_graph,
    colour_groups,
    draw_actors,
    draw_group_legend,
    draw_width_legend,
    read_node_labels,
    write_names,
)
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import Names, measure_text, name_actor, say, say_lines
from waijiao.tables import check_choice

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["plot_signed_network"]

_SMALL = 8.5
# Foes stand farther apart than friends.
_STRETCH = {1: 1.0, 0: 1.4, -1: 1.9}
_COLOURS = {1: palette.COOPERATION, 0: palette.SILENT, -1: palette.CONFLICT}
_GLYPHS = {1: "+", 0: "0", -1: "−"}
# How far a line with a direction bows, as a share of its length, so that the way back lies beside it.
_BOW = 0.09
_HEAD = 7.0
_GLYPH = 5.0
# Where along its line a sign may stand, tried in this order.
_ALONG = (0.5, *(0.5 + side * step / 40 for step in range(1, 15) for side in (-1, 1)))
# Room for the legend under the network, in points.
_FOOT = 48.0
_ROW = 20.0


class Wording(NamedTuple):
    """What title, signs and widths are called, in Chinese and English."""

    title: tuple[str, str]
    signs: dict[int | None, tuple[str, str]]
    weight: tuple[str, str]


class Tie(NamedTuple):
    """One line of the picture: from, to, how much, its sign (None: too little evidence for one), and its id."""

    source: str
    target: str
    weight: float
    sign: int | None
    gid: str


def plot_signed_network(
    graph: "nx.Graph[str]",
    *,
    weight: str | None = None,
    camps: "pd.DataFrame | None" = None,
    names: Names | None = None,
    n: int = 16,
    lines: int = 60,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return a picture of a network with signs: blue with a plus is friendly, vermilion with a minus hostile.

    Every line bears its sign, so that it can be told in grey too. Grey lines with a nought are mixed, dotted ones have
    too little evidence for a sign. Friends tend to lie close to each other, foes apart. In a directed network a line
    has a tip, and the way back is a line of its own beside it.

    Parameters
    ----------
    graph : networkx.Graph
        As :func:`waijiao.build_signed_network` (directed), :func:`waijiao.build_stance_network` or
        :func:`waijiao.build_position_network` returns it. An edge's ``sign`` is read, or else that of its weight.
    weight : str, optional
        The edges' attribute that decides widths and strength, by its absolute value; by default ``events``,
        ``records`` or ``weight``, the first that there is.
    camps : DataFrame, optional
        ``actor`` and ``camp``, as :func:`waijiao.find_camps` returns them, for the colours of the dots.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default, and the nodes' own labels for
        those that it does not know.
    n : int
        How many actors to show, the strongest.
    lines : int
        How many lines to show at most, the heaviest; of equally heavy ones all or none.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        With the ids ``actor-QAT`` on dots and ``tie-HAMAS-ISR`` on lines: source and target, or both in alphabetical
        order where there is no direction.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` or ``lines`` is below 1, the graph has no edges, or edges lack the weight.

    See Also
    --------
    plot_network : Who is named together.
    plot_stance : The same as a matrix, for many actors.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("HAMAS", "ISR", records=4, sign=-1)
    >>> graph.add_edge("HAMAS", "QAT", records=2, sign=1)
    >>> ax = plot_signed_network(graph)
    >>> {patch.get_gid(): patch.get_label() for patch in ax.patches if (patch.get_gid() or "").startswith("tie")}
    {'tie-HAMAS-ISR-sign': '−', 'tie-HAMAS-QAT-sign': '+'}
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_graph(graph, n, lines)
    chosen = weight or _choose_weight(graph)
    known = {**read_node_labels(graph), **read_names(names)}
    ties = _list_ties(graph, chosen)
    order, strength = choose_actors(_join_ties(ties), n)
    shown = _choose_ties(ties, set(order), lines)
    actors = [actor for actor in order if any(actor in tie[:2] for tie in shown)]
    colours = colour_groups(camps, "camp", "camps")
    wording, foot = _choose_words(graph, chosen), _FOOT + _ROW * bool(colours)
    with open_style(labels):
        ax = make_axes(*measure_canvas(len(actors))) if ax is None else ax
        radii = measure_radii(actors, strength)
        edges = _join_ties(shown)
        places = lay_out(actors, edges, radii, open_canvas(ax), foot=foot)
        curves = _draw_ties(ax, shown, places, radii, directed=graph.is_directed())
        draw_actors(ax, places, radii, colours, palette.NODE)
        texts = {actor: name_actor(actor, known, labels) for actor in actors}
        obstacles = [(places[edge.first], places[edge.second]) for edge in edges]
        boxes = write_names(ax, places, radii, texts, obstacles)
        _draw_signs(ax, curves, [(place, radii[actor]) for actor, place in places.items()], boxes)
        _draw_legend(ax, shown, [colours[actor] for actor in actors if actor in colours], wording, labels)
        top = max(box.top for box in boxes) - ax.get_ylim()[1]
        write_heading(ax, say(*wording.title, labels), above=max(8.0, top + 8))
        write_caption(ax, _count(graph, shown, (len(actors), len(ties)), wording, labels))
    return ax


def _choose_ties(ties: list[Tie], actors: set[str], lines: int) -> list[Tie]:
    among = [tie for tie in ties if tie.source in actors and tie.target in actors]
    least = find_least_weight([tie.weight for tie in among], lines)
    return [tie for tie in among if tie.weight >= least]


def _choose_words(graph: "nx.Graph[str]", weight: str) -> Wording:
    """Return the words for acts of cooperation and conflict, or for positions shared and opposed."""
    widths = dict.fromkeys(("events", "records"), ("关系记录数", "records")) | {"weight": ("权重", "weight")}
    width = widths.get(weight, (f"权重 {weight}", f"weight {weight}"))
    signs: dict[int | None, tuple[str, str]] = {0: ("相抵", "mixed"), None: ("证据不足", "too little evidence")}
    if any("congruence" in data for _, _, data in graph.edges(data=True)):
        signs |= {1: ("立场相同", "shared"), -1: ("立场相反", "opposed")}
        return Wording(("立场异同的网络", "A network of positions shared and opposed"), signs, width)
    signs |= {1: ("合作", "cooperation"), -1: ("冲突", "conflict")}
    return Wording(("合作与冲突的网络", "A network of cooperation and conflict"), signs, width)


def _choose_weight(graph: "nx.Graph[str]") -> str:
    """Return the first of the usual attributes that the first edge has."""
    first = min(graph.edges(data=True), key=lambda edge: edge[:2])[2]
    found = next((name for name in ("events", "records", "weight") if name in first), None)
    if found is None:
        raise InputError(
            f"`graph` has edges with {', '.join(sorted(first)) or 'no attribute'}; expected events, records or weight. "
            "Say with `weight` which attribute to draw."
        )
    return found


def _list_ties(graph: "nx.Graph[str]", weight: str) -> list[Tie]:
    """Return the lines in alphabetical order; without direction, their ends too."""
    ties, bad = [], []
    for a, b, data in graph.edges(data=True):
        value = data.get(weight)
        if value is None or not math.isfinite(value) or value == 0:
            bad.append(f"{a}–{b}")
        elif a != b:
            source, target = (a, b) if graph.is_directed() else sorted((a, b))
            ties.append(
                Tie(source, target, abs(float(value)), _read_sign(data, float(value)), f"tie-{source}-{target}")
            )
    if bad:
        raise InputError(
            f"`weight` is {weight!r}, but {len(bad)} edges have no such value other than 0, first {min(bad)}."
        )
    return sorted(ties, key=lambda tie: tie[:2])


def _read_sign(data: dict[str, Any], value: float) -> int | None:
    if "sign" not in data:
        return int(math.copysign(1, value))
    # A stance that is not a number: too few records to judge.
    return None if math.isnan(data.get("stance", 0.0)) else int(data["sign"])


def _join_ties(ties: list[Tie]) -> list[Edge]:
    """Return an edge per pair for the layout: both directions together, as hostile as they are on the whole."""
    weights: dict[tuple[str, str], list[float]] = {}
    for tie in ties:
        first, second = sorted((tie.source, tie.target))
        both = weights.setdefault((first, second), [0.0, 0.0])
        both[0] += tie.weight
        both[1] += tie.weight * (tie.sign or 0)
    return [
        Edge(first, second, weight, _STRETCH[(lean > 0) - (lean < 0)])
        for (first, second), (weight, lean) in sorted(weights.items())
    ]


def _draw_ties(
    ax: "Axes", ties: list[Tie], places: Places, radii: dict[str, float], *, directed: bool
) -> list[tuple[Tie, "Floats"]]:
    """Draw every line, the heaviest on top, and return their courses, the heaviest first."""
    heaviest = max(tie.weight for tie in ties)
    curves = []
    for tie in sorted(ties, key=lambda tie: (-tie.weight, tie.gid)):
        ends = (places[tie.source], places[tie.target])
        curve = _trim(_bow(*ends, _BOW if directed else 0.0), ends, (radii[tie.source], radii[tie.target]))
        if len(curve):
            order = 1 + 0.1 * tie.weight / heaviest
            _draw_tie(ax, tie, curve, measure_width(tie.weight, heaviest), order, directed=directed)
            curves.append((tie, curve))
    return curves


def _draw_signs(
    ax: "Axes", curves: list[tuple[Tie, "Floats"]], dots: list[tuple[Place, float]], boxes: list[Box]
) -> None:
    """Draw the sign of every line where neither a dot nor a name nor another sign covers it."""
    taken = list(dots)
    for tie, curve in curves:
        if tie.sign is not None:
            place = _find_free_point(curve, taken, boxes)
            _draw_glyph(ax, place, tie.sign, tie.gid)
            taken.append((place, _GLYPH))


def _find_free_point(curve: "Floats", taken: list[tuple[Place, float]], boxes: list[Box]) -> Place:
    """Return the free point that is nearest to the middle of a curve; the middle itself when there is none."""
    along = [int(share * (len(curve) - 1)) for share in _ALONG]
    points: list[Place] = [(x, y) for x, y in curve[along].round(3).tolist()]
    room = _GLYPH + 1
    free = (
        point
        for point in points
        if all(math.dist(point, centre) > radius + room for centre, radius in taken)
        and all(box.distance(point) > room for box in boxes)
    )
    return next(free, points[0])


def _bow(start: Place, end: Place, share: float) -> "Floats":
    """Return points along a curve that bows to the left of its way, as a share of its length."""
    import numpy as np

    ends = np.array([start, end])
    along = ends[1] - ends[0]
    control = ends.mean(axis=0) + 2 * share * np.array([-along[1], along[0]])
    t = np.linspace(0, 1, 201)[:, None]
    curve: Floats = (1 - t) ** 2 * ends[0] + 2 * t * (1 - t) * control + t**2 * ends[1]
    return curve


def _trim(curve: "Floats", ends: tuple[Place, Place], radii: tuple[float, float]) -> "Floats":
    """Return the part of a curve outside the two dots."""
    import numpy as np

    outside = [np.hypot(*(curve - end).T) > radius + 1.5 for end, radius in zip(ends, radii, strict=True)]
    rest: Floats = curve[outside[0] & outside[1]]
    return rest


def _draw_tie(ax: "Axes", tie: Tie, curve: "Floats", width: float, order: float, *, directed: bool) -> None:
    """Draw one line, with its tip when there is a direction."""
    import numpy as np
    from matplotlib.patches import Polygon

    colour = palette.EDGE if tie.sign is None else _COLOURS[tie.sign]
    if directed:
        tip, length = curve[-1], _HEAD + width
        body = curve[np.hypot(*(curve - tip).T) >= 0.8 * length]
        curve = body if len(body) else curve[:1]
        back = tip - curve[-1]
        across = np.array([-back[1], back[0]]) * 0.5
        corners = [tip, curve[-1] + across, curve[-1] - across]
        ax.add_patch(Polygon(corners, facecolor=colour, edgecolor="none", zorder=order + 0.05, gid=f"{tie.gid}-tip"))
    points = np.vstack([curve[::8], curve[-1:]]).round(3)
    ax.plot(*points.T, color=colour, linewidth=width, zorder=order, gid=tie.gid, **_dash(tie.sign))


def _dash(sign: int | None) -> dict[str, Any]:
    return {"linestyle": (0, (1.2, 1.6))} if sign is None else {"solid_capstyle": "butt"}


def _draw_glyph(ax: "Axes", place: Place, sign: int, gid: str) -> None:
    from matplotlib.patches import Circle

    ax.add_patch(Circle(place, _GLYPH, facecolor=palette.PAPER, edgecolor=_COLOURS[sign], linewidth=0.9, zorder=1.4))
    draw_sign(ax, place, _GLYPHS[sign], 2.9, palette.INK, gid, zorder=1.5)


def _draw_legend(ax: "Axes", ties: list[Tie], colours: list[str], wording: Wording, labels: Labels) -> None:
    """Say at the foot what signs, colours of dots, and widths mean."""
    signs = [sign for sign in (1, -1, 0, None) if any(tie.sign == sign for tie in ties)]
    x, y = 0.0, 54.0 if colours else 34.0
    for sign in signs:
        colour = palette.EDGE if sign is None else _COLOURS[sign]
        ax.plot([x, x + 26], [y, y], color=colour, linewidth=2.5, zorder=1, **_dash(sign))
        if sign is not None:
            _draw_glyph(ax, (x + 13, y), sign, f"legend-{_GLYPHS[sign]}")
        text = say(*wording.signs[sign], labels, joint=" ")
        ax.text(x + 32, y, text, size=_SMALL, va="center")
        x += 52 + measure_text(text, _SMALL)[0]
    draw_group_legend(ax, say("阵营", "camps", labels, joint=" "), list(dict.fromkeys(colours)))
    draw_width_legend(ax, [tie.weight for tie in ties], say(*wording.weight, labels, joint=" "), palette.SILENT)


def _count(
    graph: "nx.Graph[str]", ties: list[Tie], numbers: tuple[int, int], wording: Wording, labels: Labels
) -> list[str]:
    actors, whole = numbers
    kinds = [(sign, sum(tie.sign == sign for tie in ties)) for sign in (1, -1, 0, None)]
    zh, en = (
        mark.join(f"{wording.signs[sign][language]} {number}" for sign, number in kinds if number)
        for language, mark in enumerate(("，", ", "))
    )
    zh = f"{actors} 个行为体，{len(ties)} 条连线：{zh}；{wording.weight[0]}合计 {_sum(ties)}。"
    en = f"{actors} actors, {len(ties)} lines: {en}; {wording.weight[1]} {_sum(ties)} in all."
    if graph.is_directed():
        zh, en = f"{zh}箭头由行为者指向对象。", f"{en} Tips point from who acts to whom."
    left, lighter = graph.number_of_nodes() - actors, whole - len(ties)
    if left or lighter:
        zh = f"{zh}未画出（强度或权重较低）：行为体 {left:,}，连线 {lighter:,}。"
        en = f"{en} Not shown (less strength or weight): actors {left:,}, lines {lighter:,}."
    return say_lines(zh, en, labels)


def _sum(ties: list[Tie]) -> str:
    total = math.fsum(tie.weight for tie in ties)
    return f"{total:,.0f}" if total.is_integer() else f"{total:,.1f}"
