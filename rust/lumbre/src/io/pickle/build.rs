//! What globals, persistent ids and calls in a pickle stand for.

use super::read::Machine;
use super::{Device, Global, Id, Object, OrderedDict, StorageRef, TensorKind, TensorRef, Value};
use crate::io::{Result, bad, error};
use lumbre_kernels::DType;

/// Most dimensions of a tensor.
const MAX_RANK: usize = 64;

/// Callables with a meaning here, by module.
const KNOWN: [(&str, &[&str]); 9] = [
    ("collections", &["OrderedDict", "Counter"]),
    ("torch", &["Size", "Tensor", "device"]),
    ("torch.nn.parameter", &["Parameter", "Buffer"]),
    ("torch.serialization", &["_get_layout"]),
    ("torch.storage", &["UntypedStorage"]),
    ("torch._tensor", &["_rebuild_from_type_v2"]),
    ("_codecs", &["encode"]),
    ("builtins", &["bytes", "bytearray", "set", "frozenset", "complex"]),
    (
        "torch._utils",
        &[
            "_rebuild_tensor",
            "_rebuild_tensor_v2",
            "_rebuild_tensor_v3",
            "_rebuild_parameter",
            "_rebuild_parameter_with_state",
            "_rebuild_meta_tensor_no_storage",
        ],
    ),
];

/// Modules that no allow-list opens.
const BLOCKED: [&str; 4] = ["sys", "os", "posix", "nt"];

const UNSUPPORTED_DTYPES: [&str; 11] = [
    "complex32",
    "qint8",
    "quint8",
    "qint32",
    "quint4x2",
    "quint2x4",
    "bits8",
    "float8_e4m3fnuz",
    "float8_e5m2fnuz",
    "float8_e8m0fnu",
    "float4_e2m1fn_x2",
];

/// The dtype that a storage class of old files is named after.
pub(super) fn storage_dtype(class: &str) -> Option<DType> {
    Some(match class.strip_suffix("Storage")? {
        "Double" => DType::F64,
        "Float" => DType::F32,
        "Half" => DType::F16,
        "BFloat16" => DType::BF16,
        "Long" => DType::I64,
        "Int" => DType::I32,
        "Short" => DType::I16,
        "Char" => DType::I8,
        "Byte" => DType::U8,
        "Bool" => DType::Bool,
        "ComplexFloat" => DType::C64,
        "ComplexDouble" => DType::C128,
        _ => return None,
    })
}

/// Whether every file may name this class, function or constant.
pub fn is_known(module: &str, name: &str) -> bool {
    let storage = matches!(module, "torch" | "torch.cuda") && storage_dtype(name).is_some();
    storage
        || module == "torch" && DType::from_name(name).is_some()
        || KNOWN.iter().any(|(m, names)| *m == module && names.contains(&name))
}

impl Machine<'_, '_> {
    /// Pushes what a global stands for, if it may be named.
    pub(super) fn global(&mut self, module: &str, name: &str) -> Result<()> {
        // Protocol 2 writes the names of Python 2.
        let module = match module {
            "__builtin__" => "builtins",
            "copy_reg" => "copyreg",
            m => m,
        };
        if BLOCKED.contains(&module) {
            return bad!("Trying to load unsupported GLOBAL {module}.{name} whose module {module} is blocked.");
        }
        if module == "torch" {
            if let Some(dtype) = DType::from_name(name) {
                return self.push(Value::DType(dtype));
            }
            if UNSUPPORTED_DTYPES.contains(&name) {
                return bad!("dtype torch.{name} is not supported");
            }
        }
        if !is_known(module, name) && !(self.options.allow)(module, name) {
            let path = if module == "builtins" { name.to_string() } else { format!("{module}.{name}") };
            return bad!(
                "Unsupported global: GLOBAL {path} was not an allowed global by default. Please use \
                 `torch.serialization.add_safe_globals([{path}])` or the `torch.serialization.safe_globals([{path}])` \
                 context manager to allowlist this global if you trust this class/function."
            );
        }
        self.push(Value::Global(Box::new(Global { module: module.to_string(), name: name.to_string() })))
    }

    /// The storage that a persistent id names: `('storage', class, key, location, numel)`, in old files with a sixth
    /// element for views of storages, which is `None` in all but the oldest.
    pub(super) fn persistent(&mut self, id: Id) -> Result<Value> {
        let Value::Tuple(parts) = self.out.get(id) else { return bad!("a persistent id is not a tuple") };
        let ([tag, class, key, location, numel], view) = match **parts {
            [a, b, c, d, e] => ([a, b, c, d, e], None),
            [a, b, c, d, e, f] => ([a, b, c, d, e], Some(f)),
            _ => return bad!("a persistent id has {} parts", parts.len()),
        };
        if self.string(tag)? != "storage" {
            return bad!("only storages may be persistent");
        }
        if view.is_some_and(|v| *self.out.get(v) != Value::None) {
            return bad!("views of storages, as files before PyTorch 0.4 hold them, are not supported");
        }
        let dtype = match self.out.get(class) {
            Value::Global(g) if g.name == "UntypedStorage" => None,
            Value::Global(g) if storage_dtype(&g.name).is_some() => storage_dtype(&g.name),
            _ => return bad!("a storage has no storage class"),
        };
        let (key, location, numel) = (self.string(key)?, self.string(location)?, self.int(numel)?);
        let nbytes = u64::try_from(numel).ok().and_then(|n| n.checked_mul(dtype.map_or(1, |d| d.size() as u64)));
        let Some(nbytes) = nbytes else { return bad!("a storage of {numel} elements") };
        let (key, location) = (key.to_string(), location.to_string());
        self.charge(key.len() + location.len())?;
        let index = self.out.storage(&key, &location, nbytes)?;
        Ok(Value::Storage(StorageRef { index, dtype }))
    }

    /// `callable(*args)`, or with `new` `callable.__new__(callable, *args)`.
    pub(super) fn construct(&mut self, callable: Id, args: Id, new: bool) -> Result<Value> {
        let Value::Global(g) = self.out.get(callable) else { return bad!("a value that is not a function is called") };
        let Value::Tuple(items) = self.out.get(args) else { return bad!("arguments are not a tuple") };
        let (items, module, name) = (items.clone(), g.module.clone(), g.name.clone());
        self.charge(4 * items.len() + module.len() + name.len())?;
        match (module.as_str(), name.as_str(), &*items) {
            ("collections", "OrderedDict", []) => Ok(Value::OrderedDict(Box::default())),
            ("collections", "OrderedDict", &[pairs]) if !new => self.ordered_dict(pairs),
            ("torch.nn.parameter", "Parameter", &[data]) if new => self.parameter(data, true, None),
            ("torch.nn.parameter", "Parameter", &[data, flag]) if new => {
                let flag = self.flag(flag)?;
                self.parameter(data, flag, None)
            }
            (m, n, a) if !new && KNOWN.iter().any(|(k, names)| *k == m && names.contains(&n)) => self.call(m, n, a),
            (m, n, _) if (self.options.allow)(m, n) => {
                Ok(Value::Object(Box::new(Object { callable, args, new, state: None })))
            }
            _ => bad!("{module}.{name} may not be called with these {} arguments", items.len()),
        }
    }

    fn call(&mut self, module: &str, name: &str, args: &[Id]) -> Result<Value> {
        match (name, args) {
            ("Counter", []) => Ok(Value::Counter(Vec::new())),
            ("Counter", &[dict]) => match self.out.items(dict).map(<[_]>::to_vec) {
                Some(items) => self.charge(8 * items.len()).map(|()| Value::Counter(items)),
                None => bad!("collections.Counter needs a dict"),
            },
            ("Size", []) => Ok(Value::Size(Box::default())),
            ("Size", &[sizes]) => Ok(Value::Size(self.ints(sizes)?.into())),
            ("device", &[kind]) => self.device(kind, None),
            ("device", &[kind, index]) => self.device(kind, Some(index)),
            ("_get_layout", &[name]) => {
                let layout = self.string(name)?.strip_prefix("torch.").unwrap_or_default().to_string();
                let known =
                    ["strided", "sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "_mkldnn"];
                if !known.contains(&layout.as_str()) {
                    return bad!("an unknown layout");
                }
                Ok(Value::Layout(layout.into()))
            }
            ("encode", &[text] | &[text, _]) => self.encode(text, args.get(1).copied()),
            ("bytes", []) => Ok(Value::Bytes(Box::default())),
            ("bytearray", []) => Ok(Value::ByteArray(Box::default())),
            ("bytearray", &[data]) => match self.out.get(data).clone() {
                Value::Bytes(b) => self.charge(b.len()).map(|()| Value::ByteArray(b)),
                _ => bad!("bytearray needs bytes"),
            },
            ("bytearray", &[text, encoding]) => match self.encode(text, Some(encoding))? {
                Value::Bytes(b) => Ok(Value::ByteArray(b)),
                other => Ok(other),
            },
            ("set" | "frozenset", []) => Ok(set(name, Vec::new())),
            ("set" | "frozenset", &[list]) => match self.out.get(list).clone() {
                Value::List(items) => {
                    self.charge(4 * items.len())?;
                    self.hashable(&items)?;
                    Ok(set(name, items))
                }
                _ => bad!("{name} needs a list"),
            },
            ("complex", &[re, im]) => Ok(Value::Complex(self.float(re)?, self.float(im)?)),
            ("_rebuild_from_type_v2", &[func, class, inner, state]) => self.typed_tensor(func, class, inner, state),
            ("_rebuild_parameter", &[data, flag, _]) => {
                let flag = self.flag(flag)?;
                self.parameter(data, flag, None)
            }
            ("_rebuild_parameter_with_state", &[data, flag, _, state]) => {
                let flag = self.flag(flag)?;
                self.parameter(data, flag, Some(state))
            }
            ("_rebuild_meta_tensor_no_storage", &[dtype, sizes, strides, flag]) => {
                let dtype = self.dtype(dtype)?;
                self.tensor(None, Some(dtype), [None, Some(sizes), Some(strides)], self.flag(flag)?, None)
            }
            ("_rebuild_tensor", &[s, offset, sizes, strides]) => {
                self.tensor(Some(s), None, [offset, sizes, strides].map(Some), false, None)
            }
            (
                "_rebuild_tensor_v2",
                &[s, offset, sizes, strides, flag, _] | &[s, offset, sizes, strides, flag, _, _],
            ) => {
                let flag = self.flag(flag)?;
                self.tensor(Some(s), None, [offset, sizes, strides].map(Some), flag, args.get(6).copied())
            }
            (
                "_rebuild_tensor_v3",
                &[s, offset, sizes, strides, flag, _, dtype] | &[s, offset, sizes, strides, flag, _, dtype, _],
            ) => {
                let (flag, dtype) = (self.flag(flag)?, self.dtype(dtype)?);
                self.tensor(Some(s), Some(dtype), [offset, sizes, strides].map(Some), flag, args.get(7).copied())
            }
            _ => bad!("{module}.{name} may not be called with these {} arguments", args.len()),
        }
    }

    /// The state that BUILD gives to a value.
    pub(super) fn set_state(&mut self, target: Id, state: Id) -> Result<()> {
        let is_dict = self.out.items(state).is_some();
        match self.out.get_mut(target) {
            Value::OrderedDict(d) if is_dict && d.attributes.is_none() => d.attributes = Some(state),
            Value::Object(o) if o.state.is_none() => o.state = Some(state),
            _ => return bad!("can only set the state of OrderedDict and of types on the allow-list"),
        }
        Ok(())
    }

    fn ordered_dict(&mut self, pairs: Id) -> Result<Value> {
        let Value::List(pairs) = self.out.get(pairs) else { return bad!("OrderedDict needs a list of pairs") };
        let pairs = pairs.clone();
        self.charge(12 * pairs.len())?;
        let pair = |&p: &Id| match self.out.get(p) {
            Value::List(kv) if kv.len() == 2 => Ok((kv[0], kv[1])),
            Value::Tuple(kv) if kv.len() == 2 => Ok((kv[0], kv[1])),
            _ => bad!("OrderedDict needs pairs"),
        };
        let items = pairs.iter().map(pair).collect::<Result<Vec<_>>>()?;
        let keys: Vec<Id> = items.iter().map(|kv| kv.0).collect();
        self.hashable(&keys)?;
        Ok(Value::OrderedDict(Box::new(OrderedDict { items, attributes: None })))
    }

    fn device(&self, kind: Id, index: Option<Id>) -> Result<Value> {
        let text = self.string(kind)?;
        let index = index.map(|i| self.int(i)).transpose()?;
        let (kind, index) = match text.split_once(':') {
            Some((kind, n)) if index.is_none() => (kind, Some(n.parse::<i64>().map_err(|_| error("bad device"))?)),
            _ => (text, index),
        };
        if kind.is_empty() || kind.len() > 32 || !kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return bad!("an invalid device");
        }
        Ok(Value::Device(Box::new(Device { kind: kind.to_string(), index })))
    }

    /// Bytes in protocol 2: text of the code points 0 to 255.
    fn encode(&mut self, text: Id, encoding: Option<Id>) -> Result<Value> {
        let n = self.string(text)?.len();
        self.charge(n)?;
        let encoding = encoding.map_or(Ok("utf-8"), |e| self.string(e))?;
        let text = self.string(text)?;
        let bytes: Option<Box<[u8]>> = match encoding {
            "latin1" | "latin-1" => text.chars().map(|c| u8::try_from(c as u32).ok()).collect(),
            "utf-8" | "utf8" | "ascii" => Some(text.as_bytes().into()),
            _ => None,
        };
        bytes.map(Value::Bytes).ok_or_else(|| error("text that cannot be encoded"))
    }

    fn tensor(
        &mut self,
        storage: Option<Id>,
        dtype: Option<DType>,
        [offset, sizes, strides]: [Option<Id>; 3],
        requires_grad: bool,
        metadata: Option<Id>,
    ) -> Result<Value> {
        let storage = match storage.map(|s| self.out.get(s)) {
            Some(&Value::Storage(s)) => Some(s),
            Some(_) => return bad!("a tensor has no storage"),
            None => None,
        };
        let Some(dtype) = dtype.or(storage.and_then(|s| s.dtype)) else { return bad!("a tensor has no dtype") };
        let [sizes, strides] = [sizes, strides].map(|v| v.map_or(Ok(Vec::new()), |v| self.ints(v)));
        let mut t = TensorRef::new(0, dtype, &sizes?, &strides?);
        t.storage = storage.map(|s| s.index);
        t.offset = offset.map_or(Ok(0), |o| self.int(o))?;
        t.requires_grad = requires_grad;
        (t.conj, t.neg) = self.view_flags(metadata)?;
        let limit = storage.map_or(u64::MAX, |s| self.out.storages()[s.index as usize].nbytes);
        if t.needed_bytes().is_none_or(|n| n > limit) {
            return bad!(
                "a tensor of size {:?}, stride {:?} and offset {} does not fit into its storage of {limit} bytes",
                t.sizes,
                t.strides,
                t.offset
            );
        }
        self.charge(64 + 16 * t.sizes.len())?;
        Ok(Value::Tensor(Box::new(t)))
    }

    fn view_flags(&self, metadata: Option<Id>) -> Result<(bool, bool)> {
        let Some(id) = metadata.filter(|&m| *self.out.get(m) != Value::None) else { return Ok((false, false)) };
        let flag = |key| self.out.lookup(id, key).map_or(Ok(false), |v| self.flag(v));
        Ok((flag("conj")?, flag("neg")?))
    }

    fn parameter(&mut self, data: Id, requires_grad: bool, state: Option<Id>) -> Result<Value> {
        let Value::Tensor(t) = self.out.get(data).clone() else { return bad!("a parameter without a tensor") };
        self.charge(64 + 16 * t.sizes.len())?;
        Ok(Value::Tensor(Box::new(TensorRef { requires_grad, kind: TensorKind::Parameter, state, ..*t })))
    }

    /// A tensor of a class and with attributes: `func(*args)`, its class, its state.
    fn typed_tensor(&mut self, func: Id, class: Id, args: Id, state: Id) -> Result<Value> {
        let (Value::Global(f), Value::Global(c)) = (self.out.get(func), self.out.get(class)) else {
            return bad!("a tensor is not rebuilt by a function and a class");
        };
        if f.name == "_rebuild_from_type_v2" || !f.name.starts_with("_rebuild_") {
            return bad!("a tensor may not be rebuilt by {}.{}", f.module, f.name);
        }
        let (plain, parameter) = (c.name == "Tensor" && c.module == "torch", c.module == "torch.nn.parameter");
        let is_class = !plain && !parameter && (self.options.allow)(&c.module, &c.name);
        let (Value::Tensor(mut t), true) = (self.construct(func, args, false)?, plain || parameter || is_class) else {
            return bad!("a tensor may not be of this class");
        };
        if is_class {
            t.kind = TensorKind::Class(class);
        }
        t.state = Some(state);
        Ok(Value::Tensor(t))
    }

    fn string(&self, id: Id) -> Result<&str> {
        match self.out.get(id) {
            Value::Str(s) => Ok(s),
            _ => bad!("a string is expected"),
        }
    }

    fn int(&self, id: Id) -> Result<i64> {
        match self.out.get(id) {
            Value::Int(v) => Ok(*v),
            _ => bad!("an integer of 64 bits is expected"),
        }
    }

    fn float(&self, id: Id) -> Result<f64> {
        match self.out.get(id) {
            Value::Float(v) => Ok(*v),
            Value::Int(v) => Ok(*v as f64),
            _ => bad!("a float is expected"),
        }
    }

    fn flag(&self, id: Id) -> Result<bool> {
        match self.out.get(id) {
            Value::Bool(v) => Ok(*v),
            Value::Int(v @ (0 | 1)) => Ok(*v == 1),
            _ => bad!("a bool is expected"),
        }
    }

    fn dtype(&self, id: Id) -> Result<DType> {
        match self.out.get(id) {
            Value::DType(d) => Ok(*d),
            _ => bad!("a dtype is expected"),
        }
    }

    fn ints(&self, id: Id) -> Result<Vec<i64>> {
        let items = match self.out.get(id) {
            Value::Size(v) if v.len() <= MAX_RANK => return Ok(v.to_vec()),
            Value::Tuple(v) if v.len() <= MAX_RANK => &**v,
            Value::List(v) if v.len() <= MAX_RANK => v,
            _ => return bad!("a tuple of at most {MAX_RANK} integers is expected"),
        };
        items.iter().map(|&i| self.int(i)).collect()
    }
}

fn set(name: &str, items: Vec<Id>) -> Value {
    if name == "set" { Value::Set(items) } else { Value::FrozenSet(items) }
}
