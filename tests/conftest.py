"""What several test files need: the repository, its scripts as modules, a browser."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from waijiao.tables import make_table

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSERS_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NO_BROWSER = (
    "No Chromium or Chrome was found, and the report has to be opened in one. Install it "
    "(Debian: apt-get install chromium; Ubuntu: snap install chromium; macOS: brew install --cask google-chrome), "
    "or leave these tests out with `python3 dev.py test --no-browser`."
)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium or Chrome; a test without one fails and says how to go on."""
    found = [shutil.which(name) for name in BROWSERS] + [path for path in BROWSERS_MAC if Path(path).is_file()]
    path = next(filter(None, found), None)
    if path is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    return path


@pytest.fixture(scope="session")
def make_units() -> Callable[..., tuple[pd.DataFrame, pd.DataFrame]]:
    """Return a maker of mentions and sentences of one document; each unit lists its actors, such as "QAT USA"."""

    def make(*units: str, zone: str = "body", par_index: int = 0, doc_id: str = "a") -> tuple[Any, Any]:
        ids = [f"{doc_id}:s{i:03d}" for i in range(len(units))]
        sentences = [
            {"sent_id": sent_id, "doc_id": doc_id, "sent_index": i, "par_index": par_index, "zone": zone}
            | {"start": i, "end": i + 1, "text": "。"}
            for i, sent_id in enumerate(ids)
        ]
        mentions = [
            {"sent_id": sent_id, "doc_id": doc_id, "start": 0, "end": 1, "principal": actor, "role": "actor"}
            for sent_id, unit in zip(ids, units, strict=True)
            for actor in unit.split()
        ]
        return make_table("mentions", mentions), make_table("sentences", sentences)

    return make


def load_script(path: Path) -> ModuleType:
    """Return a script that belongs to no package as a module."""
    name = f"script_{path.stem}"
    specification = importlib.util.spec_from_file_location(name, path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def dev() -> ModuleType:
    """Return dev.py as a module."""
    return load_script(ROOT / "dev.py")


@pytest.fixture(scope="session")
def matching() -> ModuleType:
    """Return benchmarks/matching.py as a module."""
    return load_script(ROOT / "benchmarks" / "matching.py")


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """Return notebooks/build.py as a module."""
    return load_script(ROOT / "notebooks" / "build.py")
