// From C++: owners that free themselves, errors as exceptions, and memory of one's own handed in without a copy.
//     c++ -std=c++17 scores.cpp -I python/lumbre/include -L target/release -llumbre -o scores
//     scores PROGRAM ROWS COLUMNS NUMBER...
#include <lumbre.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace {

const LumbreApi &api() {
    static const LumbreApi *table = lumbre_api(LUMBRE_ABI_VERSION);
    if (!table) throw std::runtime_error("this liblumbre has another version of its interface");
    return *table;
}

void check(int32_t status) {
    if (status != 0) throw std::runtime_error(api().error());
}

struct Free {
    void operator()(LumbreTensor *t) const { api().tensor_free(t); }
    void operator()(LumbreModule *m) const { api().module_free(m); }
};
using Tensor = std::unique_ptr<LumbreTensor, Free>;
using Module = std::unique_ptr<LumbreModule, Free>;

// A tensor over the vector's memory, which stays alive as long as the tensor.
Tensor tensor(std::vector<float> values, std::vector<int64_t> sizes) {
    auto *owned = new std::vector<float>(std::move(values));
    LumbreTensor *out = nullptr;
    auto release = [](void *context) { delete static_cast<std::vector<float> *>(context); };
    int32_t status = api().tensor_borrow(owned->data(), LUMBRE_DTYPE_F32, static_cast<int64_t>(sizes.size()), sizes.data(), nullptr, 0, release, owned, &out);
    if (status != 0) delete owned;
    check(status);
    return Tensor(out);
}

Tensor forward(const Module &module, const Tensor &x) {
    LumbreValue in{}, out{};
    in.kind = LUMBRE_KIND_TENSOR;
    in.of.tensor = x.get();
    check(api().module_run(module.get(), nullptr, &in, 1, &out, 1, nullptr));
    if (out.kind != LUMBRE_KIND_TENSOR) {
        api().value_free(&out);
        throw std::runtime_error("the result is no tensor");
    }
    return Tensor(out.of.tensor);
}

}  // namespace

int main(int argc, char **argv) try {
    if (argc < 4) throw std::invalid_argument("usage: scores PROGRAM ROWS COLUMNS NUMBER...");
    LumbreModule *loaded = nullptr;
    check(api().module_load(argv[1], nullptr, &loaded));
    Module module(loaded);

    std::vector<float> values;
    for (int i = 4; i < argc; i++) values.push_back(std::strtof(argv[i], nullptr));
    int64_t rows = std::atoll(argv[2]), columns = std::atoll(argv[3]);
    if (rows < 0 || columns < 0 || static_cast<size_t>(rows * columns) != values.size()) throw std::invalid_argument("ROWS * COLUMNS numbers are needed");

    Tensor y = forward(module, tensor(std::move(values), {rows, columns}));
    std::vector<float> out(static_cast<size_t>(api().tensor_numel(y.get())));
    check(api().tensor_read(y.get(), out.data(), out.size() * sizeof(float)));
    for (float v : out) std::cout << v << '\n';
    return 0;
} catch (const std::exception &error) {
    std::cerr << "scores: " << error.what() << '\n';
    return 1;
}
