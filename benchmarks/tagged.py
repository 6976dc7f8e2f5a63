"""Subject, verb, object from a word tagger alone: jieba's parts of speech, and word order.

The actors are ours and stand as one word each. In every clause each word tagged as a verb that the cues know acts:
its subject is the actor before it (or the subject of the clause before), its object the actor behind it. 对 and 向
lead to the object, 被 and 遭 turn the two, 与 and 和 before a verb of talking make it mutual; who says 称 claims
what follows. Nothing here is used by the package. ``means.py`` measures it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import jieba
import jieba.posseg
import pandas as pd
from naive import describe_event

import waijiao as wj
from waijiao.events.knowledge import Cue
from waijiao.lexicon import simplify
from waijiao.tables import make_table

TOWARDS, BY, WITH = {"对", "向", "针对"}, {"被", "遭", "遭到", "遭受", "受到"}, {"与", "同", "和", "跟"}
SAYING = {"称", "表示", "说", "指出", "强调", "宣布", "透露"}
MODALITY = {"不": "negated", "没有": "negated", "未": "negated", "将": "future", "计划": "future", "准备": "future",
            "可能": "hypothetical", "如果": "hypothetical", "若": "hypothetical", "曾": "historical"}  # fmt: skip
BREAK = re.compile("[，,；;。！？!?：:]")
TALKING = {"CONSULT", "AGREE", "COOPERATE"}


@dataclass(frozen=True)
class Word:
    """A word with its tag, or an actor."""

    text: str
    flag: str
    start: int
    actor: str = ""


def tag(text: str, spans: list[tuple[int, int, str]]) -> Iterator[Word]:
    """Yield the words of a sentence; an actor's mention is one word."""
    position = 0
    for start, end, actor in [*spans, (len(text), len(text), "")]:
        for pair in jieba.posseg.cut(text[position:start]):
            yield Word(pair.word, pair.flag, position)
            position += len(pair.word)
        if actor:
            yield Word(text[start:end], "actor", start, actor)
        position = end


@cache
def cue_of(word: str) -> Cue | None:
    """Return the first reading of a word as an act."""
    return next((match.cues[0] for match in wj.read_event_lexicon().find_matches(word) if match.cues), None)


def split_clauses(words: Iterator[Word]) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in words:
        clause.append(word)
        if BREAK.fullmatch(word.text):
            yield clause
            clause = []
    yield clause


def find_ends(before: list[Word], after: list[Word], subject: str, cue: Cue) -> tuple[str, str, bool]:
    """Return source, target and whether the act is mutual."""
    names = [(word.actor, before[index - 1].text if index else "") for index, word in enumerate(before) if word.actor]
    objects = [word.actor for word in after if word.actor]
    free = [actor for actor, marker in names if marker not in TOWARDS | BY | WITH] or [subject]
    for actor, marker in reversed(names):
        if marker in BY:
            return actor, free[0], False
        if marker in TOWARDS:
            return free[0], actor, False
        if marker in WITH and cue.category.name in TALKING:
            return free[0], actor, True
    if any(word.text in BY for word in before):
        return (objects or [""])[0], free[-1], False
    return free[-1], (objects or [""])[0], False


def code_sentence(text: str, spans: list[tuple[int, int, str]]) -> Iterator[dict[str, object]]:
    """Yield the events of a sentence."""
    subject = claimant = ""
    for clause in split_clauses(tag(text, spans)):
        modality = "actual"
        for index, word in enumerate(clause):
            before = clause[:index]
            modality = MODALITY.get(word.text, modality)
            named = next((other.actor for other in before if other.actor), subject)
            if word.text in SAYING:
                claimant = named
            cue = cue_of(word.text) if word.flag.startswith("v") else None
            if cue is None:
                continue
            source, target, is_mutual = find_ends(before, clause[index + 1 :], subject, cue)
            for one, other in [(source, target), (target, source)][: 1 + is_mutual]:
                if one and other and one != other:
                    place = {"start": word.start, "end": word.start + len(word.text)}
                    claim = {"modality": modality, "claimed_by": claimant}
                    yield describe_event(cue, source=one, target=other, **place, **claim)
        subject = next((word.actor for word in clause if word.actor), subject)


def code_by_tags(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the events that tagged words and their order show."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    named = mentions[mentions["role"].isin(["actor", "place", "party"])].sort_values(["sent_id", "start"])
    for sent_id, start, end, actor in named[["sent_id", "start", "end", "principal"]].itertuples(index=False):
        own = spans.setdefault(sent_id, [])
        if not own or start >= own[-1][1]:
            own.append((start, end, actor))
    rows = []
    for sent_id, doc_id, text in sentences[["sent_id", "doc_id", "text"]].itertuples(index=False, name=None):
        for event in code_sentence(simplify(text), spans.get(sent_id, [])):
            rows.append({**event, "doc_id": doc_id, "sent_id": sent_id})
    return make_table("events", rows)


jieba.setLogLevel("WARNING")
