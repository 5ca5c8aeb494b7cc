//! Ops that are written in C, called from C.

use super::API;
use super::abi::{LumbreGradient, LumbreKernel, LumbreOp, LumbreSaved, LumbreTensor, LumbreValue};
use super::errors::{at, failed, guard, many, text};
use super::tensor::Lent;
use super::value::{from_val, own_tensor, put_all, release, to_val};
use crate::error::Result;
use crate::jit::Val;
use crate::library::{self, Context, Saves};
use crate::ops::value::{Stack, Value};
use crate::ops::{self, Form, custom};
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::ffi::{c_char, c_void};
use std::ptr::null_mut;

/// The functions of an op and what they are called with; `release`d when the op is dropped.
struct Foreign {
    forward: LumbreKernel,
    backward: LumbreGradient,
    fake: LumbreKernel,
    context: Lent,
}

/// Values that C looks at during a call.
struct Shown(Vec<LumbreValue>);

impl Shown {
    fn new<'a>(values: impl IntoIterator<Item = &'a Value>) -> Result<Shown> {
        let mut out = Shown(Vec::new());
        for v in values {
            out.0.push(from_val(&Val::from_value(v.clone()), 0)?);
        }
        Ok(out)
    }

    fn lends(&self, t: *mut LumbreTensor) -> bool {
        fn inside(v: &LumbreValue, t: *mut LumbreTensor) -> bool {
            // SAFETY: values made by `from_val`: the kind says what is there.
            unsafe {
                match v.kind {
                    1 => v.of.tensor == t,
                    8..=10 => std::slice::from_raw_parts(v.of.items, v.count as usize).iter().any(|v| inside(v, t)),
                    _ => false,
                }
            }
        }
        self.0.iter().any(|v| inside(v, t))
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(release);
    }
}

impl Foreign {
    fn context(&self) -> *mut c_void {
        self.context.context
    }

    fn kernel(&self, f: LumbreKernel, key: &str, args: &[Value], results: usize) -> Result<Value> {
        let Some(f) = f else { bail!("{key}: the op has no function") };
        let shown = Shown::new(args)?;
        let mut outs = vec![LumbreValue::NONE; results];
        // SAFETY: a function of the header's type, with live arguments and room for the results.
        let status = unsafe { f(self.context(), &API, shown.0.as_ptr(), shown.0.len() as i64, outs.as_mut_ptr(), results as i64) };
        // SAFETY: what the function wrote keeps the header's contract.
        let values = outs.iter().map(|v| unsafe { to_val(v, &own_tensor) }).collect::<Result<Vec<_>>>();
        for v in &mut outs {
            // A result that is an argument's own reference was lent, not given.
            // SAFETY: the kind says that there is a reference.
            if v.kind == 1 && shown.lends(unsafe { v.of.tensor }) {
                *v = LumbreValue::NONE;
            }
            release(v);
        }
        if status != 0 {
            return Err(failed(key, status));
        }
        let mut values = values?.iter().map(value_of).collect::<Result<Vec<_>>>()?;
        Ok(if values.len() == 1 { values.remove(0) } else { Value::Tuple(values) })
    }

    fn gradient(&self, key: &str, cx: &Context, grads: &[Tensor]) -> Result<Vec<Option<Tensor>>> {
        let Some(f) = self.backward else { bail!("{key}: the op has no gradient") };
        let args = Shown::new(cx.args().values())?;
        let outs: Vec<Value> = cx.outputs().iter().map(|t| t.clone().map_or(Value::None, Value::Tensor)).collect();
        let outs = Shown::new(&outs)?;
        let given: Vec<Value> = grads.iter().cloned().map(Value::Tensor).collect();
        let given = Shown::new(&given)?;
        // SAFETY: all of them are tensors.
        let pointers: Vec<*mut LumbreTensor> = given.0.iter().map(|v| unsafe { v.of.tensor }).collect();
        let needs: Vec<u8> = cx.all_needs().iter().map(|n| *n as u8).collect();
        let saved = LumbreSaved {
            args: args.0.as_ptr(),
            arg_count: args.0.len() as i64,
            outs: outs.0.as_ptr(),
            out_count: outs.0.len() as i64,
            needs: needs.as_ptr(),
            need_count: needs.len() as i64,
        };
        let mut inputs: Vec<*mut LumbreTensor> = vec![null_mut(); needs.len()];
        // SAFETY: a function of the header's type, with live arguments and room for the gradients.
        let status = unsafe { f(self.context(), &API, &saved, pointers.as_ptr(), pointers.len() as i64, inputs.as_mut_ptr(), inputs.len() as i64) };
        let mut out = Vec::new();
        for p in inputs {
            if p.is_null() {
                out.push(None);
                continue;
            }
            out.push(Some(own_tensor(p)?));
            if !(args.lends(p) || outs.lends(p) || given.lends(p)) {
                // SAFETY: a reference that the function gave.
                unsafe { super::tensor::free(p) };
            }
        }
        if status != 0 {
            return Err(failed(key, status));
        }
        Ok(out)
    }
}

/// A result in the kind that ops give: a list of tensors, not a list of values.
fn value_of(v: &Val) -> Result<Value> {
    Ok(match v {
        Val::Plain(v) => v.clone(),
        Val::Tuple(_) | Val::List(_) => {
            let items = v.items()?;
            match items.iter().map(|v| v.tensor().cloned()).collect::<Option<Vec<_>>>() {
                Some(tensors) => Value::Tensors(tensors),
                None => Value::Tuple(items.iter().map(value_of).collect::<Result<_>>()?),
            }
        }
        Val::Dict(_) | Val::Tape(_) => bail!(Type, "a {} as the result of an op", v.kind()),
    })
}

pub unsafe extern "C" fn register(op: *const LumbreOp) -> i32 {
    guard(|| {
        // SAFETY: the header's contract; every version has these fields.
        let (o, schema) = unsafe {
            let o = at(op, "op")?;
            ensure!(o.size >= size_of::<LumbreOp>() as u64, Value, "the size of the op is {}", o.size);
            (o, text(o.schema, "schema")?)
        };
        let context = Lent { release: o.release, context: o.context };
        let foreign = std::sync::Arc::new(Foreign { forward: o.forward, backward: o.backward, fake: o.fake, context });
        let saves = match o.saves {
            0 => Saves::Inputs,
            1 => Saves::Outputs,
            2 => Saves::Both,
            3 => Saves::Nothing,
            other => bail!(Value, "{other} says not what an op saves"),
        };
        ensure!(o.forward.is_some(), Value, "{schema}: forward is NULL");
        let d = library::define(schema)?.saves(saves).memory();
        let (key, n) = (d.key(), d.results());
        let f = foreign.clone();
        let mut d = d.forward(move |a| f.kernel(f.forward, key, a.values(), n));
        if o.fake.is_some() {
            let f = foreign.clone();
            d = d.fake(move |a| f.kernel(f.fake, key, a.values(), n));
        }
        if o.backward.is_some() {
            d = d.backward(move |cx, grads| foreign.gradient(key, cx, grads));
        }
        d.register().map(|_| ())
    })
}

pub unsafe extern "C" fn call(name: *const c_char, args: *const LumbreValue, arg_count: i64, outs: *mut LumbreValue, capacity: i64, out_count: *mut i64) -> i32 {
    guard(|| {
        // SAFETY: the header's contract.
        unsafe {
            let name = text(name, "name")?;
            let Some(op) = ops::find(name) else { bail!(Attribute, "there is no op {name:?}") };
            let given = many(args, arg_count, "args")?;
            ensure!(given.len() <= op.args.len(), Type, "{name}: {} arguments, it takes {}", given.len(), op.args.len());
            let mut values: Stack = Stack::new();
            for (p, v) in op.args.iter().zip(given) {
                values.push(to_val(v, &own_tensor)?.argument(p).map_err(|e| e.context(name))?);
            }
            let values = custom::complete(name, op, values)?;
            let out = Val::from_value(ops::call(op, Form::Plain, &values)?);
            let results = match out {
                Val::Tuple(items) => items.to_vec(),
                v if v.is_none() => Vec::new(),
                v => vec![v],
            };
            put_all(&results, outs, capacity, out_count)
        }
    })
}
