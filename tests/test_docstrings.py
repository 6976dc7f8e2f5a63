"""Every public name says what a caller gets: numpydoc's rules, and our own about tables.

Public is what the modules of the floors offer in ``__all__``. A module that became a folder keeps its face: what its
parts share among themselves needs a docstring (ruff sees to that), not the whole form.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable

import pytest
from numpydoc.docscrape import FunctionDoc
from numpydoc.validate import validate

import waijiao

# numpydoc's names: no docstring, sections unknown or out of order; no summary; parameters not described, unknown,
# out of order, without meaning; no Returns or Yields, or one without meaning. Types are checked as hints, below.
RULES = {"GL06", "GL07", "GL08", "SS01", "PR01", "PR02", "PR03", "PR07", "PR10", "RT01", "RT03", "YD01"}
OF_FUNCTIONS = RULES | {"EX01"}  # an example
OF_CLASSES = RULES - {"PR01", "PR02", "PR03"}  # fields stand under Attributes


def modules() -> list[object]:
    """Return every module that stands on a floor of the house, imported, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(waijiao.__path__) if module.name != "__main__")
    return [importlib.import_module(f"waijiao.{name}") for name in names]


def public_names() -> dict[str, object]:
    """Return every function and class in some module's ``__all__``, by the place where it is defined."""
    found: dict[str, object] = {}
    for module in modules():
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isfunction(inspect.unwrap(value)) or inspect.isclass(value):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return dict(sorted(found.items()))


PUBLIC = public_names()
FUNCTIONS = {path: value for path, value in PUBLIC.items() if not inspect.isclass(value)}
CLASSES = {path: value for path, value in PUBLIC.items() if inspect.isclass(value)}
FRAME = re.compile(r"\b(pd\.)?DataFrame\b")


def faults(path: str, rules: set[str]) -> list[str]:
    return [f"{code}: {text}" for code, text in validate(path)["errors"] if code in rules]


def signature(function: Callable[..., object]) -> inspect.Signature:
    return inspect.signature(inspect.unwrap(function))


@pytest.mark.parametrize("path", FUNCTIONS)
def test_function_is_documented_with_an_example(path):
    assert faults(path, OF_FUNCTIONS) == []


@pytest.mark.parametrize("path", FUNCTIONS)
def test_function_is_fully_hinted(path):
    hinted = signature(FUNCTIONS[path])
    empty = inspect.Parameter.empty
    assert [name for name, parameter in hinted.parameters.items() if parameter.annotation is empty] == []
    assert hinted.return_annotation is not empty


@pytest.mark.parametrize("path", CLASSES)
def test_class_is_documented(path):
    assert faults(path, OF_CLASSES) == []
    fields = getattr(CLASSES[path], "__dataclass_fields__", {})
    attributes = FunctionDoc(CLASSES[path])["Attributes"] or FunctionDoc(CLASSES[path])["Parameters"]
    described = {name.strip() for entry in attributes for name in entry.name.split(",")}
    assert sorted(name for name in fields if not name.startswith("_") and name not in described) == []


@pytest.mark.parametrize(
    "path", [path for path, value in FUNCTIONS.items() if FRAME.search(str(signature(value).return_annotation))]
)
def test_table_says_what_one_row_is(path):
    returns = FunctionDoc(inspect.unwrap(FUNCTIONS[path]))["Returns"]
    texts = [" ".join(entry.desc) for entry in returns]
    if len(texts) == 1 and "DataFrame" in returns[0].type.split(" ")[0]:
        assert texts[0].startswith("One row per ")
    else:
        assert any("ne row per " in text for text in texts)
