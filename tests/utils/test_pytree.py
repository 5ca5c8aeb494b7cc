"""Trees of containers; what comes out was compared with PyTorch 2.15's `torch.utils._pytree`."""

import collections

import lumbre.utils._pytree as tree
import pytest

Point = collections.namedtuple("Point", "x y")
TREE = {
    "b": [1, (2, None)],
    "a": Point(3, collections.OrderedDict(z=4, y=[])),
    "d": collections.defaultdict(list, {"k": 5}),
    "q": collections.deque([6, 7], maxlen=3),
}


def test_flatten_and_back():
    leaves, spec = tree.tree_flatten(TREE)
    assert leaves == [1, 2, None, 3, 4, 5, 6, 7]
    assert (spec.num_leaves, spec.num_nodes, spec.num_children) == (8, 16, 4)
    out = tree.tree_unflatten(leaves, spec)
    assert out == TREE and type(out["a"]) is Point and out["d"].default_factory is list and out["q"].maxlen == 3


def test_map_over_one_and_several_trees():
    assert tree.tree_map(lambda x: -x, [1, (2, {"a": 3})]) == [-1, (-2, {"a": -3})]
    assert tree.tree_map(lambda a, b: (a, b), [1, 2], [3, (4, 5)]) == [(1, 3), (2, (4, 5))]
    assert tree.tree_map_only(int, lambda x: -x, [1, "a", 2.0]) == [-1, "a", 2.0]
    assert tree.tree_leaves([1, [2]], is_leaf=lambda x: x == [2]) == [1, [2]]


def test_paths():
    paths = [tree.keystr(path) for path, _ in tree.tree_leaves_with_path(TREE)]
    assert paths == ["['b'][0]", "['b'][1][0]", "['b'][1][1]", "['a'].x", "['a'].y['z']", "['d']['k']", "['q'][0]", "['q'][1]"]
    path, leaf = tree.tree_leaves_with_path(TREE)[4]
    assert tree.key_get(TREE, path) == leaf == 4


def test_shapes_that_differ_are_errors():
    with pytest.raises(ValueError, match="arity mismatch; expected 2, but got 1"):
        tree.tree_map(lambda a, b: 0, [1, 2], [3])
    with pytest.raises(ValueError, match=r"missing key\(s\): {'a'}; extra key\(s\): {'b'}"):
        tree.tree_map(lambda a, b: 0, {"a": 1}, {"b": 1})
    with pytest.raises(ValueError, match="has length 1"):
        tree.tree_unflatten([1], tree.tree_structure([0, 0]))


def test_broadcast_prefix():
    spec = tree.tree_structure([0, (0, 0)])
    assert tree._broadcast_to_and_flatten([1, 2], spec) == [1, 2, 2]
    assert tree._broadcast_to_and_flatten(1, spec) == [1, 1, 1]
    assert tree._broadcast_to_and_flatten([1], spec) is None


def test_spec_as_json():
    spec = tree.tree_structure([1, {"a": (2,)}])
    assert tree.treespec_loads(tree.treespec_dumps(spec)) == spec


def test_registered_classes_are_nodes():
    class Pair:
        def __init__(self, a, b):
            self.a, self.b = a, b

    tree.register_pytree_node(Pair, lambda p: ([p.a, p.b], None), lambda c, _: Pair(*c))
    try:
        out = tree.tree_map(lambda x: x + 1, Pair(1, [2]))
        assert (out.a, out.b) == (2, [3])
        with pytest.raises(ValueError, match="already registered"):
            tree.register_pytree_node(Pair, None, None)
    finally:
        tree._deregister_pytree_node(Pair)
