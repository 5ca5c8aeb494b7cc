//! The gradient of an embedding table.

use crate::scratch::filled;
use super::{BadIndex, Positions, check};
use crate::parallel::parallel_for;
use crate::runs::{Ptr, each_real_float, element, grain_of, load_run, store_run};
use crate::{View, ViewMut};

/// Columns one unit of work takes.
const COLS: usize = 256;

/// `gw[index[i]] += g[i]` for `g` of `[n, d]` and flat `index` of `[n]`, into a zeroed `gw`. Rows of `padding_idx` (none where
/// negative) get nothing; with `scale_by_freq` each row is divided by how often its index occurs.
pub fn embedding_backward(
    g: View,
    index: View,
    padding_idx: i64,
    scale_by_freq: bool,
    gw: ViewMut,
) -> Result<(), BadIndex> {
    check(&index, 0, gw.sizes[0], 0)?;
    let at = Positions::new(&index);
    let step = index.strides.first().copied().unwrap_or(1) as isize;
    // SAFETY: positions inside the index view.
    let rows: Vec<usize> = (0..index.numel() as isize).map(|i| unsafe { at.get(i * step) } as usize).collect();
    let mut times = filled(0u32, if scale_by_freq { gw.sizes[0] as usize } else { 0 });
    if scale_by_freq {
        rows.iter().for_each(|&r| times[r] += 1);
    }
    let d = gw.sizes[1] as usize;
    let (src, dst) = (Ptr::new(g.ptr::<u8>()), Ptr::new(gw.ptr::<u8>()));
    each_real_float!(gw.dtype, X => {
        parallel_for(d.div_ceil(COLS), grain_of(rows.len() * d.min(COLS)), &|range| {
            let (mut add, mut sum) = ([X::default(); COLS], [X::default(); COLS]);
            for unit in range {
                let first = (unit * COLS) as isize;
                let w = (d - unit * COLS).min(COLS);
                for (i, &r) in rows.iter().enumerate().filter(|&(_, &r)| r as i64 != padding_idx) {
                    let a = i as isize * g.strides[0] as isize + first * g.strides[1] as isize;
                    let o = r as isize * gw.strides[0] as isize + first * gw.strides[1] as isize;
                    // SAFETY: the indices were checked; the columns belong to this unit.
                    unsafe {
                        load_run(element(src, g.dtype, a), g.dtype, g.strides[1] as isize, &mut add[..w]);
                        let o = element(dst, gw.dtype, o);
                        load_run(o, gw.dtype, gw.strides[1] as isize, &mut sum[..w]);
                        let scale = times.get(r).map_or(1.0, |&n| 1.0 / n as X);
                        for j in 0..w {
                            sum[j] += add[j] * scale;
                        }
                        store_run(o, gw.dtype, gw.strides[1] as isize, &sum[..w]);
                    }
                }
            }
        })
    });
    Ok(())
}
