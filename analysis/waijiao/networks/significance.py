"""Significance: whether two actors are named together more often than by chance, and what chance is."""

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.errors import InputError
from waijiao.networks.chance import TESTS, collect_pairs
from waijiao.tables import check_choice

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from waijiao.networks.units import Naming

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["Test", "Within", "choose_test", "find_enough", "score_significance"]

Test = Literal["auto", "none", "hypergeometric", "fdsm", "sdsm", "sdsm_sizes"]
Within = Literal["corpus", "document"]

# Below so many units there is no test, from there to the second number (and the third of actors) FDSM.
_FEW_UNITS = 100
_MANY_UNITS = 2000
_MANY_ACTORS = 50
# A tie of fewer units, or of less lift, is none to speak of.
_LEAST_K = 5
_LEAST_LIFT = 1.3
# A probability that is alpha but for the last digits of its computation reaches alpha.
_ROUNDING = 1e-9


def choose_test(test: str, units: int, actors: int) -> str:
    """Return the test that "auto" stands for with so many units and actors, any other as it is."""
    check_choice(test, ("auto", *TESTS), "test")
    if test != "auto":
        return test
    if units < _FEW_UNITS:
        return "none"
    return "fdsm" if units <= _MANY_UNITS and actors <= _MANY_ACTORS else "sdsm_sizes"


def score_significance(
    tally: "pd.DataFrame", naming: "Naming", *, test: str, within: str, alpha: float, draws: int, seed: int
) -> dict[str, Any]:
    """Return the columns ``chance`` to ``verdict`` of the table ``pairs``, for a table of all pairs."""
    import numpy as np
    from scipy.stats import false_discovery_control

    chosen = choose_test(test, len(naming.actors), len({actor for named in naming.actors.values() for actor in named}))
    _check_room(chosen, within, naming)
    pairs = collect_pairs(tally, naming, within)
    chance, p, smallest = TESTS[chosen if len(tally) else "none"](pairs, draws, seed)
    testable = _find_testable(smallest, alpha)
    q = np.full(len(p), np.nan)
    if testable.any() and chosen != "none":
        q[testable] = false_discovery_control(p[testable])
    found = q <= alpha
    verdict = np.select(
        [~testable, np.full(len(p), chosen == "none"), ~found, ~find_enough(tally)],
        ["not testable", "not tested", "not significant", "too slight"],
        "more often than chance",
    )
    return {"chance": chance, "p": p, "q": q, "testable": testable, "test": chosen, "verdict": verdict}


def _check_room(chosen: str, within: str, naming: "Naming") -> None:
    check_choice(within, ("corpus", "document"), "within")
    if within == "document" and chosen == "hypergeometric":
        raise InputError("`test` is 'hypergeometric', which knows no documents; choose 'fdsm', or `within` 'corpus'.")
    if within == "document" and len(set(naming.documents.values())) == len(naming.documents) > 1:
        raise InputError(
            "`within` is 'document', but no document has two units that name an actor; give `unit` 'sentence', or "
            "`within` 'corpus'."
        )


def find_enough(pairs: "pd.DataFrame") -> "pd.Series[bool]":
    """Return which pairs meet in enough units, and enough oftener than independent actors, to speak of a tie."""
    expected = pairs["f_a"] * pairs["f_b"] / pairs["n"]
    return (pairs["k"] >= _LEAST_K) & (pairs["k"] >= _LEAST_LIFT * expected)


def _find_testable(smallest: "Array", alpha: float) -> "Array":
    """Return which tests could reach significance at all, by Tarone's rule."""
    import numpy as np

    divisors = np.arange(1, len(smallest) + 1)
    limits = alpha / divisors * (1 + _ROUNDING)
    fitting = np.flatnonzero(np.searchsorted(np.sort(smallest), limits, side="right") <= divisors)
    return smallest <= limits[fitting[0]] if len(fitting) else np.zeros(len(smallest), dtype=bool)
