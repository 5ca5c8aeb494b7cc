// NCCL for groups of one process: what is sent comes back to the sender. Larger groups are refused.
#include "library.h"

namespace {
struct Comm {
    int rank, size;
};
struct Id {
    char bytes[128];
};
const int64_t WIDTH[] = {1, 1, 4, 4, 8, 8, 2, 4, 8, 2};
enum { INVALID = 4 };
bool grouped = false;
// What was sent and not yet received.
std::vector<std::pair<void*, int64_t>> sent;

int move(void* from, void* to, size_t count, int type, Comm* c, void* stream, const char* name) {
    if (!c || type < 0 || type > 9 || !from || !to) return INVALID;
    int64_t n = (int64_t)count * WIDTH[type];
    return submit(stream, name, [=] { memmove(to, from, n); }) ? 1 : 0;
}
}  // namespace

API int ncclGetUniqueId(Id* id) { return memset(id, 7, sizeof *id), 0; }
API const char* ncclGetErrorString(int code) { return code == INVALID ? "invalid argument" : code ? "unhandled cuda error" : "no error"; }
API int ncclCommInitRank(Comm** c, int size, Id id, int rank) {
    if (size != 1 || rank != 0 || id.bytes[127] != 7) return INVALID;
    return *c = new Comm{rank, size}, 0;
}
API int ncclCommDestroy(Comm* c) { return delete c, 0; }
API int ncclAllReduce(void* a, void* b, size_t n, int t, int op, Comm* c, void* s) { return op < 0 || op > 4 ? INVALID : move(a, b, n, t, c, s, "ncclAllReduce"); }
API int ncclBroadcast(void* a, void* b, size_t n, int t, int root, Comm* c, void* s) { return root ? INVALID : move(a, b, n, t, c, s, "ncclBroadcast"); }
API int ncclReduce(void* a, void* b, size_t n, int t, int op, int root, Comm* c, void* s) { return root || op > 4 ? INVALID : move(a, b, n, t, c, s, "ncclReduce"); }
API int ncclAllGather(void* a, void* b, size_t n, int t, Comm* c, void* s) { return move(a, b, n, t, c, s, "ncclAllGather"); }
API int ncclReduceScatter(void* a, void* b, size_t n, int t, int op, Comm* c, void* s) { return op > 4 ? INVALID : move(a, b, n, t, c, s, "ncclReduceScatter"); }
API int ncclGroupStart() { return grouped = true, 0; }
API int ncclGroupEnd() { return grouped = false, sent.empty() ? 0 : INVALID; }
API int ncclSend(void* p, size_t n, int t, int peer, Comm*, void*) {
    if (peer || !grouped) return INVALID;
    return sent.emplace_back(p, (int64_t)n * WIDTH[t]), 0;
}
API int ncclRecv(void* p, size_t n, int t, int peer, Comm* c, void* s) {
    if (peer || sent.empty() || sent.front().second != (int64_t)n * WIDTH[t]) return INVALID;
    void* from = sent.front().first;
    sent.erase(sent.begin());
    return move(from, p, n, t, c, s, "ncclSend");
}
