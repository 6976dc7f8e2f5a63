"""The command line: what it writes, and how it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from waijiao.cli import main

SEEDS = Path(__file__).parents[1] / "seeds"


def write_sentences(path: Path) -> Path:
    rows = [
        {"sid": "A1", "title": "一个标题", "text": "以军称，击毙两名哈马斯武装人员。"},
        {"sid": "A2", "title": "", "text": "英国7月CPI同比上涨6.8%"},
        {"sid": "A3", "title": "", "text": ""},
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_code_writes_one_line_per_record_in_the_annotation_form(tmp_path, capsys):
    output = tmp_path / "coded.jsonl"
    assert main(["code", str(write_sentences(tmp_path / "in.jsonl")), "--output", str(output)]) == 0
    records = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [record["sid"] for record in records] == ["A1", "A2", "A3"]
    assert records[0]["actors"] == ["HAMAS", "ISR"]
    event = {key: records[0]["events"][0][key] for key in ("source", "target", "category", "modality", "claimed_by")}
    assert event == {
        "source": "ISR",
        "target": "HAMAS",
        "category": "ASSAULT",
        "modality": "actual",
        "claimed_by": "ISR",
    }
    assert records[1] == {"sid": "A2", "actors": ["GBR"], "events": []}
    assert records[2] == {"sid": "A3", "actors": [], "events": []}
    assert "3 records, 1 events" in capsys.readouterr().out


def test_score_compares_a_coding_with_a_reference(tmp_path, capsys):
    output = tmp_path / "coded.jsonl"
    main(["code", str(write_sentences(tmp_path / "in.jsonl")), "--output", str(output)])
    capsys.readouterr()
    assert main(["score", str(output), str(output)]) == 0
    table = capsys.readouterr().out
    assert "directed" in table
    assert "claimed_by" in table
    assert "1.000" in table


def test_study_writes_everything_and_prints_a_summary(tmp_path, capsys):
    output = tmp_path / "study"
    assert main(["study", str(SEEDS), "--output", str(output)]) == 0
    printed = capsys.readouterr().out
    assert "卡塔尔" in printed
    assert str(output / "report.html") in printed
    events = pd.read_csv(output / "tables" / "events.csv", encoding="utf-8-sig")
    assert {"source", "target", "category", "rule_id", "evidence"} <= set(events.columns)
    assert (output / "provenance.json").is_file()


def test_discover_lists_names_in_no_table_and_writes_rows_to_paste(tmp_path, capsys):
    (tmp_path / "in.txt").write_text(
        "乌克兰国防部副部长布兰尼茨表示，布兰尼茨先生未到场。\n“山谷阵线”否认。\n", encoding="utf-8"
    )
    output, own = tmp_path / "names.csv", tmp_path / "my.csv"
    assert main(["discover", str(tmp_path / "in.txt"), "--output", str(output), "--top", "1"]) == 0
    printed = capsys.readouterr().out
    assert "布兰尼茨,UKR,person" in printed
    assert "山谷阵线" not in printed
    assert "1 of 2 shown; all, with two sentences each, in" in printed
    assert output.read_bytes().startswith(b"\xef\xbb\xbf")
    found = pd.read_csv(output, encoding="utf-8-sig")
    assert found[["surface", "count"]].to_numpy().tolist() == [["布兰尼茨", 2], ["“山谷阵线”", 1]]
    own.write_text("alias,actor_id,kind\n" + "\n".join(found["row"]) + "\n", encoding="utf-8")
    assert main(["discover", str(tmp_path / "in.txt"), "--actors", str(own)]) == 0
    assert capsys.readouterr().out.startswith("nothing found\n")


def test_discover_lists_other_kinds_and_verbs_on_demand(tmp_path, capsys):
    (tmp_path / "in.txt").write_text("台风卡努拉逼近。日本模仿韩国。日本模仿了法国。\n", encoding="utf-8")
    assert main(["discover", str(tmp_path / "in.txt"), "--kinds", "thing"]) == 0
    assert "卡努拉" in capsys.readouterr().out
    assert main(["discover", str(tmp_path / "in.txt"), "--verbs"]) == 0
    assert "模仿,,transitive,,,,written" in capsys.readouterr().out
    assert main(["discover", str(tmp_path / "in.txt"), "--kinds", "things"]) == 2
    assert "`kinds` is 'things'" in capsys.readouterr().err


def test_discover_refuses_a_folder_that_is_not_there_before_it_reads(tmp_path, capsys):
    assert main(["discover", "missing.txt", "--output", str(tmp_path / "no" / "names.csv")]) == 2
    assert "there is no folder" in capsys.readouterr().err


BAD = [
    (["missing.txt"], "no such file or folder"),
    (["empty.txt"], "is empty"),
    (["binary.bin.txt"], "is a binary file"),
    (["english.txt"], "not Chinese"),
    (["folder"], "nothing readable in this folder"),
    (["columns.csv"], "lacks the column `text`"),
]


@pytest.fixture
def bad_inputs(tmp_path, monkeypatch):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.bin.txt").write_bytes(b"\x7fELF\x00\x00")
    (tmp_path / "english.txt").write_text("Qatar hosts talks between the parties.", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "columns.csv").write_text("title,body_text\na,b\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("arguments", "message"), BAD)
@pytest.mark.parametrize("command", ["study", "code", "discover"])
def test_bad_input_ends_with_one_clear_line_and_code_2_and_writes_nothing(
    bad_inputs, capsys, command, arguments, message
):
    before = sorted(bad_inputs.rglob("*"))
    assert main([command, *arguments, "--output", "out"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("waijiao: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert sorted(bad_inputs.rglob("*")) == before


def test_an_unknown_focal_actor_is_named_with_those_there_are(tmp_path, capsys):
    assert main(["study", str(SEEDS), "--output", str(tmp_path / "out"), "--focal", "QATAR"]) == 2
    assert "`focal` is 'QATAR', which takes part in no event" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_module_runs_as_a_program():
    done = subprocess.run([sys.executable, "-m", "waijiao", "code"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: waijiao code" in done.stderr
