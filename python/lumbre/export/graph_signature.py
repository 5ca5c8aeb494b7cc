"""What the inputs and outputs of an exported graph are: weights, constants, or the caller's own."""

import dataclasses
from enum import Enum, auto
from typing import Any

__all__ = [
    "ConstantArgument", "CustomObjArgument", "ExportGraphSignature", "InputKind", "InputSpec", "OutputKind", "OutputSpec",
    "SymBoolArgument", "SymFloatArgument", "SymIntArgument", "TensorArgument", "TokenArgument",
]  # fmt: skip


@dataclasses.dataclass
class TensorArgument:
    """A tensor, by its name in the graph."""

    name: str


@dataclasses.dataclass
class TokenArgument:
    name: str


@dataclasses.dataclass
class SymIntArgument:
    """A size that the graph computes, by its name."""

    name: str


@dataclasses.dataclass
class SymFloatArgument:
    name: str


@dataclasses.dataclass
class SymBoolArgument:
    name: str


@dataclasses.dataclass
class CustomObjArgument:
    name: str
    class_fqn: str = ""
    fake_val: Any = None


@dataclasses.dataclass
class ConstantArgument:
    """A Python value that is part of the program."""

    name: str
    value: Any


class InputKind(Enum):
    """What an input of the graph is: the caller's, a parameter, a buffer, a constant."""

    USER_INPUT = auto()
    PARAMETER = auto()
    BUFFER = auto()
    CONSTANT_TENSOR = auto()
    CUSTOM_OBJ = auto()
    TOKEN = auto()


class OutputKind(Enum):
    """What an output of the graph is: a result for the caller, or the new value of a buffer or an input."""

    USER_OUTPUT = auto()
    LOSS_OUTPUT = auto()
    BUFFER_MUTATION = auto()
    PARAMETER_MUTATION = auto()
    GRADIENT_TO_PARAMETER = auto()
    GRADIENT_TO_USER_INPUT = auto()
    USER_INPUT_MUTATION = auto()
    TOKEN = auto()


@dataclasses.dataclass
class InputSpec:
    """One input: what it is, and the name of the weight or constant behind it."""

    kind: InputKind
    arg: Any
    target: str | None
    persistent: bool | None = None

    def __str__(self):
        return _line(self)


@dataclasses.dataclass
class OutputSpec:
    """One output: what it is, and the name of what it replaces."""

    kind: OutputKind
    arg: Any
    target: str | None

    def __str__(self):
        return _line(self)


def _line(spec):
    target = "" if spec.target is None else f" target='{spec.target}'"
    kept = "" if getattr(spec, "persistent", None) is None else f" persistent={spec.persistent}"
    return f"{spec.arg.name}: {spec.kind.name}{target}{kept}"


@dataclasses.dataclass
class ExportGraphSignature:
    """The inputs and outputs of an exported graph in order."""

    input_specs: list[InputSpec]
    output_specs: list[OutputSpec]

    def _targets(self, kind):
        return tuple(s.target for s in self.input_specs if s.kind is kind)

    def _by_target(self, kind):
        return {s.arg.name: s.target for s in self.input_specs if s.kind is kind}

    def _changed(self, kind):
        return {s.arg.name: s.target for s in self.output_specs if s.kind is kind}

    @property
    def parameters(self):
        return self._targets(InputKind.PARAMETER)

    @property
    def buffers(self):
        return self._targets(InputKind.BUFFER)

    @property
    def non_persistent_buffers(self):
        return tuple(s.target for s in self.input_specs if s.kind is InputKind.BUFFER and s.persistent is False)

    @property
    def lifted_tensor_constants(self):
        return self._targets(InputKind.CONSTANT_TENSOR)

    @property
    def lifted_custom_objs(self):
        return self._targets(InputKind.CUSTOM_OBJ)

    @property
    def user_inputs(self):
        return tuple(_of_user(s.arg) for s in self.input_specs if s.kind is InputKind.USER_INPUT)

    @property
    def user_outputs(self):
        return tuple(_of_user(s.arg) for s in self.output_specs if s.kind in (OutputKind.USER_OUTPUT, OutputKind.LOSS_OUTPUT))

    @property
    def inputs_to_parameters(self):
        return self._by_target(InputKind.PARAMETER)

    @property
    def inputs_to_buffers(self):
        return self._by_target(InputKind.BUFFER)

    @property
    def inputs_to_lifted_tensor_constants(self):
        return self._by_target(InputKind.CONSTANT_TENSOR)

    @property
    def inputs_to_lifted_custom_objs(self):
        return self._by_target(InputKind.CUSTOM_OBJ)

    @property
    def buffers_to_mutate(self):
        return self._changed(OutputKind.BUFFER_MUTATION)

    @property
    def parameters_to_mutate(self):
        return self._changed(OutputKind.PARAMETER_MUTATION)

    @property
    def user_inputs_to_mutate(self):
        return self._changed(OutputKind.USER_INPUT_MUTATION)

    @property
    def backward_signature(self):
        return None

    @property
    def assertion_dep_token(self):
        return None

    def replace_all_uses(self, old, new):
        """Renames a value."""
        for spec in [*self.input_specs, *self.output_specs]:
            if spec.arg.name == old:
                spec.arg.name = new

    def __str__(self):
        inputs, outputs = "\n".join(map(str, self.input_specs)), "\n".join(map(str, self.output_specs))
        return f"\n# inputs\n{inputs}\n\n# outputs\n{outputs}\n"


def _of_user(arg):
    return arg.value if isinstance(arg, ConstantArgument) else arg.name
