"""What was found, in plain words of both languages: for the page and for the terminal."""

from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from waijiao.networks import render_testability
from waijiao.plots.wording import Names, name_actor, say

if TYPE_CHECKING:
    import pandas as pd

    from waijiao.compass import Compass
    from waijiao.plots.style import Labels
    from waijiao.study import Study

__all__ = [
    "DATE_SOURCES", "MEASURES", "Measure", "Words", "choose_strongest", "describe_measures", "list_caveats",
    "show_number",
]  # fmt: skip

_UNDEFINED = "—"
PARTS = ("openness", "camp_evenness", "bridging", "amity")


class Words(NamedTuple):
    """The same thing in Chinese and in English."""

    zh: str
    en: str

    def say(self, labels: "Labels", joint: str = " · ") -> str:
        """Return the wording that ``labels`` asks for."""
        return say(self.zh, self.en, labels, joint=joint)


class Measure(NamedTuple):
    """One figure of the compass: its key, its name, its value (NaN when undefined), and what it says."""

    key: str
    name: Words
    value: float
    meaning: Words
    is_part: bool
    is_share: bool


DATE_SOURCES = {
    "publication": Words("刊发日期", "day of publication"),
    "crawl": Words("抓取日期，不是事件日期", "day of the crawl, which dates no event"),
    "dateline": Words("电头日期", "dateline"),
    "given": Words("随文给定", "given with the text"),
    "": Words("日期不详", "date unknown"),
}
"""How a document's date is known."""


def show_number(value: float, digits: int = 2) -> str:
    """Return a figure as readers see it, with a dash for one that is undefined.

    Parameters
    ----------
    value : float
        Any number, or NaN.
    digits : int
        Digits after the point.

    Returns
    -------
    str
        The number.

    Examples
    --------
    >>> show_number(0.4189), show_number(float("nan")), show_number(-0.001)
    ('0.42', '—', '0.00')
    """
    if isnan(value):
        return _UNDEFINED
    return f"{round(value, digits) + 0.0:.{digits}f}"


MEASURES = {
    "d360": Words("360° 指数", "360° index"),
    "openness": Words("开放", "Openness"),
    "camp_evenness": Words("跨阵营均衡", "Spread over camps"),
    "bridging": Words("跨越敌对", "Bridging"),
    "amity": Words("自身友善", "Amity"),
    "mediation": Words("有据可查的斡旋", "Documented mediation"),
    "breadth": Words("合作广度", "Breadth of cooperation"),
    "imbalance_tolerance": Words("容忍失衡", "Tolerated imbalance"),
}
"""The compass' figures by key, the index first, then its four parts."""


CHECKS = {
    "leave one sentence out": Words("每次去掉一句", "Leaving out one sentence"),
    "leave one document out": Words("每次去掉一篇", "Leaving out one document"),
    "Bayesian bootstrap": Words("句子的贝叶斯自助抽样", "Bayesian bootstrap over sentences"),
    "rarefaction": Words("抽取同等条数的记录", "As many records as the others have"),
    "bridging by chance": Words("渠道随机分配时的跨越敌对", "Bridging if channels were dealt out by chance"),
}
"""The checks of the index, by their name in the table ``uncertainty``."""


def describe_measures(compass: "Compass") -> list[Measure]:
    """Return the compass in words: what each figure says about this actor.

    Parameters
    ----------
    compass : Compass
        What was measured.

    Returns
    -------
    list of Measure
        In the order of :data:`MEASURES`.

    Examples
    --------
    >>> from waijiao.compass import measure_compass
    >>> from waijiao.validation import read_gold
    >>> described = describe_measures(measure_compass(read_gold().records(), "QAT"))
    >>> described[1].meaning.en
    'Channels to 6 of the 9 other actors; 1 would be ample contact with all.'
    """
    meanings = _explain_parts(compass) | _explain_bridges(compass) | _explain_rest(compass)
    return [
        Measure(key, name, compass.measures[key], meanings[key], is_part=key in PARTS, is_share=key != "breadth")
        for key, name in MEASURES.items()
    ]


def _explain_parts(compass: "Compass") -> dict[str, Words]:
    m = compass.measures
    others, channels = len(compass.universe) - 1, int(m["channels"])
    return {
        "d360": Words(
            "标 ◆ 四项的几何平均：任何一项为零，指数即为零。",
            "Geometric mean of the four parts marked ◆: 0 when one of them is 0.",
        ),
        "openness": Words(
            f"与其余 {others} 个行为体中的 {channels} 个有接触渠道。1 表示与所有人充分接触。",
            f"Channels to {channels} of the {others} other actors; 1 would be ample contact with all.",
        ),
        "camp_evenness": Words(
            "合作在各阵营间的均匀程度：0 只有一个阵营，1 各阵营均等。",
            "How evenly cooperation covers the camps: 0 one only, 1 all alike.",
        ),
        "amity": Words("自身往来中合作所占的份额。", "The share of cooperation in its own dealings."),
    }


_NO_HOSTILITY = Words(
    "文中没有其他行为体之间的敌对，因此无定义。", "No hostility among the others in the text: undefined."
)


def _explain_bridges(compass: "Compass") -> dict[str, Words]:
    m = compass.measures
    hostile, bridged, mediated = (int(m[count]) for count in ("hostile_pairs", "bridged", "mediated"))
    if not hostile:
        return {"bridging": _NO_HOSTILITY, "mediation": _NO_HOSTILITY}
    none_zh, none_en = ("", "") if bridged else ("未见跨越敌对的证据。", " No bridging evidence.")
    return {
        "bridging": Words(
            f"文中 {hostile} 对相互敌对者，与其中 {bridged} 对的双方都有渠道。{none_zh}",
            f"Of {hostile} pairs hostile to each other, it has channels to both ends of {bridged}.{none_en}",
        ),
        "mediation": Words(
            f"文中明言其在 {hostile} 对敌对者中的 {mediated} 对之间斡旋。",
            f"Mediates between {mediated} of the {hostile} hostile pairs, as the text says outright.",
        ),
    }


def _explain_rest(compass: "Compass") -> dict[str, Words]:
    triads, unbalanced = (int(compass.measures[count]) for count in ("triads", "unbalanced"))
    return {
        "breadth": Words(
            "合作的分布相当于平均分给这么多伙伴。", "Cooperation is spread as if over so many equal partners."
        ),
        "imbalance_tolerance": Words(
            f"包含它的 {triads} 个三角关系中，{unbalanced} 个按海德的平衡理论是失衡的，例如与互为敌手的两方都友好。",
            f"{unbalanced} of its {triads} triangles are unbalanced in Heider's sense, as when it is friends with two "
            "enemies.",
        ),
    }


def choose_strongest(relations: "pd.DataFrame", sign: int, n: int) -> "pd.DataFrame":
    """Return the relations in which cooperation, or conflict, prevails, the strongest first.

    Parameters
    ----------
    relations : DataFrame
        As :func:`waijiao.summary.summarize_stance` returns it.
    sign : {1, -1}
        1 for cooperation, -1 for conflict.
    n : int
        How many at most.

    Returns
    -------
    DataFrame
        One row per relation in which the one outweighs the other, ordered by how much there is of it; ties by names.

    Examples
    --------
    >>> import pandas as pd
    >>> relations = pd.DataFrame({"source": ["A", "B"], "target": ["B", "A"], "coop": [1.0, 0.0], "conf": [0.0, 3.0]})
    >>> choose_strongest(relations, -1, 5)["source"].tolist()
    ['B']
    """
    strong, weak = ("coop", "conf") if sign > 0 else ("conf", "coop")
    kept = relations[relations[strong] > relations[weak]]
    order = kept.sort_values([strong, weak, "source", "target"], ascending=[False, True, True, True])
    return order.head(n)


def list_caveats(study: "Study", names: Names) -> list[Words]:
    """Return what the figures of a study cannot show, in plain sentences.

    Parameters
    ----------
    study : Study
        The whole flow's result.
    names : mapping of str to (str, str)
        Chinese and English name by code.

    Returns
    -------
    list of Words
        The gravest first.

    Examples
    --------
    >>> from waijiao.corpus import read_corpus
    >>> from waijiao.study import analyze
    >>> import pandas as pd
    >>> study = analyze(read_corpus(pd.DataFrame({"text": ["法国谴责伊朗。"]})))
    >>> list_caveats(study, {})[0].en[:40]
    'One article cannot show that FRA is spec'
    """
    found = [*_caution_scope(study, names), *_caution_dates(study), _caution_rules()]
    if study.compass is not None:
        found += _caution_compass(study.compass, names)
    found.append(Words(*(render_testability(study.pairs, labels=language) for language in ("zh", "en"))))
    return found


_NO_EVENTS = Words(
    "文中没有编码出行为体之间的事件，因此没有罗盘。", "No act between actors was coded, so there is no compass."
)


def _caution_scope(study: "Study", names: Names) -> list[Words]:
    """Say that a text about one actor proves nothing about what is special in that actor."""
    zh, en = (name_actor(study.focal, names, language) for language in ("zh", "en"))
    count = len(study.documents)
    if not study.focal:
        return [
            Words(
                "文中没有编码出行为体之间的事件，因此没有罗盘。",
                "No act between actors was coded, so there is no compass.",
            )
        ]
    own, total = _count_own(study)
    share_zh, share_en = f"{total} 条记录中有 {own} 条涉及它", f"it has a part in {own} of the {total} records"
    if count == 1:
        return [Words(
            f"一篇文章不能说明{zh}与众不同：{share_zh}，其他行为体只在与它有关时才出现。各项数值描述这篇文章，不比较国家。",
            f"One article cannot show that {en} is special: {share_en}, and the others appear where they have to do "
            "with it. The figures describe this article; they do not compare states.",
        )]  # fmt: skip
    if own > total / 2:
        return [Words(
            f"语料主要关于{zh}（{share_zh}），不能说明它与众不同。",
            f"The texts are mostly about {en} ({share_en}): they cannot show that it is special.",
        )]  # fmt: skip
    return []


def _count_own(study: "Study") -> tuple[int, int]:
    """Return how many acts the focal actor takes part in, and how many there are; a mutual act is one."""
    events = study.events
    has_part = (events["source"] == study.focal) | (events["target"] == study.focal)
    return int(events.loc[has_part, "event_group"].nunique()), int(events["event_group"].nunique())


def _caution_dates(study: "Study") -> list[Words]:
    undated = int(study.documents["date_source"].isin(["crawl", ""]).sum())
    if not undated:
        return []
    return [Words(
        f"{undated} 篇文章的日期不详，或只是网页的抓取日期：抓取日期不是事件日期，因此不据以推断行为的时间。",
        f"For {undated} document{'s' if undated > 1 else ''} no date is known, or only the day of the crawl, which "
        "dates no event: no act is placed in time by it.",
    )]  # fmt: skip


def _caution_rules() -> Words:
    return Words(
        "行为体与事件由书面规则识别，规则会出错、会遗漏。每个数字都可展开到句子：引用之前，请先读句子。",
        "Actors and acts were found by written rules, which err and miss. Every figure opens to its sentences: read "
        "them before you quote it.",
    )  # fmt: skip


def _caution_compass(compass: "Compass", names: Names) -> list[Words]:
    found = []
    alone = [actor for actor, camp in compass.camps.items() if actor == camp]
    if alone:
        listed = [", ".join(name_actor(actor, names, language) for actor in alone) for language in ("zh", "en")]
        found.append(Words(
            f"{listed[0].replace(', ', '、')} 未划入任何阵营，各自单独成一阵营。",
            f"No camp is known for {listed[1]}: each counts as a camp of its own.",
        ))  # fmt: skip
    undefined = [part for part in describe_measures(compass) if part.is_part and isnan(part.value)]
    if undefined:
        found.append(Words(
            f"无定义，指数因而也无定义：{'、'.join(part.name.zh for part in undefined)}。",
            f"Undefined, and with it the index: {', '.join(part.name.en.lower() for part in undefined)}.",
        ))  # fmt: skip
    return found
