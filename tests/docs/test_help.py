"""Every public name of the modules in the reference has help of its own."""

import importlib
import inspect
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "docs/site"
pytestmark = pytest.mark.skipif(not SITE.exists(), reason="no sources beside the tests")
if SITE.exists():
    sys.path.insert(0, str(SITE))
    import contents
    import reference

MODULES = [m for _, _, modules in contents.PAGES for m in modules if m != "lumbre.Tensor"] if SITE.exists() else []


def silent(things):
    return [name for name, thing in things if callable(thing) and not inspect.ismodule(thing) and not (reference._doc(thing) or "").strip()]


@pytest.mark.parametrize("module", MODULES)
def test_names_of_module_have_help(module):
    assert not silent(reference.public(importlib.import_module(module)).items())


def test_functions_of_the_package_have_help():
    import lumbre

    names = {n: getattr(lumbre, n) for n in dir(lumbre) if not n.startswith("_")}
    assert not silent((n, v) for n, v in names.items() if not (n.endswith("_") and n[:-1] in names))


def test_methods_and_attributes_of_tensors_have_help():
    import lumbre

    members = {n: m for n, m in reference._members(lumbre.Tensor)}
    assert not [n for n, m in members.items() if not reference._own_words(m) and not (n.endswith("_") and n[:-1] in members)]
