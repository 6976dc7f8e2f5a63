"""How far two coders agree beyond chance: Cohen's kappa and Krippendorff's alpha, with intervals."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_codebook
from waijiao.tables import make_table
from waijiao.validation.annotations import Coding
from waijiao.validation.comparison import LEVELS, compare_coding

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["score_agreement"]

# Levels at which a directed pair that both coders have gets a value from each.
_JUDGED = ("polarity", "quad", "category", "modality", "claimed_by")

# Category, modality and claimant.
_Record = tuple[str, str, str]
_Judged = list[tuple[str, str, str]]


def score_agreement(first: Coding, second: Coding, *, draws: int = 500, seed: int = 0) -> "pd.DataFrame":
    """Score how far two codings of the same sentences agree, level by level.

    What both may or may not have found (actors, pairs, directed pairs) has no chance level, because nobody lists what
    neither found: there F1 alone is given. What both judged on the same directed pair (sign, quad class, category,
    modality, claimant) is compared record by record.

    Parameters
    ----------
    first, second : Coding
        Two codings of the same sentences, as :func:`read_annotations`, :func:`read_coders` or
        :func:`summarize_coding` return them.
    draws : int
        Times the sentences are drawn anew for the intervals.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row per level: table ``agreement``.

    Raises
    ------
    TableError
        When a table lacks columns.
    InputError
        When a category is not in the codebook, or ``draws`` is below 1.

    Notes
    -----
    Records of one directed pair in a sentence are matched one to one, those most alike first; what one coder has more
    often than the other is left out of kappa and alpha (it lowers F1).
    kappa = (observed - expected) / (1 - expected), expected from each coder's own shares; alpha is nominal. Both are
    NaN when only one value occurs: nothing was there to disagree on. Intervals hold 95 % of the values found when
    sentences are drawn anew with replacement; draws in which a measure is undefined are left out.

    References
    ----------
    Cohen 1960, A coefficient of agreement for nominal scales. Krippendorff 2019, Content analysis, 4th edition.

    Examples
    --------
    >>> from waijiao.validation.annotations import make_coding
    >>> acts = [dict(sent_id=f"s{n}", source="IRN", target="ISR", category=category, modality="actual")
    ...         for n, category in enumerate(["ACCUSE", "ASSAULT", "ACCUSE", "ASSAULT"])]
    >>> other = [*acts[:3], {**acts[3], "category": "THREATEN"}]
    >>> table = score_agreement(make_coding([], acts), make_coding([], other)).set_index("level")
    >>> [round(float(table.loc["category", column]), 2) for column in ("f1", "observed", "kappa", "alpha")]
    [0.75, 0.75, 0.6, 0.63]
    """
    if draws < 1:
        raise InputError(f"`draws` is {draws}; expected a whole number of at least 1.")
    f1 = compare_coding(first, second).set_index("level")["f1"]
    matched = _match(first, second)
    rows = []
    for level in LEVELS:
        judged = [(sent_id, _judge(level, a), _judge(level, b)) for sent_id, a, b in matched if level in _JUDGED]
        rows.append({"level": level, "f1": float(f1[level]), "n": len(judged), **_score(judged, draws, seed)})
    return make_table("agreement", rows)


def _match(first: Coding, second: Coding) -> list[tuple[str, _Record, _Record]]:
    """Return sentence, the first coder's record and the second's, for each that both have of a directed pair."""
    ours, theirs = _list_records(first), _list_records(second)
    matched = []
    for key in sorted(set(ours) & set(theirs)):
        left, right = ours[key], theirs[key]
        # Most alike first: in all three, in category and modality, in category alone, and then what is left.
        for depth in (3, 2, 1, 0):
            for record in list(left):
                twin = next((other for other in right if other[:depth] == record[:depth]), None)
                if twin is not None:
                    matched.append((key[0], record, twin))
                    left.remove(record)
                    right.remove(twin)
    return matched


def _list_records(coding: Coding) -> dict[tuple[str, str, str], list[_Record]]:
    records: dict[tuple[str, str, str], list[_Record]] = defaultdict(list)
    columns = ["sent_id", "source", "target", "category", "modality", "claimed_by"]
    for row in sorted(set(coding.events[columns].itertuples(index=False, name=None))):
        records[row[:3]].append(row[3:])
    return records


def _judge(level: str, record: _Record) -> str:
    category, modality, claimed_by = record
    own = {"category": category, "modality": modality, "claimed_by": claimed_by}
    return own[level] if level in own else str(getattr(read_codebook()[category], level))


def _score(judged: _Judged, draws: int, seed: int) -> dict[str, float]:
    import numpy as np

    labels = {value: number for number, value in enumerate(sorted({v for _, *pair in judged for v in pair}))}
    order = {sent_id: number for number, sent_id in enumerate(sorted({sent_id for sent_id, *_ in judged}))}
    table = np.zeros((len(order), len(labels), len(labels)), dtype="int64")
    for sent_id, left, right in judged:
        table[order[sent_id], labels[left], labels[right]] += 1
    whole = table.sum(axis=0)
    random = np.random.default_rng(seed)
    drawn: list[np.ndarray[Any, Any]] = []
    if len(table):
        picks = random.multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws)
        drawn = list(np.tensordot(picks, table, axes=1))
    return {
        "observed": float(np.trace(whole) / whole.sum()) if judged else np.nan,
        **_span("kappa", _kappa, whole, drawn),
        **_span("alpha", _alpha, whole, drawn),
    }


def _span(
    name: str, measure: Any, whole: "np.ndarray[Any, Any]", drawn: "list[np.ndarray[Any, Any]]"
) -> dict[str, float]:
    import numpy as np

    values = [value for value in map(measure, drawn) if not np.isnan(value)]
    low, high = np.quantile(values, [0.025, 0.975]) if values else (np.nan, np.nan)
    return {name: measure(whole), f"{name}_low": float(low), f"{name}_high": float(high)}


def _kappa(table: "np.ndarray[Any, Any]") -> float:
    total = table.sum()
    if not total:
        return float("nan")
    expected = float((table.sum(axis=0) * table.sum(axis=1)).sum() / total**2)
    return float((table.trace() / total - expected) / (1 - expected)) if expected < 1 else float("nan")


def _alpha(table: "np.ndarray[Any, Any]") -> float:
    """Return nominal alpha; every record of the table is a unit with two values."""
    import krippendorff
    import numpy as np

    left, right = np.indices(table.shape)
    counts = table.ravel()
    values = np.stack([left.ravel().repeat(counts), right.ravel().repeat(counts)])
    if len(np.unique(values)) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=values, level_of_measurement="nominal"))
