"""What the crates depend on."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_engine_has_no_python_among_its_dependencies():
    cargo = shutil.which("cargo")
    assert cargo, "cargo builds this project"
    tree = subprocess.run(
        [cargo, "tree", "-p", "lumbre", "--edges", "all", "--prefix", "none", "--locked"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = {line.split()[0] for line in tree.splitlines() if line.strip()}
    assert "lumbre-kernels" in names
    assert not [n for n in names if n.startswith("pyo3") or "python" in n]
