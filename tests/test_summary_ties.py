"""What texts say beside what stands: pairs, counts, verdicts, and that a tie never becomes a record."""

import pandas as pd
import pytest

from waijiao.errors import TableError
from waijiao.lexicon import read_ties
from waijiao.summary import compare_ties
from waijiao.tables import CONTRACTS, make_table
from waijiao.validation import read_gold

COLUMNS = ["source", "target", "polarity", "modality", "mutual", "event_group", "sent_id"]
TYPES = {"polarity": "int64", "mutual": "bool"}


def make_events(*rows):
    return pd.DataFrame(rows, columns=COLUMNS).astype(TYPES).assign(doc_id="d", channel=False)


def make_ties(*rows):
    """Return ties given as (actor_a, actor_b, polarity)."""
    return make_table(
        "ties",
        [
            {"tie_id": f"t{n}", "actor_a": a, "actor_b": b, "polarity": polarity, "mutual": False}
            for n, (a, b, polarity) in enumerate(rows)
        ],
    )


def act(polarity, source="QAT", target="USA", modality="actual", sent_id="s0"):
    return (source, target, polarity, modality, False, "", sent_id)


@pytest.mark.parametrize(
    ("acts", "ties", "verdict"),
    [
        ([1], [1], "same way"),
        ([-1], [-1, -1], "same way"),
        ([1], [-1], "other way"),
        ([-1, -1, 1], [1], "other way"),
        ([1, -1], [1], "mixed"),
        ([1], [1, -1], "mixed"),
        ([1], [], "records only"),
        ([0], [1], "ties only"),
    ],
)
def test_verdict_says_whether_records_and_ties_point_the_same_way(acts, ties, verdict):
    compared = compare_ties(make_events(*map(act, acts)), make_ties(*(("USA", "QAT", polarity) for polarity in ties)))
    assert compared["verdict"].tolist() == [verdict]
    assert compared.loc[0, ["actor_a", "actor_b"]].tolist() == ["QAT", "USA"]


def test_counts_are_weighted_by_modality_and_a_mutual_act_counts_once():
    events = make_events(
        ("QAT", "USA", 1, "actual", True, "g1", "s0"),
        ("USA", "QAT", 1, "actual", True, "g1", "s0"),
        act(-1, modality="future", sent_id="s1"),
        act(-1, modality="negated", sent_id="s2"),
        act(-1, source="", sent_id="s3"),
    )
    (row,) = compare_ties(events, make_ties()).to_dict("records")
    assert (row["records"], row["coop"], row["conf"], row["evidence"]) == (2, 1.0, 0.5, "s0 s1")


def test_ties_between_actors_that_no_event_names_are_left_out():
    compared = compare_ties(
        make_events(act(1), act(1, "IRN", "USA")), make_ties(("QAT", "IRN", 1), ("QAT", "SAU", 1), ("DZA", "MAR", -1))
    )
    assert compared[["actor_a", "actor_b", "verdict"]].to_numpy().tolist() == [
        ["IRN", "USA", "records only"],
        ["QAT", "USA", "records only"],
        ["IRN", "QAT", "ties only"],
    ]


def test_every_tie_given_is_named_and_counted_once():
    compared = compare_ties(make_events(act(1)), make_ties(("QAT", "USA", 1), ("USA", "QAT", 1), ("USA", "QAT", -1)))
    assert compared.loc[0, ["ties_coop", "ties_conf", "ties"]].tolist() == [2, 1, "t0 t1 t2"]


def test_the_table_keeps_its_contract_also_when_empty():
    for compared in (compare_ties(make_events(), make_ties()), compare_ties(make_events(act(1)), make_ties())):
        assert compared.columns.tolist() == list(CONTRACTS["tie_comparison"].columns)
        contract = CONTRACTS["tie_comparison"]
        assert {column: str(compared[column].dtype) for column in compared} == {
            column: contract.dtype(column) for column in contract.columns
        }


def test_the_case_study_agrees_with_what_stood_in_2023():
    compared = compare_ties(read_gold().records(), read_ties(on="2023-10")).set_index(["actor_a", "actor_b"])
    assert compared.loc[("QAT", "USA"), "verdict"] == "same way"
    assert compared.loc[("HAMAS", "ISR"), "verdict"] == "same way"
    assert compared.loc[("TALIBAN", "USA"), "verdict"] == "mixed"
    assert compared.loc[("ISR", "QAT"), "verdict"] == "records only"


def test_input_is_left_alone_and_missing_columns_are_named():
    events, ties = make_events(act(1)), make_ties(("QAT", "USA", 1))
    before = events.copy(), ties.copy()
    compare_ties(events, ties)
    pd.testing.assert_frame_equal(events, before[0])
    pd.testing.assert_frame_equal(ties, before[1])
    with pytest.raises(TableError, match="`ties` lacks the columns 'tie_id', 'polarity'"):
        compare_ties(events, ties.drop(columns=["tie_id", "polarity"]))
