"""How much of a text's actors was found: by names alone, with the dictionary, and with what takes up a name."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from waijiao.actors import ActorLexicon, find_actors, find_unresolved, list_principals
from waijiao.segmentation import find_torn_names
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_visible", "summarize_coverage"]

_LEVELS = ("names", "dictionary", "full")


def find_visible(
    sentences: "pd.DataFrame", mentions: "pd.DataFrame", lexicon: ActorLexicon | None = None
) -> "pd.DataFrame":
    """Return which principals each sentence shows to a reader of names, of the dictionary, and of everything.

    Counted are those whom a coder would write down (:func:`waijiao.list_principals`): who acts or is cited, and
    states written out as places. A name that the dictionary takes back is seen by nobody: 伊朗 of 伊朗通讯社, which is
    only the source of a report.

    Parameters
    ----------
    sentences, mentions : DataFrame
        A text, and its mentions as :func:`waijiao.find_actors` returns them with coverage ``full``.
    lexicon : ActorLexicon, optional
        The one that the mentions were found with; the package's own by default.

    Returns
    -------
    DataFrame
        One row per sentence: table ``visible``, in the order of ``sentences``. Each level holds the one before.

    Raises
    ------
    TableError
        When columns are missing.

    Notes
    -----
    The level ``dictionary`` is what ``find_actors(coverage="dictionary")`` shows: the mentions that take up no other.
    Names are looked for once more by themselves.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a", "a"], "sent_id": ["a:s000", "a:s001"],
    ...     "text": ["法国警告以军。", "该国呼吁伊朗克制。"]})
    >>> find_visible(sentences, find_actors(sentences))[["names", "dictionary", "full"]].values.tolist()
    [['FRA', 'FRA ISR', 'FRA ISR'], ['IRN', 'IRN', 'FRA IRN']]
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    named = list_principals(find_actors(sentences, lexicon, coverage="names"))
    listed, full = list_principals(mentions), list_principals(mentions, anaphors=True)
    rows = [
        {
            "doc_id": doc_id, "sent_id": sent_id, "full": " ".join(full.get(sent_id, [])),
            "names": " ".join(sorted({*named.get(sent_id, [])} & {*listed.get(sent_id, [])})),
            "dictionary": " ".join(listed.get(sent_id, [])),
        }
        for doc_id, sent_id in zip(sentences["doc_id"], sentences["sent_id"], strict=True)
    ]  # fmt: skip
    return make_table("visible", rows)


def summarize_coverage(
    sentences: "pd.DataFrame",
    mentions: "pd.DataFrame",
    lexicon: ActorLexicon | None = None,
    *,
    visible: "pd.DataFrame | None" = None,
    torn: "pd.DataFrame | None" = None,
    unresolved: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """Return how much of a text's actors was found, and what would have been lost on the way.

    In how many sentences two actors are visible, as every relation needs, at three levels; how often each kind of
    mention occurs; which names a plain segmenter tears; which words stay open.

    Parameters
    ----------
    sentences, mentions : DataFrame
        A text, and its mentions as :func:`waijiao.find_actors` returns them with coverage ``full``.
    lexicon : ActorLexicon, optional
        The one that the mentions were found with; the package's own by default.
    visible, torn, unresolved : DataFrame, optional
        What :func:`find_visible`, :func:`waijiao.find_torn_names` and :func:`waijiao.find_unresolved` return for this
        text; found here if not given.

    Returns
    -------
    DataFrame
        One row per level, kind, torn name and unresolved word: table ``coverage``. Levels from names to full, the
        other parts by falling count, then by ``item``.

    Raises
    ------
    TableError
        When columns are missing.

    Notes
    -----
    For a level, ``count`` adds up the principals that each sentence shows.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a", "a"], "sent_id": ["a:s000", "a:s001"],
    ...     "text": ["法国警告以军。", "该国呼吁伊朗克制。"]})
    >>> coverage = summarize_coverage(sentences, find_actors(sentences))
    >>> coverage[coverage["part"] == "both ends"][["item", "count", "sentences", "share"]]
             item  count  sentences  share
    0       names      2          0    0.0
    1  dictionary      3          1    0.5
    2        full      4          2    1.0
    """
    check_table(sentences, "sentences", ["sent_id", "doc_id", "text"])
    check_table(mentions, "mentions", ["sent_id", "kind"])
    visible = find_visible(sentences, mentions, lexicon) if visible is None else visible
    torn = find_torn_names(sentences, mentions) if torn is None else torn
    unresolved = find_unresolved(sentences, lexicon) if unresolved is None else unresolved
    rows = [
        *_count_levels(visible),
        *_count_items("kind", mentions, "kind"),
        *_count_items("torn", torn, "surface", "pieces"),
        *_count_items("unresolved", unresolved, "surface", "reason"),
    ]
    whole = len(sentences) or float("nan")
    return make_table("coverage", [row | {"share": row["sentences"] / whole} for row in rows])


def _count_levels(visible: "pd.DataFrame") -> list[dict[str, Any]]:
    numbers = {level: [len(shown.split()) for shown in visible[level]] for level in _LEVELS}
    return [
        {"part": "both ends", "item": level, "count": sum(each), "sentences": sum(number > 1 for number in each)}
        for level, each in numbers.items()
    ]


def _count_items(part: str, found: "pd.DataFrame", item: str, note: str = "") -> list[dict[str, Any]]:
    groups = found.groupby(item)
    counts, sentences = groups.size().to_dict(), groups["sent_id"].nunique().to_dict()
    notes = groups[note].agg(_list_values).to_dict() if note else {}
    return [
        {"part": part, "item": name, "count": counts[name], "sentences": sentences[name], "note": notes.get(name, "")}
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    ]


def _list_values(column: "pd.Series[str]") -> str:
    counts = Counter(column)
    return "; ".join(sorted(counts, key=lambda value: (-counts[value], value)))
