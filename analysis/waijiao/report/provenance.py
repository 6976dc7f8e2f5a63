"""Where a study comes from: versions, fingerprints of texts and lexicons, options. No time, no machine, no path."""

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from waijiao import __version__
from waijiao.lexicon import data_dir

if TYPE_CHECKING:
    from waijiao.study import Study

__all__ = ["MAKER", "hash_text", "make_provenance"]

MAKER = "waijiao"
"""By this word, under ``made_by``, a folder is known to be one that waijiao wrote."""

_PACKAGES = (
    "ahocorasick-rs", "jieba", "jinja2", "matplotlib", "networkx", "numpy", "pandas", "pyarrow", "scipy", "zhplot",
)  # fmt: skip


def make_provenance(study: "Study", options: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Return what another reader needs in order to arrive at the same files.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    options : mapping of str to object, optional
        What the study was made with, such as ``focal``, ``labels``, ``seed``. Paths are kept as file names, with the
        fingerprint of the file.

    Returns
    -------
    dict
        Ready for JSON: ``made_by``, ``waijiao``, ``python`` (major.minor), ``packages``, ``seed``, ``options``,
        ``documents`` (sha256 of each text in UTF-8), ``lexicons`` (sha256 by file of ``data/``), ``tables`` (rows).

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> provenance = make_provenance(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]}))), {"seed": 7})
    >>> provenance["seed"], provenance["documents"][0]["characters"], "cues.csv" in provenance["lexicons"]
    (7, 7, True)
    """
    given = dict(options or {})
    return {
        "made_by": MAKER,
        "waijiao": __version__,
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "packages": _list_versions(),
        "seed": given.pop("seed", 0),
        "options": {name: _plain(value) for name, value in sorted(given.items())},
        "documents": _describe_documents(study),
        "lexicons": _hash_lexicons(),
        "tables": {name: {"rows": len(table), "columns": list(table.columns)} for name, table in study.tables.items()},
    }


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> hash_text("外交")[:12]
    '222ac4fd9658'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _list_versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _plain(value: object) -> Any:
    if isinstance(value, PurePath):
        file = Path(value)
        return {"file": value.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def _describe_documents(study: "Study") -> list[dict[str, Any]]:
    kept = ["doc_id", "language", "outlet", "date", "date_source", "url"]
    rows = study.documents[[*kept, "text"]].itertuples(index=False, name=None)
    return [
        {**dict(zip(kept, row, strict=False)), "characters": len(text), "sha256": hash_text(text)}
        for *row, text in rows
    ]


def _hash_lexicons() -> dict[str, str]:
    """Return the fingerprint of every file of knowledge; line ends do not count, because Git may change them."""
    home = data_dir()
    files = sorted(path for path in home.rglob("*") if path.suffix in (".csv", ".toml"))
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        for path in sorted(files, key=lambda path: path.relative_to(home).as_posix())
    }
