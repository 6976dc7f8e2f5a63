"""Codings of sentences as two tables, read from and written to JSON lines."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from waijiao.actors import list_principals
from waijiao.errors import InputError
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Coding", "make_coding", "read_annotations", "summarize_coding", "write_annotations"]

_EVENT_FIELDS = ("source", "target", "category", "modality", "claimed_by", "cue")


class Coding(NamedTuple):
    """Who is named in each sentence, and who does what to whom there.

    Attributes
    ----------
    actors : DataFrame
        One row per sentence and actor: ``sent_id``, ``actor``, ``optional`` (bool: the annotators disagreed, so it
        counts neither as hit nor as error). A sentence that names nobody has one row with the actor ''.
    events : DataFrame
        One row per directed event: ``sent_id``, ``source``, ``target``, ``category``, ``modality`` ('' undecided),
        ``claimed_by`` ('' the narrator, '?' undecided), ``cue``, ``optional``.
    """

    actors: "pd.DataFrame"
    events: "pd.DataFrame"


def make_coding(actors: Iterable[tuple[str, str, bool]], events: Iterable[dict[str, Any]]) -> Coding:
    """Return the two tables of a coding, with all columns also when there are no rows.

    Parameters
    ----------
    actors : iterable of (str, str, bool)
        Sentence, actor, optional.
    events : iterable of dict
        One mapping per event with the columns of :class:`Coding`; a text that is left out or None becomes ''.

    Returns
    -------
    Coding
        Rows in the order given.

    Examples
    --------
    >>> make_coding([("s1", "QAT", False)], []).events.columns.tolist()
    ['sent_id', 'source', 'target', 'category', 'modality', 'claimed_by', 'cue', 'optional']
    """
    import pandas as pd

    named = pd.DataFrame(list(actors), columns=["sent_id", "actor", "optional"])
    rows = [
        [event["sent_id"], *(event.get(field) or "" for field in _EVENT_FIELDS), bool(event.get("optional"))]
        for event in events
    ]
    acts = pd.DataFrame(rows, columns=["sent_id", *_EVENT_FIELDS, "optional"])
    return Coding(_typed(named), _typed(acts))


def _typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    return frame.astype({column: "bool" if column == "optional" else "str" for column in frame.columns})


def read_annotations(path: str | Path) -> Coding:
    """Read a file of annotated sentences as a table of actors and a table of events.

    Every line is one JSON object with ``sid``, ``actors`` (a list of codes) and ``events`` (a list of objects with
    ``source``, ``target``, ``category``, ``modality``, ``claimed_by``, ``cue``). Items of the lists ``optional`` and
    ``actors_optional`` are marked so. When a sentence comes twice, its last line holds.

    Parameters
    ----------
    path : str or Path
        A UTF-8 file of JSON lines; empty lines are skipped.

    Returns
    -------
    Coding
        The tables ``actors`` and ``events``; ``sent_id`` is the file's ``sid``.

    Raises
    ------
    InputError
        When the file is missing or a line is no such object; the message names the line.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "coding.jsonl"
    >>> _ = file.write_text('{"sid": "s1", "actors": ["IRN"], "events": []}', encoding="utf-8")
    >>> read_annotations(file).actors.actor.tolist()
    ['IRN']
    """
    file = Path(path)
    if not file.is_file():
        raise InputError(f"{file.name}: no such file; expected JSON lines with sid, actors and events.")
    records: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            record = _parse_line(file.name, number, line)
            records[str(record["sid"])] = record
    actors = [row for sid, record in records.items() for row in _actor_rows(sid, record)]
    events = [row for sid, record in records.items() for row in _event_rows(sid, record)]
    return make_coding(actors, events)


def _parse_line(name: str, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as fault:
        raise InputError(f"{name}, line {number}: is no JSON ({fault.msg}); expected one object per line.") from None
    if not isinstance(record, dict) or "sid" not in record:
        raise InputError(f"{name}, line {number}: expected an object with sid, actors and events.")
    for event in [*record.get("events", []), *record.get("optional", [])]:
        lacking = [field for field in ("source", "target", "category") if not event.get(field)]
        if lacking:
            raise InputError(f"{name}, line {number}: an event of {record['sid']} lacks {', '.join(lacking)}.")
    return record


def _actor_rows(sid: str, record: dict[str, Any]) -> list[tuple[str, str, bool]]:
    sure = [(sid, actor, False) for actor in record.get("actors", [])]
    return (sure or [(sid, "", False)]) + [(sid, actor, True) for actor in record.get("actors_optional", [])]


def _event_rows(sid: str, record: dict[str, Any]) -> list[dict[str, Any]]:
    sure = [{**event, "sent_id": sid} for event in record.get("events", [])]
    return sure + [{**event, "sent_id": sid, "optional": True} for event in record.get("optional", [])]


def write_annotations(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    events: "pd.DataFrame",
    path: str | Path,
    *,
    by: Literal["sent_id", "doc_id"] = "sent_id",
) -> None:
    r"""Write what was found in each sentence as JSON lines, in the form that annotators use.

    A line holds ``sid``, ``actors`` (sorted), ``events`` in the order of the text, each with ``source``, ``target``,
    ``category``, ``modality``, ``claimed_by`` (null for the narrator) and ``cue``. Actors are those of
    :func:`waijiao.actors.list_principals` and the ends of the events, also when the sentence only alludes to them.
    Sentences in which nothing was found are written as well; what is found elsewhere is not, nor events that lack an
    end.

    Parameters
    ----------
    sentences, mentions, events : DataFrame
        The tables of one corpus.
    path : str or Path
        The file to write, UTF-8; it is replaced.
    by : {"sent_id", "doc_id"}
        Whether a line is a sentence, or a document, when each document of the corpus was one annotated sentence.

    Raises
    ------
    TableError, InputError
        When columns are missing, or ``by`` is neither.

    Examples
    --------
    >>> import tempfile
    >>> from waijiao.tables import make_table
    >>> sentences = make_table("sentences", [dict(
    ...     sent_id="a:s000", doc_id="a", sent_index=0, par_index=0, start=0, end=3, text="下雨。")])
    >>> file = Path(tempfile.mkdtemp()) / "coding.jsonl"
    >>> write_annotations(sentences, make_table("mentions", []), make_table("events", []), file)
    >>> file.read_text(encoding="utf-8")
    '{"sid": "a:s000", "actors": [], "events": []}\n'
    """
    coding = summarize_coding(sentences, mentions, events, by=by)
    lines: dict[str, dict[str, Any]] = {sid: {"sid": sid, "actors": [], "events": []} for sid in sentences[by]}
    for sid, actor in zip(coding.actors["sent_id"], coding.actors["actor"], strict=True):
        lines[sid]["actors"] += [actor] if actor else []
    for sid, *fields in coding.events[["sent_id", *_EVENT_FIELDS]].itertuples(index=False):
        event = dict(zip(_EVENT_FIELDS, fields, strict=True))
        lines[sid]["events"].append({**event, "claimed_by": event["claimed_by"] or None})
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines.values())
    Path(path).write_text(text, encoding="utf-8")


def summarize_coding(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    events: "pd.DataFrame",
    *,
    by: Literal["sent_id", "doc_id"] = "sent_id",
) -> Coding:
    """Summarize what was found in each sentence as a coding, ready for :func:`waijiao.validation.compare_coding`.

    Actors are those of :func:`waijiao.actors.list_principals` and the ends of the events. What is found outside the
    given sentences is left out, and so are events that lack an end.

    Parameters
    ----------
    sentences, mentions, events : DataFrame
        The tables of one corpus.
    by : {"sent_id", "doc_id"}
        Whether an item of the coding is a sentence, or a document, when each document was one annotated sentence.

    Returns
    -------
    Coding
        One row per sentence and actor, sorted within the sentence; one row per event, in the order given.

    Raises
    ------
    TableError, InputError
        When columns are missing, or ``by`` is neither.

    Examples
    --------
    >>> from waijiao.validation import compare_coding, read_gold
    >>> gold = read_gold()
    >>> own = summarize_coding(gold.sentences, gold.mentions, gold.events)
    >>> compare_coding(gold.coding(), own).set_index("level").recall["directed"].item()
    1.0
    """
    check_choice(by, ("sent_id", "doc_id"), "by")
    check_table(sentences, "sentences", ["sent_id", "doc_id"])
    check_table(mentions, "mentions", ["sent_id", "doc_id", "principal", "role", "kind"])
    check_table(events, "events", ["sent_id", "doc_id", *_EVENT_FIELDS])
    named: dict[str, set[str]] = {sid: set() for sid in sentences[by]}
    place = dict(zip(mentions["sent_id"], mentions[by], strict=True))
    for sent_id, principals in list_principals(mentions).items():
        named.get(place[sent_id], set()).update(principals)
    whole = events[by].isin(list(named)) & events["source"].ne("") & events["target"].ne("")
    acts = []
    for sid, *fields in events.loc[whole, [by, *_EVENT_FIELDS]].itertuples(index=False):
        acts.append({"sent_id": sid, **dict(zip(_EVENT_FIELDS, fields, strict=True))})
        named[sid].update((acts[-1]["source"], acts[-1]["target"]))
    return make_coding(((sid, actor, False) for sid in named for actor in sorted(named[sid]) or [""]), acts)
