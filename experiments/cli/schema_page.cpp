// `schema --as md`: the reference page of the experiment file, made from the declarations.

#include "experiments/cli/schema_page.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/markdown.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/schema/schema.hpp"

#include <map>

namespace meam::cli {
namespace {

using schema::Declaration;
using schema::Form;
using schema::Holds;
using schema::Table;

std::string quoted(const std::vector<std::string>& words)
{
    std::string list;
    for (const auto& word : words) {
        list += (list.empty() ? "`" : ", `") + word + "`";
    }
    return list;
}

std::string link(const std::string& table)
{
    return "[" + table + "](#table-" + table + ")";
}

std::string described(const Form& form)
{
    switch (form.holds) {
    case Holds::text:
        return "a text";
    case Holds::word:
        return "one of " + quoted(form.words);
    case Holds::flag:
        return "`true` or `false`";
    case Holds::texts:
        return form.words.empty() ? "a list of texts" : "a list of some of " + quoted(form.words);
    case Holds::number:
        return input::description(form.measure);
    case Holds::numbers:
        return (form.count > 0 ? "an array of " + std::to_string(form.count) + " numbers, each "
                               : std::string("an array of numbers, each ")) +
               input::description(form.measure);
    case Holds::amount:
        return "a number in the unit of the number that it changes";
    case Holds::amounts:
        return "an array of numbers in the unit of the number that they change";
    case Holds::table:
        return "a table " + link(form.table);
    case Holds::tables:
        return "a list of tables " + link(form.table);
    }
    return {};
}

std::string described(const Declaration& key)
{
    std::string forms;
    for (const auto& form : key.forms) {
        forms += (forms.empty() ? "" : "; or ") + described(form);
    }
    return wrapped("`" + key.name + "`: " + key.meaning + ". *Value:* " + forms +
                       (key.absent.empty() ? "." : ". *Default:* " + key.absent + "."),
                   page_width, "- ", "  ");
}

/// The first path at which each kind of table may stand.
void find_paths(const Table& table, const std::string& path, std::map<std::string, std::string>& paths)
{
    if (!paths.emplace(table.name, path).second) {
        return;
    }
    const auto below = [&](const Declaration& key) {
        if (const auto* const inner = schema::table_of(key)) {
            find_paths(*inner, path.empty() ? key.name : path + "." + key.name, paths);
        }
    };
    for (const auto& key : table.keys) {
        below(key);
    }
    if (table.others) {
        below(*table.others);
    }
}

} // namespace

int schema_page()
{
    to_stdout("# Keys of the experiment file\n\n"
              "Made by `meamsim schema --as md`. [The experiment file](experiment-file.md) explains how tables and "
              "numbers\nwork together. A name in angle brackets, such as `<need>`, is a name that you choose.\n\n"
              "Keys of every table:\n\n");
    for (const auto& key : schema::common_keys()) {
        to_stdout("{}", described(key));
    }
    std::map<std::string, std::string> paths;
    find_paths(schema::all_tables().front(), "", paths);
    for (const auto& table : schema::all_tables()) {
        to_stdout("\n## Table `{}`\n\n", table.name);
        const auto& path = paths[table.name];
        to_stdout("{}\n\n", path.empty() ? "The file itself." : "For example `[" + path + "]`.");
        for (const auto& key : table.keys) {
            to_stdout("{}", described(key));
        }
        if (table.others) {
            to_stdout("{}", described(*table.others));
        }
    }
    return all_done;
}

} // namespace meam::cli
