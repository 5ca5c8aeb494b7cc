"""Downloads from a server of the test's own, and models from folders."""

import functools
import hashlib
import http.server
import io
import sys
import threading
import zipfile
from urllib.error import URLError

import lumbre
import pytest
from lumbre import hub


@pytest.fixture
def server(tmp_path):
    """(folder, address) of a server."""
    folder = tmp_path / "served"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=s.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{s.server_port}"
    s.shutdown()
    s.server_close()


@pytest.fixture(autouse=True)
def cache(tmp_path):
    before = hub._hub_dir
    hub.set_dir(tmp_path / "cache")
    yield tmp_path / "cache"
    hub._hub_dir = before


def test_weights_are_downloaded_once_and_checked(server, cache):
    folder, address = server
    out = io.BytesIO()
    lumbre.save({"w": lumbre.arange(3)}, out)
    name = f"net-{hashlib.sha256(out.getvalue()).hexdigest()[:8]}.pth"
    (folder / name).write_bytes(out.getvalue())
    load = functools.partial(hub.load_state_dict_from_url, f"{address}/{name}", progress=False, check_hash=True)
    assert load()["w"].tolist() == [0, 1, 2]
    (folder / name).unlink()
    assert load()["w"].tolist() == [0, 1, 2]
    assert [p.name for p in (cache / "checkpoints").iterdir()] == [name]


def test_wrong_hash_leaves_no_file(server, tmp_path):
    folder, address = server
    (folder / "x").write_bytes(b"data")
    with pytest.raises(RuntimeError, match="invalid hash value"):
        hub.download_url_to_file(f"{address}/x", str(tmp_path / "y"), "0000", progress=False)
    assert not list(tmp_path.glob("y*"))


def test_offline_says_so(tmp_path):
    with pytest.raises(URLError, match="Offline"):
        hub.download_url_to_file("http://127.0.0.1:1/x", str(tmp_path / "y"), progress=False)


HUBCONF = "import torch" """
dependencies = ["numpy"]
from inner import width

def small(n, pretrained=False):
    "A small model."
    return torch.nn.Linear(n, width())

def _private():
    pass
"""


def alias(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", lumbre)
    monkeypatch.delitem(sys.modules, "inner", raising=False)


def test_local_folder_gives_models(tmp_path, monkeypatch):
    alias(monkeypatch)
    (tmp_path / "hubconf.py").write_text(HUBCONF)
    (tmp_path / "inner.py").write_text("def width():\n    return 5\n")
    model = hub.load(str(tmp_path), "small", 3, source="local")
    assert model.out_features == 5 and str(tmp_path) not in sys.path
    with pytest.raises(RuntimeError, match="Cannot find callable big"):
        hub.load(str(tmp_path), "big", source="local")
    with pytest.raises(ValueError, match="Unknown source"):
        hub.load(str(tmp_path), "small", source="elsewhere")


def test_repository_is_unpacked_once_at_its_ref(tmp_path, monkeypatch, cache):
    alias(monkeypatch)
    asked = []

    def download(url, path, progress):
        asked.append(url)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("owner-name-123/hubconf.py", HUBCONF)
            archive.writestr("owner-name-123/inner.py", "def width():\n    return 2\n")

    monkeypatch.setattr(hub, "download_url_to_file", download)
    for _ in range(2):
        assert hub.load("owner/name:v1/x", "small", 4, trust_repo=True, skip_validation=True, verbose=False).out_features == 2
        sys.modules.pop("inner", None)
    assert asked == ["https://github.com/owner/name/zipball/v1/x"] and (cache / "owner_name_v1_x").is_dir()
    assert hub.list("owner/name:v1/x", verbose=False, trust_repo=True) == ["small", "width"]
    assert hub.help("owner/name:v1/x", "small", trust_repo=True) == "A small model."
    assert (cache / "trusted_list").read_text() == "owner_name\n"


def test_archive_with_outside_paths_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("top/x", "1")
        archive.writestr("../../evil", "1")
    with pytest.raises(RuntimeError, match="outside"):
        hub._unpack(str(tmp_path / "a.zip"), str(tmp_path / "repo"))
