"""Kernels on the emulator from Python: a thin driver over the fake libraries, with numpy arrays in and out."""

import ctypes
import os

import numpy as np

import build
import sources

# A kernel that reads or writes behind its arrays ends the process.
os.environ.setdefault("LUMBRE_FAKE_GUARD", "1")
libs = build.folder()
cuda = ctypes.CDLL(str(libs / "libemulated.so"))
nvrtc = ctypes.CDLL(str(libs / "libnvrtc.so.13"))
_modules = {}


def schedule(seed):
    """0: warps in order; else one warp runs ahead until it has to wait, chosen by the seed."""
    cuda.fake_cuda_seed(seed)


def check(rc):
    if rc:
        raise RuntimeError(f"the fake driver says {rc}")


def _start():
    context = ctypes.c_void_p()
    check(cuda.cuDevicePrimaryCtxRetain(ctypes.byref(context), 0))
    check(cuda.cuCtxSetCurrent(context))


_start()


def module(text):
    """The loaded module of a source."""
    if text in _modules:
        return _modules[text]
    program = ctypes.c_void_p()
    nvrtc.nvrtcCreateProgram(ctypes.byref(program), text.encode(), b"kernel.cu", 0, None, None)
    rc = nvrtc.nvrtcCompileProgram(program, 0, None)
    n = ctypes.c_size_t()
    if rc:
        nvrtc.nvrtcGetProgramLogSize(program, ctypes.byref(n))
        log = ctypes.create_string_buffer(n.value)
        nvrtc.nvrtcGetProgramLog(program, log)
        raise RuntimeError(log.value.decode())
    nvrtc.nvrtcGetCUBINSize(program, ctypes.byref(n))
    image = ctypes.create_string_buffer(n.value)
    nvrtc.nvrtcGetCUBIN(program, image)
    nvrtc.nvrtcDestroyProgram(ctypes.byref(program))
    out = ctypes.c_void_p()
    check(cuda.cuModuleLoadData(ctypes.byref(out), image))
    _modules[text] = out
    return out


class Array:
    """Device memory in a shape."""

    def __init__(self, shape, dtype):
        self.shape, self.dtype = tuple(shape), np.dtype(dtype)
        self.nbytes = int(np.prod(self.shape)) * self.dtype.itemsize
        self.p = ctypes.c_ulonglong()
        check(cuda.cuMemAlloc_v2(ctypes.byref(self.p), ctypes.c_size_t(max(self.nbytes, 1))))

    def __del__(self):
        cuda.cuMemFree_v2(self.p)

    def numpy(self):
        out = np.empty(self.shape, self.dtype)
        check(cuda.cuMemcpyDtoH_v2(out.ctypes.data_as(ctypes.c_void_p), self.p, ctypes.c_size_t(self.nbytes)))
        return out


def empty(shape, dtype):
    return Array(np.atleast_1d(shape) if not isinstance(shape, tuple) else shape, dtype)


def array(a):
    """A copy of a numpy array on the device."""
    a = np.ascontiguousarray(a)
    out = Array(a.shape, a.dtype)
    check(cuda.cuMemcpyHtoD_v2(out.p, a.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(a.nbytes)))
    return out


def launch(family, tail, kernel, grid, block, args, shared=0):
    """Runs one kernel: arguments are `Array`s, None (a null pointer), or ctypes values and structures."""
    function = ctypes.c_void_p()
    check(cuda.cuModuleGetFunction(ctypes.byref(function), module(sources.source(family, tail)), kernel.encode()))
    if shared > 49152:
        check(cuda.cuFuncSetAttribute(function, 8, shared))
    values = [a.p if isinstance(a, Array) else ctypes.c_ulonglong(0) if a is None else a for a in args]
    pointers = (ctypes.c_void_p * len(values))(*(ctypes.addressof(v) for v in values))
    grid, block = (tuple(np.atleast_1d(v)) + (1, 1) for v in (grid, block))
    sizes = [int(v) for v in (*grid[:3], *block[:3], shared)]
    check(cuda.cuLaunchKernel(function, *sizes, None, pointers, None))
