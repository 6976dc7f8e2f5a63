"""The sentences behind a number."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waijiao.errors import InputError, suggest
from waijiao.lexicon import weigh_events
from waijiao.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_evidence"]

_EVENT = ["event_id", "sent_id", "category", "polarity", "modality", "claimed_by", "cue", "start", "end", "rule_id"]


def find_evidence(
    events: "pd.DataFrame",
    sentences: "pd.DataFrame",
    source: str,
    target: str,
    *,
    weights: Mapping[str, float] | None = None,
) -> "pd.DataFrame":
    """Find the sentences behind one relation: every record of the source towards the target, with its sentence.

    Parameters
    ----------
    events, sentences : DataFrame
        The tables of one corpus.
    source, target : str
        Principals; the direction counts.
    weights : mapping of str to float, optional
        Weights of modalities that differ from ``data/modality.csv``.

    Returns
    -------
    DataFrame
        One row per record, in the order of the sentences: ``doc_id``, ``sent_id``, ``event_id``, ``category``,
        ``polarity``, ``modality``, ``weight`` (0: shown, but not counted), ``claimed_by``, ``cue`` with ``start`` and
        ``end`` in the sentence, ``rule_id``, ``text`` (the sentence). Empty when the source never acts on the target.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a principal is no end of any event.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0, start=0,
    ...                                           end=7, text="沙特谴责伊朗。")])
    >>> events = make_table("events", [dict(
    ...     event_id="a:s000:e00", doc_id="a", sent_id="a:s000", source="SAU", target="IRN", category="ACCUSE", quad=3,
    ...     score=-3.0, goldstein=-2.0, polarity=-1, intensity=1, modality="actual", mutual=False, channel=False,
    ...     quoted=False, cue="谴责", start=2, end=4)])
    >>> find_evidence(events, sentences, "SAU", "IRN")[["cue", "weight", "text"]].to_numpy().tolist()
    [['谴责', 1.0, '沙特谴责伊朗。']]
    """
    check_table(events, "events", ["source", "target", *_EVENT])
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    known = sorted({*events["source"], *events["target"]} - {""})
    for principal, argument in ((source, "source"), (target, "target")):
        if principal not in known:
            raise InputError(f"`{argument}` is {principal!r}, no end of any event.{suggest(principal, known)}")
    chosen = events[(events["source"] == source) & (events["target"] == target)]
    rows = chosen[_EVENT].assign(weight=weigh_events(chosen, weights))
    found = sentences[["sent_id", "doc_id", "text"]].merge(rows, on="sent_id", how="inner", validate="one_to_many")
    order = ["doc_id", "sent_id", "event_id", "category", "polarity", "modality", "weight", "claimed_by", "cue"]
    return found[[*order, "start", "end", "rule_id", "text"]]
