"""Resampling the evidence: leaving units out, Bayesian bootstrap, rarefaction to equal record counts.

Throughout, the universe and the camps stay those of the whole evidence, so that a resample changes only the masses.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from waijiao.acts import Acts, Value, gather_acts, sum_masses
from waijiao.compass.camps import Camps, assign_camps, number_camps
from waijiao.compass.measures import Parts, measure_parts
from waijiao.errors import InputError
from waijiao.tables import check_choice

if TYPE_CHECKING:
    from typing import Unpack

    import numpy as np
    import pandas as pd

    from waijiao.acts.gathering import Floats, Ints

__all__ = [
    "Model",
    "Settings",
    "build_model",
    "count_fewest",
    "make_model",
    "rarefy",
    "score_bootstrap",
    "score_influence",
    "score_rarefaction",
]

MEASURES = ("d360", "openness", "camp_evenness", "bridging", "amity")
Measure = Literal["d360", "openness", "camp_evenness", "bridging", "amity"]
Unit = Literal["sent_id", "doc_id"]


class Settings(TypedDict, total=False):
    """The settings of :func:`waijiao.compass.measure_compass` that the index depends on."""

    camps: Camps
    tau: float
    lam: float
    threshold: float
    weights: Mapping[str, float] | None
    value: Value


@dataclass(frozen=True)
class Model:
    """The evidence with everything that stays fixed while it is resampled.

    Attributes
    ----------
    acts : Acts
        The evidence.
    tau, lam : float
        Constants of channel and stance.
    camps : mapping of str to array of int
        For each focal actor, every actor's camp as a number.
    """

    acts: Acts
    tau: float
    lam: float
    camps: "Mapping[str, Ints]"

    def parts(self, focal: str, factor: "Floats | None" = None) -> Parts:
        """Return the parts of ``focal``'s index, every act's mass multiplied by ``factor``."""
        f = self.acts.actors.index(focal)
        return measure_parts(sum_masses(self.acts, factor), f, self.camps[focal], self.tau, self.lam)

    def score(self, focal: str, factor: "Floats | None" = None, measure: Measure = "d360") -> float:
        """Return one measure of ``focal``."""
        parts = self.parts(focal, factor)
        return parts.geometric if measure == "d360" else float(getattr(parts, measure))

    def units(self, unit: Unit) -> tuple["Ints", list[str]]:
        """Return the number of every act's sentence (or document), and their names in the order of the text."""
        import numpy as np

        check_choice(unit, ("sent_id", "doc_id"), "unit")
        names = (self.acts.sent_id if unit == "sent_id" else self.acts.doc_id).tolist()
        order = {name: number for number, name in enumerate(dict.fromkeys(names))}
        return np.array([order[name] for name in names], dtype="int64"), list(order)


def build_model(events: "pd.DataFrame", actors: Collection[str], **settings: "Unpack[Settings]") -> Model:
    """Return the evidence on ``actors`` ready for resampling.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    actors : collection of str
        Focal actors.
    **settings
        As in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    Model
        With the universe and the camps of the whole evidence.

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`; also when ``actors`` is empty.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> round(build_model(read_gold().records(), ["QAT"]).score("QAT"), 3)
    0.571
    """
    if not actors:
        raise InputError("`actors` is empty; give at least one actor, such as ['QAT', 'USA'].")
    acts = gather_acts(events, actors, weights=settings.get("weights"), value=settings.get("value", "intensity"))
    return make_model(
        acts, actors, settings.get("camps"), settings.get("tau", 1.0), settings.get("lam", 1.0),
        settings.get("threshold", 0.2),
    )  # fmt: skip


def make_model(
    acts: Acts, actors: Collection[str], camps: Camps, tau: float, lam: float, threshold: float = 0.2
) -> Model:
    """Return the model of acts that are gathered already."""
    masses, place = sum_masses(acts), {actor: position for position, actor in enumerate(acts.actors)}
    numbers = {}
    for actor in dict.fromkeys(actors):
        assigned = assign_camps(acts.actors, masses, place[actor], camps, lam=lam, threshold=threshold)
        numbers[actor] = number_camps(acts.actors, assigned)
    return Model(acts, tau, lam, numbers)


def score_influence(
    events: "pd.DataFrame",
    focal: str,
    *,
    unit: Unit = "sent_id",
    measure: Measure = "d360",
    **settings: "Unpack[Settings]",
) -> "pd.DataFrame":
    """Score how much each sentence (or document) moves an actor's compass, by leaving it out.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    focal : str
        The actor.
    unit : {"sent_id", "doc_id"}
        What is left out, one at a time; documents in a corpus.
    measure : {"d360", "openness", "camp_evenness", "bridging", "amity"}
        What is measured again.
    **settings
        ``camps``, ``tau``, ``lam``, ``weights``, ``value`` as in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    DataFrame
        One row per unit, most influential first: the unit, ``value`` without it, ``change`` against the whole.

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> score_influence(read_gold().records(), "QAT").iloc[0].map(str).str[-4:].iloc[0]
    's035'
    """
    import pandas as pd

    check_choice(measure, MEASURES, "measure")
    model = build_model(events, [focal], **settings)
    numbers, names = model.units(unit)
    whole = model.score(focal, measure=measure)
    values = [model.score(focal, (numbers != number).astype("float64"), measure) for number in range(len(names))]
    frame = pd.DataFrame({unit: pd.Series(names, dtype="str"), "value": pd.Series(values, dtype="float64")})
    frame["change"] = frame["value"] - whole
    return frame.sort_values("change", key=abs, ascending=False, kind="stable").reset_index(drop=True)


def score_bootstrap(
    events: "pd.DataFrame",
    actors: Collection[str],
    *,
    unit: Unit = "sent_id",
    measure: Measure = "d360",
    draws: int = 1000,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    **settings: "Unpack[Settings]",
) -> "pd.DataFrame":
    """Score the uncertainty of compasses by a Bayesian bootstrap over sentences (or documents).

    Every draw weighs the units by a flat Dirichlet, the same for all actors. The classical bootstrap would delete
    channels that rest on one sentence and so bias openness downwards.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    actors : collection of str
        Actors to be scored.
    unit : {"sent_id", "doc_id"}
        What is drawn. Sentences of one article give a within-article interval, documents one for the corpus.
    measure : {"d360", "openness", "camp_evenness", "bridging", "amity"}
        What is measured.
    draws : int
        Number of draws.
    seed : int
        Start of the random numbers.
    progress : callable, optional
        Called with the draws done and the draws wanted.
    **settings
        ``camps``, ``tau``, ``lam``, ``weights``, ``value`` as in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    DataFrame
        One row per actor, in the order given: ``actor``, ``value``, ``low``, ``median``, ``high`` (95 %), ``first``
        (share of draws in which the actor is highest), ``units``, ``scope`` ("within-article" or "corpus").

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`.

    References
    ----------
    Rubin 1981, The Bayesian bootstrap.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> score_bootstrap(read_gold().records(), ["QAT", "ISR"], draws=50)[["actor", "first"]].to_numpy().tolist()
    [['QAT', 1.0], ['ISR', 0.0]]
    """
    import numpy as np
    import pandas as pd

    check_choice(measure, MEASURES, "measure")
    names = list(dict.fromkeys(actors))
    model = build_model(events, names, **settings)
    numbers, units = model.units(unit)
    random = np.random.default_rng(seed)
    values = np.full((draws, len(names)), np.nan)
    for draw in range(draws):
        factor = random.dirichlet(np.ones(len(units)))[numbers] * len(units) if units else None
        values[draw] = [model.score(actor, factor, measure) for actor in names]
        if progress:
            progress(draw + 1, draws)
    low, median, high = np.quantile(values, [0.025, 0.5, 0.975], axis=0)
    best = np.where(np.isnan(values), -1.0, values)
    scope = "within-article" if len(model.units("doc_id")[1]) <= 1 else "corpus"
    return pd.DataFrame({
        "actor": pd.Series(names, dtype="str"), "value": [model.score(actor, measure=measure) for actor in names],
        "low": low, "median": median, "high": high, "first": (best == best.max(axis=1, keepdims=True)).mean(axis=0),
        "units": len(units), "scope": pd.Series([scope] * len(names), dtype="str"),
    })  # fmt: skip


def score_rarefaction(
    events: "pd.DataFrame",
    actors: Collection[str],
    *,
    records: int | None = None,
    measure: Measure = "d360",
    draws: int = 200,
    seed: int = 0,
    **settings: "Unpack[Settings]",
) -> "pd.DataFrame":
    """Score compasses as if every actor had the same number of records, so that they can be compared.

    Of an actor's records ``records`` are drawn without replacement; the records between others all stay.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    actors : collection of str
        Actors to be compared.
    records : int, optional
        How many records each keeps; by default as many as the actor with the fewest has.
    measure : {"d360", "openness", "camp_evenness", "bridging", "amity"}
        What is measured.
    draws, seed : int
        Number of draws, and start of the random numbers.
    **settings
        ``camps``, ``tau``, ``lam``, ``weights``, ``value`` as in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    DataFrame
        One row per actor, in the order given: ``actor``, ``value`` on all records, ``records`` drawn, ``mean``,
        ``low``, ``high`` (95 % of the draws; NaN when a draw leaves the measure undefined).

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`; also when ``records`` is below 1.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> score_rarefaction(read_gold().records(), ["QAT", "ISR"], draws=20)[["actor", "records"]].to_numpy().tolist()
    [['QAT', 12], ['ISR', 12]]
    """
    import numpy as np
    import pandas as pd

    check_choice(measure, MEASURES, "measure")
    if records is not None and records < 1:
        raise InputError(f"`records` is {records}; expected at least 1.")
    model, random = build_model(events, actors, **settings), np.random.default_rng(seed)
    size = count_fewest(model) if records is None else records
    rows = [rarefy(model, actor, size, measure, draws, random) for actor in model.camps]
    frame = pd.DataFrame(rows, columns=["actor", "value", "records", "mean", "low", "high"])
    return frame.astype({"actor": "str", "records": "int64"})


def count_fewest(model: Model) -> int:
    """Return how many records the actor with the fewest has, of those that the model scores."""
    return min(int(model.acts.involving(model.acts.actors.index(actor)).sum()) for actor in model.camps)


def rarefy(
    model: Model, actor: str, size: int, measure: Measure, draws: int, random: "np.random.Generator"
) -> tuple[str, float, int, float, float, float]:
    """Return one row of :func:`score_rarefaction`: the actor drawn down to ``size`` records."""
    import numpy as np

    mine = np.flatnonzero(model.acts.involving(model.acts.actors.index(actor)))
    kept = min(size, len(mine))
    values = np.full(draws, np.nan)
    for draw in range(draws):
        factor = np.ones(len(model.acts.mass))
        factor[random.choice(mine, len(mine) - kept, replace=False)] = 0
        values[draw] = model.score(actor, factor, measure)
    low, high = np.quantile(values, [0.025, 0.975])
    return actor, model.score(actor, measure=measure), kept, float(values.mean()), float(low), float(high)
