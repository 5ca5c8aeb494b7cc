"""`python -m lumbre run` and the torch alias, tried in processes of their own."""

import subprocess
import sys

PROGRAM = """
import importlib.metadata
import importlib.util
import sys

import torch
import torch.optim.lr_scheduler
from torch.optim import optimizer

import lumbre

assert torch is lumbre
assert optimizer is sys.modules["lumbre.optim.optimizer"]
assert importlib.util.find_spec("torch") is not None
assert importlib.util.find_spec("torch.optim.sgd") is not None
assert importlib.util.find_spec("torch.no_such_part") is None
assert importlib.util.find_spec("torch_xla") is None
assert importlib.metadata.version("torch").startswith("2.15")
assert importlib.metadata.packages_distributions()["torch"] == ["torch"]
assert torch.__version__ >= "2.8"
print(__name__, sys.argv[1:])
"""


def run(*args, stdin=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "lumbre", "run", *args],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
    )


def test_script_gets_torch_and_its_arguments(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    done = run(str(tmp_path / "program.py"), "a", "-b")
    assert done.stdout == "__main__ ['a', '-b']\n", done.stderr


def test_module_code_and_stdin_get_torch(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    for done in (
        run("-m", "program", "x", cwd=tmp_path),
        run("-c", PROGRAM, "x"),
        run("-", "x", stdin=PROGRAM),
    ):
        assert done.stdout == "__main__ ['x']\n", done.stderr


def test_child_processes_get_torch():
    code = (
        "import subprocess, sys;"
        "print(subprocess.run([sys.executable, '-c', 'import torch; print(torch.__package__)'],"
        "capture_output=True, text=True).stdout)"
    )
    assert run("-c", code).stdout.strip() == "lumbre"


def test_spawned_process_gets_torch(tmp_path):
    script = tmp_path / "spawns.py"
    script.write_text(
        "import multiprocessing as mp\n"
        "import torch\n"
        "def work(q):\n"
        "    q.put(torch.__package__)\n"
        "if __name__ == '__main__':\n"
        "    c = mp.get_context('spawn')\n"
        "    q = c.Queue()\n"
        "    p = c.Process(target=work, args=(q,))\n"
        "    p.start()\n"
        "    print(q.get(timeout=30))\n"
        "    p.join()\n"
    )
    done = run(str(script))
    assert done.stdout.strip() == "lumbre", done.stderr


def test_exit_status_and_missing_file(tmp_path):
    assert run("-c", "import sys; sys.exit(7)").returncode == 7
    missing = run(str(tmp_path / "missing.py"))
    assert missing.returncode == 2 and "can't open file" in missing.stderr


def test_as_torch_refuses_when_torch_is_there():
    code = (
        "import sys, types; sys.modules['torch'] = types.ModuleType('torch')\n"
        "import lumbre\n"
        "try:\n    lumbre.as_torch()\nexcept RuntimeError as e:\n    print(e)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "already imported" in done.stdout, done.stderr


SAFETENSORS = """
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
save_file({"w": torch.arange(6.).view(2, 3)}, "x.safetensors", metadata={"format": "pt"})
print(load_file("x.safetensors")["w"].sum().item())
with safe_open("x.safetensors", framework="pt", device="cpu") as f:
    print(f.get_slice("w")[:, 1:].tolist(), f.metadata())
"""


def test_safetensors_is_there_whether_or_not_it_is_installed(tmp_path):
    done = run("-c", SAFETENSORS, cwd=tmp_path)
    assert done.stdout.split("\n")[:2] == ["15.0", "[[1.0, 2.0], [4.0, 5.0]] {'format': 'pt'}"], done.stderr


def test_tracebacks_show_the_program_only(tmp_path):
    (tmp_path / "bad.py").write_text("import torch\ndef f(x):\n    return x + torch.ones(3)\nf(torch.ones(2))\n")
    for args in (["bad.py"], ["-m", "bad"], ["-c", "import bad"]):
        done = run(*args, cwd=tmp_path)
        frames = [line.strip() for line in done.stderr.splitlines() if line.startswith("  File")]
        assert done.returncode == 1 and frames[-1].endswith("line 3, in f") and len(frames) == 2 + (args[0] == "-c"), done.stderr
