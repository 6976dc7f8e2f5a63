"""Which camp every actor belongs to: the analyst's file, a mapping, the signed partition, or each its own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from waijiao.acts import Masses, sign_stance
from waijiao.errors import InputError
from waijiao.lexicon import read_lexicon
from waijiao.structure import find_division
from waijiao.tables import check_choice

if TYPE_CHECKING:
    from waijiao.acts.gathering import Ints

__all__ = ["Camps", "assign_camps", "number_camps", "read_camps"]

Camps = Mapping[str, str] | Literal["file", "own", "signed"] | None


def read_camps(path: str = "camps.csv") -> dict[str, str]:
    """Read which camp every actor belongs to.

    Parameters
    ----------
    path : str
        A CSV file with the columns ``actor`` and ``camp``; by default the analyst's file ``data/camps.csv``.

    Returns
    -------
    dict of str to str
        Actor to camp.

    Raises
    ------
    LexiconError
        When the file is missing or breaks its format.

    Examples
    --------
    >>> read_camps()["QAT"]
    'GULF'
    """
    frame = read_lexicon(path, ["actor", "camp"])
    return dict(zip(frame["actor"], frame["camp"], strict=True))


def assign_camps(
    actors: tuple[str, ...], masses: Masses, f: int, camps: Camps, *, lam: float, threshold: float
) -> dict[str, str]:
    """Return the camp of every actor but the focal one.

    Parameters
    ----------
    actors : tuple of str
        The universe.
    masses : Masses
        Its pairs, from which the signed partition is made.
    f : int
        The focal actor's position; its ties never shape the partition.
    camps : mapping, "file", "own", "signed" or None
        None reads ``data/camps.csv``. An actor without a camp is a camp of its own.
    lam, threshold : float
        Constants of the stance and of its sign.

    Returns
    -------
    dict of str to str
        Alter to camp, in the order of the universe.

    Raises
    ------
    InputError
        When the signed partition is wanted of more than twenty entangled actors, or the word is none of the three.

    Examples
    --------
    >>> import numpy as np
    >>> hostile = Masses(np.zeros((3, 3)), np.array([[0, 0, 0], [0, 0, 2.0], [0, 2.0, 0]]), np.zeros((3, 3)))
    >>> assign_camps(("A", "B", "C"), hostile, 0, "signed", lam=1, threshold=0.2)
    {'B': 'faction 1', 'C': 'faction 2'}
    """
    if isinstance(camps, Mapping):
        known = camps
    elif camps == "signed":
        known = _signed_camps(actors, masses, f, lam, threshold)
    else:
        check_choice(camps or "file", ("file", "own", "signed"), "camps")
        known = {} if camps == "own" else read_camps()
    return {actor: known.get(actor) or actor for position, actor in enumerate(actors) if position != f}


def _signed_camps(actors: tuple[str, ...], masses: Masses, f: int, lam: float, threshold: float) -> dict[str, str]:
    signs = sign_stance(masses, lam, threshold)
    signs[f], signs[:, f] = 0, 0
    division = find_division(signs)
    if division is None:
        raise InputError("The signed partition is exact up to twenty entangled actors only; give `camps` as a mapping.")
    names = {1: "faction 1", -1: "faction 2"}
    return {actor: names[side] for actor, side in zip(actors, division.sides.tolist(), strict=True) if side}


def number_camps(actors: tuple[str, ...], camps: Mapping[str, str]) -> "Ints":
    """Return every actor's camp as a number; an actor without a camp (the focal one) has a number of its own."""
    import numpy as np

    names = [camps.get(actor, actor) for actor in actors]
    order = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([order[name] for name in names], dtype="int64")
