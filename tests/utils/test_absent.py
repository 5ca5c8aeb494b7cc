"""Parts that are not here import, and say their name when they are asked for."""

import importlib

import lumbre
import pytest

CALLS = [
    ("nested", "nested_tensor"), ("package", "PackageExporter"),
    ("utils.mobile_optimizer", "optimize_for_mobile"), ("utils.cpp_extension", "load"),
    ("fx.experimental.proxy_tensor", "make_fx"), ("nn.quantized", "QFunctional"),
]  # fmt: skip


@pytest.mark.parametrize("module, name", CALLS)
def test_absent_call_names_itself(module, name):
    with pytest.raises(NotImplementedError, match=name):
        getattr(importlib.import_module(f"lumbre.{module}"), name)(None)


def test_events_reach_their_handlers():
    import datetime

    from lumbre import monitor

    seen = []
    handle = monitor.register_event_handler(seen.append)
    event = monitor.Event("step", datetime.datetime.now(), {"loss": 1.0})
    monitor.log_event(event)
    monitor.unregister_event_handler(handle)
    monitor.log_event(event)
    assert seen == [event]


def test_environment_is_described():
    from lumbre.utils import collect_env

    assert lumbre.__version__ in collect_env.get_pretty_env_info()


def test_float_functional_adds():
    from lumbre.ao.nn.quantized import FloatFunctional

    f = FloatFunctional()
    assert f.add_relu(lumbre.tensor([-3.0]), lumbre.tensor([1.0])).item() == 0
    assert f.cat([lumbre.ones(1), lumbre.ones(2)]).shape == (3,)
