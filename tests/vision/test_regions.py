"""Choosing among boxes and pooling them, at sizes that the recorded values do not reach, against plain loops."""

import lumbre
import numpy as np
import pytest
from lumbre.vision import ops

random = np.random.RandomState(3)


def boxes_of(n, spread, dtype=np.float32):
    corner = random.rand(n, 2) * spread
    return np.concatenate([corner, corner + random.rand(n, 2) * 20 + 1], 1).astype(dtype)


def suppressed(boxes, scores, threshold):
    order, kept = np.argsort(-scores, kind="stable"), []
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    while len(order):
        i, order = order[0], order[1:]
        kept.append(i)
        low, high = np.maximum(boxes[i, :2], boxes[order, :2]), np.minimum(boxes[i, 2:], boxes[order, 2:])
        shared = np.prod(np.clip(high - low, 0, None), 1)
        order = order[~(shared / (area[i] + area[order] - shared) > threshold)]
    return np.array(kept, dtype=np.int64)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("n, spread", [(1, 1), (17, 30), (1500, 100), (1500, 1000), (3000, 20)])
def test_nms_of_many_boxes(n, spread, dtype):
    boxes, scores = boxes_of(n, spread, dtype), random.permutation(n).astype(dtype)
    for threshold in (0.0, 0.3, 0.7, 1.0):
        got = ops.nms(lumbre.from_numpy(boxes), lumbre.from_numpy(scores), threshold)
        np.testing.assert_array_equal(got.numpy(), suppressed(boxes, scores, threshold))


def test_boxes_at_the_threshold_stay():
    # Two boxes that share exactly a third, as float32 rounds it.
    boxes = lumbre.tensor([[0.0, 0.0, 2.0, 1.0], [1.0, 0.0, 3.0, 1.0]])
    third = float(np.float32(1) / np.float32(3))
    assert ops.nms(boxes, lumbre.tensor([2.0, 1.0]), third).tolist() == [0, 1]
    assert ops.nms(boxes, lumbre.tensor([2.0, 1.0]), third - 1e-9).tolist() == [0]


@pytest.mark.parametrize("channels", [1, 3, 8, 13])
def test_roi_align_reads_planes(channels):
    x = random.standard_normal((2, channels, 9, 11))
    # On a plane that rises evenly, the mean of samples is the value in a cell's middle.
    y, z = np.meshgrid(np.arange(9.0), np.arange(11.0), indexing="ij")
    x[1] = (2 * y + 3 * z)[None] * np.arange(1, channels + 1)[:, None, None]
    rois = lumbre.tensor([[1.0, 2.0, 1.0, 8.0, 7.0]], dtype=lumbre.float64)
    got = ops.roi_align(lumbre.from_numpy(x), rois, (3, 2), 1.0, 2, aligned=False).numpy()[0]
    middle = 2 * (1 + 2 * (np.arange(3) + 0.5))[:, None] + 3 * (2 + 3 * (np.arange(2) + 0.5))[None]
    np.testing.assert_allclose(got, middle[None] * np.arange(1, channels + 1)[:, None, None], atol=1e-9)


def test_roi_pool_takes_the_largest():
    x = random.standard_normal((1, 5, 8, 8))
    x[0, 2, 3, 3] = np.nan
    got = ops.roi_pool(lumbre.from_numpy(x), lumbre.tensor([[0.0, 0.0, 0.0, 7.0, 7.0]], dtype=lumbre.float64), 2, 1.0).numpy()
    wanted = np.nanmax(x.reshape(1, 5, 2, 4, 2, 4), axis=(3, 5))
    np.testing.assert_array_equal(got, wanted)
