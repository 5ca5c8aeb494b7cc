"""Runs StableHLO text in jaxlib, where it is installed."""

import numpy as np
import pytest

def runner():
    """`run(text, arrays)`: what XLA computes on the CPU."""
    jax = pytest.importorskip("jax")
    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)
    from jax._src.lib import xla_client
    from jax.extend.backend import get_backend

    backend = get_backend("cpu")
    device = backend.local_devices()[0]

    compiled = {}

    def run(text, arrays):
        if text not in compiled:
            compiled[text] = backend.compile_and_load(text, xla_client.DeviceList((device,)), xla_client.CompileOptions())
        program = compiled[text]
        return [np.asarray(out) for out in program.execute([jax.device_put(a, device) for a in arrays])]

    return run


def arrays(program, *args, generator=(0, 0)):
    """The arguments of a `StableHLOGraphModule` as numpy arrays."""
    out = program.arguments(*args, generator=generator)
    return [np.array(v, np.uint64) if isinstance(v, list) else v.detach().resolve_conj().contiguous().numpy().copy() for v in out]
