"""Who stands how to whom: directed relations with intervals, in plain sentences, down to the evidence."""

from waijiao.summary.comparison import compare_outlets, compare_periods
from waijiao.summary.evidence import find_evidence
from waijiao.summary.sentences import render_relation
from waijiao.summary.stance import summarize_stance

__all__ = ["compare_outlets", "compare_periods", "find_evidence", "render_relation", "summarize_stance"]
