"""Counts of operations, against the sizes of the products."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as F
from lumbre.utils.flop_counter import FlopCounterMode


def count(f):
    with FlopCounterMode(display=False) as counter:
        f()
    return counter


def test_products_forward_and_backward():
    a, b = lumbre.ones(3, 4, requires_grad=True), lumbre.ones(4, 5, requires_grad=True)
    assert count(lambda: a @ b).get_total_flops() == 2 * 3 * 4 * 5
    assert count(lambda: (a @ b).sum().backward()).get_total_flops() == 3 * 2 * 3 * 4 * 5
    assert count(lambda: a.detach() @ b).get_total_flops() == 120
    assert count(lambda: lumbre.baddbmm(lumbre.ones(5), lumbre.ones(7, 3, 4), lumbre.ones(7, 4, 5))).get_total_flops() == 7 * 120
    assert count(lambda: lumbre.einsum("bij,bjk->bik", lumbre.ones(7, 3, 4), lumbre.ones(7, 4, 5))).get_total_flops() == 7 * 120
    assert count(lambda: lumbre.ones(2, 7, 3, 4) @ lumbre.ones(7, 4, 5)).get_total_flops() == 14 * 120
    assert count(lambda: (a * 2).exp()).get_total_flops() == 0


def test_convolutions_forward_and_backward():
    x, w = lumbre.ones(2, 6, 9, 9, requires_grad=True), lumbre.ones(8, 3, 3, 3, requires_grad=True)
    once = 2 * (2 * 8 * 4 * 4) * (3 * 3 * 3)
    assert count(lambda: F.conv2d(x, w, stride=2, groups=2)).get_total_flops() == once
    assert count(lambda: F.conv2d(x, w, stride=2, groups=2).sum().backward()).get_total_flops() == 3 * once
    assert count(lambda: F.conv2d(x.detach(), w, stride=2, groups=2).sum().backward()).get_total_flops() == 2 * once
    t = lumbre.ones(6, 4, 2, 2, requires_grad=True)
    assert count(lambda: F.conv_transpose2d(x, t, stride=2).sum().backward()).get_total_flops() == 3 * 2 * (2 * 6 * 81) * (4 * 4)


def test_attention_counts_both_products():
    q, k = lumbre.ones(2, 3, 5, 8), lumbre.ones(2, 3, 7, 8)
    assert count(lambda: F.scaled_dot_product_attention(q, k, k)).get_total_flops() == 2 * 2 * 3 * 5 * 7 * 16


def test_counts_by_module():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 6))
            self.head = nn.Linear(6, 2)

        def forward(self, x):
            return self.head(self.body(x))

    net = Net()
    counter = count(lambda: net(lumbre.ones(3, 4)))
    flops = {name: sum(ops.values()) for name, ops in counter.get_flop_counts().items()}
    assert flops == {"Global": 432, "Net": 432, "Net.body": 360, "Net.body.0": 144, "Net.body.2": 216, "Net.head": 36 * 2}
    assert "Net.body" in counter.get_table() and "Net.body.0" not in counter.get_table(1)
    assert count(lambda: nn.LSTM(4, 5)(lumbre.ones(7, 2, 4))).get_total_flops() == 2 * 7 * 2 * 20 * (4 + 5)
