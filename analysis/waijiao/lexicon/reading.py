"""Finding and reading the CSV files of ``data/``, every fault with file and line."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from waijiao.errors import LexiconError, suggest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["data_dir", "find_lexicon", "read_lexicon", "read_wordlist", "stamp_files"]


def data_dir() -> Path:
    """Return the folder of the lexicons: inside the wheel, or the repository's ``data/`` when editable.

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    LexiconError
        When neither is there, which means a broken installation.

    Examples
    --------
    >>> (data_dir() / "codebook.toml").is_file()
    True
    """
    here = Path(__file__).resolve().parents[1]
    for folder in (here / "data", here.parents[1] / "data"):
        if (folder / "codebook.toml").is_file():
            return folder
    raise LexiconError(
        f"No lexicons beside {here.name}; expected the folder data/ with codebook.toml. Install waijiao again."
    )


def find_lexicon(path: str | Path) -> Path:
    """Return the file that is meant: a plain name of the package's own, or a path to a study's file.

    Parameters
    ----------
    path : str or Path
        ``"cues.csv"`` is the packaged file, whatever lies in the working folder; ``Path("cues.csv")`` or
        ``"./cues.csv"`` is the file there.

    Returns
    -------
    Path
        What was given, when there is no such file at all.

    Raises
    ------
    LexiconError
        When the package's lexicons are missing.

    Examples
    --------
    >>> find_lexicon("codebook.toml") == data_dir() / "codebook.toml"
    True
    """
    given, packaged = Path(path), data_dir() / path
    is_plain = isinstance(path, str) and given.name == path
    candidates = (packaged, given) if is_plain else (given, packaged)
    return next((file for file in candidates if file.is_file()), given)


def stamp_files(*files: Path) -> tuple[int, ...]:
    """Return when the files were last changed, so that what was read from them can be kept until then.

    Parameters
    ----------
    *files : Path
        Files; one that does not exist has the stamp 0.

    Returns
    -------
    tuple of int
        Nanoseconds, in the order given.

    Examples
    --------
    >>> stamp_files(Path("no such file"))
    (0,)
    """
    return tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files)


def read_lexicon(path: str | Path, columns: Iterable[str]) -> "pd.DataFrame":
    """Read one CSV file of knowledge, every cell as text.

    Parameters
    ----------
    path : str or Path
        A file name inside :func:`data_dir`, or a path to a study's own file: see :func:`find_lexicon`.
    columns : iterable of str
        Columns that must be there; others are kept too.

    Returns
    -------
    DataFrame
        One row per line, text columns only ('' where a cell is empty), and ``line``, the number of the line in
        the file (int64). 030 stays 030 and Namibia's NA stays NA.

    Raises
    ------
    LexiconError
        When the file is missing or not UTF-8, a column is missing, or a line has too many or too few cells.

    Examples
    --------
    >>> read_lexicon("stopwords.csv", ["word", "kind"]).loc[0, "line"]
    np.int64(2)
    """
    import pandas as pd

    file = find_lexicon(path)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file; expected a CSV file with {', '.join(columns)}.") from None
    except UnicodeDecodeError:
        raise LexiconError(f"{file.name}: is not UTF-8; save it as “CSV UTF-8” and try again.") from None
    if not rows:
        raise LexiconError(f"{file.name}: is empty; expected a first line with {', '.join(columns)}.")
    header = [cell.strip() for cell in rows[0][1]]
    missing = [column for column in columns if column not in header]
    if missing:
        raise LexiconError(
            f"{file.name}, line 1: lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"it has {', '.join(header)}.{suggest(missing[0], header)}"
        )
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise LexiconError(
                f"{file.name}, line {number}: has {len(row)} cells, the first line has {len(header)}; "
                "put cells that hold a comma in quotation marks."
            )
    frame = pd.DataFrame([row for _, row in rows[1:]], columns=header, dtype="str")
    for column in header:
        frame[column] = frame[column].str.strip()
    return frame.assign(line=[number for number, _ in rows[1:]])


def read_wordlist(path: str | Path, column: str = "word") -> frozenset[str]:
    """Return one column of a lexicon as a set of words.

    Parameters
    ----------
    path : str or Path
        As in :func:`read_lexicon`.
    column : str
        The column that holds the words.

    Returns
    -------
    frozenset of str
        Without the empty string.

    Raises
    ------
    LexiconError
        As :func:`read_lexicon`.

    Examples
    --------
    >>> "的" in read_wordlist("stopwords.csv")
    True
    """
    return frozenset(word for word in read_lexicon(path, [column])[column] if word)
