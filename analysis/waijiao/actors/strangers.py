"""Persons in no table: named once behind state and title (伊朗外长阿里·侯赛尼), then by surname or title alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit
from waijiao.actors.spans import Found

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon

__all__ = ["name_strangers", "take_up_strangers", "take_up_titles"]

# Titles of one person; 外交部, 政府, 军队 take no name.
_TITLE = re.compile(
    r"(?:总统|总理|首相|主席|国王|女王|王储|亲王|元首|领导人|领袖|书记|[外防财相]长|部长|大臣|国务卿|特使|代表|发言人|秘书|大使|公使|参赞|领事|顾问|助理|司令|参谋长|将军"
    r"|[上中少]将|议长|议员|检察长|行长|局长|署长|主任|总干事|秘书长|官员|[外防财]相|首脑|市长|州长|省长|专员|协调员|总长|[副院会团]长)$"
)
# What may stand right behind a name.
_BEHIND = (
    r"(?=\d|日前|近日|今天|昨天|当天|当日|当地|此前|随后|同日|同时|表示|[称说]|指出|强调|宣布|认为|警告|呼吁|告诉|透露|回应|证实|否认|重申|批评|谴责|指责"
    r"|会[见晤谈面]|通[电话]|举行|访问|抵达|出席|参加|发表|签署|接受|专访|一行|夫妇|当选|就职|辞职|遇|遭|率|[在与和同对向将也还曾已就于等因为是的被由]"
    r"|[，。、；：（(”》！？ ]|$)"
)
_MAY_FOLLOW = re.compile(_BEHIND)
_SPOKEN = (
    r"(?:\d{1,2}日|当[天日]|今天|昨天|日前|近日|随后|同时|也|还|则|又|再次|在[^，。]{1,12}[中时上])*"
    r"(?:表示|[称说]|指出|强调|宣布|认为|警告|呼吁|回应|重申|否认|证实)"
)


@lru_cache(maxsize=4)
def _compile_names(lexicon: "ActorLexicon") -> re.Pattern[str]:
    letter = f"[{lexicon.transliteration}]"
    return re.compile(rf"{letter}{{1,7}}(?:[·•・‧-][\u4e00-\u9fff]{{1,8}}?)+{_BEHIND}|{letter}{{2,7}}{_BEHIND}")


@lru_cache(maxsize=4)
def _compile_bare(lexicon: "ActorLexicon") -> re.Pattern[str]:
    titles = "|".join(sorted((word for word in lexicon.offices if _TITLE.search(word)), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[，。；：“ ]))(?P<title>{titles})(?={_SPOKEN})")


def name_strangers(text: str, found: Sequence[Found], lexicon: "ActorLexicon") -> None:
    """Take the name behind state and title into the mention: 伊朗外长|阿里·侯赛尼|表示."""
    for index, mention in enumerate(found):
        if mention.kind != "office" or not _TITLE.search(text, mention.start, mention.end):
            continue
        stop = found[index + 1].start if index + 1 < len(found) else len(text)
        match = _compile_names(lexicon).match(text, mention.end)
        if match and match.end() <= stop:
            mention.head_start, mention.head_end = match.span()
            mention.end, mention.kind = match.end(), "person"


def take_up_strangers(units: Sequence[Unit], lexicon: "ActorLexicon") -> None:
    """Add what takes up such a person by name: 侯赛尼 after 伊朗外长阿里·侯赛尼."""
    known: dict[str, Found] = {}
    for unit in units:
        new = {
            name: mention
            for mention in unit.found
            if mention.kind == "person"
            for name in _list_names(unit, mention, lexicon)
        }
        for name, mention in (known | new).items():
            for match in re.finditer(re.escape(name), unit.text):
                if (name in known or match.start() > mention.end) and _stands_alone(unit, *match.span(), lexicon):
                    _add_again(unit, *match.span(), mention)
        known |= {name: mention for name, mention in new.items() if name not in known}


def _list_names(unit: Unit, mention: Found, lexicon: "ActorLexicon") -> list[str]:
    name = unit.text[mention.head_start : mention.head_end]
    parts = re.split(r"[·•・‧-]", name)
    return (
        []
        if name in lexicon.senses
        else [each for each in {name, parts[-1]} if len(each) > 1 and each not in lexicon.senses]
    )


def _stands_alone(unit: Unit, start: int, end: int, lexicon: "ActorLexicon") -> bool:
    spelt = set(lexicon.transliteration) | set("·•・‧-")
    after = "" if _MAY_FOLLOW.match(unit.text, end) else unit.text[end : end + 1]
    around = unit.text[max(start - 1, 0) : start] + after
    return spelt.isdisjoint(around) and all(m.end <= start or end <= m.start for m in unit.found)


def _add_again(unit: Unit, start: int, end: int, before: Found) -> None:
    unit.found.append(
        Found(start, end, start, end, before.actor_id, before.principal, "person", before.rule_id, role="actor",
              office=before.office, taken_up=before)
    )  # fmt: skip
    unit.found.sort(key=lambda each: (each.start, each.end))


def take_up_titles(units: Sequence[Unit], lexicon: "ActorLexicon") -> Iterator[tuple[Unit, int, int]]:
    """Add a bare title that speaks (外长表示), when one holder of it has been named; yield the places left open."""
    holders: list[tuple[str, Found]] = []
    for unit in units:
        for match in _compile_bare(lexicon).finditer(unit.text):
            start, end = match.span("title")
            if any(mention.start < end and start < mention.end for mention in unit.found):
                continue
            named = [holder for title, holder in holders if title.endswith(match["title"])]
            if len({holder.principal for holder in named}) == 1:
                _add_again(unit, start, end, named[-1])
            else:
                yield unit, start, end
        holders += [
            (unit.text[m.start : m.head_start] if m.kind == "person" else unit.text[m.start : m.end], m)
            for m in unit.found
            if m.kind in ("person", "office") and m.taken_up is None
        ]
