//! Which vector instructions the CPU has, and shells that compile one body for each of them.

/// The instruction sets that bodies are compiled for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    /// SSE2 or NEON: what every CPU of the architecture has.
    Baseline,
    /// AVX2, FMA and F16C.
    Avx2,
    /// AVX-512 F, VL, BW and DQ.
    Avx512,
}

/// The best level of this CPU.
#[inline]
pub(crate) fn level() -> Level {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx2") && has!("fma") && has!("f16c") {
            let wide = has!("avx512f") && has!("avx512vl") && has!("avx512bw") && has!("avx512dq");
            return if wide { Level::Avx512 } else { Level::Avx2 };
        }
    }
    Level::Baseline
}

/// `unsafe fn name<T: Bound, ...>(args)` that runs `body::<T, ...>` compiled for AVX2 and FMA where the CPU has them.
/// Nothing here gains from AVX-512, so two copies do.
macro_rules! multiversion {
    ($(#[$meta:meta])* $vis:vis unsafe fn $name:ident<$($T:ident: $B:path),*>($($a:ident: $t:ty),* $(,)?) = $body:ident) => {
        $(#[$meta])*
        $vis unsafe fn $name<$($T: $B),*>($($a: $t),*) {
            #[cfg(target_arch = "x86_64")]
            if $crate::gemm::isa::level() != $crate::gemm::isa::Level::Baseline {
                #[target_feature(enable = "avx2,fma,f16c")]
                unsafe fn avx2<$($T: $B),*>($($a: $t),*) {
                    // SAFETY: by the caller's contract, which is the body's.
                    unsafe { $body::<$($T),*>($($a),*) }
                }
                // SAFETY: the CPU has these instructions; the rest is the caller's contract.
                return unsafe { avx2::<$($T),*>($($a),*) };
            }
            // SAFETY: by the caller's contract, which is the body's.
            unsafe { $body::<$($T),*>($($a),*) }
        }
    };
}
pub(crate) use multiversion;
