"""Values on the way through a network, by the names of its layers."""

import copy

import pytest

import lumbre
from lumbre.vision import models
from lumbre.vision.models.feature_extraction import create_feature_extractor, get_graph_node_names


@pytest.fixture(scope="module")
def resnet():
    lumbre.manual_seed(0)
    return models.ResNet(models.resnet.BasicBlock, [1, 1, 1, 1], num_classes=5).eval()


def test_names_are_those_of_modules_and_of_steps_within(resnet):
    train, evaluation = get_graph_node_names(resnet)
    assert train == evaluation and train[0] == "x" and train[-3:] == ["avgpool", "flatten", "fc"] and not resnet.training
    block = [name for name in train if name.startswith("layer2.0")]
    assert block == [
        "layer2.0.conv1", "layer2.0.bn1", "layer2.0.relu", "layer2.0.conv2", "layer2.0.bn2", "layer2.0.downsample.0",
        "layer2.0.downsample.1", "layer2.0.add", "layer2.0.relu_1",
    ]  # fmt: skip


def test_features_are_what_the_layers_give(resnet):
    seen = {}
    handles = [resnet.get_submodule(n).register_forward_hook(lambda m, a, out, n=n: seen.update({n: out})) for n in ("layer1", "layer3.0.bn2")]
    x = lumbre.rand(2, 3, 40, 40)
    logits = resnet(x)
    for handle in handles:
        handle.remove()
    extractor = create_feature_extractor(resnet, {"layer1": "low", "layer3.0.bn2": "normed", "fc": "logits"})
    found = extractor(x)
    assert list(found) == ["low", "normed", "logits"]
    for name, value in zip(found, (seen["layer1"], None, logits)):
        assert value is None or lumbre.equal(found[name], value)
    # The block adds to it in place.
    assert found["normed"].shape == seen["layer3.0.bn2"].shape
    assert extractor.get_parameter("layer1.0.conv1.weight") is resnet.layer1[0].conv1.weight
    less = create_feature_extractor(resnet, ["layer2"])
    assert not any(name.startswith(("layer3", "fc")) for name in less.state_dict())
    copied = copy.deepcopy(extractor)
    assert lumbre.equal(copied(x)["logits"], logits) and copied.get_parameter("layer1.0.conv1.weight") is not resnet.layer1[0].conv1.weight


def test_training_and_evaluation_may_give_different_values():
    model = models.googlenet(init_weights=False)
    with pytest.warns(UserWarning, match="subsequence"):
        extractor = create_feature_extractor(model, train_return_nodes=["aux1"], eval_return_nodes=["inception3a"])
    x = lumbre.rand(2, 3, 64, 64)
    assert list(extractor.train()(x)) == ["aux1"] and list(extractor.eval()(x)) == ["inception3a"]


def test_what_is_not_there_is_refused(resnet):
    with pytest.raises(ValueError, match="'layer9' is not present"):
        create_feature_extractor(resnet, ["layer9"])
    with pytest.raises(ValueError, match="should be specified"):
        create_feature_extractor(resnet)
    with pytest.raises(ValueError, match="both"):
        create_feature_extractor(resnet, train_return_nodes=["fc"])


@pytest.mark.parametrize("name", ["vit_b_32", "swin_t", "convnext_tiny", "maxvit_t", "video.mvit_v2_s", "video.swin3d_t", "segmentation.lraspp_mobilenet_v3_large"])
def test_other_families_can_be_traced(name):
    kind, _, name = name.rpartition(".")
    options = {"weights_backbone": None} if kind == "segmentation" else {}
    with lumbre.device("meta"):
        model = getattr(getattr(models, kind) if kind else models, name)(**options)
    train, evaluation = get_graph_node_names(model)
    assert len(set(evaluation)) == len(evaluation) > 20
