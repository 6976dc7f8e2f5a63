"""From sentences and mentions to the table of events."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.events.grammar import Finding, find_acts
from waijiao.events.knowledge import EventLexicon, read_event_lexicon
from waijiao.events.scan import Actor, scan_sentence
from waijiao.events.speech import find_paragraph_speech
from waijiao.lexicon import simplify
from waijiao.tables import check_columns, check_table, make_table
from waijiao.text import count_unclosed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["code_events"]

# Names that only say where the news comes from, or that stand inside another name, take no part.
_SILENT_ROLES = frozenset({"source", "attribute"})
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NO_CHANNEL = frozenset({"negated", "hypothetical"})

Sentence = tuple[str, str, str, int]


def code_events(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    documents: "pd.DataFrame | None" = None,
    *,
    cues: str | Path = "cues.csv",
    modifiers: str | Path = "modifiers.csv",
    progress: Callable[[int, int], None] | None = None,
) -> "pd.DataFrame":
    """Return who does what to whom, according to whom, with the words and the rule behind each record.

    Each sentence is cut into clauses; each cue of ``cues.csv`` in a clause is read as a predicate whose participants
    stand where its frame and the construction say: active (A 谴责 B), coverb (A 对 B 实施制裁), passive
    (B 遭 A 袭击), reciprocal (美伊谈判, A 同 B 会晤), nominal (以军空袭, 对伊朗的制裁), complement
    (要求以色列停火), carried (the subject or object of the clause before goes on), mediation (A 斡旋 B 与 C), visit,
    judgement (in A's speech, on B), threat (如果…，A 将打击 B). Clauses in somebody's speech carry ``claimed_by``.
    No parser, no model: tables and constructions, so that every record can be explained (:func:`explain_event`).

    Parameters
    ----------
    sentences : DataFrame
        As :func:`split_sentences` returns it; ``sent_id``, ``doc_id`` and ``text`` are read, ``zone`` and
        ``par_index`` when they are there. Boilerplate is not coded.
    mentions : DataFrame
        As :func:`find_actors` returns it.
    documents : DataFrame, optional
        To tell earlier dates from the document's own (``date`` with a ``date_source`` other than crawl).
    cues, modifiers : str or Path
        Files in ``data/`` or an analyst's own.
    progress : callable, optional
        Called with sentences done and sentences in all.

    Returns
    -------
    DataFrame
        One row per directed act (contract ``events``), in the order of the text. Mutual acts are two rows that share
        ``event_group``.

    Raises
    ------
    TableError
        When columns are missing.
    LexiconError
        When a lexicon breaks its format.

    Notes
    -----
    Not coded: acts whose source or target the sentence (or the clause before) does not name; ellipsis across
    sentences; irony. Several acts on one pair in a sentence are one record per category and modality.

    References
    ----------
    PLOVER 0.8, Open Event Data Alliance.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.actors import find_actors
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["法国强烈谴责伊朗。"]})
    >>> events = code_events(sentences, find_actors(sentences))
    >>> events[["source", "category", "target", "cue"]].values.tolist()
    [['FRA', 'ACCUSE', 'IRN', '谴责']]
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_columns(mentions, ["sent_id", "start", "end", "actor_id", "principal", "kind", "role"], "mentions")
    lexicon = read_event_lexicon(cues, modifiers)
    actors, days = _collect_actors(mentions), _collect_days(documents)
    rows: list[dict[str, Any]] = []
    done = 0
    for paragraph in _paragraphs(sentences):
        rows += _code_paragraph(paragraph, actors, lexicon, days.get(paragraph[0][1]))
        done += len(paragraph)
        if progress:
            progress(done, len(sentences))
    return make_table("events", rows)


def _paragraphs(sentences: "pd.DataFrame") -> Iterator[list[Sentence]]:
    """Yield the sentences to be coded, paragraph by paragraph; without ``par_index`` each stands alone."""
    ids, docs, texts = (sentences[column].tolist() for column in ("sent_id", "doc_id", "text"))
    pars = sentences["par_index"].tolist() if "par_index" in sentences else list(range(len(ids)))
    zones = sentences["zone"].tolist() if "zone" in sentences else ["body"] * len(ids)
    rows = [row[:4] for row in zip(ids, docs, texts, pars, zones, strict=True) if row[4] != "boilerplate"]
    for _, paragraph in groupby(rows, key=lambda row: (row[1], row[3])):
        yield list(paragraph)


def _collect_actors(mentions: "pd.DataFrame") -> dict[str, list[Actor]]:
    columns = ["sent_id", "start", "end", "principal", "actor_id", "role", "kind"]
    found: dict[str, list[Actor]] = defaultdict(list)
    for sent_id, *facts in mentions[columns].itertuples(index=False, name=None):
        found[sent_id].append(Actor(*facts))
    return {sent_id: _outermost(actors) for sent_id, actors in found.items()}


def _outermost(actors: list[Actor]) -> list[Actor]:
    kept: list[Actor] = []
    for actor in sorted(actors, key=lambda actor: (actor.start, -actor.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif kept[-1].start == actor.start and kept[-1].end == actor.end:
            kept.append(actor)  # two principals behind one word: 两国
    return kept


def _collect_days(documents: "pd.DataFrame | None") -> dict[str, date]:
    """Return the day of every document that has one; the last of the month or year when only that is known."""
    if documents is None:
        return {}
    check_table(documents, "documents", ["doc_id", "date", "date_source"])
    rows = documents[["doc_id", "date", "date_source"]].itertuples(index=False, name=None)
    return {doc_id: _last_day(day) for doc_id, day, source in rows if _ISO.fullmatch(day) and source != "crawl"}


def _last_day(text: str) -> date:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _code_paragraph(
    paragraph: list[Sentence], actors: dict[str, list[Actor]], lexicon: EventLexicon, day: date | None
) -> Iterator[dict[str, Any]]:
    if not any(sent_id in actors for sent_id, *_ in paragraph):
        return
    texts = [simplify(text) for _, _, text, _ in paragraph]
    visible = [[a for a in actors.get(sent_id, []) if a.role not in _SILENT_ROLES] for sent_id, *_ in paragraph]
    clauses = [scan_sentence(text, found, lexicon) for text, found in zip(texts, visible, strict=True)]
    speech, inside = find_paragraph_speech(texts, clauses)
    for number, (sent_id, doc_id, text, _) in enumerate(paragraph):
        findings = find_acts(texts[number], clauses[number], speech[number], day)
        for index, finding in enumerate(findings):
            identity = {"event_id": f"{sent_id}:e{index:02d}", "doc_id": doc_id, "sent_id": sent_id, "evidence": text}
            yield identity | _describe(finding, sent_id, text, inside[number])


def _describe(finding: Finding, sent_id: str, text: str, inside: bool) -> dict[str, Any]:
    act, category = finding.act, finding.act.cue.category
    start, end = act.item.start, act.item.end
    return {
        "source": finding.source.principal,
        "target": finding.target.principal,
        "source_actor": finding.source.actor_id,
        "target_actor": finding.target.actor_id,
        "category": category.name,
        "mode": act.cue.mode,
        "quad": category.quad,
        "score": category.score_of(act.cue.mode),
        "goldstein": category.goldstein,
        "cameo_root": category.cameo_root,
        "polarity": category.polarity,
        "intensity": act.cue.intensity,
        "modality": finding.modality,
        "mutual": act.mutual,
        "channel": category.channel and finding.modality not in _NO_CHANNEL,
        "claimed_by": finding.claimed_by,
        "quoted": int(inside) + count_unclosed(text[:start]) > 0,
        "cue": text[start:end],
        "start": start,
        "end": end,
        "event_group": f"{sent_id}:g{finding.group:02d}",
        "rule_id": f"{act.construction}/{act.cue.rule_id}",
    }
