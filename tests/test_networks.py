"""Networks from tables: what their nodes and edges carry, and that every process makes the same of them."""

import hashlib
import math
import os
import subprocess
import sys

import pandas as pd
import pytest

from waijiao.errors import InputError, TableError
from waijiao.networks import build_network, build_signed_network, count_cooccurrence
from waijiao.tables import make_table


def make_pairs(*edges: tuple[str, str, int]) -> pd.DataFrame:
    rows = [
        {"actor_a": a, "actor_b": b, "k": k, "f_a": 9, "f_b": 9, "n": 20, "expected": 1.0, "lift": float(k)}
        | {"lift_low": k / 2, "lift_high": k * 2.0, "jaccard": k / (18 - k), "dice": k / 9, "cosine": k / 9}
        | {"npmi": 0.1, "g2": 1.0, "weighted_k": k / 2, "chance": 1.0, "p": 0.5, "q": 0.5, "testable": True}
        | {"evidence": f"{a}:s000"}
        for a, b, k in edges
    ]
    return make_table("pairs", rows)


# Worked by hand: A and B and C know each other, C leads to D and D to E.
FIVE = make_pairs(("A", "B", 3), ("A", "C", 2), ("B", "C", 1), ("C", "D", 4), ("D", "E", 1))


# Graphs


def test_network_carries_names_counts_measures_and_evidence(make_units):
    mentions, sentences = make_units("QAT USA", "QAT USA QAT", "IRN", "QAT IRN")
    network = build_network(count_cooccurrence(mentions, sentences), mentions=mentions)
    assert list(network) == ["IRN", "QAT", "USA"]
    assert network.nodes["QAT"] == {
        "label": "卡塔尔", "label_zh": "卡塔尔", "label_en": "Qatar", "actor": "QAT", "units": 3, "mentions": 4,
    }  # fmt: skip
    edge = network.edges["QAT", "USA"]
    assert (edge["weight"], edge["k"], edge["evidence"]) == (2.0, 2, "a:s000 a:s001")
    assert edge["lift"] == pytest.approx(2 / 1.5)
    assert set(edge) == {"weight", "k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi", "evidence"}


def test_actors_are_called_by_the_names_given_and_without_any_by_their_id():
    network = build_network(FIVE, names={"A": ("甲", "First")})
    assert [network.nodes["A"][key] for key in ("label", "label_zh", "label_en")] == ["甲", "甲", "First"]
    assert network.nodes["B"]["label"] == "B"
    signed = build_signed_network(make_relations(), names={"QAT": ("卡国", "Q.")})
    assert [signed.nodes[actor]["label_zh"] for actor in ("QAT", "USA")] == ["卡国", "USA"]
    assert build_signed_network(make_relations()).nodes["HAMAS"]["label_zh"] == "哈马斯"


def test_edges_need_enough_units_and_a_weight_above_zero_but_actors_stay(make_units):
    assert sorted(build_network(FIVE, min_count=3).edges) == [("A", "B"), ("C", "D")]
    assert list(build_network(FIVE, min_count=3)) == list("ABCDE")
    pairs = count_cooccurrence(*make_units("A B", "A", "B", "C"), min_count=0)
    assert list(build_network(pairs, weight="npmi").edges) == []
    assert list(build_network(pairs, weight="lift").edges) == [("A", "B")]


@pytest.mark.parametrize("weight", ["k", "weighted_k", "lift", "jaccard", "dice", "cosine", "npmi"])
def test_weight_is_the_chosen_measure(weight):
    network = build_network(FIVE, weight=weight)
    assert all(data["weight"] == data[weight] for _, _, data in network.edges(data=True))


def test_networks_refuse_unknown_weights_and_repeated_pairs():
    with pytest.raises(
        InputError, match="choose one of 'k', 'weighted_k', 'lift', 'jaccard', 'dice', 'cosine', 'npmi'"
    ):
        build_network(FIVE, weight="pmi")
    with pytest.raises(InputError, match="`min_count` is 0"):
        build_network(FIVE, min_count=0)
    with pytest.raises(TableError, match="`pairs` holds A and B several times; choose the rows of one group"):
        build_network(pd.concat([FIVE, FIVE]))
    with pytest.raises(InputError, match="`names` is a DataFrame; expected a mapping of code to Chinese and English"):
        build_network(FIVE, names=pd.DataFrame())


def make_relations() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source": ["QAT", "ISR", "HAMAS", "USA"],
            "target": ["USA", "HAMAS", "ISR", "QAT"],
            "events": [5, 4, 3, 1],
            "coop": [5.0, 0.0, 0.5, 0.0],
            "conf": [0.5, 4.0, 0.6, 0.0],
            "stance": [0.82, -1.0, -0.09, math.nan],
        }
    )


def test_signed_network_has_a_direction_and_a_sign_only_where_stance_is_clear():
    network = build_signed_network(make_relations())
    assert list(network) == ["HAMAS", "ISR", "QAT", "USA"]
    signs = {(a, b): data["sign"] for a, b, data in network.edges(data=True)}
    assert signs == {("HAMAS", "ISR"): 0, ("ISR", "HAMAS"): -1, ("QAT", "USA"): 1, ("USA", "QAT"): 0}
    assert network.edges["QAT", "USA"]["weight"] == network.edges["QAT", "USA"]["events"] == 5
    assert "evidence" not in network.edges["QAT", "USA"]
    told = build_signed_network(make_relations().assign(evidence="a:s000 a:s004"))
    assert told.edges["QAT", "USA"]["evidence"] == "a:s000 a:s004"
    with pytest.raises(TableError, match="`relations` holds QAT and USA several times"):
        build_signed_network(pd.concat([make_relations()] * 2))


SCRIPT = """
import random, sys, networkx as nx
from waijiao.networks import find_camps, find_groups, rank_actors, score_frustration, write_network
graph = nx.Graph([(f"N{i}", f"N{i * 7 % 23}") for i in range(1, 23)], weight=1.0)
nx.set_node_attributes(graph, {node: {"label": node} for node in graph})
write_network(graph, sys.argv[1])
print(find_groups(graph).to_csv(), rank_actors(graph).to_csv())
random.seed(1)
for edge in sorted(graph.edges):
    graph.edges[edge].update(sign=random.choice([-1, 1]), evidence=f"{edge[0]}:s000 {edge[1]}:s000")
print(find_camps(graph).to_csv(), find_camps(graph, method="layers").to_csv(), score_frustration(graph).to_csv())
print(rank_actors(graph, draws=50).to_csv())
"""


def test_groups_ranks_and_files_are_the_same_in_every_process(tmp_path):
    seen = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.gexf"
        command = [sys.executable, "-c", SCRIPT, str(path)]
        done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        seen.add((done.stdout, hashlib.sha256(path.read_bytes()).hexdigest()))
    assert len(seen) == 1
