"""The everyday names of actors, Chinese and English."""

from collections.abc import Mapping
from functools import cache

from waijiao.errors import InputError
from waijiao.lexicon.reading import read_lexicon

__all__ = ["Names", "read_labels", "read_names"]

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


def read_names(names: Names | None = None) -> Names:
    """Return what actors are called: the names given, or those of ``data/``.

    Parameters
    ----------
    names : mapping of str to (str, str), optional
        Chinese and English name by code; :func:`read_labels` by default.

    Returns
    -------
    mapping of str to (str, str)
        Chinese and English name by code.

    Raises
    ------
    InputError
        When ``names`` is no mapping (a table, for instance), or a name is not a pair.

    Examples
    --------
    >>> read_names({"QAT": ("卡塔尔", "Qatar")})["QAT"]
    ('卡塔尔', 'Qatar')
    """
    if names is None:
        return read_labels()
    if not isinstance(names, Mapping):
        raise InputError(
            f"`names` is a {type(names).__name__}; expected a mapping of code to Chinese and English name, such as "
            "{'QAT': ('卡塔尔', 'Qatar')}. From a table: "
            "dict(zip(table['code'], zip(table['name_zh'], table['name_en'])))."
        )
    for code, name in names.items():
        if isinstance(name, str) or len(name) != 2:
            raise InputError(f"`names` has {name!r} for {code!r}; expected a pair such as ('卡塔尔', 'Qatar').")
    return names


@cache
def _read_labels() -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for file, columns in _LABEL_FILES:
        table = read_lexicon(file, columns)
        for code, zh, en in zip(*(table[column] for column in columns), strict=True):
            names[code] = (zh or en or code, en or zh or code)
    return names
