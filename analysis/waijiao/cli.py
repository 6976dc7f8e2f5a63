"""The command line: ``waijiao study``, ``waijiao code``, ``waijiao score`` and ``waijiao discover``.

Nothing is computed here: the commands call the library and say what they did. Bad input ends with one line on
the error stream and exit code 2.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from waijiao.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["main"]

_BAR = 24


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 the input cannot be used, 130 interrupted.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``waijiao``; those of the process by default.

    Returns
    -------
    int
        The exit code.

    Examples
    --------
    >>> main(["--version"])
    Traceback (most recent call last):
    SystemExit: 0
    """
    options = _make_parser().parse_args(arguments)
    try:
        options.run(options)
    except InputError as fault:
        sys.stderr.write(f"waijiao: {fault}\n")
        return 2
    except OSError as fault:
        sys.stderr.write(f"waijiao: {fault.filename or 'file'}: {fault.strerror or fault}.\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nwaijiao: interrupted; nothing was written.\n")
        return 130
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="waijiao",
        description="Who does what to whom, according to whom: analysing diplomatic news, Chinese first.",
    )
    parser.add_argument("--version", action="version", version=f"waijiao {version('waijiao')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_study(commands)
    _add_code(commands)
    _add_score(commands)
    _add_discover(commands)
    return parser


def _add_study(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    study = commands.add_parser("study", help="run the whole analysis and write tables, figures, networks and a report")
    study.add_argument("input", type=Path, nargs="+", help="files or folders (.txt .jsonl .csv .parquet, also .gz)")
    study.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="where the study is written")
    study.add_argument("--focal", metavar="ACTOR", help="whose compass, such as QAT; by default who has most records")
    study.add_argument(
        "--repeats", choices=("count", "article", "copies"), default="count",
        help="an event told again counts again; not within an article; nor in another document's copy",
    )  # fmt: skip
    study.add_argument("--actors", type=Path, metavar="CSV", help="the study's own actors, see data/README.md")
    study.add_argument("--labels", choices=("zh", "en", "both"), default="both", help="language of the figures")
    study.add_argument("--seed", type=int, default=0, help="for the intervals (default 0)")
    study.set_defaults(run=_run_study)


def _add_code(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    code = commands.add_parser("code", help="code actors and events of sentences, in the annotation form")
    code.add_argument("input", type=Path, help="JSON lines with sid, title (ignored) and text")
    code.add_argument("--output", type=Path, required=True, metavar="FILE", help="JSON lines: sid, actors, events")
    code.add_argument("--actors", type=Path, metavar="CSV", help="the study's own actors, see data/README.md")
    code.set_defaults(run=_run_code)


def _add_score(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    score = commands.add_parser("score", help="compare a coding with a reference: precision, recall and F1 by level")
    score.add_argument("gold", type=Path, help="the reference, JSON lines in the annotation form")
    score.add_argument("predicted", type=Path, help="what `waijiao code` wrote")
    score.add_argument("--by", choices=("level", "category"), default="level")
    score.set_defaults(run=_run_score)


def _add_discover(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    discover = commands.add_parser("discover", help="list names that look like actors and are in no table")
    discover.add_argument("input", type=Path, nargs="+", help="files or folders (.txt .jsonl .csv .parquet, also .gz)")
    discover.add_argument("--verbs", action="store_true", help="list verbs between actors without an event instead")
    discover.add_argument(
        "--kinds", nargs="+", metavar="KIND", help="of names: person group organisation office (default), place, thing"
    )
    discover.add_argument("--output", type=Path, metavar="FILE", help="CSV of the whole list, with sentences and rows")
    discover.add_argument("--top", type=int, default=30, metavar="N", help="how many to print (default 30)")
    discover.add_argument("--actors", type=Path, metavar="CSV", help="the study's own actors, see data/README.md")
    discover.set_defaults(run=_run_discover)


def _run_study(options: argparse.Namespace) -> None:
    from waijiao.corpus import read_corpus
    from waijiao.report import check_folder, render_summary, write_study
    from waijiao.study import analyze

    check_folder(options.output)
    documents = read_corpus(options.input[0] if len(options.input) == 1 else options.input)
    bar = _Progress(sys.stderr)
    study = analyze(
        documents, focal=options.focal, actors=options.actors, repeats=options.repeats, seed=options.seed,
        progress=bar.show,
    )  # fmt: skip
    settings = {
        "focal": options.focal or "", "labels": options.labels, "repeats": options.repeats, "seed": options.seed,
    }  # fmt: skip
    write_study(study, options.output, labels=options.labels, options=settings, progress=bar.show)
    bar.close()
    sys.stdout.write(
        render_summary(study) + f"\n\nWritten to {options.output}: open {options.output / 'report.html'}\n"
    )


def _run_code(options: argparse.Namespace) -> None:
    from waijiao.actors import find_actors, read_actor_lexicon
    from waijiao.corpus import read_corpus, split_sentences
    from waijiao.events import code_events
    from waijiao.validation import write_annotations

    bar = _Progress(sys.stderr)
    documents = read_corpus(options.input)
    sentences = split_sentences(documents)
    bar.show("actors", 0, len(sentences))
    mentions = find_actors(sentences, read_actor_lexicon(options.actors), documents=documents)
    events = code_events(sentences, mentions, documents, progress=bar.follow("events (sentences)"))
    records = documents.assign(sent_id=documents["doc_id"])
    write_annotations(records, mentions, events, options.output, by="doc_id")
    bar.close()
    sys.stdout.write(f"{len(documents)} records, {len(events)} events: written to {options.output}\n")


def _run_score(options: argparse.Namespace) -> None:
    from waijiao.validation import compare_coding, read_annotations

    table = compare_coding(read_annotations(options.gold), read_annotations(options.predicted), by=options.by)
    sys.stdout.write(table.to_string(index=False, float_format="%.3f") + "\n")


def _run_discover(options: argparse.Namespace) -> None:
    from waijiao.actors import find_actors, read_actor_lexicon
    from waijiao.corpus import read_corpus, split_sentences
    from waijiao.discovery import ACTOR_KINDS, rank_uncovered_verbs, rank_unlisted_names
    from waijiao.events import code_events

    if options.output and not options.output.parent.is_dir():
        raise InputError(f"{options.output}: there is no folder {options.output.parent}; make it, or name another.")
    bar, lexicon = _Progress(sys.stderr), read_actor_lexicon(options.actors)
    documents = read_corpus(options.input[0] if len(options.input) == 1 else options.input)
    sentences = split_sentences(documents)
    bar.show("actors", 0, len(sentences))
    mentions = find_actors(sentences, lexicon, documents=documents)
    if options.verbs:
        events = code_events(sentences, mentions, documents, progress=bar.follow("events (sentences)"))
        found = rank_uncovered_verbs(sentences, mentions, events, progress=bar.follow("verbs (sentences)"))
    else:
        kinds, follow = options.kinds or ACTOR_KINDS, bar.follow("names (sentences)")
        found = rank_unlisted_names(sentences, mentions, lexicon, kinds=kinds, progress=follow)
    bar.close()
    if options.output:
        found.to_csv(options.output, index=False, encoding="utf-8-sig")
    sys.stdout.write(_render_found(found.head(max(options.top, 0)), len(found), options.output))


def _render_found(shown: "pd.DataFrame", count: int, output: Path | None) -> str:
    import pandas as pd

    if not count:
        return "nothing found\n"
    columns = [column for column in shown if column not in ("sentence_a", "sentence_b", "evidence", "why")]
    with pd.option_context("display.unicode.east_asian_width", True):
        table = shown[columns].to_string(index=False) + "\n\n" if len(shown) else ""
    rest = f"; all, with two sentences each, in {output}" if output else "; --output FILE writes all, with sentences"
    return f"{table}{len(shown)} of {count} shown{rest}\n"


class _Progress:
    """A bar with rate and time left on a terminal; silent when the stream is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start = self._shown = time.monotonic()
        self._step = ""

    def show(self, step: str, done: int, whole: int) -> None:
        """Show that ``done`` of ``whole`` parts of ``step`` are done; at most ten times a second."""
        now = time.monotonic()
        if not self._stream.isatty() or (step == self._step and now - self._shown < 0.1 and done < whole):
            return
        if step != self._step and done <= 1:
            self._start = now
        self._shown, self._step = now, step
        share = done / whole if whole else 1.0
        rate = done / (now - self._start) if now > self._start else 0.0
        left = f"{(whole - done) / rate:4.0f} s left" if rate else ""
        bar = "█" * round(share * _BAR) + "░" * (_BAR - round(share * _BAR))
        self._stream.write(f"\r\x1b[K{bar} {share:4.0%}  {step}  {rate:,.0f}/s  {left}")
        self._stream.flush()

    def follow(self, step: str) -> Callable[[int, int], None]:
        """Return a function that shows how far ``step`` is."""
        return lambda done, whole: self.show(step, done, whole)

    def close(self) -> None:
        """Clear the bar."""
        if self._stream.isatty():
            self._stream.write("\r\x1b[K")
            self._stream.flush()
