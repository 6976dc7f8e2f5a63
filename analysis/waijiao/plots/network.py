"""Networks of actors that are named together."""

import math
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_names
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.placing import place_labels
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import Names, measure_text, name_actor, say, say_lines
from waijiao.tables import check_choice, check_columns

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_network"]

Point = tuple[float, float]
Places = dict[str, Point]

_MARGIN = 52.0
_FOOT = 44.0
_SIZE = 9.5


def plot_network(
    graph: "nx.Graph[str]",
    *,
    weight: str = "k",
    groups: "pd.DataFrame | None" = None,
    names: Names | None = None,
    n: int = 40,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return a picture of a network: area of the dots by strength, width of the lines by weight.

    Actors that stand together often lie close to each other. To be named together says nothing about stance: colours
    are those of topic groups, never of camps. Actors without a line are left out and counted in the caption.

    Parameters
    ----------
    graph : networkx.Graph
        As :func:`waijiao.networks.build_network` returns it.
    weight : str
        The edges' attribute that decides widths, strength and closeness; all its values must be above 0.
    groups : DataFrame, optional
        ``actor`` and ``group``, as :func:`waijiao.networks.find_groups` returns them, for the colours.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default, and the nodes' own labels for
        those that it does not know.
    n : int
        How many actors to show, the strongest.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        With the ids ``actor-QAT`` and ``edge-QAT-USA`` (codes in alphabetical order) on dots and lines.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 1, the graph has no edges, or edges lack the weight.

    Notes
    -----
    Layout after Kamada and Kawai from a fixed start, with weight^(-1/4) as the length of an edge, turned so that its
    longer axis lies across; then dots that would touch are moved apart.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("QAT", "USA", k=3)
    >>> [text.get_text() for text in plot_network(graph, labels="en").texts][:2]
    ['Qatar', 'United States']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    _check_graph(graph, weight, n)
    known = {**_read_node_labels(graph), **read_names(names)}
    shown, strength = _choose_actors(graph, weight, n)
    with open_style(labels):
        ax = make_axes(7.4, 5.8) if ax is None else ax
        width, height = open_canvas(ax)
        radii = {actor: 4.5 + 13 * math.sqrt(strength[actor] / max(strength.values())) for actor in shown}
        places = _part(_fit(_lay_out(shown, weight), width, height), radii)
        _draw_edges(ax, shown, weight, places)
        _draw_actors(ax, places, radii, _colour_groups(groups))
        texts = {actor: name_actor(actor, known, labels) for actor in places}
        _write_names(ax, places, radii, texts, [(places[a], places[b]) for a, b in shown.edges])
        _draw_width_legend(ax, max(value for _, _, value in _list_edges(shown, weight)), weight, labels)
        write_heading(ax, say("谁与谁一同出现", "Who is named together", labels), above=8)
        write_caption(ax, _count(graph, shown, weight, labels))
    return ax


def _check_graph(graph: "nx.Graph[str]", weight: str, n: int) -> None:
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more actors to show.")
    if not hasattr(graph, "edges"):
        raise InputError(
            f"`graph` is a {type(graph).__name__}; expected a networkx graph, as build_network returns it."
        )
    if not graph.edges:
        raise InputError("`graph` has no edges, so there is nothing to draw; lower `min_count` or add texts.")
    bad = [f"{a}–{b}" for a, b, value in _list_edges(graph, weight) if value is None or not value > 0]
    if bad:
        raise InputError(f"`weight` is {weight!r}, but {len(bad)} edges have no such value above 0, first {bad[0]}.")


def _list_edges(graph: "nx.Graph[str]", weight: str) -> list[tuple[str, str, float]]:
    """Return the edges in alphabetical order, each with its ends in alphabetical order, without loops."""
    edges: list[Any] = list(graph.edges(data=weight))
    return sorted(((*sorted((a, b)), value) for a, b, value in edges if a != b), key=lambda edge: edge[:2])


def _read_node_labels(graph: "nx.Graph[str]") -> dict[str, tuple[str, str]]:
    nodes = graph.nodes(data=True)
    return {actor: (data.get("label_zh") or actor, data.get("label_en") or actor) for actor, data in nodes}


def _choose_actors(graph: "nx.Graph[str]", weight: str, n: int) -> tuple["nx.Graph[str]", dict[str, float]]:
    """Return the strongest actors' part of the graph, in the order of strength, and everybody's strength."""
    import networkx as nx

    strength: dict[str, float] = dict.fromkeys(sorted(graph), 0.0)
    for a, b, value in _list_edges(graph, weight):
        strength[a] += value
        strength[b] += value
    order = sorted(strength, key=lambda actor: (-strength[actor], actor))[:n]
    shown: nx.Graph[str] = nx.Graph()
    shown.add_nodes_from(order)
    edges = [edge for edge in _list_edges(graph, weight) if edge[0] in shown and edge[1] in shown]
    shown.add_weighted_edges_from(edges, weight=weight)
    shown.remove_nodes_from([actor for actor in order if not shown.degree(actor)])
    return shown, strength


def _lay_out(graph: "nx.Graph[str]", weight: str) -> Places:
    """Return a place for every actor, in any unit, the longer axis across."""
    import networkx as nx
    import numpy as np

    actors = list(graph)
    edges = _list_edges(graph, weight)
    heaviest = max(value for _, _, value in edges)
    lengths = {(a, b): (heaviest / value) ** 0.25 for a, b, value in edges}
    lengths |= {(b, a): length for (a, b), length in lengths.items()}
    far = dict(nx.all_pairs_dijkstra_path_length(graph, weight=lambda a, b, _: lengths[a, b]))
    # Parts that no path joins lie somewhat farther apart than the ends of the longest path.
    apart = 1.3 * max(max(row.values()) for row in far.values())
    distances = {a: {b: far[a].get(b, apart) for b in actors} for a in actors}
    start = nx.circular_layout(graph)
    places = nx.kamada_kawai_layout(graph, dist=distances, pos=start, weight=None)
    points = np.array([places[actor] for actor in actors])
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T
    turned *= np.where(turned[0] < 0, -1, 1)
    return {actor: (float(x), float(y)) for actor, (x, y) in zip(actors, turned.round(6), strict=True)}


def _fit(places: Places, width: float, height: float) -> Places:
    """Return the places in points, filling the canvas above the legend."""
    columns, rows = zip(*places.values(), strict=True)
    room = (width - 2 * _MARGIN, height - _FOOT - 1.4 * _MARGIN)
    origin = (_MARGIN, _FOOT + 0.7 * _MARGIN)
    fitted = []
    for values, span, begin in zip((columns, rows), room, origin, strict=True):
        low, high = min(values), max(values)
        scale = span / (high - low) if high - low > 1e-6 else 0.0
        middle = begin + span / 2
        fitted.append([middle + (value - (low + high) / 2) * scale for value in values])
    return dict(zip(places, zip(*fitted, strict=True), strict=True))


def _part(places: Places, radii: dict[str, float]) -> Places:
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


def _draw_edges(ax: "Axes", graph: "nx.Graph[str]", weight: str, places: Places) -> None:
    edges = sorted(_list_edges(graph, weight), key=lambda edge: edge[2])
    for first, second, value in edges:
        ends = zip(places[first], places[second], strict=True)
        ax.plot(
            *ends, color=palette.EDGE, linewidth=_measure_width(value, edges[-1][2]), solid_capstyle="round", zorder=1,
            gid=f"edge-{first}-{second}",
        )  # fmt: skip


def _measure_width(value: float, heaviest: float) -> float:
    return 0.7 + 6.3 * value / heaviest


def _colour_groups(groups: "pd.DataFrame | None") -> dict[str, str]:
    if groups is None:
        return {}
    check_columns(groups, ["actor", "group"], "groups")
    kinds = sorted(groups["group"].unique())
    colours = {kind: palette.GROUPS[index % len(palette.GROUPS)] for index, kind in enumerate(kinds)}
    return {actor: colours[kind] for actor, kind in zip(groups["actor"], groups["group"], strict=True)}


def _draw_actors(ax: "Axes", places: Places, radii: dict[str, float], colours: dict[str, str]) -> None:
    from matplotlib.patches import Circle

    for actor, place in places.items():
        colour = colours.get(actor, palette.GROUPS[0])
        ax.add_patch(
            Circle(
                place, radii[actor], facecolor=colour, edgecolor=palette.PAPER, linewidth=1.4, zorder=2,
                gid=f"actor-{actor}",
            )
        )  # fmt: skip


def _write_names(
    ax: "Axes", places: Places, radii: dict[str, float], texts: dict[str, str], lines: list[tuple[Point, Point]]
) -> None:
    from matplotlib.patheffects import withStroke

    actors = list(places)
    sizes = [measure_text(texts[actor], _SIZE) for actor in actors]
    spots = place_labels([places[actor] for actor in actors], [radii[actor] for actor in actors], sizes, lines=lines)
    halo: Any = [withStroke(linewidth=2.4, foreground=palette.PAPER)]
    for actor, (x, y) in zip(actors, spots, strict=True):
        ax.text(
            x, y, texts[actor], size=_SIZE, ha="center", va="center", linespacing=1.15, zorder=3, path_effects=halo,
            gid=f"name-{actor}",
        )  # fmt: skip


def _draw_width_legend(ax: "Axes", heaviest: float, weight: str, labels: Labels) -> None:
    """Draw three lines of known weight, and say what the dots' area means."""
    head = {"k": ("同时提到两者的单位（句）数", "units that name both")}.get(weight, (weight, weight))
    title = say(*head, labels, joint=" ")
    ax.text(0, 14, title, size=8.5, color=palette.INK, va="center")
    x = measure_text(title, 8.5)[0] + 16
    whole = float(heaviest).is_integer()
    values = [1, math.ceil(heaviest / 2), int(heaviest)] if whole else [heaviest / 4, heaviest / 2, heaviest]
    for value in sorted(set(values)):
        ax.plot(
            [x, x + 26], [14, 14], color=palette.EDGE, linewidth=_measure_width(value, heaviest), solid_capstyle="butt"
        )
        text = f"{value:,}" if whole else f"{value:.2f}"
        ax.text(x + 32, 14, text, size=8.5, color=palette.MUTED, va="center")
        x += 52 + measure_text(text, 8.5)[0]


def _count(graph: "nx.Graph[str]", shown: "nx.Graph[str]", weight: str, labels: Labels) -> list[str]:
    actors, edges = shown.number_of_nodes(), shown.number_of_edges()
    left = graph.number_of_nodes() - actors
    zh = f"{actors} 个行为体，{edges} 条连线；点的面积随强度（连线权重 {weight} 之和）增大。"
    en = f"{actors} actors, {edges} lines; larger dots: greater strength (sum of {weight} over an actor's lines). "
    if left:
        zh += f"另有 {left} 个行为体未画出（无连线或强度较低）。"
        en += f"{left} more actors are not shown (no line, or less strength). "
    zh += "一同出现不等于立场相同。"
    en += "To be named together is no stance."
    return say_lines(zh, en, labels)
