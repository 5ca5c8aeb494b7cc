"""The exceptions of the compiler."""

from .._compile import InvalidBackend, TorchDynamoException, Unsupported  # noqa: F401


class InternalTorchDynamoError(TorchDynamoException):
    pass


class BackendCompilerFailed(TorchDynamoException):
    pass


class TorchRuntimeError(TorchDynamoException):
    pass


class UserError(Unsupported):
    pass


class RecompileError(TorchDynamoException):
    pass


class RecompileLimitExceeded(Unsupported):
    pass


class ResetRequired(TorchDynamoException):
    pass
