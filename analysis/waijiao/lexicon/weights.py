"""What a record's modality weighs, from ``data/modality.csv``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waijiao.errors import InputError, TableError, suggest
from waijiao.lexicon.reading import read_lexicon

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_weights", "weigh_events"]


def read_weights(weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return the weight of every modality: ``data/modality.csv``, changed by what is given.

    Parameters
    ----------
    weights : mapping of str to float, optional
        Modalities to weigh differently, 0 to 1. Negated acts always weigh nothing.

    Returns
    -------
    dict of str to float
        Modality to weight.

    Raises
    ------
    InputError
        When a weight is not between 0 and 1.

    Examples
    --------
    >>> read_weights({"future": 0.25})["future"], read_weights()["historical"]
    (0.25, 0.5)
    """
    table = read_lexicon("modality.csv", ["modality", "weight"])
    known = dict(zip(table["modality"], table["weight"].astype("float64"), strict=True))
    for modality, weight in (weights or {}).items():
        if not 0 <= weight <= 1:
            raise InputError(f"`weights` gives {modality!r} the weight {weight}; expected a number from 0 to 1.")
    return {**known, **(weights or {}), "negated": 0.0}


def weigh_events(events: "pd.DataFrame", weights: Mapping[str, float] | None = None) -> "pd.Series[float]":
    """Return what every event weighs by its modality.

    Parameters
    ----------
    events : DataFrame
        With the column ``modality``.
    weights : mapping of str to float, optional
        As in :func:`read_weights`.

    Returns
    -------
    Series of float
        One weight per event, 0 to 1, with the events' index.

    Raises
    ------
    InputError
        When a weight is not between 0 and 1.
    TableError
        When a modality has no weight.

    Examples
    --------
    >>> import pandas as pd
    >>> weigh_events(pd.DataFrame({"modality": ["actual", "future", "negated"]})).tolist()
    [1.0, 0.5, 0.0]
    """
    known = read_weights(weights)
    unknown = sorted(set(events["modality"]) - set(known))
    if unknown:
        raise TableError(
            f"`events` holds the modality {unknown[0]!r}, which has no weight; "
            f"give `weights` or add it to data/modality.csv.{suggest(unknown[0], known)}"
        )
    return events["modality"].map(known).astype("float64")
