"""The public functions that find actors in a table of sentences."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from waijiao.actors.anaphora import resolve_anaphora
from waijiao.actors.discourse import Unit, Unresolved
from waijiao.actors.evidence import find_narrator, gather_evidence
from waijiao.actors.lexicon import ActorLexicon, read_actor_lexicon
from waijiao.actors.recognition import recognise, recognise_names
from waijiao.actors.roles import assign_roles
from waijiao.actors.spans import Found, locate_names
from waijiao.actors.titles import confirm_surnames
from waijiao.lexicon import simplify
from waijiao.tables import check_choice, check_columns, check_table, make_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Coverage", "find_actors", "find_actors_and_unresolved", "find_unresolved", "list_principals"]

Coverage = Literal["names", "dictionary", "full"]
_COVERAGES = ("names", "dictionary", "full")
# What the annotation guide counts as named: whoever acts or is cited, and a state written out as a place.
_NAMING_ROLES = ("actor", "party")
_NAMING_PLACES = ("name", "short", "char", "pair")


def find_actors(
    sentences: "pd.DataFrame",
    lexicon: ActorLexicon | None = None,
    *,
    documents: "pd.DataFrame | None" = None,
    coverage: Coverage = "full",
) -> "pd.DataFrame":
    """Return who is named in each sentence, where, and on whose behalf they act.

    Names come from the lexicon, longest first; a state joins with the office, agency or army after it and with the
    person whose title that is (美国国务卿布林肯 is one mention). One-character forms count only in their frames: 对伊,
    驻韩, 以军, 俄称, 美伊. What an ambiguous form means (巴方, 乌总统, 约翰逊) is decided by the full names in the same
    document; if they do not decide, there is no mention, and :func:`find_unresolved` lists it. Former officials
    are no mention. Words that take up an actor (该国, 两国, 他们, 这个海湾国家) follow the sentences of the document in
    order; they are not taken up from or into boilerplate. A person in no table counts behind state and title
    (伊朗外长阿里·侯赛尼), and from then on by surname or title alone.

    Parameters
    ----------
    sentences : DataFrame
        Sentences as :func:`waijiao.split_sentences` returns them; ``sent_id``, ``doc_id`` and ``text`` are used,
        ``zone`` if there, and ``date`` and ``outlet`` where there are no documents.
    lexicon : ActorLexicon, optional
        The package's own by default; see :func:`read_actor_lexicon` for a study's own names.
    documents : DataFrame, optional
        Where they come from: ``date`` (ISO; decides who was in office; no date of a crawl) and ``outlet`` (whose 我国
        is). Without an outlet, 我国 and 我驻外使馆 outside quotation marks are China's in simplified characters unless
        the document names Singapore or Malaysia, and nobody's in traditional ones.
    coverage : {"full", "dictionary", "names"}
        ``names``: names of states, groups and organisations, and common short names, each by itself.
        ``dictionary``: also one-character forms, capitals, peoples, persons and offices. ``full``: also
        descriptions and anaphors.

    Returns
    -------
    DataFrame
        One row per mention: table ``mentions``, document by document in the order of ``sentences``. Two rows share
        one span where a word takes up two actors (两国).

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``coverage`` is unknown.

    Notes
    -----
    A name inside another (中国 in 发展中国家, 伊拉克 in 伊拉克战争) is hidden by a row of ``blockers.csv``. The role is
    judged by the words around a name: states and seats of power act unless a word of place stands by, capitals are
    places unless they do or receive something (德黑兰表示 against 在德黑兰举行). Other cities and regions are always
    places (敖德萨), but who governs them acts (敖德萨州州长).

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"],
    ...     "text": ["美国务卿布林肯在多哈与卡塔尔埃米尔会谈，两国讨论了对伊制裁。"]})
    >>> find_actors(sentences)[["surface", "principal", "kind", "role"]]
           surface principal     kind   role
    0     美国务卿布林肯       USA   person  actor
    1           多哈       QAT  metonym  place
    2       卡塔尔埃米尔       QAT   office  actor
    3           两国       USA  anaphor  actor
    4           两国       QAT  anaphor  actor
    5            伊       IRN     char  actor
    """
    check_columns(sentences, ["sent_id", "doc_id", "text"], "sentences")
    check_choice(coverage, _COVERAGES, "coverage")
    known = read_actor_lexicon() if lexicon is None else lexicon
    read = _read_documents(sentences, documents, known, coverage)
    return make_table("mentions", [row for units, _ in read for unit in units for row in _make_rows(unit)])


def find_actors_and_unresolved(
    sentences: "pd.DataFrame", lexicon: ActorLexicon | None = None, *, documents: "pd.DataFrame | None" = None
) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Return what :func:`find_actors` and :func:`find_unresolved` return, from one reading of the text.

    Parameters
    ----------
    sentences : DataFrame
        As for :func:`find_actors`.
    lexicon : ActorLexicon, optional
        As for :func:`find_actors`.
    documents : DataFrame, optional
        As for :func:`find_actors`.

    Returns
    -------
    tuple of (DataFrame, DataFrame)
        The tables ``mentions``, one row per mention, and ``unresolved``, one row per word.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["巴方对法国表示欢迎。"]})
    >>> mentions, unresolved = find_actors_and_unresolved(sentences)
    >>> mentions["surface"].tolist(), unresolved["surface"].tolist()
    (['法国'], ['巴'])
    """
    check_columns(sentences, ["sent_id", "doc_id", "text"], "sentences")
    known = read_actor_lexicon() if lexicon is None else lexicon
    rows: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    for units, unresolved in _read_documents(sentences, documents, known, "full"):
        rows += [row for unit in units for row in _make_rows(unit)]
        left += map(_make_open_row, unresolved)
    return make_table("mentions", rows), make_table("unresolved", left)


def find_unresolved(
    sentences: "pd.DataFrame", lexicon: ActorLexicon | None = None, *, documents: "pd.DataFrame | None" = None
) -> "pd.DataFrame":
    """Return the words that point to an actor which the text does not make clear: nothing is guessed.

    Parameters
    ----------
    sentences : DataFrame
        As for :func:`find_actors`.
    lexicon : ActorLexicon, optional
        As for :func:`find_actors`.
    documents : DataFrame, optional
        As for :func:`find_actors`.

    Returns
    -------
    DataFrame
        One row per word: ``doc_id``, ``sent_id``, ``start``, ``end``, ``surface``, and ``reason``.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["巴方对此表示欢迎。"]})
    >>> find_unresolved(sentences)[["surface", "reason"]].values.tolist()
    [['巴', 'PSE, PAK, BRA, PAN or PRY: none is named in the document']]
    """
    return find_actors_and_unresolved(sentences, lexicon, documents=documents)[1]


def list_principals(mentions: "pd.DataFrame", *, anaphors: bool = False) -> dict[str, list[str]]:
    """Return the set of actors that each sentence names, as a coder under the annotation guide would write it.

    Counted are the principals of mentions that act or are cited, and states that are written out as mere places;
    not capitals as places, sources of the report, or names on things (美制武器).

    Parameters
    ----------
    mentions : DataFrame
        Mentions as :func:`find_actors` returns them.
    anaphors : bool
        Count descriptions and anaphors too, whose actor another sentence may name.

    Returns
    -------
    dict of str to list of str
        ``sent_id`` to principals in alphabetical order; sentences that name nobody are missing.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"],
    ...     "text": ["据美国媒体报道，俄方摧毁乌军美制坦克。"]})
    >>> list_principals(find_actors(sentences))
    {'a:s000': ['RUS', 'UKR']}
    """
    check_table(mentions, "mentions", ["sent_id", "principal", "kind", "role", "antecedent"])
    place = mentions["role"].eq("place") & mentions["kind"].isin(_NAMING_PLACES)
    counted = (mentions["role"].isin(_NAMING_ROLES) | place) & mentions["principal"].ne("")
    if not anaphors:
        counted &= mentions["antecedent"].eq("")
    named: dict[str, set[str]] = {}
    for sent_id, principal in zip(mentions.loc[counted, "sent_id"], mentions.loc[counted, "principal"], strict=True):
        named.setdefault(sent_id, set()).add(principal)
    return {sent_id: sorted(principals) for sent_id, principals in named.items()}


def _read_documents(
    sentences: "pd.DataFrame", documents: "pd.DataFrame | None", lexicon: ActorLexicon, coverage: Coverage
) -> Iterator[tuple[list[Unit], list[Unresolved]]]:
    zones = sentences["zone"].tolist() if "zone" in sentences else [""] * len(sentences)
    columns = [sentences[name].tolist() for name in ("sent_id", "doc_id", "text")]
    read: dict[str, list[Unit]] = {}
    for sent_id, doc_id, text, zone in zip(*columns, zones, strict=True):
        read.setdefault(doc_id, []).append(Unit(sent_id, doc_id, zone, simplify(text), text))
    origins = _list_origins(sentences if documents is None else documents)
    for doc_id, units in read.items():
        date, outlet = origins.get(doc_id, ("", ""))
        yield units, _read_document(units, date, outlet, lexicon, coverage)


def _list_origins(table: "pd.DataFrame") -> dict[str, tuple[str, str]]:
    """Return the date and the outlet of each document; a crawl dates no text."""
    empty = [""] * len(table)
    date, source, outlet = (
        table[name].tolist() if name in table else empty for name in ("date", "date_source", "outlet")
    )
    known = ["" if each == "crawl" else day for day, each in zip(date, source, strict=True)]
    return dict(zip(table["doc_id"], zip(known, outlet, strict=True), strict=True))


def _read_document(
    units: list[Unit], date: str, outlet: str, lexicon: ActorLexicon, coverage: Coverage
) -> list[Unresolved]:
    """Fill ``found`` of every unit of a document; return what stays open."""
    hits = [confirm_surnames(unit.text, locate_names(unit.text, lexicon), lexicon) for unit in units]
    left: list[Unresolved] = []
    for unit, located, evidence in zip(units, hits, gather_evidence(hits, date), strict=True):
        if coverage == "names":
            recognise_names(unit, located, evidence)
        else:
            left += recognise(unit, located, evidence, lexicon)
        assign_roles(unit.text, unit.found, lexicon)
        unit.narrator = find_narrator(unit, outlet, evidence, lexicon)
    return left + resolve_anaphora(units, lexicon) if coverage == "full" else left


def _make_rows(unit: Unit) -> list[dict[str, Any]]:
    for number, mention in enumerate(unit.found):
        mention.mention_id = f"{unit.sent_id}:m{number:02d}"
    return [_make_row(unit, mention) for mention in unit.found]


def _make_open_row(each: Unresolved) -> dict[str, Any]:
    return {
        "doc_id": each.unit.doc_id,
        "sent_id": each.unit.sent_id,
        "start": each.start,
        "end": each.end,
        "surface": each.unit.original[each.start : each.end],
        "reason": each.reason,
    }


def _make_row(unit: Unit, mention: Found) -> dict[str, Any]:
    return {
        "mention_id": mention.mention_id,
        "doc_id": unit.doc_id,
        "sent_id": unit.sent_id,
        "start": mention.start,
        "end": mention.end,
        "surface": unit.original[mention.start : mention.end],
        "head": unit.original[mention.head_start : mention.head_end],
        "actor_id": mention.actor_id,
        "principal": mention.principal,
        "kind": mention.kind,
        "role": mention.role,
        "antecedent": mention.taken_up.mention_id if mention.taken_up else "",
        "rule_id": mention.rule_id,
    }
