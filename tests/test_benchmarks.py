"""The benchmark of the matcher measures what it says, and goes on without what is not installed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# Names that overlap, hide each other, or stand in Latin letters; and characters around them.
NAMES = [
    "以色列", "予以", "得以", "列支敦士登", "伊朗", "发展中国家", "中国", "WHO", "UN", "布林肯", "林肯",
    "多哈", "哈马斯",
]  # fmt: skip


@pytest.fixture(scope="module")
def finders(matching):
    senses = matching.wj.read_actor_lexicon().senses
    names = [name for name in NAMES if name in senses]
    assert len(names) > 8
    return matching.make_brute_force(names), matching.make_waijiao(names)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*NAMES, "给", "士", "马", "斯", "L", "的"]), max_size=8).map("".join))
def test_matcher_takes_the_longest_then_the_leftmost_as_brute_force_does(finders, text):
    brute_force, ours = finders
    assert [hit[:2] for hit in ours(text)] == brute_force(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予以色列支持", ["以色列"]),
        ("发展中国家", ["发展中国家"]),
        ("WHO在WHOLE里", ["WHO"]),
        ("布林肯", ["布林肯"]),
        ("", []),
    ],
)
def test_brute_force_by_hand(finders, text, expected):
    assert [text[start:end] for start, end in finders[0](text)] == expected


def test_every_way_is_measured_and_what_is_missing_is_named(matching, monkeypatch, capsys):
    def without_flashtext(names):
        raise ModuleNotFoundError("No module named 'flashtext'", name="flashtext")

    monkeypatch.setattr(matching, "CHECKED", 1_000)
    monkeypatch.setattr(matching, "BATCH", 100)
    monkeypatch.setattr(matching, "run_alone", lambda function, *arguments: function(*arguments))
    monkeypatch.setitem(matching.WAYS, "flashtext", without_flashtext)
    monkeypatch.setattr("sys.argv", ["matching.py", "--megabytes", "0.01"])
    matching.main()
    shown = capsys.readouterr().out
    rows = [line for line in shown.splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == [
        *(label for way, label in matching.LABELS.items() if way != "flashtext"), "`find_actors`, everything"
    ]  # fmt: skip
    assert all(float(row.split(" | ")[1]) > 0 for row in rows)
    assert "FlashText was not measured: it needs the package flashtext (pip install flashtext)." in shown
    assert re.search(r"`find_actors` reads [\d,]+ sentences a second", shown)
