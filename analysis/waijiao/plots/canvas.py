"""Figures that show themselves in a notebook, their headings and captions, and their files."""

import re
from binascii import b2a_base64
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.plots import palette
from waijiao.plots.style import open_style
from waijiao.plots.wording import wrap_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.backend_bases import RendererBase

__all__ = [
    "describe_figure",
    "make_axes",
    "open_canvas",
    "render_svg",
    "write_caption",
    "write_figure",
    "write_heading",
    "write_ticks",
]

_PNG_DPI = 144
_PAD = 0.22


def make_axes(width: float, height: float) -> "Axes":
    """Return Axes on a figure of their own, of which pyplot knows nothing.

    As the last line of a notebook cell they show the figure, as PNG and SVG, without any set-up.

    Parameters
    ----------
    width, height : float
        Size of the Axes in inches; headings, tick labels and captions lie outside, and files grow to hold them.

    Returns
    -------
    Axes
        Empty.

    Examples
    --------
    >>> data, _ = make_axes(2, 1)._repr_mimebundle_()
    >>> sorted(data)
    ['image/png', 'image/svg+xml', 'text/plain']
    """
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    class ShownAxes(Axes):
        """Axes that a notebook shows as their figure."""

        def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
            return _bundle(self)

    figure = Figure(figsize=(width, height))
    return figure.add_axes((0, 0, 1, 1), axes_class=ShownAxes)


def open_canvas(ax: "Axes") -> tuple[float, float]:
    """Turn Axes into a sheet without frame whose coordinates are points from the lower left corner.

    Parameters
    ----------
    ax : Axes
        Changed in place.

    Returns
    -------
    (float, float)
        Width and height in points.

    Examples
    --------
    >>> tuple(round(side) for side in open_canvas(make_axes(2, 1)))
    (144, 72)
    """
    figure: Any = ax.figure
    box = ax.get_window_extent()
    width, height = box.width / figure.dpi * 72, box.height / figure.dpi * 72
    ax.set_axis_off()
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.set_aspect("equal", adjustable="datalim")
    return width, height


def describe_figure(ax: "Axes") -> str:
    """Return heading and caption of a figure as plain text: what a screen reader can say of it.

    Parameters
    ----------
    ax : Axes
        As a ``plot_`` function returned it.

    Returns
    -------
    str
        One line per heading and caption; '' when there is neither.

    Examples
    --------
    >>> describe_figure(make_axes(2, 1))
    ''
    """
    parts = ("title", "subtitle", "caption")
    texts = {text.get_gid(): text.get_text() for text in ax.texts}
    return "\n".join(texts[part] for part in parts if texts.get(part))


def write_heading(ax: "Axes", title: str, subtitle: str = "", *, left: float = 0, above: float = 12) -> None:
    """Write title and subtitle above the Axes, flush left.

    Parameters
    ----------
    ax : Axes
        Changed in place.
    title, subtitle : str
        One line each; the subtitle may be ''.
    left : float
        How many points the heading begins left of the Axes.
    above : float
        Points between the Axes and the heading.

    Examples
    --------
    >>> ax = make_axes(2, 1)
    >>> write_heading(ax, "关系")
    >>> describe_figure(ax)
    '关系'
    """
    place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "annotation_clip": False}
    if subtitle:
        lines = subtitle.count("\n") + 1
        ax.annotate(
            subtitle,
            (0, 1),
            (-left, above),
            va="bottom",
            color=palette.MUTED,
            size=9.5,
            linespacing=1.3,
            gid="subtitle",
            **place,
        )
        above += 9.5 * 1.45 * lines + 5
    _write_title(ax, title, (-left, above), **place)


def _write_title(ax: "Axes", title: str, place: tuple[float, float], **look: Any) -> None:
    """Write the title twice, a hair apart: the font has one weight, and outlines would be most of a file."""
    from matplotlib.text import Annotation
    from matplotlib.transforms import IdentityTransform

    class BoldTitle(Annotation):
        """A title that is drawn as bold."""

        def draw(self, renderer: "RendererBase") -> None:
            super().draw(renderer)
            (x, y), gid = self.xyann, self.get_gid()
            self.xyann = (x + 0.5, y)
            self.set_gid("title-bold")
            super().draw(renderer)
            self.xyann = (x, y)
            self.set_gid(gid)

    text = BoldTitle(title, (0, 1), place, va="bottom", size=15, gid="title", clip_on=False, **look)
    text.set_transform(IdentityTransform())
    ax.add_artist(text)


def write_caption(
    ax: "Axes", lines: list[str], *, left: float = 0, below: float = 16, width: float | None = None
) -> None:
    """Write what was counted, and how much of it, under the Axes; long lines are folded.

    Parameters
    ----------
    ax : Axes
        Changed in place.
    lines : list of str
        One entry per language.
    left : float
        How many points the caption begins left of the Axes.
    below : float
        Points between the Axes and the caption.
    width : float, optional
        Room for a line in points; up to the right edge of the Axes by default.

    Examples
    --------
    >>> ax = make_axes(2, 1)
    >>> write_caption(ax, ["共 12 条记录。"])
    >>> describe_figure(ax)
    '共 12 条记录。'
    """
    figure: Any = ax.figure
    room = ax.get_window_extent().width / figure.dpi * 72 + left if width is None else width
    folded = "\n".join(wrap_text(line, room, 8.5) for line in lines)
    ax.annotate(
        folded, (0, 0), (-left, -below), xycoords="axes fraction", textcoords="offset points", annotation_clip=False,
        va="top", color=palette.MUTED, size=8.5, linespacing=1.45, gid="caption",
    )  # fmt: skip


def write_ticks(axis: "Axis", places: Sequence[float], texts: Sequence[str], **look: Any) -> None:
    """Write words beside an axis, in the font of the figures on Axes that were made without it too.

    Parameters
    ----------
    axis : Axis
        ``ax.xaxis`` or ``ax.yaxis``; changed in place.
    places : sequence of float
        Where the words stand.
    texts : sequence of str
        The words, as they are: a dollar sign begins no formula.
    **look
        Further properties of :class:`matplotlib.text.Text`.

    Examples
    --------
    >>> ax = make_axes(2, 1)
    >>> write_ticks(ax.yaxis, [0, 1], ["会谈", "人质"])
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['会谈', '人质']
    """
    from matplotlib import rcParams

    axis.set_ticks(places, labels=texts, family=rcParams["font.family"], parse_math=False, **look)


def _bundle(ax: "Axes") -> tuple[dict[str, str], dict[str, Any]]:
    """Return what a notebook stores of a figure, and at which width it shows the PNG."""
    image = _render(ax, "png")
    # Bytes 16 to 19 of a PNG hold its width.
    width = round(int.from_bytes(image[16:20], "big") * 96 / _PNG_DPI)
    data = {
        "image/png": b2a_base64(image, newline=False).decode("ascii"),
        "image/svg+xml": render_svg(ax),
        "text/plain": describe_figure(ax),
    }
    return data, {"image/png": {"width": width}}


def _render(ax: "Axes", kind: str) -> bytes:
    """Return the figure as the bytes of a PNG or SVG file, the same in every process."""
    figure: Any = ax.figure
    metadata: dict[str, Any] = {"Title": (describe_figure(ax).splitlines() or [""])[0]}
    if kind == "svg":
        metadata |= {"Date": None, "Creator": "waijiao", "Description": describe_figure(ax)}
    else:
        metadata |= {"Software": None}
    buffer = BytesIO()
    with open_style("en"):
        figure.savefig(
            buffer, format=kind, dpi=_PNG_DPI, bbox_inches="tight", pad_inches=_PAD, metadata=metadata
        )  # fmt: skip
    return buffer.getvalue()


def render_svg(ax: "Axes", *, prefix: str = "") -> str:
    """Return the figure as SVG text, letters as outlines, the same in every process.

    Parameters
    ----------
    ax : Axes
        As a ``plot_`` function returned it.
    prefix : str
        What all ids begin with, so that several figures can stand in one page of HTML.

    Returns
    -------
    str
        A whole SVG document; ids such as ``partner-USA`` and ``hostile-HAMAS-ISR`` name what is drawn.

    Examples
    --------
    >>> svg = render_svg(make_axes(2, 1), prefix="f1-")
    >>> svg.startswith("<?xml"), 'id="f1-figure_1"' in svg
    (True, True)
    """
    svg = _render(ax, "svg").decode("utf-8")
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}", svg) if prefix else svg


def write_figure(ax: "Axes", path: str | Path) -> None:
    """Write the figure to an SVG or PNG file, byte for byte the same in every process.

    Parameters
    ----------
    ax : Axes
        As a ``plot_`` function returned it.
    path : str or Path
        Ends in ``.svg`` or ``.png``.

    Raises
    ------
    InputError
        When the name ends otherwise, or the folder is not there.

    Examples
    --------
    >>> write_figure(make_axes(2, 1), "terms.jpeg")
    Traceback (most recent call last):
    waijiao.errors.InputError: `path` is 'terms.jpeg'; expected a name that ends in .svg or .png.
    """
    file = Path(path)
    kind = file.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        raise InputError(f"`path` is {str(path)!r}; expected a name that ends in .svg or .png.")
    if not file.parent.is_dir():
        raise InputError(f"`path` is {str(path)!r}, but there is no folder {str(file.parent)!r}; make it first.")
    file.write_bytes(_render(ax, kind))
