"""Acts between two actors, weighed: what the compass and the networks of stance and channels are made of.

Coded events become acts with a mass (:func:`gather_acts`), acts the masses of every pair (:func:`sum_masses`): how
much cooperation, how much conflict, and how much of the cooperation was contact.
"""

from waijiao.acts.gathering import Acts, Value, gather_acts
from waijiao.acts.masses import (
    Masses,
    score_channels,
    score_hostility,
    score_stance,
    sign_stance,
    sum_directed,
    sum_masses,
)

__all__ = [
    "Acts",
    "Masses",
    "Value",
    "gather_acts",
    "score_channels",
    "score_hostility",
    "score_stance",
    "sign_stance",
    "sum_directed",
    "sum_masses",
]
