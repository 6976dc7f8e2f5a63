"""Hits, misses and errors of one coding against another, level by level."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from waijiao.errors import InputError, suggest
from waijiao.lexicon import read_codebook
from waijiao.tables import check_choice, check_columns
from waijiao.validation.annotations import Coding

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LEVELS", "compare_coding"]

LEVELS = ("actors", "pair", "directed", "polarity", "quad", "category", "modality", "claimed_by")
"""From coarse to fine: who is named; who with whom; who to whom; with which sign, quad class, category; and, beside the
category, with which modality, and according to whom."""

Key = tuple[object, ...]


def compare_coding(
    gold: Coding, predicted: Coding, *, by: Literal["level", "sentence", "category"] = "level"
) -> "pd.DataFrame":
    """Count how far a predicted coding agrees with a reference.

    At each level a sentence's items are a set, so that the same item found twice counts once. Sentences that the
    reference does not hold are ignored. Optional reference items (on which annotators disagreed) count neither as
    hits nor as errors; where the reference leaves modality ('') or claimant ('?') open, that source, target and
    category is left out of that level. Polarity and quad class follow from the category.

    Parameters
    ----------
    gold : Coding
        The reference: tables of actors and events as :func:`read_annotations` returns them.
    predicted : Coding
        The coding to be judged, likewise; columns beyond sentence, ends, category, modality and claimant are not read.
    by : {"level", "sentence", "category"}
        ``"level"`` one row per level; ``"sentence"`` one row per level and sentence, to find where a coder errs;
        ``"category"`` one row per category, at the level of categories.

    Returns
    -------
    DataFrame
        One row per level (sentence, category): the columns named so, ``hits``, ``missed``, ``wrong`` (int64),
        ``precision``, ``recall``, ``f1`` (0 to 1; 0 when there is nothing to divide by).

    Raises
    ------
    TableError
        When a table lacks columns.
    InputError
        When a category is not in the codebook, or ``by`` is none of the three.

    Notes
    -----
    precision = hits / (hits + wrong), recall = hits / (hits + missed), F1 their harmonic mean.

    Examples
    --------
    >>> from waijiao.validation.annotations import make_coding
    >>> act = {"sent_id": "s1", "source": "IRN", "target": "ISR", "category": "ACCUSE", "modality": "actual"}
    >>> gold = make_coding([("s1", "IRN", False), ("s1", "ISR", False)], [act])
    >>> found = make_coding([("s1", "IRN", False)], [{**act, "category": "THREATEN"}])
    >>> compare_coding(gold, found)[["level", "hits", "missed", "wrong"]].head(6)
          level  hits  missed  wrong
    0    actors     1       1      0
    1      pair     1       0      0
    2  directed     1       0      0
    3  polarity     1       0      0
    4      quad     1       0      0
    5  category     0       1      1
    """
    import pandas as pd

    check_choice(by, ("level", "sentence", "category"), "by")
    for coding, argument in ((gold, "gold"), (predicted, "predicted")):
        check_columns(coding.actors, ["sent_id", "actor"], f"{argument}.actors")
        check_columns(coding.events, ["sent_id", "source", "target", "category", "modality", "claimed_by"], argument)
    held = list(dict.fromkeys([*gold.actors["sent_id"], *gold.events["sent_id"]]))
    rows: list[dict[str, object]] = []
    for level in ("category",) if by == "category" else LEVELS:
        want, got = _compare_level(level, gold, predicted, frozenset(held))
        for group, mine, theirs in _split(want, got, by, held):
            rows.append({"level": level, "sent_id": group, "category": group, **_counts(mine, theirs)})
    names = {"level": ["level"], "sentence": ["level", "sent_id"], "category": ["category"]}[by]
    return pd.DataFrame(rows, columns=[*names, "hits", "missed", "wrong", "precision", "recall", "f1"])


def _split(want: set[Key], got: set[Key], by: str, held: list[str]) -> Iterator[tuple[object, set[Key], set[Key]]]:
    if by == "level":
        yield "", want, got
        return
    place = 0 if by == "sentence" else 3
    groups: dict[object, tuple[set[Key], set[Key]]] = {group: (set(), set()) for group in held} if place == 0 else {}
    for side, keys in enumerate((want, got)):
        for key in keys:
            groups.setdefault(key[place], (set(), set()))[side].add(key)
    for group in groups if place == 0 else sorted(groups, key=str):
        yield group, *groups[group]


def _counts(want: set[Key], got: set[Key]) -> dict[str, float]:
    hits, missed, wrong = len(want & got), len(want - got), len(got - want)
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "hits": hits,
        "missed": missed,
        "wrong": wrong,
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def _compare_level(level: str, gold: Coding, predicted: Coding, held: frozenset[str]) -> tuple[set[Key], set[Key]]:
    want, got = set(_keys(level, gold, optional=False)), set(_keys(level, predicted, optional=False))
    got = {key for key in got if key[0] in held}
    if level not in ("modality", "claimed_by"):
        return want, got - (set(_keys(level, gold, optional=True)) - want)
    skip = _undecided(level, gold)
    return {key for key in want if key[:4] not in skip}, {key for key in got if key[:4] not in skip}


def _undecided(level: str, gold: Coding) -> set[Key]:
    """Return the sentence, ends and category of events that are optional or leave modality or claimant open."""
    events = gold.events
    is_open = events["modality"].eq("") if level == "modality" else events["claimed_by"].eq("?")
    if "optional" in events.columns:
        is_open = is_open | events["optional"]
    columns = ["sent_id", "source", "target", "category"]
    return set(events.loc[is_open, columns].itertuples(index=False, name=None))


def _keys(level: str, coding: Coding, *, optional: bool) -> Iterator[Key]:
    frame = coding.actors if level == "actors" else coding.events
    if "optional" in frame.columns:
        frame = frame[frame["optional"] == optional]
    elif optional:
        return
    if level == "actors":
        yield from frame.loc[frame["actor"] != "", ["sent_id", "actor"]].itertuples(index=False, name=None)
        return
    columns = ["sent_id", "source", "target", "category", "modality", "claimed_by"]
    for sid, source, target, category, modality, claimant in frame[columns].itertuples(index=False, name=None):
        ends = (sid, *sorted((source, target))) if level == "pair" else (sid, source, target)
        extra = {"modality": (category, modality), "claimed_by": (category, claimant)}.get(level)
        yield ends if level in ("pair", "directed") else ends + (extra or (_class_of(level, category),))


def _class_of(level: str, category: str) -> object:
    codebook = read_codebook()
    if category not in codebook:
        raise InputError(f"No category {category!r} in the codebook.{suggest(category, codebook)}")
    entry = codebook[category]
    return {"polarity": entry.polarity, "quad": entry.quad, "category": category}[level]
