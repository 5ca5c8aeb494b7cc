"""Training one model in several processes; with one process a pass-through."""

import contextlib

from ... import _absent, distributed
from ..modules.module import Module

__all__ = ["DistributedDataParallel"]


class DistributedDataParallel(Module):
    """A module whose gradients are averaged over the processes of the default group.

    The group has one process here, so gradients stay as they are; `state_dict` keys start with
    "module.". Raises ValueError before `init_process_group`, and RuntimeError where no parameter wants
    a gradient.
    """

    def __init__(
        self,
        module,
        device_ids=None,
        output_device=None,
        dim=0,
        broadcast_buffers=True,
        init_sync=True,
        process_group=None,
        bucket_cap_mb=None,
        find_unused_parameters=False,
        check_reduction=False,
        gradient_as_bucket_view=False,
        static_graph=False,
        **kwargs,
    ):
        super().__init__()
        self.process_group = distributed._get_default_group() if process_group is None else process_group
        parameters = list(module.parameters())
        if not any(p.requires_grad for p in parameters):
            raise RuntimeError("DistributedDataParallel is not needed when a module doesn't have any parameter that requires a gradient.")
        if device_ids is not None and len(device_ids) > 1:
            raise ValueError("device_ids can only be None or contain a single element.")
        self.module = module
        self.device_ids, self.output_device, self.dim = device_ids, output_device, dim
        self.device = parameters[0].device
        self.device_type = self.device.type
        self.is_multi_device_module = False
        self.broadcast_buffers = broadcast_buffers
        self.find_unused_parameters = find_unused_parameters
        self.gradient_as_bucket_view = gradient_as_bucket_view
        self.static_graph = static_graph
        self.require_backward_grad_sync = True
        self.require_forward_param_sync = True
        self.logger = None

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)

    @contextlib.contextmanager
    def no_sync(self):
        """Inside, gradients are summed in this process only."""
        before, self.require_backward_grad_sync = self.require_backward_grad_sync, False
        try:
            yield
        finally:
            self.require_backward_grad_sync = before

    @contextlib.contextmanager
    def join(self, divide_by_initial_world_size=True, enable=True, throw_on_early_termination=False):
        """For processes with inputs of different number: one process never waits."""
        yield

    def register_comm_hook(self, state, hook):
        """How gradients would be combined between processes; a group of one has none to combine."""
        if not callable(hook):
            raise TypeError("Communication hook must be callable.")

    def _set_static_graph(self):
        self.static_graph = True


_DDPSink = _absent.kind("nn.parallel.distributed._DDPSink")
