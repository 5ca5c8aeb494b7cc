"""The device `cuda` as a whole, on the fake driver: a process of its own, where the fake libraries are the ones that are found."""

import os
import subprocess
import sys
from pathlib import Path

import build
import pytest

HERE = Path(__file__).resolve().parent


def run(folder, tmp_path, **settings):
    env = {**os.environ, "LUMBRE_CUDA_LIBS": str(build.folder()), "LUMBRE_CUDA_CACHE": str(tmp_path / "kernels"), **settings}
    env["LD_LIBRARY_PATH"] = ":".join(filter(None, [env["LUMBRE_CUDA_LIBS"], env.get("LD_LIBRARY_PATH")]))
    env.setdefault("LUMBRE_FAKE_CACHE", str(build.folder().parent))
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(HERE.parent.parent), str(folder)]
    return subprocess.run(command, env=env, capture_output=True, text=True, cwd=HERE.parent.parent)


@pytest.mark.skipif(build.compiler() is None, reason="needs g++")
def test_device_on_the_fake_driver(tmp_path):
    done = run(HERE / "device", tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_nothing_is_loaded_at_import():
    """A process without a GPU pays nothing: no driver is looked for until somebody asks."""
    program = "import lumbre; lumbre.ones(3).sum(); print(dict(lumbre.cuda.libraries())['driver'])"
    env = {k: v for k, v in os.environ.items() if k != "LUMBRE_CUDA_LIBS"}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert done.stdout.strip() == "not asked for", done.stderr
