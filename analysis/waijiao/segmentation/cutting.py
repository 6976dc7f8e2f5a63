"""Cutting sentences: names first, then dates, then words."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.lexicon import simplify
from waijiao.segmentation.dates import find_dates
from waijiao.segmentation.engines import Cut, Engine, make_cut, read_user_words
from waijiao.segmentation.names import find_names
from waijiao.tables import CONTRACTS, check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["segment"]

Piece = tuple[int, int, str]  # start, end, kind

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
    user_words: str | Path | Iterable[str] | None = None,
    fold: bool = False,
) -> "pd.DataFrame":
    """Return the words of the sentences, in the order of the text, names in one piece.

    Every character that is not blank belongs to exactly one token. The names of mentions are cut out first, as
    tokens of kind ``name``: 布林肯 of 美国国务卿布林肯, whose title is cut like any other words; of names that overlap
    the longest counts, of equally long ones the first. Descriptions and anaphors (这个海湾国家, 他们) are no names.
    Then dates and times of day are cut out, so that 30日称 is 30日 and 称. The segmenter reads traditional characters
    as simplified ones, which it knows better; tokens show them as they stand, unless they are to be folded.

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
    user_words : iterable of str, str or Path, optional
        Words that the dictionary lacks, such as ``["高质量发展"]``, or the path of a text file with one word a line
        (what follows a blank is passed over, so that jieba's own user dictionaries will do). The segmenter is told
        that they are frequent enough to stand; a word that holds a mark or a blank is cut out wherever it occurs.
    fold : bool
        Whether tokens are written in simplified characters: 卡塔爾 and 卡塔尔 become one term. Positions stay those
        of the text, as folding changes no lengths; it changes no words either (計程車 becomes 计程车, not 出租车).

    Returns
    -------
    DataFrame
        One row per token: table ``tokens``. ``kind`` is ``name``, ``date`` (10月7日, 21时), ``number`` (220, 三百万),
        ``latin`` (letters, with digits: G7), ``punct``, or ``word`` for everything else.

    Raises
    ------
    TableError
        When a mention does not fit the sentence that it names.
    InputError
        When the engine is unknown or not installed, or a user word is empty, or their file cannot be read.

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
    >>> text = "国务卿布林肯30日称。"
    >>> sentences = make_table("sentences", [dict(sent_id="a:s000", doc_id="a", sent_index=0, par_index=0,
    ...     zone="body", start=0, end=11, text=text)])
    >>> mentions = make_table("mentions", [dict(mention_id="a:s000:m00", doc_id="a", sent_id="a:s000", start=3,
    ...     end=6, surface="布林肯", actor_id="USA.BLINKEN", principal="USA", kind="person", role="actor")])
    >>> segment(sentences, mentions)["token"].tolist()
    ['国务卿', '布林肯', '30日', '称', '。']
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    cut = make_cut(engine, read_user_words(user_words))
    names = {} if mentions is None else find_names(sentences, mentions)
    columns: dict[str, list[Any]] = {column: [] for column in CONTRACTS["tokens"].columns}
    for sent_id, doc_id, text in zip(sentences["sent_id"], sentences["doc_id"], sentences["text"], strict=True):
        folded = simplify(text)
        pieces = list(_cut_around(folded, names.get(sent_id, []), cut))
        shown = folded if fold else text
        columns["sent_id"] += [sent_id] * len(pieces)
        columns["token_index"] += range(len(pieces))
        columns["doc_id"] += [doc_id] * len(pieces)
        columns["start"] += [start for start, _, _ in pieces]
        columns["end"] += [end for _, end, _ in pieces]
        columns["token"] += [shown[start:end] for start, end, _ in pieces]
        columns["kind"] += [kind for _, _, kind in pieces]
    return _to_tokens(columns)


def _to_tokens(columns: dict[str, list[Any]]) -> "pd.DataFrame":
    import pandas as pd

    contract = CONTRACTS["tokens"]
    return pd.DataFrame({c: pd.Series(v, dtype=contract.dtype(c)) for c, v in columns.items()})


def _cut_around(text: str, names: list[tuple[int, int]], cut: Cut) -> Iterator[Piece]:
    position = 0
    for start, end in names:
        yield from _cut_between(text[position:start], position, cut)
        yield start, end, "name"
        position = end
    yield from _cut_between(text[position:], position, cut)


def _cut_between(text: str, offset: int, cut: Cut) -> Iterator[Piece]:
    """Yield dates and words of a text between names."""
    position = 0
    for start, end, kind in find_dates(text):
        yield from _cut_stretch(text[position:start], offset + position, cut)
        yield offset + start, offset + end, kind
        position = end
    yield from _cut_stretch(text[position:], offset + position, cut)


def _cut_stretch(text: str, offset: int, cut: Cut) -> Iterator[Piece]:
    for token in cut(text):
        end = offset + len(token)
        if not token.isspace():
            yield offset, end, _judge_kind(token)
        offset = end


@lru_cache(maxsize=65_536)
def _judge_kind(token: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(token)), "word")
