"""Directed events: a table of constructions, each with a sentence that one can check by eye."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors
from waijiao.errors import InputError, LexiconError, TableError
from waijiao.events import code_events, explain_event, read_event_lexicon
from waijiao.lexicon import read_codebook


def sentences(*texts: str, par: int | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"doc_id": ["a"] * len(texts), "sent_id": [f"a:s{i:03d}" for i in range(len(texts))], "text": list(texts)}
    )
    return frame if par is None else frame.assign(par_index=par)


def code(*texts: str, par: int | None = None) -> pd.DataFrame:
    frame = sentences(*texts, par=par)
    return code_events(frame, find_actors(frame))


def acts(*texts: str, par: int | None = None) -> set[str]:
    """Return events as `SOURCE>TARGET CATEGORY`, with /modality unless actual and @claimant unless the narrator."""
    return {
        f"{e.source}>{e.target} {e.category}"
        + (f"/{e.modality}" if e.modality != "actual" else "")
        + (f"@{e.claimed_by}" if e.claimed_by else "")
        for e in code(*texts, par=par).itertuples()
    }


CONSTRUCTIONS = [
    # active, also in headlines without function words
    ("法国谴责伊朗。", {"FRA>IRN ACCUSE"}),
    ("美军打击也门胡塞武装", {"USA>HOUTHI ASSAULT"}),
    # coverbs
    ("美国对伊朗实施制裁。", {"USA>IRN SANCTION"}),
    ("德国向乌克兰提供武器。", {"DEU>UKR AID"}),
    # passives, with and without an agent
    ("伊朗遭到以色列空袭。", {"ISR>IRN ASSAULT"}),
    ("俄罗斯的做法受到法国谴责。", {"FRA>RUS ACCUSE"}),
    ("伊朗再次遭到空袭。", set()),
    ("乌克兰得到美国的援助。", {"USA>UKR AID"}),
    # both ways
    ("伊朗外长同沙特外交大臣举行会谈。", {"IRN>SAU CONSULT", "SAU>IRN CONSULT"}),
    ("美伊谈判取得进展。", {"USA>IRN CONSULT", "IRN>USA CONSULT"}),
    ("法国总统会见德国总理。", {"FRA>DEU CONSULT", "DEU>FRA CONSULT"}),
    # one way
    ("伊朗总统访问叙利亚。", {"IRN>SYR CONSULT"}),
    # nominal
    ("美国取消了对苏丹的制裁。", {"USA>SDN CONCEDE"}),
    ("埃及谴责以色列对黎巴嫩的空袭。", {"EGY>ISR ACCUSE", "ISR>LBN ASSAULT@EGY"}),
    # names of periods are no events
    ("俄乌冲突以来，油价上涨。", set()),
    # lexical negation
    ("伊朗拒绝与美国谈判。", {"IRN>USA REJECT"}),
    # negation and modality
    ("美国没有制裁伊朗。", {"USA>IRN SANCTION/negated"}),
    ("美国将向乌克兰提供导弹。", {"USA>UKR AID/future"}),
    ("美国可能制裁伊朗。", {"USA>IRN SANCTION/hypothetical"}),
    ("此前，美国曾制裁伊朗。", {"USA>IRN SANCTION/historical"}),
    # reported speech
    ("以军称，击毙两名哈马斯武装人员。", {"ISR>HAMAS ASSAULT@ISR"}),
    ("伊朗外长表示，以色列袭击了叙利亚。", {"ISR>SYR ASSAULT@IRN"}),
    ("“以色列袭击了黎巴嫩，”伊朗外长说。", {"ISR>LBN ASSAULT@IRN"}),
    ("据路透社报道，以色列空袭黎巴嫩。", {"ISR>LBN ASSAULT"}),
    # the saying is the act
    ("伊朗外长说，伊朗谴责以色列。", {"IRN>ISR ACCUSE"}),
    # complement: who is asked acts, perhaps
    ("法国要求以色列停止袭击黎巴嫩。", {"FRA>ISR REQUEST", "ISR>LBN RETREAT/hypothetical"}),
    # carried subject and object
    ("俄军打击乌军阵地，并摧毁多门火炮。", {"RUS>UKR ASSAULT"}),
    # repelled attacks run both ways
    ("乌军击退俄军的进攻。", {"UKR>RUS ASSAULT", "RUS>UKR ASSAULT"}),
    # a forceful act announced under a condition is a threat
    (
        "如果以色列袭击黎巴嫩，伊朗将打击以色列。",
        {"IRN>ISR THREATEN", "IRN>ISR ASSAULT/hypothetical", "ISR>LBN ASSAULT/hypothetical"},
    ),
    # ending something hostile is a concession, ending something friendly a sanction
    ("德国暂停对尼日尔的援助。", {"DEU>NER SANCTION"}),
    ("伊朗决定与瑞典断绝外交关系。", {"IRN>SWE SANCTION"}),
    ("韩国外长会见来访的赞比亚总统。", {"KOR>ZMB CONSULT", "ZMB>KOR CONSULT"}),
    ("伊朗否认袭击以色列。", {"IRN>ISR ASSAULT/negated@IRN"}),
    # traditional characters
    ("美國國務卿譴責伊朗，並對伊朗實施制裁。", {"USA>IRN ACCUSE", "USA>IRN SANCTION"}),
    # mediation is a triad
    ("卡塔尔在以色列与哈马斯之间斡旋。", {"QAT>ISR MEDIATE", "QAT>HAMAS MEDIATE"}),
    (
        "在中国斡旋下，沙特与伊朗举行会谈。",
        {"CHN>SAU MEDIATE", "CHN>IRN MEDIATE", "SAU>IRN CONSULT", "IRN>SAU CONSULT"},
    ),
    ("卡塔尔斡旋以色列与哈马斯换囚。", {"QAT>ISR MEDIATE", "QAT>HAMAS MEDIATE"}),
    # coordination
    ("美国、英国和法国谴责伊朗。", {"USA>IRN ACCUSE", "GBR>IRN ACCUSE", "FRA>IRN ACCUSE"}),
    # two parts of a headline, two speakers
    ("俄称打击乌军目标 乌称击落俄战机", {"RUS>UKR ASSAULT@RUS", "UKR>RUS COERCE@UKR"}),
]


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTIONS)
def test_code_events_reads_the_construction(text, expected):
    found = acts(text)
    assert expected <= found if "换囚" in text or "停止" in text else expected == found


def test_quotation_keeps_its_speaker_across_sentence_ends():
    found = acts("“以色列空袭了黎巴嫩。", "以色列还炮击了叙利亚，”伊朗外长说。", par=0)
    assert found == {"ISR>LBN ASSAULT@IRN", "ISR>SYR ASSAULT@IRN"}
    assert code("“以色列空袭了黎巴嫩。", "以色列还炮击了叙利亚，”伊朗外长说。", par=0)["quoted"].all()


def test_mutual_acts_are_two_rows_of_one_group():
    events = code("伊朗外长同沙特外交大臣举行会谈。")
    assert events["mutual"].all()
    assert events["event_group"].nunique() == 1


def test_every_event_leads_back_to_its_words_and_its_rule():
    events = code("法国强烈谴责伊朗。")
    event = events.iloc[0]
    assert event["evidence"][event["start"] : event["end"]] == event["cue"] == "谴责"
    why = explain_event(events, event["event_id"])
    assert "法国强烈【谴责】伊朗。" in why
    assert "cues.csv line" in why
    with pytest.raises(InputError, match="no event has it"):
        explain_event(events, "a:s000:e99")


def test_scores_come_from_the_codebook():
    event = code("美国对伊朗实施制裁。").iloc[0]
    category = read_codebook()["SANCTION"]
    assert (event["score"], event["quad"], event["polarity"]) == (category.score, 4, -1)


@given(st.lists(st.sampled_from([text for text, _ in CONSTRUCTIONS]), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_coding_does_not_depend_on_the_order_of_documents(texts):
    frame = sentences(*texts).assign(doc_id=[f"d{i}" for i in range(len(texts))])
    frame["sent_id"] = frame["doc_id"] + ":s000"
    mentions = find_actors(frame)
    before = frame.copy(), mentions.copy()
    straight = code_events(frame, mentions)
    reverse = code_events(frame.iloc[::-1], mentions)
    pd.testing.assert_frame_equal(straight, reverse.sort_values("event_id").reset_index(drop=True))
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(mentions, before[1])


@given(st.text("美国伊朗以军俄乌对向被遭将不未称说，。“”谴责袭击会谈与和的 ", max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_coded_without_fault_and_with_exact_spans(text):
    for event in code(text).itertuples():
        assert event.evidence[event.start : event.end] == event.cue
        assert event.source != event.target


@pytest.mark.parametrize("text", ["。", "，", "“”", " ", "美国", "谴责"])
def test_a_text_of_hardly_anything_has_no_events(text):
    assert acts(text) == set()


def test_code_events_says_what_is_wrong_with_its_input(tmp_path):
    with pytest.raises(TableError, match="`sentences` lacks the columns 'sent_id', 'doc_id'"):
        code_events(pd.DataFrame({"text": ["x"]}), pd.DataFrame())
    own = tmp_path / "cues.csv"
    own.write_text(
        "cue,category,frame,mode,intensity,example,source\n谴责,ACUSE,transitive,,,谴责,x\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"cues\.csv, line 2: category 'ACUSE' is unknown.*Did you mean 'ACCUSE'"):
        read_event_lexicon(own)


def test_an_analysts_own_cues_replace_the_packaged_ones(tmp_path):
    own = tmp_path / "cues.csv"
    own.write_text(
        "cue,category,frame,mode,intensity,example,source\n点赞,SUPPORT,transitive,,3,点赞,x\n", encoding="utf-8"
    )
    frame = sentences("法国点赞伊朗，谴责叙利亚。")
    events = code_events(frame, find_actors(frame), cues=own)
    assert events[["source", "category", "target", "intensity"]].values.tolist() == [["FRA", "SUPPORT", "IRN", 3]]


def categories_of(text):
    """Return the categories coded in a sentence, those denied left out."""
    return {e.category for e in code(text).itertuples() if e.modality != "negated"}


@pytest.mark.parametrize(("name", "text"), [(c.name, text) for c in read_codebook().values() for text in c.examples])
def test_examples_of_the_codebook_are_coded_as_their_category(name, text):
    assert name in categories_of(text)


@pytest.mark.parametrize(
    ("name", "text"), [(c.name, text) for c in read_codebook().values() for text in c.counterexamples]
)
def test_counterexamples_of_the_codebook_are_not(name, text):
    assert name not in categories_of(text)


def test_a_visit_scores_more_than_a_phone_call():
    visit, call = code("法国总统访问埃及。"), code("法国总统与埃及总统通电话。")
    assert (visit["score"].max(), call["score"].max()) == (4.0, 1.5)
