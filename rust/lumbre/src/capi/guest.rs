//! Ops of a Rust library, for a host with an engine of its own (`lumbre::extension!`).

use super::abi::{LumbreApi, LumbreOp, LumbreSaved, LumbreTensor, LumbreValue};
use super::errors::{kind, message, report};
use super::tensor::{address, borrowed, dtype, dtype_number, plain};
use super::value::to_val;
use crate::error::{Error, Kind, Result};
use crate::library::{Args, Context, Definition, Saves};
use crate::modes;
use crate::ops::custom::Custom;
use crate::ops::value::Value;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::ffi::{CStr, CString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;

/// Registers ops with a host; its status.
///
/// # Safety
/// `api` is a host's table, valid for the life of the process.
pub unsafe fn export(api: *const LumbreApi, ops: impl FnOnce() -> Result<Vec<Definition>>) -> i32 {
    // SAFETY: as promised above.
    let Some(host) = (unsafe { api.as_ref() }) else { return 2 };
    told(host, || {
        ensure!(host.size >= size_of::<LumbreApi>() as u64, "the extension needs a newer lumbre");
        ops()?.into_iter().try_for_each(|d| offer(host, d))
    })
}

fn offer(host: &'static LumbreApi, d: Definition) -> Result<()> {
    let saves = match d.saves_what() {
        Saves::Inputs => 0,
        Saves::Outputs => 1,
        Saves::Both => 2,
        Saves::Nothing => 3,
    };
    let Ok(schema) = CString::new(d.declaration()) else { bail!(Value, "schema: a 0 in it") };
    let (backward, fake) = (d.has_backward(), d.has_fake());
    let custom = d.keep();
    let op = LumbreOp {
        size: size_of::<LumbreOp>() as u64,
        schema: schema.as_ptr(),
        forward: Some(forward),
        backward: if backward { Some(gradient) } else { None },
        fake: if fake { Some(meta) } else { None },
        saves,
        reserved: 0,
        context: custom as *const Custom as *mut c_void,
        release: None,
    };
    // SAFETY: the host's function, with a live op.
    status(host, unsafe { (host.op_register)(&op) })
}

/// The host's error as ours.
fn status(host: &LumbreApi, status: i32) -> Result<()> {
    if status == 0 {
        return Ok(());
    }
    // SAFETY: the host's message is a string.
    let text = unsafe { CStr::from_ptr((host.error)()) };
    Err(Error::new(kind(status), text.to_string_lossy().into_owned()))
}

/// Runs a body whose errors and panics become the host's.
fn told(host: &LumbreApi, body: impl FnOnce() -> Result<()>) -> i32 {
    let e = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return 0,
        Ok(Err(e)) => e,
        Err(_) => Error::new(Kind::Runtime, "an extension panicked"),
    };
    let code = report(e);
    let text = CString::new(message().replace('\0', "")).unwrap_or_default();
    // SAFETY: the host copies the string.
    unsafe { (host.fail)(code, text.as_ptr()) }
}

/// A reference to a host's tensor, given back when the last tensor over its memory goes.
struct Hosted(&'static LumbreApi, *mut LumbreTensor);
// SAFETY: the host's references may be freed on any thread.
unsafe impl Send for Hosted {}
// SAFETY: nothing is done with it but the free.
unsafe impl Sync for Hosted {}
impl Drop for Hosted {
    fn drop(&mut self) {
        // SAFETY: our own reference, given back once.
        unsafe { (self.0.tensor_free)(self.1) }
    }
}

/// A host's tensor as one of ours over the same memory.
fn import(host: &'static LumbreApi, t: *mut LumbreTensor) -> Result<Tensor> {
    ensure!(!t.is_null(), Value, "a tensor is NULL");
    let mut held = null_mut();
    // SAFETY: a live reference of the host; what it tells is valid as long as `held`.
    unsafe {
        let numel = (host.tensor_numel)(t);
        let d = dtype((host.tensor_dtype)(t))?;
        let sizes = std::slice::from_raw_parts((host.tensor_sizes)(t), (host.tensor_dim)(t) as usize);
        if numel > 0 && (host.tensor_data)(t).is_null() {
            if (host.tensor_contiguous)(t, &mut held) != 0 || (host.tensor_data)(held).is_null() {
                (host.tensor_free)(held);
                return Tensor::zeros(sizes, d, crate::Device::Meta);
            }
        } else {
            held = (host.tensor_share)(t);
        }
        let strides = std::slice::from_raw_parts((host.tensor_strides)(held), sizes.len());
        borrowed((host.tensor_data)(held) as *mut u8, d, sizes, Some(strides), false, Box::new(Hosted(host, held)))
    }
}

unsafe extern "C" fn drop_tensor(context: *mut c_void) {
    // SAFETY: the box that `give` leaked, given back once.
    drop(unsafe { Box::from_raw(context as *mut Tensor) });
}

/// One of our tensors as a host's, over the same memory.
fn give(host: &'static LumbreApi, t: &Tensor) -> Result<*mut LumbreTensor> {
    let mut out = null_mut();
    let (sizes, number) = (t.sizes(), dtype_number(t.dtype()));
    if t.device() == crate::Device::Meta {
        // SAFETY: live sizes and a place for the result.
        let code = unsafe { (host.tensor_meta)(number, sizes.len() as i64, sizes.as_ptr(), &mut out) };
        return status(host, code).map(|()| out);
    }
    let t = if t.geometry().bits != 0 { plain(t)? } else { t.clone() };
    let strides = t.strides();
    let data = address(&t) as *mut c_void;
    let keep = Box::into_raw(Box::new(t));
    // SAFETY: the memory stays until `drop_tensor` is called.
    let code = unsafe { (host.tensor_borrow)(data, number, sizes.len() as i64, sizes.as_ptr(), strides.as_ptr(), 0, Some(drop_tensor), keep as *mut c_void, &mut out) };
    if code != 0 {
        // SAFETY: the host did not take it.
        unsafe { drop_tensor(keep as *mut c_void) };
    }
    status(host, code).map(|()| out)
}

fn give_value(host: &'static LumbreApi, v: &Value) -> Result<LumbreValue> {
    let mut out = LumbreValue::NONE;
    Ok(match v {
        Value::Tensor(t) => LumbreValue::tensor(give(host, t)?),
        Value::Tensors(list) => {
            let items = list.iter().map(|t| give(host, t).map(LumbreValue::tensor)).collect::<Result<Vec<_>>>()?;
            // SAFETY: the host copies the list and shares the tensors; ours are given back.
            let code = unsafe { (host.value_list)(items.as_ptr(), items.len() as i64, &mut out) };
            items.iter().for_each(|v| unsafe { (host.tensor_free)(v.of.tensor) });
            status(host, code)?;
            out
        }
        Value::Str(s) => {
            let text = CString::new(s.replace('\0', "")).unwrap_or_default();
            // SAFETY: the host copies the text.
            status(host, unsafe { (host.value_text)(text.as_ptr() as *const c_char, &mut out) })?;
            out
        }
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Complex(_) | Value::DType(_) => super::value::from_val(&crate::jit::Val::from_value(v.clone()), 0)?,
        other => bail!(NotImplemented, "a {} as the result of an op in an extension", other.kind()),
    })
}

/// The host's arguments as our values.
///
/// # Safety
/// `args` holds `n` values of the host.
unsafe fn arguments(host: &'static LumbreApi, custom: &'static Custom, args: *const LumbreValue, n: i64) -> Result<Vec<Value>> {
    // SAFETY: as promised above.
    let given = unsafe { super::errors::many(args, n, "args") }?;
    let params = custom.op().args;
    ensure!(given.len() == params.len(), Type, "{} arguments instead of {}", given.len(), params.len());
    // SAFETY: the host's values keep the header's contract.
    let one = |(p, v)| unsafe { to_val(v, &|t| import(host, t))?.argument(p) };
    params.iter().zip(given).map(one).collect()
}

/// # Safety
/// As `LumbreKernel`, with the context that `offer` gave.
unsafe fn run(context: *mut c_void, api: *const LumbreApi, (args, arg_count): (*const LumbreValue, i64), (outs, out_count): (*mut LumbreValue, i64), fake: bool) -> i32 {
    // SAFETY: the host's table and our own context, both for the life of the process.
    let (host, custom) = unsafe { (&*api, &*(context as *const Custom)) };
    told(host, || {
        // SAFETY: as promised above.
        let values = unsafe { arguments(host, custom, args, arg_count) }?;
        let _quiet = modes::no_grad();
        let results = match custom.apply(&values, fake)? {
            Value::Tuple(items) => items,
            one => vec![one],
        };
        ensure!(results.len() as i64 == out_count, "{} results instead of {out_count}", results.len());
        for (i, v) in results.iter().enumerate() {
            // SAFETY: room for `out_count` values.
            unsafe { outs.add(i).write(give_value(host, v)?) };
        }
        Ok(())
    })
}

unsafe extern "C" fn forward(context: *mut c_void, api: *const LumbreApi, args: *const LumbreValue, n: i64, outs: *mut LumbreValue, m: i64) -> i32 {
    // SAFETY: the host calls it as its type says.
    unsafe { run(context, api, (args, n), (outs, m), false) }
}

unsafe extern "C" fn meta(context: *mut c_void, api: *const LumbreApi, args: *const LumbreValue, n: i64, outs: *mut LumbreValue, m: i64) -> i32 {
    // SAFETY: the host calls it as its type says.
    unsafe { run(context, api, (args, n), (outs, m), true) }
}

unsafe extern "C" fn gradient(
    context: *mut c_void,
    api: *const LumbreApi,
    saved: *const LumbreSaved,
    grads: *const *mut LumbreTensor,
    grad_count: i64,
    inputs: *mut *mut LumbreTensor,
    input_count: i64,
) -> i32 {
    // SAFETY: the host calls it as its type says, with the context that `offer` gave.
    let (host, custom, saved) = unsafe { (&*api, &*(context as *const Custom), &*saved) };
    told(host, || {
        // SAFETY: as above.
        let (values, outs, grads, needs) = unsafe {
            let values = super::errors::many(saved.args, saved.arg_count, "args")?;
            let one = |v: &LumbreValue| to_val(v, &|t| import(host, t));
            let values = custom.op().args.iter().zip(values).map(|(p, v)| if v.kind == 0 { Ok(Value::None) } else { one(v)?.argument(p) }).collect::<Result<Vec<_>>>()?;
            let outs = super::errors::many(saved.outs, saved.out_count, "outs")?.iter().map(|v| Ok(one(v)?.tensor().cloned())).collect::<Result<Vec<_>>>()?;
            let grads = super::errors::many(grads, grad_count, "grads")?.iter().map(|t| import(host, *t)).collect::<Result<Vec<_>>>()?;
            let needs: Vec<bool> = super::errors::many(saved.needs, saved.need_count, "needs")?.iter().map(|n| *n != 0).collect();
            (values, outs, grads, needs)
        };
        let _quiet = modes::no_grad();
        let out = custom.gradient(&Context::new(Args::new(custom.op(), &values), &outs, &needs), &grads)?;
        ensure!(out.len() as i64 == input_count, "{} gradients for {input_count} tensors", out.len());
        for (i, g) in out.iter().enumerate() {
            if let Some(g) = g {
                // SAFETY: room for `input_count` references.
                unsafe { inputs.add(i).write(give(host, g)?) };
            }
        }
        Ok(())
    })
}
