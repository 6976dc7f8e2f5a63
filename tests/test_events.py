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
    # whom a relative clause in the passive describes, not where it happened
    ("去年在埃及被苏丹武装绑架的两名希腊工程师抵达雅典。", {"SDN>GRC ASSAULT/historical"}),
    ("在俄罗斯被捕的美国教师尚未回国。", {"RUS>USA COERCE"}),
    ("英国外交大臣说，法国应当道歉，还应当赔偿。", {"GBR>FRA REQUEST"}),
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
    # a coverb over a long description
    ("美军对位于边境和港口的胡塞武装基地发动空袭。", {"USA>HOUTHI ASSAULT"}),
    # a word that makes any act run both ways; the other of two
    ("俄乌互相指责。", {"RUS>UKR ACCUSE", "UKR>RUS ACCUSE"}),
    ("印度和巴基斯坦指责对方。", {"IND>PAK ACCUSE", "PAK>IND ACCUSE"}),
    # the outcome names the victim
    ("乌军发动炮击，造成两名俄罗斯记者死亡。", {"UKR>RUS ASSAULT"}),
    # the opponent left unsaid: whoever reports, or attacked before
    ("乌军方称，俄军发动空袭，乌军击落十枚导弹。", {"RUS>UKR ASSAULT@UKR", "UKR>RUS COERCE@UKR"}),
    # a subject ahead, behind a clause of time
    ("在会见埃及总统时，王毅表示支持埃及。", {"CHN>EGY CONSULT", "CHN>EGY SUPPORT", "EGY>CHN CONSULT"}),
    # one side with each of several
    (
        "伊朗与美国、英国、法国达成协议。",
        {"FRA>IRN AGREE", "GBR>IRN AGREE", "IRN>FRA AGREE", "IRN>GBR AGREE", "IRN>USA AGREE", "USA>IRN AGREE"},
    ),
    # opposed and what is opposed
    ("中方反对美国空袭叙利亚。", {"CHN>USA REJECT", "USA>SYR ASSAULT"}),
    # crowds protest, governments accuse
    ("法国民众举行集会，批评美国。", {"FRA>USA PROTEST"}),
    ("日本政府抗议俄罗斯。", {"JPN>RUS ACCUSE"}),
    # what a talk is about takes no part
    ("法国总统就对伊制裁问题同德国总理通电话。", {"DEU>FRA CONSULT", "FRA>DEU CONSULT"}),
    # a clause that describes its own subject
    ("俄军击落袭击别尔哥罗德的乌克兰无人机。", {"RUS>UKR COERCE", "UKR>RUS ASSAULT"}),
    # titles hold no acts
    ("欧盟和美国官员就《制裁俄罗斯法案》展开磋商。", {"EU>USA CONSULT", "USA>EU CONSULT"}),
    # saying it is doing it
    ("秘鲁宣布与智利断交。", {"PER>CHL SANCTION"}),
    # each speaks for itself
    ("伊朗和沙特方面分别证实，双方签署协议。", {"IRN>SAU AGREE@IRN", "SAU>IRN AGREE@SAU"}),
    # what somebody is asked to stop goes on
    ("土耳其要求美国停止支持以色列。", {"TUR>USA REQUEST", "USA>ISR SUPPORT"}),
    # an expulsion asked for
    ("尼日尔限令法国大使48小时内离境。", {"NER>FRA SANCTION"}),
    # talks refused
    ("伊朗称不会与美国谈判。", {"IRN>USA REJECT"}),
    # a threat under a condition
    ("俄罗斯警告，若波兰关闭边境，将采取报复。", {"RUS>POL THREATEN"}),
    # asked for by somebody
    ("应黎巴嫩政府请求，法国派出救援队。", {"LBN>FRA REQUEST"}),
    # what was told before
    ("以色列空袭黎巴嫩，埃及对此表示谴责。", {"EGY>ISR ACCUSE", "ISR>LBN ASSAULT"}),
    # declared to be something
    ("波兰宣布俄罗斯大使为不受欢迎的人。", {"POL>RUS SANCTION"}),
    # a headline answers its first half
    ("美军空袭胡塞武装 伊朗谴责", {"IRN>USA ACCUSE", "USA>HOUTHI ASSAULT"}),
    # the guest behind 到访的
    ("普京与到访的朝鲜外相会面。", {"PRK>RUS CONSULT", "RUS>PRK CONSULT"}),
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
