"""A graph as two CSV tables, nodes and edges, with the headings that Gephi looks for."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["name_nodes_file", "read_sheets", "write_sheets"]

# Text whatever it looks like: an actor called 030 is not the number 30.
_TEXTS = {"id", "source", "target", "type", "actor", "label", "label_zh", "label_en", "mode", "concepts", "evidence"}
_INTEGER = re.compile(r"-?\d+")
_FLOAT = re.compile(r"-?(\d+\.?\d*([eE][-+]?\d+)?|inf)|nan")


def name_nodes_file(file: Path) -> Path:
    """Return where the nodes stand, beside the edges: network.nodes.csv for network.csv."""
    return file.with_name(f"{file.stem}.nodes{file.suffix}")


def write_sheets(graph: "nx.Graph[str]", file: Path) -> None:
    """Write the edges (source, target, type and attributes), and beside them the nodes (id, label and attributes)."""
    kind = "Directed" if graph.is_directed() else "Undirected"
    edges = [{"source": a, "target": b, "type": kind, **data} for a, b, data in graph.edges(data=True)]
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    _write(
        file, edges, ["source", "target", "type", "weight"] if _has(edges, "weight") else ["source", "target", "type"]
    )
    _write(name_nodes_file(file), nodes, ["id", "label"] if _has(nodes, "label") else ["id"])


def _has(rows: list[dict[str, Any]], column: str) -> bool:
    return any(column in row for row in rows)


def _write(file: Path, rows: list[dict[str, Any]], first: Iterable[str]) -> None:
    columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
    # Without a byte-order mark: Gephi and R would take it for a part of the first heading.
    with file.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.DictWriter(sheet, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_sheets(file: Path) -> "nx.Graph[str]":
    """Return the graph that two tables hold; ValueError where a column is missing."""
    import networkx as nx

    edges, nodes = _read(file, ("source", "target", "type")), _read(name_nodes_file(file), ("id",))
    graph: nx.Graph[str] = nx.DiGraph() if any(row["type"] == "Directed" for row in edges) else nx.Graph()
    for row in nodes:
        graph.add_node(row.pop("id"), **row)
    for row in edges:
        del row["type"]
        graph.add_edge(row.pop("source"), row.pop("target"), **row)
    return graph


def _read(file: Path, needed: Iterable[str]) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8-sig", newline="") as sheet:
        reader = csv.DictReader(sheet)
        lost = [column for column in needed if column not in (reader.fieldnames or [])]
        if lost:
            raise ValueError(f"{file.name} has no column {lost[0]!r}")
        rows: list[dict[str, Any]] = list(reader)
    for column in reader.fieldnames or []:
        read = str if column in _TEXTS else _choose_type([row[column] for row in rows])
        for row in rows:
            if row[column] or read is str:
                row[column] = read(row[column])
            else:
                del row[column]
    return rows


def _choose_type(values: list[str]) -> Any:
    """Return what turns these cells into values: the narrowest of bool, int, float and str that fits them all."""
    given = [value for value in values if value]
    if not given:
        return str
    if set(given) <= {"True", "False"}:
        return "True".__eq__
    if all(map(_INTEGER.fullmatch, given)):
        return int
    return float if all(map(_FLOAT.fullmatch, given)) else str
