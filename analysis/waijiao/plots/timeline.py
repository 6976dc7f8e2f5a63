"""Cooperation and conflict over time."""

from typing import TYPE_CHECKING, Literal

from waijiao.errors import InputError
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, write_caption, write_heading, write_ticks
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_timeline"]

Period = Literal["day", "month", "year"]

_LENGTH = {"day": 10, "month": 7, "year": 4}
_WORDS = {
    1: ("言语合作", "verbal cooperation"),
    2: ("实质合作", "material cooperation"),
    3: ("言语冲突", "verbal conflict"),
    4: ("实质冲突", "material conflict"),
}


def plot_timeline(
    events: "pd.DataFrame",
    documents: "pd.DataFrame",
    *,
    by: Period = "month",
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return counts of records over time: cooperation above the line, conflict below it, in four colours.

    The time is that of the document. Documents whose date is unknown, or only the day on which a page was crawled,
    are left out and counted in the caption.

    Parameters
    ----------
    events : DataFrame
        Coded events; ``doc_id`` and ``quad`` are read.
    documents : DataFrame
        Their documents; ``doc_id``, ``date`` and ``date_source`` are read.
    by : {"day", "month", "year"}
        Length of a period. Periods without a record are shown empty.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        One stack of bars per period.

    Raises
    ------
    InputError
        When ``labels`` or ``by`` is unknown, or no event has a date that says when.
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> events = pd.DataFrame({"doc_id": ["a", "a", "b"], "quad": [1, 4, 2]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2023-10-26", "2023-12-01"],
    ...     "date_source": ["publication", "given"]})
    >>> [label.get_text() for label in plot_timeline(events, documents).get_xticklabels()]
    ['2023-10', '2023-11', '2023-12']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_choice(by, list(_LENGTH), "by")
    check_table(events, "events", ["doc_id", "quad"])
    check_table(documents, "documents", ["doc_id", "date", "date_source"])
    counts = _count_periods(events, documents, by)
    total, dated = len(events), int(counts.to_numpy().sum())
    if not dated:
        raise InputError(
            f"None of the {total} events has a date that says when (`date_source` publication, dateline or given); "
            "crawl dates do not. Give the documents' dates."
        )
    with open_style(labels):
        ax = make_axes(7.2, 3.0) if ax is None else ax
        _draw_stacks(ax, counts)
        left = 14 + measure_text(f"{int(counts.to_numpy().max()):,}", 9)[0]
        _draw_legend(ax, left, labels)
        write_heading(
            ax, say("合作与冲突", "Cooperation and conflict", labels), left=left, above=46 if labels == "both" else 32
        )
        write_caption(ax, _count(total, dated, by, labels), left=left, below=28)
    return ax


def _count_periods(events: "pd.DataFrame", documents: "pd.DataFrame", by: Period) -> "pd.DataFrame":
    """Return records per period (rows, without gaps) and quad (columns 1 to 4)."""
    import pandas as pd

    usable = documents[documents["date_source"].isin(["publication", "dateline", "given"])]
    # A date of the year alone says nothing about the month.
    long_enough = usable[usable["date"].str.len() >= _LENGTH[by]]
    day_of = dict(zip(long_enough["doc_id"], long_enough["date"].str[: _LENGTH[by]], strict=True))
    dated = events[["quad"]].assign(period=events["doc_id"].map(day_of)).dropna()
    if dated.empty:
        return pd.DataFrame(columns=[1, 2, 3, 4], dtype="int64")
    table = pd.crosstab(dated["period"], dated["quad"]).reindex(columns=[1, 2, 3, 4], fill_value=0)
    letter = {"day": "D", "month": "M", "year": "Y"}[by]
    periods = pd.period_range(table.index.min(), table.index.max(), freq=letter)
    return table.reindex([str(period) for period in periods], fill_value=0)


def _draw_stacks(ax: "Axes", counts: "pd.DataFrame") -> None:
    rows = range(len(counts))
    for near, far, sign in ((1, 2, 1), (3, 4, -1)):
        inner, outer = sign * counts[near].to_numpy(), sign * counts[far].to_numpy()
        for quad, heights, base in ((near, inner, 0), (far, outer, inner)):
            bars = ax.bar(rows, heights, width=0.78, bottom=base, color=palette.QUADS[quad])
            for bar, period in zip(bars, counts.index, strict=True):
                bar.set_gid(f"quad-{quad}-{period}")
    up, down = int((counts[1] + counts[2]).max()), int((counts[3] + counts[4]).max())
    ax.axhline(0, color=palette.INK, linewidth=0.8)
    span = max(up + down, 1)
    ax.set(xlim=(-0.6, max(len(counts) - 0.4, 5.6)), ylim=(-down - 0.06 * span, up + 0.06 * span))
    ticks = sorted({up, 0, -down})
    write_ticks(ax.yaxis, ticks, [f"{abs(tick):,}" for tick in ticks], size=9, color=palette.MUTED)
    every = -(-len(counts) // 10)
    write_ticks(ax.xaxis, rows[::every], counts.index[::every].tolist(), size=9, color=palette.MUTED)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.grid(axis="y", color=palette.HAIRLINE, linewidth=0.8)


def _draw_legend(ax: "Axes", left: float, labels: Labels) -> None:
    """Write the four kinds above the bars, each behind a square of its colour."""
    x = -left
    for quad, (zh, en) in _WORDS.items():
        text = say(zh, en, labels, joint="\n")
        for content, shift, colour, size in (("■", 0, palette.QUADS[quad], 10.0), (text, 14, palette.MUTED, 9.0)):
            ax.annotate(
                content, (0, 1), (x + shift, 20 if labels == "both" else 14), xycoords="axes fraction",
                textcoords="offset points", color=colour, size=size, va="center", annotation_clip=False,
                linespacing=1.2,
            )  # fmt: skip
        x += 32 + measure_text(text, 9)[0]


def _count(total: int, dated: int, by: Period, labels: Labels) -> list[str]:
    unit_zh, unit_en = {"day": ("日", "day"), "month": ("月", "month"), "year": ("年", "year")}[by]
    zh = f"计数：每{unit_zh}的关系记录，共 {dated:,} 条；横线之上为合作，之下为冲突。"
    en = f"Counted: records per {unit_en}, {dated:,} in all; cooperation above the line, conflict below."
    if total > dated:
        zh += f"另有 {total - dated:,} 条因日期不明或只有抓取日期而未计入。"
        en += f" {total - dated:,} more are left out: their date is unknown or only that of a crawl."
    return say_lines(zh, en, labels)
