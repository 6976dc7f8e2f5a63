"""Standing ties in the page: what the text says of the focal actor's partners beside the ties that stand."""

from typing import TYPE_CHECKING, Any

from waijiao.lexicon import read_lexicon
from waijiao.report.evidence import Archive
from waijiao.report.findings import Words
from waijiao.report.sections import MOST_SENTENCES, Row
from waijiao.summary import find_span

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.study import Study

__all__ = ["VERDICTS", "find_named_ties", "list_other_ties", "list_tie_rows", "say_time"]

VERDICTS = {
    "same way": Words("方向一致", "same way"),
    "other way": Words("方向相反", "other way"),
    "mixed": Words("不一", "mixed"),
    "ties only": Words("文中无记录", "ties only"),
    "records only": Words("表中无关系", "records only"),
    "": Words("已无关系", "past ties only"),
}
"""Words for the verdicts of the table ``tie_comparison``."""


def find_named_ties(study: "Study") -> "pd.DataFrame":
    """Return the focal actor's ties, past ones too, with actors of whom the text tells events.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    DataFrame
        One row per tie, as in ``study.ties``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["土耳其谴责叙利亚。"]})), focal="TUR")
    >>> find_named_ties(study)["name_en"].tolist()
    ['Turkish embassy in Damascus closed']
    """
    named = [actor for actor in {*study.events["source"], *study.events["target"]} if actor]
    a, b = study.ties["actor_a"], study.ties["actor_b"]
    return study.ties[((a == study.focal) & b.isin(named)) | ((b == study.focal) & a.isin(named))]


def list_tie_rows(study: "Study", archive: Archive) -> list[Row]:
    """Return the focal actor's pairs: ties that stand, what the text says, and whether both point the same way.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``tie_comparison``, with ``partner``, ``standing`` (the ties that stand) and ``past``
        (those that do not). None when the table of ties does not know the focal actor.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["美国谴责伊朗。"]})), focal="USA")
    >>> [(row.anchor, row.values["verdict"]) for row in list_tie_rows(study, open_archive(study))]
    [('ties-IRN', 'mixed')]
    """
    named, compared = find_named_ties(study), study.tie_comparison
    if study.focal not in {*study.ties["actor_a"], *study.ties["actor_b"]}:
        return []
    own = compared[(compared["actor_a"] == study.focal) | (compared["actor_b"] == study.focal)]
    rows = [{str(key): value for key, value in row.items()} for row in own.to_dict("records")]
    for row in rows:
        row["partner"] = row["actor_b"] if row["actor_a"] == study.focal else row["actor_a"]
    # A tie of the past alone is nothing that stands, and no record tells of the two either.
    ended = {*named["actor_a"], *named["actor_b"]} - {study.focal, *(row["partner"] for row in rows)}
    empty = {"ties_coop": 0, "ties_conf": 0, "records": 0, "coop": 0.0, "conf": 0.0, "verdict": "", "evidence": ""}
    rows += [{"partner": partner, **empty} for partner in sorted(ended)]
    return [_make_row(row, named, study.focal, archive) for row in rows]


def _make_row(values: dict[str, Any], named: "pd.DataFrame", focal: str, archive: Archive) -> Row:
    partner, sent_ids = str(values["partner"]), str(values["evidence"]).split()
    ties = named[(named["actor_a"] == partner) | (named["actor_b"] == partner)]
    standing, past = (_describe(ties[ties["stands"] == stands], focal) for stands in (True, False))
    shown = archive.cite(sent_ids[:MOST_SENTENCES], actors=(focal, partner))
    return Row(f"ties-{partner}", {**values, "standing": standing, "past": past}, shown, len(sent_ids))


def list_other_ties(study: "Study") -> list[dict[str, Any]]:
    """Return the focal actor's ties with actors of whom the text tells no event.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    list of dict
        ``partner``, ``arrow``, ``name``, ``kind``, ``gid`` (the bar's id in the figure), ``start``, ``end``,
        ``polarity``, ``source``, ``checked``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["埃及谴责苏丹。"]})), focal="EGY")
    >>> [tie["partner"] for tie in list_other_ties(study)]
    ['ISR', 'MUSLIMBROTHERHOOD', 'QAT', 'QAT', 'TUR']
    """
    own = study.ties[(study.ties["actor_a"] == study.focal) | (study.ties["actor_b"] == study.focal)]
    return _describe(own.drop(find_named_ties(study).index), study.focal)


def _describe(ties: "pd.DataFrame", focal: str) -> list[dict[str, Any]]:
    kinds = read_lexicon("tie_kinds.csv", ["kind", "label_zh", "label_en"]).set_index("kind")
    rows: list[Any] = list(ties.itertuples())
    return [
        {
            "partner": row.actor_b if row.actor_a == focal else row.actor_a,
            "arrow": "↔" if row.mutual else "→" if row.actor_a == focal else "←",
            "name": Words(row.name_zh, row.name_en),
            "kind": Words(kinds.loc[row.kind, "label_zh"], kinds.loc[row.kind, "label_en"]),
            "gid": "tie-" + row.tie_id.replace(":", "-"), "start": row.start, "end": row.end,
            "polarity": row.polarity, "source": row.source, "checked": row.checked,
        }
        for row in rows
    ]  # fmt: skip


def say_time(study: "Study") -> Words:
    """Return in words which ties count as standing.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    Words
        A sentence.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> say_time(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))).en
    'No date is known of the text: ties of which no end is known count as standing.'
    """
    first, last, source = find_span(study.documents)
    if not source:
        return Words(
            "文章日期不详，不知有终止日期的关系一概算作存在。",
            "No date is known of the text: ties of which no end is known count as standing.",
        )
    if source == "crawl":
        return Words(
            f"文章日期不详，但不晚于网页的抓取日 {last}：算作存在的，是那一天存在的关系。",
            f"No date is known of the text but that of the crawl, {last}, before which it was written: ties that stood "
            "that day count.",
        )
    zh, en = (first, f"on {first}") if first == last else (f"{first} 至 {last} 间", f"from {first} to {last}")
    return Words(
        f"算作存在的，是文章的日期（{zh}）存在过的关系。", f"Ties that stood at the time of the text ({en}) count."
    )
