//! The trace mode: public methods hand their calls to the recorder of the thread, which runs them and writes them down.
//! What an op calls inside itself is not seen, so a composed op is one node.

pub mod numbers;
mod fence;
mod place;
mod recorder;

use super::graph::{Graph, Id, Input, InputKind};
use super::interpreter::{Limits, Program};
use super::module::Module;
use super::val::Val;
use crate::bail;
use crate::error::{Error, Kind, Result};
use crate::modes;
use crate::ops::value::{FromResult, Stack, Value};
use crate::ops::{self, Form, Op};
use crate::tensor::Tensor;
use recorder::Recorder;
use std::cell::RefCell;
use std::sync::OnceLock;

thread_local! {
    static RECORDERS: RefCell<Vec<Recorder>> = const { RefCell::new(Vec::new()) };
}

/// A tensor the program takes from outside.
pub struct Named<'a> {
    pub name: &'a str,
    pub kind: InputKind,
    pub tensor: &'a Tensor,
}

/// How derivatives are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Derivatives {
    /// As the ops that the rules are made of, where they are made of ops alone; else as `Tapes`. Such programs can be exported.
    #[default]
    Ops,
    /// As steps that run the engine's own rules: the numbers, the speed and the sizes of eager code.
    Tapes,
}

/// The recording of one thread; dropped without `finish`, it is thrown away. A recording inside another pauses the outer.
pub struct Recording {
    before: u32,
    done: bool,
    _here: std::marker::PhantomData<*const ()>,
}

impl Drop for Recording {
    fn drop(&mut self) {
        if !self.done {
            RECORDERS.with(|r| r.borrow_mut().pop());
        }
        modes::set(modes::get() & !modes::TRACE | self.before & modes::TRACE);
    }
}

/// Starts to record on this thread. The tensors, by identity, are the program's inputs.
pub fn start(inputs: &[Named], derivatives: Derivatives) -> Result<Recording> {
    ops::set_tracer(|| ops::Tracer { record, record_out, escape });
    crate::autograd::set_recorded(|t| {
        RECORDERS.with(|r| {
            r.borrow_mut().last_mut().is_none_or(|r| {
                r.differentiated = true;
                r.knows(t)
            })
        })
    });
    let mut recorder = Recorder::new(derivatives);
    for n in inputs {
        recorder.input(n.tensor, Input { id: 0, kind: n.kind, name: n.name.to_string(), requires_grad: n.tensor.requires_grad() && n.tensor.is_leaf(), ty: String::new() })?;
    }
    RECORDERS.with(|r| r.borrow_mut().push(recorder));
    let before = modes::get();
    modes::set(before | modes::TRACE);
    Ok(Recording { before, done: false, _here: std::marker::PhantomData })
}

impl Recording {
    /// Ends the recording; `outputs` are what the program returns.
    pub fn finish(mut self, outputs: &[Tensor]) -> Result<Graph> {
        self.done = true;
        modes::set(modes::get() & !modes::TRACE);
        let recorder = RECORDERS.with(|r| r.borrow_mut().pop());
        recorder.ok_or_else(|| Error::new(Kind::Runtime, "trace: nothing is being recorded"))?.finish(outputs)
    }
}

/// Whether this thread records.
pub fn is_tracing() -> bool {
    RECORDERS.with(|r| !r.borrow().is_empty())
}

/// Whether the program this thread records computes derivatives.
pub fn differentiated() -> bool {
    RECORDERS.with(|r| r.borrow().last().is_some_and(|r| r.differentiated))
}

/// How this thread writes derivatives down.
fn derivatives() -> Derivatives {
    RECORDERS.with(|r| r.borrow().last().map(|r| r.derivatives)).unwrap_or_default()
}

/// The value of a built-in function (`size`, `add`, …) of a tensor or ints in the program being recorded, and its number there;
/// `None` where the thread does not record.
pub fn number(function: &str, tensor: Option<&Tensor>, ints: &[(i64, Option<Id>)]) -> Result<Option<Id>> {
    with(|r| r.number(function, tensor, ints))
}

/// Runs a program while this thread records, and writes its steps into the recording with their branches and loops. All results
/// are tensors (one, or a tuple of them).
pub fn inline(program: &Program, inputs: Vec<Val>) -> Result<Vec<Tensor>> {
    let fenced = fence::values(&inputs)?;
    let given = fenced.as_ref().map_or(&inputs, |f| &f.1).clone();
    let out = {
        let _inner = modes::with(0, modes::TRACE);
        program.run_values(given, Limits::default())?
    };
    let items = match out.as_slice() {
        [one @ Val::Plain(_)] => vec![one.clone()],
        [one] => one.items()?,
        _ => out,
    };
    // Handles of their own: a program may give back what it was given.
    let tensor = |v: &Val| match v.tensor() {
        Some(t) => t.alias(),
        None => bail!(NotImplemented, "trace: a scripted program that gives a {}", v.kind()),
    };
    let mut outputs = {
        let _inner = modes::with(0, modes::TRACE);
        items.iter().map(tensor).collect::<Result<Vec<_>>>()?
    };
    let mut taped = None;
    if let Some((fence, _)) = fenced.filter(|_| outputs.iter().any(Tensor::requires_grad)) {
        // The values given to the program are recorded before its step.
        let at = with(|r| r.known_values(&inputs))?.unwrap_or_default();
        taped = Some(fence.positions.iter().flatten().map(|p| p.0).collect::<Vec<_>>());
        outputs = fence.close_all(&outputs, at);
    }
    with(|r| r.inline(program.graph(), &inputs, &outputs, taped.as_deref()))?;
    Ok(outputs)
}

/// Whether this thread records derivatives as tapes.
pub fn tapes() -> bool {
    is_tracing() && derivatives() == Derivatives::Tapes
}

/// An optimizer's step (`_optimizer_step` with these arguments) while this thread records: one op of the program, whose results are the new
/// values of `targets`.
pub fn step(args: Stack, targets: &[Tensor]) -> Result<()> {
    let op = &ops::table::OPS[ops::table::_OPTIMIZER_STEP];
    let results = Vec::<Tensor>::from_result(ops::through(op, Form::Plain, &args)?)?;
    let _quiet = modes::with(modes::NO_GRAD, modes::TRACE);
    for (new, target) in results.iter().zip(targets) {
        target.detach_handle().copy_(new)?;
        with(|r| r.store(op, new, target))?;
    }
    Ok(())
}

/// Which recording this thread makes: ints of another one are plain ints.
pub fn serial() -> u64 {
    RECORDERS.with(|r| r.borrow().last().map_or(0, |r| r.serial))
}

/// Records `f` on example inputs as a module. `weights` become its parameters (where they require gradients) and buffers;
/// other tensors that `f` uses become constants.
pub fn trace(f: impl FnOnce(&[Tensor]) -> Result<Vec<Tensor>>, inputs: &[Tensor], weights: &[(&str, &Tensor)]) -> Result<Module> {
    // Copies, so that an input that is also a weight, or changed in place, stays apart.
    let copies = inputs.iter().map(Tensor::clone_contiguous).collect::<Result<Vec<_>>>()?;
    let names: Vec<String> = (0..inputs.len()).map(|i| format!("input{i}")).collect();
    let kind = |t: &Tensor| if t.requires_grad() { InputKind::Parameter } else { InputKind::Buffer };
    let named: Vec<Named> = weights
        .iter()
        .map(|&(name, tensor)| Named { name, kind: kind(tensor), tensor })
        .chain(names.iter().zip(&copies).map(|(name, tensor)| Named { name, kind: InputKind::Argument, tensor }))
        .collect();
    let recording = start(&named, Derivatives::default())?;
    let outputs = f(&copies)?;
    let graph = recording.finish(&outputs)?;
    Module::new(graph, weights.iter().map(|w| w.1.clone()).collect())
}

/// Runs `f` on this thread's recorder, if there is one.
fn with<T>(f: impl FnOnce(&mut Recorder) -> Result<T>) -> Result<Option<T>> {
    RECORDERS.with(|r| r.borrow_mut().last_mut().map(f).transpose())
}

/// A call of a public method while the thread traces.
fn record(op: &'static Op, form: Form, stack: &Stack) -> Result<Value> {
    let _inner = modes::with(0, modes::TRACE);
    let Some(call) = with(|r| r.before(op, form, stack))? else { return ops::call(op, form, stack) };
    let result = match fence::call(op, form, stack)? {
        Some(result) => result,
        None => ops::call(op, form, stack)?,
    };
    with(|r| r.after(call, stack, &result))?;
    Ok(result)
}

/// The `out=` form while the thread traces: `outs` have received the results of the call recorded last.
fn record_out(op: &'static Op, results: &[&Tensor], outs: &[Tensor]) -> Result<()> {
    with(|r| results.iter().zip(outs).try_for_each(|(result, out)| r.stored(op, result, out))).map(|_| ())
}

static ESCAPE: OnceLock<fn(&str) -> Result<()>> = OnceLock::new();

/// Sets who is told that a traced value became a number of the host language and will be a constant in the program.
pub fn set_escape_hook(f: fn(&str) -> Result<()>) {
    let _ = ESCAPE.set(f);
}

/// A value leaves the graph: `into` says as what.
fn escape(t: &Tensor, into: &str) -> Result<()> {
    // A rule that reads numbers is no rule of ops.
    let strict = with(|r| Ok(r.strict.as_mut().map(|foreign| *foreign = true).is_some()))?;
    if strict != Some(true) && with(|r| Ok(r.computed(t)))? == Some(true) {
        if let Some(hook) = ESCAPE.get() {
            hook(into)?;
        }
    }
    Ok(())
}
