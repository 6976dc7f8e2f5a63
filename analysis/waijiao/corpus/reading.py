"""Reading documents from files, folders and tables, and saying clearly what cannot be read."""

import csv
import gzip
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.corpus.zones import find_headline
from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, check_columns, make_table
from waijiao.text import decode_bytes, find_script, measure_han_share

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_corpus"]

_SUFFIXES = (".txt", ".jsonl", ".csv", ".parquet")
_MANIFEST = "manifest.csv"
_MIN_HAN_SHARE = 0.2
# Columns of other people's tables that mean the same as ours.
_SYNONYMS = {
    "sid": "doc_id",
    "id": "doc_id",
    "source": "outlet",
    "content": "text",
    "body": "text",
    "headline": "title",
}

Row = dict[str, str]


def read_corpus(source: "str | Path | Sequence[str | Path] | pd.DataFrame") -> "pd.DataFrame":
    """Return the documents that ``source`` holds, texts exactly as they came.

    Reads .txt (one article a file), .jsonl, .csv and .parquet (one article a row, column ``text``), each also
    with .gz; a folder is read file by file in the order of names, and its ``manifest.csv`` (file, sha256, outlet,
    date, date_source ...) is applied. Encodings: UTF-8, UTF-16, GB 18030, Big5. Nothing is cleaned here: see
    :func:`find_zones`.

    Parameters
    ----------
    source : path, list of paths, or DataFrame
        A DataFrame needs a column ``text``; ``doc_id`` (or ``sid``, ``id``), ``title``, ``date``, ``outlet``, ``url``,
        ``language`` are taken over when they are there.

    Returns
    -------
    DataFrame
        One row per article (contract ``documents``), in the order read. ``date_source`` is ``"given"`` when the
        input brought a date without saying more; a manifest may say ``"crawl"``, and such a date dates no event.
        A text file's ``title`` is the headline that :func:`find_zones` finds. Documents that are not Chinese are
        kept with language ``"und"``.

    Raises
    ------
    InputError
        When a path does not exist, nothing readable is there, a file is empty or binary or breaks its format
        (the message names file and line), a document differs from its manifest's checksum, ids repeat, or no
        document at all is Chinese.
    TableError
        When a table has no column ``text``.

    Examples
    --------
    >>> import pandas as pd
    >>> documents = read_corpus(pd.DataFrame({"sid": ["a"], "text": ["卡塔尔与伊朗外长会谈。"]}))
    >>> documents.loc[0, ["doc_id", "language"]].tolist()
    ['a', 'zh-Hans']
    """
    rows = list(_rows_of(source))
    _check_ids([row["doc_id"] for row in rows])
    for row in rows:
        row["language"] = row.get("language") or find_language(row["text"])
        row["date"] = _write_iso(row.get("date", ""))
        if row["date"] and not row.get("date_source"):
            row["date_source"] = "given"
    if all(row["language"] == "und" for row in rows):
        share = max(measure_han_share(row["text"]) for row in rows)
        raise InputError(
            f"{_describe(source)}: not Chinese ({share:.0%} of the letters are Chinese characters; at least "
            f"{_MIN_HAN_SHARE:.0%} expected). waijiao codes Chinese texts; give a Chinese article."
        )
    return make_table("documents", rows)


def find_language(text: str) -> str:
    """Return ``zh-Hans``, ``zh-Hant``, or ``und`` when fewer than a fifth of the letters are Chinese characters.

    Parameters
    ----------
    text : str
        A document.

    Returns
    -------
    str
        A BCP 47 tag.

    Examples
    --------
    >>> find_language("總統會見國務卿"), find_language("Qatar hosts talks")
    ('zh-Hant', 'und')
    """
    return find_script(text) if measure_han_share(text) >= _MIN_HAN_SHARE else "und"


# 20230817, 2023-8-17, 2023/08/17 09:00, 2023年8月17日, 2023-08, 2023.
_DATE = re.compile(r"\s*((?:1[89]|20)\d\d)(?:\s*[-/.年]?\s*(\d\d?)(?:\s*[-/.月]?\s*(\d\d?)(?!\d))?)?")


def _write_iso(given: str) -> str:
    """Return a date as ISO day, month or year; what is no date is kept as it came."""
    match = _DATE.match(given)
    if match is None:
        return given
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return given
    return "-".join([str(year), *(f"{part:02d}" for part in (month, day) if part)])


def _describe(source: object) -> str:
    if hasattr(source, "columns"):
        return "the table"
    return str(source) if isinstance(source, str | Path) else ", ".join(map(str, source))  # type: ignore[call-overload]


def _rows_of(source: "str | Path | Sequence[str | Path] | pd.DataFrame") -> Iterator[Row]:
    if hasattr(source, "columns"):
        yield from _table_rows(source, "the table")
        return
    paths = [source] if isinstance(source, str | Path) else list(source)
    if not paths:
        raise InputError("No path was given; expected a file, a folder, or a DataFrame with a column `text`.")
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder_rows(path)
        elif path.exists():
            yield from _file_rows(path)
        else:
            raise InputError(f"{path}: no such file or folder; expected {', '.join(_SUFFIXES)} or a folder of them.")


def _is_readable(path: Path) -> bool:
    name = path.name.removesuffix(".gz").lower()
    return path.is_file() and name.endswith(_SUFFIXES) and path.name != _MANIFEST and not name.startswith(".")


def _folder_rows(folder: Path) -> Iterator[Row]:
    files = [path for path in sorted(folder.rglob("*")) if _is_readable(path)]
    if not files:
        raise InputError(f"{folder}: nothing readable in this folder; expected files ending in {', '.join(_SUFFIXES)}.")
    manifest = _read_manifest(folder / _MANIFEST)
    for path in files:
        facts = manifest.get(path.relative_to(folder).as_posix(), {})
        if facts.get("sha256"):
            _check_checksum(path, facts["sha256"])
        known = {column: value for column, value in facts.items() if column in CONTRACTS["documents"].columns and value}
        for row in _file_rows(path):
            yield row | known


def _read_manifest(path: Path) -> dict[str, Row]:
    if not path.is_file():
        return {}
    text = decode_bytes(path.read_bytes(), path.name)
    rows = list(csv.DictReader(io.StringIO(text)))
    if rows and "file" not in rows[0]:
        raise InputError(f"{path}: lacks the column file; expected file, sha256, outlet, date, date_source.")
    return {row["file"]: row for row in rows}


def _check_checksum(path: Path, expected: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise InputError(
            f"{path}: differs from its manifest (sha256 {found[:12]}… instead of {expected[:12]}…); "
            f"restore the file, or correct {_MANIFEST} if the change is meant."
        )


def _file_rows(path: Path) -> Iterator[Row]:
    data = path.read_bytes()
    name = path.name
    if name.lower().endswith(".gz"):
        data, name = _decompress(data, name), name[:-3]
    if not data.strip():
        raise InputError(f"{path}: is empty; expected Chinese text.")
    suffix, stem = Path(name).suffix.lower(), "-".join(Path(name).stem.split())  # ids hold no blanks
    if suffix == ".parquet":
        yield from _parquet_rows(data, path)
    elif suffix == ".jsonl":
        yield from _numbered(_json_rows(decode_bytes(data, str(path)), path), stem)
    elif suffix == ".csv":
        yield from _numbered(_csv_rows(decode_bytes(data, str(path)), path), stem)
    else:
        text = decode_bytes(data, str(path))
        yield {"doc_id": stem, "text": text, "title": find_headline(text)}


def _decompress(data: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError):
        raise InputError(f"{name}: ends in .gz but is no complete gzip file; unpack it or copy it again.") from None


def _json_rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as fault:
            raise InputError(f"{path}, line {number}: is no JSON ({fault.msg}); expected one object a line.") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: holds a {type(row).__name__}; expected an object with `text`.")
        if not isinstance(row.get("text", row.get("content", row.get("body"))), str):
            raise InputError(f"{path}, line {number}: has no `text`; it has {', '.join(row) or 'nothing'}.")
        yield row


def _csv_rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    reader = csv.DictReader(io.StringIO(text))
    columns = [_SYNONYMS.get(column, column) for column in reader.fieldnames or []]
    if "text" not in columns:
        raise InputError(f"{path}: lacks the column `text`; its columns are {', '.join(reader.fieldnames or [])}.")
    for row in reader:
        if None in row.values() or None in row:
            raise InputError(f"{path}, line {reader.line_num}: has a different number of cells than the first line.")
        yield row


def _parquet_rows(data: bytes, path: Path) -> Iterator[Row]:
    import pandas as pd

    try:
        frame = pd.read_parquet(io.BytesIO(data))
    except ImportError:
        raise InputError(f"{path}: reading Parquet needs pyarrow; install waijiao[study].") from None
    except (OSError, ValueError) as fault:
        raise InputError(f"{path}: cannot be read as Parquet ({fault}).") from None
    yield from _table_rows(frame, str(path))


def _table_rows(frame: Any, name: str) -> Iterator[Row]:
    renamed = frame.rename(columns={old: new for old, new in _SYNONYMS.items() if new not in frame.columns})
    check_columns(renamed, ["text"], name)
    if renamed.empty:
        raise InputError(f"{name}: has no rows; expected one row per article.")
    yield from _numbered(renamed.to_dict("records"), "doc")


def _numbered(rows: Iterable[dict[str, Any]], stem: str) -> Iterator[Row]:
    known = CONTRACTS["documents"].columns
    for number, row in enumerate(rows):
        named = {_SYNONYMS.get(str(column), str(column)): value for column, value in row.items()}
        kept = {column: _as_text(value) for column, value in named.items() if column in known}
        yield {"doc_id": f"{stem}-{number:05d}", "text": ""} | {
            column: value for column, value in kept.items() if value
        }


def _as_text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _check_ids(ids: list[str]) -> None:
    repeated = sorted(name for name, times in Counter(ids).items() if times > 1)
    if repeated:
        raise InputError(
            f"{len(repeated)} document ids stand more than once (first: {repeated[0]!r}); give every document its own."
        )
