"""Extensions compiled against PyTorch's C++ library: it is not there, so building one is refused; looking is answered."""

import os

from .. import _absent

CUDA_HOME = os.environ.get("CUDA_HOME") or os.environ.get("CUDA_PATH")
ROCM_HOME = HIP_HOME = None
IS_WINDOWS = os.name == "nt"

load = _absent.function("utils.cpp_extension.load")
load_inline = _absent.function("utils.cpp_extension.load_inline")
CppExtension = _absent.function("utils.cpp_extension.CppExtension")
CUDAExtension = _absent.function("utils.cpp_extension.CUDAExtension")
BuildExtension = _absent.kind("utils.cpp_extension.BuildExtension")
# Setup files name it with options before anything is built.
BuildExtension.with_options = classmethod(lambda cls, **options: cls)
BuildExtension.build_extensions = _absent.function("utils.cpp_extension.BuildExtension.build_extensions")


def is_ninja_available():
    return False


def include_paths(device_type="cpu"):
    return []


def library_paths(device_type="cpu", torch_include_dirs=True, cross_target_platform=None):
    return []
