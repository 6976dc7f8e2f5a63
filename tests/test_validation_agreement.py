"""Agreement of coders beyond chance, and the sheet by which a person checks a coding."""

from math import isnan

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError
from waijiao.tables import CONTRACTS, make_table
from waijiao.validation import draw_audit_sample, read_coders, score_agreement, summarize_audit
from waijiao.validation.annotations import make_coding

CATEGORIES = ["ACCUSE", "ASSAULT", "CONSULT"]


def coding(categories, **more):
    acts = [
        {"sent_id": f"s{n:02d}", "source": "IRN", "target": "ISR", "category": name, "modality": "actual", **more}
        for n, name in enumerate(categories)
    ]
    return make_coding([], acts)


def level(table, name):
    return table.set_index("level").loc[name]


def test_agreement_keeps_its_contract():
    table = score_agreement(coding([]), coding([]), draws=1)
    assert table.columns.tolist() == list(CONTRACTS["agreement"].columns)
    assert table["level"].tolist()[:3] == ["actors", "pair", "directed"]


def test_kappa_by_hand():
    """10 records, 7 alike: expected .4 * .5 + .6 * .5 = .5, kappa (.7 - .5) / .5."""
    first = ["ACCUSE"] * 4 + ["ASSAULT"] * 6
    second = ["ACCUSE"] * 3 + ["ASSAULT"] * 5 + ["ACCUSE"] * 2
    row = level(score_agreement(coding(first), coding(second), draws=20), "category")
    assert (row.n, row.observed) == (10, pytest.approx(0.7))
    assert row.kappa == pytest.approx(0.4)
    assert row.kappa_low <= row.kappa <= row.kappa_high


@given(st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES)), min_size=2, max_size=30))
@settings(max_examples=40, deadline=None)
def test_alpha_is_krippendorffs(pairs):
    first, second = zip(*pairs, strict=True)
    row = level(score_agreement(coding(first), coding(second), draws=2), "category")
    values = np.array([[CATEGORIES.index(a) for a in first], [CATEGORIES.index(b) for b in second]])
    if len(np.unique(values)) < 2:
        assert isnan(row.alpha)
    else:
        assert row.alpha == pytest.approx(krippendorff.alpha(values, level_of_measurement="nominal"))


def test_the_sign_can_agree_where_the_category_does_not():
    table = score_agreement(coding(["ACCUSE", "CONSULT"]), coding(["ASSAULT", "CONSULT"]))
    assert level(table, "polarity").kappa == 1
    assert level(table, "category").observed == 0.5


def test_nothing_to_disagree_on_is_no_number():
    table = score_agreement(coding(["ACCUSE"] * 3), coding(["ACCUSE"] * 3))
    assert isnan(level(table, "category").kappa)
    assert level(table, "category").observed == 1
    assert level(table, "directed").f1 == 1


def test_the_two_coders_of_the_article_agree_less_from_level_to_level():
    table = score_agreement(*read_coders(), draws=50).set_index("level")
    assert table.loc["pair", "f1"] == pytest.approx(0.985, abs=0.001)
    assert table.loc["directed", "f1"] == pytest.approx(0.953, abs=0.001)
    assert table.loc["polarity", "kappa"] == pytest.approx(0.945, abs=0.03)
    assert table.loc["category", "kappa"] == pytest.approx(0.774, abs=0.03)
    assert table.loc["modality", "kappa"] == pytest.approx(0.713, abs=0.03)


def test_agreement_is_the_same_either_way_and_every_time():
    first, second = read_coders()
    one, other = score_agreement(first, second, draws=20), score_agreement(second, first, draws=20)
    assert one[["f1", "kappa"]].to_numpy().ravel() == pytest.approx(
        other[["f1", "kappa"]].to_numpy().ravel(), nan_ok=True
    )
    assert one.equals(score_agreement(first, second, draws=20))


def test_no_draws_are_refused():
    with pytest.raises(InputError, match="`draws` is 0; expected a whole number of at least 1"):
        score_agreement(coding([]), coding([]), draws=0)


def events(**numbers):
    rows = [
        {
            "event_id": f"a:s{n:03d}:{name}", "doc_id": "a", "sent_id": f"a:s{n:03d}", "source": "IRN", "target": "ISR",
            "category": name, "quad": 1, "score": 1.0, "goldstein": 1.0, "polarity": 1, "intensity": 1,
            "modality": "actual", "mutual": False, "channel": False, "quoted": False, "cue": "谴责", "start": 2,
            "end": 4, "evidence": "伊朗谴责以色列。",
        }
        for name, number in numbers.items() for n in range(number)
    ]  # fmt: skip
    return make_table("events", rows)


def test_rare_categories_are_drawn_as_often_as_frequent_ones():
    sheet = draw_audit_sample(events(ACCUSE=90, ASSAULT=4, CONSULT=30), size=24)
    assert sheet["stratum"].value_counts().to_dict() == {"ACCUSE": 10, "CONSULT": 10, "ASSAULT": 4}
    assert sheet.groupby("stratum")["weight"].sum().to_dict() == pytest.approx(
        {"ACCUSE": 90, "CONSULT": 30, "ASSAULT": 4}
    )
    assert set(sheet["sentence"]) == {"伊朗【谴责】以色列。"}
    assert sheet["direction_right"].eq("").all()


def test_the_same_seed_draws_the_same_sheet_whatever_the_order():
    table = events(ACCUSE=20, ASSAULT=20)
    assert draw_audit_sample(table, size=7).equals(draw_audit_sample(table[::-1], size=7))
    assert not draw_audit_sample(table, size=7).equals(draw_audit_sample(table, size=7, seed=1))


def test_silent_sentences_show_what_is_missed():
    sentences = make_table("sentences", [
        {"sent_id": f"a:s{n:03d}", "doc_id": "a", "sent_index": n, "par_index": 0, "start": 0, "end": 2, "text": "甲乙"}
        for n in range(10)
    ])  # fmt: skip
    sheet = draw_audit_sample(events(ACCUSE=4), sentences, silent=3)
    silent = sheet[sheet["stratum"] == "no event"]
    assert (len(silent), silent["weight"].tolist()) == (3, [2.0] * 3)
    assert not set(silent["sent_id"]) & set(events(ACCUSE=4)["sent_id"])
    with pytest.raises(InputError, match="`silent` needs `sentences`"):
        draw_audit_sample(events(ACCUSE=4), silent=3)


def test_a_filled_sheet_gives_shares_weighed_by_stratum():
    sheet = draw_audit_sample(events(ACCUSE=90, ASSAULT=10), size=20)
    sheet["category_right"] = ["No" if stratum == "ASSAULT" else "是" for stratum in sheet["stratum"]]
    rows = summarize_audit(sheet).set_index(["question", "stratum"])
    assert rows.loc[("category_right", "all"), "share"] == pytest.approx(0.9)
    assert rows.loc[("category_right", "ASSAULT"), "share"] == 0
    assert rows.loc[("category_right", "ACCUSE"), "low"] == pytest.approx(0.7225, abs=1e-4)  # Wilson, 10 of 10
    assert "direction_right" not in rows.index


def test_an_answer_that_is_neither_yes_nor_no_is_refused():
    sheet = draw_audit_sample(events(ACCUSE=2)).assign(modality_right="maybe")
    with pytest.raises(InputError, match="`sheet` answers 'maybe' to modality_right; expected yes or no"):
        summarize_audit(sheet)


def test_a_sample_of_nothing_is_refused():
    with pytest.raises(InputError, match="`size` is 0 and `silent` 0"):
        draw_audit_sample(events(ACCUSE=2), size=0)
