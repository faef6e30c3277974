// What a message suggests is accepted: the suggestion is put where the caret stands, and the mistake is gone.

#include "experiments/experiment.hpp"
#include "sim/input/characters.hpp"
#include "tests/support/bad_files.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <regex>
#include <sstream>

using namespace meam;

namespace {

namespace fs = std::filesystem;

std::vector<input::Mistake> mistakes_in(const std::string& text)
{
    input::DocumentOptions options;
    options.library = {fs::path(tests::folder()) / "data" / "invalid_models" / "library"};
    options.require_sources_in_library = false;
    try {
        (void)load_experiment(input::Document::from_text(text, "mine.toml", options));
        return {};
    } catch (const input::InputError& error) {
        return error.mistakes();
    }
}

bool stands_there(const std::vector<input::Mistake>& all, const input::Mistake& mistake)
{
    return std::ranges::any_of(all, [&](const input::Mistake& other) {
        return other.code == mistake.code && other.spot.line == mistake.spot.line &&
               other.spot.column == mistake.spot.column;
    });
}

/// The text with `word` in place of what the caret stands under.
std::string mended(const std::string& text, const input::Spot& spot, const std::string& word)
{
    std::istringstream lines(text);
    std::string result;
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        if (++number == spot.line) {
            const auto from = input::offset_of(line, static_cast<std::size_t>(spot.column));
            const auto width = input::offset_of(line.substr(from), static_cast<std::size_t>(spot.width) + 1);
            const bool quoted = line[from] == '"' && word.find_first_of("\"{") == std::string::npos;
            line.replace(from, width, quoted ? "\"" + word + "\"" : word);
        }
        result += line + "\n";
    }
    return result;
}

/// A value that a description of a measure gives as an example.
std::optional<std::string> example_in(const std::string& mend)
{
    std::smatch parts;
    static const std::regex with_unit(R"(such as ([0-9.e+-]+) with unit \"([^\"]+)\")");
    static const std::regex plain(R"(such as (\"[^\"]+\"|[0-9][0-9.e+-]*)(,| \(|$))");
    if (std::regex_search(mend, parts, with_unit)) {
        return "\"" + parts[1].str() + " " + parts[2].str() + "\"";
    }
    return std::regex_search(mend, parts, plain) ? std::optional(parts[1].str()) : std::nullopt;
}

/// Checks every suggestion and example about a file. @return how many there were
int check_suggestions(const std::string& text)
{
    static const std::regex meant("did you mean `([^`]+)`");
    int checked = 0;
    for (const auto& mistake : mistakes_in(text)) {
        if (mistake.spot.file != "mine.toml" || mistake.spot.line == 0) {
            continue;
        }
        std::smatch parts;
        std::string word;
        if (std::regex_search(mistake.mend, parts, meant)) {
            word = parts[1];
        } else if (const auto example = example_in(mistake.mend); example && mistake.code == "E107") {
            word = *example;
        } else {
            continue;
        }
        INFO(text);
        INFO(mistake.code << " " << mistake.what << ": " << mistake.mend);
        const auto part = mended(text, mistake.spot, word);
        auto whole = mistake.spot; // a path may be suggested for the whole text around the caret
        const auto line = mistake.spot.text;
        const auto at = input::offset_of(line, static_cast<std::size_t>(whole.column));
        const auto open = line.rfind('"', at), close = line.find('"', at);
        bool gone = !stands_there(mistakes_in(part), mistake);
        if (!gone && open != std::string::npos && close != std::string::npos && open < close) {
            whole.column = static_cast<int>(open) + 2;
            whole.width = static_cast<int>(close - open) - 1;
            const auto again = mistakes_in(mended(text, whole, word));
            gone = std::ranges::none_of(again, [&](const input::Mistake& other) {
                return other.code == mistake.code && other.spot.line == mistake.spot.line;
            });
        }
        CHECK(gone);
        ++checked;
    }
    return checked;
}

/// Slips of a finger: a letter left out, doubled, or two swapped.
std::vector<std::string> slips(const std::string& path)
{
    auto without = path, doubled = path, swapped = path;
    without.pop_back();
    doubled += path.back();
    std::swap(swapped[path.size() - 1], swapped[path.size() - 2]);
    return {without, doubled, swapped, path + ".open", path + ".x"};
}

} // namespace

TEST_CASE("what is suggested for the bad models is accepted", "[experiments]")
{
    int checked = 0;
    for (const auto& bad : tests::bad_files(fs::path(tests::folder()) / "data" / "invalid_models")) {
        if (bad.sets.empty()) {
            INFO(bad.file);
            checked += check_suggestions(tests::text_of(bad.file));
        }
    }
    CHECK(checked > 20);
}

TEST_CASE("what is suggested for a misspelt path of a policy is accepted by its operation", "[experiments]")
{
    input::DocumentOptions options;
    options.library = {fs::path(tests::folder()) / "data" / "invalid_models" / "library"};
    options.require_sources_in_library = false;
    const auto sound = load_experiment(input::Document::from_text("based_on = \"sound\"\n", "mine.toml", options));
    int checked = 0, n = 0;
    for (const auto& path : sound.model.numbers.paths()) {
        if (path.find('"') != std::string::npos) {
            continue;
        }
        for (const std::string operation : {"set", "scale", "add", "move", "open", "close"}) {
            const auto all = slips(path);
            const auto& slip = all[static_cast<std::size_t>(n++) % all.size()];
            checked += check_suggestions("based_on = \"sound\"\n[policy.mine]\n[[policy.mine.change]]\n"
                                         "channel = \"workforce\"\n" +
                                         operation + " = \"" + slip + "\"\n");
        }
    }
    CHECK(checked > 100);
}

TEST_CASE("a flag is opened, closed or set, and never scaled, added to or moved", "[experiments]")
{
    const auto codes = [](const std::string& lines) {
        std::vector<std::string> found;
        for (const auto& mistake : mistakes_in("based_on = \"sound\"\n[policy.mine]\n[[policy.mine.change]]\n"
                                               "channel = \"structure\"\n" +
                                               lines)) {
            found.push_back(mistake.code);
        }
        return found;
    };
    using Codes = std::vector<std::string>;
    CHECK(codes("set = \"service.clinic.open\"\namount = 0\n").empty());
    CHECK(codes("set = \"service.clinic.open\"\namount = 0.4\n") == Codes{"E107"});
    CHECK(codes("scale = \"service.clinic.open\"\namount = 2\n") == Codes{"E302"});
    CHECK(codes("add = \"service.*.open\"\namount = 1\n") == Codes{"E302"});
    CHECK(codes("move = \"service.clinic.open\"\nto = \"service.advice.open\"\namount = 1\n").front() == "E302");
    CHECK(codes("set = \"service.clinic.redirect\"\namount = 1\n").front() == "E302");
}
