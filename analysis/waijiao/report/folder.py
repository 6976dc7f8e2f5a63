"""The study as a folder of files: all of it, or nothing."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.networks import build_signed_network, write_network
from waijiao.plots import write_figure
from waijiao.report.figures import Drawing, draw_figures
from waijiao.report.overview import render_summary
from waijiao.report.page import render_page
from waijiao.report.provenance import MAKER, make_provenance
from waijiao.tables import check_choice

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.plots.style import Labels
    from waijiao.study import Study

__all__ = ["check_folder", "list_tables", "write_study"]

Progress = Callable[[str, int, int], None]
Writer = Callable[[Path], None]


def check_folder(folder: str | Path) -> None:
    """Raise unless a study can be written there: to a new or empty folder, or over an earlier study.

    Parameters
    ----------
    folder : str or Path
        Where the study is to be written.

    Raises
    ------
    InputError
        When there is a file of that name, or a folder with files that waijiao did not write.

    Examples
    --------
    >>> check_folder("no-such-folder")
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise InputError(f"{folder}: is a file; expected a folder. Give another name for the output.")
    if not place.is_dir():
        return
    held = sorted(entry.name for entry in place.iterdir())
    if held and not _is_ours(place):
        raise InputError(
            f"{folder}: holds files that are no study of waijiao, such as {held[0]}; expected a new or empty folder, "
            "or one with an earlier study, which is replaced. Give another name, or empty the folder."
        )


def _is_ours(place: Path) -> bool:
    try:
        provenance = json.loads((place / "provenance.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(provenance, dict) and provenance.get("made_by") == MAKER


def list_tables(study: "Study") -> "dict[str, pd.DataFrame]":
    """Return every table of a study, those of the compass too.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    dict of str to DataFrame
        By file name without ending; one row per what the table's contract says. ``compass_measures`` has one row per
        measure, ``compass_partners`` and ``compass_chords`` are those of :class:`waijiao.compass.Compass`.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> list(list_tables(study))[-3:]
    ['compass_measures', 'compass_partners', 'compass_chords']
    """
    import pandas as pd

    tables = dict(study.tables)
    if study.compass is not None:
        measures = pd.DataFrame(list(study.compass.measures.items()), columns=["measure", "value"])
        tables["compass_measures"] = measures.assign(actor=study.focal)[["actor", "measure", "value"]]
        tables["compass_partners"] = study.compass.partners
        tables["compass_chords"] = study.compass.chords
    return tables


def write_study(
    study: "Study",
    folder: str | Path,
    *,
    labels: "Labels" = "both",
    options: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a study and return the files: tables, figures, networks, report, summary and provenance.

    Everything is made beside ``folder`` first and put in its place at the end, so that it is whole or not there. An
    earlier study in that place is replaced; a folder with anything else is refused. The same study gives the same
    bytes in every process.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    folder : str or Path
        Where to write; made when it is not there.
    labels : {"zh", "en", "both"}
        Language of figures and report.
    options : mapping of str to object, optional
        What the study was made with, such as ``focal`` and ``seed``, for ``provenance.json``.
    progress : callable, optional
        Called with what is being written, parts done and parts in all.

    Returns
    -------
    list of Path
        ``report.html``, ``summary.txt``, ``provenance.json``; ``tables/`` (CSV with byte-order mark, for spreadsheets,
        and Parquet); ``figures/`` (SVG and PNG); ``networks/`` (GraphML and GEXF).

    Raises
    ------
    InputError
        When ``labels`` is unknown, the folder cannot be used, or pyarrow or jinja2 is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> with tempfile.TemporaryDirectory() as place:
    ...     [file.name for file in write_study(study, Path(place) / "mine", labels="en")][:3]
    ['report.html', 'summary.txt', 'provenance.json']
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    check_folder(folder)
    if progress:
        progress("drawing", 0, 1)
    writers = _list_writers(study, draw_figures(study, labels), labels, options)
    target = Path(folder).resolve()
    with _open_workplace(target) as workplace:
        new = Path(workplace) / "new"
        for done, (name, write) in enumerate(writers.items()):
            if progress:
                progress(f"writing {name}", done, len(writers))
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write(new / name)
        _swap(new, target, Path(workplace) / "old")
    if progress:
        progress("written", len(writers), len(writers))
    return [Path(folder) / name for name in writers]


def _list_writers(
    study: "Study", figures: dict[str, Drawing], labels: "Labels", options: Mapping[str, object] | None
) -> dict[str, Writer]:
    """Return what is to be written, by path inside the folder."""
    provenance = make_provenance(study, options)
    writers: dict[str, Writer] = {
        "report.html": lambda path: _write_text(path, render_page(study, figures, provenance, labels)),
        "summary.txt": lambda path: _write_text(path, render_summary(study, labels) + "\n"),
        "provenance.json": lambda path: _write_text(path, json.dumps(provenance, ensure_ascii=False, indent=2) + "\n"),
    }
    for name, table in list_tables(study).items():
        writers[f"tables/{name}.csv"] = _bind(_write_csv, table)
        writers[f"tables/{name}.parquet"] = _bind(_write_parquet, table)
    for name, drawing in figures.items():
        writers[f"figures/{name}.svg"] = _bind(_write_svg, drawing)
        writers[f"figures/{name}.png"] = _bind(write_figure, drawing.axes)
    networks = {"cooccurrence": study.network, "relations": build_signed_network(study.relations)}
    for name, graph in networks.items():
        for kind in ("graphml", "gexf"):
            writers[f"networks/{name}.{kind}"] = _bind(write_network, graph)
    return writers


def _bind(write: Callable[[Any, Path], object], value: object) -> Writer:
    def bound(path: Path) -> None:
        write(value, path)

    return bound


def _open_workplace(target: Path) -> "tempfile.TemporaryDirectory[str]":
    """Return a folder beside the target, on the same disk, that vanishes whatever happens."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent)
    except OSError as fault:
        raise InputError(
            f"{target}: cannot be written there ({fault.strerror}); expected a place where folders can be made. "
            "Give another name for the output."
        ) from None


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the new folder in the target's place; when that fails, the old one stays."""
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_svg(drawing: Drawing, path: Path) -> None:
    _write_text(path, drawing.svg)


def _write_csv(table: "pd.DataFrame", path: Path) -> None:
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write_parquet(table: "pd.DataFrame", path: Path) -> None:
    try:
        table.to_parquet(path, engine="pyarrow", index=False)
    except ImportError:
        raise InputError("Parquet files need pyarrow; install waijiao[study].") from None
