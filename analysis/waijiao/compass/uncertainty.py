"""Permutation tests, variants of coding and weighting, and all checks of one actor in one table."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, permutations, product
from math import comb, nan
from typing import TYPE_CHECKING, Literal

from waijiao.acts import (
    Masses,
    Value,
    gather_acts,
    score_channels,
    score_hostility,
    sign_stance,
    sum_masses,
)
from waijiao.compass.camps import Camps, read_camps
from waijiao.compass.measures import find_hostile_pairs
from waijiao.compass.resampling import (
    Settings,
    build_model,
    count_fewest,
    make_model,
    rarefy,
    score_bootstrap,
    score_influence,
)
from waijiao.lexicon import read_weights
from waijiao.tables import check_choice

if TYPE_CHECKING:
    from typing import Unpack

    import numpy as np
    import pandas as pd

    from waijiao.acts.gathering import Floats, Ints

__all__ = ["score_compass_uncertainty", "score_permutation", "score_variants"]

# Up to ten actors every order of the nine alters is tried (362,880); up to this many ways to place the minus signs.
EXACT_ACTORS = 10
EXACT_SIGNS = 50_000


def score_permutation(
    events: "pd.DataFrame",
    actors: Collection[str],
    *,
    measure: Literal["bridging", "apex_triads"] = "bridging",
    draws: int = 10_000,
    seed: int = 0,
    **settings: "Unpack[Settings]",
) -> "pd.DataFrame":
    """Score how often chance alone would give an actor so much bridging, or so many hostile pairs of friends.

    For bridging, the actor's channels are dealt out anew to its alters, everything else stays. For apex triads (the
    actor befriends two that are hostile to each other), the signs of all signed ties are dealt out anew.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    actors : collection of str
        Actors to be tested.
    measure : {"bridging", "apex_triads"}
        What is tested.
    draws : int
        Random arrangements where not all can be tried (more than ten actors, or more than 50,000 ways).
    seed : int
        Start of the random numbers.
    **settings
        ``tau``, ``lam``, ``threshold``, ``weights``, ``value`` as in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    DataFrame
        One row per actor, in the order given: ``actor``, ``value``, ``p`` (share of arrangements with at least that
        value), ``p_bonferroni`` (times the number of actors), ``exact`` (bool), ``arrangements``. NaN when undefined.

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> score_permutation(read_gold().records(), ["QAT"]).p.round(3).tolist()
    [0.011]
    """
    import numpy as np
    import pandas as pd

    check_choice(measure, ("bridging", "apex_triads"), "measure")
    model = build_model(events, actors, **settings)
    masses, rows = sum_masses(model.acts), []
    for actor in model.camps:
        f, random = model.acts.actors.index(actor), np.random.default_rng(seed)
        if measure == "bridging":
            observed, values, exact = _permute_channels(masses, f, model.tau, model.lam, draws, random)
        else:
            signs = sign_stance(masses, model.lam, settings.get("threshold", 0.2))
            observed, values, exact = _permute_signs(signs, f, draws, random)
        # A hair's breadth below the observed value is the observed value, summed in another order.
        reached = (values >= observed - 1e-12).sum()
        p = nan if np.isnan(observed) else float(reached / len(values) if exact else (reached + 1) / (len(values) + 1))
        rows.append((actor, observed, p, min(1.0, p * len(model.camps)), exact, len(values)))
    columns = {
        "actor": "str", "value": "float64", "p": "float64", "p_bonferroni": "float64", "exact": "bool",
        "arrangements": "int64",
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _permute_channels(
    masses: Masses, f: int, tau: float, lam: float, draws: int, random: "np.random.Generator"
) -> tuple[float, "Floats", bool]:
    import numpy as np

    one, other = find_hostile_pairs(masses, f)
    if not len(one):
        return nan, np.array([nan]), True
    alters = np.delete(np.arange(len(masses.contact)), f)
    channel = score_channels(masses, tau)[f, alters]
    exact = len(masses.contact) <= EXACT_ACTORS
    orders = permutations(range(len(alters))) if exact else (random.permutation(len(alters)) for _ in range(draws))
    dealt = channel[np.array(list(orders), dtype="int64")]
    weight = score_hostility(masses, lam)[one, other]
    left, right = np.searchsorted(alters, one), np.searchsorted(alters, other)

    def bridge(rows: "Floats") -> "Floats":
        found = np.zeros(len(rows))
        for share, i, j in zip(weight / weight.sum(), left, right, strict=True):
            found += share * np.minimum(rows[:, i], rows[:, j])
        return found

    return float(bridge(channel[None])[0]), bridge(dealt), exact


def _permute_signs(signs: "Ints", f: int, draws: int, random: "np.random.Generator") -> tuple[float, "Floats", bool]:
    import numpy as np

    one, other = np.nonzero(np.triu(signs, 1))
    tie = {(i, j): number for number, (i, j) in enumerate(zip(one.tolist(), other.tolist(), strict=True))}
    near = [j for j in range(len(signs)) if signs[f, j]]
    triads = np.array(
        [
            [tie[min(f, i), max(f, i)], tie[min(f, j), max(f, j)], tie[i, j]]
            for i, j in combinations(near, 2)
            if signs[i, j]
        ],
        dtype="int64",
    ).reshape(-1, 3)
    minus = int((signs[one, other] < 0).sum())
    exact = comb(len(one), minus) <= EXACT_SIGNS
    places = combinations(range(len(one)), minus)
    chosen = list(places) if exact else [random.choice(len(one), minus, replace=False) for _ in range(draws)]
    dealt = np.ones((len(chosen), len(one)), dtype="int64")
    np.put_along_axis(dealt, np.array(chosen, dtype="int64").reshape(len(chosen), minus), -1, axis=1)

    def count(rows: "Ints") -> "Floats":
        first, second, third = (rows[:, triads[:, side]] for side in range(3))
        found: Floats = ((first > 0) & (second > 0) & (third < 0)).sum(axis=1).astype("float64")
        return found

    return float(count(signs[one, other][None])[0]), count(dealt), exact


def score_variants(
    events: "Mapping[str, pd.DataFrame]",
    actors: Collection[str],
    *,
    taus: Sequence[float] = (0.5, 1.0, 2.0),
    lams: Sequence[float] = (0.5, 1.0, 2.0),
    values: Sequence[Value] = ("intensity", "score", "record"),
    weights: "Mapping[str, Mapping[str, float]] | None" = None,
    camps: "Mapping[str, Camps] | None" = None,
) -> "pd.DataFrame":
    """Score every combination of defensible choices in coding and weighing (a multiverse), with the actors' ranks.

    Parameters
    ----------
    events : mapping of str to DataFrame
        Name of a coding choice to its events, such as with and without reported speech.
    actors : collection of str
        Actors to be compared.
    taus, lams : sequence of float
        Constants of channel and stance.
    values : sequence of {"intensity", "score", "record"}
        What a record is worth.
    weights : mapping of str to mapping, optional
        Name to modality weights. By default ``"graded"`` as in ``data/modality.csv``, ``"flat"`` (everything that is
        not hypothetical or negated 1) and ``"strict"`` (only what is done counts).
    camps : mapping of str to camps, optional
        Name to camps; by default the analyst's file.

    Returns
    -------
    DataFrame
        One row per variant and actor: ``variant`` (int64, from 0), ``coding``, ``value``, ``weights``, ``camps``,
        ``tau``, ``lam``, ``actor``, ``d360``, ``rank`` (1 the highest; undefined last). The universe is that of the
        variant. An actor without any event in a coding has NaN.

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> table = score_variants({"restored": read_gold().records()}, ["QAT", "USA"])
    >>> len(table), bool((table[table["rank"] == 1].actor == "QAT").all())
    (162, True)
    """
    import pandas as pd

    kinds = _default_weights() if weights is None else weights
    groups: Mapping[str, Camps] = {"file": read_camps()} if camps is None else camps
    names = list(dict.fromkeys(actors))
    rows: list[tuple[object, ...]] = []
    for (coding, table), value, (kind, kappa) in product(events.items(), values, kinds.items()):
        ends = {*table["source"], *table["target"]}
        acts = gather_acts(table, [actor for actor in names if actor in ends], weights=kappa, value=value)
        for (group, camp), tau, lam in product(groups.items(), taus, lams):
            model = make_model(acts, [actor for actor in names if actor in ends], camp, tau, lam)
            number = len(rows) // len(names)
            for actor in names:
                score = model.score(actor) if actor in ends else nan
                rows.append((number, coding, value, kind, group, tau, lam, actor, score))
    columns = ["variant", "coding", "value", "weights", "camps", "tau", "lam", "actor", "d360"]
    frame = pd.DataFrame(rows, columns=columns)
    rank = frame.groupby("variant")["d360"].rank(ascending=False, method="min", na_option="bottom")
    return frame.assign(rank=rank.astype("int64"))


def _default_weights() -> dict[str, dict[str, float]]:
    graded = read_weights()
    return {
        "graded": graded,
        "flat": {modality: float(weight > 0) for modality, weight in graded.items()},
        "strict": {modality: float(weight == 1) for modality, weight in graded.items()},
    }


def score_compass_uncertainty(
    events: "pd.DataFrame",
    focal: str,
    *,
    against: Collection[str] = (),
    draws: int = 1000,
    seed: int = 0,
    **settings: "Unpack[Settings]",
) -> "pd.DataFrame":
    """Score how far one actor's D360 can be trusted: every check in one table.

    Parameters
    ----------
    events : DataFrame
        Coded events.
    focal : str
        The actor.
    against : collection of str
        Actors it is compared with; they set the record count of the rarefaction and the correction of p.
    draws, seed : int
        Number of draws, and start of the random numbers.
    **settings
        ``camps``, ``tau``, ``lam``, ``weights``, ``value`` as in :func:`waijiao.compass.measure_compass`.

    Returns
    -------
    DataFrame
        One row per check, in this order: leave one sentence out, leave one document out (when there are several),
        Bayesian bootstrap, rarefaction, permutation of channels: ``check``, ``value`` (the mean of the rarefied
        draws, R for the permutation, otherwise D360), ``low``, ``high``, ``p``, ``note``.

    Raises
    ------
    TableError, InputError
        As :func:`waijiao.compass.measure_compass`.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> table = score_compass_uncertainty(read_gold().records(), "QAT", draws=50)
    >>> table.check.tolist()[:2], table.note.iloc[0]
    (['leave one sentence out', 'Bayesian bootstrap'], 'most influential: qatar:s035')
    """
    import numpy as np
    import pandas as pd

    actors = list(dict.fromkeys([focal, *against]))
    model = build_model(events, actors, **settings)
    value = model.score(focal)
    rows: list[tuple[object, ...]] = []
    several = len(model.units("doc_id")[1]) > 1
    units: list[tuple[Literal["sent_id", "doc_id"], str]] = [("sent_id", "sentence"), ("doc_id", "document")]
    for unit, word in units if several else units[:1]:
        left = score_influence(events, focal, unit=unit, **settings)
        note = f"most influential: {left[unit].iloc[0]}" if len(left) else "no record"
        rows.append((f"leave one {word} out", value, left["value"].min(), left["value"].max(), nan, note))
    unit = "doc_id" if several else "sent_id"
    drawn = score_bootstrap(events, [focal], unit=unit, draws=draws, seed=seed, **settings).iloc[0]
    rows.append(
        ("Bayesian bootstrap", value, drawn["low"], drawn["high"], nan, f"{drawn['scope']}, {drawn['units']} units")
    )
    _, _, kept, mean, low, high = rarefy(model, focal, count_fewest(model), "d360", draws, np.random.default_rng(seed))
    rows.append(("rarefaction", mean, low, high, nan, f"{kept} records"))
    dealt = score_permutation(events, [focal], seed=seed, **settings).iloc[0]
    how = "exact" if dealt["exact"] else f"{dealt['arrangements']} random"
    corrected = min(1.0, dealt["p"] * len(actors))
    note = f"{how} permutation of channels; Bonferroni over {len(actors)}: {corrected:.3f}"
    rows.append(("bridging by chance", dealt["value"], nan, nan, dealt["p"], note))
    frame = pd.DataFrame(rows, columns=["check", "value", "low", "high", "p", "note"])
    return frame.astype({"check": "str", "note": "str"})
