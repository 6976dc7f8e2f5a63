"""The tables of words: counted, compared, and found together. Columns of groups (`by`) stand before these."""

from waijiao.tables.contract import make_contract

__all__ = ["WORDS"]

WORDS = [
    make_contract(
        "terms", "term", "term",
        term="str: the word",
        count="int64: occurrences",
        doc_count="int64: documents that hold it",
        sent_count="int64: sentences that hold it",
        per_million="float64: occurrences per million tokens counted",
    ),
    make_contract(
        "dropped", "reason for which tokens are left out", "reason",
        reason="str: kind, stopword, min_length, min_count, or '' for the tokens that were counted",
        tokens="int64: tokens",
        terms="int64: different ones",
        share="float64: of all tokens, 0 to 1; NaN when there are none",
        examples="str: the five most frequent",
    ),
    make_contract(
        "trends", "term and period", "term period",
        term="str: the word",
        period="str: ISO day, month or year",
        count="int64: occurrences, 0 where the period's documents lack the word",
        doc_count="int64: documents that hold it",
        documents="int64: documents of the period",
        tokens="int64: tokens of the counted kinds in them",
        per_million="float64: occurrences per million of these tokens, NaN in a period without any",
    ),
    make_contract(
        "tfidf", "document (or group) and term", "doc_id term",
        term="str: the word",
        count="int64: occurrences in the document",
        doc_count="int64: documents that hold it",
        idf="float64: inverse document frequency",
        tfidf="float64: weight of the term in the document",
    ),
]  # fmt: skip
"""One contract per table."""
