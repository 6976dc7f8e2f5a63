"""Networks of events: the compass of everybody at once, and what age leaves of it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.compass import measure_compass
from waijiao.errors import InputError, TableError
from waijiao.networks import build_channel_network, build_stance_network, score_recency
from waijiao.tables import CONTRACTS, make_table
from waijiao.validation import read_gold


@pytest.fixture(scope="module")
def records() -> pd.DataFrame:
    return read_gold().records()


def make_events(*acts: tuple[str, str, int, bool, str]) -> pd.DataFrame:
    """Source, target, polarity, channel and document of each act, all of intensity 3."""
    rows = [
        {"event_id": f"{doc}:s{n:03d}:e00", "doc_id": doc, "sent_id": f"{doc}:s{n:03d}", "source": a, "target": b}
        | {"category": "CONSULT", "quad": 1, "score": 2.5, "goldstein": 1.0, "polarity": sign, "intensity": 3}
        | {"modality": "actual", "mutual": False, "channel": channel, "quoted": False, "start": 0, "end": 1}
        for n, (a, b, sign, channel, doc) in enumerate(acts)
    ]
    return make_table("events", rows)


def make_documents(**dates: str) -> pd.DataFrame:
    """A date per document; one in brackets is that of a crawl."""
    return make_table(
        "documents",
        [
            {"doc_id": doc, "date": date.strip("()"), "date_source": "crawl" if "(" in date else "publication"}
            for doc, date in dates.items()
        ],
    )


def test_every_tie_of_the_reference_coding_is_that_of_the_compass(records):
    network = build_stance_network(records)
    assert len(network) == 10
    for actor in network:
        partners = measure_compass(records, actor).partners
        tied = partners[partners["cooperation"] + partners["conflict"] > 0].set_index("actor")
        assert sorted(tied.index) == sorted(network[actor])
        for other, row in tied.iterrows():
            edge = network.edges[actor, other]
            columns = ["cooperation", "conflict", "contact", "channel", "stance", "hostility"]
            assert [edge[column] for column in columns] == pytest.approx(row[columns].tolist())
            assert edge["weight"] == pytest.approx(row["cooperation"] + row["conflict"])
    assert network.nodes["QAT"]["records"] == 44
    assert network.nodes["QAT"]["label_zh"] == "卡塔尔"


def test_signs_and_stances_are_the_published_ones(records):
    edges = build_stance_network(records).edges
    assert edges["HAMAS", "ISR"]["stance"] == pytest.approx(-0.739, abs=5e-4)
    assert edges["IRN", "USA"]["sign"] == 0
    assert edges["QAT", "TALIBAN"]["sign"] == 1
    assert sum(abs(sign) for _, _, sign in edges(data="sign")) == 13
    assert edges["IRN", "USA"]["stance"] == pytest.approx(0.182, abs=5e-4)
    assert build_stance_network(records, threshold=0.15).edges["IRN", "USA"]["sign"] == 1


def test_channels_are_contact_only_and_keep_silent_actors():
    events = make_events(("A", "B", 1, True, "a"), ("A", "C", 1, False, "a"), ("B", "C", -1, True, "a"))
    network = build_channel_network(events, tau=3.0)
    assert [*network.edges(data=True)] == [
        ("A", "B", {"weight": 1.0, "channel": 0.25, "records": 1, "evidence": "a:s000"})
    ]
    assert list(network) == ["A", "B", "C"]
    assert build_stance_network(events).edges["B", "C"]["contact"] == 0


def test_either_direction_is_one_tie_with_the_sentences_of_both():
    events = make_events(("A", "B", 1, True, "a"), ("B", "A", -1, False, "b"), ("B", "A", 0, False, "b"))
    edge = build_stance_network(events).edges["A", "B"]
    assert (edge["cooperation"], edge["conflict"], edge["stance"], edge["sign"]) == (1, 1, 0, 0)
    assert (edge["records"], edge["evidence"]) == (3, "a:s000 b:s001")


def test_age_halves_what_counts_and_undated_or_crawled_documents_are_left_out():
    events = make_events(
        ("A", "B", 1, True, "new"), ("A", "B", -1, False, "old"), ("A", "C", 1, True, "late"),
        ("A", "D", 1, True, "crawled"), ("A", "D", 1, True, "undated"),
    )  # fmt: skip
    dates = {"new": "2024-01-31", "old": "2024-01-01", "late": "2024-02-20", "crawled": "(2024-01-31)", "undated": ""}
    settings = {"documents": make_documents(**dates), "half_life": 15, "day": "2024-01-31"}
    network = build_stance_network(events, **settings)
    assert sorted(network) == ["A", "B"]
    assert (network.edges["A", "B"]["cooperation"], network.edges["A", "B"]["conflict"]) == (1, 0.25)
    assert network.nodes["A"]["records"] == 2
    assert build_channel_network(events, **settings | {"day": None}).edges["A", "B"]["weight"] == 2 ** (-20 / 15)


def test_recency_counts_days_from_the_last_date_or_the_day_given():
    documents = make_documents(a="2024-03-01", b="2024-02", c="2023", d="(2024-03-05)", e="")
    table = score_recency(documents, half_life=10)
    assert table[["doc_id", "age"]].to_numpy().tolist() == [["a", 0], ["b", 15], ["c", 244]]
    assert table["weight"].tolist() == pytest.approx([1, 2**-1.5, 2**-24.4])
    assert score_recency(documents, half_life=10, day="2024-02-20")["age"].tolist() == [5, 234]
    contract = CONTRACTS["recency"]
    assert table.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.floats(1, 100))
def test_recency_depends_on_differences_of_age_only(first, second, half_life):
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta([first, second], unit="D")
    table = score_recency(make_documents(a=str(days[0].date()), b=str(days[1].date())), half_life=half_life)
    assert table["weight"].max() == 1
    assert table["weight"].min() == pytest.approx(2 ** (-abs(first - second) / half_life))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda e, d: score_recency(d, half_life=0), InputError, "`half_life` is 0; give a number of days above 0"),
        (lambda e, d: score_recency(d, half_life=9, day="May"), InputError, "`day` is 'May'; expected an ISO date"),
        (lambda e, d: score_recency(d.assign(date="x"), half_life=9), InputError, "`date` is 'x'"),
        (
            lambda e, d: score_recency(d, half_life=9, day="2020"),
            InputError,
            "None of the 1 documents has a date up to",
        ),
        (lambda e, d: score_recency(d.assign(date_source="crawl"), half_life=9), InputError, "other than crawl"),
        (lambda e, d: build_stance_network(e, day="2024"), InputError, "`half_life` is not given"),
        (lambda e, d: build_channel_network(e, half_life=9), InputError, "no `documents`; they give the dates"),
        (lambda e, d: build_channel_network(e.drop(columns="channel")), TableError, "lacks the column 'channel'"),
        (lambda e, d: build_stance_network(e, value="size"), InputError, "`value` is 'size'"),
    ],
)
def test_what_cannot_be_used_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(make_events(("A", "B", 1, True, "a")), make_documents(a="2024-01-01"))


def test_no_events_are_an_empty_network():
    assert len(build_stance_network(make_table("events", []))) == 0
    assert len(build_channel_network(make_table("events", []))) == 0
