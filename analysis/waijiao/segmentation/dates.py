"""Dates and times of day in a text: segmenters tear them (30日称 becomes 30/日称), so they are cut out first."""

import re
from collections.abc import Iterator

__all__ = ["find_dates"]

_DIGIT = "[0-9０-９]"
_HAN = "〇零○一二三四五六七八九十"
_FREE, _FREE_HAN = f"(?<!{_DIGIT})", f"(?<![{_HAN}百千万亿第])"

_YEAR = f"(?:[1１]{_DIGIT}|[2２][0０]){_DIGIT}{{2}}年(?!代)"
_MONTH = f"{_DIGIT}{{1,2}}月(?:份(?!额))?"
# 5日晚称 is 5日晚 and 称, 5日晚会 no evening.
_DAY = f"{_DIGIT}{{1,2}}(?:日晚(?![会宴间上餐报些点期年])|[日号])"
_YEAR_HAN, _MONTH_HAN = "[一二][〇零○一二三四五六七八九]{3}年(?!代)", "(?:十[一二]?|[一二三四五六七八九])月"
_DAY_HAN = "(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"

_DATE = re.compile(
    "|".join(
        (
            # 2023-10-07, 2023/10/7
            rf"{_FREE}{_DIGIT}{{4}}([-/.]){_DIGIT}{{1,2}}\1{_DIGIT}{{1,2}}(?!{_DIGIT})",
            # 2023年10月7日, 2023年10月, 10月7日, 10月, 7日; 1990年代 and 10年 are no dates.
            rf"{_FREE}(?:{_YEAR}(?:{_MONTH}(?:{_DAY})?)?|{_MONTH}(?:{_DAY})?|{_DAY})",
            # 二〇二三年十月七日, 十月七日; alone only days that are no name (六日战争, 十日): 十一日 to 三十一日.
            rf"{_FREE_HAN}(?:{_YEAR_HAN}(?:{_MONTH_HAN}(?:{_DAY_HAN})?)?|{_MONTH_HAN}{_DAY_HAN})",
            rf"{_FREE_HAN}(?:十[一二三四五六七八九]|二十[一二三四五六七八九]?|三十一?)日",
            # 12时30分, 9点半, 上午9点, 21时; 3点建议 is no time.
            rf"{_FREE}{_DIGIT}{{1,2}}(?:[时点](?:{_DIGIT}{{1,2}}分|[半整许])|时(?![代候间]))",
            rf"(?<=[午晨晚]){_DIGIT}{{1,2}}点",
        )
    )
)
# No date stands where this does not: what nearly all stretches of a text are spared.
_MAYBE = re.compile(f"[0-9０-９{_HAN}][年月日号时点/.-]")
# 3号 on its own numbers a road or a document as often as a day.
_NUMBERED = re.compile(f"{_DIGIT}+号")


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the dates and times of a text in simplified characters: start, end and the kind of token, in order."""
    if not _MAYBE.search(text):
        return
    for match in _DATE.finditer(text):
        yield match.start(), match.end(), "number" if _NUMBERED.fullmatch(match.group()) else "date"
