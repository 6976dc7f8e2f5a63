"""Headline, body or boilerplate: what each line of a document is, by which rule, and a report of the cleaning."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from waijiao.lexicon import read_lexicon
from waijiao.tables import check_table, make_table
from waijiao.text import find_quotations, find_sentence_spans

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_headline", "find_zones", "summarize_cleaning"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{4,}")
_STOP = re.compile(r"[。！？!?;；:：…][”’」』)）\"]*$")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?](?=[\u4e00-\u9fff“])")
_STRAY_BLANK = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_LONGEST_HEADLINE = 60
_LONGEST_BANNER = 40
_LONGEST_FRAGMENT = 4


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Verdict(NamedTuple):
    zone: str
    rule_id: str
    reason: str


_BODY = _Verdict("body", "zone/body", "running text")
_HEADLINE = _Verdict("headline", "zone/headline", "the first line that is not boilerplate, short, ends in no stop")
_SUBHEAD = _Verdict("headline", "zone/subhead", "a short line between paragraphs that ends in no stop")
_BANNER = _Verdict("boilerplate", "zone/banner", "above the headline, without a Chinese character: a site's name")
_TAGLINE = _Verdict("boilerplate", "zone/tagline", "above the headline, repeats a word of the site's name")


@cache
def _read_patterns() -> tuple[tuple[re.Pattern[str], _Verdict], ...]:
    columns = ["pattern", "zone", "reason"]
    rows = read_lexicon("boilerplate.csv", [*columns, "example", "source"])
    return tuple(
        (re.compile(pattern), _Verdict(zone, f"boilerplate.csv/{line}", reason))
        for pattern, zone, reason, line in rows[["pattern", "zone", "reason", "line"]].itertuples(
            index=False, name=None
        )
    )


def _find_lines(text: str) -> list[_Line]:
    lines = []
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            lines.append(_Line(start, start + len(stripped), stripped))
    return lines


def _match_pattern(line: str) -> _Verdict | None:
    return next((verdict for pattern, verdict in _read_patterns() if pattern.search(line)), None)


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and bool(_HAN.search(line)) and not _STOP.search(line)


def _judge_lines(lines: Sequence[_Line]) -> list[_Verdict]:
    verdicts: list[_Verdict | None] = [_match_pattern(line.text) for line in lines]
    if len(lines) > 1:
        _judge_top(lines, verdicts)
    open_lines = [index for index, verdict in enumerate(verdicts) if verdict is None]
    for position, index in enumerate(open_lines):
        # A heading has text below it; a last line without a stop is just a line without a stop.
        if position + 1 < len(open_lines) and _is_heading(lines[index].text):
            verdicts[index] = _HEADLINE if position == 0 else _SUBHEAD
    return [verdict or _BODY for verdict in verdicts]


def _judge_top(lines: Sequence[_Line], verdicts: list[_Verdict | None]) -> None:
    """Set aside the site's name and self-description above the headline (Eddiba Sports / 从亚洲的Eddiba获取…)."""
    names: set[str] = set()
    for index, line in enumerate(lines):
        words = set(_LATIN_WORD.findall(line.text))
        if verdicts[index] is None and not _HAN.search(line.text) and len(line.text) <= _LONGEST_BANNER:
            verdicts[index] = _BANNER
            names |= words
        elif verdicts[index] is None and words & names and _STOP.search(line.text):
            verdicts[index] = _TAGLINE
        elif verdicts[index] is None:
            return


def find_headline(text: str) -> str:
    r"""Return the headline of one article, '' when it has none.

    Parameters
    ----------
    text : str
        The article as it came.

    Returns
    -------
    str
        The first line that is not boilerplate, when it is short, ends in no stop, and text follows.

    Examples
    --------
    >>> find_headline("2024年6月13日\n卡塔尔斡旋美伊换囚\n多哈消息：双方交换了五名囚犯。")
    '卡塔尔斡旋美伊换囚'
    """
    lines = _find_lines(text)
    headlines = (line.text for line, verdict in zip(lines, _judge_lines(lines), strict=True) if verdict is _HEADLINE)
    return next(headlines, "")


def find_zones(documents: "pd.DataFrame") -> "pd.DataFrame":
    r"""Return what each line of each document is: headline, body or boilerplate, and by which rule.

    The patterns of ``data/boilerplate.csv`` come first (datelines, links to other articles, credits, copyright,
    invitations). Then, above the headline only: a line without Chinese characters is a site's name, a sentence
    that repeats it is the site's description. The first line left is the headline when it is short and ends in
    no stop. Nothing is removed or changed.

    Parameters
    ----------
    documents : DataFrame
        As :func:`read_corpus` returns it; ``doc_id`` and ``text`` are read.

    Returns
    -------
    DataFrame
        One row per line that holds text (contract ``zones``), in the order of the documents.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> text = "READ  另一篇文章\n中美会谈\n中美两国外长在日内瓦会谈。"
    >>> find_zones(pd.DataFrame({"doc_id": ["a"], "text": [text]}))["zone"].tolist()
    ['boilerplate', 'headline', 'body']
    """
    check_table(documents, "documents", ["doc_id", "text"])
    return make_table("zones", _zone_rows(documents))


def _zone_rows(documents: "pd.DataFrame") -> Iterator[dict[str, object]]:
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        lines = _find_lines(text)
        for number, (line, verdict) in enumerate(zip(lines, _judge_lines(lines), strict=True)):
            yield {"doc_id": doc_id, "par_index": number, **line._asdict(), **verdict._asdict()}


def summarize_cleaning(documents: "pd.DataFrame") -> "pd.DataFrame":
    """Return what was set aside and what looks damaged but was kept, with the reason.

    Set aside: boilerplate lines. Noted and kept, because a program cannot know better than the reader: sentences of
    at most four Chinese characters (fragments), quotations that never close, quotations that cross sentence
    ends, blanks between Chinese characters, half-width punctuation. The text itself is never changed.

    Parameters
    ----------
    documents : DataFrame
        As :func:`read_corpus` returns it.

    Returns
    -------
    DataFrame
        One row per finding (contract ``cleaning``), in the order of the text.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> report = summarize_cleaning(pd.DataFrame({"doc_id": ["a"], "text": ["主题。双方在多哈举行了会谈。"]}))
    >>> report[["action", "kind", "text"]].values.tolist()
    [['noted', 'fragment', '主题。']]
    """
    zones = find_zones(documents)
    return make_table("cleaning", _cleaning_rows(zones))


class _Finding(NamedTuple):
    action: str
    kind: str
    start: int
    end: int
    reason: str


def _cleaning_rows(zones: "pd.DataFrame") -> Iterator[dict[str, object]]:
    columns = ["doc_id", "zone", "start", "reason", "text"]
    for doc_id, zone, base, reason, text in zones[columns].itertuples(index=False, name=None):
        found: list[_Finding] = []
        if zone == "boilerplate":
            found = [_Finding("set aside", "boilerplate", 0, len(text), reason)]
        elif zone == "body":
            found = sorted(_find_debris(text), key=lambda finding: finding.start)
        for finding in found:
            row = finding._asdict() | {"doc_id": doc_id, "text": text[finding.start : finding.end]}
            yield row | {"start": base + finding.start, "end": base + finding.end}


def _find_debris(text: str) -> Iterator[_Finding]:
    spans = find_sentence_spans(text)
    for start, end in spans:
        if len(spans) > 1 and 0 < len(_HAN.findall(text[start:end])) <= _LONGEST_FRAGMENT:
            yield _Finding("noted", "fragment", start, end, "a sentence of at most four characters")
    for quotation in find_quotations(text):
        ends = [end for _, end in spans if quotation.start < end < quotation.end]
        place = quotation.start, quotation.end
        if not quotation.closed:
            yield _Finding("noted", "open quotation", *place, "the closing mark never comes")
        elif ends:
            yield _Finding("noted", "long quotation", *place, f"crosses {len(ends)} sentence end(s)")
    for match in _STRAY_BLANK.finditer(text):
        start, end = max(match.start() - 4, 0), min(match.end() + 4, len(text))
        yield _Finding("noted", "stray blank", start, end, "a blank between Chinese characters")
    marks = len(_HALF_WIDTH.findall(text))
    if marks:
        yield _Finding("noted", "half-width marks", 0, len(text), f"{marks} half-width mark(s) between characters")
