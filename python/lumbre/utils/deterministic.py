"""Whether memory that was not written is filled with NaN or the largest integer (it never is: `fill_uninitialized_memory` is kept only)."""

fill_uninitialized_memory = True
