//! A text for a tree of values, equal to what the recording script says of the same file.

use crate::io::checkpoint::Checkpoint;
use crate::io::pickle::{Id, TensorKind, TensorRef, Value};

fn fnv(data: &[u8]) -> String {
    let h = data.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, &b| (h ^ b as u64).wrapping_mul(0x100_0000_01b3));
    format!("{h:016x}")
}

fn hex(b: &[u8]) -> String {
    b.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn describe(c: &Checkpoint) -> String {
    value(c, c.pickle.root())
}

fn storage(c: &Checkpoint, index: u32) -> String {
    fnv(c.storage(index as usize).expect("storage"))
}

fn tensor(c: &Checkpoint, t: &TensorRef) -> String {
    let kind = if t.kind == TensorKind::Parameter { "parameter" } else { "tensor" };
    let flag = |on, name: &str| if on { format!(" {name}") } else { String::new() };
    let flags = [flag(t.requires_grad, "grad"), flag(t.conj, "conj"), flag(t.neg, "neg")].concat();
    let bytes = t.storage.map_or("none".to_string(), |s| storage(c, s));
    let state = t.state.map_or(String::new(), |s| format!(" {}", value(c, s)));
    format!("{kind} {} {:?} {:?} +{}{flags} {bytes}{state}", t.dtype.name(), t.sizes, t.strides, t.offset)
}

fn items(c: &Checkpoint, name: &str, items: &[(Id, Id)]) -> String {
    let text: String = items.iter().map(|&(k, v)| format!("({}: {})", value(c, k), value(c, v))).collect();
    format!("{name} [{text}]")
}

fn sequence(c: &Checkpoint, name: &str, ids: &[Id], sorted: bool) -> String {
    let mut parts: Vec<String> = ids.iter().map(|&i| format!("({})", value(c, i))).collect();
    if sorted {
        parts.sort();
    }
    format!("{name} [{}]", parts.concat())
}

fn value(c: &Checkpoint, id: Id) -> String {
    match c.pickle.get(id) {
        Value::None => "None".into(),
        Value::Bool(b) => if *b { "True" } else { "False" }.into(),
        Value::Int(v) => format!("int {v}"),
        Value::BigInt(b) => format!("long {}", hex(b)),
        Value::Float(v) => format!("float {}", hex(&v.to_be_bytes())),
        Value::Complex(re, im) => format!("complex {}{}", hex(&re.to_be_bytes()), hex(&im.to_be_bytes())),
        Value::Str(s) => format!("str {}", hex(s.as_bytes())),
        Value::Bytes(b) => format!("bytes {}", hex(b)),
        Value::ByteArray(b) => format!("bytearray {}", hex(b)),
        Value::List(v) => sequence(c, "list", v, false),
        Value::Tuple(v) => sequence(c, "tuple", v, false),
        Value::Set(v) => sequence(c, "set", v, true),
        Value::FrozenSet(v) => sequence(c, "frozenset", v, true),
        Value::Dict(v) => items(c, "dict", v),
        Value::Counter(v) => items(c, "Counter", v),
        Value::OrderedDict(d) => {
            items(c, "OrderedDict", &d.items) + &d.attributes.map_or(String::new(), |a| value(c, a))
        }
        Value::Size(v) => format!("size {v:?}"),
        Value::DType(d) => format!("torch.{}", d.name()),
        Value::Layout(l) => format!("torch.{l}"),
        Value::Device(d) => format!("device {} {}", d.kind, d.index.map_or("None".into(), |i| i.to_string())),
        Value::Storage(s) => format!("storage {} {}", s.dtype.map_or("uint8", |d| d.name()), storage(c, s.index)),
        Value::Tensor(t) => tensor(c, t),
        Value::Global(g) => format!("global {}.{}", g.module, g.name),
        Value::Object(o) => {
            let state = o.state.map_or(String::new(), |s| value(c, s));
            format!("object {} {} {} {state}", value(c, o.callable), value(c, o.args), o.new)
        }
    }
}
