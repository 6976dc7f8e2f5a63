"""The study as files: all that is promised is there, readable, the same in every process, and whole or not there."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from waijiao.corpus import read_corpus
from waijiao.errors import InputError
from waijiao.networks import read_network
from waijiao.report import check_folder, folder, render_summary, write_study
from waijiao.report.folder import list_tables
from waijiao.report.layout import align_columns, fold_line, measure_cells, shorten
from waijiao.study import analyze

OPTIONS = {"focal": "", "labels": "both", "seed": 0}
TABLES = [
    "documents", "zones", "cleaning", "sentences", "mentions", "unresolved", "visible", "tokens", "torn", "coverage",
    "terms", "pairs", "paragraph_pairs", "events", "repeats", "relations", "comparison", "uncertainty", "ties",
    "tie_comparison", "compass_measures", "compass_partners", "compass_chords",
]  # fmt: skip
FIGURES = ["terms", "dispersion", "network", "stance", "compass", "compass_grid", "ties"]
SHORT = "法国谴责伊朗。美国谴责伊朗。美国和法国举行会谈。"


def analyze_text(text):
    return analyze(read_corpus(pd.DataFrame({"text": [text]})))


@pytest.fixture(scope="module")
def study(root):
    return analyze(read_corpus(root / "seeds"))


@pytest.fixture(scope="module")
def small():
    return analyze_text(SHORT)


@pytest.fixture(scope="module")
def written(study, tmp_path_factory):
    """Write the case study once; return its folder, the files named and the steps reported."""
    place, steps = tmp_path_factory.mktemp("study") / "case-study", []
    files = write_study(study, place, options=OPTIONS, progress=lambda *step: steps.append(step))
    return place, files, steps


@pytest.fixture
def place(tmp_path):
    """Return where a small study can be written, and a function that lists what lies there and beside it."""
    return tmp_path / "mine"


def hash_files(place):
    files = sorted(path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# -- what is there ---------------------------------------------------------------------------------------------------


def test_every_promised_file_is_written_and_named(written):
    place, files, _ = written
    expected = {"report.html", "summary.txt", "provenance.json"}
    expected |= {f"tables/{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")}
    expected |= {f"figures/{name}.{kind}" for name in FIGURES for kind in ("svg", "png")}
    expected |= {f"networks/{name}.{kind}" for name in ("cooccurrence", "relations") for kind in ("graphml", "gexf")}
    assert {path.relative_to(place).as_posix() for path in files} == expected == set(hash_files(place))


@pytest.mark.parametrize("name", TABLES)
def test_csv_opens_in_spreadsheets_and_says_what_parquet_says(written, study, name):
    place, _, _ = written
    csv, parquet = place / "tables" / f"{name}.csv", pd.read_parquet(place / "tables" / f"{name}.parquet")
    assert csv.read_bytes().startswith(b"\xef\xbb\xbf")
    pd.testing.assert_frame_equal(parquet, list_tables(study)[name].reset_index(drop=True))
    texts = {column: "str" for column in parquet.columns if parquet[column].dtype == "str"}
    numbers = {column: [""] for column in parquet.columns if parquet[column].dtype == "float64"}
    read = pd.read_csv(csv, encoding="utf-8-sig", dtype=texts, keep_default_na=False, na_values=numbers)
    pd.testing.assert_frame_equal(read.astype(parquet.dtypes.to_dict()), parquet, check_exact=True)


@pytest.mark.parametrize("name", ["cooccurrence", "relations"])
@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_networks_open_with_everyday_names(written, study, name, kind):
    network = read_network(written[0] / "networks" / f"{name}.{kind}")
    assert network.is_directed() == (name == "relations")
    assert network.nodes["QAT"]["label_zh"] == "卡塔尔"
    assert network.nodes["QAT"]["label_en"] == "Qatar"
    expected = study.pairs if name == "cooccurrence" else study.relations
    assert network.number_of_edges() == len(expected)


def test_the_network_of_the_study_has_everyday_names(study):
    assert [study.network.nodes["QAT"][key] for key in ("label", "label_en")] == ["卡塔尔", "Qatar"]


def test_progress_is_told_from_first_to_last(written):
    _, files, steps = written
    assert steps[-1] == ("written", len(files), len(files))
    assert [done for _, done, whole in steps if whole == len(files)] == list(range(len(files) + 1))


def test_wheel_holds_the_parts_of_the_page(root, tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    held = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    parts = {f"waijiao/report/{name}" for name in ("template.html", "macros.html", "page.css", "page.js")}
    assert sorted((parts | {"waijiao/data/glossary.csv"}) - held) == []


# -- provenance ------------------------------------------------------------------------------------------------------


def test_provenance_names_texts_lexicons_versions_and_options(written, root):
    provenance = json.loads((written[0] / "provenance.json").read_text(encoding="utf-8"))
    manifest = pd.read_csv(root / "seeds" / "manifest.csv")
    assert [entry["sha256"] for entry in provenance["documents"]] == manifest["sha256"].tolist()
    cues = (root / "data" / "cues.csv").read_bytes()
    assert provenance["lexicons"]["cues.csv"] == hashlib.sha256(cues).hexdigest()
    assert {"codebook.toml", "gold/relations.csv", "states.csv"} <= set(provenance["lexicons"])
    assert provenance["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert provenance["packages"]["pandas"] == pd.__version__
    assert provenance["options"] == {"focal": "", "labels": "both"}
    assert provenance["seed"] == 0
    assert provenance["tables"]["sentences"]["rows"] == 58


def test_a_path_among_the_options_is_kept_as_name_and_fingerprint(small, place, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("actor\n", encoding="utf-8")
    write_study(small, place, labels="en", options={"actors": own})
    kept = json.loads((place / "provenance.json").read_text(encoding="utf-8"))["options"]["actors"]
    assert kept == {"file": "own.csv", "sha256": hashlib.sha256(b"actor\n").hexdigest()}


def test_no_file_names_this_machine(written, root):
    texts = [path.read_text(encoding="utf-8") for path in written[1] if path.suffix not in (".parquet", ".png")]
    assert [text[:40] for text in texts if str(root) in text or str(written[0].parent) in text] == []


def test_another_process_writes_the_same_bytes(written, root, tmp_path):
    code = (
        "import sys, waijiao as wj; "
        f"wj.write_study(wj.analyze(wj.read_corpus(sys.argv[1])), sys.argv[2], options={OPTIONS!r})"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Qatar"}
    command = [sys.executable, "-W", "error", "-c", code, str(root / "seeds"), str(tmp_path / "again")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == ""
    assert hash_files(tmp_path / "again") == hash_files(written[0])


# -- whole or not there ----------------------------------------------------------------------------------------------


def test_an_earlier_study_is_replaced_as_a_whole(small, place):
    write_study(small, place, labels="en")
    (place / "tables" / "stale.csv").write_text("old", encoding="utf-8")
    write_study(small, place, labels="en")
    assert not (place / "tables" / "stale.csv").exists()
    assert (place / "report.html").is_file()
    assert [path.name for path in place.parent.iterdir()] == ["mine"]


def test_an_empty_folder_and_folders_that_are_not_there_are_used(small, place):
    place.mkdir()
    write_study(small, place, labels="en")
    write_study(small, place.parent / "new" / "deep", labels="en")
    assert (place.parent / "new" / "deep" / "report.html").is_file()


@pytest.mark.parametrize("held", ["thesis.docx", "provenance.json"])
def test_a_folder_with_other_files_is_refused_and_left_alone(small, place, held):
    place.mkdir()
    (place / held).write_text('{"made_by": "somebody else"}', encoding="utf-8")
    with pytest.raises(InputError, match=rf"mine: holds files .* such as {held}; expected a new or empty folder"):
        write_study(small, place)
    assert [path.name for path in place.parent.rglob("*")] == ["mine", held]


def test_a_file_of_that_name_is_refused(place):
    place.write_text("thesis", encoding="utf-8")
    with pytest.raises(InputError, match="mine: is a file; expected a folder"):
        check_folder(place)


def test_a_place_where_nothing_can_be_made_is_refused(small, place):
    place.write_text("thesis", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be written there .* Give another name"):
        write_study(small, place / "inside", labels="en")


@pytest.mark.parametrize("step", ["render_page", "write_network", "_write_parquet", "_swap"])
def test_nothing_is_left_when_a_step_fails(small, place, monkeypatch, step):
    def fail(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(folder, step, fail)
    with pytest.raises(OSError, match="disk full"):
        write_study(small, place, labels="en")
    assert list(place.parent.iterdir()) == []


def test_the_earlier_study_stays_when_a_step_fails(small, place, monkeypatch):
    write_study(small, place, labels="en")
    before = hash_files(place)
    rename = Path.rename

    def fail(self, target):
        if self.name == "new":
            raise OSError("busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="busy"):
        write_study(small, place, labels="en")
    assert hash_files(place) == before
    assert [path.name for path in place.parent.iterdir()] == ["mine"]


def test_unknown_labels_are_refused_before_anything_is_written(small, place):
    with pytest.raises(InputError, match="`labels` is 'cn'; choose one of 'zh', 'en', 'both'"):
        write_study(small, place, labels="cn")
    assert not place.exists()


def test_a_text_without_any_act_is_written_too(place):
    files = write_study(analyze_text("今天下雨，大家都没有出门。"), place)
    assert {"report.html", "terms.svg", "relations.csv", "relations.gexf"} <= {path.name for path in files}
    assert not (place / "figures" / "compass.svg").exists()


# -- the summary -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
def test_summary_fits_on_a_screen(study, labels):
    lines = render_summary(study, labels).splitlines()
    assert len(lines) <= 60
    assert max(map(measure_cells, lines)) <= 132
    assert [line for line in lines if line != line.rstrip()] == []


def test_summary_says_what_was_cleaned_counted_and_measured_and_what_it_cannot_show(study):
    summary = render_summary(study)
    assert "58 sentences" in summary
    assert summary.splitlines()[1].startswith("Both ends visible in ")
    assert "set aside   4  boilerplate" in summary
    assert "卡塔尔" in summary
    assert "Strongest cooperation" in summary
    assert "The diplomatic compass of Qatar" in summary
    assert "One article cannot show that Qatar is special" in summary
    assert "day of the crawl, which" in summary
    assert "not testable" in summary


def test_summary_in_chinese_has_no_english_headings(study):
    summary = render_summary(study, "zh")
    assert "最强的合作关系" in summary
    assert "一篇文章不能说明卡塔尔与众不同" in summary
    assert "Strongest" not in summary


def test_summary_columns_stand_under_each_other(study):
    lines = render_summary(study, "both").splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("行为体 Actors"))
    table = lines[head : lines.index("", head)]
    column = measure_cells(table[0][: table[0].index("文中写作")])
    ends = {measure_cells(row[: row.index(row.split("  ")[-1])]) for row in table[1:]}
    assert ends == {column}


def test_summary_of_a_text_without_acts_says_so():
    assert "No act between actors was coded, so there is no compass." in render_summary(analyze_text("今天下雨了。"))


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("QAT", 3), ("卡塔尔", 6), ("，", 2), ("…", 1), ("e\u0301", 1), ("卡 A", 4)]
)
def test_chinese_characters_take_two_cells(text, cells):
    assert measure_cells(text) == cells


def test_texts_are_cut_and_folded_by_cells():
    assert shorten("美国和\n卡塔尔", 9) == "美国和…"
    assert fold_line("第一句，说完。 Second part", 8) == ["第一句，", "说完。", "Second", "part"]
    assert align_columns([("a", "1"), ("美国", "22")], right=[1]) == ["a      1", "美国  22"]
