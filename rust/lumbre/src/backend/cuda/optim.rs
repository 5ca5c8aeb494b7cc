//! Optimizer steps over many tensors in one launch.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::optim::{AdamParams, SgdParams};

/// Tensors of a launch (`OPTIM_TENSORS`), and elements of one that a block takes (`OPTIM_CHUNK`).
const TENSORS: usize = 36;
const CHUNK: u64 = 4096;

#[repr(C)]
#[derive(Clone, Copy)]
struct Table {
    list: [[u64; TENSORS]; 5],
    n: [u64; TENSORS],
    first: [u32; TENSORS],
    scalar: [[f64; TENSORS]; 2],
    count: u32,
    pad: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Adam {
    sign: f64,
    decay: f64,
    shrink: f64,
    w1: f64,
    beta2: f64,
    w2: f64,
    eps: f64,
    near: u32,
    amsgrad: u32,
    grad_scale: u64,
    found_inf: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Sgd {
    sign: f64,
    decay: f64,
    lr: f64,
    momentum: f64,
    keep: f64,
    nesterov: u32,
    buffered: u32,
    grad_scale: u64,
    found_inf: u64,
}

/// Calls `launch` for tables of tensors of equal dtypes. `lists` are parameters, gradients and states; all are runs of elements.
fn tables(lists: &[&[CView]], scalars: impl Fn(usize) -> [f64; 2], mut launch: impl FnMut(&Table, usize, u32) -> Result<()>) -> Result<()> {
    let count = lists[0].len();
    let mut done = vec![false; count];
    for lead in 0..count {
        if done[lead] {
            continue;
        }
        let alike = |i: usize| lists.iter().all(|l| l[i].dtype == l[lead].dtype);
        let group: Vec<usize> = (lead..count).filter(|&i| !done[i] && alike(i)).collect();
        for &i in &group {
            done[i] = true;
        }
        let group: Vec<usize> = group.into_iter().filter(|&i| lists[0][i].numel() > 0).collect();
        for part in group.chunks(TENSORS) {
            let mut t = Table { list: [[0; TENSORS]; 5], n: [0; TENSORS], first: [0; TENSORS], scalar: [[0.0; TENSORS]; 2], count: part.len() as u32, pad: 0 };
            let mut blocks = 0u32;
            for (slot, &i) in part.iter().enumerate() {
                for (k, l) in lists.iter().enumerate() {
                    t.list[k][slot] = l[i].address;
                }
                t.n[slot] = lists[0][i].numel() as u64;
                t.first[slot] = blocks;
                blocks += t.n[slot].div_ceil(CHUNK) as u32;
                let s = scalars(i);
                (t.scalar[0][slot], t.scalar[1][slot]) = (s[0], s[1]);
            }
            launch(&t, part[0], blocks)?;
        }
    }
    Ok(())
}

/// One step of Adam or AdamW. `lists`: parameters, gradients, the two moments, and with AMSGrad the largest second moment.
pub fn adam(cx: &Cx, lists: &[&[CView]], p: &AdamParams, steps: &[f64]) -> Result<()> {
    let near = (1.0 - p.beta1).abs() < 0.5;
    let c = Adam {
        sign: if p.maximize { -1.0 } else { 1.0 },
        decay: if p.decoupled { 0.0 } else { p.weight_decay },
        shrink: if p.decoupled { 1.0 - p.lr * p.weight_decay } else { 1.0 },
        w1: if near { 1.0 - p.beta1 } else { -p.beta1 },
        beta2: p.beta2,
        w2: 1.0 - p.beta2,
        eps: p.eps,
        near: near as u32,
        amsgrad: (lists.len() > 4) as u32,
        grad_scale: 0,
        found_inf: 0,
    };
    let scalars = |i: usize| [(1.0 - p.beta2.powf(steps[i])).sqrt(), -(p.lr / (1.0 - p.beta1.powf(steps[i])))];
    tables(lists, scalars, |t, i, blocks| {
        let ids = [lists[0][i].dtype, lists[1][i].dtype, lists[2][i].dtype];
        let f = cx.kernel(Family::Optim, "adam", "k", types(ids), 0, || format!("OPTIM_ADAM(k, {})\n", ids.map(type_name).join(", ")))?;
        // SAFETY: the kernel's signature in `optim.cuh`; the table names live runs of their lengths.
        unsafe { cx.launch(f, Grid::linear(blocks as usize, 256), &mut kernel_args![*t, c]) }
    })
}

/// One step of gradient descent. `lists`: parameters, gradients, and with momentum the buffers.
pub fn sgd(cx: &Cx, lists: &[&[CView]], first: &[bool], p: &SgdParams) -> Result<()> {
    let c = Sgd {
        sign: if p.maximize { -1.0 } else { 1.0 },
        decay: p.weight_decay,
        lr: -p.lr,
        momentum: p.momentum,
        keep: 1.0 - p.dampening,
        nesterov: p.nesterov as u32,
        buffered: (lists.len() > 2) as u32,
        grad_scale: 0,
        found_inf: 0,
    };
    tables(lists, |i| [first.get(i).copied().unwrap_or(false) as u8 as f64, 0.0], |t, i, blocks| {
        let ids = [lists[0][i].dtype, lists[1][i].dtype, lists.get(2).map_or(lists[0][i].dtype, |l| l[i].dtype)];
        let f = cx.kernel(Family::Optim, "sgd", "k", types(ids), 0, || format!("OPTIM_SGD(k, {})\n", ids.map(type_name).join(", ")))?;
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::linear(blocks as usize, 256), &mut kernel_args![*t, c]) }
    })
}

/// Gradients times the number at `scale`, in place; the number at `found` becomes 1 where one is not finite.
pub fn unscale(cx: &Cx, grads: &[CView], scale: CView, found: CView) -> Result<()> {
    tables(&[grads], |_| [0.0; 2], |t, i, blocks| {
        let d = grads[i].dtype;
        let f = cx.kernel(Family::Optim, "unscale", "k", types([d]), 0, || format!("OPTIM_UNSCALE(k, {})\n", type_name(d)))?;
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::linear(blocks as usize, 256), &mut kernel_args![*t, scale.address, found.address]) }
    })
}
