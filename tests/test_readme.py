"""The README keeps what it promises."""

import doctest
import re


def test_the_worked_example_gives_what_it_shows(root):
    result = doctest.testfile(str(root / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted >= 8
    assert result.failed == 0


def test_every_link_and_picture_leads_to_a_file(root):
    pages = ["README.md", "CONTRIBUTING.md", "data/README.md", "data/gold/README.md"]
    for page in (*pages, "docs/accuracy.md", "docs/comparison.md", "docs/speed.md"):
        text = (root / page).read_text(encoding="utf-8")
        targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
        missing = [target for target in targets if not ((root / page).parent / target).exists()]
        assert missing == [], page


def test_the_two_commands_are_those_that_ci_and_a_newcomer_run(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py study" in readme
    assert "python3 dev.py test" in readme
    assert "python3 dev.py test" in (root / ".ci" / "run").read_text(encoding="utf-8")
