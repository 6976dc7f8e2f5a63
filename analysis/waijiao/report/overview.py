"""The study on one screen: what the command line prints at its end."""

from math import isnan
from typing import TYPE_CHECKING, Any

from waijiao.lexicon import read_labels
from waijiao.plots.wording import Names, name_actor, say
from waijiao.report.coverage import say_coverage
from waijiao.report.findings import CHECKS, choose_strongest, describe_measures, list_caveats, show_number
from waijiao.report.layout import align_columns, fold_line, measure_cells, shorten
from waijiao.report.sections import list_actors, list_cleaning
from waijiao.tables import check_choice

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.plots.style import Labels
    from waijiao.study import Study

__all__ = ["render_summary"]

_WIDTH = 100
_TERMS = 12
_ACTORS = 7
_RELATIONS = 4
_MOST_LINES = 60


def render_summary(study: "Study", labels: "Labels" = "en") -> str:
    """Return the study in at most sixty lines: cleaning, words, actors, strongest relations, compass, caveats.

    Columns are aligned for terminals and fixed-width fonts, where a Chinese character takes two cells.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    labels : {"zh", "en", "both"}
        Language. Words and passages of the text stay as they are.

    Returns
    -------
    str
        Lines joined by newlines, none at the end.

    Raises
    ------
    InputError
        When ``labels`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> print(render_summary(study).splitlines()[0])
    1 document · 7 characters · 1 sentence · 3 words · 1 act between actors
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    names = read_labels()
    parts = [
        _count(study, labels) + _summarize_coverage(study, labels), _summarize_cleaning(study, labels),
        _summarize_terms(study, labels), _summarize_actors(study, names, labels),
        _summarize_relations(study, 1, names, labels), _summarize_relations(study, -1, names, labels),
        _summarize_compass(study, names, labels),
    ]  # fmt: skip
    lines = [line for part in parts if part for line in ["", *part]][1:]
    room = _MOST_LINES - len(lines)
    return "\n".join(lines + _summarize_caveats(study, names, labels, room))


def _count(study: "Study", labels: "Labels") -> list[str]:
    words = int(study.tokens["kind"].isin(["word", "name", "latin"]).sum())
    acts = int(study.events["event_group"].nunique())
    numbers = [
        (len(study.documents), "篇文章", "document"),
        (int(study.documents["text"].str.len().sum()), "字符", "character"),
        (len(study.sentences), "句", "sentence"), (words, "词", "word"), (acts, "条行为体间的行为", "act"),
    ]  # fmt: skip
    zh = " · ".join(f"{number:,} {unit}" for number, unit, _ in numbers)
    en = " · ".join(f"{number:,} {unit}{'' if number == 1 else 's'}" for number, _, unit in numbers)
    return _lines(zh, f"{en} between actors", labels)


def _lines(zh: str, en: str, labels: "Labels") -> list[str]:
    return {"zh": [zh], "en": [en], "both": [zh, en]}[labels]


def _head(zh: str, en: str, labels: "Labels") -> str:
    return say(zh, en, labels, joint=" ")


def _summarize_cleaning(study: "Study", labels: "Labels") -> list[str]:
    """Return one line per kind of finding: what was done, how often, and the first passage."""
    rows = []
    for group in list_cleaning(study):
        # A comma says nothing when it is shown alone.
        passage = "" if group["kind"].en == "half-width marks" else shorten(group["passages"][0]["text"], 44)
        rows.append((group["action"].say(labels, " "), str(group["count"]), group["kind"].say(labels, " "), passage))
    if not rows:
        return []
    head = _head("清理（原文未改动）", "Cleaning (the text itself is unchanged)", labels)
    return [head, *_indent(align_columns(rows, right=[1]))]


def _indent(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _summarize_terms(study: "Study", labels: "Labels") -> list[str]:
    if study.terms.empty:
        return []
    top = study.terms.head(_TERMS)
    shown = [f"{term} {count}" for term, count in zip(top["term"], top["count"], strict=True)]
    return [_head("高频词", "Most frequent words", labels), *_indent(_fold_items(shown))]


def _fold_items(items: list[str]) -> list[str]:
    """Return items set apart by two blanks, as lines that break between items only."""
    lines = [""]
    for item in items:
        longer = f"{lines[-1]}  {item}" if lines[-1] else item
        if measure_cells(longer) <= _WIDTH - 2:
            lines[-1] = longer
        else:
            lines.append(item)
    return lines


def _summarize_actors(study: "Study", names: Names, labels: "Labels") -> list[str]:
    """Return the actors most often named, with the forms in which the text names them."""
    actors = list_actors(study)[:_ACTORS]
    if not actors:
        return []
    rows = []
    for row in actors:
        forms = shorten("、".join(f"{form} {count}" for form, count in row["forms"]), 52)
        name = name_actor(row["actor"], names, labels, joint=" ")
        rows.append((name, str(row["mentions"]), str(row["sentences"]), forms))
    head = (
        _head("行为体", "Actors", labels), _head("提及", "mentions", labels), _head("句", "sentences", labels),
        _head("文中写作", "named as", labels),
    )  # fmt: skip
    return align_columns([head, *rows], right=[1, 2])


def _summarize_coverage(study: "Study", labels: "Labels") -> list[str]:
    coverage = say_coverage(study)
    lines = [] if coverage is None else _lines(coverage.zh, coverage.en, labels)
    return [folded for line in lines for folded in fold_line(line, _WIDTH)]


def _summarize_relations(study: "Study", sign: int, names: Names, labels: "Labels") -> list[str]:
    strongest = choose_strongest(study.relations, sign, _RELATIONS)
    title = ("最强的合作关系", "Strongest cooperation") if sign > 0 else ("最强的敌对关系", "Strongest hostility")
    if strongest.empty:
        return []
    head = (
        _head(*title, labels), _head("记录", "records", labels), _head("合作", "coop.", labels),
        _head("冲突", "conflict", labels), _head("立场", "stance", labels), _head("95% 区间", "95 % interval", labels),
    )  # fmt: skip
    rows = [_describe_relation(row, names, labels) for _, row in strongest.iterrows()]
    return align_columns([head, *rows], right=[1, 2, 3, 4])


def _describe_relation(row: "pd.Series[Any]", names: Names, labels: "Labels") -> tuple[str, ...]:
    source, target = (name_actor(str(row[end]), names, labels, joint=" ") for end in ("source", "target"))
    low, high = (float(row[bound]) for bound in ("low", "high"))
    interval = "" if isnan(low) else f"{show_number(low)} … {show_number(high)}"
    coop, conf, stance = (show_number(float(row[name]), d) for name, d in (("coop", 1), ("conf", 1), ("stance", 2)))
    return f"{source} → {target}", str(row["events"]), coop, conf, stance, interval


def _summarize_compass(study: "Study", names: Names, labels: "Labels") -> list[str]:
    if study.compass is None:
        return []
    zh, en = (name_actor(study.focal, names, language) for language in ("zh", "en"))
    head = _head(f"{zh}的外交罗盘", f"The diplomatic compass of {en}", labels)
    rows = []
    language: Labels = "en" if labels == "en" else "zh"
    for measure in describe_measures(study.compass)[:6]:
        name = measure.name.say(labels, " ") + (" ◆" if measure.is_part else "")
        rows.append((name, show_number(measure.value), shorten(measure.meaning.say(language), 84)))
    return [head, *_indent(align_columns(rows, right=[1])), *_summarize_checks(study, labels)]


def _summarize_checks(study: "Study", labels: "Labels") -> list[str]:
    """Return between what ends the index moves when sentences are left out or drawn anew."""
    checks = [row for row in study.uncertainty.to_dict("records") if row["low"] == row["low"]][:2]
    rows = [(CHECKS[row["check"]].say(labels, " "), f"{row['low']:.2f} – {row['high']:.2f}") for row in checks]
    return (
        [f"  {say('指数的区间', 'Range of the index', labels)}", *_indent(_indent(align_columns(rows)))] if rows else []
    )


def _summarize_caveats(study: "Study", names: Names, labels: "Labels", room: int) -> list[str]:
    """Return the caveats as folded lines, as many whole ones as there is room for."""
    lines = ["", _head("这些数字说明不了什么", "What the figures cannot show", labels)]
    language: Labels = "zh" if labels == "zh" else "en"
    for caveat in list_caveats(study, names):
        folded = fold_line(caveat.say(language), _WIDTH - 4)
        if len(lines) + len(folded) > room:
            break
        lines += [f"  · {folded[0]}", *(f"    {line}" for line in folded[1:])]
    return lines
