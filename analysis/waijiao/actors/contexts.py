"""Words beside a name that say what it does there: expressions over the lists of ``data/contexts.csv``."""

import re
from collections import defaultdict
from collections.abc import Mapping

from waijiao.lexicon import read_lexicon

__all__ = ["Contexts", "read_contexts"]

_LIST = re.compile(r"\{([a-z_]+)\}")


class Contexts(dict[str, re.Pattern[str]]):
    """Expressions in which ``{asked}`` stands for any word of that list, compiled when first asked for.

    Parameters
    ----------
    words : mapping of str to mapping of str to str
        List to word to the expression for it; longer words are tried first.

    Attributes
    ----------
    words : mapping of str to frozenset of str
        List to its words.

    Examples
    --------
    >>> contexts = Contexts({"asked": {"要求": "要求", "敦促": "敦促"}})
    >>> contexts["{asked}$"].search("美国敦促") is not None
    True
    """

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__()
        self.words = {context: frozenset(each) for context, each in words.items()}
        self._expressions = {
            context: "|".join(each[word] for word in sorted(each, key=lambda word: (-len(word), word)))
            for context, each in words.items()
        }

    def __missing__(self, expression: str) -> re.Pattern[str]:
        """Compile an expression; a list that the file does not have is a KeyError with its name."""
        found = self[expression] = re.compile(_LIST.sub(lambda match: f"(?:{self._expressions[match[1]]})", expression))
        return found


def read_contexts() -> Contexts:
    """Return the lists of ``contexts.csv``, each word with what may not stand around it."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    columns = ["context", "word", "unless_before", "unless_after"]
    rows = read_lexicon("contexts.csv", columns)
    for context, word, before, after in zip(*(rows[name].astype(str) for name in columns), strict=True):
        guard = f"(?<![{re.escape(before)}])" if before else ""
        stop = f"(?!{'|'.join(map(re.escape, after.split('|')))})" if after else ""
        words[context][word] = f"{guard}{re.escape(word)}{stop}"
    return Contexts(words)
