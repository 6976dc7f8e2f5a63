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
_TITLE = "{title}$"
# What may stand right behind a name.
_BEHIND = r"(?=\d|{after_name}|[，。、；：（(”》！？ ]|$)"
_SPOKEN = r"(?:\d{1,2}日|{before_saying}|在[^，。]{1,12}[中时上])*{says}"


@lru_cache(maxsize=4)
def _compile_names(lexicon: "ActorLexicon") -> re.Pattern[str]:
    letter = f"[{lexicon.transliteration}]"
    dotted = letter + r"{1,7}(?:[·•・‧-][\u4e00-\u9fff]{1,8}?)+"
    return lexicon.contexts[f"(?:{dotted}|{letter}{{2,7}}){_BEHIND}"]


@lru_cache(maxsize=4)
def _compile_bare(lexicon: "ActorLexicon") -> re.Pattern[str]:
    holders = (word for word in lexicon.offices if lexicon.contexts[_TITLE].search(word))
    titles = "|".join(sorted(holders, key=len, reverse=True))
    return lexicon.contexts[f"(?:^|(?<=[，。；：“ ]))(?P<title>{titles})(?={_SPOKEN})"]


def name_strangers(text: str, found: Sequence[Found], lexicon: "ActorLexicon") -> None:
    """Take the name behind state and title into the mention: 伊朗外长|阿里·侯赛尼|表示."""
    for index, mention in enumerate(found):
        if mention.kind != "office" or not lexicon.contexts[_TITLE].search(text, mention.start, mention.end):
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
    after = "" if lexicon.contexts[_BEHIND].match(unit.text, end) else unit.text[end : end + 1]
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
