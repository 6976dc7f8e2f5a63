"""Windows: words or actors that stand near each other, counted by a window that slides over the text."""

from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from waijiao.errors import InputError
from waijiao.networks.units import ROLES, check_several
from waijiao.tables import CONTRACTS, check_choice, check_columns

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Array: TypeAlias = np.ndarray[Any, Any]

__all__ = ["Weighting", "count_neighbours"]

Weighting = Literal["count", "distance", "linear"]

_KINDS = ("word", "name", "date", "number", "latin", "punct")
_WEIGHTINGS = ("count", "distance", "linear")


def count_neighbours(
    tokens: "pd.DataFrame",
    mentions: "pd.DataFrame | None" = None,
    *,
    window: int = 5,
    weighting: Weighting = "count",
    kinds: Iterable[str] = ("word", "name", "latin"),
    roles: Iterable[str] = ("actor", "party"),
) -> "pd.DataFrame":
    """Return how often each two words, or actors, stand within a few tokens of each other.

    Every meeting counts, in either order, within one sentence. This describes how close to each other two words are
    kept; it is nothing to test: a window that slides over the text counts the same words several times, and
    what is counted several times looks significant. Ask :func:`count_cooccurrence`, whose units never
    overlap, whether two actors are named together more often than by chance.

    Parameters
    ----------
    tokens : DataFrame
        Tokens as :func:`waijiao.segment` returns them.
    mentions : DataFrame, optional
        Count actors instead of words: the principal of each mention stands where its first token stands.
    window : int
        Greatest distance: 1 for direct neighbours, 5 with up to four tokens between, punctuation among them.
    weighting : {"count", "distance", "linear"}
        What a meeting at distance d adds to ``weight``: 1, 1 / d, or window + 1 - d.
    kinds : iterable of str
        Kinds of token that are counted when no mentions are given. Other tokens take up room all the same.
    roles : iterable of str
        Roles of mentions that are counted.

    Returns
    -------
    DataFrame
        One row per pair of words or actors: table ``neighbours``, ordered by falling ``weight``, then by names.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When ``window`` is below 1, or ``weighting``, a kind or a role is unknown.

    Notes
    -----
    A word near itself is counted from both ends, as quanteda's ``fcm`` does: in 美国 和 美国, 美国–美国 has k = 2.
    Two actors at one place (an 美伊 kept together) have distance 1.

    References
    ----------
    .. K. Benoit et al., "quanteda: An R package for the quantitative analysis of textual data", JOSS 3(30), 2018.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id="a:s000", token_index=i, doc_id="a", start=0, end=0, token=word,
    ...     kind="word") for i, word in enumerate("卡塔尔 斡旋 哈马斯 与 以色列".split())])
    >>> near = count_neighbours(tokens, window=2, weighting="distance")
    >>> near[near["item_b"] == "斡旋"].values.tolist()
    [['卡塔尔', '斡旋', 1, 1.0], ['哈马斯', '斡旋', 1, 1.0], ['与', '斡旋', 1, 0.5]]
    """
    if window < 1:
        raise InputError(f"`window` is {window}; give the greatest distance in tokens, 1 or more.")
    check_choice(weighting, _WEIGHTINGS, "weighting")
    places = _place_words(tokens, kinds) if mentions is None else _place_actors(tokens, mentions, roles)
    met = _meet(places, window)
    counts = met.groupby(["item_a", "item_b", "distance"]).size().reset_index(name="k")
    # From both ends: A A is one meeting of two A.
    counts["k"] *= 1 + (counts["item_a"] == counts["item_b"]).astype("int64")
    counts["weight"] = counts["k"] * _weigh(counts["distance"].to_numpy(dtype="float64"), window, weighting)
    found = counts.groupby(["item_a", "item_b"])[["k", "weight"]].sum().reset_index()
    contract = CONTRACTS["neighbours"]
    table = found.astype({name: contract.dtype(name) for name in contract.columns})
    order = table.assign(rounded=table["weight"].round(9))
    order = order.sort_values(["rounded", "item_a", "item_b"], ascending=[False, True, True])
    return order.drop(columns="rounded").reset_index(drop=True)


def _weigh(distance: "Array", window: int, weighting: str) -> "Array":
    if weighting == "distance":
        return 1 / distance
    return window + 1 - distance if weighting == "linear" else distance**0


def _place_words(tokens: "pd.DataFrame", kinds: Iterable[str]) -> "pd.DataFrame":
    check_columns(tokens, ["sent_id", "token_index", "token", "kind"], "tokens")
    check_several(kinds, _KINDS, "kinds")
    counted = tokens[tokens["kind"].isin(list(kinds))]
    return counted[["sent_id", "token_index", "token"]].rename(columns={"token": "item"})


def _place_actors(tokens: "pd.DataFrame", mentions: "pd.DataFrame", roles: Iterable[str]) -> "pd.DataFrame":
    """Return each mention's principal at the last token that begins no later than the mention does."""
    import pandas as pd

    check_columns(tokens, ["sent_id", "token_index", "start"], "tokens")
    check_columns(mentions, ["sent_id", "start", "principal", "role"], "mentions")
    check_several(roles, ROLES, "roles")
    counted = mentions[mentions["role"].isin(list(roles)) & (mentions["principal"] != "")]
    left = counted[["sent_id", "start", "principal"]].sort_values("start", kind="stable")
    right = tokens[["sent_id", "start", "token_index"]].sort_values("start", kind="stable")
    placed = pd.merge_asof(left, right, on="start", by="sent_id").dropna(subset="token_index")
    return placed[["sent_id", "token_index", "principal"]].rename(columns={"principal": "item"})


def _meet(places: "pd.DataFrame", window: int) -> "pd.DataFrame":
    """Return every two items of one sentence at most ``window`` tokens apart, the smaller name first."""
    import numpy as np
    import pandas as pd

    ordered = places.sort_values(["sent_id", "token_index", "item"])
    sentence, item = ordered["sent_id"].to_numpy(dtype=object), ordered["item"].to_numpy(dtype=object)
    place = ordered["token_index"].to_numpy(dtype="int64")
    met = []
    for step in count(1):
        gap = place[step:] - place[:-step]
        near = (sentence[step:] == sentence[:-step]) & (gap <= window)
        if not near.any():
            break
        first, second = item[:-step][near], item[step:][near]
        swap = first > second
        ends = np.where(swap, second, first), np.where(swap, first, second)
        met.append(pd.DataFrame({"item_a": ends[0], "item_b": ends[1], "distance": np.maximum(gap[near], 1)}))
    return pd.concat(met) if met else pd.DataFrame({"item_a": [], "item_b": [], "distance": []})
