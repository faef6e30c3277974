// `list`: what there is, by name.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/inventory.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/input/catalogue.hpp"
#include "sim/input/characters.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

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
void print(const std::vector<Item>& items)
{
    std::vector<std::size_t> widths;
    const auto cells_of = [](const Item& item) {
        std::vector<std::string> cells{item.name};
        const bool has_value = !item.says.empty() && item.says.front().first == "value"; // which names its unit
        for (const auto& [what, text] : item.says) {
            if (!has_value || what != "unit") {
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

} // namespace

int list(const ListArguments& arguments)
{
    const bool of_an_experiment = arguments.what != "experiments" && arguments.what != "codes";
    if (!of_an_experiment && arguments.line.has("--in")) {
        refuse(arguments.line, "E520", "--in", "`--in` has no effect on `meamsim list " + arguments.what + "`",
               "leave it out: " + arguments.what + " are the same for every experiment");
    }
    const auto items = items_of(arguments);
    if (!arguments.json) {
        print(items);
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

} // namespace meam::cli
