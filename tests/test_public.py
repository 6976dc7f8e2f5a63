"""The public face: what ``import waijiao as wj`` promises is there."""

import subprocess
import sys
import tomllib
import zipfile

import pytest

import waijiao


@pytest.mark.parametrize("name", waijiao.__all__)
def test_public_name_can_be_used(name):
    assert getattr(waijiao, name) is not None
    assert name in dir(waijiao)


def test_public_names_are_listed_once_and_in_order():
    assert list(waijiao.__all__) == sorted(set(waijiao.__all__))


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        waijiao.no_such_name  # noqa: B018


def test_star_import_brings_exactly_the_public_names():
    code = "from waijiao import *; import waijiao; print(set(waijiao.__all__) <= set(globals()))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_version_is_that_of_the_project_and_of_the_citation(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert waijiao.__version__ == project["version"]
    assert f"\nversion: {project['version']}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{project['version']}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_package_is_marked_as_typed(root):
    assert (root / "analysis" / "waijiao" / "py.typed").is_file()


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """Build the wheel as an index would offer it and return the names of its files."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def test_wheel_holds_the_package_its_types_and_every_lexicon(root, wheel):
    code = {path.relative_to(root / "analysis").as_posix() for path in (root / "analysis" / "waijiao").rglob("*.py")}
    knowledge = {f"waijiao/{path.relative_to(root).as_posix()}" for path in (root / "data").rglob("*.*")}
    scripts = {name for name in knowledge if name.endswith((".py", ".pyc"))}
    assert sorted((code | knowledge - scripts | {"waijiao/py.typed"}) - wheel) == []


def test_wheel_holds_no_tests_notebooks_or_scripts(wheel):
    assert sorted(name for name in wheel if not name.startswith("waijiao")) == []
    assert sorted(name for name in wheel if name.startswith("waijiao/data/") and name.endswith(".py")) == []
