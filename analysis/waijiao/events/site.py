"""A predicate's place in its clause: what stands before it, what behind, and what the sentence has brought up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from waijiao.events.knowledge import Cue
from waijiao.events.scan import Actor, Group, Item

__all__ = [
    "NEAR",
    "Act",
    "Context",
    "Site",
    "everyone_in",
    "groups_of",
    "heads_of",
    "is_joint",
    "principals_of",
]

# How many characters may stand between a cue and the name that belongs to it: 会见了前来参加会议的赞比亚总统.
NEAR = 12


@dataclass(slots=True)
class Act:
    """One predicate with its participants.

    Attributes
    ----------
    item : Item
        Where its cue stands.
    cue : Cue
        The reading chosen.
    sources, targets : list of Actor
        Who acts and upon whom; either may be empty.
    construction : str
        A key of :data:`waijiao.events.explain.CONSTRUCTIONS`, such as passive.
    mutual : bool
        True when the act runs both ways.
    governor : Act or None
        The predicate in whose complement this one stands.
    """

    item: Item
    cue: Cue
    sources: list[Actor]
    targets: list[Actor]
    construction: str
    mutual: bool = False
    governor: "Act | None" = None


@dataclass(slots=True)
class Context:
    """What a sentence has brought up so far.

    Attributes
    ----------
    subject, targets : list of Actor
        The last clause's subject, the last forceful act's targets.
    attackers : list of Actor
        That act's sources.
    addressee : list of Actor
        To whom the last demand, reproach or threat was addressed.
    doers : list of Actor
        The subject of the part before: whom a headline's second half answers (美国制裁伊朗 伊方谴责).
    crowd : list of Actor
        Whose people have gathered, until it is said against whom.
    speaker : list of Actor
        In whose speech the clause stands.
    acts : list of Act
        The acts of the clause at hand.
    taken : set of int
        Where actors of this clause begin that are already somebody's object.
    upcoming : list of Item
        What stands in the clause after this one.
    """

    subject: list[Actor] = field(default_factory=list)
    targets: list[Actor] = field(default_factory=list)
    attackers: list[Actor] = field(default_factory=list)
    addressee: list[Actor] = field(default_factory=list)
    doers: list[Actor] = field(default_factory=list)
    crowd: list[Actor] = field(default_factory=list)
    speaker: list[Actor] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    upcoming: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Site:
    """A predicate's place: the clause cut in two.

    Attributes
    ----------
    text : str
        The sentence.
    left : list of Item
        What stands before the predicate in its clause.
    item : Item
        The predicate.
    right : list of Item
        What stands behind it, up to the next predicate that is no noun: the room in which an object can stand.
    cue : Cue
        The reading tried.
    context : Context
        What came before.
    spots : list of Actor
        The clause's cities and regions that no other predicate stands before.
    """

    text: str
    left: list[Item]
    item: Item
    right: list[Item]
    cue: Cue
    context: Context
    spots: list[Actor] = field(default_factory=list)

    @property
    def is_nominal(self) -> bool:
        """Whether the words stand as a noun: 对伊朗的制裁, 以军空袭造成…."""
        return self.cue.frame == "noun" or self.text[self.item.start - 1 : self.item.start] == "的"

    @property
    def has_light_verb(self) -> bool:
        """Whether a light verb makes a noun the predicate: 实施制裁, 发动袭击."""
        return any("light" in item.kinds for item in self.since_last)

    @property
    def since_last(self) -> list[Item]:
        """The items between the last act and this one."""
        start = self.context.acts[-1].item.end if self.context.acts else 0
        return [item for item in self.left if item.start >= start]


def groups_of(items: Sequence[Item], *markers: str) -> list[Group]:
    """Return the groups among items, all or those with one of the markers."""
    return [item.group for item in items if item.group and (not markers or item.group.marker in markers)]


def heads_of(groups: Sequence[Group]) -> list[Actor]:
    """Return whom the groups stand for."""
    return [actor for group in groups for actor in group.heads]


def everyone_in(groups: Sequence[Group]) -> list[Actor]:
    """Return every actor of the groups, places and owners too."""
    return [actor for group in groups for actor in group.actors]


def is_joint(group: Group) -> bool:
    """Tell whether a group names more than one principal."""
    return len(principals_of(group.actors)) > 1


def principals_of(actors: Sequence[Actor]) -> set[str]:
    """Return on whose behalf the actors act."""
    return {actor.principal for actor in actors}
