"""Balance and camps: triads by hand, the frustration of published networks, camps that say how sure they are."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.compass import measure_compass, read_camps
from waijiao.errors import InputError, TableError
from waijiao.networks import (
    build_network,
    build_stance_network,
    count_cooccurrence,
    count_triads,
    find_camps,
    list_contradictions,
    list_triads,
    score_frustration,
)
from waijiao.tables import CONTRACTS
from waijiao.validation import read_gold


def make_signed(friends: str = "", foes: str = "") -> nx.Graph:
    """A pair of letters is a tie; its sentence is named after it."""
    graph = nx.Graph()
    for pairs, sign in ((friends, 1), (foes, -1)):
        graph.add_edges_from((pair[0], pair[1], {"sign": sign, "evidence": f"a:{pair}"}) for pair in pairs.split())
    return graph


def make_camped(sizes: list[int], density: float, noise: float, seed: int) -> tuple[nx.Graph, dict[str, int]]:
    """Return a network of planted camps, in which friends stand together but for some noise."""
    random = np.random.default_rng(seed)
    camp = {f"N{n:02d}": number for n, number in enumerate(np.repeat(range(len(sizes)), sizes).tolist())}
    graph = nx.Graph()
    graph.add_nodes_from(camp)
    for one, other in itertools.combinations(camp, 2):
        if random.random() < density:
            graph.add_edge(
                one, other, sign=(1 if camp[one] == camp[other] else -1) * (-1 if random.random() < noise else 1)
            )
    return graph, camp


@pytest.fixture(scope="module")
def reference() -> nx.Graph:
    return build_stance_network(read_gold().records())


# Triads


def test_triads_by_hand_with_their_apex_and_evidence():
    triads = list_triads(make_signed("AB AC BC AD", "BD CD DE"))
    assert triads[["actor_a", "actor_b", "actor_c", "type", "balanced", "apex"]].to_numpy().tolist() == [
        ["A", "B", "C", "+++", True, ""],
        ["A", "B", "D", "++-", False, "A"],
        ["A", "C", "D", "++-", False, "A"],
        ["B", "C", "D", "+--", True, ""],
    ]
    assert triads["evidence"].tolist()[1] == "a:AB a:AD a:BD"


def test_a_tie_without_a_clear_sign_closes_no_triad():
    graph = make_signed("AB AC BC")
    graph.edges["A", "B"]["sign"] = 0
    assert list_triads(graph).empty
    assert count_triads(graph)["share"].isna().all()


def test_triads_of_the_reference_coding_are_those_of_the_compass(reference):
    triads = list_triads(reference)
    for actor in ("QAT", "USA", "IRN", "ISR", "HAMAS"):
        own = triads[(triads[["actor_a", "actor_b", "actor_c"]] == actor).any(axis=1)]
        figures = measure_compass(read_gold().records(), actor).measures
        assert (len(own), (~own["balanced"]).sum()) == (figures["triads"], figures["unbalanced"])
        assert (own["apex"] == actor).sum() == figures["apex_triads"]


def test_expected_triads_are_the_mean_over_all_ways_to_deal_the_signs():
    graph = make_signed("AB AC BC", "AD BD CD DE")
    counts = count_triads(graph)
    ties, foes = sorted(graph.edges), 4
    dealt = []
    for chosen in itertools.combinations(ties, foes):
        other = graph.copy()
        nx.set_edge_attributes(other, {tie: -1 if tie in chosen else 1 for tie in ties}, "sign")
        dealt.append(count_triads(other)["count"].to_numpy())
    assert counts["expected"].tolist() == pytest.approx(np.mean(dealt, axis=0).tolist())
    assert counts["count"].tolist() == [1, 0, 3, 0]
    assert counts[["balanced", "clusterable"]].to_numpy().tolist() == [
        [True, True], [False, False], [True, True], [False, True],
    ]  # fmt: skip


# Frustration


def test_frustration_of_the_reference_coding_is_the_published_one(reference):
    row = score_frustration(reference).iloc[0]
    assert row[["ties", "frustration", "bound", "exact"]].tolist() == [13, 2, 2, True]
    assert row["balance"] == pytest.approx(1 - 4 / 13)
    assert score_frustration(build_stance_network(read_gold().records(), threshold=0.15)).loc[0, "frustration"] == 3


def test_frustration_of_complete_hostility_is_that_of_the_most_even_split():
    # n foes of each other: of n(n-1)/2 ties those within the two halves stay violated.
    for size in (3, 4, 5, 8):
        ties = " ".join("".join(pair) for pair in itertools.combinations("ABCDEFGH"[:size], 2))
        half = size // 2
        inside = half * (half - 1) // 2 + (size - half) * (size - half - 1) // 2
        assert score_frustration(make_signed("", ties)).loc[0, "frustration"] == inside


def test_networks_beyond_trying_show_their_gap():
    everybody = " ".join("".join(pair) for pair in itertools.combinations("ABCDEFGHIJKLMNOPQRSTUVWX", 2))
    row = score_frustration(make_signed("", everybody), starts=2).iloc[0]
    assert row[["frustration", "bound", "exact"]].tolist() == [132, 92, False]
    graph, _ = make_camped([15, 15], 0.3, 0.1, 1)
    row = score_frustration(graph).iloc[0]
    assert row["exact"]
    assert row["frustration"] == len(list_contradictions(graph, find_camps(graph, method="factions")))


def test_no_ties_are_no_frustration():
    row = score_frustration(nx.empty_graph(["A", "B"])).iloc[0]
    assert row[["actors", "ties", "frustration", "bound", "exact"]].tolist() == [0, 0, 0, 0, True]
    assert np.isnan(row["balance"])


# Camps


def test_two_factions_with_their_numbers_by_size_and_silent_actors_in_none():
    graph = make_signed("AB BC DE", "AD")
    graph.add_node("Z")
    camps = find_camps(graph)
    assert camps[["actor", "camp"]].to_numpy().tolist() == [["A", 1], ["B", 1], ["C", 1], ["D", 2], ["E", 2], ["Z", 0]]
    assert camps["share"].tolist()[:5] == [1.0] * 5
    assert camps["method"].tolist() == ["factions"] * 6
    contract = CONTRACTS["camps"]
    assert camps.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_actors_that_no_tie_joins_share_no_camp():
    camps = find_camps(make_signed("AB CD", "EF"))
    assert camps["camp"].tolist() == [1, 1, 2, 2, 3, 4]


def test_a_mediator_between_foes_could_stand_on_either_side_and_its_share_says_so():
    camps = find_camps(make_signed("QA QB", "AB")).set_index("actor")
    # Three divisions violate one tie: A with Q, B with Q, all together.
    assert camps["share"].dropna().max() < 0.7
    assert len(list_contradictions(make_signed("QA QB", "AB"), camps.reset_index())) == 1


def test_three_camps_are_found_by_layers_where_factions_see_two():
    graph, camp = make_camped([9, 9, 9], 0.6, 0.02, 4)
    layers = find_camps(graph, method="layers", runs=20).set_index("actor")["camp"]
    assert layers.groupby(camp).nunique().tolist() == [1, 1, 1]
    assert layers.nunique() == 3
    assert find_camps(graph, method="factions")["camp"].nunique() == 2
    best = find_camps(graph, runs=20)
    assert best["method"].unique().tolist() == ["layers"]
    assert best.set_index("actor")["camp"].equals(layers)


def test_layers_without_foes_are_the_modularity_of_networkx():
    graph = nx.karate_club_graph()
    nx.set_edge_attributes(graph, 1, "sign")
    camps = find_camps(nx.relabel_nodes(graph, {n: f"N{n:02d}" for n in graph}), method="layers", runs=30)
    found = [{int(actor[1:]) for actor in part["actor"]} for _, part in camps.groupby("camp")]
    assert nx.community.modularity(graph, found, weight=None) == pytest.approx(0.4197896, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from([*itertools.combinations("ABCDEFG", 2)]), st.sampled_from([-1, 0, 1])))
def test_exact_camps_contradict_as_many_ties_as_the_frustration_index_says(ties):
    graph = nx.Graph()
    graph.add_nodes_from("ABCDEFG")
    graph.add_edges_from((*pair, {"sign": sign}) for pair, sign in sorted(ties.items()))
    camps = find_camps(graph)
    assert len(list_contradictions(graph, camps)) == score_frustration(graph).loc[0, "frustration"]
    assert sorted(camps["actor"]) == list("ABCDEFG")
    assert find_camps(nx.relabel_nodes(graph, {})).equals(camps)


def test_contradictions_of_an_analysts_camps_lead_to_sentences(reference):
    found = list_contradictions(reference, read_camps())
    assert ["QAT", "USA", 1] in found[["actor_a", "actor_b", "sign"]].to_numpy().tolist()
    assert found["evidence"].str.startswith("qatar:s").all()
    foes = list_contradictions(make_signed("AB", "AC"), {"A": "X", "C": "X", "B": "X"})
    assert foes.to_numpy().tolist() == [["A", "C", -1, "a:AC"]]
    assert list_contradictions(make_signed("AB", "AC"), {"A": "X"}).empty


@pytest.mark.parametrize("function", [list_triads, count_triads, score_frustration, find_camps])
def test_networks_without_signs_or_with_directions_are_refused(function, make_units):
    named = build_network(count_cooccurrence(*make_units("A B")))
    with pytest.raises(InputError, match="edge without `sign`, A–B; being named together has none"):
        function(named)
    with pytest.raises(InputError, match="`network` is directed"):
        function(nx.DiGraph([("A", "B")]))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda g: find_camps(g, method="leiden"), InputError, "`method` is 'leiden'"),
        (lambda g: find_camps(g, runs=0), InputError, "`runs` is 0"),
        (lambda g: score_frustration(g, starts=0), InputError, "`starts` is 0"),
        (lambda g: list_contradictions(g, find_camps(g)[["actor"]]), TableError, "`camps` lacks the column 'camp'"),
    ],
)
def test_what_cannot_be_used_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(make_signed("AB"))
