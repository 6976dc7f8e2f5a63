"""Standing ties of one actor over time: a bar each, from its start to its end."""

import datetime
import math
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.errors import InputError, suggest
from waijiao.lexicon import read_names
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.compass_marks import colour_of_tie, draw_sign, sign_of
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import Names, measure_text, name_actor, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_ties"]

_NEEDED = ["tie_id", "actor_a", "actor_b", "mutual", "polarity", "start", "end", "name_zh", "name_en"]
_SIZE = 9.0
_GAP = 14.0
_PANEL = 250.0
_BAR = 9.0
_STEPS = (1, 2, 5, 10, 20, 50, 100)


class Line(NamedTuple):
    """One bar: with whom, which way, called what, in which years (end ``inf``: none is known), standing or not."""

    partner: str
    arrow: str
    name: str
    years: str
    polarity: int
    start: float
    end: float
    stands: bool
    gid: str


class Sheet(NamedTuple):
    """Where the columns stand on the canvas, in points, and which years the panel of bars covers."""

    ax: "Axes"
    columns: tuple[float, float, float]
    left: float
    right: float
    top: float
    step: float
    years: tuple[int, int]

    def place(self, year: float) -> float:
        """Return where a year lies across the panel."""
        first, last = self.years
        return self.left + (self.right - self.left) * (year - first) / (last - first)

    def middle(self, row: float) -> float:
        """Return the height of a row's middle."""
        return self.top - self.step * (row + 0.5)


def plot_ties(
    ties: "pd.DataFrame",
    *,
    focal: str,
    on: str | None = None,
    names: Names | None = None,
    n: int = 40,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return the standing ties of one actor over time: a bar from start to end, grouped by the other end.

    Colour and sign say whether a tie is cooperative or adverse. A bar with a tip has no end that the table knows; one
    with a straight edge has. Names of ties that no longer stand are grey, with ``on`` those of ties that do not stand
    then. The arrow before a name says which way a tie runs: from the actor (→), towards it (←), or both ways (↔). A
    tie is a state and no event: it says nothing of what any text tells.

    Parameters
    ----------
    ties : DataFrame
        As :func:`waijiao.read_ties` returns it; those with the actor at an end are drawn.
    focal : str
        The actor, such as ``"QAT"``.
    on : str, optional
        An ISO day, or month or year for its first day, at which to draw an upright line: when the text is set.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default.
    n : int
        Draw at most so many ties, those of the actors with most; heading and caption count all.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        A canvas with the ids ``tie-QAT-HAMAS-office-2012`` on the bars. Actors with most ties stand first, their
        ties by start.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 1, ``on`` is no date, or no tie has the actor at an end.
    TableError
        When columns are missing.

    Notes
    -----
    No clock is read: without ``on`` a tie no longer stands when it ended before the newest tie of the table began.

    Examples
    --------
    >>> from waijiao.lexicon import read_ties
    >>> ax = plot_ties(read_ties(on="2023"), focal="QAT", labels="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() == "partner-TALIBAN"]
    ['Taliban']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_table(ties, "ties", _NEEDED)
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more ties to show.")
    known = read_names(names)
    day = None if on is None else _read_year(on, "on")
    lines = _list_lines(ties, focal, labels, day)
    with open_style(labels):
        sheet = _lay_out(ax, lines[:n], known, labels, day)
        _draw_years(sheet, len(lines[:n]), day, on or "")
        _draw_lines(sheet, lines[:n], known, labels)
        zh, en = (name_actor(focal, known, language) for language in ("zh", "en"))
        title = say(f"{zh}的既有关系", f"Standing ties of {en}", labels)
        write_heading(sheet.ax, title, "\n".join(_summarize(lines, labels)))
        write_caption(sheet.ax, _explain(len(lines[:n]), len(lines), on, labels), below=30 if on else 14)
    return sheet.ax


def _list_lines(ties: "pd.DataFrame", focal: str, labels: Labels, day: float | None) -> list[Line]:
    """Return the actor's ties, those with partners of most ties first, then by partner, start and name."""
    rows: list[Any] = [row for row in ties[_NEEDED].itertuples() if focal in (row.actor_a, row.actor_b)]
    if not rows:
        known = sorted({*ties["actor_a"], *ties["actor_b"]})
        raise InputError(
            f"No tie in `ties` has `focal` {focal!r} at an end; give ties of that actor, as "
            f"read_ties(actors={focal!r}) returns them.{suggest(focal, known)}"
        )
    moment = max(_read_year(start, "ties") for start in ties["start"]) if day is None else day
    lines = [_make_line(row, focal, labels, moment) for row in rows]
    counts = Counter(line.partner for line in lines)
    return sorted(lines, key=lambda line: (-counts[line.partner], line.partner, line.start, line.gid))


def _make_line(row: Any, focal: str, labels: Labels, moment: float) -> Line:
    outwards = row.actor_a == focal
    start = _read_year(row.start, "ties")
    end = _read_year(row.end, "ties", last=True) if row.end else math.inf
    return Line(
        partner=row.actor_b if outwards else row.actor_a,
        arrow="↔" if row.mutual else "→" if outwards else "←",
        name=say(row.name_zh, row.name_en, labels, joint="\n"),
        years=row.start[:4] if row.start[:4] == row.end[:4] else f"{row.start[:4]}–{row.end[:4]}",
        polarity=row.polarity, start=start, end=end, stands=start <= moment < end,
        gid="tie-" + row.tie_id.replace(":", "-"),
    )  # fmt: skip


def _read_year(date: str, argument: str, *, last: bool = False) -> float:
    """Return a date as a year with a fraction: the first moment of what it names, or the last of a month or year."""
    whole = date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date
    try:
        day = datetime.date.fromisoformat(whole)
    except ValueError:
        raise InputError(
            f"`{argument}` has the date {date!r}; expected an ISO date such as 2023-10-07, 2023-10 or 2023."
        ) from None
    span = {4: 1.0, 7: 1 / 12}.get(len(date), 0.0) if last else 0.0
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372 + span


def _lay_out(ax: "Axes | None", lines: list[Line], names: Names, labels: Labels, day: float | None) -> Sheet:
    """Return the sheet: columns as wide as their words, rows as high as one or two lines, years of all ties."""
    texts = (
        [name_actor(line.partner, names, labels) for line in lines], [line.arrow for line in lines],
        [line.name for line in lines], [line.years for line in lines],
    )  # fmt: skip
    partner, arrow, name, years = (max(measure_text(text, _SIZE)[0] for text in column) for column in texts)
    columns = (partner + _GAP, partner + arrow + _GAP + 5, partner + arrow + name + years + 2 * _GAP + 5)
    step, left = (26.0 if labels == "both" else 18.0), columns[2] + _GAP
    ax = make_axes((left + _PANEL) / 72, (step * len(lines) + 16) / 72) if ax is None else ax
    width, height = open_canvas(ax)
    dates = [line.start for line in lines] + [line.end for line in lines if line.end < math.inf]
    dates += [] if day is None else [day]
    span = (math.floor(min(dates)), math.floor(max(dates)) + 1)
    return Sheet(ax, columns, left, max(width - 10, left + 40), height - 16, (height - 16) / len(lines), span)


def _draw_years(sheet: Sheet, rows: int, day: float | None, word: str) -> None:
    """Draw an upright hairline per round year, the year above it, and the line of the day asked for."""
    first, last = sheet.years
    room = (sheet.right - sheet.left) / 32
    every = next((step for step in _STEPS if (last - first) / step <= room), _STEPS[-1])
    bottom = sheet.top - rows * sheet.step
    for year in range(-(-first // every) * every, last + 1, every):
        x = sheet.place(year)
        sheet.ax.plot([x, x], [bottom, sheet.top], color=palette.HAIRLINE, linewidth=0.8, zorder=0)
        sheet.ax.text(x, sheet.top + 4, f"{year}", size=8.5, color=palette.MUTED, ha="center", va="bottom")
    if day is not None:
        x = sheet.place(day)
        sheet.ax.plot(
            [x, x], [bottom - 4, sheet.top], color=palette.INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=4
        )
        sheet.ax.text(x, bottom - 6, word, size=8.5, color=palette.INK, ha="center", va="top", gid="on")


def _draw_lines(sheet: Sheet, lines: list[Line], names: Names, labels: Labels) -> None:
    # Two lines are centred by their box, one by its baseline, so that letters with a tail do not lift a word.
    look: dict[str, Any] = {
        "size": _SIZE,
        "va": "center" if labels == "both" else "center_baseline",
        "linespacing": 1.2,
    }
    row = 0
    for partner, group in groupby(lines, key=lambda line: line.partner):
        y = sheet.middle(row) + sheet.step / 2
        sheet.ax.plot([0, sheet.right + 10], [y, y], color=palette.EDGE, linewidth=0.8, zorder=0)
        sheet.ax.text(0, sheet.middle(row), name_actor(partner, names, labels), gid=f"partner-{partner}", **look)
        for line in group:
            y, ink = sheet.middle(row), palette.INK if line.stands else palette.MUTED
            sheet.ax.text(sheet.columns[0], y, line.arrow, color=palette.MUTED, **look)
            sheet.ax.text(sheet.columns[1], y, line.name, color=ink, gid=f"{line.gid}-name", **look)
            sheet.ax.text(sheet.columns[2], y, line.years, color=palette.MUTED, ha="right", **look)
            _draw_bar(sheet, line, y)
            row += 1


def _draw_bar(sheet: Sheet, line: Line, y: float) -> None:
    """Draw a bar with its sign at the start; it ends straight, or in an arrow when no end is known."""
    from matplotlib.patches import Polygon

    colour, half = colour_of_tie(line.polarity), _BAR / 2
    x0 = sheet.place(line.start)
    x1 = sheet.right if line.end == math.inf else max(sheet.place(line.end), x0 + _BAR)
    tip = [(x1 + 8, y)] if line.end == math.inf else []
    corners = [(x0, y - half), (x1, y - half), *tip, (x1, y + half), (x0, y + half)]
    sheet.ax.add_patch(Polygon(corners, facecolor=colour, edgecolor="none", zorder=3, gid=line.gid))
    ink = palette.colour_of_text_on(colour)
    draw_sign(sheet.ax, (x0 + half + 0.5, y), sign_of(line.polarity), 2.9, ink, line.gid)


def _summarize(lines: list[Line], labels: Labels) -> list[str]:
    partners, lasting = len({line.partner for line in lines}), sum(line.end == math.inf for line in lines)
    zh = f"与 {partners} 方的 {len(lines)} 条关系，其中 {lasting} 条不知有终止日期"
    en = f"{len(lines)} ties with {partners} others; of {lasting} no end is known"
    return say_lines(zh, en, labels)


def _explain(shown: int, total: int, on: str | None, labels: Labels) -> list[str]:
    zh = "蓝 + 合作性，红 − 对抗性；带尖端：不知有终止日期；灰字：已不存在；→ 由其指向对方，← 由对方指向它，↔ 相互。"
    en = (
        "Blue + cooperative, red − adverse; with a tip: no end is known; grey name: stands no more; → runs from the "
        "actor, ← towards it, ↔ both ways. "
    )
    zh += "关系是状态，不是事件；来源见 data/ties.csv，表中没有的不等于不存在。"
    en += "A tie is a state, not an event; sources are in data/ties.csv, and what is not there may yet be."
    if on:
        zh, en = zh.replace("已不存在", f"{on} 时不存在"), en.replace("stands no more", f"does not stand at {on}")
    if shown < total:
        zh, en = f"图中 {shown} 条（共 {total} 条）。{zh}", f"{shown} of {total} ties are shown. {en}"
    return say_lines(zh, en, labels)
