"""Results drawn as plotly figures: plain dicts, so that they can be kept and sent without being built again."""

from lib.report.figures.axes import axis_bars, bridge
from lib.report.figures.base import Drawing
from lib.report.figures.league import ranking_dots
from lib.report.figures.quadrants import quadrants
from lib.report.figures.rates import bars
from lib.report.figures.slopes import slopes
from lib.report.figures.strips import band_strip, rank_strip, sparklines, worse_strips
from lib.report.figures.thin_bars import thin_bars

__all__ = [
    "Drawing",
    "axis_bars",
    "band_strip",
    "bars",
    "bridge",
    "quadrants",
    "rank_strip",
    "ranking_dots",
    "slopes",
    "sparklines",
    "thin_bars",
    "worse_strips",
]
