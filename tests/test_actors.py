"""Who is named: names, short forms, offices, persons, roles, ambiguity."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors, find_unresolved, list_principals, read_actor_lexicon
from waijiao.errors import InputError, TableError
from waijiao.tables import CONTRACTS


def make_sentences(*texts, doc_id="d", **columns):
    ids = [f"{doc_id}:s{number:03d}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": doc_id, "sent_id": ids, "text": list(texts), **columns})


def name_actors(*texts, **columns):
    """Return the principals of the last sentence, blank between them."""
    sentences = make_sentences(*texts, **columns)
    return " ".join(list_principals(find_actors(sentences)).get(sentences["sent_id"].iloc[-1], []))


NAMED = [
    # Names, official, common and Traditional.
    ("卡塔尔国与阿联酋签署协议", "ARE QAT"),
    ("沙烏地阿拉伯與卡達恢復外交關係", "QAT SAU"),
    ("寮國外長訪問烏克蘭", "LAO UKR"),
    ("朝鲜民主主义人民共和国和大韩民国", "KOR PRK"),
    ("刚果（金）与刚果（布）边境", "COD COG"),
    ("几内亚比绍总统访问几内亚", "GIN GNB"),
    ("印度尼西亚与印度举行会谈", "IDN IND"),
    ("南苏丹与苏丹就石油管道达成协议", "SDN SSD"),
    ("台湾地区领导人", "TWN"),
    ("科索沃与塞尔维亚对话", "SRB XKX"),
    # One-character forms in their frames.
    ("美伊谈判重启", "IRN USA"),
    ("俄乌冲突持续", "RUS UKR"),
    ("巴以停火协议生效", "ISR PSE"),
    ("印巴两国在边境交火", "IND PAK"),
    ("中美欧三方会谈", "CHN EU USA"),
    ("美、英、法三国海军演习", "FRA GBR USA"),
    ("中美元首会晤", "CHN USA"),
    ("特朗普政府对伊制裁", "IRN USA"),
    ("驻韩美军举行演习", "KOR USA"),
    ("以军打死多名哈马斯成员", "HAMAS ISR"),
    ("俄称击落无人机 乌称打击多个目标", "RUS UKR"),
    ("以称袭击持续", "ISR"),
    ("俄驻华大使会见美财长", "CHN RUS USA"),
    ("乌武装部队总参谋部通报战况", "UKR"),
    ("以国防部长与美国务卿通话", "ISR USA"),
    ("美国防部称将增兵", "USA"),
    ("王毅应邀访俄", "CHN RUS"),
    ("俄军对乌境内目标发动袭击", "RUS UKR"),
    ("美拟对俄追加制裁", "RUS USA"),
    # Offices, armies, seats of power, peoples.
    ("白宫拒绝置评", "USA"),
    ("台湾当局谴责北京", "CHN TWN"),
    ("柬泰边境爆发冲突，泰军空袭柬军目标", "KHM THA"),
    ("美方击落俄无人机", "RUS USA"),
    ("IAEA与WHO发表报告，WHOLE除外", "IAEA WHO"),
    ("欧共体与马其顿会谈", "EU MKD"),
    ("阿尔巴尼亚族叛军", ""),
    ("中国驻美国大使", "CHN USA"),
    ("克里姆林宫遭无人机袭击", "RUS"),
    ("德黑兰表示不会退让", "IRN"),
    ("黎真主党向以色列发射火箭弹", "HEZBOLLAH ISR"),
    ("安理会决议要求停火", "UN"),
    ("两名美国人获释", "USA"),
    ("阿富汗塔利班发言人", "TALIBAN"),
    ("联合国秘书长古特雷斯呼吁停火", "UN"),
    ("古巴外长罗德里格斯谴责美国", "CUB USA"),
    ("沙特特使抵达萨那", "SAU"),
    ("加沙地带居民撤离", "PSE"),
    # Words that only look like names.
    ("这里风景美丽，价值百万美元", ""),
    ("日前，中间商以及时日无多的企业", ""),
    ("发展中国家和内蒙古沿海地区", ""),
    ("昨日本报报道", ""),
    ("波斯湾局势", ""),
    ("“土耳其溪”管道", ""),
    ("伊拉克战争二十周年", ""),
    ("主要非北约盟友", ""),
    ("亲以色列强硬派", ""),
    ("极端组织“伊斯兰国”", "ISIS"),
    ("法律意义上的德高望重", ""),
    ("以军事手段不能解决问题，应以和平方式以及对话", ""),
    ("根据《联合国宪章》", ""),
    ("对伊利诺伊州和波罗的海的影响", ""),
    ("用电量同比增长", ""),
    ("公司在德拉市和新兴领域投资", ""),
    ("以美为首", ""),
    ("10 月 7 日袭击发生后", ""),
    ("非法人员和中东局势", ""),
    ("不能忽视想法国际化", ""),
    # Sources and makers are not actors; states as places are.
    ("据路透社报道，谈判破裂", ""),
    ("据美国媒体报道，谈判破裂", ""),
    ("据美国《新闻周刊》报道，谈判破裂", ""),
    ("据俄罗斯塔斯社报道，谈判破裂", ""),
    ("乌军美制坦克被毁", "UKR"),
    ("在多哈举行的会议", ""),
    ("前往伊朗的航班", "IRN"),
    # Former officials.
    ("前总统特朗普发表演讲", ""),
    ("英国前首相布莱尔抵达北京", "GBR"),
    ("前中央情报局官员里德尔说", ""),
    ("此前总统普京曾访问中国", "CHN RUS"),
    ("亨特·拜登出庭", ""),
    ("拜登出席峰会", "USA"),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[sentence for sentence, _ in NAMED])
def test_sentence_names_these_actors(sentence, expected):
    assert name_actors(sentence) == expected


AMBIGUOUS = [
    (("刚果发生政变。",), ""),
    (("刚果（布）总统讲话。", "刚果发生政变。"), "COG"),
    (("巴勒斯坦总统阿巴斯呼吁停火。", "巴方表示欢迎。"), "PSE"),
    (("巴基斯坦与中国签署协议。", "巴方表示欢迎。"), "PAK"),
    (("巴西总统卢拉抵达北京。", "巴方表示欢迎。"), "BRA"),
    (("以军打死一名青年。", "巴方表示谴责。"), "PSE"),
    (("巴方表示欢迎。",), ""),
    (("乌兹别克斯坦总统访华。", "乌总统会见记者。"), "UZB"),
    (("乌总统会见记者。",), "UKR"),
    (("伊拉克发生爆炸。", "伊政府展开调查。"), "IRQ"),
    (("加纳举行大选。", "加政府公布结果。"), "GHA"),
    (("加政府公布结果。",), ""),
    (("英国首相约翰逊辞职。", "约翰逊发表讲话。"), "GBR"),
    (("约翰逊赢得百米冠军。",), ""),
]


@pytest.mark.parametrize(("document", "expected"), AMBIGUOUS)
def test_ambiguous_form_is_decided_by_full_names_in_the_document(document, expected):
    assert name_actors(*document) == expected


def test_undecided_form_is_listed_and_not_guessed():
    left = find_unresolved(make_sentences("巴方表示欢迎。"))
    assert left["surface"].tolist() == ["巴"]
    assert "PAK" in left["reason"].iloc[0]


@pytest.mark.parametrize(
    ("text", "surface", "head", "actor_id", "kind", "role"),
    [
        ("美国国务卿布林肯访问多哈", "美国国务卿布林肯", "布林肯", "USA.BLINKEN", "person", "actor"),
        ("拜登总统发表讲话", "拜登总统", "拜登", "USA.BIDEN", "person", "actor"),
        ("拜登政府宣布", "拜登政府", "拜登", "USA.GOVERNMENT", "office", "actor"),
        ("卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼会见代表",
         "卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼", "谢赫·塔米姆·本·哈马德·阿勒萨尼", "QAT.TAMIMTHANI", "person",
         "actor"),
        ("俄罗斯副外长里亚布科夫说", "俄罗斯副外长里亚布科夫", "里亚布科夫", "RUS.RYABKOV", "person", "actor"),
        ("以军发动空袭", "以军", "以", "ISR.ARMY", "office", "actor"),
        ("泰国 公民获释", "泰国 公民", "泰国", "THA.PEOPLE", "demonym", "party"),
        ("在德黑兰举行会谈", "德黑兰", "德黑兰", "IRN", "metonym", "place"),
        ("德黑兰指责西方", "德黑兰", "德黑兰", "IRN", "metonym", "actor"),
        ("俄军摧毁美制坦克", "美", "美", "USA", "char", "attribute"),
        ("对伊制裁生效", "伊", "伊", "IRN", "char", "actor"),
        ("据法新社报道", "法新社", "法新社", "法新社", "name", "source"),
        ("据美国媒体报道", "美国媒体", "美国", "USA.MEDIA", "office", "source"),
        ("梅沙尔 (Khaled Meshal) 说", "Khaled Meshal", "Khaled Meshal", "HAMAS.MESHAL", "person",
         "attribute"),
        ("犹太国家的前哨", "犹太国家", "犹太国家", "ISR", "description", "actor"),
    ],
)  # fmt: skip
def test_mention_has_span_entity_kind_and_role(text, surface, head, actor_id, kind, role):
    mentions = find_actors(make_sentences(text))
    found = mentions[mentions["surface"] == surface]
    assert found[["head", "actor_id", "kind", "role"]].values.tolist() == [[head, actor_id, kind, role]]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("卡塔尔与伊朗会谈", "actor actor"),
        ("古巴受到美国制裁", "actor actor"),
        ("在埃及斡旋下，以色列与哈马斯停火", "actor actor actor"),
        ("在以色列停止行动之前，哈马斯不谈判", "actor actor"),
        ("在西班牙举行的欧盟会议", "place actor"),
        ("他们前往伊朗、叙利亚、黎巴嫩", "place place place"),
        ("制裁阿尔及利亚、苏丹、土耳其和其他地方的人员", "place place place"),
        ("在美国和伊朗之间斡旋", "actor actor"),
        ("叙利亚北部遭以色列空袭", "place actor"),
        ("瑞典进入北约", "actor actor"),
    ],
)
def test_states_act_unless_a_word_of_place_stands_by(text, roles):
    assert " ".join(find_actors(make_sentences(text), coverage="dictionary")["role"]) == roles


@pytest.mark.parametrize(
    ("names", "principal"),
    [
        ("特朗普 川普", "USA"),
        ("鲁比奥 卢比奥 魯比歐 盧比歐", "USA"),
        ("海格塞斯 赫格塞思", "USA"),
        ("施凱爾 施纪贤 斯塔默", "GBR"),
        ("馬克宏 马克龙", "FRA"),
        ("普京 普丁 蒲亭", "RUS"),
        ("澤倫斯基 泽连斯基", "UKR"),
        ("納坦雅胡 内塔尼亚胡 尼坦雅胡", "ISR"),
        ("阿拉格齐 阿拉格奇 阿拉奇", "IRN"),
        ("裴澤斯基安 佩泽希齐扬", "IRN"),
        ("艾爾段 厄多安 埃尔多安", "TUR"),
        ("哈尼雅 哈尼亚", "HAMAS"),
        ("纳斯鲁拉 納斯拉勒", "HEZBOLLAH"),
        ("薛恩鮑姆 辛鲍姆", "MEX"),
        ("小馬可仕 小马科斯", "PHL"),
        ("翁山蘇姬 昂山素季", "MMR"),
        ("古特瑞斯 古特雷斯", "UN"),
        ("史托腾伯格 斯托尔滕贝格", "NATO"),
        ("格達費 卡扎菲", "LBY"),
        ("石破茂 高市早苗", "JPN"),
        ("金正恩 金與正", "PRK"),
        ("尹锡悦 李在明", "KOR"),
    ],
)
def test_one_person_has_the_spellings_of_beijing_taipei_hong_kong_and_foreign_services(names, principal):
    assert {name_actors(f"{name}发表讲话") for name in names.split()} == {principal}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("总统鲁托抵达机场", "KEN"),
        ("鲁托总统抵达机场", "KEN"),
        ("鲁托赢得马拉松", ""),
        ("副总统万斯发言", "USA"),
        ("总统万斯发言", ""),
        ("首相梅洛尼讲话", "ITA"),
        ("总理卡尼宣布反制", "CAN"),
        ("前总统鲁托发言", ""),
    ],
)
def test_common_surname_counts_beside_the_title_of_its_holder(sentence, expected):
    assert name_actors(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("哈梅内伊发表讲话", "2025-05-01 IRN 2026-05-01 IRN"),
        ("斯塔默发表讲话", "2026-05-01 GBR 2026-08-01 -"),
        ("伯纳姆发表讲话", "2026-05-01 - 2026-08-01 GBR"),
        ("朱拉尼发表讲话", "2024-06-01 HTS 2024-12-20 SYR 2025-06-01 SYR"),
        ("贝尔伯克发表讲话", "2024-05-01 DEU 2025-07-01 - 2025-10-01 UN"),
        ("特朗普发表讲话", "2018-05-01 USA 2023-05-01 - 2025-05-01 USA"),
        ("默克尔发表讲话", "2010-05-01 DEU 2023-05-01 -"),
        ("以军打死纳斯鲁拉", "2024-09-29 HEZBOLLAH|ISR 2024-11-01 ISR"),
    ],
)
def test_person_acts_for_whom_the_date_says(sentence, dates):
    words = dates.split()
    for date, expected in zip(words[::2], words[1::2], strict=True):
        assert name_actors(sentence, date=date) == expected.strip("-").replace("|", " ")


def test_date_decides_who_was_in_office():
    # 唐纳德·图斯克 led the European Council until 2019 and the Polish government from 2023.
    assert name_actors("图斯克发表讲话。", date="2018-05-01") == "EU"
    assert name_actors("图斯克发表讲话。", date="2024-05-01") == "POL"
    assert name_actors("图斯克发表讲话。", date="2022-05-01") == ""


def test_group_acts_for_itself_from_the_date_in_the_data():
    assert name_actors("快速支援部队表示。", date="2022-01-01") == "SDN"
    assert name_actors("快速支援部队表示。", date="2023-05-01") == "RSF"


def test_coverage_widens_from_names_to_anaphors():
    sentences = make_sentences("卡塔尔与以军在多哈会谈，双方同意停火。")
    kinds = [set(find_actors(sentences, coverage=level)["kind"]) for level in ("names", "dictionary", "full")]
    assert kinds[0] == {"name"}
    assert kinds[1] == {"name", "office", "metonym"}
    assert kinds[2] == {"name", "office", "metonym", "anaphor"}


def test_names_coverage_gives_each_name_by_itself():
    mentions = find_actors(make_sentences("卡塔尔埃米尔会见哈马斯领导人。"), coverage="names")
    assert mentions["surface"].tolist() == ["卡塔尔", "哈马斯"]


def test_no_sentences_give_an_empty_table_that_keeps_the_contract():
    mentions = find_actors(make_sentences())
    assert mentions.empty
    assert mentions.columns.tolist() == list(CONTRACTS["mentions"].columns)


def test_traditional_text_keeps_its_own_characters():
    mentions = find_actors(make_sentences("烏克蘭總統澤連斯基訪問華府"))
    assert mentions["surface"].iloc[0] == "烏克蘭總統澤連斯基"


ALPHABET = [
    *"中美俄乌以巴伊日军方对驻在称制国人的，。、“”《》 7月其该他们两双",
    "伊朗",
    "卡塔尔",
    "哈马斯",
    "总统",
    "普京",
    "前",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ALPHABET), max_size=20).map("".join), max_size=4))
def test_every_mention_lies_where_it_says_and_input_stays(texts):
    sentences = make_sentences(*texts)
    before = sentences.copy()
    mentions = find_actors(sentences)
    pd.testing.assert_frame_equal(sentences, before)
    assert mentions["mention_id"].is_unique
    texts_by_id = dict(zip(sentences["sent_id"], sentences["text"], strict=True))
    for row in mentions.itertuples():
        assert texts_by_id[row.sent_id][row.start : row.end] == row.surface != ""
        assert row.head in row.surface
    assert set(mentions["antecedent"]) - {""} <= set(mentions["mention_id"])


def test_documents_do_not_influence_each_other():
    first, second = make_sentences("巴基斯坦表示。", doc_id="a"), make_sentences("巴方说。", "两国会谈。", doc_id="b")
    together = find_actors(pd.concat([second, first], ignore_index=True))
    apart = pd.concat([find_actors(second), find_actors(first)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart)


def test_lexicon_is_built_once():
    assert read_actor_lexicon() is read_actor_lexicon()


def test_missing_column_and_unknown_coverage_are_refused():
    with pytest.raises(TableError, match="`sentences` lacks the column 'text'"):
        find_actors(make_sentences("卡塔尔").drop(columns="text"))
    with pytest.raises(InputError, match="`coverage` is 'all'"):
        find_actors(make_sentences("卡塔尔"), coverage="all")
