"""Words: cutting sentences into tokens, names kept whole.

A sentence is first cut at the borders of the names that the text is known to hold, then at those of its dates; the
segmenter sees only the stretches between. So no name is ever torn (布林肯 never becomes 布/林肯) and no date runs into
the next word (30日称 never becomes 30/日称), whatever the segmenter's dictionary says, and every token knows its place.
"""

from waijiao.segmentation.cutting import segment
from waijiao.segmentation.engines import Engine, make_tagger
from waijiao.segmentation.torn import find_torn_names

__all__ = ["Engine", "find_torn_names", "make_tagger", "segment"]
