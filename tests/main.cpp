// Catch2's main, with one option more: `--write-ctest FILE` writes a CTest file with one test for each test case.

#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace {

/// A test case's name as a pattern that matches this name alone. Commas, brackets and stars have a meaning in patterns,
/// and a pattern that begins with a hyphen would be an option.
std::string pattern_of(std::string_view name)
{
    std::string pattern;
    for (const char c : name) {
        if (std::string_view("\\,[]\"*~").find(c) != std::string_view::npos || (pattern.empty() && c == '-')) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

/// A text that CMake takes as it is.
std::string literal(const std::string& text)
{
    return "[==[" + text + "]==]";
}

int write_ctest(const std::string& program, const char* file)
{
    std::ofstream out(file);
    for (const auto& test : Catch::getAllTestCasesSorted(Catch::Config())) {
        const bool slow = test.lcaseTags.end() != std::find(test.lcaseTags.begin(), test.lcaseTags.end(), "slow");
        out << "add_test(" << literal(test.name) << ' ' << literal(program) << ' ' << literal(pattern_of(test.name))
            << " --warn NoTests)\n";
        if (slow) {
            out << "set_tests_properties(" << literal(test.name) << " PROPERTIES LABELS slow)\n";
        }
    }
    return out.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--write-ctest") {
        return write_ctest(argv[0], argv[2]);
    }
    return Catch::Session().run(argc, argv);
}
