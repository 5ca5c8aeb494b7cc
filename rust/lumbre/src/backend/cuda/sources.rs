//! The kernel sources, embedded. A module is a family's parts in order, then a line or two that make kernels of its templates.

macro_rules! part {
    ($name:literal) => {
        include_str!(concat!("../../../cuda/", $name, ".cuh"))
    };
}

macro_rules! families {
    ($($(#[$doc:meta])* $Family:ident = $name:literal: [$($part:literal),* $(,)?]),* $(,)?) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Family { $($(#[$doc])* $Family),* }

        impl Family {
            pub fn name(self) -> &'static str {
                match self { $(Family::$Family => $name),* }
            }

            fn parts(self) -> &'static [&'static str] {
                match self { $(Family::$Family => &[$(part!($part)),*]),* }
            }

            /// Every family, for the tools that compile them all.
            pub const ALL: &'static [Family] = &[$(Family::$Family),*];
        }
    };
}

families! {
    Unary = "unary": ["prelude", "math", "complex", "special", "elementwise", "unary"],
    Binary = "binary": ["prelude", "math", "complex", "special", "elementwise", "unary", "binary"],
    Ternary = "ternary": ["prelude", "math", "complex", "special", "elementwise", "unary", "ternary"],
    Fused = "fused": ["prelude", "math", "complex", "special", "elementwise", "unary", "binary", "ternary", "fused"],
    FusedReduce = "fused_reduce": ["prelude", "math", "complex", "special", "elementwise", "unary", "binary", "ternary", "walk", "reduce", "fused"],
    FusedSoftmax = "fused_softmax": ["prelude", "math", "complex", "special", "elementwise", "unary", "binary", "ternary", "walk", "softmax", "fused"],
    Reduce = "reduce": ["prelude", "math", "walk", "reduce"],
    Softmax = "softmax": ["prelude", "math", "walk", "softmax"],
    Norm = "norm": ["prelude", "math", "norm"],
    BatchNorm = "batch_norm": ["prelude", "math", "walk", "batch_norm"],
    Index = "index": ["prelude", "math", "walk", "index"],
    Mask = "mask": ["prelude", "walk", "mask"],
    Scan = "scan": ["prelude", "math", "complex", "walk", "reduce", "scan"],
    Random = "random": ["prelude", "math", "walk", "random"],
    Gemm = "gemm": ["prelude", "math", "gemm"],
    Pool = "pool": ["prelude", "math", "walk", "index", "pool"],
    Conv = "conv": ["prelude", "math", "walk", "index", "gemm", "pool", "conv"],
    Attention = "attention": ["prelude", "math", "walk", "random", "attention"],
    Fill = "fill": ["prelude", "math", "complex", "walk", "fill"],
    Grid = "grid": ["prelude", "math", "walk", "index", "grid"],
    Rnn = "rnn": ["prelude", "math", "rnn"],
    Sample = "sample": ["prelude", "math", "walk", "random", "sample"],
    Gamma = "gamma": ["prelude", "math", "complex", "special", "gamma"],
    Roi = "roi": ["prelude", "math", "roi"],
    Ctc = "ctc": ["prelude", "ctc"],
    Loss = "loss": ["prelude", "math", "walk", "loss"],
    Small = "small": ["prelude", "math", "complex", "small"],
    Optim = "optim": ["prelude", "math", "optim"],
    Sort = "sort": ["prelude", "math", "walk", "index", "sort"],
}

impl Family {
    /// One module's text.
    pub fn source(self, tail: &str) -> String {
        let mut text = self.parts().concat();
        text.push_str(tail);
        text
    }
}
