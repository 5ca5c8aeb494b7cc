"""The documentation site builds without a warning; its links lead somewhere and its reference is whole."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("material", reason="pip install lumbre[docs]")
pytestmark = pytest.mark.skipif(not (ROOT / "mkdocs.yml").exists(), reason="no sources beside the tests")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", ROOT / "mkdocs.yml", "-d", folder]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """{path: (text, ids)}"""
    out = {}
    for path in sorted(p for p in site.glob("**/*.html") if p.is_file()):
        text = path.read_text()
        out[path] = text, {unescape(i) for i in re.findall(r'\sid="([^"]+)"', text)}
    return out


def test_links_lead_somewhere(site, pages):
    wrong = set()
    for path, (text, ids) in pages.items():
        if path.name == "404.html":
            continue
        for link in set(re.findall(r'(?:href|src)="([^"]+)"', text)):
            target, anchor = urldefrag(unescape(link))
            if re.match(r"\w+:", target):
                continue
            file = (path.parent / unquote(target)).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            if not file.exists() or (anchor and file in pages and unquote(anchor) not in pages[file][1]):
                wrong.add(f"{path.relative_to(site)}: {link}")
    assert not wrong, f"{len(wrong)} links\n" + "\n".join(sorted(wrong)[:40])


def test_reference_has_every_module_and_says_something(pages, site):
    found = {p.parent.relative_to(site / "reference").as_posix(): v for p, v in pages.items() if p.is_relative_to(site / "reference")}
    assert len(found) > 40
    empty = [name for name, (text, _) in found.items() if name != "." and len(re.findall(r"<h[45] id=\"lumbre", text)) == 0]
    assert not empty, empty


@pytest.mark.parametrize("page, name, says", [
    ("lumbre/reductions", "lumbre.softmax", ["softmax", "Tensor", "Shapes", "Dtypes", "Source"]),
    ("lumbre/creation", "lumbre.tensor", ["requires_grad", "copied"]),
    ("tensor", "lumbre.Tensor.shape", ["sizes"]),
    ("tensor", "lumbre.Tensor.backward", ["gradient"]),
    ("nn", "lumbre.nn.Conv2d", ["in_channels", "padding_mode"]),
    ("nn-functional", "lumbre.nn.functional.scaled_dot_product_attention", ["is_causal", "Attention Is All You Need"]),
    ("linalg", "lumbre.linalg.svd", ["full_matrices", "Vh"]),
    ("optim", "lumbre.optim.AdamW", ["weight_decay"]),
    ("data", "lumbre.utils.data.DataLoader", ["num_workers", "worker_threads"]),
    ("jit", "lumbre.jit.trace", ["example_inputs"]),
])  # fmt: skip
def test_entry_shows(pages, site, page, name, says):
    text, ids = pages[site / "reference" / page / "index.html"]
    assert name in ids
    part = text[text.index(f'id="{name}"') :]
    part = unescape(re.sub(r"<[^>]+>", "", part[: re.search(r"<h[2-4] id=", part[10:]).start()]))
    assert all(word in part for word in says), part[:2000]


def test_no_machine_paths_in_the_pages(pages, site):
    wrong = [str(p.relative_to(site)) for p, (text, _) in pages.items() if re.search(r"(?<![\w.])/(home|root|Users|tmp)/\w|object at 0x", text)]
    assert not wrong, wrong
