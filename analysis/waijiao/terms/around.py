"""The words around an actor: the sentences that name it against those that do not."""

from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError, suggest
from waijiao.tables import check_columns
from waijiao.terms.keyness import score_keyness

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["score_actor_keyness"]


def score_actor_keyness(tokens: "pd.DataFrame", mentions: "pd.DataFrame", actor: str, **options: Any) -> "pd.DataFrame":
    """Return which terms stand in the sentences that mention an actor more, or less, often than in the others.

    The actor's own mentions are left out of both sides: that 卡塔尔 stands in sentences about Qatar is no finding.

    Parameters
    ----------
    tokens : DataFrame
        Tokens of all sentences, as :func:`waijiao.segment` returns them.
    mentions : DataFrame
        Mentions found in these sentences, as :func:`waijiao.find_actors` returns them; those that refer back
        (该国, 他们) count as well.
    actor : str
        A ``principal`` (``"QAT"``: the emir and the foreign ministry too) or an ``actor_id``.
    **options
        Passed on to :func:`score_keyness`: ``measure``, ``stopwords``, ``min_count``, …

    Returns
    -------
    DataFrame
        One row per term: table ``keyness``, the target being the sentences that mention the actor.

    Raises
    ------
    TableError
        When columns are missing.
    InputError
        When no mention is of this actor (the message offers the closest spelling), when every sentence mentions it,
        or as :func:`score_keyness`.

    Notes
    -----
    A term is key to the sentences about an actor, not to the actor: 袭击 is key to sentences about victims, too.

    Examples
    --------
    >>> from waijiao.tables import make_table
    >>> tokens = make_table("tokens", [dict(sent_id=f"a:s{s:03d}", token_index=i, doc_id="a", start=3 * i,
    ...     end=3 + 2 * i, token=word, kind="word") for s, words in enumerate(["卡塔尔 斡旋", "伊朗 谴责"])
    ...     for i, word in enumerate(words.split())])
    >>> mentions = make_table("mentions", [dict(mention_id="a:s000:m00", doc_id="a", sent_id="a:s000", start=0, end=3,
    ...     surface="卡塔尔", actor_id="QAT", principal="QAT", kind="name", role="actor")])
    >>> score_actor_keyness(tokens, mentions, "QAT")[["term", "count_target", "count_reference"]].values.tolist()
    [['斡旋', 1, 0], ['伊朗', 0, 1], ['谴责', 0, 1]]
    """
    check_columns(mentions, ["sent_id", "start", "end", "actor_id", "principal"], "mentions")
    check_columns(tokens, ["sent_id", "start", "end"], "tokens")
    own = mentions[(mentions["principal"] == actor) | (mentions["actor_id"] == actor)]
    if own.empty:
        known = sorted(set(mentions["principal"]) | set(mentions["actor_id"]))
        raise InputError(f"`actor` is {actor!r}, which no mention is of.{suggest(actor, known)}")
    tokens = tokens.reset_index(drop=True)
    about = tokens["sent_id"].isin(own["sent_id"])
    if about.all():
        raise InputError(f"`actor` {actor!r} is mentioned in every sentence; there are no others to compare with.")
    return score_keyness(tokens[about & ~_find_inside(tokens, own)], tokens[~about], **options)


def _find_inside(tokens: "pd.DataFrame", mentions: "pd.DataFrame") -> "pd.Series[bool]":
    """Return which tokens lie within a mention."""
    spans = mentions[["sent_id", "start", "end"]].drop_duplicates().rename(columns={"start": "first", "end": "last"})
    pairs = tokens[["sent_id", "start", "end"]].reset_index(names="row").merge(spans, on="sent_id")
    inside = pairs[(pairs["start"] >= pairs["first"]) & (pairs["end"] <= pairs["last"])]
    return tokens.index.to_series().isin(inside["row"])
