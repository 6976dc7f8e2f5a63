"""Cities and regions: places of their state, which may be hit or visited, and whose governors act for it."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, list_principals
from waijiao.events import code_events


def make_sentences(*texts):
    ids = [f"d:s{number:03d}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": "d", "sent_id": ids, "text": list(texts)})


def describe(text):
    """Return surface, principal, kind and role of every mention."""
    return [" ".join(row) for row in find_actors(make_sentences(text))[["surface", "principal", "kind", "role"]].values]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("双方在日内瓦举行会谈", ["日内瓦 CHE place place"]),
        ("苏梅市发生火灾", ["苏梅 UKR place place"]),
        # With its state, in full or by one character, it is that state, named as a place.
        ("会议在沙特吉达开幕", ["沙特吉达 SAU short place"]),
        ("乌敖德萨州停电", ["乌敖德萨 UKR char place"]),
        ("俄罗斯莫斯科发生火灾", ["俄罗斯莫斯科 RUS name place"]),
        # Who governs, polices or lives in it.
        ("哈尔科夫州州长发表讲话", ["哈尔科夫州州长 UKR office actor"]),
        ("乌克兰苏梅市市长发表讲话", ["乌克兰苏梅市市长 UKR office actor"]),
        ("美得州州政府提起诉讼", ["美得州州政府 USA office actor"]),
        ("印度旁遮普邦首席部长发表讲话", ["印度旁遮普邦首席部长 IND office actor"]),
        ("华盛顿州长发表讲话", ["华盛顿州长 USA office actor"]),
        ("芝加哥警方展开调查", ["芝加哥警方 USA office actor"]),
        ("杰宁居民举行集会", ["杰宁居民 PSE demonym party"]),
        ("前纽约市长发表讲话", ["纽约市长 USA demonym party"]),
        # Cities of two states: the text decides, or nobody is named.
        ("科隆发生火灾", []),
        ("海得拉巴与德国科隆", ["德国科隆 DEU name place"]),
        # Contested places name nobody.
        ("克里米亚大桥恢复通车", []),
        ("塞瓦斯托波尔和斯利那加", []),
        # Other words and longer names.
        ("根据日内瓦公约", []),
        ("乌法院作出判决", ["乌法院 UKR office actor"]),
        ("隆重庆祝国庆", []),
        ("阿德里安和弗里德里希发表讲话", []),
        ("戈马基地关闭", ["戈马 COD place place"]),
        ("车速每公里加快", []),
        ("萨德尔·拉法·汗发表讲话", []),
    ],
)
def test_city_or_region_is_a_place_of_its_state(text, mentions):
    assert describe(text) == mentions


def test_mere_city_names_no_actor_but_its_governor_does():
    sentences = make_sentences("谈判在日内瓦举行。", "哈尔科夫州州长表示担忧。", "会议在沙特吉达开幕。")
    assert list_principals(find_actors(sentences)) == {"d:s001": ["UKR"], "d:s002": ["SAU"]}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("俄军空袭敖德萨。", ["RUS ASSAULT UKR"]),
        ("俄军对南部港口城市敖德萨发动袭击。", ["RUS ASSAULT UKR"]),
        ("俄军对敖德萨和苏梅发动袭击。", ["RUS ASSAULT UKR"]),
        ("敖德萨港遭俄军袭击。", ["RUS ASSAULT UKR"]),
        ("俄军对敖德萨的空袭仍在继续。", ["RUS ASSAULT UKR"]),
        ("乌军无人机袭击了别尔哥罗德州。", ["UKR ASSAULT RUS"]),
        ("以军在杰宁打死两名武装人员。", ["ISR ASSAULT PSE"]),
        ("以军袭击汗尤尼斯的哈马斯目标。", ["ISR ASSAULT PSE", "ISR ASSAULT HAMAS"]),
        ("以军向汗尤尼斯增派兵力。", ["ISR MOBILIZE PSE"]),
        ("伊朗外长访问撒马尔罕。", ["IRN CONSULT UZB"]),
        ("胡塞武装控制了荷台达。", ["HOUTHI COERCE YEM"]),
        # Where something happens has no part in it.
        ("哈马斯在纳布卢斯同以军交火。", ["HAMAS ASSAULT ISR", "ISR ASSAULT HAMAS"]),
        ("伊朗外长在美国纽约同法国外长会谈。", ["IRN CONSULT FRA", "FRA CONSULT IRN"]),
        ("伊朗外长在日内瓦批评美国。", ["IRN ACCUSE USA"]),
        ("乌军在赫尔松发动袭击。", []),
        ("俄军进攻克里米亚。", []),
    ],
)
def test_city_is_hit_or_visited_for_its_state(text, events):
    sentences = make_sentences(text)
    coded = code_events(sentences, find_actors(sentences))
    assert [" ".join(row) for row in coded[["source", "category", "target"]].values] == events
