"""NVIDIA's run-time compiler through ctypes: from the PyPI wheel `nvidia-cuda-nvrtc`, no GPU and no driver needed."""

import ctypes
import importlib.util
import os
import re
from pathlib import Path

OPTIONS = ["--std=c++17", "-default-device", "--fmad=true", "--ptxas-options=-v"]


class CompileError(Exception):
    """The compiler's log."""


def folders():
    """Where the wheel's libraries may lie."""
    for place in filter(None, os.environ.get("LUMBRE_CUDA_LIBS", "").split(":")):
        yield Path(place)
    spec = importlib.util.find_spec("nvidia")
    for place in spec.submodule_search_locations or [] if spec else []:
        yield from sorted(Path(place).glob("*/lib"))


def load():
    """The library, or None; builtins come before it."""
    for folder in folders():
        found = sorted(folder.glob("libnvrtc.so.1[0-9]"))
        if found:
            for builtins in sorted(folder.glob("libnvrtc-builtins.so.*")):
                ctypes.CDLL(str(builtins))
            return ctypes.CDLL(str(found[-1]))
    return None


def _text(lib, program, what):
    n = ctypes.c_size_t()
    getattr(lib, f"nvrtcGet{what}Size")(program, ctypes.byref(n))
    buffer = ctypes.create_string_buffer(n.value)
    getattr(lib, f"nvrtcGet{what}")(program, buffer)
    return buffer.raw


def compile_source(lib, source, arch):
    """The cubin and the log of one module; raises `CompileError`."""
    program = ctypes.c_void_p()
    lib.nvrtcCreateProgram(ctypes.byref(program), source.encode(), b"kernel.cu", 0, None, None)
    options = [f"-arch=sm_{arch}", *OPTIONS]
    rc = lib.nvrtcCompileProgram(program, len(options), (ctypes.c_char_p * len(options))(*(o.encode() for o in options)))
    log = _text(lib, program, "ProgramLog").rstrip(b"\0").decode()
    cubin = b"" if rc else _text(lib, program, "CUBIN")
    lib.nvrtcDestroyProgram(ctypes.byref(program))
    if rc:
        raise CompileError(log)
    return cubin, log


def ptx(lib, source, arch):
    """The module's text for the machine that GPUs have in common; raises `CompileError`."""
    program = ctypes.c_void_p()
    lib.nvrtcCreateProgram(ctypes.byref(program), source.encode(), b"kernel.cu", 0, None, None)
    options = [f"-arch=compute_{arch}".encode(), *(o.encode() for o in OPTIONS[:-1])]
    rc = lib.nvrtcCompileProgram(program, len(options), (ctypes.c_char_p * len(options))(*options))
    out = _text(lib, program, "ProgramLog" if rc else "PTX").rstrip(b"\0").decode()
    lib.nvrtcDestroyProgram(ctypes.byref(program))
    if rc:
        raise CompileError(out)
    return out


def usage(log):
    """`{kernel: (registers, bytes spilled, bytes of stack)}` from ptxas' report."""
    out = {}
    name, spill, stack = None, 0, 0
    for line in log.splitlines():
        if m := re.search(r"Compiling entry function '(\w+)'", line):
            name, spill, stack = m[1], 0, 0
        elif (m := re.search(r"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads", line)) and name and name not in out:
            stack, spill = int(m[1]), int(m[2]) + int(m[3])
        elif (m := re.search(r"Used (\d+) registers", line)) and name:
            out[name] = (int(m[1]), spill, stack)
            name = None
    return out
