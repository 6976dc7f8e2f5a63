"""Words that take up an actor: what they mean, and when they stay open. And the article, against its reference."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, find_unresolved, list_principals
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
        # 其: the other party after 要求, 对, 侵犯 and 将; the subject elsewhere; open where a nearer noun is no actor.
        ("其", ["墨西哥不用着急，秘鲁要求墨西哥支持其入盟。"], "PER"),
        ("其", ["芬兰国防部称，三艘俄罗斯军舰侵犯其领海。"], "FIN"),
        ("其", ["越南海警按惯例向印度渔船喊话，迫使其调头。"], "IND"),
        ("其", ["苏丹军方已将快速支援部队定为叛军，并下令将其解散。"], "RSF"),
        ("其", ["莫迪说，英国总想把其想法强加给邻居。"], "GBR"),
        ("其", ["沙特和埃及称卡塔尔支持武装组织，与其断交。"], "QAT"),
        ("其", ["印军炮击了巴基斯坦哨所及其仓库。"], "PAK"),
        ("其", ["埃及空袭喀土穆及其近郊。"], "SDN"),
        ("其", ["法国把马里当成其军火的试验场。"], "FRA"),
        ("其", ["法国学者认为，法国反复拖延，其背后是选票。"], "FRA"),
        ("其", ["以色列国防部长说，以军进入城区，打死哈马斯人员，摧毁其隧道。"], "HAMAS"),
        ("其", ["针对智利关闭其领馆，挪威外交部作了说明。"], "CHL"),
        ("其", ["德国出口汽车及其零部件。"], ""),
        ("其", ["伊朗外长说，银行倒闭，其根源在于利率。"], ""),
        ("其", ["法国指责西方利用他国，这是其战略。", "一名专家在其新著中写道。"], "FRA"),
        # 他们: of two in one sentence each takes up its own; a nearer noun that is no actor leaves it open.
        ("他们", ["丹麦方面同意见面，立陶宛乐意同他们商量。"], "DNK"),
        ("他们", ["哈马斯称，为结束以色列的围困，他们发起行动，并要求以军撤离，否则将打击他们。"], "HAMAS ISR"),
        ("他们", ["抗议民众表示，韩国政府改了主意，他们坚决不答应。"], ""),
        ("他们", ["西方给缅甸送去粮食，因此他们并不着急。"], ""),
        ("他们", ["希腊几十名公交司机堵住港口。", "他们批评欧盟。"], ""),
        ("他", ["埃及总统塞西在与来访的荷兰首相会谈时说，他主张停火。"], "EGY"),
        ("他", ["王毅祝贺他当选。"], ""),
        # 该国, 该组织: not its partner in the clause, not an unlisted speaker's.
        ("该国", ["泰国官员说，从日本来的订单多了，过去该国对日出口不大。"], "THA"),
        ("该国", ["伊朗媒体公开了该国的新导弹。"], "IRN"),
        ("该国", ["在卢旺达，一座由德国捐建的医院开在该国北部。"], "RWA"),
        ("该组织", ["哈马斯与以军交火。", "一家慈善机构表示，该组织已运送物资。"], ""),
        ("双方", ["快速支援部队同苏丹军队激战。", "南苏丹与埃及呼吁苏丹冲突双方停火。"], "RSF SDN"),
        ("双方", ["联合国呼吁苏丹冲突双方停火。"], ""),
        ("对方", ["法国与德国均指责对方。"], ""),
        ("对方", ["法国警告德国，称将反击对方。"], "DEU"),
        ("本国", ["波兰和匈牙利先后禁止进口，以保护本国农民。"], ""),
        ("这两个国家", ["以色列与伊朗互相袭击。", "这两个国家都称获胜。"], "ISR IRN"),
        ("前者", ["法国与德国谈判，前者反对，后者支持。"], "FRA"),
        ("后者", ["法国与德国谈判，前者反对，后者支持。"], "DEU"),
        # 这里, 那里: where, in the narrator's voice.
        ("这里", ["该市位于卡塔尔东岸。", "这里居住着各国外交官。"], "QAT"),
        ("那里", ["卡塔尔运送物资到加沙，并援助那里的家庭。"], "PSE"),
        # Descriptions by attributes.
        ("这个岛国", ["日本与韩国会谈。", "这个岛国希望改善关系。"], "JPN"),
        ("该半岛国家", ["卡塔尔会见埃及代表。", "该半岛国家承诺提供援助。"], "QAT"),
        ("这个印度洋岛国", ["马尔代夫总统访问印度。", "这个印度洋岛国寻求援助。"], "MDV"),
        ("这个拉美国家", ["墨西哥与美国谈判。", "这个拉美国家拒绝让步。"], "MEX"),
        ("该产油国", ["伊拉克与美国会谈。", "该产油国希望增产。"], "IRQ"),
        ("这一军事集团", ["北约召开峰会。", "这一军事集团将扩员。"], "NATO"),
        ("这个南美国家", ["英国与阿根廷谈判。", "这个南美国家要求归还群岛。"], "ARG"),
        # Persons in no table, by surname and title.
        ("侯赛尼", ["伊朗外长阿里·侯赛尼抵达多哈。", "侯赛尼说，谈判在继续。"], "IRN"),
        ("外长", ["伊朗外长阿里·侯赛尼抵达多哈。", "外长表示，谈判在继续。"], "IRN"),
        ("外长", ["伊朗外长与沙特外长会谈。", "外长表示，会谈有益。"], ""),
        ("该发言人", ["巴西总统府发言人塔瓦雷斯表示欢迎。", "该发言人没有透露细节。"], "BRA"),
    ],
)
def test_word_takes_up_the_actor_the_text_makes_clear(word, texts, expected):
    assert take_up(word, *texts) == expected


def test_person_in_no_table_belongs_to_the_mention_of_state_and_title():
    mentions = find_actors(make_sentences("加纳外长奥库泽托·阿布拉夸会见法国大使杜邦。"))
    assert mentions[["surface", "head", "principal", "kind"]].values.tolist() == [
        ["加纳外长奥库泽托·阿布拉夸", "奥库泽托·阿布拉夸", "GHA", "person"],
        ["法国大使杜邦", "杜邦", "FRA", "person"],
    ]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("我国与多国签署协定，首批我在苏人员抵达。", {}, ["CHN"]),
        ("我国与新加坡签署协定。", {}, ["SGP"]),
        ("我國與多國簽署協定。", {}, []),
        ("我國與多國簽署協定。", {"outlet": "中央社"}, ["TWN"]),
        ("我国与多国签署协定。", {"outlet": "联合早报"}, ["SGP"]),
        ("“我国不会让步，”伊朗总统说。", {}, ["IRN"]),
        ("我国队员获胜，我觉得很好。", {"outlet": "无名日报"}, []),
    ],
)
def test_country_of_the_narrator_is_the_outlets(text, columns, expected):
    sentences = make_sentences(text, **columns)
    assert list_principals(find_actors(sentences)).get("d:s000", []) == expected


def test_documents_tell_outlet_and_date_and_a_crawl_tells_no_date():
    sentences = make_sentences("图斯克发表讲话，我国表示关切。")
    documents = pd.DataFrame({"doc_id": ["d"], "date": ["2024-05-01"], "date_source": ["text"], "outlet": ["新华社"]})
    assert list_principals(find_actors(sentences, documents=documents))["d:s000"] == ["CHN", "POL"]
    crawled, undated = (documents.assign(date=date, date_source="crawl") for date in ("2018-05-01", ""))
    pd.testing.assert_frame_equal(find_actors(sentences, documents=crawled), find_actors(sentences, documents=undated))


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
