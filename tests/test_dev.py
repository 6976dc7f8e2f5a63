"""The commands of a fresh clone: what they run, what they refuse, and what the lock may hold."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PIN = "babel==2.18.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
TWO = PIN + "scipy==1.17.1 ; python_full_version < '3.12' \\\n    --hash=sha256:cc\n"


@pytest.fixture
def place(dev, tmp_path, monkeypatch):
    """Let dev.py believe that an empty folder with a lock and a project is the repository."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "BUILD", tmp_path / "build")
    monkeypatch.setattr(dev, "LOG", tmp_path / "build" / "setup.log")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "made-from.sha256")
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    dev.LOCK.write_text(TWO, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "waijiao"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def commands(dev, monkeypatch):
    """Collect the commands that dev.py would run in sight of the user, with ``.venv`` taken as made."""
    seen = []
    monkeypatch.setattr(dev, "make_environment", lambda: None)
    monkeypatch.setattr(dev, "run", lambda command, *_: seen.append([str(part) for part in command]) or 0)
    return seen


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py as a bare machine would: without any installed package."""
    command = [sys.executable, "-I", "-S", str(ROOT / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_needs_no_installed_package_and_names_every_command(dev):
    answer = ask("--help")
    assert answer.returncode == 0
    assert [name for name in dev.COMMANDS if f"\n  {name} " not in answer.stdout] == []


def test_no_command_at_all_shows_the_help():
    answer = ask()
    assert (answer.returncode, answer.stdout[:6]) == (2, "usage:")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["studdy"], "dev.py: there is no command 'studdy'; expected study, test, lab, notebooks, lock. Did you mean"),
        (["test", "--fast"], "dev.py: dev.py test does not know '--fast'; expected nothing or --no-browser."),
    ],
)
def test_wrong_word_is_one_line_and_exit_code_2(arguments, message):
    answer = ask(*arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith(message)
    assert answer.stderr.count("\n") == 1


def test_old_python_is_told_which_one_is_needed(dev, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 6))
    assert dev.main(["study"]) == 2
    assert re.search(r"this is Python 3\.9 .*3\.11 or newer is needed", capsys.readouterr().err)


def test_script_can_be_read_by_an_old_python():
    compile((ROOT / "dev.py").read_text(encoding="utf-8"), "dev.py", "exec", dont_inherit=True)
    assert "from __future__ import annotations" in (ROOT / "dev.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], ["seeds", "--output", "build/case-study"]),
        (["--labels", "zh"], ["seeds", "--labels", "zh", "--output", "build/case-study"]),
        (["mine.txt", "--output", "out"], ["mine.txt", "--output", "out"]),
        (["mine.txt", "--output=out"], ["mine.txt", "--output=out"]),
    ],
)
def test_study_analyses_the_seeds_unless_told_otherwise(dev, commands, monkeypatch, given, passed_on):
    monkeypatch.chdir(ROOT)
    assert dev.study(given) == 0
    assert commands[0][1:] == ["-m", "waijiao", "study", *passed_on]


def test_study_takes_paths_as_seen_from_where_the_user_is(dev, commands, monkeypatch):
    monkeypatch.chdir(ROOT / "tests")
    dev.study(["mine.txt"])
    assert commands[0][4:] == ["mine.txt", "--output", str(Path("..", "build", "case-study"))]


def test_test_runs_every_check_also_after_one_failed(dev, commands, monkeypatch, place, capsys):
    monkeypatch.setattr(dev, "run", lambda command: commands.append(command) or int("ruff" in command))
    assert dev.test([]) == 1
    assert len(commands) == 6
    summary = capsys.readouterr().out
    said = re.findall(r"^ +(ok|failed) +(\w+)", summary, flags=re.MULTILINE)
    assert [name for word, name in said if word == "failed"] == ["lint", "format"]
    assert [name for word, name in said if word == "ok"] == ["types", "floors", "tests", "notebooks"]


def test_test_ends_with_the_number_of_tests(dev, place, capsys):
    dev.BUILD.mkdir()
    report = '<testsuites><testsuite tests="{}" failures="{}" errors="0" skipped="0"/></testsuites>'
    dev.junit("tests").write_text(report.format(40, 2), encoding="utf-8")
    dev.junit("notebooks").write_text(report.format(5, 0), encoding="utf-8")
    assert dev.summarize({"tests": (1, 2.0), "notebooks": (0, 1.0)}) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "43 passed, 2 failed"


def test_browser_tests_are_left_out_only_on_demand(dev):
    assert "not browser" not in dev.test_steps(browser=True)["tests"]
    assert "not browser" in dev.test_steps(browser=False)["tests"]


def test_environment_is_made_anew_when_the_lock_the_project_or_the_place_changed(dev, place, monkeypatch):
    dev.program("python").parent.mkdir(parents=True)
    dev.program("python").touch()
    dev.STAMP.write_text(dev.fingerprint(), encoding="utf-8")
    assert dev.is_current()
    dev.LOCK.write_text(PIN, encoding="utf-8")
    assert not dev.is_current()
    dev.STAMP.write_text(dev.fingerprint(), encoding="utf-8")
    (place / "pyproject.toml").write_text('[project]\nname = "waijiao"\nscripts = {a = "b:c"}\n', encoding="utf-8")
    assert not dev.is_current()
    dev.STAMP.write_text(dev.fingerprint(), encoding="utf-8")
    dev.program("python").unlink()
    assert not dev.is_current()


def test_pip_takes_over_when_uv_fails(dev, place, monkeypatch, capsys):
    def install(name, _):
        if name == "uv":
            raise dev.DevError("no network for uv")
        tried.append(name)

    tried = []
    monkeypatch.setattr(dev, "make_empty_environment", lambda: dev.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "uv", lambda: ("uv", []))
    monkeypatch.setattr(dev, "pip", lambda: ("pip", []))
    monkeypatch.setattr(dev, "install_everything", install)
    dev.make_environment()
    assert tried == ["pip"]
    assert "no network for uv" in capsys.readouterr().err
    assert dev.STAMP.is_file()


def test_neither_pip_nor_uv_says_what_to_install(dev, place, monkeypatch):
    def refuse(command):
        raise dev.DevError("No module named pip")

    monkeypatch.setattr(dev, "run_quietly", refuse)
    with pytest.raises(dev.DevError, match=r"neither pip ≥ 22\.3 nor ensurepip.*apt install python3-pip"):
        dev.pip()


def test_failing_program_is_quoted_in_one_line_and_logged_in_full(dev, place):
    code = "print('collecting'); print('ERROR: no space left'); print('see the manual'); raise SystemExit(1)"
    with pytest.raises(dev.DevError, match=r"said “ERROR: no space left”; all of it is in build/setup\.log"):
        dev.run_quietly([sys.executable, "-c", code])
    assert "see the manual" in dev.LOG.read_text(encoding="utf-8")


def test_programs_lie_where_the_system_puts_them(dev, monkeypatch):
    assert dev.program("waijiao").parts[-2:] == ("bin", "waijiao")
    monkeypatch.setattr(dev.os, "name", "nt")
    assert dev.program("waijiao").parts[-2:] == ("Scripts", "waijiao.exe")


def test_lock_is_split_into_packages_with_their_hashes(dev):
    assert dev.split_lock(TWO) == {"babel": PIN, "scipy": TWO.removeprefix(PIN)}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--index-url https://packages.example/simple", "names a host or a path"),
        ("--find-links wheels", "names a host or a path"),
        ("babel @ file:///opt/babel.whl", "names a host or a path"),
        ("./babel.whl", "names a host or a path"),
        ("C:\\wheels\\babel.whl", "names a host or a path"),
        ("babel==2.18.0", "has no hash for babel"),
    ],
)
def test_lock_that_others_could_not_use_is_refused(dev, line, message):
    with pytest.raises(dev.DevError, match=message):
        dev.check_lock(line + "\n")


def test_committed_lock_is_one_that_others_can_use(dev):
    dev.check_lock(dev.read_lock())


def test_committed_lock_holds_everything_that_the_project_asks_for(dev):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [line for lines in project["optional-dependencies"].values() for line in lines]
    wanted = [Requirement(line) for line in asked if not line.startswith("waijiao[")]
    pins = {
        name: re.findall(rf"^{re.escape(name)}==([^ ]+)", entry, flags=re.MULTILINE)
        for name, entry in dev.split_lock(dev.read_lock()).items()
    }
    stale = [str(need) for need in wanted if not all(map(need.specifier.contains, pins.get(need.name.lower(), ["0"])))]
    assert stale == [], "run `python3 dev.py lock`"


def test_build_tools_and_all_that_they_need_are_in_the_lock(dev):
    entries = dev.split_lock(dev.read_lock())
    assert [name for name in (*dev.BUILD_TOOLS, "uv") if name not in entries] == []
    needs = [Requirement(line) for line in importlib.metadata.requires("hatchling") or []]
    here = {need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})}
    assert here <= set(dev.BUILD_TOOLS)
