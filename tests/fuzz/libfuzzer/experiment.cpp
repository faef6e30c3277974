// The experiment fuzzer: what libFuzzer calls.

#include "tests/fuzz/experiment_input.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char*>(data), size);
    if (const auto fault = meam::fuzz::fault_of_experiment(input); !fault.empty()) {
        std::fprintf(stderr, "fault: %s\n", fault.c_str());
        std::abort();
    }
    return 0;
}

/// As a tree, seven times of eight; else as bytes.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed)
{
    if (seed % 8 == 0) {
        return LLVMFuzzerMutate(data, size, most);
    }
    const auto text =
        meam::fuzz::mutated_experiment(std::string(reinterpret_cast<const char*>(data), size), std::uint64_t{seed});
    if (text.empty() || text.size() > most) {
        return LLVMFuzzerMutate(data, size, most);
    }
    std::copy(text.begin(), text.end(), data);
    return text.size();
}
