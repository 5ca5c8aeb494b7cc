//! The part of Python's pickle format that PyTorch files use, as a tree of plain values: reading runs no code.
//!
//! Values live in an arena and refer to each other by number, so what a file mentions twice is held once. A consumer that
//! walks the tree must do the same (a memo by `Id`), or a small file could expand without bound. The tree has no cycles
//! and at most `MAX_DEPTH` levels.

mod build;
mod opcode;
mod read;
mod write;

pub use build::is_known;
pub use read::{Options, read, read_prefix};
pub use write::write;

use super::{Result, bad};
use lumbre_kernels::DType;
use std::collections::HashMap;

/// Most bytes of one pickle.
pub const MAX_BYTES: usize = 100 << 20;
/// Most values in one pickle.
pub const MAX_VALUES: usize = 10_000_000;
/// Deepest nesting of containers.
pub const MAX_DEPTH: usize = 1000;

/// The number of a value in its `Pickle`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Id(u32);

impl Id {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    None,
    Bool(bool),
    Int(i64),
    /// Little-endian two's complement, for integers beyond 64 bits.
    BigInt(Box<[u8]>),
    Float(f64),
    Complex(f64, f64),
    Str(Box<str>),
    Bytes(Box<[u8]>),
    ByteArray(Box<[u8]>),
    List(Vec<Id>),
    Tuple(Box<[Id]>),
    /// Items in order; of equal keys the last one counts.
    Dict(Vec<(Id, Id)>),
    OrderedDict(Box<OrderedDict>),
    Counter(Vec<(Id, Id)>),
    Set(Vec<Id>),
    FrozenSet(Vec<Id>),
    Size(Box<[i64]>),
    DType(DType),
    Device(Box<Device>),
    /// `strided`, `sparse_coo`, …
    Layout(Box<str>),
    Storage(StorageRef),
    Tensor(Box<TensorRef>),
    /// An allow-listed class or function by name.
    Global(Box<Global>),
    /// An instance that the user's allow-list lets the consumer build.
    Object(Box<Object>),
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct OrderedDict {
    pub items: Vec<(Id, Id)>,
    /// A dict of attributes, such as the `_metadata` of a `state_dict`.
    pub attributes: Option<Id>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    pub kind: String,
    pub index: Option<i64>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Global {
    pub module: String,
    pub name: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Object {
    /// A `Global`.
    pub callable: Id,
    /// A tuple.
    pub args: Id,
    /// Made by `callable.__new__(callable, *args)` rather than by `callable(*args)`.
    pub new: bool,
    /// What `__setstate__` gets, or the attributes.
    pub state: Option<Id>,
}

/// A storage object in its own right, typed or untyped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StorageRef {
    /// Position in `Pickle::storages`.
    pub index: u32,
    pub dtype: Option<DType>,
}

/// Bytes that lie outside the pickle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Storage {
    pub key: String,
    /// `cpu`, `cuda:0`, …
    pub location: String,
    pub nbytes: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TensorKind {
    Tensor,
    Parameter,
    /// A subclass that the user allows: a `Global`.
    Class(Id),
}

/// A strided view of a storage, proven to lie inside it.
#[derive(Clone, PartialEq, Debug)]
pub struct TensorRef {
    /// Position in `Pickle::storages`; `None` on the meta device.
    pub storage: Option<u32>,
    pub dtype: DType,
    /// Offset and strides count elements.
    pub offset: i64,
    pub sizes: Vec<i64>,
    pub strides: Vec<i64>,
    pub requires_grad: bool,
    pub conj: bool,
    pub neg: bool,
    pub kind: TensorKind,
    /// Python attributes: a dict, or what a subclass' `__setstate__` gets.
    pub state: Option<Id>,
}

impl TensorRef {
    pub fn new(storage: u32, dtype: DType, sizes: &[i64], strides: &[i64]) -> TensorRef {
        TensorRef {
            storage: Some(storage),
            dtype,
            offset: 0,
            sizes: sizes.to_vec(),
            strides: strides.to_vec(),
            requires_grad: false,
            conj: false,
            neg: false,
            kind: TensorKind::Tensor,
            state: None,
        }
    }

    /// Bytes of storage the view needs, or `None` if it is malformed.
    pub fn needed_bytes(&self) -> Option<u64> {
        if self.sizes.len() != self.strides.len() || self.offset < 0 {
            return None;
        }
        let (mut last, mut numel) = (self.offset, 1i64);
        for (&n, &s) in self.sizes.iter().zip(&self.strides) {
            if n < 0 || s < 0 {
                return None;
            }
            numel = numel.checked_mul(n)?;
            last = last.checked_add((n - 1).max(0).checked_mul(s)?)?;
        }
        let elements = if numel == 0 { 0 } else { last.checked_add(1)? };
        elements.checked_mul(self.dtype.size() as i64).map(|b| b as u64)
    }
}

/// A tree of values and the storages that its tensors view.
#[derive(Clone, Debug)]
pub struct Pickle {
    values: Vec<Value>,
    storages: Vec<Storage>,
    keys: HashMap<String, u32>,
    root: Id,
}

impl Default for Pickle {
    fn default() -> Pickle {
        Pickle::new()
    }
}

impl Pickle {
    /// A tree of one value, `None`, which is the root until `set_root`.
    pub fn new() -> Pickle {
        Pickle { values: vec![Value::None], storages: Vec::new(), keys: HashMap::new(), root: Id(0) }
    }

    pub fn root(&self) -> Id {
        self.root
    }

    pub fn set_root(&mut self, id: Id) {
        self.root = id;
    }

    pub fn get(&self, id: Id) -> &Value {
        &self.values[id.index()]
    }

    pub fn get_mut(&mut self, id: Id) -> &mut Value {
        &mut self.values[id.index()]
    }

    /// Number of values: every `Id` is below.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn push(&mut self, value: Value) -> Result<Id> {
        if self.values.len() >= MAX_VALUES {
            return bad!("pickle: more than {MAX_VALUES} values");
        }
        self.values.push(value);
        Ok(Id(self.values.len() as u32 - 1))
    }

    pub fn str(&mut self, s: &str) -> Result<Id> {
        self.push(Value::Str(s.into()))
    }

    pub fn storages(&self) -> &[Storage] {
        &self.storages
    }

    /// The storage of that key, added at its first mention.
    pub fn storage(&mut self, key: &str, location: &str, nbytes: u64) -> Result<u32> {
        if let Some(&i) = self.keys.get(key) {
            if self.storages[i as usize].nbytes != nbytes {
                return bad!("pickle: storage {key:?} is mentioned with two sizes");
            }
            return Ok(i);
        }
        let i = self.storages.len() as u32;
        self.storages.push(Storage { key: key.to_string(), location: location.to_string(), nbytes });
        self.keys.insert(key.to_string(), i);
        Ok(i)
    }

    /// The dtype that each storage is typed with, where a value mentions one.
    pub fn storage_types(&self) -> Vec<Option<DType>> {
        let mut types = vec![None; self.storages.len()];
        for value in &self.values {
            if let Value::Storage(StorageRef { index, dtype: Some(d) }) = value {
                types[*index as usize] = Some(*d);
            }
        }
        types
    }

    /// The items of a dict of any kind.
    pub fn items(&self, id: Id) -> Option<&[(Id, Id)]> {
        match self.get(id) {
            Value::Dict(items) | Value::Counter(items) => Some(items),
            Value::OrderedDict(d) => Some(&d.items),
            _ => None,
        }
    }

    /// What a dict holds under a string key.
    pub fn lookup(&self, dict: Id, key: &str) -> Option<Id> {
        let is_key = |k: Id| matches!(self.get(k), Value::Str(s) if **s == *key);
        self.items(dict)?.iter().rev().find(|(k, _)| is_key(*k)).map(|&(_, v)| v)
    }

    /// The i-th value that a value refers to.
    fn child(&self, id: Id, i: usize) -> Option<Id> {
        let item = |items: &[(Id, Id)]| items.get(i / 2).map(|&(k, v)| if i.is_multiple_of(2) { k } else { v });
        match self.get(id) {
            Value::List(v) | Value::Set(v) | Value::FrozenSet(v) => v.get(i).copied(),
            Value::Tuple(v) => v.get(i).copied(),
            Value::Dict(v) | Value::Counter(v) => item(v),
            Value::OrderedDict(d) => item(&d.items).or_else(|| d.attributes.filter(|_| i == 2 * d.items.len())),
            Value::Tensor(t) => {
                let class = if let TensorKind::Class(c) = t.kind { Some(c) } else { None };
                class.into_iter().chain(t.state).nth(i)
            }
            Value::Object(o) => [Some(o.callable), Some(o.args), o.state].get(i).copied().flatten(),
            _ => None,
        }
    }

    /// How often each value is referred to from the root. A cycle or too deep a tree is an error.
    pub fn references(&self) -> Result<Vec<u32>> {
        /// Marks a value whose descendants are being visited; other marks are 1 + levels below.
        const OPEN: u16 = u16::MAX;
        let mut counts = vec![0u32; self.len()];
        let mut levels = vec![0u16; self.len()];
        // Value, next child, levels below so far.
        let mut path = vec![(self.root, 0, 0u16)];
        counts[self.root.index()] = 1;
        levels[self.root.index()] = OPEN;
        while let Some(top) = path.last_mut() {
            let Some(child) = self.child(top.0, top.1) else {
                let (id, _, below) = *top;
                levels[id.index()] = below + 1;
                path.pop();
                if let Some(parent) = path.last_mut() {
                    parent.2 = parent.2.max(below + 1);
                }
                continue;
            };
            top.1 += 1;
            counts[child.index()] = counts[child.index()].saturating_add(1);
            match levels[child.index()] {
                OPEN => return bad!("pickle: a container holds itself"),
                0 => {
                    levels[child.index()] = OPEN;
                    path.push((child, 0, 0));
                }
                seen => top.2 = top.2.max(seen),
            }
            if path.last().is_some_and(|top| path.len() + top.2 as usize > MAX_DEPTH) {
                return bad!("pickle: nested more than {MAX_DEPTH} deep");
            }
        }
        Ok(counts)
    }
}
