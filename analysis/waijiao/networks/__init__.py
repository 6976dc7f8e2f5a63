"""Networks: who is named together with whom, and what may be concluded from it.

Being named together is not a relation: co-occurrence has no sign and no direction. Groups found in it are topic
groups, never camps; who stands with whom is said by the coded events (:func:`build_signed_network`).
"""

from waijiao.networks.cooccurrence import count_cooccurrence, render_testability
from waijiao.networks.files import read_network, write_network
from waijiao.networks.graphs import build_network, build_signed_network, find_groups, rank_actors
from waijiao.networks.positions import build_position_network, list_positions
from waijiao.networks.windows import count_neighbours

__all__ = [
    "build_network",
    "build_position_network",
    "build_signed_network",
    "count_cooccurrence",
    "count_neighbours",
    "find_groups",
    "list_positions",
    "rank_actors",
    "read_network",
    "render_testability",
    "write_network",
]
