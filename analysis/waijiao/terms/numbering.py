"""Tokens as numbers, each with the reason why it is left out: what all counting of words rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from waijiao.errors import InputError
from waijiao.lexicon import simplify
from waijiao.tables import CONTRACTS, check_columns
from waijiao.terms.grouping import attach_groups, number_groups
from waijiao.terms.stopwords import Stopwords, check_kinds, choose_stopwords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = [
    "KEPT",
    "REASONS",
    "Numbered",
    "check_from_one",
    "count_cells",
    "find_stopwords",
    "number_tokens",
    "number_words",
    "shape_table",
]

Array: TypeAlias = "np.ndarray[Any, Any]"

REASONS = ("kind", "stopword", "min_length", "min_count", "")
"""A token is dropped for the first of these that holds; the last keeps it."""
KEPT = len(REASONS) - 1


@dataclass(frozen=True)
class Numbered:
    """Tokens as numbers.

    Attributes
    ----------
    word, group, doc, sent : array of int
        Of each token: its place in ``words`` and ``labels``, and the numbers of document and sentence.
    reason : array of int
        Of each token: its place in ``REASONS``.
    words : array of str
        The different words, sorted.
    labels : DataFrame
        The groups' columns, sorted.
    sizes : array of int
        Tokens of the counted kinds in each group, stopwords among them.
    """

    word: Array
    group: Array
    doc: Array
    sent: Array
    reason: Array
    words: Array
    labels: "pd.DataFrame"
    sizes: Array


def number_tokens(
    tokens: "pd.DataFrame",
    groups: list[str],
    stopwords: Stopwords,
    kinds: Iterable[str],
    *,
    min_count: int = 1,
    min_length: int = 1,
    fold: bool = False,
    sentences: "pd.DataFrame | None" = None,
    documents: "pd.DataFrame | None" = None,
) -> Numbered:
    """Return the tokens as numbers, each with the reason why it is left out of a count."""
    import numpy as np
    import pandas as pd

    check_columns(tokens, ["doc_id", "sent_id", "token", "kind"], "tokens")
    check_from_one(min_count=min_count, min_length=min_length)
    wanted = check_kinds(kinds)
    group, labels = number_groups(attach_groups(tokens, groups, sentences, documents), groups)
    word, words = number_words(tokens["token"], fold)
    kind, kind_names = pd.factorize(tokens["kind"])
    fits, named = (np.array([name in some for name in kind_names], dtype=bool)[kind] for some in (wanted, ["name"]))
    stops = find_stopwords(words, stopwords)[word] & ~named
    short = np.array([len(term) < min_length for term in words], dtype=bool)[word]
    reason = np.select([~fits, stops, short], [0, 1, 2], default=KEPT)
    kept = np.flatnonzero(reason == KEPT)
    cell = pd.factorize(group[kept] * len(words) + word[kept])[0]
    reason[kept[np.bincount(cell)[cell] < min_count]] = REASONS.index("min_count")
    doc, sent = (pd.factorize(tokens[column])[0] for column in ("doc_id", "sent_id"))
    sizes = np.bincount(group[fits], minlength=len(labels))
    return Numbered(word, group, doc, sent, reason, words, labels, sizes)


def number_words(column: "pd.Series[str]", fold: bool) -> tuple[Array, Array]:
    """Return the number of each word, and the different words sorted."""
    import numpy as np
    import pandas as pd

    codes, found = pd.factorize(column)
    shown = [simplify(word) for word in found] if fold else list(found)
    words = sorted(set(shown))
    place = {word: number for number, word in enumerate(words)}
    numbers = np.array([place[word] for word in shown], dtype="int64")
    return numbers[codes], np.array(words, dtype=object)


def find_stopwords(words: Array, stopwords: Stopwords) -> Array:
    """Return which of the words are stopwords, in either script."""
    import numpy as np

    chosen = choose_stopwords(stopwords)
    return np.array([word in chosen or simplify(word) in chosen for word in words], dtype=bool)


def count_cells(cells: Array, *others: Array) -> tuple[Array, ...]:
    """Return the different cells sorted, how often each occurs, and with how many different values of ``others``."""
    import numpy as np
    import pandas as pd

    # Hashing numbers is several times faster than sorting them; only the different ones are sorted.
    codes, found = pd.factorize(cells)
    tallies = [np.bincount(codes, minlength=len(found))]
    for other in others:
        width = int(other.max(initial=0)) + 1
        tallies.append(np.bincount(pd.unique(codes * width + other) // width, minlength=len(found)))
    order = np.argsort(found)
    return tuple(column[order] for column in (found, *tallies))


def check_from_one(**numbers: int) -> None:
    """Raise unless every number is 1 or more."""
    for name, value in numbers.items():
        if value < 1:
            raise InputError(f"`{name}` is {value}; give a whole number from 1 upwards (1 leaves nothing out).")


def shape_table(name: str, columns: Mapping[str, Any], labels: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """Return a table by its contract, the columns of groups before it."""
    import pandas as pd

    contract = CONTRACTS[name]
    table = pd.DataFrame({c: pd.Series(columns[c], dtype=contract.dtype(c)) for c in contract.columns})
    return table if labels is None else pd.concat([labels.reset_index(drop=True), table], axis=1)
