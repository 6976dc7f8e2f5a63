"""The commands of a fresh clone; see ``python3 dev.py --help``.

Needs Python 3.11 or newer and nothing else: the first command makes ``.venv`` from ``requirements.lock`` (every
package pinned and checked by its hash), with uv where it can be had and with plain pip otherwise. Nothing is
installed outside ``.venv``.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

USAGE = """usage: python3 dev.py COMMAND [ARGUMENTS]

  study      analyse seeds/ and write build/case-study/; ARGUMENTS go to `waijiao study`
             (python3 dev.py study my-articles --output build/mine)
  test       lint, types, import floors, unit, property, doc and notebook tests
             (--no-browser leaves out the tests that open the report in Chromium)
  lab        open JupyterLab on the notebooks; ARGUMENTS go to JupyterLab
  notebooks  rebuild notebooks/*.ipynb from notebooks/src/*.py; ARGUMENTS are names such as 02_words
  lock       rebuild requirements.lock from pyproject.toml; ARGUMENTS go to `uv pip compile` (--upgrade)

Each makes .venv first when it is absent or out of date."""

ROOT = Path(__file__).resolve().parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "made-from.sha256"
LOG = BUILD / "setup.log"

OLDEST = (3, 11)
BUILD_TOOLS = ("setuptools", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers")
COMPILE = (
    "pip", "compile", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes",
    "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet", "--extra", "test",
)  # fmt: skip
UNWANTED = re.compile(r"://|\bfile:| @ |^\s*(-i|-e|-f|--(extra-)?index|--find|\.{0,2}/|[A-Za-z]:\\)")
UNREACHABLE = re.compile(r"connection (broken|error|refused)|failed to fetch|error sending request", re.IGNORECASE)


class DevError(Exception):
    """One line for the user: what was given, what was expected, how to go on."""


class NoInstallerError(DevError):
    """There is nothing to install with, so that no other way need be tried."""


def say(text: str, end: str = "\n") -> None:
    """Tell the user on standard error what goes on, at once."""
    print(text, end=end, file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Name a step of the set-up and the time that it took."""
    say(f"· {name} …", end=" ")
    start = time.perf_counter()
    try:
        yield
    except DevError:
        say("failed")
        raise
    say(f"{time.perf_counter() - start:.1f} s")


def environment() -> dict[str, str]:
    """Return the environment of every program: UTF-8, the system's certificates, no virtual environment but ours."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {"UV_SYSTEM_CERTS": "1", **inherited, "PYTHONUTF8": "1", "VIRTUAL_ENV": str(VENV)}


def run(command: Sequence[str | Path], folder: Path = ROOT) -> int:
    """Run a program in the repository or another folder, in sight of the user, and return its exit code."""
    try:
        return subprocess.run([str(part) for part in command], cwd=folder, env=environment(), check=False).returncode
    except OSError as fault:
        raise DevError(f"{command[0]} cannot be started ({fault.strerror}); delete .venv and try again.") from None


def run_quietly(command: Sequence[str | Path]) -> str:
    """Run a program of the set-up and return what it printed; all of it goes to ``build/setup.log`` too."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            words, cwd=ROOT, env=environment(), check=False, text=True, encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except OSError as fault:
        raise DevError(f"{words[0]} cannot be started ({fault.strerror}).") from None
    BUILD.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode:
        hint = " Is the network there (behind a proxy: HTTPS_PROXY)?" if UNREACHABLE.search(done.stdout) else ""
        raise DevError(f"{Path(words[0]).name} said “{key_line(done.stdout)}”; all of it is in build/setup.log.{hint}")
    return done.stdout


def key_line(output: str) -> str:
    """Return the line of a program's output that says best why it failed."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "× ", "caused by"))]
    return (errors or lines or ["nothing"])[-1]


def program(name: str) -> Path:
    """Return where a program of ``.venv`` lies on this system."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def base_python() -> str:
    """Return the Python outside every virtual environment: ``.venv`` may be active, and is about to be cleared."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def fingerprint() -> str:
    """Return the hash of everything that ``.venv`` is made from: the lock, the project's face, and the place."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [read_lock(), json.dumps(project, sort_keys=True), str(ROOT)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_current() -> bool:
    """Tell whether ``.venv`` is whole and made from the lock as it stands."""
    return program("python").exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint()


def make_environment() -> None:
    """Make ``.venv`` when it is absent, broken, moved, or older than the lock."""
    if is_current():
        return
    start = time.perf_counter()
    say("Setting up .venv (once; nothing is installed outside it)")
    LOG.unlink(missing_ok=True)
    make_empty_environment()
    try:
        install_everything(*uv())
    except NoInstallerError:
        raise
    except DevError as fault:
        say(f"  Not with uv: {fault}\n  Going on with plain pip, which takes some minutes.")
        make_empty_environment()
        install_everything(*pip())
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say(f"Set up in {time.perf_counter() - start:.0f} s")


def make_empty_environment() -> None:
    """Make an empty ``.venv``, which needs neither pip nor ensurepip."""
    with step("empty .venv"):
        run_quietly([base_python(), "-m", "venv", "--clear", "--without-pip", VENV])


def install_everything(name: str, install: list[str]) -> None:
    """Install the build tools, then everything else of the lock, then waijiao itself, editable and without network."""
    with step(f"build tools ({name})"):
        tools = write_excerpt(BUILD_TOOLS)
        run_quietly([*install, "--require-hashes", "--no-deps", "-r", tools])
    with step(f"{len(split_lock(read_lock()))} packages of requirements.lock ({name})"):
        run_quietly([*install, "--require-hashes", "--no-deps", "--no-build-isolation", "-r", LOCK])
    with step("waijiao, editable"):
        run_quietly([*install, "--no-deps", "--no-build-isolation", "-e", ROOT])


def read_lock() -> str:
    """Return the text of the lock."""
    if not LOCK.is_file():
        raise DevError("requirements.lock is missing; expected it beside dev.py. Make one with `python3 dev.py lock`.")
    return LOCK.read_text(encoding="utf-8")


def split_lock(text: str) -> dict[str, str]:
    """Return the lock's entries by package: a pin with its hashes, several where versions of Python differ."""
    entries: dict[str, str] = {}
    for entry in re.findall(r"^\S.*(?:\n[ \t].*)*", text, flags=re.MULTILINE):
        name = re.split(r"[=\[ ]", entry, maxsplit=1)[0]
        entries[name] = f"{entries.get(name, '')}{entry}\n"
    return entries


def write_excerpt(names: Iterable[str]) -> Path:
    """Write the lock's entries of some packages into ``.venv``, so that they too are checked by hash."""
    entries = split_lock(read_lock())
    path = VENV / "excerpt.txt"
    path.write_text("".join(entries[name] for name in names if name in entries), encoding="utf-8")
    return path


def uv() -> tuple[str, list[str]]:
    """Return a name and the command that installs with uv: the user's own, or the lock's, put into ``.venv`` by pip."""
    path = shutil.which("uv")
    if path is None:
        name, install = pip()
        with step(f"uv, which installs faster ({name})"):
            run_quietly([*install, "--require-hashes", "--no-deps", "-r", write_excerpt(["uv"])])
    return "uv", [path or str(program("uv")), "pip", "install", "--python", str(program("python"))]


def pip() -> tuple[str, list[str]]:
    """Return a name and the command that installs with pip: this Python's, or one from ensurepip in ``.venv``."""
    options = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--use-pep517"]
    if pip_version() >= (22, 3):  # the first that can install into another environment
        return "pip", [base_python(), "-m", "pip", "--python", str(program("python")), *options]
    try:
        run_quietly([program("python"), "-m", "ensurepip"])
    except DevError:
        raise NoInstallerError(
            f"{base_python()} has neither pip ≥ 22.3 nor ensurepip, and there is no uv; one of them is needed. "
            "Install one (Debian, Ubuntu: sudo apt install python3-pip) and try again."
        ) from None
    return "pip", [str(program("python")), "-m", "pip", *options]


def pip_version() -> tuple[int, ...]:
    """Return the version of the pip that belongs to this Python, () when there is none."""
    try:
        answer = run_quietly([base_python(), "-m", "pip", "--version"])
    except DevError:
        return ()
    found = re.search(r"pip (\d+)\.(\d+)", answer)
    return (int(found[1]), int(found[2])) if found else ()


def study(arguments: list[str]) -> int:
    """Run the case study, or the same analysis on the user's own articles."""
    make_environment()
    here = Path.cwd()  # the user's own paths are seen from here
    words = list(arguments)
    if not words or words[0].startswith("-"):
        words.insert(0, os.path.relpath(ROOT / "seeds", here))
    if not any(word.split("=")[0] == "--output" for word in words):
        words += ["--output", os.path.relpath(BUILD / "case-study", here)]
    return run([program("python"), "-m", "waijiao", "study", *words], here)


def lab(arguments: list[str]) -> int:
    """Open JupyterLab on the notebooks."""
    make_environment()
    options = [
        f"--ServerApp.root_dir={ROOT}",
        "--LabApp.default_url=/lab/tree/notebooks",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]
    return run([program("python"), "-m", "jupyterlab", *options, *arguments])


def notebooks(arguments: list[str]) -> int:
    """Rebuild the notebooks from their sources."""
    make_environment()
    return run([program("python"), ROOT / "notebooks" / "build.py", *arguments])


def lock(arguments: list[str]) -> int:
    """Rebuild the lock, and refuse one that names a host or a path of this machine."""
    new = BUILD / "requirements.lock"
    program_uv = uv_for_lock()
    BUILD.mkdir(exist_ok=True)
    if LOCK.is_file():
        shutil.copyfile(LOCK, new)  # uv keeps what is pinned there unless told to --upgrade
    with step("requirements.lock"):
        run_quietly([program_uv, *COMPILE, *arguments, "pyproject.toml", "--output-file", new])
    check_lock(text := new.read_text(encoding="utf-8"))
    LOCK.write_text(text, encoding="utf-8", newline="\n")
    say(f"{len(split_lock(text))} packages pinned")
    return 0


def uv_for_lock() -> str:
    """Return a uv, also when there is no usable lock to take it from."""
    found = shutil.which("uv") or shutil.which(program("uv"))
    if found:
        return found
    make_empty_environment()
    with step("uv"):
        run_quietly([*pip()[1], "uv"])
    return str(program("uv"))


def check_lock(text: str) -> None:
    """Raise when a lock would send others to this machine's hosts or folders, or pins something without a hash."""
    for line in text.splitlines():
        if UNWANTED.search(line):
            raise DevError(f"the new lock names a host or a path, “{line.strip()}”; nothing was changed.")
    bare = [name for name, entry in split_lock(text).items() if "--hash=" not in entry]
    if bare:
        raise DevError(f"the new lock has no hash for {', '.join(bare)}; nothing was changed.")


def test_steps(*, browser: bool) -> dict[str, list[str | Path]]:
    """Return every check with its command, cheapest first."""
    python = program("python")
    marker = [] if browser else ["-m", "not browser"]
    nbval = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval_sanitize.cfg"]
    return {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "floors": [program("lint-imports")],
        "tests": [python, "-m", "pytest", *marker, f"--junitxml={junit('tests')}"],
        "notebooks": [python, "-m", "pytest", *nbval, "notebooks/", f"--junitxml={junit('notebooks')}"],
    }


def junit(name: str) -> Path:
    """Return where a step's test counts are written."""
    return BUILD / f"{name}.xml"


def count_tests(name: str) -> tuple[int, int, int]:
    """Return how many tests of a step passed, failed and were skipped."""
    if not junit(name).is_file():
        return 0, 0, 0
    suites = ElementTree.parse(junit(name)).iter("testsuite")
    names = ("tests", "failures", "errors", "skipped")
    counted = [[int(suite.get(name, 0)) for name in names] for suite in suites]
    total, failures, errors, skipped = (sum(column) for column in zip(*counted, strict=True))
    return total - failures - errors - skipped, failures + errors, skipped


def test(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and say at the end how each went."""
    unknown = [word for word in arguments if word != "--no-browser"]
    if unknown:
        raise DevError(f"dev.py test does not know {unknown[0]!r}; expected nothing or --no-browser.")
    make_environment()
    steps = test_steps(browser=not arguments)
    for name in ("tests", "notebooks"):
        junit(name).unlink(missing_ok=True)
    return summarize({name: run_check(name, command) for name, command in steps.items()})


def run_check(name: str, command: list[str | Path]) -> tuple[int, float]:
    """Run one check in sight of the user; return its exit code and seconds."""
    say(f"\n── {name}")
    start = time.perf_counter()
    return run(command), time.perf_counter() - start


def summarize(results: dict[str, tuple[int, float]]) -> int:
    """Print how each check went, the number of tests last, and return the exit code of the whole."""
    print("\n── summary")
    for name, (code, seconds) in results.items():
        print(f"{'failed' if code else 'ok':>8}  {name:<10}{seconds:6.1f} s")
    passed, failed, skipped = (sum(column) for column in zip(*map(count_tests, ("tests", "notebooks")), strict=True))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return int(any(code for code, _ in results.values()))


COMMANDS = {"study": study, "test": test, "lab": lab, "notebooks": notebooks, "lock": lock}


def main(arguments: list[str]) -> int:
    """Run one command; 2 says that it could not begin."""
    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help"):
        print(USAGE)
        return 0 if arguments else 2
    try:
        return find_command(name)(rest)
    except DevError as fault:
        say(f"dev.py: {fault}")
        return 2
    except KeyboardInterrupt:
        return 130


def find_command(name: str) -> Callable[[list[str]], int]:
    """Return the command of that name, when this Python can run it."""
    if sys.version_info < OLDEST:
        raise DevError(
            f"this is Python {sys.version_info[0]}.{sys.version_info[1]} ({sys.executable}); 3.11 or newer is needed. "
            "Run dev.py with that one, such as `python3.12 dev.py study`."
        )
    if name not in COMMANDS:
        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise DevError(f"there is no command {name!r}; expected {', '.join(COMMANDS)}.{hint}")
    return COMMANDS[name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
