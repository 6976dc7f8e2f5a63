"""Whom a word for several takes up: 两国, 双方, 四国外长; and which of two: 前者, 后者."""

import re
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit, find_clause_start, is_subject, list_before
from waijiao.actors.pronouns import fits
from waijiao.actors.spans import Found

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Anaphor

__all__ = ["find_former", "find_latter", "find_plural"]

_FOUGHT = re.compile(r"(?:冲突|交战|战争|内战|敌对)$")
_SIDE_BY_SIDE = re.compile(r"[和与及、同跟]|以及|")
_PEACEFUL = frozenset(["igo", "un", "court", "company"])
_CITIES = frozenset(["metonym", "place"])


def find_plural(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return whom 两国 means: exactly as many as it says; joined, in the clause, the sentence or the one before."""
    clause = find_clause_start(unit.text, position)
    here = list_before(unit, position)
    fought = _FOUGHT.search(unit.text, 0, position) is not None
    if fought:
        scopes = _list_fighting(unit, before, position, lexicon)
    else:
        reach = before[: 2 if anaphor.number > 2 else 1]
        near = [mention for mention in here if mention.start >= clause]
        scopes = [*_list_joint(unit.text, here), near, here, *(each.found for each in reach)]
    for scope in scopes:
        # 在阿斯塔纳会谈: a city is where they meet.
        fitting = [m for m in scope if fits(m, anaphor, lexicon) and (m.role != "place" or m.kind not in _CITIES)]
        acting = {mention.principal: mention for mention in fitting if mention.role == "actor"}
        # 在喀土穆与政府军交战: the army, not the place, stands for Sudan.
        distinct = {mention.principal: mention for mention in fitting} | acting
        for chosen in (distinct, acting):
            if len(chosen) == anaphor.number:
                fits_speaker = fought or _may_speak_of(unit.text, here, scope, chosen, lexicon)
                return list(chosen.values()) if fits_speaker else []
    return []


def _list_joint(text: str, here: list[Found]) -> list[list[Found]]:
    """Return the groups of names side by side, the nearest first: 英法, 委内瑞拉和古巴, 俄、土、伊."""
    groups: list[list[Found]] = []
    for mention in here:
        if groups and _SIDE_BY_SIDE.fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups[::-1]


def _may_speak_of(
    text: str, here: list[Found], scope: list[Found], chosen: dict[str, Found], lexicon: "ActorLexicon"
) -> bool:
    """Return whether the subject is one of two that the sentence before names; 德国反驳说，这由双方商定 has its own."""
    subjects = [mention for mention in here if mention.role == "actor" and is_subject(text, mention)][:1]
    attributes = [lexicon.attributes.get(mention.principal, frozenset()) for mention in subjects]
    return (
        any(mention in here for mention in scope)
        or not all(mention.principal not in chosen for mention in subjects)
        or not subjects
        or not attributes[0].isdisjoint(_PEACEFUL)
    )


def find_former(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return who 前者 is, of two."""
    return _find_two(unit, before, position, anaphor, lexicon)[:1]


def find_latter(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    """Return who 后者 is, of two."""
    return _find_two(unit, before, position, anaphor, lexicon)[1:]


def _find_two(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 法国与德国谈判，前者反对，后者支持: the only two of the sentence, else of the one before, in their order.
    for scope in (list_before(unit, position), *(each.found for each in before[:1])):
        two: dict[str, Found] = {}
        for mention in scope:
            if fits(mention, anaphor, lexicon):
                two.setdefault(mention.principal, mention)
        if two:
            return list(two.values()) if len(two) == 2 else []
    return []


def _list_fighting(unit: Unit, before: list[Unit], position: int, lexicon: "ActorLexicon") -> list[list[Found]]:
    """Return where to look for 冲突双方: those who may fight; after 苏丹冲突双方 in the sentences before."""
    noun = _FOUGHT.search(unit.text, 0, position)
    here = list_before(unit, position)
    placed = noun and here and here[-1].end == noun.start() and here[-1].kind != "pair"
    units = [*([] if placed else [here]), *(each.found for each in before)]
    fighting = [
        [
            m
            for m in found
            if m.role == "actor" and lexicon.attributes.get(m.principal, frozenset()).isdisjoint(_PEACEFUL)
        ]
        for found in units
    ]
    armed = [found for found in fighting if any(m.office == "army" or _is_armed(m, lexicon) for m in found)]
    return [found for found in armed if not placed or here[-1].principal in {m.principal for m in found}]


def _is_armed(mention: Found, lexicon: "ActorLexicon") -> bool:
    return "armed" in lexicon.attributes.get(mention.principal, frozenset())
