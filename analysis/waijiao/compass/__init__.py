"""The diplomatic compass: "360-degree diplomacy" as a measurement, with its evidence and its uncertainty.

An actor turned to all sides keeps open channels (openness), spreads its cooperation over the camps (camp evenness), is
connected to both ends of hostile pairs (bridging) and is little hostile itself (amity); D360 is the geometric mean of
the four. :func:`measure_compass` gives one actor's profile with partners, hostile pairs and sentences;
:func:`compare_compass` ranks several; :func:`decompose_compass` explains the gap between two. The functions that begin
with ``score_`` say how far the figures can be trusted.
"""

from waijiao.acts import Value
from waijiao.compass.camps import Camps, read_camps
from waijiao.compass.mediations import find_mediations
from waijiao.compass.profile import Compass, compare_compass, decompose_compass, measure_compass
from waijiao.compass.resampling import score_bootstrap, score_influence, score_rarefaction
from waijiao.compass.uncertainty import score_compass_uncertainty, score_permutation, score_variants

__all__ = [
    "Camps",
    "Compass",
    "Value",
    "compare_compass",
    "decompose_compass",
    "find_mediations",
    "measure_compass",
    "read_camps",
    "score_bootstrap",
    "score_compass_uncertainty",
    "score_influence",
    "score_permutation",
    "score_rarefaction",
    "score_variants",
]
