"""The whole flow on a set of documents, from cleaning to compass, as one value."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from waijiao.actors import find_actors_and_unresolved, read_actor_lexicon
from waijiao.compass import Compass, compare_compass, measure_compass, score_compass_uncertainty
from waijiao.corpus import find_zones, split_sentences, summarize_cleaning
from waijiao.errors import InputError, suggest
from waijiao.events import code_events, find_repeats
from waijiao.lexicon import read_ties
from waijiao.networks import build_network, count_cooccurrence
from waijiao.segmentation import find_torn_names, segment
from waijiao.summary import compare_ties, find_span, find_visible, summarize_coverage, summarize_stance
from waijiao.tables import check_choice, check_table
from waijiao.terms import count_terms

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["STEPS", "Study", "analyze"]

STEPS = ("cleaning", "actors", "words", "co-occurrence", "events", "stance", "compass")
"""What :func:`analyze` does, in order."""

Progress = Callable[[str, int, int], None]
Repeats = Literal["count", "article", "copies"]


@dataclass(frozen=True)
class Study:
    """Everything that was found in a set of documents; each table keeps its contract of :mod:`waijiao.tables`.

    Attributes
    ----------
    documents, zones, cleaning, sentences, mentions, unresolved, visible, tokens, torn, coverage, terms : DataFrame
        The tables.
    pairs, events, repeats, relations : DataFrame
        The tables.
    paragraph_pairs : DataFrame
        Co-occurrence per paragraph; ``pairs`` is per sentence.
    network : Graph
        Actors that one sentence names together.
    focal : str
        The actor of the compass: the one asked for, or else the one with most records; '' without any event.
    compass : Compass or None
        None when there is no event.
    comparison : DataFrame
        One row per actor with at least five records, six at the most and the focal one always: every measure of the
        compass.
    uncertainty : DataFrame
        One row per check of the focal actor's index: leave one out, bootstrap, rarefaction, permutation.
    ties : DataFrame
        Standing ties of the focal actor, past ones too, and of others of whom the text tells events; ``stands`` says
        which stood when the documents were written (by their first and last date, else by the day of the crawl;
        without any date those of which no end is known). They are states and enter no other table but the next.
    tie_comparison : DataFrame
        What the text says of two actors beside the ties that stand between them.
    """

    documents: "pd.DataFrame"
    zones: "pd.DataFrame"
    cleaning: "pd.DataFrame"
    sentences: "pd.DataFrame"
    mentions: "pd.DataFrame"
    unresolved: "pd.DataFrame"
    visible: "pd.DataFrame"
    tokens: "pd.DataFrame"
    torn: "pd.DataFrame"
    coverage: "pd.DataFrame"
    terms: "pd.DataFrame"
    pairs: "pd.DataFrame"
    paragraph_pairs: "pd.DataFrame"
    network: "nx.Graph[str]"
    events: "pd.DataFrame"
    repeats: "pd.DataFrame"
    relations: "pd.DataFrame"
    focal: str
    compass: Compass | None
    comparison: "pd.DataFrame"
    uncertainty: "pd.DataFrame"
    ties: "pd.DataFrame"
    tie_comparison: "pd.DataFrame"

    @property
    def tables(self) -> dict[str, "pd.DataFrame"]:
        """Every table by name, in the order of the analysis."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if hasattr(value, "columns")}


def analyze(
    documents: "pd.DataFrame",
    *,
    focal: str | None = None,
    actors: str | Path | None = None,
    repeats: Repeats = "count",
    seed: int = 0,
    progress: Progress | None = None,
) -> Study:
    """Return everything that waijiao finds in ``documents``: the whole flow, each step a public function.

    Cleaning, sentences, actors, words, co-occurrence per sentence and paragraph, directed events, stance, compass.
    Boilerplate is kept in the tables and left out of every count; the headline is left out of co-occurrence, events
    and compass, because it repeats the body.

    Parameters
    ----------
    documents : DataFrame
        As :func:`waijiao.read_corpus` returns it.
    focal : str, optional
        Principal whose compass is drawn (``"QAT"``); the one with most records by default.
    actors : str or Path, optional
        A study's own dictionary, see ``data/README.md``.
    repeats : {"count", "article", "copies"}
        Whether an event told again counts again in stance and compass: yes; not within an article; nor in another
        document's copy within two days. All records stay in ``events``; ``repeats`` says which tell which again.
    seed : int
        For the intervals and the draws.
    progress : callable, optional
        Called with the step's name, steps done and steps in all.

    Returns
    -------
    Study
        Tables, network and compass.

    Raises
    ------
    InputError
        When ``focal`` takes part in no event, or ``repeats`` is unknown.
    TableError
        When ``documents`` lacks columns.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。伊朗外长同法国外长会谈。"]})))
    >>> study.events[["source", "category", "target"]].values.tolist()
    [['FRA', 'ACCUSE', 'IRN'], ['IRN', 'CONSULT', 'FRA'], ['FRA', 'CONSULT', 'IRN']]
    """
    check_table(documents, "documents")
    check_choice(repeats, ("count", "article", "copies"), "repeats")
    tick = _make_ticker(progress)
    tick("cleaning")
    zones, cleaning, sentences = find_zones(documents), summarize_cleaning(documents), split_sentences(documents)
    text = sentences[sentences["zone"] != "boilerplate"].reset_index(drop=True)
    body = sentences[sentences["zone"] == "body"].reset_index(drop=True)
    tick("actors")
    lexicon = read_actor_lexicon(actors)
    mentions, unresolved = find_actors_and_unresolved(text, lexicon, documents=documents)
    visible = find_visible(text, mentions, lexicon)
    tick("words")
    tokens, torn = segment(text, mentions), find_torn_names(text, mentions)
    coverage = summarize_coverage(text, mentions, lexicon, visible=visible, torn=torn, unresolved=unresolved)
    terms = count_terms(tokens, min_length=2)
    tick("co-occurrence")
    pairs = count_cooccurrence(mentions, text, seed=seed)
    paragraph_pairs = count_cooccurrence(mentions, text, unit="paragraph", seed=seed)
    network = build_network(pairs, mentions=mentions)
    tick("events")
    events = code_events(body, mentions, documents)
    told = find_repeats(events, documents, across=repeats != "article")
    once = events if repeats == "count" else events[~events["event_id"].isin(told["event_id"])].reset_index(drop=True)
    tick("stance")
    relations = summarize_stance(once, documents, seed=seed)
    tick("compass")
    chosen = _choose_focal(once, focal)
    main = _find_main_actors(once, chosen)
    ties = _find_ties(documents, once, chosen)
    return Study(
        documents, zones, cleaning, sentences, mentions, unresolved, visible, tokens, torn, coverage, terms, pairs,
        paragraph_pairs, network, events, told, relations, chosen, measure_compass(once, chosen) if chosen else None,
        compare_compass(once, main), _score_uncertainty(once, chosen, main, seed), ties,
        compare_ties(once, ties[ties["stands"]]),
    )  # fmt: skip


def _find_ties(documents: "pd.DataFrame", events: "pd.DataFrame", focal: str) -> "pd.DataFrame":
    """Return the focal actor's ties and those between actors of the events, with whether they stood at the time."""
    named = sorted({*events["source"], *events["target"], focal} - {""})
    ties = read_ties(actors=named)
    a, b = ties["actor_a"], ties["actor_b"]
    kept = ties[(a == focal) | (b == focal) | (a.isin(named) & b.isin(named))].reset_index(drop=True)
    first, last, source = find_span(documents)
    if not source:
        return kept.assign(stands=kept["end"] == "")
    then = read_ties(on=(first, last), actors=named)
    return kept.assign(stands=kept["tie_id"].isin(then["tie_id"]))


def _score_uncertainty(events: "pd.DataFrame", focal: str, main: list[str], seed: int) -> "pd.DataFrame":
    import pandas as pd

    if not focal:
        return pd.DataFrame(columns=["check", "value", "low", "high", "p", "note"])
    return score_compass_uncertainty(events, focal, against=[actor for actor in main if actor != focal], seed=seed)


def _make_ticker(progress: Progress | None) -> Callable[[str], None]:
    def tick(step: str) -> None:
        if progress:
            progress(step, STEPS.index(step), len(STEPS))

    return tick


def _count_records(events: "pd.DataFrame") -> "pd.Series[int]":
    """Return how many acts each actor takes part in, most first; both directions of a mutual act are one."""
    import pandas as pd

    ends = pd.concat(
        [events[["event_group", end]].set_axis(["event_group", "actor"], axis=1) for end in ("source", "target")]
    )
    counts = ends.drop_duplicates()["actor"].value_counts()
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def _choose_focal(events: "pd.DataFrame", focal: str | None) -> str:
    counts = _count_records(events)
    if focal is None:
        return str(counts.index[0]) if len(counts) else ""
    if focal not in counts.index:
        known = ", ".join(sorted(counts.index)) or "none"
        raise InputError(
            f"`focal` is {focal!r}, which takes part in no event; actors that do: {known}."
            f"{suggest(focal, counts.index)}"
        )
    return focal


_FEWEST_RECORDS = 5
_MOST_ACTORS = 6


def _find_main_actors(events: "pd.DataFrame", focal: str) -> list[str]:
    counts = _count_records(events)
    main = [str(actor) for actor in counts.index[counts >= _FEWEST_RECORDS][:_MOST_ACTORS]]
    return main if focal in main or not focal else [focal, *main]
