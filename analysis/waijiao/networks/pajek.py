"""Pajek's format: names, one number per line, and a label for the line."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_pajek", "write_pajek"]

# Says that the sign of a line is its edge's sign, because Pajek has no place for an attribute of its own.
_SIGNED = "% signed: a line's value is sign * weight"
_BETWEEN = " · "
_VERTEX = re.compile(r'(\d+) "([^"]*)"')
_LINE = re.compile(r'(\d+) (\d+) (\S+)(?: l "([^"]*)")?')


def write_pajek(graph: "nx.Graph[str]", file: Path) -> None:
    """Write what Pajek can hold: names and labels, weight (or weight with its sign), and evidence as the line's label.

    networkx writes attributes that igraph stumbles over, and Gephi takes more than one quotation for a fault.
    """
    signed = graph.number_of_edges() > 0 and all("sign" in data for _, _, data in graph.edges(data=True))
    place = {node: number for number, node in enumerate(graph, 1)}
    lines = [_SIGNED] if signed else []
    lines.append(f"*Vertices {len(graph)}")
    lines += [f'{place[node]} "{_name(node, data)}"' for node, data in graph.nodes(data=True)]
    lines.append("*Arcs" if graph.is_directed() else "*Edges")
    for one, other, data in graph.edges(data=True):
        value = float(data.get("weight", 1.0)) * (data["sign"] if signed else 1)
        label = f' l "{_check(data["evidence"])}"' if data.get("evidence") else ""
        lines.append(f"{place[one]} {place[other]} {value!r}{label}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _name(node: str, data: dict[str, Any]) -> str:
    zh, en = (str(data.get(key) or node).replace(_BETWEEN, "·") for key in ("label_zh", "label_en"))
    return _check(str(node) if zh == en == node else _BETWEEN.join((str(node), zh, en)))


def _check(text: str) -> str:
    if '"' in text or "\n" in text:
        raise InputError(
            f"{text!r} has a quotation mark or a line break, which a Pajek file cannot hold; write .graphml or .json."
        )
    return text


def read_pajek(file: Path) -> "nx.Graph[str]":
    """Return the graph that a Pajek file holds; ValueError at a line that is none of its."""
    import networkx as nx

    nodes: dict[str, tuple[str, dict[str, str]]] = {}
    edges: list[tuple[str, str, dict[str, Any]]] = []
    section, signed = "", False
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.startswith(("%", "*")) or not line.strip():
            signed = signed or line == _SIGNED
            section = line[1:].split()[0].lower() if line.startswith("*") else section
        elif section == "vertices" and (vertex := _VERTEX.match(line)):
            nodes[vertex[1]] = _read_name(vertex[2])
        elif section in ("edges", "arcs") and (tie := _LINE.match(line)) and tie[1] in nodes and tie[2] in nodes:
            edges.append((nodes[tie[1]][0], nodes[tie[2]][0], _read_tie(float(tie[3]), tie[4], signed)))
        else:
            raise ValueError(f"line {number} is {line[:40]!r}")
    graph: nx.Graph[str] = nx.DiGraph() if section == "arcs" else nx.Graph()
    graph.add_nodes_from(nodes.values())
    graph.add_edges_from(edges)
    return graph


def _read_name(text: str) -> tuple[str, dict[str, str]]:
    node, *labels = text.split(_BETWEEN)
    zh, en = labels if len(labels) == 2 else (node, node)
    return node, {"label": zh, "label_zh": zh, "label_en": en}


def _read_tie(value: float, evidence: str | None, signed: bool) -> dict[str, Any]:
    tie: dict[str, Any] = {"weight": abs(value) if signed else value}
    if signed:
        tie["sign"] = (value > 0) - (value < 0)
    return tie | ({"evidence": evidence} if evidence else {})
