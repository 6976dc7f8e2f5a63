"""From events to acts: admissible records with a mass, a mutual one counted once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, suggest
from waijiao.lexicon import weigh_events
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, Any]
    Ints = np.ndarray[Any, Any]
    Flags = np.ndarray[Any, Any]

__all__ = ["Acts", "Value", "gather_acts"]

Value = Literal["intensity", "score", "record"]
_COLUMNS = ("source", "target", "polarity", "modality", "mutual", "channel", "event_group", "sent_id", "doc_id")


@dataclass(frozen=True)
class Acts:
    """Admissible records, a mutual one counted once; arrays run over the acts.

    Attributes
    ----------
    actors : tuple of str
        The universe V, sorted: every end of an act, and the focal actors.
    first, second : array of int
        The two ends as positions in ``actors``, first < second.
    forward, backward : array of bool
        Whether the act runs from first to second, and from second to first.
    mass : array of float
        Weight of the modality times value of the act.
    polarity, channel : array
        As in the events.
    sent_id, doc_id : array of str
        Where the act stands.
    """

    actors: tuple[str, ...]
    first: "Ints"
    second: "Ints"
    forward: "Flags"
    backward: "Flags"
    mass: "Floats"
    polarity: "Ints"
    channel: "Flags"
    sent_id: "np.ndarray[Any, Any]"
    doc_id: "np.ndarray[Any, Any]"

    def involving(self, position: int) -> "Flags":
        """Return which acts have the actor at ``position`` as an end."""
        flags: Flags = (self.first == position) | (self.second == position)
        return flags


def _weigh(events: "pd.DataFrame", weights: Mapping[str, float] | None, value: Value) -> tuple["Floats", "Floats"]:
    """Return the weight of every row's modality, and that weight times the row's value."""
    kappa = weigh_events(events, weights).to_numpy(dtype="float64")
    if value == "record":
        return kappa, kappa
    worth = events["intensity"] / 3 if value == "intensity" else events["score"].abs() / 10
    return kappa, kappa * worth.to_numpy(dtype="float64")


def gather_acts(
    events: "pd.DataFrame",
    focal: Collection[str] = (),
    *,
    weights: Mapping[str, float] | None = None,
    value: Value = "intensity",
) -> Acts:
    """Return the admissible records as acts between two actors of the universe.

    Left out are records whose modality weighs nothing, and records without two different ends. The two rows of a
    mutual act (same ``event_group``, same pair, ``mutual``) become one act that runs both ways.

    Parameters
    ----------
    events : DataFrame
        Coded events, as their contract says.
    focal : collection of str
        Actors that belong to the universe even when all their records weigh nothing.
    weights : mapping of str to float, optional
        As in :func:`read_weights`.
    value : {"intensity", "score", "record"}
        What a record is worth: intensity / 3, |PLOVER score| / 10, or 1.

    Returns
    -------
    Acts
        In the order of the events.

    Raises
    ------
    TableError, InputError
        When columns are missing, a modality has no weight, or a focal actor is no end of any event.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> len(gather_acts(read_gold().records()).actors)
    10
    """
    import numpy as np

    check_choice(value, ("intensity", "score", "record"), "value")
    check_table(events, "events", [*_COLUMNS, *([] if value == "record" else [value])])
    _check_focal(events, focal)
    kappa, mass = _weigh(events, weights, value)
    is_act = (events["source"] != events["target"]) & (events["source"] != "") & (events["target"] != "")
    admitted = is_act.to_numpy() & (kappa > 0)
    rows, mass = events[admitted], mass[admitted]
    actors = tuple(sorted({*rows["source"], *rows["target"], *focal}))
    place = {actor: position for position, actor in enumerate(actors)}
    source, target = (rows[end].map(place).to_numpy(dtype="int64") for end in ("source", "target"))
    first, second = np.minimum(source, target), np.maximum(source, target)
    act, opening = _number_acts(rows, first, second)
    forward, backward = (np.bincount(act, flag, len(opening)) > 0 for flag in (source < target, source > target))
    kept = rows.iloc[opening]
    return Acts(
        actors=actors, first=first[opening], second=second[opening], forward=forward, backward=backward,
        mass=mass[opening], polarity=kept["polarity"].to_numpy(dtype="int64"),
        channel=kept["channel"].to_numpy(dtype="bool"), sent_id=kept["sent_id"].to_numpy(dtype="object"),
        doc_id=kept["doc_id"].to_numpy(dtype="object"),
    )  # fmt: skip


def _check_focal(events: "pd.DataFrame", focal: Collection[str]) -> None:
    known = sorted({*events["source"], *events["target"]} - {""})
    for actor in focal:
        if actor not in known:
            raise InputError(f"`focal` is {actor!r}, but no event has that actor at an end.{suggest(actor, known)}")


def _number_acts(rows: "pd.DataFrame", first: "Ints", second: "Ints") -> tuple["Ints", "Ints"]:
    """Return each row's act, numbered from 0, and each act's first row."""
    import numpy as np

    seen: dict[tuple[object, ...], int] = {}
    numbers, opening = [], []
    columns = zip(rows["event_group"], rows["mutual"], first.tolist(), second.tolist(), strict=True)
    for row, (group, mutual, one, other) in enumerate(columns):
        key = (group, one, other) if mutual and group else (row,)
        if key not in seen:
            seen[key] = len(seen)
            opening.append(row)
        numbers.append(seen[key])
    return np.array(numbers, dtype="int64"), np.array(opening, dtype="int64")
