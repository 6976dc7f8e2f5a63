"""Who mediates between whom, according to the events."""

from typing import TYPE_CHECKING

from waijiao.lexicon import read_weights
from waijiao.tables import check_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_mediations"]


def find_mediations(events: "pd.DataFrame") -> "pd.DataFrame":
    """Find who mediates between whom: MEDIATE events of one source that share a group.

    Parameters
    ----------
    events : DataFrame
        Coded events; a mediation stands as one MEDIATE row per party, all with the same ``event_group``.

    Returns
    -------
    DataFrame
        One row per mediation and pair of parties, in the order of the events: ``broker``, ``party_a``, ``party_b``
        (alphabetically), ``event_group``, ``sent_id``. Negated and hypothetical mediations are left out, and so is
        a mediation of which only one party is named.

    Raises
    ------
    TableError
        When columns are missing.

    Examples
    --------
    >>> from waijiao.validation import read_gold
    >>> find_mediations(read_gold().events)[["broker", "party_a", "party_b"]].to_numpy().tolist()
    [['QAT', 'TALIBAN', 'USA']]
    """
    from itertools import combinations

    import pandas as pd

    columns = ["source", "target", "category", "modality", "mutual", "event_group", "sent_id"]
    check_columns(events, columns, "events")
    known = read_weights()
    rows = events[(events["category"] == "MEDIATE") & ~events["mutual"] & (events["event_group"] != "")]
    rows = rows[rows["modality"].map(known).fillna(0) > 0]
    found = []
    for (group, broker), sides in rows.groupby(["event_group", "source"], sort=False):
        for one, other in combinations(sorted(set(sides["target"])), 2):
            found.append((broker, one, other, group, sides["sent_id"].iloc[0]))
    return pd.DataFrame(found, columns=["broker", "party_a", "party_b", "event_group", "sent_id"]).astype("str")
