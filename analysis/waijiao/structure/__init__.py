"""The structure of ties, whatever they are ties of: matrices in, numbers out.

Two factions and what speaks against them (:func:`find_division`), and whom an actor keeps apart
(:func:`score_holes`). The compass asks this about one actor, the networks about all of them.
"""

from waijiao.structure.balance import Division, find_division
from waijiao.structure.holes import score_holes

__all__ = ["Division", "find_division", "score_holes"]
