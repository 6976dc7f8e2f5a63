"""The study's figures: which there are, and how they stand inside a page."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from waijiao.compass import Compass, measure_compass
from waijiao.errors import InputError
from waijiao.lexicon import read_labels
from waijiao.networks import find_groups
from waijiao.plots import (
    plot_compass,
    plot_compass_grid,
    plot_dispersion,
    plot_keyness,
    plot_network,
    plot_stance,
    plot_terms,
    plot_ties,
    plot_timeline,
    plot_trends,
    render_svg,
)
from waijiao.plots.canvas import describe_figure
from waijiao.plots.wording import name_actor, say
from waijiao.report.standing import find_named_ties
from waijiao.summary import find_span
from waijiao.terms import count_terms_over_time, score_actor_keyness

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from waijiao.plots.style import Labels
    from waijiao.study import Study

__all__ = ["Drawing", "Link", "draw_figures", "inline_svg"]

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_UNWANTED = {f"{_SVG}metadata", f"{_SVG}style", f"{_SVG}title", f"{_SVG}desc"}
_URL = re.compile(r"url\(#")
_LONG = re.compile(r"\d+\.\d{3,}")
_POINT = 96 / 72
_USABLE_DATES = ["publication", "dateline", "given"]
# Rows of the figures of words, and from which q on a term is key.
_ROWS, _STRIPS = 10, 5
_ALPHA = 0.05


class Drawing(NamedTuple):
    """A figure, its SVG file as text, and what it shows, in words."""

    axes: "Axes"
    svg: str
    words: str


class Link(NamedTuple):
    """Where a mark of a figure leads inside the page, and what it is, for those who do not see it."""

    anchor: str
    name: str


def draw_figures(study: "Study", labels: "Labels" = "both") -> dict[str, Drawing]:
    """Return every figure that the study has enough rows for.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    labels : {"zh", "en", "both"}
        Language of all words.

    Returns
    -------
    dict of str to Drawing
        By file name without ending, in the order of the page: ``terms``, ``dispersion``, ``trends``, ``keyness``,
        ``network``, ``stance``, ``timeline``, ``compass``, ``compass_grid``, ``ties``. Words over time and timeline
        need two months, keyness a term that is key to the sentences about the focal actor.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> list(draw_figures(study))
    ['terms', 'dispersion', 'network', 'stance', 'compass']
    """
    figures = _draw_words(study, labels)
    if study.network.number_of_edges():
        figures["network"] = plot_network(study.network, groups=find_groups(study.network), labels=labels)
    if len(study.relations):
        figures["stance"] = plot_stance(study.relations, labels=labels)
    if _has_periods(study):
        figures["timeline"] = plot_timeline(study.events, study.documents, labels=labels)
    if study.compass is not None and len(study.compass.partners):
        figures["compass"] = plot_compass(study.compass, ties=study.ties[study.ties["stands"]], labels=labels)
    if len(study.comparison) > 1:
        figures["compass_grid"] = plot_compass_grid(_measure_all(study), labels=labels)
    if len(ties := find_named_ties(study)):
        figures["ties"] = plot_ties(ties, focal=study.focal, on=find_span(study.documents).last or None, labels=labels)
    return {
        name: Drawing(axes, render_svg(axes), " — ".join(describe_figure(axes).splitlines()))
        for name, axes in figures.items()
    }


def _draw_words(study: "Study", labels: "Labels") -> "dict[str, Axes]":
    figures: dict[str, Axes] = {}
    top = study.terms["term"].head(_ROWS).tolist()
    if top:
        figures["terms"] = plot_terms(study.terms, labels=labels)
        figures["dispersion"] = plot_dispersion(study.tokens, top, labels=labels)
        if _has_periods(study):
            trends = count_terms_over_time(study.tokens, study.documents, top[:_STRIPS])
            figures["trends"] = plot_trends(trends, labels=labels)
    keyness = _score_focal(study)
    if keyness is not None and (keyness["q"] <= _ALPHA).any():
        zh, en = (name_actor(study.focal, read_labels(), language) for language in ("zh", "en"))
        target = say(f"提到{zh}的句子", f"sentences that name {en}", labels)
        others = say("其余句子", "the others", labels)
        figures["keyness"] = plot_keyness(keyness, alpha=_ALPHA, target=target, reference=others, labels=labels)
    return figures


def _score_focal(study: "Study") -> "pd.DataFrame | None":
    """Return what is key to the sentences about the focal actor; None when all of them are, or nothing is left."""
    try:
        return score_actor_keyness(study.tokens, study.mentions, study.focal, min_length=2)
    except InputError:
        return None


def _has_periods(study: "Study") -> bool:
    """Tell whether events fall into two months or more: a single bar is no course of time."""
    dated = study.documents[
        study.documents["date_source"].isin(_USABLE_DATES) & (study.documents["date"].str.len() >= 7)
    ]
    coded = dated[dated["doc_id"].isin(study.events["doc_id"])]
    return len(set(coded["date"].str[:7])) > 1


def _measure_all(study: "Study") -> list[Compass]:
    """Return the compasses of the actors compared, the focal one first."""
    others = [actor for actor in study.comparison["actor"] if actor != study.focal]
    return [measure_compass(study.events, actor) for actor in [study.focal, *others]]


def inline_svg(svg: str, prefix: str, name: str, links: Mapping[str, Link] | None = None) -> str:
    """Return an SVG file as an element of a page: ids of its own, any width, some marks linked to their evidence.

    Parameters
    ----------
    svg : str
        A whole SVG document, as :func:`waijiao.plots.render_svg` returns it.
    prefix : str
        What every id begins with, so that two figures in one page never share one.
    name : str
        What a screen reader says of the figure.
    links : mapping of str to Link, optional
        By the id that the figure gives to a mark, such as ``partner-USA``.

    Returns
    -------
    str
        One ``<svg>`` element that asks for nothing outside the page.

    Examples
    --------
    >>> bar = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><g id="bar"/></svg>'
    >>> inline_svg(bar, "terms-", "words")
    '<svg role="img" aria-label="words" style="--width:96px"><g id="terms-bar" /></svg>'
    """
    root = ElementTree.fromstring(svg)
    width = float(root.get("width", "0").removesuffix("pt")) * _POINT
    box = root.get("viewBox")
    root.attrib.clear()
    if box:
        root.set("viewBox", box)
    # A picture without links is one thing to a screen reader; one with links is a group of things.
    root.set("role", "group" if links else "img")
    root.set("aria-label", name)
    root.set("style", f"--width:{width:.0f}px")
    _remove(root)
    _rename(root, prefix)
    _link(root, {prefix + mark: link for mark, link in (links or {}).items()})
    return ElementTree.tostring(root, encoding="unicode")


def _remove(root: ElementTree.Element) -> None:
    """Take out what a page does not need: metadata, a style that would hold for the whole page, titles."""
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in _UNWANTED]:
            parent.remove(child)
        # Line breaks between elements are half of a page's weight.
        parent.text = parent.text if (parent.text or "").strip() else None
        parent.tail = parent.tail if (parent.tail or "").strip() else None


def _rename(root: ElementTree.Element, prefix: str) -> None:
    """Put the prefix before every id and every use of one, and drop the names of the namespaces."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for key, value in list(element.attrib.items()):
            if key == "id":
                element.set(key, prefix + value)
            elif key == _HREF:
                del element.attrib[key]
                # Anything but a place in the figure is a picture inside the file, such as a colour scale.
                element.set("href", f"#{prefix}{value[1:]}" if value.startswith("#") else value)
            elif key == "d":
                # A hundredth of a point is finer than any screen, and half the page's weight.
                element.set(key, _LONG.sub(lambda number: f"{float(number[0]):.2f}", " ".join(value.split())))
            elif "url(#" in value:
                element.set(key, _URL.sub(f"url(#{prefix}", value))


def _link(root: ElementTree.Element, links: Mapping[str, Link]) -> None:
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            link = links.get(child.get("id", ""))
            if link:
                anchor = ElementTree.Element("a", {"href": f"#{link.anchor}", "aria-label": link.name})
                ElementTree.SubElement(anchor, "title").text = link.name
                parent[place] = anchor
                anchor.append(child)
