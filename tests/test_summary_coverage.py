"""Coverage: who is visible at three levels, what a plain segmenter tears, what stays open."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors, find_actors_and_unresolved, find_unresolved, read_actor_lexicon
from waijiao.corpus import read_corpus, split_sentences
from waijiao.errors import InputError, TableError
from waijiao.segmentation import find_torn_names, segment
from waijiao.summary import find_visible, summarize_coverage
from waijiao.tables import CONTRACTS

LEVELS = ["names", "dictionary", "full"]
# Names, short forms, offices, persons, carriers of news, words that take an actor up, and words between them.
PIECES = [
    "法国", "伊朗", "伊朗通讯社", "美国前总统", "国务卿布林肯", "以军", "美伊", "对伊", "巴方", "德黑兰", "白宫",
    "在多哈", "俄外长", "联合国", "哈马斯", "泰国公民", "该国", "这个海湾国家", "两国", "他们", "其", "外交部", "我们",
    "谴责", "访问", "表示，", "和", "、", "“", "”",
]  # fmt: skip
DOCUMENTS = st.lists(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join), min_size=1, max_size=5),
    min_size=1, max_size=3,
)  # fmt: skip


def table(documents):
    rows = [
        {"doc_id": f"d{number}", "sent_id": f"d{number}:s{place:03d}", "text": text, "zone": "body"}
        for number, sentences in enumerate(documents)
        for place, text in enumerate(sentences)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sent_id", "text", "zone"])


def summarize(*texts):
    sentences = table([texts])
    return summarize_coverage(sentences, find_actors(sentences))


def part(coverage, name):
    return coverage[coverage["part"] == name].set_index("item")


@pytest.fixture(scope="module")
def article(root):
    sentences = split_sentences(read_corpus(root / "seeds"))
    text = sentences[sentences["zone"] != "boilerplate"].reset_index(drop=True)
    return text, find_actors(text)


def check_contract(name, frame):
    contract = CONTRACTS[name]
    assert frame.columns.tolist() == list(contract.columns)
    assert {c: str(frame[c].dtype) for c in frame} == {c: contract.dtype(c) for c in contract.columns}
    assert not frame.duplicated(list(contract.key)).any()


# -- levels ----------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_each_level_shows_at_least_what_the_one_before_shows(documents):
    sentences = table(documents)
    visible = find_visible(sentences, find_actors(sentences))
    assert visible["sent_id"].tolist() == sentences["sent_id"].tolist()
    for row in visible[LEVELS].itertuples(index=False):
        names, dictionary, full = (set(shown.split()) for shown in row)
        assert names <= dictionary <= full


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_the_dictionary_finds_what_takes_up_no_other_mention_of_the_full_reading(documents):
    sentences = table(documents)
    full, dictionary = find_actors(sentences), find_actors(sentences, coverage="dictionary")
    own = full[full["antecedent"] == ""].reset_index(drop=True)
    pd.testing.assert_frame_equal(own.drop(columns="mention_id"), dictionary.drop(columns="mention_id"))


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS)
def test_one_reading_finds_actors_and_unresolved_words(documents):
    sentences = table(documents)
    mentions, unresolved = find_actors_and_unresolved(sentences)
    pd.testing.assert_frame_equal(mentions, find_actors(sentences))
    pd.testing.assert_frame_equal(unresolved, find_unresolved(sentences))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法国谴责伊朗。", ["FRA IRN", "FRA IRN", "FRA IRN"]),
        ("法国谴责以军。", ["FRA", "FRA ISR", "FRA ISR"]),
        ("白宫谴责德黑兰方面。", ["", "IRN USA", "IRN USA"]),
        # The source of a report is no actor, whatever a list of names sees.
        ("据伊朗通讯社报道，法国表示欢迎。", ["FRA", "FRA", "FRA"]),
        ("今天天气很好。", ["", "", ""]),
    ],
)
def test_who_is_visible(text, expected):
    sentences = table([[text]])
    assert find_visible(sentences, find_actors(sentences)).loc[0, LEVELS].tolist() == expected


def test_what_takes_up_a_name_is_visible_in_full_only():
    sentences = table([["法国外长发表讲话。", "该国谴责伊朗。"]])
    visible = find_visible(sentences, find_actors(sentences))
    assert visible.loc[1, LEVELS].tolist() == ["IRN", "IRN", "FRA IRN"]


def test_a_studys_own_names_count(tmp_path):
    own = tmp_path / "mine.csv"
    own.write_text("alias,actor_id,kind\n青川商会,QINGCHUAN,name\n", encoding="utf-8")
    sentences, lexicon = table([["青川商会感谢法国。"]]), read_actor_lexicon(own)
    visible = find_visible(sentences, find_actors(sentences, lexicon), lexicon)
    assert visible.loc[0, "names"] == "FRA QINGCHUAN"


def test_the_article_shows_more_ends_level_by_level(article):
    shares = part(summarize_coverage(*article), "both ends")["share"]
    assert shares.index.tolist() == LEVELS
    assert 0.5 < shares["names"] < shares["dictionary"] < shares["full"] < 1


# -- torn names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_torn_are_the_names_that_are_no_tokens_without_mentions(article, engine):
    sentences, mentions = article
    place = ["sent_id", "start", "end"]
    tokens, plain = segment(sentences, mentions, engine=engine), segment(sentences, engine=engine)
    names = set(tokens.loc[tokens["kind"] == "name", place].itertuples(index=False, name=None))
    torn = find_torn_names(sentences, mentions, engine=engine)
    assert set(torn[place].itertuples(index=False, name=None)) == names - set(
        plain[place].itertuples(index=False, name=None)
    )
    assert len(torn) > 10
    texts = dict(zip(sentences["sent_id"], sentences["text"], strict=True))
    assert all(texts[row.sent_id][row.start : row.end] == row.surface for row in torn.itertuples())


@pytest.mark.parametrize(
    ("text", "surface", "pieces"),
    [
        ("布林肯到访。", "布林肯", "布/林肯"),
        ("安东尼·布林肯到访。", "安东尼·布林肯", "安东尼/布/林肯"),
        ("法国人走上街头。", "法国", "法国人"),
    ],
)
def test_names_are_torn_or_run_together(text, surface, pieces):
    sentences = table([[text]])
    torn = find_torn_names(sentences, find_actors(sentences))
    assert torn[["surface", "pieces"]].to_numpy().tolist() == [[surface, pieces]]


def test_names_that_the_segmenter_knows_are_not_torn():
    sentences = table([["法国谴责伊朗。", "今天天气很好。"]])
    assert find_torn_names(sentences, find_actors(sentences)).empty


def test_torn_names_of_other_sentences_and_unknown_engines_are_refused():
    sentences = table([["法国谴责伊朗。"]])
    mentions = find_actors(sentences)
    with pytest.raises(TableError, match="find the actors again in these very sentences"):
        find_torn_names(sentences.assign(text="伊朗谴责法国。"), mentions)
    with pytest.raises(InputError, match="Did you mean 'jieba'"):
        find_torn_names(sentences, mentions, engine="jiebaa")


# -- the summary -----------------------------------------------------------------------------------------------------


def test_every_finding_is_counted_once(article):
    sentences, mentions = article
    coverage = summarize_coverage(sentences, mentions)
    assert part(coverage, "kind")["count"].sum() == len(mentions)
    assert part(coverage, "torn")["count"].sum() == len(find_torn_names(sentences, mentions))
    assert part(coverage, "unresolved")["count"].sum() == len(find_unresolved(sentences))
    assert coverage["share"].to_numpy() == pytest.approx(coverage["sentences"].to_numpy() / len(sentences))


def test_words_stand_by_falling_count_with_sentences_and_reason():
    coverage = summarize("他们表示欢迎，他们表示感谢。", "巴方对此表示欢迎。", "他们同意。")
    left = part(coverage, "unresolved")
    assert left[["count", "sentences"]].loc["他们"].tolist() == [3, 2]
    assert left.index[0] == "他们"
    assert "none is named in the document" in left.loc["巴", "note"]
    assert part(coverage, "torn").empty


def test_tables_given_are_taken_as_they_are(article):
    sentences, mentions = article
    tables = {
        "visible": find_visible(sentences, mentions),
        "torn": find_torn_names(sentences, mentions).head(0),
        "unresolved": find_unresolved(sentences).head(1),
    }
    coverage = summarize_coverage(sentences, mentions, **tables)
    assert part(coverage, "torn").empty
    assert part(coverage, "unresolved")["count"].tolist() == [1]


def test_tables_keep_their_contracts_also_when_empty(article):
    nothing = table([])
    for sentences, mentions in (article, (nothing, find_actors(nothing))):
        check_contract("visible", find_visible(sentences, mentions))
        check_contract("torn", find_torn_names(sentences, mentions))
        check_contract("coverage", summarize_coverage(sentences, mentions))
    assert summarize_coverage(nothing, find_actors(nothing))["share"].isna().all()


def test_order_of_documents_does_not_matter_and_parts_make_the_whole(article):
    sentences = table([["法国谴责伊朗。", "该国表示遗憾。"], ["布林肯访问多哈。"]])
    other = sentences.iloc[[2, 0, 1]].reset_index(drop=True)
    one, two = find_actors(sentences), find_actors(other)
    pd.testing.assert_frame_equal(summarize_coverage(sentences, one), summarize_coverage(other, two))
    halves = [sentences.iloc[:2], sentences.iloc[2:]]
    for find in (find_visible, find_torn_names):
        parts = pd.concat([find(half, find_actors(half)) for half in halves], ignore_index=True)
        pd.testing.assert_frame_equal(find(sentences, one), parts)


def test_input_stays_as_it_was(article):
    sentences, mentions = (frame.copy(deep=True) for frame in article)
    summarize_coverage(sentences, mentions)
    pd.testing.assert_frame_equal(sentences, article[0])
    pd.testing.assert_frame_equal(mentions, article[1])


def test_missing_columns_are_named():
    sentences = table([["法国谴责伊朗。"]])
    with pytest.raises(TableError, match="lacks the column 'kind'"):
        summarize_coverage(sentences, find_actors(sentences).drop(columns="kind"))
    with pytest.raises(TableError, match="lacks the column 'text'"):
        find_visible(sentences.drop(columns="text"), find_actors(sentences))
