//! Writes a tree as a pickle of protocol 2 with PyTorch's names, which `torch.load(weights_only=True)` reads.

use super::opcode::*;
use super::{Global, Id, Pickle, StorageRef, TensorKind, TensorRef, Value};
use crate::io::{Result, bad};
use lumbre_kernels::DType;
use std::collections::HashMap;

struct Writer<'p> {
    pickle: &'p Pickle,
    out: Vec<u8>,
    references: Vec<u32>,
    /// Positions in the reader's memo: of values, of strings by content, of globals by name.
    values: HashMap<Id, u32>,
    strings: HashMap<&'p str, u32>,
    globals: HashMap<(String, String), u32>,
    next: u32,
}

/// The bytes of a pickle. Storages appear by key; their contents are the caller's.
pub fn write(pickle: &Pickle) -> Result<Vec<u8>> {
    let references = pickle.references()?;
    let mut w = Writer {
        pickle,
        out: vec![PROTO, 2],
        references,
        values: HashMap::new(),
        strings: HashMap::new(),
        globals: HashMap::new(),
        next: 0,
    };
    w.value(pickle.root())?;
    w.out.push(STOP);
    Ok(w.out)
}

/// The class of storages of a dtype; the newer dtypes have none and lie in untyped storages.
fn storage_class(dtype: DType) -> Option<&'static str> {
    Some(match dtype {
        DType::F64 => "DoubleStorage",
        DType::F32 => "FloatStorage",
        DType::F16 => "HalfStorage",
        DType::BF16 => "BFloat16Storage",
        DType::I64 => "LongStorage",
        DType::I32 => "IntStorage",
        DType::I16 => "ShortStorage",
        DType::I8 => "CharStorage",
        DType::U8 => "ByteStorage",
        DType::Bool => "BoolStorage",
        DType::C64 => "ComplexFloatStorage",
        DType::C128 => "ComplexDoubleStorage",
        _ => return None,
    })
}

impl<'p> Writer<'p> {
    fn value(&mut self, id: Id) -> Result<()> {
        if let Some(&at) = self.values.get(&id) {
            self.get(at);
            return Ok(());
        }
        let pickle = self.pickle;
        match pickle.get(id) {
            Value::None => self.out.push(NONE),
            Value::Bool(v) => self.flag(*v),
            Value::Int(v) => self.int(*v),
            Value::BigInt(b) => self.long(b)?,
            Value::Float(v) => self.float(*v),
            Value::Str(s) => self.str(s)?,
            Value::DType(d) => self.global("torch", d.name()),
            Value::Global(g) => self.named(g),
            Value::List(items) => return self.list(id, items),
            Value::Dict(items) => {
                self.out.push(EMPTY_DICT);
                self.keep(id);
                return self.set_items(items);
            }
            Value::OrderedDict(d) => {
                self.ordered_dict();
                self.keep(id);
                self.set_items(&d.items)?;
                if let Some(attributes) = d.attributes {
                    self.value(attributes)?;
                    self.out.push(BUILD);
                }
                return Ok(());
            }
            Value::Tuple(items) => {
                self.open(items.len());
                items.iter().try_for_each(|&i| self.value(i))?;
                self.close(items.len());
            }
            Value::Storage(s) => self.storage(*s)?,
            Value::Tensor(t) => self.tensor(t)?,
            Value::Object(o) => {
                self.value(o.callable)?;
                self.value(o.args)?;
                self.out.push(if o.new { NEWOBJ } else { REDUCE });
                self.keep(id);
                if let Some(state) = o.state {
                    self.value(state)?;
                    self.out.push(BUILD);
                }
                return Ok(());
            }
            called => self.called(called)?,
        }
        self.keep(id);
        Ok(())
    }

    /// Values that are written as a call of a class with plain arguments.
    fn called(&mut self, value: &'p Value) -> Result<()> {
        match value {
            Value::Complex(re, im) => {
                self.global("__builtin__", "complex");
                self.float(*re);
                self.float(*im);
                self.close(2);
            }
            Value::Bytes(b) => return self.bytes(b),
            Value::ByteArray(b) => {
                self.global("__builtin__", "bytearray");
                self.bytes(b)?;
                self.close(1);
            }
            Value::Counter(items) => {
                self.global("collections", "Counter");
                self.out.push(EMPTY_DICT);
                self.set_items(items)?;
                self.close(1);
            }
            Value::Set(items) | Value::FrozenSet(items) => {
                let frozen = matches!(value, Value::FrozenSet(_));
                self.global("__builtin__", if frozen { "frozenset" } else { "set" });
                self.out.push(EMPTY_LIST);
                self.append(items)?;
                self.close(1);
            }
            Value::Size(sizes) => {
                self.global("torch", "Size");
                self.ints(sizes);
                self.close(1);
            }
            Value::Device(d) => {
                self.global("torch", "device");
                self.owned_str(&d.kind)?;
                if let Some(i) = d.index {
                    self.int(i);
                }
                self.close(1 + d.index.is_some() as usize);
            }
            Value::Layout(name) => {
                self.global("torch.serialization", "_get_layout");
                self.owned_str(&format!("torch.{name}"))?;
                self.close(1);
            }
            _ => return bad!("pickle: a value that cannot be written"),
        }
        self.out.push(REDUCE);
        Ok(())
    }

    fn list(&mut self, id: Id, items: &[Id]) -> Result<()> {
        self.out.push(EMPTY_LIST);
        self.keep(id);
        self.append(items)
    }

    fn append(&mut self, items: &[Id]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.out.push(MARK);
        items.iter().try_for_each(|&i| self.value(i))?;
        self.out.push(APPENDS);
        Ok(())
    }

    fn set_items(&mut self, items: &[(Id, Id)]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.out.push(MARK);
        for &(k, v) in items {
            self.value(k)?;
            self.value(v)?;
        }
        self.out.push(SETITEMS);
        Ok(())
    }

    fn tensor(&mut self, t: &'p TensorRef) -> Result<()> {
        match (t.kind, t.state) {
            (TensorKind::Parameter, state) => {
                let name = if state.is_some() { "_rebuild_parameter_with_state" } else { "_rebuild_parameter" };
                self.global("torch._utils", name);
                self.out.push(MARK);
                self.plain_tensor(t)?;
                self.out.push(REDUCE);
                self.flag(t.requires_grad);
                self.ordered_dict();
                state.map_or(Ok(()), |s| self.value(s))?;
                self.out.push(TUPLE);
            }
            (TensorKind::Tensor, None) => self.plain_tensor(t)?,
            (kind, state) => {
                self.global("torch._tensor", "_rebuild_from_type_v2");
                self.out.push(MARK);
                self.rebuild_name(t);
                match kind {
                    TensorKind::Class(class) => self.value(class)?,
                    _ => self.global("torch", "Tensor"),
                }
                self.rebuild_args(t)?;
                match state {
                    Some(s) => self.value(s)?,
                    None => self.out.push(EMPTY_DICT),
                }
                self.out.push(TUPLE);
            }
        }
        self.out.push(REDUCE);
        Ok(())
    }

    fn plain_tensor(&mut self, t: &'p TensorRef) -> Result<()> {
        self.rebuild_name(t);
        self.rebuild_args(t)
    }

    fn rebuild_name(&mut self, t: &TensorRef) {
        self.global(
            "torch._utils",
            match (t.storage, storage_class(t.dtype)) {
                (None, _) => "_rebuild_meta_tensor_no_storage",
                (_, Some(_)) => "_rebuild_tensor_v2",
                (_, None) => "_rebuild_tensor_v3",
            },
        );
    }

    fn rebuild_args(&mut self, t: &'p TensorRef) -> Result<()> {
        let requires_grad = t.requires_grad && t.kind != TensorKind::Parameter;
        self.out.push(MARK);
        let Some(index) = t.storage else {
            self.global("torch", t.dtype.name());
            self.ints(&t.sizes);
            self.ints(&t.strides);
            self.flag(requires_grad);
            self.out.push(TUPLE);
            return Ok(());
        };
        let class = storage_class(t.dtype);
        self.storage(StorageRef { index, dtype: class.map(|_| t.dtype) })?;
        self.int(t.offset);
        self.ints(&t.sizes);
        self.ints(&t.strides);
        self.flag(requires_grad);
        self.ordered_dict();
        if class.is_none() {
            self.global("torch", t.dtype.name());
        }
        let flags = [("conj", t.conj), ("neg", t.neg)];
        if flags.iter().any(|f| f.1) {
            self.out.extend([EMPTY_DICT, MARK]);
            for (name, _) in flags.iter().filter(|f| f.1) {
                self.str(name)?;
                self.flag(true);
            }
            self.out.push(SETITEMS);
        }
        self.out.push(TUPLE);
        Ok(())
    }

    fn storage(&mut self, s: StorageRef) -> Result<()> {
        let pickle = self.pickle;
        let Some(storage) = pickle.storages().get(s.index as usize) else { return bad!("pickle: no such storage") };
        let size = s.dtype.map_or(1, |d| d.size() as u64);
        let Ok(numel) = i64::try_from(storage.nbytes / size) else { return bad!("pickle: a storage is too large") };
        self.out.push(MARK);
        self.str("storage")?;
        match s.dtype.and_then(storage_class) {
            Some(class) => self.global("torch", class),
            None => self.global("torch.storage", "UntypedStorage"),
        }
        self.str(&storage.key)?;
        self.str(&storage.location)?;
        self.int(numel);
        self.out.extend([TUPLE, BINPERSID]);
        Ok(())
    }

    fn ordered_dict(&mut self) {
        self.global("collections", "OrderedDict");
        self.out.extend([EMPTY_TUPLE, REDUCE]);
    }

    fn ints(&mut self, v: &[i64]) {
        self.open(v.len());
        v.iter().for_each(|&i| self.int(i));
        self.close(v.len());
    }

    /// A tuple of up to three items needs no mark.
    fn open(&mut self, n: usize) {
        if n > 3 {
            self.out.push(MARK);
        }
    }

    fn close(&mut self, n: usize) {
        self.out.push(match n {
            0 => EMPTY_TUPLE,
            1 => TUPLE1,
            2 => TUPLE2,
            3 => TUPLE3,
            _ => TUPLE,
        });
    }

    fn flag(&mut self, v: bool) {
        self.out.push(if v { NEWTRUE } else { NEWFALSE });
    }

    fn float(&mut self, v: f64) {
        self.out.push(BINFLOAT);
        self.out.extend_from_slice(&v.to_be_bytes());
    }

    fn int(&mut self, v: i64) {
        if let Ok(v) = u8::try_from(v) {
            self.out.extend([BININT1, v]);
        } else if let Ok(v) = u16::try_from(v) {
            self.out.push(BININT2);
            self.out.extend_from_slice(&v.to_le_bytes());
        } else if let Ok(v) = i32::try_from(v) {
            self.out.push(BININT);
            self.out.extend_from_slice(&v.to_le_bytes());
        } else {
            self.out.extend([LONG1, 8]);
            self.out.extend_from_slice(&v.to_le_bytes());
        }
    }

    fn long(&mut self, b: &[u8]) -> Result<()> {
        let Ok(n) = u8::try_from(b.len()) else { return bad!("pickle: an integer of more than 255 bytes") };
        self.out.extend([LONG1, n]);
        self.out.extend_from_slice(b);
        Ok(())
    }

    fn str(&mut self, s: &'p str) -> Result<()> {
        if let Some(&at) = self.strings.get(s) {
            self.get(at);
            return Ok(());
        }
        self.owned_str(s)?;
        let at = self.put();
        self.strings.insert(s, at);
        Ok(())
    }

    fn owned_str(&mut self, s: &str) -> Result<()> {
        let Ok(n) = u32::try_from(s.len()) else { return bad!("pickle: a string of more than 4 GB") };
        self.out.push(BINUNICODE);
        self.out.extend_from_slice(&n.to_le_bytes());
        self.out.extend_from_slice(s.as_bytes());
        Ok(())
    }

    fn bytes(&mut self, b: &[u8]) -> Result<()> {
        self.global("_codecs", "encode");
        let text: String = b.iter().map(|&b| b as char).collect();
        self.owned_str(&text)?;
        self.owned_str("latin1")?;
        self.out.extend([TUPLE2, REDUCE]);
        Ok(())
    }

    fn named(&mut self, g: &Global) {
        let module = if g.module == "builtins" { "__builtin__" } else { &g.module };
        self.global(module, &g.name)
    }

    fn global(&mut self, module: &str, name: &str) {
        let key = (module.to_string(), name.to_string());
        if let Some(&at) = self.globals.get(&key) {
            return self.get(at);
        }
        self.out.push(GLOBAL);
        self.out.extend_from_slice(format!("{module}\n{name}\n").as_bytes());
        let at = self.put();
        self.globals.insert(key, at);
    }

    /// Remembers a value that is referred to again, so that it stays one object.
    fn keep(&mut self, id: Id) {
        let shared = self.references[id.index()] > 1;
        let scalar = matches!(
            self.pickle.get(id),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::DType(_) | Value::Global(_)
        );
        if shared && !scalar {
            let at = self.put();
            self.values.insert(id, at);
        }
    }

    fn put(&mut self) -> u32 {
        let at = self.next;
        self.next += 1;
        match u8::try_from(at) {
            Ok(short) => self.out.extend([BINPUT, short]),
            Err(_) => {
                self.out.push(LONG_BINPUT);
                self.out.extend_from_slice(&at.to_le_bytes());
            }
        }
        at
    }

    fn get(&mut self, at: u32) {
        match u8::try_from(at) {
            Ok(short) => self.out.extend([BINGET, short]),
            Err(_) => {
                self.out.push(LONG_BINGET);
                self.out.extend_from_slice(&at.to_le_bytes());
            }
        }
    }
}
