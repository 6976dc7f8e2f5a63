"""The public functions that find actors in a table of sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from waijiao.actors.evidence import count_evidence
from waijiao.actors.lexicon import ActorLexicon, read_actor_lexicon
from waijiao.actors.recognition import recognise
from waijiao.actors.roles import assign_roles
from waijiao.actors.spans import Found, locate_names, simplify
from waijiao.tables import check_choice, check_columns, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Coverage", "find_actors", "list_principals"]

Coverage = Literal["names", "dictionary", "full"]
COVERAGES = ("names", "dictionary", "full")
_NAMES = frozenset(["name", "short"])


def find_actors(
    sentences: "pd.DataFrame", lexicon: ActorLexicon | None = None, *, coverage: Coverage = "full"
) -> "pd.DataFrame":
    check_columns(sentences, ["sent_id", "doc_id", "text"], "sentences")
    check_choice(coverage, COVERAGES, "coverage")
    known = read_actor_lexicon() if lexicon is None else lexicon
    rows: list[dict[str, object]] = []
    for document in _split_documents(sentences):
        for record, found in _read_document(document, known):
            rows += _make_rows(record, found, coverage)
    return make_table("mentions", rows)


Record = tuple[str, str, str, str]


def _split_documents(sentences: "pd.DataFrame") -> Iterable[list[Record]]:
    dates = sentences["date"] if "date" in sentences else [""] * len(sentences)
    documents: dict[str, list[Record]] = {}
    for record in zip(sentences["doc_id"], sentences["sent_id"], sentences["text"], dates, strict=True):
        documents.setdefault(record[0], []).append(record)
    return documents.values()


def _read_document(document: list[Record], lexicon: ActorLexicon) -> list[tuple[Record, list[Found]]]:
    texts = [simplify(record[2], lexicon) for record in document]
    hits = [locate_names(text, lexicon) for text in texts]
    counts = [count_evidence(each) for each in hits]
    total: Counter[str] = sum(counts, Counter())
    result = []
    for record, text, located, count in zip(document, texts, hits, counts, strict=True):
        found, _ = recognise(text, located, total, count, record[3], lexicon)
        assign_roles(text, found, lexicon)
        result.append((record, found))
    return result


def _make_rows(record: Record, found: list[Found], coverage: str) -> list[dict[str, object]]:
    doc_id, sent_id, text, _ = record
    if coverage == "names":
        found = [mention for mention in found if mention.kind in _NAMES]
    return [
        {
            "mention_id": f"{sent_id}:m{number:02d}", "doc_id": doc_id, "sent_id": sent_id,
            "start": mention.start, "end": mention.end, "surface": text[mention.start : mention.end],
            "actor_id": mention.actor_id, "principal": mention.principal, "kind": mention.kind,
            "role": mention.role, "antecedent": mention.antecedent, "rule_id": mention.rule_id,
        }
        for number, mention in enumerate(found)
    ]  # fmt: skip


def list_principals(mentions: "pd.DataFrame") -> Mapping[str, list[str]]:
    counted = mentions["role"].isin(["actor", "party"]) | (
        mentions["role"].eq("place") & mentions["kind"].isin(["name", "short", "char"])
    )
    rows = mentions[counted & mentions["principal"].ne("")]
    return {str(sent_id): sorted(set(group)) for sent_id, group in rows.groupby("sent_id", sort=False)["principal"]}
