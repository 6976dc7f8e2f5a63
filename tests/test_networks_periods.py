"""Networks over time: own units where there are enough, age elsewhere, and which of the two is said."""

import pandas as pd
import pytest

from waijiao.errors import InputError
from waijiao.networks import build_network, build_period_networks, count_cooccurrence, list_periods
from waijiao.tables import CONTRACTS, make_table


@pytest.fixture
def corpus(make_units):
    def make(**texts: tuple[str, list[str]]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """A date and units for each document; a date in brackets is that of a crawl."""
        mentions, sentences = zip(*(make_units(*units, doc_id=doc) for doc, (_, units) in texts.items()), strict=True)
        documents = [
            {"doc_id": doc, "date": date.strip("()"), "date_source": "crawl" if "(" in date else "publication"}
            for doc, (date, _) in texts.items()
        ]
        return (
            pd.concat(mentions, ignore_index=True),
            pd.concat(sentences, ignore_index=True),
            make_table("documents", documents),
        )

    return make


def test_a_period_with_enough_units_is_its_own_network(corpus):
    texts = corpus(old=("2023-01-05", ["A B"] * 3), new=("2023-02-05", ["A B"] * 20 + ["A C"] * 9 + ["A"]))
    networks = build_period_networks(*texts, names={"A": ("甲", "First")})
    assert list(networks) == ["2023-01", "2023-02"]
    own = networks["2023-02"]
    assert own.graph["method"] == "own"
    assert own.edges["A", "B"] == {
        "weight": 20.0, "share": 20 / 30, "k": 20, "evidence": " ".join(f"new:s{n:03d}" for n in range(20)),
    }  # fmt: skip
    assert own.nodes["A"]["units"] == 30
    assert own.nodes["A"]["label"] == "甲"
    alone = texts[0][texts[0]["doc_id"] == "new"], texts[1][texts[1]["doc_id"] == "new"]
    plain = build_network(count_cooccurrence(*alone))
    assert {edge: own.edges[edge]["k"] for edge in own.edges} == {edge: plain.edges[edge]["k"] for edge in plain.edges}


def test_a_thin_period_takes_in_older_units_that_count_less(corpus):
    texts = corpus(old=("2023-01-01", ["A B"] * 2), new=("2023-01-31", ["A B", "C"]), later=("2023-02-01", ["A C"]))
    network = build_period_networks(*texts, half_life=10)["2023-01"]
    assert network.graph["method"] == "decay"
    assert network.graph["units"] == 4
    assert network.graph["weight"] == pytest.approx(2 * 2**-3 + 2)
    assert network.edges["A", "B"]["weight"] == pytest.approx(2 * 2**-3 + 1)
    assert network.edges["A", "B"]["share"] == pytest.approx(1.25 / 2.25)
    assert not network.has_edge("A", "C")


def test_empty_months_between_are_there_and_fade(corpus):
    networks = build_period_networks(
        *corpus(a=("2022-11-30", ["A B"] * 40), b=("2023-02-28", ["A B"] * 40)), half_life=31
    )
    assert list(networks) == ["2022-11", "2022-12", "2023-01", "2023-02"]
    assert [round(graph.edges["A", "B"]["weight"], 6) for graph in networks.values()] == [40, 20, 10, 40]
    assert {graph.edges["A", "B"]["share"] for graph in networks.values()} == {1}


def test_crawl_dates_and_dates_too_coarse_are_left_out_and_counted(corpus):
    texts = corpus(a=("2023-03-01", ["A B"]), b=("(2023-03-02)", ["A B"] * 5), c=("2023", ["A C"]), d=("", ["D"]))
    months = build_period_networks(*texts)
    assert list(months) == ["2023-03"]
    assert (months["2023-03"].graph["undated"], months["2023-03"].number_of_edges()) == (7, 1)
    years = build_period_networks(*texts, by="year", min_units=2)
    assert (years["2023"].graph["undated"], years["2023"].graph["method"]) == (6, "own")
    assert sorted(years["2023"].edges) == [("A", "B"), ("A", "C")]


def test_periods_say_what_they_rest_on(corpus):
    texts = corpus(a=("2023-01-05", ["A B"] * 30), b=("2023-02-28", ["A B"] * 2), c=("", ["A"]))
    table = list_periods(build_period_networks(*texts))
    assert table[["period", "method", "units", "undated", "actors", "pairs"]].to_numpy().tolist() == [
        ["2023-01", "own", 30, 1, 2, 1],
        ["2023-02", "decay", 2, 1, 2, 1],
    ]
    assert table["weight"].tolist() == pytest.approx([30, 30 * 2 ** (-54 / 30) + 2])
    assert table["note"].tolist() == [
        "30 units of its own",
        "2 units are too few: all until then, half as much for every 30 days",
    ]
    contract = CONTRACTS["periods"]
    assert table.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


def test_what_cannot_be_used_is_refused(corpus):
    texts = corpus(a=("(2023-01-05)", ["A B"]))
    with pytest.raises(InputError, match="None of the 1 documents that name actors has a date that says when"):
        build_period_networks(*texts)
    for name in ("half_life", "min_units"):
        with pytest.raises(InputError, match=f"`{name}` is 0; expected a number above 0"):
            build_period_networks(*texts, **{name: 0})
    with pytest.raises(InputError, match="`by` is 'week'"):
        build_period_networks(*texts, by="week")
    with pytest.raises(InputError, match="a graph for 'x' that build_period_networks did not make"):
        list_periods({"x": build_network(count_cooccurrence(*texts[:2]))})
