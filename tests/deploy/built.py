"""What the build has made, and compiling examples against it."""

import os
import subprocess
import sys
from pathlib import Path

from lumbre import library

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = library.include_dir()
DYLIB = "dylib" if sys.platform == "darwin" else "so"
ENVIRONMENT = {**os.environ, "LUMBRE_NUM_THREADS": "1"}


def target(name):
    """A library or program in the newest of the target folders. Fails where nothing was built: the tests' command builds first."""
    found = [p for p in (ROOT / "target" / profile / name for profile in ("release", "quick")) if p.exists()]
    assert found, f"{name} is not built: cargo build --release"
    return max(found, key=lambda p: p.stat().st_mtime)


def run(*command, status=0, **options):
    """The finished command; shows what it printed where its status is another."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120, env=ENVIRONMENT, **options)
    assert done.returncode == status, f"{command[0]} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def compile_c(source, output, *options, language="c"):
    """Compiles with all warnings as errors."""
    standard = {"c": ("cc", "-std=c11"), "c++": ("c++", "-std=c++17")}[language]
    run(*standard, "-O1", "-Wall", "-Wextra", "-Werror", "-I", INCLUDE, source, "-o", output, *options, "-lm")
    return output


def shared(source, folder):
    """A C file as a library to open."""
    return compile_c(source, folder / (Path(source).stem + ".so"), "-shared", "-fPIC")


def against_liblumbre(source, folder, language="c", static=False):
    """A program linked with liblumbre."""
    library_file = target("liblumbre.a" if static else f"liblumbre.{DYLIB}")
    where = [library_file, "-lpthread", "-ldl"] if static else ["-L", library_file.parent, "-llumbre", f"-Wl,-rpath,{library_file.parent}"]
    return compile_c(source, folder / (Path(source).stem + ("_static" if static else "")), *where, language=language)
