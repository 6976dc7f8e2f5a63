"""Discourse networks: who takes the same side on what."""

from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from waijiao.errors import InputError, TableError
from waijiao.networks import build_position_network, list_positions
from waijiao.tables import make_table


def sample():
    """The statements of the Discourse Network Analyzer's sample, names replaced by numbers."""
    table = pd.read_csv(Path(__file__).parent / "oracles" / "discourse_sample.csv")
    return table.assign(agrees=table["agrees"].astype(bool))


def said(*rows):
    return pd.DataFrame(rows, columns=["actor", "concept", "agrees"])


def weights(positions, **how):
    network = build_position_network(positions, **how)
    return {tuple(sorted(edge)): network.edges[edge]["weight"] for edge in network.edges}


def total(**how):
    return nx.to_numpy_array(build_position_network(sample(), **how)).sum()


def test_published_totals_of_the_sample():
    assert sum(dict(build_position_network(sample()).nodes(data="statements")).values()) == 40
    assert build_position_network(sample()).number_of_nodes() == 7
    assert sample()["concept"].nunique() == 6
    assert total(agreement="either") == 276


def test_congruence_and_conflict_make_up_the_total_and_subtract_is_their_difference():
    congruence, conflict = total(agreement="congruence"), total(agreement="conflict")
    assert congruence + conflict == 276
    assert total(agreement="subtract") == congruence - conflict == 44


FOUR = said(("A", "x", True), ("A", "x", True), ("A", "y", False), ("B", "x", True), ("B", "z", True), ("C", "y", True))


def test_weights_by_hand():
    assert weights(FOUR, agreement="congruence") == {("A", "B"): 2}
    assert weights(FOUR, agreement="conflict") == {("A", "C"): 1}
    assert weights(FOUR) == {("A", "B"): 2, ("A", "C"): -1}


def test_normalisations_by_hand():
    """A says x twice and y once, B x and z, C y: A and B share 2 by product."""
    assert weights(FOUR, agreement="either", normalization="average")["A", "B"] == pytest.approx(2 / 2.5)
    assert weights(FOUR, agreement="either", normalization="cosine")["A", "B"] == pytest.approx(2 / np.sqrt(5 * 2))
    assert weights(FOUR, agreement="either", normalization="jaccard")["A", "B"] == pytest.approx(2 / (1 + 1 + 2))


def test_twins_have_cosine_one():
    twins = said(*[(actor, concept, agrees) for actor in "AB" for concept, agrees in (("x", True), ("y", False))])
    assert weights(twins, agreement="congruence", normalization="cosine") == pytest.approx({("A", "B"): 1})


def test_an_edge_names_its_concepts():
    edge = build_position_network(FOUR).edges["A", "B"]
    assert (edge["concepts"], edge["congruence"], edge["conflict"]) == ("x", 2, 0)


def test_positions_leave_out_requests_and_what_did_not_happen():
    act = {
        "doc_id": "a", "sent_id": "a:s0", "source": "IRN", "category": "ACCUSE", "quad": 3, "score": -3.0,
        "goldstein": -2.0, "intensity": 1, "mutual": False, "channel": False, "quoted": False, "start": 0, "end": 2,
    }  # fmt: skip
    rows = [
        {**act, "event_id": f"a:s0:e{n}", "target": target, "polarity": polarity, "modality": modality}
        for n, (target, polarity, modality) in enumerate(
            [("ISR", -1, "actual"), ("QAT", 1, "future"), ("USA", 0, "actual"), ("SAU", 1, "negated")]
        )
    ]
    found = list_positions(make_table("events", rows))
    assert found[["concept", "agrees"]].to_numpy().tolist() == [["ISR", False], ["QAT", True]]


def test_nothing_said_is_no_network():
    assert build_position_network(said()).number_of_nodes() == 0


def test_unknown_choices_and_missing_columns_are_refused():
    with pytest.raises(InputError, match="`agreement` is 'agree'; choose one of 'either', 'congruence'"):
        build_position_network(FOUR, agreement="agree")
    with pytest.raises(InputError, match="`normalization` is 'mean'"):
        build_position_network(FOUR, normalization="mean")
    with pytest.raises(TableError, match="`positions` lacks the column 'agrees'"):
        build_position_network(FOUR.drop(columns="agrees"))
