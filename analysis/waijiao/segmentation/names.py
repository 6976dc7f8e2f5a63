"""Where the names of mentions stand: the spans that must stay in one piece."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from waijiao.errors import TableError
from waijiao.tables import check_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_names"]

# These kinds of mention are common nouns and pronouns (这个海湾国家, 他们), no names: they are cut as words.
_UNNAMED = frozenset({"description", "anaphor"})


def find_names(sentences: "pd.DataFrame", mentions: "pd.DataFrame") -> dict[str, list[tuple[int, int]]]:
    """Return the spans of names in each sentence, in order, none overlapping another."""
    check_columns(mentions, ["sent_id", "start", "end", "surface", "kind"], "mentions")
    texts = dict(zip(sentences["sent_id"], sentences["text"], strict=True))
    wanted = mentions[mentions["sent_id"].isin(texts) & ~mentions["kind"].isin(_UNNAMED)]
    heads = wanted["head"] if "head" in wanted else wanted["surface"]
    columns = (
        column.tolist() for column in (*(wanted[name] for name in ("sent_id", "start", "end", "surface")), heads)
    )
    rows = sorted(zip(*columns, strict=True))
    for sent_id, start, end, surface, _ in rows:
        if not surface or start < 0 or texts[sent_id][start:end] != surface:
            raise TableError(
                f"`mentions` do not fit `sentences`: {sent_id} should have {surface!r} at {start}–{end}, but there "
                f"stands {texts[sent_id][start:end]!r}; find the actors again in these very sentences."
            )
    grouped = groupby(rows, key=itemgetter(0))
    return {sent_id: _choose_longest(_find_name(*row[1:]) for row in group) for sent_id, group in grouped}


def _find_name(start: int, end: int, surface: str, head: str) -> tuple[int, int]:
    """Return the span of the name itself: 布林肯 in 美国国务卿布林肯, but the whole of 美军."""
    if len(head) < 2 or head not in surface:
        return start, end
    begin = start + surface.index(head)
    return begin, begin + len(head)


def _choose_longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in chosen):
            chosen.append((start, end))
    return sorted(chosen)
