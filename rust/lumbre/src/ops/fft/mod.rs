//! Fourier transforms: three private ops with their derivatives, and what is composed of them.

pub(crate) mod core;
mod frames;
pub(crate) mod helpers;
pub(crate) mod one;
pub(crate) mod several;
pub(crate) mod short_time;
pub(crate) mod window;
