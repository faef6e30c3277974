#include "experiments/cli/explain_codes.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/markdown.hpp"
#include "experiments/cli/streams.hpp"

#include "sim/input/catalogue.hpp"
#include "sim/input/tree.hpp"

#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

using input::CatalogueEntry;

/// An example set in by four blanks.
std::string set_in(std::string_view example)
{
    std::string text = "    ";
    for (const char c : example) {
        text += c;
        text += c == '\n' ? "    " : "";
    }
    return text;
}

void print(const CatalogueEntry& entry)
{
    to_stdout("{}: {}\n\n{}\n\nwrong\n{}\n\nright\n{}\n", entry.code, entry.title, entry.meaning, set_in(entry.wrong),
              set_in(entry.right));
}

void print_codes_as_markdown()
{
    to_stdout("# Error codes\n\nWhat `meamsim explain CODE` says of each. Made by `meamsim explain --all --as md`.\n");
    constexpr std::array groups{std::pair{"E1", "Files and values"}, std::pair{"E2", "The model"},
                                std::pair{"E3", "Policies, scenarios, the plan"}, std::pair{"E4", "Results"},
                                std::pair{"E5", "The command line"}};
    for (const auto& [beginning, title] : groups) {
        to_stdout("\n## {}\n", title);
        for (const auto& entry : input::catalogue()) {
            if (entry.code.starts_with(beginning)) {
                to_stdout("\n### {}: {}\n\n{}\nWrong:\n\n{}\n\nRight:\n\n{}\n", entry.code, entry.title,
                          wrapped(entry.meaning, page_width), set_in(entry.wrong), set_in(entry.right));
            }
        }
    }
}

nlohmann::ordered_json json_of(const CatalogueEntry& entry)
{
    return {{"code", entry.code},
            {"title", entry.title},
            {"meaning", entry.meaning},
            {"wrong", entry.wrong},
            {"right", entry.right}};
}

const CatalogueEntry& entry_asked(const ExplainArguments& arguments)
{
    if (const auto* entry = input::catalogue_entry(arguments.target)) {
        return *entry;
    }
    std::vector<std::string> codes;
    for (const auto& row : input::catalogue()) {
        codes.emplace_back(row.code);
    }
    const auto mend = input::did_you_mean(arguments.target, codes);
    refuse(arguments.line, "E507", arguments.target, "there is no error code `" + arguments.target + "`",
           (mend.starts_with("did") ? mend + " " : "") + "meamsim list codes shows them all");
}

} // namespace

bool is_code(const std::string& target)
{
    return target.size() > 1 && (target[0] == 'E' || target[0] == 'e') &&
           std::isdigit(static_cast<unsigned char>(target[1])) != 0;
}

int explain_codes(const ExplainArguments& arguments)
{
    if (!arguments.all) {
        const auto& entry = entry_asked(arguments);
        if (arguments.json) {
            auto json = json_of(entry);
            json["schema_version"] = 1;
            to_stdout("{}\n", json_text(json));
        } else {
            print(entry);
        }
        return all_done;
    }
    if (arguments.json) {
        nlohmann::ordered_json json{{"schema_version", 1}};
        json["codes"] = nlohmann::ordered_json::array();
        for (const auto& entry : input::catalogue()) {
            json["codes"].push_back(json_of(entry));
        }
        to_stdout("{}\n", json_text(json));
    } else if (arguments.form == "md") {
        print_codes_as_markdown();
    } else {
        for (const auto& entry : input::catalogue()) {
            to_stdout("{}", &entry == &input::catalogue().front() ? "" : "\n");
            print(entry);
        }
    }
    return all_done;
}

} // namespace meam::cli
