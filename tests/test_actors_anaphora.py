"""Words that take up an actor: what they mean, and when they stay open. And the article, against its reference."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, find_unresolved
from waijiao.validation import read_gold


def make_sentences(*texts, **columns):
    ids = [f"d:s{number:03d}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": "d", "sent_id": ids, "text": list(texts), **columns})


def take_up(word, *texts):
    """Return the principals that each occurrence of ``word`` takes up, blank between them."""
    mentions = find_actors(make_sentences(*texts))
    taken = mentions[mentions["surface"].eq(word) & mentions["antecedent"].ne("")]
    return " ".join(taken["principal"])


@pytest.mark.parametrize(
    ("word", "texts", "expected"),
    [
        ("该国", ["卡塔尔安全的关键在于美军。", "该国是中央司令部的所在地。"], "QAT"),
        ("该国", ["应该国际合作。"], ""),
        ("该组织", ["以色列打击哈马斯。", "该组织予以否认。"], "HAMAS"),
        ("该武装组织", ["伊朗与胡塞武装会谈，该武装组织表示满意。"], "HOUTHI"),
        ("该运动", ["以色列要求塔利班释放人质，该运动拒绝。"], "TALIBAN"),
        ("这个海湾国家", ["美国和卡塔尔重新考虑这个海湾国家与哈马斯的关系。"], "QAT"),
        ("这个拥有270万人口的富裕国家", ["卡塔尔与叙利亚不同。", "这个拥有270万人口的富裕国家支付工资。"], "QAT"),
        ("该军事联盟", ["乌克兰希望加入北约，但该军事联盟没有承诺。"], "NATO"),
        ("两国", ["埃及总统与土耳其总统通电话，两国同意互派大使。"], "EGY TUR"),
        ("双方", ["以色列与真主党交火。", "双方互有伤亡。"], "ISR HEZBOLLAH"),
        ("三国", ["中国、俄罗斯和伊朗举行军演，三国海军参加。"], ""),
        ("三国海军", ["中国、俄罗斯和伊朗举行军演，三国海军参加。"], "CHN RUS IRN"),
        ("双方", ["双方表示满意。"], ""),
        ("其", ["卡塔尔与伊朗共享气田，这导致其对德黑兰的政策较温和。"], "QAT"),
        ("其", ["卡塔尔为哈马斯提供庇护并为其行动设立办公室。"], "HAMAS"),
        ("其", ["美国向真主党施压，要求其停火。"], "HEZBOLLAH"),
        ("其", ["其他国家和土耳其尤其重视其中的问题。"], ""),
        ("他们", ["哈马斯领导人离开卡塔尔，他们可能前往伊朗。"], "HAMAS"),
        ("他们", ["卡塔尔帮助美国。", "外交官说，他们不愿透露姓名。"], ""),
        ("他", ["俄外长拉夫罗夫访问北京。", "他说，谈判在继续。"], "RUS"),
        ("我们", ["“我们非常感谢卡塔尔的援助，”布林肯说。"], "USA"),
        ("我们", ["“我们非常感谢卡塔尔的援助，”一名专家说。"], ""),
        ("本国", ["墨西哥决定对美国玉米加税，理由是保护本国农民。"], "MEX"),
        ("财政部", ["布林肯在多哈会见记者。", "财政部发起了一项全球运动。"], "USA"),
        ("财政部", ["财政部下达义务教育资金。"], ""),
    ],
)
def test_word_takes_up_the_actor_the_text_makes_clear(word, texts, expected):
    assert take_up(word, *texts) == expected


def test_antecedent_is_the_mention_taken_up():
    mentions = find_actors(make_sentences("卡塔尔斡旋停火。", "该国还提供援助。")).set_index("mention_id")
    anaphor = mentions[mentions["kind"] == "anaphor"].iloc[0]
    assert mentions.loc[anaphor["antecedent"], "surface"] == "卡塔尔"


def test_what_stays_open_is_listed_with_its_place():
    left = find_unresolved(make_sentences("据报道，该组织否认。"))
    assert left[["surface", "start", "end"]].values.tolist() == [["该组织", 4, 7]]


def test_boilerplate_is_not_taken_up():
    sentences = make_sentences("伊朗新闻", "该国发表声明。", zone=["boilerplate", "body"])
    assert "anaphor" not in set(find_actors(sentences)["kind"])


@pytest.fixture(scope="module")
def article():
    gold = read_gold()
    return gold, find_actors(gold.sentences)


def test_article_names_hamas_21_and_qatar_29_times(article):
    gold, mentions = article
    body = gold.sentences
    names = find_actors(body, coverage="names")
    assert names["surface"].eq("哈马斯").sum() == 21
    assert names["surface"].eq("卡塔尔").sum() == 29
    assert mentions["head"].str.endswith("布林肯").sum() == 3
    assert mentions["surface"].eq("林肯").sum() == 0
    assert mentions["surface"].str.endswith("塔米姆·本·哈马德·阿勒萨尼").sum() == 1


def test_article_resolves_they_in_the_360_degree_sentences(article):
    gold, mentions = article
    ids = gold.sentences.set_index("sid")["sent_id"]
    for sid in ("S50", "S51", "S52", "S53"):
        they = mentions[mentions["sent_id"].eq(ids[sid]) & mentions["surface"].eq("他们")]
        assert set(they["principal"]) == {"QAT"}


def test_article_traps_name_nobody(article):
    gold, mentions = article
    hidden = {"波斯湾", "哈马德", "美元", "中东", "10 月 7 日", "10月13日"}
    for trap in gold.traps[gold.traps["surface"].isin(hidden)].itertuples():
        inside = mentions[
            mentions["sent_id"].eq(trap.sent_id) & mentions["start"].ge(trap.start) & mentions["end"].le(trap.end)
        ]
        assert inside.empty, trap.surface


def test_article_mentions_agree_with_the_reference(article):
    gold, mentions = article
    body = set(gold.sentences.loc[gold.sentences["zone"].ne("boilerplate"), "sent_id"])
    reference = gold.mentions[gold.mentions["sent_id"].isin(body)]
    ours = mentions[mentions["sent_id"].isin(body)]
    known = set(ours["principal"])
    wanted = reference[reference["network_actor"] & reference["principal"].isin(known)]
    assert share_matched(wanted, ours) >= 0.90
    assert share_matched(ours, reference) >= 0.95


def share_matched(rows, others):
    """Return the share of mentions that overlap one of ``others`` with the same principal."""
    spans = {}
    for other in others.itertuples():
        spans.setdefault((other.sent_id, other.principal), []).append((other.start, other.end))
    hits = [
        any(row.start < end and start < row.end for start, end in spans.get((row.sent_id, row.principal), []))
        for row in rows.itertuples()
    ]
    return sum(hits) / len(hits)
