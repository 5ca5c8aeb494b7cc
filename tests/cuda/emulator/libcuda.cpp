// A driver without a GPU: device memory is host memory with a table of its blocks, streams are queues, graphs are recorded and
// replayed, and kernels (made by the fake libnvrtc) run on fibers. Environment:
//   LUMBRE_FAKE_DEVICES  how many devices (1)          LUMBRE_FAKE_MEMORY  bytes of each (4 GiB)
//   LUMBRE_FAKE_SM       compute capability (90)       LUMBRE_FAKE_SEED    seed of the warp scheduling (0: in order)
//   LUMBRE_FAKE_DEFER    work waits until somebody synchronises, streams then interleave by this seed
//   LUMBRE_FAKE_GUARD    every block ends at a page that cannot be touched
//   LUMBRE_FAKE_VERSION  CUDA version of the driver (13000)
//   LUMBRE_FAKE_LOG      a file that gets one line a call that does something on the device
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <chrono>
#include <deque>
#include <dlfcn.h>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#define emu_machine emu_machine_of_the_driver
#include "fibers.h"
#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

#define API extern "C" __attribute__((visibility("default"))) int
typedef unsigned long long DevicePtr;

enum { OK = 0, INVALID = 1, NO_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100, BAD_DEVICE = 101, BAD_IMAGE = 200, BAD_CONTEXT = 201, BAD_HANDLE = 400, NOT_FOUND = 500, NOT_READY = 600, LAUNCH_FAILED = 719, NOT_SUPPORTED = 801, CAPTURE_UNSUPPORTED = 900, CAPTURE_INVALIDATED = 901 };

namespace {
std::recursive_mutex lock;
#define LOCKED std::lock_guard<std::recursive_mutex> guard(lock)

long number(const char* name, long otherwise) {
    const char* v = getenv(name);
    return v && *v ? atol(v) : otherwise;
}

void note(const char* format, ...) {
    static const char* path = getenv("LUMBRE_FAKE_LOG");
    static FILE* file = path ? fopen(path, "a") : nullptr;
    if (!file) return;
    va_list list;
    va_start(list, format);
    vfprintf(file, format, list);
    va_end(list);
    fputc('\n', file);
    fflush(file);
}

int sticky = OK;

// ---- Memory.
struct Block {
    size_t bytes;
    int device;
    bool host;
    void* map;
    size_t map_bytes;
};
std::map<uintptr_t, Block> blocks;
size_t used[16];
thread_local int current_device = -1;

size_t total_memory() { return (size_t)number("LUMBRE_FAKE_MEMORY", 4l << 30); }

const Block* find(const void* p, size_t bytes) {
    auto it = blocks.upper_bound((uintptr_t)p);
    if (it == blocks.begin()) return nullptr;
    --it;
    return (uintptr_t)p + bytes <= it->first + it->second.bytes ? &it->second : nullptr;
}
bool on_device(DevicePtr p, size_t bytes) { return bytes == 0 || find((void*)p, bytes); }

void* map_block(size_t bytes, int device, bool host) {
    static bool guarded = number("LUMBRE_FAKE_GUARD", 0);
    size_t page = 4096, body = (bytes + page - 1) / page * page, all = body + (guarded ? page : 0);
    char* map = (char*)mmap(nullptr, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (map == MAP_FAILED) return nullptr;
    char* p = map;
    if (guarded) {
        mprotect(map + body, page, PROT_NONE);
        p = map + (body - (bytes + 15) / 16 * 16);
    }
    // What nobody has written reads as NaN.
    if (bytes <= (64u << 20)) memset(p, 0xff, bytes);
    blocks[(uintptr_t)p] = {bytes, device, host, map, all};
    return p;
}
void unmap_block(std::map<uintptr_t, Block>::iterator it) {
    munmap(it->second.map, it->second.map_bytes);
    blocks.erase(it);
}

// ---- Streams, events and graphs.
typedef std::function<void()> Work;
struct Graph {
    std::vector<Work> nodes;
    std::vector<std::string> names;
};
struct Stream;
struct Event {
    uint64_t recorded = 0, done = 0;
    double time = 0;
    Stream* on = nullptr;
    std::shared_ptr<Graph> capture;
    bool timing = true;
};
typedef std::shared_ptr<Event> EventRef;
struct Item {
    Work work;
    EventRef wait;
    uint64_t version = 0;
};
struct Stream {
    std::deque<Item> queue;
    unsigned flags = 0;
    int priority = 0, device = 0;
    std::shared_ptr<Graph> capture;
    bool origin = false;
    uint64_t capture_id = 0;
};
Stream null_stream;
std::vector<Stream*> streams = {&null_stream};
std::map<void*, EventRef> events;
uint64_t captures = 0;

bool deferred() {
    static bool v = getenv("LUMBRE_FAKE_DEFER");
    return v;
}
Stream* stream_of(void* h) {
    if ((uintptr_t)h <= 2) return &null_stream;
    for (Stream* s : streams) {
        if (s == h) return s;
    }
    return nullptr;
}

// Runs the first item of a stream, after what it waits for.
void step(Stream* s);
void drain(Stream* s) {
    while (!s->queue.empty()) step(s);
}
void step(Stream* s) {
    Item item = std::move(s->queue.front());
    s->queue.pop_front();
    if (item.wait) {
        while (item.wait->done < item.version && item.wait->on && !item.wait->on->queue.empty()) step(item.wait->on);
    }
    if (item.work && sticky == OK) item.work();
}
void drain_all() {
    static uint32_t random = (uint32_t)number("LUMBRE_FAKE_DEFER", 1) * 2654435761u | 1;
    for (;;) {
        std::vector<Stream*> busy;
        for (Stream* s : streams) {
            if (!s->queue.empty()) busy.push_back(s);
        }
        if (busy.empty()) return;
        random = random * 1664525u + 1013904223u;
        step(busy[(random >> 8) % busy.size()]);
    }
}

int submit(void* handle, const char* name, Work work) {
    Stream* s = stream_of(handle);
    if (!s) return BAD_HANDLE;
    if (sticky) return sticky;
    if (s->capture) {
        s->capture->nodes.push_back(std::move(work));
        s->capture->names.push_back(name);
        return OK;
    }
    // The legacy stream and the blocking ones wait for each other.
    if (s == &null_stream) {
        for (Stream* o : streams) {
            if (o != s && !(o->flags & 1)) drain(o);
        }
    } else if (!(s->flags & 1)) {
        drain(&null_stream);
    }
    s->queue.push_back({std::move(work), nullptr, 0});
    if (!deferred()) drain(s);
    return sticky;
}
bool capturing() {
    for (Stream* s : streams) {
        if (s->capture) return true;
    }
    return false;
}
// Calls that wait for the device are not allowed while a stream records.
int synchronous() {
    if (capturing()) return CAPTURE_UNSUPPORTED;
    drain_all();
    return sticky;
}

struct Module {
    void* library;
};
struct Function {
    emu::Kernel kernel;
    std::string name;
    emu::Machine** machine;
    int shared_limit = 49152;
};
std::map<std::string, int> call_counts;
unsigned schedule_seed = (unsigned)number("LUMBRE_FAKE_SEED", 0);
emu::Machine machine;

int shared_optin() { return number("LUMBRE_FAKE_SM", 90) >= 90 ? 232448 : 166912; }
}  // namespace

// ---- Initialisation, devices, contexts.
API cuInit(unsigned) { return OK; }
API cuDriverGetVersion(int* v) { return *v = (int)number("LUMBRE_FAKE_VERSION", 13000), OK; }
API cuDeviceGetCount(int* n) { return *n = (int)number("LUMBRE_FAKE_DEVICES", 1), OK; }
API cuDeviceGet(int* d, int i) { return i < 0 || i >= number("LUMBRE_FAKE_DEVICES", 1) ? BAD_DEVICE : (*d = i, OK); }
API cuDeviceGetName(char* name, int n, int) { return snprintf(name, n, "Emulated GPU"), OK; }
API cuDeviceTotalMem_v2(size_t* n, int) { return *n = total_memory(), OK; }
API cuDeviceGetUuid(char* uuid, int d) { return memset(uuid, 0, 16), uuid[15] = (char)(d + 1), OK; }
API cuDeviceGetUuid_v2(char* uuid, int d) { return cuDeviceGetUuid(uuid, d); }
API cuDeviceGetPCIBusId(char* s, int n, int d) { return snprintf(s, n, "0000:%02x:00.0", d + 1), OK; }
API cuDeviceGetAttribute(int* v, int attribute, int device) {
    long sm = number("LUMBRE_FAKE_SM", 90);
    static const std::map<int, int> table = {
        {1, 1024}, {2, 1024}, {3, 1024}, {4, 64}, {5, 2147483647}, {6, 65535}, {7, 65535}, {8, 49152}, {9, 65536}, {10, 32},
        {12, 65536}, {13, 1980000}, {16, 132}, {19, 1}, {31, 1}, {36, 3201000}, {37, 6144}, {38, 62914560}, {39, 2048}, {40, 3},
        {41, 1}, {78, 1}, {79, 1}, {80, 1}, {81, 233472}, {82, 65536}, {83, 1}, {88, 1}, {89, 1}, {95, 1}, {96, 1}, {98, 1},
        {106, 32}, {115, 1}, {116, 1}};
    if (attribute == 75) return *v = (int)(sm / 10), OK;
    if (attribute == 76) return *v = (int)(sm % 10), OK;
    if (attribute == 97) return *v = shared_optin(), OK;
    if (attribute == 33) return *v = device + 1, OK;
    auto it = table.find(attribute);
    return *v = it == table.end() ? 0 : it->second, OK;
}
API cuDeviceGetProperties(int*, int) { return NOT_SUPPORTED; }
API cuDeviceComputeCapability(int* major, int* minor, int) {
    long sm = number("LUMBRE_FAKE_SM", 90);
    return *major = (int)(sm / 10), *minor = (int)(sm % 10), OK;
}
API cuDevicePrimaryCtxRetain(void** c, int d) { return *c = (void*)(uintptr_t)(0x1000 + d), OK; }
API cuDevicePrimaryCtxRelease_v2(int) { return OK; }
API cuDevicePrimaryCtxReset_v2(int) { return OK; }
API cuDevicePrimaryCtxSetFlags_v2(int, unsigned) { return OK; }
API cuDevicePrimaryCtxGetState(int, unsigned* flags, int* active) { return *flags = 0, *active = 1, OK; }
API cuCtxSetCurrent(void* c) { return current_device = c ? (int)((uintptr_t)c - 0x1000) : -1, OK; }
API cuCtxGetCurrent(void** c) { return *c = current_device < 0 ? nullptr : (void*)(uintptr_t)(0x1000 + current_device), OK; }
API cuCtxPushCurrent_v2(void* c) { return cuCtxSetCurrent(c); }
API cuCtxPopCurrent_v2(void** c) {
    if (c) cuCtxGetCurrent(c);
    return current_device = -1, OK;
}
API cuCtxGetDevice(int* d) { return current_device < 0 ? BAD_CONTEXT : (*d = current_device, OK); }
API cuCtxGetApiVersion(void*, unsigned* v) { return *v = 13000, OK; }
API cuCtxGetStreamPriorityRange(int* least, int* greatest) { return *least = 0, *greatest = -5, OK; }
API cuCtxSetLimit(int, size_t) { return OK; }
API cuCtxGetLimit(size_t* v, int) { return *v = 1024, OK; }
API cuCtxSetFlags(unsigned) { return OK; }
API cuCtxSynchronize() {
    LOCKED;
    note("cuCtxSynchronize");
    return synchronous();
}
API cuDeviceCanAccessPeer(int* v, int a, int b) { return *v = a != b, OK; }
API cuCtxEnablePeerAccess(void*, unsigned) { return OK; }
API cuCtxDisablePeerAccess(void*) { return OK; }

API cuGetErrorName(int e, const char** name) {
    switch (e) {
        case OK: *name = "CUDA_SUCCESS"; break;
        case INVALID: *name = "CUDA_ERROR_INVALID_VALUE"; break;
        case NO_MEMORY: *name = "CUDA_ERROR_OUT_OF_MEMORY"; break;
        case LAUNCH_FAILED: *name = "CUDA_ERROR_LAUNCH_FAILED"; break;
        case NOT_READY: *name = "CUDA_ERROR_NOT_READY"; break;
        default: *name = "CUDA_ERROR_UNKNOWN"; break;
    }
    return OK;
}
API cuGetErrorString(int e, const char** text) {
    static thread_local char buffer[64];
    if (e == NO_MEMORY) return *text = "out of memory", OK;
    if (e == LAUNCH_FAILED) return *text = "unspecified launch failure", OK;
    if (e == INVALID) return *text = "invalid argument", OK;
    snprintf(buffer, sizeof buffer, "emulated error %d", e);
    return *text = buffer, OK;
}

// ---- Memory.
API cuMemAlloc_v2(DevicePtr* p, size_t bytes) {
    LOCKED;
    if (current_device < 0) return BAD_CONTEXT;
    if (bytes == 0) return INVALID;
    note("cuMemAlloc %zu", bytes);
    if (used[current_device] + bytes > total_memory()) return NO_MEMORY;
    void* v = map_block(bytes, current_device, false);
    if (!v) return NO_MEMORY;
    used[current_device] += bytes;
    return *p = (DevicePtr)v, OK;
}
API cuMemFree_v2(DevicePtr p) {
    LOCKED;
    if (!p) return OK;
    auto it = blocks.find((uintptr_t)p);
    if (it == blocks.end() || it->second.host) return INVALID;
    note("cuMemFree %zu", it->second.bytes);
    drain_all();
    used[it->second.device] -= it->second.bytes;
    unmap_block(it);
    return OK;
}
API cuMemAllocAsync(DevicePtr* p, size_t n, void*) { return cuMemAlloc_v2(p, n); }
API cuMemFreeAsync(DevicePtr p, void*) { return cuMemFree_v2(p); }
API cuMemAllocManaged(DevicePtr* p, size_t n, unsigned) { return cuMemAlloc_v2(p, n); }
API cuMemGetInfo_v2(size_t* free_bytes, size_t* total) {
    LOCKED;
    if (current_device < 0) return BAD_CONTEXT;
    return *total = total_memory(), *free_bytes = *total - used[current_device], OK;
}
API cuMemGetAddressRange_v2(DevicePtr* base, size_t* bytes, DevicePtr p) {
    LOCKED;
    auto it = blocks.upper_bound((uintptr_t)p);
    if (it == blocks.begin()) return INVALID;
    --it;
    if (p >= it->first + it->second.bytes) return INVALID;
    if (base) *base = it->first;
    if (bytes) *bytes = it->second.bytes;
    return OK;
}
API cuMemHostAlloc(void** p, size_t bytes, unsigned) {
    LOCKED;
    note("cuMemHostAlloc %zu", bytes);
    *p = map_block(bytes ? bytes : 1, 0, true);
    return *p ? OK : NO_MEMORY;
}
API cuMemAllocHost_v2(void** p, size_t bytes) { return cuMemHostAlloc(p, bytes, 0); }
API cuMemFreeHost(void* p) {
    LOCKED;
    auto it = blocks.find((uintptr_t)p);
    if (it == blocks.end() || !it->second.host) return INVALID;
    drain_all();
    unmap_block(it);
    return OK;
}
API cuMemHostGetDevicePointer_v2(DevicePtr* d, void* h, unsigned) { return *d = (DevicePtr)h, OK; }
API cuMemHostRegister_v2(void*, size_t, unsigned) { return OK; }
API cuMemHostUnregister(void*) { return OK; }
API cuPointerGetAttribute(void* out, int attribute, DevicePtr p) {
    LOCKED;
    const Block* b = find((void*)p, 1);
    if (!b) return INVALID;
    if (attribute == 2) *(unsigned*)out = b->host ? 1 : 2;  // memory type
    else if (attribute == 9) *(int*)out = b->device;        // device ordinal
    else if (attribute == 3 || attribute == 4) *(DevicePtr*)out = p;
    else return INVALID;
    return OK;
}

namespace {
int copy(const char* name, void* to, const void* from, size_t bytes, void* stream, bool to_device, bool from_device, bool wait) {
    LOCKED;
    note("%s %zu", name, bytes);
    if (to_device && !on_device((DevicePtr)to, bytes)) return INVALID;
    if (from_device && !on_device((DevicePtr)from, bytes)) return INVALID;
    if (wait && capturing()) return CAPTURE_UNSUPPORTED;
    int rc;
    if (!from_device && bytes && !find(from, bytes)) {
        // Pageable memory is staged before the call returns.
        auto staged = std::make_shared<std::vector<char>>((const char*)from, (const char*)from + bytes);
        rc = submit(stream, name, [=] { memcpy(to, staged->data(), bytes); });
    } else {
        rc = submit(stream, name, [=] { memmove(to, from, bytes); });
    }
    bool pageable_target = !to_device && bytes && !find(to, bytes);
    if (rc == OK && (wait || pageable_target) && !capturing()) {
        drain(stream_of(stream));
        rc = sticky;
    }
    return rc;
}
template <class T> int fill(const char* name, DevicePtr p, T v, size_t n, void* stream) {
    LOCKED;
    note("%s %zu", name, n * sizeof(T));
    if (!on_device(p, n * sizeof(T))) return INVALID;
    return submit(stream, name, [=] {
        for (size_t i = 0; i < n; i++) ((T*)p)[i] = v;
    });
}
}  // namespace
API cuMemcpyHtoD_v2(DevicePtr d, const void* h, size_t n) { return copy("cuMemcpyHtoD", (void*)d, h, n, nullptr, true, false, true); }
API cuMemcpyDtoH_v2(void* h, DevicePtr d, size_t n) { return copy("cuMemcpyDtoH", h, (void*)d, n, nullptr, false, true, true); }
API cuMemcpyDtoD_v2(DevicePtr a, DevicePtr b, size_t n) { return copy("cuMemcpyDtoD", (void*)a, (void*)b, n, nullptr, true, true, false); }
API cuMemcpyHtoDAsync_v2(DevicePtr d, const void* h, size_t n, void* s) { return copy("cuMemcpyHtoDAsync", (void*)d, h, n, s, true, false, false); }
API cuMemcpyDtoHAsync_v2(void* h, DevicePtr d, size_t n, void* s) { return copy("cuMemcpyDtoHAsync", h, (void*)d, n, s, false, true, false); }
API cuMemcpyDtoDAsync_v2(DevicePtr a, DevicePtr b, size_t n, void* s) { return copy("cuMemcpyDtoDAsync", (void*)a, (void*)b, n, s, true, true, false); }
API cuMemcpyAsync(DevicePtr a, DevicePtr b, size_t n, void* s) { return copy("cuMemcpyAsync", (void*)a, (void*)b, n, s, false, false, false); }
API cuMemcpy(DevicePtr a, DevicePtr b, size_t n) { return copy("cuMemcpy", (void*)a, (void*)b, n, nullptr, false, false, true); }
API cuMemcpyPeerAsync(DevicePtr a, void*, DevicePtr b, void*, size_t n, void* s) { return copy("cuMemcpyPeerAsync", (void*)a, (void*)b, n, s, true, true, false); }
API cuMemsetD8_v2(DevicePtr p, unsigned char v, size_t n) { return fill("cuMemsetD8", p, v, n, nullptr); }
API cuMemsetD16_v2(DevicePtr p, unsigned short v, size_t n) { return fill("cuMemsetD16", p, v, n, nullptr); }
API cuMemsetD32_v2(DevicePtr p, unsigned v, size_t n) { return fill("cuMemsetD32", p, v, n, nullptr); }
API cuMemsetD8Async(DevicePtr p, unsigned char v, size_t n, void* s) { return fill("cuMemsetD8Async", p, v, n, s); }
API cuMemsetD16Async(DevicePtr p, unsigned short v, size_t n, void* s) { return fill("cuMemsetD16Async", p, v, n, s); }
API cuMemsetD32Async(DevicePtr p, unsigned v, size_t n, void* s) { return fill("cuMemsetD32Async", p, v, n, s); }

// ---- Streams and events.
API cuStreamCreateWithPriority(void** out, unsigned flags, int priority) {
    LOCKED;
    Stream* s = new Stream();
    s->flags = flags;
    s->priority = priority;
    s->device = current_device;
    streams.push_back(s);
    return *out = s, OK;
}
API cuStreamCreate(void** out, unsigned flags) { return cuStreamCreateWithPriority(out, flags, 0); }
API cuStreamDestroy_v2(void* h) {
    LOCKED;
    for (size_t i = 1; i < streams.size(); i++) {
        if (streams[i] == h) {
            drain(streams[i]);
            for (auto& e : events) {
                if (e.second->on == h) e.second->on = nullptr;
            }
            delete streams[i];
            streams.erase(streams.begin() + i);
            return OK;
        }
    }
    return BAD_HANDLE;
}
API cuStreamSynchronize(void* h) {
    LOCKED;
    Stream* s = stream_of(h);
    if (!s) return BAD_HANDLE;
    if (s->capture) return CAPTURE_UNSUPPORTED;
    note("cuStreamSynchronize");
    if (s == &null_stream) {
        for (Stream* o : streams) {
            if (!(o->flags & 1)) drain(o);
        }
    }
    drain(s);
    return sticky;
}
API cuStreamQuery(void* h) {
    LOCKED;
    Stream* s = stream_of(h);
    if (!s) return BAD_HANDLE;
    if (s->queue.empty()) return sticky;
    step(s);
    return NOT_READY;
}
API cuStreamGetPriority(void* h, int* p) { return *p = stream_of(h) ? stream_of(h)->priority : 0, OK; }
API cuStreamGetFlags(void* h, unsigned* f) { return *f = stream_of(h) ? stream_of(h)->flags : 0, OK; }
API cuStreamGetCtx(void* h, void** c) { return *c = (void*)(uintptr_t)(0x1000 + (stream_of(h) ? stream_of(h)->device : 0)), OK; }

API cuEventCreate(void** out, unsigned flags) {
    LOCKED;
    EventRef e = std::make_shared<Event>();
    e->timing = !(flags & 2);
    events[e.get()] = e;
    return *out = e.get(), OK;
}
API cuEventDestroy_v2(void* h) {
    LOCKED;
    return events.erase(h) ? OK : BAD_HANDLE;
}
API cuEventRecord(void* h, void* sh) {
    LOCKED;
    auto it = events.find(h);
    Stream* s = stream_of(sh);
    if (it == events.end() || !s) return BAD_HANDLE;
    EventRef e = it->second;
    e->on = s;
    if (s->capture) return e->capture = s->capture, OK;
    e->capture = nullptr;
    uint64_t version = ++e->recorded;
    return submit(sh, "event", [=] {
        e->done = version;
        e->time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
    });
}
API cuEventRecordWithFlags(void* e, void* s, unsigned) { return cuEventRecord(e, s); }
API cuEventQuery(void* h) {
    LOCKED;
    auto it = events.find(h);
    if (it == events.end()) return BAD_HANDLE;
    Event& e = *it->second;
    if (e.done == e.recorded) return sticky;
    if (e.on && !e.on->queue.empty()) step(e.on);
    return NOT_READY;
}
API cuEventSynchronize(void* h) {
    LOCKED;
    auto it = events.find(h);
    if (it == events.end()) return BAD_HANDLE;
    Event& e = *it->second;
    while (e.done < e.recorded && e.on && !e.on->queue.empty()) step(e.on);
    return sticky;
}
API cuEventElapsedTime(float* ms, void* a, void* b) {
    LOCKED;
    auto x = events.find(a), y = events.find(b);
    if (x == events.end() || y == events.end()) return BAD_HANDLE;
    if (!x->second->timing || !y->second->timing || !x->second->recorded || !y->second->recorded) return BAD_HANDLE;
    if (x->second->done < x->second->recorded || y->second->done < y->second->recorded) return NOT_READY;
    return *ms = (float)(y->second->time - x->second->time), OK;
}
API cuEventElapsedTime_v2(float* ms, void* a, void* b) { return cuEventElapsedTime(ms, a, b); }
API cuStreamWaitEvent(void* sh, void* h, unsigned) {
    LOCKED;
    auto it = events.find(h);
    Stream* s = stream_of(sh);
    if (it == events.end() || !s) return BAD_HANDLE;
    EventRef e = it->second;
    if (e->capture) {
        // The stream joins the recording; nodes keep the order in which they came.
        if (!s->capture) s->capture = e->capture;
        return OK;
    }
    if (s->capture) return OK;
    if (!e->recorded) return OK;
    s->queue.push_back({nullptr, e, e->recorded});
    if (!deferred()) drain(s);
    return OK;
}
API cuLaunchHostFunc(void* s, void (*f)(void*), void* data) {
    LOCKED;
    return submit(s, "host", [=] { f(data); });
}

// ---- Graphs.
API cuThreadExchangeStreamCaptureMode(int*) { return OK; }
API cuStreamBeginCapture_v2(void* h, int) {
    LOCKED;
    Stream* s = stream_of(h);
    if (!s) return BAD_HANDLE;
    if (s == &null_stream) return CAPTURE_UNSUPPORTED;
    if (s->capture) return INVALID;
    s->capture = std::make_shared<Graph>();
    s->origin = true;
    s->capture_id = ++captures;
    return OK;
}
API cuStreamEndCapture(void* h, void** out) {
    LOCKED;
    Stream* s = stream_of(h);
    if (!s || !s->capture || !s->origin) return INVALID;
    *out = new std::shared_ptr<Graph>(s->capture);
    std::shared_ptr<Graph> g = s->capture;
    for (Stream* o : streams) {
        if (o->capture == g) o->capture = nullptr;
    }
    s->origin = false;
    for (auto& e : events) {
        if (e.second->capture == g) e.second->capture = nullptr;
    }
    return OK;
}
API cuStreamIsCapturing(void* h, int* v) {
    LOCKED;
    Stream* s = stream_of(h);
    return s ? (*v = s->capture ? 1 : 0, OK) : BAD_HANDLE;
}
API cuStreamGetCaptureInfo_v2(void* h, int* v, uint64_t* id, void** graph, void** deps, size_t* n) {
    LOCKED;
    Stream* s = stream_of(h);
    if (!s) return BAD_HANDLE;
    *v = s->capture ? 1 : 0;
    if (id) *id = s->capture_id;
    if (graph) *graph = nullptr;
    if (deps) *deps = nullptr;
    if (n) *n = 0;
    return OK;
}
API cuStreamGetCaptureInfo_v3(void* h, int* v, uint64_t* id, void** graph, void** deps, void**, size_t* n) { return cuStreamGetCaptureInfo_v2(h, v, id, graph, deps, n); }
API cuGraphCreate(void** out, unsigned) { return *out = new std::shared_ptr<Graph>(std::make_shared<Graph>()), OK; }
API cuGraphDestroy(void* g) { return delete (std::shared_ptr<Graph>*)g, OK; }
API cuGraphGetNodes(void* g, void**, size_t* n) { return *n = (*(std::shared_ptr<Graph>*)g)->nodes.size(), OK; }
API cuGraphInstantiateWithFlags(void** out, void* g, unsigned long long) { return *out = new std::shared_ptr<Graph>(*(std::shared_ptr<Graph>*)g), OK; }
API cuGraphInstantiate_v2(void** out, void* g, void*, char*, size_t) { return cuGraphInstantiateWithFlags(out, g, 0); }
API cuGraphExecDestroy(void* e) { return delete (std::shared_ptr<Graph>*)e, OK; }
API cuGraphUpload(void*, void*) { return OK; }
API cuGraphExecUpdate_v2(void* e, void* g, void*) { return *(std::shared_ptr<Graph>*)e = *(std::shared_ptr<Graph>*)g, OK; }
API cuGraphDebugDotPrint(void*, const char*, unsigned) { return OK; }
API cuGraphLaunch(void* e, void* s) {
    LOCKED;
    std::shared_ptr<Graph> g = *(std::shared_ptr<Graph>*)e;
    note("cuGraphLaunch %zu", g->nodes.size());
    return submit(s, "graph", [=] {
        for (const Work& w : g->nodes) w();
    });
}

// ---- Modules and kernels.
API cuModuleLoadData(void** out, const void* image) {
    LOCKED;
    const unsigned char* e = (const unsigned char*)image;
    if (memcmp(e, "\177ELF", 4)) return BAD_IMAGE;
    uint64_t table;
    uint16_t entry, count;
    memcpy(&table, e + 40, 8);
    memcpy(&entry, e + 58, 2);
    memcpy(&count, e + 60, 2);
    size_t bytes = table + (size_t)entry * count;
    int fd = memfd_create("kernels", 0);
    for (size_t at = 0; at < bytes;) {
        ssize_t n = write(fd, e + at, bytes - at);
        if (n <= 0) return close(fd), NO_MEMORY;
        at += (size_t)n;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) fprintf(stderr, "emulator: %s\n", dlerror());
    // The descriptor stays open: the loader tells libraries apart by it.
    if (!library) return BAD_IMAGE;
    emu::Machine** m = (emu::Machine**)dlsym(library, "emu_machine");
    if (!m) return BAD_IMAGE;
    *m = &machine;
    return *out = new Module{library}, OK;
}
API cuModuleLoadDataEx(void** out, const void* image, unsigned, int*, void**) { return cuModuleLoadData(out, image); }
API cuModuleUnload(void* m) { return dlclose(((Module*)m)->library), delete (Module*)m, OK; }
API cuModuleGetFunction(void** out, void* m, const char* name) {
    LOCKED;
    emu::Kernel (*about)() = (emu::Kernel(*)())dlsym(((Module*)m)->library, (std::string("emu_kernel_") + name).c_str());
    if (!about) return NOT_FOUND;
    return *out = new Function{about(), name, (emu::Machine**)dlsym(((Module*)m)->library, "emu_machine")}, OK;
}
API cuModuleGetGlobal_v2(DevicePtr* p, size_t* n, void* m, const char* name) {
    void* v = dlsym(((Module*)m)->library, name);
    if (!v) return NOT_FOUND;
    if (p) *p = (DevicePtr)v;
    if (n) *n = 0;
    return OK;
}
API cuLibraryLoadData(void** out, const void* image, void*, void**, unsigned, void*, void**, unsigned) { return cuModuleLoadData(out, image); }
API cuLibraryGetKernel(void** out, void* m, const char* name) { return cuModuleGetFunction(out, m, name); }
API cuKernelGetFunction(void** out, void* kernel) { return *out = kernel, OK; }
API cuLibraryUnload(void* m) { return cuModuleUnload(m); }
API cuFuncSetAttribute(void* f, int attribute, int v) {
    if (attribute == 8) {
        if (v > shared_optin()) return INVALID;
        ((Function*)f)->shared_limit = v > 49152 ? v : 49152;
    }
    return OK;
}
API cuFuncGetAttribute(int* v, int attribute, void*) { return *v = attribute == 0 ? 1024 : attribute == 4 ? 32 : 0, OK; }
API cuFuncSetCacheConfig(void*, int) { return OK; }
API cuOccupancyMaxActiveBlocksPerMultiprocessor(int* n, void*, int block, size_t) { return *n = block > 0 && 2048 / block < 32 ? 2048 / block : 32, OK; }
API cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* n, void* f, int block, size_t s, unsigned) { return cuOccupancyMaxActiveBlocksPerMultiprocessor(n, f, block, s); }

API cuLaunchKernel(void* handle, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared, void* stream, void** params, void** extra) {
    LOCKED;
    Function* f = (Function*)handle;
    if (!f || extra) return INVALID;
    if (!gx || !gy || !gz || gy > 65535 || gz > 65535 || !bx || !by || !bz || bx * by * bz > 1024 || bz > 64) return INVALID;
    if ((int)shared > f->shared_limit) return INVALID;
    note("cuLaunchKernel %s (%u,%u,%u) (%u,%u,%u) %u", f->name.c_str(), gx, gy, gz, bx, by, bz, shared);
    call_counts[f->name]++;
    // Arguments are read now, as the driver does.
    auto bytes = std::make_shared<std::vector<std::vector<unsigned __int128>>>();
    for (int i = 0; i < f->kernel.count; i++) {
        bytes->emplace_back((f->kernel.sizes[i] + 15) / 16);
        memcpy(bytes->back().data(), params[i], f->kernel.sizes[i]);
    }
    return submit(stream, f->name.c_str(), [=] {
        std::vector<void*> args;
        for (auto& b : *bytes) args.push_back(b.data());
        std::string error = emu::run_grid(f->kernel, args.data(), {gx, gy, gz}, {bx, by, bz}, shared, schedule_seed, &machine);
        if (!error.empty()) {
            fprintf(stderr, "emulator: %s: %s\n", f->name.c_str(), error.c_str());
            sticky = LAUNCH_FAILED;
        }
    });
}
struct LaunchConfig {
    unsigned gx, gy, gz, bx, by, bz, shared;
    void* stream;
    void* attributes;
    unsigned count;
};
API cuLaunchKernelEx(const LaunchConfig* c, void* f, void** params, void** extra) { return cuLaunchKernel(f, c->gx, c->gy, c->gz, c->bx, c->by, c->bz, c->shared, c->stream, params, extra); }

API cuGetProcAddress_v2(const char* name, void** f, int, uint64_t, int* status) {
    static const char* suffixes[] = {"_v2", "_v3", ""};
    for (const char* s : suffixes) {
        *f = dlsym(RTLD_DEFAULT, (std::string(name) + s).c_str());
        if (*f) break;
    }
    if (status) *status = *f ? 0 : 1;
    return *f ? OK : NOT_FOUND;
}
API cuProfilerStart() { return OK; }
API cuProfilerStop() { return OK; }

// ---- For tests.
API fake_cuda_launches(const char* kernel) {
    LOCKED;
    return call_counts[kernel];
}
API fake_cuda_pending() {
    LOCKED;
    size_t n = 0;
    for (Stream* s : streams) n += s->queue.size();
    return (int)n;
}
API fake_cuda_reset() {
    LOCKED;
    sticky = OK;
    call_counts.clear();
    return OK;
}
API fake_cuda_seed(unsigned seed) { return schedule_seed = seed, OK; }
// What the other fake libraries put in order with kernels.
API fake_cuda_submit(void* stream, const char* name, void (*f)(void*), void* data) {
    LOCKED;
    note("%s", name);
    call_counts[name]++;
    return submit(stream, name, [=] { f(data); });
}
