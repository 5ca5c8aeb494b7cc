// Runs the blocks of a grid: one fiber a GPU thread. With a seed, one warp of the block runs ahead until it has to wait (or, now
// and then, until another one is favoured): a missing barrier then shows in the results.
#pragma once
#include "machine.h"
#include <string>

namespace emu {
// Empty when the grid ran to its end, else what went wrong (threads that wait at different barriers).
std::string run_grid(const Kernel& kernel, void** args, Dim grid, Dim block, size_t dynamic_shared, unsigned seed, Machine* machine);
}
