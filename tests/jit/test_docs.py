"""The Python in docs/programs.md runs."""

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).resolve().parents[2] / "docs/programs.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.S)


@pytest.mark.parametrize("code", BLOCKS)
def test_the_pages_python_runs(code):
    exec(compile(code, "docs/programs.md", "exec"), {})


def test_the_page_has_python():
    assert BLOCKS
