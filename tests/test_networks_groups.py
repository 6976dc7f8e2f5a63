"""Topic groups: the same whatever the order, and no surer than the runs."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.networks import find_groups, score_companions
from waijiao.tables import CONTRACTS

CLIQUES = [*combinations(["A1", "A2", "A3", "A4"], 2), *combinations(["B1", "B2", "B3"], 2), ("A1", "B1")]


def test_two_cliques_are_two_topic_groups_whatever_the_order_of_edges():
    groups = find_groups(nx.Graph(CLIQUES))
    assert groups[["actor", "group"]].to_numpy().tolist() == [[f"A{i}", 1] for i in (1, 2, 3, 4)] + [
        [f"B{i}", 2] for i in (1, 2, 3)
    ]
    assert find_groups(nx.Graph([(b, a) for a, b in reversed(CLIQUES)])).equals(groups)
    contract = CONTRACTS["groups"]
    assert groups.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_actors_without_edges_are_groups_of_their_own():
    graph = nx.Graph([("A", "B")])
    graph.add_node("Z")
    groups = find_groups(graph)
    assert groups[["actor", "group"]].to_numpy().tolist() == [["A", 1], ["B", 1], ["Z", 2]]
    assert groups["share"].isna().tolist() == [False, False, True]
    assert find_groups(nx.Graph()).empty
    assert score_companions(nx.Graph()).empty


def test_weights_decide_where_edges_do_not():
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        [("A", "B", 9), ("C", "D", 9), ("A", "C", 1), ("B", "D", 1), ("A", "D", 1), ("B", "C", 1)]
    )
    assert find_groups(graph)["group"].tolist() == [1, 1, 2, 2]


def test_resolution_makes_groups_smaller_or_larger():
    graph = nx.Graph(CLIQUES)
    assert find_groups(graph, resolution=0.05)["group"].max() == 1
    assert find_groups(graph, resolution=4)["group"].max() > 2


def test_a_ring_without_groups_shows_that_the_runs_disagree():
    ring = nx.cycle_graph([f"N{i:02d}" for i in range(20)])
    assert find_groups(ring)["share"].max() < 0.9
    companions = score_companions(ring)
    neighbours = {tuple(sorted(edge)) for edge in ring.edges}
    shares = dict(zip(zip(companions["actor_a"], companions["actor_b"], strict=True), companions["share"], strict=True))
    assert min(shares[pair] for pair in neighbours) > 0.5
    assert set(shares) > neighbours
    assert not find_groups(ring, runs=1, seed=1).equals(find_groups(ring, runs=1, seed=2))


def test_groups_follow_from_the_shares_of_pairs():
    graph = nx.les_miserables_graph()
    groups = find_groups(graph).set_index("actor")
    companions = score_companions(graph)
    shares = {frozenset(pair): share for *pair, share in companions.to_numpy().tolist()}
    for _, members in groups.groupby("group"):
        for actor in members.index:
            others = [shares.get(frozenset((actor, other)), 0) for other in members.index if other != actor]
            assert members.loc[actor, "share"] == pytest.approx(
                sum(others) / len(others) if others else float("nan"), nan_ok=True
            )
    found = [set(members.index) for _, members in groups.groupby("group")]
    best = max(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed)) for seed in range(10))
    assert nx.community.modularity(graph, found) >= best - 1e-9


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")), max_size=12))
def test_groups_never_join_what_no_path_joins_and_repeat(edges):
    graph = nx.Graph([edge for edge in edges if edge[0] != edge[1]])
    groups = find_groups(graph, runs=10)
    assert groups.equals(find_groups(graph, runs=10))
    assert sorted(groups["actor"]) == sorted(graph)
    for _, members in groups.groupby("group"):
        assert nx.is_connected(graph.subgraph(members["actor"]))
    assert groups["share"].dropna().between(0, 1).all()


@pytest.mark.parametrize(
    ("graph", "arguments", "message"),
    [
        (nx.Graph(CLIQUES), {"resolution": 0}, "`resolution` is 0"),
        (nx.Graph(CLIQUES), {"runs": 0}, "`runs` is 0"),
        (nx.DiGraph(CLIQUES), {}, "`graph` is directed"),
        (nx.Graph([("A", "B", {"weight": -1})]), {}, "negative weights, which set apart; find_camps"),
    ],
)
def test_what_has_no_topic_groups_is_refused(graph, arguments, message):
    for find in (find_groups, score_companions):
        with pytest.raises(InputError, match=message):
            find(graph, **arguments)
