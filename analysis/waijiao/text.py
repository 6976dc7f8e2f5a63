"""Characters and spans: decoding bytes, finding sentences and quotations in a string.

Nothing here knows about tables or actors. A span is a half-open pair of character positions.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from waijiao.errors import InputError

__all__ = [
    "CLOSING",
    "OPENING",
    "Quotation",
    "count_unclosed",
    "decode_bytes",
    "find_quotations",
    "find_script",
    "find_sentence_spans",
    "measure_han_share",
]

Span = tuple[int, int]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_ENCODINGS = ("gb18030", "big5")
# The fifty or so characters that make up a third of any Chinese text, in both scripts.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出就分对成会可主发年動同這個為國時來對會發說说與与"
)

# Frequent characters that only one of the two scripts has, pairwise.
_SIMPLIFIED = frozenset("国为这时来对会发说与个们过还后动关东车长门问间开业专两严义乌习书买乱产亲亿从仓众优伤传伟体")
_TRADITIONAL = frozenset("國為這時來對會發說與個們過還後動關東車長門問間開業專兩嚴義烏習書買亂產親億從倉眾優傷傳偉體")

# A sentence ends after 。！？ (also half-width ! ?), with the closing marks that follow: 他说。” ends after ”.
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)】》\"]*")
OPENING, CLOSING = "“「『", "”」』"
"""The marks of a speaker's words; ‘’ quotes within them, or sets a word off."""
_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}


@dataclass(frozen=True)
class Quotation:
    """One quotation.

    Attributes
    ----------
    start, end : int
        Half-open span that takes in the marks.
    closed : bool
        False when the closing mark never comes; the quotation then runs to the end of the text.
    """

    start: int
    end: int
    closed: bool


def decode_bytes(data: bytes, name: str) -> str:
    """Return the text that ``data`` holds, whatever Chinese encoding it is in.

    A byte-order mark decides; then strict UTF-8; then, of gb18030 and big5, the one whose reading has the
    larger share of common characters.

    Parameters
    ----------
    data : bytes
        A whole file.
    name : str
        The file's name, for the message.

    Returns
    -------
    str
        The text, line ends as they were.

    Raises
    ------
    InputError
        When the bytes are no text (NUL bytes without a UTF-16 mark) or fit no encoding.

    Examples
    --------
    >>> decode_bytes("外交部发言人表示".encode("gb18030"), "old.txt")
    '外交部发言人表示'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode_strictly(data, encoding, name)
    if b"\x00" in data:
        raise InputError(f"{name}: is a binary file, not text; give .txt, .jsonl, .csv or .parquet.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, name)


def _decode_strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"{name}: begins like {encoding} but breaks off; save it as UTF-8 and try again.") from None


def _decode_legacy(data: bytes, name: str) -> str:
    readings = []
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((sum(character in _COMMON for character in text) / max(len(text), 1), text))
    if not readings or max(readings)[0] < 0.02:
        raise InputError(f"{name}: is not readable as UTF-8, GB 18030 or Big5 text; save it as UTF-8 and try again.")
    return max(readings)[1]


def measure_han_share(text: str) -> float:
    """Return the share of Chinese characters among the letters of ``text``, 0 to 1 (0 when it has no letters).

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    float
        Han characters / all letters of any script.

    Examples
    --------
    >>> measure_han_share("卡塔尔 (Qatar)")
    0.375
    """
    letters = sum(unicodedata.category(character)[0] == "L" for character in text)
    return len(_HAN.findall(text)) / letters if letters else 0.0


def find_script(text: str) -> str:
    """Return which Chinese script a text is mostly in, by characters that only one script has.

    Parameters
    ----------
    text : str
        A Chinese text.

    Returns
    -------
    str
        ``"zh-Hans"`` or ``"zh-Hant"``; Simplified when nothing tells.

    Examples
    --------
    >>> find_script("總統會見國務卿"), find_script("总统会见国务卿")
    ('zh-Hant', 'zh-Hans')
    """
    traditional = sum(character in _TRADITIONAL for character in text)
    simplified = sum(character in _SIMPLIFIED for character in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def find_sentence_spans(text: str) -> list[Span]:
    """Return the sentences of a paragraph, without the blanks around them.

    An ellipsis ends no sentence; a closing mark belongs to the sentence that it closes; a sentence end inside a
    quotation counts, so that a long quotation becomes several sentences.

    Parameters
    ----------
    text : str
        One paragraph.

    Returns
    -------
    list of (int, int)
        Half-open spans in order; together they hold every character that is not blank.

    Examples
    --------
    >>> text = "“我们谴责……袭击。这是底线。”他说。"
    >>> [text[start:end] for start, end in find_sentence_spans(text)]
    ['“我们谴责……袭击。', '这是底线。”', '他说。']
    """
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    pieces = (_trim(text, start, end) for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


def count_unclosed(text: str) -> int:
    """Return how many more quotations ``text`` opens than it closes; negative when it closes earlier ones.

    Parameters
    ----------
    text : str
        Any stretch of a text.

    Returns
    -------
    int
        Opening marks less closing marks, of ``“” 「」 『』``.

    Examples
    --------
    >>> count_unclosed("他说：“不会。"), count_unclosed("不会。”他说。")
    (1, -1)
    """
    return sum((mark in OPENING) - (mark in CLOSING) for mark in text)


def find_quotations(text: str) -> list[Quotation]:
    """Return the outermost quotations of a text, also those that cross sentence ends or never close.

    Parameters
    ----------
    text : str
        One paragraph, or any text in which quotations may run on.

    Returns
    -------
    list of Quotation
        In order, not overlapping. Marks of one kind that open again before they close begin a new paragraph of
        the same quotation and are not nested.

    Examples
    --------
    >>> find_quotations("“他们与伊朗人交谈。他们")
    [Quotation(start=0, end=12, closed=False)]
    """
    found, position = [], 0
    while position < len(text):
        closer = _PAIRS.get(text[position])
        if closer is None:
            position += 1
            continue
        close = text.find(closer, position + 1)
        end = close + 1 if close >= 0 else len(text)
        found.append(Quotation(position, end, close >= 0))
        position = end
    return found
