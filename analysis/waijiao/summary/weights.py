"""What a record's modality weighs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waijiao.errors import InputError, TableError, suggest
from waijiao.lexicon import read_lexicon

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["weigh_events"]


def weigh_events(events: "pd.DataFrame", weights: Mapping[str, float] | None) -> "pd.Series[float]":
    """Return every event's weight: ``data/modality.csv``, changed by what is given; negated acts weigh nothing."""
    table = read_lexicon("modality.csv", ["modality", "weight"])
    known = dict(zip(table["modality"], table["weight"].astype("float64"), strict=True))
    for modality, weight in (weights or {}).items():
        if not 0 <= weight <= 1:
            raise InputError(f"`weights` gives {modality!r} the weight {weight}; expected a number from 0 to 1.")
    known = {**known, **(weights or {}), "negated": 0.0}
    unknown = sorted(set(events["modality"]) - set(known))
    if unknown:
        raise TableError(
            f"`events` holds the modality {unknown[0]!r}, which has no weight; "
            f"give `weights` or add it to data/modality.csv.{suggest(unknown[0], known)}"
        )
    return events["modality"].map(known).astype("float64")
