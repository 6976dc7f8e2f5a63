"""Verbs between two actors for whom no event was coded."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.discovery.examples import choose_examples
from waijiao.events import read_event_lexicon
from waijiao.lexicon import read_wordlist, simplify
from waijiao.segmentation import make_tagger
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.events.knowledge import EventLexicon

__all__ = ["rank_uncovered_verbs"]

_SILENT_ROLES = ("source", "attribute")
_BREAK = re.compile(r"[，,、；;。！？!?：:…“”「」\s]|——")
_MAX_GAP = 20
_VERB_TAGS = ("v", "vn", "vi")
# 访问 B 的部队, 要求在 B …: the verb does not govern the actor behind a preposition, a conjunction or 的.
_MAX_BEHIND, _PARTING_TAGS = 4, ("p", "c", "uj")
# A和B成立商会: two subjects, not one that does something with the other (A与B交恶).
_JOINING = frozenset("和及暨")
_MAX_AFTER_PARTNER = 4

Tagger = Callable[[str], list[tuple[str, str]]]


class _Actor(NamedTuple):
    start: int
    end: int
    principal: str
    role: str


class _Word(NamedTuple):
    start: int
    text: str
    tag: str
    is_verb: bool  # and a new one, not yet known to the coder


class _Sentence(NamedTuple):
    sent_id: str
    doc_id: str
    text: str
    original: str


def rank_uncovered_verbs(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    events: "pd.DataFrame",
    *,
    cues: str | Path = "cues.csv",
    modifiers: str | Path = "modifiers.csv",
    min_count: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> "pd.DataFrame":
    """Return the verbs that stand between two actors for whom the sentence has no event, the frequent ones first.

    Looked at are actors that follow each other in one clause, not more than twenty characters apart. A verb counts
    where it seems to join the two: before the second with little between (transitive: A 通知 B), last in the clause
    when a coverb governs the second (coverb: A 对 B 的限制), or right after a partner (reciprocal: A 与 B 交恶).
    Clauses with a known cue are passed over: what they lack is a rule, not a word. Known words of ``cues.csv``,
    ``modifiers.csv``, ``function_words.csv`` and ``stopwords.csv`` are not listed.

    Parameters
    ----------
    sentences : DataFrame
        As :func:`waijiao.split_sentences` returns them.
    mentions : DataFrame
        As :func:`waijiao.find_actors` returns them for these sentences.
    events : DataFrame
        As :func:`waijiao.code_events` returns them for these sentences.
    cues, modifiers : str or Path
        The files with which the events were coded.
    min_count : int
        Leave out what occurs less often.
    progress : callable, optional
        Called with sentences done and sentences in all.

    Returns
    -------
    DataFrame
        One row per verb: table ``uncovered``, by ``count``, then by ``verb``. ``row`` is a line for
        ``data/cues.csv`` whose category and example are for the reader to write.

    Raises
    ------
    TableError
        When columns are missing.
    LexiconError
        When a lexicon breaks its format.

    Notes
    -----
    Parts of speech are the segmenter's. Many of these verbs are no acts between actors (参加, 影响): the list says
    where to look. Counts of two corpora add up to those of both.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.actors import find_actors
    >>> from waijiao.events import code_events
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["日本政府模仿了韩国。"]})
    >>> mentions = find_actors(sentences)
    >>> verbs = rank_uncovered_verbs(sentences, mentions, code_events(sentences, mentions))
    >>> verbs[["verb", "frame", "row"]].values.tolist()
    [['模仿', 'transitive', '模仿,,transitive,,,,written']]
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_table(mentions, "mentions", ["sent_id", "start", "end", "principal", "role"])
    check_table(events, "events", ["sent_id", "source", "target"])
    places: dict[str, list[tuple[_Sentence, str]]] = defaultdict(list)
    lexicon = read_event_lexicon(cues, modifiers)
    for sentence, verb, frame in _find_verbs(sentences, mentions, events, lexicon, progress):
        places[verb].append((sentence, frame))
    rows = [_describe(verb, found) for verb, found in places.items() if len(found) >= min_count]
    return make_table("uncovered", sorted(rows, key=lambda row: (-row["count"], row["verb"])))


def _describe(verb: str, places: Sequence[tuple[_Sentence, str]]) -> dict[str, Any]:
    frames = Counter(frame for _, frame in places)
    frame = min(frames, key=lambda each: (-frames[each], each))
    examples = [(each != frame, sentence.sent_id, sentence.doc_id, sentence.original) for sentence, each in places]
    return {
        "verb": verb,
        "count": len(places),
        "doc_count": len({sentence.doc_id for sentence, _ in places}),
        "frame": frame,
        "row": f"{verb},,{frame},,,,written",
    } | choose_examples(examples)


def _find_verbs(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    events: "pd.DataFrame",
    lexicon: "EventLexicon",
    progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[_Sentence, str, str]]:
    tag, stopwords = make_tagger(), read_wordlist("stopwords.csv")
    actors, covered = _collect_actors(mentions), _collect_pairs(events)
    rows = zip(sentences["sent_id"], sentences["doc_id"], sentences["text"], strict=True)
    for number, (sent_id, doc_id, original) in enumerate(rows, start=1):
        sentence = _Sentence(sent_id, doc_id, simplify(original), original)
        found = actors.get(sent_id, [])
        for one, other in pairwise(found):
            pair = frozenset((one.principal, other.principal))
            if len(pair) == 2 and "place" not in (one.role, other.role) and pair not in covered[sent_id]:
                frame, verb = _find_joint(sentence.text, one, other, found, lexicon, tag)
                if verb and verb not in stopwords:
                    yield sentence, verb, frame
        if progress:
            progress(number, len(sentences))


def _collect_actors(mentions: "pd.DataFrame") -> dict[str, list[_Actor]]:
    acting = mentions[~mentions["role"].isin(_SILENT_ROLES) & mentions["principal"].ne("")]
    found: dict[str, list[_Actor]] = defaultdict(list)
    columns = ["sent_id", "start", "end", "principal", "role"]
    for sent_id, *facts in acting[columns].itertuples(index=False, name=None):
        found[sent_id].append(_Actor(*facts))
    return {sent_id: sorted(actors) for sent_id, actors in found.items()}


def _collect_pairs(events: "pd.DataFrame") -> dict[str, set[frozenset[str]]]:
    covered: dict[str, set[frozenset[str]]] = defaultdict(set)
    for sent_id, source, target in zip(events["sent_id"], events["source"], events["target"], strict=True):
        covered[sent_id].add(frozenset((source, target)))
    return covered


def _find_joint(
    text: str, one: _Actor, other: _Actor, actors: Sequence[_Actor], lexicon: "EventLexicon", tag: Tagger
) -> tuple[str, str]:
    """Return frame and verb by which two actors are joined; the verb is '' when none seems to."""
    gap = _drop_speech(text[one.end : other.start], lexicon)
    matches = lexicon.find_matches(gap)
    if len(gap) > _MAX_GAP or _BREAK.search(gap) or any(match.cues for match in matches):
        return "", ""
    last = matches[-1] if matches and matches[-1].end == len(gap) else None
    if last is None or not last.kinds & {"coverb_target", "coverb_comitative"}:
        return "transitive", _choose_governing(_cut(gap, lexicon, tag))
    following = min((actor.start for actor in actors if actor.start >= other.end), default=len(text))
    broken = _BREAK.search(text, other.end, following)
    rest = text[other.end : broken.start() if broken else following]
    if any(match.cues for match in lexicon.find_matches(rest)) or gap[last.start :] in _JOINING:
        return "", ""
    verbs = [word for word in _cut(rest, lexicon, tag) if word.is_verb]
    if "coverb_target" in last.kinds:
        return "coverb", verbs[-1].text if verbs else ""
    return "reciprocal", verbs[0].text if verbs and verbs[0].start <= _MAX_AFTER_PARTNER else ""


def _drop_speech(gap: str, lexicon: "EventLexicon") -> str:
    """Return what comes after a verb of speech and its mark: 正考虑向 of A 3日表示，正考虑向 B …."""
    breaks = list(_BREAK.finditer(gap))
    said = lexicon.find_matches(gap[: breaks[0].start()]) if breaks else []
    if said and said[-1].end == breaks[0].start() and "report" in said[-1].kinds:
        return gap[breaks[0].end() :]
    return gap


def _cut(text: str, lexicon: "EventLexicon", tag: Tagger) -> list[_Word]:
    """Return the words of a stretch; those that the coder knows are no verbs here."""
    known = [(match.start, match.end) for match in lexicon.find_matches(text)]
    words, start = [], 0
    for word, flag in tag(text):
        end = start + len(word)
        is_new = not any(start < other_end and other_start < end for other_start, other_end in known)
        words.append(_Word(start, word, flag, is_new and len(word) > 1 and flag in _VERB_TAGS))
        start = end
    return words


def _choose_governing(words: Sequence[_Word]) -> str:
    """Return the last verb before the second actor, if it is new and seems to govern it."""
    verbs = [number for number, word in enumerate(words) if word.tag in _VERB_TAGS and len(word.text) > 1]
    if not verbs or not words[verbs[-1]].is_verb:
        return ""
    behind = words[verbs[-1] + 1 :]
    parted = any(word.tag.startswith(_PARTING_TAGS) for word in behind)
    return "" if parted or sum(len(word.text) for word in behind) > _MAX_BEHIND else words[verbs[-1]].text
