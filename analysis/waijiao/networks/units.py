"""Units: within what two actors must be named to be named together, and whom each unit names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from waijiao.errors import InputError
from waijiao.tables import check_choice, check_columns, check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Naming", "Unit", "check_several", "name_units"]

Unit = Literal["sentence", "block", "paragraph", "document"]

UNITS = ("sentence", "block", "paragraph", "document")
ZONES = ("headline", "body", "boilerplate")
ROLES = ("actor", "place", "source", "attribute", "party")


@dataclass(frozen=True)
class Naming:
    """Which actors each unit names; units that name none are not in it.

    Attributes
    ----------
    actors : dict of str to tuple of str
        The actors of each unit in alphabetical order; units in the order of document ids and of the text.
    documents : dict of str to str
        The document of each unit.
    """

    actors: dict[str, tuple[str, ...]]
    documents: dict[str, str]


def check_several(values: Iterable[str], known: tuple[str, ...], argument: str) -> None:
    """Raise unless ``values`` is a list of known words."""
    if isinstance(values, str):
        raise InputError(f"`{argument}` is {values!r}; give a list, such as [{values!r}].")
    for value in values:
        check_choice(value, known, argument)


def name_units(
    mentions: "pd.DataFrame",
    sentences: "pd.DataFrame",
    *,
    unit: str,
    size: int,
    zones: Iterable[str],
    roles: Iterable[str],
) -> Naming:
    """Return the actors that each unit names."""
    check_choice(unit, UNITS, "unit")
    check_several(zones, ZONES, "zones")
    check_several(roles, ROLES, "roles")
    if size < 1:
        raise InputError(f"`size` is {size}; give the number of sentences in a block, 1 or more.")
    check_columns(mentions, ["sent_id", "principal", "role"], "mentions")
    check_table(sentences, "sentences", ["sent_id", "doc_id", "sent_index", "par_index", "zone"])
    ordered = sentences[sentences["zone"].isin(list(zones))].sort_values(["doc_id", "sent_index"])
    names = _list_names(ordered, unit, size)
    units = dict(zip(ordered["sent_id"], names, strict=True))
    counted = mentions[mentions["role"].isin(list(roles)) & (mentions["principal"] != "")]
    named: dict[str, set[str]] = {name: set() for name in names}
    for sent_id, principal in zip(counted["sent_id"], counted["principal"], strict=True):
        if sent_id in units:
            named[units[sent_id]].add(principal)
    actors = {name: tuple(sorted(found)) for name, found in named.items() if found}
    documents = dict(zip(names, ordered["doc_id"], strict=True))
    return Naming(actors, {name: documents[name] for name in actors})


def _list_names(ordered: "pd.DataFrame", unit: str, size: int) -> list[str]:
    """Return the unit of each sentence."""
    documents = ordered["doc_id"].tolist()
    if unit == "sentence":
        return ordered["sent_id"].tolist()
    if unit == "document":
        return documents
    if unit == "paragraph":
        return [f"{document}:p{number:03d}" for document, number in zip(documents, ordered["par_index"], strict=True)]
    places = ordered.groupby("doc_id").cumcount()
    return [f"{document}:b{place // size:03d}" for document, place in zip(documents, places, strict=True)]
