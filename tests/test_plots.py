"""Figures: what they say, that nothing covers anything, and that they touch no setting and no input."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import networkx as nx
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from waijiao import plots
from waijiao.errors import InputError, LexiconError, TableError
from waijiao.lexicon import names, read_labels
from waijiao.plots import style

LABELS = ["zh", "en", "both"]
TERMS = pd.DataFrame({"term": ["会谈", "人质", "F-16", "加沙"], "count": [3, 9, 1, 3]})
RELATIONS = pd.DataFrame(
    [
        ("QAT", "USA", 9, 1.0),
        ("USA", "QAT", 9, 0.9),
        ("HAMAS", "ISR", 4, -1.0),
        ("USA", "IRN", 3, 0.1),
        ("ISR", "IRN", 1, float("nan")),
    ],
    columns=["source", "target", "events", "stance"],
)
EVENTS = pd.DataFrame({"doc_id": ["a", "a", "b", "c"], "quad": [1, 4, 2, 3]})
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "date": ["2023-10-26", "2023-12-01", "2024-06-13"],
        "date_source": ["publication", "dateline", "crawl"],
    }
)


def make_graph() -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["AFG"])
    for a, b, k in [("QAT", "USA", 9), ("HAMAS", "QAT", 7), ("HAMAS", "ISR", 4), ("ISR", "USA", 2), ("IRN", "QAT", 1)]:
        graph.add_edge(a, b, k=k)
    return graph


DRAW: dict[str, Callable[..., Axes]] = {
    "terms": lambda **kw: plots.plot_terms(TERMS, **kw),
    "network": lambda **kw: plots.plot_network(make_graph(), **kw),
    "stance": lambda **kw: plots.plot_stance(RELATIONS, **kw),
    "timeline": lambda **kw: plots.plot_timeline(EVENTS, DOCUMENTS, **kw),
}
WORDS = {
    "terms": ("最常见的词", "Most frequent words"),
    "network": ("谁与谁一同出现", "Who is named together"),
    "stance": ("净立场：谁对谁", "Net stance, who to whom"),
    "timeline": ("合作与冲突", "Cooperation and conflict"),
}

# Figures of other files whose bytes, ids and settings are looked at here too.
OTHERS = ["signed", "positions", "keyness", "dispersion", "kwic", "trends"]


def texts(ax: Axes, gid: str | None = None) -> list[str]:
    return [text.get_text() for text in ax.texts if gid is None or text.get_gid() == gid]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("kind", DRAW)
def test_figure_has_title_caption_and_every_glyph(kind: str, labels: str, tmp_path: Path) -> None:
    ax = DRAW[kind](labels=labels)
    zh, en = WORDS[kind]
    assert texts(ax, "title") == [{"zh": zh, "en": en, "both": f"{zh} · {en}"}[labels]]
    assert any(character.isdigit() for character in texts(ax, "caption")[0])
    # A missing glyph is a warning, and warnings are errors.
    plots.write_figure(ax, tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", DRAW)
def test_english_figure_has_no_chinese_of_its_own(kind: str) -> None:
    said = "".join(texts(DRAW[kind](labels="en")))
    assert not any("\u4e00" <= character <= "\u9fff" for character in said)


@pytest.mark.parametrize("kind", DRAW)
def test_figure_is_drawn_on_the_axes_given(kind: str) -> None:
    figure = Figure(figsize=(8, 6))
    ax = figure.add_subplot()
    assert DRAW[kind](ax=ax) is ax
    assert figure.axes == [ax]
    # Axes that were made without the style bring a font without Chinese: a glyph it lacks would be a warning.
    plots.render_svg(ax)


@pytest.mark.parametrize("kind", [*DRAW, *OTHERS])
def test_plotting_leaves_settings_and_pyplot_alone(kind: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib.pyplot as plt

    monkeypatch.syspath_prepend(str(root / "tests"))
    draw = collect_figures()[kind]

    before = dict(mpl.rcParams)
    with mpl.rc_context({"font.size": 31, "text.usetex": False}):
        inside = dict(mpl.rcParams)
        plots.render_svg(draw())
        assert dict(mpl.rcParams) == inside
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == []


def test_plotting_leaves_its_input_alone() -> None:
    tables = [TERMS, RELATIONS, EVENTS, DOCUMENTS]
    before, graph = [table.copy() for table in tables], make_graph()
    for draw in DRAW.values():
        draw()
    plots.plot_network(graph)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    assert nx.utils.graphs_equal(graph, make_graph())


def test_the_callers_settings_do_not_change_the_figure() -> None:
    plain = plots.render_svg(DRAW["stance"]())
    with mpl.rc_context({"font.size": 31, "axes.facecolor": "black", "svg.fonttype": "none", "font.family": "serif"}):
        assert plots.render_svg(DRAW["stance"]()) == plain


def collect_figures() -> dict[str, Callable[..., Axes]]:
    """Return the figures of this file, of the compass, of networks with a sign, and of words."""
    import test_plots_compass
    import test_plots_signed
    import test_plots_words

    return {**DRAW, **test_plots_compass.DRAW, **test_plots_signed.DRAW, **test_plots_words.DRAW}


def hash_figures() -> str:
    """Return a line per figure, with the digest of its SVG."""
    draw = collect_figures()
    digests = {kind: hashlib.sha256(plots.render_svg(draw[kind](labels="both")).encode()) for kind in draw}
    return "".join(f"{kind} {digest.hexdigest()}\n" for kind, digest in digests.items())


def test_svg_is_the_same_in_another_process_and_importing_plots_loads_no_matplotlib(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys\nfrom waijiao import plots\n"
        "assert not {'matplotlib', 'pandas', 'networkx'} & set(sys.modules)\n"
        f"sys.path.insert(0, {str(root / 'tests')!r})\n"
        "import test_plots\nprint(test_plots.hash_figures(), end='')\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    monkeypatch.syspath_prepend(str(root / "tests"))
    assert other.stdout == hash_figures()
    assert other.stdout.count("\n") == len(collect_figures())


def test_svg_holds_letters_as_outlines_and_says_in_words_what_it_shows() -> None:
    svg = plots.render_svg(DRAW["terms"]())
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    assert "<title>最常见的词</title>" in svg
    assert "表中共 4 个词、16 次" in svg


@pytest.mark.parametrize("kind", [*DRAW, "compass", "grid", *OTHERS])
def test_ids_are_unique_and_take_a_prefix(kind: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "tests"))
    ax = collect_figures()[kind]()
    svg = plots.render_svg(ax, prefix="f1-")
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith("f1-") for name in ids)
    assert set(re.findall(r'(?:href="|url\()#([^")]*)', svg)) <= set(ids)


def test_notebook_shows_png_svg_and_text() -> None:
    from IPython.core.formatters import DisplayFormatter

    data, metadata = DisplayFormatter().format(DRAW["terms"]())
    assert set(data) == {"image/png", "image/svg+xml", "text/plain"}
    assert data["text/plain"].startswith("最常见的词\n计数")
    assert 200 < metadata["image/png"]["width"] < 1000


def test_write_figure_refuses_other_formats_and_missing_folders(tmp_path: Path) -> None:
    ax = DRAW["terms"]()
    with pytest.raises(InputError, match=r"figure\.pdf'; expected a name that ends in \.svg or \.png"):
        plots.write_figure(ax, "figure.pdf")
    with pytest.raises(InputError, match="there is no folder"):
        plots.write_figure(ax, tmp_path / "missing" / "figure.svg")


@pytest.mark.parametrize("kind", DRAW)
def test_unknown_labels_are_named(kind: str) -> None:
    with pytest.raises(InputError, match="`labels` is 'zh-en'; choose one of 'zh', 'en', 'both'"):
        DRAW[kind](labels="zh-en")


def test_without_a_chinese_font_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "_find_chinese_family", lambda: None)
    with pytest.raises(InputError, match=r"Install waijiao\[study\].* or use labels='en'"):
        DRAW["stance"](labels="zh")
    assert style.make_style("en")["font.family"] == ["DejaVu Sans"]
    assert DRAW["stance"](labels="en").get_xticklabels()


def test_terms_with_chinese_need_a_chinese_font_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "_find_chinese_family", lambda: None)
    with pytest.raises(InputError, match="no font with Chinese characters"):
        plots.plot_terms(TERMS, labels="en")


def test_terms_stand_by_count_and_ties_by_character() -> None:
    ax = plots.plot_terms(TERMS, n=3)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["人质", "会谈", "加沙"]
    assert [bar.get_width() for bar in ax.patches] == [9, 3, 3]
    top, bottom = (bar.get_window_extent().y0 for bar in (ax.patches[0], ax.patches[-1]))
    assert top > bottom
    assert texts(ax, "caption") == ["计数：词在文本中出现的次数。表中共 4 个词、16 次；图示前 3 个。"]


def test_terms_refuses_wrong_tables() -> None:
    with pytest.raises(TableError, match="`terms` lacks the column 'count'"):
        plots.plot_terms(TERMS.rename(columns={"count": "freq"}))
    with pytest.raises(TableError, match="`terms` has more than one row for '会谈'; expected one per term"):
        plots.plot_terms(pd.concat([TERMS, TERMS.head(1)]))
    with pytest.raises(InputError, match="`terms` has no rows"):
        plots.plot_terms(TERMS.iloc[:0])
    with pytest.raises(InputError, match="`n` is 0"):
        plots.plot_terms(TERMS, n=0)


def test_stance_cells_carry_sign_number_and_hatching() -> None:
    ax = plots.plot_stance(RELATIONS)
    cells = {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}
    assert sorted(cells) == [
        f"stance-{a}-{b}" for a, b in sorted(zip(RELATIONS["source"], RELATIONS["target"], strict=True))
    ]
    assert cells["stance-ISR-IRN"].get_hatch()
    assert not cells["stance-HAMAS-ISR"].get_hatch()
    assert sorted(text for pair in cells for text in texts(ax, pair.replace("stance", "sign"))) == ["+", "+", "0", "−"]
    assert sorted(text for pair in cells for text in texts(ax, pair.replace("stance", "events"))) == [
        "1",
        "3",
        "4",
        "9",
        "9",
    ]


def test_stance_orders_rows_and_columns_alike_and_counts_what_is_left_out() -> None:
    ax = plots.plot_stance(RELATIONS, n=2, labels="en")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["United States", "Qatar"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["United States", "Qatar"]
    assert "18 in the figure of 26" in texts(ax, "caption")[0].replace("\n", " ")


def test_stance_refuses_wrong_tables() -> None:
    with pytest.raises(TableError, match="lacks the columns 'events', 'stance'"):
        plots.plot_stance(RELATIONS[["source", "target"]])
    with pytest.raises(TableError, match="more than one row for QAT → USA"):
        plots.plot_stance(pd.concat([RELATIONS, RELATIONS.head(1)]))
    with pytest.raises(InputError, match="`relations` has no rows"):
        plots.plot_stance(RELATIONS.iloc[:0])
    with pytest.raises(InputError, match="`n` is 1"):
        plots.plot_stance(RELATIONS, n=1)


def test_timeline_leaves_out_crawl_dates_and_shows_empty_months() -> None:
    ax = plots.plot_timeline(EVENTS, DOCUMENTS)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2023-10", "2023-11", "2023-12"]
    assert "共 3 条" in texts(ax, "caption")[0]
    assert "另有 1 条" in texts(ax, "caption")[0]
    heights = {bar.get_gid(): bar.get_height() for bar in ax.patches if bar.get_height()}
    assert heights == {"quad-1-2023-10": 1, "quad-2-2023-12": 1, "quad-4-2023-10": -1}


def test_timeline_by_year_takes_dates_of_the_year_alone() -> None:
    documents = DOCUMENTS.assign(date=["2023", "2023-12", "2024"])
    ax = plots.plot_timeline(EVENTS, documents, by="year")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2023"]


def test_timeline_without_dates_says_so() -> None:
    with pytest.raises(InputError, match="None of the 4 events has a date that says when"):
        plots.plot_timeline(EVENTS, DOCUMENTS.assign(date_source="crawl"))
    with pytest.raises(InputError, match=r"`by` is 'months'; .*Did you mean 'month'"):
        plots.plot_timeline(EVENTS, DOCUMENTS, by="months")


def test_names_come_from_a_mapping_or_the_data() -> None:
    assert read_labels()["HAMAS"] == ("哈马斯", "Hamas")
    assert read_labels()["GULF"] == ("海湾国家", "Gulf states")
    table = pd.DataFrame({"code": ["QAT"], "name_zh": ["卡国"], "name_en": ["Q."]})
    with pytest.raises(InputError, match=r"`names` is a DataFrame; expected a mapping .* From a table: dict"):
        plots.plot_network(make_graph(), names=table)
    ax = plots.plot_network(make_graph(), names={"QAT": ("卡国", "Q.")}, labels="en")
    assert texts(ax, "name-QAT") + texts(ax, "name-USA") == ["Q.", "USA"]
    with pytest.raises(InputError, match="`names` has '卡国' for 'QAT'; expected a pair"):
        plots.plot_network(make_graph(), names={"QAT": "卡国"})


def test_read_labels_is_the_callers_own() -> None:
    read_labels().clear()
    assert read_labels()


def test_a_broken_file_of_names_is_an_error_of_the_lexicon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text("code,name_zh\nQAT,卡塔尔\n", encoding="utf-8")
    monkeypatch.setattr(names, "_LABEL_FILES", ((tmp_path / "states.csv", ("code", "name_zh", "name_en")),))
    with pytest.raises(LexiconError, match=r"states\.csv, line 1: lacks the column name_en"):
        names._read_labels.__wrapped__()
