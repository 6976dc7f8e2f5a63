"""Roles that changed: for whom a name acts on which day. One row per name: dates, each with the principals."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, list_principals

ROLES = [
    # Afghanistan: the movement, the interim governments of 2001 and 2021, the republic between.
    ("塔利班发动袭击", "2002-05-01 TALIBAN, 2010-05-01 TALIBAN, 2022-05-01 TALIBAN"),
    ("阿富汗临时政府发表声明", "2002-03-01 AFG, 2022-05-01 TALIBAN"),
    ("阿富汗政府发表声明", "2002-03-01 AFG, 2019-05-01 AFG, 2022-05-01 AFG"),
    ("阿富汗北方联盟发动进攻", "2001-10-20 NORTHERNALLIANCE, 2002-03-01 AFG"),
    ("总统加尼发表讲话", "2020-05-01 AFG, 2022-05-01 -"),
    ("代理外长穆塔基发表讲话", "2020-05-01 -, 2022-05-01 TALIBAN"),
    # Palestine: authority, parties, Hamas as government and as movement.
    ("巴勒斯坦民族权力机构发表声明", "2002-05-01 PSE, 2024-05-01 PSE"),
    ("法塔赫发表声明", "2002-05-01 PSE, 2024-05-01 PSE"),
    ("哈马斯政府发表声明", "2006-05-01 HAMAS, 2024-05-01 HAMAS"),
    ("哈尼亚发表讲话", "2006-05-01 PSE, 2010-05-01 HAMAS, 2024-05-01 HAMAS, 2025-05-01 -"),
    ("阿拉法特发表讲话", "2002-05-01 PSE, 2010-05-01 -"),
    # Syria before and after 8 December 2024.
    ("沙姆解放组织发表声明", "2020-05-01 HTS, 2024-12-07 HTS, 2024-12-20 SYR"),
    ("朱拉尼发表讲话", "2020-05-01 HTS, 2024-12-20 SYR, 2025-05-01 SYR"),
    ("阿萨德发表讲话", "2020-05-01 SYR, 2025-05-01 -"),
    ("叙利亚政府发表声明", "2020-05-01 SYR, 2025-05-01 SYR"),
    ("叙利亚反对派发动进攻", "2013-05-01 SYRIANOPPOSITION, 2024-12-01 SYRIANOPPOSITION"),
    ("叙利亚国民军发动进攻", "2019-05-01 SNA, 2025-05-01 SYR"),
    # Sudan and South Sudan.
    ("快速支援部队发表声明", "2020-05-01 SDN, 2024-05-01 RSF"),
    ("达加洛发表讲话", "2020-05-01 SDN, 2024-05-01 RSF"),
    ("苏丹武装部队发表声明", "2020-05-01 SDN, 2024-05-01 SDN"),
    ("苏丹人民解放运动发表声明", "2003-05-01 SPLM, 2015-05-01 SSD"),
    # Libya: Gaddafi, the council of 2011, two governments.
    ("卡扎菲发表讲话", "2010-05-01 LBY, 2013-05-01 -"),
    ("利比亚全国过渡委员会发表声明", "2011-05-01 NTC, 2011-12-01 LBY"),
    ("利比亚民族团结政府发表声明", "2018-05-01 LBY, 2024-05-01 LBY"),
    ("利比亚国民军与利比亚国民代表大会发表声明", "2019-05-01 HOR LNA, 2024-05-01 HOR LNA"),
    ("哈夫塔尔会见德贝巴", "2024-05-01 LBY LNA"),
    # Yemen.
    ("胡塞武装发动袭击", "2014-05-01 HOUTHI, 2024-05-01 HOUTHI"),
    ("也门总统领导委员会发表声明", "2023-05-01 YEM"),
    ("南方过渡委员会发表声明", "2020-05-01 STC, 2024-05-01 STC"),
    ("总统萨利赫发表讲话", "2010-05-01 YEM, 2015-05-01 -"),
    # Wagner, and what came after it.
    ("瓦格纳集团发表声明", "2022-05-01 WAGNER, 2024-05-01 WAGNER"),
    ("普里戈任发表讲话", "2023-06-24 WAGNER, 2024-05-01 -"),
    ("非洲军团抵达", "2015-05-01 -, 2024-05-01 RUS"),
]


def name_actors(text, date):
    sentences = pd.DataFrame({"doc_id": ["d"], "sent_id": ["s"], "text": [text], "date": [date]})
    return " ".join(list_principals(find_actors(sentences)).get("s", [])) or "-"


@pytest.mark.parametrize(("sentence", "roles"), ROLES, ids=[sentence for sentence, _ in ROLES])
def test_name_acts_for_whom_it_acted_on_the_day(sentence, roles):
    expected = dict(role.split(maxsplit=1) for role in roles.split(", "))
    assert {date: name_actors(sentence, date) for date in expected} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("快速支援部队袭击苏丹武装部队", "RSF SDN"),
        ("沙姆解放组织袭击叙利亚政府军", "HTS SYR"),
        ("苏丹人民解放运动与苏丹政府谈判", "SDN SPLM"),
        ("阿富汗临时政府会见代表", "TALIBAN"),
        ("苏丹政府称苏丹快速支援部队领导人达加洛与苏丹武装部队谈判", "RSF SDN"),
        ("北约秘书长吕特访问荷兰，会见荷兰首相", "NATO NLD"),
    ],
)
def test_group_and_person_act_as_of_now_where_no_date_is_known(sentence, expected):
    assert name_actors(sentence, "") == expected
