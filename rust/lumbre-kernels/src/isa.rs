//! The instruction set, chosen once by CPUID, and the macro that compiles one body for each of them.

use std::sync::atomic::{AtomicU8, Ordering};

/// What the CPU offers. Only the kind of CPU decides, never a timing, so results repeat from run to run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Level {
    Baseline = 1,
    Avx2,
    Avx512,
}

static LEVEL: AtomicU8 = AtomicU8::new(0);

#[inline(always)]
pub fn level() -> Level {
    match LEVEL.load(Ordering::Relaxed) {
        0 => detect(),
        1 => Level::Baseline,
        2 => Level::Avx2,
        _ => Level::Avx512,
    }
}

#[cold]
#[inline(never)]
fn detect() -> Level {
    let found = supported();
    LEVEL.store(found as u8, Ordering::Relaxed);
    found
}

#[cfg(target_arch = "x86_64")]
fn supported() -> Level {
    let avx2 = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("fma")
        && is_x86_feature_detected!("f16c");
    let avx512 = is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq");
    match (avx512 && avx2, avx2) {
        (true, _) => Level::Avx512,
        (_, true) => Level::Avx2,
        _ => Level::Baseline,
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn supported() -> Level {
    Level::Baseline
}

/// Pins the level; for tests and benchmarks only. A level above what the CPU has is lowered to it.
pub fn limit_level(most: Level) {
    LEVEL.store(supported().min(most) as u8, Ordering::Relaxed);
}

/// The instruction set as a type, handed to multiversioned bodies. `math` adds its functions on top.
pub trait Isa: Copy + Send + Sync + 'static {
    /// Whether `mul_add` is one instruction (without it, it is a slow library call).
    const FMA: bool;
}

/// With fused multiply-add.
#[derive(Clone, Copy)]
pub struct Fused;
/// Without.
#[derive(Clone, Copy)]
pub struct Plain;

impl Isa for Fused {
    const FMA: bool = true;
}
impl Isa for Plain {
    const FMA: bool = false;
}

/// What the baseline shell runs with.
#[cfg(target_arch = "aarch64")]
pub type Baseline = Fused;
#[cfg(target_arch = "aarch64")]
pub const BASELINE: Fused = Fused;
#[cfg(not(target_arch = "aarch64"))]
pub type Baseline = Plain;
#[cfg(not(target_arch = "aarch64"))]
pub const BASELINE: Plain = Plain;

/// Compiles a function once per instruction set and calls the best one:
/// `multiversion! { fn name[T: Bound, K: Other<T>](m; a: &[T], k: K) -> T { body } }`.
/// `m` is the instruction set (`impl Isa`) inside the body. What the body calls must be `#[inline(always)]`.
///
/// The second form is for bodies that callers vouch for: `multiversion! { unsafe fn name<T: Bound>(args) = body }` runs the function
/// `body::<T>` compiled for AVX2 and FMA where the CPU has them. Memory bounds these: nothing is won by AVX-512, so two copies do.
#[macro_export]
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
    ($(#[$doc:meta])* $vis:vis fn $name:ident $([$($g:ident : $b:path),* $(; const $c:ident : $ct:ty)?])?
     ($m:ident; $($arg:ident : $ty:ty),* $(,)?) $(-> $ret:ty)? $body:block) => {
        $(#[$doc])*
        #[inline]
        $vis fn $name $(<$($g: $b,)* $(const $c: $ct)?>)? ($($arg: $ty),*) $(-> $ret)? {
            #[inline(always)]
            fn body<IsaLevel: $crate::isa::Isa $($(, $g: $b)* $(, const $c: $ct)?)?>($m: IsaLevel, $($arg: $ty),*) $(-> $ret)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,f16c")]
            fn avx512 $(<$($g: $b,)* $(const $c: $ct)?>)? ($($arg: $ty),*) $(-> $ret)? {
                body($crate::isa::Fused, $($arg),*)
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,f16c")]
            fn avx2 $(<$($g: $b,)* $(const $c: $ct)?>)? ($($arg: $ty),*) $(-> $ret)? {
                body($crate::isa::Fused, $($arg),*)
            }
            match $crate::isa::level() {
                // SAFETY: `level` found these features on this CPU.
                #[cfg(target_arch = "x86_64")]
                $crate::isa::Level::Avx512 => unsafe { avx512($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::isa::Level::Avx2 => unsafe { avx2($($arg),*) },
                _ => body($crate::isa::BASELINE, $($arg),*),
            }
        }
    };
}
