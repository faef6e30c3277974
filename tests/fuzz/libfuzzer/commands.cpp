// The command-line fuzzer: calls the program's own main, renamed, in a folder with the results of a few residents.

#include "sim/input/characters.hpp"
#include "tests/fuzz/command_input.hpp"
#include "tests/fuzz/whole.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/mman.h>
#include <unistd.h>

int meamsim_main(int argc, char** argv); ///< main of experiments/cli/main.cpp

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

/// The sanitizer handles every crash: the program's own handlers would end the process without the input being kept.
extern "C" const char* __asan_default_options() // NOLINT(bugprone-reserved-identifier)
{
    return "handle_segv=2:handle_abort=2:handle_sigbus=2:handle_sigfpe=2:handle_sigill=2:malloc_context_size=8";
}

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

[[noreturn]] void fail(const std::string& why)
{
    std::fprintf(stderr, "fault: %s\n", why.c_str());
    std::abort();
}

/// Sends standard output and standard error into memory while it exists.
class Capture {
public:
    Capture()
    {
        for (int stream = 1; stream <= 2; ++stream) {
            dup2(memory(), stream);
        }
    }
    ~Capture()
    {
        for (int stream = 1; stream <= 2; ++stream) {
            dup2(streams_[stream - 1], stream);
        }
    }
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    /// What was written since the last call.
    static std::string text()
    {
        std::string all(static_cast<std::size_t>(lseek(memory(), 0, SEEK_END)), '\0');
        if (pread(memory(), all.data(), all.size(), 0) < 0 || ftruncate(memory(), 0) != 0) {
            fail("no memory for the output");
        }
        lseek(memory(), 0, SEEK_SET);
        return all;
    }

private:
    static int memory()
    {
        static const int file = memfd_create("meamsim-fuzz", 0);
        return file;
    }
    static inline const std::array<int, 2> streams_{dup(1), dup(2)};
};

int exit_code_of(std::vector<std::string> words)
{
    words.insert(words.begin(), "meamsim");
    std::vector<char*> arguments;
    std::ranges::transform(words, std::back_inserter(arguments), [](std::string& word) { return word.data(); });
    arguments.push_back(nullptr);
    const Capture capture;
    return meamsim_main(static_cast<int>(words.size()), arguments.data());
}

/// Results of the small model, for the verbs that read results.
void fill_the_folder()
{
    for (const auto& entry : fs::directory_iterator(folder())) {
        fs::remove_all(entry.path());
    }
    if (exit_code_of({"run", "kirkholt", "-o", "out"}) != 0 ||
        exit_code_of({"run", "kirkholt", "-o", "one", "--shard", "1/2"}) != 0 ||
        exit_code_of({"run", "kirkholt", "-o", "two", "--shard", "2/2"}) != 0) {
        fail("the small model does not run: " + Capture::text());
    }
}

/// Aborts at a control character that is no line end or tab, and at bytes that are no UTF-8.
void check_characters(std::string_view text)
{
    for (auto rest = text; !rest.empty();) {
        const auto c = meam::input::first_character(rest);
        const auto bytes = rest.substr(0, c.bytes);
        const bool layout = c.code == U'\n' || c.code == U'\t' || rest.starts_with("\r\n");
        if (!layout && meam::input::printable(c, bytes) != bytes) {
            fail("a control character was written: " + meam::input::printable(text));
        }
        rest.remove_prefix(c.bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    setenv("MEAM_LIBRARY", (meam::fuzz::seeds() + "/library").c_str(), 1);
    return chdir(folder().c_str());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static int inputs = 0;
    if (inputs++ % emptied_every == 0) {
        fill_the_folder();
    }
    const auto code = exit_code_of(meam::fuzz::command_of(std::string(reinterpret_cast<const char*>(data), size)));
    const auto text = Capture::text();
    if (code == our_bug) {
        fail(text);
    }
    check_characters(text);
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
