"""Every state and territory resolves by the names that Unicode and ISO list, in three scripts, and by its capital."""

import gettext

import pandas as pd
import pycountry
import pytest
from babel import Locale

from waijiao.actors import find_actors, list_principals
from waijiao.lexicon import read_lexicon

# A name of two states (刚果), misspellings of the source (柬埔塞, 赫德 without its first character), a name with its
# owner in parentheses behind a blank.
EXCEPTIONS = {"刚果", "剛果", "柬埔塞王国", "聖馬丁 (荷屬)"}
CODES = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}


def find_principals(names, carrier):
    sentences = pd.DataFrame({
        "doc_id": [str(n) for n in range(len(names))], "sent_id": [str(n) for n in range(len(names))],
        "text": [carrier.format(name) for name in names],
    })  # fmt: skip
    mentions = find_actors(sentences)
    return [list_principals(mentions).get(str(n), []) for n in range(len(names))]


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant", "zh_Hant_HK", "zh_Hant_MO", "zh_Hans_SG"])
def test_every_unicode_name_of_a_territory_is_its_code(locale):
    named = {CODES[key]: name for key, name in Locale.parse(locale).territories.items() if key in CODES}
    assert len(named) >= 249
    found = find_principals(list(named.values()), "{}发表声明。")
    wrong = [
        (code, name) for (code, name), principals in zip(named.items(), found, strict=True) if principals != [code]
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "zh_HK"])
def test_every_official_name_of_a_state_is_its_code(locale):
    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale]).gettext
    official = {
        country.alpha_3: country.official_name for country in pycountry.countries if "official_name" in dir(country)
    }
    named = {code: translate(name) for code, name in official.items() if translate(name) != name}
    assert len(named) >= 150
    named = {code: name for code, name in named.items() if name not in EXCEPTIONS}
    found = find_principals(list(named.values()), "{}发表声明。")
    wrong = [
        (code, name) for (code, name), principals in zip(named.items(), found, strict=True) if principals != [code]
    ]
    assert wrong == []


def test_every_capital_and_seat_acts_for_its_state():
    aliases = read_lexicon("aliases.csv", ["alias", "actor_id", "kind"])
    places = read_lexicon("places.csv", ["names", "state"])
    local = {name for names in places["names"] for name in names.split("|")}
    # Capitals that share their name with a city elsewhere need the document: 圣地亚哥, 的黎波里.
    rows = aliases[aliases["kind"].isin(["capital", "seat"]) & ~aliases["alias"].isin(local)]
    found = find_principals(rows["alias"].tolist(), "{}表示不会退让。")
    pairs = zip(rows["alias"], rows["actor_id"], found, strict=True)
    assert [(alias, principals) for alias, actor, principals in pairs if principals != [actor]] == []


@pytest.mark.parametrize(
    ("text", "principals"),
    [
        ("沙烏地阿拉伯、葉門和阿拉伯聯合大公國舉行會談", "ARE SAU YEM"),
        ("奈及利亞與肯亞簽署協議", "KEN NGA"),
        ("義大利與克羅埃西亞抗議", "HRV ITA"),
        ("喬治亞與亞塞拜然會談", "AZE GEO"),
        ("索馬利亞與衣索比亞談判", "ETH SOM"),
        ("敍利亞衞生部發表聲明", "SYR"),
        ("中国香港特别行政区政府发表声明", "HKG"),
        ("智利總統在聖地牙哥表示", "CHL"),
        ("唐宁街10号与爱丽舍宫通话", "FRA GBR"),
        ("首相官邸否认", "JPN"),
        ("泰国首相官邸否认", "THA"),
        ("威斯敏斯特教堂举行仪式", ""),
        ("民众在东京的首相官邸前抗议", ""),
        ("白宫前官员认为不妥", "USA"),
        ("欧盟宣布，布鲁塞尔不会让步", "EU"),
    ],
)
def test_regional_names_and_seats(text, principals):
    assert " ".join(find_principals([text], "{}")[0]) == principals
