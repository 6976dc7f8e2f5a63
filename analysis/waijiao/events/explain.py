"""Why an event was coded as it was, in words."""

from typing import TYPE_CHECKING

from waijiao.errors import InputError, suggest
from waijiao.lexicon import read_codebook, read_lexicon
from waijiao.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONSTRUCTIONS", "explain_event"]

CONSTRUCTIONS = {
    "active": "the actor before the cue acts on the actor after it (A 谴责 B)",
    "carried": "the subject of the clause before goes on (A 打击 B，摧毁 …)",
    "coverb": "对, 向, 针对 … puts the target before the cue (A 对 B 实施制裁)",
    "passive": "被, 遭, 受到, 获得 … turn the direction round (B 遭 A 袭击)",
    "reciprocal": "the act runs both ways (A 与 B 会谈)",
    "nominal": "the cue is a noun, its owner acts (以军空袭, A 对 B 的制裁)",
    "relative": "the actor after 的 acts (支持 B 的 A)",
    "complement": "the object of the act before is the subject here (要求 A 停火)",
    "mediation": "a third actor stands between two others (A 斡旋 B 与 C)",
    "visit": "one way, from the visitor to the host (A 访问 B)",
    "threat": "force announced under a condition (如果 …，A 将打击 B)",
    "judgement": "in somebody's speech, a judgement on somebody else",
}
"""What each construction means that the first part of a ``rule_id`` names."""


def explain_event(events: "pd.DataFrame", event_id: str) -> str:
    """Return why one event was coded: the sentence, the cue, the construction, the row of the lexicon.

    Parameters
    ----------
    events : DataFrame
        As :func:`code_events` returns it.
    event_id : str
        Which event.

    Returns
    -------
    str
        A few lines of English with the Chinese sentence, the cue in 【】.

    Raises
    ------
    InputError
        When no event has this id.
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.actors import find_actors
    >>> from waijiao.events import code_events
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["法国强烈谴责伊朗。"]})
    >>> print(explain_event(code_events(sentences, find_actors(sentences)), "a:s000:e00").splitlines()[0])
    FRA → IRN: ACCUSE (actual), by the narrator
    """
    check_table(events, "events")
    found = events[events["event_id"] == event_id]
    if found.empty:
        raise InputError(f"`event_id` is {event_id!r}; no event has it.{suggest(event_id, events['event_id'])}")
    event = found.iloc[0]
    construction, _, row = str(event["rule_id"]).partition("/")
    category = read_codebook()[str(event["category"])]
    text, start, end = str(event["evidence"]), int(event["start"]), int(event["end"])
    teller = f"according to {event['claimed_by']}" if event["claimed_by"] else "by the narrator"
    return "\n".join(
        [
            f"{event['source']} → {event['target']}: {event['category']} ({event['modality']}), {teller}",
            f"sentence      {text[:start]}【{text[start:end]}】{text[end:]}",
            f"construction  {construction}: {CONSTRUCTIONS.get(construction, '')}",
            f"cue           {_describe_row(row)}",
            f"category      {category.label_zh} {category.label_en}: {category.definition}",
        ]
    )


def _describe_row(row: str) -> str:
    frame, _, place = row.partition("/")
    file, _, line = place.rpartition("/")
    rows = read_lexicon(file, ["cue", "example"]) if file else None
    if rows is None:
        return frame
    found = rows[rows["line"] == int(line)]
    example = f", as in {found.iloc[0]['example']}" if len(found) else ""
    return f"frame {frame}, {file} line {line}{example}"
