"""Strings that only look like actors, and names whose role the words around them decide: sentences of our own."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, list_principals


def name_actors(*texts, **columns):
    """Return the principals that the last sentence names, blank between them."""
    ids = [f"d:s{number:03d}" for number in range(len(texts))]
    sentences = pd.DataFrame({"doc_id": "d", "sent_id": ids, "text": list(texts), **columns})
    return " ".join(list_principals(find_actors(sentences)).get(ids[-1], []))


TRAPS = {
    "single characters inside other words": [
        ("山谷里的风景十分美丽，每桶油价涨到八十五美元", ""),
        ("他日前抵达首都，中间又有人受伤", ""),
        ("朝着和平方向前进，朝野政党争吵不休", ""),
        ("乌鲁木齐举行博览会，闹出一场乌龙", ""),
        ("加大力度，加勒比海的船只增多", ""),
        ("中风患者在中部城市就医", ""),
        ("在此过程中方能看出方案的好坏", ""),
        ("司法方面、立法方面和执法方式", ""),
        ("韩国瑜出席活动", ""),
        ("清朝时期的朝鲜族村落", ""),
    ],
    "names inside longer names": [
        ("印度尼西亚总统抵达曼谷", "IDN"),
        ("印度与印尼签署协定", "IDN IND"),
        ("印度洋、印度教与西印度群岛", ""),
        ("几内亚比绍发生未遂政变", "GNB"),
        ("赤道几内亚总统讲话", "GNQ"),
        ("巴布亚新几内亚总理会见记者", "PNG"),
        ("几内亚湾沿岸的加纳和多哥", "GHA TGO"),
        ("新几内亚岛发生地震", ""),
        ("南苏丹总统会见苏丹代表", "SDN SSD"),
        ("阿曼苏丹海赛姆会见外宾", "OMN"),
        ("尼日尔军方关闭领空", "NER"),
        ("尼日尔三角洲的油田", ""),
        ("马里兰州的天气与索马里海盗", "SOM"),
        ("刚果（金）东部的M23武装", "COD M23"),
        ("刚果(布)总统讲话", "COG"),
        ("民主刚果发生冲突", "COD"),
        ("南非总统抵达，中非共和国总统同行", "CAF ZAF"),
        ("中东局势与中亚五国", ""),
        ("以色列国防部长表示", "ISR"),
        ("卡塔尔国内局势平稳", "QAT"),
        ("多米尼克·杜邦在巴黎出庭", ""),
        ("“法塔赫”号潜艇浮出水面", ""),
    ],
    "Hamas, Persia, the Islamic State": [
        ("哈马德国际机场恢复运营", ""),
        ("哈马斯人质家属举行集会", ""),
        ("释放被哈马斯扣押的人质", "HAMAS"),
        ("波斯湾水域发生撞船，波斯语广播停播", ""),
        ("“伊斯兰国”宣称对袭击负责", "ISIS"),
        ("伊斯兰国家领导人会议", ""),
        ("巴基斯坦伊斯兰共和国总统讲话", "PAK"),
        ("黎巴嫩真主党与巴勒斯坦伊斯兰抵抗运动（哈马斯）", "HAMAS HEZBOLLAH"),
    ],
    "sides taken, members or not": [
        ("亲以色列强硬派议员批评协议", ""),
        ("亲俄武装控制该镇，亲美政权垮台", ""),
        ("亲伊朗民兵组织遭空袭", ""),
        ("卡塔尔被指定为主要非北约盟友", "QAT"),
        ("非欧盟国家公民须办签证", ""),
        ("南非与中非友好", "CHN ZAF"),
        ("并非美国所为", "USA"),
    ],
    "sources of the report": [
        ("美联社称协议达成，法新社援引消息人士的话说", ""),
        ("据今日俄罗斯报道，停火生效", ""),
        ("今日，俄罗斯宣布停火", "RUS"),
        ("据新华社加沙电", ""),
        ("俄新社援引俄国防部消息", "RUS"),
        ("伊朗塔斯尼姆通讯社援引官员的话说", ""),
        ("据德国《时代》周刊报道，谈判破裂", ""),
        ("卡塔尔半岛电视台报道", ""),
        ("据美国官员透露，以军将撤离", "ISR USA"),
        ("韩国朝鲜研究院的学者说", "KOR"),
    ],
    "treaties, wars, makers": [
        ("违反《联合国宪章》和《俄美新削减战略武器条约》", ""),
        ("“土耳其溪”管道受损，土耳其浴室关门", ""),
        ("伊拉克战争二十周年，越南战争期间", ""),
        ("乌军美制坦克与俄制导弹", "UKR"),
        ("德国造豹2坦克与法国制造的导弹", ""),
        ("美国造成的损失", "USA"),
    ],
    "places and governments": [
        ("在德黑兰举行的记者会上", ""),
        ("德黑兰表示愿意谈判", "IRN"),
        ("德黑兰批评西方，华盛顿对莫斯科施压", "IRN RUS USA"),
        ("多哈方面表示，多哈会谈在多哈举行", "QAT"),
        ("基辅政权与平壤当局", "PRK UKR"),
        ("莫斯科时间8日，基辅市多地响起警报", ""),
        ("美国财政部制裁阿尔及利亚、苏丹、土耳其等地的成员", "DZA SDN TUR USA"),
    ],
    "former officials": [
        ("前中央情报局官员说", ""),
        ("前国务卿克里发表演讲", ""),
        ("前总统特朗普的律师", ""),
        ("不久前以色列总理访问过当地", "ISR"),
    ],
    "以 the preposition, 日 the day, 意 the wish": [
        ("以总统身份出席，以国防部的名义发布", ""),
        ("以军事实力为后盾，以政府为主导", ""),
        ("以美国为首的北约", "NATO USA"),
        ("以方称已清除隧道，以总理拒绝停火", "ISR"),
        ("给以方施压", "ISR"),
        ("予以军队补给，已方便群众", ""),
        ("3日军方表示，二十三日军队进驻", ""),
        ("7日以军空袭加沙", "ISR PSE"),
        ("18日美宣布制裁，俄称美掩盖真相", "RUS USA"),
        ("日方提出交涉，意方决定退出", "ITA JPN"),
        ("同意方可办理，满意方案", ""),
        ("土方称已打死多人", "TUR"),
        ("土方工程正在进行", ""),
    ],
    "headlines": [
        ("美破坏协议 韩批准引渡", "KOR USA"),
        ("美得州化工厂起火", "USA"),
        ("中企承建阿联酋电站", "ARE CHN"),
        ("对台军售与访台计划", "TWN"),
        ("台风登陆，在台上讲话", ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"), [row for rows in TRAPS.values() for row in rows], ids=lambda value: value
)
def test_trap_names_nobody_but_these(sentence, expected):
    assert name_actors(sentence) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (("巴勒斯坦与以色列谈判。", "巴方拒绝。"), "PSE"),
        (("巴基斯坦外长访问曼谷。", "巴方表示感谢。"), "PAK"),
        (("巴西承办峰会。", "巴方希望合作。"), "BRA"),
        (("巴拿马总统会见记者。", "巴政府发表声明。"), "PAN"),
        (("印度导弹落入巴基斯坦。", "印方说，巴方反应过度。"), "IND PAK"),
        (("乌兹别克斯坦总统到访。", "中乌签署声明。"), "CHN UZB"),
        (("乌干达总统到访。", "乌方感谢。"), "UGA"),
        (("加拿大总理发言。", "加方表示抗议。"), "CAN"),
        (("阿富汗塔利班与巴基斯坦会谈。", "巴阿边境口岸关闭。"), "AFG PAK"),
        (("塞内加尔总统会见外宾。", "中塞合作成果丰硕。"), "CHN SEN"),
        (("塞国举行选举。", "塞方表示满意。"), ""),
    ],
)
def test_full_names_of_the_document_decide(document, expected):
    assert name_actors(*document) == expected


def test_former_official_of_a_state_is_cited_and_does_not_act():
    sentences = pd.DataFrame({"doc_id": ["d"], "sent_id": ["d:s0"], "text": ["前美国国务卿蓬佩奥批评伊朗"]})
    mentions = find_actors(sentences)
    assert mentions[["surface", "kind", "role"]].values.tolist() == [
        ["美国国务卿蓬佩奥", "demonym", "party"],
        ["伊朗", "name", "actor"],
    ]


TRADITIONAL = [
    ("烏克蘭總統澤倫斯基感謝美國國會通過援助法案", "UKR USA"),
    ("俄羅斯總統普丁與習近平通電話", "CHN RUS"),
    ("以色列總理納坦雅胡拒絕停火，哈瑪斯表示遺憾", "HAMAS ISR"),
    ("卡達外交部發言人說，卡達將繼續斡旋", "QAT"),
    ("葉門青年運動攻擊紅海商船", "HOUTHI"),
    ("北韓試射飛彈，南韓總統譴責", "KOR PRK"),
    ("紐西蘭總理與澳洲總理舉行會談", "AUS NZL"),
    ("義大利總理梅洛尼會見土耳其總統艾爾多安", "ITA TUR"),
    ("奈及利亞關閉與尼日的邊界", "NER NGA"),
    ("查德總統會見蘇丹快速支援部隊代表", "RSF TCD"),
    ("宏都拉斯與台灣斷交，瓜地馬拉重申邦交", "GTM HND TWN"),
    ("委內瑞拉與蓋亞那爭端升溫", "GUY VEN"),
    ("寮國、柬埔寨與越南舉行軍演", "KHM LAO VNM"),
    ("阿聯與巴林加入聯軍", "ARE BHR"),
    ("亞塞拜然軍隊攻擊納卡，亞美尼亞抗議", "ARM AZE"),
    ("喬治亞國會通過法案，美國警告", "GEO USA"),
    ("波士尼亞與赫塞哥維納申請加入歐盟", "BIH EU"),
    ("克羅埃西亞與斯洛維尼亞邊界爭端", "HRV SVN"),
    ("美方對華晶片管制，中方表示強烈不滿", "CHN USA"),
    ("五角大廈宣布增兵，港府表示關切", "HKG USA"),
    ("據路透社報導，德黑蘭拒絕讓步", "IRN"),
]


@pytest.mark.parametrize(("sentence", "expected"), TRADITIONAL, ids=lambda value: value)
def test_text_of_taipei_and_hong_kong_names_these(sentence, expected):
    assert name_actors(sentence) == expected
