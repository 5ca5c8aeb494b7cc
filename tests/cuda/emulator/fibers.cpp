#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>
#include <sys/mman.h>
#include <ucontext.h>

#define emu_machine emu_machine_unused
#include "fibers.h"
#undef emu_machine
#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

namespace emu {
namespace {

enum State : uint8_t { READY, AT_BARRIER, AT_EXCHANGE, DONE };
constexpr size_t STACK = 128 * 1024;

#if defined(__x86_64__)
// Saves the callee-saved registers on the stack, keeps its pointer in *from, and goes on at `to`.
extern "C" void emu_switch(void** from, void* to);
asm(R"(
.text
.globl emu_switch
.type emu_switch,@function
emu_switch:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
)");
#endif

struct Fiber {
    void* sp = nullptr;
    ucontext_t context;
    State state = DONE;
    uint8_t parity = 0;
};

struct Warp {
    alignas(16) unsigned char slots[2][32][64];
    unsigned lanes;
};

struct Scheduler {
    std::vector<Fiber> fibers;
    std::vector<Warp> warps;
    char* stacks = nullptr;
    size_t stack_count = 0;
    void* main_sp = nullptr;
    ucontext_t main_context;
    unsigned current = 0, live = 0, waiting = 0;
    uint32_t random = 1;
    Machine* machine = nullptr;
    const Kernel* kernel = nullptr;
    void** args = nullptr;
};
Scheduler s;

uint32_t draw() {
    s.random ^= s.random << 13;
    s.random ^= s.random >> 17;
    s.random ^= s.random << 5;
    return s.random;
}

void leave() {
    Fiber& f = s.fibers[s.current];
#if defined(__x86_64__)
    emu_switch(&f.sp, s.main_sp);
#else
    swapcontext(&f.context, &s.main_context);
#endif
}

void body() {
    for (;;) {
        s.kernel->call(s.args);
        s.fibers[s.current].state = DONE;
        leave();
    }
}

void prepare(unsigned i) {
    Fiber& f = s.fibers[i];
    char* stack = s.stacks + i * STACK;
#if defined(__x86_64__)
    void** top = (void**)(stack + STACK - 64);
    *--top = nullptr;
    *--top = (void*)&body;
    for (int k = 0; k < 6; k++) *--top = nullptr;
    f.sp = top;
#else
    getcontext(&f.context);
    f.context.uc_stack.ss_sp = stack;
    f.context.uc_stack.ss_size = STACK;
    makecontext(&f.context, body, 0);
#endif
}

void enter(unsigned i) {
    s.current = i;
    Dim b = s.machine->block_dim;
    s.machine->thread = {i % b.x, i / b.x % b.y, i / b.x / b.y};
    Fiber& f = s.fibers[i];
#if defined(__x86_64__)
    emu_switch(&s.main_sp, f.sp);
#else
    swapcontext(&s.main_context, &f.context);
#endif
}

void block_barrier() {
    s.fibers[s.current].state = AT_BARRIER;
    leave();
}

const unsigned char (*warp_exchange(const void* v, int size))[64] {
    Fiber& f = s.fibers[s.current];
    Warp& w = s.warps[s.current / 32];
    uint8_t parity = f.parity;
    f.parity ^= 1;
    memcpy(w.slots[parity][s.current % 32], v, size);
    f.state = AT_EXCHANGE;
    leave();
    return w.slots[parity];
}

unsigned warp_lanes() { return s.warps[s.current / 32].lanes; }

// Lets a warp run until each of its lanes waits or is done. Whether anything ran.
bool run_warp(unsigned w, unsigned threads) {
    unsigned first = w * 32, end = first + 32 < threads ? first + 32 : threads;
    bool any = false;
    for (unsigned i = first; i < end; i++) {
        if (s.fibers[i].state == READY) {
            enter(i);
            any = true;
        }
    }
    unsigned waiting = 0, alive = 0, lanes = 0;
    for (unsigned i = first; i < end; i++) {
        alive += s.fibers[i].state != DONE;
        waiting += s.fibers[i].state == AT_EXCHANGE;
        lanes |= (s.fibers[i].state != DONE) << (i - first);
    }
    if (alive && waiting == alive) {
        s.warps[w].lanes = lanes;
        for (unsigned i = first; i < end; i++) {
            if (s.fibers[i].state == AT_EXCHANGE) s.fibers[i].state = READY;
        }
        any = true;
    }
    return any;
}

bool release_barrier(unsigned threads) {
    unsigned alive = 0, waiting = 0;
    for (unsigned i = 0; i < threads; i++) {
        alive += s.fibers[i].state != DONE;
        waiting += s.fibers[i].state == AT_BARRIER;
    }
    if (!alive || waiting != alive) return false;
    for (unsigned i = 0; i < threads; i++) {
        if (s.fibers[i].state == AT_BARRIER) s.fibers[i].state = READY;
    }
    return true;
}

std::string run_block(unsigned threads, unsigned seed) {
    unsigned warps = (threads + 31) / 32, favoured = 0;
    for (unsigned i = 0; i < threads; i++) s.fibers[i].state = READY, s.fibers[i].parity = 0;
    for (Warp& w : s.warps) memset(w.slots, 0xcd, sizeof w.slots);
    for (;;) {
        bool progress = false;
        if (seed == 0) {
            for (unsigned w = 0; w < warps; w++) progress |= run_warp(w, threads);
        } else {
            progress = run_warp(favoured, threads);
            if (!progress || draw() % 64 == 0) favoured = draw() % warps;
            if (!progress) {
                // The others in an order of chance, until one can run.
                for (unsigned k = 0; k < warps && !progress; k++) {
                    unsigned w = (favoured + k) % warps;
                    progress = run_warp(w, threads);
                    if (progress) favoured = w;
                }
            }
        }
        if (progress) continue;
        if (release_barrier(threads)) {
            favoured = seed ? draw() % warps : 0;
            continue;
        }
        for (unsigned i = 0; i < threads; i++) {
            if (s.fibers[i].state != DONE) return "threads of a block wait at different barriers";
        }
        return "";
    }
}

}  // namespace

std::string run_grid(const Kernel& kernel, void** args, Dim grid, Dim block, size_t dynamic_shared, unsigned seed, Machine* machine) {
    unsigned threads = block.x * block.y * block.z;
    if (s.stack_count < threads) {
        if (s.stacks) munmap(s.stacks, s.stack_count * STACK);
        s.stacks = (char*)mmap(nullptr, threads * STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        s.stack_count = threads;
        s.fibers.assign(threads, Fiber());
        for (unsigned i = 0; i < threads; i++) prepare(i);
    }
    s.warps.resize((threads + 31) / 32);
    s.machine = machine;
    s.kernel = &kernel;
    s.args = args;
    s.random = seed * 2654435761u | 1;
    machine->block_dim = block;
    machine->grid_dim = grid;
    machine->block_barrier = block_barrier;
    machine->warp_exchange = warp_exchange;
    machine->warp_lanes = warp_lanes;
    // 16-byte aligned, with a byte pattern that is a NaN in every float type.
    std::vector<unsigned __int128> dynamic(dynamic_shared / 16 + 1);
    machine->dynamic_shared = (char*)dynamic.data();
    for (unsigned z = 0; z < grid.z; z++) {
        for (unsigned y = 0; y < grid.y; y++) {
            for (unsigned x = 0; x < grid.x; x++) {
                machine->block = {x, y, z};
                memset(dynamic.data(), 0xff, dynamic.size() * 16);
                std::string error = run_block(threads, seed);
                if (!error.empty()) {
                    for (unsigned i = 0; i < s.stack_count; i++) prepare(i);
                    return error;
                }
            }
        }
    }
    return "";
}
}  // namespace emu
