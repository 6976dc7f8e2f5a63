"""The study beside the reference coding, where the article is the one that ``data/gold`` codes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waijiao.compass import Compass, measure_compass
from waijiao.report.findings import MEASURES, Words, show_number
from waijiao.validation import Coding, compare_coding, read_gold, summarize_coding

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from waijiao.study import Study
    from waijiao.validation.gold import Gold

__all__ = ["LEVELS", "Reference", "find_reference", "list_measures_beside"]


@dataclass(frozen=True)
class Reference:
    """How a study compares with the reference coding of the same article.

    Attributes
    ----------
    doc_id : str
        The article.
    same_spans, units : int
        How many of the reference's units are sentences of ours to the character, and how many there are.
    own, text, restored : Compass or None
        The focal actor's compass from this article's events; from the reference coding of the text as it stands; and
        of the text as its source has it. None where the actor takes part in no act.
    visible : mapping of str to int
        Relations of the reference coding whose both ends the sentence shows, by level of coverage.
    relations : int
        How many there are: state layer, headline and body, of the text as it stands.
    agreement : DataFrame or None
        One row per level, as :func:`waijiao.validation.compare_coding` returns it; body sentences only.
    """

    doc_id: str
    same_spans: int
    units: int
    own: Compass | None
    text: Compass | None
    restored: Compass | None
    visible: "Mapping[str, int]"
    relations: int
    agreement: "pd.DataFrame | None"


def find_reference(study: "Study") -> Reference | None:
    """Return the comparison with the reference coding, when a document of the study is the article that it codes.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    Reference or None
        None when no document has the article's text, to the character but for blanks between its units.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> find_reference(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))) is None
    True
    """
    gold = read_gold()
    documents = zip(study.documents["doc_id"], study.documents["text"], strict=True)
    doc_id = next((doc_id for doc_id, text in documents if _is_article(text, gold)), None)
    if doc_id is None:
        return None
    sentences = study.sentences[study.sentences["doc_id"] == doc_id]
    events = study.events[study.events["doc_id"] == doc_id]
    own, units = _find_spans(sentences), _find_spans(gold.sentences)
    theirs = {own[span]: sent_id for span, sent_id in units.items() if span in own}
    relations = gold.records("text", zones=("headline", "body")).drop_duplicates("rid")
    return Reference(
        doc_id, len(theirs), len(gold.sentences),
        _measure(events, study.focal),
        _measure(gold.records("text"), study.focal, gold.mediations),
        _measure(gold.records(), study.focal, gold.mediations),
        _count_visible(relations, study.visible.assign(sent_id=study.visible["sent_id"].map(theirs))), len(relations),
        compare_coding(_keep_body(gold), _make_own_coding(study, theirs)),
    )  # fmt: skip


def _is_article(text: str, gold: "Gold") -> bool:
    """Tell whether the reference's units, in their places, are all of the text but blanks."""
    rest = 0
    for start, end, unit in zip(gold.sentences["start"], gold.sentences["end"], gold.sentences["text"], strict=True):
        if text[start:end] != unit or text[rest:start].strip():
            return False
        rest = end
    return not text[rest:].strip()


def _measure(events: "pd.DataFrame", focal: str, mediations: "pd.DataFrame | None" = None) -> Compass | None:
    if not focal or focal not in {*events["source"], *events["target"]}:
        return None
    return measure_compass(events, focal, mediations=mediations)


def _count_visible(relations: "pd.DataFrame", visible: "pd.DataFrame") -> dict[str, int]:
    """Return how many relations have both ends among the principals that their sentence shows, by level."""
    acts = list(zip(relations["sent_id"], relations["source"], relations["target"], strict=True))
    counts = {}
    for level in ("names", "dictionary", "full"):
        seen = {sent_id: set(shown.split()) for sent_id, shown in zip(visible["sent_id"], visible[level], strict=True)}
        counts[level] = sum({source, target} <= seen.get(sent_id, set()) for sent_id, source, target in acts)
    return counts


def _keep_body(gold: "Gold") -> Coding:
    coding = gold.coding()
    body = gold.sentences.loc[gold.sentences["zone"] == "body", "sent_id"].tolist()
    return Coding(*(table[table["sent_id"].isin(body)] for table in coding))


def _make_own_coding(study: "Study", theirs: dict[str, str]) -> Coding:
    """Return our coding under the reference's ids of sentences."""
    tables = (study.sentences, study.mentions, study.events)
    coding = summarize_coding(*(table[table["sent_id"].isin(list(theirs))] for table in tables))
    return Coding(*(table.assign(sent_id=table["sent_id"].map(theirs)) for table in coding))


def _find_spans(sentences: "pd.DataFrame") -> dict[tuple[int, int], str]:
    rows = sentences[["start", "end", "sent_id"]].itertuples(index=False, name=None)
    return {(start, end): sent_id for start, end, sent_id in rows}


LEVELS = {
    "actors": Words("行为体", "actors"),
    "pair": Words("谁与谁（不计方向）", "who with whom, undirected"),
    "directed": Words("谁对谁", "who to whom"),
    "polarity": Words("＋合作或冲突", "+ cooperation or conflict"),
    "quad": Words("＋四象限", "+ quad class"),
    "category": Words("＋类别", "+ category"),
    "modality": Words("＋情态", "+ modality"),
    "claimed_by": Words("＋据谁所说", "+ according to whom"),
}
"""What must be right at each level of agreement."""

_COUNTED = {
    "records": Words("记录", "Records"),
    "channels": Words("接触渠道", "Channels"),
    "hostile_pairs": Words("敌对者对数", "Hostile pairs"),
    "bridged": Words("其中被跨越", "Of these bridged"),
    "mediated": Words("其中被斡旋", "Of these mediated"),
}


def list_measures_beside(reference: Reference) -> list[tuple[Words, list[str]]]:
    """Return the compass' figures of our coding and of both readings of the reference, side by side.

    Parameters
    ----------
    reference : Reference
        The comparison.

    Returns
    -------
    list of (Words, list of str)
        Name of the figure; ours, the reference's for the text as it stands, and for the text as its source has it.

    Examples
    --------
    >>> list_measures_beside(Reference("qatar", 58, 58, None, None, None, {}, 0, None))[0]
    (Words(zh='360° 指数', en='360° index'), ['—', '—', '—'])
    """
    compasses = [reference.own, reference.text, reference.restored]
    names = {**MEASURES, **_COUNTED}
    return [
        (name, [_show(compass, key, 0 if key in _COUNTED else 2) for compass in compasses])
        for key, name in names.items()
    ]


def _show(compass: Compass | None, key: str, digits: int) -> str:
    return show_number(float("nan") if compass is None else compass.measures[key], digits)
