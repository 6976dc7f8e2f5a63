"""The page's tables: one row per finding, each with the sentences behind it."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, NamedTuple

from waijiao.report.evidence import Archive, Sentence
from waijiao.report.findings import Words

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.study import Study

__all__ = [
    "CLEANING", "MOST_ROWS", "MOST_SENTENCES", "PAIR_VERDICTS", "Row", "count_forms", "list_actors", "list_chords",
    "list_cleaning", "list_pairs", "list_partners", "list_relations", "list_text",
]  # fmt: skip

MOST_ROWS = 40
"""Rows of a table in the page; the files hold all."""
MOST_SENTENCES = 15
"""Sentences under a row; the files hold all."""
_MOST_TEXT = 400
_MOST_PASSAGES = 12
_MOST_FORMS = 8


class Row(NamedTuple):
    """One row of a table in the page.

    Attributes
    ----------
    anchor : str
        Its id in the page.
    values : mapping
        What stands in the row, by column.
    sentences : list of Sentence
        The evidence, as much as is shown.
    total : int
        How many sentences there are.
    """

    anchor: str
    values: dict[str, Any]
    sentences: list[Sentence]
    total: int


CLEANING = {
    "set aside": Words("不计入", "set aside"),
    "noted": Words("仅记录", "noted"),
    "boilerplate": Words("网页套话", "boilerplate"),
    "fragment": Words("残句", "fragment"),
    "open quotation": Words("未闭合的引文", "open quotation"),
    "long quotation": Words("跨句引文", "long quotation"),
    "stray blank": Words("多余空格", "stray blank"),
    "half-width marks": Words("半角标点", "half-width marks"),
}
"""Words of the table ``cleaning`` in both languages."""

PAIR_VERDICTS = {
    "not tested": Words("未检验", "not tested"),
    "not testable": Words("无法检验", "not testable"),
    "not significant": Words("不显著", "not significant"),
    "too slight": Words("显著但太弱", "too slight"),
    "more often than chance": Words("多于偶然", "more often than chance"),
}
"""Verdicts of the table ``pairs`` in both languages."""


def list_cleaning(study: "Study") -> list[dict[str, Any]]:
    r"""Return what the cleaning found, by action and kind, what was set aside first.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    list of dict
        ``action``, ``kind``, ``count`` and ``passages`` (the first dozen, with offsets and reason).

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["责任编辑:张三\n\n法国谴责伊朗。"]})))
    >>> list_cleaning(study)[0]["kind"].en
    'boilerplate'
    """
    groups = [
        {
            "action": _say(action), "kind": _say(kind),
            "count": len(found), "passages": found.head(_MOST_PASSAGES).to_dict("records"),
        }
        for (action, kind), found in study.cleaning.groupby(["action", "kind"], sort=False)
    ]  # fmt: skip
    return sorted(groups, key=lambda group: group["action"] != CLEANING["set aside"])


def _say(word: Hashable) -> Words:
    return CLEANING.get(str(word), Words(str(word), str(word)))


def count_forms(mentions: "pd.DataFrame") -> list[tuple[str, int]]:
    """Return in which words a text names somebody, the most frequent first.

    Parameters
    ----------
    mentions : DataFrame
        Mentions of one actor.

    Returns
    -------
    list of (str, int)
        Form and how often.

    Examples
    --------
    >>> import pandas as pd
    >>> count_forms(pd.DataFrame({"surface": ["美方", "美国", "美国"]}))
    [('美国', 2), ('美方', 1)]
    """
    counts = mentions["surface"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [(str(form), int(count)) for form, count in counts.items()]


def list_actors(study: "Study") -> list[dict[str, Any]]:
    """Return the actors by mentions.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    list of dict
        ``actor``, ``mentions``, ``sentences``, ``forms``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> list_actors(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]}))))[0]["forms"]
    [('法国', 1)]
    """
    named = study.mentions[study.mentions["principal"] != ""]
    rows = [
        {
            "actor": str(actor), "mentions": len(own), "sentences": int(own["sent_id"].nunique()),
            "forms": count_forms(own)[:_MOST_FORMS],
        }
        for actor, own in named.groupby("principal")
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row["mentions"], row["actor"]))


def _row(anchor: str, values: dict[Hashable, Any], archive: Archive, sent_ids: list[str], **how: Any) -> Row:
    plain = {str(key): value for key, value in values.items()}
    return Row(anchor, plain, archive.cite(sent_ids[:MOST_SENTENCES], **how), len(sent_ids))


def list_pairs(study: "Study", archive: Archive) -> list[Row]:
    """Return the pairs most often named together.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``pairs``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> list_pairs(study, open_archive(study))[0].anchor
    'pair-FRA-IRN'
    """
    rows = []
    for pair in study.pairs.head(MOST_ROWS).to_dict("records"):
        ends = (pair["actor_a"], pair["actor_b"])
        sent_ids = str(pair["evidence"]).split()
        rows.append(_row(f"pair-{ends[0]}-{ends[1]}", pair, archive, sent_ids, actors=ends, acts=False))
    return rows


def list_relations(study: "Study", archive: Archive) -> list[Row]:
    """Return the relations with most records, each with the sentences of its acts.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in the table ``relations``.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> [record.category for record in list_relations(study, open_archive(study))[0].sentences[0].records]
    ['ACCUSE']
    """
    order = study.relations.sort_values(["events", "source", "target"], ascending=[False, True, True])
    behind = study.events.groupby(["source", "target"])["sent_id"].unique().to_dict()
    rows = []
    for relation in order.head(MOST_ROWS).to_dict("records"):
        ends = (relation["source"], relation["target"])
        sent_ids = [str(sent_id) for sent_id in behind.get(ends, [])]
        rows.append(_row(f"relation-{ends[0]}-{ends[1]}", relation, archive, sent_ids, actors=ends, directed=True))
    return rows


def list_partners(study: "Study", archive: Archive) -> list[Row]:
    """Return the focal actor's partners, those with most records first.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in ``Compass.partners``; none without a compass.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> [row.anchor for row in list_partners(study, open_archive(study))]
    ['partner-IRN']
    """
    if study.compass is None:
        return []
    order = study.compass.partners.sort_values(["records", "actor"], ascending=[False, True])
    rows = []
    for partner in order.to_dict("records"):
        ends = (study.focal, partner["actor"])
        rows.append(_row(f"partner-{ends[1]}", partner, archive, str(partner["evidence"]).split(), actors=ends))
    return rows


def list_chords(study: "Study", archive: Archive) -> list[Row]:
    """Return the hostile pairs without the focal actor, the most hostile first.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Row
        Values as in ``Compass.chords``; none without a compass.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> text = "法国谴责伊朗。美国谴责伊朗。"
    >>> study = analyze(read_corpus(pd.DataFrame({"text": [text]})), focal="USA")
    >>> [row.anchor for row in list_chords(study, open_archive(study))]
    ['hostile-FRA-IRN']
    """
    if study.compass is None:
        return []
    order = study.compass.chords.sort_values(["hostility", "actor_a", "actor_b"], ascending=[False, True, True])
    rows = []
    for chord in order.to_dict("records"):
        ends = (chord["actor_a"], chord["actor_b"])
        sent_ids = str(chord["evidence"]).split()
        rows.append(_row(f"hostile-{ends[0]}-{ends[1]}", chord, archive, sent_ids, actors=ends))
    return rows


def list_text(study: "Study", archive: Archive) -> list[Sentence]:
    """Return the text's sentences with all that was found in them, as far as the page shows them.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    archive : Archive
        Its sentences.

    Returns
    -------
    list of Sentence
        In the order of the text.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.report.evidence import open_archive
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> [(sentence.start, sentence.end) for sentence in list_text(study, open_archive(study))]
    [(0, 7)]
    """
    return archive.cite(study.sentences["sent_id"].head(_MOST_TEXT).tolist())
