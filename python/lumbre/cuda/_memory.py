"""What the caching allocator of GPU memory holds."""

from .. import _C
from ._devices import _device_index, device_count, is_initialized


def _index(device):
    return _device_index(device, what="cuda memory")


def empty_cache():
    """Gives cached memory that no tensor uses back to the driver."""
    if is_initialized():
        for i in range(device_count()):
            _C._cuda_empty_cache(i)


def memory_stats(device=None):
    """Counts of the allocator under PyTorch's names, as ``"allocated_bytes.all.peak"``; empty before a GPU was used."""
    return dict(sorted(_C._cuda_memory_stats(_index(device)).items())) if is_initialized() else {}


def _stat(device, name):
    return memory_stats(device).get(name, 0)


def memory_allocated(device=None):
    """Bytes in tensors now."""
    return _stat(device, "allocated_bytes.all.current")


def max_memory_allocated(device=None):
    """The most bytes in tensors since the start or `reset_peak_memory_stats`."""
    return _stat(device, "allocated_bytes.all.peak")


def memory_reserved(device=None):
    """Bytes that the allocator holds, in tensors or cached."""
    return _stat(device, "reserved_bytes.all.current")


def max_memory_reserved(device=None):
    """The most bytes that the allocator held."""
    return _stat(device, "reserved_bytes.all.peak")


def reset_peak_memory_stats(device=None):
    """Lets the peaks begin again from what is held now."""
    if is_initialized():
        _C._cuda_reset_peak(_index(device))


def reset_accumulated_memory_stats(device=None):
    """Lets the totals of allocations begin again from 0."""
    if is_initialized():
        _C._cuda_reset_accumulated(_index(device))


def mem_get_info(device=None):
    """Free and total bytes of a GPU, as the driver counts them."""
    return _C._cuda_mem_get_info(_index(device))


def set_per_process_memory_fraction(fraction, device=None):
    """Lets this process use only that part (0 to 1) of a GPU's memory; beyond it `OutOfMemoryError` is raised."""
    if not isinstance(fraction, float):
        raise TypeError("Invalid type for fraction argument, must be `float`")
    _C._cuda_set_fraction(_index(device), fraction)


def memory_snapshot(mempool_id=None):
    """Every segment with its blocks, as a list of dictionaries."""
    state = {0: "inactive", 1: "active_allocated", 2: "active_pending_free"}
    segments = []
    for i in range(device_count() if is_initialized() else 0):
        end = None
        for address, size, requested, queue, pool, small, used in _C._cuda_memory_blocks(i):
            if address != end or segments[-1]["stream"] != queue or segments[-1]["segment_pool_id"] != (0, pool):
                segments.append(
                    {
                        "device": i, "address": address, "total_size": 0, "allocated_size": 0, "active_size": 0, "stream": queue,
                        "segment_type": "small" if small else "large", "segment_pool_id": (0, pool), "blocks": [],
                    }
                )  # fmt: skip
            end = address + size
            s = segments[-1]
            s["total_size"] += size
            s["allocated_size"] += size if used == 1 else 0
            s["active_size"] += size if used else 0
            s["blocks"].append({"address": address, "size": size, "requested_size": requested, "state": state[used]})
    return segments


def _size(n):
    for unit, shift in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if abs(n) >= 1 << shift:
            return f"{n / (1 << shift):.1f} {unit}"
    return f"{n} B"


def memory_summary(device=None, abbreviated=False):
    """A table of what is allocated, active and reserved, with peaks and totals."""
    stats = memory_stats(device)
    if not stats:
        return ""
    index = _index(device)
    lines = [f"lumbre CUDA memory summary, device {index}"]
    lines.append(f"CUDA OOMs: {stats['num_ooms']}   allocations tried again: {stats['num_alloc_retries']}")
    lines.append(f"{'':<24}{'now':>14}{'peak':>14}{'allocated':>14}{'freed':>14}")
    rows = ["allocated_bytes", "active_bytes", "requested_bytes", "reserved_bytes", "inactive_split_bytes", "allocation", "active", "segment"]
    for row in rows:
        parts = ["all"] if abbreviated else ["all", "large_pool", "small_pool"]
        for part in parts:
            values = [stats[f"{row}.{part}.{what}"] for what in ("current", "peak", "allocated", "freed")]
            shown = [_size(v) if row.endswith("bytes") else str(v) for v in values]
            name = row if part == "all" else f"  {part}"
            lines.append(f"{name:<24}" + "".join(f"{v:>14}" for v in shown))
    return "\n".join(lines)


class MemPool:
    """Memory kept apart, for graphs that share it: ``graph(g, pool=MemPool().id)``."""

    def __init__(self, *args, **kwargs):
        self.id = (0, _C._cuda_new_pool())
