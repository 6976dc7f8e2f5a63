"""Words: cutting sentences into tokens, names kept whole.

A sentence is first cut at the borders of the names that the text is known to hold; the segmenter sees only the
stretches between. So no name is ever torn (布林肯 never becomes 布/林肯), whatever the segmenter's dictionary
says, and every token knows its place: ``text[start:end] == token``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import InputError, TableError
from waijiao.tables import CONTRACTS, check_choice, check_columns, check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Engine", "find_torn_names", "make_tagger", "segment"]

Engine = Literal["jieba", "rjieba"]
Piece = tuple[int, int, str]  # start, end, kind
Cut = Callable[[str], Iterable[str]]

_ENGINES = ("jieba", "rjieba")
# These kinds of mention are common nouns and pronouns (这个海湾国家, 他们), no names: they are cut as words.
_UNNAMED = frozenset({"description", "anaphor"})

# A user word that holds a mark (塔米姆·本) is out of reach of the segmenters, which stop at every mark.
_WITHIN_REACH = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NUMERALS = "〇零一二两三四五六七八九十百千"
_KINDS = (
    # 220, 3.5%, １２; 三百万, 百分之五十, 亿: but not 万一, which is a conjunction.
    ("number", re.compile(rf"[0-9０-９][0-9０-９.,:/%％]*|(?:百分之)?[{_NUMERALS}][{_NUMERALS}万亿]*|[万亿]")),
    ("latin", re.compile(rf"[^{_HAN}]*[A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ][^{_HAN}]*")),
    ("punct", re.compile(r"[\W_]+")),
)


def segment(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame | None" = None,
    *,
    engine: Engine = "jieba",
    user_words: Iterable[str] | None = None,
) -> "pd.DataFrame":
    """Return the words of the sentences, in the order of the text, names in one piece.

    Every character that is not blank belongs to exactly one token. The names of mentions are cut out first, as
    tokens of kind ``name``: 布林肯 of 美国国务卿布林肯, whose title is cut like any other words; of names that overlap
    the longest counts, of equally long ones the first. Descriptions and anaphors (这个海湾国家, 他们) are no names.
    The text is taken as it stands: nothing is lowercased, normalised or converted to simplified characters.

    Parameters
    ----------
    sentences : DataFrame
        Sentences as :func:`waijiao.split_sentences` returns them; ``sent_id``, ``doc_id`` and ``text`` are used.
    mentions : DataFrame, optional
        Mentions found in these sentences, as :func:`waijiao.find_actors` returns them. Those of other sentences
        are passed over. Without mentions a foreign name may fall apart.
    engine : {"jieba", "rjieba"}
        The segmenter. ``rjieba`` is about fifteen times faster and must be installed separately; the two differ
        only in runs of Latin letters and digits (F-16, covid-19).
    user_words : iterable of str, optional
        Words that the dictionary lacks, such as 高质量发展. The segmenter is told that they are frequent enough
        to stand; a word that holds a mark or a blank is cut out wherever it occurs.

    Returns
    -------
    DataFrame
        One row per token: table ``tokens``. ``kind`` is ``name``, ``number`` (220, 三百万), ``latin`` (letters,
        with digits: G7), ``punct``, or ``word`` for everything else.

    Raises
    ------
    TableError
        When a mention does not fit the sentence that it names.
    InputError
        When the engine is unknown or not installed, or a user word is empty.

    Notes
    -----
    jieba finds words by a dictionary of 350,000 words and, for what is not in it, by a hidden Markov model [1]_. Its
    shared cache file is neither read nor written.

    References
    ----------
    .. [1] J. Sun, "jieba", 2013: a prefix dictionary, the most probable path by word frequency, and an HMM.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> text = "国务卿布林肯访问多哈。"
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0,
    ...     zone="body", start=0, end=11, text=text)])
    >>> mentions = make_table("mentions", [dict(mention_id="a:s000:m00", doc_id="a", sent_id="a:s000", start=3,
    ...     end=6, surface="布林肯", actor_id="USA.BLINKEN", principal="USA", kind="person", role="actor")])
    >>> segment(sentences, mentions)["token"].tolist()
    ['国务卿', '布林肯', '访问', '多哈', '。']
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_choice(engine, _ENGINES, "engine")
    cut = _make_cut(engine, tuple(sorted(set(user_words or ()))))
    names = {} if mentions is None else _find_names(sentences, mentions)
    columns: dict[str, list[Any]] = {column: [] for column in CONTRACTS["tokens"].columns}
    for sent_id, doc_id, text in zip(sentences["sent_id"], sentences["doc_id"], sentences["text"], strict=True):
        for index, (start, end, kind) in enumerate(_cut_around(text, names.get(sent_id, []), cut)):
            row = (sent_id, index, doc_id, start, end, text[start:end], kind)
            for values, value in zip(columns.values(), row, strict=True):
                values.append(value)
    return _to_tokens(columns)


def find_torn_names(sentences: "pd.DataFrame", mentions: "pd.DataFrame", *, engine: Engine = "jieba") -> "pd.DataFrame":
    """Return the names that a plain segmenter does not keep as one word: what a list of words would have lost.

    The segmenter cuts the sentences without knowing the mentions. A name is torn when it is no word of its own:
    cut into several (布/林肯), or run together with its neighbours (对伊). :func:`segment` with mentions tears none.

    Parameters
    ----------
    sentences : DataFrame
        As for :func:`segment`.
    mentions : DataFrame
        Mentions found in these sentences; descriptions and anaphors are no names.
    engine : {"jieba", "rjieba"}
        As for :func:`segment`.

    Returns
    -------
    DataFrame
        One row per place where a name is torn: table ``torn``, in the order of ``sentences``.

    Raises
    ------
    TableError
        When a mention does not fit the sentence that it names.
    InputError
        When the engine is unknown or not installed.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0,
    ...     zone="body", start=0, end=11, text="国务卿布林肯访问多哈。")])
    >>> mentions = make_table("mentions", [dict(mention_id="a:s000:m00", doc_id="a", sent_id="a:s000", start=3,
    ...     end=6, surface="布林肯", actor_id="USA.BLINKEN", principal="USA", kind="person", role="actor")])
    >>> find_torn_names(sentences, mentions)[["surface", "pieces"]].values.tolist()
    [['布林肯', '布/林肯']]
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_choice(engine, _ENGINES, "engine")
    cut, names = _make_cut(engine, ()), _find_names(sentences, mentions)
    rows = []
    for sent_id, doc_id, text in zip(sentences["sent_id"], sentences["doc_id"], sentences["text"], strict=True):
        words = list(_cut_near(text, names[sent_id], cut)) if sent_id in names else []
        for start, end in names.get(sent_id, []):
            held = [(first, last) for first, last in words if first < end and start < last]
            if held != [(start, end)]:
                pieces = "/".join(text[first:last] for first, last in held)
                rows.append({"doc_id": doc_id, "sent_id": sent_id, "start": start, "end": end,
                             "surface": text[start:end], "pieces": pieces})  # fmt: skip
    return make_table("torn", rows)


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


def _to_tokens(columns: dict[str, list[Any]]) -> "pd.DataFrame":
    import pandas as pd

    contract = CONTRACTS["tokens"]
    return pd.DataFrame({c: pd.Series(v, dtype=contract.dtype(c)) for c, v in columns.items()})


def _find_names(sentences: "pd.DataFrame", mentions: "pd.DataFrame") -> dict[str, list[tuple[int, int]]]:
    """Return the spans of names in each sentence, in order, none overlapping another."""
    check_columns(mentions, ["sent_id", "start", "end", "surface", "kind"], "mentions")
    texts = dict(zip(sentences["sent_id"], sentences["text"], strict=True))
    wanted = mentions[mentions["sent_id"].isin(texts) & ~mentions["kind"].isin(_UNNAMED)]
    heads = wanted["head"] if "head" in wanted else wanted["surface"]
    columns = (
        column.tolist() for column in (*(wanted[name] for name in ("sent_id", "start", "end", "surface")), heads)
    )
    rows = sorted(zip(*columns, strict=True))
    for sent_id, start, end, surface, _ in rows:
        if not surface or start < 0 or texts[sent_id][start:end] != surface:
            raise TableError(
                f"`mentions` do not fit `sentences`: {sent_id} should have {surface!r} at {start}–{end}, but there "
                f"stands {texts[sent_id][start:end]!r}; find the actors again in these very sentences."
            )
    grouped = groupby(rows, key=itemgetter(0))
    return {sent_id: _choose_longest(_find_name(*row[1:]) for row in group) for sent_id, group in grouped}


def _find_name(start: int, end: int, surface: str, head: str) -> tuple[int, int]:
    """Return the span of the name itself: 布林肯 in 美国国务卿布林肯, but the whole of 美军."""
    if len(head) < 2 or head not in surface:
        return start, end
    begin = start + surface.index(head)
    return begin, begin + len(head)


def _choose_longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in chosen):
            chosen.append((start, end))
    return sorted(chosen)


def _cut_around(text: str, names: list[tuple[int, int]], cut: Cut) -> Iterator[Piece]:
    position = 0
    for start, end in names:
        yield from _cut_stretch(text[position:start], position, cut)
        yield start, end, "name"
        position = end
    yield from _cut_stretch(text[position:], position, cut)


def _cut_near(text: str, names: list[tuple[int, int]], cut: Cut) -> Iterator[tuple[int, int]]:
    """Yield the words of those stretches between marks that hold a name; no segmenter looks beyond a mark."""
    for stretch in _WITHIN_REACH.finditer(text):
        end = stretch.start()
        if any(first < stretch.end() and end < last for first, last in names):
            for word in cut(stretch.group()):
                yield end, end + len(word)
                end += len(word)


def _cut_stretch(text: str, offset: int, cut: Cut) -> Iterator[Piece]:
    for token in cut(text):
        end = offset + len(token)
        if not token.isspace():
            yield offset, end, _judge_kind(token)
        offset = end


@lru_cache(maxsize=65_536)
def _judge_kind(token: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(token)), "word")


def _make_cut(engine: Engine, user_words: tuple[str, ...]) -> Cut:
    if not all(word.strip() for word in user_words):
        raise InputError("`user_words` holds an empty word; leave it out.")
    within = tuple(word for word in user_words if _WITHIN_REACH.fullmatch(word))
    beyond = sorted(set(user_words) - set(within), key=lambda word: (-len(word), word))
    cut = (_load_jieba if engine == "jieba" else _load_rjieba)(within)
    if not beyond:
        return cut
    pattern = re.compile("(" + "|".join(map(re.escape, beyond)) + ")")
    return lambda text: _cut_beyond(text, pattern, cut)


def _cut_beyond(text: str, pattern: re.Pattern[str], cut: Cut) -> Iterator[str]:
    # split() with one group gives text and user words in turn.
    for number, part in enumerate(pattern.split(text)):
        if number % 2:
            yield part
        else:
            yield from cut(part)


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
