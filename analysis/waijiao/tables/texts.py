"""The tables of a text: documents, their parts, words and places."""

from waijiao.tables.contract import make_contract

__all__ = ["TEXTS"]

TEXTS = [
    make_contract(
        "documents", "article", "doc_id",
        doc_id="str: readable id, the file's stem or the id column of the input",
        date="str: ISO date, '' when unknown",
        date_source="str: how the date is known: publication, crawl, dateline, given, or '' for unknown",
        outlet="str: publisher, '' when unknown",
        title="str: headline, '' when none was found",
        text="str: the text as it came, never changed",
        url="str: address, '' when unknown",
        language="str: zh-Hans, zh-Hant, or und for neither",
    ),
    make_contract(
        "zones", "line of a document that holds text", "doc_id start",
        doc_id="str: the document",
        par_index="int64: paragraph number within the document, from 0",
        zone="str: headline, body or boilerplate",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        rule_id="str: the rule that decided, a row of data/boilerplate.csv or a rule named in waijiao.corpus",
        reason="str: that rule in plain words",
        text="str: the line",
    ),
    make_contract(
        "cleaning", "finding", "doc_id start kind",
        doc_id="str: the document",
        action="str: set aside, or noted (kept as it is)",
        kind="str: boilerplate, fragment, open quotation, long quotation, stray blank or half-width marks",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        reason="str: why, in plain words",
        text="str: the passage",
    ),
    make_contract(
        "sentences", "sentence", "sent_id",
        sent_id="str: doc_id:s000",
        doc_id="str: the document",
        sent_index="int64: number within the document, from 0",
        par_index="int64: paragraph number within the document, from 0",
        zone="str: headline, body or boilerplate",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        text="str: the sentence as it stands",
    ),
    make_contract(
        "tokens", "token", "sent_id token_index",
        sent_id="str: the sentence",
        token_index="int64: number within the sentence, from 0",
        doc_id="str: the document",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        token="str: the word, as it stands or in simplified characters",
        kind="str: word, name (a span of a mention, never torn), date, number, latin, or punct",
    ),
    make_contract(
        "concordance", "hit", "doc_id start",
        doc_id="str: the document",
        sent_id="str: the sentence in which the hit begins",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        pre="str: text before the hit",
        keyword="str: the hit",
        post="str: text after the hit",
    ),
]  # fmt: skip
"""One contract per table."""
