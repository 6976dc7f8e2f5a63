"""The legend of a compass: what colours, dots, lines and squares mean."""

from typing import TYPE_CHECKING, Any

from waijiao.plots import palette
from waijiao.plots.compass_marks import draw_hostility, draw_partner, draw_silent, draw_tie
from waijiao.plots.style import Labels
from waijiao.plots.wording import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_legend", "legend_height"]


def legend_height(labels: Labels, *, ties: bool = False) -> float:
    """Return how many points of height the legend takes.

    Parameters
    ----------
    labels : {"zh", "en", "both"}
        Two languages take two lines each.
    ties : bool
        Whether it explains the squares of standing ties too, which takes a row.

    Returns
    -------
    float
        Points.

    Examples
    --------
    >>> legend_height("zh") < legend_height("both")
    True
    """
    return (4 + ties) * _step(labels)


def _step(labels: Labels) -> float:
    return 27.0 if labels == "both" else 17.0


def draw_legend(
    ax: "Axes", left: float, top: float, width: float, labels: Labels, zoom: float, *, ties: bool = False
) -> None:
    """Draw what colours, dots and lines mean, in three columns.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    left, top, width : float
        Where the legend begins, and how wide it may be, in points.
    labels : {"zh", "en", "both"}
        Language; both stand one above the other.
    zoom : float
        1 for the usual size of letters.
    ties : bool
        Whether to explain the squares of standing ties.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(6, 1)
    >>> draw_legend(ax, 0, 70, 430, "en", 1)
    >>> ax.texts[0].get_text()
    'Net stance'
    """
    rows = [top - _step(labels) * (row + 0.5) for row in range(5)]
    _explain_stance(ax, left, rows, width * 0.27, labels, zoom)
    _explain_dots(ax, left + width * 0.36, rows, labels, zoom)
    _explain_lines(ax, left + width * 0.68, rows, labels, zoom)
    if ties:
        _explain_ties(ax, left + width * 0.36, rows[4], labels, zoom)


def _write(
    ax: "Axes", x: float, y: float, zh: str, en: str, labels: Labels, zoom: float, *, head: bool = False
) -> None:
    text = say(zh, en, labels, joint="\n")
    colour = palette.INK if head else palette.MUTED
    ax.text(x, y, text, size=8.5 * zoom, color=colour, va="center", linespacing=1.2)


def _explain_stance(ax: "Axes", x: float, rows: list[float], length: float, labels: Labels, zoom: float) -> None:
    _write(ax, x, rows[0], "净立场", "Net stance", labels, zoom, head=True)
    strip: Any = [[step / 100 for step in range(-100, 101)]]
    middle = rows[1] + 1
    ax.imshow(
        strip, extent=(x, x + length, middle - 5, middle + 5), cmap=palette.make_stance_colormap(), vmin=-1, vmax=1,
        aspect="auto", zorder=2, interpolation="bilinear",
    )  # fmt: skip
    ends = (("left", "−1"), ("center", "0"), ("right", "+1"))
    for share, (side, mark) in zip((0.0, 0.5, 1.0), ends, strict=True):
        ax.text(x + share * length, middle - 13, mark, size=8.5 * zoom, color=palette.MUTED, ha=side, va="center")
    _write(ax, x, rows[3], "− 冲突　　0 相抵　　+ 合作", "− conflict   0 even   + cooperation", labels, zoom)


def _explain_dots(ax: "Axes", x: float, rows: list[float], labels: Labels, zoom: float) -> None:
    _write(ax, x, rows[0], "与中心行为体的关系", "Relation to the actor in the middle", labels, zoom, head=True)
    draw_partner(ax, (x + 8 * zoom, rows[1]), 1.0, True, 0.72 * zoom, "legend-channel")
    _write(ax, x + 21 * zoom, rows[1], "有接触渠道", "open channel", labels, zoom)
    draw_partner(ax, (x + 8 * zoom, rows[2]), 1.0, False, 0.72 * zoom, "legend-hollow")
    _write(ax, x + 21 * zoom, rows[2], "有记录，无渠道", "records, but no channel", labels, zoom)
    draw_silent(ax, (x + 8 * zoom, rows[3]), zoom, "legend-silent")
    _write(ax, x + 21 * zoom, rows[3], "无记录", "no record", labels, zoom)


def _explain_lines(ax: "Axes", x: float, rows: list[float], labels: Labels, zoom: float) -> None:
    from matplotlib.path import Path

    _write(ax, x, rows[0], "相互敌对（越粗越敌对）", "Hostile pair (wider: more so)", labels, zoom, head=True)
    words = [("中心与双方都有渠道", "middle has channels to both"), ("未同时连通双方", "middle lacks a channel to one")]
    for index, (zh, en) in enumerate(words):
        y = rows[index + 1]
        draw_hostility(ax, Path([(x + 1, y), (x + 22 * zoom, y)]), 0.5, index == 0, zoom, f"legend-line-{index}")
        _write(ax, x + 29 * zoom, y, zh, en, labels, zoom)
    _write(ax, x, rows[3], "离中心越远，往来越多", "Farther out: more engagement", labels, zoom)


def _explain_ties(ax: "Axes", x: float, y: float, labels: Labels, zoom: float) -> None:
    for shift, polarity, name in ((3.0, 1, "coop"), (13.0, -1, "conf")):
        draw_tie(ax, (x + shift * zoom, y), polarity, zoom, f"legend-tie-{name}")
    _write(ax, x + 21 * zoom, y, "既有关系及条数", "standing ties, and how many", labels, zoom)
