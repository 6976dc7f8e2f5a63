"""Notebooks from their sources: ``src/NN_name.py`` in, ``NN_name.ipynb`` out, executed, the same bytes every time.

A source is a Python file in the percent form. Its first cell is a ``# %% [markdown]`` cell whose first line is the
title, ``# # 1 · Reading the article``; tags stand in the cell's line, ``# %% tags=["skip"] reason="needs ..."``.
Nothing that depends on the machine or the hour is kept: cell ids are the notebook's name and the cell's number, the
metadata name no version, and no times are recorded.

    python notebooks/build.py              all notebooks
    python notebooks/build.py 02_words     those named
"""

import asyncio
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "src"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT_IN_CELLS = ("tags", "reason", "jupyter", "editable", "deletable")
AT_ONCE = 2
TIMEOUT = 300


def find_sources(names: list[str] | None = None) -> list[Path]:
    """Return the sources, all or those named, in the order of their numbers."""
    known = {path.stem: path for path in sorted(SOURCES.glob("*.py"))}
    wanted = [Path(name).stem for name in names] if names else list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise SystemExit(f"build.py: no source src/{unknown[0]}.py; expected {', '.join(known) or 'sources in src/'}.")
    return [known[name] for name in wanted]


def convert(source: Path) -> Any:
    """Return a source as a notebook that is not yet executed."""
    import jupytext

    notebook = jupytext.reads(source.read_text(encoding="utf-8"), fmt="py:percent")
    return clean(notebook, source.stem)


def execute(notebook: Any) -> Any:
    """Run a notebook in the folder of the notebooks, in place, and return it."""
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name=KERNEL["name"],
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(HERE)}},
    )
    asyncio.run(client.async_execute())
    return notebook


def clean(notebook: Any, name: str) -> Any:
    """Leave out of a notebook, in place, what differs between two runs or two machines, and return it."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"file_extension": ".py", "name": "python"}}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{name.replace('_', '-')}-{number:03d}"
        cell.metadata = {key: value for key, value in cell.metadata.items() if key in KEPT_IN_CELLS}
        for output in cell.get("outputs", []):
            output.pop("transient", None)
            if "metadata" in output:
                output.metadata = {key: value for key, value in output.metadata.items() if key != "execution"}
    return notebook


def render(notebook: Any) -> str:
    """Return a notebook as the text of its file: sorted keys, long strings by line, one line break at the end."""
    import nbformat

    plain = json.loads(nbformat.writes(notebook))  # type: ignore[no-untyped-call]
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def build(source: Path) -> str:
    """Return the text of a source's executed notebook."""
    notebook = convert(source)
    return render(clean(execute(notebook), source.stem))


def write(source: Path, folder: Path = HERE) -> Path:
    """Build a source's notebook, write it into a folder, and return its path."""
    path = folder / f"{source.stem}.ipynb"
    start = time.perf_counter()
    path.write_text(build(source), encoding="utf-8", newline="\n")
    print(f"{path.name}  {time.perf_counter() - start:.1f} s", flush=True)
    return path


def write_all(sources: list[Path], folder: Path = HERE) -> list[Path]:
    """Build notebooks, a few at once, write them into a folder, and return their paths in the order given."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda source: write(source, folder), sources))


if __name__ == "__main__":
    write_all(find_sources(sys.argv[1:]))
