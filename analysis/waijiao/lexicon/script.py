"""Traditional characters as simplified ones, length for length, so that every rule reads both scripts."""

from functools import cache

from waijiao.lexicon.reading import read_lexicon

__all__ = ["read_simplified", "simplify"]


@cache
def read_simplified() -> dict[int, str]:
    """Read ``data/traditional.csv``: the simplified character of every traditional one, by code point.

    Returns
    -------
    dict of int to str
        For :meth:`str.translate`. Do not change it: it is shared.

    Raises
    ------
    LexiconError
        When the file breaks its format.

    Examples
    --------
    >>> read_simplified()[ord("國")]
    '国'
    """
    table = read_lexicon("traditional.csv", ["traditional", "simplified", "source"])
    return {ord(old): new for old, new in zip(table["traditional"], table["simplified"], strict=True)}


@cache
def _read_traditional() -> frozenset[str]:
    return frozenset(map(chr, read_simplified()))


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, length for length, so that offsets hold.

    Parameters
    ----------
    text : str
        A text in either script.

    Returns
    -------
    str
        Of the same length; the very text when it holds no traditional character.

    Examples
    --------
    >>> simplify("美國國務卿表示")
    '美国国务卿表示'
    """
    return text if _read_traditional().isdisjoint(text) else text.translate(read_simplified())
