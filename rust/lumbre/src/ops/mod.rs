//! The ops: one file a family. Bodies are declared by their doc line; `gen` holds the public methods and the table.

pub(crate) mod activation;
pub(crate) mod view_dtype;
pub(crate) mod special_gamma;
pub(crate) mod segment;
pub(crate) mod polynomial;
pub(crate) mod histogram;
pub(crate) mod creation_more;
pub(crate) mod covariance;
pub mod custom;
pub(crate) mod copies;
pub(crate) mod bits;
pub(crate) mod bessel;
pub(crate) mod adjoint;
pub(crate) mod activation_functional;
pub(crate) mod advanced;
pub(crate) mod arith;
pub(crate) mod attention;
mod attention_fused;
pub mod autocast;
pub(crate) mod batch_norm;
pub(crate) mod bitwise;
pub(crate) mod compare;
pub(crate) mod complex;
pub(crate) mod conv;
pub(crate) mod convert;
pub(crate) mod count;
pub(crate) mod creation;
pub(crate) mod deform_conv;
pub(crate) mod ctc;
pub(crate) mod dest;
pub(crate) mod dropout;
pub(crate) mod einsum;
pub(crate) mod embedding;
pub(crate) mod embedding_bag;
pub(crate) mod extreme;
pub(crate) mod fft;
pub(crate) mod fractional_pool;
pub(crate) mod grid_sampler;
pub(crate) mod index;
pub(crate) mod index_more;
pub(crate) mod join;
pub(crate) mod linalg;
pub(crate) mod linspace;
pub(crate) mod loss;
pub(crate) mod loss_class;
pub(crate) mod loss_margin;
pub(crate) mod mask;
pub(crate) mod matmul;
pub(crate) mod native;
pub(crate) mod norm;
pub(crate) mod norms;
pub(crate) mod optimizer;
pub(crate) mod order_stats;
pub(crate) mod pad;
pub(crate) mod partial;
pub(crate) mod pdist;
pub(crate) mod pixel;
pub(crate) mod pointwise;
pub(crate) mod pool;
pub(crate) mod product;
pub mod profile;
pub(crate) mod promote;
pub(crate) mod random;
pub(crate) mod random_fill;
pub(crate) mod random_gamma;
pub(crate) mod rearrange;
pub(crate) mod recomputed;
pub(crate) mod reduce;
pub(crate) mod rnn;
pub(crate) mod rnn_layer;
pub(crate) mod rnn_pack;
pub(crate) mod roi;
pub(crate) mod round;
pub(crate) mod rules;
pub(crate) mod scan;
pub(crate) mod scatter;
pub(crate) mod scatter_reduce;
pub(crate) mod select;
pub(crate) mod shape;
pub(crate) mod softmax;
pub(crate) mod sort;
pub(crate) mod special;
pub(crate) mod split;
pub(crate) mod statistics;
pub mod table_types;
pub(crate) mod trig;
pub(crate) mod unary;
pub(crate) mod unique;
pub(crate) mod upsample;
pub mod value;
pub(crate) mod strided;
pub(crate) mod view;
pub(crate) mod view_parts;
pub(crate) mod view_scatter;
pub(crate) mod weight_norm;

#[path = "gen/methods.rs"]
mod methods;
#[path = "gen/table.rs"]
pub mod table;

pub use promote::{ResultType, can_cast, default_dtype, promote, result_type, set_default_dtype};
pub use table_types::Op;

use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::sync::OnceLock;
use value::{Stack, Value};

/// How an op was called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Plain,
    Inplace,
}

/// The row of `name` or `name.overload`; with a namespace (`space::name`), a custom op.
pub fn find(key: &str) -> Option<&'static Op> {
    if key.contains("::") {
        return custom::named(key);
    }
    let (name, overload) = key.split_once('.').unwrap_or((key, ""));
    let start = table::OPS.partition_point(|o| o.name < name);
    table::OPS[start..].iter().take_while(|o| o.name == name).find(|o| o.overload == overload)
}

/// Calls an op with dynamic arguments, through the active modes.
pub fn call(op: &'static Op, form: Form, stack: &Stack) -> Result<Value> {
    if modes::dispatching() { through(op, form, stack) } else { run(op, form, stack) }
}

fn run(op: &'static Op, form: Form, stack: &Stack) -> Result<Value> {
    if op.is(table_types::flag::CUSTOM) {
        return custom::run(op, stack);
    }
    match (form, stack.first()) {
        (Form::Plain, _) => (op.call)(stack),
        (Form::Inplace, Some(Value::Tensor(t))) => {
            let body = || match (op.call)(stack)? {
                Value::Tensor(out) => Ok(out),
                other => bail!("{}_: an in-place op gave a {}", op.name, other.kind()),
            };
            let out = if op.is(table_types::flag::VIEW) { dest::inplace_view(op.name, t, body) } else { dest::inplace(op.name, t, body) };
            out.map(Value::Tensor)
        }
        _ => bail!("{}_: an in-place op needs a tensor", op.name),
    }
}

/// Takes a call through the active modes, outermost first.
#[cold]
pub fn through(op: &'static Op, form: Form, stack: &Stack) -> Result<Value> {
    if modes::get() & modes::DEST != 0 {
        return dest::suspended(|| call(op, form, stack));
    }
    if modes::get() & modes::AUTOCAST != 0 {
        return autocasting(op, form, stack);
    }
    if let Some(tracer) = tracer() {
        return (tracer.record)(op, form, stack);
    }
    if modes::get() & modes::PROFILE != 0 {
        return profile::timed(op.name, stack, || run(op, form, stack));
    }
    run(op, form, stack)
}

/// What an op is made of runs in the precision that was chosen for the whole, also where the choice is to leave it (a class for
/// another device); ops without a class leave the choice to their parts.
fn autocasting(op: &'static Op, form: Form, stack: &Stack) -> Result<Value> {
    let cast = if form == Form::Plain { autocast::cast(op, stack)? } else { None };
    let off = if !op.autocast.is_empty() || form == Form::Inplace { modes::AUTOCAST } else { 0 };
    let _mode = modes::with(0, off);
    let stack = cast.as_ref().unwrap_or(stack);
    match tracer() {
        Some(tracer) => (tracer.record)(op, form, stack),
        None => run(op, form, stack),
    }
}

/// Who takes the calls while the trace mode is on.
pub(crate) struct Tracer {
    pub record: fn(&'static Op, Form, &Stack) -> Result<Value>,
    /// Results of the last call went into these `out=` tensors.
    pub record_out: fn(&'static Op, &[&Tensor], &[Tensor]) -> Result<()>,
    pub escape: fn(&Tensor, &str) -> Result<()>,
}

static TRACER: OnceLock<Tracer> = OnceLock::new();

pub(crate) fn set_tracer(make: fn() -> Tracer) {
    TRACER.get_or_init(make);
}

fn tracer() -> Option<&'static Tracer> {
    if modes::get() & modes::TRACE != 0 { TRACER.get() } else { None }
}

static LEAVE: OnceLock<fn(&str) -> Result<()>> = OnceLock::new();

/// Sets who is told, in the mode `NOTED`, that a value becomes a number or an array of the host language, or decides a branch
/// there (`"branch"`).
pub fn set_leave_hook(f: fn(&str) -> Result<()>) {
    let _ = LEAVE.set(f);
}

/// A value leaves the tensors. `into` says what it becomes.
#[inline]
pub fn note_leave(into: &str) -> Result<()> {
    match LEAVE.get() {
        Some(hook) if modes::get() & modes::NOTED != 0 => hook(into),
        _ => Ok(()),
    }
}

/// A value leaves the graph: while tracing the program will keep it as a constant. `into` says what it becomes.
#[cold]
pub fn trace_escape(t: &Tensor, into: &str) -> Result<()> {
    note_leave(into)?;
    tracer().map_or(Ok(()), |tracer| (tracer.escape)(t, into))
}

/// The `out=` form: results into given tensors, resized where their shape is another.
pub fn run_out(op: &'static Op, stack: &Stack, outs: &[Tensor]) -> Result<()> {
    let _mode = modes::with(0, modes::AUTOCAST);
    if let Some(tracer) = tracer() {
        return trace_out(tracer, op, stack, outs);
    }
    if op.is(table_types::flag::APART) {
        outs.iter().try_for_each(|out| dest::check_apart(stack, out))?;
    }
    let filled = if op.is(table_types::flag::INTO) { in_dtype_of_out(op, stack, outs) } else { None };
    let stack = filled.as_ref().unwrap_or(stack);
    if let [out] = outs {
        dest::into_out(op, out, || match call(op, Form::Plain, stack)? {
            Value::Tensor(t) => Ok(t),
            other => bail!("{}(): out= of one tensor for a result of {}", op.name, other.kind()),
        })?;
        return Ok(());
    }
    let _quiet = modes::no_grad();
    match call(op, Form::Plain, stack)? {
        Value::Tuple(items) if items.len() == outs.len() => {
            for (item, out) in items.iter().zip(outs) {
                if let Value::Tensor(t) = item {
                    dest::store_out(op, out, t)?;
                }
            }
            Ok(())
        }
        _ => bail!("{}(): out= needs as many tensors as there are results, got {}", op.name, outs.len()),
    }
}

/// The arguments with the dtype that `out=` asks for where the caller gave none.
fn in_dtype_of_out(op: &Op, stack: &Stack, outs: &[Tensor]) -> Option<Stack> {
    let i = op.args.iter().position(|a| a.name == "dtype")?;
    let mut filled = stack.clone();
    filled.get(i)?.is_none().then(|| filled[i] = Value::DType(outs[0].dtype()))?;
    Some(filled)
}

/// As `run_out`, writing down which results went where.
#[cold]
fn trace_out(tracer: &Tracer, op: &'static Op, stack: &Stack, outs: &[Tensor]) -> Result<()> {
    let _quiet = modes::no_grad();
    let result = call(op, Form::Plain, stack)?;
    let items = match &result {
        Value::Tuple(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let results: Vec<&Tensor> = items.iter().filter_map(|v| if let Value::Tensor(t) = v { Some(t) } else { None }).collect();
    ensure!(results.len() == outs.len(), "{}(): out= needs {} tensors, got {}", op.name, results.len(), outs.len());
    for (result, out) in results.iter().zip(outs) {
        dest::store_out(op, out, result)?;
    }
    (tracer.record_out)(op, &results, outs)
}
