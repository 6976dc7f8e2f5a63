"""Windows: every count equal to published ones, actors at the place of their names."""

import json
from itertools import combinations_with_replacement

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors
from waijiao.corpus import read_corpus, split_sentences
from waijiao.errors import InputError, TableError
from waijiao.networks import count_neighbours
from waijiao.segmentation import segment
from waijiao.tables import CONTRACTS, make_table


def make_tokens(*sentences: list[str] | str) -> pd.DataFrame:
    """One document per sentence; a word may be written word/kind."""
    rows = []
    for number, sentence in enumerate(sentences):
        for index, word in enumerate(sentence.split() if isinstance(sentence, str) else sentence):
            token, _, kind = word.partition("/")
            rows.append(
                {"sent_id": f"d{number}:s000", "token_index": index, "doc_id": f"d{number}", "start": index}
                | {"end": index + 1, "token": token, "kind": kind or "word"}
            )
    return make_table("tokens", rows)


def by_pair(neighbours: pd.DataFrame, column: str) -> dict[tuple[str, str], float]:
    return {(row["item_a"], row["item_b"]): row[column] for row in neighbours.to_dict("records")}


PUBLISHED = "A D A C E A D F E B A C E D"


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [
        ("count", {"AA": 4, "AB": 1, "AC": 4, "AD": 4, "AE": 5, "AF": 2}),
        ("distance", {"AA": 1.67, "AD": 3.33}),
        ("linear", {"AA": 6, "AD": 10}),
    ],
)
def test_published_sequence_within_three(weighting, expected):
    found = by_pair(count_neighbours(make_tokens(PUBLISHED), window=3, weighting=weighting), "weight")
    assert {pair: round(found[tuple(pair)], 2) for pair in expected} == expected


@pytest.fixture(scope="module")
def paragraphs(root):
    return json.loads((root / "tests" / "oracles" / "quanteda_article.json").read_text(encoding="utf-8"))["tokens"]


def test_article_within_five_agrees_with_quanteda(paragraphs):
    found = by_pair(count_neighbours(make_tokens(*paragraphs)), "k")
    expected = {
        "卡塔尔 哈马斯": 7, "卡塔尔 美国": 3, "卡塔尔 以色列": 3, "美国 以色列": 2, "哈马斯 以色列": 1,
        "卡塔尔 卡塔尔": 2, "哈马斯 哈马斯": 2, "卡塔尔 布林肯": 2,
    }  # fmt: skip
    assert {pair: found[tuple(sorted(pair.split()))] for pair in expected} == expected
    assert tuple(sorted(("美国", "哈马斯"))) not in found


SENTENCES = st.lists(st.lists(st.sampled_from("ABC"), max_size=12), max_size=4)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(1, 6))
def test_counts_are_those_of_every_ordered_pair_of_places(sentences, window):
    found = by_pair(count_neighbours(make_tokens(*sentences), window=window), "k")
    for a, b in combinations_with_replacement("ABC", 2):
        ends = [
            (words[i], words[j])
            for words in sentences
            for i in range(len(words))
            for j in range(len(words))
            if 0 < abs(i - j) <= window
        ]
        assert found.get((a, b), 0) == ends.count((a, b))


def test_other_kinds_are_not_counted_but_take_up_room():
    tokens = make_tokens("美国 ，/punct 伊朗 和/word 以色列")
    near = by_pair(count_neighbours(tokens, window=1), "k")
    assert near == {tuple(sorted(("伊朗", "和"))): 1, tuple(sorted(("以色列", "和"))): 1}
    assert ("伊朗", "美国") in by_pair(count_neighbours(tokens, window=2), "k")
    assert ("，", "伊朗") not in by_pair(count_neighbours(tokens, window=5), "k")


def test_a_window_ends_with_the_sentence():
    assert count_neighbours(make_tokens("美国", "伊朗")).empty


def test_actors_stand_where_their_names_stand():
    text = "美伊会谈后，国务卿布林肯访问卡塔尔，该国表示欢迎。"
    sentences = split_sentences(read_corpus(pd.DataFrame({"text": [text]})))
    mentions = find_actors(sentences)
    tokens = segment(sentences, mentions)
    near = by_pair(count_neighbours(tokens, mentions, window=3), "k")
    assert near == {("IRN", "USA"): 1, ("QAT", "QAT"): 2, ("QAT", "USA"): 1}
    assert by_pair(count_neighbours(tokens, mentions, window=9, weighting="distance"), "weight")["IRN", "USA"] > 1
    assert count_neighbours(tokens, mentions, roles=["place"]).empty


def test_actors_at_one_place_have_distance_one():
    mentions = make_table(
        "mentions",
        [
            {"sent_id": "d0:s000", "start": 0, "end": 1, "principal": principal, "role": "actor"}
            for principal in ("USA", "IRN")
        ],
    )
    found = count_neighbours(make_tokens("美伊 会谈"), mentions, weighting="distance")
    assert found.to_numpy().tolist() == [["IRN", "USA", 1, 1.0]]


def test_no_tokens_give_no_pairs_with_their_contract():
    contract = CONTRACTS["neighbours"]
    for found in (count_neighbours(make_tokens()), count_neighbours(make_tokens(), make_table("mentions", []))):
        assert found.dtypes.astype(str).to_dict() == {column: contract.dtype(column) for column in contract.columns}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"window": 0}, "`window` is 0; give the greatest distance in tokens"),
        ({"weighting": "distanse"}, "Did you mean 'distance'"),
        ({"kinds": ["wort"]}, "Did you mean 'word'"),
        ({"mentions": make_table("mentions", []), "roles": "actor"}, r"give a list, such as \['actor'\]"),
    ],
)
def test_count_neighbours_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises(InputError, match=message):
        count_neighbours(make_tokens("A B"), **arguments)


def test_count_neighbours_names_missing_columns():
    with pytest.raises(TableError, match="`tokens` lacks the columns 'sent_id', 'token_index'"):
        count_neighbours(pd.DataFrame({"token": [], "kind": []}))
