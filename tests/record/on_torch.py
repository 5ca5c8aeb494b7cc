"""Runs tests on PyTorch instead of lumbre, to see that what they expect is what PyTorch does:

    python tests/record/on_torch.py tests/tensor tests/autograd

Where PyTorch itself is wrong the tests say so (`not on PyTorch`).

`import lumbre` gives torch, `import lumbre.x` gives torch.x.
"""

import importlib
import importlib.abc
import importlib.util
import sys

import pytest
import torch


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name == "lumbre" or name.startswith("lumbre."):
            return importlib.util.spec_from_loader(name, self)
        return None

    def create_module(self, spec):
        return importlib.import_module("torch" + spec.name.removeprefix("lumbre"))

    def exec_module(self, module):
        pass


def main():
    sys.meta_path.insert(0, Finder())
    sys.modules["lumbre"] = torch
    raise SystemExit(pytest.main(["-p", "no:cacheprovider", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
