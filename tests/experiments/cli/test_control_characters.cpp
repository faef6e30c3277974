// Text of files, folders, results and the command line that holds control characters: every verb writes it escaped.

#include "sim/input/characters.hpp"
#include "tests/fuzz/whole.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#ifdef MEAM_HDF5
#include "tests/support/hdf5/damage.hpp"
#endif

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// Red, a bell, the one-byte form of "ESC [", a mark that turns the direction of writing, a broken byte.
const std::string hostile = "x\x1B[31m\a\xC2\x9B"
                            "2J\u202E\xFF";

std::string in_quotes(const std::string& word)
{
    return "'" + word + "'";
}

/// Characters that neither stream may receive, as the escapes that should have been written.
std::string characters_in(std::string_view text)
{
    std::string found;
    for (auto rest = text; !rest.empty();) {
        const auto c = input::first_character(rest);
        const auto bytes = rest.substr(0, c.bytes);
        const auto escaped = input::printable(c, bytes);
        const bool layout = c.code == U'\n' || c.code == U'\t' || rest.starts_with("\r\n");
        if (!layout && escaped != bytes) {
            found += escaped;
        }
        rest.remove_prefix(c.bytes);
    }
    return found;
}

/// Runs commands in one folder, and remembers whether escapes reached each stream.
class Screen {
public:
    explicit Screen(fs::path folder) : folder_(std::move(folder)) {}

    int check(const std::string& command)
    {
        const std::set<int> codes{0, 2, 3, 4, 6};
        const auto said = tests::meamsim(command, folder_);
        INFO(input::printable(command) << "\n" << input::printable(said.err.substr(0, 1000)));
        CHECK(codes.contains(said.code));
        CHECK(characters_in(said.out) == "");
        CHECK(characters_in(said.err) == "");
        escaped_in_out = escaped_in_out || said.out.find("\\u00") != std::string::npos;
        escaped_in_err = escaped_in_err || said.err.find("\\u00") != std::string::npos;
        return said.code;
    }

    bool escaped_in_out = false, escaped_in_err = false;

private:
    fs::path folder_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    REQUIRE(text.find(from) != std::string::npos);
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The small model of the fuzzers. A model may hold no control character, but marks that turn the direction of writing.
std::string model()
{
    auto text = tests::text_of(fuzz::seeds() + "/library/kirkholt.toml");
    for (const auto* label : {"Is every command", "Debt", "Hub", "nothing to see", "A small model"}) {
        text = replaced(text, label, std::string(label) + "\u202E\u200B");
    }
    return text;
}

const std::vector<std::string> lists{"experiments",   "systems", "policies", "parameters", "needs",
                                     "services",      "crises",  "outcomes", "codes",      "places",
                                     "circumstances", "stocks",  "channels", "contacts"};

} // namespace

TEST_CASE("every verb that reads a model escapes what files and their names hold", "[experiments][cli]")
{
    const TemporaryFolder folder;
    const auto file = in_quotes(hostile + ".toml");
    folder.write(hostile + ".toml", model());
    folder.write("key.toml", "based_on = " + in_quotes("./" + hostile) + "\n");
    folder.write("syntax.toml", "label = \"" + hostile + "\n");
    folder.write("unknown.toml", model() + "\n[policy.\"a\u202Eb\"]\n\"n\u202Eo\" = 1\n");
    Screen screen(folder.path());
    CHECK(screen.check("check " + file) == 0);
    CHECK(screen.check("check " + file + " --resolved") == 0);
    for (const auto* form : {"text", "json", "dot", "graphml", "svg"}) {
        screen.check("graph " + file + " --as " + form);
    }
    for (const auto& what : lists) {
        screen.check("list " + what + " --in " + file);
        screen.check("list " + what + " --json --in " + file);
    }
    for (const auto* name : {"need.debt", "hub", "debt", "call", "clinic", "service.*.workers", "crisis_demand"}) {
        screen.check("explain " + std::string(name) + " --in " + file);
        screen.check("explain " + std::string(name) + " --json --in " + file);
    }
    CHECK(screen.check("attribute " + file + " --dry-run") == 0);
    CHECK(screen.check("run " + file + " --dry-run") == 0);
    for (const auto* wrong : {"key", "syntax", "unknown"}) {
        CHECK(screen.check("check " + std::string(wrong) + ".toml") != 0);
        CHECK(screen.check("run " + std::string(wrong) + ".toml") != 0);
    }
    CHECK(screen.escaped_in_out);
    CHECK(screen.escaped_in_err);
}

TEST_CASE("every verb escapes what its own words hold", "[experiments][cli]")
{
    const TemporaryFolder folder;
    folder.write("model.toml", model());
    const auto word = in_quotes(hostile);
    Screen screen(folder.path());
    for (const auto* before : {"",
                               "help",
                               "explain",
                               "explain debt --in",
                               "list",
                               "list needs --in",
                               "completions",
                               "check",
                               "run",
                               "graph",
                               "attribute",
                               "compare",
                               "evaluate",
                               "trace",
                               "merge a -o",
                               "verify",
                               "check model.toml --set",
                               "run model.toml --scenario",
                               "run model.toml --until-ci",
                               "run model.toml --only",
                               "run model.toml --shard",
                               "graph model.toml --pattern",
                               "graph model.toml --scenario",
                               "attribute model.toml --outcome"}) {
        CHECK(screen.check(std::string(before) + " " + word) != 0);
    }
    CHECK(screen.check("new " + word) == 0);
    CHECK(screen.check("complete run " + word) == 0);
    CHECK(screen.escaped_in_err);
}

#ifdef MEAM_HDF5

TEST_CASE("every verb that reads results escapes what files and their names hold", "[experiments][cli]")
{
    const TemporaryFolder folder;
    folder.write("model.toml", model());
    Screen screen(folder.path());
    const auto out = in_quotes(hostile);
    CHECK(screen.check("run model.toml -o " + out + " >/dev/full") == 4); // standard error says where the results are
    REQUIRE(screen.check("run model.toml --force -o " + out) == 0);
    // other names, as a program that is not this one could have written them
    for (const auto* file : {"results.h5", "trajectories.h5"}) {
        const auto path = folder.path() / hostile / file;
        tests::replace_text(path, "with_hub", "\x1B[31m\a\xC2\x9B");
        tests::replace_text(path, "Is every", "\x1B]0;hi\a\b");
        tests::replace_text(path, "in_debt", "\x1B[2J\r\x7F\b");
        tests::replace_text(path, "police", "\x1B[9;9H");
        tests::replace_text(path, "street", "\x1B[1;1H");
    }
    const auto scenario = in_quotes("\x1B[31m\a\xC2\x9B");
    for (const auto* form : {"table", "csv", "md", "json"}) {
        const auto as = std::string(" --as ") + form;
        CHECK(screen.check("compare " + out + " --outcome '*'" + as) == 0);
        screen.check("evaluate " + out + as);
        screen.check("evaluate " + out + " --table cases" + as);
        screen.check("trace " + out + as);
        screen.check("trace " + out + " --resident 0 --against " + scenario + as);
    }
    for (const auto* wrong : {" --outcome ", " --baseline "}) {
        CHECK(screen.check("compare " + out + wrong + in_quotes(hostile)) != 0);
    }
    screen.check("trace " + out + " --scenario " + in_quotes(hostile));
    screen.check("verify " + out + " --sample 1");
    screen.check("verify " + out + " --json");
    screen.check("merge " + out + " -o merged.h5");
    CHECK(screen.escaped_in_out);
    CHECK(screen.escaped_in_err);
}

#endif
