"""The segmenters behind :func:`segment`, with a study's own words."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from waijiao.errors import InputError
from waijiao.lexicon import simplify
from waijiao.tables import check_choice

__all__ = ["Cut", "Engine", "find_stretches", "make_cut", "make_tagger", "read_user_words"]

Engine = Literal["jieba", "rjieba"]
Cut = Callable[[str], Iterable[str]]

_ENGINES = ("jieba", "rjieba")

# A user word that holds a mark (塔米姆·本) is out of reach of the segmenters, which stop at every mark.
_WITHIN_REACH = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")


def read_user_words(user_words: str | Path | Iterable[str] | None) -> tuple[str, ...]:
    """Return a study's own words in simplified characters, sorted: given as they are, or as the path of a list."""
    words = _read_word_list(Path(user_words)) if isinstance(user_words, str | Path) else user_words or ()
    found = sorted({simplify(word) for word in words})
    if not all(word.strip() for word in found):
        raise InputError("`user_words` holds an empty word; leave it out.")
    return tuple(found)


def _read_word_list(path: Path) -> list[str]:
    """Read a list in jieba's form: a word a line, which frequency and part of speech may follow; # begins a note."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(
            f"`user_words` is {str(path)!r}, which cannot be read ({type(fault).__name__}); give words, as in "
            "['卡多外交'], or the path of a UTF-8 text file with one word a line."
        ) from None
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def make_cut(engine: Engine, user_words: tuple[str, ...] = ()) -> Cut:
    """Return the function that cuts a text without names and dates into words, blanks among them."""
    check_choice(engine, _ENGINES, "engine")
    within = tuple(word for word in user_words if _WITHIN_REACH.fullmatch(word))
    beyond = sorted(set(user_words) - set(within), key=lambda word: (-len(word), word))
    cut = (_load_jieba if engine == "jieba" else _load_rjieba)(within)
    if not beyond:
        return cut
    pattern = re.compile("(" + "|".join(map(re.escape, beyond)) + ")")
    return lambda text: _cut_beyond(text, pattern, cut)


def find_stretches(text: str) -> Iterator[re.Match[str]]:
    """Yield the stretches between marks: no segmenter looks beyond one."""
    return _WITHIN_REACH.finditer(text)


def _cut_beyond(text: str, pattern: re.Pattern[str], cut: Cut) -> Iterator[str]:
    # split() with one group gives text and user words in turn.
    for number, part in enumerate(pattern.split(text)):
        if number % 2:
            yield part
        else:
            yield from cut(part)


def make_tagger() -> Callable[[str], list[tuple[str, str]]]:
    """Return a function that cuts a text into words and says of each which part of speech it is.

    It runs at some 70,000 characters a second; :func:`segment`, which needs no parts of speech, at six times that.

    Returns
    -------
    callable
        From a text to its words in order, each with jieba's tag: n noun, v verb, vn noun of an act, nr, ns, nt and nz
        names of persons, places, organisations and others, x marks and what is no word. Together the words are the
        text.

    Examples
    --------
    >>> make_tagger()("谈判破裂。")
    [('谈判', 'vn'), ('破裂', 'v'), ('。', 'x')]
    """
    return _load_tagger()


@lru_cache(maxsize=4)
def _load_jieba(user_words: tuple[str, ...]) -> Cut:
    tokenizer = _make_tokenizer()
    for word in user_words:
        tokenizer.add_word(word)
    return tokenizer.cut  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _load_tagger() -> Callable[[str], list[tuple[str, str]]]:
    tokenizer = _make_tokenizer()
    from jieba.posseg import POSTokenizer

    tagger = POSTokenizer(tokenizer)
    return lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text)]


def _make_tokenizer() -> Any:
    import warnings

    with warnings.catch_warnings():
        # jieba's regular expressions hold escapes that Python 3.12 warns about when it compiles them.
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg

    tokenizer = jieba.Tokenizer()
    # As Tokenizer.initialize() does, but silently, and without the cache file that all users of a machine share.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=4)
def _load_rjieba(user_words: tuple[str, ...]) -> Cut:
    try:
        import rjieba
    except ImportError:
        raise InputError(
            "`engine` is 'rjieba', which is not installed; install the package rjieba, or take engine='jieba'."
        ) from None
    tokenizer = rjieba.Jieba()
    for word in user_words:
        tokenizer.add_word(word, None, None)
    return tokenizer.cut
