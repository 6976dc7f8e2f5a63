"""Networks: who is named together with whom, and what may be concluded from it.

Being named together is not a relation: co-occurrence has no sign and no direction. Groups found in it are topic
groups, never camps; who stands with whom is said by the coded events (:func:`build_stance_network`).
"""

from waijiao.networks.affiliations import build_projection, build_two_mode_network, count_affiliations
from waijiao.networks.backbone import build_backbone, score_disparity
from waijiao.networks.balance import count_triads, list_triads, score_frustration
from waijiao.networks.camps import find_camps, list_contradictions
from waijiao.networks.comparison import compare_networks, compare_pairs
from waijiao.networks.cooccurrence import count_cooccurrence
from waijiao.networks.files import read_network, write_network
from waijiao.networks.graphs import build_ego_network, build_network, build_signed_network
from waijiao.networks.groups import find_groups, score_companions
from waijiao.networks.periods import build_period_networks, list_periods
from waijiao.networks.positions import build_position_network, list_positions
from waijiao.networks.ranking import rank_actors, rank_brokers
from waijiao.networks.recency import score_recency
from waijiao.networks.stance import build_channel_network, build_stance_network
from waijiao.networks.verdicts import render_testability
from waijiao.networks.windows import count_neighbours

__all__ = [
    "build_backbone",
    "build_channel_network",
    "build_ego_network",
    "build_network",
    "build_period_networks",
    "build_position_network",
    "build_projection",
    "build_signed_network",
    "build_stance_network",
    "build_two_mode_network",
    "compare_networks",
    "compare_pairs",
    "count_affiliations",
    "count_cooccurrence",
    "count_neighbours",
    "count_triads",
    "find_camps",
    "find_groups",
    "list_contradictions",
    "list_periods",
    "list_positions",
    "list_triads",
    "rank_actors",
    "rank_brokers",
    "read_network",
    "render_testability",
    "score_companions",
    "score_disparity",
    "score_frustration",
    "score_recency",
    "write_network",
]
