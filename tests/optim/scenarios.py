"""Programs over optimizers and schedules; each takes the package (lumbre, or torch when recording) and returns numbers.

Recorded by tests/record/optim.py.
"""

import math

SHAPES = [(3, 2), (5,), (2, 2, 2)]
SCENARIOS = []


def scenario(f):
    SCENARIOS.append(f)
    return f


def numbers(seed, shape):
    """Numbers that look random and are the same everywhere."""
    n = math.prod(shape)
    return [math.sin(12.9898 * (i + 1) + 78.233 * seed) * 1.5 for i in range(n)]


def tensors(torch, seed, dtype, shapes=SHAPES):
    return [
        torch.tensor(numbers(seed + 10 * k, s), dtype=dtype).reshape(s) for k, s in enumerate(shapes)
    ]


# Each optimizer with options that reach every branch of its step.
OPTIONS = {
    "SGD": [{}, {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1}, {"momentum": 0.8, "dampening": 0.3, "maximize": True}],
    "Adam": [{}, {"weight_decay": 0.1, "amsgrad": True}, {"betas": (0.3, 0.8), "maximize": True}],
    "AdamW": [{}, {"weight_decay": 0.3, "amsgrad": True, "eps": 1e-3}],
    "RMSprop": [{}, {"centered": True, "weight_decay": 0.1}, {"momentum": 0.7, "maximize": True}, {"alpha": 0.4, "momentum": 0.5, "centered": True}],
    "Adagrad": [{}, {"lr_decay": 0.1, "weight_decay": 0.2}, {"initial_accumulator_value": 0.3, "maximize": True}],
    "Adadelta": [{}, {"rho": 0.5, "weight_decay": 0.2, "maximize": True}],
    "Adamax": [{}, {"weight_decay": 0.2, "betas": (0.4, 0.9), "maximize": True}],
    "NAdam": [{}, {"weight_decay": 0.2, "momentum_decay": 0.01}, {"weight_decay": 0.2, "decoupled_weight_decay": True, "maximize": True}],
    "RAdam": [{}, {"weight_decay": 0.2, "betas": (0.8, 0.99)}, {"weight_decay": 0.2, "decoupled_weight_decay": True, "maximize": True}],
    "Rprop": [{}, {"etas": (0.4, 1.5), "step_sizes": (1e-3, 0.5), "maximize": True}],
    "ASGD": [{}, {"t0": 3, "weight_decay": 0.1, "lambd": 0.01, "maximize": True}],
    "Adafactor": [{}, {"weight_decay": 0.1, "d": 1.5, "beta2_decay": -1.0, "eps": (1e-4, 1e-2)}],
}  # fmt: skip


def _steps(torch, name, options, dtype, lr):
    shapes = [s for s in SHAPES if len(s) > 1] if dtype.is_complex else SHAPES
    params = [p.requires_grad_() for p in tensors(torch, 1, dtype, shapes)]
    groups = [{"params": params[:1]}, {"params": params[1:], "lr": lr / 2}]
    opt = getattr(torch.optim, name)(groups, lr=lr, **options)
    for step in range(20):
        for p, g in zip(params, tensors(torch, 2 + step, dtype, shapes)):
            p.grad = g
        opt.step()
    return [p.detach().reshape(-1).tolist() for p in params]


def _optimizer(name):
    def run(torch):
        return [
            _steps(torch, name, options, dtype, 0.05)
            for options in OPTIONS[name]
            for dtype in (torch.float32, torch.float64)
        ]

    run.__name__ = name
    return run


for _name in OPTIONS:
    scenario(_optimizer(_name))


@scenario
def complex_parameters(torch):
    out = []
    for name in ("SGD", "Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "Rprop", "ASGD"):
        p = torch.tensor([1 + 2j, -0.5j, 0.3], dtype=torch.complex128, requires_grad=True)
        opt = getattr(torch.optim, name)([p], lr=0.05)
        for step in range(5):
            p.grad = torch.tensor([0.1 * step + 1j, 0.2 - 0.3j, -0.1j], dtype=torch.complex128)
            opt.step()
        out.append(torch.view_as_real(p.detach()).reshape(-1).tolist())
    return out


@scenario
def differentiable_steps(torch):
    """A gradient through a step, with respect to the parameters and gradients before it."""
    out = []
    for name in ("SGD", "Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "ASGD"):
        start, grad = (t.requires_grad_() for t in tensors(torch, 3, torch.float64, [(4,), (4,)]))
        p = start.clone()
        opt = getattr(torch.optim, name)([p], lr=0.1, differentiable=True)
        p.grad = grad * 1.5
        opt.step()
        p.square().sum().backward()
        out.append([start.grad.tolist(), grad.grad.tolist()])
    return out


@scenario
def lbfgs(torch):
    out = []
    for options in ({}, {"lr": 0.5, "history_size": 3}, {"line_search_fn": "strong_wolfe", "max_iter": 8}, {"max_eval": 6}):
        x = torch.tensor([-1.5, 2.0, 0.5], dtype=torch.float64, requires_grad=True)
        opt = torch.optim.LBFGS([x], **{"lr": 0.1, **options})
        losses = []

        def closure(x=x, opt=opt):
            opt.zero_grad()
            loss = (1 - x[:-1]).square().sum() + 10 * (x[1:] - x[:-1] ** 2).square().sum()
            loss.backward()
            return loss

        for _ in range(3):
            losses.append(opt.step(closure).item())
        out.append([losses, x.tolist(), opt.state_dict()["state"][0]["func_evals"]])
    return out


def _schedules(torch):
    s = torch.optim.lr_scheduler
    return {
        "LambdaLR": lambda o: s.LambdaLR(o, lambda e: 0.9**e),
        "LambdaLR list": lambda o: s.LambdaLR(o, [lambda e: 1 / (1 + e), lambda e: 0.5**e]),
        "MultiplicativeLR": lambda o: s.MultiplicativeLR(o, lambda e: 0.95),
        "StepLR": lambda o: s.StepLR(o, 3, 0.5),
        "MultiStepLR": lambda o: s.MultiStepLR(o, [2, 5, 5, 9], 0.5),
        "ConstantLR": lambda o: s.ConstantLR(o, 0.25, 4),
        "LinearLR": lambda o: s.LinearLR(o, 0.2, 0.9, 6),
        "ExponentialLR": lambda o: s.ExponentialLR(o, 0.8),
        "PolynomialLR": lambda o: s.PolynomialLR(o, 8, 2.0),
        "CosineAnnealingLR": lambda o: s.CosineAnnealingLR(o, 5, 0.01),
        "CosineAnnealingWarmRestarts": lambda o: s.CosineAnnealingWarmRestarts(o, 3, 2, 0.01),
        "CyclicLR": lambda o: s.CyclicLR(o, 0.01, 0.1, 3, 2, mode="triangular2"),
        "CyclicLR exp_range": lambda o: s.CyclicLR(o, 0.01, [0.1, 0.3], 4, mode="exp_range", gamma=0.9),
        "CyclicLR scale_fn": lambda o: s.CyclicLR(o, 0.01, 0.1, 4, scale_fn=lambda x: 0.5**x, cycle_momentum=False),
        "OneCycleLR": lambda o: s.OneCycleLR(o, 0.3, total_steps=15),
        "OneCycleLR linear": lambda o: s.OneCycleLR(o, [0.3, 0.5], epochs=5, steps_per_epoch=3, anneal_strategy="linear", three_phase=True, pct_start=0.25),
        "SequentialLR": lambda o: s.SequentialLR(o, [s.ConstantLR(o, 0.1, 3), s.ExponentialLR(o, 0.9), s.StepLR(o, 2)], [3, 7]),
        "ChainedScheduler": lambda o: s.ChainedScheduler([s.LinearLR(o, 0.5, total_iters=4), s.ExponentialLR(o, 0.9)]),
        "SWALR": lambda o: torch.optim.swa_utils.SWALR(o, 0.02, 4),
        "SWALR linear": lambda o: torch.optim.swa_utils.SWALR(o, [0.02, 0.3], 3, "linear"),
    }  # fmt: skip


def _optimizer_of_two_groups(torch, lr=0.1):
    a, b = (torch.nn.Parameter(torch.zeros(2)) for _ in range(2))
    return torch.optim.SGD([{"params": [a]}, {"params": [b], "lr": lr * 2}], lr=lr, momentum=0.9)


@scenario
def schedules(torch):
    out = {}
    for name, make in _schedules(torch).items():
        opt = _optimizer_of_two_groups(torch)
        schedule = make(opt)
        rates = [schedule.get_last_lr()]
        momenta = []
        for _ in range(14):
            opt.step()
            schedule.step()
            rates.append(schedule.get_last_lr())
            momenta.append(opt.param_groups[1]["momentum"])
        out[name] = [rates, momenta]
    return out


@scenario
def schedules_resumed(torch):
    """Saved after 5 steps, loaded into fresh objects, 6 more."""
    out = {}
    for name, make in _schedules(torch).items():
        opt = _optimizer_of_two_groups(torch)
        schedule = make(opt)
        for _ in range(5):
            opt.step()
            schedule.step()
        again = _optimizer_of_two_groups(torch)
        resumed = make(again)
        resumed.load_state_dict(schedule.state_dict())
        again.load_state_dict(opt.state_dict())
        rates = []
        for _ in range(6):
            again.step()
            resumed.step()
            rates.append(resumed.get_last_lr())
        out[name] = rates
    return out


@scenario
def plateau(torch):
    out = []
    losses = [3, 2, 2, 2.1, 1.99999, 2, 2, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1]
    for options in (
        {"patience": 1},
        {"patience": 0, "threshold_mode": "abs", "threshold": 0.5, "cooldown": 2, "factor": 0.5},
        {"mode": "max", "patience": 2, "min_lr": [0.01, 0.05]},
    ):
        opt = _optimizer_of_two_groups(torch)
        schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, **options)
        rates = []
        for loss in losses:
            opt.step()
            schedule.step(loss)
            rates.append(schedule.get_last_lr())
        out.append([rates, schedule.num_bad_epochs, schedule.best])
    return out


@scenario
def rates_as_tensors(torch):
    p = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    opt = torch.optim.Adam([p], lr=torch.tensor(0.1))
    schedule = torch.optim.lr_scheduler.ExponentialLR(opt, 0.5)
    for _ in range(4):
        p.grad = torch.tensor([0.5, -1.0])
        opt.step()
        schedule.step()
    return [p.tolist(), float(opt.param_groups[0]["lr"])]


@scenario
def weight_averages(torch):
    swa = torch.optim.swa_utils
    out = []
    for options in (
        {},
        {"multi_avg_fn": swa.get_ema_multi_avg_fn(0.9)},
        {"avg_fn": swa.get_ema_avg_fn(0.8), "use_buffers": True},
        {"avg_fn": lambda a, c, n: a + c * n},
    ):
        model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
        average = swa.AveragedModel(model, **options)
        for step in range(4):
            with torch.no_grad():
                for k, p in enumerate([*model.parameters(), *model.buffers()]):
                    p.copy_(torch.tensor(numbers(step + 10 * k, p.shape)).reshape(p.shape) * 3)
            average.update_parameters(model)
        out.append([t.reshape(-1).tolist() for t in average.state_dict().values()])
        data = [torch.tensor(numbers(k, (4, 2))).reshape(4, 2) for k in range(3)]
        swa.update_bn([(x, None) for x in data], average)
        out.append([t.tolist() for t in average.module[1].buffers()])
    return out


@scenario
def clipped_gradients(torch):
    out = []
    for norm in (1.0, 2.0, 3.5, math.inf):
        params = [torch.nn.Parameter(t) for t in tensors(torch, 5, torch.float64)]
        for p, g in zip(params, tensors(torch, 6, torch.float64)):
            p.grad = g
        total = torch.nn.utils.clip_grad_norm_(params, 0.7, norm)
        out.append([total.item(), torch.nn.utils.get_total_norm([p.grad for p in params], norm).item()])
        out.append([p.grad.reshape(-1).tolist() for p in params])
    torch.nn.utils.clip_grad_value_(params, 0.01)
    out.append([p.grad.reshape(-1).tolist() for p in params])
    return out


@scenario
def foreach_functions(torch):
    a, b, c = (tensors(torch, s, torch.float64) for s in (1, 2, 3))
    positive = [t.abs() + 0.1 for t in a]
    out = []
    calls = [
        lambda x: torch._foreach_add(x, b, alpha=2),
        lambda x: torch._foreach_add(x, 1.5),
        lambda x: torch._foreach_add(x, torch.tensor(2.0), alpha=0.5),
        lambda x: torch._foreach_sub(x, [1.0, 2.0, 3.0]),
        lambda x: torch._foreach_mul(x, b),
        lambda x: torch._foreach_div(x, 3),
        lambda x: torch._foreach_pow(x, 2),
        lambda x: torch._foreach_pow(2.0, x),
        lambda x: torch._foreach_maximum(x, 0.2),
        lambda x: torch._foreach_clamp_max(x, b),
        lambda x: torch._foreach_lerp(x, b, 0.3),
        lambda x: torch._foreach_lerp(x, b, c),
        lambda x: torch._foreach_addcmul(x, b, c, 0.5),
        lambda x: torch._foreach_addcdiv(x, b, positive, [1.0, 2.0, 3.0]),
        lambda x: torch._foreach_norm(x),
        lambda x: torch._foreach_norm(x, 1),
        lambda x: torch._foreach_sqrt([t.abs() for t in x]),
        lambda x: torch._foreach_neg(x),
        lambda x: torch._foreach_max(x),
    ]
    for call in calls:
        out.append([t.reshape(-1).tolist() for t in call(a)])
    mine = [t.clone() for t in a]
    torch._foreach_mul_(mine, 2)
    torch._foreach_add_(mine, b, alpha=-1)
    torch._foreach_clamp_min_(mine, 0.0)
    torch._foreach_lerp_(mine, c, 0.25)
    torch._foreach_addcmul_(mine, b, c, value=2)
    torch._foreach_copy_(mine[:1], c[:1])
    torch._foreach_zero_(mine[1:2])
    out.append([t.reshape(-1).tolist() for t in mine])
    return out


@scenario
def sparse_gradients(torch):
    out = []
    for name, options in (
        ("SparseAdam", {}), ("SparseAdam", {"maximize": True, "betas": (0.5, 0.8)}), ("Adagrad", {"lr_decay": 0.1}),
        ("SGD", {}), ("SGD", {"momentum": 0.9}),
    ):  # fmt: skip
        p = torch.tensor(numbers(1, (5, 2)), dtype=torch.float64).reshape(5, 2).requires_grad_()
        opt = getattr(torch.optim, name)([p], lr=0.1, **options)
        for step in range(4):
            rows = [[0, 3, 0], [4, 4, 1], [3, 2, 3], [1, 0, 1]][step]
            values = torch.tensor(numbers(step + 2, (3, 2)), dtype=torch.float64).reshape(3, 2)
            p.grad = torch.sparse_coo_tensor(torch.tensor([rows]), values, (5, 2))
            opt.step()
        out.append(p.detach().reshape(-1).tolist())
    return out
