"""The sentences behind every figure, with the words that carry it marked."""

from collections.abc import Collection, Hashable, Iterable
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from waijiao.study import Study

__all__ = ["Archive", "Record", "Sentence", "Span", "mark_text", "open_archive"]


class Span(NamedTuple):
    """A half-open stretch of a sentence, and what it is: ``cue`` or ``actor``."""

    start: int
    end: int
    kind: str


class Record(NamedTuple):
    """One coded act as the page prints it, with the names of the columns of events."""

    source: str
    target: str
    category: str
    mode: str
    modality: str
    claimed_by: str
    mutual: bool
    cue: str
    rule_id: str


class Sentence(NamedTuple):
    """A sentence with what is marked in it and the acts that it was shown for."""

    sent_id: str
    number: int
    doc_id: str
    zone: str
    start: int
    end: int
    html: "Markup"
    records: list[Record]


_TAGS = {("cue",): ("<mark>", "</mark>"), ("actor",): ("<b>", "</b>"), ("actor", "cue"): ("<mark><b>", "</b></mark>")}


def mark_text(text: str, spans: Iterable[Span]) -> "Markup":
    """Return a text as HTML, cues in ``<mark>`` and actors in ``<b>``; whatever the text holds, it is shown as text.

    Parameters
    ----------
    text : str
        A sentence.
    spans : iterable of Span
        What to mark; spans may overlap.

    Returns
    -------
    Markup
        Escaped, and safe to put into a page.

    Examples
    --------
    >>> str(mark_text("A<谴责>B", [Span(2, 4, "cue"), Span(5, 6, "actor")]))
    'A&lt;<mark>谴责</mark>&gt;<b>B</b>'
    """
    from markupsafe import Markup, escape

    marked = list(spans)
    cuts = sorted({0, len(text), *(cut for span in marked for cut in span[:2] if 0 <= cut <= len(text))})
    pieces = [
        (tuple(sorted({span.kind for span in marked if span.start <= start and end <= span.end})), text[start:end])
        for start, end in pairwise(cuts)
    ]
    html = ""
    for kinds, group in groupby(pieces, key=lambda piece: piece[0]):
        opening, closing = _TAGS.get(kinds, ("", ""))
        html += opening + str(escape("".join(piece for _, piece in group))) + closing
    # Every piece of the text was escaped above.
    return Markup(html)


class Archive(NamedTuple):
    """A study's sentences, mentions and acts, with the places of their rows by sentence: looked up many times."""

    sentences: "pd.DataFrame"
    mentions: "pd.DataFrame"
    events: "pd.DataFrame"
    places: dict[str, dict[Hashable, Any]]

    def find(self, table: str, sent_id: str) -> list[dict[str, Any]]:
        """Return the rows that one of the three tables has for a sentence, in their order."""
        places: Any = self.places[table].get(sent_id, [])
        frame: pd.DataFrame = getattr(self, table)
        return [{str(key): value for key, value in row.items()} for row in frame.iloc[places].to_dict("records")]

    def cite(
        self,
        sent_ids: Iterable[str],
        actors: Collection[str] | None = None,
        *,
        directed: bool = False,
        acts: bool = True,
    ) -> list[Sentence]:
        """Return sentences as evidence: the actors' names and the cues of the acts between them marked.

        Parameters
        ----------
        sent_ids : iterable of str
            Which sentences, in that order; unknown ones are passed over.
        actors : collection of str, optional
            The two principals (source first) whose acts are shown; everybody's by default.
        directed : bool
            Only acts from the first to the second.
        acts : bool
            False marks names only.

        Returns
        -------
        list of Sentence
            One per sentence.
        """
        known = [sent_id for sent_id in dict.fromkeys(sent_ids) if sent_id in self.places["sentences"]]
        return [self._cite_one(sent_id, actors, directed=directed, acts=acts) for sent_id in known]

    def _cite_one(self, sent_id: str, actors: Collection[str] | None, *, directed: bool, acts: bool) -> Sentence:
        (row,) = self.find("sentences", sent_id)
        events = self.find("events", sent_id) if acts else []
        chosen = [event for event in events if _concerns(event, actors, directed)]
        mentions = [mention for mention in self.find("mentions", sent_id) if mention["principal"]]
        named = [mention for mention in mentions if actors is None or mention["principal"] in actors]
        spans = [Span(mention["start"], mention["end"], "actor") for mention in named]
        spans += [Span(event["start"], event["end"], "cue") for event in chosen]
        return Sentence(
            sent_id, int(self.places["sentences"][sent_id][0]), row["doc_id"], row["zone"], row["start"], row["end"],
            mark_text(row["text"], spans),
            [Record(*(event[field] for field in Record._fields)) for event in _fold_mutual(chosen)],
        )  # fmt: skip


def _concerns(event: dict[str, Any], actors: Collection[str] | None, directed: bool) -> bool:
    if actors is None:
        return True
    ends = [event["source"], event["target"]]
    return ends == list(actors) if directed else sorted(ends) == sorted(actors)


def _fold_mutual(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the acts with the two directions of a mutual one as one."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for event in events:
        ends = sorted((event["source"], event["target"]))
        key = (event["event_group"], event["category"], *ends) if event["mutual"] else (event["event_id"],)
        if key not in seen:
            seen.add(key)
            kept.append(event)
    return kept


def open_archive(study: "Study") -> Archive:
    """Return a study's sentences, mentions and acts, ready to be cited.

    Parameters
    ----------
    study : Study
        The whole flow's result.

    Returns
    -------
    Archive
        By sentence.

    Examples
    --------
    >>> import pandas as pd
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> archive = open_archive(analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]}))))
    >>> [str(sentence.html) for sentence in archive.cite(archive.sentences["sent_id"], ("FRA", "IRN"))]
    ['<b>法国</b><mark>谴责</mark><b>伊朗</b>。']
    """
    tables = {"sentences": study.sentences, "mentions": study.mentions, "events": study.events}
    places: dict[str, dict[Hashable, Any]] = {
        name: dict(table.groupby("sent_id", sort=False).indices) for name, table in tables.items()
    }
    return Archive(study.sentences, study.mentions, study.events, places)
