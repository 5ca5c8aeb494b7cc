//! PyTorch's files, and ours read back.

use super::describe::describe;
use super::{folder, golden_file};
use crate::io::Result;
use crate::io::checkpoint::{self, Checkpoint};
use crate::io::pickle::{Options, Pickle, TensorRef, Value};
use lumbre_kernels::DType;

fn expected() -> serde_json::Map<String, serde_json::Value> {
    serde_json::from_slice(&golden_file("expected.json")).expect("json")
}

fn rewrite(c: &Checkpoint) -> Vec<u8> {
    let bytes = |i| c.storage(i).ok_or_else(|| crate::io::error("no storage"));
    checkpoint::write(Vec::new(), "archive", &c.pickle, bytes).expect("written")
}

#[test]
fn test_recorded_files_hold_what_pytorch_loads() {
    for (name, text) in expected() {
        let data = golden_file(&name);
        let c = Checkpoint::read(&data, &Options::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(describe(&c), text.as_str().expect("text"), "{name}");
    }
}

#[test]
fn test_rewritten_files_hold_the_same() {
    for (name, text) in expected() {
        let data = golden_file(&name);
        let c = Checkpoint::read(&data, &Options::default()).expect("recorded");
        let again = rewrite(&c);
        let c2 = Checkpoint::read(&again, &Options::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(describe(&c2), text.as_str().expect("text"), "{name}");
        assert_eq!(rewrite(&c2), again, "{name} is not stable");
        // Data that may be mapped are aligned.
        for i in 0..c2.pickle.storages().len() {
            assert_eq!(c2.range(i).expect("storage").start % 64, 0, "{name}");
        }
    }
}

#[test]
fn test_shared_values_stay_shared() {
    let data = golden_file("nested.pt");
    let c = Checkpoint::read(&data, &Options::default()).expect("recorded");
    let again = rewrite(&c);
    for data in [&data, &again] {
        let c = Checkpoint::read(data, &Options::default()).expect("file");
        let shared = c.pickle.lookup(c.pickle.root(), "shared").expect("key");
        let Value::List(two) = c.pickle.get(shared) else { panic!("not a list") };
        assert_eq!(two[0], two[1]);
    }
    let data = golden_file("views.pt");
    let c = Checkpoint::read(&data, &Options::default()).expect("recorded");
    assert_eq!(c.pickle.storages().len(), 3);
    let x = c.pickle.lookup(c.pickle.root(), "x");
    assert!(x.is_some() && x == c.pickle.lookup(c.pickle.root(), "again"));
}

#[test]
fn test_allowed_types_become_objects_and_others_are_refused() {
    // copyreg-free instance: c main Thing, NEWOBJ with no arguments, BUILD of {'x': 1}.
    let data = b"\x80\x02cmain\nThing\n)\x81}X\x01\x00\x00\x00xK\x01sb.";
    let refused = crate::io::pickle::read(data, &Options::default()).expect_err("not allowed");
    assert!(refused.message.contains("GLOBAL main.Thing was not an allowed global"), "{refused}");
    let allow = |m: &str, n: &str| (m, n) == ("main", "Thing");
    let p = crate::io::pickle::read(data, &Options { allow: &allow }).expect("allowed");
    let Value::Object(o) = p.get(p.root()) else { panic!("not an object") };
    assert!(o.new && o.state.is_some_and(|s| p.lookup(s, "x").is_some()));
    let again = crate::io::pickle::write(&p).expect("written");
    assert!(crate::io::pickle::read(&again, &Options { allow: &allow }).is_ok());
}

#[test]
fn test_values_pytorch_does_not_write_survive() -> Result<()> {
    let mut p = Pickle::new();
    let s = p.storage("0", "cpu", 7)?;
    let t = p.push(Value::Tensor(Box::new(TensorRef::new(s, DType::I16, &[3], &[1]))))?;
    let items = vec![p.push(Value::Bytes(Box::default()))?, p.push(Value::FrozenSet(vec![p.root()]))?, t, t];
    let root = p.push(Value::List(items))?;
    p.set_root(root);
    let data = checkpoint::write(Vec::new(), "x", &p, |_| Ok(&[1, 2, 3, 4, 5, 6, 7]))?;
    let c = Checkpoint::read(&data, &Options::default())?;
    let text = "list [(bytes )(frozenset [(None)])(tensor int16 [3] [1] +0";
    assert!(describe(&c).starts_with(text), "{}", describe(&c));
    assert_eq!(c.storage(0), Some(&[1, 2, 3, 4, 5, 6, 7][..]));
    Ok(())
}

#[test]
fn test_torchscript_and_foreign_files_are_named() {
    for (name, part) in [("plain.npy", "not a PyTorch file"), ("arrays.npz", "not in a folder")] {
        let data = golden_file(name);
        let e = Checkpoint::read(&data, &Options::default()).err().expect("refused");
        assert!(e.message.contains(part), "{e}");
    }
    assert!(Checkpoint::read(b"", &Options::default()).is_err());
    assert!(folder().is_dir());
}
