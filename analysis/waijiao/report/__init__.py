"""The study as files and as text: a folder, one self-contained page, a summary for the terminal."""

from waijiao.report.folder import check_folder, write_study
from waijiao.report.overview import render_summary
from waijiao.report.page import render_report

__all__ = ["check_folder", "render_report", "render_summary", "write_study"]
