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
    make_contract(
        "keyness", "term", "term",
        term="str: the word",
        count_target="int64: occurrences in the texts that are characterised",
        count_reference="int64: occurrences in those that they are compared with",
        doc_count_target="int64: documents of the target that hold it",
        doc_count_reference="int64: documents of the reference that hold it",
        g2="float64: log-likelihood, negative when the term is rarer in the target; so the next four",
        g2_yates="float64: with Yates' correction",
        g2_williams="float64: with Williams' correction",
        chi2="float64: Pearson's statistic",
        chi2_yates="float64: with Yates' correction",
        odds_ratio="float64: conditional maximum likelihood, 0 to infinity; NaN unless asked for",
        log_odds="float64: difference of log odds with an informative Dirichlet prior",
        log_odds_z="float64: that over its standard error",
        log_ratio="float64: binary logarithm of the ratio of frequencies: 1 twice as frequent, -1 half",
        low="float64: lower end of its 95 % interval",
        high="float64: upper end",
        simple_maths="float64: ratio of frequencies per million, a constant added to both; above 0",
        pmi="float64: natural logarithm of observed over expected; minus infinity when the target lacks the term",
        p="float64: probability of such a difference by chance, by the test of the measure",
        q="float64: p after Benjamini and Hochberg over the testable terms, NaN for the others",
        p_bonferroni="float64: p times the number of testable terms, at most 1; NaN for the others",
        testable="bool: False when the term is too small to test",
    ),
]  # fmt: skip
"""One contract per table."""
