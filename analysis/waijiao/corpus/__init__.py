"""From files to sentences: reading, zones (headline, body, boilerplate), cleaning report, splitting.

The text of a document is never changed: everything that is set aside is set aside by position.
"""

from waijiao.corpus.reading import read_corpus
from waijiao.corpus.sentences import split_sentences
from waijiao.corpus.zones import find_zones, summarize_cleaning

__all__ = ["find_zones", "read_corpus", "split_sentences", "summarize_cleaning"]
