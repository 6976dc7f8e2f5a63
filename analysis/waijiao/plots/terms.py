"""The most frequent words, as bars."""

from typing import TYPE_CHECKING

from waijiao.errors import InputError, TableError
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, write_caption, write_heading, write_ticks
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_terms"]


def plot_terms(terms: "pd.DataFrame", *, n: int = 20, labels: Labels = "zh", ax: "Axes | None" = None) -> "Axes":
    """Return the most frequent terms as horizontal bars, the most frequent on top, with their counts.

    Ties stand in the order of their characters. Nothing is filtered: what is no word for the question at hand is to
    be left out when counting.

    Parameters
    ----------
    terms : DataFrame
        As :func:`waijiao.terms.count_terms` returns it; ``term`` and ``count`` are read.
    n : int
        How many terms to show.
    labels : {"zh", "en", "both"}
        Language of heading and caption.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        One bar per term.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 1, or the table is empty.
    TableError
        When columns are missing, or a term has more than one row (as after counting by group).

    Examples
    --------
    >>> import pandas as pd
    >>> ax = plot_terms(pd.DataFrame({"term": ["会谈", "人质"], "count": [3, 9]}))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['人质', '会谈']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_table(terms, "terms", ["term", "count"])
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more terms to show.")
    if terms.empty:
        raise InputError("`terms` has no rows, so there is nothing to draw; count terms of a text that has some.")
    twice = terms.loc[terms["term"].duplicated(), "term"]
    if len(twice):
        raise TableError(
            f"`terms` has more than one row for {twice.iloc[0]!r}; expected one per term. Choose the rows of one "
            "group, or count without `by`."
        )
    top = terms.sort_values(["count", "term"], ascending=[False, True]).head(n)
    words, counts = top["term"].tolist(), [int(count) for count in top["count"]]
    with open_style(labels, texts=words):
        ax = make_axes(5.4, 0.27 * len(words) + 0.1) if ax is None else ax
        _draw_bars(ax, words, counts)
        left = max(measure_text(word, 10)[0] for word in words) + 8
        write_heading(ax, say("最常见的词", "Most frequent words", labels), left=left)
        write_caption(ax, _count(terms, len(words), labels), left=left, below=12)
    return ax


def _draw_bars(ax: "Axes", words: list[str], counts: list[int]) -> None:
    rows = range(len(words))
    ax.barh(rows, counts, height=0.66, color=palette.QUADS[2])
    for row, count in zip(rows, counts, strict=True):
        ax.annotate(
            f"{count:,}", (count, row), (4, 0), textcoords="offset points", va="center_baseline", size=9,
            color=palette.MUTED, gid=f"count-{row}",
        )  # fmt: skip
    ax.set(xlim=(0, max(counts) * 1.1), ylim=(len(words) - 0.4, -0.6))
    write_ticks(ax.yaxis, rows, words, size=10, color=palette.INK)
    ax.tick_params(axis="y", length=0, pad=6)
    ax.xaxis.set_visible(False)
    ax.spines[["bottom", "top", "right"]].set_visible(False)
    ax.spines["left"].set_color(palette.SILENT)


def _count(terms: "pd.DataFrame", shown: int, labels: Labels) -> list[str]:
    total, kinds = int(terms["count"].sum()), len(terms)
    zh = f"计数：词在文本中出现的次数。表中共 {kinds:,} 个词、{total:,} 次；图示前 {shown:,} 个。"
    en = f"Counted: occurrences in the text. The table holds {kinds:,} words, {total:,} occurrences; {shown:,} shown."
    return say_lines(zh, en, labels)
