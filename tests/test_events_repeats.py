"""The same event told twice: headline and body, copies of a wire report."""

import pandas as pd
import pytest

from waijiao.actors import find_actors
from waijiao.errors import InputError
from waijiao.events import code_events, find_repeats
from waijiao.tables import CONTRACTS, make_table

HEADLINE = "土耳其空袭叙利亚北部"
BODY = "土耳其空军20日夜间空袭叙利亚北部多处目标。"
OTHER = "去年冬天土耳其曾派战机空袭叙利亚一座大坝。"


def coded(*tellings):
    """Events of (doc_id, text), one sentence each."""
    rows = [(doc_id, f"{doc_id}:s{n:03d}", text) for n, (doc_id, text) in enumerate(tellings)]
    sentences = pd.DataFrame(rows, columns=["doc_id", "sent_id", "text"])
    return code_events(sentences, find_actors(sentences))


def dated(**days):
    return make_table(
        "documents", [{"doc_id": d, "date": day, "date_source": "publication"} for d, day in days.items()]
    )


def repeated(*tellings, documents=None, **how):
    table = find_repeats(coded(*tellings), documents, **how)
    return table[["event_id", "first_id"]].to_numpy().tolist()


def test_repeats_keep_their_contract():
    table = find_repeats(make_table("events", []))
    assert table.columns.tolist() == list(CONTRACTS["repeats"].columns)


def test_a_headline_is_told_again_by_the_body_but_other_acts_are_not():
    assert repeated(("a", HEADLINE), ("a", BODY), ("a", OTHER)) == [["a:s001:e00", "a:s000:e00"]]


def test_another_category_or_direction_is_another_event():
    assert repeated(("a", "土耳其谴责叙利亚"), ("a", "土耳其空袭叙利亚")) == []
    assert repeated(("a", "土耳其空袭叙利亚"), ("a", "叙利亚空袭土耳其")) == []


def test_copies_in_other_documents_count_only_when_asked_for():
    told = [("a", BODY), ("b", BODY)]
    assert repeated(*told) == []
    assert repeated(*told, across=True) == [["b:s001:e00", "a:s000:e00"]]


def test_copies_lie_at_most_some_days_apart_and_the_earliest_is_first():
    told = [("a", BODY), ("b", BODY), ("c", BODY)]
    days = dated(a="2024-05-03", b="2024-05-01", c="2024-05-09")
    assert repeated(*told, documents=days, across=True) == [["a:s000:e00", "b:s001:e00"]]
    assert len(repeated(*told, documents=days, across=True, days=8)) == 2


def test_chains_lead_to_the_first_telling():
    told = [("a", BODY), ("b", BODY), ("c", BODY)]
    days = dated(a="2024-05-01", b="2024-05-03", c="2024-05-05")
    firsts = {first for _, first in repeated(*told, documents=days, across=True)}
    assert firsts == {"a:s000:e00"}


def test_order_of_documents_does_not_matter():
    told = [("a", HEADLINE), ("a", BODY), ("b", BODY)]
    events = coded(*told)
    pairs = [
        set(find_repeats(table, across=True)[["event_id", "first_id"]].itertuples(index=False, name=None))
        for table in (events, events[::-1])
    ]
    assert pairs[0] == pairs[1]
    assert len(pairs[0]) == 2


@pytest.mark.parametrize("how", [{"similar": 0}, {"similar": 1.5}, {"days": -1}])
def test_thresholds_out_of_range_are_refused(how):
    with pytest.raises(InputError, match="expected a share above 0 up to 1, and 0 or more"):
        find_repeats(make_table("events", []), **how)
