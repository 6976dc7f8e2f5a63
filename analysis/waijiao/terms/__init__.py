"""Terms: how often words occur, which are key to some texts, and which go together."""

from waijiao.terms.around import score_actor_keyness
from waijiao.terms.collocations import score_collocations
from waijiao.terms.counting import count_terms, count_terms_over_time, summarize_dropped
from waijiao.terms.dispersion import score_dispersion
from waijiao.terms.diversity import score_diversity
from waijiao.terms.keyness import score_keyness
from waijiao.terms.ngrams import count_ngrams, score_ngrams
from waijiao.terms.stopwords import read_stopwords
from waijiao.terms.weighting import score_tfidf

__all__ = [
    "count_ngrams",
    "count_terms",
    "count_terms_over_time",
    "read_stopwords",
    "score_actor_keyness",
    "score_collocations",
    "score_dispersion",
    "score_diversity",
    "score_keyness",
    "score_ngrams",
    "score_tfidf",
    "summarize_dropped",
]
