def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="every dtype with every memory layout, not a fixed sample of them")
