"""Hooks of mkdocs: pages of the reference, pages of the sources that other pages point at, and links from `code` to the reference."""

import posixpath
import re
import sys
from pathlib import Path

from mkdocs.structure.files import File

sys.path.insert(0, str(Path(__file__).resolve().parent))
import reference  # noqa: E402
from contents import FAMILIES, PAGES  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {".py": "python", ".pyx": "cython", ".rs": "rust", ".c": "c", ".cpp": "cpp", ".h": "c", ".toml": "toml", ".sh": "bash", ".html": "html"}
OUT = re.compile(r"\]\((?P<to>\.\./[^)#\s]+)(?P<at>#[^)]*)?\)")


def on_config(config):
    """The reference as the last part of the navigation."""
    functions = [{title: f"reference/{path}"} for path, title, _ in FAMILIES]
    modules = [{title: f"reference/{path}"} for path, title, _ in PAGES]
    config.nav.append({"Reference": ["reference/index.md", {"Functions": functions}, {"Modules": modules}]})


def on_files(files, config):
    """Adds the pages that no file in docs/ holds."""
    for path, text in reference.pages().items():
        files.append(File.generated(config, f"reference/{path}", content=text))
    files.append(File.generated(config, "examples/index.md", content=_examples(files, config)))
    for page in [f for f in files if f.src_uri.endswith(".md") and not f.src_uri.startswith("reference/")]:
        for found in OUT.finditer(page.content_string):
            target = _target(page.src_uri, found["to"])
            if target:
                _add_source(files, config, target)
    return files


def _add_source(files, config, target):
    if files.get_file_from_path(_source_page(target)) is None:
        files.append(File.generated(config, _source_page(target), content=_source(target)))


def _examples(files, config):
    """The page of the examples, its pictures beside it and its links to the sources' pages."""
    folder = ROOT / "examples"

    def moved(found):
        target = (folder / found[1]).resolve()
        if target.suffix == ".png":
            files.append(File.generated(config, f"examples/{found[1]}", abs_src_path=str(target)))
            return found[0]
        if not target.exists():
            return found[0]
        if target.is_relative_to(ROOT / "docs"):
            return found[0].replace(found[1], posixpath.relpath(target.relative_to(ROOT / "docs").as_posix(), "examples"))
        _add_source(files, config, target)
        return found[0].replace(found[1], posixpath.relpath(_source_page(target), "examples"))

    return re.sub(r"(?:\]\(|src=\")(?!\w+:|#)([^)\"#\s]+)", moved, (folder / "README.md").read_text())


def on_page_markdown(markdown, page, config, files):
    """Links that leave docs/ go to the page of that source."""

    def moved(found):
        target = _target(page.file.src_uri, found["to"])
        return f"]({posixpath.relpath(_source_page(target), posixpath.dirname(page.file.src_uri) or '.')})" if target else found[0]

    return OUT.sub(moved, markdown) if not page.file.src_uri.startswith(("reference/", "source/")) else markdown


def on_page_content(html, page, config, files):
    """`lumbre.x.y` in running text leads to where it is explained; so does the short `nn.Linear`."""
    here = page.file.src_uri

    def linked(found):
        name = found[1].removesuffix("()")
        place = next((reference.ANCHORS[n] for n in (name, f"lumbre.{name}") if n in reference.ANCHORS), None)
        if place is None or "." not in name:
            return found[0]
        path, _, anchor = place.partition("#")
        file = files.get_file_from_path(path)
        url = "" if path == here else file.url_relative_to(page.file)
        return f'<a class="api" href="{url}#{anchor}">{found[0]}</a>'

    pieces = re.split(r"(<pre.*?</pre>|<a .*?</a>|<h\d.*?</h\d>)", html, flags=re.S)
    return "".join(p if i % 2 else re.sub(r"<code>([A-Za-z_][\w.]*(?:\(\))?)</code>", linked, p) for i, p in enumerate(pieces))


def _target(page, link):
    """What a link out of docs/ names in the repository, or None where it stays inside or leads nowhere."""
    target = (ROOT / "docs" / posixpath.dirname(page) / link).resolve()
    inside = target.is_relative_to(ROOT / "docs")
    return target if target.exists() and target.is_relative_to(ROOT) and not inside else None


def _source_page(target):
    if target == ROOT / "examples/README.md":
        return "examples/index.md"
    return f"source/{target.relative_to(ROOT).as_posix()}.md"


def _source(target):
    """A page with the file, or with the files of the folder."""
    if target.suffix == ".md":
        return re.sub(r"\]\((?!https?:|#)[^)]*\)", "]", target.read_text()).replace("![", "[")
    kept = [target] if target.is_file() else sorted(f for f in target.rglob("*") if f.suffix in LANGUAGES and "target" not in f.parts)
    lines = [f"# {target.relative_to(ROOT)}\n"]
    for file in kept:
        if file != target:
            lines.append(f"## {file.relative_to(target)}\n")
        lines += [f"````{LANGUAGES.get(file.suffix, 'text')}", file.read_text(), "````\n"]
    return "\n".join(lines)
