"""The errors that waijiao raises: what was given, what was expected, how to go on."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["InputError", "LexiconError", "TableError", "suggest"]


class InputError(ValueError):
    """Something given to waijiao cannot be used as it is.

    The message is one or two sentences that a user can act on: what was given, what was expected, how to go on.
    """


class TableError(InputError):
    """A table lacks columns that the function needs, or holds values that its contract rules out."""


class LexiconError(InputError):
    """A file of ``data/`` (or a study's own dictionary) breaks its format; the message names file and line."""


def suggest(given: str, known: Iterable[str]) -> str:
    """Return a hint such as `` Did you mean 'month'?``, or nothing when no known word is close.

    Parameters
    ----------
    given : str
        The word as the user wrote it.
    known : iterable of str
        The words that would have been right.

    Returns
    -------
    str
        A sentence that begins with a blank, or the empty string.

    Examples
    --------
    >>> suggest("montth", ["month", "outlet"])
    " Did you mean 'month'?"
    >>> suggest("卡塔尔", ["month"])
    ''
    """
    close = get_close_matches(given, list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
