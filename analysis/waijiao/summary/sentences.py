"""A relation in one plain sentence, Chinese, English or both."""

from collections.abc import Mapping
from math import isnan
from typing import TYPE_CHECKING, Any, Literal

from waijiao.lexicon import Names, read_names
from waijiao.tables import CONTRACTS, check_choice

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Labels", "Names", "render_relation"]

Labels = Literal["zh", "en", "both"]

# From this stance on one side is named; between, the relation is mixed.
_CLEAR = 0.2


def render_relation(
    row: "Mapping[str, Any] | pd.Series[Any]", labels: Labels = "en", *, names: Names | None = None
) -> str:
    """Render one relation as a plain sentence with its counts.

    Parameters
    ----------
    row : mapping or Series
        A row of the relations table: ``source``, ``target``, ``events``, ``counted``, ``coop``, ``conf``, ``stance``,
        ``low``, ``high``, ``evidence``. Columns beyond the contract (outlet, period ...) end the sentence in brackets.
    labels : {"zh", "en", "both"}
        Language; "both" gives the Chinese sentence, a blank, and the English one.
    names : mapping of str to (str, str), optional
        Chinese and English name by code; by default those of ``data/``. A code without a name stands for itself.

    Returns
    -------
    str
        One sentence per language. Without a stance it says "insufficient evidence" and how many records count.

    Raises
    ------
    InputError
        When ``labels`` is none of the three, or ``names`` no mapping of pairs.

    Examples
    --------
    >>> row = {"source": "QAT", "target": "IRN", "events": 4, "counted": 3, "coop": 2.5, "conf": 0.0, "stance": 1.0,
    ...        "low": 1.0, "high": 1.0, "evidence": "a:s001 a:s004 a:s007"}
    >>> render_relation(row)
    'Qatar acts cooperatively towards Iran: cooperation 2.5, conflict 0.0 in 3 of 4 records from 3 sentences; net
    stance +1.00 (95 % interval +1.00 to +1.00).'
    >>> render_relation({**row, "counted": 1, "stance": float("nan")}, "zh")
    '卡塔尔对伊朗：证据不足（n = 1）。'
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    known = read_names(names)
    sides = [known.get(row[end], (row[end], row[end])) for end in ("source", "target")]
    extra = _render_extra(row)
    zh = _render_zh(row, sides[0][0], sides[1][0], extra)
    en = _render_en(row, sides[0][1], sides[1][1], extra)
    return {"zh": zh, "en": en, "both": f"{zh} {en}"}[labels]


def _render_extra(row: "Mapping[str, Any] | pd.Series[Any]") -> str:
    own = {*CONTRACTS["relations"].columns, "line"}
    return "; ".join(f"{column}: {row[column]}" for column in row.keys() if column not in own)  # noqa: SIM118


def _render_en(row: "Mapping[str, Any] | pd.Series[Any]", source: str, target: str, extra: str) -> str:
    end = f" [{extra}]." if extra else "."
    if isnan(row["stance"]):
        return f"{source} towards {target}: insufficient evidence (n = {row['counted']}){end}"
    way = "cooperatively" if row["stance"] >= _CLEAR else "in conflict" if row["stance"] <= -_CLEAR else "both ways"
    number = len(row["evidence"].split())
    sentences = f"{number} sentence{'s' if number != 1 else ''}"
    return (
        f"{source} acts {way} towards {target}: cooperation {row['coop']:.1f}, conflict {row['conf']:.1f} in "
        f"{row['counted']} of {row['events']} records from {sentences}; "
        f"net stance {row['stance']:+.2f} (95 % interval {row['low']:+.2f} to {row['high']:+.2f}){end}"
    )


def _render_zh(row: "Mapping[str, Any] | pd.Series[Any]", source: str, target: str, extra: str) -> str:
    end = f"［{extra}］。" if extra else "。"
    if isnan(row["stance"]):
        return f"{source}对{target}：证据不足（n = {row['counted']}）{end}"
    way = "以合作为主" if row["stance"] >= _CLEAR else "以冲突为主" if row["stance"] <= -_CLEAR else "合作与冲突相当"
    return (
        f"{source}对{target}{way}：合作 {row['coop']:.1f}，冲突 {row['conf']:.1f}"
        f"（{row['events']} 条记录中计 {row['counted']} 条，出自 {len(row['evidence'].split())} 句），"
        f"净立场 {row['stance']:+.2f}（95% 区间 {row['low']:+.2f} 至 {row['high']:+.2f}）{end}"
    )
