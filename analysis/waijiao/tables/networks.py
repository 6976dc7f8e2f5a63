"""The tables of networks: who is central, who stands with whom, what groups there are."""

from waijiao.tables.contract import make_contract

__all__ = ["NETWORKS"]

NETWORKS = [
    make_contract(
        "recency", "document with a date that says when", "doc_id",
        doc_id="str: the document",
        age="int64: days before the day from which one looks back",
        weight="float64: 2 ** (-age / half-life), above 0 to 1",
    ),
    make_contract(
        "ranks", "actor", "actor",
        actor="str: principal",
        rank="int64: place by the measure asked for, 1 the highest; ties share the better place",
        low="float64: best place in the middle 95 % of the draws, NaN without evidence to draw from",
        high="float64: worst place in them",
        degree="int64: partners",
        strength="float64: sum of the weights of its edges",
        eigenvector="float64: eigenvector centrality, 0 to 1; 0 outside the largest component",
    ),
    make_contract(
        "brokers", "actor", "actor",
        actor="str: principal",
        channels="int64: partners to whom a channel is open",
        constraint="float64: Burt's constraint, low for a broker; NaN without a channel",
        effective_size="float64: partners less how well they are joined among themselves; NaN without a channel",
        betweenness="float64: share of the shortest paths between others that run through it, 0 to 1",
        closeness="float64: how near the others are, 0 to 1; NaN without a channel",
    ),
    make_contract(
        "triads", "three actors between each two of whom there is a signed tie", "actor_a actor_b actor_c",
        actor_a="str: first of the three, alphabetically",
        actor_b="str: second",
        actor_c="str: third",
        type="str: +++, ++-, +-- or ---, by the number of foes",
        balanced="bool: an even number of foes (Heider)",
        apex="str: of ++- the actor that befriends both foes, otherwise ''",
        evidence="str: ids of the sentences of the three ties, separated by blanks",
    ),
    make_contract(
        "triad_types", "type of signed triad", "type",
        type="str: +++, ++-, +-- or ---",
        balanced="bool: an even number of foes (Heider)",
        clusterable="bool: can stand in any number of camps (Davis): balanced, or ---",
        count="int64: triads",
        share="float64: of all signed triads, NaN when there are none",
        expected="float64: mean number were the signs dealt out anew over the ties",
    ),
    make_contract(
        "frustration", "network", "",
        actors="int64: actors with a signed tie",
        ties="int64: signed ties",
        foes="int64: negative ones",
        frustration="int64: ties against the best division into two factions that was found",
        bound="int64: no division has fewer ties against it",
        exact="bool: both are the same, so that the frustration index is known",
        balance="float64: 1 - 2 * frustration / ties, 0 to 1 (Aref and Wilson), NaN without ties",
    ),
    make_contract(
        "camps", "actor", "actor",
        actor="str: principal",
        camp="int64: from 1, the largest first; 0 for actors without a signed tie",
        share="float64: mean share of the best divisions (runs) that put it with the rest of its camp, 0 to 1; "
        "NaN when it stands alone",
        method="str: factions (two, by trying or search) or layers (any number, by signed modularity)",
    ),
    make_contract(
        "contradictions", "signed tie that speaks against the camps", "actor_a actor_b",
        actor_a="str: first actor, alphabetically",
        actor_b="str: second",
        sign="int64: 1 for friends in two camps, -1 for foes in one",
        evidence="str: ids of the sentences, separated by blanks",
    ),
    make_contract(
        "groups", "actor", "actor",
        actor="str: principal",
        group="int64: topic group, from 1, the largest first; no camp",
        share="float64: mean share of the runs that put it together with the rest of its group, 0 to 1; NaN when it "
        "stands alone",
    ),
    make_contract(
        "companions", "unordered pair of actors that some run puts into one topic group", "actor_a actor_b",
        actor_a="str: first actor, alphabetically",
        actor_b="str: second",
        share="float64: share of the runs that put both into one topic group, above 0 to 1",
    ),
]  # fmt: skip
"""One contract per table."""
