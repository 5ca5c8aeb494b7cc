//! An operation's name and parameters as data, for back ends that make their kernels from text.

use crate::binary::Family;
use crate::scalar::Scalar;

/// The parameters in the order of their fields; no operation has more than four.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params {
    pub values: [Scalar; 4],
    pub n: usize,
}

impl Default for Params {
    fn default() -> Self {
        Params { values: [Scalar::Int(0); 4], n: 0 }
    }
}

impl Params {
    pub fn push(&mut self, v: Scalar) {
        if let Some(slot) = self.values.get_mut(self.n) {
            *slot = v;
            self.n += 1;
        }
    }
}

/// What a field can be.
pub trait Part {
    fn put(self, into: &mut Params);
}

impl Part for f64 {
    fn put(self, into: &mut Params) {
        into.push(Scalar::Float(self));
    }
}

impl Part for i32 {
    fn put(self, into: &mut Params) {
        into.push(Scalar::Int(self as i64));
    }
}

impl Part for Scalar {
    fn put(self, into: &mut Params) {
        into.push(self);
    }
}

impl Part for Family {
    fn put(self, into: &mut Params) {
        into.push(Scalar::Int(self as i64));
    }
}

/// NaN stands for none.
impl<T: Part> Part for Option<T> {
    fn put(self, into: &mut Params) {
        match self {
            Some(v) => v.put(into),
            None => into.push(Scalar::Float(f64::NAN)),
        }
    }
}

/// Declares an enum of operations whose variants know their names and parameters.
#[macro_export]
macro_rules! operations {
    ($(#[$outer:meta])* pub enum $Name:ident { $( $(#[$inner:meta])* $Variant:ident $({ $($field:ident : $T:ty),* $(,)? })? ),* $(,)? }) => {
        $(#[$outer])*
        pub enum $Name { $( $(#[$inner])* $Variant $({ $($field: $T),* })? ),* }

        impl $Name {
            /// The variant's name.
            pub fn name(&self) -> &'static str {
                match self { $( $Name::$Variant $({ $($field: _),* })? => stringify!($Variant) ),* }
            }

            /// The values of the variant's fields.
            pub fn params(&self) -> $crate::parts::Params {
                #[allow(unused_mut)]
                let mut all = $crate::parts::Params::default();
                match *self { $( $Name::$Variant $({ $($field),* })? => { $($($crate::parts::Part::put($field, &mut all);)*)? } ),* }
                all
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::Scalar;
    use crate::unary::Unary;

    #[test]
    fn names_and_parameters_follow_the_fields() {
        let op = Unary::Elu { alpha: 1.0, scale: 2.0, input_scale: 3.0 };
        assert_eq!(op.name(), "Elu");
        assert_eq!(op.params().n, 3);
        assert_eq!(op.params().values[1], Scalar::Float(2.0));
        assert_eq!((Unary::Neg.name(), Unary::Neg.params().n), ("Neg", 0));
    }
}
