"""Compiles moving.pyx beside this file, or into the folder named."""

import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Distribution, Extension

HERE = Path(__file__).resolve().parent


def build(folder: Path = HERE) -> None:
    module = Extension("moving", [str(HERE / "moving.pyx")], define_macros=[("CYTHON_PROFILE", "0")])
    distribution = Distribution({"ext_modules": cythonize(module, build_dir=str(folder / "build"), quiet=True, language_level=3)})
    command = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder), str(folder / "build")
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:2]))
