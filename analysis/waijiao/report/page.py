"""The study as one page: everything in it, nothing fetched from outside, every figure open to its sentences."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_codebook, read_labels, read_lexicon
from waijiao.networks import render_testability
from waijiao.report import sections
from waijiao.report.coverage import KINDS, VISIBILITY, list_levels, list_open_words, list_torn_names
from waijiao.report.evidence import Archive, open_archive
from waijiao.report.figures import Drawing, Link, draw_figures, inline_svg
from waijiao.report.findings import (
    CHECKS,
    DATE_SOURCES,
    Words,
    choose_strongest,
    describe_measures,
    list_caveats,
    show_number,
)
from waijiao.report.provenance import make_provenance
from waijiao.report.reference import LEVELS, find_reference, list_measures_beside
from waijiao.report.standing import VERDICTS, list_other_ties, list_tie_rows, say_time
from waijiao.summary import render_relation
from waijiao.tables import check_choice

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from waijiao.plots.style import Labels
    from waijiao.plots.wording import Names
    from waijiao.report.sections import Row
    from waijiao.study import Study

__all__ = ["render_page", "render_report"]

_MOST_DOCUMENTS = 30
_MOST_TERMS = 30
_MODALITIES = {
    "actual": Words("实际", "actual"),
    "negated": Words("否定", "negated"),
    "future": Words("将来", "future"),
    "hypothetical": Words("假设", "hypothetical"),
    "historical": Words("往事", "historical"),
}
_ZONES = {
    "headline": Words("标题", "headline"),
    "body": Words("正文", "body"),
    "boilerplate": Words("套话", "boilerplate"),
}


def render_report(study: "Study", *, labels: "Labels" = "both") -> str:
    """Return the study as one HTML page that needs nothing else, also no network.

    Figures, tables, the compass, and under each row the sentences behind it, the cue marked and the rule named; the
    comparison with the reference coding where the article is the one that it codes; caveats, provenance, glossary.
    The page folds open without JavaScript; a few lines of it open what a link points to.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    labels : {"zh", "en", "both"}
        Language of headings and explanations. Sentences stay as they are.

    Returns
    -------
    str
        A whole HTML document.

    Raises
    ------
    InputError
        When ``labels`` is unknown, or jinja2 is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> page = render_report(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]}))))
    >>> "<b>法国</b><mark>谴责</mark><b>伊朗</b>。" in page
    True
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    return render_page(study, draw_figures(study, labels), make_provenance(study, {"labels": labels}), labels)


def render_page(study: "Study", figures: Mapping[str, Drawing], provenance: Mapping[str, Any], labels: "Labels") -> str:
    """Return the page from figures that are drawn already, and with a provenance that knows the options.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    figures : mapping of str to Drawing
        As :func:`waijiao.report.figures.draw_figures` returns them.
    provenance : mapping
        As :func:`waijiao.report.provenance.make_provenance` returns it.
    labels : {"zh", "en", "both"}
        Language.

    Returns
    -------
    str
        A whole HTML document.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> render_page(study, {}, make_provenance(study), "en")[:15]
    '<!doctype html>'
    """
    names = read_labels()
    archive = open_archive(study)
    rows = _list_rows(study, archive)
    links = _list_links(rows, names, labels)
    pictures = {name: _picture(name, drawing, links.get(name, {})) for name, drawing in figures.items()}
    return _read_template().render(
        study=study, labels=labels, zh=labels != "en", en=labels != "zh", name=partial(_name, names), pictures=pictures,
        provenance=provenance, caveats=list_caveats(study, names), number=show_number, **rows,
        **_describe_texts(study, archive), **_describe_findings(study), **_describe_reference(study),
        **_list_words(),
    ) + "\n"  # fmt: skip


def _read_template() -> "Template":
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ModuleNotFoundError:
        raise InputError("The report needs jinja2; install waijiao[study].") from None
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("template.html")


def _name(names: "Names", code: str) -> Words:
    return Words(*names.get(code, (code, code)))


def _list_words() -> dict[str, Any]:
    """Return the words of both languages that the template looks up."""
    categories = {name: Words(entry.label_zh, entry.label_en) for name, entry in read_codebook().items()}
    glossary = read_lexicon("glossary.csv", ["term_zh", "term_en", "meaning_zh", "meaning_en"]).to_dict("records")
    return {
        "categories": categories, "modalities": _MODALITIES, "zones": _ZONES, "date_sources": DATE_SOURCES,
        "glossary": glossary, "levels": LEVELS, "kinds": KINDS, "visibility": VISIBILITY, "verdicts": VERDICTS,
        "pair_verdicts": sections.PAIR_VERDICTS,
    }  # fmt: skip


def _list_rows(study: "Study", archive: Archive) -> "dict[str, list[Row]]":
    return {
        "pairs": sections.list_pairs(study, archive),
        "relations": sections.list_relations(study, archive),
        "partners": sections.list_partners(study, archive),
        "chords": sections.list_chords(study, archive),
        "ties": list_tie_rows(study, archive),
        "coverage": list_levels(study, archive),
        "torn": list_torn_names(study, archive),
        "open_words": list_open_words(study, archive),
    }


def _list_links(rows: "dict[str, list[Row]]", names: "Names", labels: "Labels") -> dict[str, dict[str, Link]]:
    """Return, per figure, which of its marks lead where."""

    def name(code: str) -> str:
        return _name(names, code).say(labels, " ")

    compass = {row.anchor: Link(row.anchor, name(row.values["actor"])) for row in rows["partners"] if row.total}
    for row in rows["chords"]:
        compass[row.anchor] = Link(row.anchor, f"{name(row.values['actor_a'])} ↔ {name(row.values['actor_b'])}")
    ties: dict[str, Link] = {}
    for row in rows["ties"]:
        link = Link(row.anchor, name(row.values["partner"]))
        compass |= {f"{row.anchor}-coop": link, f"{row.anchor}-conf": link}
        ties |= {tie["gid"]: link for tie in row.values["standing"] + row.values["past"]}
    edges = {
        row.anchor.replace("pair-", "edge-", 1): Link(
            row.anchor, f"{name(row.values['actor_a'])} – {name(row.values['actor_b'])}"
        )
        for row in rows["pairs"]
    }
    cells = {
        row.anchor.replace("relation-", "stance-", 1): Link(
            row.anchor, f"{name(row.values['source'])} → {name(row.values['target'])}"
        )
        for row in rows["relations"]
    }
    return {"compass": compass, "network": edges, "stance": cells, "ties": ties}


def _picture(name: str, drawing: Drawing, links: Mapping[str, Link]) -> "Markup":
    from markupsafe import Markup

    # Made by ElementTree, which escapes.
    return Markup(inline_svg(drawing.svg, f"figure-{name}-", drawing.words, links))


def _describe_texts(study: "Study", archive: Archive) -> dict[str, Any]:
    return {
        "documents": study.documents.head(_MOST_DOCUMENTS).to_dict("records"),
        "cleaning": sections.list_cleaning(study),
        "text": sections.list_text(study, archive),
        "terms": study.terms.head(_MOST_TERMS).to_dict("records"),
        "actors": (actors := sections.list_actors(study))[: sections.MOST_ROWS],
        "actor_count": len(actors),
        "kind_counts": study.coverage[study.coverage["part"] == "kind"].to_dict("records"),
        "words": int(study.tokens["kind"].isin(["word", "name", "latin"]).sum()),
        "acts": int(study.events["event_group"].nunique()),
    }


def _describe_findings(study: "Study") -> dict[str, Any]:
    return {
        "measures": describe_measures(study.compass) if study.compass else [],
        "checks": [row | {"name": CHECKS[row["check"]]} for row in study.uncertainty.to_dict("records")],
        "universe": study.compass.universe if study.compass else (),
        # By records, not by rank: a text about one actor ranks nobody.
        "comparison": study.comparison.sort_values(["records", "actor"], ascending=[False, True]).to_dict("records"),
        "warmest": choose_strongest(study.relations, 1, 4).to_dict("records"),
        "coldest": choose_strongest(study.relations, -1, 4).to_dict("records"),
        "say_relation": _say_relation,
        "other_ties": list_other_ties(study),
        "tie_time": say_time(study),
        "testability": Words(*(render_testability(study.pairs, labels=language) for language in ("zh", "en"))),
    }


def _say_relation(values: Mapping[str, Any]) -> Words:
    return Words(render_relation(values, "zh"), render_relation(values, "en"))


def _describe_reference(study: "Study") -> dict[str, Any]:
    reference = find_reference(study)
    if reference is None:
        return {"reference": None, "beside": [], "agreement": []}
    agreement = [] if reference.agreement is None else reference.agreement.to_dict("records")
    return {"reference": reference, "beside": list_measures_beside(reference), "agreement": agreement}
