"""Settings for all steps of a pipeline."""

import warnings

import lumbre

from .graph import traverse_dps

__all__ = ["apply_random_seed", "apply_sharding", "apply_shuffle_seed", "apply_shuffle_settings", "get_all_graph_pipes"]


def get_all_graph_pipes(graph):
    """Every step of a graph, once."""
    steps = {}

    def collect(graph):
        for key, (step, before) in graph.items():
            if key not in steps:
                steps[key] = step
                collect(before)

    collect(graph)
    return list(steps.values())


def apply_sharding(datapipe, num_of_instances, instance_id, sharding_group=None):
    """Tell every ``sharding_filter`` which share is this worker's."""
    for step in get_all_graph_pipes(traverse_dps(datapipe)):
        if callable(getattr(step, "apply_sharding", None)):
            step.apply_sharding(num_of_instances, instance_id)
    return datapipe


def apply_shuffle_settings(datapipe, shuffle=None):
    """Switch every ``shuffle`` on or off; adds one where there is none to switch on."""
    if shuffle is None:
        return datapipe
    steps = get_all_graph_pipes(traverse_dps(datapipe))
    shufflers = [s for s in steps if callable(getattr(s, "set_shuffle", None)) and callable(getattr(s, "set_seed", None))]
    if shuffle and not shufflers:
        warnings.warn(
            "`shuffle=True` was set, but the datapipe does not contain a `Shuffler`. Adding one at the "
            "end. Be aware that the default buffer size might not be sufficient for your task.",
            stacklevel=2,
        )
        datapipe = datapipe.shuffle()
        shufflers = [datapipe]
    for step in shufflers:
        step.set_shuffle(shuffle)
    return datapipe


def apply_random_seed(datapipe, rng):
    """Seed every step that draws random numbers from a generator."""
    for step in get_all_graph_pipes(traverse_dps(datapipe)):
        if callable(getattr(step, "set_seed", None)):
            step.set_seed(int(lumbre.empty((), dtype=lumbre.int64).random_(generator=rng).item()))
    return datapipe


def apply_shuffle_seed(datapipe, rng):
    """The older name of `apply_random_seed`."""
    return apply_random_seed(datapipe, rng)
