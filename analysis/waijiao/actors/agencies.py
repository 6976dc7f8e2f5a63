"""Offices in no table, by how their names are built: 战略|工业|部长, 国家|公路|安全|管理局, 第七|舰队."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from waijiao.actors.sources import Office, read_rows

__all__ = ["Agencies", "read_agencies"]

_NUMBERED = "舰队|集团军|军区|师|旅|团|军"


@dataclass(frozen=True, eq=False)
class Agencies:
    """Fields and heads of office_parts.csv as one expression.

    Attributes
    ----------
    pattern : re.Pattern
        One or more fields and a head.
    kinds : mapping of str to str
        Head to kind of office.
    first : frozenset of str
        The characters with which a name can begin.
    """

    pattern: re.Pattern[str]
    kinds: Mapping[str, str]
    first: frozenset[str]

    def match(self, text: str, start: int) -> Office | None:
        """Return the office that begins at ``start``, built of fields and a head, or None."""
        if text[start : start + 1] not in self.first:
            return None
        found = self.pattern.match(text, start)
        if found is None:
            return None
        kind = self.kinds.get(found["head"] or "", "army")
        return Office(found.group(), kind, kind, "office_parts.csv")


def read_agencies() -> Agencies:
    """Read the parts of which names of offices are built."""
    rows = read_rows("office_parts.csv")
    fields = sorted((row["word"] for row in rows if row["part"] == "field"), key=len, reverse=True)
    heads = [row for row in rows if row["part"] == "head"]
    heads.sort(key=lambda row: -len(row["word"]))
    ends = "|".join(row["word"] + (f"(?![{row['not_before']}])" if row["not_before"] else "") for row in heads)
    field = f"(?:{'|'.join(fields)})"
    return Agencies(
        re.compile(f"(?:{field}(?:[和与及、]?{field})*(?P<head>{ends})|第[一二三四五六七八九十\\d]+(?:{_NUMBERED}))"),
        {row["word"]: row["kind"] for row in heads},
        frozenset(word[0] for word in fields) | {"第"},
    )
