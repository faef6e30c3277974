// `list`: what there is, by name.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/inventory.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/cli/markdown.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/input/catalogue.hpp"
#include "sim/input/characters.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

struct ListArguments {
    std::string what;
    std::string in = "kirkholt", form = "text";
    bool json = false;
    CommandLine line;
};

std::vector<Item> items_of(const ListArguments& arguments)
{
    std::vector<Item> items;
    if (arguments.what == "experiments") {
        for (const auto& name : library_experiments()) {
            input::Document document(experiment_file(name), {library(), {}});
            items.push_back({name, {{"about", document.root().text("about", "")}}});
        }
    } else if (arguments.what == "codes") {
        for (const auto& row : input::catalogue()) {
            items.push_back({std::string(row.code), {{"title", std::string(row.title)}}});
        }
    } else {
        items = Inventory(arguments.in).items(arguments.what);
    }
    return items;
}

/// Columns as wide as their contents; the last one is not padded.
void print_columns(const std::vector<Item>& items)
{
    std::vector<std::size_t> widths;
    const auto cells_of = [](const Item& item) {
        std::vector<std::string> cells{item.name};
        const bool has_value = !item.says.empty() && item.says.front().first == "value"; // which names its unit
        for (const auto& [what, text] : item.says) {
            if (!has_value || what == "value" || what == "status") {
                cells.push_back(text);
            }
        }
        return cells;
    };
    for (const auto& item : items) {
        const auto cells = cells_of(item);
        widths.resize(std::max(widths.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths[i] = std::max(widths[i], input::length(cells[i]));
        }
    }
    for (const auto& item : items) {
        const auto cells = cells_of(item);
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line += cells[i];
            if (i + 1 < cells.size()) {
                line += std::string(widths[i] - input::length(cells[i]) + 2, ' ');
            }
        }
        to_stdout("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
    }
}

/// What the reference pages say before their tables; any other list has its name as its title.
const std::map<std::string, std::pair<const char*, const char*>>& introductions()
{
    static const std::map<std::string, std::pair<const char*, const char*>> known{
        {"datasets",
         {"Datasets of the results file",
          "The datasets of `results.h5` for one experiment, with their axes, types and units, and the labels of each "
          "axis. Every dataset has the axes point, scenario and replicate before those of the table. Another "
          "experiment "
          "has datasets and labels of its own: `meamsim list datasets --in EXPERIMENT`. [The results](results-file.md) "
          "explains how to read them."}},
        {"parameters",
         {"Parameters", "The numbers of one experiment, each with its value as `--set` takes it, its unit, its range, "
                        "and its status: "
                        "*sourced*, with the source, or *assumed*, with the reason. `meamsim list parameters --in "
                        "EXPERIMENT` lists those of "
                        "another experiment, and `meamsim explain PATH` prints one with its meaning."}}};
    return known;
}

void print_table(const std::vector<Item>& items)
{
    std::vector<std::string> columns;
    for (const auto& item : items) {
        for (const auto& [what, text] : item.says) {
            if (std::ranges::find(columns, what) == columns.end()) {
                columns.push_back(what);
            }
        }
    }
    std::string head = "| name ", rule = "|---";
    for (const auto& column : columns) {
        head += "| " + column + " ";
        rule += "|---";
    }
    to_stdout("\n{}|\n{}|\n", head, rule);
    for (const auto& item : items) {
        std::vector<std::string> cells{"`" + item.name + "`"};
        for (const auto& column : columns) {
            const auto said = std::ranges::find(item.says, column, &std::pair<std::string, std::string>::first);
            cells.push_back(said == item.says.end() ? "" : said->second);
        }
        to_stdout("{}", table_row(cells));
    }
}

void print_markdown(const ListArguments& arguments, const std::vector<Item>& items, bool of_an_experiment)
{
    const auto known = introductions().find(arguments.what);
    const auto in = of_an_experiment ? " --in " + arguments.in : "";
    to_stdout("# {}\n\n", known == introductions().end() ? arguments.what : known->second.first);
    to_stdout("{}",
              wrapped("Made by `meamsim list " + arguments.what + in + " --as md`." +
                          (known == introductions().end() ? std::string() : " " + std::string(known->second.second)),
                      page_width));
    print_table(items);
    if (arguments.what == "datasets") {
        to_stdout("\n## Axes\n");
        print_table(Inventory(arguments.in).items("axes"));
    }
}

int list(const ListArguments& arguments)
{
    const bool of_an_experiment = arguments.what != "experiments" && arguments.what != "codes";
    if (!of_an_experiment && arguments.line.has("--in")) {
        refuse(arguments.line, "E520", "--in", "`--in` has no effect on `meamsim list " + arguments.what + "`",
               "leave it out: " + arguments.what + " are the same for every experiment");
    }
    const auto items = items_of(arguments);
    if (arguments.form == "text") {
        print_columns(items);
        return all_done;
    }
    if (arguments.form == "md") {
        print_markdown(arguments, items, of_an_experiment);
        return all_done;
    }
    nlohmann::ordered_json json{{"schema_version", 1}, {"what", arguments.what}};
    if (of_an_experiment) {
        json["experiment"] = arguments.in;
    }
    json["items"] = nlohmann::ordered_json::array();
    for (const auto& item : items) {
        nlohmann::ordered_json one{{"name", item.name}};
        for (const auto& [what, text] : item.says) {
            one[what] = text;
        }
        json["items"].push_back(one);
    }
    to_stdout("{}\n", json_text(json));
    return all_done;
}

} // namespace

Command list_command()
{
    auto arguments = std::make_shared<ListArguments>();
    auto& a = *arguments;
    return Command("list", "List experiments, policies, parameters, outcomes and more")
        .argument("what", "WORD", "What to list", &a.what)
        .among({"experiments", "systems", "policies", "bundles", "parameters", "needs", "services", "crises",
                "outcomes", "codes", "places", "circumstances", "stocks", "channels", "contacts", "datasets"})
        .option("--in", "EXPERIMENT", "Experiment to look it up in (default: kirkholt)", &a.in)
        .option("--as", "WORD", "Form", &a.form)
        .among({"text", "md", "json"})
        .flag("--json", "The same as --as json", &a.json)
        .excludes({"--as"})
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            if (arguments->json) {
                arguments->form = "json";
            }
            return list(*arguments);
        });
}

} // namespace meam::cli
