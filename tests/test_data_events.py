"""Every line of the event coder's knowledge: codebook.toml, cues.csv, modifiers.csv."""

from collections import Counter

import pandas as pd
import pytest

from waijiao.events.knowledge import FRAMES, MODIFIER_KINDS, read_event_lexicon
from waijiao.lexicon import data_dir, read_codebook, read_lexicon

CUE_COLUMNS = ["cue", "category", "frame", "mode", "intensity", "example", "source"]
MODIFIER_COLUMNS = ["word", "kind", "scope", "example", "source"]
CATEGORIES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "MEDIATE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
# CAMEO 1.1b3 root codes with their Goldstein weights.
GOLDSTEIN = {
    "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "10": -5.0, "11": -2.0, "12": -4.0,
    "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "19": -10.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def cues() -> pd.DataFrame:
    return read_lexicon("cues.csv", CUE_COLUMNS)


@pytest.fixture(scope="module")
def modifiers() -> pd.DataFrame:
    return read_lexicon("modifiers.csv", MODIFIER_COLUMNS)


def describe_rows(rows: pd.DataFrame) -> list[str]:
    """Return what a reader needs to find the faulty lines."""
    return [f"line {line}: {word}" for line, word in zip(rows["line"], rows.iloc[:, 0], strict=True)]


# --- codebook ------------------------------------------------------------------------------------------------------


def test_codebook_holds_the_categories_in_the_order_of_their_quad_class() -> None:
    book = read_codebook()
    assert list(book) == CATEGORIES
    quads = [category.quad for category in book.values()]
    assert quads == sorted(quads)


@pytest.mark.parametrize("name", CATEGORIES)
def test_codebook_scores_agree_with_polarity(name: str) -> None:
    category = read_codebook()[name]
    assert category.polarity == (category.score > 0) - (category.score < 0)
    assert (category.polarity == 0) == (name == "REQUEST")
    assert abs(category.score) <= 10
    assert category.intensity in (1, 2, 3)


@pytest.mark.parametrize("name", [name for name in CATEGORIES if name != "MEDIATE"])
def test_codebook_takes_the_goldstein_weight_of_its_cameo_root(name: str) -> None:
    category = read_codebook()[name]
    assert category.goldstein == GOLDSTEIN[category.cameo_root]


@pytest.mark.parametrize("name", CATEGORIES)
def test_codebook_explains_each_category(name: str) -> None:
    category = read_codebook()[name]
    texts = [category.label_zh, category.label_en, category.definition, category.include, category.exclude]
    assert all(texts)
    assert len(set(category.examples)) >= 3


@pytest.mark.parametrize("name", CATEGORIES)
def test_codebook_examples_hold_a_cue_of_their_category(name: str) -> None:
    lexicon = read_event_lexicon()
    for example in read_codebook()[name].examples:
        found = {cue.category.name for match in lexicon.find_matches(example) for cue in match.cues}
        assert name in found, example


def test_contact_is_implied_by_acts_done_together_and_never_by_words_alone() -> None:
    with_channel = {name for name, category in read_codebook().items() if category.channel}
    assert with_channel == {"AGREE", "CONSULT", "MEDIATE", "COOPERATE", "AID"}


# --- cues ----------------------------------------------------------------------------------------------------------


def test_cues_have_exactly_the_columns_of_the_format(cues: pd.DataFrame) -> None:
    assert list(cues.columns) == [*CUE_COLUMNS, "line"]


def test_cues_use_known_categories_frames_and_intensities(cues: pd.DataFrame) -> None:
    assert set(cues["category"]) == set(CATEGORIES)
    assert set(cues["frame"]) <= set(FRAMES)
    assert set(cues["intensity"]) <= {"", "1", "2", "3"}


def test_cues_use_every_frame_that_reads_participants(cues: pd.DataFrame) -> None:
    assert set(FRAMES) - {"none"} <= set(cues["frame"])


def test_cues_are_not_repeated(cues: pd.DataFrame) -> None:
    assert describe_rows(cues[cues.duplicated(["cue", "category", "frame"])]) == []


def test_cues_are_sorted_by_category_cue_and_frame(cues: pd.DataFrame) -> None:
    keys = list(zip(cues["category"], cues["cue"], cues["frame"], strict=True))
    assert keys == sorted(keys)


def test_every_cue_stands_in_its_own_example_and_names_its_source(cues: pd.DataFrame) -> None:
    lacking = [cue not in example for cue, example in zip(cues["cue"], cues["example"], strict=True)]
    assert describe_rows(cues[lacking]) == []
    assert describe_rows(cues[cues["source"] == ""]) == []


def test_examples_of_cues_are_longer_than_the_cue(cues: pd.DataFrame) -> None:
    bare = cues["example"].str.len() < cues["cue"].str.len() + 2
    assert describe_rows(cues[bare]) == []


def test_cues_of_one_character_belong_to_headlines(cues: pd.DataFrame) -> None:
    single = cues[(cues["cue"].str.len() == 1) & (cues["mode"] != "headline")]
    assert describe_rows(single) == []


def test_cues_are_chinese_words_without_blanks_or_marks(cues: pd.DataFrame) -> None:
    assert describe_rows(cues[~cues["cue"].str.fullmatch(r"[\u4e00-\u9fff]+")]) == []


def test_modes_are_short_english_words(cues: pd.DataFrame) -> None:
    assert describe_rows(cues[~cues["mode"].str.fullmatch(r"[a-z-]*")]) == []


def test_every_category_has_enough_cues(cues: pd.DataFrame) -> None:
    counts = Counter(cues["category"])
    assert {name: counts[name] for name in CATEGORIES if counts[name] < 25} == {}


@pytest.mark.parametrize(
    ("frame", "categories"),
    [
        ("request", {"REQUEST"}),
        ("mediate", {"MEDIATE"}),
        ("visit", {"CONSULT"}),
        ("agree", {"AGREE"}),
        ("judge", {"ACCUSE", "SUPPORT", "REQUEST", "THREATEN"}),
        ("lift", {"CONCEDE", "RETREAT"}),
        ("reject", {"REJECT", "SANCTION"}),
    ],
)
def test_frames_that_turn_an_act_keep_to_their_categories(cues: pd.DataFrame, frame: str, categories: set[str]) -> None:
    assert set(cues.loc[cues["frame"] == frame, "category"]) == categories


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("取消制裁", "CONCEDE"), ("解除封锁", "CONCEDE"), ("取消罢工", "CONCEDE"), ("取消访问", "REJECT"),
        ("拒绝谈判", "REJECT"), ("停止攻击", "RETREAT"), ("停火谈判", "CONSULT"), ("停火协议", "AGREE"),
        ("违反停火", "ACCUSE"), ("恢复外交关系", "AGREE"), ("重开大使馆", "COOPERATE"), ("断绝外交关系", "SANCTION"),
        ("召见大使", "ACCUSE"), ("召回大使", "SANCTION"), ("强烈抗议", "ACCUSE"), ("石油封锁", "COERCE"),
        ("停止援助", "SANCTION"), ("交换战俘", "CONCEDE"), ("联合军演", "COOPERATE"), ("军演", "MOBILIZE"),
        ("网络攻击", "COERCE"), ("关税威胁", "SANCTION"), ("不承认", "REJECT"), ("表示谴责", "ACCUSE"),
    ],
)  # fmt: skip
def test_longer_phrases_change_the_meaning_of_the_words_in_them(text: str, category: str) -> None:
    first = next(match for match in read_event_lexicon().find_matches(text) if match.cues)
    assert category in {cue.category.name for cue in first.cues}


# --- modifiers -----------------------------------------------------------------------------------------------------


def test_modifiers_have_exactly_the_columns_of_the_format(modifiers: pd.DataFrame) -> None:
    assert list(modifiers.columns) == [*MODIFIER_COLUMNS, "line"]


def test_modifiers_use_known_kinds_and_scopes(modifiers: pd.DataFrame) -> None:
    assert set(modifiers["kind"]) <= set(MODIFIER_KINDS)
    assert set(modifiers["scope"]) <= {"verb", "clause", "word"}


def test_modifiers_are_sorted_unique_and_stand_in_their_examples(modifiers: pd.DataFrame) -> None:
    keys = list(zip(modifiers["kind"], modifiers["word"], strict=True))
    assert keys == sorted(set(keys))
    lacking = [word not in example for word, example in zip(modifiers["word"], modifiers["example"], strict=True)]
    assert describe_rows(modifiers[lacking]) == []


@pytest.mark.parametrize("word", ["驱逐舰", "战斗机", "支持率", "反对派", "无人机", "谈判桌"])
def test_words_that_only_contain_a_cue_are_blocked(word: str) -> None:
    matches = read_event_lexicon().find_matches(word)
    assert [match.kinds for match in matches] == [frozenset({"blocker"})]


def test_no_cue_is_blocked(cues: pd.DataFrame, modifiers: pd.DataFrame) -> None:
    blocked = set(modifiers.loc[modifiers["kind"] == "blocker", "word"])
    assert describe_rows(cues[cues["cue"].isin(blocked)]) == []


@pytest.mark.parametrize("name", ["cues.csv", "modifiers.csv", "codebook.toml"])
def test_files_are_plain_utf8_with_unix_line_ends(name: str) -> None:
    data = (data_dir() / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert "\ufffd" not in data.decode("utf-8")
