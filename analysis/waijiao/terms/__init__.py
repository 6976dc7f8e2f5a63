"""Terms: how often words occur, which are key to some texts, and which go together."""

from waijiao.terms.collocations import score_collocations
from waijiao.terms.counting import count_terms, read_stopwords, summarize_dropped
from waijiao.terms.keyness import score_keyness

__all__ = ["count_terms", "read_stopwords", "score_collocations", "score_keyness", "summarize_dropped"]
