"""The signs of a compass and their legend: dots with a plus or minus, silent dots, hostile lines."""

from typing import TYPE_CHECKING, Any

from waijiao.plots import palette
from waijiao.plots.style import Labels
from waijiao.plots.wording import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

__all__ = [
    "DOT",
    "THRESHOLD",
    "draw_hostility",
    "draw_legend",
    "draw_partner",
    "draw_silent",
    "legend_height",
    "sign_of",
]

DOT = 9.0
"""Radius of a partner's dot, in points."""
THRESHOLD = 0.2
"""From this net stance on a relation counts as cooperative (or, below the negative, as hostile)."""


def sign_of(stance: float) -> str:
    """Return the sign that a dot or a cell carries.

    Parameters
    ----------
    stance : float
        -1 to 1.

    Returns
    -------
    str
        ``"+"``, ``"−"``, or ``"0"`` when the stance is closer to 0 than :data:`THRESHOLD`.

    Examples
    --------
    >>> sign_of(0.5), sign_of(-0.2), sign_of(0.1)
    ('+', '−', '0')
    """
    if abs(stance) < THRESHOLD:
        return "0"
    return "+" if stance > 0 else "−"


def draw_partner(ax: "Axes", place: tuple[float, float], stance: float, channel: bool, zoom: float, gid: str) -> None:
    """Draw a dot with its sign: filled when there is a channel, hollow otherwise.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    place : (float, float)
        Middle of the dot.
    stance : float
        -1 to 1; decides colour and sign.
    channel : bool
        Whether a record implies contact.
    zoom : float
        1 for the usual size.
    gid : str
        Id of the dot; ``-sign`` is appended for the sign.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_partner(ax, (0, 0), -1.0, True, 1, "partner-ISR")
    >>> [patch.get_gid() for patch in ax.patches]
    ['partner-ISR', 'partner-ISR-sign']
    """
    from matplotlib.patches import Circle

    colour = palette.colour_of_stance(stance)
    radius = DOT * zoom
    ax.add_patch(Circle(place, radius, facecolor=colour, edgecolor=palette.PAPER, linewidth=1.6, zorder=5, gid=gid))
    if not channel:
        ax.add_patch(Circle(place, radius - 3 * zoom, facecolor=palette.PAPER, edgecolor="none", zorder=5.1))
    ink = palette.INK if not channel else palette.colour_of_text_on(colour)
    _draw_sign(ax, place, sign_of(stance), (4.4 if channel else 3.4) * zoom, ink, gid)


def _draw_sign(ax: "Axes", place: tuple[float, float], sign: str, arm: float, colour: str, gid: str) -> None:
    from matplotlib.patches import PathPatch

    width = 1.7 * arm / 4.4
    path = _outline_sign(place, sign, arm)
    ax.add_patch(
        PathPatch(
            path, fill=False, edgecolor=colour, linewidth=width, capstyle="butt", zorder=5.2, gid=f"{gid}-sign",
            label=sign,
        )
    )  # fmt: skip


def _outline_sign(place: tuple[float, float], sign: str, arm: float) -> "Path":
    from matplotlib.path import Path

    x, y = place
    if sign == "0":
        return Path.circle((x, y), arm * 0.72)
    across = [(x - arm, y), (x + arm, y)]
    upright = [(x, y - arm), (x, y + arm)] if sign == "+" else []
    return Path(across + upright, [Path.MOVETO, Path.LINETO] * (1 + bool(upright)))


def draw_silent(ax: "Axes", place: tuple[float, float], zoom: float, gid: str) -> None:
    """Draw an actor without a record: a small grey dot.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    place : (float, float)
        Middle of the dot.
    zoom : float
        1 for the usual size.
    gid : str
        Id of the dot.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_silent(ax, (0, 0), 1, "partner-PSE")
    >>> ax.patches[0].get_gid()
    'partner-PSE'
    """
    from matplotlib.patches import Circle

    ax.add_patch(
        Circle(place, 3.6 * zoom, facecolor=palette.SILENT, edgecolor=palette.PAPER, linewidth=1, zorder=5, gid=gid)
    )


def draw_hostility(ax: "Axes", path: "Path", hostility: float, bridged: bool, zoom: float, gid: str) -> None:
    """Draw the line between two hostile actors: unbroken when bridged, dotted otherwise, wider when more hostile.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    path : Path
        The line.
    hostility : float
        0 to 1.
    bridged : bool
        Whether the focal actor has a channel to both.
    zoom : float
        1 for the usual size.
    gid : str
        Id of the line.

    Examples
    --------
    >>> from matplotlib.path import Path
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_hostility(ax, Path([(0, 0), (1, 1)]), 0.5, False, 1, "hostile-HAMAS-ISR")
    >>> ax.patches[0].get_gid()
    'hostile-HAMAS-ISR'
    """
    from matplotlib.patches import PathPatch

    ax.add_patch(
        PathPatch(
            path, fill=False, edgecolor=palette.CONFLICT, alpha=0.6, linewidth=(1.0 + 4.4 * hostility) * zoom,
            capstyle="butt" if bridged else "round", linestyle="solid" if bridged else (0, (0.05, 1.9)),
            zorder=2, gid=gid,
        )
    )  # fmt: skip


def legend_height(labels: Labels) -> float:
    """Return how many points of height the legend takes.

    Parameters
    ----------
    labels : {"zh", "en", "both"}
        Two languages take two lines each.

    Returns
    -------
    float
        Points.

    Examples
    --------
    >>> legend_height("zh") < legend_height("both")
    True
    """
    return 4 * _step(labels)


def _step(labels: Labels) -> float:
    return 27.0 if labels == "both" else 17.0


def draw_legend(ax: "Axes", left: float, top: float, width: float, labels: Labels, zoom: float) -> None:
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

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(6, 1)
    >>> draw_legend(ax, 0, 70, 430, "en", 1)
    >>> ax.texts[0].get_text()
    'Net stance'
    """
    rows = [top - _step(labels) * (row + 0.5) for row in range(4)]
    _explain_stance(ax, left, rows, width * 0.27, labels, zoom)
    _explain_dots(ax, left + width * 0.36, rows, labels, zoom)
    _explain_lines(ax, left + width * 0.68, rows, labels, zoom)


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
    _write(ax, x, rows[0], "与中心行为体的关系", "Tie with the actor in the middle", labels, zoom, head=True)
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
