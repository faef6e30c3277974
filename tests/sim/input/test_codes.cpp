#include "sim/input/catalogue.hpp"
#include "tests/support/paths.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

using namespace meam::input;

namespace {

/// Every code that stands in quotes in a source of the program, the catalogue apart.
std::set<std::string> codes_in_sources()
{
    namespace fs = std::filesystem;
    const std::regex code("\"(E[0-9]{3})\"");
    std::set<std::string> codes;
    const auto top = fs::path(meam::tests::folder()).parent_path();
    for (const char* layer : {"sim", "models", "analysis", "experiments"}) {
        for (const auto& entry : fs::recursive_directory_iterator(top / layer)) {
            const auto ending = entry.path().extension();
            if ((ending != ".cpp" && ending != ".hpp") || entry.path().stem() == "catalogue") {
                continue;
            }
            std::ostringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            const auto source = text.str();
            for (std::sregex_iterator it(source.begin(), source.end(), code), end; it != end; ++it) {
                codes.insert((*it)[1]);
            }
        }
    }
    return codes;
}

} // namespace

TEST_CASE("every code the program says has a row, and no row is of a code it never says", "[sim][input]")
{
    std::set<std::string> rows;
    for (const auto& row : catalogue()) {
        rows.emplace(row.code);
    }
    const auto said = codes_in_sources();
    for (const auto& code : said) {
        INFO(code << " has no row");
        CHECK(rows.contains(code));
    }
    for (const auto& code : rows) {
        INFO(code << " is said nowhere");
        CHECK(said.contains(code));
    }
}
