"""Words: every character has its token, names stay whole, and nobody notices that jieba is at work."""

import importlib.util
import os
import subprocess
import sys
import types

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.actors import find_actors, read_actor_lexicon
from waijiao.errors import InputError, TableError
from waijiao.segmentation import make_tagger, segment
from waijiao.tables import CONTRACTS, make_table

# The faster engine is an extra; where it is installed it has to agree with the default one.
ENGINES = ["jieba", *(["rjieba"] if importlib.util.find_spec("rjieba") else [])]


def make_sentences(*texts: str) -> pd.DataFrame:
    rows = [
        {"sent_id": f"a:s{i:03d}", "doc_id": "a", "sent_index": i, "par_index": 0, "start": 0, "end": len(text)}
        | {"zone": "body", "text": text}
        for i, text in enumerate(texts)
    ]
    return make_table("sentences", rows)


def make_mentions(sentences: pd.DataFrame, *spans: tuple[int, int, int, str]) -> pd.DataFrame:
    """Each span is sentence number, start, end, kind."""
    rows = [
        {"sent_id": sentences.loc[number, "sent_id"], "start": start, "end": end, "kind": kind}
        | {"surface": sentences.loc[number, "text"][start:end], "doc_id": "a"}
        for number, start, end, kind in spans
    ]
    return make_table("mentions", rows)


def read_tokens(tokens: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(tokens["token"], tokens["kind"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("谈判", [("谈判", "word")]),
        ("220人", [("220", "number"), ("人", "word")]),
        ("增长3.5%。", [("增长", "word"), ("3.5%", "number"), ("。", "punct")]),
        ("三百万", [("三百万", "number")]),
        ("万一", [("万一", "word")]),
        ("G7峰会", [("G7", "latin"), ("峰会", "word")]),
        ("Eddiba Sports", [("Eddiba", "latin"), ("Sports", "latin")]),
        ("……", [("…", "punct"), ("…", "punct")]),
        ("\u3000 \n", []),
        ("", []),
    ],
)
def test_segment_tells_words_numbers_latin_and_punctuation_apart(text, expected):
    assert read_tokens(segment(make_sentences(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # jieba alone makes words of what follows: 日称, 日电, 日讯, 日晚, 号称, 点称, 日至.
        ("法新社30日称", "法新社 30日/date 称"),
        ("新华社10月30日电", "新华社 10月30日/date 电"),
        ("美联社5日晚称", "美联社 5日晚/date 称"),
        ("当地时间30号称", "当地 时间 30号/number 称"),
        ("11月4日至6日", "11月4日/date 至 6日/date"),
        ("10月30日上午9点称", "10月30日/date 上午 9点/date 称"),
        ("21时许称", "21时许/date 称"),
        ("12时30分宣布", "12时30分/date 宣布"),
        ("2023年10月7日起", "2023年10月7日/date 起"),
        ("２０２３年１０月称", "２０２３年１０月/date 称"),
        ("二〇二三年十月七日称", "二〇二三年十月七日/date 称"),
        ("十月七日称", "十月七日/date 称"),
        ("三十日称", "三十日/date 称"),
        ("2023-10-07会谈", "2023-10-07/date 会谈"),
        ("2023年初步统计", "2023年/date 初步统计"),
        # These are no dates.
        ("六日战争", "六日 战争"),
        ("十月革命", "十月革命"),
        ("90年代", "90/number 年代"),
        ("10年来", "10/number 年来"),
        ("5点建议", "5/number 点 建议"),
        ("48小时", "48/number 小时"),
        ("3月份额", "3月/date 份额"),
        ("5日晚会", "5日/date 晚会"),
        ("100日计划", "100/number 日 计划"),
    ],
)
def test_dates_are_cut_out_before_words(text, expected):
    tokens = segment(make_sentences(text))
    shown = [token if kind == "word" else f"{token}/{kind}" for token, kind in read_tokens(tokens)]
    assert " ".join(shown) == expected


def test_a_name_beside_a_date_stays_whole():
    sentences = make_sentences("10月7日日本表示")
    tokens = segment(sentences, make_mentions(sentences, (0, 5, 7, "name")))
    assert tokens["token"].tolist() == ["10月7日", "日本", "表示"]


@pytest.mark.parametrize("engine", ENGINES)
def test_traditional_text_is_cut_like_simplified_and_folded_on_request(engine):
    sentences = make_sentences("美國總統會見卡塔爾代表")
    mentions = make_mentions(sentences, (0, 6, 9, "name"))
    plain = segment(sentences, mentions, engine=engine)
    folded = segment(sentences, mentions, engine=engine, fold=True)
    assert plain["token"].tolist() == ["美國", "總統", "會見", "卡塔爾", "代表"]
    assert folded["token"].tolist() == ["美国", "总统", "会见", "卡塔尔", "代表"]
    assert folded.drop(columns="token").equals(plain.drop(columns="token"))


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        # jieba alone makes Lincoln of Blinken.
        ("国务卿布林肯表示", [(3, 6, "person")], ["国务卿", "布林肯", "表示"]),
        # A pair is two mentions of one character each.
        ("美伊谈判", [(0, 1, "pair"), (1, 2, "pair")], ["美", "伊", "谈判"]),
        # The outermost of nested mentions counts, also when the inner one comes first in the table.
        ("访问美国国务院", [(2, 4, "name"), (2, 7, "name")], ["访问", "美国国务院"]),
        # Of mentions that cross, the longest counts, then the first.
        ("以色列军方", [(0, 3, "name"), (2, 4, "char")], ["以色列", "军方"]),
        # The same span twice (both states of 美方与俄方 may share a phrase) is one token.
        ("白宫称", [(0, 2, "metonym"), (0, 2, "metonym")], ["白宫", "称"]),
        # Common nouns and pronouns are no names.
        ("他们访问该组织", [(0, 2, "anaphor"), (4, 7, "description")], ["他们", "访问", "该", "组织"]),
        ("谢赫·塔米姆·本·哈马德来访", [(0, 12, "person")], ["谢赫·塔米姆·本·哈马德", "来访"]),
    ],
)
def test_segment_keeps_names_whole(text, spans, expected):
    sentences = make_sentences(text)
    mentions = make_mentions(sentences, *((0, *span) for span in spans))
    tokens = segment(sentences, mentions)
    assert tokens["token"].tolist() == expected
    named = {text[start:end] for start, end, kind in spans if kind not in ("anaphor", "description")}
    assert set(tokens.loc[tokens["kind"] == "name", "token"]) <= named
    assert segment(sentences, mentions[::-1]).equals(tokens)


def test_segment_tears_no_name_that_any_alias_of_the_lexicon_gives():
    lexicon = read_actor_lexicon()
    aliases = [alias for alias in lexicon.patterns if any(sense.kind != "block" for sense in lexicon.senses[alias])]
    sentences = make_sentences(*(f"据悉{alias}30日称" for alias in aliases))
    mentions = find_actors(sentences, lexicon)
    names = mentions[~mentions["kind"].isin(["description", "anaphor"])]
    tokens = segment(sentences, mentions, engine=ENGINES[-1])
    kept = {sent_id: [] for sent_id in sentences["sent_id"]}
    for sent_id, start, end in tokens.loc[tokens["kind"] == "name", ["sent_id", "start", "end"]].itertuples(
        index=False
    ):
        kept[sent_id].append((start, end))
    torn, whole = [], 0
    columns = ["sent_id", "start", "end", "surface", "head"]
    for sent_id, start, end, surface, head in names[columns].itertuples(index=False):
        # A title belongs to the mention, not to the name: 国务卿/布林肯.
        if len(head) > 1 and head in surface:
            start, end = start + surface.index(head), start + surface.index(head) + len(head)
        if not any(first <= start and end <= last for first, last in kept[sent_id]):
            torn.append((sent_id, surface))
        whole += (start, end) == (2, 2 + len(aliases[int(sent_id.partition(":s")[2])]))
    assert torn == []
    assert whole > 0.9 * len(aliases) > 30_000


CHARACTERS = st.text(alphabet="美国伊朗卡塔尔與的谈判表示，。“”……· \u3000ABc19年月日号时%万Ω𠮷é\n", max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHARACTERS, min_size=1, max_size=3), st.data())
def test_tokens_cover_every_character_that_is_not_blank_exactly_once(texts, data):
    sentences = make_sentences(*texts)
    spans = []
    for number, text in enumerate(texts):
        for _ in range(data.draw(st.integers(0, 3)) if text else 0):
            start = data.draw(st.integers(0, len(text) - 1))
            spans.append((number, start, data.draw(st.integers(start + 1, len(text))), "name"))
    mentions = make_mentions(sentences, *spans)
    before = sentences.copy(), mentions.copy()
    tokens = segment(sentences, mentions, engine=data.draw(st.sampled_from(ENGINES)))
    covered = []
    for token in tokens.itertuples():
        text = texts[int(token.sent_id[-3:])]
        assert text[token.start : token.end] == token.token
        assert token.kind == "name" or not token.token.isspace()
        covered += [(token.sent_id, place) for place in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    expected = {(f"a:s{i:03d}", p) for i, text in enumerate(texts) for p, c in enumerate(text) if not c.isspace()}
    assert expected <= set(covered)
    assert sentences.equals(before[0])
    assert mentions.equals(before[1])


def test_tokens_keep_their_contract_also_when_there_are_none():
    for tokens in (segment(make_sentences()), segment(make_sentences("卡塔尔。"))):
        assert {column: str(dtype) for column, dtype in tokens.dtypes.items()} == {
            column: CONTRACTS["tokens"].dtype(column) for column in CONTRACTS["tokens"].columns
        }


def test_segmenting_documents_apart_and_together_gives_the_same_rows():
    first, second = (
        make_sentences("美国与伊朗谈判。"),
        make_sentences("卡塔尔斡旋。").assign(doc_id="b", sent_id="b:s000"),
    )
    together = segment(pd.concat([first, second], ignore_index=True))
    assert together.equals(pd.concat([segment(first), segment(second)], ignore_index=True))


@pytest.mark.parametrize("engine", ENGINES)
def test_user_words_are_found_and_forgotten_with_the_call(engine):
    sentences = make_sentences("她擅长卡多外交")
    assert "卡多外交" not in segment(sentences, engine=engine)["token"].tolist()
    assert "卡多外交" in segment(sentences, engine=engine, user_words=["卡多外交"])["token"].tolist()
    assert "卡多外交" not in segment(sentences, engine=engine)["token"].tolist()


def test_user_words_come_from_a_file_too_in_either_script(tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("# own words\n\n卡多外交 10 n\n圖爾基·費薩爾\n", encoding="utf-8")
    sentences = make_sentences("卡多外交", "图尔基·费萨尔访美", "圖爾基·費薩爾訪美")
    for own in (words, str(words), ["卡多外交", "圖爾基·費薩爾"]):
        tokens = segment(sentences, user_words=own).drop_duplicates("sent_id")
        assert tokens["token"].tolist() == ["卡多外交", "图尔基·费萨尔", "圖爾基·費薩爾"]
    with pytest.raises(InputError, match=r"`user_words` is '.*none.txt', which cannot be read \(FileNotFoundError\)"):
        segment(sentences, user_words=tmp_path / "none.txt")


def test_user_words_with_marks_are_cut_out_longest_first():
    tokens = segment(make_sentences("图尔基·费萨尔·阿勒访美"), user_words=["图尔基·费萨尔", "图尔基·费萨尔·阿勒"])
    assert tokens.loc[0, "token"] == "图尔基·费萨尔·阿勒"


def test_mentions_of_other_sentences_are_passed_over():
    sentences = make_sentences("美国表示", "卡塔尔表示")
    mentions = make_mentions(sentences, (1, 0, 3, "name"))
    assert segment(sentences[:1], mentions)["kind"].tolist() == ["word", "word"]


def test_mentions_that_do_not_fit_the_sentences_are_refused():
    sentences = make_sentences("卡塔尔表示")
    mentions = make_mentions(sentences, (0, 0, 3, "name")).assign(start=1)
    with pytest.raises(TableError, match=r"a:s000 should have '卡塔尔' at 1–3, but there stands '塔尔'"):
        segment(sentences, mentions)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"engine": "jeiba"}, "choose one of 'jieba', 'rjieba'. Did you mean 'jieba'"),
        ({"user_words": [" "]}, "`user_words` holds an empty word"),
    ],
)
def test_segment_refuses_what_it_cannot_use(settings, message):
    with pytest.raises(InputError, match=message):
        segment(make_sentences("卡塔尔"), **settings)


def test_segment_names_the_missing_columns():
    with pytest.raises(TableError, match="`sentences` lacks the columns 'sent_id', 'doc_id'"):
        segment(pd.DataFrame({"text": ["卡塔尔"]}))


def test_missing_engine_is_named_with_the_way_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(InputError, match="'rjieba', which is not installed; install the package rjieba, or take"):
        segment(make_sentences("卡塔尔"), engine="rjieba", user_words=["从未用过的词"])


def test_rjieba_gets_the_user_words_in_a_fixed_order(monkeypatch):
    class Jieba:
        def __init__(self):
            self.words = []

        def add_word(self, word, freq, tag):
            self.words.append(word)

        def cut(self, text):
            return [f"{word}{text}" for word in self.words] if text else []

    monkeypatch.setitem(sys.modules, "rjieba", types.SimpleNamespace(Jieba=Jieba))
    tokens = segment(make_sentences("谈判"), engine="rjieba", user_words={"词二", "词一"})
    assert tokens["end"].tolist() == [4, 8]


@pytest.mark.parametrize("engine", ENGINES[1:] or ENGINES)
def test_engines_agree_on_the_article(engine, root):
    lines = (root / "seeds" / "000_898c8d6cff5ad214.txt").read_text(encoding="utf-8").splitlines()
    sentences = make_sentences(*lines)
    assert segment(sentences, engine=engine).equals(segment(sentences))


@settings(max_examples=60, deadline=None)
@given(CHARACTERS)
def test_tagged_words_make_up_the_text(text):
    tagged = make_tagger()(text)
    assert "".join(word for word, _ in tagged) == text
    assert all(word and tag for word, tag in tagged)


@pytest.mark.parametrize(("word", "tag"), [("访问", "v"), ("组织", "v"), ("北京", "ns"), ("国家", "n"), ("。", "x")])
def test_tagger_tells_parts_of_speech(word, tag):
    assert make_tagger()(word)[0][1][: len(tag)] == tag


def test_segment_is_silent_and_leaves_no_cache_behind(tmp_path):
    script = (
        "import logging, waijiao.segmentation as w, waijiao.tables as t; w.make_tagger()('谈判');"
        "print(w.segment(t.make_table('sentences', [dict(sent_id='s', doc_id='a', sent_index=0, par_index=0,"
        "zone='body', start=0, end=4, text='伊朗谈判')]))['token'].tolist())"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("['伊朗', '谈判']\n", "")
    assert list(tmp_path.iterdir()) == []
