"""Who stands how to whom, as a matrix."""

from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, TableError
from waijiao.lexicon import read_names
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, write_caption, write_heading, write_ticks
from waijiao.plots.compass_marks import sign_of
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import Names, measure_text, name_actor, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["plot_stance"]

_CELL = 36.0
_SIZE = 9.5


def plot_stance(
    relations: "pd.DataFrame",
    *,
    names: Names | None = None,
    n: int = 16,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return a matrix of directed stances: who acts in the rows, towards whom in the columns.

    A cell's colour and sign give the stance, the small number its records. Hatched cells have records, but too few
    for a stance; empty ones have none. Actors stand in the order of their records, the same in rows and columns.

    Parameters
    ----------
    relations : DataFrame
        One row per ordered pair, as :func:`waijiao.summary.summarize_stance` returns it; ``source``, ``target``,
        ``events`` and ``stance`` are read.
    names : mapping of str to (str, str), optional
        Chinese and English names by code; :func:`waijiao.read_labels` by default.
    n : int
        How many actors to show, those with the most records.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        With the ids ``stance-QAT-USA`` (source, target) on the cells.

    Raises
    ------
    InputError
        When ``labels`` is unknown, ``n`` is below 2, or there are no relations.
    TableError
        When columns are missing, or a pair has more than one row (as after a summary by period).

    Examples
    --------
    >>> import pandas as pd
    >>> relations = pd.DataFrame({"source": ["HAMAS"], "target": ["ISR"], "events": [4], "stance": [-1.0]})
    >>> ax = plot_stance(relations, names={"HAMAS": ("哈马斯", "Hamas")})
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['哈马斯']
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    _check_relations(relations, n)
    known = read_names(names)
    rows, columns, shown = _choose_actors(relations, n)
    with open_style(labels):
        ax = make_axes(len(columns) * _CELL / 72, len(rows) * _CELL / 72) if ax is None else ax
        _draw_frame(ax, rows, columns, known, labels)
        _draw_cells(ax, shown, rows, columns)
        left = max(measure_text(name_actor(code, known, labels), _SIZE)[0] for code in rows) + 12
        slanted = max(measure_text(name_actor(code, known, labels, joint=" "), _SIZE)[0] for code in columns)
        title = say("净立场：谁对谁", "Net stance, who to whom", labels)
        subtitle = "\n".join(say_lines("每行是行为者，每列是对象", "Rows act, columns are acted upon", labels))
        write_heading(ax, title, subtitle, left=left, above=slanted * 0.71 + 30)
        write_caption(
            ax, _count(relations, shown, labels), left=left, below=12, width=max(360, left + len(columns) * _CELL)
        )
    return ax


def _check_relations(relations: "pd.DataFrame", n: int) -> None:
    needed = ["source", "target", "events", "stance"]
    check_table(relations, "relations", needed)
    if n < 2:
        raise InputError(f"`n` is {n}; expected 2 or more actors to show.")
    if relations.empty:
        raise InputError("`relations` has no rows, so there is nothing to draw; summarize events that there are.")
    twice = relations[relations.duplicated(["source", "target"])]
    if len(twice):
        pair = f"{twice['source'].iloc[0]} → {twice['target'].iloc[0]}"
        raise TableError(
            f"`relations` has more than one row for {pair}; expected one per ordered pair. Choose one period, "
            "outlet or claimant, or summarize by source and target alone."
        )


def _choose_actors(relations: "pd.DataFrame", n: int) -> tuple[list[str], list[str], "pd.DataFrame"]:
    """Return the rows' and the columns' actors, in one common order, and the relations among them."""
    import pandas as pd

    ends = pd.concat([relations.set_index(end)["events"] for end in ("source", "target")])
    totals = ends.groupby(level=0).sum()
    order = sorted(totals.index, key=lambda actor: (-int(totals[actor]), str(actor)))[:n]
    shown = relations[relations["source"].isin(order) & relations["target"].isin(order)]
    sources, targets = set(shown["source"]), set(shown["target"])
    return [a for a in order if a in sources], [a for a in order if a in targets], shown


def _draw_frame(ax: "Axes", rows: list[str], columns: list[str], names: Names, labels: Labels) -> None:
    from matplotlib.patches import Rectangle

    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, pad=7)
    ax.xaxis.tick_top()
    upright = [name_actor(code, names, labels) for code in rows]
    slanted = [name_actor(code, names, labels, joint=" ") for code in columns]
    look: dict[str, Any] = {"size": _SIZE, "color": palette.INK}
    write_ticks(ax.yaxis, range(len(rows)), upright, linespacing=1.1, **look)
    write_ticks(ax.xaxis, range(len(columns)), slanted, rotation=45, ha="left", rotation_mode="anchor", **look)
    for y, source in enumerate(rows):
        for x, target in enumerate(columns):
            own = source == target
            ax.add_patch(
                Rectangle((x - 0.47, y - 0.47), 0.94, 0.94, facecolor=palette.PALE if own else "none",
                          edgecolor="none" if own else palette.HAIRLINE, linewidth=0.8, zorder=0)
            )  # fmt: skip


def _draw_cells(ax: "Axes", shown: "pd.DataFrame", rows: list[str], columns: list[str]) -> None:
    from matplotlib.patches import Rectangle

    across = {actor: x for x, actor in enumerate(columns)}
    down = {actor: y for y, actor in enumerate(rows)}
    row: Any
    for row in shown.sort_values(["source", "target"]).itertuples():
        x, y, enough = across[row.target], down[row.source], row.stance == row.stance
        colour = palette.colour_of_stance(row.stance) if enough else palette.PAPER
        look: dict[str, Any] = {"edgecolor": "none"} if enough else {"edgecolor": palette.SILENT, "hatch": "////"}
        ax.add_patch(
            Rectangle(
                (x - 0.47, y - 0.47), 0.94, 0.94, facecolor=colour, linewidth=0, zorder=2,
                gid=f"stance-{row.source}-{row.target}", **look,
            )
        )  # fmt: skip
        sign, ink = sign_of(row.stance) if enough else "", palette.colour_of_text_on(colour)
        _write_cell(ax, (x, y), sign, int(row.events), ink, f"{row.source}-{row.target}")


def _write_cell(ax: "Axes", place: tuple[int, int], sign: str, events: int, ink: str, pair: str) -> None:
    """Write the sign in the middle and the number of records below it; a number alone stands on a white patch."""
    x, y = place
    if sign:
        ax.text(x, y - 0.13, sign, size=14, color=ink, ha="center", va="center", zorder=3, gid=f"sign-{pair}")
    patch: dict[str, Any] = {} if sign else {"bbox": {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 1.5}}
    ax.text(
        x, y + (0.27 if sign else 0), f"{events}", size=7.5, color=ink if sign else palette.MUTED, ha="center",
        va="center", zorder=3, gid=f"events-{pair}", **patch,
    )  # fmt: skip


def _count(relations: "pd.DataFrame", shown: "pd.DataFrame", labels: Labels) -> list[str]:
    total, part = int(relations["events"].sum()), int(shown["events"].sum())
    zh = f"小数字：关系记录条数，图中 {part:,} 条"
    en = f"Small numbers: records, {part:,} in the figure"
    if part < total:
        zh, en = f"{zh}（共 {total:,} 条）", f"{en} of {total:,}"
    zh += "。蓝 + 合作，红 − 冲突，0 相抵；斜线：证据不足以判断立场；空白：无记录。"
    en += ". Blue + cooperation, red − conflict, 0 even; hatched: too little evidence for a stance; blank: no record."
    return say_lines(zh, en, labels)
