"""Pictures of terms, networks, stances and compasses, in Chinese, English or both.

Every ``plot_`` function returns matplotlib Axes, draws on the Axes given as ``ax`` or on a figure of its own of which
pyplot knows nothing, changes no setting, and says in a caption what was counted and how much of it. As the last line
of a notebook cell the Axes show their figure as PNG and SVG, the same bytes at every run.
"""

from waijiao.plots.canvas import render_svg, write_figure
from waijiao.plots.compass import plot_compass, plot_compass_grid
from waijiao.plots.dispersion import plot_dispersion
from waijiao.plots.keyness import plot_keyness
from waijiao.plots.kwic import plot_kwic
from waijiao.plots.network import plot_network
from waijiao.plots.notebook import Shown, render_evidence, render_table
from waijiao.plots.signed import plot_signed_network
from waijiao.plots.stance import plot_stance
from waijiao.plots.style import make_style
from waijiao.plots.terms import plot_terms
from waijiao.plots.ties import plot_ties
from waijiao.plots.timeline import plot_timeline
from waijiao.plots.trends import plot_trends

__all__ = [
    "Shown",
    "make_style",
    "plot_compass",
    "plot_compass_grid",
    "plot_dispersion",
    "plot_keyness",
    "plot_kwic",
    "plot_network",
    "plot_signed_network",
    "plot_stance",
    "plot_terms",
    "plot_ties",
    "plot_timeline",
    "plot_trends",
    "render_evidence",
    "render_svg",
    "render_table",
    "write_figure",
]
