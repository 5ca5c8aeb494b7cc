"""Every page of the documentation does what it says: its snippets run, its outputs are those that come."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from . import runner

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p for p in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("**/*.md")] if p.exists())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_snippets_of_page(page):
    environment = {**os.environ, "LUMBRE_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, runner.__file__, str(page)], capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", [*PAGES, ROOT / "examples/README.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_links_of_page_lead_to_files(page):
    links = re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.S))
    # Pages of the reference are made when the site is built, which `test_site.py` does.
    assert not [link for link in links if not (page.parent / link).exists() and "reference/" not in link]


@pytest.mark.parametrize("text, says", [
    ("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n", "prints something else"),
    ("```python\nx = 1\n```\n\n```python\nraise ValueError(x)\n```\n", "page.md:6: ValueError: 1"),
    ("```rust\nfn nowhere_at_all() {}\n```\n", "no source file"),
    ("```console\n$ exit 3\n```\n", "gave 3"),
])  # fmt: skip
def test_wrong_pages_fail(text, says, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(text)
    done = subprocess.run([sys.executable, runner.__file__, str(page)], capture_output=True, text=True, timeout=300)
    assert done.returncode and says in done.stderr, done.stderr
