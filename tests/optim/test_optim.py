"""Optimizers and schedules against PyTorch's recorded numbers, and what they promise beyond numbers."""

import copy
import importlib.util
import json
import pickle
from pathlib import Path

import lumbre
import lumbre.optim
import numpy as np
import pytest

HERE = Path(__file__).parent
RECORDED = json.loads((HERE.parent / "reference/optim.json").read_text())
_spec = importlib.util.spec_from_file_location("optim_scenarios", HERE / "scenarios.py")
scenarios = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(scenarios)

LISTED = sorted(set(scenarios.OPTIONS) | {"Muon"})


def close(got, want, rel=2e-6):
    if isinstance(want, dict):
        assert got.keys() == want.keys()
        for key in want:
            close(got[key], want[key], rel)
    elif isinstance(want, list):
        assert len(got) == len(want)
        for g, w in zip(got, want):
            close(g, w, rel)
    elif isinstance(want, float):
        assert float(got) == pytest.approx(want, rel=rel, abs=1e-6)
    else:
        assert got == want


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("scenario", scenarios.SCENARIOS, ids=lambda f: f.__name__)
def test_same_numbers_as_pytorch(scenario):
    # PyTorch's differentiable steps take the bias corrections in float32.
    rel = 1e-5 if scenario.__name__ == "differentiable_steps" else 2e-6
    close(json.loads(json.dumps(scenario(lumbre))), RECORDED[scenario.__name__], rel)


def parameters():
    return [lumbre.nn.Parameter(lumbre.tensor(scenarios.numbers(k, (4, 3))).reshape(4, 3)) for k in range(2)]


def train(opt, params, steps=2):
    for step in range(steps):
        for k, p in enumerate(params):
            p.grad = lumbre.tensor(scenarios.numbers(7 * step + k, (4, 3))).reshape(4, 3)
        opt.step()


@pytest.mark.parametrize("name", LISTED)
def test_state_resumes_from_state_dict_pickle_and_deepcopy(name):
    params = parameters()
    opt = getattr(lumbre.optim, name)(params, lr=0.1)
    train(opt, params)
    again = parameters()
    for p, q in zip(again, params):
        p.data = q.detach().clone()
    fresh = getattr(lumbre.optim, name)(again, lr=0.5)
    fresh.load_state_dict(copy.deepcopy(opt.state_dict()))
    pickled = pickle.loads(pickle.dumps(opt))
    copied = copy.deepcopy(opt)
    for other in (fresh, pickled, copied):
        train(other, other.param_groups[0]["params"])
    train(opt, params)
    for other in (fresh, pickled, copied):
        for p, q in zip(other.param_groups[0]["params"], params):
            assert p.tolist() == q.tolist()


@pytest.mark.parametrize("name", [n for n in LISTED if n != "Muon"])
def test_strided_and_half_parameters_step_like_dense_floats(name):
    base = lumbre.tensor(scenarios.numbers(1, (6, 4))).reshape(6, 4)
    grad = lumbre.tensor(scenarios.numbers(2, (6, 4))).reshape(6, 4)
    results = []
    for make in (lambda t: t.clone(), lambda t: t.clone().t().contiguous().t(), lambda t: lumbre.cat([t, t], 1)[:, :4]):
        p = make(base).detach().requires_grad_()
        opt = getattr(lumbre.optim, name)([p], lr=0.05)
        for _ in range(3):
            p.grad = grad.clone()
            opt.step()
        results.append(p.detach())
    for other in results[1:]:
        assert lumbre.allclose(other, results[0], rtol=1e-6, atol=1e-7)
    p = base.bfloat16().requires_grad_()
    opt = getattr(lumbre.optim, name)([p], lr=0.05)
    for _ in range(3):
        p.grad = grad.bfloat16()
        opt.step()
    assert p.dtype == lumbre.bfloat16
    assert lumbre.allclose(p.detach().float(), results[0], rtol=0.05, atol=0.08)


@pytest.mark.parametrize("name", LISTED)
def test_parameters_without_gradient_stay(name):
    params = parameters()
    before = params[1].tolist()
    opt = getattr(lumbre.optim, name)(params, lr=0.1)
    params[0].grad = lumbre.ones(4, 3)
    opt.step()
    assert params[1].tolist() == before
    assert opt.step(lambda: 3.5) == 3.5


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("RMSprop", {"lr": -1}, "Invalid learning rate: -1"),
        ("RMSprop", {"momentum": -1}, "Invalid momentum value: -1"),
        ("Adadelta", {"rho": 1.1}, "Invalid rho value: 1.1"),
        ("Adagrad", {"lr_decay": -0.5}, "Invalid lr_decay value: -0.5"),
        ("Adamax", {"betas": (0.0, 1.0)}, "Invalid beta parameter at index 1: 1.0"),
        ("NAdam", {"momentum_decay": -0.2}, "Invalid momentum_decay value: -0.2"),
        ("Rprop", {"etas": (1.0, 0.5)}, "Invalid eta values: 1.0, 0.5"),
        ("ASGD", {"weight_decay": -0.5}, "Invalid weight_decay value: -0.5"),
        ("ASGD", {"lambd": -0.5}, "Invalid lambd value: -0.5"),
        ("Adafactor", {"d": 0.5}, "Clipping threshold d should be >= 1 but is: 0.5"),
        ("Muon", {"adjust_lr_fn": "no"}, "no is not supported"),
        ("LBFGS", {"lr": -2}, "Invalid learning rate: -2"),
        ("SparseAdam", {"eps": 0}, "Invalid epsilon value: 0"),
        ("Adam", {"lr": lumbre.tensor([0.1, 0.2])}, "Tensor lr must be 1-element"),
        ("Adam", {"betas": (lumbre.tensor(0.9), 0.99), "foreach": True}, "as a Tensor is not supported for capturable=False"),
    ],
)
def test_bad_options_are_refused(name, options, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        getattr(lumbre.optim, name)(parameters(), **options)


def test_parameters_in_a_set_warn_and_complex_ones_have_no_sparse_adam():
    with pytest.warns(FutureWarning, match="ordered collections"):
        lumbre.optim.SGD(set(parameters()), lr=0.1)
    with pytest.raises(ValueError, match="complex"):
        lumbre.optim.SparseAdam([lumbre.ones(2, dtype=lumbre.complex64, requires_grad=True)])


def test_an_optimizer_prints_its_groups():
    opt = lumbre.optim.SGD([{"params": [p]} for p in parameters()[:2]], lr=0.5)
    text = repr(opt).split("\n")
    assert text[:2] == ["SGD (", "Parameter Group 0"] and text[-1] == ")"
    assert text[text.index("Parameter Group 1") - 1] == "" and text.count("    lr: 0.5") == 2


def test_capturable_needs_a_device_that_captures():
    params = parameters()
    opt = lumbre.optim.RMSprop(params, capturable=True)
    with pytest.raises(AssertionError, match="supported devices"):
        train(opt, params)


def test_dense_gradients_for_sparse_adam_raise():
    params = parameters()
    with pytest.raises(RuntimeError, match="does not support dense gradients"):
        train(lumbre.optim.SparseAdam(params), params)


def test_lbfgs_takes_one_group_and_one_search():
    a, b = parameters()
    with pytest.raises(ValueError, match="per-parameter options"):
        lumbre.optim.LBFGS([{"params": [a]}, {"params": [b]}])
    opt = lumbre.optim.LBFGS([a], line_search_fn="golden")
    with pytest.raises(RuntimeError, match="only 'strong_wolfe' is supported"):
        opt.step(lambda: _sum_of_squares(opt, a))


def _sum_of_squares(opt, p):
    opt.zero_grad()
    loss = p.square().sum()
    loss.backward()
    return loss


def test_muon_steps_are_nearly_orthogonal():
    p = lumbre.nn.Parameter(lumbre.zeros(4, 3))
    opt = lumbre.optim.Muon([p], lr=1.0, weight_decay=0.0)
    p.grad = lumbre.tensor(scenarios.numbers(3, (4, 3))).reshape(4, 3)
    opt.step()
    singular = np.linalg.svd(p.detach().numpy() / np.sqrt(4 / 3), compute_uv=False)
    assert singular.min() > 0.4
    assert singular.max() < 1.5
    with pytest.raises(ValueError, match="only supports 2D parameters"):
        lumbre.optim.Muon([lumbre.nn.Parameter(lumbre.zeros(3))])


def test_hooks_run_around_a_step_and_loading():
    params = parameters()
    opt = lumbre.optim.RMSprop(params)
    calls = []
    handles = [
        opt.register_step_pre_hook(lambda o, a, k: calls.append("before")),
        opt.register_step_post_hook(lambda o, a, k: calls.append("after")),
        opt.register_state_dict_post_hook(lambda o, d: calls.append("saved")),
        opt.register_load_state_dict_post_hook(lambda o: calls.append("loaded")),
    ]
    train(opt, params, 1)
    opt.load_state_dict(opt.state_dict())
    assert calls == ["before", "after", "saved", "loaded"]
    for handle in handles:
        handle.remove()
    train(opt, params, 1)
    assert len(calls) == 4


def test_functions_and_modules_are_where_pytorch_has_them():
    from lumbre.optim import _functional, functional
    from lumbre.optim.adam import adam
    from lumbre.optim.lr_scheduler import LRScheduler, _LRScheduler
    from lumbre.optim.optimizer import ParamsT, StateDict, _use_grad_for_differentiable, required  # noqa: F401

    assert issubclass(_LRScheduler, LRScheduler)
    assert _functional.adam is adam
    p, g = lumbre.ones(3), lumbre.full((3,), 2.0)
    functional.rmsprop(
        [p], [g], [lumbre.zeros(3)], [], [], [lumbre.tensor(0.0)],
        lr=0.1, alpha=0.9, eps=0.0, weight_decay=0, momentum=0, centered=False,
    )  # fmt: skip
    assert p.tolist() == pytest.approx([1 - 0.1 / np.sqrt(0.1)] * 3)


def test_swapped_in_parameters_are_stepped_instead():
    params = parameters()
    opt = lumbre.optim.Adam(params, lr=0.1)
    train(opt, params, 1)
    before = [p.tolist() for p in params]
    other = parameters()
    with lumbre.optim.swap_in_optimizer_params_and_state(opt, dict(enumerate(other)), copy.deepcopy(opt.state_dict())):
        assert opt.param_groups[0]["params"][0] is other[0]
        train(opt, other, 1)
    assert [p.tolist() for p in params] == before
    assert opt.param_groups[0]["params"][0] is params[0]


def test_foreach_lists_are_checked():
    x = [lumbre.ones(2)]
    with pytest.raises(RuntimeError, match="same number of tensors, got 1 and 2"):
        lumbre._foreach_add(x, x + x)
    with pytest.raises(RuntimeError, match="at least one tensor"):
        lumbre._foreach_abs([])
    with pytest.raises(RuntimeError, match="0 dim"):
        lumbre._foreach_mul(x, lumbre.ones(1))
    with pytest.raises(AttributeError):
        lumbre._foreach_nothing  # noqa: B018


def test_unscaling_finds_infinities():
    grads = [lumbre.tensor([2.0, 4.0]), lumbre.tensor([8.0])]
    found = lumbre.zeros(1)
    lumbre._amp_foreach_non_finite_check_and_unscale_(grads, found, lumbre.tensor(0.5))
    assert found.item() == 0
    assert [g.tolist() for g in grads] == [[1.0, 2.0], [4.0]]
    grads[0][1] = float("nan")
    lumbre._amp_foreach_non_finite_check_and_unscale_(grads, found, lumbre.tensor(1.0))
    assert found.item() == 1


def test_total_norm_can_refuse_infinity():
    p = lumbre.nn.Parameter(lumbre.ones(2))
    p.grad = lumbre.tensor([1.0, float("inf")])
    with pytest.raises(RuntimeError, match="non-finite"):
        lumbre.nn.utils.clip_grad_norm_([p], 1.0, error_if_nonfinite=True)
    p.grad = lumbre.tensor([3.0, 4.0])
    lumbre.nn.utils.clip_grads_with_norm_([p], 1.0, lumbre.tensor(5.0))
    assert p.grad.tolist() == pytest.approx([0.6, 0.8])
