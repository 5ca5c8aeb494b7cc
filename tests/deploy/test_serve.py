"""The served classifier: answers, and refusals that say why."""

import json
import subprocess
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

import lumbre
from lumbre import jit, nn

from . import built


@pytest.fixture(scope="module")
def model():
    lumbre.manual_seed(0)
    return nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(256, 10)).eval()


@pytest.fixture(scope="module")
def address(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("serve") / "digits.lmb"
    jit.save(jit.trace(model, lumbre.zeros(1, 1, 8, 8)), path)
    server = subprocess.Popen([built.target("serve"), path, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        said = server.stdout.readline()
        assert said.startswith("listening on http://127.0.0.1:"), said
        yield said.split()[-1]
    finally:
        server.kill()
        server.wait()


def ask(address, path="/predict", body=None):
    """(status, answer)"""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, data=data), timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_answers_are_those_of_python(address, model):
    images = lumbre.rand(16, 1, 8, 8)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda x: ask(address, body={"pixels": x.flatten().tolist()}), images))
    want = model(images).softmax(1)
    for (status, text), row in zip(answers, want):
        answer = json.loads(text)
        assert status == 200 and answer["digit"] == row.argmax().item()
        assert max(abs(a - b) for a, b in zip(answer["probabilities"], row.tolist())) < 1e-5


def test_page_and_health(address):
    status, page = ask(address, "/")
    assert status == 200 and "<canvas" in page and "predict" in page
    assert ask(address, "/health") == (200, "ok\n")


@pytest.mark.parametrize("path, body, status, says", [
    ("/predict", b"{", 400, "no JSON"),
    ("/predict", b"\xff\xfe", 400, "no JSON"),
    ("/predict", {"image": []}, 400, "pixels"),
    ("/predict", {"pixels": [0.5] * 63}, 400, "63 pixels instead of 64"),
    ("/predict", {"pixels": [0.5] * 63 + ["a"]}, 400, "pixel 63"),
    ("/predict", {"pixels": [2] + [0.5] * 63}, 400, "pixel 0 is 2"),
    ("/predict", {"pixels": [0.123456789012345] * 2000}, 413, "more than"),
    ("/predict", None, 405, "GET"),
    ("/nothing", None, 404, "/nothing"),
])  # fmt: skip
def test_bad_requests_are_refused_with_a_reason(address, path, body, status, says):
    got, text = ask(address, path, body)
    assert got == status and says in json.loads(text)["error"]
    assert ask(address, "/health")[0] == 200


def test_server_says_why_it_does_not_start(tmp_path):
    done = built.run(built.target("serve"), tmp_path / "none.lmb", status=1)
    assert "none.lmb" in done.stderr
