"""The older name of `distributed.run`."""

from .run import main, parse_args, run  # noqa: F401

if __name__ == "__main__":
    main()
