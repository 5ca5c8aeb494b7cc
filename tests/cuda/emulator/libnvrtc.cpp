// A compiler for CUDA sources without CUDA: g++ with the emulator's header, the result a shared library in place of a cubin.
// LUMBRE_FAKE_CACHE names the folder that keeps results by their hash. EMULATOR is the folder of the headers. An address that is not
// a multiple of what is read or written there ends the process, as it ends the use of a GPU.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

namespace {
const std::string CHECKS = "-fsanitize=alignment -fno-sanitize-recover=alignment -fsanitize-undefined-trap-on-error";

struct Program {
    std::string source, log, binary;
};

std::string read(const std::string& path) {
    std::ifstream f(path, std::ios::binary);
    std::stringstream s;
    s << f.rdbuf();
    return s.str();
}
void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}
uint64_t hash(const std::string& s, uint64_t h) {
    for (unsigned char c : s) h = (h ^ c) * 1099511628211ull;
    return h ^ h >> 29;
}

// The names after `__emu_global__ void`, with attributes between skipped.
std::vector<std::string> kernels(const std::string& text) {
    std::vector<std::string> names;
    const std::string mark = "__emu_global__ void ";
    for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        size_t start = at + mark.size();
        while (text[start] == ' ') start++;
        size_t end = text.find('(', start);
        while (text[end - 1] == ' ') end--;
        names.push_back(text.substr(start, end - start));
    }
    return names;
}

int run(const std::string& command, std::string* log) {
    FILE* p = popen((command + " 2>&1").c_str(), "r");
    char buffer[4096];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, p)) > 0) log->append(buffer, n);
    return pclose(p);
}

const char* version_of_header() {
    static std::string h = std::to_string(hash(read(EMULATOR "/machine.h") + CHECKS, 14695981039346656037ull));
    return h.c_str();
}
}  // namespace

API int nvrtcVersion(int* major, int* minor) { return *major = 13, *minor = 0, 0; }
API int nvrtcGetNumSupportedArchs(int* n) { return *n = 3, 0; }
API int nvrtcGetSupportedArchs(int* a) { return a[0] = 80, a[1] = 90, a[2] = 100, 0; }
API const char* nvrtcGetErrorString(int e) { return e == 0 ? "NVRTC_SUCCESS" : e == 6 ? "NVRTC_ERROR_COMPILATION" : "NVRTC_ERROR"; }
API int nvrtcCreateProgram(void** out, const char* source, const char*, int, const char* const*, const char* const*) {
    return *out = new Program{source, "", ""}, 0;
}
API int nvrtcDestroyProgram(void** p) { return delete (Program*)*p, *p = nullptr, 0; }
API int nvrtcAddNameExpression(void*, const char*) { return 0; }
API int nvrtcGetLoweredName(void*, const char* name, const char** out) { return *out = name, 0; }

API int nvrtcCompileProgram(void* handle, int count, const char* const* options) {
    Program& p = *(Program*)handle;
    std::string defines;
    for (int i = 0; i < count; i++) {
        if (!strncmp(options[i], "-D", 2)) defines += std::string(" '") + options[i] + "'";
        // Options of the real compiler whose misspelling it would report.
        else if (options[i][0] != '-') return p.log = std::string("unrecognised option ") + options[i], 5;
    }
    const char* folder = getenv("LUMBRE_FAKE_CACHE");
    std::string cache = folder ? folder : "/tmp/lumbre-emulated";
    mkdir(cache.c_str(), 0777);
    char key[64];
    uint64_t a = hash(p.source, 14695981039346656037ull), b = hash(defines + version_of_header(), a * 31 + p.source.size());
    snprintf(key, sizeof key, "%016llx%016llx", (unsigned long long)a, (unsigned long long)b);
    std::string made = cache + "/" + key + ".so";
    p.binary = read(made);
    if (!p.binary.empty()) return 0;

    std::string stem = cache + "/" + key + "." + std::to_string(getpid());
    write(stem + ".cu.cpp", "#include \"" EMULATOR "/machine.h\"\n#line 1 \"kernel\"\n" + p.source);
    std::string text_path = stem + ".ii", log;
    int rc = run("g++ -std=c++17 -E -o " + text_path + defines + " " + stem + ".cu.cpp", &log);
    if (rc == 0) {
        std::string text = read(text_path), tail;
        std::set<std::string> names;
        for (const std::string& k : kernels(text)) names.insert(k);
        for (const std::string& k : names) tail += "EMU_KERNEL(" + k + ")\n";
        // EMU_KERNEL is a macro, gone from the preprocessed text: the second run starts from the source again.
        write(stem + ".cu.cpp", read(stem + ".cu.cpp") + "\n#line 1 \"tail\"\n" + tail);
        rc = run("g++ " + CHECKS + " -std=c++17 -O1 -fPIC -shared -w -fvisibility=hidden -fno-exceptions -fno-rtti -fno-math-errno -fno-strict-aliasing -ffp-contract=off "
                 "'-D__emu_global__=extern \"C\"' -o " + stem + ".so" + defines + " " + stem + ".cu.cpp", &log);
    }
    if (rc == 0) {
        rename((stem + ".so").c_str(), made.c_str());
        p.binary = read(made);
    }
    unlink(text_path.c_str());
    unlink((stem + ".cu.cpp").c_str());
    p.log = log;
    return rc == 0 && !p.binary.empty() ? 0 : 6;
}
API int nvrtcGetProgramLogSize(void* p, size_t* n) { return *n = ((Program*)p)->log.size() + 1, 0; }
API int nvrtcGetProgramLog(void* p, char* out) { return strcpy(out, ((Program*)p)->log.c_str()), 0; }
API int nvrtcGetCUBINSize(void* p, size_t* n) { return *n = ((Program*)p)->binary.size(), 0; }
API int nvrtcGetCUBIN(void* p, char* out) { return memcpy(out, ((Program*)p)->binary.data(), ((Program*)p)->binary.size()), 0; }
API int nvrtcGetPTXSize(void* p, size_t* n) { return nvrtcGetCUBINSize(p, n); }
API int nvrtcGetPTX(void* p, char* out) { return nvrtcGetCUBIN(p, out); }
