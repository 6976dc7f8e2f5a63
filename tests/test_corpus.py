"""Reading, zones, sentences: texts stay as they are, and what cannot be read is said in one line."""

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.corpus import find_zones, read_corpus, split_sentences, summarize_cleaning
from waijiao.errors import InputError, TableError
from waijiao.lexicon import data_dir, read_lexicon
from waijiao.text import decode_bytes, find_quotations

SEEDS = Path(__file__).parents[1] / "seeds"
CHINESE = "卡塔尔外交大臣与伊朗外长在多哈会谈，双方讨论了加沙局势。"


def frame(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": list(texts)})


def test_article_is_read_as_it_came_and_its_date_is_the_crawl_date():
    article = read_corpus(SEEDS).iloc[0]
    assert article["text"] == (SEEDS / "000_898c8d6cff5ad214.txt").read_bytes().decode("utf-8")
    assert (article["date"], article["date_source"], article["language"]) == ("2024-06-13", "crawl", "zh-Hans")
    assert article["title"].startswith("加沙人质危机后")


def test_article_sentences_and_zones_agree_with_the_reference_coding():
    reference = read_lexicon(data_dir() / "gold" / "sentences.csv", ["start", "end", "zone"])
    expected = {(int(r.start), int(r.end), r.zone) for r in reference.itertuples()}
    found = split_sentences(read_corpus(SEEDS))
    assert set(zip(found["start"], found["end"], found["zone"], strict=True)) == expected
    assert len(expected) == 58


def test_cleaning_report_of_the_article_names_what_was_set_aside_and_what_looks_damaged():
    report = summarize_cleaning(read_corpus(SEEDS))
    set_aside = report[report["action"] == "set aside"]["text"].str[:6].tolist()
    assert set_aside == ["13 6 月", "Eddiba", "从亚洲的Ed", "READ\xa0 "]
    fragments = report[report["kind"] == "fragment"]["text"].tolist()
    assert fragments == ["或更少。", "主题。"]
    assert report["kind"].tolist().count("open quotation") == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2024年6月13日 10:20", "中美会谈", CHINESE], ["boilerplate", "headline", "body"]),
        (
            ["The Daily", "来自The Daily的全部新闻。", "中美会谈", CHINESE],
            ["boilerplate", "boilerplate", "headline", "body"],
        ),
        (["中美会谈", CHINESE, "双方商定再次会晤", CHINESE], ["headline", "body", "headline", "body"]),
        ([CHINESE, "责任编辑：李明"], ["body", "boilerplate"]),
        ([CHINESE, "延伸阅读：另一篇文章", "版权所有，未经授权禁止转载"], ["body", "boilerplate", "boilerplate"]),
        (["没有句号的一行也是正文"], ["body"]),
        (["", "  ", CHINESE], ["body"]),
    ],
)
def test_find_zones_judges_lines_by_general_rules(lines, expected):
    assert find_zones(frame("\n".join(lines)))["zone"].tolist() == expected


def test_every_boilerplate_pattern_matches_its_example():
    import re

    for row in read_lexicon("boilerplate.csv", ["pattern", "example"]).itertuples():
        assert re.search(row.pattern, row.example), row.line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“我们谴责袭击。”记者问。", ["他说：“我们谴责袭击。”", "记者问。"]),
        ("“比如卡塔尔……并引渡他们，”他说。", ["“比如卡塔尔……并引渡他们，”他说。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("一行没有句号", ["一行没有句号"]),
        ("上涨3.5%。下跌。", ["上涨3.5%。", "下跌。"]),
    ],
)
def test_split_sentences_ends_sentences_where_a_reader_would(text, expected):
    assert split_sentences(frame(text))["text"].tolist() == expected


@given(st.lists(st.text("美伊会谈。！？“”…\n 他,，a1", max_size=60), min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_sentences_point_into_unchanged_text_and_lose_only_blanks(texts):
    documents = frame(*texts)
    before = documents.copy()
    sentences = split_sentences(documents)
    pd.testing.assert_frame_equal(documents, before)
    by_id = dict(zip(documents["doc_id"], documents["text"], strict=True))
    assert all(by_id[r.doc_id][r.start : r.end] == r.text for r in sentences.itertuples())
    for doc_id, text in by_id.items():
        joined = "".join(sentences.loc[sentences["doc_id"] == doc_id, "text"])
        assert "".join(joined.split()) == "".join(text.split())


def test_concatenated_corpora_give_concatenated_sentences():
    one, two = frame(CHINESE), frame("伊朗谴责。", CHINESE).assign(doc_id=["x", "y"])
    together = split_sentences(pd.concat([one, two], ignore_index=True))
    apart = pd.concat([split_sentences(one), split_sentences(two)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_read_corpus_reads_chinese_encodings(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(CHINESE.encode(encoding))
    assert read_corpus(tmp_path).loc[0, "text"] == CHINESE


def test_ids_made_of_file_names_hold_no_blanks(tmp_path):
    (tmp_path / "文章 1.txt").write_text(CHINESE, encoding="utf-8")
    assert read_corpus(tmp_path)["doc_id"].tolist() == ["文章-1"]


def test_read_corpus_reads_big5_as_traditional(tmp_path):
    text = "美國國務卿與卡達外長會談，雙方討論了加薩局勢，並發表聲明。"
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    assert read_corpus(tmp_path).loc[0, ["text", "language"]].tolist() == [text, "zh-Hant"]


def test_read_corpus_reads_tables_of_other_people(tmp_path):
    rows = [{"sid": "a", "title": "会谈", "content": CHINESE, "date": "2023-05-01"}, {"sid": "b", "content": CHINESE}]
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    documents = read_corpus(tmp_path / "x.jsonl.gz")
    assert documents[["doc_id", "title", "date", "date_source"]].values.tolist() == [
        ["a", "会谈", "2023-05-01", "given"],
        ["b", "", "", ""],
    ]
    documents.to_parquet(tmp_path / "y.parquet")
    pd.testing.assert_frame_equal(read_corpus(tmp_path / "y.parquet"), documents)
    documents.to_csv(tmp_path / "z.csv", index=False, encoding="utf-8-sig")
    pd.testing.assert_frame_equal(read_corpus(tmp_path / "z.csv"), documents)


BAD_FILES = [
    ("a.txt", b"", "is empty"),
    ("a.txt", b"\x89PNG\x00\x00\x01", "binary file"),
    ("a.txt", b"\xff\xff\xff\x80\x81" * 9, "not readable as UTF-8, GB 18030 or Big5"),
    ("a.txt", b"Qatar hosts talks.", "not Chinese"),
    ("a.jsonl", b'{"text": "x"}\n{broken', "line 2: is no JSON"),
    ("a.jsonl", b"[1, 2]", "line 1: holds a list"),
    ("a.jsonl", b'{"txt": "x"}', "line 1: has no `text`; it has txt"),
    ("a.csv", b"title,txt\nx,y\n", "lacks the column `text`; its columns are title, txt"),
    ("a.csv", b"title,text\nx,y,z\n", "line 2: has a different number of cells"),
    ("a.parquet", b"no parquet", "cannot be read as Parquet"),
    ("a.txt.gz", b"no gzip", "no complete gzip file"),
    ("a.pdf", b"%PDF", "nothing readable in this folder"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD_FILES)
def test_read_corpus_says_what_is_wrong_with_a_file(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_corpus(tmp_path)


def test_read_corpus_says_what_is_wrong_with_other_input(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        read_corpus(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="No path was given"):
        read_corpus([])
    with pytest.raises(TableError, match=r"lacks the column 'text'; its columns are txet\. Did you mean 'txet'"):
        read_corpus(pd.DataFrame({"txet": ["x"]}))
    with pytest.raises(InputError, match="1 document ids stand more than once \\(first: 'a'\\)"):
        read_corpus(pd.DataFrame({"doc_id": ["a", "a"], "text": [CHINESE, CHINESE]}))
    with pytest.raises(TableError, match="`documents` is a list"):
        split_sentences([CHINESE])


def test_read_corpus_refuses_a_seed_that_was_edited(tmp_path):
    (tmp_path / "a.txt").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,sha256\na.txt,00ff\n", encoding="utf-8")
    with pytest.raises(InputError, match="differs from its manifest"):
        read_corpus(tmp_path)


def test_documents_that_are_not_chinese_are_kept_beside_chinese_ones():
    documents = read_corpus(frame(CHINESE, "Qatar hosts talks."))
    assert documents["language"].tolist() == ["zh-Hans", "und"]


@given(st.text("“”「」‘’a。", max_size=30))
@settings(max_examples=80, deadline=None)
def test_quotations_do_not_overlap_and_begin_with_an_opening_mark(text):
    found = find_quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[q.start] in "“「‘" and (not q.closed or text[q.end - 1] in "”」’") for q in found)


def test_decode_bytes_prefers_the_mark_over_guessing():
    assert decode_bytes("外交".encode("utf-16"), "a") == "外交"


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("20230817", "2023-08-17"), ("2023-08-17", "2023-08-17"), ("2023/8/7", "2023-08-07"),
        ("2023年8月17日", "2023-08-17"), ("2023-08-17T09:30:00", "2023-08-17"), ("2023-08", "2023-08"),
        ("2023", "2023"),
        ("20231345", "20231345"), ("昨日", "昨日"), ("", ""),
    ],
)  # fmt: skip
def test_dates_become_iso_and_what_is_none_stays_as_it_came(given, iso):
    documents = read_corpus(pd.DataFrame({"text": [CHINESE], "date": [given]}))
    assert documents.loc[0, "date"] == iso
