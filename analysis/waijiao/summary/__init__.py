"""Who stands how to whom: directed relations with intervals, in plain sentences, down to the evidence.

And how much of the actors was found on the way, and which standing ties lie beside.
"""

from waijiao.summary.comparison import compare_outlets, compare_periods
from waijiao.summary.coverage import find_visible, summarize_coverage
from waijiao.summary.evidence import find_evidence
from waijiao.summary.sentences import render_relation
from waijiao.summary.stance import summarize_stance
from waijiao.summary.ties import compare_ties, find_span

__all__ = [
    "compare_outlets",
    "compare_periods",
    "compare_ties",
    "find_evidence",
    "find_span",
    "find_visible",
    "render_relation",
    "summarize_coverage",
    "summarize_stance",
]
