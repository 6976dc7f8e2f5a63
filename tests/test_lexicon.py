"""Which file a lexicon is read from, and that an edited file is read again."""

import os
from pathlib import Path

import pandas as pd
import pytest

from waijiao.actors import find_actors, read_actor_lexicon
from waijiao.errors import LexiconError
from waijiao.events import code_events, read_event_lexicon
from waijiao.lexicon import data_dir, find_lexicon, read_codebook, read_lexicon, read_wordlist

SENTENCES = pd.DataFrame({"doc_id": ["a"], "sent_id": ["a:s000"], "text": ["法国点赞蓝鸟国。"]})


def write_later(file: Path, text: str) -> Path:
    """Write a file and date it a second after the one it replaces, as an editor's save would be."""
    before = file.stat().st_mtime_ns if file.is_file() else 0
    file.write_text(text, encoding="utf-8")
    stamp = max(before + 1_000_000_000, file.stat().st_mtime_ns)
    os.utime(file, ns=(stamp, stamp))
    return file


@pytest.mark.parametrize("name", ["cues.csv", "modifiers.csv", "states.csv", "codebook.toml"])
def test_a_file_of_the_same_name_in_the_working_folder_is_not_taken_for_the_packages_own(tmp_path, monkeypatch, name):
    (tmp_path / name).write_text("word\nx\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_lexicon(name) == data_dir() / name
    assert find_lexicon(Path(name)) == Path(name)
    assert find_lexicon(f"./{name}") == Path(name)
    assert read_codebook()["ASSAULT"].score == -9.0
    assert read_event_lexicon().find_matches("谴责")
    assert read_actor_lexicon().senses["伊朗"]


def test_a_lexicon_that_is_not_there_is_named_as_it_was_given():
    with pytest.raises(LexiconError, match=r"^mine\.csv: no such file; expected a CSV file with word"):
        read_wordlist("mine.csv")
    with pytest.raises(LexiconError, match=r"^mine\.toml: no such file; expected a TOML file"):
        read_codebook("mine.toml")


def test_edited_files_are_read_again(tmp_path):
    header = "cue,category,frame,mode,intensity,example,source\n"
    cues = write_later(tmp_path / "cues.csv", f"{header}点赞,SUPPORT,transitive,,,点赞,x\n")
    actors = write_later(tmp_path / "actors.csv", "alias,actor_id,kind\n蓝鸟国,BLUEBIRD,name\n")

    def code() -> list[list[str]]:
        events = code_events(SENTENCES, find_actors(SENTENCES, read_actor_lexicon(actors)), cues=cues)
        return events[["source", "category", "target"]].to_numpy().tolist()

    assert code() == [["FRA", "SUPPORT", "BLUEBIRD"]]
    write_later(cues, f"{header}点赞,ACCUSE,transitive,,,点赞,x\n")
    write_later(actors, "alias,actor_id,kind\n蓝鸟国,REDBIRD,name\n")
    assert code() == [["FRA", "ACCUSE", "REDBIRD"]]


def test_unchanged_files_are_read_once():
    assert read_event_lexicon() is read_event_lexicon()
    assert read_actor_lexicon() is read_actor_lexicon()
    assert read_codebook() is read_codebook()


def test_every_fault_of_a_table_names_file_and_line(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("word,kind\nx,y\n\nz\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"own\.csv, line 4: has 1 cells, the first line has 2"):
        read_lexicon(own, ["word"])
    own.write_bytes("word\n外交\n".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"own\.csv: is not UTF-8; save it as"):
        read_lexicon(own, ["word"])
