"""Registration, traversal, hooks and state dictionaries of Module."""

import copy
import pickle

import lumbre
import pytest
from lumbre import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 3)
        self.b = nn.Sequential(nn.ReLU(), nn.BatchNorm1d(3))
        self.tied = self.a.weight
        self.register_buffer("count", lumbre.zeros(1), persistent=False)

    def forward(self, x):
        return self.b(self.a(x))


def test_named_members_list_shared_parameters_once():
    net = Net()
    names = [n for n, _ in net.named_parameters()]
    assert names == ["tied", "a.bias", "b.1.weight", "b.1.bias"]
    assert [n for n, _ in net.named_modules()] == ["", "a", "b", "b.0", "b.1"]
    assert [n for n, _ in net.named_buffers()] == [
        "count",
        "b.1.running_mean",
        "b.1.running_var",
        "b.1.num_batches_tracked",
    ]


def test_state_dict_leaves_out_non_persistent_buffers():
    state = Net().state_dict()
    assert list(state) == [
        "tied",
        "a.weight",
        "a.bias",
        "b.1.weight",
        "b.1.bias",
        "b.1.running_mean",
        "b.1.running_var",
        "b.1.num_batches_tracked",
    ]
    assert state._metadata["b.1"] == {"version": 2}


def test_load_state_dict_names_every_fault():
    with pytest.raises(RuntimeError) as e:
        nn.Linear(2, 2).load_state_dict({"weight": lumbre.ones(5, 5), "z": lumbre.ones(1)})
    assert str(e.value) == (
        "Error(s) in loading state_dict for Linear:\n"
        '\tMissing key(s) in state_dict: "bias". \n'
        '\tUnexpected key(s) in state_dict: "z". \n'
        "\tsize mismatch for weight: copying a param with shape torch.Size([5, 5]) from checkpoint, "
        "the shape in current model is torch.Size([2, 2])."
    )


def test_load_state_dict_assign_keeps_the_given_tensor():
    layer, weight = nn.Linear(2, 2, bias=False), lumbre.ones(2, 2)
    layer.load_state_dict({"weight": weight}, assign=True)
    assert layer.weight.data_ptr() == weight.data_ptr()
    assert isinstance(layer.weight, nn.Parameter)


def test_repr_groups_equal_entries_of_a_list():
    model = nn.Sequential(nn.ModuleList([nn.ReLU() for _ in range(3)]), nn.Linear(2, 2))
    assert repr(model) == (
        "Sequential(\n"
        "  (0): ModuleList(\n"
        "    (0-2): 3 x ReLU()\n"
        "  )\n"
        "  (1): Linear(in_features=2, out_features=2, bias=True)\n"
        ")"
    )


@pytest.mark.parametrize(
    ("action", "error", "text"),
    [
        (lambda m: setattr(m, "weight", 3), TypeError, "cannot assign 'int' as parameter 'weight'"),
        (lambda m: m.nope, AttributeError, "'Linear' object has no attribute 'nope'"),
        (lambda m: m.add_module("a.b", None), KeyError, "module name can"),
        (lambda m: m.register_buffer("weight", None), KeyError, "already exists"),
        (lambda m: m.to(lumbre.int32), TypeError, "only accepts floating point or complex"),
        (lambda m: m.get_submodule("x.y"), AttributeError, "Linear has no attribute `x`"),
        (lambda m: m.train(3), ValueError, "training mode is expected to be boolean"),
    ],
)
def test_misuse_raises(action, error, text):
    with pytest.raises(error, match=text):
        action(nn.Linear(2, 2))


def test_attributes_need_init_first():
    class Early(nn.Module):
        def __init__(self):
            self.layer = nn.ReLU()

    with pytest.raises(AttributeError, match=r"cannot assign module before Module.__init__\(\) call"):
        Early()


def test_forward_hooks_run_in_order_and_may_replace():
    log, layer = [], nn.Identity()
    layer.register_forward_pre_hook(lambda m, args: (args[0] + 1,))
    layer.register_forward_pre_hook(lambda m, args, kw: log.append("first"), with_kwargs=True, prepend=True)
    layer.register_forward_hook(lambda m, args, out: out * 10)
    handle = nn.modules.module.register_module_forward_hook(lambda m, args, out: log.append("global"))
    try:
        assert layer(lumbre.tensor(1.0)).item() == 20.0
    finally:
        handle.remove()
    assert log == ["first", "global"]
    assert layer(lumbre.tensor(1.0)).item() == 20.0
    assert log == ["first", "global", "first"]


def test_always_called_hook_sees_a_failed_forward():
    seen, layer = [], nn.Linear(2, 2)
    layer.register_forward_hook(lambda m, args, out: seen.append(out), always_call=True)
    with pytest.raises(RuntimeError):
        layer(lumbre.ones(1, 5))
    assert seen == [None]


def test_full_backward_hooks_see_and_scale_gradients():
    layer, seen = nn.Linear(2, 1, bias=False), []
    layer.register_full_backward_pre_hook(lambda m, grad_output: (grad_output[0] * 5,))
    layer.register_full_backward_hook(lambda m, gi, go: (gi[0] * 2,))
    layer.register_full_backward_hook(lambda m, gi, go: seen.append(go[0].item()))
    with lumbre.no_grad():
        layer.weight.copy_(lumbre.tensor([[3.0, 4.0]]))
    x = lumbre.ones(1, 2, requires_grad=True)
    layer(x).sum().backward()
    assert seen == [5.0]
    assert x.grad.tolist() == [[30.0, 40.0]]
    assert layer.weight.grad.tolist() == [[5.0, 5.0]]


def test_error_in_forward_notes_the_module_path():
    model = nn.Sequential(nn.Sequential(nn.Linear(2, 3)), nn.Linear(3, 1))
    with pytest.raises(RuntimeError) as e:
        model(lumbre.ones(1, 5))
    # Python 3.10 has no notes.
    assert getattr(e.value, "__notes__", None) in (None, ["in module '0.0' (Linear) of Sequential"])


def test_conversion_keeps_parameter_objects():
    net = Net()
    before = net.a.weight
    net.double()
    assert net.a.weight is before and before.dtype == lumbre.float64
    assert net.b[1].num_batches_tracked.dtype == lumbre.int64


@pytest.mark.parametrize("clone", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_copies_are_equal_and_independent(clone):
    net = nn.Sequential(nn.Linear(2, 3), nn.LSTM(3, 4))
    twin = clone(net)
    assert repr(twin) == repr(net)
    for a, b in zip(net.parameters(), twin.parameters()):
        assert a.tolist() == b.tolist() and a.data_ptr() != b.data_ptr()


def test_lazy_layer_becomes_ordinary():
    layer = nn.LazyLinear(3)
    assert repr(layer.weight) == "<UninitializedParameter>"
    assert layer(lumbre.ones(4, 2)).shape == (4, 3)
    assert type(layer) is nn.Linear and layer.in_features == 2
