"""The few colours of all figures, and what they mean.

Vermilion is conflict, blue cooperation: the pair of Okabe and Ito's palette that people with red-green blindness
tell apart. The two ends also differ in lightness, so that they differ in grey print.
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.colors import Colormap

__all__ = [
    "CONFLICT",
    "COOPERATION",
    "EDGE",
    "GROUPS",
    "HAIRLINE",
    "INK",
    "MUTED",
    "NEUTRAL",
    "NODE",
    "PALE",
    "PAPER",
    "QUADS",
    "REFERENCE",
    "SILENT",
    "TARGET",
    "colour_of_stance",
    "colour_of_text_on",
    "make_stance_colormap",
    "measure_lightness",
    "mix_with_paper",
]

INK = "#1b1f24"
MUTED = "#68707a"
EDGE = "#c3cad2"
SILENT = "#a7adb4"
HAIRLINE = "#dfe2e6"
PALE = "#eef0f2"
PAPER = "#ffffff"

CONFLICT = "#a8320f"
NEUTRAL = "#dedad2"
COOPERATION = "#3f93d2"

QUADS = {1: "#9ccbee", 2: "#2f7fbf", 3: "#eba184", 4: "#a8320f"}
"""Verbal and material cooperation, verbal and material conflict."""

GROUPS = ("#4f86b8", "#d9a441", "#5aa08a", "#b07aa1", "#8c7f6f", "#7f8fa6")
"""Topic groups of a network: colours that say "other", not "better" or "worse"."""

NODE = "#8c95a0"
"""Actors that belong to no group."""

TARGET, REFERENCE = "#2f6f78", "#c58a1e"
"""Texts that are characterised, and those they are compared with; apart in hue and in grey."""

_STOPS = ((0.0, CONFLICT), (0.25, "#e08a66"), (0.5, NEUTRAL), (0.75, "#a9cfec"), (1.0, COOPERATION))


def make_stance_colormap() -> "Colormap":
    """Return the diverging colour map from conflict (0) over neutral (½) to cooperation (1).

    Returns
    -------
    Colormap
        A new one; matplotlib's registry is left alone.

    Examples
    --------
    >>> from matplotlib.colors import to_hex
    >>> to_hex(make_stance_colormap()(0.0))
    '#a8320f'
    """
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("waijiao", list(_STOPS))


def colour_of_stance(stance: float) -> str:
    """Return the colour of a net stance.

    Parameters
    ----------
    stance : float
        -1 conflict to 1 cooperation.

    Returns
    -------
    str
        A hexadecimal colour.

    Examples
    --------
    >>> colour_of_stance(1.0), colour_of_stance(-1.0)
    ('#3f93d2', '#a8320f')
    """
    from matplotlib.colors import to_hex

    return to_hex(make_stance_colormap()((stance + 1) / 2))


def measure_lightness(colour: str) -> float:
    """Return how light a colour looks in grey print: CIE L*, 0 black to 100 white.

    Parameters
    ----------
    colour : str
        Any colour that matplotlib knows.

    Returns
    -------
    float
        L* of the D65 white point.

    Examples
    --------
    >>> round(measure_lightness("white")), round(measure_lightness("black"))
    (100, 0)
    """
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = math.fsum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def colour_of_text_on(background: str) -> str:
    """Return ink or paper, whichever is read more easily on ``background``.

    Parameters
    ----------
    background : str
        Any colour that matplotlib knows.

    Returns
    -------
    str
        :data:`INK` or :data:`PAPER`.

    Examples
    --------
    >>> colour_of_text_on(CONFLICT) == PAPER, colour_of_text_on(NEUTRAL) == INK
    (True, True)
    """
    return PAPER if measure_lightness(background) < 50 else INK


def mix_with_paper(colour: str, share: float) -> str:
    """Return a paler colour.

    Parameters
    ----------
    colour : str
        Any colour that matplotlib knows.
    share : float
        How much of it is left: 1 all, 0 paper.

    Returns
    -------
    str
        A hexadecimal colour.

    Examples
    --------
    >>> mix_with_paper("black", 0.5)
    '#808080'
    """
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (paper + share * (own - paper) for own, paper in zip(to_rgb(colour), to_rgb(PAPER), strict=True))
    return to_hex((red, green, blue))
