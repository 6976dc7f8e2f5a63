"""The words in figures: Chinese, English or both, names of actors, and how much room a text takes."""

import math
from functools import cache
from typing import Literal

from waijiao.lexicon import Names
from waijiao.plots.style import Labels, make_style

__all__ = ["Names", "fit_text", "measure_text", "name_actor", "say", "say_lines", "wrap_text"]

# No line begins with these marks.
_NOT_FIRST = "，。；：、！？）》」』”’,.;:!?)"


def say(zh: str, en: str, labels: Labels, *, joint: str = " · ") -> str:
    """Return one wording: the Chinese, the English, or both joined.

    Parameters
    ----------
    zh, en : str
        The two wordings.
    labels : {"zh", "en", "both"}
        Which is wanted.
    joint : str
        What stands between the two; nothing is joined when they are the same.

    Returns
    -------
    str
        The wording.

    Examples
    --------
    >>> say("卡塔尔", "Qatar", "both")
    '卡塔尔 · Qatar'
    """
    if labels == "both" and zh != en:
        return f"{zh}{joint}{en}"
    return en if labels == "en" else zh


def say_lines(zh: str, en: str, labels: Labels) -> list[str]:
    """Return the wordings wanted, one entry per language.

    Parameters
    ----------
    zh, en : str
        The two wordings.
    labels : {"zh", "en", "both"}
        Which is wanted.

    Returns
    -------
    list of str
        One or two.

    Examples
    --------
    >>> say_lines("共 12 条", "12 records", "both")
    ['共 12 条', '12 records']
    """
    return {"zh": [zh], "en": [en], "both": [zh, en]}[labels]


def name_actor(code: str, names: Names, labels: Labels, *, joint: str = "\n") -> str:
    """Return what a figure calls an actor; the code itself when no name is known.

    Parameters
    ----------
    code : str
        Principal, such as ``"QAT"``.
    names : mapping of str to (str, str)
        Chinese and English name by code.
    labels : {"zh", "en", "both"}
        Which is wanted.
    joint : str
        What stands between the two.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> name_actor("QAT", {"QAT": ("卡塔尔", "Qatar")}, "en"), name_actor("XYZ", {}, "both")
    ('Qatar', 'XYZ')
    """
    zh, en = names.get(code, (code, code))
    return say(zh, en, labels, joint=joint)


def measure_text(text: str, size: float) -> tuple[float, float]:
    """Return width and height that a text takes, in points, in the font of the figures.

    Parameters
    ----------
    text : str
        One or more lines.
    size : float
        Font size in points.

    Returns
    -------
    (float, float)
        Width of the longest line; 1.3 times the font size per line.

    Examples
    --------
    >>> width, height = measure_text("卡塔尔", 10)
    >>> round(width), height
    (30, 13.0)
    """
    lines = text.split("\n")
    # fsum: the same digits in every Python; the built-in sum rounds differently since 3.12
    return max(math.fsum(map(_measure_character, line)) for line in lines) * size, 1.3 * size * len(lines)


@cache
def _measure_character(character: str) -> float:
    """Return how far a character moves the pen, as a share of the font size."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    fonts = [get_font(findfont(FontProperties(family=family))) for family in make_style("en")["font.family"]]
    font = next((font for font in fonts if font.get_char_index(ord(character))), fonts[0])
    font.set_size(100, 72)
    return float(font.load_char(ord(character)).linearHoriAdvance) / 65536 / 100


def fit_text(text: str, width: float, size: float, *, cut: Literal["left", "right"] = "right") -> str:
    """Return the text, or as much of it as there is room for, with … where the rest was cut off.

    Parameters
    ----------
    text : str
        One line.
    width : float
        Room in points.
    size : float
        Font size in points.
    cut : {"left", "right"}
        Which end is cut off.

    Returns
    -------
    str
        Not longer than ``width``; "" when there is no room even for the mark.

    Examples
    --------
    >>> fit_text("卡塔尔与美国", 42, 10), fit_text("卡塔尔与美国", 42, 10, cut="left")
    ('卡塔尔…', '…与美国')
    """
    room = width + 1e-6
    if measure_text(text, size)[0] <= room:
        return text
    for length in range(len(text) - 1, -1, -1):
        kept = f"{text[:length].rstrip()}…" if cut == "right" else f"…{text[len(text) - length :].lstrip()}"
        if measure_text(kept, size)[0] <= room:
            return kept
    return ""


def wrap_text(text: str, width: float, size: float) -> str:
    r"""Return the text with line breaks: English at blanks, Chinese between any two characters but before a mark.

    Parameters
    ----------
    text : str
        One paragraph.
    width : float
        Room in points.
    size : float
        Font size in points.

    Returns
    -------
    str
        Lines joined by newlines.

    Examples
    --------
    >>> wrap_text("共十二条记录。", 40, 10)
    '共十二条\n记录。'
    """
    lines, line = [], ""
    for piece in _split_pieces(text):
        if line and measure_text((line + piece).rstrip(), size)[0] > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def _split_pieces(text: str) -> list[str]:
    """Return the smallest stretches that a line break may separate."""
    pieces: list[str] = []
    for character in text:
        previous = pieces[-1][-1] if pieces else ""
        breaks = previous == " " or ((ord(character) > 0x2E7F or ord(previous or "a") > 0x2E7F) and character != " ")
        if pieces and (not breaks or character in _NOT_FIRST or previous in "（《「『“‘("):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
