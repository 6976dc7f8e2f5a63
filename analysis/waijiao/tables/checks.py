"""Tables made and checked by their contracts."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, TableError, suggest
from waijiao.tables.actors import ACTORS
from waijiao.tables.contract import Contract
from waijiao.tables.events import EVENTS
from waijiao.tables.networks import NETWORKS
from waijiao.tables.texts import TEXTS
from waijiao.tables.words import WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONTRACTS", "check_choice", "check_columns", "check_table", "make_table"]

CONTRACTS: Mapping[str, Contract] = {
    contract.name: contract for contract in (*TEXTS, *WORDS, *ACTORS, *EVENTS, *NETWORKS)
}
"""Every table's contract by name."""


def make_table(name: str, rows: Iterable[Mapping[str, Any]]) -> "pd.DataFrame":
    """Return a table that keeps its contract, also when there are no rows.

    Parameters
    ----------
    name : str
        A key of :data:`CONTRACTS`, such as ``"mentions"``.
    rows : iterable of mappings
        One mapping of column to value per row; a text column that a row leaves out is ''.

    Returns
    -------
    DataFrame
        One row per row given, in that order, with the contract's columns, order and dtypes.

    Raises
    ------
    KeyError
        When ``name`` is no contract, or a row lacks a column that is not text.

    Examples
    --------
    >>> make_table("terms", []).columns.tolist()
    ['term', 'count', 'doc_count', 'sent_count', 'per_million']
    """
    import pandas as pd

    contract = CONTRACTS[name]
    given, columns = list(rows), {}
    for column in contract.columns:
        dtype = contract.dtype(column)
        values = [row.get(column, "") for row in given] if dtype == "str" else [row[column] for row in given]
        columns[column] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)


def check_columns(frame: "pd.DataFrame", columns: Iterable[str], argument: str) -> None:
    """Raise unless ``frame`` has all of ``columns``; say which it lacks, all at once.

    Parameters
    ----------
    frame : DataFrame
        The table that the user gave.
    columns : iterable of str
        Columns that the function reads.
    argument : str
        The parameter's name, for the message.

    Raises
    ------
    TableError
        With every missing column, the columns there are, and the closest spelling.

    Examples
    --------
    >>> import pandas as pd
    >>> check_columns(pd.DataFrame({"montth": []}), ["month"], "events")
    Traceback (most recent call last):
    waijiao.errors.TableError: `events` lacks the column 'month'; its columns are montth. Did you mean 'montth'?
    """
    given = [str(column) for column in getattr(frame, "columns", [])]
    missing = [column for column in columns if column not in given]
    if missing:
        names = ", ".join(map(repr, missing))
        hint = suggest(missing[0], given)
        raise TableError(
            f"`{argument}` lacks the column{'s' if len(missing) > 1 else ''} {names}; "
            f"its columns are {', '.join(given) or 'none'}.{hint}"
        )


def check_table(frame: "pd.DataFrame", name: str, columns: Iterable[str] = ()) -> None:
    """Raise unless ``frame`` can serve as the table ``name``.

    Parameters
    ----------
    frame : DataFrame
        The table that the user gave as the argument called ``name``.
    name : str
        A key of :data:`CONTRACTS`.
    columns : iterable of str, optional
        The columns that are needed; all of the contract's by default.

    Raises
    ------
    TableError
        When columns are missing, or when the argument is no DataFrame.

    Examples
    --------
    >>> check_table(make_table("terms", []), "terms")
    """
    if not hasattr(frame, "columns"):
        raise TableError(
            f"`{name}` is a {type(frame).__name__}; expected a DataFrame with one row per "
            f"{CONTRACTS[name].grain}, as the function that makes it returns."
        )
    check_columns(frame, columns or CONTRACTS[name].columns, name)


def check_choice(value: str, choices: Iterable[str], argument: str) -> None:
    """Raise unless ``value`` is one of ``choices``.

    Parameters
    ----------
    value : str
        What the user gave.
    choices : iterable of str
        What is allowed.
    argument : str
        The parameter's name, for the message.

    Raises
    ------
    InputError
        With the choices and the closest spelling.

    Examples
    --------
    >>> check_choice("sentense", ["sentence", "paragraph"], "unit")
    Traceback (most recent call last):
    waijiao.errors.InputError: `unit` is 'sentense'; choose one of 'sentence', 'paragraph'. Did you mean 'sentence'?
    """
    known = list(choices)
    if value not in known:
        names = ", ".join(map(repr, known))
        raise InputError(f"`{argument}` is {value!r}; choose one of {names}.{suggest(value, known)}")
