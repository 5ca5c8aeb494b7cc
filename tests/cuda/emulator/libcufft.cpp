// Transforms of cuFFT by their definition, over packed data. The room a plan asks for is written over, and so is what complex to
// real transforms read, as the real library may do.
#include "library.h"

namespace {
enum { R2C = 0x2a, C2R = 0x2c, C2C = 0x29, D2Z = 0x6a, Z2D = 0x6c, Z2Z = 0x69 };
struct Plan {
    std::vector<int64_t> n;
    int64_t batch = 0;
    int type = 0;
    bool own_room = false;
    void* stream = nullptr;
    void* room = nullptr;
};
std::map<int, Plan> plans;
int next_plan = 1;
const size_t ROOM = 64;

// One dimension of a block of complex numbers.
void along(std::vector<Z>& v, const std::vector<int64_t>& n, size_t d, double sign) {
    int64_t inner = 1, len = n[d], all = 1;
    for (size_t i = d + 1; i < n.size(); i++) inner *= n[i];
    for (int64_t x : n) all *= x;
    std::vector<Z> line(len);
    for (int64_t start = 0; start < all; start++) {
        if (start / inner % len) continue;
        for (int64_t k = 0; k < len; k++) {
            Z s = 0;
            for (int64_t j = 0; j < len; j++) s += v[start + j * inner] * std::polar(1.0, sign * 2 * M_PI * (double)(j * k % len) / (double)len);
            line[k] = s;
        }
        for (int64_t k = 0; k < len; k++) v[start + k * inner] = line[k];
    }
}

void transform(const Plan& p, void* in, void* out, double sign) {
    bool wide = p.type == D2Z || p.type == Z2D || p.type == Z2Z, from_real = p.type == R2C || p.type == D2Z, to_real = p.type == C2R || p.type == Z2D;
    int real = wide ? R64F : R32F, complex = wide ? C64F : C32F;
    int64_t all = 1, last = p.n.back(), half = last / 2 + 1;
    for (int64_t x : p.n) all *= x;
    int64_t halves = all / last * half;
    for (int64_t b = 0; b < p.batch; b++) {
        std::vector<Z> v(all);
        for (int64_t i = 0; i < all; i++) {
            int64_t row = i / last, k = i % last;
            if (from_real) v[i] = read(in, b * all + i, real);
            else if (!to_real) v[i] = read(in, b * all + i, complex);
            else if (k < half) {
                v[i] = read(in, b * halves + row * half + k, complex);
                // What has no mirror is taken as real.
                if (p.n.size() == 1 && (k == 0 || 2 * k == last)) v[i] = v[i].real();
            } else v[i] = std::conj(read(in, b * halves + row * half + (last - k), complex));
        }
        for (size_t d = 0; d < p.n.size(); d++) along(v, p.n, d, sign);
        for (int64_t i = 0; i < all; i++) {
            int64_t row = i / last, k = i % last;
            if (to_real) write(out, b * all + i, real, v[i].real());
            else if (!from_real) write(out, b * all + i, complex, v[i]);
            else if (k < half) write(out, b * halves + row * half + k, complex, v[i]);
        }
    }
    if (to_real) memset(in, 0xff, p.batch * halves * size_of(complex));
}

int run(int handle, int type, void* in, void* out, int direction) {
    auto it = plans.find(handle);
    if (it == plans.end() || it->second.type != type) return 1;
    Plan p = it->second;
    if (!p.room && !p.own_room) return 13;
    if ((uintptr_t)in % (type & 0x40 ? 16 : 8) || (uintptr_t)out % 8) return 9;
    return submit(p.stream, "cufftExec", [=] {
        if (p.room) memset(p.room, 0xff, ROOM);
        transform(p, in, out, direction);
    }) ? 6 : 0;
}
}  // namespace

API int cufftCreate(int* h) { return plans[next_plan] = Plan(), *h = next_plan++, 0; }
API int cufftDestroy(int h) { return plans.erase(h) ? 0 : 1; }
API int cufftSetAutoAllocation(int h, int on) { return plans[h].own_room = on, 0; }
API int cufftMakePlanMany64(int h, int rank, long long* n, long long* in, long long, long long, long long* out, long long, long long, int type, long long batch, size_t* room) {
    auto it = plans.find(h);
    if (it == plans.end()) return 1;
    if (rank < 1 || rank > 3 || in || out || batch < 1) return 4;
    it->second.n.assign(n, n + rank);
    it->second.batch = batch, it->second.type = type;
    return *room = ROOM, 0;
}
API int cufftSetStream(int h, void* s) { return plans[h].stream = s, 0; }
API int cufftSetWorkArea(int h, void* p) { return plans[h].room = p, 0; }
API int cufftExecC2C(int h, void* a, void* b, int way) { return run(h, C2C, a, b, way); }
API int cufftExecZ2Z(int h, void* a, void* b, int way) { return run(h, Z2Z, a, b, way); }
API int cufftExecR2C(int h, void* a, void* b) { return run(h, R2C, a, b, -1); }
API int cufftExecD2Z(int h, void* a, void* b) { return run(h, D2Z, a, b, -1); }
API int cufftExecC2R(int h, void* a, void* b) { return run(h, C2R, a, b, 1); }
API int cufftExecZ2D(int h, void* a, void* b) { return run(h, Z2D, a, b, 1); }
