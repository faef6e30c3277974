// Every kind of TOML node, at every place of the language: accepted, or refused with a code and a caret.

#include "tests/fuzz/places.hpp"
#include "tests/fuzz/proper.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;

namespace {

std::string whole_model()
{
    return tests::text_of(tests::folder() + "/fuzz/seeds/experiment/whole.toml");
}

/// Puts kinds of nodes at places, every `step`-th of all combinations, in the file or by --set.
int put_everywhere(std::size_t step, bool by_set)
{
    const auto text = whole_model();
    const auto root = fuzz::tree_of(text);
    const auto places = fuzz::places_of_language(*root);
    const auto& kinds = fuzz::kinds_of_nodes();
    int tried = 0;
    for (std::size_t i = 0; i < places.size() * kinds.size(); i += step, ++tried) {
        const auto& path = places[i % places.size()];
        const auto& kind = kinds[(i / places.size() + i) % kinds.size()];
        const auto words = fuzz::words_of(path);
        INFO(words << " = " << kind);
        if (by_set) {
            CHECK(fuzz::fault_of_loading(text, {words + "=" + kind}) == "");
        } else {
            const auto changed = fuzz::copy_of(*root);
            fuzz::put(*changed, path, fuzz::value_of(kind));
            CHECK(fuzz::fault_of_loading(fuzz::text_of(*changed)) == "");
        }
    }
    return tried;
}

} // namespace

TEST_CASE("the model that uses every table is sound, as it stands and printed", "[experiments]")
{
    const auto text = whole_model();
    const auto root = fuzz::tree_of(text);
    REQUIRE(root != nullptr);
    CHECK(fuzz::fault_of_loading(text) == "");
    CHECK(fuzz::text_of(*fuzz::tree_of(fuzz::text_of(*root))) == fuzz::text_of(*root));
    const auto said = tests::meamsim("check " + tests::folder() + "/fuzz/seeds/experiment/whole.toml");
    CHECK(said.err == "");
    CHECK(said.code == 0);
}

TEST_CASE("any kind of node may stand at any place of a file: it is read, or refused with a caret", "[experiments]")
{
    CHECK(put_everywhere(307, false) > 100);
}

TEST_CASE("any kind of node may be set at any place: it is read, or refused with a caret", "[experiments]")
{
    CHECK(put_everywhere(401, true) > 100);
}

TEST_CASE("every kind of node at every place is read, or refused with a caret", "[experiments][slow]")
{
    CHECK(put_everywhere(1, false) > 10'000);
    CHECK(put_everywhere(1, true) > 10'000);
}

TEST_CASE("a value in place of a table ends no command by a signal", "[experiments]")
{
    const tests::TemporaryFolder folder;
    const std::vector<std::pair<std::string, std::string>> slips{
        {"circumstance", "[circumstance]\ndefault = \"settled\"\n"},
        {"policy", "[policy]\nrate = { value = 1.5 }\n[scenario.b]\npolicies = [\"rate\"]\n"},
        {"change", "[[policy.m.change]]\nscale = \"need.debt.onset.rate\"\nvalue = 0.7\nramp = \"2 weeks\"\n"},
        {"place", "[place]\nresidents = 3\n"},
        {"value", "value = 1\n"},
        {"need", "need = 3\n"}};
    for (const auto& [name, tables] : slips) {
        folder.write(name + ".toml", "based_on = \"quickstart\"\nname = \"slip\"\n" + tables);
        const auto file = "./" + name + ".toml";
        const std::vector<std::string> commands{"check " + file, "run " + file + " --dry-run", "graph " + file,
                                                "explain homelessness --in " + file, "list parameters --in " + file};
        for (const auto& command : commands) {
            INFO(command);
            const auto said = tests::meamsim(command, folder.path());
            CHECK(said.code == 3);
            CHECK(said.err.find('^') != std::string::npos);
        }
    }
}
