"""Relations: weights, intervals, plain sentences, and the evidence behind them."""

from math import isnan

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError, TableError
from waijiao.summary import compare_outlets, compare_periods, find_evidence, render_relation, summarize_stance
from waijiao.tables import CONTRACTS, make_table


def event(number=0, source="QAT", target="IRN", polarity=1, modality="actual", score=None, doc_id="a", **more):
    return {
        "event_id": f"{doc_id}:s{number:03d}:e00", "doc_id": doc_id, "sent_id": f"{doc_id}:s{number:03d}",
        "source": source, "target": target, "category": "CONSULT", "quad": 1, "score": 2.5 * polarity if score is None
        else score, "goldstein": 1.0, "polarity": polarity, "intensity": 1, "modality": modality, "mutual": False,
        "channel": False, "quoted": False, "start": 0, "end": 2, **more,
    }  # fmt: skip


def events(*rows):
    return make_table("events", rows)


def documents(**dates):
    rows = [
        {"doc_id": doc, "date": date, "date_source": source, "outlet": doc.upper()}
        for doc, (date, source) in dates.items()
    ]
    return make_table("documents", rows)


def one(table):
    assert len(table) == 1
    return table.iloc[0]


def test_relations_keep_their_contract_also_when_empty():
    contract = CONTRACTS["relations"]
    for table in (summarize_stance(events(event())), summarize_stance(events())):
        assert table.columns.tolist() == list(contract.columns)
        assert {c: str(table[c].dtype) for c in table} == {c: contract.dtype(c) for c in contract.columns}


@pytest.mark.parametrize(
    ("modality", "weight"),
    [
        ("actual", 1), ("future", 0.5), ("historical", 0.5), ("hypothetical", 0), ("negated", 0), ("intention", 0.75),
    ],
)  # fmt: skip
def test_modality_weighs(modality, weight):
    row = one(summarize_stance(events(event(modality=modality))))
    assert (row.events, row.coop, row.counted) == (1, weight, int(weight > 0))


def test_weights_can_be_changed_but_negated_records_never_count():
    rows = [event(0, modality="hypothetical"), event(1, modality="negated")]
    row = one(summarize_stance(events(*rows), weights={"hypothetical": 0.2, "negated": 1}))
    assert (row.coop, row.counted) == (0.2, 1)


def test_stance_and_mean_score_by_hand():
    rows = [event(0), event(1), event(2, polarity=-1, score=-9), event(3, modality="future", score=10)]
    row = one(summarize_stance(events(*rows)))
    assert (row.coop, row.conf) == (2.5, 1)
    assert row.stance == pytest.approx(1.5 / 3.5)
    assert row.mean_score == pytest.approx((2.5 + 2.5 - 9 + 5) / 3.5)
    assert row.low < row.stance < row.high


def test_requests_are_neither_cooperation_nor_conflict():
    row = one(summarize_stance(events(*(event(n, polarity=0, score=0) for n in range(4)))))
    assert (row.coop, row.conf, row.counted, row.mean_score) == (0, 0, 0, 0)
    assert isnan(row.stance)
    assert "insufficient evidence (n = 0)" in row.line


def test_too_few_records_give_no_stance():
    row = one(summarize_stance(events(event())))
    assert all(isnan(row[column]) for column in ("stance", "low", "high"))
    assert row.line == "Qatar towards Iran: insufficient evidence (n = 1)."
    assert one(summarize_stance(events(event()), min_events=1)).stance == 1


def test_nothing_that_counts_has_no_mean_score():
    assert isnan(one(summarize_stance(events(event(modality="hypothetical")))).mean_score)


def test_directions_are_kept_apart_and_sorted():
    table = summarize_stance(events(event(0), event(1, "IRN", "QAT", -1), event(2, "AFG", "QAT")))
    assert table[["source", "target"]].to_numpy().tolist() == [["AFG", "QAT"], ["IRN", "QAT"], ["QAT", "IRN"]]


def test_records_without_an_end_belong_to_no_relation():
    assert len(summarize_stance(events(event(source="")))) == 0


def test_evidence_names_the_sentences_that_count_once_each():
    rows = [event(4), event(2), event(4), event(7, modality="negated")]
    assert one(summarize_stance(events(*rows))).evidence == "a:s004 a:s002"


def test_sentences_not_records_are_drawn():
    same = [event(0), event(0), event(0), event(0, polarity=-1)]
    row = one(summarize_stance(events(*same)))
    assert row.low == pytest.approx(row.high) == pytest.approx(0.5)


def test_interval_does_not_depend_on_other_relations_nor_on_order():
    own = [event(n, polarity=1 if n % 3 else -1) for n in range(9)]
    other = [event(n, "USA", "IRN", -1) for n in range(5)]
    alone = summarize_stance(events(*own))
    together = summarize_stance(events(*other, *reversed(own)))
    columns = ["stance", "low", "high"]
    mine = together[together.source == "QAT"]
    assert mine[columns].to_numpy().tolist()[0] == pytest.approx(alone[columns].to_numpy().tolist()[0])


def test_seed_decides_the_interval():
    rows = events(*(event(n, polarity=1 if n % 3 else -1) for n in range(9)))
    assert summarize_stance(rows, seed=1).equals(summarize_stance(rows, seed=1))
    assert not summarize_stance(rows, seed=1).equals(summarize_stance(rows, seed=2))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from([-1, 0, 1]), st.sampled_from(["actual", "future"])), min_size=1
    )
)
def test_bounds(drawn):
    rows = events(*(event(number, polarity=sign, modality=modality) for number, sign, modality in drawn))
    row = one(summarize_stance(rows, min_events=1, draws=50))
    if row.counted:
        assert -1 - 1e-12 <= row.low <= row.high <= 1 + 1e-12
        assert -1 <= row.stance <= 1
    else:
        assert isnan(row.stance)


# --- further columns and dates -------------------------------------------------------------------------------------


def test_relations_by_claimant():
    rows = events(event(0, claimed_by="USA"), event(1), event(2, claimed_by="USA"))
    table = summarize_stance(rows, by=["source", "target", "claimed_by"])
    assert table.columns[:3].tolist() == ["source", "target", "claimed_by"]
    assert table[["claimed_by", "events"]].to_numpy().tolist() == [["", 1], ["USA", 2]]
    assert table.line[1] == "Qatar towards Iran: insufficient evidence (n = 2) [claimed_by: USA]."


def test_relations_by_outlet_and_month_take_them_from_the_documents():
    known = documents(a=("2023-10-26", "publication"), b=("2023-11-02", "publication"), c=("2024-06-13", "crawl"))
    rows = events(*(event(doc_id=doc) for doc in "abc"))
    table = summarize_stance(rows, known, by=("source", "target", "outlet", "month"))
    assert table[["outlet", "month"]].to_numpy().tolist() == [["A", "2023-10"], ["B", "2023-11"], ["C", ""]]


def test_dates_are_never_crawl_dates():
    known = documents(a=("2023-10-26", "publication"), b=("2023-09-01", "given"), c=("2024-06-13", "crawl"))
    row = one(summarize_stance(events(*(event(doc_id=doc) for doc in "abc")), known))
    assert (row["first"], row["last"]) == ("2023-09-01", "2023-10-26")
    row = one(summarize_stance(events(event(doc_id="c")), known))
    assert (row["first"], row["last"]) == ("", "")


def test_input_stays_as_it_was():
    rows, known = events(event(), event(1)), documents(a=("2023-10-26", "publication"))
    before = rows.copy(deep=True), known.copy(deep=True)
    summarize_stance(rows, known, by=("source", "target", "outlet"))
    pd.testing.assert_frame_equal(rows, before[0])
    pd.testing.assert_frame_equal(known, before[1])


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"by": ["source", "target", "claimed_bye"]}, TableError, "Did you mean 'claimed_by'"),
        ({"by": ["source"]}, InputError, "name both"),
        ({"by": "source"}, InputError, "name both"),
        ({"weights": {"future": 3}}, InputError, "from 0 to 1"),
        ({"min_events": 0}, InputError, "`min_events` is 0"),
        ({"draws": 0}, InputError, "`draws` is 0"),
    ],
)
def test_errors_say_how_to_go_on(options, error, message):
    with pytest.raises(error, match=message):
        summarize_stance(events(event()), **options)


def test_missing_columns_and_unknown_modalities_are_named():
    with pytest.raises(TableError, match="lacks the columns 'polarity', 'score'"):
        summarize_stance(events(event()).drop(columns=["score", "polarity"]))
    with pytest.raises(TableError, match="Did you mean 'actual'"):
        summarize_stance(events(event(modality="actuall")))
    with pytest.raises(InputError, match="rename that column"):
        summarize_stance(events(event()).assign(stance=1), by=("source", "target", "stance"))


# --- sentences and evidence ----------------------------------------------------------------------------------------

ROW = {
    "source": "QAT", "target": "IRN", "events": 5, "counted": 4, "coop": 3.5, "conf": 0.5, "stance": 0.75, "low": 0.25,
    "high": 1.0, "evidence": "a:s000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "labels", "expected"),
    [
        (
            {}, "en",
            "Qatar acts cooperatively towards Iran: cooperation 3.5, conflict 0.5 in 4 of 5 records from 1 sentence; "
            "net stance +0.75 (95 % interval +0.25 to +1.00).",
        ),
        (
            {}, "zh",
            "卡塔尔对伊朗以合作为主：合作 3.5，冲突 0.5（5 条记录中计 4 条，出自 1 句），"
            "净立场 +0.75（95% 区间 +0.25 至 +1.00）。",
        ),
        (
            {"stance": float("nan"), "counted": 2}, "both",
            "卡塔尔对伊朗：证据不足（n = 2）。 Qatar towards Iran: insufficient evidence (n = 2).",
        ),
        ({"stance": float("nan"), "outlet": "新华社"}, "zh", "卡塔尔对伊朗：证据不足（n = 4）［outlet: 新华社］。"),
    ],
)  # fmt: skip
def test_render_relation(change, labels, expected):
    assert render_relation({**ROW, **change}, labels) == expected


def test_render_relation_words_follow_the_stance():
    assert "acts in conflict towards" in render_relation({**ROW, "stance": -0.5})
    assert "acts both ways towards" in render_relation({**ROW, "stance": 0.0})


def test_render_relation_takes_other_names_and_codes_without_a_name():
    assert render_relation({**ROW, "target": "XYZZY"}, names={"QAT": ("卡达", "State of Qatar")}).startswith(
        "State of Qatar acts cooperatively towards XYZZY"
    )
    with pytest.raises(InputError, match="Did you mean 'zh'"):
        render_relation(ROW, "zhh")


def test_evidence_leads_to_the_sentences_in_their_order():
    text = [{"sent_id": f"a:s00{n}", "doc_id": "a", "sent_index": n, "par_index": 0, "start": n, "end": n + 1,
             "text": f"第{n}句"} for n in range(4)]  # fmt: skip
    rows = events(event(3), event(1, modality="negated"), event(2, "IRN", "QAT"))
    found = find_evidence(rows, make_table("sentences", text), "QAT", "IRN")
    assert found[["text", "weight"]].to_numpy().tolist() == [["第1句", 0.0], ["第3句", 1.0]]
    assert len(find_evidence(rows, make_table("sentences", text), "QAT", "QAT")) == 0
    with pytest.raises(InputError, match=r"`target` is 'IRNN', no end of any event\. Did you mean 'IRN'"):
        find_evidence(rows, make_table("sentences", text), "QAT", "IRNN")


def test_evidence_of_a_relation_is_what_find_evidence_finds():
    from waijiao.validation import read_gold

    gold = read_gold()
    relations = summarize_stance(gold.records(), draws=20)
    row = one(relations[(relations.source == "QAT") & (relations.target == "HAMAS")])
    found = find_evidence(gold.records(), gold.sentences, "QAT", "HAMAS")
    counted = found[(found.weight > 0) & (found.polarity != 0)]
    assert row.evidence.split() == list(dict.fromkeys(counted.sent_id))
    assert row.stance == 1


def test_quads_split_cooperation_and_conflict_and_show_requests():
    rows = [event(0, quad=2), event(1), event(2, polarity=-1, quad=4), event(3, polarity=0, score=0, quad=3)]
    row = one(summarize_stance(events(*rows)))
    assert (row.verbal_coop, row.material_coop, row.verbal_conf, row.material_conf) == (1, 1, 1, 1)
    assert (row.coop, row.conf) == (2, 1)


def test_goldstein_changes_the_mean_and_not_the_stance():
    rows = [event(n, goldstein=-7.0) for n in range(3)]
    plover, goldstein = summarize_stance(events(*rows)), summarize_stance(events(*rows), scale="goldstein")
    assert (one(plover).mean_score, one(goldstein).mean_score) == (2.5, -7)
    assert one(plover).stance == one(goldstein).stance


def test_documents_can_be_drawn_instead_of_sentences():
    rows = [event(n, polarity=1 if n else -1) for n in range(6)]
    row = one(summarize_stance(events(*rows), unit="document"))
    assert row.low == pytest.approx(row.high)  # one document: nothing to draw from
    with pytest.raises(InputError, match="`unit` is 'page'; choose one of 'sentence', 'document'"):
        summarize_stance(events(*rows), unit="page")


def test_according_to_whom_keeps_only_what_they_say():
    rows = [event(0, claimed_by="IRN"), event(1), event(2, claimed_by="USA")]
    assert one(summarize_stance(events(*rows), claimed_by=["IRN", ""])).events == 2
    assert one(summarize_stance(events(*rows), claimed_by="USA")).evidence == "a:s002"


def told(sign_a, sign_b, number=4):
    """Records of two sides, each in documents of its own; dates a: January to April, b: June to September."""
    rows = [event(n, doc_id=f"a{n}", polarity=sign_a) for n in range(number)]
    rows += [event(n, doc_id=f"b{n}", polarity=sign_b) for n in range(number)]
    dates = {f"a{n}": (f"2023-0{n + 1}-05", "publication") for n in range(4)}
    dates |= {f"b{n}": (f"2023-0{n + 6}-05", "publication") for n in range(4)}
    return events(*rows), documents(**dates)


@pytest.mark.parametrize(
    ("signs", "verdict"),
    [((1, -1), "more hostile"), ((-1, 1), "friendlier"), ((1, 1), "no difference shown")],
)
def test_periods_are_compared_with_a_verdict(signs, verdict):
    row = one(compare_periods(*told(*signs), split="2023-06"))
    assert (row.counted_a, row.counted_b, row.change, row.verdict) == (4, 4, signs[1] - signs[0], verdict)
    assert row.evidence_a.split()[0] == "a0:s000"


def test_too_little_on_one_side_is_no_verdict():
    row = one(compare_periods(*told(1, -1, number=2), split="2023-06-01"))
    assert (row.verdict, isnan(row.change)) == ("insufficient evidence", True)


def test_mixed_evidence_is_no_difference():
    table, dated = told(1, -1)
    table.loc[[0, 1, 4, 5], "polarity"] = [-1, -1, 1, 1]
    row = one(compare_periods(table, dated, split="2023-06"))
    assert row.low < 0 < row.high
    assert row.verdict == "no difference shown"


def test_crawl_dates_belong_to_no_period():
    table, dated = told(1, -1)
    assert len(compare_periods(table, dated.assign(date_source="crawl"), split="2023-06")) == 0


def test_split_must_be_a_date():
    with pytest.raises(InputError, match="`split` is 'June'; give an ISO date"):
        compare_periods(*told(1, -1), split="June")


def test_outlets_are_compared_and_unknown_ones_named():
    table, dated = told(1, -1)
    dated["outlet"] = [name[0] for name in dated["doc_id"]]
    row = one(compare_outlets(table, dated, outlets=("a", "b")))
    assert (row.stance_a, row.stance_b, row.verdict) == (1, -1, "more hostile")
    with pytest.raises(InputError, match="`outlets` names 'aa', which published no document; there are a, b"):
        compare_outlets(table, dated, outlets=("aa", "b"))


def test_comparison_does_not_depend_on_the_order_of_records():
    table, dated = told(1, -1)
    table.loc[[0, 5], "polarity"] = [-1, 1]
    other = table.sample(frac=1, random_state=3)
    columns = ["change", "low", "high"]
    first = one(compare_periods(table, dated, split="2023-06"))[columns].tolist()
    assert one(compare_periods(other, dated, split="2023-06"))[columns].tolist() == pytest.approx(first)
