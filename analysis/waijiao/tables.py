"""The contracts of every table: one row per what, which columns, which units.

Rows are data. Every function of waijiao that takes or returns rows takes or returns a tidy
:class:`pandas.DataFrame` whose columns are written down here, and nowhere else. Three rules hold for all
tables:

* text columns are never missing: the empty string says "none";
* ``start`` and ``end`` are half-open character positions (code points) in the text of the row's parent: the
  document for sentences and concordances, the sentence for tokens, mentions and events;
* ids are readable words (``qatar:s012:m03``), and the order of rows is the order of the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, TableError, suggest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONTRACTS", "Contract", "check_choice", "check_columns", "check_table", "make_table"]


@dataclass(frozen=True)
class Contract:
    """What a table promises.

    Attributes
    ----------
    name : str
        The table's name, as in the documentation and in the file names of a study.
    grain : str
        What one row stands for.
    key : tuple of str
        The columns that together name a row.
    columns : mapping of str to str
        Column name to ``"dtype: meaning"``, in the order in which they stand.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, str]

    def dtype(self, column: str) -> str:
        """Return the pandas dtype of ``column``, such as ``"int64"``."""
        return self.columns[column].split(":", 1)[0]


def _contract(name: str, grain: str, key: str, **columns: str) -> Contract:
    return Contract(name, grain, tuple(key.split()), columns)


_TABLES = [
    _contract(
        "documents", "article", "doc_id",
        doc_id="str: readable id, the file's stem or the id column of the input",
        date="str: ISO date, '' when unknown",
        date_source="str: how the date is known: publication, crawl, dateline, given, or '' for unknown",
        outlet="str: publisher, '' when unknown",
        title="str: headline, '' when none was found",
        text="str: the text as it came, never changed",
        url="str: address, '' when unknown",
        language="str: zh-Hans, zh-Hant, or und for neither",
    ),
    _contract(
        "zones", "line of a document that holds text", "doc_id start",
        doc_id="str: the document",
        par_index="int64: paragraph number within the document, from 0",
        zone="str: headline, body or boilerplate",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        rule_id="str: the rule that decided, a row of data/boilerplate.csv or a rule named in waijiao.corpus",
        reason="str: that rule in plain words",
        text="str: the line",
    ),
    _contract(
        "cleaning", "finding", "doc_id start kind",
        doc_id="str: the document",
        action="str: set aside, or noted (kept as it is)",
        kind="str: boilerplate, fragment, open quotation, long quotation, stray blank or half-width marks",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        reason="str: why, in plain words",
        text="str: the passage",
    ),
    _contract(
        "sentences", "sentence", "sent_id",
        sent_id="str: doc_id:s000",
        doc_id="str: the document",
        sent_index="int64: number within the document, from 0",
        par_index="int64: paragraph number within the document, from 0",
        zone="str: headline, body or boilerplate",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        text="str: the sentence as it stands",
    ),
    _contract(
        "tokens", "token", "sent_id token_index",
        sent_id="str: the sentence",
        token_index="int64: number within the sentence, from 0",
        doc_id="str: the document",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        token="str: the word",
        kind="str: word, name (a span of a mention, never torn), number, latin, or punct",
    ),
    _contract(
        "mentions", "actor mention", "mention_id",
        mention_id="str: sent_id:m00",
        doc_id="str: the document",
        sent_id="str: the sentence",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        surface="str: the words of the text",
        head="str: the name within the surface: 布林肯 of 国务卿布林肯, 以 of 以军, 卡塔尔 of 卡塔尔埃米尔",
        actor_id="str: the entity: person, office, agency, army, state, group, organisation",
        principal="str: the state or group on whose behalf it acts (ISO 3166-1 alpha-3, or HAMAS, UN, EU ...)",
        kind="str: name, short, char, pair, metonym, demonym, person, office, description or anaphor",
        role="str: actor, place, source (of the report), attribute (names a thing, does not act) or party (cited)",
        antecedent="str: for descriptions and anaphors, the mention_id taken up; otherwise ''",
        rule_id="str: the row of data/ or the rule that decided",
    ),
    _contract(
        "unresolved", "word that points to an actor which the text does not make clear", "sent_id start",
        doc_id="str: the document",
        sent_id="str: the sentence",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        surface="str: the word",
        reason="str: why it stays open",
    ),
    _contract(
        "events", "coded directed event", "event_id",
        event_id="str: sent_id:e00",
        doc_id="str: the document",
        sent_id="str: the sentence",
        source="str: principal that acts",
        target="str: principal acted upon",
        source_actor="str: entity that acts",
        target_actor="str: entity acted upon",
        category="str: one of the 17 categories of data/codebook.toml",
        mode="str: finer word of the cue, such as visit, missile or release; '' when none",
        quad="int64: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        score="float64: PLOVER score, -10 to 10",
        goldstein="float64: Goldstein score of the category's CAMEO root, -10 to 10",
        cameo_root="str: two-digit CAMEO root code",
        polarity="int64: 1 cooperation, 0 request, -1 conflict",
        intensity="int64: 1 verbal, 2 substantive, 3 material or lethal",
        modality="str: actual, negated, future, hypothetical or historical",
        mutual="bool: the act runs both ways; both records share event_group",
        channel="bool: the act itself implies contact between the two",
        claimed_by="str: principal in whose speech the clause stands, '' for the narrator",
        quoted="bool: the clause stands inside quotation marks",
        cue="str: the words that carry the act",
        start="int64: first character of the cue in the sentence",
        end="int64: character after the last",
        event_group="str: records of one act share it (both directions, all sides of a mediation)",
        rule_id="str: construction/row of data/cues.csv",
        evidence="str: the sentence",
    ),
    _contract(
        "repeats", "record that tells an event again", "event_id",
        event_id="str: the record",
        first_id="str: the first record that tells the event",
        likeness="float64: how alike the sentences are by which it was found, 0 to 1",
    ),
    _contract(
        "relations", "ordered pair of principals (and value of the further `by` columns)", "source target",
        source="str: principal that acts",
        target="str: principal acted upon",
        events="int64: records, of any modality",
        counted="int64: records that bear on the stance: weight above 0, cooperative or conflictual",
        coop="float64: modality-weighted cooperative records",
        conf="float64: modality-weighted conflictual records",
        verbal_coop="float64: weighted records of quad class 1",
        material_coop="float64: weighted records of quad class 2",
        verbal_conf="float64: weighted records of quad class 3, requests too",
        material_conf="float64: weighted records of quad class 4",
        mean_score="float64: modality-weighted mean PLOVER (or Goldstein) score, NaN when nothing counts",
        stance="float64: (coop - conf) / (coop + conf), -1 to 1, NaN with insufficient evidence",
        low="float64: lower end of the stance's 95 % interval",
        high="float64: upper end",
        first="str: first date, '' when the dates are unknown or crawl dates",
        last="str: last date, likewise",
        line="str: the relation in one plain sentence",
        evidence="str: ids of the sentences of the records that bear on the stance, separated by blanks",
    ),
    _contract(
        "comparison", "ordered pair of principals, of which either side tells something", "source target",
        source="str: principal that acts",
        target="str: principal acted upon",
        counted_a="int64: records of the first side that bear on the stance",
        counted_b="int64: records of the second side",
        stance_a="float64: stance in the first, NaN with insufficient evidence",
        stance_b="float64: stance in the second",
        change="float64: stance_b - stance_a, -2 to 2, NaN unless both sides have a stance",
        low="float64: lower end of the change's 95 % interval",
        high="float64: upper end",
        verdict="str: insufficient evidence, no difference shown, friendlier or more hostile (the second side)",
        evidence_a="str: ids of the first side's sentences, separated by blanks",
        evidence_b="str: ids of the second side's sentences",
    ),
    _contract(
        "agreement", "level of agreement between two coders", "level",
        level="str: actors, pair, directed, polarity, quad, category, modality or claimed_by",
        f1="float64: F1 of one coding against the other, the same either way, 0 to 1",
        n="int64: records that both have, and judge at this level",
        observed="float64: share of them judged alike, NaN when there are none",
        kappa="float64: Cohen's kappa, NaN when undefined",
        kappa_low="float64: lower end of its 95 % interval",
        kappa_high="float64: upper end",
        alpha="float64: Krippendorff's alpha, nominal, NaN when undefined",
        alpha_low="float64: lower end of its 95 % interval",
        alpha_high="float64: upper end",
    ),
    _contract(
        "audit", "record to be checked by a person, or sentence without one", "audit_id",
        audit_id="str: a000, in the order of the sheet",
        event_id="str: the record, '' for a sentence in which none was coded",
        sent_id="str: the sentence",
        stratum="str: values of the columns drawn by, or no event",
        weight="float64: how many records (sentences) of its stratum this one stands for",
        sentence="str: the sentence, the cue in 【】",
        source="str: principal that acts, as coded",
        target="str: principal acted upon",
        category="str: category as coded",
        modality="str: modality as coded",
        claimed_by="str: claimant as coded",
        direction_right="str: to fill in: yes or no (for a sentence without a record: is there none?)",
        category_right="str: to fill in: yes or no",
        modality_right="str: to fill in: yes or no",
        claimant_right="str: to fill in: yes or no",
        note="str: to fill in: what it should be",
    ),
    _contract(
        "pairs", "unordered pair of principals", "actor_a actor_b",
        actor_a="str: first principal, alphabetically",
        actor_b="str: second principal",
        k="int64: units that name both",
        f_a="int64: units that name the first",
        f_b="int64: units that name the second",
        n="int64: units that name any actor",
        expected="float64: f_a * f_b / n",
        lift="float64: k / expected",
        jaccard="float64: k / (f_a + f_b - k)",
        npmi="float64: normalised pointwise mutual information, -1 to 1",
        p="float64: one-sided hypergeometric (Fisher) probability of k or more",
        q="float64: p after Benjamini-Hochberg over the testable pairs, NaN for the rest",
        testable="bool: the pair could reach alpha at all (Tarone)",
        evidence="str: ids of the units that name both, separated by blanks",
    ),
    _contract(
        "terms", "term", "term",
        term="str: the word",
        count="int64: occurrences",
        doc_count="int64: documents that hold it",
        sent_count="int64: sentences that hold it",
        per_million="float64: occurrences per million tokens counted",
    ),
    _contract(
        "concordance", "hit", "doc_id start",
        doc_id="str: the document",
        sent_id="str: the sentence in which the hit begins",
        start="int64: first character in the document's text",
        end="int64: character after the last",
        pre="str: text before the hit",
        keyword="str: the hit",
        post="str: text after the hit",
    ),
]  # fmt: skip

CONTRACTS: Mapping[str, Contract] = {contract.name: contract for contract in _TABLES}
"""Every table's contract by name."""


def make_table(name: str, rows: Iterable[Mapping[str, Any]]) -> "pd.DataFrame":
    """Return a table that keeps its contract, also when there are no rows.

    Parameters
    ----------
    name : str
        A key of :data:`CONTRACTS`, such as ``"mentions"``.
    rows : iterable of mappings
        One mapping of column to value per row; a text column that a row leaves out is ''.

    Returns
    -------
    DataFrame
        One row per row given, in that order, with the contract's columns, order and dtypes.

    Raises
    ------
    KeyError
        When ``name`` is no contract, or a row lacks a column that is not text.

    Examples
    --------
    >>> make_table("terms", []).columns.tolist()
    ['term', 'count', 'doc_count', 'sent_count', 'per_million']
    """
    import pandas as pd

    contract = CONTRACTS[name]
    given, columns = list(rows), {}
    for column in contract.columns:
        dtype = contract.dtype(column)
        values = [row.get(column, "") for row in given] if dtype == "str" else [row[column] for row in given]
        columns[column] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)


def check_columns(frame: "pd.DataFrame", columns: Iterable[str], argument: str) -> None:
    """Raise unless ``frame`` has all of ``columns``; say which it lacks, all at once.

    Parameters
    ----------
    frame : DataFrame
        The table that the user gave.
    columns : iterable of str
        Columns that the function reads.
    argument : str
        The parameter's name, for the message.

    Raises
    ------
    TableError
        With every missing column, the columns there are, and the closest spelling.

    Examples
    --------
    >>> import pandas as pd
    >>> check_columns(pd.DataFrame({"montth": []}), ["month"], "events")
    Traceback (most recent call last):
    waijiao.errors.TableError: `events` lacks the column 'month'; its columns are montth. Did you mean 'montth'?
    """
    given = [str(column) for column in getattr(frame, "columns", [])]
    missing = [column for column in columns if column not in given]
    if missing:
        names = ", ".join(map(repr, missing))
        hint = suggest(missing[0], given)
        raise TableError(
            f"`{argument}` lacks the column{'s' if len(missing) > 1 else ''} {names}; "
            f"its columns are {', '.join(given) or 'none'}.{hint}"
        )


def check_table(frame: "pd.DataFrame", name: str, columns: Iterable[str] = ()) -> None:
    """Raise unless ``frame`` can serve as the table ``name``.

    Parameters
    ----------
    frame : DataFrame
        The table that the user gave as the argument called ``name``.
    name : str
        A key of :data:`CONTRACTS`.
    columns : iterable of str, optional
        The columns that are needed; all of the contract's by default.

    Raises
    ------
    TableError
        When columns are missing, or when the argument is no DataFrame.

    Examples
    --------
    >>> check_table(make_table("terms", []), "terms")
    """
    if not hasattr(frame, "columns"):
        raise TableError(
            f"`{name}` is a {type(frame).__name__}; expected a DataFrame with one row per "
            f"{CONTRACTS[name].grain}, as the function that makes it returns."
        )
    check_columns(frame, columns or CONTRACTS[name].columns, name)


def check_choice(value: str, choices: Iterable[str], argument: str) -> None:
    """Raise unless ``value`` is one of ``choices``.

    Parameters
    ----------
    value : str
        What the user gave.
    choices : iterable of str
        What is allowed.
    argument : str
        The parameter's name, for the message.

    Raises
    ------
    InputError
        With the choices and the closest spelling.

    Examples
    --------
    >>> check_choice("sentense", ["sentence", "paragraph"], "unit")
    Traceback (most recent call last):
    waijiao.errors.InputError: `unit` is 'sentense'; choose one of 'sentence', 'paragraph'. Did you mean 'sentence'?
    """
    known = list(choices)
    if value not in known:
        names = ", ".join(map(repr, known))
        raise InputError(f"`{argument}` is {value!r}; choose one of {names}.{suggest(value, known)}")
