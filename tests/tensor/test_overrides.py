"""`__torch_function__`: subclasses, other objects, and modes."""

import lumbre
import pytest
from lumbre.overrides import TorchFunctionMode


class Logged(lumbre.Tensor):
    calls = []

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        cls.calls.append(getattr(func, "__name__", str(func)))
        return super().__torch_function__(func, types, args, kwargs or {})


@pytest.fixture(autouse=True)
def clear():
    Logged.calls.clear()


def test_subclass_sees_functions_methods_and_operators():
    x = lumbre.ones(3).as_subclass(Logged)
    Logged.calls.clear()
    lumbre.exp(x)
    x.sum(0)
    x + 1
    lumbre.stack([lumbre.ones(3), x])
    assert Logged.calls[0] == "exp" and "sum" in Logged.calls[1] and "add" in Logged.calls[2] and Logged.calls[3] == "stack"


def test_subclass_on_the_right_takes_over():
    x = lumbre.ones(3).as_subclass(Logged)
    assert type(lumbre.ones(3) + x) is Logged and type(2 * x) is Logged and type(lumbre.add(lumbre.ones(3), x)) is Logged


class Wrapper:
    """No tensor at all."""

    def __init__(self, value):
        self.value = value

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        assert Wrapper in types
        args = [a.value if isinstance(a, Wrapper) else a for a in args]
        return Wrapper(func(*args, **(kwargs or {})))


def test_other_objects_take_over():
    w = Wrapper(lumbre.ones(2))
    assert lumbre.add(w, 2).value.tolist() == [3, 3]
    assert lumbre.add(lumbre.ones(2), w).value.tolist() == [2, 2]
    assert lumbre.sum(w, dim=0).value.item() == 2


def test_not_implemented_raises():
    class Refuse:
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            return NotImplemented

    with pytest.raises(TypeError, match="no implementation found for|handlers returned NotImplemented"):
        lumbre.exp(Refuse())


def test_most_derived_class_is_asked_first():
    class Child(Logged):
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            return "child"

    a, b = lumbre.ones(1).as_subclass(Logged), lumbre.ones(1).as_subclass(Child)
    assert lumbre.add(a, b) == "child" and lumbre.add(b, a) == "child"


def test_disable_torch_function():
    x = lumbre.ones(2).as_subclass(Logged)
    with lumbre._C.DisableTorchFunctionSubclass():
        y = x + 1
    assert type(y) is lumbre.Tensor and "add" not in "".join(Logged.calls)


def test_opting_out():
    class Plain(lumbre.Tensor):
        __torch_function__ = lumbre._C._disabled_torch_function_impl

    x = lumbre.ones(2).as_subclass(Plain)
    assert type(x + 1) is lumbre.Tensor


def test_modes_see_every_call_and_nest():
    class Record(TorchFunctionMode):
        def __init__(self, name):
            super().__init__()
            self.name = name

        def __torch_function__(self, func, types, args=(), kwargs=None):
            order.append((self.name, getattr(func, "__name__", str(func))))
            return func(*args, **(kwargs or {}))

    order = []
    with Record("outer"), Record("inner"):
        lumbre.zeros(2).exp()
    assert order == [("inner", "zeros"), ("outer", "zeros"), ("inner", "exp"), ("outer", "exp")]
    lumbre.zeros(1)
    assert len(order) == 4


def test_mode_changes_results():
    class Double(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            out = func(*args, **(kwargs or {}))
            return out * 2 if func is lumbre.ones else out

    with Double():
        assert lumbre.ones(2).tolist() == [2, 2]
    assert lumbre.ones(2).tolist() == [1, 1]


def test_mode_is_left_after_an_exception():
    class Raise(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            raise KeyError("mode")

    with pytest.raises(KeyError):
        with Raise():
            lumbre.ones(1)
    assert lumbre.ones(1).item() == 1


def test_handle_torch_function_in_user_code():
    from lumbre.overrides import handle_torch_function, has_torch_function

    def f(x):
        if has_torch_function((x,)):
            return handle_torch_function(f, (x,), x)
        return x * 2

    assert not has_torch_function((lumbre.ones(1), 3))
    assert f(Wrapper(lumbre.ones(2))).value.tolist() == [2, 2] and f(3) == 6


def test_subclass_sees_attributes_and_methods_that_run_no_op():
    x = lumbre.ones(2, 3).as_subclass(Logged)
    Logged.calls.clear()
    seen = [x.shape, x.dtype, x.grad, x.size(), x.dim(), x.numel(), x.is_contiguous(), x.tolist(), len(x)]
    assert seen == [(2, 3), lumbre.float32, None, (2, 3), 2, 6, True, [[1.0] * 3] * 2, 2]
    assert Logged.calls == ["__get__"] * 3 + ["size", "dim", "numel", "is_contiguous", "tolist", "__len__"]
    Logged.calls.clear()
    x.requires_grad = True
    assert x.requires_grad and Logged.calls == ["__set__", "__get__"]


def test_handler_gets_the_attribute_itself():
    class Sized(lumbre.Tensor):
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            if func == lumbre.Tensor.shape.__get__:
                return "a shape"
            if func is lumbre.Tensor.dim:
                return "a number"
            return super().__torch_function__(func, types, args, kwargs or {})

    x = lumbre.ones(2).as_subclass(Sized)
    assert (x.shape, x.dim(), x.ndim) == ("a shape", "a number", 1)
    with lumbre._C.DisableTorchFunctionSubclass():
        assert x.shape == (2,)


def test_attributes_that_a_class_defines_stay():
    class Own(Logged):
        shape = "mine"

        def dim(self):
            return -1

    class Child(Own):
        pass

    x = lumbre.ones(2).as_subclass(Child)
    Logged.calls.clear()
    assert x.shape == "mine" and x.dim() == -1 and Logged.calls == []


def test_gradient_of_a_subclass_keeps_its_own_class():
    x = lumbre.ones(2).as_subclass(Logged).requires_grad_()
    x.sum().backward()
    assert type(x.grad) is lumbre.Tensor and type(x.data) is Logged


def test_mode_sees_attributes_and_methods_that_run_no_op_and_leaves_them():
    class Seen(TorchFunctionMode):
        calls = []

        def __torch_function__(self, func, types, args=(), kwargs=None):
            self.calls.append(func)
            return func(*args, **(kwargs or {}))

    x, before = lumbre.ones(3), lumbre.Tensor.shape
    with Seen():
        assert x.shape == (3,) and x.size(0) == 3
    assert Seen.calls == [lumbre.Tensor.shape.__get__, lumbre.Tensor.size]
    assert lumbre.Tensor.shape is before and x.shape == (3,) and len(Seen.calls) == 2


def test_functions_stay_the_same_objects():
    from lumbre.overrides import get_overridable_functions, get_testing_overrides

    before = lumbre.ones, lumbre.nn.functional.relu, lumbre.linalg.inv
    assert lumbre.ones in get_overridable_functions()[lumbre] and lumbre.add in get_testing_overrides()
    assert before == (lumbre.ones, lumbre.nn.functional.relu, lumbre.linalg.inv)
    test_mode_changes_results()


def test_functions_are_handed_over_as_their_module_has_them():
    seen = []

    class Watching(lumbre.Tensor):
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            seen.append(func)
            return super().__torch_function__(func, types, args, kwargs or {})

    x = lumbre.ones(2, 2).as_subclass(Watching)
    called = [lumbre.relu, lumbre.nn.functional.relu, lumbre.sigmoid, lumbre.softmax, lumbre.selu, lumbre.round, lumbre.special.round, lumbre.exp]
    for f in called:
        f(x, 0) if f is lumbre.softmax else f(x)
    assert all(a is b for a, b in zip(seen, called, strict=True))


def test_functions_that_nobody_overrides_are_named():
    ignored = lumbre.overrides.get_ignored_functions()
    assert lumbre.Tensor.as_subclass in ignored and lumbre.zeros in ignored and lumbre.exp not in ignored
