"""How often each test of co-occurrence finds what is not there, and how often what is: simulated, at a level of .05.

    python benchmarks/calibration/simulate.py            all, a quarter of an hour; writes rates.csv beside this file
    python benchmarks/calibration/simulate.py tables     the rates as Markdown tables
    python benchmarks/calibration/simulate.py notebook   calibration.ipynb from calibration.py, executed

Nobody is named because of somebody else: each actor has its frequency, each unit its length, and given both, the names
are independent. They are so in three ways, none of which is the model of a test (see ``draw_units``).
"""

import csv
import importlib.util
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import waijiao as wj
from waijiao.tables import make_table

HERE = Path(__file__).resolve().parent
RATES = HERE / "rates.csv"

ACTORS = 13
LEVEL = 0.05
TESTS = ("hypergeometric", "sdsm", "sdsm_sizes", "fdsm")
# Units, and how many corpora are drawn.
RUNS = {49: 100, 100: 100, 490: 60, 2000: 30, 5000: 30}
SLOW = {("fdsm", 5000)}
# Of the units that name the fourth actor, so many are made to name the seventh.
PLANTED = (3, 6, 0.3)
UNITS_OF_A_DOCUMENT = 20
COLUMNS = (
    "chance", "units", "within", "test", "runs", "pairs", "false_positives", "error", "any_finding",
    "planted_p", "planted_found",
)  # fmt: skip


def draw_units(generator: np.random.Generator, units: int, chance: str) -> np.ndarray:
    """Return which actor (row) which unit (column) names, by chance alone.

    "odds": the odds that a unit names an actor are the actor's frequency times the unit's length. "words": a unit has
    so many words, each of which may be an actor's name, so that the number of times is Poisson. "topics": as
    "odds", but every document of 20 units has frequencies of its own.
    """
    frequency = 1 / np.arange(1, ACTORS + 1) ** 0.8
    frequency /= frequency.sum()
    drawn = np.zeros((ACTORS, 0), dtype=bool)
    while drawn.shape[1] < units:
        own = generator.dirichlet(frequency * ACTORS) if chance == "topics" else frequency
        length = generator.gamma(1, 2.2 if chance == "words" else 3.3, UNITS_OF_A_DOCUMENT * 3)
        rate = np.outer(own, length)
        share = 1 - np.exp(-rate) if chance == "words" else rate / (1 + rate)
        named = generator.random(rate.shape) < share
        # Units that name nobody say nothing.
        drawn = np.hstack([drawn, named[:, named.any(axis=0)][:, :UNITS_OF_A_DOCUMENT]])
    return drawn[:, :units]


def plant(generator: np.random.Generator, named: np.ndarray) -> np.ndarray:
    """Return the units with a pair that is named together more often than by chance."""
    first, second, share = PLANTED
    planted = named.copy()
    planted[second] |= named[first] & (generator.random(named.shape[1]) < share)
    return planted


def count_pairs(named: np.ndarray, test: str, within: str, seed: int) -> pd.DataFrame:
    """Return the table that a user gets."""
    ids = [f"s{place:05d}" for place in range(named.shape[1])]
    sentences = make_table(
        "sentences",
        [
            {"sent_id": sent_id, "doc_id": f"d{place // UNITS_OF_A_DOCUMENT:04d}", "sent_index": place, "par_index": 0}
            | {"zone": "body", "start": 0, "end": 1, "text": "。"}
            for place, sent_id in enumerate(ids)
        ],
    )
    mentions = pd.DataFrame(
        [(ids[unit], f"A{actor:02d}", "actor") for actor, unit in zip(*np.nonzero(named), strict=True)],
        columns=["sent_id", "principal", "role"],
    )
    return wj.count_cooccurrence(mentions, sentences, test=test, within=within, min_count=0, seed=seed)  # type: ignore[arg-type]


def measure(chance: str, units: int, within: str, test: str) -> dict[str, Any]:
    """Return the rates of one test on so many corpora."""
    generator = np.random.default_rng([units, len(chance)])
    rates, findings, planted, pairs = [], [], [], 0
    for run in range(RUNS[units]):
        named = draw_units(generator, units, chance)
        table = count_pairs(named, test, within, run)
        pairs += len(table)
        rates.append((table["p"] <= LEVEL).mean())
        findings.append((table["verdict"] == "more often than chance").any())
        row = count_pairs(plant(generator, named), test, within, run).set_index(["actor_a", "actor_b"])
        pair = row.loc[tuple(f"A{actor:02d}" for actor in PLANTED[:2])]
        planted.append((pair["p"] <= LEVEL, pair["verdict"] == "more often than chance"))
    error = np.std(rates, ddof=1) / np.sqrt(len(rates))
    found = np.mean(planted, axis=0)
    values = (chance, units, within, test, RUNS[units], pairs, np.mean(rates), error, np.mean(findings), *found)
    return dict(zip(COLUMNS, values, strict=True))


def list_cases() -> Iterator[tuple[str, int, str, str]]:
    """Yield what is measured: the kind of chance, units, where names may move, test."""
    for units in RUNS:
        for chance in ("odds", "words"):
            yield from ((chance, units, "corpus", test) for test in TESTS if (test, units) not in SLOW)
    for units in (490, 5000):
        for within in ("corpus", "document"):
            test = "fdsm" if units <= 2000 else "sdsm_sizes"
            yield "topics", units, within, test


def write_rates(cases: Iterable[tuple[str, int, str, str]]) -> None:
    """Measure all cases and write them down."""
    with RATES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for case in cases:
            start = time.perf_counter()
            row = measure(*case)
            writer.writerow({name: round(float(v), 4) if isinstance(v, float) else v for name, v in row.items()})
            print(*case, f"{row['false_positives']:.4f}  {time.perf_counter() - start:.0f} s", flush=True)


def render_rates(rates: pd.DataFrame, column: str, chance: str) -> str:
    """Return one figure of one kind of chance as a Markdown table: tests by units, the default's in bold."""
    rows = rates[(rates["chance"] == chance) & (rates["within"] == "corpus")]
    lines = ["| units | " + " | ".join(TESTS) + " |", "|--:|" + "--:|" * len(TESTS)]
    for units, group in rows.groupby("units"):
        values = group.set_index("test")[column]
        default = "" if units < 100 else "fdsm" if units <= 2000 else "sdsm_sizes"
        cells = [_render(values.get(test), test == default) for test in TESTS]
        lines.append(f"| {units:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _render(value: float | None, bold: bool) -> str:
    if value is None:
        return ""
    text = f"{value:.3f}".replace("0.", ".", 1) if value < 1 else "1.000"
    return f"**{text}**" if bold else text


def write_notebook() -> None:
    """Build the notebook from its source, executed, the same bytes every time."""
    specification = importlib.util.spec_from_file_location("build", HERE.parents[1] / "notebooks" / "build.py")
    builder = importlib.util.module_from_spec(specification)  # type: ignore[arg-type]
    specification.loader.exec_module(builder)  # type: ignore[union-attr]
    builder.write(HERE / "calibration.py", HERE)


def main() -> None:
    """Do what the command says."""
    match sys.argv[1:]:
        case []:
            write_rates(list_cases())
        case ["tables"]:
            rates = pd.read_csv(RATES)
            for column in ("false_positives", "planted_p", "planted_found", "any_finding"):
                for chance in ("odds", "words"):
                    print(f"\n{column}, {chance}\n\n{render_rates(rates, column, chance)}")
            print("\n" + rates[rates["chance"] == "topics"].to_string(index=False))
        case ["notebook"]:
            write_notebook()
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
