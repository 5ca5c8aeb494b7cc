"""Programs written for PyTorch, run on lumbre: the ``torch`` alias and the command line.

The alias has two halves. The shim folder, first on ``sys.path`` and ``PYTHONPATH``, holds a ``torch``
package and its metadata, so that child processes, ``find_spec`` and version probes find them. A finder
maps every ``torch.x.y`` onto the module object of ``lumbre.x.y``, so that nothing exists twice.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

_SHIM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_shim")
# Folders of their own: each goes on the paths only where its package is not installed.
_SHIMS_IF_ABSENT = {"torchaudio": _SHIM + "_audio", "torchvision": _SHIM + "_vision", "safetensors": _SHIM + "_safetensors"}


class _AliasLoader(importlib.abc.Loader):
    """Hands out the lumbre module, and leaves its own spec in place."""

    def __init__(self, target):
        self.target = target

    def create_module(self, spec):
        self.module = importlib.import_module(self.target)
        # The import system is about to write the alias's spec into the module.
        self.own = {k: self.module.__dict__.get(k) for k in ("__spec__", "__loader__")}
        return self.module

    def exec_module(self, module):
        module.__dict__.update(self.own)

    def is_package(self, fullname):
        return hasattr(importlib.import_module(self.target), "__path__")

    def get_code(self, fullname):
        """The target's code, for ``python -m torch.x``."""
        spec = importlib.util.find_spec(self.target)
        loader = getattr(spec, "loader", None)
        return loader.get_code(self.target) if hasattr(loader, "get_code") else None


class _AliasFinder(importlib.abc.MetaPathFinder):
    """Finds ``torch.x`` where ``lumbre.x`` exists, or the same for another pair of names."""

    def __init__(self, alias, home):
        self.alias, self.home = alias, home

    def find_spec(self, fullname, path=None, target=None):
        if not (fullname + ".").startswith(self.alias + ".") or fullname in ("torch", *_SHIMS_IF_ABSENT):
            return None
        name = self.home + fullname[len(self.alias) :]
        known = sys.modules.get(name)
        try:
            own = known.__spec__ if known is not None else importlib.util.find_spec(name)
        except (ModuleNotFoundError, ValueError):
            return None
        if own is None and known is None:
            return None
        package = hasattr(known, "__path__") if known is not None else own.submodule_search_locations
        spec = importlib.machinery.ModuleSpec(
            fullname,
            _AliasLoader(name),
            origin=getattr(own, "origin", None),
            is_package=bool(package),
        )
        if package:
            spec.submodule_search_locations = list(getattr(own, "submodule_search_locations", None) or [])
        return spec


def alias_torch():
    """Make ``torch`` another name of the lumbre package in this process."""
    lumbre = importlib.import_module("lumbre")
    known = sys.modules.get("torch")
    if known is lumbre:
        return
    if known is not None and not _is_shim(known):
        raise RuntimeError("torch: PyTorch itself is already imported in this process")
    _add_finder("torch", "lumbre")
    # torchaudio's compiled part needs PyTorch's libraries; without it, its Python part has other ways.
    _add_finder("torchaudio._extension", "lumbre.audio._extension")
    sys.modules["torch"] = lumbre
    # What programs read of the module itself: its name, and itself under that name.
    lumbre.__name__, lumbre.torch = "torch", lumbre
    for name, module in list(sys.modules.items()):
        if name.startswith("lumbre.") and module is not None:
            sys.modules.setdefault("torch" + name[len("lumbre") :], module)
    rename = getattr(lumbre._C, "_set_repr_prefix", None)
    if rename is not None:
        rename(True)


def _add_finder(alias, home):
    if not any(isinstance(finder, _AliasFinder) and finder.alias == alias for finder in sys.meta_path):
        sys.meta_path.insert(0, _AliasFinder(alias, home))


def alias_torchaudio():
    """Make ``torchaudio`` another name of `lumbre.audio` in this process."""
    _add_finder("torchaudio", "lumbre.audio")
    sys.modules["torchaudio"] = importlib.import_module("lumbre.audio")


def alias_torchvision():
    """Make ``torchvision`` another name of `lumbre.vision` in this process."""
    _add_finder("torchvision", "lumbre.vision")
    sys.modules["torchvision"] = importlib.import_module("lumbre.vision")


def _is_shim(module):
    return os.path.dirname(os.path.dirname(getattr(module, "__file__", None) or "")) == _SHIM


def _show_shim_to_children():
    """Put the shim folder first on the paths of this process and of those it starts."""
    if _SHIM not in sys.path:
        sys.path.insert(0, _SHIM)
    # The package's own folder too: a child may run where lumbre is not installed.
    home = os.path.dirname(os.path.dirname(_SHIM))
    old = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
    shims = (_SHIM,)
    for name, folder in _SHIMS_IF_ABSENT.items():
        if importlib.util.find_spec(name) is None:
            shims += (folder,)
            sys.path.append(folder)
    new = [p for p in (*shims, home) if p not in old]
    os.environ["PYTHONPATH"] = os.pathsep.join(new + old)


def as_torch():
    """Make ``import torch`` mean lumbre from here on, in this process and those it starts.

    Returns the lumbre package. Raises ``RuntimeError`` if PyTorch itself was imported before.
    """
    alias_torch()
    _show_shim_to_children()
    importlib.invalidate_caches()
    return sys.modules["torch"]


_USAGE = """usage: python -m lumbre run (SCRIPT | -m MODULE | -c CODE | -) [ARGS...]

Runs a program that says `import torch` on lumbre, its child processes included."""


def run(argv):
    """Run a script, a module (``-m``), a piece of code (``-c``) or standard input (``-``)."""
    if not argv or argv[0] in ("-h", "--help"):
        print(_USAGE)
        return 0 if argv else 2
    kind, rest = argv[0], argv[1:]
    if kind in ("-m", "-c") and not rest:
        print(f"lumbre run: {kind} needs an argument", file=sys.stderr)
        return 2
    as_torch()
    _show_the_programs_frames_only()
    # The program takes the place of this command in sys.path[0].
    sys.path[:] = [p for p in sys.path if p != _SHIM]
    if sys.path and not getattr(sys.flags, "safe_path", False):
        del sys.path[0]
    if kind == "-m":
        return _run_module(rest)
    if kind == "-c":
        return _run_code(rest[0], "<string>", ["-c", *rest[1:]])
    if kind == "-":
        return _run_code(sys.stdin.read(), "<stdin>", ["-", *rest])
    return _run_script(kind, rest)


def _show_the_programs_frames_only():
    """Leaves what runs the program out of the tracebacks of its errors, as Python itself does."""
    if sys.excepthook is not sys.__excepthook__:
        return

    def show(kind, error, trace):
        at = trace
        # This module's frame is the last of ours, but for `runpy`'s below it.
        while at is not None and at.tb_frame.f_code.co_filename != __file__:
            at = at.tb_next
        while at is not None and (at.tb_frame.f_code.co_filename == __file__ or at.tb_frame.f_globals.get("__name__") == "runpy"):
            at = at.tb_next
        sys.__excepthook__(kind, error.with_traceback(at or trace), at or trace)

    sys.excepthook = show


def _run_module(rest):
    import runpy

    sys.argv = rest
    sys.path[:0] = [_SHIM, os.getcwd()]
    runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    return 0


def _run_code(code, filename, argv):
    sys.argv = argv
    sys.path[:0] = ["", _SHIM]
    exec(compile(code, filename, "exec"), _new_main().__dict__)
    return 0


def _run_script(path, rest):
    import runpy

    sys.argv = [path, *rest]
    if os.path.isdir(path) or path.endswith((".zip", ".pyz")):
        sys.path.insert(0, _SHIM)
        runpy.run_path(path, run_name="__main__")
        return 0
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(f"lumbre run: can't open file {path!r}: {error.strerror}", file=sys.stderr)
        return 2
    sys.path[:0] = [os.path.dirname(os.path.abspath(path)), _SHIM]
    main = _new_main()
    # A spawned child reruns the script from this name to get at its functions.
    main.__file__ = path
    exec(compile(source, path, "exec"), main.__dict__)
    return 0


def _new_main():
    """A fresh ``__main__``, so that pickles and `multiprocessing` see the program's names."""
    import builtins
    import types

    main = types.ModuleType("__main__")
    main.__builtins__ = builtins
    main.__spec__ = None
    main.__loader__ = None
    sys.modules["__main__"] = main
    return main
