"""The tables of who is named: mentions, what stays open, who is named together."""

from waijiao.tables.contract import make_contract

__all__ = ["ACTORS"]

ACTORS = [
    make_contract(
        "mentions", "actor mention", "mention_id",
        mention_id="str: sent_id:m00",
        doc_id="str: the document",
        sent_id="str: the sentence",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        surface="str: the words of the text",
        head="str: the name within the surface: 布林肯 of 国务卿布林肯, 以 of 以军, 卡塔尔 of 卡塔尔埃米尔",
        actor_id="str: the entity: person, office, agency, army, state, group, organisation",
        principal="str: the state or group on whose behalf it acts (ISO 3166-1 alpha-3, or HAMAS, UN, EU ...)",
        kind="str: name, short, char, pair, metonym, place, demonym, person, office, description or anaphor",
        role="str: actor, place, source (of the report), attribute (names a thing, does not act) or party (cited)",
        antecedent="str: for descriptions and anaphors, the mention_id taken up; otherwise ''",
        rule_id="str: the row of data/ or the rule that decided",
    ),
    make_contract(
        "unresolved", "word that points to an actor which the text does not make clear", "sent_id start",
        doc_id="str: the document",
        sent_id="str: the sentence",
        start="int64: first character in the sentence",
        end="int64: character after the last",
        surface="str: the word",
        reason="str: why it stays open",
    ),
    make_contract(
        "visible", "sentence", "sent_id",
        doc_id="str: the document",
        sent_id="str: the sentence",
        names="str: principals that names alone show, separated by blanks, as far as the fuller readings agree",
        dictionary="str: likewise with one-character forms, capitals, peoples, persons and offices",
        full="str: likewise with descriptions and anaphors",
    ),
    make_contract(
        "torn", "name that a plain segmenter does not keep as a word", "sent_id start",
        doc_id="str: the document",
        sent_id="str: the sentence",
        start="int64: first character of the name in the sentence",
        end="int64: character after the last",
        surface="str: the name",
        pieces="str: the segmenter's words that hold it, separated by slashes: 布/林肯, or 对伊 for 伊",
    ),
    make_contract(
        "coverage", "level, kind of mention, torn name or unresolved word", "part item",
        part="str: both ends, kind, torn or unresolved",
        item="str: a level (names, dictionary, full), a kind of mention, a name, or a word",
        count="int64: principals visible at that level, sentence by sentence; mentions of the kind; places of the rest",
        sentences="int64: sentences that show two principals or more at that level; for the other parts, that hold one",
        share="float64: those sentences as a share of all, 0 to 1, NaN when there are none",
        note="str: for a torn name its pieces, for an open word the reasons",
    ),
    make_contract(
        "pairs", "unordered pair of principals", "actor_a actor_b",
        actor_a="str: first principal, alphabetically",
        actor_b="str: second principal",
        k="int64: units that name both",
        f_a="int64: units that name the first",
        f_b="int64: units that name the second",
        n="int64: units that name any actor",
        expected="float64: f_a * f_b / n",
        lift="float64: k / expected",
        jaccard="float64: k / (f_a + f_b - k)",
        npmi="float64: normalised pointwise mutual information, -1 to 1",
        p="float64: one-sided hypergeometric (Fisher) probability of k or more",
        q="float64: p after Benjamini-Hochberg over the testable pairs, NaN for the rest",
        testable="bool: the pair could reach alpha at all (Tarone)",
        evidence="str: ids of the units that name both, separated by blanks",
    ),
]  # fmt: skip
"""One contract per table."""
