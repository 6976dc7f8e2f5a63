"""Every line by which names are discovered is linted, and what the rules need is there."""

from collections import Counter

import pytest

from waijiao.discovery.patterns import read_name_patterns
from waijiao.errors import LexiconError
from waijiao.lexicon import data_dir, read_lexicon, simplify

COLUMNS = ["word", "position", "kind", "needs", "source"]


def test_every_pattern_is_one_sourced_simplified_line_in_order():
    rows = read_lexicon("name_patterns.csv", COLUMNS)
    keys = list(zip(rows["word"], rows["position"], rows["needs"], strict=True))
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [word for word in rows["word"] if not word or word != simplify(word)] == []
    assert rows["source"].ne("").all()
    order = rows.sort_values(["kind", "needs", "word"], kind="stable").groupby("position", sort=False)
    assert all(group.index.is_monotonic_increasing for _, group in order)
    assert read_name_patterns().ends["委员会"] == {"": "organisation", "name": "organisation", "state": "office"}


def test_no_end_is_blocked_by_itself():
    rows = read_lexicon("name_patterns.csv", COLUMNS)
    ends = set(rows.loc[rows["position"] == "end", "word"])
    blockers = tuple(rows.loc[rows["position"] == "blocker", "word"])
    assert [end for end in ends if end.endswith(blockers)] == []


def test_foreign_names_of_the_persons_are_written_in_the_characters():
    rows = read_lexicon("transliteration.csv", ["char", "source"])
    assert rows["char"].tolist() == sorted(set(rows["char"]))
    assert rows["char"].str.len().eq(1).all()
    assert rows["char"].map(simplify).equals(rows["char"])
    names = {
        name for cell in read_lexicon("persons.csv", ["names"])["names"] for name in cell.split("|") if "·" in name
    }
    written = [char for name in sorted(names) for char in name if char not in "·-"]
    assert sum(char in set(rows["char"]) for char in written) > 0.97 * len(written)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("总统,befor,person,,me", r"line 2: position 'befor' is unknown; .* Did you mean 'before'"),
        ("总统,before,persona,,me", r"line 2: kind 'persona' is unknown; .* Did you mean 'person'"),
        ("当地,generic,person,,me", r"line 2: kind 'person' is unknown; choose one of ''"),
        ("部,end,office,stat,me", r"line 2: needs 'stat' is unknown; .* Did you mean 'state'"),
    ],
)
def test_a_faulty_line_is_named(tmp_path, monkeypatch, line, message):
    for name in ("transliteration.csv", "modifiers.csv"):
        (tmp_path / name).write_bytes((data_dir() / name).read_bytes())
    (tmp_path / "name_patterns.csv").write_text(f"{','.join(COLUMNS)}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("waijiao.discovery.patterns.find_lexicon", lambda name: tmp_path / name)
    with pytest.raises(LexiconError, match=message):
        read_name_patterns()
