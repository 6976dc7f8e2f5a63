"""Tables and passages as a notebook shows them: static HTML that needs no trust, and the same as plain text."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from waijiao.plots.style import Labels
from waijiao.plots.wording import Names, name_actor, read_labels
from waijiao.tables import check_choice, check_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Shown", "render_evidence", "render_table"]

# Columns of the contracts that hold principals.
_PRINCIPALS = frozenset(
    ["source", "target", "actor", "actor_a", "actor_b", "principal", "claimed_by", "broker", "party_a", "party_b"]
)
_SIDES = {True: "right", False: "left"}
_NOTHING = "无 · none"


class Shown(str):
    """HTML that a notebook shows as such when it is the last line of a cell.

    Attributes
    ----------
    plain : str
        The same without tags: what a terminal shows.
    """

    __slots__ = ("plain",)

    plain: str

    def __new__(cls, html: str, plain: str) -> "Shown":
        """Return the HTML with its plain text."""
        shown = super().__new__(cls, html)
        shown.plain = plain
        return shown

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return str(self)


def render_table(
    table: "pd.DataFrame", *, n: int | None = None, labels: Labels = "both", digits: int = 2, fold: str = ""
) -> Shown:
    """Return a table for reading: text flush left, numbers flush right, actors by their names, no index.

    Parameters
    ----------
    table : DataFrame
        Any table. Columns that hold principals, such as ``source`` and ``actor_a``, show names instead of codes.
    n : int, optional
        How many rows to show, from the top; all by default. How many there are is said below.
    labels : {"zh", "en", "both"}
        Language of the names.
    digits : int
        Digits after the point. A missing number is shown as a dash.
    fold : str
        With a heading here the table is folded under it, to be opened by a click.

    Returns
    -------
    Shown
        HTML without scripts and style sheets, the same at every run.

    Raises
    ------
    InputError
        When ``labels`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> render_table(pd.DataFrame({"actor": ["QAT", "USA"], "stance": [0.5, float("nan")]}), labels="zh")
    actor | stance
    卡塔尔 | 0.50
    美国 | —
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    names = read_labels()
    rows = table if n is None else table.head(n)
    kinds = [rows[column].dtype.kind for column in rows.columns]
    cells = [
        [_write_cell(value, column, kind, digits, names, labels) for value, kind in zip(rows[column], [kind] * len(rows), strict=True)]
        for column, kind in zip(rows.columns, kinds, strict=True)
    ]
    lines = list(zip(*cells, strict=True))
    heads = [str(column) for column in rows.columns]
    sides = [_SIDES[kind in "iuf"] for kind in kinds]
    html = f"<table>{_write_row('th', heads, sides)}{''.join(_write_row('td', line, sides) for line in lines)}</table>"
    plain = "\n".join(" | ".join(line) for line in [tuple(heads), *lines])
    rest = f"前 {len(rows)} 行，共 {len(table)} 行 · {len(rows)} of {len(table)} rows" if len(rows) < len(table) else ""
    if table.empty:
        rest = _NOTHING
    return _fold(html, plain, fold, len(table), rest)
