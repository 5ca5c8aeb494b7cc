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


DATA = bytes(range(256)) * 4000


@pytest.fixture
def flaky():
    """(address, requests): a server that ends its first answers early, and continues files."""
    asked = []

    class Flaky(http.server.BaseHTTPRequestHandler):
        tag, stops = '"one"', [300_000, 0]

        def log_message(self, *args):
            pass

        def do_GET(self):
            begin = 0
            asked.append(self.headers.get("Range"))
            if self.headers.get("Range") and self.headers.get("If-Range") == self.tag:
                begin = int(self.headers["Range"].partition("=")[2].rstrip("-"))
            self.send_response(206 if begin else 200)
            self.send_header("ETag", self.tag)
            self.send_header("Content-Length", str(len(DATA) - begin))
            self.end_headers()
            stop = self.stops.pop(0) if self.stops else None
            self.wfile.write(DATA[begin:][:stop])

    s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Flaky)
    threading.Thread(target=s.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{s.server_port}/file", asked, Flaky
    s.shutdown()
    s.server_close()


def test_broken_download_goes_on_where_it_stopped(flaky, tmp_path):
    address, asked, _ = flaky
    digest = hashlib.sha256(DATA).hexdigest()
    with pytest.raises(URLError, match="ended after 300000 of"):
        hub.download_url_to_file(address, str(tmp_path / "y"), digest[:12], progress=False)
    assert not (tmp_path / "y").exists() and (tmp_path / "y.partial").stat().st_size == 300_000
    hub.download_url_to_file(address, str(tmp_path / "y"), digest[:12], progress=False)
    assert (tmp_path / "y").read_bytes() == DATA and [p.name for p in tmp_path.iterdir()] == ["y"]
    assert asked == [None, "bytes=300000-", "bytes=300000-"]


def test_another_version_is_not_glued_to_the_old_beginning(flaky, tmp_path):
    address, asked, server = flaky
    server.stops = [1000, 0]
    with pytest.raises(URLError):
        hub.download_url_to_file(address, str(tmp_path / "y"), progress=False)
    (tmp_path / "y.partial").write_bytes(b"x" * 1000)
    server.tag = '"two"'
    hub.download_url_to_file(address, str(tmp_path / "y"), progress=False)
    assert (tmp_path / "y").read_bytes() == DATA


def test_progress_is_shown(flaky, tmp_path, capsys):
    address, _, server = flaky
    server.stops = []
    hub.download_url_to_file(address, str(tmp_path / "y"), progress=True)
    assert "100" in capsys.readouterr().err


def test_offline_repository_comes_from_the_cache_and_says_so(tmp_path, monkeypatch, cache):
    alias(monkeypatch)
    repo = cache / "owner_name_v1"
    repo.mkdir(parents=True)
    (repo / "hubconf.py").write_text(HUBCONF)
    (repo / "inner.py").write_text("def width():\n    return 2\n")

    def unreachable(url, path, progress):
        raise URLError("no network")

    monkeypatch.setattr(hub, "download_url_to_file", unreachable)
    with pytest.warns(UserWarning, match="using the copy"):
        model = hub.load("owner/name:v1", "small", 4, trust_repo=True, force_reload=True, verbose=False)
    assert model.out_features == 2
    with pytest.raises(URLError):
        hub.load("owner/other:v1", "small", 4, trust_repo=True, verbose=False)
