"""The reference coding, and how far a coding agrees with it.

:func:`read_gold` reads the adjudicated coding of the case-study article from ``data/gold``, :func:`read_coders` the
two codings it was made from; :func:`read_annotations` and :func:`write_annotations` exchange codings with annotators
as JSON lines; :func:`summarize_coding` turns our tables into such a coding; :func:`compare_coding` counts hits, misses
and errors at eight levels, from who is named to who says so; :func:`score_agreement` says how far two coders agree
beyond chance; :func:`draw_audit_sample` and :func:`summarize_audit` let a person check our coding of any corpus.

The coders of ``data/gold`` are large language models reading under written rules, not humans, and the text is one
article. State this with every figure.
"""

from waijiao.validation.agreement import score_agreement
from waijiao.validation.annotations import Coding, read_annotations, summarize_coding, write_annotations
from waijiao.validation.audit import draw_audit_sample, summarize_audit
from waijiao.validation.comparison import LEVELS, compare_coding
from waijiao.validation.gold import Gold, read_coders, read_gold

__all__ = [
    "LEVELS",
    "Coding",
    "Gold",
    "compare_coding",
    "draw_audit_sample",
    "read_annotations",
    "read_coders",
    "read_gold",
    "score_agreement",
    "summarize_audit",
    "summarize_coding",
    "write_annotations",
]
