"""A study's own file of actors: added, overridden, dated, hidden, removed, and what is refused."""

import pandas as pd
import pytest

from waijiao.actors import find_actors, read_actor_lexicon
from waijiao.errors import LexiconError


@pytest.fixture
def read_own(tmp_path):
    def read(*lines, header="alias,actor_id,kind"):
        (tmp_path / "mine.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return read_actor_lexicon(tmp_path / "mine.csv")

    return read


def find(text, lexicon, **columns):
    return find_actors(pd.DataFrame({"doc_id": ["d"], "sent_id": ["s"], "text": [text], **columns}), lexicon)


def test_new_group_has_a_code_of_its_own_and_is_taken_up_as_a_group(read_own):
    lexicon = read_own("蓝鸟阵线,BLUEBIRD,name", "蓝鸟,BLUEBIRD,short", "红鸟同盟,红鸟同盟,name")
    mentions = find("蓝鸟阵线会见伊朗外长。该组织指责红鸟同盟，蓝鸟退出。", lexicon)
    assert mentions["principal"].tolist() == ["BLUEBIRD", "IRN", "BLUEBIRD", "红鸟同盟", "BLUEBIRD"]


def test_first_line_of_an_alias_overrides_what_the_package_knows(read_own):
    assert find("迪拜宣布", read_own("迪拜,BLUEBIRD,name"))["principal"].tolist() == ["BLUEBIRD"]


def test_removed_name_is_no_actor_and_blocked_string_hides_what_it_holds(read_own):
    lexicon = read_own("迪拜,,remove", "伊朗裔,,block")
    assert find("迪拜的伊朗裔居民与卡塔尔会谈", lexicon)["principal"].tolist() == ["QAT"]


def test_person_acts_for_the_code_before_the_dot_and_for_the_time_given(read_own):
    lines = ("贝尔德,GBR.BAIRD,person,2020-01-01,2022-01-01", "贝尔德,EU.BAIRD,person,2024-01-01,")
    lexicon = read_own(*lines, header="alias,actor_id,kind,start,end")
    dates = ("2021-05-01", "2023-05-01", "2025-05-01")
    found = [find("贝尔德抵达首都", lexicon, date=[date])[["actor_id", "principal"]].values.tolist() for date in dates]
    assert found == [[["GBR.BAIRD", "GBR"]], [], [["EU.BAIRD", "EU"]]]


def test_common_surname_of_the_study_needs_its_principal(read_own):
    lexicon = read_own("贝尔德,GBR.BAIRD,weak")
    assert find("贝尔德夺冠", lexicon).empty
    assert find("英国大臣贝尔德抵达", lexicon)["actor_id"].tolist() == ["GBR.BAIRD"]


def test_further_name_of_a_group_keeps_its_dated_role(read_own):
    lexicon = read_own("快支,RSF,short")
    found = [find("快支表示", lexicon, date=[date])["principal"].tolist() for date in ("2022-05-01", "2024-05-01")]
    assert found == [["SDN"], ["RSF"]]


def test_traditional_alias_is_found_in_both_scripts(read_own):
    lexicon = read_own("藍鳥陣線,BLUEBIRD,name")
    assert find("藍鳥陣線與蓝鸟阵线", lexicon)["surface"].tolist() == ["藍鳥陣線", "蓝鸟阵线"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",USA,name,,", "line 2: alias is empty; write the words of the text"),
        ("塔,USA,name,,", "line 2: alias is the one character '塔'"),
        ("蓝鸟,BLUEBIRD,names,,", "line 2: kind is 'names'; expected one of name, short, .* Did you mean 'name'"),
        ("蓝鸟,,name,,", "line 2: actor_id is empty; write a code such as USA"),
        ("哥仑比亚,,remove,,", "line 2: '哥仑比亚' is no name here.* write block. Did you mean '哥伦比亚'"),
        ("贝尔德,HAMMAS.BAIRD,person,,", "line 2: 'HAMMAS' before the dot is no known code. Did you mean 'HAMAS'"),
        ("贝尔德,GBR.BAIRD,person,2025-13-01,", "line 2: start is '2025-13-01'; expected a date such as 2026-03-31"),
    ],
)
def test_faulty_line_is_refused_with_its_number_and_what_was_expected(read_own, line, message):
    with pytest.raises(LexiconError, match=rf"mine\.csv, {message}"):
        read_own(line, header="alias,actor_id,kind,start,end")
