"""Tables and sentences as a notebook shows them: static HTML that needs no trust, and the same as plain text."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.lexicon import read_labels
from waijiao.plots.style import Labels
from waijiao.plots.wording import name_actor, say
from waijiao.tables import check_choice, check_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Shown", "render_evidence", "render_table"]

# Columns of the contracts that hold principals.
_PRINCIPALS = frozenset(
    ["source", "target", "actor", "actor_a", "actor_b", "principal", "claimed_by", "broker", "party_a", "party_b"]
)
_NONE = "无 · none"


class Shown(str):
    """HTML that a notebook shows as such when it is the last line of a cell.

    Attributes
    ----------
    plain : str
        The same without tags: what a terminal shows.
    """

    plain: str

    def __new__(cls, html: str, plain: str) -> "Shown":
        """Return the HTML with its plain text."""
        shown = super().__new__(cls, html)
        shown.plain = plain
        return shown

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return str(self)


def render_table(
    table: "pd.DataFrame", *, n: int | None = None, labels: Labels = "both", digits: int = 2, fold: str = ""
) -> Shown:
    """Return a table for reading: text flush left, numbers flush right, actors by their names, no index.

    Parameters
    ----------
    table : DataFrame
        Any table. Columns that hold principals, such as ``source`` and ``actor_a``, show names instead of codes.
    n : int, optional
        How many rows to show, from the top; all by default. How many there are is said below.
    labels : {"zh", "en", "both"}
        Language of the names.
    digits : int
        Digits after the point. A missing number is shown as a dash.
    fold : str
        A heading under which the table is folded, to be opened by a click; '' shows it at once.

    Returns
    -------
    Shown
        HTML without script or style sheet, the same at every run.

    Raises
    ------
    InputError
        When ``labels`` is unknown, or ``n`` is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> render_table(pd.DataFrame({"actor": ["QAT", "USA"], "stance": [0.5, float("nan")]}), labels="zh")
    actor | stance
    卡塔尔 | 0.50
    美国 | —
    """
    check_choice(labels, ["zh", "en", "both"], "labels")
    rows = table.head(_check_n(n, len(table)))
    columns = [_write_column(str(name), rows[name], labels, digits) for name in rows.columns]
    # What stands before a keyword ends where the keyword begins.
    sides = ["right" if rows[name].dtype.kind in "iuf" or name == "pre" else "left" for name in rows.columns]
    lines = [list(line) for line in zip(*columns, strict=True)]
    html = "".join(_render_row("th" if number == 0 else "td", line, sides) for number, line in enumerate(lines))
    plain = [" | ".join(line) for line in lines]
    return _finish(f"<table>{html}</table>", plain, fold, shown=len(rows), of=len(table))


def render_evidence(
    sentences: "pd.DataFrame", found: "pd.DataFrame", *, n: int | None = None, labels: Labels = "both", fold: str = ""
) -> Shown:
    """Return the sentences in which something was found, each once, with the words that carry it marked.

    Parameters
    ----------
    sentences : DataFrame
        Sentences as :func:`waijiao.split_sentences` returns them; ``sent_id`` and ``text`` are read.
    found : DataFrame
        What was found in them: mentions, events, tokens, or the rows of :func:`waijiao.find_evidence`; ``sent_id``,
        ``start`` and ``end`` are read. Under the sentence stands what a column ``note`` says, or else who does what to
        whom, how far it is actual, and who says so.
    n : int, optional
        How many sentences to show, from the top; all by default.
    labels : {"zh", "en", "both"}
        Language of the names of source and target.
    fold : str
        A heading under which the sentences are folded, to be opened by a click; '' shows them at once.

    Returns
    -------
    Shown
        HTML without script or style sheet, the same at every run; in plain text the marks are 【】.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``labels`` is unknown, or ``n`` is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"sent_id": ["a:s000", "a:s001"], "text": ["法国谴责伊朗。", "伊朗否认。"]})
    >>> found = pd.DataFrame({"sent_id": ["a:s000"], "start": [2], "end": [4], "note": ["指责"]})
    >>> render_evidence(sentences, found)
    a:s000 法国【谴责】伊朗。 | 指责
    """
    check_columns(sentences, ["sent_id", "text"], "sentences")
    check_columns(found, ["sent_id", "start", "end"], "found")
    check_choice(labels, ["zh", "en", "both"], "labels")
    held = sentences[sentences["sent_id"].isin(found["sent_id"])]
    rows = held.head(_check_n(n, len(held)))
    spans, notes = _group_spans(found), _group_notes(found, labels)
    html, plain = "", []
    for sent_id, text in zip(rows["sent_id"], rows["text"], strict=True):
        pieces, told = _cut(text, spans[sent_id]), "； ".join(notes[sent_id])
        marked = "".join(f"<mark>{escape(piece)}</mark>" if is_found else escape(piece) for piece, is_found in pieces)
        under = f"<br><small>{escape(told)}</small>" if told else ""
        html += f'<li style="margin-bottom: 6px"><small>{escape(sent_id)}</small> {marked}{under}</li>'
        text_plain = "".join(f"【{piece}】" if is_found else piece for piece, is_found in pieces)
        plain.append(f"{sent_id} {text_plain}" + (f" | {told}" if told else ""))
    return _finish(f"<ul>{html}</ul>", plain, fold, shown=len(rows), of=len(held))


def _check_n(n: int | None, rows: int) -> int:
    if n is not None and n < 0:
        raise InputError(f"`n` is {n}; expected the number of rows to show, or None for all.")
    return rows if n is None else n


def _write_column(name: str, values: "pd.Series[Any]", labels: Labels, digits: int) -> list[str]:
    """Return the heading and every cell of a column as text."""
    if name in _PRINCIPALS:
        known = read_labels()
        return [name, *(name_actor(value, known, labels, joint=" ") if value else "—" for value in values)]
    return [name, *(_write_value(value, digits) for value in values)]


def _write_value(value: object, digits: int) -> str:
    if value != value:
        return "—"
    if isinstance(value, bool):
        return "✓" if value else "·"
    return f"{value:,.{digits}f}" if isinstance(value, float) else str(value)


def _render_row(tag: str, cells: Iterable[str], sides: Iterable[str]) -> str:
    written = (
        f'<{tag} style="text-align: {side}">{escape(cell)}</{tag}>' for cell, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _group_spans(found: "pd.DataFrame") -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for sent_id, start, end in zip(found["sent_id"], found["start"], found["end"], strict=True):
        spans.setdefault(sent_id, []).append((start, end))
    return spans


def _group_notes(found: "pd.DataFrame", labels: Labels) -> dict[str, list[str]]:
    """Return what is told of each sentence, every note once."""
    if "note" in found.columns:
        told = found["note"].tolist()
    elif {"source", "category", "target", "modality", "mutual", "claimed_by"} <= set(found.columns):
        told = [_tell_act(act, labels) for act in found.to_dict("records")]
    else:
        told = [""] * len(found)
    notes: dict[str, dict[str, None]] = {}
    for sent_id, note in zip(found["sent_id"], told, strict=True):
        notes.setdefault(sent_id, {}).update({note: None} if note else {})
    return {sent_id: list(each) for sent_id, each in notes.items()}


def _tell_act(act: Mapping[Hashable, Any], labels: Labels) -> str:
    known = read_labels()
    ends = [name_actor(act[end], known, labels, joint=" ") for end in ("source", "target")]
    # Both records of a mutual act tell the same.
    pair = " ↔ ".join(sorted(ends)) if act["mutual"] else " → ".join(ends)
    modality = "" if act["modality"] == "actual" else f" ({act['modality']})"
    zh, en = known.get(act["claimed_by"], (act["claimed_by"],) * 2)
    claim = f" [{say(f'据{zh}', f'by {en}', labels, joint=' ')}]" if zh else ""
    return f"{pair}: {act['category']}{modality}{claim}"


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it was found; spans that overlap are one."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for start, end in sorted(spans):
        pieces.append((text[place : max(start, place)], False))
        pieces.append((text[max(start, place) : end], True))
        place = max(place, end)
    return [(piece, is_found) for piece, is_found in [*pieces, (text[place:], False)] if piece]


def _finish(html: str, plain: list[str], fold: str, *, shown: int, of: int) -> Shown:
    """Add how much is shown, and fold the whole under a heading."""
    rest = "" if shown else _NONE
    if 0 < shown < of:
        rest = f"前 {shown} 条，共 {of} 条 · {shown} of {of} shown"
    html = (html if shown else "") + (f"<p><small>{rest}</small></p>" if rest else "")
    lines = [*plain, *([rest] if rest else [])]
    if fold:
        html = f"<details><summary>{escape(fold)} ({of})</summary>{html}</details>"
        lines = [f"{fold} ({of})", *lines]
    return Shown(f"<div>{html}</div>", "\n".join(lines))
