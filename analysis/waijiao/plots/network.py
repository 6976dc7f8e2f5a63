"""Networks of actors that are named together."""

from typing import TYPE_CHECKING, Any, NamedTuple

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


class Wording(NamedTuple):
    """What title and widths are called, and what a reader should be told besides, in Chinese and English."""

    title: tuple[str, str]
    width: tuple[str, str]
    remark: tuple[str, str] = ("", "")


_TOGETHER = Wording(
    ("谁与谁一同出现", "Who is named together"),
    ("同时提到两者的单位（如句）数", "units (such as sentences) that name both"),
    ("一同出现不等于立场相同。", "To be named together is no stance."),
)
_TWO_MODES = Wording(
    ("行为体与词语、文章", "Actors with words or texts"), ("同现的句数", "sentences with both"),
    ("方块：词语或文章。", "Squares: words or texts."),
)  # fmt: skip
_CHANNELS = Wording(("开放的渠道", "Open channels"), ("接触的权重", "weight of contact"))
_SHARED = Wording(("共有的词语或文章", "Words or texts shared"), ("权重", "weight"))
_OTHER = Wording(("网络", "A network"), ("权重", "weight"))


def plot_network(
    graph: "nx.Graph[str]",
    *,
    weight: str | None = None,
    groups: "pd.DataFrame | None" = None,
    names: Names | None = None,
    n: int = 40,
    lines: int = 150,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return a picture of a network: area of the dots by strength, width of the lines by weight.

    Actors that stand together often lie close to each other. To be named together says nothing about stance: colours
    are those of topic groups, never of camps. Actors without a line are left out and counted in the caption. Where
    words or documents are joined to actors, they are squares.

    Parameters
    ----------
    graph : networkx.Graph
        As :func:`waijiao.build_network` returns it; networks of channels, of two modes and their projections too.
    weight : str, optional
        The edges' attribute that decides widths, strength and closeness; all its values must be above 0. By default
        ``k``, units that name both, or ``weight`` where there is no such count.
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
    check_graph(graph, n, lines)
    weight = _choose_weight(graph, weight)
    known = {**read_node_labels(graph), **read_names(names)}
    actors, edges, strength = _choose_edges(graph, weight, n, lines)
    colours, wording = colour_groups(groups, "group", "groups"), _choose_words(graph, weight)
    items = {node for node, data in graph.nodes(data=True) if data.get("mode") == "item"}
    texts = {actor: name_actor(actor, known, labels) for actor in actors}
    with open_style(labels, texts=texts.values()):
        ax = make_axes(*measure_canvas(len(actors))) if ax is None else ax
        radii = measure_radii(actors, strength)
        places = lay_out(actors, edges, radii, open_canvas(ax), foot=44)
        _draw_edges(ax, edges, places)
        draw_actors(ax, places, radii, colours, palette.GROUPS[0], squares=items)
        obstacles = [(places[edge.first], places[edge.second]) for edge in edges]
        top = max(box.top for box in write_names(ax, places, radii, texts, obstacles)) - ax.get_ylim()[1]
        _draw_legend(ax, edges, [colours[actor] for actor in actors if actor in colours], wording, labels)
        write_heading(ax, say(*wording.title, labels), above=max(8.0, top + 8))
        numbers = (len(actors), len(items.intersection(actors)))
        write_caption(ax, _count(graph, numbers, (edges, weight), wording, labels))
    return ax


def _choose_weight(graph: "nx.Graph[str]", weight: str | None) -> str:
    """Return the attribute that gives the widths, when every edge has it."""
    if graph.is_directed():
        raise InputError("`graph` is directed; expected one that build_network returns. Try plot_signed_network.")
    edges: list[Any] = list(graph.edges(data=True))
    chosen = weight or ("k" if all("k" in data for _, _, data in edges) else "weight")
    bad = sorted(f"{a}–{b}" for a, b, data in edges if data.get(chosen) is None or not data[chosen] > 0)
    if bad:
        raise InputError(
            f"`weight` is {chosen!r}, but {len(bad)} edges have no such value above 0, first {bad[0]}. Networks with a "
            "sign are for plot_signed_network."
        )
    return chosen


def _choose_words(graph: "nx.Graph[str]", weight: str) -> Wording:
    """Return the words for what the network is, as its nodes and edges tell."""
    known = {name for _, _, data in graph.edges(data=True) for name in data}
    if "k" in known:
        return _TOGETHER if weight == "k" else _TOGETHER._replace(width=(weight, weight))
    if any(data.get("mode") == "item" for _, data in graph.nodes(data=True)) and "shared" not in known:
        return _TWO_MODES
    return _CHANNELS if "channel" in known else _SHARED if "shared" in known else _OTHER


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


def _draw_legend(ax: "Axes", edges: list[Edge], colours: list[str], wording: Wording, labels: Labels) -> None:
    """Say what the colours are, and which width of a line is which weight."""
    groups = say("话题组（不是阵营）", "topic groups (no camps)", labels, joint=" ")
    draw_group_legend(ax, groups, list(dict.fromkeys(colours)))
    draw_width_legend(ax, [edge.weight for edge in edges], say(*wording.width, labels, joint=" "), palette.EDGE)


def _count(
    graph: "nx.Graph[str]", numbers: tuple[int, int], drawn: tuple[list[Edge], str], wording: Wording, labels: Labels
) -> list[str]:
    """Say how many dots and squares, how many lines of which weight, and what is left out."""
    (nodes, squares), (edges, weight) = numbers, drawn
    left, lighter = graph.number_of_nodes() - nodes, len(_list_edges(graph, weight)) - len(edges)
    zh, en = f"{nodes - squares} 个行为体", f"{nodes - squares} actors"
    if squares:
        zh, en = f"{zh}、{squares} 个词语或文章", f"{en}, {squares} words or texts"
    zh += f"，{len(edges)} 条连线；面积随强度（全部连线权重 {weight} 之和）增大。"
    en += f", {len(edges)} lines; larger: greater strength (sum of {weight} over all lines). "
    if left or lighter:
        zh += f"未画出：{left:,} 个点（无连线或强度较低），{lighter:,} 条较弱的连线。"
        en += f"Not shown: {left:,} dots (no line, or less strength), {lighter:,} weaker lines. "
    return say_lines(zh + wording.remark[0], (en + wording.remark[1]).rstrip(), labels)
