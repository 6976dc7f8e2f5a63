"""Verdicts: what a table of pairs allows to conclude and what not, in plain words."""

from typing import TYPE_CHECKING, Literal

from waijiao.networks.significance import find_enough
from waijiao.tables import check_choice, check_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Labels", "render_testability"]

Labels = Literal["zh", "en", "both"]

_NOTHING = {
    "zh": "没有两个行为体同时出现：无可检验。",
    "en": "No two actors are named together: there is nothing to test.",
}
_COUNTED = {
    "zh": "{n} 个单元至少提到一个行为体，{pairs} 对行为体曾同时出现",
    "en": "{n} units name an actor, {pairs} pairs are named together",
}
_TESTED = {
    "zh": "；其中 {testable} 对可检验，{significant} 对在错误发现率 {alpha} 下显著（{test_zh}）。",
    "en": "; {testable} of them can be tested, {significant} are significant at a false discovery rate of {alpha} "
    "({test_en}). ",
}
_TESTS = {
    "none": ("", ""),
    "hypergeometric": ("超几何分布", "hypergeometric test"),
    "fdsm": ("固定度序列模型", "fixed degree sequence model"),
    "sdsm": ("二分配置模型", "bipartite configuration model"),
    "sdsm_sizes": ("二分配置模型，各种大小的单元分开计算", "bipartite configuration model of the units of each size"),
}
_UNTESTED = {"zh": "；未作检验。", "en": "; no test was made. "}
_SLIGHT = {
    "zh": "显著的有 {slight} 对次数太少或提升度太小，不足为据。",
    "en": "Of the significant ones {slight} are too slight to speak of: too few units, or too little lift. ",
}
_UNTESTABLE = {
    "zh": "有 {untestable} 对即使次次同时出现，在这么多对一起检验时也达不到显著：是“无法检验”，不是“不显著”。",
    "en": "{untestable} could not be significant among so many pairs even if they were always named together: "
    "“not testable”, which is not “not significant”. ",
}
_FEW = {
    "zh": "单元不足 100 个，以上数字只作描述，不作推断。",
    "en": "With fewer than 100 units the figures describe this text and infer nothing beyond it. ",
}
_UNEQUAL = {
    "zh": "这一检验假定各单元同样长；长短不一时 p 值偏小，单元越多偏差越大。",
    "en": "This test takes all units for equally long; where they are not, p is too small, the more so the more units.",
}
# Fewer units than this only describe.
_ENOUGH_UNITS = 100


def render_testability(pairs: "pd.DataFrame", *, alpha: float = 0.1, labels: Labels = "zh") -> str:
    """Return, in plain words, what a table of pairs allows to conclude and what not.

    Parameters
    ----------
    pairs : DataFrame
        Pairs as :func:`count_cooccurrence` returns them.
    alpha : float
        Rate of false discoveries, as there.
    labels : {"zh", "en", "both"}
        Chinese, English, or Chinese and below it English.

    Returns
    -------
    str
        Two to four sentences, with the numbers.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``labels`` is unknown.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> print(render_testability(make_table("pairs", []), labels="en"))
    No two actors are named together: there is nothing to test.
    """
    check_choice(labels, ("zh", "en", "both"), "labels")
    check_table(pairs, "pairs", ["k", "lift", "n", "q", "testable", "test"])
    together = pairs[pairs["k"] > 0]
    texts = _NOTHING if together.empty else _write(together, alpha)
    return "\n".join(texts.values()) if labels == "both" else texts[labels]


def _write(together: "pd.DataFrame", alpha: float) -> dict[str, str]:
    n, test = int(together["n"].iloc[0]), together["test"].iloc[0]
    significant = together["q"] <= alpha
    facts = {
        "test_zh": _TESTS[test][0],
        "test_en": _TESTS[test][1],
        "n": n,
        "pairs": len(together),
        "testable": int(together["testable"].sum()),
        "untestable": int((~together["testable"]).sum()),
        "significant": int(significant.sum()),
        "slight": int((significant & ~find_enough(together)).sum()),
        "alpha": f"{alpha:.0%}",
    }
    parts = [_COUNTED, _UNTESTED if test == "none" else _TESTED]
    parts += [part for part, fact in ((_SLIGHT, "slight"), (_UNTESTABLE, "untestable")) if facts[fact]]
    parts += [_FEW] * (n < _ENOUGH_UNITS) + [_UNEQUAL] * (test == "hypergeometric")
    return {language: "".join(part[language] for part in parts).format(**facts).rstrip() for language in ("zh", "en")}
