"""Sentences, with their place in the document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waijiao.corpus.zones import find_zones
from waijiao.tables import check_table, make_table
from waijiao.text import find_sentence_spans

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["split_sentences"]


def split_sentences(documents: "pd.DataFrame") -> "pd.DataFrame":
    """Return the sentences of all documents, each with its zone and its exact place.

    A sentence ends after 。！？ and the closing marks that follow, and at a line end; an ellipsis ends none; a stop
    inside a quotation ends one. Boilerplate is split too, and marked: set it aside by ``zone``.

    Parameters
    ----------
    documents : DataFrame
        As :func:`read_corpus` returns it; ``doc_id`` and ``text`` are read.

    Returns
    -------
    DataFrame
        One row per sentence (contract ``sentences``), in the order of the text;
        ``document_text[start:end] == text``.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["伊朗谴责空袭。美国尚未回应。"]})
    >>> split_sentences(documents)[["sent_id", "text"]].values.tolist()
    [['a:s000', '伊朗谴责空袭。'], ['a:s001', '美国尚未回应。']]
    """
    check_table(documents, "documents", ["doc_id", "text"])
    return make_table("sentences", _sentence_rows(find_zones(documents)))


def _sentence_rows(zones: "pd.DataFrame") -> Iterator[dict[str, object]]:
    current, number = None, 0
    columns = (zones[name].tolist() for name in ("doc_id", "par_index", "zone", "start", "text"))
    for doc_id, par_index, zone, base, text in zip(*columns, strict=True):
        if doc_id != current:
            current, number = doc_id, 0
        for start, end in find_sentence_spans(text):
            yield {
                "sent_id": f"{doc_id}:s{number:03d}",
                "doc_id": doc_id,
                "sent_index": number,
                "par_index": par_index,
                "zone": zone,
                "start": base + start,
                "end": base + end,
                "text": text[start:end],
            }
            number += 1
