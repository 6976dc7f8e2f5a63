"""Standing ties: which stand on a day, in a month, in a span; and every fault of a file with its line."""

import pytest

from waijiao.errors import InputError, LexiconError
from waijiao.lexicon import read_ties
from waijiao.tables import CONTRACTS

HEAD = "actor_a,actor_b,kind,mutual,polarity,start,end,name_zh,name_en,source,checked"
OFFICE = "QAT,ISR,office,no,1,1996,2009-01,办事处,office,a source,"
BLOCKADE = "SAU,QAT,blockade,no,-1,2017-06-05,2021-01-05,封锁,blockade,a source,2026-11"
BASE = "QAT,USA,base,no,1,2001-10,,驻军,base,a source,"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes lines under the head, and returns the file's path."""

    def write(*lines):
        path = tmp_path / "ties.csv"
        path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("1995-12-31", []),
        ("1996-01-01", ["office"]),
        ("1996", ["office"]),
        ("2009-01-31", ["office", "base"]),
        ("2009-02-01", ["base"]),
        ("2001-09-30", ["office"]),
        ("2017-06-04", ["base"]),
        ("2017-06-05", ["blockade", "base"]),
        ("2017-06", ["blockade", "base"]),
        ("2021-01-04", ["blockade", "base"]),
        ("2021-01-05", ["base"]),
        ("2021-01", ["blockade", "base"]),
        ("2099-12-31", ["base"]),
        (("2009-01-15", "2018"), ["office", "blockade", "base"]),
        (("2021-01-05", "2022"), ["base"]),
        (None, ["office", "blockade", "base"]),
    ],
)
def test_a_tie_stands_from_its_first_day_to_the_day_before_its_end(write, on, standing):
    assert read_ties(write(OFFICE, BLOCKADE, BASE), on=on)["kind"].tolist() == standing


def test_ties_of_some_actors_have_one_of_them_at_an_end(write):
    path = write(OFFICE, BLOCKADE, BASE)
    assert read_ties(path, actors="SAU")["kind"].tolist() == ["blockade"]
    assert read_ties(path, actors=["SAU", "USA"])["kind"].tolist() == ["blockade", "base"]
    assert read_ties(path, actors=[]).empty


def test_the_table_keeps_its_contract(write):
    ties = read_ties(write(OFFICE, BLOCKADE))
    assert ties.columns.tolist() == list(CONTRACTS["ties"].columns)
    assert ties.loc[1, ["tie_id", "mutual", "polarity"]].tolist() == ["SAU:QAT:blockade:2017-06-05", False, -1]
    assert [str(dtype) for dtype in ties[["mutual", "polarity", "end"]].dtypes] == ["bool", "int64", "str"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (BASE.replace("base,no", "bases,no"), r"line 3: kind 'bases' is not in tie_kinds.csv. Did you mean 'base'"),
        (BASE.replace(",no,", ",maybe,"), r"line 3: mutual is 'maybe'; choose one of 'yes', 'no'"),
        (BASE.replace(",1,", ",0,"), r"line 3: polarity is '0'; choose one of '1', '-1'"),
        (BASE.replace("2001-10", "2001-13"), r"line 3: start is '2001-13'; give an ISO date such as"),
        (BASE.replace("2001-10", ""), r"line 3: start is ''; give an ISO date"),
        (BASE.replace("2001-10,", "2001-10,soon"), r"line 3: end is 'soon'; give an ISO date"),
        (BASE.replace("2001-10,", "2001-10,2001-09"), r"line 3: ends 2001-09, before it starts 2001-10"),
        (BASE.replace("QAT,USA", "USA,USA"), r"line 3: ties 'USA' to 'USA'; give two different principals"),
    ],
)
def test_a_faulty_line_is_named(write, line, message):
    with pytest.raises(LexiconError, match=message):
        read_ties(write(OFFICE, line))


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("October 2023", r"`on` is 'October 2023'; give an ISO date such as 2023-10-07, 2023-10 or 2023"),
        (("2023-10", ""), r"`on` is \('2023-10', ''\); give an ISO date"),
        (("2023-10", "2022"), r"whose second date lies before the first; give the earlier one first"),
    ],
)
def test_what_is_no_date_is_refused(on, message):
    with pytest.raises(InputError, match=message):
        read_ties(on=on)
