"""From located strings to mentions: readings chosen, offices and titles joined to the names they belong to."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit, Unresolved
from waijiao.actors.evidence import Evidence, choose_char_sense, choose_name_sense
from waijiao.actors.frames import DIGITS, locate_chars
from waijiao.actors.runs import is_framed_pair, locate_runs, pair_up
from waijiao.actors.spans import Found, Hit
from waijiao.actors.strangers import name_strangers
from waijiao.actors.titles import (
    LOCALITIES,
    extend_right,
    is_former,
    is_office,
    join_titles,
    name_office,
    retire,
    take_in_state,
)

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Sense

__all__ = ["recognise", "recognise_names"]

_NAMES = frozenset(["name", "short", "place"])
_PLACES = frozenset(["place", "part", "capital", "local", "media", "seat"])
_PERSONS = frozenset(["person", "weak"])
_KINDS = {
    "part": "metonym", "capital": "metonym", "seat": "metonym", "place": "name", "local": "place",
    "epithet": "description", "weak": "person", "media": "name",
}  # fmt: skip
_DOT = "·•・‧"
# 以总统身份出席, 以国防部的名义: 以 is the preposition.
_IN_CAPACITY = re.compile(r"的?(?:身份|名义|口吻|为[主首例]|为(?:中心|核心|代表|基础|后盾))")


def recognise(unit: Unit, hits: Sequence[Hit], evidence: Evidence, lexicon: "ActorLexicon") -> list[Unresolved]:
    """Set the mentions of one sentence, in order; return the strings whose reading the document leaves open."""
    text, left = unit.text, []
    # 中欧关系, 中非合作: a pair before a frame word is no region and no state of that name.
    hits = [hit for hit in hits if hit.end - hit.start != 2 or not is_framed_pair(text, hit.start, hit.end, lexicon)]
    hits = _drop_spellings(text, hits, lexicon.contexts.words["spelling"])
    firm = [(hit.start, hit.end) for hit in hits if hit.senses[0].kind != "char"]
    compounds = {hit.start: hit.end for hit in hits if hit.senses[0].kind == "char"}
    # 俄法院: an office takes the whole run. 中美元首, 日韩军队: the run counts, and its last member takes the office.
    runs = [run for run in locate_runs(text, lexicon, firm) if compounds.get(run[0], 0) <= run[-1]]
    inside = {position for positions in runs for position in positions}
    hits = [hit for hit in hits if hit.senses[0].kind != "char" or hit.start not in inside]
    for before, hit in zip([None, *hits], hits, strict=False):
        mention = _judge_hit(text, _narrow(hit, before), evidence, lexicon)
        if mention is not None:
            unit.found.append(mention)
        elif hit.senses[0].kind == "char":
            left.append(_leave_open(unit, hit.start, hit.senses))
    taken = [(hit.start, hit.end) for hit in hits]
    for positions in runs:
        taken.append((positions[0], positions[-1] + 1))
        left += _add_chars(unit, positions, "pairs.csv", evidence, lexicon)
    for position, rule in locate_chars(text, lexicon, taken):
        left += _add_chars(unit, [position], rule, evidence, lexicon)
    unit.found.sort(key=lambda mention: mention.start)
    for previous, mention in zip([None, *unit.found], unit.found, strict=False):
        take_in_state(text, mention, previous.end if previous else 0, lexicon)
        extend_right(text, mention, lexicon)
        retire(text, mention)
    unit.found = join_titles(text, unit.found, lexicon)
    name_strangers(text, unit.found, lexicon)
    return left


def recognise_names(unit: Unit, hits: Sequence[Hit], evidence: Evidence) -> None:
    """Set the names of states, groups and organisations, each by itself."""
    for hit in hits:
        if hit.senses[0].kind in _NAMES:
            sense = choose_name_sense(hit.senses, evidence)
            if sense is not None:
                unit.found.append(_make_found(hit, sense))


def _narrow(hit: Hit, before: Hit | None) -> Hit:
    """Return the hit with the readings that agree with the state right before it: 印度|旁遮普 is not in Pakistan."""
    if len(hit.senses) < 2 or hit.senses[0].kind not in LOCALITIES or before is None or before.end != hit.start:
        return hit
    named = {sense.principal for sense in before.senses}
    return hit._replace(senses=tuple(sense for sense in hit.senses if sense.principal in named) or hit.senses)


def _leave_open(unit: Unit, position: int, senses: "Sequence[Sense]") -> Unresolved:
    *first, last = [sense.principal for sense in senses]
    choice = f"{', '.join(first)} or {last}: none is named" if first else f"{last} is not named"
    return Unresolved(unit, position, position + 1, f"{choice} in the document")


def _add_chars(
    unit: Unit, positions: Sequence[int], rule: str, evidence: Evidence, lexicon: "ActorLexicon"
) -> list[Unresolved]:
    left = []
    for position in positions:
        senses = lexicon.chars.get(unit.text[position])
        if senses is None:  # 中非: Africa is no actor
            continue
        others, paired = pair_up(unit.text, position, positions, lexicon)
        joined = len(positions) > 1 or rule.startswith("office_parts.csv")
        sense = choose_char_sense(senses, evidence, others, joined=joined, paired=paired)
        if sense is None:
            left.append(_leave_open(unit, position, senses))
        else:
            kind, end = "pair" if len(positions) > 1 else "char", position + 1
            unit.found.append(Found(position, end, position, end, sense.actor_id, sense.principal, kind, rule))
    return left


def _make_found(hit: Hit, sense: "Sense") -> Found:
    head_end = hit.start + 1 if sense.kind == "char" else hit.end
    kind = _KINDS.get(sense.kind, sense.kind)
    role = sense.kind if sense.kind in _PLACES else ""
    return Found(hit.start, hit.end, hit.start, head_end, sense.actor_id, sense.principal, kind, sense.rule_id, role)


def _judge_hit(text: str, hit: Hit, evidence: Evidence, lexicon: "ActorLexicon") -> Found | None:
    kind = hit.senses[0].kind
    if kind == "block":
        return None
    if kind == "char":
        if _is_other_word(text, hit):
            return None
        sense = choose_char_sense(hit.senses, evidence, joined=True)
    else:
        sense = choose_name_sense(hit.senses, evidence)
    if sense is None or _is_part_of_longer_name(text, hit, sense):
        return None
    mention = _make_found(hit, sense)
    if kind == "char" and text[hit.start - 1 : hit.start] == "驻":  # 中国驻俄|大使馆: the embassy is not Russia's
        mention.end = mention.head_end
    elif kind == "char":
        name_office(mention, lexicon.offices[text[hit.start + 1 : hit.end]])
    elif kind == "office":
        mention.office = lexicon.offices[text[hit.start : hit.end]].kind
        if is_former(text, 0, hit.start):
            return None
    return mention


def _is_other_word(text: str, hit: Hit) -> bool:
    """Return whether a character and an office only look joined: 27日方面, 以总统身份, 中方案."""
    first, before = text[hit.start], text[max(hit.start - 1, 0)]
    return (
        (first == "日" and before in DIGITS)
        or (first == "以" and _IN_CAPACITY.match(text, hit.end) is not None)
        or not is_office(text, hit.start + 1, hit.end)
    )


def _is_part_of_longer_name(text: str, hit: Hit, sense: "Sense") -> bool:
    """Return whether the name goes on: 亨特·拜登 is not the President, 多米尼克·斯特 no state, “法塔赫”号 a ship."""
    before, after = text[max(hit.start - 1, 0) : hit.start], text[hit.end : hit.end + 2]
    dotted = before in tuple(_DOT) or after[:1] in tuple(_DOT)
    if sense.kind in _PERSONS:
        return dotted or after == "”号"
    return (dotted and text[hit.end - 1] != "国" and sense.kind not in ("media", "office")) or after == "”号"


def _drop_spellings(text: str, hits: Sequence[Hit], spelling: frozenset[str]) -> list[Hit]:
    """Leave out cities of two characters that are part of a longer name: 德里 in 弗里德里希, but not in 印度德里."""
    ends, starts = {hit.end for hit in hits}, {hit.start for hit in hits}
    return [
        hit for hit in hits
        if hit.senses[0].kind != "local" or hit.end - hit.start > 2
        or ((text[hit.start - 1 : hit.start] not in spelling or hit.start in ends)
            and (text[hit.end : hit.end + 1] not in spelling or hit.end in starts or text.startswith("基地", hit.end)))
    ]  # fmt: skip
