"""Words over time: a strip per word, with how far each frequency can be trusted."""

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.errors import InputError, TableError
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["plot_trends"]

_NEEDED = ["term", "period", "count", "documents", "tokens", "per_million"]
_SIZE = 10.0
_SMALL = 8.5
_STRIP = 50.0
_FOOT = 34.0
_PAD = 9.0
_DOT = 2.6
# With fewer occurrences than this a dot is hollow.
_FEW = 5
# A strip ends at this many times its highest frequency; longer intervals run out of it.
_HEADROOM = 1.35


class Sheet(NamedTuple):
    """The canvas, in points: which periods lie between left and right, how high a strip and the foot are."""

    ax: "Axes"
    periods: list[str]
    left: float
    right: float
    strip: float
    foot: float

    @property
    def step(self) -> float:
        """Points from one period to the next."""
        return (self.right - self.left) / len(self.periods)

    def place(self, number: float) -> float:
        """Return where the middle of a period lies."""
        return self.left + (number + 0.5) * self.step


class Strip(NamedTuple):
    """One term: its counts, its frequencies per million (NaN without tokens), and their intervals."""

    term: str
    counts: "Floats"
    rates: "Floats"
    low: "Floats"
    high: "Floats"

    @property
    def peak(self) -> float:
        """The highest frequency; for a term that never occurs, what one occurrence could be."""
        import numpy as np

        return float(np.nanmax(self.rates)) or float(np.nanmin(self.high))


def plot_trends(trends: "pd.DataFrame", *, n: int = 8, labels: Labels = "zh", ax: "Axes | None" = None) -> "Axes":
    """Return how frequent some words are over time: one strip per word, each with a scale of its own.

    A dot is the frequency per million tokens of a day, month or year, the pale bar behind it the interval in which
    the true one may lie: long where few tokens were counted, so that one can see which ups and downs are chance. Dots
    of fewer than five occurrences are hollow. The line breaks where a period holds no text. At the foot stands how
    much text there is.

    Parameters
    ----------
    trends : DataFrame
        As :func:`waijiao.count_terms_over_time` returns it, which leaves out texts that only a crawl dates.
    n : int
        How many terms to show, the first of the table.
    labels : {"zh", "en", "both"}
        Language of heading and caption.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        A canvas with the ids ``line-0``, ``dots-0``, ``few-0`` (hollow dots) and ``interval-0`` for the first term,
        and so on.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 1, or there is no period with text.
    TableError
        When columns are missing, or a term has not one row for every period.

    Notes
    -----
    The intervals are the exact ones of a Poisson count at 95 %: from χ²(.025; 2k) / 2 to χ²(.975; 2k + 2) / 2
    occurrences for k that were counted [1]_, over the period's tokens. They take occurrences for independent of each
    other; words come in bursts, so that the true intervals are wider rather than narrower.

    References
    ----------
    .. [1] F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28, 1936.

    Examples
    --------
    >>> import pandas as pd
    >>> trends = pd.DataFrame({"term": "谈判", "period": ["2023-10", "2023-11"], "count": [7, 0], "documents": [2, 1],
    ...     "tokens": [900, 400], "per_million": [7777.8, 0.0]})
    >>> [text.get_text() for text in plot_trends(trends).texts if text.get_gid() == "term-0"]
    ['谈判']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    periods, strips = _list_strips(trends, n)
    with open_style(labels, texts=[strip.term for strip in strips]):
        sheet = _lay_out(ax, periods, strips, labels)
        for row, strip in enumerate(strips):
            _draw_strip(sheet, row, strip, len(strips))
        _draw_foot(sheet, periods, labels)
        subtitle = "\n".join(say_lines("每百万词例中的次数", "Occurrences per million tokens", labels))
        write_heading(sheet.ax, say("词频的变化", "Words over time", labels), subtitle, above=8)
        write_caption(sheet.ax, _count(trends, periods, strips, labels), below=28)
    return sheet.ax


def _list_strips(trends: "pd.DataFrame", n: int) -> tuple["pd.DataFrame", list[Strip]]:
    """Return documents and tokens of every period, and the strips of the first terms."""
    check_table(trends, "trends", _NEEDED)
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more terms to show.")
    if not (trends["tokens"] > 0).any():
        raise InputError("`trends` has no period with text; give documents with dates that say when (no crawl dates).")
    periods = trends.drop_duplicates("period").set_index("period")[["documents", "tokens"]].sort_index()
    terms = trends["term"].drop_duplicates().head(n)
    strips = []
    for term in terms:
        rows = trends[trends["term"] == term].sort_values("period")
        if rows["period"].tolist() != periods.index.tolist():
            raise TableError(
                f"`trends` has {len(rows)} rows for {term!r}; expected one for each of its {len(periods)} periods, as "
                "count_terms_over_time returns them."
            )
        strips.append(_make_strip(term, rows))
    return periods, strips


def _make_strip(term: str, rows: "pd.DataFrame") -> Strip:
    import numpy as np
    from scipy import stats

    counts = rows["count"].to_numpy(dtype="float64")
    tokens = rows["tokens"].to_numpy(dtype="float64")
    per_million = 1e6 / np.where(tokens > 0, tokens, np.nan)
    # With no occurrence χ² has no degree of freedom; the lower end is 0.
    low = np.where(counts > 0, stats.chi2.ppf(0.025, 2 * np.maximum(counts, 1)) / 2, 0.0)
    high = stats.chi2.ppf(0.975, 2 * counts + 2) / 2
    return Strip(term, counts, counts * per_million, low * per_million, high * per_million)


def _lay_out(ax: "Axes | None", periods: "pd.DataFrame", strips: list[Strip], labels: Labels) -> Sheet:
    """Return the sheet: beside the strips room for the terms and the numbers of their scales."""
    words = [*(strip.term for strip in strips), *_name_foot(labels).split("\n")]
    numbers = [*(f"{strip.peak:,.0f}" for strip in strips), f"{periods['tokens'].max():,}"]
    left = max(measure_text(word, _SIZE)[0] for word in words) + 10
    left += max(measure_text(number, _SMALL)[0] for number in numbers) + 6
    panel = min(max(320.0, 20.0 * len(periods)), 440.0)
    ax = make_axes((left + panel) / 72, (_STRIP * len(strips) + _FOOT) / 72) if ax is None else ax
    width, height = open_canvas(ax)
    foot = height * _FOOT / (_STRIP * len(strips) + _FOOT)
    return Sheet(ax, periods.index.tolist(), left, max(width, left + 40), (height - foot) / len(strips), foot)


def _draw_strip(sheet: Sheet, row: int, strip: Strip, rows: int) -> None:
    """Draw one term: its name, its scale, the intervals, the line and the dots."""
    bottom = sheet.foot + (rows - 1 - row) * sheet.strip
    scale = (sheet.strip - _PAD) / (strip.peak * _HEADROOM)
    top = bottom + strip.peak * scale
    for y in (bottom, top):
        sheet.ax.plot([sheet.left, sheet.right], [y, y], color=palette.HAIRLINE, linewidth=0.8, zorder=0)
    look: dict[str, Any] = {"color": palette.MUTED, "size": _SMALL, "ha": "right", "va": "center_baseline"}
    sheet.ax.text(sheet.left - 6, top, f"{strip.peak:,.0f}", **look)
    sheet.ax.text(sheet.left - 6, bottom, "0", **look)
    name: dict[str, Any] = {"va": "center_baseline", "parse_math": False, "gid": f"term-{row}"}
    sheet.ax.text(0, (bottom + top) / 2 + 6, strip.term, size=_SIZE, **name)
    sheet.ax.text(0, (bottom + top) / 2 - 8, f"n = {strip.counts.sum():,.0f}", size=_SMALL, color=palette.MUTED)
    _draw_intervals(sheet, strip, bottom, scale, f"interval-{row}")
    _draw_course(sheet, strip, bottom, scale, row)


def _draw_intervals(sheet: Sheet, strip: Strip, bottom: float, scale: float, gid: str) -> None:
    """Draw upright bars; one that is longer than the strip is high runs out at its upper end."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    half = min(5.0, 0.4 * sheet.step)
    ends = []
    for number in _find_periods(strip):
        x, low = sheet.place(number), bottom + min(strip.low[number] * scale, sheet.strip - _PAD)
        high = bottom + min(strip.high[number] * scale, sheet.strip - 7)
        ends += [(x - half, low), (x + half, low), (x + half, high), (x - half, high), (x - half, low)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(ends) // 5)
    pale = palette.mix_with_paper(palette.QUADS[2], 0.25)
    sheet.ax.add_patch(PathPatch(Path(ends, codes), facecolor=pale, edgecolor="none", zorder=1, gid=gid))


def _find_periods(strip: Strip) -> list[int]:
    """Return the numbers of the periods that hold text."""
    return [number for number, rate in enumerate(strip.rates.tolist()) if rate == rate]


def _draw_course(sheet: Sheet, strip: Strip, bottom: float, scale: float, row: int) -> None:
    """Draw the line, which breaks at periods without text, and a dot per period: hollow for few occurrences."""
    places = [sheet.place(number) for number in range(len(strip.rates))]
    heights = bottom + strip.rates * scale
    sheet.ax.plot(places, heights, color=palette.QUADS[2], linewidth=1.2, zorder=2, gid=f"line-{row}")
    size = 2 * min(_DOT, 0.35 * sheet.step)
    for name, few in (("dots", False), ("few", True)):
        chosen = [number for number in _find_periods(strip) if (strip.counts[number] < _FEW) == few]
        sheet.ax.plot(
            [places[number] for number in chosen], [heights[number] for number in chosen], linestyle="none", marker="o",
            markersize=size, markeredgewidth=1, markeredgecolor=palette.QUADS[2], zorder=3, clip_on=False,
            markerfacecolor=palette.PAPER if few else palette.QUADS[2], gid=f"{name}-{row}",
        )  # fmt: skip


def _name_foot(labels: Labels) -> str:
    return say("词例总数", "tokens", labels, joint="\n")


def _draw_foot(sheet: Sheet, periods: "pd.DataFrame", labels: Labels) -> None:
    """Draw how much text every period has, and its date below, as often as there is room."""
    from matplotlib.patches import Rectangle

    most, height = int(periods["tokens"].max()), sheet.foot - _PAD - 6
    for number, tokens in enumerate(periods["tokens"].tolist()):
        corner = (sheet.place(number) - 0.39 * sheet.step, 0.0)
        sheet.ax.add_patch(
            Rectangle(corner, 0.78 * sheet.step, height * tokens / most, facecolor=palette.EDGE, edgecolor="none",
                      gid=f"tokens-{number}")
        )  # fmt: skip
    look: dict[str, Any] = {"size": _SMALL, "color": palette.MUTED, "linespacing": 1.2}
    sheet.ax.text(0, height / 2, _name_foot(labels), va="center", **look)
    sheet.ax.text(sheet.left - 6, height, f"{most:,}", ha="right", va="center_baseline", **look)
    every = math.ceil((measure_text(sheet.periods[0], _SMALL)[0] + 10) / sheet.step)
    for number in range(0, len(sheet.periods), every):
        sheet.ax.text(
            sheet.place(number), -5, sheet.periods[number], ha="center", va="top", gid=f"period-{number}", **look
        )


def _count(trends: "pd.DataFrame", periods: "pd.DataFrame", strips: list[Strip], labels: Labels) -> list[str]:
    tokens, documents, terms = int(periods["tokens"].sum()), int(periods["documents"].sum()), trends["term"].nunique()
    unit_zh, unit_en = {10: ("日", "day"), 7: ("月", "month"), 4: ("年", "year")}[len(periods.index[0])]
    zh = f"每{unit_zh}的词频，计自 {documents:,} 篇文章的 {tokens:,} 个词例，只计日期可靠者（抓取日期不算）。"
    zh += f"浅色条：95% 区间（泊松），上端平齐者未完；空心点：少于 {_FEW} 次；各行纵轴不同，上线为最高值。"
    en = (
        f"Per {unit_en}, counted in {tokens:,} tokens of {documents:,} texts whose date says when (not that of a "
        f"crawl). Pale bars: 95 % interval (Poisson), cut where the strip ends; hollow dots: fewer than {_FEW} "
        "occurrences; every strip has its own scale, its upper line is the highest value."
    )
    if len(strips) < terms:
        zh, en = f"{zh}图示 {len(strips)} 个词（共 {terms} 个）。", f"{en} {len(strips)} of {terms} words are shown."
    return say_lines(zh, en, labels)
