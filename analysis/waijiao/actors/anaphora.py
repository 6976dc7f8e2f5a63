"""Words that take up an actor named before: 该国, 该组织, 两国, 他们, 其, 这个海湾国家."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from waijiao.actors.discourse import (
    Unit,
    Unresolved,
    find_speakers,
    list_before,
    list_topics,
)
from waijiao.actors.plurals import find_former, find_latter, find_plural
from waijiao.actors.pronouns import find_he, find_its, find_other, find_own, find_speaker, find_they, fits
from waijiao.actors.spans import Found
from waijiao.actors.strangers import take_up_strangers, take_up_titles
from waijiao.actors.titles import extend_right

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Anaphor, Office

__all__ = ["resolve_anaphora"]

_REACH = 3  # sentences back


def resolve_anaphora(units: Sequence[Unit], lexicon: "ActorLexicon") -> list[Unresolved]:
    """Add the anaphors and descriptions of a document to the units' mentions; return those left open.

    Sentences are read in order, so that a resolved word can be taken up in turn: 卡塔尔… 他们… 他们….
    """
    readable = [unit for unit in units if unit.zone != "boilerplate"]
    left: list[Unresolved] = []
    take_up_strangers(readable, lexicon)
    for unit, start, end in take_up_titles(readable, lexicon):
        left.append(Unresolved(unit, start, end, "no single holder of the title is named before"))
    find_speakers(readable)
    for index, unit in enumerate(readable):
        _add_bare_agencies(unit, readable[max(index - 2, 0) : index], lexicon)
        before = [each for each in reversed(readable[max(index - _REACH, 0) : index]) if each.zone == unit.zone]
        for start, end, anaphor in list(_locate(unit, lexicon)):
            if any(mention.start < end and start < mention.end for mention in unit.found):
                continue
            chosen = _RULES[anaphor.sort](unit, before, start, anaphor, lexicon)
            if not chosen:
                left.append(Unresolved(unit, start, end, f"no single actor to take up ({anaphor.rule_id})"))
            for antecedent in chosen:
                _add(unit, start, end, anaphor, antecedent, lexicon)
    return left


_JUST_SAID = re.compile(r"(?:表示|[称说]|宣布|指出)[^，。]{0,3}[，,：]$")
_AGENCIES = frozenset(["ministry", "legislature"])
_BARE = re.compile(r"(?:^|(?<=[，。；：“ ]))[\u4e00-\u9fff]{2,4}?(?:部|院|会|部门)(?![\u4e00-\u9fff]{0,3}(?:长|党))")


def _add_bare_agencies(unit: Unit, before: Sequence[Unit], lexicon: "ActorLexicon") -> None:
    """Add an agency named without its state (财政部发起…), when the officials named just before have one state."""
    for match in _BARE.finditer(unit.text):
        start, end = match.span()
        office = lexicon.offices.get(match.group())
        if office is None or office.kind not in _AGENCIES or any(m.start < end and start < m.end for m in unit.found):
            continue
        for earlier in reversed(before):
            officials = [m for m in earlier.found if m.kind in ("person", "office") and m.principal in lexicon.states]
            if officials:
                if len({official.principal for official in officials}) == 1:
                    _add_agency(unit, start, end, office, officials[-1])
                break


def _add_agency(unit: Unit, start: int, end: int, office: "Office", official: Found) -> None:
    actor = f"{official.principal}.{office.office_id.upper()}"
    unit.found.append(
        Found(start, end, start, end, actor, official.principal, "office", office.rule_id, role="actor",
              office=office.kind, taken_up=official)
    )  # fmt: skip
    unit.found.sort(key=lambda each: (each.start, each.end))


def _add(unit: Unit, start: int, end: int, anaphor: "Anaphor", antecedent: Found, lexicon: "ActorLexicon") -> None:
    kind = "description" if anaphor.sort == "description" else "anaphor"
    mention = Found(
        start, end, start, end, antecedent.actor_id, antecedent.principal, kind, anaphor.rule_id,
        role="actor", taken_up=antecedent, speaks=anaphor.sort == "speaker",
    )  # fmt: skip
    if anaphor.sort in ("definite", "description", "plural"):
        mention.actor_id = antecedent.principal
        extend_right(unit.text, mention, lexicon)
        mention.kind = kind
    unit.found.append(mention)
    unit.found.sort(key=lambda each: (each.start, each.end))


def _locate(unit: Unit, lexicon: "ActorLexicon") -> Iterator[tuple[int, int, "Anaphor"]]:
    for match in lexicon.anaphor_pattern.finditer(unit.text):
        form = match.group(match.lastgroup or 0)
        anaphor = lexicon.anaphors.get(form)
        if anaphor is not None:
            yield match.start(), match.end(), anaphor


def _find_definite(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 该国, 这个海湾国家: the nearest fitting actor of the sentence, else the first of the sentences before.
    # 伊拉克的官员说，当时该国对华出口…: not the one who is named as its partner in the same clause.
    partners = {mention.principal for mention in _list_partners(unit, position)}
    here = [
        mention
        for mention in list_before(unit, position)
        if mention.principal not in partners
        and (fits(mention, anaphor, lexicon) or _is_home(mention, anaphor, lexicon))
    ]
    # 由中国援建的公路: whoever helps is not where it happens.
    here = [mention for mention in here if unit.text[mention.start - 1] not in "由被"] or here
    if here:
        return here[-1:]
    # 红新月会表示，该组织…: somebody who is in no table speaks of himself.
    if "group" in anaphor.needs and _JUST_SAID.search(unit.text, 0, position):
        return []
    for earlier in before:
        topics = [mention for mention in list_topics(earlier) if fits(mention, anaphor, lexicon)]
        places = [mention for mention in earlier.found if fits(mention, anaphor, lexicon)]
        if topics or places:
            return (topics or places)[:1]
    return []


def _find_place(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 支付加沙公务员的工资，并援助那里的家庭; a sentence that opens with 这里 goes on about the one state named before.
    if unit.text[position] == "那":
        here = [m for m in list_before(unit, position) if fits(m, anaphor, lexicon) and m.role == "place"]
        return here[-1:]
    named = [m for each in before[:1] for m in each.found if fits(m, anaphor, lexicon)] if position < 3 else []
    return named[:1] if len({mention.principal for mention in named}) == 1 else []


def _is_home(mention: Found, anaphor: "Anaphor", lexicon: "ActorLexicon") -> bool:
    """Return whether 该国 is the country of a source: 伊朗媒体公开了该国的导弹."""
    return anaphor.needs == ("state",) and mention.office == "media" and mention.principal in lexicon.states


def _list_partners(unit: Unit, position: int) -> list[Found]:
    """Return the mentions behind 该国对, 该国与, 该国同: what 该国 is not."""
    return [
        mention
        for mention in unit.found
        if mention.start > position and re.fullmatch(r"[^，。；]{2,8}[对与同向和]", unit.text[position : mention.start])
    ]


Rule = Callable[[Unit, list[Unit], int, "Anaphor", "ActorLexicon"], list[Found]]
_RULES: dict[str, Rule] = {
    "definite": _find_definite,
    "description": _find_definite,
    "plural": find_plural,
    "former": find_former,
    "latter": find_latter,
    "place": _find_place,
    "they": find_they,
    "he": find_he,
    "its": find_its,
    "own": find_own,
    "other": find_other,
    "speaker": find_speaker,
}
