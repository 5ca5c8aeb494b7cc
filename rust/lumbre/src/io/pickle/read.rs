//! The machine that reads a pickle: a stack and a memo of value numbers.

use super::opcode::*;
use super::{Id, MAX_BYTES, Pickle, Value};
use crate::error::Kind;
use crate::io::bytes::{Bytes, utf8};
use crate::io::{IoError, Result, bad, error};
use std::collections::HashMap;

/// What a pickle may name beyond PyTorch's own types.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    /// Whether the user allows a class or function, given its module and name.
    pub allow: &'o dyn Fn(&str, &str) -> bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { allow: &|_, _| false }
    }
}

pub(super) struct Machine<'a, 'o> {
    pub bytes: Bytes<'a>,
    pub out: Pickle,
    pub options: &'o Options<'o>,
    stack: Vec<Id>,
    marks: Vec<usize>,
    memo: HashMap<u32, Id>,
    /// Values that many places may share: small integers and the empty tuple.
    small: HashMap<i64, Id>,
    empty: Option<Id>,
    copied: usize,
}

/// Reads a whole pickle.
pub fn read(data: &[u8], options: &Options) -> Result<Pickle> {
    let (pickle, end) = read_prefix(data, 0, options)?;
    if end != data.len() {
        return bad!("pickle: {} bytes after the end", data.len() - end);
    }
    Ok(pickle)
}

/// Reads the pickle that starts at `at`; also returns where it ends.
pub fn read_prefix(data: &[u8], at: usize, options: &Options) -> Result<(Pickle, usize)> {
    let end = data.len().min(at.saturating_add(MAX_BYTES));
    let mut m = Machine {
        bytes: Bytes::new(&data[..end], at),
        out: Pickle::new(),
        options,
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        small: HashMap::new(),
        empty: None,
        copied: 0,
    };
    let at_offset = |m: &Machine, e: IoError| {
        let message = e.message.strip_prefix("pickle: ").unwrap_or(&e.message);
        IoError { kind: Kind::Unpickling, ..error(format!("pickle: {message} (offset {})", m.bytes.at)) }
    };
    loop {
        match m.step() {
            Ok(None) => {}
            Ok(Some(root)) => {
                m.out.set_root(root);
                m.out.references().map_err(|e| at_offset(&m, e))?;
                return Ok((m.out, m.bytes.at));
            }
            Err(e) => return Err(at_offset(&m, e)),
        }
    }
}

impl Machine<'_, '_> {
    /// Runs one instruction; returns the root at the last one.
    fn step(&mut self) -> Result<Option<Id>> {
        let op = self.bytes.u8()?;
        match op {
            PROTO => self.protocol()?,
            FRAME => drop(self.bytes.u64()?),
            STOP => return self.finish().map(Some),
            MARK => self.marks.push(self.stack.len()),
            NONE => self.stack.push(super::Id(0)),
            NEWTRUE | NEWFALSE => self.push(Value::Bool(op == NEWTRUE))?,
            BININT1 | BININT2 | BININT => self.integer(op)?,
            LONG1 | LONG4 => self.long(op)?,
            BINFLOAT => {
                let v = self.bytes.f64_big_endian()?;
                self.push(Value::Float(v))?
            }
            BINUNICODE | SHORT_BINUNICODE | BINSTRING | SHORT_BINSTRING | BINBYTES | SHORT_BINBYTES => self.text(op)?,
            EMPTY_LIST => self.push(Value::List(Vec::new()))?,
            EMPTY_DICT => self.push(Value::Dict(Vec::new()))?,
            EMPTY_SET => self.push(Value::Set(Vec::new()))?,
            EMPTY_TUPLE | TUPLE1 | TUPLE2 | TUPLE3 | TUPLE => self.tuple(op)?,
            FROZENSET => {
                let items = self.pop_mark()?;
                self.hashable(&items)?;
                self.push(Value::FrozenSet(items))?
            }
            APPEND | APPENDS | ADDITEMS => self.append(op)?,
            SETITEM | SETITEMS => self.set_items(op)?,
            BINGET | LONG_BINGET => self.recall(op)?,
            BINPUT | LONG_BINPUT | MEMOIZE => self.memoise(op)?,
            GLOBAL => {
                let (module, name) = (self.bytes.line()?, self.bytes.line()?);
                self.global(module, name)?
            }
            STACK_GLOBAL => self.stack_global()?,
            BINPERSID => {
                let id = self.pop()?;
                let storage = self.persistent(id)?;
                self.push(storage)?
            }
            REDUCE | NEWOBJ => {
                let (args, callable) = (self.pop()?, self.pop()?);
                let value = self.construct(callable, args, op == NEWOBJ)?;
                self.push(value)?
            }
            BUILD => {
                let state = self.pop()?;
                let target = self.top()?;
                self.set_state(target, state)?
            }
            _ => return bad!("opcode {op:#04x} is not allowed"),
        }
        Ok(None)
    }

    fn protocol(&mut self) -> Result<()> {
        match self.bytes.u8()? {
            2..=4 => Ok(()),
            v => bad!("protocol {v} is not supported"),
        }
    }

    fn finish(&mut self) -> Result<Id> {
        let root = self.pop()?;
        if !self.stack.is_empty() || !self.marks.is_empty() {
            return bad!("values are left on the stack");
        }
        Ok(root)
    }

    pub(super) fn push(&mut self, value: Value) -> Result<()> {
        let id = self.out.push(value)?;
        self.stack.push(id);
        Ok(())
    }

    /// The top of the stack, if it is above the last mark.
    fn top(&self) -> Result<Id> {
        let floor = self.marks.last().copied().unwrap_or(0);
        match self.stack.last() {
            Some(&id) if self.stack.len() > floor => Ok(id),
            _ => bad!("the stack is empty"),
        }
    }

    fn pop(&mut self) -> Result<Id> {
        let id = self.top()?;
        self.stack.pop();
        Ok(id)
    }

    fn pop_mark(&mut self) -> Result<Vec<Id>> {
        match self.marks.pop() {
            Some(at) => Ok(self.stack.split_off(at)),
            None => bad!("no mark on the stack"),
        }
    }

    fn integer(&mut self, op: u8) -> Result<()> {
        let v = match op {
            BININT1 => self.bytes.u8()? as i64,
            BININT2 => self.bytes.u16()? as i64,
            _ => self.bytes.u32()? as i32 as i64,
        };
        if op != BININT1 {
            return self.push(Value::Int(v));
        }
        if let Some(&id) = self.small.get(&v) {
            self.stack.push(id);
            return Ok(());
        }
        self.push(Value::Int(v))?;
        self.small.insert(v, self.top()?);
        Ok(())
    }

    fn long(&mut self, op: u8) -> Result<()> {
        let n = if op == LONG1 { self.bytes.u8()? as usize } else { self.bytes.u32()? as usize };
        if n > 1024 {
            return bad!("an integer of {n} bytes");
        }
        let b = self.bytes.take(n)?;
        if n > 8 {
            return self.push(Value::BigInt(b.into()));
        }
        let fill = if b.last().is_some_and(|&top| top >= 0x80) { 0xff } else { 0 };
        let mut word = [fill; 8];
        word[..n].copy_from_slice(b);
        self.push(Value::Int(i64::from_le_bytes(word)))
    }

    fn text(&mut self, op: u8) -> Result<()> {
        let short = matches!(op, SHORT_BINUNICODE | SHORT_BINSTRING | SHORT_BINBYTES);
        let n = if short { self.bytes.u8()? as usize } else { self.bytes.u32()? as usize };
        let b = self.bytes.take(n)?;
        let value = match op {
            BINUNICODE | SHORT_BINUNICODE => Value::Str(utf8(b)?.into()),
            BINBYTES | SHORT_BINBYTES => Value::Bytes(b.into()),
            // Python 2 strings: text where they can be.
            _ => utf8(b).map_or_else(|_| Value::Bytes(b.into()), |s| Value::Str(s.into())),
        };
        self.push(value)
    }

    fn tuple(&mut self, op: u8) -> Result<()> {
        let items = match op {
            EMPTY_TUPLE => match self.empty {
                Some(id) => {
                    self.stack.push(id);
                    return Ok(());
                }
                None => Vec::new(),
            },
            TUPLE => self.pop_mark()?,
            _ => {
                let n = (op - TUPLE1 + 1) as usize;
                let mut items = (0..n).map(|_| self.pop()).collect::<Result<Vec<Id>>>()?;
                items.reverse();
                items
            }
        };
        self.push(Value::Tuple(items.into()))?;
        if op == EMPTY_TUPLE {
            self.empty = Some(self.top()?);
        }
        Ok(())
    }

    fn append(&mut self, op: u8) -> Result<()> {
        let items = if op == APPEND { vec![self.pop()?] } else { self.pop_mark()? };
        if op == ADDITEMS {
            self.hashable(&items)?;
        }
        let target = self.top()?;
        match (self.out.get_mut(target), op) {
            (Value::Set(set), ADDITEMS) => set.extend(items),
            (Value::List(list), APPEND | APPENDS) => list.extend(items),
            _ => return bad!("can only append to lists"),
        }
        Ok(())
    }

    fn set_items(&mut self, op: u8) -> Result<()> {
        let flat = if op == SETITEM {
            let (v, k) = (self.pop()?, self.pop()?);
            vec![k, v]
        } else {
            self.pop_mark()?
        };
        if flat.len() % 2 != 0 {
            return bad!("a key without a value");
        }
        let keys: Vec<Id> = flat.iter().step_by(2).copied().collect();
        self.hashable(&keys)?;
        let target = self.top()?;
        let items = match self.out.get_mut(target) {
            Value::Dict(items) | Value::Counter(items) => items,
            Value::OrderedDict(d) => &mut d.items,
            _ => return bad!("can only set items of dict, collections.OrderedDict and collections.Counter"),
        };
        items.extend(flat.chunks_exact(2).map(|kv| (kv[0], kv[1])));
        Ok(())
    }

    /// Keys and members of sets must not be changeable containers.
    pub(super) fn hashable(&self, ids: &[Id]) -> Result<()> {
        let bad_key = |id: &&Id| {
            use Value::*;
            matches!(self.out.get(**id), List(_) | Dict(_) | OrderedDict(_) | Counter(_) | Set(_) | ByteArray(_))
        };
        match ids.iter().find(bad_key) {
            Some(_) => bad!("a key that Python could not hash"),
            None => Ok(()),
        }
    }

    fn recall(&mut self, op: u8) -> Result<()> {
        let at = if op == BINGET { self.bytes.u8()? as u32 } else { self.bytes.u32()? };
        match self.memo.get(&at) {
            Some(&id) => self.stack.push(id),
            None => return bad!("no value was kept under {at}"),
        }
        Ok(())
    }

    fn memoise(&mut self, op: u8) -> Result<()> {
        let at = match op {
            BINPUT => self.bytes.u8()? as u32,
            MEMOIZE => self.memo.len() as u32,
            _ => self.bytes.u32()?,
        };
        let id = self.top()?;
        self.memo.insert(at, id);
        Ok(())
    }

    fn stack_global(&mut self) -> Result<()> {
        let (name, module) = (self.pop()?, self.pop()?);
        match (self.out.get(module), self.out.get(name)) {
            (Value::Str(module), Value::Str(name)) => {
                let (module, name) = (module.to_string(), name.to_string());
                self.global(&module, &name)
            }
            _ => bad!("a global is not named by strings"),
        }
    }

    /// Counts bytes copied from kept values, which a small file could ask for again and again.
    pub(super) fn charge(&mut self, n: usize) -> Result<()> {
        self.copied = self.copied.saturating_add(n);
        if self.copied > self.bytes.data.len().saturating_mul(16).saturating_add(4096) {
            return bad!("the values are far larger than the file");
        }
        Ok(())
    }
}
