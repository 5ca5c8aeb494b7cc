"""Seeds and states of the GPUs' generators. A state is 16 bytes: the seed, and how many words were drawn."""

from .. import _C
from ._devices import _device_index, device_count, is_available


def _generator(device):
    return _C._cuda_default_generator(_device_index(device, what="random numbers on a GPU"))


def manual_seed(seed):
    """Seeds the current GPU; the numbers that follow are those PyTorch gives for the seed. Nothing to do without a GPU."""
    if is_available():
        _generator(None).manual_seed(seed)


def manual_seed_all(seed):
    """Seeds all GPUs; nothing to do without one."""
    for i in range(device_count()):
        _generator(i).manual_seed(seed)


def seed():
    """Seeds the current GPU at random; nothing to do without one."""
    if is_available():
        _generator(None).seed()


def seed_all():
    """Seeds all GPUs with one random seed; nothing to do without one."""
    if is_available():
        manual_seed_all(_generator(0).seed())


def initial_seed():
    """The seed of the current GPU."""
    return _generator(None).initial_seed()


def get_rng_state(device="cuda"):
    """The state of a GPU's generator, a uint8 tensor on the CPU."""
    return _generator(device).get_state()


def set_rng_state(new_state, device="cuda"):
    """Sets the state of a GPU's generator."""
    _generator(device).set_state(new_state.cpu())


def get_rng_state_all():
    """The states of all GPUs' generators."""
    return [get_rng_state(i) for i in range(device_count())]


def set_rng_state_all(new_states):
    """Sets the states of all GPUs' generators."""
    for i, state in enumerate(new_states):
        set_rng_state(state, i)
