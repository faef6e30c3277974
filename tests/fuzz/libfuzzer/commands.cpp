// The command-line fuzzer: calls the program's own main, renamed, in an empty folder.

#include "tests/fuzz/command_input.hpp"
#include "tests/fuzz/whole.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

int meamsim_main(int argc, char** argv); ///< main of experiments/cli/main.cpp

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

namespace fs = std::filesystem;

constexpr int our_bug = 70;        ///< exit code
constexpr int emptied_every = 500; ///< inputs

const fs::path& folder()
{
    static const auto path = [] {
        auto pattern = (fs::temp_directory_path() / "meamsim-fuzz-XXXXXX").string();
        return fs::path(mkdtemp(pattern.data()));
    }();
    return path;
}

void empty_the_folder()
{
    for (const auto& entry : fs::directory_iterator(folder())) {
        fs::remove_all(entry.path());
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    setenv("MEAM_LIBRARY", (meam::fuzz::seeds() + "/experiment").c_str(), 1);
    return chdir(folder().c_str());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static int inputs = 0;
    if (++inputs % emptied_every == 0) {
        empty_the_folder();
    }
    auto words = meam::fuzz::command_of(std::string(reinterpret_cast<const char*>(data), size));
    words.insert(words.begin(), "meamsim");
    std::vector<char*> arguments;
    std::ranges::transform(words, std::back_inserter(arguments), [](std::string& word) { return word.data(); });
    arguments.push_back(nullptr);
    if (meamsim_main(static_cast<int>(words.size()), arguments.data()) == our_bug) {
        std::abort();
    }
    return 0;
}

/// As words, seven times of eight; else as bytes.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed)
{
    if (seed % 8 == 0) {
        return LLVMFuzzerMutate(data, size, most);
    }
    const auto text =
        meam::fuzz::mutated_command(std::string(reinterpret_cast<const char*>(data), size), std::uint64_t{seed});
    if (text.size() > most) {
        return LLVMFuzzerMutate(data, size, most);
    }
    std::copy(text.begin(), text.end(), data);
    return text.size();
}
