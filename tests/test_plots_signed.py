"""Networks with a sign: what colours, signs, tips and widths say, in grey too, and that signs can be read."""

import math
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from waijiao import plots
from waijiao.errors import InputError, TableError
from waijiao.lexicon import read_labels
from waijiao.plots import palette

LABELS = ["zh", "en", "both"]
NAN = float("nan")


def make_directed() -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target, events, stance, sign in [
        ("HAMAS", "ISR", 9, -0.9, -1), ("ISR", "HAMAS", 6, -0.8, -1), ("QAT", "HAMAS", 4, 0.8, 1),
        ("QAT", "USA", 8, 0.9, 1), ("USA", "QAT", 5, 0.7, 1), ("USA", "IRN", 3, 0.1, 0), ("IRN", "ISR", 1, NAN, 0),
    ]:  # fmt: skip
        graph.add_edge(source, target, events=events, stance=stance, sign=sign)
    graph.add_node("AFG")
    return graph


def make_positions() -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("IRN", "SYR", weight=2.5, congruence=3, conflict=0)
    graph.add_edge("USA", "IRN", weight=-1.5, congruence=0, conflict=2)
    return graph


DRAW: dict[str, Callable[..., Axes]] = {
    "signed": lambda **kw: plots.plot_signed_network(make_directed(), **kw),
    "positions": lambda **kw: plots.plot_signed_network(make_positions(), **kw),
}
WORDS = {
    "signed": ("合作与冲突的网络", "A network of cooperation and conflict"),
    "positions": ("立场异同的网络", "A network of positions shared and opposed"),
}


def texts(ax: Axes, gid: str) -> list[str]:
    return [text.get_text() for text in ax.texts if (text.get_gid() or "").startswith(gid)]


def caption(ax: Axes) -> str:
    return texts(ax, "caption")[0].replace("\n", " ")


def lines(ax: Axes) -> dict[str, object]:
    return {line.get_gid(): line for line in ax.lines if (line.get_gid() or "").startswith("tie")}


def signs(ax: Axes) -> dict[str, str]:
    marked = [patch for patch in ax.patches if (patch.get_gid() or "").startswith("tie")]
    return {patch.get_gid(): patch.get_label() for patch in marked if patch.get_gid().endswith("-sign")}


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("kind", DRAW)
def test_figure_has_title_caption_and_every_glyph(kind: str, labels: str, tmp_path: Path) -> None:
    ax = DRAW[kind](labels=labels)
    zh, en = WORDS[kind]
    assert texts(ax, "title") == [{"zh": zh, "en": en, "both": f"{zh} · {en}"}[labels]]
    # A missing glyph is a warning, and warnings are errors.
    plots.write_figure(ax, tmp_path / "figure.png")


def test_figure_is_drawn_on_the_axes_given_and_the_graph_is_left_alone() -> None:
    graph = make_directed()
    ax = Figure(figsize=(8, 6)).add_subplot()
    assert plots.plot_signed_network(graph, ax=ax) is ax
    assert nx.utils.graphs_equal(graph, make_directed()) or any(
        math.isnan(data["stance"]) for _, _, data in graph.edges(data=True)
    )


def test_colour_and_sign_say_the_same() -> None:
    ax = DRAW["signed"]()
    colours = {gid: to_hex(line.get_color()) for gid, line in lines(ax).items()}
    assert colours["tie-HAMAS-ISR"] == colours["tie-ISR-HAMAS"] == palette.CONFLICT
    assert colours["tie-QAT-USA"] == palette.COOPERATION
    assert colours["tie-USA-IRN"] == palette.SILENT
    assert signs(ax) == {
        "tie-HAMAS-ISR-sign": "−", "tie-ISR-HAMAS-sign": "−", "tie-QAT-HAMAS-sign": "+", "tie-QAT-USA-sign": "+",
        "tie-USA-QAT-sign": "+", "tie-USA-IRN-sign": "0",
    }  # fmt: skip


def test_too_little_evidence_is_dotted_and_bears_no_sign() -> None:
    drawn = lines(DRAW["signed"]())
    assert not drawn["tie-IRN-ISR"].is_dashed() or drawn["tie-IRN-ISR"].get_linestyle() == "--"
    assert drawn["tie-IRN-ISR"].get_linestyle() != drawn["tie-USA-IRN"].get_linestyle()


def test_friend_and_foe_differ_in_grey() -> None:
    friend, foe = (palette.measure_lightness(colour) for colour in (palette.COOPERATION, palette.CONFLICT))
    assert abs(friend - foe) > 15


def test_lines_with_a_direction_end_in_a_tip_at_the_target_and_the_way_back_lies_beside() -> None:
    ax = DRAW["signed"]()
    places = {patch.get_gid(): patch.center for patch in ax.patches if (patch.get_gid() or "").startswith("actor")}
    tips = {patch.get_gid(): patch.get_xy() for patch in ax.patches if (patch.get_gid() or "").endswith("-tip")}
    assert len(tips) == 7
    for gid, corners in tips.items():
        _, source, target, _ = gid.split("-")
        assert math.dist(corners[0], places[f"actor-{target}"]) < math.dist(corners[0], places[f"actor-{source}"])
    there, back = (lines(ax)[gid].get_xydata() for gid in ("tie-HAMAS-ISR", "tie-ISR-HAMAS"))
    assert math.dist(there[len(there) // 2], back[len(back) // 2]) > 5


def test_lines_without_direction_have_no_tip() -> None:
    ax = DRAW["positions"]()
    assert sorted(lines(ax)) == ["tie-IRN-SYR", "tie-IRN-USA"]
    assert not [patch for patch in ax.patches if (patch.get_gid() or "").endswith("-tip")]
    assert signs(ax) == {"tie-IRN-SYR-sign": "+", "tie-IRN-USA-sign": "−"}


def test_width_and_dots_grow_with_weight() -> None:
    ax = DRAW["signed"]()
    widths = {gid: line.get_linewidth() for gid, line in lines(ax).items()}
    assert widths["tie-HAMAS-ISR"] > widths["tie-QAT-USA"] > widths["tie-USA-IRN"] > widths["tie-IRN-ISR"]
    radii = {patch.get_gid(): patch.radius for patch in ax.patches if (patch.get_gid() or "").startswith("actor")}
    assert radii["actor-HAMAS"] > radii["actor-QAT"] > radii["actor-IRN"]


def test_caption_counts_lines_by_sign_and_what_is_left_out() -> None:
    assert caption(DRAW["signed"](labels="en")) == (
        "5 actors, 7 lines: cooperation 3, conflict 2, mixed 1, too little evidence 1; records 36 in all. Tips point "
        "from who acts to whom. Not shown (less strength or weight): actors 1, lines 0."
    )
    assert "立场相同 1，立场相反 1；权重合计 4" in caption(DRAW["positions"]())


def test_only_the_heaviest_lines_are_drawn_and_equal_ones_share_their_fate() -> None:
    assert sorted(lines(DRAW["signed"](lines=2))) == ["tie-HAMAS-ISR", "tie-QAT-USA"]
    equal: nx.Graph[str] = nx.Graph()
    for a, b, records in [("QAT", "USA", 5), ("IRN", "ISR", 2), ("ISR", "USA", 2)]:
        equal.add_edge(a, b, records=records, sign=1)
    ax = plots.plot_signed_network(equal, lines=2)
    assert sorted(lines(ax)) == ["tie-QAT-USA"]
    assert "未画出（强度或权重较低）：行为体 2，连线 2" in caption(ax)


def test_signs_stand_on_neither_dots_nor_names_nor_each_other() -> None:
    codes = sorted(code for code in read_labels() if len(code) == 3)[:30:3]
    graph: nx.Graph[str] = nx.Graph()
    for i, a in enumerate(codes):
        for j, b in enumerate(codes[:i]):
            if (i + j) % 2:
                graph.add_edge(a, b, records=1 + i * j % 5, sign=(-1) ** i)
    ax = plots.plot_signed_network(graph)
    FigureCanvasAgg(ax.figure).draw()
    marks = [patch for patch in ax.patches if (patch.get_gid() or "").endswith("-sign")]
    centres = [patch.get_path().get_extents().get_points().mean(axis=0) for patch in marks]
    dots = [patch for patch in ax.patches if (patch.get_gid() or "").startswith("actor")]
    place = ax.transData.inverted().transform
    words = [text for text in ax.texts if (text.get_gid() or "").startswith("name")]
    names = [Bbox(place(text.get_window_extent().get_points())) for text in words]
    assert len(marks) > 20
    assert len(names) == 10
    for index, centre in enumerate(centres):
        assert all(math.dist(centre, other) > 9 for other in centres[:index])
        assert all(math.dist(centre, dot.center) > dot.radius + 4 for dot in dots)
        assert not any(name.contains(*centre) for name in names)


def test_camps_colour_the_dots_and_actors_without_one_are_grey() -> None:
    camps = pd.DataFrame({"actor": ["QAT", "USA", "ISR", "HAMAS", "IRN"], "camp": [1, 1, 2, 1, 0]})
    ax = DRAW["signed"](camps=camps, labels="en")
    dots = {patch.get_gid(): to_hex(patch.get_facecolor()) for patch in ax.patches if patch.get_gid()}
    assert dots["actor-QAT"] == dots["actor-HAMAS"] != dots["actor-ISR"]
    assert dots["actor-IRN"] == palette.NODE
    assert "camps" in [text.get_text() for text in ax.texts]
    with pytest.raises(TableError, match="`camps` lacks the column 'camp'"):
        DRAW["signed"](camps=camps[["actor"]])


def test_order_of_nodes_and_edges_is_irrelevant() -> None:
    graph, other = make_directed(), nx.DiGraph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(reversed(list(graph.edges(data=True))))
    first, second = (plots.render_svg(plots.plot_signed_network(each)) for each in (graph, other))
    assert first == second


def test_what_cannot_be_drawn_is_refused() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("QAT", "USA", lift=2.0)
    with pytest.raises(InputError, match="`graph` has edges with lift; expected events, records or weight"):
        plots.plot_signed_network(graph)
    graph.add_edge("QAT", "IRN", weight=0.0)
    with pytest.raises(InputError, match="`weight` is 'weight', but 2 edges have no such value other than 0, first"):
        plots.plot_signed_network(graph, weight="weight")
    with pytest.raises(InputError, match="`lines` is 0; expected 1 or more lines"):
        plots.plot_signed_network(make_directed(), lines=0)
    with pytest.raises(InputError, match=r"`graph` is directed; .* Try plot_signed_network"):
        plots.plot_network(make_directed())
    with pytest.raises(InputError, match="no such value above 0, first"):
        plots.plot_network(make_positions(), weight="weight")
    with pytest.raises(InputError, match="`labels` is 'cn'"):
        DRAW["signed"](labels="cn")
