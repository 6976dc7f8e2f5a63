"""Terms that set some texts apart from others, as bars to both sides."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from waijiao.errors import InputError
from waijiao.plots import palette
from waijiao.plots.canvas import make_axes, write_caption, write_heading, write_ticks
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import measure_text, say, say_lines
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["KeynessLength", "plot_keyness"]

KeynessLength = Literal[
    "g2", "g2_yates", "g2_williams", "chi2", "chi2_yates", "log_odds", "log_odds_z", "log_ratio"
]  # fmt: skip

_NAMES = {
    "g2": ("对数似然 G²", "log-likelihood G²"),
    "g2_yates": ("耶茨校正的 G²", "G² with Yates' correction"),
    "g2_williams": ("威廉姆斯校正的 G²", "G² with Williams' correction"),
    "chi2": ("卡方 χ²", "χ²"),
    "chi2_yates": ("耶茨校正的 χ²", "χ² with Yates' correction"),
    "log_odds": ("对数优势之差", "difference of log odds"),
    "log_odds_z": ("对数优势之差的 z 值", "z of the difference of log odds"),
    "log_ratio": ("频率比的二进对数", "binary logarithm of the ratio of frequencies"),
}
_SIZE = 10
_SMALL = 8.5
_GAP = 10


class Row(NamedTuple):
    """One bar: its term, how long it is to which side, the counts behind it, and how sure it is."""

    term: str
    length: float
    counts: tuple[int, int]
    interval: tuple[float, float]
    standing: Literal["key", "pale", "untested"]

    @property
    def side(self) -> int:
        """1 for the target's side, -1 for that of the reference."""
        return 1 if self.length > 0 else -1

    @property
    def end(self) -> float:
        """How far bar and interval reach on the bar's side."""
        return max(self.length, *self.interval) if self.side > 0 else min(self.length, *self.interval)


def plot_keyness(
    keyness: "pd.DataFrame",
    *,
    measure: KeynessLength = "g2",
    alpha: float = 0.05,
    target: str = "",
    reference: str = "",
    n: int = 10,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return the terms that are most key to either side: bars to the right for the target, to the left against it.

    Full bars are significant after correction for many terms, pale ones are not, and hollow ones stand for terms that
    are too rare to test: they are no finding, whatever their length. The numbers beside a bar are the occurrences in
    the target and in the reference.

    Parameters
    ----------
    keyness : DataFrame
        As :func:`waijiao.score_keyness` returns it; ``term``, ``count_target``, ``count_reference``, ``q``,
        ``testable`` and the measure's column are read, ``low`` and ``high`` too for ``log_ratio``.
    measure : str
        The column that gives the bars' length and sign: ``"g2"``, ``"g2_yates"``, ``"g2_williams"``, ``"chi2"``,
        ``"chi2_yates"``, ``"log_odds"``, ``"log_odds_z"``, or ``"log_ratio"``, which is drawn with its 95 % interval.
        Better the one that the table was scored by, since ``q`` belongs to it.
    alpha : float
        From which ``q`` on down a term is significant.
    target, reference : str
        What the two sets of texts are called in the figure; 目标文本 (target) and 参照文本 (reference) by default.
    n : int
        How many terms to show on each side, those with the longest bars.
    labels : {"zh", "en", "both"}
        Language of heading and caption.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        One bar per term, with ids such as ``target-0`` and ``reference-2`` from top to bottom.

    Raises
    ------
    InputError
        When ``labels`` or ``measure`` is unknown, ``n`` is below 1, ``alpha`` does not lie between 0 and 1, or no term
        is key to either side.
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> keyness = pd.DataFrame({"term": ["斡旋", "制裁"], "count_target": [12, 1], "count_reference": [3, 15],
    ...     "g2": [8.1, -14.2], "q": [.004, .001], "testable": [True, True]})
    >>> ax = plot_keyness(keyness, target="2023", reference="2022")
    >>> [float(bar.get_width()) for bar in ax.patches]
    [8.1, -14.2]
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    check_choice(measure, get_args(KeynessLength), "measure")
    rows = _choose_rows(keyness, measure, alpha, n)
    target = target or say("目标文本", "target", labels)
    reference = reference or say("参照文本", "reference", labels)
    with open_style(labels, texts=[*(row.term for row in rows), target, reference]):
        ax = make_axes(6.6, 0.25 * len(rows) + 0.1) if ax is None else ax
        _set_frame(ax, rows)
        _draw_bars(ax, rows)
        _write_terms(ax, rows)
        _write_sides(ax, target, reference)
        write_heading(ax, say("哪些词更具特征", "Which words are key", labels), above=34)
        write_caption(ax, _count(keyness, rows, measure, alpha, labels), below=28)
    return ax


def _choose_rows(keyness: "pd.DataFrame", measure: str, alpha: float, n: int) -> list[Row]:
    """Return the terms of the target, the most key one first, then those of the reference, the most key one last."""
    import pandas as pd

    interval = ["low", "high"] if measure == "log_ratio" else [measure, measure]
    counts = ["count_target", "count_reference"]
    check_table(keyness, "keyness", list(dict.fromkeys(["term", *counts, measure, *interval, "q", "testable"])))
    if n < 1:
        raise InputError(f"`n` is {n}; expected 1 or more terms to show on each side.")
    if not 0 < alpha < 1:
        raise InputError(f"`alpha` is {alpha}; expected a probability between 0 and 1, such as 0.05.")
    ordered = keyness.assign(order=keyness[measure].round(9)).sort_values(["order", "term"], ascending=[False, True])
    chosen = pd.concat([ordered[ordered["order"] > 0].head(n), ordered[ordered["order"] < 0].tail(n)])
    if chosen.empty:
        raise InputError(f"No term in `keyness` has a {measure} above or below 0, so there is nothing to draw.")
    columns = [chosen[name] for name in ["term", measure, *counts, *interval, "q", "testable"]]
    return [
        Row(term, float(length), (int(a), int(b)), (float(low), float(high)), _judge(q, testable, alpha))
        for term, length, a, b, low, high, q, testable in zip(*columns, strict=True)
    ]


def _judge(q: float, testable: bool, alpha: float) -> Literal["key", "pale", "untested"]:
    if not testable:
        return "untested"
    return "key" if q <= alpha else "pale"


def _set_frame(ax: "Axes", rows: list[Row]) -> None:
    """Set limits that leave room for the terms across zero from their bars and for the counts beyond them."""
    figure: Any = ax.figure
    width = ax.get_window_extent().width / figure.dpi * 72
    low, high, (left, right) = _find_limits(rows, width)
    ax.set(xlim=(left, right), ylim=(len(rows) - 0.4, -0.6))
    _draw_scale(ax, low, high)
    ax.yaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    ax.axvline(0, color=palette.SILENT, linewidth=0.8, zorder=1)


def _find_limits(rows: list[Row], width: float) -> tuple[float, float, tuple[float, float]]:
    """Return where the bars end on both sides, and where the Axes do."""
    reach = {side: max((abs(row.end) for row in rows if row.side == side), default=0.0) for side in (1, -1)}
    beyond = {
        side: _measure_widest((_tell_counts(row) for row in rows if row.side == side), _SMALL) for side in (1, -1)
    }
    across = {side: _measure_widest((row.term for row in rows if row.side == -side), _SIZE) for side in (1, -1)}
    scale = (width - beyond[1] - beyond[-1]) / (reach[1] + reach[-1])
    for side in (1, -1):
        # A side whose words are longer than its bars leaves that much less to the other.
        if across[side] > reach[side] * scale + beyond[side]:
            scale = (width - across[side] - beyond[-side]) / reach[-side]
    scale = max(scale, 0.2 * width / max(reach.values()))
    room = {side: max(across[side], reach[side] * scale + beyond[side]) / scale for side in (1, -1)}
    return -reach[-1], reach[1], (-room[-1], room[1])


def _measure_widest(texts: Iterable[str], size: float) -> float:
    return max((measure_text(text, size)[0] + _GAP for text in texts), default=0.0)


def _draw_scale(ax: "Axes", low: float, high: float) -> None:
    """Draw a few lines with numbers as far as the bars reach; to both sides they count from zero."""
    from matplotlib.ticker import MaxNLocator

    ticks = [tick for tick in MaxNLocator(4).tick_values(low, high) if low <= tick <= high]
    write_ticks(ax.xaxis, ticks, [f"{abs(tick):,g}" for tick in ticks], size=_SMALL, color=palette.MUTED)
    ax.tick_params(axis="x", length=0)
    ax.grid(axis="x", color=palette.HAIRLINE, linewidth=0.8)


def _tell_counts(row: Row) -> str:
    return f"{row.counts[0]:,} : {row.counts[1]:,}"


def _draw_bars(ax: "Axes", rows: list[Row]) -> None:
    from matplotlib.patheffects import withStroke

    halo: Any = [withStroke(linewidth=2.2, foreground=palette.PAPER)]
    seen = {1: 0, -1: 0}
    for y, row in enumerate(rows):
        (bar,) = ax.barh(y, row.length, height=0.66, zorder=2, linewidth=0.9, **_look(row))
        bar.set_gid(f"{'target' if row.side > 0 else 'reference'}-{seen[row.side]}")
        seen[row.side] += 1
        if row.interval[0] < row.interval[1]:
            ends = {"color": palette.INK, "linewidth": 0.9, "solid_capstyle": "butt", "path_effects": halo}
            ax.plot(row.interval, [y, y], zorder=3, **ends)


def _look(row: Row) -> dict[str, Any]:
    colour = palette.TARGET if row.side > 0 else palette.REFERENCE
    if row.standing == "untested":
        return {"facecolor": palette.PAPER, "edgecolor": palette.SILENT}
    fill = colour if row.standing == "key" else palette.mix_with_paper(colour, 0.35)
    return {"facecolor": fill, "edgecolor": fill}


def _write_terms(ax: "Axes", rows: list[Row]) -> None:
    """Write each term across zero from its bar, and its counts beyond the bar's end."""
    # A white ground, so that lines of the scale do not run through words; far lighter in a file than outlined letters.
    ground = {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 0.8}
    for y, row in enumerate(rows):
        ink = palette.INK if row.standing == "key" else palette.MUTED
        for text, x, shift, size, colour, gid in (
            (row.term, 0.0, -6 * row.side, _SIZE, ink, "term"),
            (_tell_counts(row), row.end, 5 * row.side, _SMALL, palette.MUTED, "counts"),
        ):
            ax.annotate(
                text, (x, y), (shift, 0), textcoords="offset points", va="center_baseline", size=size, color=colour,
                ha="left" if shift > 0 else "right", parse_math=False, bbox=ground, gid=f"{gid}-{y}",
            )  # fmt: skip


def _write_sides(ax: "Axes", target: str, reference: str) -> None:
    """Write above the bars which side is whose."""
    for text, shift, side in ((f"{target} →", 6, "left"), (f"← {reference}", -6, "right")):
        ax.annotate(
            text, (0, 1), (shift, 10), xycoords=ax.get_xaxis_transform(), textcoords="offset points", ha=side,
            va="baseline", size=_SIZE, annotation_clip=False, parse_math=False, gid=f"side-{side}",
        )  # fmt: skip


def _count(keyness: "pd.DataFrame", rows: list[Row], measure: str, alpha: float, labels: Labels) -> list[str]:
    kinds, tested = len(keyness), keyness["testable"].astype(bool)
    key, few = int((keyness["q"][tested] <= alpha).sum()), int((~tested).sum())
    a, b = (int(keyness[f"count_{side}"].sum()) for side in ("target", "reference"))
    zh_name, en_name = _NAMES[measure]
    if measure == "log_ratio":
        zh_name, en_name = f"{zh_name}，细线为 95% 区间", f"{en_name}, thin line: 95 % interval"
    zh = f"条长：{zh_name}；数字：在目标文本与参照文本中的次数。深色：显著（q ≤ {alpha:g}）；浅色：不显著；"
    zh += f"空心：次数太少，无法检验。表中 {kinds:,} 个词（{a:,} : {b:,} 次），{key:,} 个显著，{few:,} 个无法检验；"
    en = (
        f"Length: {en_name}; numbers: occurrences in target : reference. Full: significant (q ≤ {alpha:g}); pale: not; "
        f"hollow: too few to test. The table holds {kinds:,} words ({a:,} : {b:,} occurrences); significant {key:,}, "
        f"too few to test {few:,}, shown {len(rows)}."
    )
    return say_lines(f"{zh}图示 {len(rows)} 个。", en, labels)
