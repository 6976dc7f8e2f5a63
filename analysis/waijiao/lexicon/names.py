"""The everyday names of actors, Chinese and English."""

from collections.abc import Mapping
from functools import cache

from waijiao.lexicon.reading import read_lexicon

__all__ = ["Names", "read_labels"]

Names = Mapping[str, tuple[str, str]]

# Files of data/ that hold everyday names, with the columns for code, Chinese and English; the later one wins.
_LABEL_FILES = (
    ("states.csv", ("code", "name_zh", "name_en")),
    ("organisations.csv", ("actor_id", "name_zh", "name_en")),
    ("camps.csv", ("camp", "label_zh", "label_en")),
    ("actor_labels.csv", ("code", "name_zh", "name_en")),
)


def read_labels() -> dict[str, tuple[str, str]]:
    """Read the everyday names of actors and camps from ``data/``.

    Returns
    -------
    dict of str to (str, str)
        Chinese and English name by code; a new one at every call.

    Raises
    ------
    LexiconError
        When a file breaks its format.

    Examples
    --------
    >>> read_labels()["QAT"]
    ('卡塔尔', 'Qatar')
    """
    return dict(_read_labels())


@cache
def _read_labels() -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for file, columns in _LABEL_FILES:
        table = read_lexicon(file, columns)
        for code, zh, en in zip(*(table[column] for column in columns), strict=True):
            names[code] = (zh or en or code, en or zh or code)
    return names
