"""What the installed package brings along, and what importing it costs."""

import subprocess
import sys
from pathlib import Path

import lumbre

PACKAGE = Path(lumbre.__file__).parent
# Modules that are slow to import, and needed only for some calls.
SLOW = ("numpy", "inspect", "dataclasses", "typing", "ast", "pickle", "subprocess", "lumbre.nn", "lumbre.optim", "lumbre.cuda")


def python(*args):
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, timeout=60)


def test_package_has_stubs_and_is_marked_as_typed():
    assert (PACKAGE / "py.typed").is_file()
    assert "class Tensor" in (PACKAGE / "_C.pyi").read_text()


def test_import_leaves_slow_modules_alone():
    code = f"import sys; before = set(sys.modules); import lumbre; print([m for m in {SLOW} if m in set(sys.modules) - before])"
    done = python("-c", code)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_import_takes_less_than_40_megabytes():
    code = "import lumbre; print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"
    if sys.platform.startswith("linux"):
        assert int(python("-c", code).stdout) < 40 * 1024


def test_command_without_arguments_shows_its_usage():
    done = python("-m", "lumbre")
    assert done.returncode == 0 and done.stdout.startswith("usage: python -m lumbre run")


def test_command_with_an_unknown_word_fails_with_the_usage():
    done = python("-m", "lumbre", "walk")
    assert done.returncode == 2 and "usage: python -m lumbre run" in done.stderr
