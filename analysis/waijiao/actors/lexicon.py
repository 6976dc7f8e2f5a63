"""The knowledge behind actor recognition: read from ``data/``, checked, and kept as one frozen object."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from waijiao.actors.agencies import Agencies, read_agencies
from waijiao.actors.contexts import Contexts, read_contexts
from waijiao.actors.extra import apply_extra
from waijiao.actors.sources import (
    FILES,
    Anaphor,
    Office,
    Sense,
    list_name_senses,
    list_principal_periods,
    read_anaphors,
    read_chars,
    read_frames,
    read_offices,
    read_pairs,
    read_rows,
)
from waijiao.lexicon import find_lexicon, simplify, stamp_files

__all__ = ["ActorLexicon", "read_actor_lexicon"]


@dataclass(frozen=True, eq=False)
class ActorLexicon:
    """Everything that actor recognition knows; made by :func:`read_actor_lexicon`, never changed.

    Attributes
    ----------
    senses : mapping of str to tuple of Sense
        Every string that may name an actor (full names, and one-character forms joined to an office: 以军), or that
        hides one (``kind`` block: 发展中国家).
    chars : mapping of str to tuple of Sense
        One-character forms, which count only in their frames.
    free_chars : frozenset of str
        Those that stand in frames by themselves; the others only join with an office or in a run.
    offices : mapping of str to Office
        Words that may follow a state's name.
    agencies : Agencies
        How words that may follow it are built, beyond those of ``offices``.
    frames : mapping of str to mapping of str to frozenset
        Position (before, start, after, pair) to word to the characters for which it does not hold.
    contexts : Contexts
        Expressions over lists of words that stand beside names.
    pairs : mapping of str to tuple of str
        Two-character pairs that stand on their own (美伊, 俄乌), either way round, to the actors they usually name.
    attributes : mapping of str to frozenset of str
        Actor to what is true of it: gulf, island, armed, movement.
    names_zh, names_en : mapping of str to str
        Actor to its name.
    anaphors : mapping of str to Anaphor
        Words that take up an actor, and the nouns of definite descriptions.
    anaphor_pattern : re.Pattern
        Finds them; the group that matched last is the key in ``anaphors``.
    states : frozenset of str
        The codes of states.csv.
    transliteration : str
        The characters that foreign names are spelt with.
    longest_office : int
        Characters of the longest word in ``offices``.
    office_lengths : mapping of str to tuple of int
        First character to the lengths of the words in ``offices`` that begin with it, longest first.
    matcher : object
        The Aho–Corasick automaton over ``patterns``.
    patterns : tuple of str
        The keys of ``senses``, in the automaton's order.
    first_compound : int
        From this position of ``patterns`` on: one-character forms joined to an office, and offices alone.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    chars: Mapping[str, tuple[Sense, ...]]
    free_chars: frozenset[str]
    offices: Mapping[str, Office]
    agencies: Agencies
    frames: Mapping[str, Mapping[str, frozenset[str]]]
    contexts: Contexts
    pairs: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, frozenset[str]]
    names_zh: Mapping[str, str]
    names_en: Mapping[str, str]
    anaphors: Mapping[str, Anaphor]
    anaphor_pattern: re.Pattern[str]
    states: frozenset[str]
    transliteration: str
    longest_office: int
    office_lengths: Mapping[str, tuple[int, ...]]
    matcher: Any
    patterns: tuple[str, ...]
    first_compound: int


def read_actor_lexicon(extra: str | Path | None = None) -> ActorLexicon:
    """Read the actors of ``data/``, and a study's own file on top of them.

    The files are ``states.csv``, ``organisations.csv``, ``aliases.csv``, ``persons.csv``, ``offices.csv``,
    ``short_forms.csv``, ``frames.csv``, ``contexts.csv``, ``pairs.csv``, ``media.csv``, ``blockers.csv`` and
    ``traditional.csv``; see ``data/README.md``. The result is shared between calls until one of the files changes.

    Parameters
    ----------
    extra : str or Path, optional
        CSV with the columns ``alias``, ``actor_id`` and ``kind``, if need be ``start`` and ``end`` (ISO dates). A line
        adds the alias, or gives it another actor: a known code, one of the study's own, or ``GBR.BAIRD`` for who acts
        for GBR. ``kind`` block hides the string, ``kind`` remove takes the alias away.

    Returns
    -------
    ActorLexicon
        Frozen.

    Raises
    ------
    LexiconError
        When a file breaks its format or names an unknown kind or actor; with file and line.

    Examples
    --------
    >>> lexicon = read_actor_lexicon()
    >>> lexicon.senses["德黑兰"][0].principal
    'IRN'
    >>> lexicon.names_zh["QAT"]
    '卡塔尔'
    """
    own = None if extra is None else find_lexicon(extra)
    files = [find_lexicon(name) for name in FILES] + ([own] if own else [])
    return _build_lexicon(own, stamp_files(*files))


@lru_cache(maxsize=4)
def _build_lexicon(extra: Path | None, _stamp: tuple[int, ...]) -> ActorLexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind

    states, organisations = read_rows("states.csv"), read_rows("organisations.csv")
    principals = list_principal_periods(states, organisations)
    senses: dict[str, tuple[Sense, ...]] = {}
    for word, sense in list_name_senses(states, principals):
        _add_sense(senses, simplify(word), sense)
    chars = read_chars()
    if extra is not None:
        apply_extra(senses, extra, principals)
    offices, compounds = read_offices(chars)
    named = len(senses)
    senses |= {word: joined for word, joined in compounds.items() if word not in senses}
    anaphors, anaphor_pattern = read_anaphors()
    patterns = tuple(senses)
    return ActorLexicon(
        senses=MappingProxyType(senses),
        chars=MappingProxyType(chars),
        free_chars=frozenset(char for char, each in chars.items() if not each[0].only or each[0].only == ("-",)),
        offices=MappingProxyType(offices),
        agencies=read_agencies(),
        frames=read_frames(),
        contexts=read_contexts(),
        pairs=read_pairs(),
        attributes=MappingProxyType(
            {row["code"]: frozenset(row["attributes"].split()) for row in states}
            | {row["actor_id"]: frozenset(row["attributes"].split()) for row in organisations}
        ),
        names_zh=MappingProxyType(_name_actors(states, organisations, "name_zh")),
        names_en=MappingProxyType(_name_actors(states, organisations, "name_en")),
        anaphors=MappingProxyType(anaphors),
        anaphor_pattern=anaphor_pattern,
        states=frozenset(row["code"] for row in states),
        transliteration="".join(row["char"] for row in read_rows("transliteration.csv")),
        longest_office=max(map(len, offices)),
        office_lengths=MappingProxyType(_list_lengths(offices)),
        matcher=AhoCorasick(patterns, matchkind=MatchKind.Standard),
        patterns=patterns,
        first_compound=named,
    )


def _add_sense(senses: dict[str, tuple[Sense, ...]], word: str, sense: Sense) -> None:
    known = senses.get(word, ())
    same = [old for old in known if (old.principal, old.start, old.end) == (sense.principal, sense.start, sense.end)]
    if word and not same:
        senses[word] = (*known, sense)


def _list_lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}


def _name_actors(states: list[dict[str, str]], organisations: list[dict[str, str]], column: str) -> dict[str, str]:
    return {row["code"]: row[column] for row in states} | {row["actor_id"]: row[column] for row in organisations}
