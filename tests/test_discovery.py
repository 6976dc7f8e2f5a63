"""What the tables lack: names that look like actors, verbs between actors that carry no coded act."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors, read_actor_lexicon
from waijiao.discovery import KINDS, rank_uncovered_verbs, rank_unlisted_names
from waijiao.errors import InputError, TableError
from waijiao.events import code_events
from waijiao.lexicon import read_wordlist
from waijiao.tables import CONTRACTS, make_table


def make_sentences(*texts: str, doc: str = "a") -> pd.DataFrame:
    rows = [
        {"sent_id": f"{doc}:s{i:03d}", "doc_id": doc, "sent_index": i, "par_index": i, "start": 0, "end": len(text)}
        | {"zone": "body", "text": text}
        for i, text in enumerate(texts)
    ]
    return make_table("sentences", rows)


def rank_names(sentences: pd.DataFrame, **settings) -> pd.DataFrame:
    return rank_unlisted_names(sentences, find_actors(sentences), **settings)


def rank_verbs(sentences: pd.DataFrame) -> pd.DataFrame:
    mentions = find_actors(sentences)
    return rank_uncovered_verbs(sentences, mentions, code_events(sentences, mentions))


NAMES = [
    # A title before the name, the state before the title.
    ("乌克兰国防部副部长布兰尼茨出席会议。", "布兰尼茨", "person", "UKR"),
    # The title is cut off before the segmenter can make 长马 of it; the end of the name is torn.
    ("加拿大外交部长马雷斯库抵达多哈。", "马雷斯库", "person", "CAN"),
    # An ambassador acts for whoever sent him.
    ("法国驻伊朗大使勒格朗杜会见记者。", "勒格朗杜", "person", "FRA"),
    # An office of several words belongs to the state before it, not to an office holder before it.
    ("波兰内务与行政部长马雷斯库到场。", "马雷斯库", "person", "POL"),
    ("波兰总统与州长马雷斯库到场。", "马雷斯库", "person", ""),
    # A journalist acts for no state.
    ("美国记者亨利·达尔文森披露了此事。", "亨利·达尔文森", "person", ""),
    # A title behind the name, a verb of speech behind it, also after a day and a place.
    ("会上，博坎比总统感谢各方。", "博坎比", "person", ""),
    ("特罗萨德3日在一场记者会上表示，谈判没有进展。", "特罗萨德", "person", ""),
    # The segmenter takes the verb for a part of the name.
    ("市长索布列宁称，局势可控。", "索布列宁", "person", ""),
    # A dot joins, also what the tables know by itself.
    ("亨特尔·拜登没有到场。", "亨特尔·拜登", "person", ""),
    ("极端组织卡拉姆巴袭击了村庄。", "卡拉姆巴", "group", ""),
    ("以色列伞兵旅进入该地区。", "伞兵旅", "group", "ISR"),
    ("他们指责“红松”组织破坏停火。", "“红松”组织", "organisation", ""),
    ("“山谷阵线”否认参与。", "“山谷阵线”", "group", ""),
    ("美国环境保护署公布了报告。", "环境保护署", "office", "USA"),
    ("加拿大档案管理署公布了报告。", "档案管理署", "office", "CAN"),
    ("国家渔业局公布了报告。", "国家渔业局", "office", ""),
    ("基尔世界海洋研究所公布了报告。", "基尔世界海洋研究所", "organisation", ""),
]


@pytest.mark.parametrize(("text", "surface", "kind", "principal"), NAMES)
def test_names_are_found_with_kind_and_principal(text, surface, kind, principal):
    found = rank_names(make_sentences(text))
    assert found[["surface", "kind", "principal"]].to_numpy().tolist() == [[surface, kind, principal]]
    assert found["sentence_a"].tolist() == [text]


@pytest.mark.parametrize(
    "text",
    [
        "美国国务卿布林肯会见卡塔尔埃米尔。",  # known
        "前总统特朗普没有到场。",  # known, though no mention
        "发展中国家和波斯湾沿岸各方出席。",  # hidden names
        "据路透社报道，当地警方和部分企业没有回应。",  # a publisher; words that make no name of their end
        "各地政党、驻军和干部关注新格局。",  # ends as names do, and is none
        "代表们表示祝贺，会议取得成果。",
        "台风卡努拉登陆，“福莱特”号航母离港。",  # names of things
        "",
    ],
)
def test_what_is_known_or_no_actor_is_not_listed(text):
    assert rank_names(make_sentences(text))["surface"].tolist() == []


def test_places_things_and_unclear_names_are_listed_on_demand():
    sentences = make_sentences("台风卡努拉逼近波利科夫州。", "这与布兰尼茨无关。")
    found = rank_names(sentences, kinds=["place", "thing", "unclear"])
    assert dict(zip(found["surface"], found["kind"], strict=True)) == {
        "卡努拉": "thing",
        "波利科夫州": "place",
        "布兰尼茨": "unclear",
    }


def test_the_longer_of_two_names_counts_and_most_places_decide():
    sentences = make_sentences(
        "美国环境保护署署长布兰尼茨发言。", "布兰尼茨说，他会辞职。", "布兰尼茨没有到场。", "卡尔·布兰尼茨没有到场。"
    )
    found = rank_names(sentences).set_index("surface")
    assert found.loc["布兰尼茨", ["kind", "count", "doc_count", "principal"]].tolist() == ["person", 3, 1, "USA"]
    assert found.loc["卡尔·布兰尼茨", "count"] == 1
    assert found.loc["环境保护署", "row"] == "美国环境保护署,USA,name"


def test_names_come_by_count_then_by_name_whatever_the_order_of_the_documents():
    texts = ["市长布兰尼茨发言。", "市长索布列宁发言。", "市长安格罗维奇发言。", "市长索布列宁离开。"]
    sentences = pd.concat([make_sentences(text, doc=name) for name, text in zip("abcd", texts, strict=True)])
    found = rank_names(sentences)
    assert found["surface"].tolist() == ["索布列宁", "安格罗维奇", "布兰尼茨"]
    assert found["doc_count"].tolist() == [2, 1, 1]
    assert found.loc[0, ["sentence_a", "sentence_b", "evidence"]].tolist() == [texts[1], texts[3], "b:s000 d:s000"]
    pd.testing.assert_frame_equal(rank_names(sentences[::-1]), found)


def test_traditional_text_is_read_and_shown_as_it_stands():
    assert rank_names(make_sentences("烏克蘭國防部副部長布蘭尼茨表示歡迎。"))["surface"].tolist() == ["布蘭尼茨"]


@pytest.mark.parametrize(
    "text",
    [
        "乌克兰国防部副部长布兰尼茨表示欢迎。",
        "美国环境保护署公布了报告。",
        "“山谷阵线”否认参与。",
        "记者布兰尼茨到场。",
    ],
)
def test_a_pasted_row_makes_the_name_known(tmp_path, text):
    sentences = make_sentences(text)
    own = tmp_path / "my.csv"
    own.write_text("alias,actor_id,kind\n" + "\n".join(rank_names(sentences)["row"]) + "\n", encoding="utf-8")
    lexicon = read_actor_lexicon(own)
    mentions = find_actors(sentences, lexicon)
    assert len(mentions) >= 1
    assert rank_unlisted_names(sentences, mentions, lexicon)["surface"].tolist() == []


def test_offices_and_persons_are_pasted_for_their_state_groups_for_themselves():
    sentences = make_sentences("美国环境保护署反对。", "“山谷阵线”反对。", "法国市长布兰尼茨反对。")
    assert sorted(rank_names(sentences)["row"]) == [
        "“山谷阵线”,“山谷阵线”,name",
        "布兰尼茨,FRA,person",
        "美国环境保护署,USA,name",
    ]


PIECES = st.sampled_from(
    ["美国", "外长", "布兰尼茨", "表示", "，", "“山谷阵线”", "亨利·", "达尔森", "环境保护署", "与", "当地", "警方",
     "3日", "的", "州", "布林肯", "总统", "俄罗斯", "驻", "大使", "组织", "记者", "。", "·", "”"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=4))
def test_counts_of_two_corpora_add_up_and_nothing_known_is_listed(one, other):
    first, second = make_sentences(*one, doc="a"), make_sentences(*other, doc="b")
    both = pd.concat([first, second], ignore_index=True)
    before = both.copy()
    apart = [rank_names(part, kinds=KINDS).set_index("surface")["count"] for part in (first, second)]
    together = rank_names(both, kinds=KINDS)
    assert both.equals(before)
    expected = apart[0].add(apart[1], fill_value=0).astype("int64")
    assert together.set_index("surface")["count"].to_dict() == expected.to_dict()
    known = set(read_actor_lexicon().senses) | read_wordlist("stopwords.csv") | read_wordlist("media.csv", "name")
    assert known & set(together["surface"]) == set()
    texts = dict(zip(both["sent_id"], both["text"], strict=True))
    for row in together.itertuples():
        assert all(row.surface in texts[sent_id] for sent_id in row.evidence.split())


VERBS = [
    ("日本政府模仿了韩国。", [("模仿", "transitive")]),
    ("日本对韩国产品的仿制由来已久。", [("仿制", "coverb")]),
    ("埃及与苏丹接壤。", [("接壤", "reciprocal")]),
    ("埃及和苏丹接壤。", []),  # two subjects
    ("法国谴责了伊朗。", []),  # an event
    ("法国没有，日本模仿了韩国。", [("模仿", "transitive")]),  # not across a clause
    ("日本3日表示，将模仿韩国。", [("模仿", "transitive")]),  # but after a verb of speech
    ("日本船只模仿多哈。", []),  # a place
    ("日本模仿的是韩国。", []),  # a word between that parts them
    ("日本模仿日本。", []),  # one actor
    ("据路透社报道，日本很好。", []),  # a publisher does not act
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_verbs_are_found_with_the_frame_they_stand_in(text, expected):
    found = rank_verbs(make_sentences(text))
    assert list(zip(found["verb"], found["frame"], strict=True)) == expected


def test_verbs_come_by_count_with_two_sentences_and_a_row_to_paste():
    texts = ["日本模仿韩国。", "日本模仿了法国。", "埃及与苏丹接壤。"]
    found = rank_verbs(make_sentences(*texts))
    assert found[["verb", "count", "doc_count"]].to_numpy().tolist() == [["模仿", 2, 1], ["接壤", 1, 1]]
    assert found.loc[0, ["sentence_a", "sentence_b", "evidence"]].tolist() == [*texts[:2], "a:s000 a:s001"]
    assert found.loc[0, "row"] == "模仿,,transitive,,,,written"


def test_verbs_that_an_own_file_of_cues_knows_are_not_listed(tmp_path):
    own = tmp_path / "cues.csv"
    own.write_text(
        "cue,category,frame,mode,intensity,example,source\n模仿,COOPERATE,transitive,,,,me\n", encoding="utf-8"
    )
    sentences = make_sentences("日本将模仿韩国产品的那一天。", "法国谴责伊朗。")
    mentions, none = find_actors(sentences), make_table("events", [])
    assert rank_uncovered_verbs(sentences, mentions, none)["verb"].tolist() == ["模仿"]
    assert rank_uncovered_verbs(sentences, mentions, none, cues=own)["verb"].tolist() == ["谴责"]


def test_verb_counts_of_two_corpora_add_up():
    one, other = (
        make_sentences("日本模仿韩国。", doc="a"),
        make_sentences("法国模仿英国。", "埃及与苏丹接壤。", doc="b"),
    )
    both = rank_verbs(pd.concat([one, other], ignore_index=True)).set_index("verb")["count"]
    apart = [rank_verbs(part).set_index("verb")["count"] for part in (one, other)]
    assert both.to_dict() == apart[0].add(apart[1], fill_value=0).astype("int64").to_dict()


@pytest.mark.parametrize(("table", "rank"), [("unlisted", rank_names), ("uncovered", rank_verbs)])
def test_tables_keep_their_contract_also_when_there_is_nothing_to_list(table, rank):
    for sentences in (make_sentences(), make_sentences("日本模仿了外长布兰尼茨访问的韩国。", "日本模仿韩国。")):
        types = {column: str(dtype) for column, dtype in rank(sentences).dtypes.items()}
        assert types == {column: CONTRACTS[table].dtype(column) for column in CONTRACTS[table].columns}


def test_progress_is_told_sentence_by_sentence():
    sentences, steps = make_sentences("日本模仿韩国。", "市长布兰尼茨发言。"), []
    mentions = find_actors(sentences)
    rank_unlisted_names(sentences, mentions, progress=lambda *step: steps.append(step))
    rank_uncovered_verbs(sentences, mentions, make_table("events", []), progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)] * 2


def test_an_unknown_kind_and_missing_columns_are_named():
    sentences = make_sentences("日本模仿韩国。")
    with pytest.raises(InputError, match=r"`kinds` is 'persons'; choose one of .* Did you mean 'person'"):
        rank_names(sentences, kinds=["persons"])
    with pytest.raises(TableError, match="`mentions` lacks the column 'role'"):
        rank_unlisted_names(sentences, find_actors(sentences).drop(columns="role"))
    with pytest.raises(TableError, match="`events` lacks the columns 'source', 'target'"):
        rank_uncovered_verbs(sentences, find_actors(sentences), pd.DataFrame({"sent_id": []}))
