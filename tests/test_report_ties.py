"""Standing ties in the study and its page: which stand at the time of the text, what is shown, where marks lead."""

import re

import pandas as pd
import pytest

from waijiao.corpus import read_corpus
from waijiao.lexicon import read_ties
from waijiao.report import render_report
from waijiao.report.evidence import open_archive
from waijiao.report.figures import draw_figures
from waijiao.report.standing import find_named_ties, list_other_ties, list_tie_rows, say_time
from waijiao.study import analyze
from waijiao.summary import find_span

TEXT = "卡塔尔外交大臣同沙特外交大臣会谈。沙特谴责卡塔尔。卡塔尔同美国签署协议。"


def analyze_text(text=TEXT, focal="QAT", **columns):
    return analyze(read_corpus(pd.DataFrame({"text": [text], **columns})), focal=focal)


@pytest.fixture(scope="module")
def undated():
    return analyze_text()


@pytest.fixture(scope="module")
def blockaded():
    return analyze_text(date=["2018-03-01"])


@pytest.fixture(scope="module")
def page(blockaded):
    return render_report(blockaded)


@pytest.mark.parametrize(
    ("dates", "sources", "span"),
    [
        (["2023-10-26", "2022", ""], ["given", "dateline", ""], ("2022", "2023-10-26", "dates")),
        (["2023-10-26", "2024-06-13"], ["given", "crawl"], ("2023-10-26", "2023-10-26", "dates")),
        (["2024-06-13", "2024-06-14"], ["crawl", "crawl"], ("2024-06-14", "2024-06-14", "crawl")),
        (["last week", ""], ["given", ""], ("", "", "")),
    ],
)
def test_time_of_texts_is_that_of_their_dates_or_else_of_the_last_crawl(dates, sources, span):
    assert find_span(pd.DataFrame({"date": dates, "date_source": sources}).astype("str")) == span


def test_ties_of_the_study_are_the_focal_actors_and_those_among_the_actors_of_the_text(blockaded):
    assert {"SAU:QAT:blockade:2017-06-05", "QAT:HAMAS:office:2012"} <= set(blockaded.ties["tie_id"])
    others = blockaded.ties[~blockaded.ties[["actor_a", "actor_b"]].eq("QAT").any(axis=1)]
    assert {*others["actor_a"], *others["actor_b"]} <= {"SAU", "USA"}


def test_ties_stand_at_the_date_of_the_text(blockaded, undated):
    then = set(blockaded.ties.loc[blockaded.ties["stands"], "tie_id"])
    assert "SAU:QAT:blockade:2017-06-05" in then
    assert "QAT:SAU:relations:2021-01-05" not in then
    now = undated.ties[undated.ties["stands"]]
    assert now["end"].eq("").all()
    assert "QAT:SAU:relations:2021-01-05" in set(now["tie_id"])


def test_the_case_study_takes_the_ties_of_the_day_of_its_crawl(root):
    study = analyze(read_corpus(root / "seeds"))
    assert find_span(study.documents).source == "crawl"
    standing = set(study.ties.loc[study.ties["stands"], "tie_id"])
    day = find_span(study.documents).last
    assert standing == set(study.ties["tie_id"]) & set(read_ties(on=day)["tie_id"])
    compared = study.tie_comparison.set_index(["actor_a", "actor_b"])["verdict"]
    assert compared[("QAT", "USA")] == compared[("HAMAS", "QAT")] == "same way"


def test_rows_lay_ties_beside_records(blockaded):
    rows = {row.values["partner"]: row for row in list_tie_rows(blockaded, open_archive(blockaded))}
    saudi = rows["SAU"]
    assert (saudi.anchor, saudi.values["ties_conf"], saudi.values["records"]) == ("ties-SAU", 1, 2)
    assert saudi.values["verdict"] == "mixed"
    assert [tie["kind"].en for tie in saudi.values["standing"]] == ["blockade"]
    assert [tie["kind"].en for tie in saudi.values["past"]] == ["diplomatic relations"]
    assert rows["USA"].values["verdict"] == "same way"
    assert [sentence.number for sentence in rows["USA"].sentences] == [2]


def test_a_partner_of_past_ties_alone_is_shown_too():
    study = analyze_text("卡塔尔同美国会谈。美国同以色列会谈。")
    rows = {row.values["partner"]: row for row in list_tie_rows(study, open_archive(study))}
    assert rows["ISR"].values["verdict"] == ""
    assert [tie["name"].en for tie in rows["ISR"].values["past"]] == ["Israeli trade office in Doha"]


def test_every_tie_of_the_focal_actor_is_in_the_page_once(blockaded):
    rows = list_tie_rows(blockaded, open_archive(blockaded))
    shown = [tie["gid"] for row in rows for part in ("standing", "past") for tie in row.values[part]]
    shown += [tie["gid"] for tie in list_other_ties(blockaded)]
    own = blockaded.ties[blockaded.ties[["actor_a", "actor_b"]].eq("QAT").any(axis=1)]
    assert sorted(shown) == sorted("tie-" + tie_id.replace(":", "-") for tie_id in own["tie_id"])


def test_page_has_the_section_the_figure_the_sources_and_the_caution(page):
    section = page[page.index('<section aria-labelledby="ties">') :]
    section = section[: section.index("</section>")]
    assert "卡塔尔的既有关系" in section
    assert '<figure class="ties">' in section
    assert "Al-Ula Declaration, 2021-01-05" in section
    assert "是状态而不是事件" in section
    assert "Ties that stood at the time of the text (on 2018-03-01) count." in section


def test_marks_of_the_figures_lead_to_the_partners_ties(page):
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert 'href="#ties-SAU"' in page[page.index('<figure class="compass">') : page.index('<dl class="measures">')]
    assert page.count('href="#ties-SAU"') >= 3
    assert set(re.findall(r'href="#(ties-[^"]+)"', page)) <= ids


def test_a_study_without_ties_has_no_section():
    study = analyze_text("瓦努阿图谴责图瓦卢。", focal="VUT")
    assert study.ties.empty
    assert "ties" not in draw_figures(study)
    assert 'id="ties"' not in render_report(study)
    assert find_named_ties(study).empty


def test_a_text_without_acts_has_no_ties():
    study = analyze(read_corpus(pd.DataFrame({"text": ["今天下雨了。"]})))
    assert study.ties.empty
    assert study.tie_comparison.empty
    assert 'id="ties"' not in render_report(study)


def test_time_is_told_in_both_languages(undated, blockaded):
    assert say_time(undated).zh.startswith("文章日期不详，不知有终止日期的关系")
    assert say_time(blockaded).zh == "算作存在的，是文章的日期（2018-03-01）存在过的关系。"
    crawled = analyze_text(date=["2024-06-13"], date_source=["crawl"])
    assert "2024-06-13" in say_time(crawled).en


def test_ties_leave_the_compass_alone(blockaded, undated):
    assert blockaded.compass.measures == pytest.approx(undated.compass.measures, nan_ok=True)
