//! Zip, npy, npz, safetensors and the writing of files.

use super::golden_file;
use crate::io::zip::{ZipArchive, ZipWriter};
use crate::io::{error, file, npy, safetensors};
use lumbre_kernels::DType;

#[test]
fn test_zip_round_trip() {
    let big = vec![7u8; 1000];
    let mut w = ZipWriter::new(Vec::new());
    for (name, data) in [("r/a", &b"first"[..]), ("r/b/c", &big), ("r/empty", b"")] {
        w.add(name, data).expect("added");
    }
    let bytes = w.finish().expect("written");
    let zip = ZipArchive::open(&bytes).expect("read");
    assert_eq!(zip.root().expect("root"), "r");
    assert_eq!((zip.get("r/a"), zip.get("r/b/c")), (Some(&b"first"[..]), Some(&big[..])));
    assert_eq!((zip.get("r/empty"), zip.get("a")), (Some(&b""[..]), None));
    for e in zip.entries() {
        zip.verify(e).expect("checksum");
        assert_eq!(e.range.start % 64, 0);
    }
}

#[test]
fn test_zip_of_many_entries_takes_the_64_bit_directory() {
    let mut w = ZipWriter::new(Vec::new());
    for i in 0..66_000u32 {
        w.add(&format!("r/{i}"), &[]).expect("added");
    }
    let bytes = w.finish().expect("written");
    assert_eq!(ZipArchive::open(&bytes).expect("read").entries().len(), 66_000);
}

#[test]
fn test_npy_headers_of_numpy() {
    let read = |name| npy::read(&golden_file(name)).expect(name);
    let plain = read("plain.npy");
    assert_eq!((plain.dtype, plain.sizes, plain.fortran, plain.swapped), (DType::F32, vec![3, 4], false, false));
    let fortran = read("fortran.npy");
    assert_eq!((fortran.dtype, fortran.sizes, fortran.fortran), (DType::F64, vec![3, 4], true));
    let big = read("big_endian.npy");
    assert_eq!((big.dtype, big.swapped), (DType::I16, true));
    let data = golden_file("big_endian.npy");
    assert_eq!(data[big.range][..4], [0, 0, 0, 1]);
    let scalar = read("scalar.npy");
    assert_eq!((scalar.dtype, scalar.sizes), (DType::C128, vec![]));
    let refused = npy::read(&golden_file("object.npy")).expect_err("pickles");
    assert!(refused.message.contains("object arrays"), "{refused}");
}

#[test]
fn test_npy_is_written_as_numpy_does() {
    let data = golden_file("plain.npy");
    let header = npy::read(&data).expect("recorded");
    let ours = npy::write(Vec::new(), header.dtype, &header.sizes, &data[header.range]).expect("written");
    assert_eq!(ours, data);
    assert!(npy::write(Vec::new(), DType::BF16, &[1], &[0, 0]).is_err());
    assert!(npy::write(Vec::new(), DType::F32, &[2], &[0; 4]).is_err());
}

#[test]
fn test_npz_round_trip() {
    let data = golden_file("arrays.npz");
    let arrays = npy::read_npz(&data).expect("recorded");
    let names: Vec<_> = arrays.iter().map(|a| (a.0.as_str(), a.1.dtype, a.1.sizes.clone())).collect();
    let expect = [("a", DType::F64, vec![3, 4]), ("mask", DType::Bool, vec![3, 4]), ("empty", DType::U16, vec![0, 2])];
    assert_eq!(names, expect);
    let parts: Vec<_> =
        arrays.iter().map(|(n, h, b)| (n.as_str(), h.dtype, &h.sizes[..], &b[h.range.clone()])).collect();
    let ours = npy::write_npz(Vec::new(), &parts).expect("written");
    let again = npy::read_npz(&ours).expect("read");
    for (a, b) in arrays.iter().zip(&again) {
        assert_eq!((&a.0, &a.1, a.2), (&b.0, &b.1, b.2));
    }
}

#[test]
fn test_safetensors_round_trip() {
    let data = golden_file("weights.safetensors");
    let h = safetensors::read(&data).expect("recorded");
    let texts: Vec<_> = h.entries.iter().map(|e| (e.name.as_str(), e.dtype, e.sizes.clone())).collect();
    assert_eq!(texts, [("x", DType::F32, vec![2, 3]), ("ok", DType::Bool, vec![3])]);
    assert_eq!(h.metadata["format"], "pt");
    let x: Vec<f32> =
        data[h.entries[0].range.clone()].chunks(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    assert_eq!(x, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    let source = |e: &safetensors::Entry| (e.name.clone(), e.dtype, e.sizes.clone(), data[e.range.clone()].to_vec());
    let owned: Vec<_> = h.entries.iter().map(source).collect();
    let sources: Vec<_> = owned
        .iter()
        .map(|(name, dtype, sizes, bytes)| safetensors::Source { name, dtype: *dtype, sizes, bytes })
        .collect();
    let ours = safetensors::write(Vec::new(), &sources, &[("format", "pt")]).expect("written");
    let again = safetensors::read(&ours).expect("read");
    assert_eq!(again.metadata, h.metadata);
    let again: Vec<_> = again.entries.iter().map(|e| (e.name.clone(), ours[e.range.clone()].to_vec())).collect();
    assert_eq!(again, owned.into_iter().map(|o| (o.0, o.3)).collect::<Vec<_>>());
}

#[test]
fn test_atomic_write_replaces_whole_files_only() {
    let folder = std::env::temp_dir().join(format!("lumbre-io-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    let path = folder.join("file");
    file::write_atomic(&path, |w| Ok(w.write_all(b"old")?)).expect("written");
    let failed = file::write_atomic(&path, |w| {
        w.write_all(b"half")?;
        Err(error("stopped"))
    });
    assert_eq!(failed.expect_err("stopped").message, "stopped");
    assert_eq!(std::fs::read(&path).expect("file"), b"old");
    file::write_atomic(&path, |w| Ok(w.write_all(b"new")?)).expect("written");
    assert_eq!(std::fs::read(&path).expect("file"), b"new");
    #[cfg(unix)]
    {
        let link = folder.join("link");
        std::os::unix::fs::symlink(&path, &link).expect("link");
        file::write_atomic(&link, |w| Ok(w.write_all(b"through")?)).expect("written");
        assert_eq!(std::fs::read(&path).expect("file"), b"through");
        assert!(std::fs::symlink_metadata(&link).expect("link").is_symlink());
        std::fs::remove_file(&link).expect("removed");
    }
    let names: Vec<_> =
        std::fs::read_dir(&folder).expect("folder").filter_map(|e| e.ok()).map(|e| e.file_name()).collect();
    assert_eq!(names, ["file"]);
    let missing = file::write_atomic(&folder.join("no/such"), |_| Ok(())).expect_err("no folder");
    assert!(missing.os.is_some() && missing.message.contains("no/such"), "{missing}");
    std::fs::remove_dir_all(&folder).expect("removed");
}
