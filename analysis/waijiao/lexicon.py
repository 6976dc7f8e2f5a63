"""Knowledge as data: finding and reading the CSV and TOML files of ``data/``.

An analyst edits these files; so every fault names the file and the line.
"""

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from waijiao.errors import LexiconError, suggest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Category", "data_dir", "read_codebook", "read_lexicon", "read_wordlist"]

_POLARITY = {1: 1, 2: 1, 3: -1, 4: -1}


@dataclass(frozen=True)
class Category:
    """One category of acts, a table of ``data/codebook.toml``.

    Attributes
    ----------
    name : str
        The PLOVER word, such as ``"AGREE"``, or ``"MEDIATE"``.
    label_zh, label_en : str
        What figures and reports call it.
    quad : int
        1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    polarity : int
        1 cooperation, 0 request, -1 conflict.
    score : float
        PLOVER score, -10 to 10.
    goldstein : float
        Goldstein score of the CAMEO root, -10 to 10.
    cameo_root : str
        Two digits, as GDELT and ICEWS use them.
    intensity : int
        1 verbal, 2 substantive, 3 material or lethal: the usual value, which a cue may change.
    channel : bool
        Whether the act itself implies contact between the two.
    definition, include, exclude : str
        What a coder needs to know.
    examples : tuple of str
        Chinese sentences that belong here.
    """

    name: str
    label_zh: str
    label_en: str
    quad: int
    polarity: int
    score: float
    goldstein: float
    cameo_root: str
    intensity: int
    channel: bool
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]


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
    here = Path(__file__).resolve().parent
    for folder in (here / "data", here.parents[1] / "data"):
        if (folder / "codebook.toml").is_file():
            return folder
    raise LexiconError(
        f"No lexicons beside {here.name}; expected the folder data/ with codebook.toml. Install waijiao again."
    )


def read_lexicon(path: str | Path, columns: Iterable[str]) -> "pd.DataFrame":
    """Read one CSV file of knowledge, every cell as text.

    Parameters
    ----------
    path : str or Path
        A file name inside :func:`data_dir`, or a path to a study's own file.
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

    file = Path(path) if Path(path).is_file() else data_dir() / path
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


@cache
def read_codebook(path: str | Path = "codebook.toml") -> dict[str, Category]:
    """Read the categories of acts.

    Parameters
    ----------
    path : str or Path
        A TOML file with one table per category; the package's own by default.

    Returns
    -------
    dict of str to Category
        In the order of the file. Do not change it: it is shared.

    Raises
    ------
    LexiconError
        When the file is missing, is no TOML, or a category lacks a field or holds an impossible value.

    Examples
    --------
    >>> read_codebook()["ASSAULT"].score
    -9.0
    """
    file = Path(path) if Path(path).is_file() else data_dir() / path
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file; expected a TOML file with one table per category.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{file.name}: cannot be read as TOML: {fault}.") from None
    return {name: _category(file.name, name, table) for name, table in tables.items()}


def _category(file: str, name: str, table: dict[str, object]) -> Category:
    fields = [field for field in Category.__dataclass_fields__ if field != "name"]
    missing, unknown = set(fields) - set(table), set(table) - set(fields)
    if missing or unknown:
        raise LexiconError(
            f"{file}, [{name}]: lacks {', '.join(sorted(missing)) or 'nothing'}; "
            f"does not know {', '.join(sorted(unknown)) or 'nothing'}."
        )
    values = {**table, "examples": tuple(table["examples"])}  # type: ignore[arg-type]
    category = Category(name=name, **values)  # type: ignore[arg-type]
    expected = _POLARITY.get(category.quad)
    if expected is None or category.polarity not in (0, expected):
        raise LexiconError(f"{file}, [{name}]: polarity {category.polarity} does not fit quad {category.quad}.")
    return category
