"""The reference coding and the comparison of codings."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError, LexiconError, TableError
from waijiao.tables import CONTRACTS, make_table
from waijiao.validation import (
    LEVELS,
    Coding,
    compare_coding,
    read_annotations,
    read_coders,
    read_gold,
    write_annotations,
)

QUAD = {c: q for q, cs in {1: "AGREE CONSULT", 2: "AID", 3: "REQUEST ACCUSE", 4: "ASSAULT"}.items() for c in cs.split()}


@pytest.fixture(scope="module")
def gold():
    return read_gold()


def write_lines(path, *records):
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    return path


def act(source, target, category="CONSULT", modality="actual", claimed_by=None):
    return {
        "source": source, "target": target, "category": category, "modality": modality, "claimed_by": claimed_by,
    }  # fmt: skip


# --- data/gold -------------------------------------------------------------------------------------------------


def test_gold_tables_keep_their_contracts(gold):
    for name in ("sentences", "mentions", "events"):
        frame = getattr(gold, name)
        contract = CONTRACTS[name]
        assert list(frame.columns[: len(contract.columns)]) == list(contract.columns)
        assert not frame.duplicated(list(contract.key)).any()
        for column in contract.columns:
            assert frame[column].dtype == contract.dtype(column), column


def test_gold_spans_hold_their_words(gold):
    texts = dict(zip(gold.sentences.sent_id, gold.sentences.text, strict=True))
    for row in gold.mentions.itertuples():
        assert texts[row.sent_id][row.start : row.end] == row.surface
    for row in gold.events.itertuples():
        assert texts[row.sent_id][row.start : row.end] == row.cue
    for row in gold.traps.itertuples():
        assert texts[row.sent_id][row.start : row.end] == row.surface
    for row in gold.quotations[gold.quotations.start >= 0].itertuples():
        assert texts[row.sent_id][row.start : row.end] == row.text


def test_gold_sentences_are_those_of_the_seed(gold):
    from waijiao.lexicon import data_dir

    seed = data_dir().parent / "seeds" / "000_898c8d6cff5ad214.txt"
    text = seed.read_text(encoding="utf-8")
    assert len(text) == 2441
    for row in gold.sentences.itertuples():
        assert text[row.start : row.end] == row.text


def test_gold_sentences_are_those_the_corpus_makes(gold):
    from waijiao.corpus import read_corpus, split_sentences
    from waijiao.lexicon import data_dir

    ours = split_sentences(read_corpus(data_dir().parent / "seeds"))
    assert ours.equals(gold.sentences[ours.columns])


def test_gold_counts_are_those_of_version_two(gold):
    assert (len(gold.sentences), len(gold.mentions), gold.events.rid.nunique()) == (58, 249, 111)
    assert (len(gold.mediations), gold.quotations.qid.nunique(), len(gold.traps)) == (8, 15, 31)
    assert len(gold.entities) == 69


def test_mutual_records_stand_in_both_directions(gold):
    ends = set(gold.events[gold.events.mutual][["event_group", "source", "target", "rid"]].itertuples(index=False))
    assert ends
    assert all((group, target, source, rid) in ends for group, source, target, rid in ends)


def test_modality_words_are_those_of_the_contract_and_records_have_the_finer_ones(gold):
    assert set(gold.events.modality) <= {"actual", "negated", "future", "hypothetical", "historical"}
    assert {"intention", "stative"} <= set(gold.records().modality)


def test_mediation_sides_share_a_group(gold):
    sides = gold.events[(gold.events.category == "MEDIATE") & (gold.events.sid == "S43")]
    assert sides.event_group.nunique() == 1
    assert sorted(sides.target) == ["TALIBAN", "USA"]


def test_records_select_reading_layer_and_zone(gold):
    assert "R033" in set(gold.records("restored").rid)
    assert "R033" not in set(gold.records("text").rid)
    assert "SWE" in set(gold.records(layers=["state", "boilerplate"], zones=["body", "boilerplate"]).source)
    with pytest.raises(InputError, match="Did you mean 'restored'"):
        gold.records("restord")


def test_gold_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(LexiconError, match="expected the files of data/gold"):
        read_gold(tmp_path / "nowhere")


def test_the_two_coders_agree_as_their_report_says():
    table = compare_coding(*read_coders()).set_index("level")
    assert table.loc["pair", ["hits", "missed", "wrong"]].tolist() == [65, 0, 2]
    assert table.loc["directed", ["hits", "missed", "wrong"]].tolist() == [82, 1, 7]
    assert table.loc["category", ["hits", "missed", "wrong"]].tolist() == [71, 21, 27]


def test_reference_agrees_with_itself(gold):
    table = compare_coding(gold.coding(), gold.coding())
    assert (table.f1 == 1).all()


def test_claimants_that_are_no_parties_are_left_open(gold):
    claimants = set(gold.coding().events.claimed_by)
    assert "?" in claimants
    assert claimants <= {"", "?", "USA", "ISR"}


# --- comparing -------------------------------------------------------------------------------------------------

CASES = [
    ({"actors": ["IRN", "ISR"]}, {"actors": ["IRN", "USA"]}, "actors", 1, 1, 1),
    ({"actors": ["IRN"], "actors_optional": ["USA"]}, {"actors": ["IRN", "USA"]}, "actors", 1, 0, 0),
    ({"events": [act("IRN", "ISR")]}, {"events": [act("ISR", "IRN")]}, "pair", 1, 0, 0),
    ({"events": [act("IRN", "ISR")]}, {"events": [act("ISR", "IRN")]}, "directed", 0, 1, 1),
    ({"events": [act("A", "B", "AGREE")]}, {"events": [act("A", "B", "AID")]}, "polarity", 1, 0, 0),
    ({"events": [act("A", "B", "REQUEST")]}, {"events": [act("A", "B", "ACCUSE")]}, "polarity", 0, 1, 1),
    ({"events": [act("A", "B", "REQUEST")]}, {"events": [act("A", "B", "ACCUSE")]}, "quad", 1, 0, 0),
    ({"events": [act("A", "B", "AGREE")]}, {"events": [act("A", "B", "CONSULT")]}, "category", 0, 1, 1),
    ({"events": [act("A", "B", "AID", "future")]}, {"events": [act("A", "B", "AID")]}, "modality", 0, 1, 1),
    ({"events": [act("A", "B", "AID", None)]}, {"events": [act("A", "B", "AID")]}, "modality", 0, 0, 0),
    ({"events": [act("A", "B", "AID", claimed_by="A")]}, {"events": [act("A", "B", "AID")]}, "claimed_by", 0, 1, 1),
    ({"events": [act("A", "B", "AID", claimed_by="?")]}, {"events": [act("A", "B", "AID")]}, "claimed_by", 0, 0, 0),
    ({"optional": [act("A", "B")]}, {"events": [act("A", "B")]}, "directed", 0, 0, 0),
    ({"optional": [act("A", "B")]}, {"events": [act("A", "B")]}, "claimed_by", 0, 0, 0),
    ({"events": [act("A", "B")], "optional": [act("A", "B", "AID")]}, {"events": [act("A", "B")]}, "pair", 1, 0, 0),
    ({"events": [act("A", "B")] * 2}, {"events": [act("A", "B"), act("A", "B", "AID")]}, "directed", 1, 0, 0),
    ({"events": []}, {"actors": ["X"], "events": [act("X", "Y")]}, "directed", 0, 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("want", "got", "level", "hits", "missed", "wrong"), CASES)
def test_compare_coding_counts_as_the_rules_say(tmp_path, want, got, level, hits, missed, wrong):
    gold = read_annotations(write_lines(tmp_path / "g", {"sid": "s", **want}))
    found = read_annotations(write_lines(tmp_path / "p", {"sid": "s", **got}, {"sid": "unknown", "actors": ["Z"]}))
    row = compare_coding(gold, found).set_index("level").loc[level]
    assert [row.hits, row.missed, row.wrong] == [hits, missed, wrong]


def score_by_hand(gold, predicted, level):
    """The scoring rules once more, sentence by sentence over the raw records."""

    def key(event):
        ends, c = (event["source"], event["target"]), event["category"]
        sign = 0 if c == "REQUEST" else 1 if QUAD[c] < 3 else -1
        return {
            "pair": tuple(sorted(ends)), "directed": ends, "polarity": (*ends, sign), "quad": (*ends, QUAD[c]),
            "category": (*ends, c), "modality": (*ends, c, event["modality"]),
            "claimed_by": (*ends, c, event["claimed_by"]),
        }[level]  # fmt: skip

    hits = missed = wrong = 0
    for sid, row in gold.items():
        other = predicted.get(sid, {"actors": [], "events": []})
        if level == "actors":
            want, got, free = set(row["actors"]), set(other["actors"]), set(row["actors_optional"])
        else:
            want, got, free = ({key(e) for e in es} for es in (row["events"], other["events"], row["optional"]))
        if level in ("modality", "claimed_by"):
            open_ = [
                e for e in row["events"]
                if (level == "modality" and e["modality"] is None) or (level == "claimed_by" and e["claimed_by"] == "?")
            ]  # fmt: skip
            skip = {(e["source"], e["target"], e["category"]) for e in open_ + row["optional"]}
            want, got = ({k for k in keys if k[:3] not in skip} for keys in (want, got))
        else:
            got -= free - want
        hits, missed, wrong = hits + len(want & got), missed + len(want - got), wrong + len(got - want)
    return [hits, missed, wrong]


EVENTS = st.lists(
    st.builds(
        act, st.sampled_from("AB"), st.sampled_from("BC"), st.sampled_from(sorted(QUAD)),
        st.sampled_from(["actual", "future", None]), st.sampled_from([None, "A", "?"]),
    ), max_size=3,
)  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {
        "actors": st.lists(st.sampled_from("ABC"), max_size=3), "events": EVENTS, "optional": EVENTS,
        "actors_optional": st.lists(st.sampled_from("ABC"), max_size=1),
    },
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from("xyz"), RECORDS), st.dictionaries(st.sampled_from("xyz"), RECORDS))
def test_compare_coding_equals_sentence_by_sentence_scoring(tmp_path_factory, want, got):
    got = {sid: {**row, "optional": [], "actors_optional": []} for sid, row in got.items()}
    folder = tmp_path_factory.mktemp("codings")
    gold, found = (
        read_annotations(write_lines(folder / name, *({"sid": sid, **row} for sid, row in rows.items())))
        for name, rows in (("g", want), ("p", got))
    )
    table = compare_coding(gold, found).set_index("level")
    for level in LEVELS:
        assert table.loc[level, ["hits", "missed", "wrong"]].tolist() == score_by_hand(want, got, level), level


def test_compare_coding_by_category_and_by_sentence_split_the_same_counts(tmp_path):
    gold = read_annotations(
        write_lines(
            tmp_path / "g", {"sid": "s1", "actors": ["A", "B"], "events": [act("A", "B", "AID"), act("A", "B")]},
            {"sid": "s2", "events": [act("A", "B", "ASSAULT")]},
        )
    )  # fmt: skip
    found = read_annotations(write_lines(tmp_path / "p", {"sid": "s1", "events": [act("A", "B", "AID")]}))
    whole = compare_coding(gold, found).set_index("level")
    kinds = compare_coding(gold, found, by="category").set_index("category")
    assert kinds.index.tolist() == ["AID", "ASSAULT", "CONSULT"]
    assert kinds.missed.tolist() == [0, 1, 1]
    parts = compare_coding(gold, found, by="sentence")
    for column in ("hits", "missed", "wrong"):
        assert parts.groupby("level")[column].sum().to_dict() == whole[column].to_dict()


def test_compare_coding_refuses_unknown_categories_and_missing_columns(tmp_path):
    gold = read_annotations(write_lines(tmp_path / "g", {"sid": "s", "events": [act("A", "B", "CONSULTT")]}))
    with pytest.raises(InputError, match="Did you mean 'CONSULT'"):
        compare_coding(gold, gold)
    with pytest.raises(TableError, match="lacks the columns 'modality', 'claimed_by'"):
        compare_coding(Coding(gold.actors, gold.events.drop(columns=["modality", "claimed_by"])), gold)


# --- JSON lines ------------------------------------------------------------------------------------------------


def test_annotations_survive_writing_and_reading(gold, tmp_path):
    events = gold.events[gold.events.zone != "boilerplate"]
    write_annotations(gold.sentences, gold.mentions, events, tmp_path / "a.jsonl")
    coding = read_annotations(tmp_path / "a.jsonl")
    assert coding.events.sent_id.tolist() == sorted(events.sent_id)
    assert coding.actors.sent_id.nunique() == len(gold.sentences)
    record = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()[4])
    assert record["actors"] == sorted(record["actors"]) == ["HAMAS", "QAT", "USA"]
    assert record["events"][0]["claimed_by"] is None


def test_annotations_by_document_join_its_sentences(tmp_path):
    rows = [
        {"sent_id": f"d:s00{i}", "doc_id": "d", "sent_index": i, "par_index": 0, "start": 9 * i, "end": 9 * i + 9}
        for i in (0, 1)
    ]
    mentions = make_table(
        "mentions",
        [
            {
                "mention_id": f"m{i}",
                "sent_id": f"d:s00{i}",
                "doc_id": "d",
                "start": 0,
                "end": 1,
                "principal": p,
                "role": r,
            }
            for i, (p, r) in enumerate([("QAT", "actor"), ("AFP", "source")])
        ],
    )
    write_annotations(make_table("sentences", rows), mentions, make_table("events", []), tmp_path / "a", by="doc_id")
    assert json.loads((tmp_path / "a").read_text(encoding="utf-8")) == {"sid": "d", "actors": ["QAT"], "events": []}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1: is no JSON"),
        ("[1]", "line 1: expected an object with sid"),
        ('\n{"sid": "s", "events": [{"source": "A"}]}', "line 2: an event of s lacks target, category"),
    ],
)
def test_broken_annotations_name_the_line(tmp_path, text, message):
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_annotations(tmp_path / "a.jsonl")


def test_missing_annotations_are_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.jsonl: no such file"):
        read_annotations(tmp_path / "gone.jsonl")
