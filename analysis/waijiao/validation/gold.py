"""The reference coding of the case-study article, as tables of the package."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from waijiao.errors import LexiconError
from waijiao.lexicon import data_dir, read_codebook, read_lexicon
from waijiao.tables import check_choice, make_table
from waijiao.validation.annotations import Coding, make_coding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

__all__ = ["Gold", "read_coders", "read_gold"]

VERSION = "2.0"
READINGS = {
    "text": ("both", "text_only"),
    "restored": ("both", "restored_only"),
    "all": ("both", "text_only", "restored_only"),
}
_KINDS = {
    "definite_description": "description",
    "person_in_office": "office",
    "alias": "name",
    "attribute": "name",
}
_ROLES = {
    "participant": "actor",
    "location": "place",
    "victim": "party",
    "theme": "attribute",
    "predicate": "attribute",
}

# What the coders noted beyond the contract of events.
_EXTRA = (
    "sid", "rid", "zone", "layer", "reading", "gold_modality", "gold_category", "mode", "alt_categories",
    "implicit_participant", "confidence", "reported", "speech", "hard", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """The adjudicated reference coding of one article, in the package's tables.

    Attributes
    ----------
    sentences, mentions, events : DataFrame
        As their contracts say, with the coders' own words beside them: ``sid``; for mentions ``gold_kind``,
        ``gold_role``, ``network_actor``, ``hard``, ``note``; for events ``rid``, ``zone``, ``layer``, ``reading``,
        ``gold_modality``, ``gold_category``, ``implicit_participant``, ``confidence``, ``hard``, ``note``.
    mediations : DataFrame
        One row per broker and pair of parties: ``sent_id``, ``broker``, ``party_a``, ``party_b``, ``explicit``.
    quotations, traps, entities : DataFrame
        As ``data/gold/README.md`` says.
    version : str
        Of the reference coding.
    """

    sentences: "pd.DataFrame"
    mentions: "pd.DataFrame"
    events: "pd.DataFrame"
    mediations: "pd.DataFrame"
    quotations: "pd.DataFrame"
    traps: "pd.DataFrame"
    entities: "pd.DataFrame"
    version: str = VERSION

    def records(
        self,
        reading: Literal["text", "restored", "all"] = "restored",
        *,
        layers: "Collection[str]" = ("state",),
        zones: "Collection[str]" = ("body",),
    ) -> "pd.DataFrame":
        """Return the events from which the compass is measured.

        Parameters
        ----------
        reading : {"restored", "text", "all"}
            What the article's source says, what the machine-translated string says, or both.
        layers, zones : collection of str
            Which layers and zones to keep.

        Returns
        -------
        DataFrame
            One row per event, as :attr:`events`; ``modality`` has the coders' finer words (factual, stative,
            presupposed, intention ...), to which ``data/modality.csv`` gives weights.

        Raises
        ------
        InputError
            When ``reading`` is none of the three.

        Examples
        --------
        >>> read_gold().records().sent_id.nunique()
        38
        """
        check_choice(reading, READINGS, "reading")
        events = self.events
        kept = events[
            events["reading"].isin(READINGS[reading])
            & events["layer"].isin(list(layers))
            & events["zone"].isin(list(zones))
        ]
        return kept.assign(modality=kept["gold_modality"]).reset_index(drop=True)

    def coding(self) -> Coding:
        """Return what a coder of the text should find, for :func:`waijiao.validation.compare_coding`.

        Headline and body, reading "text". Records outside the state layer, or with an end that the sentence does not
        name, are optional. Actors are the participants and the ends of the other records; whoever else is mentioned
        (as place, victim, source, attribute) is optional. The claimant is open ('?') where somebody speaks who is no
        party between states: experts, the press, unnamed diplomats.

        Returns
        -------
        Coding
            Tables of actors and events; ``sent_id`` as in :attr:`sentences`.

        Examples
        --------
        >>> coding = read_gold().coding()
        >>> coding.actors[coding.actors.sent_id == "qatar:s014"].actor.tolist()
        ['HAMAS', 'ISR', 'QAT', 'USA', 'HOSTAGES', 'PSE']
        """
        kept = self.sentences.loc[self.sentences["zone"] != "boilerplate", "sent_id"].tolist()
        events = self.events[self.events["reading"].isin(READINGS["text"]) & self.events["sent_id"].isin(kept)]
        optional = events["implicit_participant"].ne("") | events["layer"].ne("state")
        parties = {"", *self.entities.loc[self.entities["network_actor"], "canonical"]}
        claimants = events["claimed_by"].where(events["claimed_by"].isin(list(parties)), "?")
        acts = _dicts(events.assign(optional=optional, claimed_by=claimants))
        mentions = _dicts(self.mentions)
        sure = {
            (m["sent_id"], m["principal"]) for m in mentions if m["gold_role"] == "participant" and m["network_actor"]
        }
        sure |= {(act["sent_id"], act[end]) for act in acts if not act["optional"] for end in ("source", "target")}
        other = {(m["sent_id"], m["principal"]) for m in mentions}
        other |= {(act["sent_id"], act[end]) for act in acts for end in ("source", "target")}
        actors = []
        for sid in kept:
            actors += [(sid, actor, False) for actor in _actors_of(sid, sure) or [""]]
            actors += [(sid, actor, True) for actor in _actors_of(sid, other - sure)]
        return make_coding(actors, acts)


def _actors_of(sent_id: str, pairs: set[tuple[str, str]]) -> list[str]:
    return sorted(actor for sentence, actor in pairs if sentence == sent_id)


def read_gold(folder: str | Path | None = None) -> Gold:
    """Read the reference coding of the case-study article.

    A relation that runs both ways becomes two events that share ``event_group``; the two sides of a mediation share
    one as well. Category words become those of the codebook (YIELD by its mode, CONSULT by a third party MEDIATE),
    modality one of the contract's five.

    Parameters
    ----------
    folder : str or Path, optional
        A folder with the files of ``data/gold``; the package's own by default.

    Returns
    -------
    Gold
        Frozen; its tables are fresh copies.

    Raises
    ------
    LexiconError
        When a file is missing or breaks its format.

    Notes
    -----
    The coders are large language models reading under written rules, not humans; see ``data/gold/README.md``.

    Examples
    --------
    >>> gold = read_gold()
    >>> len(gold.sentences), len(gold.mentions), gold.events.rid.nunique(), len(gold.mediations)
    (58, 249, 111, 8)
    """
    home = _find_folder(folder)
    sentences = _read(home, "sentences.csv", "sent_id doc_id sid zone text", "par_index start end")
    ids = dict(zip(sentences["sid"], sentences["sent_id"], strict=True))
    texts = dict(zip(sentences["sent_id"], sentences["text"], strict=True))
    entities = _read(home, "entities.csv", "entity canonical type", flags="network_actor")
    relations = _read(
        home, "relations.csv", "rid sid source target category mode modality reading layer",
        "polarity intensity evidence_start evidence_end", "mutual channel negated reported hard",
        "plover_score confidence",
    )  # fmt: skip
    principals = dict(zip(entities["entity"], entities["canonical"], strict=True))
    mediations = _read(home, "mediations.csv", "sid broker party_a party_b", "evidence_start", "explicit")
    quotations = _read(home, "quotations.csv", "qid sid text speaker", "part start end")
    traps = _read(home, "traps.csv", "sid surface why", "start end")
    return Gold(
        sentences=_sentences(sentences),
        mentions=_mentions(
            _read(home, "mentions.csv", "mid sid surface kind role", "start end", "network_actor hard"), ids
        ),
        events=_events(relations, ids, texts, principals),
        mediations=mediations.assign(sent_id=mediations["sid"].map(ids)),
        quotations=quotations.assign(sent_id=quotations["sid"].map(ids)),
        traps=traps.assign(sent_id=traps["sid"].map(ids)),
        entities=entities,
    )


def _find_folder(folder: str | Path | None) -> Path:
    home = data_dir() / "gold" if folder is None else Path(folder)
    if not home.is_dir():
        raise LexiconError(f"{home.name}: no such folder; expected the files of data/gold, such as relations.csv.")
    return home


def _read(home: Path, name: str, texts: str, numbers: str = "", flags: str = "", decimals: str = "") -> "pd.DataFrame":
    """Return one file of the folder with whole numbers (-1 where empty), decimals and true/false read as such."""
    names = [*texts.split(), *numbers.split(), *flags.split(), *decimals.split()]
    frame = read_lexicon(home / name, names).drop(columns="line")
    for column in numbers.split():
        frame[column] = frame[column].replace("", "-1").astype("int64")
    for column in decimals.split():
        frame[column] = frame[column].astype("float64")
    for column in flags.split():
        frame[column] = frame[column].eq("true")
    return frame


def _dicts(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def _sentences(frame: "pd.DataFrame") -> "pd.DataFrame":
    rows = [{**row, "sent_index": index} for index, row in enumerate(_dicts(frame))]
    return make_table("sentences", rows).assign(sid=frame["sid"], debris=frame["debris"])


def _mentions(frame: "pd.DataFrame", ids: dict[str, str]) -> "pd.DataFrame":
    numbers = frame.groupby("sid").cumcount()
    rows = [
        {
            **row, "mention_id": f"{ids[row['sid']]}:m{number:02d}", "doc_id": ids[row["sid"]].rsplit(":", 1)[0],
            "sent_id": ids[row["sid"]], "actor_id": row["entity"], "principal": row["canonical"],
            "kind": _KINDS.get(row["kind"], row["kind"]), "role": _ROLES.get(row["role"], row["role"]),
            "rule_id": f"gold/{row['mid']}",
        }
        for row, number in zip(_dicts(frame), numbers, strict=True)
    ]  # fmt: skip
    extra = ["sid", "network_actor", "hard", "note", "head", "head_start", "head_end"]
    own = {
        "gold_kind": frame["kind"],
        "gold_role": frame["role"],
        **{column: frame[column] for column in extra},
    }
    return make_table("mentions", rows).assign(**own)


def _category(row: dict[str, Any]) -> str:
    # YIELD joins two PLOVER words: 从阿富汗撤军 is RETREAT, 释放收入 is CONCEDE.
    if row["category"] == "YIELD":
        return "RETREAT" if row["mode"] == "withdraw" else "CONCEDE"
    # 主办了美国和塔利班的谈判: the host brings two others together.
    return "MEDIATE" if row["mode"] == "third-party" else str(row["category"])


def _modalities() -> dict[str, str]:
    frame = read_lexicon("modality.csv", ["modality", "coded_as", "weight"])
    return dict(zip(frame["modality"], frame["coded_as"], strict=True))


def _events(
    relations: "pd.DataFrame", ids: dict[str, str], texts: dict[str, str], principals: dict[str, str]
) -> "pd.DataFrame":
    coded = _modalities()
    rows: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    for row in _dicts(relations):
        for event in _directions(row):
            sent_id = ids[event["sid"]]
            numbers[sent_id] = numbers.get(sent_id, -1) + 1
            event |= {
                "event_id": f"{sent_id}:e{numbers[sent_id]:02d}", "sent_id": sent_id,
                "doc_id": sent_id.rsplit(":", 1)[0], "evidence": texts[sent_id],
                "event_group": f"{sent_id}:{_group(event)}",
                "claimed_by": principals.get(event["speaker"], event["speaker"]),
                "modality": "negated" if event["negated"] else coded[event["gold_modality"]],
            }  # fmt: skip
            rows.append(event)
    extra = {column: [row[column] for row in rows] for column in _EXTRA}
    return make_table("events", rows).assign(**extra)


def _directions(row: dict[str, Any]) -> "Iterator[dict[str, Any]]":
    category = read_codebook()[_category(row)]
    event = {
        **row, "gold_category": row["category"], "gold_modality": row["modality"], "category": category.name,
        "quad": category.quad, "goldstein": category.goldstein, "cameo_root": category.cameo_root,
        "score": row["plover_score"], "quoted": row["speech"] == "direct", "cue": row["evidence"],
        "start": row["evidence_start"], "end": row["evidence_end"], "rule_id": f"gold/{row['rid']}",
        "source_actor": row["source_entity"], "target_actor": row["target_entity"],
    }  # fmt: skip
    yield event
    if row["mutual"]:
        turned = {"source": row["target"], "target": row["source"]}
        yield event | turned | {"source_actor": row["target_entity"], "target_actor": row["source_entity"]}


def _group(event: dict[str, Any]) -> str:
    return f"mediation-{event['source']}" if event["category"] == "MEDIATE" else str(event["rid"])


def read_coders(folder: str | Path | None = None) -> tuple[Coding, Coding]:
    """Read what each of the two coders left, for a lesson on agreement.

    Scope as in their agreement report: body sentences, state layer, what the string says; mutual records in both
    directions; YIELD, CONCEDE and RETREAT read as CONCEDE.

    Parameters
    ----------
    folder : str or Path, optional
        A folder with the files of ``data/gold``; the package's own by default.

    Returns
    -------
    tuple of Coding
        The first coder, the second coder. Their actors are the ends of their records.

    Raises
    ------
    LexiconError
        When a file is missing or breaks its format.

    Notes
    -----
    Both coders are large language models under written rules, and the second knew the first's list of actors.

    Examples
    --------
    >>> from waijiao.validation import compare_coding
    >>> compare_coding(*read_coders()).set_index("level").f1.loc[["pair", "directed"]].round(3).tolist()
    [0.985, 0.953]
    """
    home = _find_folder(folder)
    body = read_lexicon(home / "sentences.csv", ["sid", "zone", "sent_id"])
    ids = dict(body.loc[body["zone"] == "body", ["sid", "sent_id"]].itertuples(index=False, name=None))
    first, second = (_read_coder(home, name, ids) for name in ("coder1_relations.csv", "coder2_relations.csv"))
    return first, second


def _read_coder(home: Path, name: str, ids: dict[str, str]) -> Coding:
    frame = _read(home, name, "rid sid source target category modality speaker layer", flags="mutual reported")
    frame = frame[frame["layer"].eq("state") & frame["sid"].isin(list(ids))]
    if "reading" in frame.columns:
        frame = frame[frame["reading"].isin(READINGS["text"])]
    acts: list[dict[str, Any]] = []
    for row in _dicts(frame):
        category = "CONCEDE" if row["category"] in ("YIELD", "RETREAT") else row["category"]
        act = {
            **row,
            "sent_id": ids[row["sid"]],
            "category": category,
            "claimed_by": row["speaker"],
            "cue": row["evidence"],
        }
        acts += [act, act | {"source": row["target"], "target": row["source"]}] if row["mutual"] else [act]
    ends = {(act["sent_id"], act[end]) for act in acts for end in ("source", "target")}
    actors = [(sid, actor, False) for sid in ids.values() for actor in _actors_of(sid, ends) or [""]]
    return make_coding(actors, acts)
