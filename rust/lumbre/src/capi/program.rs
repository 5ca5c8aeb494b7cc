//! Programs in C, and files of tensors.

use super::abi::{LumbreLoadOptions, LumbreModule, LumbreTensor, LumbreValue};
use super::errors::{at, guard, many, put, quiet, text};
use super::value::{from_val, own_tensor, put_all, to_val};
use crate::error::Result;
use crate::jit::{Dict, Key, LoadOptions, Module, Source, Val, read_arrays, write_arrays};
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::ffi::{CString, c_char, c_void};
use std::path::Path;
use std::ptr::null;

/// A method with its names as C strings.
pub struct Named {
    name: CString,
    inputs: Vec<(CString, CString)>,
}

fn c_string(s: &str) -> CString {
    CString::new(s.replace('\0', "\u{fffd}")).unwrap_or_default()
}

impl LumbreModule {
    fn new(module: Module, gradients: bool) -> LumbreModule {
        let named = |m: &crate::jit::Method| Named {
            name: c_string(&m.name),
            inputs: m.program.graph().arguments().map(|i| (c_string(&i.name), c_string(if i.ty.is_empty() { "Tensor" } else { &i.ty }))).collect(),
        };
        let methods = module.methods().iter().map(named).collect();
        LumbreModule { weight_names: module.weights().iter().map(|w| c_string(&w.0)).collect(), module, methods, gradients }
    }

    fn named(&self, method: Option<&str>) -> Option<&Named> {
        match method {
            None => self.methods.first(),
            Some(name) => self.methods.iter().find(|m| m.name.as_bytes() == name.as_bytes()),
        }
    }
}

/// # Safety
/// `method` is NULL or a string.
unsafe fn method_name<'a>(method: *const c_char) -> Result<Option<&'a str>> {
    // SAFETY: as promised above.
    if method.is_null() { Ok(None) } else { unsafe { text(method, "method") }.map(Some) }
}

/// # Safety
/// `options` is NULL or valid for as many bytes as its `size` says; `out` is NULL or valid for a write.
unsafe fn load(source: Source, options: *const LumbreLoadOptions, out: *mut *mut LumbreModule) -> Result<()> {
    ensure!(!out.is_null(), Value, "out is NULL");
    let mut limits = LoadOptions::default();
    let mut gradients = false;
    if !options.is_null() {
        // SAFETY: every version has these fields.
        let o = unsafe { &*options };
        ensure!(o.size >= size_of::<LumbreLoadOptions>() as u64, Value, "the size of the options is {}", o.size);
        if o.max_memory > 0 {
            limits.max_memory = usize::try_from(o.max_memory).unwrap_or(usize::MAX);
        }
        if o.max_trips > 0 {
            limits.max_trips = o.max_trips;
        }
        gradients = o.gradients != 0;
    }
    let module = Module::load(source, limits)?;
    // SAFETY: not NULL.
    unsafe { put(out, Box::into_raw(Box::new(LumbreModule::new(module, gradients))), "out") }
}

pub unsafe extern "C" fn load_path(path: *const c_char, options: *const LumbreLoadOptions, out: *mut *mut LumbreModule) -> i32 {
    // SAFETY: the header's contract.
    guard(|| unsafe { load(Source::Path(Path::new(text(path, "path")?)), options, out) })
}

pub unsafe extern "C" fn load_bytes(data: *const c_void, bytes: u64, options: *const LumbreLoadOptions, out: *mut *mut LumbreModule) -> i32 {
    // SAFETY: the header's contract.
    guard(|| unsafe { load(Source::Bytes(many(data as *const u8, i64::try_from(bytes).unwrap_or(-1), "data")?), options, out) })
}

pub unsafe extern "C" fn free(module: *mut LumbreModule) {
    if !module.is_null() {
        // SAFETY: a module that `load` made, given back once.
        quiet((), || drop(unsafe { Box::from_raw(module) }))
    }
}

pub unsafe extern "C" fn method(module: *const LumbreModule, index: i64) -> *const c_char {
    // SAFETY: NULL or a live module.
    let Some(m) = (unsafe { module.as_ref() }) else { return null() };
    usize::try_from(index).ok().and_then(|i| m.methods.get(i)).map_or(null(), |m| m.name.as_ptr())
}

/// What a method tells, with an answer for what is not there.
///
/// # Safety
/// `module` is NULL or live, `method` NULL or a string.
unsafe fn tell<T>(module: *const LumbreModule, method: *const c_char, otherwise: T, f: impl FnOnce(&Named) -> Option<T>) -> T {
    // SAFETY: as promised above.
    let found = unsafe { module.as_ref().zip(method_name(method).ok()) }.and_then(|(m, name)| m.named(name));
    found.and_then(f).unwrap_or(otherwise)
}

pub unsafe extern "C" fn input_count(module: *const LumbreModule, method: *const c_char) -> i64 {
    // SAFETY: the header's contract.
    unsafe { tell(module, method, -1, |m| Some(m.inputs.len() as i64)) }
}

pub unsafe extern "C" fn input_name(module: *const LumbreModule, method: *const c_char, index: i64) -> *const c_char {
    // SAFETY: the header's contract.
    unsafe { tell(module, method, null(), |m| m.inputs.get(usize::try_from(index).ok()?).map(|i| i.0.as_ptr())) }
}

pub unsafe extern "C" fn input_type(module: *const LumbreModule, method: *const c_char, index: i64) -> *const c_char {
    // SAFETY: the header's contract.
    unsafe { tell(module, method, null(), |m| m.inputs.get(usize::try_from(index).ok()?).map(|i| i.1.as_ptr())) }
}

pub unsafe extern "C" fn run(
    module: *const LumbreModule,
    method: *const c_char,
    args: *const LumbreValue,
    arg_count: i64,
    outs: *mut LumbreValue,
    capacity: i64,
    out_count: *mut i64,
) -> i32 {
    guard(|| {
        // SAFETY: the header's contract.
        unsafe {
            let m = at(module, "module")?;
            let name = method_name(method)?.or_else(|| m.module.methods().first().map(|m| m.name.as_str())).unwrap_or("forward");
            let args = many(args, arg_count, "args")?.iter().map(|v| to_val(v, &own_tensor)).collect::<Result<Vec<_>>>()?;
            let _quiet = modes::with(if m.gradients { 0 } else { modes::NO_GRAD }, 0);
            let out = m.module.call(name, args)?;
            let results = match &out {
                Val::Tuple(items) => items.to_vec(),
                v if v.is_none() => Vec::new(),
                v => vec![v.clone()],
            };
            put_all(&results, outs, capacity, out_count)
        }
    })
}

pub unsafe extern "C" fn weight(module: *const LumbreModule, index: i64, name: *mut *const c_char, out: *mut *mut LumbreTensor) -> i32 {
    guard(|| {
        // SAFETY: the header's contract.
        unsafe {
            let m = at(module, "module")?;
            let weights = m.module.weights();
            let Some(i) = usize::try_from(index).ok().filter(|i| *i < weights.len()) else { bail!(Index, "weight {index} of {}", weights.len()) };
            ensure!(!out.is_null() && !name.is_null(), Value, "out or name is NULL");
            let Some(c_name) = m.weight_names.get(i) else { bail!(Index, "weight {index}") };
            put(name, c_name.as_ptr(), "name")?;
            put(out, LumbreTensor::give(weights[i].1.clone()), "out")
        }
    })
}

pub unsafe extern "C" fn tensors_load(path: *const c_char, out: *mut LumbreValue) -> i32 {
    guard(|| {
        ensure!(!out.is_null(), Value, "out is NULL");
        // SAFETY: the header's contract.
        unsafe {
            let mut d = Dict::default();
            read_arrays(text(path, "path")?)?.into_iter().for_each(|(name, t)| d.set(Key::Str(name), Val::from(t)));
            put(out, from_val(&Val::dict(d), 0)?, "out")
        }
    })
}

pub unsafe extern "C" fn tensors_save(path: *const c_char, names: *const *const c_char, tensors: *const *const LumbreTensor, count: i64) -> i32 {
    guard(|| {
        // SAFETY: the header's contract.
        let (path, named) = unsafe {
            let names = many(names, count, "names")?.iter().map(|n| text(*n, "a name")).collect::<Result<Vec<_>>>()?;
            let tensors = many(tensors, count, "tensors")?.iter().map(|t| at(*t, "a tensor").map(|t| &t.tensor)).collect::<Result<Vec<_>>>()?;
            (Path::new(text(path, "path")?), names.into_iter().zip(tensors).collect::<Vec<(&str, &Tensor)>>())
        };
        write_arrays(path, &named)
    })
}
