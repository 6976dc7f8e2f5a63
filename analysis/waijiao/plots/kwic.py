"""Keywords in their context, one line per hit, the keywords in one column."""

import re
from typing import TYPE_CHECKING, NamedTuple

from waijiao.errors import InputError
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import fit_text, measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_kwic"]

_SIZE = 10.0
_SMALL = 7.5
_STEP = 17.0
_GAP = 6.0
_LONGEST_PLACE = 18
# Line breaks and tabs inside a context, as when whole documents were searched.
_BLANK = re.compile(r"\s")


class Columns(NamedTuple):
    """How wide the four columns are, in points."""

    place: float
    pre: float
    keyword: float
    post: float


class Hit(NamedTuple):
    """One line: where the hit stands, what precedes it, itself, what follows, and the id of its mark."""

    place: str
    pre: str
    keyword: str
    post: str
    gid: str


def plot_kwic(concordance: "pd.DataFrame", *, n: int = 25, labels: Labels = "zh", ax: "Axes | None" = None) -> "Axes":
    """Return hits in their context, one line per hit, with the keywords below each other in one column.

    Lines stand in the order of the table: ``kwic(…, sort="right")`` brings equal continuations together. At the left
    stands the sentence (with the document when there are several); where a line is wider than the figure its ends
    are cut, and … says so.

    Parameters
    ----------
    concordance : DataFrame
        Table ``concordance``, as :func:`waijiao.kwic` and :func:`waijiao.kwic_actor` return it.
    n : int
        How many hits to show, from the top.
    labels : {"zh", "en", "both"}
        Language of heading and caption.
    ax : Axes, optional
        Where to draw; a figure of its own, wide enough for every line, by default.

    Returns
    -------
    Axes
        A canvas with the ids ``hit-0``, ``hit-1``, … on the keywords.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 1, or there is no hit.
    TableError
        When columns are missing.

    See Also
    --------
    render_table : The same as a table of a notebook.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.concordance import kwic
    >>> hits = kwic(pd.DataFrame({"doc_id": ["a"], "text": ["美国与卡塔尔会谈。卡塔尔表示欢迎。"]}), "卡塔尔", width=3)
    >>> [text.get_text() for text in plot_kwic(hits).texts if (text.get_gid() or "").startswith("hit")]
    ['卡塔尔', '卡塔尔']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_table(concordance, "concordance", ["doc_id", "sent_id", "pre", "keyword", "post"])
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more hits to show.")
    if concordance.empty:
        raise InputError("`concordance` has no rows, so there is nothing to draw; look for a word that occurs.")
    hits = _list_hits(concordance.head(n))
    with open_style(labels, texts=(text for hit in hits for text in hit)):
        columns = _measure_columns(hits)
        ax = make_axes((sum(columns) + 3 * _GAP) / 72, _STEP * len(hits) / 72) if ax is None else ax
        width, _ = open_canvas(ax)
        _draw_lines(ax, hits, _narrow(columns, width))
        write_heading(ax, _name(concordance, labels))
        write_caption(ax, _count(concordance, len(hits), labels), width=max(360.0, width))
    return ax


def _list_hits(concordance: "pd.DataFrame") -> list[Hit]:
    several = len(set(concordance["doc_id"])) > 1
    columns = [concordance[name] for name in ("doc_id", "sent_id", "pre", "keyword", "post")]
    hits = []
    for number, (doc_id, sent_id, *texts) in enumerate(zip(*columns, strict=True)):
        pre, keyword, post = (_BLANK.sub(" ", text) for text in texts)
        # In one document the number of the sentence is enough: s012 of article:s012.
        place = (sent_id or doc_id) if several else sent_id.rpartition(":")[2]
        if len(place) > _LONGEST_PLACE:
            place = f"…{place[1 - _LONGEST_PLACE :]}"
        hits.append(Hit(place, pre, keyword, post, f"hit-{number}"))
    return hits


def _measure_columns(hits: list[Hit]) -> Columns:
    """Return how wide every column must be for its longest text."""
    return Columns(
        max(measure_text(hit.place, _SMALL)[0] for hit in hits),
        max(measure_text(hit.pre, _SIZE)[0] for hit in hits),
        max(measure_text(hit.keyword, _SIZE)[0] for hit in hits) + 2 * _GAP,
        max(measure_text(hit.post, _SIZE)[0] for hit in hits),
    )


def _narrow(columns: Columns, width: float) -> Columns:
    """Return columns that fit the width: what precedes and what follows get half of the room each, at least."""
    room = max(width - columns.place - _GAP - columns.keyword - 2 * _GAP, 0.0)
    pre = min(columns.pre, max(room / 2, room - columns.post))
    return columns._replace(pre=pre, post=min(columns.post, room - pre))


def _draw_lines(ax: "Axes", hits: list[Hit], columns: Columns) -> None:
    from matplotlib.patches import Rectangle

    height = ax.get_ylim()[1]
    step = height / len(hits)
    begin = columns.place + _GAP + columns.pre + _GAP
    end = begin + columns.keyword
    ax.add_patch(Rectangle((begin, 0), columns.keyword, height, facecolor=palette.PALE, edgecolor="none", zorder=0))
    for number, hit in enumerate(hits):
        middle = height - step * (number + 0.5)
        pre, post = fit_text(hit.pre, columns.pre, _SIZE, cut="left"), fit_text(hit.post, columns.post, _SIZE)
        for x, text, side, look in (
            (0.0, hit.place, "left", {"size": _SMALL, "color": palette.MUTED}),
            (begin - _GAP, pre, "right", {"size": _SIZE}),
            ((begin + end) / 2, hit.keyword, "center", {"size": _SIZE, "gid": hit.gid}),
            (end + _GAP, post, "left", {"size": _SIZE}),
        ):
            ax.text(x, middle, text, ha=side, va="center_baseline", parse_math=False, **look)


def _name(concordance: "pd.DataFrame", labels: Labels) -> str:
    keywords = concordance["keyword"].unique()
    if len(keywords) > 1:
        return say("关键词的语境", "Keywords in context", labels)
    keyword = _BLANK.sub(" ", keywords[0])
    return say(f"“{keyword}”的语境", f"{keyword} in context", labels)


def _count(concordance: "pd.DataFrame", shown: int, labels: Labels) -> list[str]:
    hits, documents = len(concordance), concordance["doc_id"].nunique()
    zh = f"每行为关键词的一次出现：{documents:,} 篇文章中共 {hits:,} 次"
    en = f"A line per occurrence of the keyword: {hits:,} in {documents:,} {'text' if documents == 1 else 'texts'}"
    if shown < hits:
        zh, en = f"{zh}，图示前 {shown:,} 次", f"{en}, the first {shown:,} shown"
    return say_lines(f"{zh}。左列为出处。", f"{en}. At the left, where it stands.", labels)
