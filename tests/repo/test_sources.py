"""What holds for the sources: generated files in sync, layers in order, no panics, `unsafe` explained."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RUST = ROOT / "rust"
pytestmark = pytest.mark.skipif(not (RUST / "codegen.py").exists(), reason="no sources beside the tests")

# Modules of the engine in their order: each may use itself and those before it.
LAYERS = [["error"], ["device"], ["cuda"], ["storage"], ["tensor"], ["autograd"], ["backend"], ["ops"], ["jit", "io"], ["capi"]]
# What each crate must not name.
CRATES = {
    "lumbre-linalg": {"lumbre_kernels", "lumbre", "pyo3"},
    "lumbre-kernels": {"lumbre", "pyo3"},
    "lumbre": {"pyo3"},
    "lumbre-c": {"pyo3"},
    "lumbre-run": {"pyo3"},
}


def sources(crate=None):
    files = sorted((RUST / crate if crate else RUST).glob("src/**/*.rs" if crate else "*/src/**/*.rs"))
    assert files
    return files


def code_lines(path):
    """(number, line) outside tests, comments and strings."""
    depth, inside = 0, None
    skip_next = False
    for number, raw in enumerate(path.read_text().splitlines(), 1):
        line = re.sub(r'"(?:[^"\\]|\\.)*"', '""', raw).split("//")[0]
        if inside is None and re.search(r"#\[cfg\((?:all\()?test", line):
            skip_next = True
            continue
        if skip_next and inside is None and line.strip() and not line.strip().startswith("#["):
            skip_next = False
            if "{" in line:
                inside = depth
            elif line.rstrip().endswith(";"):
                continue
        depth += line.count("{") - line.count("}")
        if inside is not None:
            if depth <= inside:
                inside = None
            continue
        yield number, line


def test_generated_files_are_in_sync():
    done = subprocess.run([sys.executable, str(RUST / "codegen.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_crates_use_only_what_lies_below():
    wrong = []
    for crate, above in CRATES.items():
        for path in sources(crate):
            for number, line in code_lines(path):
                for name in above:
                    if re.search(rf"\b{name}::", line):
                        wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


def test_modules_of_the_engine_import_from_below():
    """Top-level `use crate::x` lines of a module name its own layer or an earlier one; `jit` is used by `capi` alone, `io` by those two."""
    order = {name: i for i, layer in enumerate(LAYERS) for name in layer}
    wrong = []
    for path in sources("lumbre"):
        parts = path.relative_to(RUST / "lumbre/src").with_suffix("").parts
        mine = order.get(parts[0])
        if mine is None or parts[0] == "lib":
            continue
        for number, line in code_lines(path):
            for used in re.findall(r"\bcrate::(\w+)", line):
                if used in ("jit", "io") and used != parts[0] and (parts[0], used) not in (("jit", "io"), ("capi", "jit"), ("capi", "io")):
                    wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
            if parts[0] in ("error", "device", "cuda", "storage") and line.startswith("use crate::"):
                for used in re.findall(r"^use crate::(\w+)", line):
                    if order.get(used, -1) > mine:
                        wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


def test_only_the_backend_matches_on_the_device():
    wrong = []
    for path in sources("lumbre"):
        if "backend" in path.parts or "storage" in path.parts or path.name == "device.rs":
            continue
        for number, line in code_lines(path):
            if re.search(r"\bmatch\b.*\bdevice\(\)", line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


# Programs for the command line speak to stderr.
COMMANDS = {"lumbre-run", "header"}
PANICS = re.compile(r"\.unwrap\(\)|(?<!self)\.expect\(|\bpanic!|\btodo!|\bunimplemented!|\bunreachable!|\bdbg!|\beprintln!")


def test_no_panics_in_reachable_code():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources()
        if path.name != "tests.rs" and "tests" not in path.parts
        for number, line in code_lines(path)
        if PANICS.search(line.replace("eprintln!", "") if path.relative_to(RUST).parts[0] in COMMANDS else line)
    ]
    assert not wrong, f"{len(wrong)} places\n" + "\n".join(wrong[:40])


def test_every_unsafe_block_says_why():
    """A `SAFETY:` comment (or a `# Safety` section for functions and traits) within the lines before."""
    wrong = []
    for path in sources():
        lines = path.read_text().splitlines()
        for number, line in code_lines(path):
            if not re.search(r"\bunsafe\s*(\{|impl\b)", line):
                continue
            before = "\n".join(lines[max(0, number - 9) : number])
            if "SAFETY" not in before and "# Safety" not in before:
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not wrong, f"{len(wrong)} places\n" + "\n".join(wrong[:40])


def test_sizes_of_files_are_listed(capsys):
    """Not a gate: files aim at 300 lines. The longest are printed."""
    long = []
    for path in [*sources(), *sorted((ROOT / "python").glob("**/*.py"))]:
        if "gen" in path.parts or path.name.endswith("_gen.rs"):
            continue
        n = len(path.read_text().splitlines())
        if n > 500:
            long.append((n, path.relative_to(ROOT)))
    with capsys.disabled():
        for n, path in sorted(long, reverse=True)[:10]:
            print(f"\n  {n} lines: {path}", end="")
    assert all(n < 2000 for n, _ in long)


def test_no_machine_paths_in_the_sources():
    known = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if known.returncode:
        return
    wrong = []
    for name in known.stdout.splitlines():
        path = ROOT / name
        if path.suffix not in (".rs", ".py", ".toml", ".md", ".pyi", ".sh") or not path.exists():
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"(?<![\w.])/(home|root|Users)/\w", line):
                wrong.append(f"{name}:{number}: {line.strip()[:100]}")
    assert not wrong, "\n".join(wrong)


def test_tests_do_not_import_torch():
    wrong = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").glob("**/*.py"))
        if not {"record", "run", "programs", "parity", "libraries"} & set(path.parts) and re.search(r"^\s*(import torch|from torch)\b", path.read_text(), re.M)
    ]
    assert not wrong, wrong
