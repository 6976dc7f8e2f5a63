"""Fonts and the look of all figures, without touching matplotlib's global settings."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from waijiao.errors import InputError
from waijiao.plots import palette

__all__ = ["Labels", "find_font_file", "make_style", "open_style"]

Labels = Literal["zh", "en", "both"]

# Families that hold the characters of Simplified and Traditional Chinese, in the order of preference.
_FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)


def find_font_file() -> Path | None:
    """Return the file of Noto Sans SC that the package zhplot ships, without importing zhplot.

    Its import would change matplotlib's settings for the whole process.

    Returns
    -------
    Path or None
        None when zhplot is not installed.

    Examples
    --------
    >>> find_font_file().name
    'NotoSansSC-Regular.ttf'
    """
    from importlib.util import find_spec

    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        file = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if file.is_file():
            return file
    return None


def _find_chinese_family() -> str | None:
    """Return a family with Chinese characters: zhplot's, made known to matplotlib's font list, or an installed one."""
    from matplotlib.font_manager import fontManager

    file = find_font_file()
    if file and all(entry.fname != str(file) for entry in fontManager.ttflist):
        fontManager.addfont(file)
    installed = {entry.name for entry in fontManager.ttflist}
    return next((family for family in _FAMILIES if family in installed), None)


def make_style(labels: Labels = "zh") -> dict[str, Any]:
    """Return the matplotlib settings of all figures, for :func:`matplotlib.rc_context` or a style sheet.

    Letters in SVG files are drawn as outlines, so that a Chinese figure looks the same on a machine that has no
    Chinese font; ids are salted with a constant, so that two processes write the same bytes.

    Parameters
    ----------
    labels : {"zh", "en", "both"}
        With ``"en"`` a missing Chinese font is no fault.

    Returns
    -------
    dict
        Settings by name; nothing is set. The font is only added to matplotlib's list of known fonts.

    Raises
    ------
    InputError
        When no font with Chinese characters is there and ``labels`` needs one.

    Examples
    --------
    >>> make_style()["font.family"]
    ['Noto Sans SC', 'DejaVu Sans']
    """
    family = _find_chinese_family()
    if family is None and labels != "en":
        raise InputError(
            f"`labels` is {labels!r}, but no font with Chinese characters is installed; expected Noto Sans SC or "
            "another Chinese family. Install waijiao[study], which brings one, or use labels='en'."
        )
    return {
        "font.family": [family, "DejaVu Sans"] if family else ["DejaVu Sans"],
        "font.size": 10,
        "text.color": palette.INK,
        "axes.unicode_minus": False,
        "axes.facecolor": palette.PAPER,
        "axes.edgecolor": palette.HAIRLINE,
        "axes.labelcolor": palette.INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.color": palette.MUTED,
        "ytick.color": palette.INK,
        "hatch.linewidth": 0.6,
        "figure.facecolor": palette.PAPER,
        "savefig.facecolor": palette.PAPER,
        "svg.fonttype": "path",
        "svg.hashsalt": "waijiao",
    }


@contextmanager
def open_style(labels: Labels = "zh", *, texts: Iterable[str] = ()) -> Iterator[None]:
    """Draw with :func:`make_style` over matplotlib's defaults; the caller's settings come back afterwards.

    Parameters
    ----------
    labels : {"zh", "en", "both"}
        As in :func:`make_style`.
    texts : iterable of str
        What of the text itself is drawn: Chinese words need a Chinese font in every language of the labels.

    Yields
    ------
    None
        While the style holds.

    Examples
    --------
    >>> import matplotlib
    >>> with open_style():
    ...     matplotlib.rcParams["svg.fonttype"]
    'path'
    """
    from matplotlib import style

    chinese = any(ord(character) > 0x2E7F for text in texts for character in text)
    settings = make_style("zh" if chinese else labels)
    with style.context(["default", settings]):
        yield
