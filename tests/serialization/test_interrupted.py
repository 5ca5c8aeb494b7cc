"""A file that is being replaced stays what it was until the new one is whole."""

import subprocess
import sys

import pytest

import lumbre

resource = pytest.importorskip("resource")

# The limit on a file's size stands for a full disk; with the signal's own action, the write ends the process.
PROGRAM = """
import resource, signal, sys
import lumbre
from lumbre.utils import npy, safetensors

signal.signal(signal.SIGXFSZ, signal.SIG_DFL if sys.argv[1] == "killed" else signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
x, path = lumbre.ones(1_000_000), sys.argv[3]
write = {
    "zip": lambda: lumbre.save({"x": x}, path),
    "legacy": lambda: lumbre.save({"x": x}, path, _use_new_zipfile_serialization=False),
    "safetensors": lambda: safetensors.save_file({"x": x}, path),
    "npy": lambda: npy.save(path, x),
    "program": lambda: lumbre.jit.trace(lumbre.nn.Linear(1000, 1000), lumbre.ones(1, 1000)).save(path),
}
try:
    write[sys.argv[2]]()
except Exception as e:
    print(type(e).__name__, e)
"""


@pytest.mark.parametrize("how", ["full", "killed"])
@pytest.mark.parametrize("kind", ["zip", "legacy", "safetensors", "npy", "program"])
def test_old_file_survives(tmp_path, how, kind):
    path = tmp_path / "model"
    lumbre.save({"x": lumbre.arange(3)}, path)
    done = subprocess.run([sys.executable, "-c", PROGRAM, how, kind, str(path)], capture_output=True, text=True)
    assert lumbre.load(path)["x"].tolist() == [0, 1, 2]
    if how == "killed":
        assert done.returncode < 0
    else:
        assert done.returncode == 0 and ("OSError" in done.stdout or "RuntimeError" in done.stdout) and "large" in done.stdout, done.stdout + done.stderr
        assert [p.name for p in tmp_path.iterdir()] == ["model"]
