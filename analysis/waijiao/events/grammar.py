"""One sentence from clauses to acts: which cues are acts, who takes part, in what mood, in whose speech."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from waijiao.events.arguments import find_arguments
from waijiao.events.knowledge import Cue
from waijiao.events.modality import HALTING, Mood, find_modality
from waijiao.events.scan import Actor, Clause
from waijiao.events.site import Act, Context, groups_of, is_joint, principals_of
from waijiao.events.speech import Speech, subject_of
from waijiao.lexicon import read_codebook

__all__ = ["Finding", "find_acts"]

# Speech acts are done by saying them, so a speaker's own is the narrator's fact: 伊朗称谴责….
_SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
# And what is done by declaring it: 美国宣布制裁伊朗.
_DECLARED = frozenset({"SANCTION", "RETREAT", "CONCEDE", "AID"})
_FORCEFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
# Negations that say no; the others say that something did not happen.
_REFUSING = frozenset(
    {"不", "不会", "不再", "不愿意", "不想", "不考虑", "不准备", "决不", "决不会", "绝不", "绝不会", "不能"}
)
# 自双方冲突开始以来, also in the middle of a clause.
_SINCE = re.compile(".*自[^，,。]{0,8}", re.DOTALL)
_SWALLOWING = frozenset({"reject", "lift"})


@dataclass(frozen=True)
class Finding:
    """One act between two actors.

    Attributes
    ----------
    act : Act
        The predicate.
    source, target : Actor
        The two ends.
    modality : str
        actual, negated, future, hypothetical or historical.
    claimed_by : str
        Principal in whose speech it stands, '' for the narrator.
    group : int
        Number of the act within the sentence.
    """

    act: Act
    source: Actor
    target: Actor
    modality: str
    claimed_by: str
    group: int


def find_acts(text: str, clauses: Sequence[Clause], speech: Speech, day: date | None = None) -> list[Finding]:
    """Return the acts of one sentence.

    Parameters
    ----------
    text : str
        The sentence.
    clauses : sequence of Clause
        Its clauses.
    speech : Speech
        Who speaks where.
    day : date, optional
        The document's; None when unknown.

    Returns
    -------
    list of Finding
        In the order of the text; one per ordered pair, category and modality.
    """
    context, mood = Context(), Mood(day)
    findings: list[Finding] = []
    for clause, following in zip(clauses, [*clauses[1:], None], strict=False):
        if clause.opens_part:
            context = Context(doers=context.subject)
            mood.open_part()
        context.acts, context.taken = [], set()
        context.upcoming = following.items if following else []
        has_acts = any(item.cues for item in clause.items)
        inherited = mood.read_clause(text, clause, has_acts)
        for index, act in _read_clause(text, clause, speech, context):
            modality = find_modality(clause.items, index, act, inherited)
            if modality == "negated" and _refuses(text, clause, index, act):
                act.cue, act.mutual, modality = _recategorise(act.cue, "REJECT"), False, "actual"
            claimants = _find_claimants(text, act, speech)
            findings += _spread(act, modality, claimants, len(findings))
            if act.cue.category.name in _FORCEFUL and "hypothetical" in inherited:
                plain = find_modality(clause.items, index, act, inherited - {"hypothetical"})
                if plain == "future":
                    findings += _spread(_make_threat(act), "actual", (), len(findings))
        _carry_over(clause, context)
    return _without_repeats(findings)


def _make_threat(act: Act) -> Act:
    """Read a forceful act announced under a condition as a threat: 如果…，伊朗将打击以色列."""
    return replace(act, cue=_recategorise(act.cue, "THREATEN"), construction="threat")


def _refuses(text: str, clause: Clause, index: int, act: Act) -> bool:
    """Tell whether somebody says no to talks: 不会与以色列谈判, not 没有与以色列谈判, 双方不会谈判."""
    if act.cue.category.name != "CONSULT" or act.sources == act.targets:
        return False
    words = [text[item.start : item.end] for item in clause.items[:index] if "negation" in item.kinds]
    return bool(words) and words[-1] in _REFUSING


def _recategorise(cue: Cue, name: str) -> Cue:
    category = read_codebook()[name]
    return replace(cue, category=category, intensity=category.intensity)


def _read_clause(text: str, clause: Clause, speech: Speech, context: Context) -> Iterator[tuple[int, Act]]:
    swallowed = -1
    for index, item in enumerate(clause.items):
        if not item.cues or index <= swallowed:
            continue
        context.speaker = list(speech.speaker_at(item.start))
        if _is_background(text, clause, index) or _only_ends(clause, index) or _only_decides(clause, index):
            continue
        if _only_halts(clause, index, context):
            continue
        act = _choose_reading(text, clause, index, context)
        if act.cue.frame in _SWALLOWING:
            swallowed = _swallow(text, clause, index, act, context)
        elif act.cue.frame == "agree" or act.cue.category.name == "THREATEN":
            _borrow_target(text, clause, index, act, context)
        elif act.cue.category.name == "SUPPORT" and not act.targets:
            _borrow_target(text, clause, index, act, context)  # 支持向埃及归还国宝
            swallowed = _next_act(clause, index) if act.targets else index
        if act.cue.frame == "request" and _is_expulsion(clause, index):
            act.cue = _recategorise(act.cue, "SANCTION")  # 限令法国大使离境
        _sort_out_crowds(clause, act, context, clause.items[swallowed].cues if swallowed > index else ())
        _remember(act, context)
        if act.sources and act.targets and not _is_agreed_jointly(act):
            yield index, act


def _sort_out_crowds(clause: Clause, act: Act, context: Context, swallowed: Sequence[Cue]) -> None:
    """Let crowds protest and governments accuse.

    市民走上广场，批评法国…: what a crowd that has gathered objects to it protests against, though opposing aid to
    somebody is rejecting it. 日本政府抗议俄罗斯: a government that protests accuses.
    """
    name, gathered = act.cue.category.name, bool(context.crowd)
    of_crowd = gathered and principals_of(act.sources) == principals_of(context.crowd)
    if name in ("ACCUSE", "REJECT") and of_crowd and all(cue.category.name != "AID" for cue in swallowed):
        act.cue = _recategorise(act.cue, "PROTEST")
    if name == "PROTEST" and act.cue.mode == "protest" and not gathered and not _is_of_people(clause, act):
        act.cue = _recategorise(act.cue, "ACCUSE")


def _is_expulsion(clause: Clause, index: int) -> bool:
    return any("departure" in item.kinds for item in clause.items[index + 1 :])


def _is_of_people(clause: Clause, act: Act) -> bool:
    called = any("crowd" in item.kinds for item in clause.items if item.start < act.item.end)
    return called or any(actor.kind == "demonym" for actor in act.sources)


def _is_agreed_jointly(act: Act) -> bool:
    """Tell whether the act only says what two sides have agreed on: 两国同意加强合作 is one agreement."""
    agreement = act.governor if act.governor and act.governor.cue.frame == "agree" else None
    return agreement is not None and agreement.mutual and act.cue.category.polarity > 0


def _choose_reading(text: str, clause: Clause, index: int, context: Context) -> Act:
    """Return the first reading of the cue whose participants are both there, otherwise the first."""
    cues = _order_readings(clause, index)
    acts = [find_arguments(text, clause, index, cue, context) for cue in cues]
    return next((act for act in acts if act.sources and act.targets), acts[0])


def _order_readings(clause: Clause, index: int) -> tuple[Cue, ...]:
    """Order the readings of 停止, 取消 …: they lift what is hostile and reject what is friendly.

    And of 对抗, 对峙 …: with a name right behind they run one way.
    """
    cues = clause.items[index].cues
    following = _next_act(clause, index)
    if len(cues) < 2:
        return cues
    cues = tuple(sorted(cues, key=lambda cue: cue.frame == "judge"))
    behind = clause.items[index + 1 : index + 2]
    if any(cue.frame == "reciprocal" for cue in cues) and behind and behind[0].start == clause.items[index].end:
        return tuple(sorted(cues, key=lambda cue: (cue.frame == "reciprocal") == (behind[0].group is not None)))
    apart = following >= 0 and clause.items[following].start > clause.items[index].end
    polarity = clause.items[following].cues[0].category.polarity if apart else 0
    wanted = {-1: "lift", 1: "reject"}.get(polarity)  # 切断对加沙的援助 suspends, 切断供电 blockades
    lifts = [cue for cue in cues if cue.frame == wanted]
    return (*lifts, *sorted((cue for cue in cues if cue not in lifts), key=lambda cue: cue.frame == "lift"))


def _next_act(clause: Clause, index: int) -> int:
    """Return the index of the next cue of the clause that no connector parts from this one, or -1."""
    for position in range(index + 1, len(clause.items)):
        item = clause.items[position]
        if item.cues:
            return position
        if item.kinds & {"connector", "report"}:
            return -1
    return -1


def _swallow(text: str, clause: Clause, index: int, act: Act, context: Context) -> int:
    """Let 拒绝, 反对, 解除 … take the following act as their object: 拒绝与伊朗谈判 rejects Iran."""
    following = _next_act(clause, index)
    if following < 0:
        return index
    inner = _read_complement(text, clause, following, act, context)
    ours = principals_of(act.sources)
    is_clause = inner.construction in ("complement", "nominal") and inner.item.start > act.item.end
    if act.cue.mode == "oppose" and is_clause and inner.targets and principals_of(inner.sources) - ours:
        act.targets = list(inner.sources)  # 反对美国威胁伊拉克: the threat is there, 反对瑞典加入: the joining is not
        return index if inner.cue.category.polarity < 0 or inner.cue.category.name == "AID" else following
    if act.cue.frame == "lift" and inner.mutual and len(ours) > 1 and inner.cue.category.polarity < 0:
        act.targets, act.mutual = list(act.sources), True  # 两国结束战争
        return following
    if act.cue.category.name == "RETREAT" and inner.cue.category.name in ("SANCTION", "COERCE"):
        act.cue = _recategorise(act.cue, "CONCEDE")  # 暂停对俄制裁 eases, 暂停空袭 retreats
    others = [actor for actor in (*inner.targets, *inner.sources) if actor.principal not in ours]
    if not act.targets or inner.targets:
        act.targets = others[: len(inner.targets) or 1] or act.targets
    return following


def _read_complement(text: str, clause: Clause, index: int, governor: Act, context: Context) -> Act:
    """Read the act at ``index`` as what ``governor`` is about; nothing is remembered."""
    trial = Context(list(governor.sources), speaker=context.speaker, acts=[governor], taken=set(context.taken))
    return find_arguments(text, clause, index, clause.items[index].cues[0], trial)


def _borrow_target(text: str, clause: Clause, index: int, act: Act, context: Context) -> None:
    """Give 同意, 承诺, 威胁 … the target of what is promised or threatened; a joint subject agrees with itself.

    承诺向乌克兰提供武器 promises Ukraine; 威胁对智利加征关税 threatens Chile; 美国和卡塔尔同意….
    """
    following = _next_act(clause, index)
    together = act.cue.frame == "agree" and len(principals_of(act.sources)) > 1
    is_hostile = following >= 0 and clause.items[following].cues[0].category.polarity < 0
    if not act.targets and following >= 0 and not (together and is_hostile):
        act.targets = _read_complement(text, clause, following, act, context).targets
    if not act.targets and together and act.cue.mode == "agree":
        act.targets, act.mutual = list(act.sources), True


def _remember(act: Act, context: Context) -> None:
    if act.construction == "judgement":  # stands beside the clause's acts: 俄方称，乌军企图袭击大桥
        context.addressee = act.targets or context.addressee
        return
    if act.construction == "passive":
        context.taken |= {actor.start for actor in act.sources}
    elif act.sources != act.targets and act.cue.frame != "mediate":
        context.taken |= {actor.start for actor in act.targets}
    if not act.targets and act.governor and act.governor.cue.frame == "request" and act.cue.mode == "withdraw":
        act.targets = list(act.governor.sources)  # 马里要求法军撤离: from whoever demands it
    if not act.targets:
        ours = principals_of(act.sources)
        act.targets = [actor for actor in _find_earlier_target(act, context) if actor.principal not in ours]
    if act.cue.category.name == "PROTEST":
        context.crowd = list(act.sources) if not act.targets else []
    context.acts.append(act)


def _find_earlier_target(act: Act, context: Context) -> list[Actor]:
    """Return whom the sentence named before.

    Force goes on against the same object (空袭伊军阵地，炸毁雷达); what is rejected came from the subject before
    (美国要求…，伊朗拒绝).
    """
    if act.cue.category.name in _FORCEFUL and act.cue.frame != "noun":
        hit_before = principals_of(act.sources) & principals_of(context.targets)
        return ([] if not context.targets or hit_before else context.targets) or _find_opponent(act, context)
    if act.cue.category.name == "REJECT":
        return context.subject or context.doers
    if act.cue.category.name == "THREATEN" and any("hypothetical" in item.kinds for item in context.upcoming):
        named = [group for group in groups_of(context.upcoming, "") if not group.is_place]
        if named:
            return named[0].heads  # 警告，如果也门再次放行…: whoever the condition is about
    spoken = act.cue.category.name in ("ACCUSE", "THREATEN", "REQUEST") and act.cue.frame != "noun" and not act.governor
    return context.addressee or context.doers if spoken else []


def _find_opponent(act: Act, context: Context) -> list[Actor]:
    """Return against whom force is used when nobody is named.

    Whoever attacked before (俄军发动袭击，乌军击落多枚导弹); whoever reports somebody's attack (乌方称，俄军发动进攻);
    in a headline whoever speaks in its first half (俄称打击乌军 乌称战斗持续).
    """
    ours = principals_of(act.sources)
    if context.attackers and not principals_of(context.attackers) & ours:
        return context.attackers
    if act.cue.category.name != "ASSAULT":
        return []
    return {"transitive": context.speaker, "reciprocal": context.doers}.get(act.cue.frame, [])


def _carry_over(clause: Clause, context: Context) -> None:
    if clause.items and "cause" in clause.items[0].kinds:
        return  # 因哥伦比亚破坏稳定，…: whoever acts in a clause of cause is not the subject of what follows
    main = next((act for act in context.acts if act.sources and act.governor is None), None)
    if main and main.construction == "passive":
        context.subject = list(main.targets)
    elif main and main.construction not in ("judgement", "mediation"):
        context.subject = list(main.sources)
    else:
        context.subject = list(subject_of(clause)) or context.subject
    spoken = [act for act in context.acts if act.targets and act.cue.category.quad == 3 and not act.governor]
    if spoken:
        context.addressee = list(spoken[-1].targets)
    forceful = [act for act in context.acts if act.targets and act.cue.category.name in _FORCEFUL]
    if forceful:
        context.targets, context.attackers = list(forceful[-1].targets), list(forceful[-1].sources)


def _is_background(text: str, clause: Clause, index: int) -> bool:
    """Tell whether the words only date or name something: 俄乌冲突以来, 战争期间."""
    item = clause.items[index]
    following = clause.items[index + 1] if index + 1 < len(clause.items) else None
    near = following is not None and "background" in following.kinds and following.start - item.end <= 4
    return near or bool(_SINCE.fullmatch(text, clause.start, item.start) and "以来" in text[item.end : item.end + 8])


def _only_ends(clause: Clause, index: int) -> bool:
    """Tell whether a lifting verb just ends something friendly, which is then the act: 结束对肯尼亚的访问."""
    following = _next_act(clause, index)
    frames = {cue.frame for cue in clause.items[index].cues}
    return frames == {"lift"} and following >= 0 and clause.items[following].cues[0].category.polarity > 0


def _only_halts(clause: Clause, index: int, context: Context) -> bool:
    """Tell whether somebody is asked to stop what goes on, which is then the act: 要求美国停止侵略叙利亚."""
    last = context.acts[-1] if context.acts else None
    following = _next_act(clause, index)
    asked = last is not None and last.cue.frame == "request" and following >= 0
    halts = any(cue.mode in HALTING for cue in clause.items[index].cues)
    return asked and halts and clause.items[following].cues[0].frame not in ("reciprocal", "noun")


def _only_decides(clause: Clause, index: int) -> bool:
    """Tell whether a promising verb just decides something hostile, which is then the act: 决定与以色列断交."""
    if clause.items[index].cues[0].frame != "agree":
        return False
    following = _next_act(clause, index)
    together = any(is_joint(group) for group in clause.groups if group.end <= clause.items[index].start)
    return following >= 0 and clause.items[following].cues[0].category.polarity < 0 and not together


def _find_claimants(text: str, act: Act, speech: Speech) -> list[str]:
    """Return in whose speech the act stands; nobody's when saying it is doing it: 法国谴责…, 美国宣布制裁伊朗."""
    speaker = speech.speaker_at(act.item.start)
    governor = act.governor
    if governor and governor.sources and (governor.cue.category.name == "ACCUSE" or governor.cue.frame == "agree"):
        speaker = tuple(governor.sources)
    if not speaker:
        return []
    if principals_of(speaker) & principals_of(act.sources) and not act.mutual:
        declared = "宣布" in text[speaker[0].end : act.item.start] and act.cue.category.name in _DECLARED
        if act.cue.category.name in _SPEECH_ACTS or declared:
            return []
    return [actor.principal for actor in speaker]


def _spread(act: Act, modality: str, claimants: Sequence[str], group: int) -> Iterator[Finding]:
    ends = {}
    for source in act.sources:
        for target in act.targets:
            if source.principal != target.principal:
                ends[source.principal, target.principal] = (source, target)
                if act.mutual:
                    ends[target.principal, source.principal] = (target, source)
    for source, target in ends.values():
        # 俄罗斯和乌克兰分别证实…: each speaks for itself
        claimed_by = source.principal if source.principal in claimants else next(iter(claimants), "")
        yield Finding(act, source, target, modality, claimed_by, group)


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    seen: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        name = finding.act.cue.category.name
        seen.setdefault((finding.source.principal, finding.target.principal, name, finding.modality), finding)
    return list(seen.values())
