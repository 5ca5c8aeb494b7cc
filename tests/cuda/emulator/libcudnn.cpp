// cuDNN's graph interface as far as convolutions need it: descriptors hold what they were given, are checked when they are finalized,
// and a plan computes its one operation by its definition. The first engine that is offered cannot be built, the second says that it
// rounds its inputs.
#include "library.h"

namespace {
struct Value {
    int type;
    int64_t count;
    std::vector<char> bytes;
    template <class T> T at(size_t i = 0) const { return ((const T*)bytes.data())[i]; }
};
struct Descriptor {
    int what;
    bool final = false;
    int number = 0;  // of an engine
    std::map<int, Value> values;
    const Value* get(int name) const {
        auto it = values.find(name);
        return it == values.end() ? nullptr : &it->second;
    }
    const Descriptor* child(int name) const { return get(name) ? get(name)->at<const Descriptor*>() : nullptr; }
};
struct Handle {
    void* stream = nullptr;
};
enum { BAD = 2000, UNSUPPORTED = 3000, FAILED = 5000 };
enum { CONVOLUTION = 1, ENGINE = 2, CONFIG = 3, HEURISTIC = 4, PLAN = 5, FORWARD = 10, FILTER = 11, DATA = 12, GRAPH = 15, PACK = 16, TENSOR = 17 };
const int64_t ROOM = 256;

// The size of one value of each type that is known here.
int width(int type) {
    switch (type) {
        case 1: case 4: case 7: case 8: case 11: return 4;
        case 2: return 1;
        case 0: case 3: case 5: case 6: case 15: return 8;
        default: return 0;
    }
}
int element(int type) {
    static const std::map<int, int> types = {{0, R32F}, {1, R64F}, {2, R16F}, {9, R16BF}};
    auto it = types.find(type);
    return it == types.end() ? -1 : it->second;
}
bool has(const Descriptor& d, std::initializer_list<std::pair<int, int>> wanted) {
    for (auto [name, type] : wanted) {
        const Value* v = d.get(name);
        if (!v || v->type != type || v->count < 1) return false;
    }
    return true;
}
bool finished(const Descriptor& d, std::initializer_list<int> children) {
    for (int name : children) {
        if (!d.child(name) || !d.child(name)->final) return false;
    }
    return true;
}
int first(int what) { return what == FORWARD ? 700 : what == DATA ? 706 : 712; }
// Weight, input and output of an operation.
struct Parts {
    const Descriptor *conv, *w, *x, *y;
};
Parts parts(const Descriptor& op) {
    int f = first(op.what);
    return {op.child(f + 2), op.child(f + 3), op.child(f + 4), op.child(f + 5)};
}

int check(const Descriptor& d) {
    switch (d.what) {
        case TENSOR: {
            if (!has(d, {{901, 1}, {902, 3}, {903, 3}, {906, 3}, {900, 3}}) || element(d.get(901)->at<int>()) < 0) return BAD;
            return d.get(902)->count >= 4 && d.get(902)->count == d.get(903)->count ? 0 : BAD;
        }
        case CONVOLUTION: {
            if (!has(d, {{100, 1}, {101, 7}, {102, 3}, {103, 3}, {104, 3}, {105, 3}, {106, 3}}) || d.get(101)->at<int>() != 1) return BAD;
            int64_t n = d.get(106)->at<int64_t>();
            for (int name : {102, 103, 104, 105}) {
                if (d.get(name)->count != n) return BAD;
            }
            return n == 2 || n == 3 ? 0 : UNSUPPORTED;
        }
        case FORWARD: case DATA: case FILTER: {
            int f = first(d.what);
            if (!finished(d, {f + 2, f + 3, f + 4, f + 5}) || !d.get(f) || !d.get(f + 1)) return BAD;
            Parts p = parts(d);
            int scale = p.x->get(901)->at<int>() == 1 ? 5 : 4;
            if (d.get(f)->type != scale || d.get(f + 1)->type != scale) return BAD;
            auto sizes = [](const Descriptor* t, int i) { return t->get(902)->at<int64_t>(i); };
            if (sizes(p.x, 1) % sizes(p.w, 1) || sizes(p.y, 1) != sizes(p.w, 0) || sizes(p.x, 0) != sizes(p.y, 0)) return BAD;
            for (int i = 0; i < p.conv->get(106)->at<int64_t>(); i++) {
                auto number = [&](int name) { return p.conv->get(name)->at<int64_t>(i); };
                int64_t reach = number(102) * (sizes(p.w, i + 2) - 1) + 1, out = (sizes(p.x, i + 2) + number(104) + number(105) - reach) / number(103) + 1;
                if (out != sizes(p.y, i + 2)) return BAD;
            }
            return 0;
        }
        case GRAPH: return has(d, {{800, 0}, {801, 15}}) && finished(d, {801}) ? 0 : BAD;
        case HEURISTIC: return has(d, {{200, 8}, {201, 15}}) && finished(d, {201}) ? 0 : BAD;
        case PLAN: {
            if (!has(d, {{400, 0}, {401, 15}}) || !finished(d, {401})) return BAD;
            return d.child(401)->number == 0 ? UNSUPPORTED : 0;
        }
        case PACK: return has(d, {{1000, 3}, {1001, 6}, {1003, 6}}) && d.get(1000)->count == d.get(1001)->count ? 0 : BAD;
        default: return BAD;
    }
}

struct Tensor {
    void* p;
    int type;
    int64_t size[5], stride[5];
    int64_t at(int64_t n, int64_t c, const int64_t* s) const { return n * stride[0] + c * stride[1] + s[0] * stride[2] + s[1] * stride[3] + s[2] * stride[4]; }
};
Tensor tensor(const Descriptor& d, const Descriptor& pack) {
    Tensor t = {nullptr, element(d.get(901)->at<int>()), {1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}};
    int n = (int)d.get(902)->count;
    for (int i = 0; i < n; i++) {
        int at = i < 2 ? i : i + 5 - n;
        t.size[at] = d.get(902)->at<int64_t>(i), t.stride[at] = d.get(903)->at<int64_t>(i);
    }
    for (int i = 0; i < pack.get(1000)->count; i++) {
        if (pack.get(1000)->at<int64_t>(i) == d.get(906)->at<int64_t>()) t.p = pack.get(1001)->at<void*>(i);
    }
    return t;
}

void compute(int what, Tensor x, Tensor w, Tensor y, std::vector<int64_t> step, std::vector<int64_t> pad, std::vector<int64_t> dilation) {
    int64_t groups = x.size[1] / w.size[1], per = y.size[1] / groups, k[3], o[3], in[3];
    std::map<int64_t, Z> sums;
    Tensor& out = what == FORWARD ? y : what == DATA ? x : w;
    auto every = [](const Tensor& t, int64_t* s, auto&& f) {
        for (s[0] = 0; s[0] < t.size[2]; s[0]++)
            for (s[1] = 0; s[1] < t.size[3]; s[1]++)
                for (s[2] = 0; s[2] < t.size[4]; s[2]++) f();
    };
    for (int64_t n = 0; n < x.size[0]; n++)
        for (int64_t co = 0; co < y.size[1]; co++)
            for (int64_t ci = 0; ci < w.size[1]; ci++)
                every(y, o, [&] {
                    every(w, k, [&] {
                        bool inside = true;
                        for (int d = 0; d < 3; d++) {
                            in[d] = o[d] * step[d] - pad[d] + k[d] * dilation[d];
                            inside &= in[d] >= 0 && in[d] < x.size[d + 2];
                        }
                        if (!inside) return;
                        int64_t ix = x.at(n, co / per * w.size[1] + ci, in), iw = w.at(co, ci, k), iy = y.at(n, co, o);
                        if (what == FORWARD) sums[iy] += read(x.p, ix, x.type) * read(w.p, iw, w.type);
                        else if (what == DATA) sums[ix] += read(y.p, iy, y.type) * read(w.p, iw, w.type);
                        else sums[iw] += read(y.p, iy, y.type) * read(x.p, ix, x.type);
                    });
                });
    int64_t s[3];
    for (int64_t a = 0; a < out.size[0]; a++)
        for (int64_t b = 0; b < out.size[1]; b++)
            every(out, s, [&] {
                int64_t i = out.at(a, b, s);
                auto it = sums.find(i);
                write(out.p, i, out.type, it == sums.end() ? 0.0 : it->second);
            });
}
std::vector<int64_t> numbers(const Descriptor& conv, int name, int64_t fill) {
    std::vector<int64_t> out(3, fill);
    int n = (int)conv.get(name)->count;
    for (int i = 0; i < n; i++) out[3 - n + i] = conv.get(name)->at<int64_t>(i);
    return out;
}
}  // namespace

API size_t cudnnGetVersion() { return 91900; }
API const char* cudnnGetErrorString(int code) { return code == 0 ? "CUDNN_STATUS_SUCCESS" : code == BAD ? "CUDNN_STATUS_BAD_PARAM" : code == UNSUPPORTED ? "CUDNN_STATUS_NOT_SUPPORTED" : "CUDNN_STATUS"; }
API int cudnnCreate(Handle** h) { return *h = new Handle(), 0; }
API int cudnnSetStream(Handle* h, void* s) { return h->stream = s, 0; }
API int cudnnBackendCreateDescriptor(int what, Descriptor** d) { return *d = new Descriptor{what}, 0; }
// As in the real library, what others were made of may be given up: here nothing is freed.
API int cudnnBackendDestroyDescriptor(Descriptor* d) { return d ? 0 : BAD; }
API int cudnnBackendSetAttribute(Descriptor* d, int name, int type, int64_t count, const void* values) {
    if (d->final || count < 1 || !width(type)) return BAD;
    Value v{type, count, {}};
    v.bytes.assign((const char*)values, (const char*)values + count * width(type));
    return d->values[name] = v, 0;
}
API int cudnnBackendFinalize(Descriptor* d) {
    int rc = d->what == ENGINE || d->what == CONFIG ? BAD : check(*d);
    return d->final = rc == 0, rc;
}
API int cudnnBackendGetAttribute(Descriptor* d, int name, int type, int64_t wanted, int64_t* count, void* out) {
    if (d->what == HEURISTIC && name == 202 && type == 15) {
        *count = wanted < 3 ? wanted : 3;
        // Engines are made for the caller's descriptors.
        for (int i = 0; i < *count; i++) {
            Descriptor* config = ((Descriptor**)out)[i];
            config->number = i, config->final = true;
            Value v{15, 1, std::vector<char>(8)};
            Descriptor* graph = (Descriptor*)d->child(201);
            memcpy(v.bytes.data(), &graph, 8);
            config->values[201] = v;
        }
        return 0;
    }
    if (d->what == CONFIG && name == 300 && type == 15) return (*(Descriptor**)out)->number = d->number, (*(Descriptor**)out)->final = true, *count = 1, 0;
    // The second engine has the note of inputs that are converted down.
    if (d->what == ENGINE && name == 1303 && type == 11) return *count = d->number == 1, *(int*)out = 1, 0;
    if (d->what == PLAN && name == 402 && type == 3 && d->final) return *count = 1, *(int64_t*)out = ROOM, 0;
    return BAD;
}
API int cudnnBackendExecute(Handle* h, Descriptor* plan, Descriptor* pack) {
    if (!plan->final || !pack->final || !pack->get(1003)->at<void*>()) return BAD;
    const Descriptor* graph = plan->child(401)->child(201);
    const Descriptor& op = *graph->child(801);
    Parts p = parts(op);
    Tensor x = tensor(*p.x, *pack), w = tensor(*p.w, *pack), y = tensor(*p.y, *pack);
    if (!x.p || !w.p || !y.p) return BAD;
    void* room = pack->get(1003)->at<void*>();
    auto step = numbers(*p.conv, 103, 1), pad = numbers(*p.conv, 105, 0), dilation = numbers(*p.conv, 102, 1);
    int what = op.what;
    return submit(h->stream, "cudnnBackendExecute", [=] {
        memset(room, 0xff, ROOM);
        compute(what, x, w, y, step, pad, dilation);
    }) ? FAILED : 0;
}
