"""How much of the actors was found, for the page and for the terminal."""

from typing import TYPE_CHECKING, Any

from waijiao.report.evidence import Archive, Span, mark_text
from waijiao.report.findings import Words, show_number
from waijiao.report.sections import MOST_ROWS, MOST_SENTENCES, Row

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.study import Study

__all__ = ["KINDS", "VISIBILITY", "list_levels", "list_open_words", "list_torn_names", "say_coverage"]

VISIBILITY = {
    "names": Words("只看名称", "Names alone"),
    "dictionary": Words("加上整部词典", "With the dictionary"),
    "full": Words("加上描述与回指", "With anaphors"),
}
"""The levels of coverage, each with the one before."""

KINDS = {
    "name": Words("名称", "name"),
    "short": Words("简称", "short name"),
    "char": Words("单字", "one character"),
    "pair": Words("并称", "pair"),
    "metonym": Words("转喻", "metonym"),
    "place": Words("地方", "city or region"),
    "demonym": Words("国人", "people"),
    "person": Words("人物", "person"),
    "office": Words("职务或机构", "office or agency"),
    "description": Words("描述", "description"),
    "anaphor": Words("回指", "anaphor"),
}
"""Kinds of mention in both languages."""


def list_levels(study: "Study", archive: Archive) -> list[Row]:
    """Return the levels of coverage, each with the sentences in which it is the first to show two actors.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``coverage``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。法国警告以军。"]})))
    >>> [(row.values["sentences"], row.total) for row in list_levels(study, open_archive(study))]
    [(1, 1), (2, 1), (2, 0)]
    """
    rows, seen = [], set[str]()
    for values in _select(study, "both ends"):
        has_both = study.visible[values["item"]].str.contains(" ", regex=False)
        new = [sent_id for sent_id in study.visible.loc[has_both, "sent_id"].tolist() if sent_id not in seen]
        seen.update(new)
        cited = archive.cite(new[:MOST_SENTENCES], acts=False)
        rows.append(Row(f"level-{values['item']}", values, cited, len(new)))
    return rows


def _select(study: "Study", part: str) -> list[dict[str, Any]]:
    rows = study.coverage[study.coverage["part"] == part].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def list_torn_names(study: "Study", archive: Archive) -> list[Row]:
    """Return the names that a plain segmenter tears, those torn most often first, marked in their sentences.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``coverage``; the page's share of them.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["布林肯访问法国。"]})))
    >>> [row.sentences[0].html for row in list_torn_names(study, open_archive(study))]
    [Markup('<mark>布林肯</mark>访问法国。')]
    """
    return _list_places("torn", study.torn, study, archive)


def list_open_words(study: "Study", archive: Archive) -> list[Row]:
    """Return the words that point to an actor which the text leaves open, marked in their sentences.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``coverage``; the page's share of them.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["巴方对此表示欢迎。"]})))
    >>> [row.values["item"] for row in list_open_words(study, open_archive(study))]
    ['巴']
    """
    return _list_places("unresolved", study.unresolved, study, archive)


def _list_places(part: str, found: "pd.DataFrame", study: "Study", archive: Archive) -> list[Row]:
    rows = []
    for number, values in enumerate(_select(study, part)[:MOST_ROWS]):
        own = found[found["surface"] == values["item"]]
        marks: dict[str, list[Span]] = {}
        for sent_id, start, end in own[["sent_id", "start", "end"]].itertuples(index=False, name=None):
            marks.setdefault(sent_id, []).append(Span(start, end, "cue"))
        cited = [
            sentence._replace(html=mark_text(archive.find("sentences", sentence.sent_id)[0]["text"], spans))
            for sent_id, spans in list(marks.items())[:MOST_SENTENCES]
            for sentence in archive.cite([sent_id], acts=False)
        ]
        rows.append(Row(f"{part}-{number}", values, cited, len(marks)))
    return rows


def say_coverage(study: "Study") -> Words | None:
    """Return the coverage in one line: both ends visible at three levels, places torn, places left open.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    Words or None
        None for a text without sentences.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。法国警告以军。"]})))
    >>> say_coverage(study).en
    'Both ends visible in 50 % of sentences by names, 100 % dictionary, 100 % full · 0 torn names, 0 open'
    """
    if study.visible.empty:
        return None
    names, dictionary, full = (show_number(100 * row["share"], 0) for row in _select(study, "both ends"))
    torn, left = len(study.torn), len(study.unresolved)
    return Words(
        f"两端可见的句子：名称 {names}%，词典 {dictionary}%，全部 {full}%"
        f" · 会被切坏的名称 {torn} 处，未决的词 {left} 处",
        f"Both ends visible in {names} % of sentences by names, {dictionary} % dictionary, {full} % full"
        f" · {torn} torn names, {left} open",
    )
