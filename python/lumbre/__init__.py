"""lumbre: PyTorch's language of tensors on a Rust core.

The names, arguments and semantics are PyTorch's. Start with `lumbre.tensor([...])`, `lumbre.nn`, `lumbre.optim`;
`python -m lumbre run script.py` runs a program that says `import torch`.
"""

import importlib as _importlib

from . import _C
from ._C import (
    Generator,
    Tensor,
    UntypedStorage,
    channels_last,
    channels_last_3d,
    contiguous_format,
    device,
    dtype,
    from_numpy,
    frombuffer,
    get_default_dtype,
    get_num_threads,
    is_grad_enabled,
    is_inference_mode_enabled,
    layout,
    memory_format,
    preserve_format,
    set_num_threads,
    sparse_bsc, sparse_bsr, sparse_coo, sparse_csc, sparse_csr,
    strided,
    tensor,
)
from .version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    # What type checkers and editors see of the names that come at run time.
    from ._C import *
    from . import (
        amp, autograd, backends, cuda, distributed, distributions, fft, func, fx, hub, jit, linalg, multiprocessing, nn, onnx, optim,
        profiler, random, signal, sparse, special, testing, types, utils,
    )  # fmt: skip
    from ._compile import compile
    from ._lowrank import lobpcg, lu, pca_lowrank, svd_lowrank
    from ._misc import as_tensor, asarray, finfo, from_dlpack, iinfo, is_storage, is_tensor, set_default_device, set_default_dtype, typename
    from .amp.autocast_mode import autocast
    from .func import vmap
    from .serialization import load, save
    from .sparse import sparse_coo_tensor

    bool: dtype
    uint8: dtype
    int8: dtype
    int16: dtype
    int32: dtype
    int64: dtype
    uint16: dtype
    uint32: dtype
    uint64: dtype
    float16: dtype
    bfloat16: dtype
    float32: dtype
    float64: dtype
    complex64: dtype
    complex128: dtype
    float8_e4m3fn: dtype
    float8_e5m2: dtype
    half: dtype
    float: dtype
    double: dtype
    short: dtype
    int: dtype
    long: dtype
    cfloat: dtype
    cdouble: dtype
del TYPE_CHECKING

legacy_contiguous_format = contiguous_format

# Element types, and the names they had first.
bool, uint8, int8, int16, int32, int64 = _C.bool, _C.uint8, _C.int8, _C.int16, _C.int32, _C.int64
uint16, uint32, uint64 = _C.uint16, _C.uint32, _C.uint64
float16, bfloat16, float32, float64 = _C.float16, _C.bfloat16, _C.float32, _C.float64
complex64, complex128 = _C.complex64, _C.complex128
float8_e4m3fn, float8_e5m2 = _C.float8_e4m3fn, _C.float8_e5m2
half, float, double, short, int, long = float16, float32, float64, int16, int32, int64
cfloat, cdouble = complex64, complex128

inf = _C._inf if hasattr(_C, "_inf") else __import__("math").inf
nan, pi, e = __import__("math").nan, __import__("math").pi, __import__("math").e
newaxis = None

globals().update(_C._namespace(""))

from ._size import Size  # noqa: E402
from . import _install  # noqa: E402,F401  (names the binding asks Python for)
from . import _tensor  # noqa: E402  (the Tensor class's Python methods)
from ._tensor_str import get_printoptions, set_printoptions  # noqa: E402
from .autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled  # noqa: E402
from .random import (  # noqa: E402
    default_generator,
    fork_rng,
    get_rng_state,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
)
from .functional import *  # noqa: E402,F403
from . import autograd  # noqa: E402

# Modules that are imported when somebody asks for them.
_LAZY = (
    "accelerator", "amp", "ao", "audio", "backends", "compiler", "cpu", "cuda", "distributed", "distributions", "export", "fft",
    "classes", "foreach", "func", "futures", "fx", "hub", "jit", "library", "linalg", "masked", "monitor", "mps", "numa", "mtia", "multiprocessing", "nested", "nn", "onnx", "optim",
    "overrides", "package", "profiler", "quantization", "quasirandom", "random", "return_types", "serialization", "signal",
    "sparse", "special", "storage", "testing", "torch_version", "types", "utils", "version", "vision", "xpu", "__config__", "__future__",
    "_vmap_internals", "_C", "_tensor", "_tensor_str", "_utils", "_jit_internal", "_dynamo", "_subclasses", "_custom_ops", "_schema", "_inductor", "_functorch", "_ops", "ops", "functional",
)
# Single names from modules that are imported late.
_FROM = {
    "save": "serialization", "load": "serialization",
    "compile": "_compile", "cond": "_control_flow", "typename": "_misc", "is_tensor": "_misc", "is_storage": "_misc", "set_default_dtype": "_misc",
    "set_default_tensor_type": "_misc", "set_default_device": "_misc", "get_default_device": "_misc",
    "use_deterministic_algorithms": "_misc", "are_deterministic_algorithms_enabled": "_misc",
    "is_deterministic_algorithms_warn_only_enabled": "_misc", "set_deterministic_debug_mode": "_misc",
    "get_deterministic_debug_mode": "_misc", "set_float32_matmul_precision": "_misc", "get_float32_matmul_precision": "_misc",
    "set_num_interop_threads": "_misc", "get_num_interop_threads": "_misc", "set_flush_denormal": "_misc", "set_warn_always": "_misc",
    "is_warn_always_enabled": "_misc", "finfo": "_misc", "iinfo": "_misc", "from_dlpack": "_misc", "to_dlpack": "_misc",
    "as_tensor": "_misc", "asarray": "_misc", "_assert": "_misc",
    **{f"_check{n}": "_misc" for n in ("", "_with", "_index", "_value", "_type", "_not_implemented", "_is_size", "_tensor_all", "_tensor_all_with")},
    "autocast": "amp.autocast_mode",
    "get_file_path": "_misc", "is_distributed": "_misc", "compiled_with_cxx11_abi": "_misc",
    **{n: "amp._state" for n in (
        "is_autocast_enabled", "is_autocast_cpu_enabled", "set_autocast_enabled", "set_autocast_cpu_enabled", "get_autocast_dtype",
        "set_autocast_dtype", "get_autocast_gpu_dtype", "set_autocast_gpu_dtype", "get_autocast_cpu_dtype", "set_autocast_cpu_dtype",
        "is_autocast_cache_enabled", "set_autocast_cache_enabled", "clear_autocast_cache", "autocast_increment_nesting",
        "autocast_decrement_nesting",
    )},
    "fake_quantize_per_tensor_affine": "_fake_quantize", "fake_quantize_per_channel_affine": "_fake_quantize", "from_file": "storage",
    "vmap": "func", "OutOfMemoryError": "_misc",
    "_has_compatible_shallow_copy_type": "_misc", "SymInt": "_misc", "SymFloat": "_misc", "SymBool": "_misc",
    "TypedStorage": "storage", "FloatStorage": "storage", "DoubleStorage": "storage", "HalfStorage": "storage",
    "BFloat16Storage": "storage", "LongStorage": "storage", "IntStorage": "storage", "ShortStorage": "storage", "CharStorage": "storage",
    "ByteStorage": "storage", "BoolStorage": "storage", "ComplexFloatStorage": "storage", "ComplexDoubleStorage": "storage",
    "lu": "_lowrank", "svd_lowrank": "_lowrank", "pca_lowrank": "_lowrank", "lobpcg": "_lowrank", "eig": "_lowrank",
    "symeig": "_lowrank", "lstsq": "_lowrank", "matrix_rank": "_lowrank", "solve": "_lowrank",
    "sparse_coo_tensor": "sparse", "spmm": "sparse", "smm": "sparse", "hspmm": "sparse", "dsmm": "sparse", "sparse_csr_tensor": "sparse",
    "sparse_csc_tensor": "sparse", "sparse_bsr_tensor": "sparse", "sparse_bsc_tensor": "sparse", "sparse_compressed_tensor": "sparse",
    **{name: "_aten" for name in (
        "kl_div", "binary_cross_entropy_with_logits", "hinge_embedding_loss", "cosine_embedding_loss", "margin_ranking_loss", "poisson_nll_loss",
        "triplet_margin_loss", "frobenius_norm", "native_channel_shuffle",
        "_softmax", "_log_softmax", "_safe_softmax", "_softmax_backward_data",
        "_log_softmax_backward_data", "_chunk_cat", "_unsafe_index", "_unsafe_masked_index", "_unsafe_masked_index_put_accumulate",
    )},
    "as_torch": "_run", "Storage": "storage", "StorageBase": "storage", "DisableTorchFunction": "_install",
    "DisableTorchFunctionSubclass": "_install", "GradScaler": "amp", "init_num_threads": "_misc", "thread_safe_generator": "_misc",
    "is_vulkan_available": "_misc", "set_anomaly_enabled": "_misc", "is_anomaly_enabled": "_misc", "is_anomaly_check_nan_enabled": "_misc",
    "classproperty": "_misc", "qscheme": "_misc",
    "Stream": "accelerator", "Event": "accelerator", "Future": "futures", "get_device_module": "_misc",
    **{f"{n}Tensor": "_legacy" for n in ("Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool")},
}

# fmt: off
def __getattr__(name):
    if name.startswith(("_foreach_", "_amp_")):
        value = getattr(_importlib.import_module("._foreach", __package__), name)
    elif name in _FROM:
        try:
            value = getattr(_importlib.import_module("." + _FROM[name], __package__), name)
        except ModuleNotFoundError as error:
            if error.name != f"{__package__}.{_FROM[name]}":
                raise
            from ._absent import function

            value = function(f"torch.{name}")
    elif name in _LAZY:
        try:
            value = _importlib.import_module("." + name, __package__)
        except ModuleNotFoundError as error:
            if error.name != f"{__package__}.{name}":
                raise
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    elif name == "__all__":
        # Everything public but the modules, as PyTorch's list has it.
        value = sorted(n for n in {*globals(), *_FROM} if not n.startswith("_") and not isinstance(globals().get(n), type(_importlib)))
    else:
        from ._absent_names import find

        value = find(name)
        if value is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
# fmt: on


def __dir__():
    import importlib.util

    lazy = [n for n in _LAZY if n in globals() or importlib.util.find_spec("." + n, __package__) is not None]
    return sorted({n for n in globals() if not n.startswith("_importlib")} | set(lazy) | set(_FROM))
