"""The diplomatic compass: one actor in the middle, its partners around it, the hostile pairs between them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from waijiao.errors import InputError
from waijiao.lexicon import read_names
from waijiao.plots.canvas import make_axes, open_canvas, write_caption, write_heading
from waijiao.plots.compass_disc import Disc, Slot, draw_compass, list_others, measure_margins, order_slots
from waijiao.plots.compass_legend import draw_legend, legend_height
from waijiao.plots.compass_marks import Ties
from waijiao.plots.style import Labels, open_style
from waijiao.plots.wording import Names, name_actor, say, say_lines
from waijiao.tables import check_choice, check_columns, check_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from waijiao.compass import Compass

__all__ = ["plot_compass", "plot_compass_grid"]

_PARTNERS = ["actor", "camp", "channel", "stance", "engagement", "records"]
# Radius of the circle in points, alone and in a grid, where letters and dots are smaller too.
_RADIUS = 180.0
_SMALL = 96.0
_ZOOM = 0.8
_CHORDS = ["actor_a", "actor_b", "hostility", "bridged"]


def plot_compass(
    compass: "Compass",
    *,
    camps: Mapping[str, str] | None = None,
    ties: "pd.DataFrame | None" = None,
    names: Names | None = None,
    n: int = 20,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return a picture of one actor's relations to all others, and of the hostilities between them.

    The focal actor is the hub. Partners stand around it, grouped by camp; the farther out, the more was recorded
    (engagement). Colour and sign give the net stance; a filled dot has a channel, a hollow one contact only; the
    number beside the name counts the records. Actors without a record with the focal actor lie small and grey on
    the hub. A line between two partners says that they are hostile to each other: the wider, the more; unbroken
    when the focal actor has a channel to both, dotted otherwise.

    Parameters
    ----------
    compass : Compass
        What :func:`waijiao.compass.measure_compass` returned.
    camps : mapping of str to str, optional
        Camp by actor; those of the compass by default.
    ties : DataFrame, optional
        The ties that stood when the texts are set, as ``read_ties(on="2023-10")`` returns them. Squares under a
        partner's name count those with the focal actor: blue with a plus the cooperative, vermilion with a minus the
        adverse ones. They are states and no events, and change nothing else in the picture.
    names : mapping of str to (str, str), optional
        Chinese and English names of actors and camps by code; :func:`waijiao.read_labels` by default.
    n : int
        Draw at most so many other actors, those with most records; heading and caption count all.
    labels : {"zh", "en", "both"}
        Language of all words.
    ax : Axes, optional
        Where to draw; a figure of its own by default.

    Returns
    -------
    Axes
        With the ids ``partner-USA`` and ``hostile-HAMAS-ISR`` (codes in alphabetical order) on dots and lines, and
        ``ties-USA-coop`` and ``ties-USA-conf`` on squares.

    Raises
    ------
    InputError
        When ``labels`` is unknown, or the compass has neither partners nor silent actors.
    TableError
        When the compass' tables, or ``ties``, lack columns.

    Examples
    --------
    >>> from waijiao.compass import measure_compass
    >>> from waijiao.validation import read_gold
    >>> compass = measure_compass(read_gold().records(), "QAT")
    >>> ax = plot_compass(compass, labels="en")
    >>> next(text.get_text() for text in ax.texts if text.get_gid() == "subtitle")
    'Channels to 6 of 9 actors; to both ends of 5 of 7 hostile pairs'
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    _check_compass(compass)
    known = read_names(names)
    shown = _choose_actors([compass], n)
    drawn = _narrow(compass, shown)
    tied = None if ties is None else _count_ties(ties, compass.focal)
    slots, foot = order_slots([drawn], camps), legend_height(labels, ties=ties is not None) + 14
    with open_style(labels):
        side, above = measure_margins(slots, known, labels, _RADIUS, 1, tied)
        ax = make_axes(2 * (_RADIUS + side) / 72, (2 * (_RADIUS + above) + foot) / 72) if ax is None else ax
        width, height = open_canvas(ax)
        zoom = _fit_zoom(width)
        radius = _fit_radius(slots, known, labels, (width, height - foot), zoom, tied)
        draw_compass(Disc(ax, width / 2, (height + foot) / 2, radius, zoom), drawn, slots, known, labels, ties=tied)
        draw_legend(ax, 0, foot - 14, width, labels, zoom, ties=tied is not None)
        focal_zh, focal_en = known.get(compass.focal, (compass.focal, compass.focal))
        write_heading(
            ax, say(f"{focal_zh}的外交罗盘", f"Diplomatic compass: {focal_en}", labels),
            "\n".join(_summarize(compass, labels)),
        )  # fmt: skip
        caption = _count(compass, len(shown), known, labels)
        write_caption(ax, caption if tied is None else _add_ties(caption, tied, shown, labels))
    return ax


def plot_compass_grid(
    compasses: "Sequence[Compass]",
    *,
    camps: Mapping[str, str] | None = None,
    names: Names | None = None,
    n: int = 14,
    labels: Labels = "zh",
    ax: "Axes | None" = None,
) -> "Axes":
    """Return several compasses side by side; every actor keeps its place on all of them.

    Parameters
    ----------
    compasses : sequence of Compass
        Measured on the same records; drawn in this order, row by row.
    camps, names
        As in :func:`plot_compass`.
    n : int
        Draw at most so many other actors: the focal ones first, then those with most records on all compasses.
    labels, ax
        As in :func:`plot_compass`.

    Returns
    -------
    Axes
        One canvas that holds all compasses; ids begin with the focal actor, as in ``QAT-partner-USA``.

    Raises
    ------
    InputError
        When no compass is given, or as :func:`plot_compass`.

    Examples
    --------
    >>> plot_compass_grid([])
    Traceback (most recent call last):
    waijiao.errors.InputError: `compasses` is empty; expected one or more results of measure_compass.
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    given = list(compasses)
    if not given:
        raise InputError("`compasses` is empty; expected one or more results of measure_compass.")
    for compass in given:
        _check_compass(compass)
    known = read_names(names)
    shown = _choose_actors(given, n)
    drawn = [_narrow(compass, shown) for compass in given]
    columns = min(3, len(given))
    rows = math.ceil(len(given) / columns)
    slots, foot = order_slots(drawn, camps), legend_height(labels) + 10
    with open_style(labels):
        side, above = measure_margins(slots, known, labels, _SMALL, _ZOOM)
        cell, tall = 2 * (_SMALL + side) + 8, 2 * (_SMALL + above) + 14
        ax = make_axes(cell * columns / 72, (tall * rows + foot) / 72) if ax is None else ax
        width, height = open_canvas(ax)
        cell, tall = width / columns, (height - foot) / rows
        radius = _fit_radius(slots, known, labels, (cell - 8, tall - 14), _ZOOM)
        for index, compass in enumerate(drawn):
            row, column = divmod(index, columns)
            disc = Disc(ax, cell * (column + 0.5), height - tall * (row + 0.5), radius, _ZOOM)
            draw_compass(disc, compass, slots, known, labels, prefix=f"{compass.focal}-")
        draw_legend(ax, 0, foot - 10, min(width, 560), labels, _fit_zoom(width))
        write_heading(ax, say("外交罗盘比较", "Diplomatic compasses compared", labels), _explain_grid(labels))
        write_caption(ax, _count_grid(given, known, labels))
    return ax


def _check_compass(compass: "Compass") -> None:
    for field in ("focal", "universe", "partners", "chords"):
        if not hasattr(compass, field):
            raise InputError(
                f"`compass` is a {type(compass).__name__} without {field!r}; expected what measure_compass returns."
            )
    check_columns(compass.partners, _PARTNERS, "compass.partners")
    check_columns(compass.chords, _CHORDS, "compass.chords")
    if not list_others(compass):
        raise InputError(f"The compass of {compass.focal!r} has no other actor; measure it on more records.")


def _choose_actors(compasses: "Sequence[Compass]", n: int) -> set[str]:
    """Return the actors to draw beside the hubs: focal ones, then those with most records, ``n`` at most."""
    records: Counter[str] = Counter()
    for compass in compasses:
        records.update(dict.fromkeys(list_others(compass), 0))
        records.update(dict(zip(compass.partners["actor"], compass.partners["records"], strict=True)))
    focal = [compass.focal for compass in compasses]
    order = sorted(records, key=lambda actor: (actor not in focal, -records[actor], actor))
    return set(order[: max(n, len(compasses) - 1)])


def _narrow(compass: "Compass", shown: set[str]) -> "Compass":
    """Return the compass with the actors shown and no others; its measures stay those of all."""
    kept = tuple(actor for actor in compass.universe if actor in shown or actor == compass.focal)
    chords = compass.chords[compass.chords["actor_a"].isin(kept) & compass.chords["actor_b"].isin(kept)]
    partners = compass.partners[compass.partners["actor"].isin(kept)]
    return replace(
        compass, universe=kept, partners=partners.reset_index(drop=True), chords=chords.reset_index(drop=True)
    )


def _fit_zoom(width: float) -> float:
    """Return the size of letters and dots: the usual one, or smaller on a canvas on which the legend has no room."""
    return max(0.5, min(1.0, width / 420))


def _count_ties(ties: "pd.DataFrame", focal: str) -> Ties:
    """Return cooperative and adverse ties of the focal actor by the other end."""
    check_table(ties, "ties", ["actor_a", "actor_b", "polarity"])
    counts: dict[str, tuple[int, int]] = {}
    for a, b, polarity in zip(ties["actor_a"], ties["actor_b"], ties["polarity"], strict=True):
        if focal in (a, b):
            other = b if a == focal else a
            warm, cold = counts.get(other, (0, 0))
            counts[other] = (warm + (polarity > 0), cold + (polarity < 0))
    return counts


def _fit_radius(
    slots: list[Slot], names: Names, labels: Labels, room: tuple[float, float], zoom: float, ties: Ties | None = None
) -> float:
    """Return the largest radius at which arcs and names stay in a room of this width and height."""
    radius = _RADIUS
    for _ in range(8):
        beside, above = measure_margins(slots, names, labels, radius, zoom, ties)
        radius = max(24.0, min(room[0] / 2 - beside, room[1] / 2 - above))
    return radius


def _summarize(compass: "Compass", labels: Labels) -> list[str]:
    """Return one line per language: channels, bridged pairs, and the index when the compass holds it."""
    others, channels = len(list_others(compass)), int((compass.partners["channel"] > 0).sum())
    pairs, bridged = len(compass.chords), int(compass.chords["bridged"].sum())
    zh = f"与 {others} 个行为体中的 {channels} 个有接触渠道；{pairs} 对相互敌对者中，与 {bridged} 对的双方都有渠道"
    en = f"Channels to {channels} of {others} actors; to both ends of {bridged} of {pairs} hostile pairs"
    return say_lines(zh, en, labels)


def _count(compass: "Compass", shown: int, names: Names, labels: Labels) -> list[str]:
    """Return what was counted: the records, and the universe of actors, which is part of the result."""
    records = int(compass.partners["records"].sum())
    codes = [compass.focal, *list_others(compass)]
    if shown < len(codes) - 1:
        zh = f"计数：中心行为体的 {records} 条关系记录。行为体范围共 {len(codes)} 个，图示记录最多的 {shown} 个。"
        en = f"Counted: {records} records of the actor in the middle. {len(codes)} actors considered, {shown} shown."
        return say_lines(zh, en, labels)
    universe = {language: [name_actor(code, names, language) for code in codes] for language in ("zh", "en")}
    zh = (
        f"计数：中心行为体的 {records} 条关系记录（名称旁为各自条数）。"
        f"行为体范围（{len(codes)}）：{'、'.join(universe['zh'])}。"
    )
    en = (
        f"Counted: {records} records of the actor in the middle (each partner's number beside its name). "
        f"Actors considered ({len(codes)}): {', '.join(universe['en'])}."
    )
    return say_lines(zh, en, labels)


def _add_ties(caption: list[str], ties: Ties, shown: set[str], labels: Labels) -> list[str]:
    """Return the caption with how many standing ties the squares count, in each language."""
    inside, whole = (sum(sum(own) for actor, own in ties.items() if actor in group) for group in (shown, set(ties)))
    zh = f"方块：与中心行为体的既有关系 {inside} 条，是状态而不是事件，不计入任何数值"
    en = f" Squares: {inside} standing ties with the actor in the middle: states, not events, and part of no number"
    zh += f"；另有 {whole - inside} 条的对方不在图中。" if whole > inside else "。"
    en += f"; {whole - inside} more are with actors not shown." if whole > inside else "."
    return [line + more for line, more in zip(caption, say_lines(zh, en, labels), strict=True)]


def _explain_grid(labels: Labels) -> str:
    zh, en = "各行为体在每个罗盘上位置不变", "Every actor keeps its place on every compass"
    return "\n".join(say_lines(zh, en, labels))


def _count_grid(compasses: "Sequence[Compass]", names: Names, labels: Labels) -> list[str]:
    counts = [(compass.focal, int(compass.partners["records"].sum())) for compass in compasses]
    zh = "、".join(f"{name_actor(focal, names, 'zh')} {count}" for focal, count in counts)
    en = ", ".join(f"{name_actor(focal, names, 'en')} {count}" for focal, count in counts)
    return say_lines(f"计数：各自的关系记录条数（{zh}）。", f"Counted: each actor's own records ({en}).", labels)
