"""The categories of acts, from ``data/codebook.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from waijiao.errors import LexiconError
from waijiao.lexicon.reading import find_lexicon, stamp_files

__all__ = ["Category", "read_codebook"]

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
    mode_scores : mapping of str to float
        PLOVER scores of those modes that differ from ``score``.
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
    examples, counterexamples : tuple of str
        Chinese sentences that belong here, and such as come near and do not.
    """

    name: str
    label_zh: str
    label_en: str
    quad: int
    polarity: int
    score: float
    mode_scores: Mapping[str, float]
    goldstein: float
    cameo_root: str
    intensity: int
    channel: bool
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def score_of(self, mode: str) -> float:
        """Return the PLOVER score of an act of this mode."""
        return self.mode_scores.get(mode, self.score)


def read_codebook(path: str | Path = "codebook.toml") -> dict[str, Category]:
    """Read the categories of acts.

    Parameters
    ----------
    path : str or Path
        A TOML file with one table per category; the package's own by default. It is read again once it has changed.

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
    file = find_lexicon(path)
    return _read_codebook(file, stamp_files(file))


@lru_cache(maxsize=8)
def _read_codebook(file: Path, _stamp: tuple[int, ...]) -> dict[str, Category]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{file}: no such file; expected a TOML file with one table per category.") from None
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
    values = {
        **table,
        "examples": tuple(table["examples"]),  # type: ignore[arg-type]
        "counterexamples": tuple(table["counterexamples"]),  # type: ignore[arg-type]
        "mode_scores": MappingProxyType(dict(table["mode_scores"])),  # type: ignore[call-overload]
    }
    category = Category(name=name, **values)  # type: ignore[arg-type]
    expected = _POLARITY.get(category.quad)
    if expected is None or category.polarity not in (0, expected):
        raise LexiconError(f"{file}, [{name}]: polarity {category.polarity} does not fit quad {category.quad}.")
    return category
