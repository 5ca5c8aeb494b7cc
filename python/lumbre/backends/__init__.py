"""What kernels can use. Programs read and set these switches; on a CPU most have nothing to switch."""

import contextlib
import sys
import types


class _Switches(types.ModuleType):
    """A module of plain settings with `is_available()` and `flags()`."""

    def __init__(self, name, available=False, **settings):
        super().__init__(f"{__name__}.{name}")
        self.is_available = lambda: available
        self.is_built = lambda: available
        self.__dict__.update(settings)

    def flags(self, **settings):
        before = {k: getattr(self, k, None) for k in settings}

        @contextlib.contextmanager
        def block():
            self.__dict__.update({k: v for k, v in settings.items() if v is not None})
            try:
                yield
            finally:
                self.__dict__.update(before)

        return block()

    def version(self):
        return None


def _add(name, **kwargs):
    module = _Switches(name, **kwargs)
    sys.modules[module.__name__] = module
    globals()[name] = module
    return module


_add("cudnn", enabled=True, benchmark=False, deterministic=False, allow_tf32=True, benchmark_limit=10)
_add("mps")
_add("mkl")
_add("mkldnn", enabled=True)
_add("openmp")
_add("opt_einsum", enabled=True, strategy="auto")
_add("quantized", engine="none", supported_engines=["none"])
_add("xnnpack")
_add("cpu", get_cpu_capability=lambda: "AVX2")
_add("nnpack")
_add("xeon")
_cuda = _add("cuda", preferred_linalg_library=lambda *a: "default", enable_flash_sdp=lambda b: None, enable_math_sdp=lambda b: None)
_cuda.enable_mem_efficient_sdp = lambda b: None
_cuda.enable_cudnn_sdp = lambda b: None
_cuda.flash_sdp_enabled = _cuda.math_sdp_enabled = _cuda.mem_efficient_sdp_enabled = lambda: True
_cuda.sdp_kernel = lambda *args, **kwargs: contextlib.nullcontext()
_cuda.is_available = _cuda.is_built = lambda: __import__("lumbre").cuda.is_available()


class _Matmul:
    """How matrix products on a GPU round. `allow_tf32`: float32 inputs may be cut to TF32's ten bits."""

    allow_fp16_reduced_precision_reduction = allow_bf16_reduced_precision_reduction = True

    @property
    def allow_tf32(self):
        return __import__("lumbre")._C._cuda_allow_tf32()

    @allow_tf32.setter
    def allow_tf32(self, on):
        __import__("lumbre")._C._cuda_allow_tf32(bool(on))


_cuda.matmul = _Matmul()
_cuda.cufft_plan_cache = types.SimpleNamespace(size=0, max_size=0, clear=lambda: None)


def __allow_nonbracketed_mutation():
    """A block in which settings may be assigned; here they may be anywhere."""
    return contextlib.nullcontext()
