"""Drawing one compass: places around the circle, rings, camps, hostile pairs, dots and names."""

import math
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.plots import palette
from waijiao.plots.compass_marks import (
    DOT,
    Ties,
    draw_hostility,
    draw_partner,
    draw_silent,
    draw_ties,
    measure_ties,
)  # fmt: skip
from waijiao.plots.placing import Box, bend_chord, bend_text, find_outer_place, measure_arc
from waijiao.plots.style import Labels
from waijiao.plots.wording import Names, measure_text, name_actor

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.compass import Compass

__all__ = ["Disc", "Slot", "draw_compass", "list_others", "measure_margins", "order_slots"]

_HUB = 0.2
_ARC = 1.115
_BAND = 0.13
_NAME = 9.5


class Slot(NamedTuple):
    """A place on the circle: which actor, of which camp, at which angle (radians, counter-clockwise from east)."""

    actor: str
    camp: str
    angle: float


class Disc(NamedTuple):
    """Where a compass lies on the canvas, in points, and how large its letters and dots are."""

    ax: Any
    x: float
    y: float
    radius: float
    zoom: float

    def point(self, angle: float, distance: float) -> tuple[float, float]:
        """Return the place at a share of the radius; 0 is the middle, 1 the outermost ring."""
        return (self.x + math.cos(angle) * distance * self.radius, self.y + math.sin(angle) * distance * self.radius)

    def reach(self, engagement: float) -> float:
        """Return the distance from the middle that an engagement of 0 to 1 has."""
        nearest = _HUB + (DOT + 2) * self.zoom / self.radius
        return nearest + (1 - nearest) * engagement


def list_others(compass: "Compass") -> list[str]:
    """Return everybody but the focal actor, in alphabetical order.

    Parameters
    ----------
    compass : Compass
        What was measured.

    Returns
    -------
    list of str
        Codes.

    Examples
    --------
    >>> from waijiao.compass import measure_compass
    >>> from waijiao.validation import read_gold
    >>> compass = measure_compass(read_gold().records(), "QAT")
    >>> list_others(compass)
    ['AFG', 'ARE', 'HAMAS', 'IRN', 'ISR', 'PSE', 'SAU', 'TALIBAN', 'USA']
    """
    return sorted((set(compass.universe) | set(compass.partners["actor"])) - {compass.focal})


def order_slots(compasses: "Sequence[Compass]", camps: Mapping[str, str] | None) -> list[Slot]:
    """Return a place for every actor, clockwise from the north: camps by their records, within a camp actors by theirs.

    Parameters
    ----------
    compasses : sequence of Compass
        All that are to share the places.
    camps : mapping of str to str, optional
        Camp by actor, before that of the compasses.

    Returns
    -------
    list of Slot
        In the order of the circle.

    Examples
    --------
    >>> from waijiao.compass import measure_compass
    >>> from waijiao.validation import read_gold
    >>> compass = measure_compass(read_gold().records(), "QAT")
    >>> [slot.actor for slot in order_slots([compass], None)][:4]
    ['USA', 'ISR', 'HAMAS', 'IRN']
    """
    camp_of: dict[str, str] = {}
    records: dict[str, int] = {}
    for compass in compasses:
        for actor in list_others(compass):
            records.setdefault(actor, 0)
        row: Any
        for row in compass.partners.itertuples():
            camp_of.setdefault(row.actor, row.camp)
            records[row.actor] = records.get(row.actor, 0) + int(row.records)
    camp_of = {**camp_of, **dict(camps or {})}
    # An actor without a camp is a group of its own, which gets no arc.
    group = {actor: camp_of.get(actor, "") or f"\0{actor}" for actor in records}
    weight: dict[str, int] = {}
    for actor, count in records.items():
        weight[group[actor]] = weight.get(group[actor], 0) + count
    ordered = sorted(records, key=lambda actor: (-weight[group[actor]], group[actor], -records[actor], actor))
    return _spread(ordered, [group[actor] for actor in ordered])


def measure_margins(
    slots: list[Slot], names: Names, labels: Labels, radius: float, zoom: float, ties: Ties | None = None
) -> tuple[float, float]:
    """Return how much room arcs and names need beside and above the circle, in points.

    Parameters
    ----------
    slots : list of Slot
        Who stands on the circle.
    names : mapping of str to (str, str)
        Chinese and English name by code.
    labels : {"zh", "en", "both"}
        Language.
    radius : float
        Radius of the circle in points.
    zoom : float
        1 for the usual size of letters.
    ties : mapping of str to (int, int), optional
        Standing ties by actor, which stand under the names.

    Returns
    -------
    (float, float)
        Beside, and above or below.

    Examples
    --------
    >>> beside, above = measure_margins([Slot("QAT", "", 0.0)], {"QAT": ("卡塔尔", "Qatar")}, "zh", 100, 1)
    >>> round(beside), round(above)
    (49, 8)
    """
    start = _start_of_names(slots, radius, zoom)
    beside, above = start - radius, start - radius
    taken: list[Box] = []
    for slot in slots:
        text = name_actor(slot.actor, names, labels, joint=" 00\n") + " 00"
        width, height, _ = _measure_label(text, zoom, (ties or {}).get(slot.actor, (0, 0)))
        x, y = find_outer_place(slot.angle, start, (width, height), taken)
        beside, above = max(beside, abs(x) + width / 2 - radius), max(above, abs(y) + height / 2 - radius)
    return beside + 5, above + 5


def _measure_label(text: str, zoom: float, ties: tuple[int, int]) -> tuple[float, float, float]:
    """Return width and height of a name with its ties beneath, and the height of the ties alone."""
    width, height = measure_text(text, _NAME * zoom)
    wide, high = measure_ties(ties, zoom)
    return max(width, wide), height + high, high


def _start_of_names(slots: list[Slot], radius: float, zoom: float) -> float:
    """Return the radius outside which names stand: that of the arcs, or of the circle when nobody has a camp."""
    has_arcs = any(slot.camp for slot in slots)
    return ((_ARC + _BAND / 2) if has_arcs else 1.0) * radius + 3 * zoom


def _spread(actors: list[str], groups: list[str]) -> list[Slot]:
    """Return the slots with equal angles between neighbours and somewhat more between camps."""
    breaks = [0.45 if a != b else 0.0 for a, b in zip(groups, [*groups[1:], groups[0]], strict=True)]
    step = 2 * math.pi / (len(actors) + sum(breaks))
    slots, position = [], 0.0
    for actor, group, pause in zip(actors, groups, breaks, strict=True):
        slots.append(Slot(actor, "" if group.startswith("\0") else group, math.pi / 2 - position * step))
        position += 1 + pause
    # Turn the circle so that the first camp is centred at the top.
    first = [slot for slot, group in zip(slots, groups, strict=True) if group == groups[0]]
    turn = (first[0].angle - first[-1].angle) / 2
    return [slot._replace(angle=slot.angle + turn) for slot in slots]


def draw_compass(
    disc: Disc,
    compass: "Compass",
    slots: list[Slot],
    names: Names,
    labels: Labels,
    prefix: str = "",
    ties: Ties | None = None,
) -> None:
    """Draw everything of one compass but heading, legend and caption.

    Parameters
    ----------
    disc : Disc
        Where.
    compass : Compass
        What was measured.
    slots : list of Slot
        The place of every actor; that of the focal actor stays empty.
    names : mapping of str to (str, str)
        Chinese and English name by code.
    labels : {"zh", "en", "both"}
        Language.
    prefix : str
        What the ids of dots and lines begin with.
    ties : mapping of str to (int, int), optional
        Cooperative and adverse standing ties by actor, drawn under the names.

    Examples
    --------
    >>> from waijiao.compass import measure_compass
    >>> from waijiao.validation import read_gold
    >>> compass = measure_compass(read_gold().records(), "QAT")
    >>> from waijiao.plots.canvas import make_axes
    >>> disc = Disc(make_axes(4, 4), 144, 144, 100, 1)
    >>> draw_compass(disc, compass, order_slots([compass], None), {}, "zh")
    >>> "hostile-HAMAS-ISR" in [patch.get_gid() for patch in disc.ax.patches]
    True
    """
    shown = {slot.actor: slot for slot in slots if slot.actor != compass.focal}
    rows: list[Any] = list(compass.partners.itertuples())
    partners = {row.actor: row for row in rows if row.records > 0}
    places = {
        actor: disc.point(slot.angle, disc.reach(partners[actor].engagement) if actor in partners else _HUB)
        for actor, slot in shown.items()
    }
    _draw_rings(disc)
    _draw_camps(disc, slots, names, labels, prefix)
    _draw_chords(disc, compass.chords, places, prefix)
    _draw_spokes(disc, shown, partners)
    hub_names = [name_actor(compass.focal, names, language) for language in (labels, "en" if labels == "en" else "zh")]
    _draw_hub(disc, hub_names, f"{prefix}focal")
    for actor in sorted(places):
        partner, gid = partners.get(actor), f"{prefix}partner-{actor}"
        if partner is None:
            draw_silent(disc.ax, places[actor], disc.zoom, gid)
        else:
            draw_partner(disc.ax, places[actor], partner.stance, bool(partner.channel > 0), disc.zoom, gid)
    _write_names(disc, slots, {**dict.fromkeys(shown), **partners}, names, labels, prefix, ties or {})


def _draw_rings(disc: Disc) -> None:
    from matplotlib.patches import Circle

    for share in (0.25, 0.5, 0.75, 1.0):
        radius = disc.reach(share) * disc.radius
        disc.ax.add_patch(
            Circle((disc.x, disc.y), radius, fill=False, edgecolor=palette.HAIRLINE, linewidth=0.8, zorder=0)
        )  # fmt: skip


def _draw_camps(disc: Disc, slots: list[Slot], names: Names, labels: Labels, prefix: str) -> None:
    """Draw an arc along every camp, with its name in it."""
    from matplotlib.patches import PathPatch, Wedge
    from matplotlib.transforms import Affine2D

    half = min((a.angle - b.angle for a, b in pairwise(slots)), default=math.pi / 2) * 0.45
    middle, band = _ARC * disc.radius, _BAND * disc.radius
    for camp, members in groupby(slots, key=lambda slot: slot.camp):
        group = list(members)
        if not camp:
            continue
        high, low = group[0].angle + half, group[-1].angle - half
        disc.ax.add_patch(
            Wedge(
                (disc.x, disc.y), middle + band / 2, math.degrees(low), math.degrees(high), width=band,
                facecolor=palette.PALE, edgecolor="none", zorder=0, gid=f"{prefix}camp-{camp}",
            )
        )  # fmt: skip
        text, size = _fit_camp_name(camp, names, labels, (high - low) * 0.94, middle, 8.5 * disc.zoom)
        outline = bend_text(text, size, middle, (high + low) / 2)
        patch = PathPatch(outline, facecolor=palette.MUTED, edgecolor="none", zorder=1, label=f"camp: {text}")
        patch.set_transform(Affine2D().translate(disc.x, disc.y) + disc.ax.transData)
        disc.ax.add_patch(patch)


def _fit_camp_name(
    camp: str, names: Names, labels: Labels, room: float, radius: float, size: float
) -> tuple[str, float]:
    """Return the camp's name and its size: both languages if they fit, then one, then smaller letters."""
    candidates = [name_actor(camp, names, labels, joint="  ")]
    if labels == "both":
        candidates.append(name_actor(camp, names, "zh"))
    for text in candidates:
        if measure_arc(text, size, radius) <= room:
            return text, size
    return candidates[-1], size * room / measure_arc(candidates[-1], size, radius)


def _draw_chords(disc: Disc, chords: "pd.DataFrame", places: dict[str, tuple[float, float]], prefix: str) -> None:
    """Draw a curved line between every two hostile partners, around the hub and the other dots."""
    from matplotlib.path import Path

    units = {
        actor: ((x - disc.x) / disc.radius, (y - disc.y) / disc.radius) for actor, (x, y) in sorted(places.items())
    }
    row: Any
    for row in chords.sort_values(["actor_a", "actor_b"]).itertuples():
        a, b = sorted([str(row.actor_a), str(row.actor_b)])
        if a not in places or b not in places:
            continue
        # Lines keep off the dots of partners; silent dots are part of the hub.
        dots = [unit for actor, unit in units.items() if actor not in (a, b) and math.hypot(*unit) > _HUB + 0.01]
        ends = (units[a], units[b])
        controls = bend_chord(ends[0], ends[1], _HUB, dots, 15 * disc.zoom / disc.radius)
        curve = [(disc.x + x * disc.radius, disc.y + y * disc.radius) for x, y in (ends[0], *controls, ends[1])]
        path = Path(curve, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        draw_hostility(disc.ax, path, row.hostility, bool(row.bridged), disc.zoom, f"{prefix}hostile-{a}-{b}")


def _draw_spokes(disc: Disc, shown: dict[str, Slot], partners: Mapping[str, Any]) -> None:
    for actor, slot in shown.items():
        inner, outer = disc.point(slot.angle, _HUB), disc.point(slot.angle, 1.0)
        disc.ax.plot(*zip(inner, outer, strict=True), color=palette.HAIRLINE, linewidth=0.8, zorder=1)
        if actor in partners:
            end = disc.point(slot.angle, disc.reach(partners[actor].engagement))
            colour = palette.colour_of_stance(partners[actor].stance)
            disc.ax.plot(*zip(inner, end, strict=True), color=colour, linewidth=2.6 * disc.zoom, zorder=3)


def _draw_hub(disc: Disc, names: list[str], gid: str) -> None:
    from matplotlib.patches import Circle
    from matplotlib.patheffects import withStroke

    radius = _HUB * disc.radius
    disc.ax.add_patch(
        Circle((disc.x, disc.y), radius, facecolor=palette.PAPER, edgecolor=palette.INK, linewidth=1.1, zorder=4)
    )
    text, size = _fit_hub_name(names, 11.5 * disc.zoom, radius)
    disc.ax.text(
        disc.x, disc.y, text, size=size, ha="center", va="center", linespacing=1.15, zorder=6, gid=gid,
        path_effects=[withStroke(linewidth=0.04 * size, foreground=palette.INK)],
    )  # fmt: skip


def _fit_hub_name(names: list[str], size: float, radius: float) -> tuple[str, float]:
    """Return the first of the names that fits into the hub at no less than three quarters of the size, and its size.

    A name of several words may stand on several lines; when nothing fits, the name that comes out largest is taken.
    """
    candidates = [form for name in names for form in (name, name.replace(" ", "\n"))]
    sizes = [size * min(1.0, 1.8 * radius / math.hypot(*measure_text(form, size))) for form in candidates]
    fitting = [(form, fit) for form, fit in zip(candidates, sizes, strict=True) if fit >= 0.75 * size]
    return fitting[0] if fitting else max(zip(candidates, sizes, strict=True), key=lambda pair: pair[1])


def _write_names(
    disc: Disc, slots: list[Slot], partners: Mapping[str, Any], names: Names, labels: Labels, prefix: str, ties: Ties
) -> None:
    """Write every actor's name, how many records it has, and its ties beneath, outside the circle."""
    start = _start_of_names(slots, disc.radius, disc.zoom)
    taken: list[Box] = []
    for slot in slots:
        if slot.actor not in partners:
            continue
        partner, own = partners[slot.actor], ties.get(slot.actor, (0, 0))
        text = name_actor(slot.actor, names, labels)
        if partner is not None:
            first, *rest = text.split("\n")
            text = "\n".join([f"{first} {int(partner.records)}", *rest])
        width, height, row = _measure_label(text, disc.zoom, own)
        x, y = find_outer_place(slot.angle, start, (width, height), taken)
        disc.ax.text(
            disc.x + x, disc.y + y + row / 2, text, size=_NAME * disc.zoom, ha="center", va="center", linespacing=1.2,
            color=palette.SILENT if partner is None else palette.INK, zorder=6, gid=f"{prefix}name-{slot.actor}",
        )  # fmt: skip
        below = (disc.x + x, disc.y + y - (height - row) / 2)
        draw_ties(disc.ax, below, own, disc.zoom, f"{prefix}ties-{slot.actor}")
