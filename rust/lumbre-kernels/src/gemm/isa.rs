//! Shells for bodies that callers vouch for, and whose type arguments the plain `multiversion!` could not infer.

/// `unsafe fn name<T: Bound, ...>(args)` that runs `body::<T, ...>` compiled for AVX2 and FMA where the CPU has them.
/// Memory bounds these bodies: nothing is won by AVX-512, so two copies do.
macro_rules! multiversion {
    ($(#[$meta:meta])* $vis:vis unsafe fn $name:ident<$($T:ident: $B:path),*>($($a:ident: $t:ty),* $(,)?) = $body:ident) => {
        $(#[$meta])*
        $vis unsafe fn $name<$($T: $B),*>($($a: $t),*) {
            #[cfg(target_arch = "x86_64")]
            if $crate::isa::level() != $crate::isa::Level::Baseline {
                #[target_feature(enable = "avx2,fma")]
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
