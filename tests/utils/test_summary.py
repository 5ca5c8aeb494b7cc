"""Overviews of modules."""

import lumbre
from lumbre import nn
from lumbre.utils.summary import summary


def test_overview_has_shapes_and_parameters():
    m = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Sequential(nn.Flatten(), nn.Linear(4 * 6 * 6, 2)))
    m[0].weight.requires_grad_(False)
    lumbre.manual_seed(1)
    s = summary(m, (2, 3, 8, 8))
    assert [(layer.path, layer.kind, layer.output) for layer in s.layers if layer.depth == 1][:2] == [("0", "Conv2d", [(2, 4, 6, 6)]), ("1", "BatchNorm2d", [(2, 4, 6, 6)])]
    assert s.parameters == sum(p.numel() for p in m.parameters()) and s.trainable == s.parameters - m[0].weight.numel()
    assert m[1].num_batches_tracked.item() == 0 and lumbre.initial_seed() == 1
    text = str(s)
    assert "Linear" in text and "[2, 2]" in text and f"{s.parameters:,} parameters" in text
    assert "Linear" not in str(summary(m, depth=1))


def test_shared_parameters_count_once():
    shared = nn.Linear(3, 3)
    assert summary(nn.ModuleList([shared, shared])).parameters == 12
