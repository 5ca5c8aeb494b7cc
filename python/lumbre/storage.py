"""Typed views of a tensor's memory, as older programs and PyTorch's files have them."""

import io

import lumbre
from lumbre._C import UntypedStorage

__all__ = ["TypedStorage", "UntypedStorage"]

_NAMES = {
    "float64": "DoubleStorage", "float32": "FloatStorage", "float16": "HalfStorage",
    "bfloat16": "BFloat16Storage", "int64": "LongStorage", "int32": "IntStorage",
    "int16": "ShortStorage", "int8": "CharStorage", "uint8": "ByteStorage",
    "bool": "BoolStorage", "complex64": "ComplexFloatStorage",
    "complex128": "ComplexDoubleStorage",
}  # fmt: skip


class TypedStorage:
    """A storage counted in elements of one dtype; the memory is that of ``untyped()``."""

    is_sparse = False

    def __init__(self, *args, wrap_storage=None, dtype=None, device=None, _internal=False):
        self.dtype = dtype or lumbre.get_default_dtype()
        if wrap_storage is None:
            source = args[0] if args else 0
            if isinstance(source, int):
                wrap_storage = UntypedStorage(source * self._element_size())
            else:
                wrap_storage = lumbre.tensor(list(source), dtype=self.dtype).untyped_storage()
        self._untyped_storage = wrap_storage

    def _element_size(self):
        return self.dtype.itemsize

    element_size = _element_size

    def untyped(self):
        """The memory without a type."""
        return self._untyped_storage

    def _tensor(self):
        n = self._size()
        return lumbre._C._tensor_from_storage(self._untyped_storage, self.dtype, 0, (n,), (1,))

    @property
    def device(self):
        """Where the memory is."""
        return self._untyped_storage.device

    def _size(self):
        return self._untyped_storage.nbytes() // self._element_size()

    size = __len__ = _size

    def nbytes(self):
        """Size in bytes."""
        return self._untyped_storage.nbytes()

    def data_ptr(self):
        """Address of the first element."""
        return self._untyped_storage.data_ptr()

    _data_ptr = data_ptr

    @property
    def _cdata(self):
        return self._untyped_storage._cdata

    def __getitem__(self, index):
        out = self._tensor()[index]
        return out.item() if isinstance(index, int) else out.storage()

    def __setitem__(self, index, value):
        self._tensor()[index] = value

    def __iter__(self):
        return iter(self.tolist())

    def __eq__(self, other):
        return (
            isinstance(other, TypedStorage)
            and self.dtype == other.dtype
            and self._cdata == other._cdata
        )

    def __hash__(self):
        return hash(self._cdata)

    def __repr__(self):
        rows = "".join(f" {x}\n" for x in self.tolist())
        kind = f"dtype={self.dtype}, device={self.device}"
        return f"{rows}[torch.storage.{type(self).__name__}({kind}) of size {len(self)}]"

    def tolist(self):
        """The elements as Python numbers."""
        return self._tensor().tolist()

    def fill_(self, value):
        """Set every element."""
        self._tensor().fill_(value)
        return self

    def copy_(self, source, non_blocking=False):
        """Copy the elements of another storage."""
        self._tensor().copy_(source._tensor())
        return self

    def resize_(self, size):
        """Change the number of elements."""
        self._untyped_storage.resize_(size * self._element_size())
        return self

    def clone(self):
        """A copy."""
        return TypedStorage(
            wrap_storage=self._untyped_storage.clone(), dtype=self.dtype, _internal=True
        )

    def _to(self, dtype):
        return self._tensor().to(dtype).storage()

    def float(self):
        """A copy as float32."""
        return self._to(lumbre.float32)

    def double(self):
        """A copy as float64."""
        return self._to(lumbre.float64)

    def long(self):
        """A copy as int64."""
        return self._to(lumbre.int64)

    def half(self):
        """A copy as float16."""
        return self._to(lumbre.float16)

    def bfloat16(self):
        """A copy as bfloat16."""
        return self._to(lumbre.bfloat16)

    def int(self):
        """A copy as int32."""
        return self._to(lumbre.int32)

    def short(self):
        """A copy as int16."""
        return self._to(lumbre.int16)

    def char(self):
        """A copy as int8."""
        return self._to(lumbre.int8)

    def byte(self):
        """A copy as uint8."""
        return self._to(lumbre.uint8)

    def bool(self):
        """A copy as bool."""
        return self._to(lumbre.bool)

    def complex_float(self):
        """A copy as complex64."""
        return self._to(lumbre.complex64)

    def complex_double(self):
        """A copy as complex128."""
        return self._to(lumbre.complex128)

    def type(self, dtype=None, non_blocking=False):
        """The old name of the storage's class, or a copy in another dtype."""
        if dtype is None:
            return f"torch.{self.pickle_storage_type()}"
        if isinstance(dtype, str):
            name = dtype.rpartition(".")[2]
            dtype = next(getattr(lumbre, d) for d, n in _NAMES.items() if n == name)
        return self._to(getattr(dtype, "_dtype", None) or dtype)

    def to(self, *, device, non_blocking=False):
        """The storage on another device."""
        return self if lumbre.device(device) == self.device else self._tensor().to(device).storage()

    def cuda(self, device=None, non_blocking=False):
        """The storage on a GPU."""
        return self.to(device=lumbre.device("cuda" if device is None else device))

    def get_device(self):
        """The index of the GPU that holds the memory; -1 on the CPU."""
        return -1 if self.device.type == "cpu" else self.device.index

    def is_pinned(self, device=None):
        """Whether the memory is page-locked."""
        return False

    def pin_memory(self, device=None):
        """The storage itself."""
        return self

    def resizable(self):
        """Whether `resize_` may be called."""
        return self._untyped_storage.resizable()

    def cpu(self):
        """The storage in host memory."""
        return self if self.device.type == "cpu" else self._tensor().cpu().storage()

    def is_shared(self):
        """Whether other processes can see the memory."""
        return self._untyped_storage.is_shared()

    def share_memory_(self):
        """Move the memory to where other processes can see it."""
        self._untyped_storage.share_memory_()
        return self

    def _new_shared(self, size, *, device=None):
        """A storage of `size` elements of the same dtype in shared memory."""
        memory = UntypedStorage._new_shared(size * self._element_size(), device=device)
        return TypedStorage(wrap_storage=memory, dtype=self.dtype, _internal=True)

    is_hpu = False

    @classmethod
    def from_buffer(cls, buffer, byte_order=None, count=-1, offset=0, dtype=None, device=None):
        """A copy of the bytes of an object with a buffer."""
        dtype = getattr(cls, "_dtype", None) or dtype or lumbre.get_default_dtype()
        return lumbre.frombuffer(bytearray(buffer), dtype=dtype, count=count, offset=offset).storage()

    @classmethod
    def from_file(cls, filename, shared=False, size=0):
        """As `UntypedStorage.from_file`, with a size in elements."""
        dtype = getattr(cls, "_dtype", None) or lumbre.get_default_dtype()
        untyped = UntypedStorage.from_file(filename, shared, size * dtype.itemsize)
        return TypedStorage(wrap_storage=untyped, dtype=dtype, _internal=True)

    @property
    def is_cuda(self):
        """Whether the memory is a GPU's."""
        return self.device.type == "cuda"

    def pickle_storage_type(self):
        """The name of the class that files give this storage."""
        return _NAMES[str(self.dtype).rpartition(".")[2]]

    def __reduce__(self):
        return _reduce(self)

    def __deepcopy__(self, memo):
        key = ("storage", self._cdata)
        if key not in memo:
            memo[key] = self._untyped_storage.clone()
        return TypedStorage(wrap_storage=memo[key], dtype=self.dtype, _internal=True)


def _reduce(storage):
    """How storages are pickled outside of files: typed ones as a file of their own, others as bytes."""
    if isinstance(storage, UntypedStorage):
        return UntypedStorage, (storage.cpu()._bytes(),)
    file = io.BytesIO()
    lumbre.save(storage, file, _use_new_zipfile_serialization=False)
    return _load_from_bytes, (file.getvalue(),)


def _load_from_bytes(data):
    return lumbre.load(io.BytesIO(data), weights_only=False)


class _LegacyMeta(type):
    def __instancecheck__(cls, instance):
        if type(instance) is TypedStorage and cls is not _LegacyStorage:
            return instance.dtype == cls._dtype
        return type.__instancecheck__(cls, instance)


class _LegacyStorage(TypedStorage, metaclass=_LegacyMeta):
    _dtype = None

    def __new__(cls, *args, wrap_storage=None, **kwargs):
        return TypedStorage(*args, wrap_storage=wrap_storage, dtype=cls._dtype, _internal=True)


def _make(dtype_name, name):
    return _LegacyMeta(
        name, (_LegacyStorage,), {"_dtype": getattr(lumbre, dtype_name), "__module__": "lumbre", "__doc__": f"Memory seen as elements of {dtype_name}; the older form of `UntypedStorage`."}
    )


_CLASSES = {dtype: _make(dtype, name) for dtype, name in _NAMES.items()}
globals().update({cls.__name__: cls for cls in _CLASSES.values()})


# The old name of the class for the default dtype, and of what all storages are.
Storage = _CLASSES["float32"]
def _from_file(filename, shared=False, nbytes=0):
    """Memory mapped from the first `nbytes` bytes of a file (all of them for 0).

    Writes go to the file if `shared` (which makes and lengthens the file where needed), and stay in this process if not.
    Raises `RuntimeError` if an unshared file is too short.
    """
    import mmap
    import os

    filename = os.fspath(filename)
    if shared and not os.path.exists(filename):
        open(filename, "wb").close()
    with open(filename, "r+b" if shared else "rb") as file:
        length = os.fstat(file.fileno()).st_size
        nbytes = nbytes or length
        if nbytes > length:
            if not shared:
                raise RuntimeError(f"file <{filename}> size <{length}> is smaller than the required mapping size <{nbytes}>")
            file.truncate(nbytes)
        if nbytes == 0:
            return UntypedStorage(0)
        memory = mmap.mmap(file.fileno(), nbytes, access=mmap.ACCESS_WRITE if shared else mmap.ACCESS_COPY)
    return lumbre.frombuffer(memory, dtype=lumbre.uint8).untyped_storage()


StorageBase = (UntypedStorage, TypedStorage)


def _class_of(dtype):
    """The old storage class of a dtype; None for dtypes that came later."""
    return _CLASSES.get(str(dtype).rpartition(".")[2])


def from_file(filename, shared=None, size=0, *, dtype=None, device=None, pin_memory=False, requires_grad=False):
    """A tensor of one dimension over the mapped first `size` elements of a file.

    With `shared`, writes go to the file, which is made or lengthened where needed; without, they stay in this process.

    Shapes: `(size,)`.
    Dtypes: any; the default dtype unless given.
    Raises: RuntimeError for a file that is too short and not shared; ValueError for a negative size; OSError where it cannot be opened.
    Source: PyTorch's `torch.from_file`.
    """
    dtype = lumbre.get_default_dtype() if dtype is None else dtype
    if size < 0:
        raise ValueError(f"from_file(): negative size {size}")
    if size == 0:
        return lumbre.empty(0, dtype=dtype, requires_grad=requires_grad)
    bytes_ = _from_file(filename, bool(shared), size * dtype.itemsize)
    out = lumbre.tensor([], dtype=dtype).set_(bytes_)[:size]
    return out.to(device or "cpu").requires_grad_(requires_grad)
