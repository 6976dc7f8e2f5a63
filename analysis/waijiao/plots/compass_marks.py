"""The signs of a compass: dots with a plus or minus, silent dots, hostile lines, squares for standing ties."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waijiao.plots import palette
from waijiao.plots.wording import measure_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

__all__ = [
    "DOT",
    "THRESHOLD",
    "Ties",
    "colour_of_tie",
    "draw_hostility",
    "draw_partner",
    "draw_sign",
    "draw_silent",
    "draw_tie",
    "draw_ties",
    "measure_ties",
    "sign_of",
]

Ties = Mapping[str, tuple[int, int]]
"""Cooperative and adverse standing ties by actor."""

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
    draw_sign(ax, place, sign_of(stance), (4.4 if channel else 3.4) * zoom, ink, gid)


def draw_sign(
    ax: "Axes", place: tuple[float, float], sign: str, arm: float, colour: str, gid: str, *, zorder: float = 5.2
) -> None:
    """Draw a plus, a minus or a nought.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    place : (float, float)
        Middle of the sign.
    sign : {"+", "−", "0"}
        Which.
    arm : float
        From the middle to the end of an arm, in points.
    colour : str
        Of the lines.
    gid : str
        Id of what carries the sign; ``-sign`` is appended.
    zorder : float
        What is drawn over what: the higher, the nearer to the eye.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_sign(ax, (0, 0), "+", 4, "black", "partner-USA")
    >>> ax.patches[0].get_gid(), ax.patches[0].get_label()
    ('partner-USA-sign', '+')
    """
    from matplotlib.patches import PathPatch

    width = 1.7 * arm / 4.4
    path = _outline_sign(place, sign, arm)
    ax.add_patch(
        PathPatch(
            path, fill=False, edgecolor=colour, linewidth=width, capstyle="butt", zorder=zorder, gid=f"{gid}-sign",
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


_SIDE = 8.0
_TIE_SIZE = 8.5


def colour_of_tie(polarity: int) -> str:
    """Return the colour of a standing tie.

    Parameters
    ----------
    polarity : {1, -1}
        Cooperative or adverse.

    Returns
    -------
    str
        A hexadecimal colour.

    Examples
    --------
    >>> colour_of_tie(1) == palette.COOPERATION
    True
    """
    return palette.COOPERATION if polarity > 0 else palette.CONFLICT


def measure_ties(counts: tuple[int, int], zoom: float) -> tuple[float, float]:
    """Return how much room the squares of :func:`draw_ties` take, in points.

    Parameters
    ----------
    counts : (int, int)
        Cooperative and adverse ties.
    zoom : float
        1 for the usual size.

    Returns
    -------
    (float, float)
        Width and height; (0, 0) when there is no tie.

    Examples
    --------
    >>> measure_ties((0, 0), 1), measure_ties((3, 0), 1) < measure_ties((3, 1), 1)
    ((0.0, 0.0), True)
    """
    widths = [_SIDE + 3 + measure_text(f"{count}", _TIE_SIZE)[0] for count in counts if count]
    return (zoom * (sum(widths) + 7 * (len(widths) - 1)), zoom * 13.0) if widths else (0.0, 0.0)


def draw_ties(ax: "Axes", place: tuple[float, float], counts: tuple[int, int], zoom: float, gid: str) -> None:
    """Draw how many standing ties there are: a blue square with a plus, a vermilion one with a minus, their numbers.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    place : (float, float)
        Middle of the row.
    counts : (int, int)
        Cooperative and adverse ties; nothing is drawn for none.
    zoom : float
        1 for the usual size.
    gid : str
        Id of the squares, with ``-coop`` or ``-conf`` appended.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_ties(ax, (0, 0), (3, 0), 1, "ties-USA")
    >>> ax.patches[0].get_gid(), ax.texts[0].get_text()
    ('ties-USA-coop', '3')
    """
    x = place[0] - measure_ties(counts, zoom)[0] / 2
    for count, polarity, name in zip(counts, (1, -1), ("coop", "conf"), strict=True):
        if not count:
            continue
        draw_tie(ax, (x + _SIDE * zoom / 2, place[1]), polarity, zoom, f"{gid}-{name}")
        text, size, x = f"{count}", _TIE_SIZE * zoom, x + (_SIDE + 3) * zoom
        ax.text(x, place[1], text, size=size, color=palette.MUTED, va="center", zorder=6, gid=f"{gid}-{name}-count")
        x += measure_text(text, size)[0] + 7 * zoom


def draw_tie(ax: "Axes", place: tuple[float, float], polarity: int, zoom: float, gid: str) -> None:
    """Draw the square of a standing tie: blue with a plus when cooperative, vermilion with a minus when adverse.

    Parameters
    ----------
    ax : Axes
        A canvas in points; changed in place.
    place : (float, float)
        Middle of the square.
    polarity : {1, -1}
        Cooperative or adverse.
    zoom : float
        1 for the usual size.
    gid : str
        Id of the square; ``-sign`` is appended for the sign.

    Examples
    --------
    >>> from waijiao.plots.canvas import make_axes
    >>> ax = make_axes(1, 1)
    >>> draw_tie(ax, (0, 0), -1, 1, "tie")
    >>> ax.patches[1].get_gid(), ax.patches[1].get_label()
    ('tie-sign', '−')
    """
    from matplotlib.patches import Rectangle

    colour, side = colour_of_tie(polarity), _SIDE * zoom
    corner = (place[0] - side / 2, place[1] - side / 2)
    ax.add_patch(Rectangle(corner, side, side, facecolor=colour, edgecolor="none", zorder=5, gid=gid))
    draw_sign(ax, place, sign_of(polarity), 2.8 * zoom, palette.colour_of_text_on(colour), gid)


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
