"""States named side by side by one character each: both members right, and nothing where words only look so."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, find_unresolved, list_principals, read_actor_lexicon


def make_documents(texts):
    """Return a table of sentences, each a document of its own."""
    ids = [str(number) for number in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "sent_id": ids, "text": list(texts)})


# Members, and carrier phrases that name them and nobody else.
PAIRS = """
ARM AZE | 亚阿冲突再起
AUS CHN | 中澳经贸关系 澳中两国总理
AUS GBR USA | 澳英美三边安全伙伴 美英澳核潜艇合作
AUS IND | 印澳协定
AUS IND JPN USA | 日美印澳四国
AUS JPN | 日澳军事合作
BGD IND | 印孟关系
BLR POL | 波白边境移民
BLR RUS | 俄白联盟国家 白俄两国
CAN CHN | 中加关系
CAN MEX USA | 美加墨三国
CAN USA | 美加边境 加美贸易争端
CHL CHN | 中智自贸
CHN CUB | 中古友好
CHN DEU | 中德合作 德中经贸
CHN EGY | 中埃关系
CHN ESP | 中西友好
CHN EU | 中欧领导人会晤
CHN EU USA | 中美欧三方磋商
CHN FRA | 中法建交 法中关系
CHN GBR | 中英关系 英中战略对话
CHN GRC | 中希友好
CHN HUN | 中匈铁路合作
CHN IND | 中印边界谈判 印中关系
CHN IND NPL | 中尼印走廊
CHN IND RUS | 中俄印三国外长
CHN IRN | 中伊全面合作
CHN IRN RUS | 中俄伊联合军演
CHN IRN SAU | 中沙伊三方
CHN ITA | 中意关系
CHN JPN | 中日双方同意 日中关系
CHN JPN KOR | 中日韩自贸协定谈判
CHN KAZ | 中哈管道
CHN KGZ UZB | 中吉乌铁路
CHN KHM | 中柬友谊
CHN KOR | 中韩外长会谈 韩中建交
CHN LAO | 中老铁路
CHN MEX | 中墨贸易
CHN MMR | 中缅边境
CHN MNG | 中蒙边境
CHN MNG RUS | 中蒙俄经济走廊
CHN MYS | 中马友好年
CHN NLD | 中荷经贸
CHN PER | 中秘两国
CHN PHL | 中菲南海争端
CHN POL | 中波关系
CHN PRK | 中朝友好
CHN PRT | 中葡关系
CHN RUS | 中俄元首会晤 俄中贸易额
CHN RUS USA | 中、美、俄三国
CHN SAU | 中沙投资论坛
CHN SGP | 中新自贸协定 中新双方
CHN SRB | 中塞自贸协定
CHN SYR | 中叙关系
CHN THA | 中泰铁路
CHN TUR | 中土合作
CHN UKR | 中乌关系
CHN USA | 中美关系回暖 美中贸易战
CHN VEN | 中委关系
CHN VNM | 中越边境 越中铁路合作
COL VEN | 哥委边境重新开放 委哥两国复交
CUB USA | 美古关系 古美两国
DEU FRA | 法德领导人 德法轴心
DEU FRA GBR | 英法德三国发表声明 法德英外长磋商
DEU JPN | 日德关系
DEU POL | 德波关系
DEU RUS | 德俄关系
DEU USA | 德美两国
DZA MAR | 阿摩断交
EGY ISR | 埃以和约
EGY QAT USA | 埃卡美斡旋
EGY SDN | 埃苏边境
EGY TUR | 埃土关系正常化
ERI ETH | 埃塞厄立特里亚关系
EU GBR | 英欧关系
EU IRN | 欧伊核谈判
EU RUS | 俄欧能源关系 欧俄关系
EU USA | 美欧贸易争端 欧美贸易协议
FRA GBR | 英法首脑会谈 法英防务合作
FRA GBR USA | 美英法三国
FRA ITA | 意法两国总理 法意边境
FRA RUS | 法俄总统通话
FRA USA | 法美关系
GBR HOUTHI USA | 美英两国制裁胡塞武装
GBR JPN | 日英防务协定
GBR RUS | 英俄外交战
GBR USA YEM | 英美联军空袭也门
GRC TUR | 希土关系缓和 土希两国总理
GUY VEN | 委圭领土争端
IND JPN | 印日外长
IND PAK | 印巴边境交火
IND RUS | 印俄关系 俄印军贸
IND USA | 印美关税谈判 美印贸易协议
IRN ISR | 以伊冲突 伊以互相袭击
IRN ISR USA | 美以伊局势
IRN PAK | 伊巴边境袭击 巴伊两国外长
IRN RUS | 俄伊合作 伊俄签署协定
IRN RUS TUR | 俄土伊三国元首
IRN SAU | 沙伊复交 伊沙两国外长会晤
IRN SYR | 伊叙联盟
IRN TUR | 伊土边境
IRN USA | 美伊谈判在多哈重启 伊美关系趋紧
ISR JOR | 约以和平条约 以约边境
ISR LBN | 黎以边境交火 以黎停火协议
ISR MAR | 摩以建交
ISR PSE | 巴以冲突升级 以巴局势恶化
ISR SYR | 以叙边境 叙以谈判
ISR TUR | 以土关系 土以两国互派大使
ISR USA | 美以关系紧张 以美军事合作
JPN KOR | 日韩首脑会谈 韩日关系改善
JPN KOR USA | 美日韩三国外长会谈 韩美日联合军演
JPN PHL | 日菲签署协定
JPN PHL USA | 美日菲三国峰会
JPN RUS | 日俄渔业谈判
JPN USA | 美日同盟 日美安保条约
KAZ RUS | 俄哈天然气
KGZ TJK | 吉塔边境冲突 塔吉边境划界
KHM THA | 泰柬边境冲突 柬泰两军交火
KOR PRK | 朝韩边境互射 韩朝军事分界线
KOR USA | 美韩同盟
MEX USA | 美墨边境移民 墨美贸易
PHL USA | 美菲联合演习 菲美军演
POL UKR | 波乌边境粮食争端
PRK RUS | 俄朝签署条约 朝俄首脑会谈
PRK USA | 美朝谈判破裂 朝美首脑会晤
QAT SAU | 沙卡复交
QAT USA | 卡美战略对话
RUS SYR | 俄叙双方 叙俄军事基地
RUS TUR | 俄土元首会谈 土俄天然气合作
RUS UKR | 俄乌冲突持续 乌俄交换战俘
RUS UKR USA | 俄美乌三方会谈 美俄乌谈判
RUS USA | 美俄元首通话 俄美峰会
SAU USA | 沙美关系 美沙投资论坛
SAU YEM | 沙也边境
SRB XKX | 塞科对话
SYR TUR | 土叙边境发生地震 叙土关系正常化
TUR USA | 美土就签证问题磋商 土美关系
UKR USA | 美乌签署协议 乌美代表团会谈
USA VEN | 美委谈判
"""
ROWS = [
    (phrase, members.strip())
    for members, phrases in (line.split("|") for line in PAIRS.strip().splitlines())
    for phrase in phrases.split()
]

# Strings that hold the characters of states and name none.
LOOKALIKES = """
力量集中日益明显 以中间人身份 3日中午 美中不足之处 发达中美洲国家 中美洲国家首脑 近日内 日内瓦会谈
宪法中关于总统的规定 法中规定 城市中心 以德报怨 国中有国 其中美容业 以美元结算 以法律手段 以英语发言
日中天 中意这件衣服 不以德治国 以欧元结算 以日元计价 与会中方 会议中美方 世界中美丽的 德中有才 印日历
德意志 中俄语专业 俄语 以中立身份 法日常用语 途中德国 活动中法官 水土流失 同意加入 故意加以
日美元汇率 民意中以 文中以此 中日益 当日美国宣布 3日美股大跌 11日英国首相 20日法国总统 周日中国队
中巴车坠崖 中巴士 欧美国家 南欧美食 北欧中部 中欧国家 中东欧 西欧法律 东欧 北美中部 南美
拉美以及加勒比 集中朝着 华中以南 集中德育 手中日渐 高中美术 市中以下 沙土 泥土中 国土以外 领土法
乌云 尔乌 阿尔巴尼亚 巴黎以北 巴黎 巴西以西 卡塔尔以及 加沙以北 伊斯兰 以伊斯兰 叙事 印象中日本人
眼中美好的 中英文字幕 中韩文翻译 中日文 中俄文 日英语 法德语区 英法语 中朝阳区 日土县 中印尼
日以继夜 以日计 夜以继日 朝中社报道 中英雄 华中美院 以意大利 以朝鲜为例 以韩国为例 集中印发
中伊斯兰教协会 中德语 五中全会 二中全会 心中以为 事中以后 言中意 西汉 罗马 波罗的海 波斯 斯波
利比亚 比利时 哥斯达黎加 保加利亚 古巴比伦 墨西哥 智利 新加坡 秘鲁 委内瑞拉 新西兰 马来西亚 哈马斯
吉隆坡 塔吉克斯坦 埃塞俄比亚 科索沃
"""


def test_at_least_120_pairs_name_both_members():
    assert len(ROWS) >= 120
    sentences = make_documents([phrase for phrase, _ in ROWS])
    named = list_principals(find_actors(sentences))
    found = {phrase: " ".join(named.get(str(number), [])) for number, (phrase, _) in enumerate(ROWS)}
    assert {phrase: members for phrase, members in found.items() if members != dict(ROWS)[phrase]} == {}


@pytest.mark.parametrize("carrier", ["{}。", "报告说，{}等。", "他谈到{}的问题。"])
def test_lookalikes_name_no_pair(carrier):
    sentences = make_documents([carrier.format(each) for each in LOOKALIKES.split()])
    mentions = find_actors(sentences)
    assert mentions.loc[mentions["kind"].isin(["pair", "char"]), "surface"].tolist() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中非合作论坛与中阿峰会", "CHN"),  # Africa and the Arab states are no actors
        ("中欧国家与中欧班列", "CHN"),
        ("美巴关系紧张", "USA"),  # Pakistan, Panama, Paraguay: open
        ("其中日韩两国反对", "JPN KOR"),
        ("3日美韩举行军演", "KOR USA"),
        ("美以国家安全为由拒绝", "USA"),
        ("伊德利卜与拉希德，西摩·赫什", ""),
        ("俄中新时代伙伴关系", "CHN RUS"),
        ("推动组建美日韩联合舰队", "JPN KOR USA"),
        ("2023年中美元首会晤", "CHN USA"),
        ("中英双边关系与英中贸易", "CHN GBR"),
        ("中、美、俄三国与叙、伊等国", "CHN IRN RUS SYR USA"),
    ],
)
def test_run_begins_and_ends_where_the_names_do(text, expected):
    assert " ".join(list_principals(find_actors(make_documents([text]))).get("0", [])) == expected


def test_full_name_in_the_document_outdoes_the_usual_reading_of_a_pair():
    sentences = pd.DataFrame({
        "doc_id": ["d", "d"], "sent_id": ["0", "1"], "text": ["哥斯达黎加总统讲话。", "美哥签署协定。"],
    })  # fmt: skip
    assert list_principals(find_actors(sentences))["1"] == ["CRI", "USA"]


def test_open_member_of_a_pair_is_listed():
    assert find_unresolved(make_documents(["美巴关系紧张"]))["surface"].tolist() == ["巴"]


def test_pairs_read_either_way_round():
    pairs = read_actor_lexicon().pairs
    assert pairs["美伊"] == ("USA", "IRN")
    assert pairs["伊美"] == ("IRN", "USA")
