"""Where things go in figures: labels that cover nothing, folded lines, colours that differ in grey."""

import math
from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Circle, Rectangle
from matplotlib.transforms import Bbox

from waijiao import plots
from waijiao.errors import InputError
from waijiao.lexicon import read_labels
from waijiao.plots import palette, placing, wording
from waijiao.plots.canvas import make_axes, open_canvas
from waijiao.plots.sociogram import write_names


def draw(ax: Axes) -> FigureCanvasAgg:
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    return canvas


def overlap(a: Bbox, b: Bbox) -> bool:
    return bool(a.x0 < b.x1 - 0.5 and b.x0 < a.x1 - 0.5 and a.y0 < b.y1 - 0.5 and b.y0 < a.y1 - 0.5)


def texts_of(ax: Axes, gid: str) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in ax.texts if text.get_gid() == gid)


def dense_graph(n: int = 22) -> "nx.Graph[str]":
    codes = sorted(code for code in read_labels() if len(code) == 3)[: 3 * n : 3]
    graph: nx.Graph[str] = nx.Graph()
    for i, a in enumerate(codes):
        for j, b in enumerate(codes[:i]):
            if (i * 7 + j * 3) % 5 == 0:
                graph.add_edge(a, b, k=1 + (i * j) % 9)
    return graph


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
def test_network_labels_cover_neither_dots_nor_each_other(labels: str) -> None:
    ax = plots.plot_network(dense_graph(), labels=labels)
    renderer = draw(ax).get_renderer()
    names = [text.get_window_extent(renderer) for text in ax.texts if (text.get_gid() or "").startswith("name-")]
    dots = [patch.get_window_extent(renderer) for patch in ax.patches]
    assert len(names) == len(dots) == 22
    for index, name in enumerate(names):
        assert not any(overlap(name, other) for other in names[:index])
        assert not any(overlap(name, dot) for dot in dots)
    for index, dot in enumerate(dots):
        assert not any(overlap(dot, other) for other in dots[:index])


def test_network_width_and_size_grow_with_weight() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("QAT", "USA", k=8)
    graph.add_edge("QAT", "IRN", k=2)
    ax = plots.plot_network(graph)
    widths = {line.get_gid(): line.get_linewidth() for line in ax.lines if line.get_gid()}
    assert widths["edge-QAT-USA"] > widths["edge-IRN-QAT"]
    radii = {patch.get_gid(): patch.radius for patch in ax.patches}
    assert radii["actor-QAT"] > radii["actor-USA"] > radii["actor-IRN"]


def test_network_shows_the_strongest_and_counts_the_rest() -> None:
    ax = plots.plot_network(dense_graph(), n=6, labels="en")
    assert len([text for text in ax.texts if (text.get_gid() or "").startswith("name-")]) == 6
    caption = next(text.get_text() for text in ax.texts if text.get_gid() == "caption")
    assert "6 actors" in caption
    assert "16 dots" in caption.replace("\n", " ").partition("Not shown: ")[2]


def test_network_draws_parts_that_nothing_joins_and_nodes_in_any_order() -> None:
    edges = [("QAT", "USA", 3), ("RUS", "UKR", 2), ("CHN", "JPN", 1)]
    graphs = [nx.Graph(), nx.Graph()]
    for a, b, k in edges:
        graphs[0].add_edge(a, b, k=k)
    for a, b, k in reversed(edges):
        graphs[1].add_edge(b, a, k=k)
    first, second = (plots.render_svg(plots.plot_network(graph)) for graph in graphs)
    assert first == second


def test_network_colours_topic_groups_and_says_that_they_are_no_camps() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("QAT", "USA", k=3)
    groups = pd.DataFrame({"actor": ["QAT", "USA"], "group": [1, 2]})
    ax = plots.plot_network(graph, groups=groups, labels="en")
    assert len({patch.get_facecolor() for patch in ax.patches}) == 2
    assert "topic groups (no camps)" in [text.get_text() for text in ax.texts]


def test_network_draws_the_heaviest_lines_and_counts_the_others() -> None:
    ax = plots.plot_network(dense_graph(), lines=20, labels="en")
    drawn = [line for line in ax.lines if (line.get_gid() or "").startswith("edge-")]
    lightest = min(line.get_linewidth() for line in drawn)
    whole = plots.plot_network(dense_graph(), lines=999)
    heavier = [line for line in whole.lines if (line.get_gid() or "").startswith("edge-")]
    assert 0 < len(drawn) <= 20
    assert len(drawn) == sum(line.get_linewidth() >= lightest for line in heavier)
    assert f"{len(heavier) - len(drawn)} weaker lines." in texts_of(ax, "caption")


def test_a_name_that_stands_away_from_its_dot_is_joined_to_it() -> None:
    ax = make_axes(4, 4)
    open_canvas(ax)
    # A dot that others surround: its name finds room outside their ring only.
    ring = {f"N{number}": (144 + 34 * math.cos(number), 144 + 34 * math.sin(number)) for number in range(1, 7)}
    places = {"HUB": (144.0, 144.0), **ring}
    write_names(ax, places, {"HUB": 8.0} | dict.fromkeys(ring, 16.0), {"HUB": "Hub"} | dict.fromkeys(ring, "x"), [])
    leaders = {line.get_gid(): line.get_xydata() for line in ax.lines}
    assert list(leaders) == ["leader-HUB"]
    start, end = leaders["leader-HUB"]
    assert math.dist(start, places["HUB"]) == pytest.approx(8)
    name = next(text for text in ax.texts if text.get_gid() == "name-HUB")
    assert math.dist(end, name.get_position()) < 12


def test_words_joined_to_actors_are_squares_of_the_same_area() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["QAT", "USA"], mode="actor")
    graph.add_nodes_from(["停火", "gas"], mode="item")
    graph.add_weighted_edges_from([("QAT", "停火", 2.0), ("QAT", "gas", 2.0), ("USA", "gas", 2.0)])
    ax = plots.plot_network(graph, labels="en")
    sides = {patch.get_gid(): patch.get_width() for patch in ax.patches if isinstance(patch, Rectangle)}
    dots = {patch.get_gid(): patch.radius for patch in ax.patches if isinstance(patch, Circle)}
    assert sorted(sides) == ["actor-gas", "actor-停火"]
    assert sides["actor-gas"] ** 2 == pytest.approx(math.pi * dots["actor-QAT"] ** 2)
    assert texts_of(ax, "title") == "Actors with words or texts"
    assert "2 actors, 2 words or texts, 3 lines" in texts_of(ax, "caption")
    plots.render_svg(ax)


@pytest.mark.parametrize(
    ("edge", "title"),
    [
        ({"k": 2, "weight": 1.5}, "Who is named together"), ({"weight": 1.0, "channel": 0.5}, "Open channels"),
        ({"weight": 1.0, "shared": 2}, "Words or texts shared"), ({"weight": 1.0}, "A network"),
    ],
)  # fmt: skip
def test_title_says_what_the_lines_are(edge: dict[str, float], title: str) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("QAT", "USA", **edge)
    ax = plots.plot_network(graph, labels="en")
    assert texts_of(ax, "title") == title
    assert ("no stance" in texts_of(ax, "caption")) == ("k" in edge)


def test_network_refuses_what_it_cannot_draw() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("QAT")
    with pytest.raises(InputError, match="`graph` has no edges"):
        plots.plot_network(graph)
    graph.add_edge("QAT", "USA", k=1)
    with pytest.raises(InputError, match="`weight` is 'lift', but 1 edges have no such value above 0, first QAT–USA"):
        plots.plot_network(graph, weight="lift")
    with pytest.raises(InputError, match="`graph` is a list; expected a networkx graph"):
        plots.plot_network([])
    with pytest.raises(InputError, match="`n` is 0"):
        plots.plot_network(graph, n=0)
    with pytest.raises(InputError, match="strongest actors have no line between them; raise `n`"):
        plots.plot_network(graph, n=1)


boxes = st.lists(
    st.tuples(st.floats(0, 400), st.floats(0, 300), st.floats(3, 15), st.floats(10, 70)), min_size=1, max_size=14
)


@settings(max_examples=40, deadline=None)
@given(boxes)
def test_placed_labels_never_overlap(dots: list[tuple[float, float, float, float]]) -> None:
    centres, radii = [(x, y) for x, y, _, _ in dots], [radius for _, _, radius, _ in dots]
    sizes = [(width, 12.0) for _, _, _, width in dots]
    places = placing.place_labels(centres, radii, sizes)
    assert places == placing.place_labels(centres, radii, sizes)
    taken = [
        placing.Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(places, sizes, strict=True)
    ]
    circles = [placing.Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)]
    for index, box in enumerate(taken):
        assert not any(box.overlaps(other) for other in [*taken[:index], *circles])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 2 * math.pi), min_size=1, max_size=12), st.floats(5, 80))
def test_outer_labels_stay_outside_the_circle_and_apart(angles: list[float], width: float) -> None:
    taken: list[placing.Box] = []
    for angle in angles:
        placing.find_outer_place(angle, 100, (width, 12), taken)
    for index, box in enumerate(taken):
        assert not any(box.overlaps(other) for other in taken[:index])
        nearest = math.hypot(max(box.left, -box.right, 0), max(box.bottom, -box.top, 0))
        assert nearest >= 100 - 1e-6


@pytest.mark.parametrize("dots", [[], [(0.0, 0.45)], [(0.0, 0.4), (0.1, -0.4)]])
def test_chords_go_round_the_hub_and_the_dots_between(dots: list[tuple[float, float]]) -> None:
    start, end = (-0.8, 0.0), (0.8, 0.0)
    first, second = placing.bend_chord(start, end, 0.2, dots, 0.1)
    for step in range(51):
        t = step / 50
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        x, y = (
            sum(w * point[axis] for w, point in zip(weights, (start, first, second, end), strict=True))
            for axis in (0, 1)
        )
        assert 0.2 < math.hypot(x, y) <= 1
        assert all(math.dist((x, y), dot) > 0.09 for dot in dots)


def test_chords_that_nothing_bars_are_straight() -> None:
    first, second = placing.bend_chord((-0.75, 0.5), (0.75, 0.5), 0.2, [(0.0, -0.5)], 0.1)
    assert first == pytest.approx((-0.25, 0.5))
    assert second == pytest.approx((0.25, 0.5))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="计数：记录。共 12 records, of“”（）", max_size=60), st.integers(60, 200))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    folded = wording.wrap_text(text, width, 9)
    assert "".join(folded.split()) == "".join(text.split())
    for line in folded.split("\n"):
        pieces = wording._split_pieces(line)
        assert wording.measure_text(line, 9)[0] <= width or len(pieces) == 1


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wording.wrap_text("记录，" * 40, 60, 9).split("\n")
    assert len(lines) > 5
    assert not any(line.startswith("，") for line in lines)


def test_conflict_and_cooperation_differ_in_grey_and_meet_in_the_lightest() -> None:
    ends = [palette.measure_lightness(palette.colour_of_stance(stance)) for stance in (-1, 1)]
    middle = palette.measure_lightness(palette.colour_of_stance(0))
    assert abs(ends[0] - ends[1]) > 15
    assert middle > max(ends) + 20
    quads = sorted(palette.measure_lightness(colour) for colour in palette.QUADS.values())
    assert min(b - a for a, b in pairwise(quads)) > 5


@pytest.mark.parametrize("stance", [-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0])
def test_signs_are_readable_on_every_colour(stance: float) -> None:
    colour = palette.colour_of_stance(stance)
    text = palette.colour_of_text_on(colour)
    assert abs(palette.measure_lightness(colour) - palette.measure_lightness(text)) > 40
