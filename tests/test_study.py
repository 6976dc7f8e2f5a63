"""The whole flow as one value."""

import pandas as pd
import pytest

from waijiao.corpus import read_corpus
from waijiao.errors import InputError
from waijiao.study import STEPS, analyze
from waijiao.tables import CONTRACTS


@pytest.fixture(scope="module")
def study(root):
    return analyze(read_corpus(root / "seeds"))


def test_every_table_of_the_study_keeps_its_contract(study):
    for name, table in study.tables.items():
        contract = CONTRACTS.get({"paragraph_pairs": "pairs"}.get(name, name))
        if contract is not None:
            assert set(contract.columns) <= set(table.columns), name
            texts = [column for column in contract.columns if contract.dtype(column) == "str"]
            assert not table[texts].isna().any().any(), name
            assert not table.duplicated(list(contract.key)).any(), name


def test_names_of_the_article_are_found_rightly(study):
    text = study.documents.loc[0, "text"]
    surfaces = study.mentions["surface"]
    assert (text.count("哈马斯"), text.count("卡塔尔"), text.count("布林肯")) == (21, 29, 3)
    assert surfaces.str.contains("布林肯").sum() == 3
    assert not (surfaces == "林肯").any()
    assert not study.tokens["token"].isin(["林肯"]).any()
    assert surfaces.str.contains("谢赫·塔米姆·本·哈马德·阿勒萨尼").sum() == 1


def test_the_case_study_is_about_qatar_and_says_what_it_cannot_show(study):
    assert study.focal == study.compass.focal == "QAT"
    assert {"USA", "ISR", "IRN", "HAMAS", "TALIBAN"} <= set(study.compass.universe)
    assert any("one actor cannot show" in caveat for caveat in study.compass.caveats)


def test_offsets_lead_back_to_the_words(study):
    sentences = study.sentences.set_index("sent_id")["text"]
    for table, column in ((study.mentions, "surface"), (study.events, "cue"), (study.tokens, "token")):
        rows = zip(table["sent_id"], table["start"], table["end"], table[column], strict=True)
        assert all(sentences[sent_id][start:end] == words for sent_id, start, end, words in rows)


def test_boilerplate_is_kept_and_not_counted(study):
    outside = set(study.sentences.loc[study.sentences["zone"] != "body", "sent_id"])
    assert len(outside) == 5
    assert not outside & set(study.events["sent_id"])


def test_the_crawl_date_dates_no_relation(study):
    assert (study.relations[["first", "last"]] == "").all().all()


def test_progress_names_every_step(root):
    seen = []
    analyze(read_corpus(root / "seeds"), progress=lambda step, done, whole: seen.append((step, done, whole)))
    assert [step for step, _, _ in seen] == list(STEPS)
    assert seen[-1][1:] == (len(STEPS) - 1, len(STEPS))


def test_a_text_without_events_gives_empty_tables_and_no_compass():
    study = analyze(read_corpus(pd.DataFrame({"text": ["今天天气很好，我们去公园散步。"]})))
    assert (study.focal, study.compass) == ("", None)
    assert len(study.events) == len(study.relations) == len(study.comparison) == 0
    with pytest.raises(InputError, match="takes part in no event; actors that do: none"):
        analyze(study.documents, focal="QAT")


def test_the_same_input_gives_the_same_study(study, root):
    again = analyze(read_corpus(root / "seeds"))
    for name, table in study.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


def test_an_event_told_twice_counts_once_when_asked():
    told = "土耳其空军20日夜间空袭叙利亚北部多处目标。"
    documents = read_corpus(pd.DataFrame({"doc_id": ["a", "b"], "text": [told, told]}))
    events = {how: analyze(documents, repeats=how) for how in ("count", "article", "copies")}
    assert {how: len(study.events) for how, study in events.items()} == {"count": 2, "article": 2, "copies": 2}
    assert {how: study.relations.loc[0, "events"] for how, study in events.items()} == {
        "count": 2, "article": 2, "copies": 1,
    }  # fmt: skip
    assert events["copies"].repeats["first_id"].tolist() == ["a:s000:e00"]


def test_unknown_ways_to_count_repeats_are_refused():
    with pytest.raises(InputError, match="`repeats` is 'once'; choose one of 'count', 'article', 'copies'"):
        analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})), repeats="once")
