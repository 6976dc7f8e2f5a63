"""The structure of ties, whatever they are ties of: matrices in, numbers out.

Two factions and what speaks against them (:func:`find_division`), groups that belong together
(:func:`find_partition`) and what many runs agree on (:func:`find_consensus`), whom an actor keeps apart
(:func:`score_holes`). The compass asks this about one actor, the networks about all of them.
"""

from waijiao.structure.balance import Division, find_division
from waijiao.structure.holes import score_holes
from waijiao.structure.partition import find_consensus, find_partition, measure_agreement

__all__ = [
    "Division",
    "find_consensus",
    "find_division",
    "find_partition",
    "measure_agreement",
    "score_holes",
]
