"""Names that look like actors and stand in no table."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from waijiao.actors import ActorLexicon, read_actor_lexicon
from waijiao.discovery.candidates import find_candidates
from waijiao.discovery.examples import choose_examples
from waijiao.discovery.patterns import KINDS, NamePatterns, read_name_patterns
from waijiao.discovery.words import NAMED, PLACED, STRANGER, Candidate, Mention, cut_words
from waijiao.lexicon import read_wordlist, simplify
from waijiao.segmentation import make_tagger
from waijiao.tables import check_choice, check_columns, check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ACTOR_KINDS", "rank_unlisted_names"]

ACTOR_KINDS = ("person", "group", "organisation", "office")
"""The kinds of :data:`KINDS` that act."""

# A kind is guessed when this share of a name's occurrences speaks for it.
_MIN_SHARE = 0.2
# A name goes with its state in the line to paste when the state stands directly before it in as many places.
_ATTACHED_SHARE = 2 / 3
_COLUMNS = ["sent_id", "start", "end", "surface", "head", "principal", "kind", "role"]
_UNNAMED = ("anaphor", "description")
_WORDLISTS = (
    ("cues.csv", "cue"), ("modifiers.csv", "word"), ("function_words.csv", "word"), ("stopwords.csv", "word"),
)  # fmt: skip


@dataclass(slots=True)
class _Tally:
    """What was seen of one string."""

    places: list[tuple[str, str, str, str]] = field(default_factory=list)  # sentence, document, kind, text
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, why
    principals: Counter[str] = field(default_factory=Counter)
    attached: int = 0


def rank_unlisted_names(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    lexicon: ActorLexicon | None = None,
    *,
    kinds: Iterable[str] = ACTOR_KINDS,
    min_count: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> "pd.DataFrame":
    """Return the names that look like actors and stand in no table, the frequent ones first.

    What the tables know is set aside; the rest of a sentence is cut and tagged by the segmenter. A name is a run of
    words in the characters of foreign names (布兰尼茨), a personal name by its tag, parts joined by a dot
    (亨利·某某), or nouns before the end of an organisation (快速支援部队, “某某”组织). What stands beside it says
    of what kind it is: a title before or after, a verb of speech behind, its end; ``data/name_patterns.csv`` holds
    these words. Of two names that overlap the longer counts. What is only tagged, with nothing beside it to tell, is
    ``unclear``.

    Parameters
    ----------
    sentences : DataFrame
        As :func:`waijiao.split_sentences` returns them; boilerplate is passed over.
    mentions : DataFrame
        As :func:`waijiao.find_actors` returns them for these sentences.
    lexicon : ActorLexicon, optional
        The one with which the mentions were found; the package's own by default.
    kinds : iterable of str
        Which kinds to list: person, group, organisation, office, place, thing, unclear.
    min_count : int
        Leave out what occurs less often.
    progress : callable, optional
        Called with sentences done and sentences in all.

    Returns
    -------
    DataFrame
        One row per string: table ``unlisted``, by ``count``, then by ``surface``. ``row`` is a line for a study's own
        file of actors (:func:`waijiao.read_actor_lexicon`): alias, actor_id, kind. The id of a person or an office is
        the principal suggested, that of a group or an organisation its own name; what mostly stands directly behind
        its state (环境保护署) gets the state's name in front.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When a kind is unknown.

    Notes
    -----
    The kind is the one for which most places speak, if a fifth of all do. The principal is the actor before the name
    in more than half of the places that have one there; titles such as 记者 suggest none. The counts of two corpora
    add up to those of both, over all kinds. One person under two names (某某, 亨利·某某) is two rows, for an own file
    needs both. Nothing here is sure: the list is for reading.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.actors import find_actors
    >>> text = "乌克兰国防部副部长布兰尼茨表示，双方正在会谈。"
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": [text]})
    >>> rank_unlisted_names(sentences, find_actors(sentences))[["surface", "kind", "principal", "row"]].values.tolist()
    [['布兰尼茨', 'person', 'UKR', '布兰尼茨,UKR,person']]
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_columns(mentions, _COLUMNS, "mentions")
    wanted = list(kinds)
    for kind in wanted:
        check_choice(kind, KINDS, "kinds")
    known = read_actor_lexicon() if lexicon is None else lexicon
    patterns = read_name_patterns()
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for surface, candidate, sent_id, doc_id, text in _find_names(sentences, mentions, known, patterns, progress):
        tally = tallies[surface]
        tally.places.append((sent_id, doc_id, candidate.kind, text))
        tally.reasons[candidate.kind, candidate.why] += 1
        tally.principals[candidate.principal] += 1
        tally.attached += candidate.attached
    rows = [_describe(surface, tally, known) for surface, tally in tallies.items() if len(tally.places) >= min_count]
    rows.sort(key=lambda row: (-row["count"], row["surface"]))
    return make_table("unlisted", [row for row in rows if row["kind"] in wanted])


def _find_names(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    lexicon: ActorLexicon,
    patterns: NamePatterns,
    progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[str, Candidate, str, str, str]]:
    tag, named, known = make_tagger(), _collect_mentions(mentions, lexicon), _list_known(lexicon, patterns)
    zones = sentences["zone"] if "zone" in sentences else ["body"] * len(sentences)
    rows = zip(sentences["sent_id"], sentences["doc_id"], sentences["text"], zones, strict=True)
    for number, (sent_id, doc_id, original, zone) in enumerate(rows, start=1):
        if zone != "boilerplate":
            text = simplify(original)
            words = cut_words(text, named.get(sent_id, ()), lexicon, patterns, tag)
            for each in find_candidates(text, words, patterns):
                if text[each.start : each.end] not in known and each.end - each.start > 1:
                    yield original[each.start : each.end], each, sent_id, doc_id, original
        if progress:
            progress(number, len(sentences))


def _collect_mentions(mentions: "pd.DataFrame", lexicon: ActorLexicon) -> dict[str, list[Mention]]:
    """Return what is named in each sentence; persons in no table apart from their office: 伊朗外长|某某."""
    named = mentions[~mentions["kind"].isin(_UNNAMED)]
    found: dict[str, list[Mention]] = defaultdict(list)
    for sent_id, start, end, surface, head, principal, kind, role in named[_COLUMNS].itertuples(index=False, name=None):
        owner = "" if role == "source" else principal
        if kind == "person" and simplify(head) not in lexicon.senses:
            begin = start + surface.index(head)
            found[sent_id] += [Mention(begin, begin + len(head), owner, STRANGER), Mention(start, begin, owner)]
        else:
            tag = PLACED if kind == "place" else NAMED
            found[sent_id].append(Mention(start, end, owner, tag, bare=surface == head))
    return found


def _list_known(lexicon: ActorLexicon, patterns: NamePatterns) -> frozenset[str]:
    words = (read_wordlist(file, column) for file, column in _WORDLISTS)
    return frozenset(lexicon.senses) | frozenset(lexicon.offices) | patterns.words.union(*words)


def _describe(surface: str, tally: _Tally, lexicon: ActorLexicon) -> dict[str, Any]:
    kind = _guess_kind(tally)
    why = min((-count, why) for (each, why), count in tally.reasons.items() if each == kind or kind == "unclear")[1]
    principal = _guess_principal(tally.principals)
    attached = tally.attached >= _ATTACHED_SHARE * len(tally.places)
    fitting = [(each != kind, sent_id, doc_id, text) for sent_id, doc_id, each, text in tally.places]
    return {
        "surface": surface,
        "kind": kind,
        "count": len(tally.places),
        "doc_count": len({doc_id for _, doc_id, _, _ in tally.places}),
        "why": why,
        "principal": principal,
        "row": _render_row(surface, kind, principal, lexicon.names_zh.get(principal, "") if attached else ""),
    } | choose_examples(fitting)


def _guess_kind(tally: _Tally) -> str:
    counts = Counter(kind for _, _, kind, _ in tally.places)
    clear = [(counts[kind], -number, kind) for number, kind in enumerate(KINDS) if kind != "unclear" and counts[kind]]
    count, _, kind = max(clear, default=(0, 0, "unclear"))
    return kind if count >= _MIN_SHARE * len(tally.places) else "unclear"


def _guess_principal(principals: Counter[str]) -> str:
    beside = {principal: count for principal, count in principals.items() if principal}
    return next((each for each, count in beside.items() if count * 2 > sum(beside.values())), "")


def _render_row(surface: str, kind: str, principal: str, owner: str) -> str:
    """Return the line for a study's own file; ``owner`` is the state's name that the alias needs: 美国|环境保护署."""
    name = surface if kind == "person" else f"{owner}{surface}"
    actor = principal if principal and kind in ("person", "office") else name
    return f"{name},{actor},{'person' if kind == 'person' else 'name'}"
