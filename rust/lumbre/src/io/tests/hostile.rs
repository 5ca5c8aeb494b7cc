//! Attacks on the readers, one by one.

use super::golden_file;
use crate::io::checkpoint::Checkpoint;
use crate::io::pickle::{self, Options};
use crate::io::zip::{ZipArchive, ZipWriter};
use crate::io::{npy, safetensors};

fn refuse(data: &[u8], part: &str) {
    let e = pickle::read(data, &Options::default()).expect_err(part);
    assert!(e.message.contains(part), "{e}, not {part}");
}

#[test]
fn test_pickles_that_name_code_are_refused() {
    refuse(b"\x80\x02cos\nsystem\nX\x02\x00\x00\x00ls\x85R.", "module os is blocked");
    refuse(b"\x80\x02cposix\nsystem\nX\x02\x00\x00\x00ls\x85R.", "is blocked");
    refuse(b"\x80\x02c__builtin__\neval\nX\x01\x00\x00\x001\x85R.", "GLOBAL eval was not an allowed global");
    refuse(b"\x80\x04X\x02\x00\x00\x00osX\x06\x00\x00\x00system\x93.", "is blocked");
    refuse(b"\x80\x02ctorch._utils\n_rebuild_wrapper_subclass\n)R.", "not an allowed global");
    refuse(b"\x80\x02i__main__\nX\n.", "opcode 0x69");
    // A module from the user's list does not open `os`.
    let all = |_: &str, _: &str| true;
    assert!(pickle::read(b"\x80\x02cos\nsystem\n.", &Options { allow: &all }).is_err());
    // Calls of values that are no functions, and of functions without a meaning as one.
    refuse(b"\x80\x02K\x01)R.", "not a function");
    refuse(b"\x80\x02ctorch\nTensor\n)R.", "may not be called");
    refuse(b"\x80\x02ctorch\nFloatStorage\n)\x81.", "may not be called");
}

#[test]
fn test_containers_of_the_wrong_type_are_refused() {
    refuse(b"\x80\x02](K\x01K\x02u.", "can only set items");
    refuse(b"\x80\x02ctorch\nSize\n)RK\x01K\x02s.", "can only set items");
    refuse(b"\x80\x02}K\x01a.", "can only append");
    refuse(b"\x80\x02})\x85b.", "can only set the state");
    refuse(b"\x80\x02ccollections\nOrderedDict\n)R]b.", "can only set the state");
    refuse(b"\x80\x02}]K\x01s.", "could not hash");
    refuse(b"\x80\x02}(K\x01u.", "key without a value");
    refuse(b"\x80\x02c__builtin__\nset\n]]a\x85R.", "could not hash");
}

#[test]
fn test_broken_machines_are_refused() {
    refuse(b"", "unexpected end");
    refuse(b"\x80\x02", "unexpected end");
    refuse(b"\x80\x05.", "protocol 5");
    refuse(b"\x80\x02.", "stack is empty");
    refuse(b"\x80\x02NN.", "left on the stack");
    refuse(b"\x80\x02N(\x85.", "stack is empty");
    refuse(b"\x80\x02t.", "no mark");
    refuse(b"\x80\x02h\x07.", "no value was kept");
    refuse(b"\x80\x02X\xff\xff\xff\xffx.", "unexpected end");
    refuse(b"\x80\x02\x8b\xff\xff\xff\xff.", "an integer of");
    refuse(b"\x80\x02X\x01\x00\x00\x00\xff.", "not UTF-8");
    refuse(b"\x80\x02N.N", "after the end");
}

#[test]
fn test_cycles_depth_and_bombs_are_refused() {
    refuse(b"\x80\x02]q\x00h\x00a.", "holds itself");
    let deep = [&b"\x80\x02"[..], &[b']'; 5000], &[b'a'; 4999], b"."].concat();
    refuse(&deep, "nested more than");
    let tuples = [&b"\x80\x02N"[..], &[0x85; 1_000_000], b"."].concat();
    refuse(&tuples, "nested more than");
    let fine = [&b"\x80\x02N"[..], &[0x85; 900], b"."].concat();
    assert!(pickle::read(&fine, &Options::default()).is_ok());
    // Doubling by reference: 60 levels would expand to 2^60 leaves, and are read at once.
    let mut doubling = b"\x80\x02N".to_vec();
    for _ in 0..60 {
        doubling.extend_from_slice(b"q\x00h\x00\x86");
    }
    doubling.push(b'.');
    assert!(pickle::read(&doubling, &Options::default()).expect("small").len() < 100);
    // One text of 100 kB encoded ten thousand times.
    let mut copies = b"\x80\x02c_codecs\nencode\nq\x00X\xa0\x86\x01\x00".to_vec();
    copies.extend_from_slice(&[b'x'; 100_000]);
    copies.extend_from_slice(b"q\x01X\x06\x00\x00\x00latin1q\x02]");
    for _ in 0..10_000 {
        copies.extend_from_slice(b"h\x00h\x01h\x02\x86Ra");
    }
    refuse(&copies, "far larger than the file");
}

/// A pickle of one tensor with the given size, stride and offset over a storage of `numel` floats.
fn tensor(numel: i64, sizes: &[i64], strides: &[i64], offset: i64) -> Vec<u8> {
    let long = |v: i64| [&b"\x8a\x08"[..], &v.to_le_bytes()].concat();
    let tuple = |v: &[i64]| [&b"("[..], &v.iter().flat_map(|&v| long(v)).collect::<Vec<_>>(), b"t"].concat();
    let mut b = b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n".to_vec();
    b.extend_from_slice(b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpu");
    b.extend(long(numel));
    b.extend_from_slice(b"tQ");
    b.extend(long(offset));
    b.extend(tuple(sizes));
    b.extend(tuple(strides));
    b.extend_from_slice(b"\x89}tR.");
    b
}

#[test]
fn test_tensors_outside_their_storage_are_refused() {
    assert!(pickle::read(&tensor(6, &[2, 3], &[3, 1], 0), &Options::default()).is_ok());
    assert!(pickle::read(&tensor(0, &[0, 3], &[3, 1], 0), &Options::default()).is_ok());
    let max = i64::MAX;
    for (numel, sizes, strides, offset) in [
        (5, vec![2, 3], vec![3, 1], 0),
        (6, vec![2, 3], vec![3, 1], 1),
        (6, vec![2, 3], vec![-3, 1], 3),
        (6, vec![2, 3], vec![3, 1], -1),
        (6, vec![-2, 3], vec![3, 1], 0),
        (6, vec![2, 3], vec![3], 0),
        (6, vec![max, max], vec![0, 0], 0),
        (6, vec![2], vec![max], 1),
        (6, vec![1], vec![1], max),
        (6, vec![max / 2], vec![1], 0),
    ] {
        refuse(&tensor(numel, &sizes, &strides, offset), "does not fit");
    }
    refuse(&tensor(-1, &[1], &[1], 0), "a storage of -1");
    refuse(&tensor(max, &[1], &[1], 0), "a storage of");
    refuse(&tensor(1, &[1; 65], &[1; 65], 0), "at most 64");
}

#[test]
fn test_storages_shorter_than_the_pickle_says_are_refused() {
    let mut w = ZipWriter::new(Vec::new());
    w.add("a/data.pkl", &tensor(6, &[6], &[1], 0)).expect("added");
    w.add("a/data/0", &[0; 8]).expect("added");
    let data = w.finish().expect("written");
    let e = Checkpoint::read(&data, &Options::default()).err().expect("refused");
    assert!(e.message.contains("has 8 bytes, the pickle says 24"), "{e}");
}

fn zip(names: &[&str]) -> Vec<u8> {
    let mut w = ZipWriter::new(Vec::new());
    names.iter().for_each(|n| w.add(n, b"data").expect("added"));
    w.finish().expect("written")
}

fn refuse_zip(data: &[u8], part: &str) {
    let e = ZipArchive::open(data).err().expect(part);
    assert!(e.message.contains(part), "{e}, not {part}");
}

#[test]
fn test_zip_names_are_checked() {
    refuse_zip(&zip(&["a/x", "a/x"]), "two entries");
    for name in ["a/../x", "/a", "a\\x", "a/./x", "a\0"] {
        refuse_zip(&zip(&[name]), "bad entry name");
    }
    let two = zip(&["a/x", "b/x"]);
    assert!(ZipArchive::open(&two).expect("zip").root().is_err());
}

#[test]
fn test_zip_records_that_contradict_each_other_are_refused() {
    let good = zip(&["a/x", "a/y"]);
    let start = good.windows(4).position(|w| w == b"PK\x01\x02").expect("directory");
    let patched = |at: usize, bytes: &[u8]| {
        let mut bad = good.clone();
        bad[at..at + bytes.len()].copy_from_slice(bytes);
        bad
    };
    refuse_zip(&patched(start + 8, &[1]), "encrypted");
    refuse_zip(&patched(start + 10, &[8]), "compressed");
    refuse_zip(&patched(start + 20, &[9]), "contradicting sizes");
    refuse_zip(&patched(start + 20, &[255, 255, 0, 0, 255, 255, 0, 0]), "runs past the end");
    refuse_zip(&patched(start + 42, &[1]), "no local header");
    refuse_zip(&patched(start + 42, &[255, 255, 255]), "outside a file");
    refuse_zip(&patched(start + 46, b"b"), "contradicts the directory");
    refuse_zip(&patched(start, b"QK"), "damaged");
    refuse_zip(&patched(good.len() - 12, &[1]), "disks");
    refuse_zip(&good[..good.len() - 1], "no end record");
    refuse_zip(&[&good[..], b"x"].concat(), "no end record");
    // The second entry's data made to start inside the first's.
    let mut overlap = good.clone();
    (overlap[start + 20], overlap[start + 24]) = (66, 66);
    refuse_zip(&overlap, "overlap");
}

#[test]
fn test_npy_headers_that_lie_are_refused() {
    let header = |text: &str| {
        let mut b = b"\x93NUMPY\x01\x00".to_vec();
        b.extend_from_slice(&(text.len() as u16).to_le_bytes());
        b.extend_from_slice(text.as_bytes());
        b
    };
    for text in [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1), } + __import__('os')",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (), }",
        "{'descr': '', 'fortran_order': False, 'shape': (), }",
        "{'descr': 'é4', 'fortran_order': False, 'shape': (), }",
        "{'descr': '<f4', 'fortran_order': 1, 'shape': (), }",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (), }",
        "{'descr': '<f4'}",
        "{'descr': '<f4",
        "",
    ] {
        assert!(npy::read(&header(text)).is_err(), "{text}");
    }
    assert!(npy::read(b"\x93NUMPY\x03\x00\xff\xff\xff\xff{").is_err());
}

#[test]
fn test_safetensors_headers_that_lie_are_refused() {
    let good = golden_file("weights.safetensors");
    let with = |n: u64, text: &str| [&n.to_le_bytes()[..], text.as_bytes()].concat();
    for bad in [
        vec![],
        with(u64::MAX, "{}"),
        with(2, "{}x"),
        with(60, r#"{"x":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}     "#),
        with(68, r#"{"x":{"dtype":"F32","shape":[18446744073709551615,4],"data_offsets":[0,0]}}"#),
        good[..good.len() - 1].to_vec(),
        [&good[..], b"x"].concat(),
    ] {
        assert!(safetensors::read(&bad).is_err());
    }
}
