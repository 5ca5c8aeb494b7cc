//! The element-wise half of one time step, row by row: gates to states, and their derivatives.

use super::Number;
use crate::math::Math;
use crate::multiversion;

multiversion! {
    /// `h = tanh(h)` or `relu(h)`.
    pub(super) fn simple[X: Number](m; gates: &mut [X], h: &mut [X], relu: bool) {
        let n = h.len();
        let gates = &mut gates[..n];
        if relu {
            for j in 0..n {
                // NaN stays.
                h[j] = if gates[j] < X::of(0.0) { X::of(0.0) } else { gates[j] };
            }
        } else {
            for j in 0..n {
                h[j] = m.tanh(gates[j]);
            }
        }
    }
}

multiversion! {
    /// The gradient of `simple`'s sums, from the gradient `g` of `h`.
    pub(super) fn simple_backward[X: Number](_m; g: &[X], h: &[X], dx: &mut [X], relu: bool) {
        let n = dx.len();
        let (g, h) = (&g[..n], &h[..n]);
        for j in 0..n {
            let slope = if relu { if h[j] > X::of(0.0) { X::of(1.0) } else { X::of(0.0) } } else { X::of(1.0) - h[j] * h[j] };
            dx[j] = g[j] * slope;
        }
    }
}

multiversion! {
    /// Turns the sums `[i f g o]` into gates, and `c' = f c + i g`, `h = o tanh(c')`.
    pub(super) fn lstm[X: Number](m; gates: &mut [X], before: &[X], c: &mut [X], h: &mut [X]) {
        let n = h.len();
        let (before, c) = (&before[..n], &mut c[..n]);
        for v in gates[..2 * n].iter_mut() {
            *v = m.sigmoid(*v);
        }
        for v in gates[2 * n..3 * n].iter_mut() {
            *v = m.tanh(*v);
        }
        for v in gates[3 * n..4 * n].iter_mut() {
            *v = m.sigmoid(*v);
        }
        let (i, rest) = gates.split_at(n);
        let (f, rest) = rest.split_at(n);
        let (g, o) = rest.split_at(n);
        let (i, f, g, o) = (&i[..n], &f[..n], &g[..n], &o[..n]);
        for j in 0..n {
            c[j] = m.fma(f[j], before[j], i[j] * g[j]);
        }
        for j in 0..n {
            h[j] = o[j] * m.tanh(c[j]);
        }
    }
}

multiversion! {
    /// The gradients of `lstm`'s sums; `g` is the gradient of `h`, `gc` that of `c'` and then of `before`.
    pub(super) fn lstm_backward[X: Number](m; g: &[X], gates: &[X], before: &[X], c: &[X], gc: &mut [X], dx: &mut [X]) {
        let n = gc.len();
        let one = X::of(1.0);
        let (i, rest) = gates.split_at(n);
        let (f, rest) = rest.split_at(n);
        let (u, o) = rest.split_at(n);
        let (dxi, rest) = dx.split_at_mut(n);
        let (dxf, rest) = rest.split_at_mut(n);
        let (dxu, dxo) = rest.split_at_mut(n);
        let (g, before, c, i, f, u, o) = (&g[..n], &before[..n], &c[..n], &i[..n], &f[..n], &u[..n], &o[..n]);
        let (dxi, dxf, dxu, dxo) = (&mut dxi[..n], &mut dxf[..n], &mut dxu[..n], &mut dxo[..n]);
        for j in 0..n {
            dxo[j] = m.tanh(c[j]);
        }
        for j in 0..n {
            let t = dxo[j];
            let dc = m.fma(g[j] * o[j], one - t * t, gc[j]);
            dxo[j] = g[j] * t * o[j] * (one - o[j]);
            dxi[j] = dc * u[j] * i[j] * (one - i[j]);
            dxf[j] = dc * before[j] * f[j] * (one - f[j]);
            dxu[j] = dc * i[j] * (one - u[j] * u[j]);
            gc[j] = dc * f[j];
        }
    }
}

multiversion! {
    /// Turns the sums `[r z n]` and those of the state into gates; `last` keeps the state's part of `n`; `h = (1 - z) n + z before`.
    pub(super) fn gru[X: Number](m; gates: &mut [X], sums: &[X], before: &[X], last: &mut [X], h: &mut [X]) {
        let n = h.len();
        let (rz, u) = gates.split_at_mut(2 * n);
        let (u, before, last) = (&mut u[..n], &before[..n], &mut last[..n]);
        for (v, s) in rz.iter_mut().zip(&sums[..2 * n]) {
            *v = m.sigmoid(*v + *s);
        }
        let (r, z) = rz.split_at(n);
        let (r, z, sums) = (&r[..n], &z[..n], &sums[2 * n..3 * n]);
        for j in 0..n {
            last[j] = sums[j];
            u[j] = m.tanh(m.fma(r[j], sums[j], u[j]));
        }
        for j in 0..n {
            h[j] = m.fma(z[j], before[j] - u[j], u[j]);
        }
    }
}

multiversion! {
    /// The gradients of `gru`'s two sums; `g` is the gradient of `h` and then the direct part of `before`'s.
    pub(super) fn gru_backward[X: Number](_m; g: &mut [X], gates: &[X], before: &[X], last: &[X], dx: &mut [X], ds: &mut [X]) {
        let n = g.len();
        let one = X::of(1.0);
        let (r, rest) = gates.split_at(n);
        let (z, u) = rest.split_at(n);
        let (dxr, rest) = dx.split_at_mut(n);
        let (dxz, dxu) = rest.split_at_mut(n);
        let (r, z, u, before, last) = (&r[..n], &z[..n], &u[..n], &before[..n], &last[..n]);
        let (dxr, dxz, dxu) = (&mut dxr[..n], &mut dxz[..n], &mut dxu[..n]);
        for j in 0..n {
            let du = g[j] * (one - z[j]) * (one - u[j] * u[j]);
            dxu[j] = du;
            dxz[j] = g[j] * (before[j] - u[j]) * z[j] * (one - z[j]);
            dxr[j] = du * last[j] * r[j] * (one - r[j]);
            g[j] = g[j] * z[j];
        }
        let (dsrz, dsu) = ds.split_at_mut(2 * n);
        dsrz[..n].copy_from_slice(dxr);
        dsrz[n..].copy_from_slice(dxz);
        for (j, d) in dsu[..n].iter_mut().enumerate() {
            *d = dxu[j] * r[j];
        }
    }
}
