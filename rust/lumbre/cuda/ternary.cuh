// Element-wise functions of three numbers, named as the CPU kernels name them.

template <class OP, class A, class B, class D, class O> struct Ternary1 {
    static const int WIDEST = larger<larger<larger<sizeof(A), sizeof(B)>::value, sizeof(D)>::value, sizeof(O)>::value;
    typedef typename OP::T0 L0;
    typedef typename OP::T L;
    static DEV auto of(const Num* p, L0 a, L b, L c) { return OP::at(p, a, b, c); }
};

// A kernel NAME: `out = OP(a, b, c)` computed in C.
#define TERNARY(LAYOUT, NAME, OP, C, A, B, D, O)                                                                               \
    typedef Ternary1<te::OP<C>, A, B, D, O> NAME##_element;                                                            \
    EW_KERNEL_(LAYOUT, NAME, NAME##_element, A, B, D, O, 3)

namespace te {

#define TE(NAME, ...)                                                                                                  \
    template <class C> struct NAME {                                                                                   \
        typedef Loop<C> T0;                                                                                            \
        typedef Loop<C> T;                                                                                             \
        static DEV auto at(const Num* p, T a, T b, T c) { __VA_ARGS__ }                                                \
    };

// From the nearer end, so that a weight of 1 gives `b` exactly.
TE(Lerp, if constexpr (IS_COMPLEX(T)) return a + c * (b - a);
         else if constexpr (IS_INT(T)) return a;
         else { bool near = m_fabs(c) < (T)0.5; return fused(near ? c : c - (T)1, b - a, near ? a : b); })
TE(Addcmul, if constexpr (IS_COMPLEX(T)) return a + P(0) * b * c;
            else if constexpr (IS_INT(T)) return wrap_add(a, wrap_mul(wrap_mul(P(0), b), c));
            else return fused(P(0) * b, c, a);)
TE(Addcdiv, if constexpr (IS_COMPLEX(T)) return a + cast<T>(c_div(cast<c128>(P(0) * b), cast<c128>(c)));
            else if constexpr (IS_INT(T)) return a;
            else return a + P(0) * b / c;)
TE(Clamp, if constexpr (IS_COMPLEX(T)) return a; else return minimum(maximum(a, b), c);)
// Selection moves elements of any dtype.
template <class C> struct Where {
    typedef bool T0;
    typedef C T;
    static DEV T at(const Num*, bool a, T b, T c) { return a ? b : c; }
};
}  // namespace te
