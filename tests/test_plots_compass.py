"""The compass: who stands where, what is filled, dotted, grey, and that names cover nothing."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

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

PARTNER = ["actor", "camp", "channel", "stance", "engagement", "records"]
CHORD = ["actor_a", "actor_b", "hostility", "bridged"]


@dataclass(frozen=True)
class Compass:
    """What measure_compass returns, as far as a figure reads it."""

    focal: str
    universe: tuple[str, ...]
    partners: pd.DataFrame
    chords: pd.DataFrame
    measures: dict[str, float] = field(default_factory=dict)


QATAR = Compass(
    "QAT",
    ("HAMAS", "IRN", "ISR", "QAT", "SAU", "TALIBAN", "USA"),
    pd.DataFrame(
        [
            ("HAMAS", "IRN-HAMAS", 0.87, 0.87, 0.87, 15),
            ("IRN", "IRN-HAMAS", 0.67, 0.10, 0.73, 6),
            ("ISR", "US-ISR", 0.0, -0.73, 0.6, 6),
            ("SAU", "GULF", 0.0, 0.0, 0.0, 0),
            ("TALIBAN", "", 0.25, 0.25, 0.25, 1),
            ("USA", "US-ISR", 0.92, 0.92, 0.92, 19),
        ],
        columns=PARTNER,
    ),
    pd.DataFrame(
        [("HAMAS", "ISR", 0.74, False), ("IRN", "SAU", 0.4, False), ("TALIBAN", "USA", 0.27, True)], columns=CHORD
    ),
)
ISRAEL = Compass(
    "ISR",
    QATAR.universe,
    pd.DataFrame([("QAT", "GULF", 0.4, 0.7, 0.7, 6), ("HAMAS", "IRN-HAMAS", 0.0, -0.7, 0.8, 4)], columns=PARTNER),
    pd.DataFrame([("HAMAS", "USA", 0.7, False)], columns=CHORD),
)
DRAW: dict[str, Callable[..., Axes]] = {
    "compass": lambda **kw: plots.plot_compass(QATAR, **kw),
    "grid": lambda **kw: plots.plot_compass_grid([QATAR, ISRAEL], **kw),
}


def crowd(n: int) -> Compass:
    codes = [code for code in sorted(read_labels()) if len(code) == 3][20 : 20 + n]
    rows = [
        (code, f"C{i // 4}", 0.5 * (i % 3), (i % 9 - 4) / 4, (i % 10) / 10, i % 10 * 11) for i, code in enumerate(codes)
    ]
    pairs = [(a, b, 0.5, True) for a, b in zip(codes[::3], codes[1::3], strict=False)]
    return Compass("QAT", tuple(codes), pd.DataFrame(rows, columns=PARTNER), pd.DataFrame(pairs, columns=CHORD))


def patches(ax: Axes) -> dict[str, object]:
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


def texts(ax: Axes, start: str) -> list[str]:
    return [text.get_text() for text in ax.texts if (text.get_gid() or "").startswith(start)]


def overlap(a: Bbox, b: Bbox) -> bool:
    return bool(a.x0 < b.x1 - 0.5 and b.x0 < a.x1 - 0.5 and a.y0 < b.y1 - 0.5 and b.y0 < a.y1 - 0.5)


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
@pytest.mark.parametrize("kind", DRAW)
def test_compass_has_every_glyph_and_says_what_was_counted(kind: str, labels: str) -> None:
    ax = DRAW[kind](labels=labels)
    assert plots.render_svg(ax).count('id="caption"') == 1
    caption = "".join(texts(ax, "caption"))
    assert "47" in caption
    assert ("计数" in caption) == (labels != "en")
    assert ("Counted" in caption) == (labels != "zh")


def test_compass_prints_the_universe_and_names_with_their_records() -> None:
    ax = plots.plot_compass(QATAR)
    assert "行为体范围（7）：卡塔尔、哈马斯" in texts(ax, "caption")[0].replace("\n", "")
    assert sorted(texts(ax, "name-")) == sorted(["美国 19", "以色列 6", "哈马斯 15", "伊朗 6", "塔利班 1", "沙特"])
    assert texts(ax, "subtitle") == ["与 6 个行为体中的 4 个有接触渠道；3 对相互敌对者中，与 1 对的双方都有渠道"]


def test_bilingual_names_take_two_lines() -> None:
    assert "美国 19\nUnited States" in texts(plots.plot_compass(QATAR, labels="both"), "name-USA")


def test_signs_say_cooperation_conflict_or_even() -> None:
    signs = {gid: patch.get_label() for gid, patch in patches(plots.plot_compass(QATAR)).items() if "-sign" in gid}
    assert signs["partner-USA-sign"] == "+"
    assert signs["partner-ISR-sign"] == "−"
    assert signs["partner-IRN-sign"] == "0"
    assert "partner-SAU-sign" not in signs


def test_channel_fills_the_dot_and_silence_is_grey() -> None:
    ax = plots.plot_compass(QATAR)
    drawn = patches(ax)
    assert to_hex(drawn["partner-USA"].get_facecolor()) == palette.colour_of_stance(0.92)
    assert to_hex(drawn["partner-SAU"].get_facecolor()) == palette.SILENT
    holes = [
        patch for patch in ax.patches if patch.get_gid() is None and to_hex(patch.get_facecolor()) == palette.PAPER
    ]
    centres = {tuple(hole.center) for hole in holes if hasattr(hole, "center")}
    assert tuple(drawn["partner-ISR"].center) in centres
    assert tuple(drawn["partner-USA"].center) not in centres


def test_distance_from_the_middle_grows_with_engagement() -> None:
    ax = plots.plot_compass(QATAR)
    middle = next(text.get_position() for text in ax.texts if text.get_gid() == "focal")
    drawn = patches(ax)
    distance = {
        row.actor: math.dist(middle, drawn[f"partner-{row.actor}"].center) for row in QATAR.partners.itertuples()
    }
    ordered = QATAR.partners.sort_values("engagement")["actor"].tolist()
    assert sorted(distance, key=distance.__getitem__) == ordered


def test_hostile_pairs_are_wider_when_more_hostile_and_dotted_when_not_bridged() -> None:
    drawn = patches(plots.plot_compass(QATAR))
    assert drawn["hostile-HAMAS-ISR"].get_linewidth() > drawn["hostile-IRN-SAU"].get_linewidth()
    assert drawn["hostile-TALIBAN-USA"].get_linestyle() in ("-", "solid")
    assert drawn["hostile-IRN-SAU"].get_linestyle() not in ("-", "solid")


def test_camps_have_arcs_and_names_and_members_stand_together() -> None:
    ax = plots.plot_compass(QATAR)
    assert {"camp-US-ISR", "camp-IRN-HAMAS", "camp-GULF"} == {gid for gid in patches(ax) if gid.startswith("camp-")}
    assert "camp: 伊朗与哈马斯" in [patch.get_label() for patch in ax.patches]
    order = [gid.removeprefix("name-") for text in ax.texts if (gid := text.get_gid() or "").startswith("name-")]
    assert order == ["USA", "ISR", "HAMAS", "IRN", "TALIBAN", "SAU"]


def test_camps_of_the_caller_come_first() -> None:
    ax = plots.plot_compass(QATAR, camps={"TALIBAN": "GULF"}, names={"GULF": ("甲", "A")})
    assert "camp: 甲" in [patch.get_label() for patch in ax.patches]
    order = [text.get_gid() for text in ax.texts if (text.get_gid() or "").startswith("name-")]
    assert order.index("name-TALIBAN") == order.index("name-SAU") - 1


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
@pytest.mark.parametrize("compass", [QATAR, crowd(20)], ids=["article", "twenty"])
def test_names_cover_neither_dots_nor_legend_nor_each_other(compass: Compass, labels: str) -> None:
    ax = plots.plot_compass(compass, labels=labels)
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    said = [text.get_window_extent(canvas.get_renderer()) for text in ax.texts if text.get_text()]
    dots = [patch.get_window_extent() for gid, patch in patches(ax).items() if gid.startswith("partner-")]
    for index, box in enumerate(said):
        assert not any(overlap(box, other) for other in said[:index])
        assert not any(overlap(box, dot) for dot in dots)


@pytest.mark.parametrize("labels", ["zh", "both"])
def test_names_in_a_grid_do_not_overlap(labels: str) -> None:
    ax = plots.plot_compass_grid([QATAR, ISRAEL, QATAR, ISRAEL], labels=labels)
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    said = [text.get_window_extent(canvas.get_renderer()) for text in ax.texts]
    for index, box in enumerate(said):
        assert not any(overlap(box, other) for other in said[:index])


def test_every_actor_keeps_its_place_in_a_grid() -> None:
    ax = plots.plot_compass_grid([QATAR, ISRAEL])
    drawn = patches(ax)
    middles = [text.get_position() for text in ax.texts if (text.get_gid() or "").endswith("-focal")]
    angles = []
    for (x, y), focal in zip(middles, ("QAT", "ISR"), strict=True):
        u, v = drawn[f"{focal}-partner-HAMAS"].center
        angles.append(math.atan2(v - y, u - x))
    assert angles[0] == pytest.approx(angles[1])


@pytest.mark.parametrize("kind", DRAW)
def test_compass_is_drawn_on_the_axes_given_and_leaves_its_input_alone(kind: str) -> None:
    before = QATAR.partners.copy(), QATAR.chords.copy()
    ax = Figure(figsize=(9, 8)).add_subplot()
    assert DRAW[kind](ax=ax) is ax
    pd.testing.assert_frame_equal(QATAR.partners, before[0])
    pd.testing.assert_frame_equal(QATAR.chords, before[1])


def test_one_partner_and_no_hostile_pair_can_be_drawn() -> None:
    lone = Compass("QAT", ("QAT", "USA"), QATAR.partners.tail(1), QATAR.chords.iloc[:0])
    assert texts(plots.plot_compass(lone, labels="en"), "name-") == ["United States 19"]


def test_compass_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(InputError, match="`compass` is a DataFrame without 'focal'; expected what measure_compass"):
        plots.plot_compass(QATAR.partners)
    with pytest.raises(TableError, match=r"`compass\.partners` lacks the columns 'stance', 'records'"):
        plots.plot_compass(replace(QATAR, partners=QATAR.partners.drop(columns=["stance", "records"])))
    with pytest.raises(InputError, match="The compass of 'QAT' has no other actor"):
        plots.plot_compass(Compass("QAT", ("QAT",), QATAR.partners.iloc[:0], QATAR.chords.iloc[:0]))
    with pytest.raises(InputError, match="`labels` is 'cn'"):
        plots.plot_compass_grid([QATAR], labels="cn")


def test_figure_reads_what_measure_compass_returns() -> None:
    from waijiao.compass import measure_compass
    from waijiao.tables import make_table

    acts = [("QAT", "USA", 1), ("USA", "QAT", 1), ("QAT", "HAMAS", 1), ("USA", "HAMAS", -1)]
    events = make_table(
        "events",
        [
            {
                "event_id": f"a:s00{i}:e00", "doc_id": "a", "sent_id": f"a:s00{i}", "source": source, "target": target,
                "category": "CONSULT" if sign > 0 else "ACCUSE", "quad": 1 if sign > 0 else 3, "score": 2.5 * sign,
                "goldstein": 1.0 * sign, "cameo_root": "04", "polarity": sign, "intensity": 1, "modality": "actual",
                "mutual": False, "channel": sign > 0, "quoted": False, "start": 0, "end": 1, "event_group": f"g{i}",
            }
            for i, (source, target, sign) in enumerate(acts)
        ],
    )  # fmt: skip
    drawn = patches(plots.plot_compass(measure_compass(events, "QAT")))
    assert {"partner-USA", "partner-HAMAS", "hostile-HAMAS-USA"} <= set(drawn)


def test_a_crowded_compass_draws_those_with_most_records_and_counts_all() -> None:
    crowded = crowd(60)
    ax = plots.plot_compass(crowded, labels="en", n=5)
    drawn = {str(gid).split("-")[1] for gid in patches(ax) if str(gid).startswith("partner-")}
    most = crowded.partners.sort_values(["records", "actor"], ascending=[False, True])["actor"].head(5)
    assert drawn == set(most)
    assert f"{len(crowded.universe) + 1} actors considered, 5 shown." in " ".join(texts(ax, "caption"))
    assert f"of {len(crowded.universe)} actors" in texts(ax, "subtitle")[0]
