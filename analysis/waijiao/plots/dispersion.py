"""Where in the texts words stand: a row per word, a stroke per occurrence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.errors import InputError, suggest
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, write_caption, write_heading, write_ticks
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.patches import PathPatch

    Ints = np.ndarray[Any, np.dtype[np.int64]]

__all__ = ["plot_dispersion"]

_SIZE = 10
_SMALL = 8.5
_GAP = 12
# Strokes that fall into one place of this width, in points, are one, the darker the more there are.
_PLACE = 1.0
_SHADES = {1: 0.6, 2: 0.8, 4: 1.0}
# Borders of documents closer to each other than this, in points on average, would be a grey wall.
_NARROW = 8.0


class Line(NamedTuple):
    """One row: the term, where it stands among all tokens, and how many documents hold it."""

    term: str
    places: "Ints"
    documents: int


class Corpus(NamedTuple):
    """How many tokens there are, and where documents begin (the first at 0)."""

    size: int
    starts: list[int]


def plot_dispersion(
    tokens: "pd.DataFrame",
    terms: Iterable[str],
    *,
    scores: "pd.DataFrame | None" = None,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return where in the texts some words stand: a row per word, a stroke per occurrence, a line per document's end.

    A word that one document repeats and a word that all of them use may have the same count; here they look different.
    Documents stand in the order of ``tokens``: sort it first to have them by date or by outlet.

    Parameters
    ----------
    tokens : DataFrame
        Tokens of all texts, as :func:`waijiao.segment` returns them; ``token``, ``kind`` and ``doc_id`` are read.
        Punctuation takes no room.
    terms : iterable of str
        The words to show, from top to bottom, such as ``terms["term"].head(10)``.
    scores : DataFrame, optional
        ``term`` and ``dp_norm``, as :func:`waijiao.score_dispersion` returns them: written at the end of the rows.
    labels : {"zh", "en", "both"}
        Language of heading and caption.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        One row per term, with the ids ``term-0``, ``term-1``, … on the strokes.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``terms`` is a single string or empty, or a term does not occur.
    TableError
        When columns are missing.

    Notes
    -----
    Where words crowd, a point of the figure's width holds several of them: one stroke is drawn for them all, darker
    for two and three, darkest from four on.

    Examples
    --------
    >>> import pandas as pd
    >>> words = "谈判 破裂 谈判 重启 谈判".split()
    >>> tokens = pd.DataFrame({"token": words, "kind": "word", "doc_id": ["a", "a", "b", "b", "b"]})
    >>> ax = plot_dispersion(tokens, ["谈判"])
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("count-0", "documents-0")]
    ['3', '2']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_table(tokens, "tokens", ["token", "kind", "doc_id"])
    corpus, lines = _find_places(tokens, _check_terms(terms))
    with open_style(labels, texts=[line.term for line in lines]):
        ax = make_axes(6.2, 0.3 * len(lines)) if ax is None else ax
        _set_frame(ax, corpus, lines)
        _draw_borders(ax, corpus)
        crowded = _draw_strokes(ax, lines, corpus)
        _write_numbers(ax, lines, corpus, _read_scores(scores), labels)
        left = max(measure_text(line.term, _SIZE)[0] for line in lines) + 8
        title = say("词语在文中何处", "Where words stand in the texts", labels)
        write_heading(ax, title, left=left, above=36 if labels == "both" else 26)
        caption = _count(ax, corpus, lines, crowded=crowded, scored=scores is not None, labels=labels)
        write_caption(ax, caption, left=left, below=26)
    return ax


def _check_terms(terms: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(terms))
    if isinstance(terms, str) or not wanted:
        raise InputError(f"`terms` is {terms!r}; give a list of words, such as ['斡旋', '制裁'].")
    return wanted


def _find_places(tokens: "pd.DataFrame", terms: list[str]) -> tuple[Corpus, list[Line]]:
    """Return where documents begin and where the terms stand, counted in tokens without punctuation."""
    import numpy as np
    import pandas as pd

    counted = tokens[tokens["kind"] != "punct"]
    codes, names = pd.factorize(counted["doc_id"])
    order = np.argsort(codes, kind="stable")
    docs, words = codes[order], counted["token"].to_numpy()[order]
    lines = []
    for term in terms:
        places = np.flatnonzero(words == term)
        if not len(places):
            raise InputError(f"`terms` has {term!r}, which is no token of `tokens`.{suggest(term, sorted(set(words)))}")
        lines.append(Line(term, places, len(np.unique(docs[places]))))
    return Corpus(len(words), np.searchsorted(docs, range(len(names))).tolist()), lines


def _read_scores(scores: "pd.DataFrame | None") -> dict[str, float] | None:
    if scores is None:
        return None
    check_table(scores, "scores", ["term", "dp_norm"])
    return dict(zip(scores["term"], scores["dp_norm"], strict=True))


def _set_frame(ax: "Axes", corpus: Corpus, lines: list[Line]) -> None:
    ax.set(xlim=(0, corpus.size), ylim=(len(lines) - 0.5, -0.5))
    write_ticks(ax.yaxis, range(len(lines)), [line.term for line in lines], size=_SIZE, color=palette.INK)
    write_ticks(ax.xaxis, [0, corpus.size], ["0", f"{corpus.size:,}"], size=_SMALL, color=palette.MUTED)
    first, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    ax.tick_params(length=0, pad=6)
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color(palette.SILENT)
    for row in range(1, len(lines)):
        ax.axhline(row - 0.5, color=palette.HAIRLINE, linewidth=0.6, zorder=0)


def _measure_width(ax: "Axes") -> float:
    figure: Any = ax.figure
    return float(ax.get_window_extent().width / figure.dpi * 72)


def _draw_borders(ax: "Axes", corpus: Corpus) -> None:
    if _has_borders(ax, corpus):
        for number, start in enumerate(corpus.starts[1:], 1):
            ax.axvline(start, color=palette.EDGE, linewidth=0.8, zorder=1, gid=f"border-{number}")


def _has_borders(ax: "Axes", corpus: Corpus) -> bool:
    return _measure_width(ax) / len(corpus.starts) >= _NARROW


def _draw_strokes(ax: "Axes", lines: list[Line], corpus: Corpus) -> bool:
    """Draw one stroke for all occurrences that fall into one place, and return whether any stands for several."""
    import numpy as np

    wide = max(round(_measure_width(ax) / _PLACE), 1)
    rows = [np.unique((2 * line.places + 1) * wide // (2 * corpus.size), return_counts=True) for line in lines]
    crowded = any(counts.max() > 1 for _, counts in rows)
    # Where every stroke is one occurrence, none needs to be paler.
    shades = _SHADES if crowded else {1: 1.0}
    least = np.array(list(shades))
    for row, (slots, counts) in enumerate(rows):
        levels = least[np.searchsorted(least, counts, side="right") - 1]
        for level in np.unique(levels).tolist():
            places = (slots[levels == level] + 0.5) * corpus.size / wide
            gid = f"term-{row}" if level == levels.min() else f"term-{row}-{level}"
            ax.add_patch(_make_strokes(places, row, shades[level], gid))
    return crowded


def _make_strokes(places: "np.ndarray[Any, Any]", row: int, share: float, gid: str) -> "PathPatch":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    ends = [(x, y) for x in places.tolist() for y in (row - 0.32, row + 0.32)]
    path = Path(ends, [Path.MOVETO, Path.LINETO] * len(places))
    ink = palette.mix_with_paper(palette.INK, share)
    return PathPatch(path, fill=False, edgecolor=ink, linewidth=1.1, capstyle="butt", zorder=3, gid=gid)


def _write_numbers(
    ax: "Axes", lines: list[Line], corpus: Corpus, scores: dict[str, float] | None, labels: Labels
) -> None:
    """Write columns of numbers to the right of the rows: occurrences, documents when there are several, scores."""
    documents = len(corpus.starts)
    columns = [(say("次数", "count", labels, joint="\n"), "count", [f"{len(line.places):,}" for line in lines])]
    if documents > 1:
        share = [f"{line.documents:,}" for line in lines]
        columns.append((say(f"篇数/{documents:,}", f"of {documents:,} texts", labels, joint="\n"), "documents", share))
    if scores is not None:
        values = [scores.get(line.term, float("nan")) for line in lines]
        written = [f"{value:.2f}" if value == value else "—" for value in values]
        columns.append((say("离散度", "DP norm", labels, joint="\n"), "dp", written))
    right = 0.0
    for head, name, numbers in columns:
        right += _GAP + max(measure_text(text, _SMALL)[0] for text in [head, *numbers])
        for row, (text, above) in enumerate([(head, 8), *((number, 0) for number in numbers)], -1):
            ax.annotate(
                text, (1, 1 if row < 0 else row), (right, above), textcoords="offset points", annotation_clip=False,
                xycoords="axes fraction" if row < 0 else ax.get_yaxis_transform(), ha="right", size=_SMALL,
                va="bottom" if row < 0 else "center_baseline", color=palette.MUTED, linespacing=1.2,
                gid=f"{name}-head" if row < 0 else f"{name}-{row}",
            )  # fmt: skip


def _count(ax: "Axes", corpus: Corpus, lines: list[Line], *, crowded: bool, scored: bool, labels: Labels) -> list[str]:
    total, documents = sum(len(line.places) for line in lines), len(corpus.starts)
    zh = f"每条短线为词的一次出现，共 {total:,} 次；横向为 {corpus.size:,} 个词例的先后（不计标点）"
    en = f"A stroke per occurrence, {total:,} in all, along {corpus.size:,} tokens in their order (without punctuation)"
    if documents > 1 and _has_borders(ax, corpus):
        zh, en = f"{zh}，竖线为 {documents:,} 篇文章的分界", f"{en}; upright lines: borders of {documents:,} texts"
    elif documents > 1:
        zh, en = (
            f"{zh}；{documents:,} 篇文章的分界过密，未画",
            f"{en}; borders of {documents:,} texts are too close to draw",
        )
    zh, en = f"{zh}。", f"{en}."
    if crowded:
        zh, en = f"{zh}颜色越深，同一处出现次数越多。", f"{en} Darker: several occurrences in one place."
    if scored:
        zh, en = f"{zh}离散度（归一的 DP）：0 均匀，1 集中一处。", f"{en} DP norm: 0 evenly spread, 1 all in one part."
    return say_lines(zh, en, labels)
