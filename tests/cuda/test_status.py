"""Every kernel is compiled by the gate and run by the emulator, and the page says what is so."""

import status


def test_every_template_is_compiled_and_emulated():
    made, run = status.compiled(), status.emulated()
    templates = status.templates()
    assert len(templates) > 50
    assert not [m for m in templates if not made[m]]
    assert not [m for m in templates if m not in run]


def test_the_page_is_in_sync():
    assert status.PAGE.read_text() == status.page(), "run python tests/cuda/status.py"
