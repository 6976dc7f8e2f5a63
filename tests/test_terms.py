"""Terms: counts agree with quanteda and the literature, and what is left out is said."""

import csv
import json
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.errors import InputError, LexiconError, TableError
from waijiao.lexicon import data_dir, read_lexicon
from waijiao.tables import CONTRACTS, make_table
from waijiao.terms import count_terms, count_terms_over_time, read_stopwords, summarize_dropped

REASONS = ["kind", "stopword", "min_length", "min_count", ""]


def make_tokens(*documents: list[str] | str, kind: str = "word") -> pd.DataFrame:
    """One sentence per document; a word may be written word/kind."""
    rows = []
    for number, document in enumerate(documents):
        words = document.split() if isinstance(document, str) else document
        for index, word in enumerate(words):
            token, _, own = word.partition("/")
            rows.append(
                {"sent_id": f"d{number}:s000", "token_index": index, "doc_id": f"d{number}", "start": 0, "end": 0}
                | {"token": token, "kind": own or kind}
            )
    return make_table("tokens", rows)


@pytest.fixture(scope="module")
def oracle(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))


def test_counts_of_the_article_agree_with_quanteda(oracle):
    terms = count_terms(make_tokens(*oracle["tokens"]), stopwords=None)
    found = {term: [n, docs] for term, n, docs in terms[["term", "count", "doc_count"]].itertuples(index=False)}
    assert found == oracle["frequency"]
    assert found["哈马斯"] == [21, 16]
    assert found["卡塔尔"] == [29, 23]


def test_counts_agree_with_the_published_example_of_textstat_frequency():
    terms = count_terms(make_tokens("a a b b c d", "a d d d", "a a a"), stopwords=None)
    assert terms[["term", "count", "doc_count", "sent_count"]].to_numpy().tolist() == [
        ["a", 6, 3, 3],
        ["d", 4, 2, 2],
        ["b", 2, 1, 1],
        ["c", 1, 1, 1],
    ]
    assert terms.loc[0, "per_million"] == pytest.approx(6 / 13 * 1e6)


def test_ties_are_ordered_by_term_and_groups_are_counted_apart():
    tokens = make_tokens("战争 和平 和平", "和平 战争")
    terms = count_terms(tokens, by="doc_id", stopwords=None)
    assert terms[["doc_id", "term", "count", "per_million"]].round().to_numpy().tolist() == [
        ["d0", "和平", 2, 666667],
        ["d0", "战争", 1, 333333],
        ["d1", "和平", 1, 500000],
        ["d1", "战争", 1, 500000],
    ]
    assert list(terms.columns) == ["doc_id", *CONTRACTS["terms"].columns]


def test_by_takes_columns_merged_from_elsewhere_also_where_they_are_missing():
    tokens = make_tokens("谈判 谈判", "袭击").assign(outlet=["新华社", "新华社", None], year=[2023, 2023, 2024])
    terms = count_terms(tokens, by=["outlet", "year"])
    assert terms["count"].tolist() == [2, 1]
    assert terms["per_million"].tolist() == [1e6, 1e6]


@pytest.fixture
def library():
    """Three documents of two outlets, one dated by a crawl only, one by a month; their sentences; their tokens."""
    documents = make_table(
        "documents",
        [
            {"doc_id": "d0", "outlet": "甲报", "date": "2023-10-07", "date_source": "publication"},
            {"doc_id": "d1", "outlet": "乙报", "date": "2024-01", "date_source": "given"},
            {"doc_id": "d2", "outlet": "乙报", "date": "2024-02-01", "date_source": "crawl"},
        ],
    )
    rows = [
        {"sent_id": f"d{i}:s000", "doc_id": f"d{i}", "sent_index": 0, "par_index": i, "start": 0, "end": 0}
        | {"zone": "headline" if i else "body"}
        for i in range(3)
    ]
    return documents, make_table("sentences", rows), make_tokens("谈判 袭击", "谈判 谈判", "谈判")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("outlet", [("乙报", 3), ("甲报", 1)]),
        ("zone", [("body", 1), ("headline", 3)]),
        ("par_index", [(0, 1), (1, 2), (2, 1)]),
        ("year", [("", 1), ("2023", 1), ("2024", 2)]),
        ("month", [("", 1), ("2023-10", 1), ("2024-01", 2)]),
        # A date that says the month only is of no day, and the date of a crawl dates nothing.
        ("day", [("", 3), ("2023-10-07", 1)]),
        (["zone", "outlet"], [("body", "甲报", 1), ("headline", "乙报", 3)]),
    ],
)
def test_by_takes_any_column_of_sentences_and_documents_and_the_time_of_dates(library, by, expected):
    documents, sentences, tokens = library
    terms = count_terms(tokens, by=by, sentences=sentences, documents=documents)
    found = terms.loc[terms["term"] == "谈判", [*([by] if isinstance(by, str) else by), "count"]]
    assert list(found.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-10-07", ["2023-10-07", "2023-10", "2023"]),
        ("2023-10", ["", "2023-10", "2023"]),
        ("2023", ["", "", "2023"]),
        ("2023-02-30", ["", "", ""]),
        ("昨日", ["", "", ""]),
        ("20231007", ["", "", ""]),
        ("", ["", "", ""]),
    ],
)
def test_dates_give_no_more_than_they_say(date, expected):
    documents = make_table("documents", [{"doc_id": "d0", "date": date, "date_source": "given"}])
    found = [count_terms(make_tokens("谈判"), by=by, documents=documents)[by].item() for by in ("day", "month", "year")]
    assert found == expected


def test_unknown_groups_are_named_with_the_columns_there_are(library):
    documents, sentences, tokens = library
    with pytest.raises(TableError, match=r"`by` has no column 'montth'; .*Did you mean 'month'\?$"):
        count_terms(tokens, by="montth", sentences=sentences, documents=documents)
    with pytest.raises(TableError, match="`documents` holds 'd0' twice; its doc_id has to name one row"):
        count_terms(tokens, by="outlet", documents=pd.concat([documents, documents]))
    with pytest.raises(TableError, match="`documents` lacks the columns 'date', 'date_source'"):
        count_terms(tokens, by="month", documents=documents[["doc_id", "outlet"]])


def test_both_scripts_are_one_term_when_folded_and_share_the_stopwords():
    tokens = make_tokens("卡塔爾 這 談判", "卡塔尔 这 谈判 谈判")
    assert count_terms(tokens)["term"].tolist() == ["谈判", "卡塔尔", "卡塔爾", "談判"]
    folded = count_terms(tokens, fold=True)
    assert folded[["term", "count", "doc_count"]].to_numpy().tolist() == [["谈判", 3, 2], ["卡塔尔", 2, 2]]
    dropped = summarize_dropped(tokens, fold=True).set_index("reason")
    assert dropped.loc["stopword", ["tokens", "terms"]].tolist() == [2, 1]


def test_terms_over_time_hold_zeros_and_empty_periods(library):
    documents, _, tokens = library
    trends = count_terms_over_time(tokens, documents, ["袭击", "谈判"])
    assert trends["term"].tolist() == ["袭击"] * 4 + ["谈判"] * 4
    assert trends["period"].tolist() == ["2023-10", "2023-11", "2023-12", "2024-01"] * 2
    assert trends["count"].tolist() == [1, 0, 0, 0, 1, 0, 0, 2]
    assert trends.loc[:3, ["documents", "tokens"]].to_numpy().tolist() == [[1, 2], [0, 0], [0, 0], [1, 2]]
    assert trends["per_million"].fillna(-1).tolist() == [5e5, -1, -1, 0, 5e5, -1, -1, 1e6]
    assert trends.dtypes.astype(str).to_dict() == {c: CONTRACTS["trends"].dtype(c) for c in CONTRACTS["trends"].columns}


def test_terms_over_time_without_a_date_are_none(library):
    documents, _, tokens = library
    assert count_terms_over_time(tokens, documents.assign(date_source="crawl"), ["谈判"]).empty
    days = count_terms_over_time(tokens, documents, ["谈判"], period="day")
    assert days[["period", "count"]].to_numpy().tolist() == [["2023-10-07", 1]]
    years = count_terms_over_time(tokens, documents, ["谈判"], period="year")
    assert years[["period", "count"]].to_numpy().tolist() == [["2023", 1], ["2024", 2]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"terms": "谈判"}, r"`terms` is '谈判'; give a list of words"),
        ({"terms": []}, r"`terms` is \[\]; give a list of words"),
        ({"terms": ["谈判"], "period": "week"}, "`period` is 'week'; choose one of 'day', 'month', 'year'"),
    ],
)
def test_terms_over_time_refuse_what_they_cannot_use(library, arguments, message):
    with pytest.raises(InputError, match=message):
        count_terms_over_time(library[2], library[0], **arguments)


def test_per_million_does_not_depend_on_what_is_left_out():
    tokens = make_tokens("的 谈判 谈判 袭击 。/punct 2023/number")
    everything = count_terms(tokens, stopwords=None).set_index("term")["per_million"]
    strict = count_terms(tokens, min_count=2).set_index("term")["per_million"]
    assert strict["谈判"] == everything["谈判"] == 500_000


def test_names_are_no_stopwords():
    tokens = make_tokens("以/name 以 袭击")
    assert count_terms(tokens)[["term", "count"]].to_numpy().tolist() == [["以", 1], ["袭击", 1]]


def test_min_length_kinds_and_min_count_leave_out_what_they_say():
    tokens = make_tokens("美/name 谈判 谈判 G7/latin 220/number 。/punct")
    assert count_terms(tokens, min_length=2)["term"].tolist() == ["谈判", "G7"]
    assert count_terms(tokens, kinds=["number"])["term"].tolist() == ["220"]
    assert count_terms(tokens, min_count=2)["term"].tolist() == ["谈判"]


def test_dropped_tokens_are_reported_with_reason_and_examples():
    tokens = make_tokens("我们 的 谈判 谈判 袭击 美 220/number 。/punct 。/punct")
    report = summarize_dropped(tokens, min_length=2, min_count=2).set_index("reason")
    assert report["tokens"].to_dict() == {"kind": 3, "stopword": 2, "min_length": 1, "min_count": 1, "": 2}
    assert report["terms"].to_dict() == {"kind": 2, "stopword": 2, "min_length": 1, "min_count": 1, "": 1}
    assert report.loc["kind", "examples"] == "。 220"
    assert report.loc["min_count", "examples"] == "袭击"
    assert report["share"].sum() == pytest.approx(1)


def test_no_tokens_give_no_terms_and_an_empty_report():
    assert count_terms(make_tokens()).dtypes.astype(str).to_dict() == {
        column: CONTRACTS["terms"].dtype(column) for column in CONTRACTS["terms"].columns
    }
    assert count_terms(make_tokens(), by="doc_id").columns[0] == "doc_id"
    report = summarize_dropped(make_tokens())
    assert report["tokens"].tolist() == [0] * 5
    assert report["share"].isna().all()


WORDS = st.lists(st.sampled_from(["的/word", "以/name", "以/word", "谈判/word", "袭击/word", "。/punct", "7/number"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(1, 3), st.integers(1, 2))
def test_counted_and_dropped_tokens_add_up_and_order_of_documents_is_irrelevant(documents, min_count, min_length):
    tokens = make_tokens(*documents)
    before = tokens.copy()
    chosen = {"min_count": min_count, "min_length": min_length}
    terms, report = count_terms(tokens, **chosen), summarize_dropped(tokens, **chosen)
    assert report["reason"].tolist() == REASONS
    assert report["tokens"].sum() == len(tokens)
    assert report["tokens"].iloc[-1] == terms["count"].sum()
    expected = Counter(w.partition("/")[0] for d in documents for w in d if w in ("以/name", "谈判/word", "袭击/word"))
    kept = {t: n for t, n in expected.items() if n >= min_count and len(t) >= min_length}
    assert dict(zip(terms["term"], terms["count"], strict=True)) == kept
    assert count_terms(tokens[::-1], **chosen).equals(terms)
    assert tokens.equals(before)


@pytest.mark.parametrize(
    ("settings_given", "message"),
    [
        ({"min_count": 0}, "`min_count` is 0; give a whole number from 1"),
        ({"min_length": 0}, "`min_length` is 0; give a whole number from 1"),
        ({"kinds": ["wrod"]}, "`kinds` is 'wrod'.* Did you mean 'word'"),
    ],
)
def test_count_terms_refuses_impossible_settings(settings_given, message):
    with pytest.raises(InputError, match=message):
        count_terms(make_tokens("谈判"), **settings_given)


def test_count_terms_names_missing_columns():
    with pytest.raises(TableError, match=r"`by` has no column 'outlt'; columns are .*Give documents="):
        count_terms(make_tokens("谈判"), by="outlt")


def test_stopwords_come_from_a_file_from_words_or_from_nowhere(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("word,kind,active\n谈判,study,yes\n袭击,study,no\n", encoding="utf-8")
    tokens = make_tokens("谈判 袭击 的")
    assert count_terms(tokens, stopwords=own)["term"].tolist() == ["的", "袭击"]
    assert count_terms(tokens, stopwords=str(own))["term"].tolist() == ["的", "袭击"]
    assert count_terms(tokens, stopwords={"袭击"})["term"].tolist() == ["的", "谈判"]
    assert count_terms(tokens, stopwords=None)["term"].tolist() == ["的", "袭击", "谈判"]
    with pytest.raises(LexiconError, match="no such file"):
        count_terms(tokens, stopwords=tmp_path / "none.csv")


def test_stopword_kinds_can_be_chosen_and_are_checked():
    assert {"说", "表示"} <= read_stopwords(kinds=["reporting verb"])
    assert not {"说", "表示"} & read_stopwords()
    with pytest.raises(InputError, match="`kinds` is 'reporting'; choose one of"):
        read_stopwords(kinds=["reporting"])


def test_shipped_stopwords_are_well_formed_and_name_nobody():
    with (data_dir() / "stopwords.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    words = [row["word"] for row in rows]
    assert len(words) == len(set(words)) > 350
    assert {row["active"] for row in rows} == {"yes", "no"}
    assert all(row["kind"] and row["source"] for row in rows)
    states = read_lexicon("states.csv", ["name_zh", "name_hant_tw", "name_hant_hk"])
    names = set(read_lexicon("aliases.csv", ["alias"])["alias"]).union(
        *(states[column] for column in ("name_zh", "name_hant_tw", "name_hant_hk"))
    )
    assert not names & set(words)
