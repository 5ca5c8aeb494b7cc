"""Sequences of different lengths in one batch: padded and packed."""

from collections import namedtuple

import lumbre

__all__ = [
    "PackedSequence",
    "invert_permutation",
    "pack_padded_sequence",
    "pad_packed_sequence",
    "pad_sequence",
    "unpad_sequence",
    "pack_sequence",
    "unpack_sequence",
]

PackedSequence_ = namedtuple(
    "PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"]
)

class PackedSequence(PackedSequence_):
    """Time-major data without padding: `data` holds all first steps, then all second steps, ...

    `batch_sizes[t]` (int64, on the CPU) is how many sequences have a step t; the sequences were
    sorted by `sorted_indices`. Made by `pack_padded_sequence` and `pack_sequence`.
    """

    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        return super().__new__(
            cls, *_packed_sequence_init_args(data, batch_sizes, sorted_indices, unsorted_indices)
        )

    def pin_memory(self):
        return type(self)(
            self.data.pin_memory(),
            self.batch_sizes,
            _maybe(self.sorted_indices, lambda t: t.pin_memory()),
            _maybe(self.unsorted_indices, lambda t: t.pin_memory()),
        )

    def to(self, *args, **kwargs):
        """The sequence with `data` moved or cast as by `Tensor.to`; itself if nothing changes."""
        data = self.data.to(*args, **kwargs)
        if data is self.data:
            return self
        # The indices follow to the device, never to the dtype.
        kwargs = {k: v for k, v in kwargs.items() if k not in ("device", "dtype")}
        return type(self)(
            data,
            self.batch_sizes,
            _maybe(self.sorted_indices, lambda t: t.to(data.device, **kwargs)),
            _maybe(self.unsorted_indices, lambda t: t.to(data.device, **kwargs)),
        )

    def cuda(self, *args, **kwargs):
        target = lumbre.tensor((), dtype=self.data.dtype, device=self.data.device).to(*args, **kwargs)
        if target.is_cuda:
            return self.to(*args, **kwargs)
        kwargs["device"] = "cuda"
        return self.to(*args, **kwargs)

    def cpu(self, *args, **kwargs):
        target = lumbre.tensor((), dtype=self.data.dtype, device=self.data.device).to(*args, **kwargs)
        if target.device.type == "cpu":
            return self.to(*args, **kwargs)
        kwargs["device"] = "cpu"
        return self.to(*args, **kwargs)

    def double(self):
        return self.to(dtype=lumbre.double)

    def float(self):
        return self.to(dtype=lumbre.float)

    def half(self):
        return self.to(dtype=lumbre.half)

    def long(self):
        return self.to(dtype=lumbre.long)

    def int(self):
        return self.to(dtype=lumbre.int)

    def short(self):
        return self.to(dtype=lumbre.short)

    def char(self):
        return self.to(dtype=lumbre.int8)

    def byte(self):
        return self.to(dtype=lumbre.uint8)

    @property
    def is_cuda(self):
        return self.data.is_cuda

    def is_pinned(self):
        return self.data.is_pinned()


def _maybe(value, fn):
    return None if value is None else fn(value)


def _packed_sequence_init_args(data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
    # Each of the two permutations follows from the other.
    if unsorted_indices is None:
        unsorted_indices = invert_permutation(sorted_indices)
    if batch_sizes is not None:
        if batch_sizes.device.type != "cpu":
            raise ValueError(
                "batch_sizes should always be on CPU. Instances of PackedSequence should never be "
                "created manually. They should be instantiated by functions like pack_sequence and "
                "pack_padded_sequence in nn.utils.rnn."
            )
        return data, batch_sizes, sorted_indices, unsorted_indices
    if not isinstance(data, (list, tuple)) or len(data) != 2:
        raise AssertionError("Expected data to be a list or tuple of length 2")
    return data[0], data[1], sorted_indices, unsorted_indices


def invert_permutation(permutation):
    """The permutation that undoes `permutation` (None stays None)."""
    if permutation is None:
        return None
    output = lumbre.empty_like(permutation, memory_format=lumbre.legacy_contiguous_format)
    output.scatter_(0, permutation, lumbre.arange(permutation.numel(), device=permutation.device))
    return output


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    """Packs padded sequences (T, B, *), or (B, T, *) if `batch_first`, of the given lengths.

    With `enforce_sorted` the lengths must be decreasing; otherwise the batch is sorted here.
    """
    if isinstance(lengths, lumbre.Tensor):
        if lengths.device.type != "cpu":
            raise RuntimeError(
                "'lengths' argument should be a 1D CPU int64 tensor, "
                f"but got {lengths.dim()}D {lengths.device} {lengths.dtype} tensor"
            )
    else:
        lengths = lumbre.as_tensor(lengths, dtype=lumbre.int64, device="cpu")
    sorted_indices = None
    if not enforce_sorted:
        lengths, sorted_indices = lumbre.sort(lengths, descending=True)
        sorted_indices = sorted_indices.to(input.device)
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    data, batch_sizes = lumbre._pack_padded_sequence(input, lengths, batch_first)
    return PackedSequence(data, batch_sizes, sorted_indices, None)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """The padded sequences (T, B, *), or (B, T, *) if `batch_first`, and their lengths (B,).

    `total_length` is a least T.
    """
    longest = sequence.batch_sizes.size(0)
    if total_length is not None:
        if total_length < longest:
            raise ValueError(
                "Expected total_length to be at least the length of the longest sequence in input, "
                f"but got total_length={total_length} and max sequence length being {longest}"
            )
        longest = total_length
    padded, lengths = lumbre._pad_packed_sequence(
        sequence.data, sequence.batch_sizes, batch_first, padding_value, longest
    )
    order = sequence.unsorted_indices
    if order is None:
        return padded, lengths
    return padded.index_select(0 if batch_first else 1, order), lengths[order.cpu()]


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    """Stacks tensors (L_i, *) into (T, B, *), or (B, T, *) if `batch_first`, padded to the longest."""
    if isinstance(sequences, lumbre.Tensor):
        sequences = sequences.unbind(0)
    try:
        sequences = tuple(sequences)
    except TypeError:
        raise RuntimeError(
            f"pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}"
        ) from None
    if padding_side not in ("left", "right"):
        raise RuntimeError(f"Expected padding_side to be one of left or right, but got {padding_side}.")
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    longest = max(s.size(0) for s in sequences)
    padded = []
    for s in sequences:
        n = longest - s.size(0)
        if n == 0:
            padded.append(s)
            continue
        filler = s.new_full((n, *s.shape[1:]), padding_value)
        padded.append(lumbre.cat([s, filler] if padding_side == "right" else [filler, s]))
    return lumbre.stack(padded, 0 if batch_first else 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """The sequences, cut to their lengths, of a padded batch."""
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [s[: int(n)] for s, n in zip(padded_sequences, lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    """Packs a list of tensors (L_i, *)."""
    lengths = lumbre.as_tensor([s.size(0) for s in sequences])
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    """The list of tensors that were packed."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
