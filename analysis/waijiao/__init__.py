"""waijiao (外交): who does what to whom, according to whom, in diplomatic news; Chinese first.

Every public name, listed in ``__init__.pyi``, is imported from its module when it is first used, so that
``import waijiao`` costs next to nothing.

Examples
--------
>>> import pandas as pd
>>> import waijiao as wj
>>> documents = wj.read_corpus(pd.DataFrame({"text": ["法国谴责伊朗的导弹试验。"]}))
>>> sentences = wj.split_sentences(documents)
>>> events = wj.code_events(sentences, wj.find_actors(sentences))
>>> events[["source", "category", "target"]].values.tolist()
[['FRA', 'ACCUSE', 'IRN']]
"""

import ast
from importlib import import_module
from pathlib import Path

__version__ = "0.1.0"


def _read_homes() -> dict[str, str]:
    """Return the module of every public name: the stub beside this file is the one list of them."""
    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = (node for node in stub.body if isinstance(node, ast.ImportFrom))
    return {alias.name: str(node.module) for node in imports for alias in node.names}


_HOMES = _read_homes()

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'waijiao' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
