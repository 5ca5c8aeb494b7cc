"""Lists of tensors sorted for the ``_foreach_*`` functions."""

__all__ = []


def _get_foreach_kernels_supported_devices():
    return ["cpu", "cuda", "xpu", "mtia"]


def _get_fused_kernels_supported_devices():
    return ["mps", "cuda", "xpu", "hpu", "cpu", "mtia"]


def _has_foreach_support(tensors, device):
    return device.type in _get_foreach_kernels_supported_devices()


def _device_has_foreach_support(device):
    return device.type in _get_foreach_kernels_supported_devices()


def _group_tensors_by_device_and_dtype(tensorlistlist, with_indices=False):
    """``{(device, dtype): (lists, indices)}`` by the first list's tensors."""
    groups = {}
    for i, first in enumerate(tensorlistlist[0]):
        key = first.device, first.dtype
        lists, indices = groups.setdefault(key, ([[] for _ in tensorlistlist], []))
        for out, tensors in zip(lists, tensorlistlist):
            if tensors:
                out.append(tensors[i])
        if with_indices:
            indices.append(i)
    return groups
