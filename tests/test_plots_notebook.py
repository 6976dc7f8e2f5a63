"""What notebooks store of tables and evidence: safe HTML, the same in plain text, nothing lost unsaid."""

import pandas as pd
import pytest

from waijiao.errors import InputError, TableError
from waijiao.plots import render_evidence, render_table

SENTENCES = pd.DataFrame(
    {"sent_id": ["a:s000", "a:s001", "a:s002"], "text": ["法国谴责伊朗。", "伊朗否认<一切>。", "会谈继续。"]}
)


def found(*rows, **more):
    return pd.DataFrame(rows, columns=["sent_id", "start", "end"]).assign(**more)


def test_table_names_actors_and_keeps_other_words():
    shown = render_table(pd.DataFrame({"source": ["QAT", ""], "category": ["AID", "QAT"]}))
    assert repr(shown) == "source | category\n卡塔尔 Qatar | AID\n— | QAT"
    assert shown._repr_html_() == str(shown)


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (0.5, "0.50"), (1234.5, "1,234.50"), (float("nan"), "—"), (True, "✓"), (False, "·"), ("a<b", "a<b")],
)
def test_table_writes_values_as_one_reads_them(value, text):
    assert repr(render_table(pd.DataFrame({"x": [value]}))) == f"x\n{text}"


def test_table_sets_numbers_and_left_contexts_flush_right():
    shown = render_table(pd.DataFrame({"pre": ["美国与"], "keyword": ["卡塔尔"], "n": [1]}))
    sides = [part.split('"')[0] for part in shown.split("text-align: ")[1:4]]
    assert sides == ["right", "left", "right"]


def test_table_says_how_much_it_leaves_out():
    shown = render_table(pd.DataFrame({"term": ["会谈", "人质", "斡旋"]}), n=2)
    assert repr(shown).splitlines()[-1] == "前 2 条，共 3 条 · 2 of 3 shown"


def test_empty_table_says_so():
    assert repr(render_table(pd.DataFrame({"term": []}))).splitlines() == ["term", "无 · none"]


def test_fold_needs_no_script():
    shown = render_table(pd.DataFrame({"term": ["会谈"]}), fold="<词>")
    assert shown.startswith("<div><details><summary>&lt;词&gt; (1)</summary><table>")
    assert "script" not in shown


def test_evidence_marks_words_and_shows_only_sentences_with_a_finding():
    shown = render_evidence(SENTENCES, found(("a:s001", 0, 2), ("a:s000", 2, 4)))
    assert repr(shown) == "a:s000 法国【谴责】伊朗。\na:s001 【伊朗】否认<一切>。"
    assert "<mark>伊朗</mark>否认&lt;一切&gt;。" in shown


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(0, 2), (4, 6)], "【法国】谴责【伊朗】。"),
        ([(0, 4), (2, 6)], "【法国谴责】【伊朗】。"),
        ([(0, 6), (2, 4)], "【法国谴责伊朗】。"),
        ([(2, 4), (2, 4)], "法国【谴责】伊朗。"),
        ([(0, 7)], "【法国谴责伊朗。】"),
    ],
)
def test_evidence_loses_no_character_where_spans_overlap(spans, marked):
    shown = render_evidence(SENTENCES, found(*(("a:s000", start, end) for start, end in spans)))
    assert repr(shown) == f"a:s000 {marked}"


def test_evidence_tells_acts_with_what_qualifies_them():
    act = {
        "source": "FRA",
        "category": "ACCUSE",
        "target": "IRN",
        "modality": "future",
        "mutual": False,
        "claimed_by": "USA",
    }
    shown = render_evidence(SENTENCES, found(("a:s000", 2, 4), **act), labels="en")
    assert repr(shown).endswith("| France → Iran: ACCUSE (future) [by United States]")
    plain = render_evidence(SENTENCES, found(("a:s000", 2, 4), **{**act, "modality": "actual", "claimed_by": ""}))
    assert repr(plain).endswith("| 法国 France → 伊朗 Iran: ACCUSE")


def test_evidence_tells_a_mutual_act_once():
    act = {"category": "CONSULT", "modality": "actual", "mutual": True, "claimed_by": ""}
    both = found(("a:s002", 0, 2), ("a:s002", 0, 2), source=["IRN", "FRA"], target=["FRA", "IRN"], **act)
    assert repr(render_evidence(SENTENCES, both, labels="en")) == "a:s002 【会谈】继续。 | France ↔ Iran: CONSULT"


def test_evidence_without_findings_says_so():
    assert repr(render_evidence(SENTENCES, found(), fold="原句")) == "原句 (0)\n无 · none"


def test_bad_input_says_what_was_expected():
    with pytest.raises(TableError, match="`found` lacks the columns 'start', 'end'"):
        render_evidence(SENTENCES, SENTENCES)
    with pytest.raises(InputError, match="`n` is -1"):
        render_table(SENTENCES, n=-1)
    with pytest.raises(InputError, match="'fr'"):
        render_table(SENTENCES, labels="fr")
