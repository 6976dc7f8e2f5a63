"""Graph files: whole when they come back, the same bytes for the same graph, with what other programs look for."""

import csv
import json
import math
import re

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.networks import (
    build_network,
    build_signed_network,
    build_stance_network,
    build_two_mode_network,
    count_affiliations,
    count_cooccurrence,
    find_camps,
    read_network,
    score_frustration,
    write_network,
)
from waijiao.summary import summarize_stance
from waijiao.validation import read_gold

WHOLE = [".graphml", ".gexf", ".json", ".csv"]
EVERY = [*WHOLE, ".net"]


@pytest.fixture(scope="module")
def graphs(make_units) -> dict[str, nx.Graph]:
    events = read_gold().records()
    marks = build_network(count_cooccurrence(*make_units("以“军”<&>, B")))
    nx.set_node_attributes(marks, "一,二;三 'vier'", "label_zh")
    return {
        "pairs": build_network(count_cooccurrence(*make_units("QAT USA", "QAT USA IRN", "ISR"))),
        "relations": build_signed_network(summarize_stance(events, draws=1)),
        "stance": build_stance_network(events),
        "marks": marks,
        "numbers": nx.relabel_nodes(build_stance_network(events), {"QAT": "030", "USA": "1e5"}),
    }


def list_edges(graph: nx.Graph) -> dict:
    return {edge[:2] if graph.is_directed() else frozenset(edge[:2]): edge[2] for edge in graph.edges(data=True)}


@pytest.mark.parametrize("suffix", WHOLE)
@pytest.mark.parametrize("name", ["pairs", "relations", "stance", "marks", "numbers"])
def test_written_networks_come_back_whole(tmp_path, graphs, name, suffix):
    graph = graphs[name]
    again = read_network(write_network(graph, tmp_path / f"network{suffix}"))
    assert type(again) is type(graph)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    edges, edges_again = list_edges(graph), list_edges(again)
    assert edges.keys() == edges_again.keys()
    for edge, data in edges.items():
        assert edges_again[edge] == pytest.approx(data, nan_ok=True)
        assert {key: type(value) for key, value in edges_again[edge].items()} == {
            key: type(value) for key, value in data.items()
        }


@pytest.mark.parametrize("name", ["pairs", "relations", "stance"])
def test_pajek_keeps_names_labels_weights_signs_and_evidence(tmp_path, graphs, name):
    graph = graphs[name]
    again = read_network(write_network(graph, tmp_path / "network.net"))
    assert type(again) is type(graph)
    labels = ("label", "label_zh", "label_en")
    for node, data in graph.nodes(data=True):
        assert [again.nodes[node][key] for key in labels] == [data[key] for key in labels]
    edges, edges_again = list_edges(graph), list_edges(again)
    assert edges.keys() == edges_again.keys()
    for edge, data in edges.items():
        found = edges_again[edge]
        assert found.get("evidence", "") == data["evidence"]
        assert found.get("sign") == data.get("sign")
        assert found["weight"] == (data["weight"] if data.get("sign", 1) else 0)
    assert len(again) == len(graph)


def test_signs_read_back_give_the_same_camps_and_frustration(tmp_path, graphs):
    for suffix in EVERY:
        again = read_network(write_network(graphs["stance"], tmp_path / f"network{suffix}"))
        assert find_camps(again).equals(find_camps(graphs["stance"]))
        assert score_frustration(again).equals(score_frustration(graphs["stance"]))


def test_two_mode_networks_keep_their_modes(tmp_path, make_units):
    graph = build_two_mode_network(count_affiliations(*make_units("QAT USA", "QAT")))
    for suffix in WHOLE:
        again = read_network(write_network(graph, tmp_path / f"network{suffix}"))
        assert dict(again.nodes(data="mode")) == dict(graph.nodes(data="mode"))
        assert dict(again.nodes(data="bipartite")) == dict(graph.nodes(data="bipartite"))
        assert list_edges(again) == list_edges(graph)


@pytest.mark.parametrize("suffix", EVERY)
def test_networks_without_edges_or_without_anything_come_back(tmp_path, suffix):
    graph = nx.Graph()
    graph.add_node("QAT", label="卡塔尔", label_zh="卡塔尔", label_en="Qatar")
    assert list(read_network(write_network(graph, tmp_path / f"one{suffix}")).nodes(data="label_en")) == [
        ("QAT", "Qatar")
    ]
    assert len(read_network(write_network(nx.Graph(), tmp_path / f"none{suffix}"))) == 0


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXT.filter(lambda text: text.strip() != ""), min_size=2, max_size=5, unique=True),
    TEXT, st.floats(allow_nan=True, allow_infinity=False, width=32), st.integers(-(10**12), 10**12), st.booleans(),
)  # fmt: skip
def test_any_name_text_and_number_survives_tables_and_json(tmp_path_factory, names, text, number, whole, directed):
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(names, label=text)
    graph.add_edge(names[0], names[1], evidence=text, number=number, whole=whole, flag=directed)
    for suffix in (".csv", ".json"):
        again = read_network(write_network(graph, tmp_path_factory.mktemp("files") / f"network{suffix}"))
        assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
        data = again.edges[names[0], names[1]]
        assert (data["evidence"], data["whole"], data["flag"]) == (text, whole, directed)
        assert data["number"] == pytest.approx(number, nan_ok=True, abs=0, rel=0)


@pytest.mark.parametrize("suffix", EVERY)
def test_files_depend_on_nothing_but_the_graph(tmp_path, graphs, suffix):
    graph = graphs["stance"]
    backwards = nx.Graph()
    backwards.add_nodes_from(reversed(list(graph.nodes(data=True))))
    backwards.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    first, second = (write_network(g, tmp_path / f"{i}{suffix}") for i, g in enumerate((graph, backwards)))
    assert first.read_bytes() == second.read_bytes()
    assert not re.search(rb"\d{4}-\d{2}-\d{2}", first.read_bytes())
    if suffix == ".csv":
        assert (tmp_path / "0.nodes.csv").read_bytes() == (tmp_path / "1.nodes.csv").read_bytes()


# What other programs look for


def test_tables_have_the_headings_that_gephi_looks_for(tmp_path, graphs):
    for name, kind in (("stance", "Undirected"), ("relations", "Directed")):
        file = write_network(graphs[name], tmp_path / f"{name}.csv")
        with file.open(encoding="utf-8", newline="") as sheet:
            edges = list(csv.DictReader(sheet))
        with (tmp_path / f"{name}.nodes.csv").open(encoding="utf-8", newline="") as sheet:
            nodes = list(csv.DictReader(sheet))
        assert list(edges[0])[:4] == ["source", "target", "type", "weight"]
        assert {edge["type"] for edge in edges} == {kind}
        assert list(nodes[0])[:2] == ["id", "label"]
        assert {edge[end] for edge in edges for end in ("source", "target")} <= {node["id"] for node in nodes}
        assert file.read_bytes()[:6] == b"source"


def test_json_is_json_also_where_a_stance_is_missing(tmp_path):
    graph = nx.Graph()
    graph.add_edge("A", "B", stance=math.nan)
    text = write_network(graph, tmp_path / "network.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    assert json.loads(text)["links"] == [{"stance": None, "source": "A", "target": "B"}]
    assert math.isnan(read_network(tmp_path / "network.json").edges["A", "B"]["stance"])


def test_pajek_file_as_it_stands(tmp_path):
    graph = nx.Graph()
    graph.add_node("QAT", label="卡塔尔", label_zh="卡塔尔", label_en="Qatar")
    graph.add_edge("QAT", "USA", weight=2.5, sign=-1, evidence="a:s000 a:s001")
    graph.add_edge("QAT", "IRN", weight=1.0, sign=0, evidence="")
    assert write_network(graph, tmp_path / "network.net").read_text(encoding="utf-8").splitlines() == [
        "% signed: a line's value is sign * weight",
        "*Vertices 3",
        '1 "IRN"',
        '2 "QAT · 卡塔尔 · Qatar"',
        '3 "USA"',
        "*Edges",
        "1 2 0.0",
        '2 3 -2.5 l "a:s000 a:s001"',
    ]
    theirs = nx.read_pajek(tmp_path / "network.net")
    assert sorted(theirs) == ["IRN", "QAT · 卡塔尔 · Qatar", "USA"]


# What cannot be written or read


def test_files_with_other_endings_missing_or_broken_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"ends in '.gml'; expected .graphml, .gexf, .json, .csv or .net"):
        write_network(nx.Graph(), tmp_path / "a.gml")
    with pytest.raises(InputError, match="there is no folder 'missing'"):
        write_network(nx.Graph(), tmp_path / "missing" / "a.gexf")
    for suffix in EVERY:
        with pytest.raises(InputError, match="no such file; expected a graph written by write_network"):
            read_network(tmp_path / f"none{suffix}")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.graphml", "<graphml", "line 1, column 0"),
        ("a.json", "[1, 2]", "it has no nodes and links"),
        ("a.json", "{", "line 1 column 2"),
        ("a.net", "*Vertices 1\n1 QAT\n", "line 2 is '1 QAT'"),
        ("a.net", '*Vertices 1\n1 "QAT"\n*Edges\n1 2 1\n', "line 4 is '1 2 1'"),
        ("a.net", '*Vertices 1\n1 "QAT"\n*Edges\n1 1 much\n', "could not convert string to float: 'much'"),
        ("a.csv", "from,to\nA,B\n", "a.csv has no column 'source'"),
    ],
)
def test_broken_files_say_what_is_wrong(tmp_path, name, text, message):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"is no readable graph file: .*{re.escape(message)}"):
        read_network(tmp_path / name)


def test_the_second_table_must_be_there(tmp_path):
    write_network(nx.Graph([("A", "B")]), tmp_path / "a.csv")
    (tmp_path / "a.nodes.csv").unlink()
    with pytest.raises(InputError, match=r"no such file; .* and a\.nodes\.csv beside it"):
        read_network(tmp_path / "a.csv")


def test_pajek_cannot_hold_quotation_marks_and_says_so(tmp_path):
    with pytest.raises(InputError, match="quotation mark or a line break, which a Pajek file cannot hold"):
        write_network(nx.Graph([('so-called "B"', "A")]), tmp_path / "a.net")
