"""What functorch once tried out."""

from lumbre.func import functionalize, jvp  # noqa: F401
from lumbre.func import replace_all_batch_norm_modules_  # noqa: F401
