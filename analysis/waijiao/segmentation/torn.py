"""Names that a plain segmenter loses: what cutting without the mentions would have torn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waijiao.segmentation.engines import Cut, Engine, find_stretches, make_cut
from waijiao.segmentation.names import find_names
from waijiao.tables import check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_torn_names"]


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
    cut, names = make_cut(engine), find_names(sentences, mentions)
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


def _cut_near(text: str, names: list[tuple[int, int]], cut: Cut) -> Iterator[tuple[int, int]]:
    """Yield the words of those stretches between marks that hold a name; no segmenter looks beyond a mark."""
    for stretch in find_stretches(text):
        end = stretch.start()
        if any(first < stretch.end() and end < last for first, last in names):
            for word in cut(stretch.group()):
                yield end, end + len(word)
                end += len(word)
