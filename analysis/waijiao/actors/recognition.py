"""From located strings to mentions: readings chosen, offices and titles joined to the names they belong to."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waijiao.actors.discourse import Unit, Unresolved
from waijiao.actors.evidence import Evidence, choose_char_sense, choose_name_sense
from waijiao.actors.frames import locate_chars, locate_runs
from waijiao.actors.spans import Found, Hit

if TYPE_CHECKING:
    from waijiao.actors.lexicon import ActorLexicon
    from waijiao.actors.sources import Office, Sense

__all__ = ["extend_right", "recognise", "recognise_names"]

_NAMES = frozenset(["name", "short", "place"])
_PLACES = frozenset(["place", "part", "capital", "media", "seat"])
_PERSONS = frozenset(["person", "weak"])
_KINDS = {
    "part": "metonym", "capital": "metonym", "seat": "metonym", "place": "name",
    "epithet": "description", "weak": "person", "media": "name",
}  # fmt: skip
# Offices that may follow the name of a group or an organisation: 哈马斯领导人, 欧盟外长.
_GROUP_OFFICES = frozenset(["armed", "head", "minister", "official", "agency", "legislature", "diplomat"])
_CAPITAL_OFFICES = frozenset(["government", "official"])
# Words that begin with 人 but are no people: 美国人权, 俄罗斯人口.
_NOT_PEOPLE = re.compile(r"人(?:权|口|道|造|工|类|均|事|物|力|选|行)")
# 前首相布莱尔, 原总统: who no longer holds the office does not act for the state; but not 此前, 目前, 日前.
_FORMER = re.compile(
    r"(?:(?<![此目日以当年月天周提早先事战会之赛案岁点分眼生])前|(?<![中平草高燎])原|卸任|已故|已卸任)任?$"
)
_DOT = "·•・‧"


def recognise(unit: Unit, hits: Sequence[Hit], evidence: Evidence, lexicon: "ActorLexicon") -> list[Unresolved]:
    """Set the mentions of one sentence, in order; return the strings whose reading the document leaves open."""
    text, left = unit.text, []
    firm = [(hit.start, hit.end) for hit in hits if hit.senses[0].kind != "char"]
    runs = list(locate_runs(text, lexicon, firm))
    # 中美元首, 日韩军队: the run counts, and its last member takes the office.
    inside = {position for positions in runs for position in positions}
    hits = [hit for hit in hits if hit.senses[0].kind != "char" or hit.start not in inside]
    for hit in hits:
        mention = _judge_hit(text, hit, evidence, lexicon)
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
    for mention in unit.found:
        extend_right(text, mention, lexicon)
    unit.found = _join_titles(text, unit.found, lexicon)
    return left


def recognise_names(unit: Unit, hits: Sequence[Hit], evidence: Evidence) -> None:
    """Set the names of states, groups and organisations, each by itself."""
    for hit in hits:
        if hit.senses[0].kind in _NAMES:
            sense = choose_name_sense(hit.senses, evidence)
            if sense is not None:
                unit.found.append(_make_found(hit, sense))


def _leave_open(unit: Unit, position: int, senses: "Sequence[Sense]") -> Unresolved:
    *first, last = [sense.principal for sense in senses]
    choice = f"{', '.join(first)} or {last}: none is named" if first else f"{last} is not named"
    return Unresolved(unit, position, position + 1, f"{choice} in the document")


def _add_chars(
    unit: Unit, positions: Sequence[int], rule: str, evidence: Evidence, lexicon: "ActorLexicon"
) -> list[Unresolved]:
    left = []
    for position in positions:
        senses = lexicon.chars[unit.text[position]]
        others = frozenset(lexicon.chars[unit.text[other]][0].principal for other in positions if other != position)
        sense = choose_char_sense(senses, evidence, others, joined=len(positions) > 1)
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
        # 27日方面: the day of a date is not Japan.
        if text[hit.start] == "日" and text[max(hit.start - 1, 0)] in "0123456789０１２３４５６７８９":
            return None
        sense = choose_char_sense(hit.senses, evidence, joined=True)
    else:
        sense = choose_name_sense(hit.senses, evidence)
    if sense is None or (sense.kind in _PERSONS and _is_part_of_dotted_name(text, hit)):
        return None
    mention = _make_found(hit, sense)
    if kind == "char":
        _name_office(mention, lexicon.offices[text[hit.start + 1 : hit.end]])
    elif kind == "office":
        mention.office = lexicon.offices[text[hit.start : hit.end]].kind
        if _FORMER.search(text, 0, hit.start):
            return None
    return mention


def _is_part_of_dotted_name(text: str, hit: Hit) -> bool:
    """Return whether a longer name goes on beside the hit: 亨特·拜登 is not the President."""
    return text[hit.start - 1 : hit.start] in tuple(_DOT) or text[hit.end : hit.end + 1] in tuple(_DOT)


def _name_office(mention: Found, office: "Office") -> None:
    mention.office = office.kind
    mention.actor_id = f"{mention.principal}.{office.office_id.upper()}"
    mention.kind = "demonym" if office.kind == "people" else "office"


def _match_office(text: str, start: int, lexicon: "ActorLexicon") -> "Office | None":
    for length in lexicon.office_lengths.get(text[start : start + 1], ()):
        office = lexicon.offices.get(text[start : start + length])
        if office is not None:
            return None if _NOT_PEOPLE.match(text, start) and length == 1 else office
    return None


def _allows(mention: Found, office: "Office", lexicon: "ActorLexicon") -> bool:
    if mention.kind in ("anaphor", "description") and mention.role == "actor":
        return office.kind not in ("people", "media")
    if mention.kind in ("person", "description", "pair") or mention.role in ("media", "seat"):
        return office.kind in ("head", "minister", "government") and mention.kind == "person"
    if mention.role in ("capital", "part"):
        return office.word in ("方面", "当局", "政府", "官员")
    if mention.kind == "char" and mention.office == "":
        return office.word != "人"
    if mention.principal not in lexicon.states:
        return office.kind in _GROUP_OFFICES or office.word in ("方面", "成员")
    return office.kind != "armed"


def extend_right(text: str, mention: Found, lexicon: "ActorLexicon") -> None:
    """Take in the offices that follow: 俄罗斯+外交部+副部长, 拜登+政府, 泰国 公民."""
    # 驻伊朗大使, 驻叙部队: they belong to whoever sent them.
    if text[mention.start - 1 : mention.start] == "驻":
        return
    for _ in range(4):
        start = mention.end
        # One blank may stand between a state and its people: 泰国 公民.
        if text[start : start + 1] == " " and (office := _match_office(text, start + 1, lexicon)):
            start += 1 if office.kind == "people" else 0
        office = _match_office(text, start, lexicon)
        if office is None or not _allows(mention, office, lexicon):
            return
        mention.end = start + len(office.word)
        person = mention.kind == "person"
        if not person or office.kind == "government":
            _name_office(mention, office)
        if mention.role in ("capital", "part", "place", "seat"):
            mention.role = ""
        if person or office.kind == "people":
            return


def _find_title_start(text: str, start: int, lexicon: "ActorLexicon") -> int:
    """Return where the titles before ``start`` begin: 国务卿|安东尼·布林肯."""
    while True:
        for length in range(min(lexicon.longest_office, start), 1, -1):
            office = lexicon.offices.get(text[start - length : start])
            if office is not None and office.kind not in ("people", "media"):
                start -= length
                break
        else:
            return start


def _join_titles(text: str, found: list[Found], lexicon: "ActorLexicon") -> list[Found]:
    """Make one mention of state, office and person; drop who held the office formerly."""
    joined: list[Found] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and mention.start < before.end:
            continue
        floor = before.end if before is not None else 0
        if mention.kind == "person":
            mention.start = max(_find_title_start(text, mention.start, lexicon), floor)
            if _FORMER.search(text, floor, mention.start):
                continue
        if before is not None and _belong_together(before, mention):
            if before.kind == "office" and mention.kind == "person" and _FORMER.search(text, 0, before.start):
                continue
            joined.pop()
            mention.start = before.start
            mention.role = mention.role if mention.role == "media" else ""
        joined.append(mention)
    return joined


def _belong_together(before: Found, mention: Found) -> bool:
    """Return whether two mentions make one name: 美国国务卿|布林肯, 胡塞武装下属的|革命委员会, 俄罗斯|国家杜马."""
    same = before.end == mention.start and before.principal == mention.principal
    return same and "pair" not in (before.kind, mention.kind) and before.role != "media"
