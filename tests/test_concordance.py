"""Concordances: every hit where it stands, with the text around it as it is."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.concordance import kwic, kwic_actor, kwic_term
from waijiao.corpus import read_corpus, split_sentences
from waijiao.errors import InputError, TableError
from waijiao.segmentation import segment
from waijiao.tables import CONTRACTS, make_table

TEXTS = ["美国与卡塔尔会谈。卡塔尔表示欢迎。", "多哈的卡塔尔官员。"]


def make_documents(*texts: str) -> pd.DataFrame:
    return make_table("documents", [{"doc_id": f"d{i}", "text": text} for i, text in enumerate(texts)])


@pytest.fixture(scope="module")
def article(root):
    return read_corpus(root / "seeds")


@pytest.mark.parametrize("table", ["documents", "sentences"])
def test_hamas_stands_21_times_in_the_article(article, table):
    texts = article if table == "documents" else split_sentences(article)
    hits = kwic(texts, "哈马斯")
    whole = article.loc[0, "text"]
    assert len(hits) == 21
    assert hits["start"].tolist() == [match.start() for match in re.finditer("哈马斯", whole)]
    for hit in hits.itertuples():
        assert whole[hit.start : hit.end] == hit.keyword == "哈马斯"
        assert hit.pre + hit.keyword + hit.post in whole


@pytest.mark.parametrize(("pattern", "hits"), [("卡塔尔", 29), ("布林肯", 3), ("谢赫·塔米姆·本·哈马德·阿勒萨尼", 1)])
def test_names_stand_in_the_article_as_often_as_counted_by_hand(article, pattern, hits):
    assert len(kwic(article, pattern)) == hits


def test_contexts_in_the_article_agree_with_quanteda(article, root):
    oracle = json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))["kwic"]
    hits = kwic(article, "哈马斯", width=60)
    for hit, expected in zip(hits.itertuples(), oracle, strict=True):
        before, after = (re.sub(r"[^\u4e00-\u9fff]", "", text) for text in (hit.pre, hit.post))
        assert before.endswith(expected["pre"].replace(" ", ""))
        assert after.startswith(expected["post"].replace(" ", ""))


def test_sentences_bound_the_context_and_documents_do_not():
    documents = make_documents(TEXTS[0])
    assert kwic(documents, "卡塔尔", width=4)["pre"].tolist() == ["美国与", "尔会谈。"]
    inside = kwic(split_sentences(documents), "卡塔尔", width=4)
    assert inside["pre"].tolist() == ["美国与", ""]
    assert inside["start"].tolist() == [3, 9]
    assert inside["sent_id"].tolist() == ["d0:s000", "d0:s001"]


@pytest.mark.parametrize(
    ("sort", "starts"),
    [(None, [3, 9, 3]), ("right", [3, 3, 9]), ("left", [9, 3, 3]), ("keyword", [3, 9, 3])],
)
def test_hits_are_sorted_left_right_or_by_themselves(sort, starts):
    hits = kwic(make_documents(*TEXTS), "卡塔尔", sort=sort)
    assert hits["start"].tolist() == starts
    keys = {"left": hits["pre"].str[::-1], "right": hits["post"], "keyword": hits["keyword"]}
    assert sort is None or keys[sort].is_monotonic_increasing


def test_patterns_are_literal_unless_asked_and_empty_matches_are_passed_over():
    documents = make_documents("卡塔尔(Qatar)或多哈")
    assert kwic(documents, "(Qatar)")["keyword"].tolist() == ["(Qatar)"]
    assert kwic(documents, "卡塔尔|多哈", regex=True)["keyword"].tolist() == ["卡塔尔", "多哈"]
    assert kwic(documents, "哈?", regex=True)["keyword"].tolist() == ["哈"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("卡塔尔哈。x", max_size=20), min_size=1, max_size=3), st.integers(0, 5))
def test_every_hit_is_a_piece_of_its_document_and_none_is_missed(texts, width):
    documents = make_documents(*texts)
    hits = kwic(documents, "卡塔", width=width)
    assert len(hits) == sum(text.count("卡塔") for text in texts)
    for hit in hits.itertuples():
        text = texts[int(hit.doc_id[1:])]
        assert text[max(hit.start - width, 0) : hit.end + width] == hit.pre + hit.keyword + hit.post
    apart = [kwic(documents[i : i + 1], "卡塔", width=width) for i in range(len(texts))]
    assert pd.concat(apart, ignore_index=True).equals(hits)


def test_no_hits_keep_the_contract():
    hits = kwic(make_documents("多哈"), "伦敦")
    assert hits.dtypes.astype(str).to_dict() == {
        column: CONTRACTS["concordance"].dtype(column) for column in CONTRACTS["concordance"].columns
    }


@pytest.fixture
def mentioned():
    sentences = split_sentences(make_documents("卡塔尔埃米尔访美。多哈对此表示欢迎。"))
    spans = [("d0:s000", 0, 6, "QAT.EMIR", "QAT"), ("d0:s000", 7, 8, "USA", "USA"), ("d0:s001", 0, 2, "QAT", "QAT")]
    rows = [
        {"mention_id": f"m{i}", "doc_id": "d0", "sent_id": s, "start": a, "end": b, "actor_id": actor, "principal": p}
        for i, (s, a, b, actor, p) in enumerate(spans)
    ]
    return sentences, make_table("mentions", rows)


def test_actor_is_found_under_every_name_by_principal_or_entity(mentioned):
    assert kwic_actor(*mentioned, "QAT")["keyword"].tolist() == ["卡塔尔埃米尔", "多哈"]
    assert kwic_actor(*mentioned, "QAT")["start"].tolist() == [0, 9]
    assert kwic_actor(*mentioned, "QAT.EMIR", width=2)["post"].tolist() == ["访美"]
    assert kwic_actor(*mentioned, "QAT", sort="keyword")["keyword"].tolist() == ["卡塔尔埃米尔", "多哈"]


def test_terms_are_whole_words_and_strings_are_not():
    sentences = split_sentences(make_documents("中国与发展中国家会谈。中国表示欢迎。"))
    tokens = segment(sentences, user_words=["发展中国家"])
    assert kwic(sentences, "中国")["start"].tolist() == [0, 5, 11]
    hits = kwic_term(sentences, tokens, "中国", width=2)
    assert hits["start"].tolist() == [0, 11]
    assert hits["post"].tolist() == ["与发", "表示"]
    assert kwic_term(sentences, tokens, "中国", width=2, sort="right")["start"].tolist() == [0, 11]
    assert kwic_term(sentences[1:], tokens, "中国")["start"].tolist() == [11]
    assert kwic_term(sentences, tokens, "伦敦").empty


def test_both_scripts_are_found_when_folded_and_shown_as_they_stand():
    sentences = split_sentences(make_documents("卡塔爾與美國會談。卡塔尔表示欢迎。"))
    assert kwic(sentences, "卡塔尔")["start"].tolist() == [9]
    for pattern, regex in (("卡塔尔", False), ("卡塔爾", False), ("卡塔[爾]", True)):
        hits = kwic(sentences, pattern, regex=regex, fold=True)
        assert hits["keyword"].tolist() == ["卡塔爾", "卡塔尔"]
        assert hits["start"].tolist() == [0, 9]
    tokens = segment(sentences, user_words=["卡塔尔"])
    assert kwic_term(sentences, tokens, "卡塔尔")["start"].tolist() == [9]
    assert kwic_term(sentences, tokens, "卡塔尔", fold=True)["keyword"].tolist() == ["卡塔爾", "卡塔尔"]
    folded = segment(sentences, user_words=["卡塔尔"], fold=True)
    assert kwic_term(sentences, folded, "卡塔尔")["keyword"].tolist() == ["卡塔爾", "卡塔尔"]


def test_every_term_of_the_article_stands_as_often_as_it_is_counted(article):
    sentences = split_sentences(article)
    tokens = segment(sentences)
    for term, count in tokens["token"].value_counts().head(30).items():
        hits = kwic_term(sentences, tokens, term)
        assert len(hits) == count
        assert set(hits["keyword"]) == {term}


def test_mentions_of_other_sentences_are_passed_over(mentioned):
    sentences, mentions = mentioned
    assert kwic_actor(sentences[1:], mentions, "QAT")["keyword"].tolist() == ["多哈"]


def test_unknown_actor_is_refused_with_the_closest(mentioned):
    with pytest.raises(InputError, match=r"'QTA', which no mention is of. Did you mean 'QAT'"):
        kwic_actor(*mentioned, "QTA")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"pattern": ""}, "`pattern` is empty; give the word"),
        ({"pattern": "(", "regex": True}, r"`pattern` '\(' is no valid regular expression"),
        ({"pattern": "多哈", "width": -1}, "`width` is -1; give the characters"),
        ({"pattern": "多哈", "sort": "rigth"}, "Did you mean 'right'"),
    ],
)
def test_kwic_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        kwic(make_documents("多哈"), **arguments)


@pytest.mark.parametrize(
    ("term", "options", "message"),
    [
        ("", {}, "`term` is empty; give the word"),
        ("多哈", {"width": -1}, "`width` is -1"),
        ("多哈", {"sort": "up"}, "`sort`"),
    ],
)
def test_kwic_term_refuses_what_it_cannot_use(term, options, message):
    sentences = split_sentences(make_documents("多哈"))
    with pytest.raises(InputError, match=message):
        kwic_term(sentences, segment(sentences), term, **options)


def test_kwic_names_missing_columns():
    with pytest.raises(TableError, match="`texts` lacks the columns 'doc_id', 'text'"):
        kwic(pd.DataFrame({"txt": ["多哈"]}), "多哈")
