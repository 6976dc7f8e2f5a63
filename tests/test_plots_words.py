"""Figures of words: keyness, dispersion, keywords in context, words over time."""

import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from scipy import stats

from waijiao import plots
from waijiao.concordance import kwic
from waijiao.errors import InputError, TableError
from waijiao.plots import palette
from waijiao.plots.wording import fit_text, measure_text

LABELS = ["zh", "en", "both"]
KEYNESS = pd.DataFrame(
    [
        ("ceasefire", 30, 2, 31.0, 3.9, 2.0, 5.8, 0.001, True),
        ("F-16", 3, 0, 4.1, 2.8, -1.0, 6.6, float("nan"), False),
        ("talks", 9, 5, 1.2, 0.8, -0.7, 2.3, 0.4, True),
        ("same", 5, 5, 0.0, 0.0, -1.5, 1.5, 1.0, True),
        ("trade", 5, 8, -0.7, -0.7, -2.2, 0.8, 0.5, True),
        ("sanctions", 1, 20, -19.0, -4.3, -7.0, -1.6, 0.002, True),
    ],
    columns=["term", "count_target", "count_reference", "g2", "log_ratio", "low", "high", "q", "testable"],
)
DOCUMENTS = {"a": "talks on gas . talks fail .", "b": "gas gas gas .", "c": "no talks ."}
TOKENS = pd.DataFrame(
    [(word, "punct" if word == "." else "word", doc) for doc, text in DOCUMENTS.items() for word in text.split()],
    columns=["token", "kind", "doc_id"],
)
SCORES = pd.DataFrame({"term": ["talks", "gas"], "dp_norm": [0.25, 0.5]})
TEXTS = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Doha hosts talks; talks fail.", "No\ntalks at $5, or $6."]})
PERIODS = {"2023-09": (2, 900), "2023-10": (1, 400), "2023-11": (0, 0), "2023-12": (3, 1500)}
COUNTS = {"talks": (8, 2, 0, 0), "gas": (0, 1, 0, 9)}
TRENDS = pd.DataFrame(
    [
        (term, period, count, documents, tokens, count * 1e6 / tokens if tokens else float("nan"))
        for term, counts in COUNTS.items()
        for count, (period, (documents, tokens)) in zip(counts, PERIODS.items(), strict=True)
    ],
    columns=["term", "period", "count", "documents", "tokens", "per_million"],
)

DRAW: dict[str, Callable[..., Axes]] = {
    "keyness": lambda **kw: plots.plot_keyness(KEYNESS, **kw),
    "dispersion": lambda **kw: plots.plot_dispersion(TOKENS, ["talks", "gas"], scores=SCORES, **kw),
    "kwic": lambda **kw: plots.plot_kwic(kwic(TEXTS, "talks", width=12), **kw),
    "trends": lambda **kw: plots.plot_trends(TRENDS, **kw),
}
WORDS = {
    "keyness": ("哪些词更具特征", "Which words are key"),
    "dispersion": ("词语在文中何处", "Where words stand in the texts"),
    "kwic": ("“talks”的语境", "talks in context"),
    "trends": ("词频的变化", "Words over time"),
}


def texts(ax: Axes, gid: str) -> list[str]:
    return [text.get_text() for text in ax.texts if (text.get_gid() or "").startswith(gid)]


def flat(ax: Axes, gid: str = "caption") -> str:
    return texts(ax, gid)[0].replace("\n", " ")


def patches(ax: Axes) -> dict[str, object]:
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


def assert_no_text_overlaps(ax: Axes) -> None:
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    axes = [axis for axis in (ax.xaxis, ax.yaxis) if ax.axison and axis.get_visible()]
    shown = [
        text for text in [*ax.texts, *(text for axis in axes for text in axis.get_ticklabels())] if text.get_text()
    ]
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in shown]
    for index, (name, box) in enumerate(boxes):
        for other_name, other in boxes[:index]:
            apart = box.x0 >= other.x1 - 0.5 or other.x0 >= box.x1 - 0.5
            assert apart or box.y0 >= other.y1 - 1 or other.y0 >= box.y1 - 1, (name, other_name)


# -- what all of them have in common -----------------------------------------------------------------------------------


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("kind", DRAW)
def test_figure_has_title_caption_and_every_glyph(kind: str, labels: str, tmp_path: Path) -> None:
    ax = DRAW[kind](labels=labels)
    zh, en = WORDS[kind]
    assert texts(ax, "title") == [{"zh": zh, "en": en, "both": f"{zh} · {en}"}[labels]]
    assert re.search(r"\d", flat(ax))
    # A missing glyph is a warning, and warnings are errors.
    plots.write_figure(ax, tmp_path / "figure.png")


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("kind", DRAW)
def test_no_words_cover_each_other(kind: str, labels: str) -> None:
    assert_no_text_overlaps(DRAW[kind](labels=labels))


@pytest.mark.parametrize("kind", DRAW)
def test_english_figure_has_no_chinese_of_its_own(kind: str) -> None:
    ax = DRAW[kind](labels="en")
    said = "".join(text.get_text() for text in [*ax.texts, *ax.get_yticklabels()])
    assert not any("\u4e00" <= character <= "\u9fff" for character in said)


@pytest.mark.parametrize("kind", DRAW)
def test_figure_is_drawn_on_the_axes_given_and_shows_every_mark_inside_it(kind: str) -> None:
    figure = Figure(figsize=(7, 5))
    ax = figure.add_subplot()
    assert DRAW[kind](ax=ax, labels="both") is ax
    assert figure.axes == [ax]
    FigureCanvasAgg(figure).draw()
    frame = ax.get_window_extent()
    for patch in ax.patches:
        box = patch.get_window_extent()
        assert frame.x0 - 2 <= box.x0 <= box.x1 <= frame.x1 + 2


def test_plotting_leaves_its_input_alone() -> None:
    tables = [KEYNESS, TOKENS, SCORES, TEXTS, TRENDS]
    before = [table.copy() for table in tables]
    for draw in DRAW.values():
        draw()
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


@pytest.mark.parametrize("kind", DRAW)
def test_unknown_labels_are_named(kind: str) -> None:
    with pytest.raises(InputError, match="`labels` is 'cn'"):
        DRAW[kind](labels="cn")


# -- keyness -----------------------------------------------------------------------------------------------------------


def test_target_stands_right_and_reference_left_the_most_key_outermost() -> None:
    ax = plots.plot_keyness(KEYNESS)
    assert texts(ax, "term-") == ["ceasefire", "F-16", "talks", "trade", "sanctions"]
    assert [bar.get_width() for bar in ax.patches] == [31.0, 4.1, 1.2, -0.7, -19.0]
    assert texts(ax, "counts-") == ["30 : 2", "3 : 0", "9 : 5", "5 : 8", "1 : 20"]
    assert texts(ax, "side-") == ["目标文本 →", "← 参照文本"]


def test_only_significant_terms_are_full_and_those_too_rare_are_hollow() -> None:
    drawn = {gid: to_hex(bar.get_facecolor()) for gid, bar in patches(plots.plot_keyness(KEYNESS)).items()}
    assert drawn["target-0"] == palette.TARGET
    assert drawn["reference-1"] == palette.REFERENCE
    assert drawn["target-1"] == palette.PAPER
    assert palette.measure_lightness(drawn["target-2"]) > palette.measure_lightness(palette.TARGET) + 20
    lenient = patches(plots.plot_keyness(KEYNESS, alpha=0.45))
    assert to_hex(lenient["target-2"].get_facecolor()) == palette.TARGET


def test_keyness_caption_counts_what_was_tested() -> None:
    caption = flat(plots.plot_keyness(KEYNESS, n=1, labels="en"))
    assert "6 words (53 : 40 occurrences); significant 2, too few to test 1, shown 2" in caption
    assert "q ≤ 0.05" in caption


def test_log_ratio_is_drawn_with_its_interval() -> None:
    ax = plots.plot_keyness(KEYNESS, measure="log_ratio", target="2023", reference="2022")
    intervals = [line.get_xdata().tolist() for line in ax.lines[1:]]
    assert intervals[0] == [2.0, 5.8]
    assert intervals[-1] == [-7.0, -1.6]
    assert "95% 区间" in flat(ax)
    assert texts(ax, "side-") == ["2023 →", "← 2022"]


def test_keyness_of_one_side_alone_and_with_a_long_name() -> None:
    long = KEYNESS.assign(
        term=KEYNESS["term"].where(KEYNESS["term"] != "ceasefire", "a very long name of an organisation")
    )
    for table in (long, long[long["g2"] > 0], long[long["g2"] < 0]):
        ax = plots.plot_keyness(table)
        # Fine enough that letters have their own widths, not those of the grid of pixels.
        ax.figure.set_dpi(600)
        FigureCanvasAgg(ax.figure).draw()
        frame = ax.get_window_extent()
        for text in ax.texts:
            if (text.get_gid() or "").startswith(("term", "counts")):
                assert frame.x0 <= text.get_window_extent().x0
                assert text.get_window_extent().x1 <= frame.x1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "simple_maths"}, r"`measure` is 'simple_maths'; choose one of"),
        ({"n": 0}, r"`n` is 0; expected 1 or more terms to show on each side"),
        ({"alpha": 5}, r"`alpha` is 5; expected a probability between 0 and 1"),
    ],
)
def test_keyness_refuses_what_it_cannot_draw(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plots.plot_keyness(KEYNESS, **options)


def test_keyness_refuses_tables_without_difference_or_columns() -> None:
    with pytest.raises(InputError, match="No term in `keyness` has a g2 above or below 0"):
        plots.plot_keyness(KEYNESS[KEYNESS["g2"] == 0])
    with pytest.raises(TableError, match="`keyness` lacks the columns 'q', 'testable'"):
        plots.plot_keyness(KEYNESS.drop(columns=["q", "testable"]))


# -- dispersion --------------------------------------------------------------------------------------------------------


def strokes(ax: Axes, row: int) -> list[float]:
    paths = [patch for gid, patch in patches(ax).items() if re.fullmatch(rf"term-{row}(-\d)?", gid)]
    return sorted(x for path in paths for x in path.get_path().vertices[::2, 0].tolist())


def test_a_stroke_stands_where_the_word_does_and_punctuation_takes_no_room() -> None:
    ax = plots.plot_dispersion(TOKENS, ["talks", "gas"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["talks", "gas"]
    assert ax.get_xlim() == (0, 10)
    assert [math.floor(x) for x in strokes(ax, 0)] == [0, 3, 9]
    assert [math.floor(x) for x in strokes(ax, 1)] == [2, 5, 6, 7]
    borders = [line.get_xdata()[0] for line in ax.lines if (line.get_gid() or "").startswith("border")]
    assert borders == [5, 8]


def test_chinese_words_are_legible_on_axes_with_another_font() -> None:
    tokens = pd.DataFrame({"token": ["会谈", "停火"], "kind": "word", "doc_id": "a"})
    ax = Figure(figsize=(6, 4)).add_subplot()
    plots.render_svg(plots.plot_dispersion(tokens, ["会谈", "停火"], labels="en", ax=ax))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["会谈", "停火"]


def test_dispersion_writes_counts_documents_and_scores_beside_the_rows() -> None:
    ax = DRAW["dispersion"](labels="en")
    assert texts(ax, "count-") == ["count", "3", "4"]
    assert texts(ax, "documents-") == ["of 3 texts", "2", "2"]
    assert texts(ax, "dp-") == ["DP norm", "0.25", "0.50"]
    assert "7 in all, along 10 tokens" in flat(ax)
    assert "borders of 3 texts" in flat(ax)


def test_one_document_has_neither_borders_nor_a_column_of_documents() -> None:
    ax = plots.plot_dispersion(TOKENS[TOKENS["doc_id"] == "a"], ["talks"])
    assert texts(ax, "documents-") == []
    assert "文章" not in flat(ax)


def test_borders_too_close_to_each_other_are_said_not_drawn() -> None:
    many = pd.DataFrame({"token": "gas", "kind": "word", "doc_id": [f"d{number}" for number in range(400)]})
    ax = plots.plot_dispersion(many, ["gas"], labels="en")
    assert not [line for line in ax.lines if (line.get_gid() or "").startswith("border")]
    assert "borders of 400 texts are too close to draw" in flat(ax)


def test_crowded_strokes_are_one_and_darker() -> None:
    words = ["gas"] * 3 + ["oil"] * 5000 + ["gas"]
    tokens = pd.DataFrame({"token": words, "kind": "word", "doc_id": "a"})
    drawn = patches(plots.plot_dispersion(tokens, ["gas"]))
    one, two = (palette.measure_lightness(drawn[gid].get_edgecolor()) for gid in ("term-0", "term-0-2"))
    assert one > two + 10
    assert len(drawn["term-0"].get_path().vertices) == len(drawn["term-0-2"].get_path().vertices) == 2


def test_documents_that_come_in_pieces_are_put_together() -> None:
    whole = plots.plot_dispersion(TOKENS, ["gas"])
    pieces = plots.plot_dispersion(pd.concat([TOKENS.iloc[:2], TOKENS.iloc[7:], TOKENS.iloc[2:7]]), ["gas"])
    assert strokes(pieces, 0) == strokes(whole, 0)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ("talks", r"`terms` is 'talks'; give a list of words"),
        ([], r"`terms` is \[\]; give a list"),
        (["talk"], r"`terms` has 'talk', which is no token of `tokens`.*Did you mean 'talks'"),
    ],
)
def test_dispersion_refuses_words_that_it_cannot_find(terms: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        plots.plot_dispersion(TOKENS, terms)


# -- keywords in context -----------------------------------------------------------------------------------------------


def test_keywords_stand_in_one_column_with_their_contexts_flush() -> None:
    ax = plots.plot_kwic(kwic(TEXTS, "talks", width=14))
    FigureCanvasAgg(ax.figure).draw()
    keywords = [text for text in ax.texts if (text.get_gid() or "").startswith("hit-")]
    assert [text.get_text() for text in keywords] == ["talks"] * 3
    assert len({round(text.get_position()[0], 6) for text in keywords}) == 1
    before = [text for text in ax.texts if text.get_ha() == "right"]
    assert [text.get_text() for text in before] == ["Doha hosts ", " hosts talks; ", "No "]
    assert len({text.get_position()[0] for text in before}) == 1
    assert "$5, or $6" in "".join(text.get_text() for text in ax.texts)


def test_the_place_is_the_sentence_with_its_document_only_when_there_are_several() -> None:
    hits = kwic(pd.DataFrame({"doc_id": ["a", "a", "x" * 30], "text": "gas"}), "gas")
    hits["sent_id"] = [f"{doc}:s{number:03d}" for number, doc in enumerate(hits["doc_id"])]
    assert [text.get_text() for text in plots.plot_kwic(hits.head(2)).texts][::4][:2] == ["s000", "s001"]
    several = [text.get_text() for text in plots.plot_kwic(hits).texts][::4][:3]
    assert several == ["a:s000", "a:s001", "…" + "x" * 12 + ":s002"]


def test_on_narrow_axes_contexts_lose_their_outer_ends() -> None:
    long = pd.DataFrame({"doc_id": ["a"], "text": ["one two three four five six talks seven eight nine ten eleven"]})
    ax = plots.plot_kwic(kwic(long, "talks", width=60), ax=Figure(figsize=(3.2, 1)).add_subplot())
    pre, keyword, post = (text.get_text() for text in ax.texts[1:4])
    assert pre.startswith("…")
    assert pre.endswith("five six ")
    assert keyword == "talks"
    assert post.startswith(" seven")
    assert post.endswith("…")


def test_several_keywords_have_no_name_of_their_own_and_the_rest_is_counted() -> None:
    ax = plots.plot_kwic(kwic(TEXTS, "talks|Doha", regex=True), n=2, labels="en")
    assert texts(ax, "title") == ["Keywords in context"]
    assert "4 in 2 texts, the first 2 shown" in flat(ax)


def test_kwic_refuses_wrong_tables() -> None:
    hits = kwic(TEXTS, "talks")
    with pytest.raises(InputError, match="`concordance` has no rows"):
        plots.plot_kwic(hits.iloc[:0])
    with pytest.raises(InputError, match="`n` is 0; expected 1 or more hits"):
        plots.plot_kwic(hits, n=0)
    with pytest.raises(TableError, match="`concordance` lacks the column 'post'"):
        plots.plot_kwic(hits.drop(columns="post"))


@pytest.mark.parametrize("cut", ["left", "right"])
def test_fitted_text_is_as_long_as_there_is_room(cut: str) -> None:
    text = "卡塔尔 hosts 会谈"
    for room in (0, 5, 12, 33, 70):
        fitted = fit_text(text, room, 10, cut=cut)
        assert fitted == "" or measure_text(fitted, 10)[0] <= room + 1e-6
    assert fit_text(text, 500, 10, cut=cut) == text


# -- over time ---------------------------------------------------------------------------------------------------------


def course(ax: Axes, name: str, row: int) -> "np.ndarray":
    line = next(line for line in ax.lines if line.get_gid() == f"{name}-{row}")
    return np.column_stack([line.get_xdata(), line.get_ydata()]).astype(float)


def test_the_line_breaks_where_there_is_no_text_and_few_occurrences_are_hollow() -> None:
    ax = plots.plot_trends(TRENDS)
    assert texts(ax, "term-") == ["talks", "gas"]
    assert np.isnan(course(ax, "line", 0)[:, 1]).tolist() == [False, False, True, False]
    assert len(course(ax, "dots", 0)) == 1
    assert len(course(ax, "few", 0)) == 2
    assert texts(ax, "period-")[0] == "2023-09"


def test_intervals_are_those_of_a_poisson_count() -> None:
    ax = plots.plot_trends(TRENDS)
    line, bars = course(ax, "line", 0), patches(ax)["interval-0"].get_path().vertices
    scale = line[0, 1] - line[3, 1]
    low = (bars[0, 1] - line[3, 1]) / scale * 8
    assert low == pytest.approx(stats.chi2.ppf(0.025, 16) / 2)
    # Nothing counted: from zero up to what three occurrences would be.
    assert bars[10, 1] == line[3, 1]
    assert (bars[12, 1] - bars[10, 1]) / scale * 8 / 900 * 1500 == pytest.approx(-math.log(0.025))


def test_a_word_that_never_occurs_has_a_strip_too() -> None:
    ax = plots.plot_trends(TRENDS.assign(count=0, per_million=TRENDS["per_million"] * 0))
    assert set(course(ax, "few", 1)[:, 1]) == {course(ax, "few", 1)[0, 1]}


def test_trends_caption_says_what_was_counted() -> None:
    caption = flat(plots.plot_trends(TRENDS, n=1, labels="en"))
    assert "Per month, counted in 2,800 tokens of 6 texts" in caption
    assert "1 of 2 words are shown" in caption


def test_trends_refuses_wrong_tables() -> None:
    with pytest.raises(InputError, match="`trends` has no period with text"):
        plots.plot_trends(TRENDS.assign(tokens=0))
    with pytest.raises(InputError, match="`n` is 0; expected 1 or more terms"):
        plots.plot_trends(TRENDS, n=0)
    with pytest.raises(TableError, match="`trends` has 3 rows for 'gas'; expected one for each of its 4 periods"):
        plots.plot_trends(TRENDS.iloc[:-1])
    with pytest.raises(TableError, match="`trends` lacks the column 'tokens'"):
        plots.plot_trends(TRENDS.drop(columns="tokens"))
