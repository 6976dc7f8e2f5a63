"""The study as one page: needs nothing from outside, opens to its sentences, shows whatever a text holds as text."""

import json
import re
import subprocess
import tempfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from waijiao.corpus import read_corpus
from waijiao.errors import InputError
from waijiao.report import render_report
from waijiao.report.evidence import Span, mark_text, open_archive
from waijiao.report.figures import Link, draw_figures, inline_svg
from waijiao.report.reference import find_reference
from waijiao.report.sections import PAIR_VERDICTS
from waijiao.study import analyze
from waijiao.tables import CONTRACTS

VOID = {"meta", "link", "br", "img", "input", "hr"}
FIGURES = ["terms", "dispersion", "network", "stance", "compass", "compass_grid", "ties"]


class Page(HTMLParser):
    """The elements of a page with their attributes and text, and tags that do not match."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.faults = [], [], []
        self.feed(html)
        self.faults += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), list(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), list(self.open)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} at {self.getpos()}")

    def find(self, tag, **wanted):
        return [
            attrs
            for name, attrs, _ in self.elements
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]


def analyze_text(*texts, **columns):
    return analyze(read_corpus(pd.DataFrame({"text": list(texts), **columns})))


@pytest.fixture(scope="module")
def study(root):
    return analyze(read_corpus(root / "seeds"))


@pytest.fixture(scope="module")
def html(study):
    return render_report(study)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


# -- the page stands alone -------------------------------------------------------------------------------------------


def test_page_asks_for_nothing_outside(html, page):
    wanted = [
        value
        for _, attrs, _ in page.elements
        for name, value in attrs.items()
        if name in ("src", "href", "srcset", "action", "poster", "xlink:href", "data")
    ]
    assert [value[:60] for value in wanted if not value.startswith(("#", "data:"))] == []
    assert [url for url in re.findall(r"url\(([^)]*)\)", html) if not url.startswith("#")] == []
    assert "@import" not in html
    assert not {"iframe", "object", "embed", "base"} & {tag for tag, _, _ in page.elements}
    (policy,) = [attrs["content"] for attrs in page.find("meta") if "http-equiv" in attrs]
    assert policy.startswith("default-src 'none'")


def test_page_is_well_formed_and_every_link_leads_somewhere(page):
    assert page.faults == []
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    targets = {attrs["href"][1:] for _, attrs, _ in page.elements if attrs.get("href", "").startswith("#")}
    targets |= {name for _, attrs, _ in page.elements for name in attrs.get("aria-labelledby", "").split()}
    assert sorted(targets - set(ids)) == []


def test_page_can_be_read_with_a_screen_reader(page):
    assert page.find("html") == [{"lang": "zh-Hans"}]
    assert len(page.find("h1")) == 1
    pictures = [attrs for attrs in page.find("svg") if attrs.get("aria-hidden") != "true"]
    assert len(pictures) == len(FIGURES)
    assert all(len(attrs["aria-label"]) > 20 for attrs in pictures)
    assert [attrs for attrs in page.find("th") if attrs.get("scope") not in ("col", "row")] == []
    assert all(attrs.get("lang") == "zh-Hans" for attrs in page.find("blockquote"))


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_text_is_readable_on_its_ground(html):
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", html))
    for text in ("ink", "muted", "coop", "conf", "accent"):
        assert min(contrast(colours[text], ground) for ground in ("#ffffff", colours["pale"])) >= 4.5, text
    assert contrast(colours["ink"], colours["mark"]) >= 7


# -- what it shows ---------------------------------------------------------------------------------------------------


def test_every_relation_opens_to_its_sentences_with_the_cue_marked(study, html):
    for row in study.relations.itertuples():
        start = html.index(f'id="relation-{row.source}-{row.target}"')
        block = html[start : html.index("</details>", start)]
        events = study.events[(study.events["source"] == row.source) & (study.events["target"] == row.target)]
        assert block.count("<blockquote") == events["sent_id"].nunique()
        assert block.count("<mark>") >= events["sent_id"].nunique()
        assert all(rule in block for rule in events["rule_id"] if rule)


def test_every_partner_and_hostile_pair_of_the_compass_opens_to_its_sentences(study, html):
    rows = [(f"partner-{row.actor}", row.evidence) for row in study.compass.partners.itertuples() if row.evidence]
    rows += [(f"hostile-{row.actor_a}-{row.actor_b}", row.evidence) for row in study.compass.chords.itertuples()]
    for anchor, evidence in rows:
        start = html.index(f'id="{anchor}"')
        assert html[start : html.index("</details>", start)].count("<blockquote") == len(evidence.split())


def test_dots_lines_and_cells_of_figures_lead_to_their_rows(study, page):
    names = {attrs["href"]: attrs.get("aria-label") for attrs in page.find("a") if "aria-label" in attrs}
    assert "Qatar" in names["#relation-QAT-USA"]
    assert {f"#partner-{row.actor}" for row in study.compass.partners.itertuples() if row.evidence} <= set(names)
    assert "#pair-QAT-USA" in names


def test_sentences_stand_with_their_places_in_the_document(study, html):
    text = html[html.index('<ol class="text">') :]
    for row in study.sentences.itertuples():
        assert f'<span class="offset">{row.start}–{row.end}' in text


def test_page_is_honest_about_one_article_and_about_the_date(html):
    assert "One article cannot show that Qatar is special" in html
    assert "一篇文章不能说明卡塔尔与众不同" in html
    assert "day of the crawl, which dates no event" in html
    assert "“not testable”, which is not “not significant”" in html
    assert "no test was made" in html


def test_each_pair_of_the_page_has_its_verdict_in_both_languages(study, html):
    assert set(study.pairs["verdict"]) <= set(PAIR_VERDICTS)
    assert all(verdict in CONTRACTS["pairs"].columns["verdict"] for verdict in PAIR_VERDICTS)
    for verdict in set(study.pairs["verdict"].head(12)):
        assert PAIR_VERDICTS[verdict].zh in html
        assert PAIR_VERDICTS[verdict].en in html


def test_coverage_opens_to_the_sentences_that_a_level_adds_and_to_torn_and_open_words(study, html):
    block = html[html.index('id="coverage"') : html.index('id="network"')]
    levels = study.coverage[study.coverage["part"] == "both ends"].set_index("item")["sentences"]
    added = levels.diff().fillna(levels)
    for level, count in added.items():
        start = block.index(f'id="level-{level}"')
        assert block[start : block.index("</details>", start)].count("<blockquote") == min(count, 15)
    assert "<mark>安东尼·布林肯</mark>" in block
    assert all(word in block for word in study.unresolved["surface"])


def test_coverage_shows_how_many_relations_of_the_reference_have_both_ends_visible(study):
    reference = find_reference(study)
    shares = [reference.visible[level] / reference.relations for level in ("names", "dictionary", "full")]
    assert reference.relations == 81
    # The reference's makers counted .55, .78 and .95.
    assert shares == sorted(shares)
    assert shares[0] < 0.65
    assert shares[2] > 0.9


def test_the_reference_coding_stands_beside_its_own_article(study, html):
    reference = find_reference(study)
    assert (reference.same_spans, reference.units) == (58, 58)
    assert round(reference.restored.measures["d360"], 3) == 0.571
    assert reference.agreement["level"].tolist()[:3] == ["actors", "pair", "directed"]
    assert reference.agreement.set_index("level").loc["actors", "f1"] > 0.9
    assert "large language models that read under written rules, not humans" in html
    block = html[html.index('id="reference"') : html.index('id="text"')]
    assert block.count(">0.57<") >= 1


def test_any_other_article_has_no_reference_coding(study):
    text = study.documents["text"].iloc[0]
    changed = analyze_text(text.replace("卡塔尔", "约旦", 1))
    assert find_reference(changed) is None
    assert 'id="reference"' not in render_report(changed, labels="en")
    assert find_reference(analyze_text(text)).doc_id != study.documents["doc_id"].iloc[0]


@pytest.mark.parametrize(
    ("labels", "shown", "hidden"), [("zh", "谁对谁做了什么", "Who does what"), ("en", "Who does", "怎样读")]
)
def test_one_language_stands_alone(labels, shown, hidden):
    html = render_report(analyze_text("法国谴责伊朗。美国谴责伊朗。"), labels=labels)
    assert shown in html
    assert hidden not in html
    assert Page(html).find("html") == [{"lang": "en" if labels == "en" else "zh-Hans"}]
    assert "<b>法国</b><mark>谴责</mark><b>伊朗</b>" in html


def test_unknown_labels_are_refused(study):
    with pytest.raises(InputError, match="`labels` is 'cn'; choose one of 'zh', 'en', 'both'"):
        render_report(study, labels="cn")


def test_markup_in_a_text_is_shown_as_text():
    study = analyze_text(
        '法国谴责<script>alert("1")</script>伊朗。\n\n<img src=x onerror=alert(2)>美国谴责伊朗&俄罗斯。',
        title=["<script>alert(3)</script>"], outlet=['"><script>alert(4)</script>'], url=["javascript:alert(5)"],
    )  # fmt: skip
    html = render_report(study)
    page = Page(html)
    assert len(page.find("script")) == 1
    assert page.find("img") == []
    assert page.faults == []
    assert "&lt;script&gt;alert" in html
    assert [attrs for attrs in page.find("a") if attrs["href"].startswith("javascript")] == []


def test_dated_documents_get_a_course_of_time_and_more_documents_no_warning_of_one():
    study = analyze_text(
        "法国谴责伊朗。", "美国谴责伊朗。", date=["2023-10-01", "2023-11-01"], date_source=["publication"] * 2
    )
    assert {"timeline", "trends"} <= set(draw_figures(study, "en"))
    html = render_report(study, labels="en")
    assert "One article cannot" not in html
    assert html.count('<dl class="facts">') == 2


def test_words_key_to_the_focal_actor_are_drawn_only_when_some_are():
    drawn = draw_figures(analyze_text("法国强烈谴责核试验。法国会见伊朗。" * 30 + "天气晴朗，气温回升。" * 30), "en")
    assert list(drawn)[:3] == ["terms", "dispersion", "keyness"]
    sides = [text.get_text() for text in drawn["keyness"].axes.texts if (text.get_gid() or "").startswith("side")]
    assert sides == ["sentences that name France →", "← the others"]
    assert "keyness" not in draw_figures(analyze_text("法国会见伊朗。天气晴朗。"), "en")


def test_many_documents_stand_in_a_table():
    html = render_report(
        analyze_text("法国谴责伊朗。", "美国谴责伊朗。", "英国谴责伊朗。", "德国谴责伊朗。"), labels="en"
    )
    block = html[html.index('id="documents"') : html.index('id="cleaning"')]
    assert block.count('<th scope="row"') == 4
    assert "date unknown" in block


def test_a_text_without_any_act_gets_a_page_that_says_so():
    html = render_report(analyze_text("今天下雨，大家都没有出门。"), labels="en")
    assert "No act between actors was coded, so there is no compass." in html
    assert Page(html).faults == []


# -- its parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "甲&lt;乙"),
        ([Span(0, 1, "actor")], "<b>甲</b>&lt;乙"),
        ([Span(0, 3, "cue")], "<mark>甲&lt;乙</mark>"),
        ([Span(0, 2, "cue"), Span(1, 3, "cue")], "<mark>甲&lt;乙</mark>"),
        ([Span(0, 2, "actor"), Span(1, 3, "cue")], "<b>甲</b><mark><b>&lt;</b></mark><mark>乙</mark>"),
    ],
)
def test_marks_may_overlap_and_never_break_the_markup(spans, expected):
    assert str(mark_text("甲<乙", spans)) == expected


def test_evidence_shows_only_the_acts_asked_for():
    archive = open_archive(analyze_text("法国谴责伊朗，美国支持法国。"))
    (sentence,) = archive.cite(archive.sentences["sent_id"], ("FRA", "IRN"), directed=True)
    assert [(record.source, record.target) for record in sentence.records] == [("FRA", "IRN")]
    assert archive.cite(archive.sentences["sent_id"], ("IRN", "FRA"), directed=True)[0].records == []
    assert archive.cite(["no-such-sentence"]) == []


def test_figures_in_one_page_share_no_ids_and_keep_what_they_point_to():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="72pt" '
        'height="9pt" viewBox="0 0 72 9"><metadata>x</metadata><style>*{color:red}</style>'
        '<defs><path id="g" d="M 1.23456 2"/></defs>'
        '<g id="partner-USA" clip-path="url(#c)"><use xlink:href="#g"/></g>'
        '<image xlink:href="data:image/png;base64,AA"/></svg>'
    )
    assert inline_svg(svg, "one-", "words", {"partner-USA": Link("partner-USA", "United States")}) == (
        '<svg viewBox="0 0 72 9" role="group" aria-label="words" style="--width:96px">'
        '<defs><path id="one-g" d="M 1.23 2" /></defs>'
        '<a href="#partner-USA" aria-label="United States"><title>United States</title>'
        '<g id="one-partner-USA" clip-path="url(#one-c)"><use href="#one-g" /></g></a>'
        '<image href="data:image/png;base64,AA" /></svg>'
    )


def test_drawing_again_gives_the_same_svg(study):
    first, second = (draw_figures(study, "zh") for _ in range(2))
    assert list(first) == FIGURES
    assert {name: drawing.svg for name, drawing in first.items()} == {name: d.svg for name, d in second.items()}


# -- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(root):
    """Yield a folder inside the repository: a Chromium that came as a snap may not read temporary folders."""
    (root / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root / "build", prefix="browser-") as folder:
        yield Path(folder)


def browse(chromium, folder, url, *extra):
    """Open a page in a fresh headless Chromium; return the DOM, its messages, and what the page asked for."""
    log = folder / "net.json"
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}",
        f"--log-net-log={log}", *extra, url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    # One event a line. What the browser itself asks for (its updates, its clock) has no page as its origin.
    lines = [line.rstrip(",") for line in log.read_text(encoding="utf-8").splitlines() if '"initiator":' in line]
    requests = [json.loads(line)["params"] for line in lines]
    asked = [request.get("url", "") for request in requests if request["initiator"] != "not an origin"]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, console, asked


@pytest.mark.browser
def test_page_opens_in_a_browser_and_opens_the_row_that_a_link_names(chromium, html, study, sheet):
    file = sheet / "report.html"
    file.write_text(html, encoding="utf-8")
    dom, console, asked = browse(chromium, sheet, f"{file.as_uri()}#relation-QAT-USA", "--dump-dom")
    assert console == []
    assert asked == []
    page = Page(dom)
    assert {attrs["class"] for attrs in page.find("figure")} == set(FIGURES)
    assert len(page.find("use")) > 100
    assert [attrs.get("open") for attrs in page.find("details", id="relation-QAT-USA")] == [""]
    assert len(page.find("blockquote")) >= study.events["sent_id"].nunique()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 420])
def test_page_is_painted_and_no_wider_than_the_window(chromium, html, sheet, width):
    from PIL import Image

    file, picture = sheet / "report.html", sheet / "page.png"
    probe = "<script>document.title = document.documentElement.scrollWidth - innerWidth</script></body>"
    file.write_text(html.replace("</body>", probe), encoding="utf-8")
    shot = [f"--screenshot={picture}", f"--window-size={width},1400", "--hide-scrollbars"]
    dom, console, _ = browse(chromium, sheet, file.as_uri(), "--dump-dom", *shot)
    assert console == []
    assert int(re.search(r"<title>(-?\d+)</title>", dom)[1]) <= 0
    with Image.open(picture) as image:
        assert image.width == width
        assert len(image.convert("RGB").getcolors(maxcolors=1_000_000)) > 50


@pytest.mark.browser
def test_a_page_that_does_ask_for_something_is_found_out(chromium, sheet):
    file = sheet / "leaky.html"
    file.write_text('<!doctype html><img src="http://outside.invalid/x.png">', encoding="utf-8")
    _, console, asked = browse(chromium, sheet, file.as_uri(), "--dump-dom")
    assert asked == ["http://outside.invalid/x.png"]
    assert len(console) <= 1
