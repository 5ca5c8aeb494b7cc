//! Random numbers: PyTorch's CPU generator (MT19937) and its derivations, bit for bit.
//!
//! The stream imitated is the one PyTorch gives on x86-64 machines with AVX2 and FMA; it is the same here on every
//! machine. Functions of `f64` (`ln`, `cos`, …) are the system's libm, as in PyTorch.
//!
//! Every sampler is serial in the generator, and fills an output in the order of its strides (storage order for dense
//! outputs, whatever the permutation of their dimensions).

mod discrete;
mod gamma;
mod integer;
mod mt19937;
mod normal;
mod order;
mod uniform;

pub use discrete::{BadCount, BadRate, BadWeights, binomial, multinomial_with_replacement, poisson};
pub use gamma::{dirichlet_finish, dirichlet_gamma, standard_gamma};
pub use integer::{EmptyRange, float_bounds, random_from, random_from_to, random_full, randperm};
pub use mt19937::{DEFAULT_SEED, Mt19937, STATE_BYTES, StateError};
pub use normal::{log_normal, normal};
pub use uniform::{bernoulli_scalar, bernoulli_tensor, cauchy, exponential, geometric, uniform};

/// A function body compiled twice on x86-64, for AVX2 with FMA and for the base target, chosen by CPUID.
macro_rules! versions {
    ($(#[$meta:meta])* fn $name:ident($($arg:ident: $ty:ty),* $(,)?) $body:block) => {
        $(#[$meta])*
        fn $name($($arg: $ty),*) {
            #[inline(always)]
            fn body($($arg: $ty),*) $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2,fma")]
                fn with_fma($($arg: $ty),*) {
                    body($($arg),*)
                }
                if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                    // SAFETY: both features were detected.
                    return unsafe { with_fma($($arg),*) };
                }
            }
            body($($arg),*)
        }
    };
}
use versions;
