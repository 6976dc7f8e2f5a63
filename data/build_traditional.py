"""Rebuild traditional.csv from OpenCC's characters: `python data/build_traditional.py` (needs the package opencc).

Rows marked ``written`` are left as they are.
"""

import csv
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).with_name("traditional.csv")


def main() -> None:
    """Write one row per traditional character that has another simplified form."""
    convert = OpenCC("t2s").convert
    with TARGET.open(encoding="utf-8", newline="") as lines:
        kept = [row for row in csv.reader(lines) if row[2] == "written"]
    pairs = ((character, convert(character)) for character in map(chr, range(0x4E00, 0xA000)))
    rows = [[old, new, "OpenCC"] for old, new in pairs if old != new and len(new) == 1]
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("traditional", "simplified", "source"))
        writer.writerows(sorted(rows + kept))


if __name__ == "__main__":
    main()
