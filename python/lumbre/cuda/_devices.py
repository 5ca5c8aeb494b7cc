"""Which GPUs there are, what they can do, and which one is current."""

import contextlib

from .. import _C


def device_count():
    """How many GPUs can be used: 0 without a driver."""
    return _C._cuda_device_count()


def is_available():
    """Whether a GPU can be used."""
    return _C._cuda_device_count() > 0


def is_initialized():
    """Whether some GPU has been used."""
    return _C._cuda_is_initialized()


def _need(what):
    if not is_available():
        raise _C._cuda_unavailable(what)


def _device_index(device, optional=True, what="cuda"):
    """The number of a GPU given as an object, a string, a number or None."""
    _need(what)
    if device is None:
        return _C._cuda_current_device()
    if isinstance(device, str):
        device = _C.device(device)
    if isinstance(device, _C.device):
        if device.type != "cuda":
            raise ValueError(f"Expected a cuda device, but got: {device}")
        return _C._cuda_current_device() if device.index is None else device.index
    return int(device)


def init():
    """Starts the driver and makes the current GPU's context; done by itself at the first use."""
    _need("cuda.init")
    _C._cuda_init()


def current_device():
    """The number of the current GPU."""
    _need("cuda.current_device")
    return _C._cuda_current_device()


def set_device(device):
    """Makes a GPU the current one of this thread; negative numbers change nothing."""
    index = _device_index(device, what="cuda.set_device")
    if index >= 0:
        _C._cuda_set_device(index)


class _CudaDeviceProperties:
    """What a GPU can do; sizes in bytes, clocks in kHz."""

    def __init__(self, values):
        self.__dict__.update(values)
        self.uuid = bytes(values["uuid"]).hex()
        self.gcnArchName = self.name

    def __repr__(self):
        size = f"{self.total_memory // 2**20}MB"
        return (
            f"_CudaDeviceProperties(name='{self.name}', major={self.major}, minor={self.minor}, total_memory={size}, "
            f"multi_processor_count={self.multi_processor_count}, L2_cache_size={self.L2_cache_size // 2**20}MB)"
        )


def get_device_properties(device=None):
    """A GPU's `_CudaDeviceProperties`."""
    return _CudaDeviceProperties(_C._cuda_properties(_device_index(device, what="cuda.get_device_properties")))


def get_device_name(device=None):
    """A GPU's name."""
    return get_device_properties(device).name


def get_device_capability(device=None):
    """The major and minor number of a GPU's architecture."""
    p = get_device_properties(device)
    return p.major, p.minor


def can_device_access_peer(device, peer_device):
    """Whether one GPU reads another's memory directly."""
    return _C._cuda_can_access_peer(_device_index(device), _device_index(peer_device))


def synchronize(device=None):
    """Waits until everything that a GPU was given has ended.

    Raises:
        IndexError: a kernel met an index out of range since the last time; the GPU can be used on.
    """
    _C._cuda_synchronize(_device_index(device, what="cuda.synchronize"))


def is_bf16_supported(including_emulation=True):
    """Whether the current GPU computes with bfloat16."""
    return is_available() and (including_emulation or get_device_capability()[0] >= 8)


def is_tf32_supported():
    """Whether the current GPU has TF32 matrix products."""
    return is_available() and get_device_capability()[0] >= 8


def get_arch_list():
    """The architectures that kernels were compiled for ahead of time: none, they are compiled at first use."""
    return []


def get_gencode_flags():
    """Empty: kernels are compiled for the GPU at hand when they are first used."""
    return ""


def libraries():
    """Which of NVIDIA's libraries came from where, as a dictionary."""
    return dict(_C._cuda_libraries())


class device(contextlib.ContextDecorator):  # noqa: N801
    """Inside, this GPU is the current one. None and negative numbers change nothing."""

    def __init__(self, device):
        self.idx = device if device is None or (isinstance(device, int) and device < 0) else _device_index(device, what="cuda.device")
        self.before = []

    def __enter__(self):
        if self.idx is not None and self.idx >= 0:
            self.before.append(_C._cuda_current_device())
            _C._cuda_set_device(self.idx)

    def __exit__(self, *exc):
        if self.before:
            _C._cuda_restore_device(self.before.pop())
        return False


class device_of(device):  # noqa: N801
    """Inside, the current GPU is the one that holds `obj`."""

    def __init__(self, obj):
        super().__init__(obj.get_device() if obj.is_cuda else -1)
