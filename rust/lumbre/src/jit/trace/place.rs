//! Memory as the recorder sees it: a place is one way to look at a storage, with the value that stands for it. A write goes
//! up from a view to its root by scatters; a view read after a write is made again from its parent.

use crate::error::Result;
use crate::jit::graph::{Arg, Id, Node, key};
use crate::ops::value::Value;
use crate::ops::{Form, find};
use crate::tensor::Geometry;
use crate::tensor::geometry::{Dims, view_strides};
use crate::{bail, ensure};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// An input of the graph, by position.
    Input(usize),
    /// By position.
    Constant(usize),
    Computed,
}

/// How a view was made: result `out` of a node whose argument `at` was the parent's value.
#[derive(Clone)]
pub struct Link {
    pub parent: usize,
    pub node: Node,
    pub at: (usize, Option<usize>),
    pub out: usize,
}

pub struct Place {
    /// Keeps the storage, so its number names nothing else.
    pub geometry: Geometry,
    pub origin: Origin,
    pub root: usize,
    pub link: Option<Link>,
    pub value: Id,
    /// The root's count of writes that `value` has seen.
    pub seen: u64,
    /// Of a root: how often its memory was written.
    pub writes: u64,
}

impl Place {
    pub fn shows(&self, g: &Geometry) -> bool {
        self.geometry.storage.same(&g.storage) && self.geometry.same_layout(g) && self.geometry.bits == g.bits
    }
}

/// Makes nodes with fresh ids.
pub trait Emit {
    fn emit(&mut self, node: Node) -> usize;
    fn fresh(&mut self) -> Id;

    fn call(&mut self, name: &str, mut args: Vec<Arg>) -> Result<Id> {
        let Some(op) = find(name) else { bail!(NotImplemented, "trace: this program needs the op {name}") };
        for p in op.args.iter().skip(args.len()) {
            args.push(Arg::Const(p.default.value()));
        }
        let id = self.fresh();
        self.emit(Node { op, form: Form::Plain, args, outs: vec![Some(id)], whole: false });
        Ok(id)
    }
}

/// The view of a link made again from a new value of its parent.
pub fn replay(link: &Link, parent: Id, into: &mut impl Emit) -> Id {
    let mut node = link.node.clone();
    match (node.args.get_mut(link.at.0), link.at.1) {
        (Some(Arg::List(ids)), Some(i)) => ids[i] = Some(parent),
        (Some(slot), _) => *slot = Arg::Value(parent),
        _ => {}
    }
    let id = into.fresh();
    let out = link.out;
    node.outs = (0..node.outs.len()).map(|i| (i == out).then_some(id)).collect();
    into.emit(node);
    id
}

fn ints(v: &[i64]) -> Arg {
    Arg::Const(Value::Ints(Dims::from_slice(v)))
}
fn int(i: i64) -> Arg {
    Arg::Const(Value::Int(i))
}

/// The parent's new value after its view got the value `part`.
pub fn scatter(link: &Link, parent: (&Geometry, Id), view: &Geometry, part: Id, into: &mut impl Emit) -> Result<Id> {
    let ((base, whole), node) = (parent, &link.node);
    let pair = [Arg::Value(whole), Arg::Value(part)];
    let with = |rest: &[Arg]| pair.iter().chain(rest).cloned().collect::<Vec<_>>();
    if base.dtype == view.dtype && base.bits == view.bits {
        match node.op.name {
            "select" => return into.call("select_scatter", with(&node.args[1..])),
            "slice" => return into.call("slice_scatter", with(&node.args[1..])),
            "transpose" => return into.call("transpose", vec![Arg::Value(part), node.args[1].clone(), node.args[2].clone()]),
            "t" => return into.call("t", vec![Arg::Value(part)]),
            "permute" => {
                if let Some(Arg::Const(Value::Ints(dims))) = node.args.get(1) {
                    return into.call("permute", vec![Arg::Value(part), ints(&inverse(dims))]);
                }
            }
            _ => {}
        }
        if let Some((dim, start, end)) = as_slice(base, view) {
            return into.call("slice_scatter", with(&[int(dim), int(start), int(end), int(1)]));
        }
        if let Some((dim, index)) = as_select(base, view) {
            return into.call("select_scatter", with(&[int(dim), int(index)]));
        }
        if base.sizes == view.sizes && base.strides == view.strides && base.offset == view.offset {
            return Ok(part);
        }
        let same_order = view_strides(&base.sizes, &base.strides, &view.sizes).is_some_and(|s| equal_where_seen(&s, view));
        if base.numel() == view.numel() && base.offset == view.offset && same_order {
            return into.call("reshape", vec![Arg::Value(part), ints(&base.sizes)]);
        }
    }
    bail!(
        NotImplemented,
        "trace: an in-place write through a view made by {} has no functional form; write into the tensor itself, or clone the view first",
        key(node.op)
    )
}

fn inverse(dims: &[i64]) -> Dims {
    let n = dims.len() as i64;
    let mut out: Dims = smallvec::smallvec![0; dims.len()];
    for (i, &d) in dims.iter().enumerate() {
        out[(if d < 0 { d + n } else { d }) as usize] = i as i64;
    }
    out
}

/// Strides only count where the size is not 1.
fn equal_where_seen(strides: &[i64], g: &Geometry) -> bool {
    strides.iter().zip(&g.strides).zip(&g.sizes).all(|((a, b), n)| a == b || *n == 1)
}

/// A view that differs in the size of one dimension: (dim, start, end).
fn as_slice(base: &Geometry, view: &Geometry) -> Option<(i64, i64, i64)> {
    if base.dim() != view.dim() || base.strides != view.strides {
        return None;
    }
    let mut differing = (0..base.dim()).filter(|&d| base.sizes[d] != view.sizes[d]);
    let (Some(d), None) = (differing.next(), differing.next()) else { return None };
    let stride = base.strides[d];
    if stride <= 0 || view.offset < base.offset || (view.offset - base.offset) % stride != 0 {
        return None;
    }
    let start = (view.offset - base.offset) / stride;
    (start + view.sizes[d] <= base.sizes[d]).then_some((d as i64, start, start + view.sizes[d]))
}

/// A view without one dimension: (dim, index).
fn as_select(base: &Geometry, view: &Geometry) -> Option<(i64, i64)> {
    let without = |v: &Dims, d: usize| v.iter().enumerate().filter(|(i, _)| *i != d).map(|(_, n)| *n).collect::<Dims>();
    (0..base.dim()).find_map(|d| {
        let stride = base.strides[d];
        let delta = view.offset - base.offset;
        let fits = without(&base.sizes, d) == view.sizes && without(&base.strides, d) == view.strides;
        let index = (stride > 0 && delta >= 0 && delta % stride == 0).then(|| delta / stride)?;
        (fits && index < base.sizes[d]).then_some((d as i64, index))
    })
}

/// Whether `a` and `b` may be written apart: distinct roots must not share a storage.
pub fn check_alone(places: &[Place], root: usize, name: &str) -> Result<()> {
    let storage = &places[root].geometry.storage;
    let shared = places.iter().enumerate().any(|(i, p)| i != root && p.link.is_none() && p.root == i && p.geometry.storage.same(storage));
    ensure!(!shared, NotImplemented, "trace: {name} writes into memory that several inputs of the program share");
    Ok(())
}
