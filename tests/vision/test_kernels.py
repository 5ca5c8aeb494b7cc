"""The functions of one kind of input in transforms.v2.functional, and the kernels of users' own kinds."""

import pytest
from lumbre import Tensor, equal, rand, tensor, zeros
from lumbre.vision.transforms import v2
from lumbre.vision.transforms.v2 import functional as F
from lumbre.vision.tv_tensors import BoundingBoxes, BoundingBoxFormat, Image, TVTensor


def test_kernels_take_and_give_plain_tensors():
    boxes = tensor([[1.0, 2, 6, 9]])
    out, canvas = F.resize_bounding_boxes(boxes, (12, 10), [6, 5])
    assert type(out) is Tensor and canvas == (6, 5) and out.tolist() == [[0.5, 1.0, 3.0, 4.5]]
    flipped = F.horizontal_flip_bounding_boxes(boxes, BoundingBoxFormat.XYXY, (12, 10))
    assert flipped.tolist() == [[4.0, 2.0, 9.0, 9.0]]
    points, canvas = F.crop_keypoints(tensor([[3.0, 4.0]]), 1, 2, 5, 6)
    assert points.tolist() == [[1.0, 3.0]] and canvas == (5, 6)
    assert F.crop_mask(zeros(12, 10), 1, 2, 3, 4).shape == (3, 4)
    image = rand(3, 8, 8)
    assert equal(F.vertical_flip_image(Image(image)), image.flip(-2)) and type(F.vertical_flip_image(Image(image))) is Tensor
    assert F.pad_video(rand(2, 3, 8, 8), [1, 2]).shape == (2, 3, 12, 10)
    kept, valid = F.sanitize_keypoints(tensor([[9.0, 3.0], [10.0, 3.0]]), (10, 10))
    assert kept.tolist() == [[9.0, 3.0]] and valid.tolist() == [True, False]


class Depth(TVTensor):
    pass


def test_registered_kernels_serve_functions_and_transforms():
    depth = rand(4, 4).as_subclass(Depth)
    assert v2.RandomVerticalFlip(p=1.0)(depth) is depth
    with pytest.raises(TypeError):
        F.vertical_flip(depth)

    @F.register_kernel("vertical_flip", Depth)
    def flip(inpt):
        return -inpt

    assert (F.vertical_flip(depth) == -depth).all() and (v2.RandomVerticalFlip(p=1.0)(depth) == -depth).all()
    with pytest.raises(ValueError, match="already"):
        F.register_kernel(F.vertical_flip, Depth)
    with pytest.raises(ValueError, match="builtin"):
        F.register_kernel(F.vertical_flip, BoundingBoxes)
    with pytest.raises(ValueError, match="functionals"):
        F.register_kernel(len, Depth)
