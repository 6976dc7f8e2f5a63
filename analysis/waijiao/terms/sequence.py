"""Tokens in the order of the text, as numbers: what stands beside what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.tables import check_columns
from waijiao.terms.numbering import find_stopwords, number_words
from waijiao.terms.stopwords import Stopwords, check_kinds

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Sequence", "find_runs", "number_runs", "order_tokens"]

Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True)
class Sequence:
    """Tokens in the order of the text.

    Attributes
    ----------
    word, sent, index, row : array of int
        Of each token: its place in ``words``, the number of its sentence, its place there, its row in the table.
    fits, stop : array of bool
        Whether its kind counts, and whether it is a stopword (a name never is).
    words : array of str
        The different words, sorted.
    """

    word: Array
    sent: Array
    index: Array
    row: Array
    fits: Array
    stop: Array
    words: Array


def order_tokens(tokens: "pd.DataFrame", stopwords: Stopwords, kinds: Iterable[str], fold: bool) -> Sequence:
    """Return the tokens sentence by sentence, in the order of the text."""
    import numpy as np
    import pandas as pd

    wanted = check_kinds(kinds)
    check_columns(tokens, ["sent_id", "token_index", "token", "kind"], "tokens")
    word, words = number_words(tokens["token"], fold)
    sent = pd.factorize(tokens["sent_id"])[0]
    index = tokens["token_index"].to_numpy()
    row = np.lexsort((index, sent))
    fits = tokens["kind"].isin(wanted).to_numpy(dtype=bool)
    stop = find_stopwords(words, stopwords)[word] & (tokens["kind"] != "name").to_numpy(dtype=bool)
    return Sequence(word[row], sent[row], index[row], row, fits[row], stop[row], words)


def find_runs(sequence: Sequence, size: int) -> Array:
    """Return the places where ``size`` tokens that count stand side by side in one sentence, nothing between them."""
    import numpy as np

    # Between these two is the first and the last token of each run.
    first, last = (slice(None, max(len(sequence.word) - size + 1, 0)), slice(size - 1, None))
    together = (sequence.sent[first] == sequence.sent[last]) & (
        sequence.index[last] - sequence.index[first] == size - 1
    )
    so_far = np.concatenate([[0], np.cumsum(sequence.fits)])
    return np.flatnonzero(together & (so_far[size:] - so_far[:-size] == size))


def number_runs(sequence: Sequence, places: Array, offsets: Iterable[int]) -> Array:
    """Return a number for each place, the same where the words at these offsets from it are the same."""
    import numpy as np
    import pandas as pd

    numbers = np.zeros(len(places), dtype="int64")
    for offset in offsets:
        numbers = pd.factorize(numbers * len(sequence.words) + sequence.word[places + offset])[0]
    return numbers
