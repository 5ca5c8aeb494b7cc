"""A file given to the wrong function: the error names the right one."""

import zipfile

import pytest

import lumbre
from lumbre import export, jit, nn
from lumbre.utils import safetensors

READERS = {"lumbre.load": lumbre.load, "lumbre.jit.load": jit.load, "lumbre.export.load": export.load, "lumbre.utils.safetensors.load_file": safetensors.load_file}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """{reader: a file of its kind}"""
    folder = tmp_path_factory.mktemp("kinds")
    model, x = nn.Linear(3, 2), lumbre.rand(1, 3)
    lumbre.save(model.state_dict(), folder / "a.pt")
    jit.save(jit.trace(model, x), folder / "a.lmb")
    export.save(export.export(model, (x,)), folder / "a.pt2")
    safetensors.save_file(model.state_dict(), folder / "a.safetensors")
    return dict(zip(READERS, (folder / f"a.{end}" for end in ("pt", "lmb", "pt2", "safetensors"))))


@pytest.mark.parametrize("reader", [r for r in READERS if "safetensors" not in r])
@pytest.mark.parametrize("kind", READERS)
def test_error_names_what_reads_the_file(files, reader, kind):
    if reader == kind:
        READERS[reader](files[kind])
        return
    with pytest.raises(Exception, match=f"`{kind}` reads it"):
        READERS[reader](files[kind])
    if reader != "lumbre.export.load":
        with pytest.raises(Exception, match=f"`{kind}` reads it"), open(files[kind], "rb") as file:
            READERS[reader](file)


@pytest.mark.parametrize("reader", ["lumbre.load", "lumbre.jit.load", "lumbre.export.load"])
def test_torchscript_archives_are_refused_with_a_way_out(tmp_path, reader):
    with zipfile.ZipFile(tmp_path / "old.pt", "w") as archive:
        for name in ("code/__torch__.py", "constants.pkl", "data.pkl"):
            archive.writestr(f"old/{name}", b"")
    with pytest.raises(Exception, match="TorchScript.*torch.export.save"):
        READERS[reader](tmp_path / "old.pt")


@pytest.mark.parametrize("reader", ["lumbre.load", "lumbre.jit.load", "lumbre.export.load"])
@pytest.mark.parametrize("content", [b"", b"nothing known", b"\x02\0\0\0\0\0\0\0{}", b"PK\x03\x04 cut off"])
def test_unknown_files_are_still_refused(tmp_path, reader, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(Exception):
        READERS[reader](tmp_path / "file")
