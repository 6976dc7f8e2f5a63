"""The house as CONTRIBUTING.md describes it: floors, sizes, silence, a light door."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "analysis" / "waijiao"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = [ROOT / "dev.py", ROOT / "notebooks" / "build.py"]
HEAVY = ("jieba", "jinja2", "matplotlib", "networkx", "numpy", "pandas", "pyarrow", "scipy", "zhplot")
MAY_SPEAK = ("cli", "__main__")  # modules, or folders of modules, at the top of the package
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parse(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the number of lines of a function without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None or len(function.body) == 1:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def test_modules_import_only_from_floors_below():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [path for path in MODULES if path != PACKAGE / "__init__.py"], ids=name_of)
def test_no_module_imports_the_package_root(path):
    plain = [alias.name for node in ast.walk(parse(path)) if isinstance(node, ast.Import) for alias in node.names]
    assert "waijiao" not in plain
    members = [
        alias.name
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and node.module == "waijiao"
        for alias in node.names
    ]
    floors = {entry.stem for entry in PACKAGE.iterdir()}
    assert [name for name in members if name not in floors | {"__version__"}] == []


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=name_of)
def test_files_stay_within_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=name_of)
def test_functions_stay_within_60_lines(path):
    assert {function.name: length(function) for function in functions(path) if length(function) > 60} == {}


def test_most_functions_are_short():
    lengths = [length(function) for path in MODULES for function in functions(path)]
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 30


def test_no_module_is_called_utils():
    vague = {"utils", "util", "helpers", "common", "misc", "tools"}
    assert [name_of(path) for path in MODULES if vague & {path.stem, path.parent.name}] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_or_exits(path):
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in MAY_SPEAK:
        return
    names = [ast.unparse(node.func) for node in ast.walk(parse(path)) if isinstance(node, ast.Call)]
    loud = {"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit", "sys.stdout.write", "sys.stderr.write"}
    assert sorted(loud & set(names)) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_do_not_write_global_state(path):
    statements = [node for node in ast.walk(parse(path)) if isinstance(node, ast.Global)]
    assert [f"line {node.lineno}: global {', '.join(node.names)}" for node in statements] == []


def heavy_after_import(*modules: str) -> list[str]:
    """Return the heavy libraries that a new process has loaded once it has imported these modules."""
    code = f"import {', '.join(modules)}, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_waijiao_loads_no_heavy_library():
    assert heavy_after_import("waijiao") == []


def test_importing_every_module_loads_no_heavy_library():
    paths = [path.relative_to(PACKAGE.parent).with_suffix("") for path in MODULES if path.stem != "__main__"]
    assert heavy_after_import(*(".".join(path.parts).removesuffix(".__init__") for path in paths)) == []
