"""The compass: every figure of the reference coding, ideal types, properties, uncertainty, errors."""

import itertools
from math import isnan, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waijiao.compass import (
    compare_compass,
    decompose_compass,
    find_mediations,
    measure_compass,
    score_bootstrap,
    score_compass_uncertainty,
    score_influence,
    score_permutation,
    score_rarefaction,
    score_variants,
)
from waijiao.errors import InputError, TableError
from waijiao.tables import make_table
from waijiao.validation import read_gold

ACTORS = ["QAT", "USA", "IRN", "ISR", "HAMAS"]


@pytest.fixture(scope="module")
def gold():
    return read_gold()


@pytest.fixture(scope="module")
def records(gold):
    return gold.records()


@pytest.fixture(scope="module")
def compasses(gold, records):
    return {actor: measure_compass(records, actor, mediations=gold.mediations) for actor in ACTORS}


def record(source, target, polarity=1, *, channel=None, intensity=3, modality="actual", **more):
    return {
        "event_id": "", "doc_id": "d", "sent_id": "d:s000", "source": source, "target": target,
        "category": "CONSULT" if polarity > 0 else "ASSAULT", "quad": 1 if polarity > 0 else 4, "score": 5.0 * polarity,
        "goldstein": 0.0, "polarity": polarity, "intensity": intensity, "modality": modality, "mutual": False,
        "channel": polarity > 0 if channel is None else channel, "quoted": False, "start": 0, "end": 1,
        "event_group": "", **more,
    }  # fmt: skip


def table(rows):
    return make_table("events", rows)


# --- the reference coding, to the printed digits -----------------------------------------------------------------

# Decimals, then the values of the five actors in the order of ACTORS.
PRINTED = {
    "records": (0, 44, 32, 15, 12, 21),
    "channels": (0, 6, 3, 3, 1, 2),
    "openness": (3, 0.419, 0.174, 0.174, 0.063, 0.152),
    "breadth": (3, 3.878, 1.883, 2.889, 1.649, 1.473),
    "breadth2": (3, 3.082, 1.454, 2.800, 1.471, 1.293),
    "camp_evenness": (3, 0.554, 0.393, 0.659, 0.311, 0.241),
    "bridging": (3, 0.479, 0.034, 0.169, 0, 0.047),
    "bridged": (0, 5, 1, 1, 0, 1),
    "hostile_pairs": (0, 7, 5, 3, 6, 6),
    "exclusive_credit": (3, 0.643, 0.024, 0.068, 0, 0.030),
    "mediated": (0, 4, 0, 0, 0, 0),
    "mediation": (3, 0.571, 0, 0, 0, 0),
    "amity": (3, 0.957, 0.760, 0.554, 0.489, 0.570),
    "imbalance_tolerance": (3, 0.600, 0.333, 0.333, 0.400, 0.400),
    "unbalanced": (0, 3, 1, 1, 2, 2),
    "triads": (0, 5, 3, 3, 5, 5),
    "constraint": (3, 0.403, 0.945, 1.295, 1.000, 0.928),
    "sign_entropy": (3, 0.173, 0.771, 0.990, 1.000, 0.984),
    "ambivalence": (3, 0.052, 0.139, 0.400, 0, 0),
    "equidistance": (3, 0.428, 0.128, 0.317, 0, 0.025),
    "give": (3, 0.298, -0.104, -0.100, -0.091, -0.533),
    "asymmetry": (3, 0.317, 0.264, 0.400, 0.273, 0.533),
    "d360": (3, 0.571, 0.206, 0.322, 0, 0.177),
    "d360_arithmetic": (3, 0.602, 0.341, 0.389, 0.216, 0.252),
}


@pytest.mark.parametrize("measure", PRINTED)
def test_measures_of_the_reference_coding(compasses, measure):
    decimals, *printed = PRINTED[measure]
    assert [round(compasses[actor].measures[measure], decimals) for actor in ACTORS] == printed


def test_universe_is_printed_and_same_for_all(compasses):
    universe = ("AFG", "ARE", "HAMAS", "IRN", "ISR", "PSE", "QAT", "SAU", "TALIBAN", "USA")
    assert {compass.universe for compass in compasses.values()} == {universe}


STANCES = {
    "HAMAS ISR": -0.739, "HAMAS USA": -0.739, "HAMAS QAT": 0.870, "QAT USA": 0.924, "ISR QAT": 0.727,
    "PSE QAT": 0.571, "HAMAS IRN": 0.500, "ISR USA": 0.400, "IRN QAT": 0.364, "QAT TALIBAN": 0.250, "IRN USA": 0.182,
    "TALIBAN USA": -0.091, "IRN ISR": -0.400, "IRN SAU": -0.400, "ARE IRN": -0.400,
}  # fmt: skip


def test_net_stances_of_the_reference_coding(records):
    found = {}
    for actor in ("ARE", "IRN", "ISR", "QAT", "TALIBAN", "HAMAS", "USA"):
        for row in measure_compass(records, actor).partners.itertuples():
            if row.cooperation + row.conflict > 0:
                found[" ".join(sorted((actor, row.actor)))] = round(row.stance, 3)
    assert found == STANCES


def test_frustration_of_the_reference_coding(records):
    for threshold, whole, without in ((0.2, 2, 0), (0.15, 3, 1), (0.1, 3, 1)):
        figures = measure_compass(records, "QAT", threshold=threshold).measures
        assert figures["frustration"] == whole
        assert figures["frustration_share"] == pytest.approx((whole - without) / whole)
    assert measure_compass(records, "QAT").measures["signed_ties"] == 13


def test_gap_between_qatar_and_the_us_decomposes_exactly(compasses):
    gap = decompose_compass(compasses["QAT"], compasses["USA"]).set_index("part").contribution
    assert gap.round(3).to_dict() == {"bridging": 0.659, "openness": 0.220, "camp_evenness": 0.086, "amity": 0.057}
    ratio = log(compasses["QAT"].measures["d360"] / compasses["USA"].measures["d360"])
    assert gap.sum() == pytest.approx(ratio, abs=1e-12)
    assert round(ratio, 3) == 1.022


def index(events, actor="QAT", **options):
    return round(measure_compass(events, actor, **options).measures["d360"], 3)


def test_text_as_it_stands_instead_of_restored(gold):
    text = gold.records("text")
    assert [index(text, actor) for actor in ("QAT", "USA", "IRN", "HAMAS")] == [0.571, 0.222, 0.316, 0.233]
    partners = measure_compass(text, "USA").partners.set_index("actor")
    assert partners.loc["HAMAS", "channel"] > 0


def test_variants_of_the_reference_coding(gold, records):
    link = gold.records(layers=["state", "boilerplate"], zones=["body", "boilerplate"])
    assert index(link) == 0.499
    assert index(records[~records.reported]) == 0.561
    assert index(records, value="score") == 0.580
    assert index(records, camps="own") == 0.587
    assert (index(records, tau=0.5), index(records, tau=2)) == (0.623, 0.506)


def test_leave_one_sentence_out_of_the_reference_coding(records):
    ranges = {}
    for actor in ACTORS:
        left = score_influence(records, actor)
        assert len(left) == 35
        ranges[actor] = (round(left.value.min(), 3), round(left.value.max(), 3))
    assert ranges == {
        "QAT": (0.523, 0.606), "USA": (0, 0.241), "IRN": (0, 0.336), "ISR": (0, 0), "HAMAS": (0, 0.211),
    }  # fmt: skip


def test_qatar_ranks_first_whichever_sentence_is_left_out(records):
    values = {actor: score_influence(records, actor).set_index("sent_id").value for actor in ACTORS}
    assert (pd.DataFrame(values).idxmax(axis=1) == "QAT").all()


def test_exact_permutation_of_channels(records):
    tested = score_permutation(records, ACTORS)
    assert tested.p.round(3).tolist() == [0.011, 0.302, 0.155, 1, 0.167]
    assert tested.exact.all()
    assert round(tested.p_bonferroni.iloc[0], 3) == 0.057


def test_friends_of_both_sides_are_not_significant(records):
    tested = score_permutation(records, ["QAT"], measure="apex_triads").iloc[0]
    # All ways to place five minus signs on thirteen ties; p = .072.
    assert (tested.arrangements, round(tested.p * 1287)) == (1287, 93)


def test_bayesian_bootstrap_over_sentences(records):
    drawn = score_bootstrap(records, ACTORS, draws=600, seed=1)
    assert drawn.units.tolist() == [35] * 5
    assert drawn.low.tolist() == pytest.approx([0.48, 0.05, 0.09, 0, 0.03], abs=0.02)
    assert drawn.high.tolist() == pytest.approx([0.63, 0.29, 0.40, 0, 0.27], abs=0.02)
    assert set(drawn.scope) == {"within-article"}


def test_rarefied_to_the_fewest_records(records):
    thin = score_rarefaction(records, ACTORS, draws=400, seed=1)
    assert thin.records.tolist() == [12] * 5
    assert thin["mean"].tolist() == pytest.approx([0.388, 0.071, 0.196, 0, 0.109], abs=0.02)


def test_qatar_ranks_first_in_all_1296_coding_variants(gold):
    codings = {}
    for reading, wide, link, reported in itertools.product(("restored", "text"), (0, 1), (0, 1), (1, 0)):
        layers = ["state", *["substate", "civilian"] * wide, *["boilerplate"] * link]
        events = gold.records(reading, layers=layers, zones=["body", *["boilerplate"] * link])
        codings[f"{reading} {wide} {link} {reported}"] = events if reported else events[~events.reported]
    variants = score_variants(codings, ACTORS)
    assert variants.variant.nunique() == 1296
    assert set(variants[variants["rank"] == 1].actor) == {"QAT"}
    values = variants[variants.actor == "QAT"].d360
    assert (round(values.min(), 2), round(values.max(), 2)) == (0.32, 0.70)


def test_partners_and_chords_lead_to_their_sentences(gold, compasses):
    known = set(gold.sentences.sent_id)
    for frame in (compasses["QAT"].partners.query("records > 0"), compasses["QAT"].chords):
        assert all(set(ids.split()) <= known and ids for ids in frame.evidence)
    silent = compasses["QAT"].partners.query("records == 0")
    assert silent.actor.tolist() == ["AFG", "ARE", "SAU"]


# --- ideal types: six others in three mutually hostile camps ---------------------------------------------------------

CAMPS = {f"{camp}{number}": camp for camp in "ABC" for number in (1, 2)}


def ideal(contacts, fights=None):
    """Give the focal actor F so many channel records, and acts of conflict, with each other actor."""
    rows = [record("F", "A1", modality="hypothetical")]
    for one, other in itertools.combinations(sorted(CAMPS), 2):
        if CAMPS[one] != CAMPS[other]:
            rows.append(record(one, other, -1))
    for actor in CAMPS:
        rows += [record("F", actor)] * contacts.get(actor, 0) + [record("F", actor, -1)] * (fights or {}).get(actor, 0)
    return measure_compass(table(rows), "F", camps=CAMPS)


IDEAL = [
    ("perfect 360", dict.fromkeys(CAMPS, 10), {}, 0.952),
    ("one record each", dict.fromkeys(CAMPS, 1), {}, 0.694),
    (
        "talks to all but fights one camp",
        {"A1": 10, "A2": 10, "B1": 10, "B2": 10, "C1": 5, "C2": 5}, {"C1": 10, "C2": 10}, 0.848,
    ),
    ("two-camp hedger", {"A1": 10, "B1": 10}, {}, 0.345),
    ("bloc loyalist", {"A1": 10, "A2": 10}, {"B1": 5, "C1": 5}, 0),
    ("isolate", {}, {}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "contacts", "fights", "expected"), IDEAL)
def test_ideal_types(name, contacts, fights, expected):
    assert round(ideal(contacts, fights).measures["d360"], 3) == expected


# --- evidence ----------------------------------------------------------------------------------------------------


def test_a_mutual_act_counts_once_in_the_pair_and_once_per_direction():
    rows = [record(*ends, mutual=True, event_group="g") for ends in (("A", "B"), ("B", "A"))]
    compass = measure_compass(table(rows), "A", camps="own")
    assert compass.partners.cooperation.tolist() == [1]
    assert (compass.measures["records"], compass.measures["give"], compass.measures["asymmetry"]) == (1, 0, 0)


def test_two_acts_of_one_group_that_are_not_mutual_count_twice():
    rows = [record(*ends, -1, event_group="g") for ends in (("A", "B"), ("B", "A"))]
    assert measure_compass(table(rows), "A", camps="own").partners.conflict.tolist() == [2]


def test_three_that_meet_are_three_acts():
    ends = itertools.permutations("ABC", 2)
    rows = [record(one, other, mutual=True, event_group="g") for one, other in ends]
    assert measure_compass(table(rows), "A", camps="own").partners.cooperation.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("modality", "weight"),
    [
        ("actual", 1), ("factual", 1), ("stative", 1), ("presupposed", 1), ("intention", 0.75), ("future", 0.5),
        ("historical", 0.5), ("hypothetical", 0), ("negated", 0),
    ],
)  # fmt: skip
def test_modality_weighs(modality, weight):
    rows = [record("A", "B", modality=modality), record("A", "C")]
    partners = measure_compass(table(rows), "A", camps="own").partners.set_index("actor").cooperation
    assert partners.get("B", 0) == weight


def test_negated_acts_never_count_and_other_weights_can_be_given():
    rows = [record("A", "B", modality="negated"), record("A", "C", modality="future")]
    compass = measure_compass(table(rows), "A", camps="own", weights={"negated": 1, "future": 0.25})
    assert compass.universe == ("A", "C")
    assert compass.partners.cooperation.tolist() == [0.25]


def test_praise_is_no_channel_and_one_can_talk_to_an_enemy():
    rows = [record("A", "B", channel=False), record("A", "C"), *[record("A", "C", -1)] * 3]
    partners = measure_compass(table(rows), "A", camps="own").partners.set_index("actor")
    assert partners.loc["B", "channel"] == 0 < partners.loc["B", "stance"]
    assert partners.loc["C", "stance"] < 0 < partners.loc["C", "channel"]


def test_mediations_are_found_as_triads_and_printed_beside_bridging():
    rows = [record("Q", other, category="MEDIATE", event_group="g") for other in ("B", "A")]
    rows += [record("A", "B", -1), record("Q", "A", category="MEDIATE", event_group="h")]
    rows += [record("R", o, category="MEDIATE", event_group="i", modality="hypothetical") for o in ("A", "B")]
    found = find_mediations(table(rows))
    assert found[["broker", "party_a", "party_b"]].to_numpy().tolist() == [["Q", "A", "B"]]
    compass = measure_compass(table(rows), "Q", camps="own")
    assert (compass.measures["mediation"], compass.chords.mediated.tolist()) == (1, [True])


def test_inferred_mediations_do_not_count(gold, records):
    inferred = gold.mediations.assign(explicit=False)
    assert measure_compass(records, "QAT", mediations=inferred).measures["mediated"] == 0


def test_signed_camps_are_made_without_the_focal_actor(records):
    camps = measure_compass(records, "QAT", camps="signed").camps
    assert camps["ISR"] == camps["USA"] != camps["HAMAS"] == camps["IRN"]
    assert camps["AFG"] == "AFG"
    assert "QAT" not in camps


# --- undefined -----------------------------------------------------------------------------------------------------


def test_undefined_is_nan_and_said_so():
    compass = measure_compass(table([record("A", "B")]), "A", camps="own")
    undefined = {name for name, value in compass.measures.items() if isnan(value)}
    assert undefined == {
        "camp_evenness", "bridging", "d360", "d360_arithmetic", "exclusive_credit", "mediation", "hostile_betweenness",
        "imbalance_tolerance", "frustration_share", "equidistance",
    }  # fmt: skip
    assert any("Undefined" in caveat for caveat in compass.caveats)


def test_no_cooperation_has_breadth_zero():
    compass = measure_compass(table([record("A", "B", -1), record("A", "C", -1)]), "A", camps="own")
    assert (compass.measures["breadth"], compass.measures["camp_evenness"]) == (0, 0)


def test_one_article_about_one_actor_is_called_so(compasses):
    text = " ".join(compasses["QAT"].caveats)
    assert "44 of 66 records have QAT at an end: a corpus about one actor cannot show that it is special." in text
    assert "within-article" in text
    assert "No bridging evidence" in " ".join(compasses["ISR"].caveats)


# --- properties ----------------------------------------------------------------------------------------------------

RECORDS = st.lists(
    st.tuples(
        st.permutations("ABCDE").map(lambda names: names[:2]), st.sampled_from([-1, 0, 1]), st.booleans(),
        st.integers(1, 3),
    ), min_size=1, max_size=14,
)  # fmt: skip


def build(drawn, names="ABCDE"):
    place = dict(zip("ABCDE", names, strict=True))
    rows = [record("A", "B"), record("C", "D", -1), record("C", "E", -1)]
    rows += [record(*ends, sign, channel=channel and sign > 0, intensity=size) for ends, sign, channel, size in drawn]
    return table([{**row, "source": place[row["source"]], "target": place[row["target"]]} for row in rows])


@settings(max_examples=12, deadline=None)
@given(RECORDS)
def test_bounds_and_exclusive_credit(drawn):
    events = build(drawn)
    compared = compare_compass(events, "ABCDE", camps="own")
    for name in ("openness", "camp_evenness", "bridging", "amity", "d360", "exclusive_credit", "imbalance_tolerance"):
        values = compared[name].dropna()
        assert ((values >= 0) & (values <= 1 + 1e-12)).all(), name
    assert compared.exclusive_credit.sum() <= 1 + 1e-12
    assert (compared.breadth <= 4 + 1e-9).all()


@settings(max_examples=10, deadline=None)
@given(RECORDS, st.permutations("VWXYZ"))
def test_names_do_not_matter(drawn, names):
    one = measure_compass(build(drawn), "A", camps="own").measures
    other = measure_compass(build(drawn, names), names[0], camps="own").measures
    assert other == pytest.approx(one, nan_ok=True)


@settings(max_examples=10, deadline=None)
@given(RECORDS, st.sampled_from("BCDE"))
def test_one_more_channel_record_never_lowers_openness_bridging_amity(drawn, other):
    before = measure_compass(build(drawn), "A", camps="own").measures
    after = measure_compass(build([*drawn, (("A", other), 1, True, 2)]), "A", camps="own").measures
    for name in ("openness", "bridging", "amity"):
        assert after[name] >= before[name] - 1e-12


@settings(max_examples=10, deadline=None)
@given(RECORDS, st.sampled_from("BCDE"))
def test_own_hostility_leaves_openness_and_bridging_alone(drawn, other):
    before = measure_compass(build(drawn), "A", camps="own").measures
    after = measure_compass(build([*drawn, (("A", other), -1, False, 3)]), "A", camps="own").measures
    assert [after[n] for n in ("openness", "bridging")] == [before[n] for n in ("openness", "bridging")]
    assert after["amity"] < before["amity"]


@settings(max_examples=10, deadline=None)
@given(RECORDS)
def test_frustration_equals_trying_every_division(drawn):
    events = build(drawn)
    partners = {actor: measure_compass(events, actor, camps="own").partners.set_index("actor") for actor in "ABCDE"}
    signs = {
        (one, other): np.sign(partners[one].stance[other])
        for one, other in itertools.combinations("ABCDE", 2)
        if abs(partners[one].stance[other]) >= 0.2
    }
    fewest = min(
        sum(sides[one] * sides[other] != sign for (one, other), sign in signs.items())
        for sides in (dict(zip("ABCDE", division, strict=True)) for division in itertools.product((1, -1), repeat=5))
    )
    assert measure_compass(events, "A", camps="own").measures["frustration"] == fewest


def test_order_of_rows_does_not_matter(records, compasses):
    turned = records.iloc[::-1].reset_index(drop=True)
    assert measure_compass(turned, "QAT").measures["d360"] == pytest.approx(compasses["QAT"].measures["d360"])


def test_input_stays_as_it_was(records):
    before = records.copy(deep=True)
    score_compass_uncertainty(records, "QAT", draws=5)
    pd.testing.assert_frame_equal(records, before)


# --- uncertainty, and errors ---------------------------------------------------------------------------------------


def test_all_checks_stand_in_one_table(records):
    checks = score_compass_uncertainty(records, "QAT", against=ACTORS, draws=40).set_index("check")
    assert checks.note["leave one sentence out"] == "most influential: qatar:s035"
    assert checks.note["Bayesian bootstrap"] == "within-article, 35 units"
    assert checks.note["rarefaction"] == "12 records"
    assert "Bonferroni over 5: 0.057" in checks.note["bridging by chance"]


def test_several_documents_are_left_out_and_drawn_as_documents():
    rows = [record("A", x, doc_id=f"d{x}", sent_id=f"d{x}:s000") for x in "BC"] + [record("B", "C", -1)]
    checks = score_compass_uncertainty(table(rows), "A", camps="own", draws=10).set_index("check")
    assert "leave one document out" in checks.index
    assert checks.note["Bayesian bootstrap"] == "corpus, 3 units"


def test_seeded_draws_repeat(records):
    one, other = (score_bootstrap(records, ["QAT"], draws=20, seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_large_universes_are_permuted_at_random():
    names = [f"X{number:02d}" for number in range(12)]
    rows = [record("F", name) for name in names[:6]]
    rows += [record(a, b, -1) for a, b in itertools.pairwise(names)]
    tested = score_permutation(table(rows), ["F"], draws=200, camps="own").iloc[0]
    assert (tested.exact, tested.arrangements) == (False, 200)
    assert 0 < tested.p <= 1


def test_compare_ranks_and_repeats_caveats(records):
    compared = compare_compass(records, ACTORS)
    assert compared.actor.tolist() == ["QAT", "IRN", "USA", "HAMAS", "ISR"]
    assert compared["rank"].tolist() == [1, 2, 3, 4, 5]
    assert "cannot show that it is special" in compared.caveats.iloc[0]


def test_comparing_nobody_gives_an_empty_table_with_all_columns(records, compasses):
    compared = compare_compass(records, [])
    assert compared.columns.tolist() == ["actor", "rank", *compasses["QAT"].measures, "caveats"]
    assert len(compared) == 0


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda e: measure_compass(e, "QTA"), InputError, "Did you mean 'QAT'"),
        (lambda e: measure_compass(e.drop(columns=["polarity", "mutual"]), "QAT"), TableError, "'polarity', 'mutual'"),
        (lambda e: measure_compass(e.assign(modality="actuall"), "QAT"), TableError, "Did you mean 'actual'"),
        (lambda e: measure_compass(e, "QAT", camps="singed"), InputError, "Did you mean 'signed'"),
        (lambda e: measure_compass(e, "QAT", value="scor"), InputError, "Did you mean 'score'"),
        (lambda e: measure_compass(e, "QAT", weights={"future": 2}), InputError, "from 0 to 1"),
        (lambda e: measure_compass(e, "QAT", mediations=e), TableError, "lacks the columns 'broker'"),
        (lambda e: score_influence(e, "QAT", measure="opennes"), InputError, "Did you mean 'openness'"),
        (lambda e: score_influence(e, "QAT", unit="sentence"), InputError, "choose one of 'sent_id', 'doc_id'"),
        (lambda e: score_rarefaction(e, ["QAT"], records=0), InputError, "at least 1"),
        (lambda e: score_bootstrap(e, []), InputError, "`actors` is empty"),
        (
            lambda e: decompose_compass(measure_compass(e, "QAT"), measure_compass(e[e.source != "SAU"], "QAT")),
            InputError, "different universes",
        ),
    ],
)  # fmt: skip
def test_errors_say_how_to_go_on(records, call, error, message):
    with pytest.raises(error, match=message):
        call(records)
