"""Graph files that Gephi, Cytoscape and igraph open, the same bytes for the same graph."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from waijiao.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_network", "write_network"]

_SUFFIXES = (".graphml", ".gexf")
# networkx dates GEXF files; yesterday's file would differ from today's.
_DATE = re.compile(r' lastmodifieddate="[^"]*"')


def write_network(graph: "nx.Graph[str]", path: str | Path) -> Path:
    """Write a graph with all its attributes and return the path.

    Nodes and edges are written in alphabetical order and without a date: the file depends on nothing but the graph.

    Parameters
    ----------
    graph : networkx.Graph or DiGraph
        A network as :func:`build_network` or :func:`build_signed_network` returns it.
    path : str or Path
        A name that ends in ``.graphml`` (Gephi, Cytoscape, igraph) or ``.gexf`` (Gephi, with labels shown).
        An existing file is replaced.

    Returns
    -------
    Path
        Where the file is.

    Raises
    ------
    InputError
        When the name ends otherwise, or the folder is not there.

    Examples
    --------
    >>> import networkx as nx, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = write_network(nx.Graph([("QAT", "USA")]), f"{folder}/network.gexf")
    ...     list(read_network(file).edges)
    [('QAT', 'USA')]
    """
    import networkx as nx

    file = _check_suffix(path)
    if not file.parent.is_dir():
        raise InputError(f"{path}: there is no folder {file.parent.name!r}; make it first.")
    ordered = _order(graph)
    if file.suffix.lower() == ".graphml":
        # The writer of the standard library: the one on lxml lays out the file differently.
        nx.write_graphml_xml(ordered, file)
    else:
        text = "\n".join(nx.generate_gexf(ordered)) + "\n"
        file.write_text(_DATE.sub("", text, count=1), encoding="utf-8", newline="\n")
    return file


def read_network(path: str | Path) -> "nx.Graph[str]":
    """Read a graph that :func:`write_network` wrote.

    Parameters
    ----------
    path : str or Path
        A ``.graphml`` or ``.gexf`` file.

    Returns
    -------
    networkx.Graph or DiGraph
        With the nodes, edges and attributes that were written.

    Raises
    ------
    InputError
        When the name ends otherwise, or the file is missing or broken.

    Examples
    --------
    >>> read_network("network.gml")
    Traceback (most recent call last):
    waijiao.errors.InputError: network.gml: ends in '.gml'; expected .graphml or .gexf.
    """
    from xml.etree.ElementTree import ParseError

    import networkx as nx

    file = _check_suffix(path)
    try:
        if file.suffix.lower() == ".graphml":
            return nx.read_graphml(file, force_multigraph=False)
        graph = nx.read_gexf(file)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; expected a graph written by write_network.") from None
    except (ParseError, nx.NetworkXError) as fault:
        raise InputError(f"{path}: is no readable graph file: {fault}.") from None
    # GEXF numbers its edges and lists defaults; neither belongs to the graph that was written.
    graph.graph.clear()
    for _, _, data in graph.edges(data=True):
        data.pop("id", None)
    return graph


def _check_suffix(path: str | Path) -> Path:
    file = Path(path)
    if file.suffix.lower() not in _SUFFIXES:
        raise InputError(f"{path}: ends in {file.suffix!r}; expected {' or '.join(_SUFFIXES)}.")
    return file


def _order(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    ordered = graph.__class__()
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    ends = sorted(graph.edges if graph.is_directed() else (sorted(edge) for edge in graph.edges))
    ordered.add_edges_from((a, b, graph.edges[a, b]) for a, b in ends)
    return ordered
