"""Standing ties as bars, and as squares on the compass: what is drawn, where, and that nothing covers anything."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from waijiao import plots
from waijiao.compass import measure_compass
from waijiao.errors import InputError, TableError
from waijiao.lexicon import read_ties
from waijiao.plots import palette
from waijiao.tables import make_table
from waijiao.validation import read_gold

LABELS = ["zh", "en", "both"]
NAMES = {"QAT": ("卡塔尔", "Qatar"), "USA": ("美国", "United States"), "SAU": ("沙特", "Saudi Arabia")}


@dataclass(frozen=True)
class Tie:
    """A tie as a test writes it."""

    a: str
    b: str
    start: str
    end: str = ""
    polarity: int = 1
    mutual: bool = False


def make_ties(*ties: Tie) -> pd.DataFrame:
    return make_table(
        "ties",
        [
            {
                "tie_id": f"{tie.a}:{tie.b}:kind:{tie.start}", "actor_a": tie.a, "actor_b": tie.b, "kind": "kind",
                "mutual": tie.mutual, "polarity": tie.polarity, "start": tie.start, "end": tie.end,
                "name_zh": f"关系{number}", "name_en": f"tie {number}",
            }
            for number, tie in enumerate(ties)
        ],
    )  # fmt: skip


TIES = make_ties(
    Tie("QAT", "USA", "2001"),
    Tie("SAU", "QAT", "2017-06-05", "2021-01-05", polarity=-1),
    Tie("QAT", "SAU", "2021-01-05", mutual=True),
    Tie("USA", "QAT", "1992-06", "2028"),
    Tie("SAU", "USA", "1945"),
)


@pytest.fixture(scope="module")
def compass():
    return measure_compass(read_gold().records(), "QAT")


def patches(ax: Axes) -> dict[str, object]:
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


def texts(ax: Axes, start: str) -> list[str]:
    return [text.get_text() for text in ax.texts if (text.get_gid() or "").startswith(start)]


def ends(patch: object) -> tuple[float, float]:
    x = patch.get_path().vertices[:, 0]
    return float(x.min()), float(x.max())


def assert_nothing_overlaps(ax: Axes, also: str) -> None:
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in ax.texts if text.get_text()]
    boxes += [
        patch.get_window_extent() for gid, patch in patches(ax).items() if gid.startswith(also) and "sign" not in gid
    ]
    for index, box in enumerate(boxes):
        for other in boxes[:index]:
            apart = box.x0 >= other.x1 - 0.5 or other.x0 >= box.x1 - 0.5
            assert apart or box.y0 >= other.y1 - 0.5 or other.y0 >= box.y1 - 0.5


# -- bars ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("labels", LABELS)
def test_figure_has_title_caption_and_every_glyph(labels: str, tmp_path: Path) -> None:
    ax = plots.plot_ties(read_ties(), focal="QAT", labels=labels)
    zh, en = "卡塔尔的既有关系", "Standing ties of Qatar"
    assert texts(ax, "title") == [{"zh": zh, "en": en, "both": f"{zh} · {en}"}[labels]]
    assert ("状态，不是事件" in texts(ax, "caption")[0].replace("\n", "")) == (labels != "en")
    # A missing glyph is a warning, and warnings are errors.
    plots.write_figure(ax, tmp_path / "figure.png")


def test_ties_of_the_actor_stand_by_partner_and_start() -> None:
    ax = plots.plot_ties(TIES, focal="QAT", names=NAMES)
    assert texts(ax, "partner-") == ["沙特", "美国"]
    assert [name for name in texts(ax, "tie-") if name.startswith("关系")] == ["关系1", "关系2", "关系3", "关系0"]
    assert texts(ax, "subtitle") == ["与 2 方的 4 条关系，其中 2 条不知有终止日期"]


def test_colour_and_sign_give_the_polarity() -> None:
    drawn = patches(plots.plot_ties(TIES, focal="QAT"))
    adverse, mutual = drawn["tie-SAU-QAT-kind-2017-06-05"], drawn["tie-QAT-SAU-kind-2021-01-05"]
    assert to_hex(adverse.get_facecolor()) == palette.CONFLICT
    assert to_hex(mutual.get_facecolor()) == palette.COOPERATION
    assert drawn["tie-SAU-QAT-kind-2017-06-05-sign"].get_label() == "−"
    assert drawn["tie-QAT-SAU-kind-2021-01-05-sign"].get_label() == "+"


def test_bars_run_from_start_to_end_and_to_a_tip_when_no_end_is_known() -> None:
    drawn = patches(plots.plot_ties(TIES, focal="QAT"))
    blockade, relations = ends(drawn["tie-SAU-QAT-kind-2017-06-05"]), ends(drawn["tie-QAT-SAU-kind-2021-01-05"])
    base, planned = ends(drawn["tie-QAT-USA-kind-2001"]), ends(drawn["tie-USA-QAT-kind-1992-06"])
    assert planned[0] < base[0] < blockade[0] < blockade[1] == pytest.approx(relations[0])
    assert planned[1] < base[1] == relations[1]


def test_arrows_say_which_way_a_tie_runs() -> None:
    ax = plots.plot_ties(TIES, focal="QAT")
    assert [text.get_text() for text in ax.texts if text.get_text() in "→←↔"] == ["←", "↔", "←", "→"]


@pytest.mark.parametrize(
    ("on", "grey"), [(None, ["关系1"]), ("2018", ["关系2"]), ("1999-12-31", ["关系1", "关系2", "关系0"])]
)
def test_names_of_ties_that_do_not_stand_are_grey(on: str | None, grey: list[str]) -> None:
    ax = plots.plot_ties(TIES, focal="QAT", on=on)
    names = [text for text in ax.texts if (text.get_gid() or "").endswith("-name")]
    assert [text.get_text() for text in names if text.get_color() == palette.MUTED] == grey
    assert texts(ax, "on") == ([on] if on else [])


def test_only_so_many_ties_are_drawn_and_all_are_counted() -> None:
    ax = plots.plot_ties(TIES, focal="QAT", n=2, names=NAMES)
    assert texts(ax, "partner-") == ["沙特"]
    assert texts(ax, "caption")[0].startswith("图中 2 条（共 4 条）。")
    assert "4 条" in texts(ax, "subtitle")[0]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize(("focal", "on"), [("QAT", None), ("TALIBAN", "2023-10"), ("SYR", "2011")])
def test_words_and_bars_do_not_cover_each_other(labels: str, focal: str, on: str | None) -> None:
    assert_nothing_overlaps(plots.plot_ties(read_ties(), focal=focal, labels=labels, on=on), "tie-")


def test_ties_are_drawn_on_the_axes_given_and_the_table_is_left_alone() -> None:
    before, ax = TIES.copy(), Figure(figsize=(9, 4)).add_subplot()
    assert plots.plot_ties(TIES, focal="QAT", ax=ax) is ax
    pd.testing.assert_frame_equal(TIES, before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"focal": "QTA"}, r"No tie in `ties` has `focal` 'QTA' at an end; .* Did you mean 'QAT'"),
        ({"focal": "QAT", "n": 0}, r"`n` is 0; expected 1 or more ties"),
        ({"focal": "QAT", "on": "autumn"}, r"`on` has the date 'autumn'; expected an ISO date"),
        ({"focal": "QAT", "on": "2023-13"}, r"`on` has the date '2023-13'"),
        ({"focal": "QAT", "labels": "cn"}, r"`labels` is 'cn'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plots.plot_ties(TIES, **options)


def test_missing_columns_are_named() -> None:
    with pytest.raises(TableError, match="`ties` lacks the columns 'polarity', 'end'"):
        plots.plot_ties(TIES.drop(columns=["polarity", "end"]), focal="QAT")


# -- squares on the compass ------------------------------------------------------------------------------------------


def test_squares_count_the_ties_of_partners_by_polarity(compass) -> None:
    ties = make_ties(
        Tie("QAT", "USA", "2001"), Tie("USA", "QAT", "1992"), Tie("IRN", "QAT", "1971", polarity=-1),
        Tie("IRN", "USA", "1980", polarity=-1), Tie("QAT", "TUR", "2015"),
    )  # fmt: skip
    ax = plots.plot_compass(compass, ties=ties)
    counts = {text.get_gid(): text.get_text() for text in ax.texts if (text.get_gid() or "").startswith("ties-")}
    assert counts == {"ties-USA-coop-count": "2", "ties-IRN-conf-count": "1"}
    drawn = patches(ax)
    assert to_hex(drawn["ties-USA-coop"].get_facecolor()) == palette.COOPERATION
    assert drawn["ties-IRN-conf-sign"].get_label() == "−"
    assert "与中心行为体的既有关系 3 条" in texts(ax, "caption")[0].replace("\n", "")
    assert "另有 1 条的对方不在图中" in texts(ax, "caption")[0].replace("\n", "")


def test_ties_move_no_dot_and_change_no_line(compass) -> None:
    plain, tied = (patches(plots.plot_compass(compass, **more)) for more in ({}, {"ties": read_ties(on="2023-10")}))
    assert {gid for gid in plain if "legend" not in gid} == {
        gid for gid in tied if "ties" not in gid and "legend" not in gid
    }
    for gid in ("hostile-HAMAS-ISR", "hostile-IRN-USA"):
        assert plain[gid].get_linewidth() == tied[gid].get_linewidth()
    assert to_hex(plain["partner-USA"].get_facecolor()) == to_hex(tied["partner-USA"].get_facecolor())


def test_the_legend_explains_squares_only_when_there_are_any(compass) -> None:
    words = [text.get_text() for text in plots.plot_compass(compass, ties=read_ties(), labels="en").texts]
    assert "standing ties, and how many" in words
    assert "standing ties, and how many" not in [
        text.get_text() for text in plots.plot_compass(compass, labels="en").texts
    ]


@pytest.mark.parametrize("labels", LABELS)
def test_squares_cover_neither_names_nor_legend(compass, labels: str) -> None:
    assert_nothing_overlaps(plots.plot_compass(compass, ties=read_ties(), labels=labels), "ties-")


def test_a_table_that_holds_no_ties_is_refused(compass) -> None:
    with pytest.raises(TableError, match="`ties` lacks the columns 'actor_a', 'actor_b', 'polarity'"):
        plots.plot_compass(compass, ties=pd.DataFrame({"actor": ["QAT"]}))
