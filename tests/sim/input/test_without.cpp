#include "sim/input/document.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::input;

namespace {

/// The merged tree, or the mistakes.
std::string merged(const tests::TemporaryFolder& folder, const std::string& top, std::vector<std::string> sets = {})
{
    DocumentOptions options;
    options.library = {folder.write("library/README", "").parent_path()};
    options.require_sources_in_library = false;
    options.sets = std::move(sets);
    try {
        Document document(folder.write("top.toml", top), options);
        return document.resolved() + document.mistakes().text();
    } catch (const InputError& error) {
        return error.what();
    }
}

void write_library(const tests::TemporaryFolder& folder)
{
    folder.write("library/places/town/services.toml", "service.gp.workers = 2\nservice.clinic.workers = 3\n");
    folder.write("library/places/town/caseload.toml", "service.gp.held = 14\nfirst_looks = [1, 2]\n");
    folder.write("library/town.toml", "based_on = [\"places/town/services\", \"places/town/caseload\"]\nseed = 1\n");
}

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a file leaves out tables, keys and whole files of the files that it is based on", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    write_library(folder);
    const std::string base = "based_on = \"town\"\n";

    const auto all = merged(folder, base);
    for (const auto* line : {"service.gp.workers = 2", "service.clinic.workers = 3", "service.gp.held = 14",
                             "first_looks = [1, 2]", "seed = 1"}) {
        CHECK(has(all, line));
    }
    const auto without_table = merged(folder, base + "without = [\"service.gp\"]\n");
    CHECK_FALSE(has(without_table, "service.gp"));
    CHECK(has(without_table, "service.clinic.workers = 3"));

    const auto without_keys = merged(folder, base + "without = [\"service.gp.held\", \"first_looks\", \"seed\"]\n");
    CHECK(has(without_keys, "service.gp.workers = 2"));
    CHECK_FALSE(has(without_keys, "held"));
    CHECK_FALSE(has(without_keys, "first_looks"));
    CHECK_FALSE(has(without_keys, "seed"));

    const auto without_file = merged(folder, base + "without = \"places/town/caseload\"\n");
    CHECK(has(without_file, "service.gp.workers = 2"));
    CHECK_FALSE(has(without_file, "held"));
    CHECK_FALSE(has(without_file, "first_looks"));
}

TEST_CASE("what a file leaves out it may state again, and a file based on it does not bring it back", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    write_library(folder);
    folder.write("middle.toml", "based_on = \"town\"\nwithout = [\"service.gp\"]\nservice.gp.beds = 9\n");
    const auto text = merged(folder, "based_on = \"middle\"\nservice.clinic.beds = 1\n");
    CHECK(has(text, "service.gp.beds = 9"));
    CHECK_FALSE(has(text, "service.gp.workers"));
    CHECK_FALSE(has(text, "service.gp.held"));
    CHECK(has(text, "service.clinic.workers = 3"));
}

TEST_CASE("--set without=… leaves out what the file states itself, before any value is set", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    write_library(folder);
    const std::string top = "based_on = \"town\"\nservice.gp.beds = 9\n";
    const auto text = merged(
        folder, top, {"seed=7", R"(without=["service.gp.beds", "places/town/caseload"])", "service.gp.workers=5"});
    CHECK(has(text, "service.gp.workers = 5"));
    CHECK(has(text, "seed = 7"));
    CHECK_FALSE(has(text, "beds"));
    CHECK_FALSE(has(text, "held"));
}

TEST_CASE("leaving out what no file states is a mistake that names what there is", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    write_library(folder);
    folder.write("library/places/village/services.toml", "service.gp.workers = 1\n");
    const std::string base = "based_on = \"town\"\n";
    const auto expect = [&](const std::string& entry, const std::string& code, const std::string& what) {
        for (const bool by_hand : {false, true}) {
            const auto text = by_hand ? merged(folder, base, {"without=[\"" + entry + "\"]"})
                                      : merged(folder, base + "without = [\"" + entry + "\"]\n");
            INFO(text);
            CHECK(has(text, code));
            CHECK(has(text, what));
        }
    };
    expect("service.gpp", "E127", "did you mean `service.gp`?");
    expect("service.gp.workers.much", "E127", "no file before this one states `service.gp.workers.much`");
    expect("places/village/services", "E127", "no file before this one is based on `places/village/services`");
    expect("places/town/servces", "E102", "did you mean `places/town/services`?");
    expect("service..gp", "E117", "a part of it is empty");
    expect("", "E117", "empty");
}

TEST_CASE("a name of the library is the end of a path, and must mean one file", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    write_library(folder);
    folder.write("library/places/village/services.toml", "formerly = [\"graphs/village\"]\nservice.gp.workers = 1\n");
    folder.write("library/services.toml", "whole = 1\n");

    CHECK(has(merged(folder, "based_on = \"village/services\"\n"), "service.gp.workers = 1"));
    CHECK(has(merged(folder, "based_on = \"services\"\n"), "whole = 1")); // the whole path of a file comes first
    CHECK(has(merged(folder, "based_on = \"caseload\"\n"), "service.gp.held = 14"));

    folder.write("library/other/caseload.toml", "held = 1\n");
    const auto two = merged(folder, "based_on = \"caseload\"\n");
    CHECK(has(two, "`caseload` names several files of the library"));
    CHECK(has(two, "`other/caseload` or `places/town/caseload`"));

    const auto old = merged(folder, "based_on = \"graphs/village\"\n");
    CHECK(has(old, "error[E102]"));
    CHECK(has(old, "this file of the library is called `places/village/services` now"));
}
