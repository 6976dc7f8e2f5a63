"""Words that take up an actor named before: 该国, 该组织, 两国, 他们, 其, 这个海湾国家."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit, Unresolved, find_speakers, is_oblique, list_topics
from waijiao.actors.spans import Found
from waijiao.actors.titles import extend_right

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Anaphor, Office

__all__ = ["resolve_anaphora"]

_REACH = 3  # sentences back
# Persons who are no actors; 他们 after 外交官 means them, not the last state named.
_PEOPLE = re.compile(
    r"官员|外交官|专家|学者|人质|民众|平民|的人|人们|居民|记者|人士|难民|儿童|妇女|议员|士兵|人员|家庭|公务员|成员"
    r"|亲人|家人|囚犯|学生|群众|工人|受害者|代表(?!团|处)"
)
_ASKED = re.compile(r"(?:要求|敦促|呼吁|促使|迫使|迫|令|使|让|劝|帮助|允许|禁止)$")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}")
_SINGULAR = frozenset(["head", "minister", "official", "diplomat"])


def resolve_anaphora(units: Sequence[Unit], lexicon: "ActorLexicon") -> list[Unresolved]:
    """Add the anaphors and descriptions of a document to the units' mentions; return those left open.

    Sentences are read in order, so that a resolved word can be taken up in turn: 卡塔尔… 他们… 他们….
    """
    readable = [unit for unit in units if unit.zone != "boilerplate"]
    find_speakers(readable)
    left: list[Unresolved] = []
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


def _fits(mention: Found, anaphor: "Anaphor", lexicon: "ActorLexicon") -> bool:
    if mention.kind == "pair" and anaphor.number == 1 and anaphor.sort == "they":
        return False
    is_state = mention.principal in lexicon.states
    for need in anaphor.needs:
        if need in ("state", "group"):
            if is_state != (need == "state"):
                return False
        elif lexicon.attributes.get(mention.principal, frozenset()).isdisjoint(need.split("|")):
            return False
    return mention.role not in ("source", "attribute") and bool(mention.principal)


def _before(unit: Unit, position: int) -> list[Found]:
    return [mention for mention in unit.found if mention.end <= position]


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(mark, 0, position) for mark in "，,；;：:。！？!?“") + 1


def _find_definite(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 该国, 这个海湾国家: the nearest fitting actor of the sentence, else the first of the sentences before.
    here = [mention for mention in _before(unit, position) if _fits(mention, anaphor, lexicon)]
    if here:
        return here[-1:]
    for earlier in before:
        topics = [mention for mention in list_topics(earlier) if _fits(mention, anaphor, lexicon)]
        places = [mention for mention in earlier.found if _fits(mention, anaphor, lexicon)]
        if topics or places:
            return (topics or places)[:1]
    return []


def _find_plural(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 两国, 双方: exactly as many actors as the word says, in the clause, the sentence, or the one before.
    clause = _clause_start(unit.text, position)
    here = _before(unit, position)
    scopes = [[mention for mention in here if mention.start >= clause], here, *([each.found for each in before[:1]])]
    for scope in scopes:
        distinct = {mention.principal: mention for mention in scope if _fits(mention, anaphor, lexicon)}
        acting = {key: mention for key, mention in distinct.items() if mention.role == "actor"}
        for chosen in (distinct, acting):
            if len(chosen) == anaphor.number:
                return list(chosen.values())
    return []


def _find_they(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 他们: states, groups and their people, but no single person, and nobody whom a nearer noun names.
    here = [mention for mention in _before(unit, position) if _is_plural(mention) and _fits(mention, anaphor, lexicon)]
    nearest = here[-1].end if here else 0
    if _PEOPLE.search(unit.text, nearest, position):
        return []
    if here:
        return here[-1:]
    for earlier in before[:1]:
        topics = [m for m in list_topics(earlier) if _is_plural(m) and _fits(m, anaphor, lexicon)]
        if topics and not _PEOPLE.search(earlier.text, 0, topics[0].start):
            return topics[:1]
    return []


def _is_plural(mention: Found) -> bool:
    return (
        not mention.speaks
        and mention.kind != "person"
        and mention.role in ("actor", "party")
        and mention.office not in _SINGULAR - {"head"}
    )


def _find_he(
    unit: Unit, before: list[Unit], position: int, _anaphor: "Anaphor", _lexicon: "ActorLexicon"
) -> list[Found]:
    # 他: the last person of the sentence, else the person the sentence before begins with.
    here = [mention for mention in _before(unit, position) if _is_person(mention)]
    if here:
        return [] if _DOTTED.search(unit.text, here[-1].end, position) else here[-1:]
    if _PEOPLE.search(unit.text, 0, position) or _DOTTED.search(unit.text, 0, position):
        return []
    for earlier in before[:1]:
        topics = list_topics(earlier)
        if topics and _is_person(topics[0]) and not _DOTTED.search(earlier.text, topics[0].end):
            return topics[:1]
    return []


def _is_person(mention: Found) -> bool:
    return (
        mention.kind == "person"
        or mention.office in _SINGULAR
        or (mention.kind == "anaphor" and "." in mention.actor_id)
    )


def _find_its(
    unit: Unit, before: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 其: the nearest subject of its clause, else of the sentence, else what the sentence before is about.
    text, clause = unit.text, _clause_start(unit.text, position)
    here = [
        mention for mention in _before(unit, position) if _fits(mention, anaphor, lexicon) and mention.role == "actor"
    ]
    # 向真主党施压，要求其停火: who is asked, not who asks.
    if _ASKED.search(text, 0, position):
        return [mention for mention in here if is_oblique(text, mention)][-1:]
    near = [mention for mention in here if mention.start >= clause]
    # 为哈马斯提供庇护并为其行动: the same preposition again takes up the same actor.
    parallel = [
        m for m in near if text[position - 1] in "为向对给" and text[m.start - 1 : m.start] == text[position - 1]
    ]
    if parallel:
        return parallel[-1:]
    subjects = [mention for mention in near if not is_oblique(text, mention)]
    if subjects:
        return subjects[-1:]
    topics = [mention for mention in here if not is_oblique(text, mention)]
    if topics:
        return topics[:1]
    if here or _PEOPLE.search(text, 0, position):
        return []
    for earlier in before:
        topics = [m for m in list_topics(earlier) if m.role == "actor" and _fits(m, anaphor, lexicon)]
        if topics:
            return topics[:1]
    return []


def _find_own(
    unit: Unit, _before_units: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 本国: the subject of the sentence, when it is one.
    here = [
        mention for mention in _before(unit, position) if _fits(mention, anaphor, lexicon) and mention.role == "actor"
    ]
    subjects = [mention for mention in here if not is_oblique(unit.text, mention)]
    if len(subjects) > 1 and re.fullmatch(r"[和与、及]|以及", unit.text[subjects[0].end : subjects[1].start]):
        return []
    return subjects[:1]


def _find_other(
    unit: Unit, _before_units: list[Unit], position: int, anaphor: "Anaphor", lexicon: "ActorLexicon"
) -> list[Found]:
    # 指责对方: the second of the two actors of the sentence; 互相, 相互 mean both and stay open.
    here = {mention.principal: mention for mention in _before(unit, position) if _fits(mention, anaphor, lexicon)}
    if len(here) != 2 or re.search(r"互[指相]?[\u4e00-\u9fff]{0,2}$|双方[\u4e00-\u9fff]{0,4}$", unit.text[:position]):
        return []
    return list(here.values())[1:]


def _find_speaker(
    unit: Unit, _before_units: list[Unit], position: int, _anaphor: "Anaphor", _lexicon: "ActorLexicon"
) -> list[Found]:
    # “我们感谢……”布林肯说: who speaks the quotation.
    for start, end, speaker in unit.speakers:
        if start <= position < end:
            return [speaker] if speaker is not None else []
    return []


Rule = Callable[[Unit, list[Unit], int, "Anaphor", "ActorLexicon"], list[Found]]
_RULES: dict[str, Rule] = {
    "definite": _find_definite,
    "description": _find_definite,
    "plural": _find_plural,
    "they": _find_they,
    "he": _find_he,
    "its": _find_its,
    "own": _find_own,
    "other": _find_other,
    "speaker": _find_speaker,
}
