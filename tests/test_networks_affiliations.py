"""Two-mode networks and their projections, beside networkx; the part of one actor."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError, TableError
from waijiao.networks import (
    build_ego_network,
    build_network,
    build_projection,
    build_two_mode_network,
    count_affiliations,
    count_cooccurrence,
    rank_actors,
)
from waijiao.tables import CONTRACTS, make_table


def make_tokens(words: dict[str, str]) -> pd.DataFrame:
    return make_table(
        "tokens",
        [
            {"sent_id": sent_id, "token_index": i, "doc_id": "a", "start": i, "end": i + 1, "token": token}
            for sent_id, line in words.items()
            for i, token in enumerate(line.split())
        ],
    )


def join(*parts: tuple[pd.DataFrame, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    mentions, sentences = zip(*parts, strict=True)
    return pd.concat(mentions, ignore_index=True), pd.concat(sentences, ignore_index=True)


def affiliate(*pairs: str, count: int = 1) -> pd.DataFrame:
    """Actor and item are the two letters of a pair."""
    return make_table(
        "affiliations", [{"actor": a, "item": i, "count": count, "evidence": f"{i}:s000"} for a, i in pairs]
    )


# Counting


def test_documents_are_counted_by_the_sentences_that_name_an_actor(make_units):
    texts = join(make_units("QAT USA", "QAT", "IRN", doc_id="a"), make_units("USA", "", doc_id="b"))
    table = count_affiliations(*texts)
    assert table[["actor", "item", "count", "evidence"]].to_numpy().tolist() == [
        ["IRN", "a", 1, "a:s002"],
        ["QAT", "a", 2, "a:s000 a:s001"],
        ["USA", "a", 1, "a:s000"],
        ["USA", "b", 1, "b:s000"],
    ]
    assert count_affiliations(*texts, min_count=2)["actor"].tolist() == ["QAT"]
    contract = CONTRACTS["affiliations"]
    assert table.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_terms_are_counted_once_a_sentence_and_only_beside_an_actor(make_units):
    tokens = make_tokens({"a:s000": "停火 停火 谈判", "a:s001": "停火", "a:s002": "选举", "a:s009": "谈判"})
    table = count_affiliations(*make_units("QAT USA", "QAT", ""), tokens=tokens)
    assert table[["actor", "item", "count"]].to_numpy().tolist() == [
        ["QAT", "停火", 2],
        ["QAT", "谈判", 1],
        ["USA", "停火", 1],
        ["USA", "谈判", 1],
    ]


def test_headline_and_places_are_out_as_in_cooccurrence(make_units):
    mentions, sentences = make_units("QAT", "QAT USA")
    sentences.loc[0, "zone"] = "headline"
    mentions.loc[2, "role"] = "place"
    assert count_affiliations(mentions, sentences)["evidence"].tolist() == ["a:s001"]
    assert len(count_affiliations(mentions, sentences, roles=["place"], zones=["headline", "body"])) == 1


# Networks


def test_two_mode_network_keeps_the_modes_apart():
    network = build_two_mode_network(affiliate("Ax", "Bx", "By", count=3), names={"A": ("甲", "First")})
    assert list(network.nodes(data="mode")) == [("A", "actor"), ("B", "actor"), ("x", "item"), ("y", "item")]
    assert nx.bipartite.is_bipartite_node_set(network, ["A", "B"])
    assert [network.nodes[node]["label"] for node in "ABxy"] == ["甲", "B", "x", "y"]
    assert network.edges["B", "y"] == {"weight": 3.0, "evidence": "y:s000"}
    with pytest.raises(TableError, match="has 'A' as an actor and as an item"):
        build_two_mode_network(affiliate("AB", "BA"))
    with pytest.raises(TableError, match="holds A and x several times"):
        build_two_mode_network(affiliate("Ax", "Ax"))


AFFILIATED = st.sets(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("uvwxyz")), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(AFFILIATED, st.sampled_from(["actor", "item"]))
def test_projections_are_those_of_networkx(pairs, onto):
    network = build_two_mode_network(affiliate(*sorted(map("".join, pairs))))
    nodes = [node for node, mode in network.nodes(data="mode") if mode == onto]
    theirs = {
        "count": nx.bipartite.weighted_projected_graph(network, nodes),
        "newman": nx.bipartite.collaboration_weighted_projected_graph(network, nodes),
        "jaccard": nx.bipartite.overlap_weighted_projected_graph(network, nodes),
    }
    for weighting, expected in theirs.items():
        ours = build_projection(network, onto=onto, weighting=weighting)
        assert list(ours) == sorted(expected)
        assert {frozenset(edge) for edge in ours.edges} == {frozenset(edge) for edge in expected.edges}
        for a, b, data in ours.edges(data=True):
            assert data["weight"] == pytest.approx(expected.edges[a, b]["weight"])
            assert data["shared"] == len(data["evidence"].split()) == len(set(network[a]) & set(network[b]))


def test_newman_weights_add_up_to_what_an_actor_shares_with_anybody():
    network = build_two_mode_network(affiliate("Ax", "Bx", "Cx", "Dx", "Ay", "By", "Az"))
    assert build_projection(network).degree("A", weight="weight") == pytest.approx(2)


def test_cosine_heeds_how_often():
    table = pd.concat([affiliate("Ax", count=3), affiliate("Ay", count=4), affiliate("Bx", count=1)])
    edge = build_projection(build_two_mode_network(table), weighting="cosine").edges["A", "B"]
    assert edge["weight"] == pytest.approx(3 / 5)


def test_projection_onto_actors_by_documents_is_cooccurrence_by_document(make_units):
    texts = join(*(make_units(line, doc_id=doc) for doc, line in (("a", "A B C"), ("b", "A B"), ("c", "C"))))
    projection = build_projection(build_two_mode_network(count_affiliations(*texts)), weighting="count")
    named = build_network(count_cooccurrence(*texts, unit="document"))
    assert {e: projection.edges[e]["weight"] for e in projection.edges} == {e: named.edges[e]["k"] for e in named.edges}
    assert rank_actors(projection).equals(rank_actors(named))


def test_nothing_shared_is_no_edge_and_nothing_at_all_no_network():
    assert build_projection(build_two_mode_network(affiliate("Ax", "By"))).number_of_edges() == 0
    assert len(build_projection(build_two_mode_network(affiliate()))) == 0


# The part of one actor


def test_ego_network_holds_what_is_near_and_what_joins_it():
    graph = nx.Graph()
    graph.add_nodes_from("ABCDE", label="x")
    graph.add_edges_from(["AB", "AC", "BC", "CD", "DE"], weight=2.0)
    near = build_ego_network(graph, "A")
    assert dict(near.nodes(data="distance")) == {"A": 0, "B": 1, "C": 1}
    assert sorted(near.edges) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert near.nodes["B"]["label"] == "x"
    assert near.edges["B", "C"] == {"weight": 2.0}
    assert sorted(build_ego_network(graph, "A", radius=2)) == list("ABCD")
    near.nodes["A"]["label"] = "changed"
    near.edges["A", "B"]["weight"] = 9
    assert (graph.nodes["A"], graph.edges["A", "B"]) == ({"label": "x"}, {"weight": 2.0})


def test_ego_network_of_a_directed_network_goes_both_ways():
    near = build_ego_network(nx.DiGraph([("A", "B"), ("C", "A"), ("C", "D")]), "A")
    assert near.is_directed()
    assert sorted(near.edges) == [("A", "B"), ("C", "A")]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: build_ego_network(nx.Graph(["QU"]), "q"), InputError, "`actor` is 'q', which is not in the network"),
        (lambda: build_ego_network(nx.Graph(["QU"]), "Q", radius=0), InputError, "`radius` is 0"),
        (lambda: build_projection(nx.Graph(["QU"])), InputError, "a node without `mode`, Q"),
        (lambda: build_projection(nx.Graph(), onto="term"), InputError, "`onto` is 'term'"),
        (lambda: build_projection(nx.Graph(), weighting="sum"), InputError, "`weighting` is 'sum'"),
        (lambda: build_two_mode_network(affiliate("Ax")[["actor"]]), TableError, "lacks the columns 'item', 'count'"),
    ],
)
def test_what_cannot_be_used_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_counting_refuses_what_it_cannot_use(make_units):
    with pytest.raises(InputError, match="`min_count` is 0"):
        count_affiliations(*make_units("A"), min_count=0)
    with pytest.raises(TableError, match="`tokens` lacks the column 'token'"):
        count_affiliations(*make_units("A"), tokens=pd.DataFrame({"sent_id": []}))
