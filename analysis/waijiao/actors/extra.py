"""A study's own names on top of the package's: added, overridden, hidden or removed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from waijiao.actors.sources import Periods, Sense
from waijiao.errors import LexiconError, suggest
from waijiao.lexicon import read_lexicon, simplify

__all__ = ["apply_extra"]

_KINDS = ("name", "short", "part", "place", "capital", "seat", "local", "epithet", "person", "weak")
_ORDERS = ("block", "remove")


def apply_extra(senses: dict[str, tuple[Sense, ...]], extra: str | Path, principals: Periods) -> None:
    """Add, override or remove names as a study's own file says, line by line.

    The first line of an alias replaces what the package knows of it, further lines add to the first: the terms of
    one person, the roles of one group.
    """
    own: dict[str, tuple[Sense, ...]] = {}
    for cells in read_lexicon(extra, ("alias", "actor_id", "kind")).to_dict("records"):
        row = {str(column): str(cell) for column, cell in cells.items()}
        try:
            word = _read_alias(row["alias"])
            if row["kind"] == "remove":
                _remove(senses, word)
            else:
                own[word] = (*own.get(word, ()), *_read_senses(row, principals, f"{Path(extra).name}:{row['line']}"))
        except ValueError as fault:
            raise LexiconError(f"{Path(extra).name}, line {row['line']}: {fault}") from None
    senses |= own


def _read_alias(alias: str) -> str:
    word = simplify(alias)
    if not word:
        raise ValueError("alias is empty; write the words of the text.")
    if len(word) == 1:
        raise ValueError(f"alias is the one character {alias!r}, which other words hold; write two or more.")
    return word


def _remove(senses: dict[str, tuple[Sense, ...]], word: str) -> None:
    if word not in senses:
        hint = suggest(word, senses)
        raise ValueError(f"{word!r} is no name here, so none can be removed; to hide a string, write block.{hint}")
    del senses[word]


def _read_senses(row: Mapping[str, str], principals: Periods, rule: str) -> Iterable[Sense]:
    kind, actor = row["kind"] or "name", row["actor_id"]
    if kind not in (*_KINDS, *_ORDERS):
        allowed = ", ".join((*_KINDS, *_ORDERS))
        raise ValueError(f"kind is {kind!r}; expected one of {allowed}.{suggest(kind, (*_KINDS, *_ORDERS))}")
    if kind == "block":
        return [Sense("", "", "block", rule)]
    if not actor:
        raise ValueError("actor_id is empty; write a code such as USA or HAMAS, one of your own, or kind block.")
    sense, from_, until = Sense(actor, actor, kind, rule), _read_date(row, "start"), _read_date(row, "end")
    periods = [
        replace(sense, principal=principal, start=max(start, from_), end=min(filter(None, (end, until)), default=""))
        for principal, start, end in _find_periods(actor, principals)
    ]
    return [each for each in periods if not each.end or each.start < each.end]


def _find_periods(actor: str, principals: Periods) -> list[tuple[str, str, str]]:
    """Return for whom an actor acts: GBR.BAIRD for GBR, a code of the study's own for itself."""
    owner, dot, _ = actor.partition(".")
    if dot and owner not in principals:
        raise ValueError(f"{owner!r} before the dot is no known code.{suggest(owner, principals)}")
    return principals.get(owner, [(actor, "", "")])


def _read_date(row: Mapping[str, str], column: str) -> str:
    value = row.get(column, "")
    if value:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{column} is {value!r}; expected a date such as 2026-03-31.") from None
    return value
