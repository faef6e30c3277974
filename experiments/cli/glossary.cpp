#include "experiments/cli/glossary.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/markdown.hpp"
#include "experiments/cli/streams.hpp"

#include <cctype>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

/// A name as it is compared: small letters, without hyphens, blanks and underscores.
std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c != '-' && c != ' ' && c != '_') {
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return text;
}

/// The parts of "a, b, c"; none of "".
std::vector<std::string> spellings(std::string_view also)
{
    std::vector<std::string> parts;
    while (!also.empty()) {
        const auto comma = also.find(", ");
        parts.emplace_back(also.substr(0, comma));
        also = comma == std::string_view::npos ? "" : also.substr(comma + 2);
    }
    return parts;
}

constexpr std::size_t terminal_width = 80;

void print_glossary_as_markdown()
{
    to_stdout("# Glossary\n\nThe words of meamsim, each in one meaning. `meamsim explain TERM` prints an entry.\n"
              "Made by `meamsim explain --glossary --as md`.\n");
    for (const auto& group : glossary()) {
        to_stdout("\n## {}\n", group.title);
        for (const auto& term : group.terms) {
            const auto also = term.also.empty() ? "" : fmt::format(" (also: {})", term.also);
            to_stdout("\n{}", wrapped(fmt::format("**{}**{}: {}", term.name, also, term.meaning), page_width));
        }
    }
}

void print_text()
{
    for (const auto& group : glossary()) {
        to_stdout("{}{}\n", &group == &glossary().front() ? "" : "\n", group.title);
        for (const auto& term : group.terms) {
            to_stdout("\n  {}\n{}", term.name, wrapped(term.meaning, terminal_width, "    ", "    "));
        }
    }
}

void print_json()
{
    nlohmann::ordered_json json{{"schema_version", 1}, {"terms", nlohmann::ordered_json::array()}};
    for (const auto& group : glossary()) {
        for (const auto& term : group.terms) {
            json["terms"].push_back({{"name", term.name},
                                     {"also", spellings(term.also)},
                                     {"group", group.title},
                                     {"meaning", term.meaning}});
        }
    }
    to_stdout("{}\n", json_text(json));
}

} // namespace

const Term* find_term(std::string_view name)
{
    const auto wanted = folded(name);
    for (const auto& group : glossary()) {
        for (const auto& term : group.terms) {
            if (folded(term.name) == wanted) {
                return &term;
            }
            for (const auto& spelling : spellings(term.also)) {
                if (folded(spelling) == wanted) {
                    return &term;
                }
            }
        }
    }
    return nullptr;
}

std::vector<std::string> term_names()
{
    std::vector<std::string> names;
    for (const auto& group : glossary()) {
        for (const auto& term : group.terms) {
            names.emplace_back(term.name);
            for (auto& spelling : spellings(term.also)) {
                names.push_back(std::move(spelling));
            }
        }
    }
    return names;
}

int explain_glossary(const ExplainArguments& arguments)
{
    if (arguments.json) {
        print_json();
    } else if (arguments.form == "md") {
        print_glossary_as_markdown();
    } else {
        print_text();
    }
    return all_done;
}

} // namespace meam::cli
