"""Every standing tie is linted: known ends, a known kind, dates in order, names in both languages, a source."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from waijiao.lexicon import data_dir, read_lexicon, read_ties

COLUMNS = [
    "actor_a", "actor_b", "kind", "mutual", "polarity", "start", "end", "name_zh", "name_en", "source", "checked",
]  # fmt: skip
KIND_COLUMNS = ["kind", "label_zh", "label_en", "ends", "source"]


@pytest.fixture(scope="module")
def lines():
    return read_lexicon("ties.csv", COLUMNS)


@pytest.fixture(scope="module")
def kinds():
    return read_lexicon("tie_kinds.csv", KIND_COLUMNS)


@pytest.mark.parametrize(("name", "columns"), [("ties.csv", COLUMNS), ("tie_kinds.csv", KIND_COLUMNS)])
def test_the_file_has_the_columns_of_its_description_and_no_others(name, columns):
    assert read_lexicon(name, columns).columns.tolist() == [*columns, "line"]
    data = (data_dir() / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_the_packaged_table_is_read_whole(lines):
    assert len(read_ties()) == len(lines) >= 120


def test_ends_are_principals_of_the_actor_tables(lines):
    known = set(read_lexicon("states.csv", ["code"])["code"])
    known |= set(read_lexicon("organisations.csv", ["principal"])["principal"])
    assert sorted({*lines["actor_a"], *lines["actor_b"]} - known) == []


def test_every_kind_is_described_and_used_and_in_order(lines, kinds):
    assert kinds["kind"].tolist() == sorted(set(kinds["kind"]))
    assert set(kinds["kind"]) == set(lines["kind"])
    assert kinds[KIND_COLUMNS].ne("").all().all()


def test_a_kind_has_one_polarity(lines):
    polarities = lines.groupby("kind")["polarity"].nunique()
    assert polarities[polarities > 1].index.tolist() == []


def test_lines_are_in_order_and_none_stands_twice(lines):
    keys = list(zip(lines["actor_a"], lines["actor_b"], lines["start"], lines["kind"], strict=True))
    assert keys == sorted(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert read_ties()["tie_id"].is_unique


def test_the_ends_of_a_mutual_tie_stand_in_alphabetical_order(lines):
    mutual = lines[lines["mutual"] == "yes"]
    assert mutual.loc[mutual["actor_a"] > mutual["actor_b"], "line"].tolist() == []


def test_the_same_tie_does_not_stand_twice_at_a_time():
    ties = read_ties()
    single = ties[~ties["kind"].isin(["treaty", "designation"])]  # of which two actors may have several
    faults = []
    for _, group in single.sort_values("start").groupby(["actor_a", "actor_b", "kind"]):
        neighbours = pairwise(zip(group["tie_id"], group["start"], group["end"], strict=True))
        faults += [tie for (_, _, end), (tie, start, _) in neighbours if not end or end > start]
    assert faults == []


def test_names_are_short_and_in_their_language(lines):
    assert lines.loc[~lines["name_zh"].str.contains(r"[\u4e00-\u9fff]"), "line"].tolist() == []
    assert lines.loc[lines["name_en"].str.contains(r"[\u4e00-\u9fff]"), "line"].tolist() == []
    assert lines.loc[lines["name_zh"].str.len() > 16, "line"].tolist() == []
    assert lines.loc[lines["name_en"].str.len() > 44, "line"].tolist() == []


def test_every_tie_can_be_cited(lines):
    assert lines.loc[lines["source"].str.len() < 12, "line"].tolist() == []
    # A source is a document or a fact with its date, or a standing list or law; never an address.
    assert lines.loc[lines["source"].str.contains("http|www"), "line"].tolist() == []
    assert {cell for cell in lines["checked"] if cell and not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", cell)} == set()


def test_the_case_study_finds_its_ties():
    qatar = read_ties(on="2023-10", actors="QAT")
    found = set(zip(qatar["actor_a"], qatar["actor_b"], qatar["kind"], strict=True))
    assert {
        ("QAT", "HAMAS", "office"), ("QAT", "TALIBAN", "office"), ("QAT", "USA", "base"), ("USA", "QAT", "status"),
        ("IRN", "QAT", "shared-field"),
    } <= found  # fmt: skip
    assert not found & {("SAU", "QAT", "blockade"), ("QAT", "ISR", "office")}


def test_no_tie_takes_a_stand_on_what_the_policy_leaves_open(lines):
    # A claim to a territory, and a refusal to recognise, is not a tie between two actors.
    assert not lines["kind"].isin(["claim", "sovereignty", "non-recognition"]).any()
    taiwan = lines[(lines["actor_a"] == "TWN") | (lines["actor_b"] == "TWN")]
    words = taiwan["name_zh"] + taiwan["name_en"]
    assert words[words.str.contains("中国台湾|台独|统一|省|叛|renegade|province|reunif|independen")].tolist() == []
