"""Every line of the actor lexicons is linted: one fact a line, known actors, no doubles, dates that are dates."""

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from waijiao import actors
from waijiao.actors import find_actors, list_principals, read_actor_lexicon
from waijiao.actors.contexts import read_contexts
from waijiao.actors.sources import _COLUMNS
from waijiao.lexicon import data_dir

FILES = sorted(_COLUMNS)
ALIAS_KINDS = {"name", "short", "part", "place", "capital", "seat", "epithet"}


def read(name):
    with (data_dir() / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def list_actors():
    return {row["code"] for row in read("states.csv")} | {row["actor_id"] for row in read("organisations.csv")}


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_a_source_and_no_stray_blanks(name):
    for number, row in enumerate(read(name), start=2):
        assert row["source"], f"{name}, line {number}"
        assert all(cell == cell.strip() for cell in row.values()), f"{name}, line {number}"


@pytest.mark.parametrize("name", FILES)
def test_no_line_stands_twice(name):
    lines = (data_dir() / name).read_text(encoding="utf-8").splitlines()
    assert [line for line, count in Counter(lines).items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("states.csv", ["code"]), ("aliases.csv", ["alias", "actor_id"]), ("offices.csv", ["word"]),
        ("blockers.csv", ["string"]),
        ("media.csv", ["name"]), ("short_forms.csv", ["char", "actor_id"]), ("frames.csv", ["word", "position"]),
        ("pairs.csv", ["pair"]), ("anaphors.csv", ["form"]), ("descriptions.csv", ["noun"]),
        ("places.csv", ["state", "name_en"]), ("office_parts.csv", ["word", "part"]),
        ("organisations.csv", ["actor_id", "start"]), ("persons.csv", ["person_id", "principal", "office", "start"]),
    ],
)  # fmt: skip
def test_key_is_unique(name, key):
    counts = Counter(tuple(row[column] for column in key) for row in read(name))
    assert [value for value, count in counts.items() if count > 1] == []


def test_files_point_only_to_known_actors():
    known = list_actors()
    for name, column in (("aliases.csv", "actor_id"), ("short_forms.csv", "actor_id"), ("persons.csv", "principal"),
                         ("organisations.csv", "principal")):  # fmt: skip
        unknown = {row[column] for row in read(name)} - known
        assert unknown <= {"华"}, f"{name}: {sorted(unknown)}"
    assert {row["principal"] for row in read("media.csv")} - {""} <= known
    assert {row["kind"] for row in read("aliases.csv")} <= ALIAS_KINDS


def test_all_states_are_there_with_names_in_three_scripts():
    rows = read("states.csv")
    assert len(rows) >= 249
    assert all(re.fullmatch("[A-Z]{3}", row["code"]) for row in rows)
    columns = ("name_zh", "name_hant_tw", "name_hant_hk", "name_en")
    assert [row["code"] for row in rows if not all(row[column] for column in columns)] == []
    assert {"PSE", "XKX", "TWN", "ESH", "GRL"} <= {row["code"] for row in rows}


def test_almost_every_state_has_a_capital():
    capitals = {row["actor_id"] for row in read("aliases.csv") if row["kind"] in ("capital", "seat")}
    assert len(capitals & {row["code"] for row in read("states.csv")}) >= 175


@pytest.mark.parametrize("name", ["persons.csv", "organisations.csv"])
def test_dates_are_dates_and_end_after_they_start(name):
    for number, row in enumerate(read(name), start=2):
        start, end = (date.fromisoformat(row[column]) if row[column] else None for column in ("start", "end"))
        assert not (start and end) or start < end, f"{name}, line {number}"


def test_more_than_a_thousand_terms_of_office_and_150_organisations():
    assert len(read("persons.csv")) >= 1000
    assert len({row["actor_id"] for row in read("organisations.csv")}) >= 150


def test_persons_say_whether_the_term_was_looked_up():
    assert {row["source"] for row in read("persons.csv")} == {"written", "checked 2026-11"}


def test_one_person_has_one_name_in_all_lines():
    names = {}
    for row in read("persons.csv"):
        assert names.setdefault(row["person_id"], row["name_zh"]) == row["name_zh"]


def test_no_name_is_a_single_character():
    assert [row["alias"] for row in read("aliases.csv") if len(row["alias"]) < 2] == []
    assert [form for row in read("persons.csv") for form in list_forms(row) if len(form) == 1] == []


def list_forms(row):
    return [name for column in ("names", "weak_names") for name in row[column].split("|") if name]


def test_no_blocker_hides_a_whole_name():
    names = {row["alias"] for row in read("aliases.csv")} | {row["name_zh"] for row in read("states.csv")}
    names |= {name for row in read("persons.csv") for name in list_forms(row)}
    assert sorted({row["string"] for row in read("blockers.csv")} & names) == []


def test_places_have_a_known_state_or_none_and_a_name_that_nothing_else_has():
    rows = read("places.csv")
    assert {row["state"] for row in rows} <= {row["code"] for row in read("states.csv")} | {""}
    assert {row["sort"] for row in rows} == {"city", "region", "island", "site"}
    named = [(name, row["state"]) for row in rows for name in row["names"].split("|")]
    assert [pair for pair, count in Counter(named).items() if count > 1] == []
    others = {row["alias"] for row in read("aliases.csv") if row["kind"] != "capital"}
    others |= {row["string"] for row in read("blockers.csv")} | {row["name"] for row in read("media.csv")}
    others |= {row[column] for row in read("states.csv") for column in ("name_zh", "name_hant_tw", "name_hant_hk")}
    others |= {name for row in read("persons.csv") for name in row["names"].split("|")}
    assert sorted({name for name, _ in named} & others) == []
    # A contested place names nobody, and no state beside it.
    contested = {name for name, state in named if not state}
    assert sorted(contested & {name for name, state in named if state}) == []


def test_frames_and_pairs_use_known_characters():
    chars = {row["char"] for row in read("short_forms.csv")}
    named = {(row["char"], row["actor_id"]) for row in read("short_forms.csv")}
    for row in read("pairs.csv"):
        members = row["members"].split()
        assert len(members) == len(row["pair"]) == 2, row["pair"]
        assert {each for each in zip(row["pair"], members, strict=True) if each[1] != "?"} <= named, row["pair"]
    assert {char for row in read("frames.csv") for char in row["except"]} <= chars
    assert {row["position"] for row in read("frames.csv")} == {"before", "start", "after", "own", "pair", "lead"}


def test_every_name_in_the_data_is_found_as_its_actor():
    import pandas as pd

    rows = [(row["alias"], row["actor_id"]) for row in read("aliases.csv") if row["kind"] in ("name", "short")]
    rows += [(row["name_zh"], row["code"]) for row in read("states.csv")]
    sentences = pd.DataFrame({
        "doc_id": [str(n) for n in range(len(rows))], "sent_id": [str(n) for n in range(len(rows))],
        "text": [f"{name}表示。" for name, _ in rows],
    })  # fmt: skip
    shared = {name for name, count in Counter(name for name, _ in set(rows)).items() if count > 1}
    principals = list_principals(find_actors(sentences))
    periods = [(row["actor_id"], row["principal"]) for row in read("organisations.csv")]
    acting = dict(periods) | {actor: actor for actor, principal in periods if actor == principal}
    wrong = [
        name for n, (name, actor) in enumerate(rows)
        if principals.get(str(n), []) != ([] if name in shared else [acting.get(actor, actor)])
    ]  # fmt: skip
    assert wrong == []


def find_principals(forms, text):
    import pandas as pd

    ids = [str(n) for n in range(len(forms))]
    texts, dates = [text(form, row) for form, row in forms], [row["start"] for _, row in forms]
    sentences = pd.DataFrame({"doc_id": ids, "sent_id": ids, "text": texts, "date": dates})
    found = list_principals(find_actors(sentences))
    return [found.get(sent_id, []) for sent_id in ids]


def test_every_sure_name_of_a_person_acts_for_the_principal_from_the_first_day():
    forms = [(name, row) for row in read("persons.csv") for name in row["names"].split("|") if name]
    principals = find_principals(forms, lambda form, row: f"{form}表示。")
    assert [form for (form, row), found in zip(forms, principals, strict=True) if found != [row["principal"]]] == []


def test_every_common_surname_needs_its_principal_or_its_title():
    forms = [(name, row) for row in read("persons.csv") for name in row["weak_names"].split("|") if name]
    alone = find_principals(forms, lambda form, row: f"{form}表示。")
    assert [form for (form, _), found in zip(forms, alone, strict=True) if found] == []
    labels = read_actor_lexicon().names_zh
    named = find_principals(forms, lambda form, row: f"{form}会见{labels[row['principal']]}代表。")
    assert [form for (form, row), found in zip(forms, named, strict=True) if row["principal"] not in found] == []
    presidents = [(form, row) for form, row in forms if row["office"] == "president"]
    titled = find_principals(presidents, lambda form, row: f"总统{form}表示。")
    assert [form for (form, row), found in zip(presidents, titled, strict=True) if found != [row["principal"]]] == []


def test_terms_of_one_person_in_one_office_do_not_overlap():
    terms = {}
    for row in read("persons.csv"):
        key = (row["person_id"], row["principal"], row["office"])
        terms.setdefault(key, []).append((row["start"], row["end"] or "9999"))
    runs = {key: sorted(spans) for key, spans in terms.items()}
    assert [key for key, spans in runs.items() if any(a[1] > b[0] for a, b in pairwise(spans))] == []


def test_lexicon_holds_labels_for_every_actor():
    lexicon = read_actor_lexicon()
    assert set(lexicon.names_zh) == set(lexicon.names_en) == list_actors()


def test_lists_of_contexts_are_those_that_the_rules_ask_for():
    contexts = read_contexts()
    code = "".join(path.read_text(encoding="utf-8") for path in Path(actors.__file__).parent.glob("*.py"))
    assert {name for name in contexts.words if f"{{{name}}}" not in code and f'words["{name}"]' not in code} == set()
    assert contexts["{people}"].search("两名官员")
    assert not contexts["{people}"].search("代表团")
    assert contexts["{place_before}$"].search("他身在")
    assert not contexts["{place_before}$"].search("旨在")
