//! Chains of element-wise loops, run tile by tile: what one loop writes, the next one reads while it lies in the first-level
//! cache. The loops are those of single ops, so a chain gives the bits that its ops give one after the other.

use super::convert::{Convert, Steps, steps, steps_via};
use super::op::Loop;
use super::{Kernel, TILE_BYTES, run, run_range};
use crate::binary::{Binary, take_binary};
use crate::dtype::DType;
use crate::runs::Ptr;
use crate::scratch::Scratch;
use crate::ternary::{Ternary, take_ternary};
use crate::unary::{Unary, take_unary};
use crate::view::{View, ViewMut};
use smallvec::SmallVec;
use std::ops::Range;

/// Operands that come from memory, at most.
pub const MAX_INPUTS: usize = 8;
/// Links of a chain, at most.
pub const MAX_LINKS: usize = 24;
/// Elements worth a task of their own.
const GRAIN: std::ops::RangeInclusive<usize> = 4 << 10..=16 << 10;

/// What a link computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Unary(Unary),
    Binary(Binary),
    Ternary(Ternary),
    /// The operand in another dtype.
    Cast,
}

impl Step {
    /// Whether a chain can hold this op.
    pub fn fits(self, compute: DType) -> bool {
        match self {
            // An integer division has to tell of a zero divisor at once.
            Step::Binary(Binary::FloorDiv | Binary::TruncDiv | Binary::Remainder | Binary::Fmod) => compute.is_float(),
            _ => true,
        }
    }
}

/// One op of a chain.
pub struct Link {
    pub step: Step,
    /// The operands: inputs first, then links, by number.
    pub args: SmallVec<[usize; 3]>,
    pub compute: DType,
    pub out: DType,
}

/// What runs over a tile.
enum Run {
    One(Box<super::op::Body<1>>),
    Two(Box<super::op::Body<2>>),
    Three(Box<super::op::Body<3>>),
    Convert(Convert),
}

/// An operand or result: an input, a value that lives in a register, or an output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Input(usize),
    Inner(usize),
    Output(usize),
}

struct Instruction {
    run: Run,
    args: SmallVec<[Value; 3]>,
    to: Value,
    /// The result may be written over the first operand.
    in_place: bool,
}

/// A chain, ready to run: addresses are numbered inputs, registers, outputs.
pub struct Program {
    code: Vec<(Run, [u8; 3], u8)>,
    inputs: SmallVec<[DType; MAX_INPUTS]>,
    registers: usize,
    outputs: SmallVec<[DType; 4]>,
    grain: usize,
    /// Bytes of the widest value.
    widest: usize,
}

/// Builds the instructions: loads are converted to what a loop takes, its result to what the link is.
struct Builder {
    code: Vec<Instruction>,
    values: usize,
    widest: usize,
    /// Values in other dtypes, made before.
    converted: Vec<(Value, DType, DType, Value)>,
    /// Tasks an element is worth.
    cost: f64,
}

impl Builder {
    fn fresh(&mut self, dtype: DType) -> Value {
        self.widest = self.widest.max(dtype.size());
        self.values += 1;
        Value::Inner(self.values - 1)
    }

    /// Applies conversions; the last one writes `to` where it is given.
    fn convert(&mut self, mut from: Value, steps: &Steps, last: DType, to: Option<Value>) -> Value {
        for (i, step) in steps.iter().enumerate() {
            let next = match to {
                Some(to) if i + 1 == steps.len() => to,
                // The dtype between two is as wide as either or 8 bytes.
                _ if i + 1 < steps.len() => self.fresh(DType::F64),
                _ => self.fresh(last),
            };
            self.code.push(Instruction { run: Run::Convert(*step), args: SmallVec::from_slice(&[from]), to: next, in_place: false });
            from = next;
        }
        from
    }

    fn load(&mut self, v: Value, from: DType, via: DType, to: DType) -> Value {
        if from == to {
            return v;
        }
        if let Some(known) = self.converted.iter().find(|c| (c.0, c.1, c.2) == (v, via, to)) {
            return known.3;
        }
        let made = self.convert(v, &steps_via(from, via, to), to, None);
        self.converted.push((v, via, to, made));
        made
    }

    /// A link by its loop; `to` is its place.
    fn emit<const N: usize>(&mut self, l: Loop<N>, args: &[(Value, DType)], out: DType, to: Value, wrap: fn(Box<super::op::Body<N>>) -> Run) -> Option<()> {
        if args.len() != N {
            return None;
        }
        let args = (0..N).map(|k| self.load(args[k].0, args[k].1, l.input, l.load[k])).collect();
        self.cost += 1.0 / l.grain as f64;
        let last = if l.store == out { Steps::new() } else { steps_via(l.store, l.result, out) };
        let target = if last.is_empty() { to } else { self.fresh(l.store) };
        self.widest = self.widest.max(l.store.size());
        self.code.push(Instruction { run: wrap(l.body), args, to: target, in_place: l.in_place });
        if !last.is_empty() {
            self.convert(target, &last, out, Some(to));
        }
        Some(())
    }
}

impl Program {
    /// The program of a chain. `stored` are the links whose values go to memory; the last link comes first among them. `None`
    /// where an op has no loop to hand over.
    pub fn new(inputs: &[DType], links: &[Link], stored: &[usize]) -> Option<Program> {
        if inputs.len() > MAX_INPUTS || links.len() > MAX_LINKS || stored.first() != Some(&(links.len().checked_sub(1)?)) {
            return None;
        }
        let widest = inputs.iter().map(|d| d.size()).fold(8, usize::max);
        let mut b = Builder { code: Vec::with_capacity(links.len()), values: 0, widest, converted: Vec::new(), cost: 0.0 };
        let mut made: SmallVec<[(Value, DType); 16]> = inputs.iter().enumerate().map(|(k, d)| (Value::Input(k), *d)).collect();
        for (i, link) in links.iter().enumerate() {
            let args = link.args.iter().map(|a| made.get(*a).copied()).collect::<Option<SmallVec<[_; 3]>>>()?;
            let to = match stored.iter().position(|s| *s == i) {
                Some(k) => Value::Output(k),
                None => b.fresh(link.out),
            };
            b.widest = b.widest.max(link.out.size());
            match link.step {
                Step::Unary(op) => b.emit(take_unary(op, link.compute)?, &args, link.out, to, Run::One)?,
                Step::Binary(op) => b.emit(take_binary(op, link.compute)?, &args, link.out, to, Run::Two)?,
                Step::Ternary(op) => b.emit(take_ternary(op, link.compute)?, &args, link.out, to, Run::Three)?,
                Step::Cast => {
                    let (v, from) = *args.first()?;
                    let steps = steps(from, link.out);
                    if steps.is_empty() {
                        return None;
                    }
                    b.cost += 1.0 / *GRAIN.end() as f64;
                    b.convert(v, &steps, link.out, Some(to));
                }
            }
            made.push((to, link.out));
        }
        let outputs = stored.iter().map(|s| links[*s].out).collect();
        let grain = ((1.0 / b.cost.max(1e-9)) as usize).clamp(*GRAIN.start(), *GRAIN.end()) / 1024 * 1024;
        let mut program = Program { code: Vec::new(), inputs: SmallVec::from_slice(inputs), registers: 0, outputs, grain, widest: b.widest };
        program.allocate(b.code, b.values)?;
        Some(program)
    }

    /// Gives the values registers: each is free again after its last use.
    fn allocate(&mut self, code: Vec<Instruction>, values: usize) -> Option<()> {
        let mut last = vec![0; values];
        for (i, c) in code.iter().enumerate() {
            for v in c.args.iter().chain([&c.to]) {
                if let Value::Inner(v) = v {
                    last[*v] = i;
                }
            }
        }
        let mut at: Vec<Option<usize>> = vec![None; values];
        let mut free: Vec<usize> = Vec::new();
        let mut placed = Vec::with_capacity(code.len());
        for (i, c) in code.into_iter().enumerate() {
            if let Value::Inner(to) = c.to {
                let over = match c.args[0] {
                    Value::Inner(a) if c.in_place && last[a] == i && !c.args[1..].contains(&c.args[0]) => at[a],
                    _ => None,
                };
                at[to] = over.or_else(|| free.pop()).or_else(|| {
                    self.registers += 1;
                    Some(self.registers - 1)
                });
            }
            for (k, v) in c.args.iter().enumerate() {
                if let Value::Inner(v) = v {
                    let kept = matches!(c.to, Value::Inner(to) if at[to] == at[*v]);
                    if last[*v] == i && !kept && !c.args[..k].contains(&c.args[k]) {
                        free.extend(at[*v]);
                    }
                }
            }
            placed.push(c);
        }
        let first_out = self.inputs.len() + self.registers;
        for c in placed {
            let number = |v: &Value| match v {
                Value::Input(k) => Some(*k),
                Value::Inner(v) => at[*v].map(|r| self.inputs.len() + r),
                Value::Output(k) => Some(first_out + k),
            };
            let mut args = [0u8; 3];
            for (slot, v) in args.iter_mut().zip(&c.args) {
                *slot = number(v)? as u8;
            }
            let to = number(&c.to)? as u8;
            self.code.push((c.run, args, to));
        }
        Some(())
    }

    /// Instructions, conversions among them.
    pub fn len(&self) -> usize {
        self.code.len()
    }

    pub fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Runs over `inputs` into `outs`, all of the same sizes. The outputs are new memory without gaps, and all have the strides
    /// of the first.
    pub fn run(&self, inputs: &[View], outs: &[ViewMut]) {
        debug_assert!(outs.len() == self.outputs.len() && inputs.iter().zip(&self.inputs).all(|(x, d)| x.dtype == *d));
        debug_assert!(outs.iter().all(|o| o.strides == outs[0].strides && o.sizes == inputs[0].sizes));
        self.dispatch(inputs, outs, None);
    }

    /// As `run`, for the elements at these flat positions of row-major outputs; nothing else of them is touched.
    pub fn run_range(&self, inputs: &[View], outs: &[ViewMut], range: Range<usize>) {
        self.dispatch(inputs, outs, Some(range));
    }

    pub fn grain(&self) -> usize {
        self.grain
    }

    fn dispatch(&self, inputs: &[View], outs: &[ViewMut], range: Option<Range<usize>>) {
        match inputs.len() {
            1 => self.over::<1, 2>(inputs, outs, range),
            2 => self.over::<2, 3>(inputs, outs, range),
            3 => self.over::<3, 4>(inputs, outs, range),
            4 => self.over::<4, 5>(inputs, outs, range),
            5 => self.over::<5, 6>(inputs, outs, range),
            6 => self.over::<6, 7>(inputs, outs, range),
            7 => self.over::<7, 8>(inputs, outs, range),
            8 => self.over::<8, 9>(inputs, outs, range),
            _ => {}
        }
    }

    fn over<const N: usize, const O: usize>(&self, inputs: &[View], outs: &[ViewMut], range: Option<Range<usize>>) {
        let views: [View; N] = std::array::from_fn(|k| inputs[k]);
        let more: SmallVec<[Ptr<u8>; 4]> = outs[1..].iter().map(|o| Ptr::new(o.ptr())).collect();
        let kernel = Kernel {
            load: std::array::from_fn(|k| self.inputs[k]),
            store: self.outputs[0],
            input: self.outputs[0],
            result: self.outputs[0],
            in_place: false,
            grain: self.grain,
            body: &|x, out, n, at| self.tiles(&x, out, &more, n, at),
            by_number: None,
        };
        match range {
            None => run::<N, O>(&views, &outs[0], &kernel),
            Some(range) => run_range::<N, O>(&views, &outs[0], &kernel, range),
        }
    }

    /// `n` elements, `at` before them in the outputs.
    fn tiles(&self, x: &[*const u8], out: *mut u8, more: &[Ptr<u8>], n: usize, at: usize) {
        let tile = TILE_BYTES / self.widest;
        let mut registers: Scratch<u8> = Scratch::new(self.registers * TILE_BYTES);
        let mut addresses: SmallVec<[(*mut u8, usize); 32]> = SmallVec::new();
        addresses.extend(x.iter().zip(&self.inputs).map(|(p, d)| (*p as *mut u8, d.size())));
        let base = registers.as_mut_ptr();
        addresses.extend((0..self.registers).map(|r| (base.wrapping_add(r * TILE_BYTES), 0)));
        addresses.push((out, self.outputs[0].size()));
        addresses.extend(more.iter().zip(&self.outputs[1..]).map(|(p, d)| (p.at((at * d.size()) as isize), d.size())));
        let mut done = 0;
        while done < n {
            let len = (n - done).min(tile);
            for (run, args, to) in &self.code {
                let [a, b, c] = args.map(|k| addresses[k as usize].0 as *const u8);
                let to = addresses[*to as usize].0;
                match run {
                    Run::One(f) => f([a], to, len, 0),
                    Run::Two(f) => f([a, b], to, len, 0),
                    Run::Three(f) => f([a, b, c], to, len, 0),
                    // SAFETY: `len` elements at both, in different buffers: a conversion never writes over its operand.
                    Run::Convert(f) => unsafe { f(a, to, len) },
                }
            }
            for (p, size) in addresses.iter_mut() {
                *p = p.wrapping_add(len * *size);
            }
            done += len;
        }
    }
}
