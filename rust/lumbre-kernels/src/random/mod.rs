//! Random numbers: PyTorch's CPU generator (MT19937) and its derivations, bit for bit.
//!
//! The stream imitated is the one PyTorch gives on x86-64 machines with AVX2 and FMA; it is the same here on every
//! machine. Functions of `f64` (`ln`, `cos`, …) are the system's libm, as in PyTorch.
//!
//! Every sampler is serial in the generator, and fills an output in the order of its strides (storage order for dense
//! outputs, whatever the permutation of their dimensions).

mod discrete;
mod gamma;
mod gamma_grad;
mod integer;
mod mt19937;
mod normal;
mod order;
mod uniform;

pub use discrete::{BadCount, BadRate, BadWeights, binomial, multinomial_with_replacement, poisson};
pub use gamma::{dirichlet_finish, dirichlet_gamma, standard_gamma};
pub use gamma_grad::{dirichlet_grad, standard_gamma_grad};
pub use integer::{EmptyRange, float_bounds, random_from, random_from_to, random_full, randperm};
pub use mt19937::{DEFAULT_SEED, Mt19937, STATE_BYTES, StateError};
pub use normal::{log_normal, normal};
pub use uniform::{bernoulli_scalar, bernoulli_tensor, cauchy, exponential, geometric, uniform};
