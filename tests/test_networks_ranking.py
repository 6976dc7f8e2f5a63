"""Centralities: by hand, beside networkx, and ranks no surer than the units they rest on."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.networks import (
    build_channel_network,
    build_network,
    count_cooccurrence,
    rank_actors,
    rank_brokers,
)
from waijiao.tables import CONTRACTS
from waijiao.validation import read_gold


def make_graph(*edges: tuple[str, str, float, str]) -> nx.Graph:
    graph = nx.Graph()
    for one, other, weight, evidence in edges:
        graph.add_edge(one, other, weight=float(weight), evidence=evidence)
    return graph


# Worked by hand: A and B and C know each other, C leads to D and D to E.
FIVE = make_graph(
    ("A", "B", 3, "u v w"), ("A", "C", 2, "u v"), ("B", "C", 1, "u"), ("C", "D", 4, "w x y z"), ("D", "E", 1, "z")
)


def test_centralities_of_five_actors_by_hand():
    ranked = rank_actors(FIVE)
    assert ranked[["actor", "rank", "degree", "strength"]].to_numpy().tolist() == [
        ["C", 1, 3, 7.0],
        ["A", 2, 2, 5.0],
        ["D", 2, 2, 5.0],
        ["B", 4, 2, 4.0],
        ["E", 5, 1, 1.0],
    ]
    expected = nx.eigenvector_centrality_numpy(FIVE, weight="weight")
    assert dict(zip(ranked["actor"], ranked["eigenvector"], strict=True)) == pytest.approx(expected, abs=1e-9)
    contract = CONTRACTS["ranks"]
    assert ranked.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_actors_are_ranked_by_the_chosen_measure_and_ties_by_name():
    assert rank_actors(FIVE, measure="degree")["actor"].tolist() == list("CABDE")
    star = nx.Graph([("Z", "B"), ("Z", "C"), ("Z", "A")])
    ranked = rank_actors(star, measure="eigenvector")
    assert ranked["actor"].tolist() == ["Z", "A", "B", "C"]
    assert ranked["rank"].tolist() == [1, 2, 2, 2]
    assert ranked["eigenvector"].tolist() == pytest.approx([math.sqrt(0.5)] + [math.sqrt(1 / 6)] * 3)


def test_eigenvector_speaks_of_the_largest_component_only():
    graph = nx.Graph([("A", "B"), ("B", "C")])
    graph.add_edge("X", "Y", weight=99)
    graph.add_node("Q")
    scores = rank_actors(graph).set_index("actor")["eigenvector"]
    assert (scores[["X", "Y", "Q"]] == 0).all()
    assert (scores[["A", "B", "C"]] > 0).all()
    assert rank_actors(nx.empty_graph(["A", "B"]))["eigenvector"].tolist() == [0, 0]
    assert rank_actors(nx.Graph()).empty


# Intervals of ranks


def test_interval_is_that_of_drawing_by_hand():
    # B has x with probability P(E1 > E2), E of two exponential weights: half of the draws put A first.
    ranked = rank_actors(make_graph(("A", "B", 1, "x"), ("A", "C", 1, "y"))).set_index("actor")
    assert ranked.loc["A", ["low", "high"]].tolist() == [1, 1]
    assert ranked.loc[["B", "C"], ["low", "high"]].to_numpy().tolist() == [[2, 3], [2, 3]]


def test_actors_of_the_same_units_always_share_a_rank():
    ranked = rank_actors(make_graph(("A", "B", 2, "x y"), ("C", "D", 2, "x y"))).set_index("actor")
    assert ranked["rank"].tolist() == ranked["low"].tolist() == ranked["high"].tolist() == [1, 1, 1, 1]


def test_more_units_make_ranks_surer():
    def width(times: int) -> float:
        names = [
            [f"a:s{n:03d}" for n in range(place * 1000, place * 1000 + count * times)]
            for place, count in enumerate((4, 3, 2))
        ]
        edges = [("H", actor, len(units), " ".join(units)) for actor, units in zip("ABC", names, strict=True)]
        ranked = rank_actors(make_graph(*edges))
        return float((ranked["high"] - ranked["low"]).sum())

    assert width(1) > width(10) > width(100) == 0


def test_units_of_one_document_are_drawn_together():
    lists = " ".join(f"long:s{n:03d}" for n in range(9))
    graph = make_graph(("A", "B", 9, lists), ("A", "C", 2, "one:p000 two"), ("A", "D", 1, "two:b000"))
    by_unit, by_document = (rank_actors(graph, unit=unit).set_index("actor") for unit in ("evidence", "document"))
    assert by_unit.loc["B", "high"] == 2
    assert by_document.loc["B", "high"] > 2
    # "two" and a block of it are one document: C has all that D has, and more.
    assert by_document.loc["C", "high"] <= 3 < by_unit.loc["C", "high"]


def test_weights_other_than_counts_are_spread_over_the_units():
    counts = make_graph(("A", "B", 3, "u v w"), ("A", "C", 2, "x y"))
    scaled = make_graph(("A", "B", 0.3, "u v w"), ("A", "C", 0.2, "x y"))
    assert rank_actors(counts)[["low", "high"]].equals(rank_actors(scaled)[["low", "high"]])


def test_no_interval_without_evidence_and_none_of_degrees():
    assert rank_actors(nx.Graph([("A", "B")]))[["low", "high"]].isna().all(axis=None)
    assert rank_actors(FIVE, measure="degree")[["low", "high"]].isna().all(axis=None)
    assert rank_actors(FIVE, measure="eigenvector", draws=200)[["low", "high"]].notna().all(axis=None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("ABCDEF"), unique=True).map(" ".join), min_size=2, max_size=20))
def test_ranks_lie_within_bounds_and_seeds_repeat(make_units, units):
    network = build_network(count_cooccurrence(*make_units(*units)))
    ranked = rank_actors(network, draws=100)
    assert ranked.equals(rank_actors(network, draws=100))
    if network.size():
        assert (ranked["low"] <= ranked["high"]).all()
        assert ranked[["low", "high"]].stack().between(1, len(ranked)).all()
        assert ranked["strength"].sum() == pytest.approx(2 * network.size(weight="weight"))


def test_interval_covers_the_true_first_about_as_often_as_it_says():
    # H meets B in half and C in .4 of infinitely many units: B is truly ahead.
    random, covered, tries = np.random.default_rng(0), 0, 120
    for _ in range(tries):
        drawn = random.random(80)
        pairs = {"B": np.flatnonzero(drawn < 0.5), "C": np.flatnonzero(drawn > 0.6)}
        edges = [("H", actor, len(units), " ".join(map(str, units))) for actor, units in pairs.items()]
        covered += rank_actors(make_graph(*edges), draws=200).set_index("actor").loc["B", "low"] == 2
    assert covered / tries >= 0.93


# Brokers


def test_brokers_of_the_reference_coding_have_the_published_constraint():
    brokers = rank_brokers(build_channel_network(read_gold().records()))
    found = brokers.set_index("actor")["constraint"].round(3)
    assert found[["QAT", "USA", "IRN", "ISR", "HAMAS"]].tolist() == [0.403, 0.945, 1.295, 1.0, 0.928]
    assert brokers["actor"].tolist()[0] == "QAT"
    assert brokers["actor"].tolist()[-3:] == ["AFG", "ARE", "SAU"]


def make_channels(*pairs: str) -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from(pairs, weight=1.0, channel=0.5)
    return graph


def test_brokers_of_the_krackhardt_kite():
    kite = nx.krackhardt_kite_graph()
    graph = make_channels(*(f"{i}{j}" for i, j in kite.edges))
    assert rank_brokers(graph, measure="betweenness")["actor"].tolist()[0] == "7"
    assert rank_brokers(graph, measure="closeness")["actor"].tolist()[:2] == ["5", "6"]
    table = rank_brokers(graph).set_index("actor")
    # Freeman's values of this network, as in Krackhardt 1990.
    assert table.loc["7", "betweenness"] == pytest.approx(14 / 36)
    assert table.loc[["5", "6"], "closeness"].tolist() == pytest.approx([9 / 14] * 2)
    assert table.loc["3", "channels"] == 6


def test_actors_without_a_channel_come_last_and_have_no_constraint():
    graph = make_channels("AB", "BC")
    graph.add_node("Q")
    for measure in ("constraint", "effective_size", "betweenness", "closeness"):
        table = rank_brokers(graph, measure=measure)
        assert table["actor"].tolist() == ["B", "A", "C", "Q"]
        assert table.loc[3, ["constraint", "effective_size", "closeness"]].isna().all()
    assert rank_brokers(make_channels("AB"))["betweenness"].isna().all()
    assert rank_brokers(nx.Graph()).empty


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rank_actors(FIVE, measure="strenght"), "Did you mean 'strength'"),
        (lambda: rank_actors(FIVE, unit="documents"), "`unit` is 'documents'"),
        (lambda: rank_actors(FIVE, draws=0), "`draws` is 0"),
        (lambda: rank_actors(nx.DiGraph([("A", "B")])), "`graph` is directed"),
        (lambda: rank_brokers(FIVE), "edge without `channel`, A–B; give what build_channel_network returns"),
        (lambda: rank_brokers(make_channels("AB"), measure="degree"), "`measure` is 'degree'"),
    ],
)
def test_what_cannot_be_ranked_is_refused(call, message):
    with pytest.raises(InputError, match=message):
        call()
