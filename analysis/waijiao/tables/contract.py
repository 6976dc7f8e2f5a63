"""The form in which a table's promise is written down."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Contract", "make_contract"]


@dataclass(frozen=True)
class Contract:
    """What a table promises.

    Attributes
    ----------
    name : str
        The table's name, as in the documentation and in the file names of a study.
    grain : str
        What one row stands for.
    key : tuple of str
        The columns that together name a row.
    columns : mapping of str to str
        Column name to ``"dtype: meaning"``, in the order in which they stand.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, str]

    def dtype(self, column: str) -> str:
        """Return the pandas dtype of ``column``, such as ``"int64"``."""
        return self.columns[column].split(":", 1)[0]


def make_contract(name: str, grain: str, key: str, **columns: str) -> Contract:
    """Return the contract of one table: name, grain, key columns separated by blanks, and every column."""
    return Contract(name, grain, tuple(key.split()), columns)
