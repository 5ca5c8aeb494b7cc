//! Chains of element-wise ops as one kernel: a structure of `fused.cuh` is written for each kind of chain, and compiled at its first use.
//! Numbers, addresses, sizes and strides are parameters, so the text depends on ops, dtypes and the kind of layout alone.

use super::elementwise::{THREADS, unary_parts};
use super::view::{CView, FastDiv, Num, Sizes, fast_div, in_order, memory_order};
use super::{Cx, Family, type_name};
use crate::cuda::launch::Grid;
use crate::error::Result;
use lumbre_kernels::parts::Params;
use lumbre_kernels::tile::program::{Link, Step};
use lumbre_kernels::{DType, Scalar};
use smallvec::SmallVec;
use std::ffi::c_void;
use std::fmt::Write;
use std::sync::Mutex;

/// Dimensions of a chain at most.
pub const DIMS: usize = 8;
/// What all parameters of a kernel may take together, with room for a few addresses.
const ROOM: usize = 4096 - 64;

/// An operand of a chain.
pub enum Leaf<'a> {
    Memory(CView<'a>),
    Number(Scalar, DType),
}

/// Links whose operands are leaves (first) and links before them, by number.
pub struct Chain<'a> {
    pub leaves: &'a [Leaf<'a>],
    pub links: &'a [Link],
    /// Links whose values go to memory, and where: all in one layout without gaps.
    pub stored: &'a [(usize, u64)],
    pub sizes: &'a [i64],
    pub strides: &'a [i64],
}

/// A chain with the layout of its kernel.
pub struct Plan<'a> {
    chain: &'a Chain<'a>,
    views: SmallVec<[CView<'a>; 8]>,
    /// Innermost first.
    sizes: Sizes,
    /// By operand from memory, the results last.
    strides: SmallVec<[Sizes; 9]>,
    /// How an operand's neighbours are read, as `chain_take` names it.
    steps: SmallVec<[u8; 8]>,
    flat: bool,
    wide: bool,
    /// Elements a thread takes at once.
    pack: usize,
    nums: SmallVec<[Num; 8]>,
    /// Where the numbers of a leaf, or the parameters of a link, begin.
    places: SmallVec<[usize; 32]>,
    n: usize,
}

/// The texts that were compiled, for tests.
static TEXTS: Mutex<Vec<(&'static str, String)>> = Mutex::new(Vec::new());

/// Family and tail of every chain compiled so far.
pub fn texts() -> Vec<(&'static str, String)> {
    TEXTS.lock().unwrap_or_else(|e| e.into_inner()).clone()
}

/// Runs a chain by itself; `false` where its parameters are too many for one kernel.
pub fn run(cx: &Cx, chain: &Chain) -> Result<bool> {
    let plan = Plan::new(chain, None);
    let words = plan.words();
    if words.len() * 8 > ROOM {
        return Ok(false);
    }
    let f = cx.made(&plan.key(cx, &[]), || plan.text(Family::Fused, "CHAIN(k, Chain0)"))?;
    let grid = Grid::linear(cx.blocks_for(plan.n, THREADS, plan.pack), THREADS);
    // SAFETY: the structure of `fused.cuh`, with addresses of live memory that is as long as the sizes say.
    unsafe { cx.launch(f, grid, &mut [words.as_ptr() as *mut c_void])? };
    Ok(true)
}

fn parts(step: &Step) -> (&'static str, &'static str, Params) {
    match step {
        Step::Unary(op) => {
            let (name, params) = unary_parts(op);
            ("un", name, params)
        }
        Step::Binary(op) => ("bi", op.name(), op.params()),
        Step::Ternary(op) => ("te", op.name(), op.params()),
        Step::Cast => ("", "", Params::default()),
    }
}

/// Dimensions that every operand walks as one become one; innermost first.
fn join(sizes: &[i64], strides: &[Sizes]) -> (Sizes, SmallVec<[Sizes; 9]>) {
    let mut out = Sizes::new();
    let mut by: SmallVec<[Sizes; 9]> = strides.iter().map(|_| Sizes::new()).collect();
    for d in (0..sizes.len()).rev() {
        if let Some(last) = out.last_mut() {
            if strides.iter().zip(&by).all(|(s, b)| s[d] == b[b.len() - 1] * *last) {
                *last *= sizes[d];
                continue;
            }
        }
        out.push(sizes[d]);
        by.iter_mut().zip(strides).for_each(|(b, s)| b.push(s[d]));
    }
    (out, by)
}

impl<'a> Plan<'a> {
    /// `pack`: how many elements are wanted at once; none leaves it to the dtypes.
    pub fn new(chain: &'a Chain<'a>, pack: Option<usize>) -> Plan<'a> {
        let views: SmallVec<[CView; 8]> = chain.leaves.iter().filter_map(|l| if let Leaf::Memory(v) = l { Some(*v) } else { None }).collect();
        let order = memory_order(chain.sizes, chain.strides);
        let all: SmallVec<[Sizes; 9]> = views.iter().map(|v| v.strides).chain([chain.strides]).map(|s| in_order(s, &order)).collect();
        let (sizes, strides) = join(&in_order(chain.sizes, &order), &all);
        let widest = views.iter().map(|v| v.dtype.size()).chain(chain.stored.iter().map(|s| chain.links[s.0].out.size())).max().unwrap_or(16);
        let mut pack = pack.unwrap_or(if widest == 1 { 8 } else { 16 / widest }).max(1);
        let inner = |k: usize| strides[k].first().copied().unwrap_or(0);
        let last = views.len();
        let flat = sizes.is_empty() || sizes.len() == 1 && (0..=last).all(|k| inner(k) == 1 || inner(k) == 0 && k != last);
        let even = |k: usize| strides[k].iter().skip(1).all(|s| s % pack as i64 == 0);
        let aligned = |address: u64, size: usize| address % (size * pack) as u64 == 0;
        let starts = chain.stored.iter().all(|(k, at)| aligned(*at, chain.links[*k].out.size()));
        let whole = flat || sizes.first().is_some_and(|n| n % pack as i64 == 0) && inner(last) == 1 && even(last);
        let step = |k: usize| match inner(k) {
            0 => 0,
            1 if pack == 1 || even(k) && aligned(views[k].address, views[k].dtype.size()) => 1,
            _ => 2,
        };
        let mut steps: SmallVec<[u8; 8]> = (0..last).map(step).collect();
        if pack > 1 && !(whole && starts) {
            pack = 1;
            steps.iter_mut().for_each(|s| *s = (*s).min(1));
        }
        let n = chain.sizes.iter().product::<i64>() as usize;
        let mut plan = Plan { chain, views, sizes, strides, steps, flat, wide: n >= 1 << 31, pack, nums: SmallVec::new(), places: SmallVec::new(), n };
        plan.number();
        plan
    }

    fn number(&mut self) {
        for leaf in self.chain.leaves {
            self.places.push(self.nums.len());
            if let Leaf::Number(v, _) = leaf {
                self.nums.push((*v).into());
            }
        }
        for link in self.chain.links {
            self.places.push(self.nums.len());
            let params = parts(&link.step).2;
            self.nums.extend(params.values[..params.n].iter().map(|v| Num::from(*v)));
        }
    }

    fn dims(&self) -> usize {
        self.sizes.len().max(1)
    }

    /// `ChainParams` of `fused.cuh`.
    pub fn words(&self) -> Vec<u64> {
        let mut w = vec![self.n as u64, 0];
        w.extend(self.views.iter().map(|v| v.address));
        w.extend(self.chain.stored.iter().map(|s| s.1));
        let room = |w: &mut Vec<u64>, have: usize, n: usize| w.extend(std::iter::repeat_n(0, n * usize::from(have == 0)));
        room(&mut w, self.chain.stored.len(), 1);
        for n in &self.nums {
            w.extend([n.re.to_bits(), n.im.to_bits(), n.whole as u64]);
        }
        room(&mut w, self.nums.len(), 3);
        for s in &self.strides {
            w.extend(s.iter().map(|s| *s as u64));
            room(&mut w, s.len(), 1);
        }
        let sizes: Sizes = if self.sizes.is_empty() { smallvec::smallvec![1] } else { self.sizes.clone() };
        w.extend(sizes.iter().map(|n| *n as u64));
        let div: Vec<u32> = sizes.iter().map(|n| fast_div(*n)).flat_map(|FastDiv { d, magic, shift }| [d, magic, shift]).collect();
        w.extend(div.chunks(2).map(|c| c[0] as u64 | (c.get(1).copied().unwrap_or(0) as u64) << 32));
        w
    }

    /// What the text depends on; `more` is added for what uses the chain.
    pub fn key(&self, cx: &Cx, more: &[u8]) -> SmallVec<[u8; 256]> {
        let c = self.chain;
        let mut key: SmallVec<[u8; 256]> = SmallVec::new();
        key.push(cx.gpu.index);
        key.extend([self.flat as u8 | (self.wide as u8) << 1, self.pack as u8, self.dims() as u8, c.leaves.len() as u8, c.links.len() as u8, c.stored.len() as u8]);
        let mut steps = self.steps.iter();
        key.extend(c.leaves.iter().flat_map(|l| match l {
            Leaf::Memory(v) => [v.dtype as u8, steps.next().copied().unwrap_or(0)],
            Leaf::Number(_, d) => [*d as u8, u8::MAX],
        }));
        for link in c.links {
            let (space, name, params) = parts(&link.step);
            key.extend([space.len() as u8, space.as_bytes().first().copied().unwrap_or(0), params.n as u8, name.len() as u8, link.compute as u8, link.out as u8, link.args.len() as u8]);
            key.extend_from_slice(&(name.as_ptr() as usize).to_le_bytes());
            key.extend(link.args.iter().map(|a| *a as u8));
        }
        key.extend(c.stored.iter().map(|s| s.0 as u8));
        key.extend_from_slice(more);
        key
    }

    /// The module: the chain's structure and a line that makes a kernel `k` of it.
    pub fn text(&self, family: Family, kernel: &str) -> String {
        let mut tail = String::new();
        // Writing to a string does not fail.
        let _ = self.structure(&mut tail);
        tail.push_str(kernel);
        tail.push('\n');
        TEXTS.lock().unwrap_or_else(|e| e.into_inner()).push((family.name(), tail.clone()));
        family.source(&tail)
    }

    fn structure(&self, s: &mut String) -> std::fmt::Result {
        let (c, ins, dims) = (self.chain, self.views.len(), self.dims());
        let last = type_name(c.links[c.links.len() - 1].out);
        writeln!(s, "struct Chain0 {{")?;
        writeln!(s, "    typedef ChainParams<{ins}, {}, {}, {dims}> Params;", c.stored.len().max(1), self.nums.len().max(1))?;
        writeln!(s, "    typedef {last} T;\n    static const int N = {}, IN = {ins};", self.pack)?;
        writeln!(s, "    static DEV void place(const Params& a, u64 i, i64 (&at)[{}]) {{", ins + 1)?;
        if self.flat {
            for k in 0..=ins {
                writeln!(s, "        at[{k}] = {};", if k == ins || self.steps[k] != 0 { "(i64)i" } else { "0" })?;
            }
        } else {
            writeln!(s, "        chain_place<{}>(a.strides, a.sizes, a.div, i, at);", if self.wide { "u64" } else { "u32" })?;
        }
        writeln!(s, "    }}\n    template <int N> static DEV Pack<T, N> run(const Params& a, const i64 (&at)[{}]) {{", ins + 1)?;
        for (k, v) in self.views.iter().enumerate() {
            let t = type_name(v.dtype);
            writeln!(s, "        Pack<{t}, N> x{k} = chain_take<{t}, N, {}>(a.in[{k}], at[{k}], a.strides[{k}][0]);", self.steps[k])?;
        }
        for (k, (link, _)) in c.stored.iter().enumerate() {
            writeln!(s, "        Pack<{}, N> y{k};", type_name(c.links[*link].out))?;
        }
        writeln!(s, "        Pack<T, N> last;\n#pragma unroll\n        for (int j = 0; j < N; j++) {{")?;
        for i in 0..c.links.len() {
            self.link(s, i)?;
        }
        for (k, (link, _)) in c.stored.iter().enumerate() {
            writeln!(s, "            y{k}.v[j] = v{link};")?;
        }
        writeln!(s, "            last.v[j] = v{};\n        }}", c.links.len() - 1)?;
        for (k, (link, _)) in c.stored.iter().enumerate() {
            writeln!(s, "        chain_put<{}, N>(a.out[{k}], at[{ins}], y{k});", type_name(c.links[*link].out))?;
        }
        writeln!(s, "        return last;\n    }}\n}};")
    }

    /// One function of the chain: `v<i> = ...`.
    fn link(&self, s: &mut String, i: usize) -> std::fmt::Result {
        let (c, link) = (self.chain, &self.chain.links[i]);
        let out = type_name(link.out);
        write!(s, "            {out} v{i} = ")?;
        if link.step == Step::Cast {
            return writeln!(s, "cast<{out}>({});", self.value(link.args[0]));
        }
        let (space, name, _) = parts(&link.step);
        let op = format!("{space}::{name}<{}>", type_name(link.compute));
        let goes_on = c.links.iter().any(|l| l.args.contains(&(c.leaves.len() + i)));
        write!(s, "{}cast<{out}>({op}::at(a.num + {}", if goes_on { "seam(" } else { "" }, self.places[c.leaves.len() + i])?;
        for (k, arg) in link.args.iter().enumerate() {
            let t = if k == 0 && space == "te" { "T0" } else { "T" };
            match c.leaves.get(*arg) {
                Some(Leaf::Number(..)) => write!(s, ", a.num[{}].as<{op}::{t}>()", self.places[*arg])?,
                _ => write!(s, ", cast<{op}::{t}>({})", self.value(*arg))?,
            }
        }
        writeln!(s, "){});", if goes_on { "), a.zero" } else { "" })
    }

    fn value(&self, arg: usize) -> String {
        let leaves = self.chain.leaves;
        match leaves.get(arg) {
            Some(Leaf::Memory(_)) => {
                let k = leaves[..arg].iter().filter(|l| matches!(l, Leaf::Memory(_))).count();
                format!("x{k}.v[j]")
            }
            Some(Leaf::Number(_, d)) => format!("a.num[{}].as<{}>()", self.places[arg], type_name(*d)),
            None => format!("v{}", arg - leaves.len()),
        }
    }

    /// Whether the parameters fit beside `more` bytes of others.
    pub fn fits(&self, more: usize) -> bool {
        self.words().len() * 8 + more <= ROOM
    }
}
