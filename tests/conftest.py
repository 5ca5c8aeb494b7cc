import pytest


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="every dtype with every memory layout, not a fixed sample of them")
    parser.addoption("--late", action="store_true", help="every test as in compiled code, with results of any size put off")


@pytest.fixture(autouse=True, scope="session")
def _driver():
    """Looked for before `tests/cuda` loads a fake one into this process, so that no other test meets it."""
    import lumbre

    lumbre.cuda.is_available()


@pytest.fixture(autouse=True)
def _late(request):
    """With --late, element-wise kernels wait in every test, as `lumbre.compile` has them wait for large results."""
    if not request.config.getoption("--late"):
        yield
        return
    from lumbre import _C

    before = _C._late_enter(True, False, True)
    yield
    _C._late_leave(before)
