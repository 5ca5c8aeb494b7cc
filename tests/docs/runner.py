"""Runs the snippets of a Markdown page from top to bottom, as a reader would who types them in.

    python tests/docs/runner.py docs/tutorials/tensors.md            # fails where a snippet does not do what the page says
    python tests/docs/runner.py --write docs/tutorials/tensors.md    # writes what the snippets print into the page

What a fenced block is says its first line:

- ```python: run, all of a page in one namespace and one temporary folder; with `title="name.py"` it is a file written there, not run.
- ```text right below such a block: what it prints. `...` stands for anything. Without the block nothing is compared.
- ```console: lines after `$ ` are commands for the shell, the others what they print.
- ```rust, ```c, ```cpp, ```cython, ```html, and ```python below `<!-- excerpt -->`: an excerpt of a file that the tests build (`excerpts`); `…` leaves lines out.
- others, and those with `title="not run"` or a comment `<!-- not run: reason -->` above: shown only.
"""

import contextlib
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>```+)(?P<language>\w*)(?P<rest>[^\n]*)\n(?P<code>.*?)^(?P=indent)(?P=ticks) *$", re.M | re.S)
SOURCES = {"rust": (".rs",), "c": (".c", ".h"), "cpp": (".cpp",), "cython": (".pyx",), "html": (".html",), "python": (".py",)}
SKIP = re.compile(r"<!-- not run: [^>]+ -->\s*$")
EXCERPT = "<!-- excerpt -->"


def blocks(text):
    """(start, end, line number, language, title, code, run?) of each fenced block."""
    for found in FENCE.finditer(text):
        code = "".join(line.removeprefix(found["indent"]) for line in found["code"].splitlines(keepends=True))
        title = re.search(r'title="([^"]*)"', found["rest"])
        run = not SKIP.search(text[: found.start()].rstrip() + "\n")
        yield found.start("code"), found.end("code"), text.count("\n", 0, found.start()) + 2, found["language"], title and title[1], code, run


def same(want, got):
    """Whether `got` is `want`, where `...` stands for any text. Space at the ends of lines does not count."""
    want, got = ("\n".join(line.rstrip() for line in t.strip().splitlines()) for t in (want, got))
    pattern = re.escape(want).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, got, re.S) is not None


class Failed(Exception):
    pass


def compare(place, want, got):
    if not same(want, got):
        lines = difflib.unified_diff(want.strip().splitlines(), got.strip().splitlines(), "the page", "what is printed", lineterm="")
        raise Failed(f"{place}: prints something else\n" + "\n".join(lines))


def python(code, place, line, names):
    """What the block prints. Lines are numbered as in the page."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile("\n" * (line - 1) + code, place, "exec"), names)
        except BaseException as error:
            last = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == place][-1:]
            where = f"{place}:{last[0].lineno}" if last else f"{place}:{line}"
            raise Failed(f"{where}: {type(error).__name__}: {error}\n" + "".join(traceback.format_exception(error)[-12:])) from None
    return printed.getvalue()


def console(code, place, environment):
    """[(command, what the page says, what it printed)]"""
    out = []
    for part in re.split(r"^\$ ", code, flags=re.M)[1:]:
        command, _, want = part.partition("\n")
        while command.endswith("\\"):
            more, _, want = want.partition("\n")
            command = command[:-1] + more
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=300, env=environment)
        if done.returncode:
            raise Failed(f"{place}: `{command}` gave {done.returncode}\n{done.stdout}\n{done.stderr}")
        out.append((command, want, done.stdout))
    return out


def _bare(line):
    """A line without its indentation; in a crate's own examples (`//!`) without the lines that are hidden."""
    line = re.sub(r"\s+", " ", re.sub(r"^\s*//! ?", "", line)).strip()
    return "" if line.startswith("# ") else line


def _bare_text(text):
    return "\n".join(line for line in map(_bare, text.splitlines()) if line)


def excerpt(code, place, language):
    """Each stretch of the block stands in one source file of the language."""
    stretches = [[]]
    for line in map(_bare, code.splitlines()):
        if "…" in line or "..." in line:
            stretches.append([])
        elif line:
            stretches[-1].append(line)
    wanted = ["\n".join(s) for s in stretches if s]
    first = wanted[0].split("\n")[0]
    folders = [ROOT / "examples", ROOT / "python", *(d / sub for d in (ROOT / "rust").glob("*") for sub in ("src", "tests", "examples")), ROOT / "tests"]
    for file in (f for folder in folders for ending in SOURCES[language] for f in folder.rglob(f"*{ending}")):
        text = file.read_text()
        # The bare form is made only of files that have the first line at all.
        if first in re.sub(r"\s+", " ", text) and all(w in _bare_text(text) for w in wanted):
            return
    raise Failed(f"{place}: no source file holds this {language} excerpt")


def environment():
    """For child processes: this Python first, the programs that the build made after it, one thread."""
    built = [str(ROOT / "target" / profile) for profile in ("release", "quick")]
    path = os.pathsep.join([str(Path(sys.executable).parent), *built, os.environ.get("PATH", "")])
    program = shutil.which("lumbre-run", path=path)
    # The folder of the snippets is another one.
    paths = os.pathsep.join(str(Path(p).resolve()) for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p)
    return {**os.environ, "PATH": path, "PYTHONPATH": paths, "ROOT": str(ROOT), "BUILT": str(Path(program).parent) if program else ""}


def run(page, write=False):
    """Runs the page; with `write`, returns its text with the outputs as they are."""
    text, printed = page.read_text(), None
    # Classes of the page are pickled as those of a program are.
    sys.modules["__main__"] = types.ModuleType("__main__")
    names = vars(sys.modules["__main__"])
    changes, last_end = [], 0
    for start, end, line, language, title, code, wanted in list(blocks(text)):
        place = f"{page.relative_to(ROOT)}:{line}" if page.is_relative_to(ROOT) else f"{page}:{line}"
        follows = re.fullmatch(r"\s*`+\s*`+text[^\n]*\n", text[last_end:start])
        if follows and printed is not None:
            if write and not same(code, printed):
                changes.append((start, end, printed.rstrip() + "\n"))
            elif not write:
                compare(place, code, printed)
        printed, last_end = None, end
        if not wanted:
            continue
        if title and title != "not run" and language in ("python", "html", "c", "bash"):
            Path(title).parent.mkdir(parents=True, exist_ok=True)
            Path(title).write_text(code)
        elif language == "python" and not text[: text.rfind("\n", 0, start - 1)].endswith(EXCERPT):
            printed = python(code, place.rpartition(":")[0], line, names)
        elif language == "console":
            done = console(code, place, environment())
            if write:
                changes.append((start, end, "".join(f"$ {c}\n{w if same(w, g) else g.rstrip() + chr(10)}" for c, w, g in done)))
            else:
                for _, want, got in done:
                    compare(place, want, got)
        elif language in SOURCES:
            excerpt(code, place, language)
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


def main():
    write = "--write" in sys.argv
    for name in [a for a in sys.argv[1:] if not a.startswith("--")]:
        page = Path(name).resolve()
        # Python snippets start programs as well.
        os.environ.update(environment())
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            sys.path.insert(0, folder)
            try:
                text = run(page, write)
            except Failed as failed:
                sys.exit(str(failed))
            finally:
                os.chdir(before)
        if write:
            page.write_text(text)


if __name__ == "__main__":
    main()
