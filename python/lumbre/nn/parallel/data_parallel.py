"""`DataParallel` on one device."""

import lumbre

from ..modules.module import Module

__all__ = ["DataParallel", "data_parallel"]


def _device_indices(device_ids):
    if device_ids is None:
        device_ids = range(lumbre.cuda.device_count()) if lumbre.cuda.is_available() else ()
    return [d if isinstance(d, int) else lumbre.device(d).index or 0 for d in device_ids]


class DataParallel(Module):
    """Calls `module` on the whole batch on its one device; `state_dict` keys start with "module.".

    Several devices raise `NotImplementedError`.
    """

    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        ids = _device_indices(device_ids)
        if device_ids is None:
            # Devices that nobody asked for are left alone.
            ids = ids[:1]
        self.module = module
        self.dim = dim
        self.device_ids = ids
        if len(ids) > 1:
            raise NotImplementedError("DataParallel over several devices")
        if ids:
            self.output_device = ids[0] if output_device is None else output_device
            self.src_device_obj = lumbre.device("cuda", ids[0])
            self.module.to(self.src_device_obj)

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)


def data_parallel(
    module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None
):
    """`module` called on the whole batch; several devices raise `NotImplementedError`."""
    if device_ids is not None and len(device_ids) > 1:
        raise NotImplementedError("data_parallel over several devices")
    if not isinstance(inputs, tuple):
        inputs = (inputs,) if inputs is not None else ()
    return module(*inputs, **(module_kwargs or {}))
