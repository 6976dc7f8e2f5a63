"""Columns in a terminal, where a Chinese character takes two cells."""

import unicodedata
from collections.abc import Sequence

__all__ = ["align_columns", "fold_line", "measure_cells", "shorten"]


def measure_cells(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    int
        Two per wide character (Chinese, full-width marks), none per combining mark, one per any other.

    Examples
    --------
    >>> measure_cells("卡塔尔 QAT")
    10
    """
    return sum(_measure_character(character) for character in text)


def _measure_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def shorten(text: str, cells: int) -> str:
    """Return a text that fits into so many cells, with an ellipsis where something was cut off.

    Parameters
    ----------
    text : str
        Any text; line breaks and runs of blanks become one blank.
    cells : int
        Room.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> shorten("美国和卡塔尔", 7)
    '美国和…'
    """
    line = " ".join(text.split())
    if measure_cells(line) <= cells:
        return line
    kept, used = "", 1
    for character in line:
        used += _measure_character(character)
        if used > cells:
            break
        kept += character
    return kept.rstrip() + "…"


def align_columns(rows: Sequence[Sequence[str]], right: Sequence[int] = (), gap: int = 2) -> list[str]:
    """Return rows as lines whose columns stand under each other.

    Parameters
    ----------
    rows : sequence of sequences of str
        All of the same length.
    right : sequence of int
        Columns set flush right, as numbers are.
    gap : int
        Blanks between columns.

    Returns
    -------
    list of str
        One line per row, without blanks at the end.

    Examples
    --------
    >>> align_columns([("卡塔尔", "29"), ("以色列国", "7")], right=[1])
    ['卡塔尔    29', '以色列国   7']
    """
    widths = [max(map(measure_cells, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for place, (text, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - measure_cells(text))
            cells.append(space + text if place in right else text + space)
        lines.append((" " * gap).join(cells).rstrip())
    return lines


def fold_line(text: str, cells: int) -> list[str]:
    """Return a paragraph as lines of at most so many cells: English breaks at blanks, Chinese anywhere.

    Parameters
    ----------
    text : str
        One paragraph.
    cells : int
        Room for a line.

    Returns
    -------
    list of str
        At least one line.

    Examples
    --------
    >>> fold_line("一篇文章不能说明 one article", 10)
    ['一篇文章不', '能说明 one', 'article']
    """
    lines, line = [], ""
    for piece in _split_pieces(text):
        if line and measure_cells((line + piece).rstrip()) > cells:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


# No line begins with these marks.
_NOT_FIRST = "，。；：、！？）》」』”’,.;:!?)]"


def _split_pieces(text: str) -> list[str]:
    """Return the smallest stretches that a line break may separate."""
    pieces: list[str] = []
    for character in text:
        previous = pieces[-1][-1] if pieces else ""
        wide = _measure_character(character) == 2 or (previous and _measure_character(previous) == 2)
        breaks = previous == " " or (wide and character != " ")
        if pieces and (not breaks or character in _NOT_FIRST):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
