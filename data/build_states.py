"""Rebuild the names of states.csv from the Unicode CLDR: `python data/build_states.py`.

Codes come from ISO 3166-1 (pycountry), names from CLDR (Babel). Rows marked ``written`` are left as they are, and so
are the attributes of every row.
"""

import csv
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global

STATES = Path(__file__).with_name("states.csv")
COLUMNS = ("code", "name_zh", "name_hant_tw", "name_hant_hk", "name_en", "attributes", "source")
LOCALES = {
    "name_zh": "zh_Hans",
    "name_hant_tw": "zh_Hant_TW",
    "name_hant_hk": "zh_Hant_HK",
    "name_en": "en",
}
KOSOVO = ("XK", "XKX")  # user-assigned: in CLDR, not in ISO 3166-1


def read_states() -> dict[str, dict[str, str]]:
    """Return the rows that are there, by code."""
    if not STATES.exists():
        return {}
    with STATES.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def build_row(alpha2: str, code: str, old: dict[str, str]) -> dict[str, str]:
    """Return one row: CLDR's names, unless the row was written by hand."""
    if old.get("source", "").startswith("written"):
        return old
    names = {column: Locale.parse(locale).territories[alpha2] for column, locale in LOCALES.items()}
    return {"code": code, **names, "attributes": old.get("attributes", ""), "source": "CLDR"}


def main() -> None:
    """Write states.csv."""
    get_global("territory_aliases")  # fails early where Babel came without its data
    old = read_states()
    codes = [(country.alpha_2, country.alpha_3) for country in pycountry.countries] + [KOSOVO]
    rows = [build_row(alpha2, code, old.get(code, {})) for alpha2, code in sorted(codes, key=lambda pair: pair[1])]
    with STATES.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
