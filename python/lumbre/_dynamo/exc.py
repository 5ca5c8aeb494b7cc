"""The exceptions of the compiler."""

from enum import Enum, auto

from .._compile import InvalidBackend, TorchDynamoException, Unsupported  # noqa: F401


class InternalTorchDynamoError(TorchDynamoException):
    pass


class BackendCompilerFailed(TorchDynamoException):
    pass


class TorchRuntimeError(TorchDynamoException):
    pass


class RecompileError(TorchDynamoException):
    pass


class RecompileLimitExceeded(Unsupported):
    pass


class ResetRequired(TorchDynamoException):
    pass


class UserErrorType(Enum):
    DYNAMIC_CONTROL_FLOW = auto()
    ANTI_PATTERN = auto()
    STANDARD_LIBRARY = auto()
    CONSTRAINT_VIOLATION = auto()
    DYNAMIC_DIM = auto()
    INVALID_INPUT = auto()
    INVALID_OUTPUT = auto()
    UNSUPPORTED_ALIASED_MUTATED_DYNAMIC_INPUTS = auto()


class UserError(Unsupported):
    """What the caller gave does not fit."""

    def __init__(self, error_type, msg, case_name=None):
        super().__init__(msg)
        self.error_type, self.message = error_type, msg

    def __str__(self):
        return self.message
