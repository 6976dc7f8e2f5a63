"""The notebooks as a reader finds them: run from top to bottom, in order, clean, and the same when rebuilt.

nbval (``dev.py test``, step notebooks) compares each cell's output; these tests guard what nbval lets pass.
"""

import base64
import io
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOURCES = sorted((ROOT / "notebooks" / "src").glob("*.py"))
NO_NBVAL = {"skip", "nbval-skip", "nbval-ignore-output", "nbval-raises-exception", "raises-exception"}
OF_A_MACHINE = {
    "an absolute path": r"(?:^|[\s\"'(=])(?:/(?:home|root|tmp|Users|usr|opt|var|work|mnt)/|[A-Z]:\\\\)",
    "a memory address": r"\b0x[0-9a-f]{6,}\b",
    "a link to an outside script": r"<script[^>]+src=",
}
SAME_PICTURE = 2.0  # mean difference of a pixel, of 255: another processor may round a letter's edge otherwise

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def code_cells(path: Path) -> list[dict]:
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]


def texts(cell: dict) -> list[str]:
    """Return every text that a cell's outputs show, without the pictures' own bytes."""
    shown = []
    for output in cell["outputs"]:
        data = {kind: value for kind, value in output.get("data", {}).items() if kind != "image/png"}
        parts = [output.get("text", ""), *data.values()]
        shown += ["".join(part) if isinstance(part, list) else str(part) for part in parts]
    return shown


def test_there_are_notebooks_and_each_has_its_source():
    assert NOTEBOOKS
    assert [path.stem for path in NOTEBOOKS] == [path.stem for path in SOURCES]


@every_notebook
def test_first_cell_is_the_title(path):
    first = read(path)["cells"][0]
    number = int(path.stem.split("_")[0])
    assert first["cell_type"] == "markdown"
    assert re.match(rf"# {number} · \S", "".join(first["source"]))


@every_notebook
def test_cells_ran_once_each_in_order(path):
    counts = [cell["execution_count"] for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_outputs_are_stored(path):
    shown = [cell for cell in code_cells(path) if cell["outputs"]]
    assert len(shown) >= max(1, len(code_cells(path)) // 3)


@every_notebook
def test_nothing_went_wrong_and_nothing_was_warned_of(path):
    outputs = [output for cell in code_cells(path) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []


@every_notebook
@pytest.mark.parametrize("what", OF_A_MACHINE)
def test_outputs_hold_nothing_of_one_machine(path, what):
    found = [text for cell in code_cells(path) for text in texts(cell) if re.search(OF_A_MACHINE[what], text, re.M)]
    assert found == []


@every_notebook
def test_figures_are_stored_as_svg_which_nbval_compares_and_as_png_which_every_viewer_shows(path):
    kinds = [set(output.get("data", {})) for cell in code_cells(path) for output in cell["outputs"]]
    halves = [sorted(found) for found in kinds if len(found & {"image/png", "image/svg+xml"}) == 1]
    assert halves == []


@every_notebook
def test_cell_kept_from_nbval_gives_a_reason(path):
    tagged = [cell for cell in code_cells(path) if NO_NBVAL & set(cell["metadata"].get("tags", []))]
    assert [cell["id"] for cell in tagged if not cell["metadata"].get("reason")] == []
    commented = [
        cell["id"] for cell in code_cells(path) if re.search(r"#\s*NBVAL_(SKIP|IGNORE)", "".join(cell["source"]))
    ]
    assert commented == []


@pytest.fixture(scope="module")
def rebuilt(builder, tmp_path_factory):
    """Rebuild every notebook into a folder of its own, once."""
    return {path.stem: path for path in builder.write_all(SOURCES, tmp_path_factory.mktemp("notebooks"))}


def without_pictures(notebook: dict) -> tuple[dict, list[str]]:
    """Take the PNG pictures out of a notebook, which compress differently on other processors."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", []) if "data" in output]
    return notebook, [output["data"].pop("image/png") for output in outputs if "image/png" in output["data"]]


def difference(one: str, other: str) -> float:
    """Return the mean difference of two PNG pictures' pixels, 0 to 255; pictures of two sizes differ wholly."""
    from PIL import Image, ImageChops, ImageStat

    left, right = (Image.open(io.BytesIO(base64.b64decode(text))).convert("RGB") for text in (one, other))
    if left.size != right.size:
        return 255.0
    return max(ImageStat.Stat(ImageChops.difference(left, right)).mean)


@every_notebook
def test_rebuilding_changes_nothing(path, rebuilt):
    assert path.stem in rebuilt, f"notebooks/src/{path.stem}.py is missing"
    stored, pictures = without_pictures(read(path))
    again, new_pictures = without_pictures(read(rebuilt[path.stem]))
    assert again == stored, "run `python3 dev.py notebooks`"
    assert len(pictures) == len(new_pictures)
    differences = [difference(*pair) for pair in zip(pictures, new_pictures, strict=True)]
    assert [value for value in differences if value > SAME_PICTURE] == []


@every_notebook
def test_file_has_the_form_that_the_builder_writes(path, builder):
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert builder.render(builder.clean(notebook, path.stem)) == path.read_text(encoding="utf-8")
