"""The grammar "state (in full, short, one character) + office, agency, army or thing", listed or not."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, list_principals

# Characters of several states are decided by the document: this is named beside the phrase.
NAMED = {
    "CAN": "加拿大", "COL": "哥伦比亚", "CUB": "古巴", "ITA": "意大利", "MEX": "墨西哥", "PAK": "巴基斯坦",
    "POL": "波兰", "SGP": "新加坡", "SRB": "塞尔维亚", "VEN": "委内瑞拉",
}  # fmt: skip


def name_actors(text, named=()):
    texts = [text, *(f"{name}发表声明。" for name in named if name not in text)]
    sentences = pd.DataFrame({"doc_id": "d", "sent_id": [f"s{n}" for n in range(len(texts))], "text": texts})
    mentions = find_actors(sentences)
    return mentions[mentions["sent_id"] == "s0"], " ".join(list_principals(mentions).get("s0", []))


PHRASES = [
    # Listed offices, agencies and armies.
    ("俄阵地遭乌军打击", "RUS UKR"),
    ("乌军摧毁俄指挥所", "RUS UKR"),
    ("俄军击落多架乌无人机", "RUS UKR"),
    ("以战机空袭黎南部", "ISR LBN"),
    ("以色列袭击伊核设施", "IRN ISR"),
    ("美航母驶入波斯湾", "USA"),
    ("韩军舰驶离釜山", "KOR"),
    ("印战机坠毁", "IND"),
    ("朝导弹落入海中", "PRK"),
    ("朝弹道导弹试射成功", "PRK"),
    ("俄防线被突破", "RUS"),
    ("乌弹药库起火", "UKR"),
    ("俄核潜艇浮出水面", "RUS"),
    ("伊石油设施遭袭", "IRN"),
    ("美军事基地遭无人机袭击", "USA"),
    ("叙机场遭以军袭击", "ISR SYR"),
    ("俄黑海舰队司令部遇袭", "RUS"),
    ("美第七舰队司令访日", "JPN USA"),
    ("印海岸警卫队拦截渔船", "IND"),
    ("菲海岸警卫队指责中国海警", "CHN PHL"),
    ("乌武装部队总参谋部发布战报", "UKR"),
    ("俄驻华大使发表讲话", "CHN RUS"),
    ("中国驻俄大使馆提醒公民", "CHN RUS"),
    ("美驻以使馆暂停服务", "ISR USA"),
    ("以国防部长视察前线", "ISR"),
    ("以国防部长加兰特发表讲话", "ISR"),
    ("美财政部负责恐怖主义和金融情报的副部长访问阿联酋", "ARE USA"),
    ("美国财政部负责恐怖主义和金融情报的副部长尼尔森", "USA"),
    ("美国务院负责政治事务的副国务卿抵达多哈", "USA"),
    ("俄外交部负责中东事务的副部长发表讲话", "RUS"),
    ("韩国外交部第一次官发表讲话", "KOR"),
    ("日本外务省事务次官发表讲话", "JPN"),
    ("英外交大臣与法外长通话", "FRA GBR"),
    ("英国外交发展部表示关切", "GBR"),
    ("印度外交秘书抵达达卡", "IND"),
    ("巴基斯坦三军新闻局表示", "PAK"),
    ("土耳其议长发表讲话", "TUR"),
    ("土总统府通讯局局长否认", "TUR"),
    ("俄安全会议副主席梅德韦杰夫警告", "RUS"),
    ("俄总统助理乌沙科夫表示", "RUS"),
    ("俄副总理诺瓦克抵达", "RUS"),
    ("俄国家杜马主席沃洛金表示", "RUS"),
    ("俄自然资源部公布数据", "RUS"),
    ("俄紧急情况部救出居民", "RUS"),
    ("俄对外情报局局长发表讲话", "RUS"),
    ("乌国家安全局逮捕间谍", "UKR"),
    ("乌战略工业部部长辞职", "UKR"),
    ("以国家安全部长闯入", "ISR"),
    ("以军总参谋长视察", "ISR"),
    ("以总理府发表声明", "ISR"),
    ("沙特王储会见代表团", "SAU"),
    ("约旦国王访问", "JOR"),
    ("西班牙首相府发表声明", "ESP"),
    ("泰国王室公告", "THA"),
    ("韩最高法院作出判决", "KOR"),
    ("韩检察机关传唤", "KOR"),
    ("韩宪法法院院长", "KOR"),
    ("美众议院议长访问台湾", "TWN USA"),
    ("美参议院外交委员会主席访乌", "UKR USA"),
    ("美国会众议院外事委员会表示", "USA"),
    ("美联邦调查局局长", "USA"),
    ("美中央司令部司令", "USA"),
    ("美国家安全顾问沙利文", "USA"),
    ("日经济产业大臣辞职", "JPN"),
    ("日防卫大臣表示", "JPN"),
    ("日海上自卫队护卫舰", "JPN"),
    ("德央行行长表示", "DEU"),
    ("德联邦议院通过决议", "DEU"),
    ("德联邦外交部发言人", "DEU"),
    ("法总统府爱丽舍宫", "FRA"),
    ("法武装部队部长", "FRA"),
    ("意国防部长", "ITA"),
    ("波兰总统国家安全局局长", "POL"),
    ("伊朗最高领袖顾问", "IRN"),
    ("伊最高国家安全委员会秘书", "IRN"),
    ("伊朗原子能组织主席", "IRN"),
    ("伊首席核谈判代表", "IRN"),
    ("伊朗伊斯兰革命卫队总司令", "IRN"),
    ("叙外交部长", "SYR"),
    ("埃总统塞西", "EGY"),
    ("阿富汗临时政府代理外长", "TALIBAN"),
    ("哈马斯政治局领导人", "HAMAS"),
    ("欧盟外交与安全政策高级代表", "EU"),
    ("联合国秘书长中东问题特使", "UN"),
    ("印尼海军参谋长", "IDN"),
    ("越国防部副部长", "VNM"),
    ("柬国防部长", "KHM"),
    ("缅军政府发言人", "MMR"),
    ("古外交部长", "CUB"),
    ("委副总统", "VEN"),
    ("哥总统", "COL"),
    ("墨经济部长", "MEX"),
    ("加外长", "CAN"),
    ("新外长", "SGP"),
    ("澳国防部长", "AUS"),
    ("新西兰副总理兼外长", "NZL"),
    ("朝鲜劳动党中央委员会副部长", "PRK"),
    ("朝外务省副相", "PRK"),
    ("卡塔尔首相兼外交大臣", "QAT"),
    ("阿联酋总统外事顾问", "ARE"),
    ("科威特埃米尔", "KWT"),
    ("巴外交部发言人", "PAK"),
    ("匈外交与对外经济部长", "HUN"),
    ("塞总统", "SRB"),
    ("波国防部长", "POL"),
    ("美驻俄大使馆谴责伊朗", "IRN RUS USA"),
    ("中国驻俄罗斯大使批评美国", "CHN RUS USA"),
    ("乌称击退俄进攻", "RUS UKR"),
    ("俄空天军总司令视察", "RUS"),
    ("日海上保安厅巡逻船", "JPN"),
    ("美国防部负责印太事务的助理部长", "USA"),
    ("泰副总理兼外长", "THA"),
]


@pytest.mark.parametrize(("text", "principals"), PHRASES)
def test_state_and_office_or_thing_name_their_state(text, principals):
    assert name_actors(text, [NAMED[each] for each in principals.split() if each in NAMED])[1] == principals


@pytest.mark.parametrize(
    ("text", "surface", "actor_id"),
    [
        ("乌战略工业部部长辞职", "乌战略工业部部长", "UKR.MINISTER"),
        ("美国国家公路交通安全管理局发布报告", "美国国家公路交通安全管理局", "USA.MINISTRY"),
        ("希腊劳工和社会福利部长辞职", "希腊劳工和社会福利部长", "GRC.MINISTER"),
        ("美第七舰队访问横须贺", "美第七舰队", "USA.ARMY"),
        ("美财政部负责反恐的副部长发表讲话", "美财政部负责反恐的副部长", "USA.MINISTER"),
        ("乌武装部队总参谋部通报战况", "乌武装部队总参谋部", "UKR.ARMY"),
        ("韩宪法法院作出判决", "韩宪法法院", "KOR.PARLIAMENT"),
        ("俄黑海舰队出海", "俄黑海舰队", "RUS.ARMY"),
    ],
)
def test_office_belongs_to_the_mention_whether_listed_or_built_of_parts(text, surface, actor_id):
    assert name_actors(text)[0][["surface", "actor_id"]].values.tolist()[0] == [surface, actor_id]


@pytest.mark.parametrize(
    "text",
    [
        "以国家安全为由拒绝", "完美设施", "以基地为依托", "用法经济实惠", "当地经济部署完成", "集中目标",
        "国土资源丰富", "刻意目标不明", "今日财政部署", "参加大选",
    ],
)  # fmt: skip
def test_other_words_before_a_thing_or_office_name_nobody(text):
    assert name_actors(text)[1] == ""


def test_embassy_belongs_to_who_sent_it():
    mentions = name_actors("中国驻俄大使馆提醒公民")[0]
    assert mentions[["surface", "principal", "role"]].values.tolist() == [
        ["中国", "CHN", "actor"],
        ["俄", "RUS", "place"],
    ]
