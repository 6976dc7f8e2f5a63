"""What the tables lack: names that look like actors, verbs between actors that carry no coded act.

Both lists are made for reading: each row has its two sentences and a line to paste, so that a study's own dictionary
grows from its own texts. They judge by what stands beside a word (``data/name_patterns.csv``) and by the segmenter's
parts of speech, and are wrong often enough that nothing is taken over unread.
"""

from waijiao.discovery.names import ACTOR_KINDS, rank_unlisted_names
from waijiao.discovery.patterns import KINDS
from waijiao.discovery.verbs import rank_uncovered_verbs

__all__ = ["ACTOR_KINDS", "KINDS", "rank_uncovered_verbs", "rank_unlisted_names"]
