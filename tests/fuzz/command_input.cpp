#include "tests/fuzz/command_input.hpp"

#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/places.hpp"
#include "tests/fuzz/whole.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace meam::fuzz {
namespace {

constexpr std::size_t most_words = 12;

std::vector<std::string> words_in(std::istream& lines)
{
    std::vector<std::string> words;
    for (std::string line; std::getline(lines, line);) {
        words.push_back(line.substr(0, line.find('\0'))); // as the system would pass it
    }
    return words;
}

/// Every word of the seeds: verbs, options and what may stand behind them.
const std::vector<std::string>& words_of_seeds()
{
    static const auto all = [] {
        std::set<std::string> words;
        for (const auto& entry : std::filesystem::directory_iterator(seeds() + "/commands")) {
            std::ifstream file(entry.path());
            for (auto& word : words_in(file)) {
                words.insert(std::move(word));
            }
        }
        return std::vector<std::string>(words.begin(), words.end());
    }();
    return all;
}

std::string setting(Random& random)
{
    static const auto places = places_of_language(*tree_of(whole_model()));
    const auto& kinds = kinds_of_nodes();
    return words_of(places[random.below(places.size())]) + "=" + kinds[random.below(kinds.size())];
}

std::string any_word(Random& random)
{
    switch (random.below(6)) {
    case 0:
        return setting(random);
    case 1:
        return words_of_language()[random.below(words_of_language().size())];
    default:
        return words_of_seeds()[random.below(words_of_seeds().size())];
    }
}

void change(std::string& word, Random& random)
{
    static const std::vector<std::string> pieces{
        "=",    "-",    "--",   ".",          "*",  ",",      "/",
        ":",    "<",    "%",    "\"",         "'",  "0",      "-1",
        "2",    "1/2",  "nan",  "1000000000", "{}", "[]",     " ",
        "\x1B", "\xFF", "\xC3", "`",          "$",  "{value", "999999999999999999999"};
    const auto at = random.below(word.size() + 1);
    switch (random.below(3)) {
    case 0:
        word.insert(at, pieces[random.below(pieces.size())]);
        break;
    case 1:
        word.erase(at, 1 + random.below(4));
        break;
    default:
        word += word.substr(at);
    }
}

} // namespace

std::vector<std::string> command_of(const std::string& input)
{
    std::istringstream lines(input);
    auto words = words_in(lines);
    if (words.empty()) {
        return words;
    }
    if (words.front() == "run" || words.front() == "attribute") {
        words.insert(words.begin() + 1, "--dry-run");
    } else if (words.front() == "new" || words.front() == "merge") {
        for (auto& word : words) {
            std::ranges::replace(word, '/', '_');
        }
    }
    return words;
}

std::string mutated_command(const std::string& input, std::uint64_t seed)
{
    Random random(seed);
    std::istringstream lines(input);
    auto words = words_in(lines);
    for (auto n = 1 + random.below(3); n > 0; --n) {
        const auto at = random.below(words.size() + 1);
        const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
        switch (words.empty() ? 0 : random.below(6)) {
        case 0:
            words.insert(place, any_word(random));
            break;
        case 1:
            words[at % words.size()] = any_word(random);
            break;
        case 2:
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(at % words.size()));
            break;
        case 3:
            std::swap(words[at % words.size()], words[random.below(words.size())]);
            break;
        case 4:
            words.insert(place, {"--set", setting(random)});
            break;
        default:
            change(words[at % words.size()], random);
        }
    }
    words.resize(std::min(words.size(), most_words));
    std::string text;
    for (auto& word : words) {
        std::ranges::replace(word, '\n', ' ');
        text += word + "\n";
    }
    return text;
}

} // namespace meam::fuzz
