"""Which tokens count: stopwords and kinds."""

from collections.abc import Iterable
from pathlib import Path

from waijiao.lexicon import read_lexicon
from waijiao.tables import check_choice

__all__ = ["DEFAULT_KINDS", "Stopwords", "check_kinds", "choose_stopwords", "read_stopwords"]

Stopwords = str | Path | Iterable[str] | None

DEFAULT_KINDS = ("word", "name", "latin")
_ALL_KINDS = ("word", "name", "date", "number", "latin", "punct")


def read_stopwords(path: str | Path = "stopwords.csv", *, kinds: Iterable[str] | None = None) -> frozenset[str]:
    """Return the words that carry grammar rather than content: 的, 我们, 因为, 已经.

    Parameters
    ----------
    path : str or Path
        A file name inside ``data/`` or a path to a study's own file, with the columns ``word``, ``kind`` and
        ``active``.
    kinds : iterable of str, optional
        Which kinds of word, such as ``["particle", "reporting verb"]``, whether active or not. By default the
        lines whose ``active`` is ``yes``: all kinds but reporting verbs (说, 表示), which some studies are about.

    Returns
    -------
    frozenset of str
        The words.

    Raises
    ------
    LexiconError
        When the file is missing or lacks a column.
    InputError
        When a kind is not in the file.

    Examples
    --------
    >>> "的" in read_stopwords(), "表示" in read_stopwords()
    (True, False)
    >>> "表示" in read_stopwords(kinds=["reporting verb"])
    True
    """
    words = read_lexicon(path, ["word", "kind", "active"])
    if kinds is None:
        return frozenset(words.loc[words["active"] == "yes", "word"])
    wanted = list(kinds)
    for kind in wanted:
        check_choice(kind, sorted(set(words["kind"])), "kinds")
    return frozenset(words.loc[words["kind"].isin(wanted), "word"])


def choose_stopwords(stopwords: Stopwords) -> frozenset[str]:
    """Return the words that the parameter ``stopwords`` stands for."""
    if stopwords is None:
        return frozenset()
    if isinstance(stopwords, str) and stopwords == "default":
        return read_stopwords()
    return read_stopwords(stopwords) if isinstance(stopwords, str | Path) else frozenset(stopwords)


def check_kinds(kinds: Iterable[str]) -> list[str]:
    """Return the kinds of token as a list, one kind given as a string too; raise when one is unknown."""
    wanted = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in wanted:
        check_choice(kind, _ALL_KINDS, "kinds")
    return wanted
