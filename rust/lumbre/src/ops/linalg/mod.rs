//! Linear algebra: decompositions with their derivatives, and what is composed of them.

pub(crate) mod cholesky;
pub(crate) mod determinant;
pub(crate) mod eigen;
pub(crate) mod exponential;
pub(crate) mod ldl;
pub(crate) mod lstsq;
pub(crate) mod lu;
pub(crate) mod norms;
pub(crate) mod pinv;
pub(crate) mod products;
pub(crate) mod qr;
pub(crate) mod reflections;
pub(crate) mod solve;
mod support;
pub(crate) mod svd;
pub(crate) mod tensors;
pub(crate) mod triangular;
