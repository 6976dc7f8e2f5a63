"""Graph files that Gephi, Cytoscape, igraph and Pajek open, the same bytes for the same graph."""

import json
import re
from collections.abc import Callable
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waijiao.errors import InputError
from waijiao.networks.pajek import read_pajek, write_pajek
from waijiao.networks.sheets import name_nodes_file, read_sheets, write_sheets

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_network", "write_network"]

# networkx dates GEXF files; yesterday's file would differ from today's.
_DATE = re.compile(r' lastmodifieddate="[^"]*"')


def write_network(graph: "nx.Graph[str]", path: str | Path) -> Path:
    """Write a graph and return the path; what is written follows from the ending of the name.

    Nodes and edges are written in alphabetical order and without a date: the file depends on nothing but the graph.

    Parameters
    ----------
    graph : networkx.Graph or DiGraph
        A network as :func:`build_network` or :func:`build_stance_network` returns it.
    path : str or Path
        A name that ends in

        * ``.graphml`` (Gephi, Cytoscape, igraph), ``.gexf`` (Gephi, with labels shown): all attributes;
        * ``.json``: all attributes as node-link data, for D3 and networkx; NaN is null;
        * ``.csv``: all attributes in two tables, edges in ``network.csv`` and nodes in ``network.nodes.csv``, for
          Gephi, Cytoscape, igraph and spreadsheets; an attribute that only some nodes or edges have is empty for the
          rest;
        * ``.net`` (Pajek, and all of the others): the name with its Chinese and English label, one number per
          edge, and the evidence as the edge's label. The number is ``weight``; if every edge has a ``sign``, it is
          weight times sign, as Pajek's own methods for signed networks want it, and 0 for a tie without a clear sign.

        An existing file is replaced.

    Returns
    -------
    Path
        Where the file is (of two tables, the edges).

    Raises
    ------
    InputError
        When the name ends otherwise, the folder is not there, or a name has a quotation mark that ``.net`` cannot hold.

    Examples
    --------
    >>> import networkx as nx, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = write_network(nx.Graph([("QAT", "USA")]), f"{folder}/network.gexf")
    ...     list(read_network(file).edges)
    [('QAT', 'USA')]
    """
    file = _check_suffix(path)
    if not file.parent.is_dir():
        raise InputError(f"{path}: there is no folder {file.parent.name!r}; make it first.")
    write, _ = _FORMATS[file.suffix.lower()]
    write(_order(graph), file)
    return file


def read_network(path: str | Path) -> "nx.Graph[str]":
    """Read a graph that :func:`write_network` wrote.

    Parameters
    ----------
    path : str or Path
        A ``.graphml``, ``.gexf``, ``.json``, ``.csv`` (that of the edges) or ``.net`` file.

    Returns
    -------
    networkx.Graph or DiGraph
        With the nodes, edges and attributes that were written. In tables, whether a column is of numbers follows from
        its cells; names, labels and evidence are always text.

    Raises
    ------
    InputError
        When the name ends otherwise, or the file is missing or broken.

    Examples
    --------
    >>> read_network("network.gml")
    Traceback (most recent call last):
    waijiao.errors.InputError: network.gml: ends in '.gml'; expected .graphml, .gexf, .json, .csv or .net.
    """
    from xml.etree.ElementTree import ParseError

    import networkx as nx

    file = _check_suffix(path)
    _, read = _FORMATS[file.suffix.lower()]
    try:
        return read(file)
    except FileNotFoundError:
        beside = f" and {name_nodes_file(file).name} beside it" if file.suffix.lower() == ".csv" else ""
        raise InputError(f"{path}: no such file; expected a graph written by write_network{beside}.") from None
    except (ParseError, nx.NetworkXError, ValueError, KeyError) as fault:
        raise InputError(f"{path}: is no readable graph file: {fault}.") from None


def _check_suffix(path: str | Path) -> Path:
    file = Path(path)
    if file.suffix.lower() not in _FORMATS:
        *most, last = _FORMATS
        raise InputError(f"{path}: ends in {file.suffix!r}; expected {', '.join(most)} or {last}.")
    return file


def _order(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    ordered = graph.__class__()
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    ends = sorted(graph.edges if graph.is_directed() else (sorted(edge) for edge in graph.edges))
    ordered.add_edges_from((a, b, graph.edges[a, b]) for a, b in ends)
    return ordered


def _write_graphml(graph: "nx.Graph[str]", file: Path) -> None:
    import networkx as nx

    # The writer of the standard library: the one on lxml lays out the file differently.
    nx.write_graphml_xml(graph, file)


def _read_graphml(file: Path) -> "nx.Graph[str]":
    import networkx as nx

    graph: nx.Graph[str] = nx.read_graphml(file, force_multigraph=False)
    return graph


def _write_gexf(graph: "nx.Graph[str]", file: Path) -> None:
    import networkx as nx

    text = "\n".join(nx.generate_gexf(graph)) + "\n"
    file.write_text(_DATE.sub("", text, count=1), encoding="utf-8", newline="\n")


def _read_gexf(file: Path) -> "nx.Graph[str]":
    import networkx as nx

    graph: nx.Graph[str] = nx.read_gexf(file)
    # GEXF numbers its edges and lists defaults; neither belongs to the graph that was written.
    graph.graph.clear()
    for _, _, data in graph.edges(data=True):
        data.pop("id", None)
    return graph


def _write_json(graph: "nx.Graph[str]", file: Path) -> None:
    import networkx as nx

    # JSON has no word for NaN; what many write instead, most programs do not read.
    data = _replace(
        nx.node_link_data(graph, edges="links"), lambda value: isinstance(value, float) and isnan(value), None
    )
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


def _read_json(file: Path) -> "nx.Graph[str]":
    import networkx as nx

    data = _replace(json.loads(file.read_text(encoding="utf-8")), lambda value: value is None, nan)
    if not isinstance(data, dict) or not {"nodes", "links"} <= set(data):
        raise ValueError("it has no nodes and links")
    graph: nx.Graph[str] = nx.node_link_graph(data, edges="links")
    return graph


def _replace(data: Any, found: Callable[[Any], bool], new: Any) -> Any:
    """Return nested lists and mappings with every value that is ``found`` replaced by a new one."""
    if isinstance(data, dict):
        return {key: _replace(value, found, new) for key, value in data.items()}
    if isinstance(data, list):
        return [_replace(value, found, new) for value in data]
    return new if found(data) else data


_FORMATS: dict[str, tuple[Callable[["nx.Graph[str]", Path], None], Callable[[Path], "nx.Graph[str]"]]] = {
    ".graphml": (_write_graphml, _read_graphml),
    ".gexf": (_write_gexf, _read_gexf),
    ".json": (_write_json, _read_json),
    ".csv": (write_sheets, read_sheets),
    ".net": (write_pajek, read_pajek),
}
