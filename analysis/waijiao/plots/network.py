"""Networks of actors that are named together."""

from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_names
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.layout import (
    Edge,
    Places,
    choose_actors,
    find_least_weight,
    lay_out,
    measure_canvas,
    measure_radii,
    measure_width,
)
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
from waijiao.plots.wording import Names, name_actor, say, say_lines
from waijiao.tables import check_choice

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_network"]

_WIDTHS = {
    "k": ("同时提到两者的单位（如句）数", "units (such as sentences) that name both"),
}


def plot_network(
    graph: "nx.Graph[str]",
    *,
    weight: str = "k",
    groups: "pd.DataFrame | None" = None,
    names: Names | None = None,
    n: int = 40,
    lines: int = 150,
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
    lines : int
        How many lines to show at most, the heaviest; of equally heavy ones all or none.
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
        When ``labels`` is unknown, ``n`` or ``lines`` is below 1, the graph is directed or has no edges, or
        edges lack the weight.

    See Also
    --------
    plot_signed_network : Who stands how to whom.

    Notes
    -----
    Layout after Kamada and Kawai from a fixed start, with weight^(-1/4) as the length of an edge, turned so that its
    longer axis lies across; then dots that would touch are moved apart. A hairline joins a name to its dot when it
    found room only farther away.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("QAT", "USA", k=3)
    >>> [text.get_text() for text in plot_network(graph, labels="en").texts][:2]
    ['Qatar', 'United States']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    _check_graph(graph, weight, n, lines)
    known = {**read_node_labels(graph), **read_names(names)}
    actors, edges, strength = _choose_edges(graph, weight, n, lines)
    colours = colour_groups(groups, "group", "groups")
    with open_style(labels):
        ax = make_axes(*measure_canvas(len(actors))) if ax is None else ax
        radii = measure_radii(actors, strength)
        places = lay_out(actors, edges, radii, open_canvas(ax), foot=44)
        _draw_edges(ax, edges, places)
        draw_actors(ax, places, radii, colours, palette.GROUPS[0])
        texts = {actor: name_actor(actor, known, labels) for actor in actors}
        obstacles = [(places[edge.first], places[edge.second]) for edge in edges]
        top = max(box.top for box in write_names(ax, places, radii, texts, obstacles)) - ax.get_ylim()[1]
        _draw_legend(ax, edges, [colours[actor] for actor in actors if actor in colours], weight, labels)
        write_heading(ax, say("谁与谁一同出现", "Who is named together", labels), above=max(8.0, top + 8))
        write_caption(ax, _count(graph, len(actors), edges, weight, labels))
    return ax


def _check_graph(graph: "nx.Graph[str]", weight: str, n: int, lines: int) -> None:
    check_graph(graph, n, lines)
    if graph.is_directed():
        raise InputError("`graph` is directed; expected one that build_network returns. Try plot_signed_network.")
    edges: list[Any] = list(graph.edges(data=weight))
    bad = sorted(f"{a}–{b}" for a, b, value in edges if value is None or not value > 0)
    if bad:
        raise InputError(
            f"`weight` is {weight!r}, but {len(bad)} edges have no such value above 0, first {bad[0]}. Networks with a "
            "sign are for plot_signed_network."
        )


def _list_edges(graph: "nx.Graph[str]", weight: str) -> list[Edge]:
    """Return the edges in alphabetical order, each with its ends in alphabetical order, without loops."""
    edges: list[Any] = list(graph.edges(data=weight))
    return sorted(Edge(min(a, b), max(a, b), value) for a, b, value in edges if a != b)


def _choose_edges(
    graph: "nx.Graph[str]", weight: str, n: int, lines: int
) -> tuple[list[str], list[Edge], dict[str, float]]:
    """Return the strongest actors, those of their edges that are drawn, and everybody's strength."""
    edges = _list_edges(graph, weight)
    order, strength = choose_actors(edges, n)
    among = [edge for edge in edges if edge.first in order and edge.second in order]
    least = find_least_weight([edge.weight for edge in among], lines)
    shown = [edge for edge in among if edge.weight >= least]
    joined = {actor for edge in shown for actor in edge[:2]}
    return [actor for actor in order if actor in joined], shown, strength


def _draw_edges(ax: "Axes", edges: list[Edge], places: Places) -> None:
    heaviest = max(edge.weight for edge in edges)
    for edge in sorted(edges, key=lambda edge: edge.weight):
        ends = zip(places[edge.first], places[edge.second], strict=True)
        ax.plot(
            *ends, color=palette.EDGE, linewidth=measure_width(edge.weight, heaviest), solid_capstyle="round", zorder=1,
            gid=f"edge-{edge.first}-{edge.second}",
        )  # fmt: skip


def _draw_legend(ax: "Axes", edges: list[Edge], colours: list[str], weight: str, labels: Labels) -> None:
    """Say what the colours are, and which width of a line is which weight."""
    groups = say("话题组（不是阵营）", "topic groups (no camps)", labels, joint=" ")
    draw_group_legend(ax, groups, list(dict.fromkeys(colours)))
    width = _WIDTHS.get(weight, (weight, weight))
    draw_width_legend(ax, [edge.weight for edge in edges], say(*width, labels, joint=" "), palette.EDGE)


def _count(graph: "nx.Graph[str]", actors: int, edges: list[Edge], weight: str, labels: Labels) -> list[str]:
    left, lighter = graph.number_of_nodes() - actors, len(_list_edges(graph, weight)) - len(edges)
    zh = f"{actors} 个行为体，{len(edges)} 条连线；点的面积随强度（全部连线权重 {weight} 之和）增大。"
    en = f"{actors} actors, {len(edges)} lines; larger dots: greater strength (sum of {weight} over all lines). "
    if left or lighter:
        zh += f"未画出：{left:,} 个行为体（无连线或强度较低），{lighter:,} 条较弱的连线。"
        en += f"Not shown: {left:,} actors (no line, or less strength), {lighter:,} weaker lines. "
    zh += "一同出现不等于立场相同。"
    en += "To be named together is no stance."
    return say_lines(zh, en, labels)
