"""The notebooks with somebody else's article: one changed path, and everything below it runs, solutions included.

The cells are run as the script that they are, in one process; what a page shows is tested in ``test_notebooks``.
"""

import ast
import re
from pathlib import Path

import jupytext
import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.axes import Axes

SOURCES = sorted((Path(__file__).resolve().parents[1] / "notebooks" / "src").glob("*.py"))
SOURCE_LINE = re.compile(r'^SOURCE = ".*?"', re.MULTILINE)
SOLUTION = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)

ARTICLES = {
    "oman": """阿曼再次为美伊谈判搭桥
阿曼外交大臣巴德尔周一抵达德黑兰，与伊朗外长会谈。阿曼表示，愿意继续在美国和伊朗之间进行斡旋。“我们感谢阿曼的努力，”伊朗外长在记者会上说。
美国国务院对会谈表示欢迎，但警告伊朗不要扩大铀浓缩活动。以色列谴责这次会谈，称伊朗正在拖延时间。沙特和阿联酋支持阿曼的斡旋，两国外长将于下周访问马斯喀特。
胡塞武装上月释放了一批船员，阿曼为此提供了协助。专家认为，他们可能在下个月举行新一轮谈判。
""",
    "two actors": "法国总统访问埃及。埃及向法国表示感谢。",
    "actors without acts": "日本位于亚洲东部。韩国在日本以西。",
    "no actors": "今天天气很好。孩子们在公园里放风筝，老人们坐在长椅上聊天。",
}


def code_of(path: Path) -> list[str]:
    """Return the code cells of a notebook's source, and the code of its folded solutions after them."""
    cells = jupytext.read(path, fmt="py:percent").cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    told = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return code + SOLUTION.findall(told)


def run(cell: str, scope: dict[str, object]) -> object:
    """Run a cell and return the value of its last line, as a notebook would show it."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), scope)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), scope) if last else None


@pytest.fixture
def displayed(monkeypatch):
    """Keep what cells display from the test's output."""
    shell = InteractiveShell.instance()
    publisher = CapturingDisplayPublisher()
    monkeypatch.setattr(shell, "display_pub", publisher)
    yield publisher.outputs
    InteractiveShell.clear_instance()


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_runs_with_an_article_of_ones_own(path, article, tmp_path, monkeypatch, displayed, capsys):
    file = tmp_path / "my-article.txt"
    file.write_text(ARTICLES[article], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {"__name__": "__main__"}
    for cell in code_of(path):
        shown = run(SOURCE_LINE.sub('SOURCE = "my-article.txt"', cell), scope)
        if isinstance(shown, Axes):
            shown.figure.canvas.draw()
        elif shown is not None:
            assert repr(shown)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_names_its_source_once_near_the_top(path):
    first = code_of(path)[0]
    assert len(SOURCE_LINE.findall(path.read_text(encoding="utf-8"))) == 1
    assert SOURCE_LINE.search(first)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_solutions_stay_folded_and_run_on_the_case_study_too(path, monkeypatch, displayed, capsys):
    monkeypatch.chdir(path.parents[1])
    scope: dict[str, object] = {"__name__": "__main__"}
    assert len(SOLUTION.findall(path.read_text(encoding="utf-8"))) >= 2
    for cell in code_of(path):
        run(cell, scope)
    assert capsys.readouterr().err == ""
