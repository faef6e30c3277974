// `new`: a project that runs at once.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/results/store.hpp"

#include <cctype>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

namespace meam::cli {
namespace {

namespace fs = std::filesystem;

struct NewArguments {
    fs::path folder;
    CommandLine line;
};

constexpr const char* experiment_template = R"(#:schema ./meamsim.schema.json
about    = "What this experiment is about, in a sentence."
based_on = ["quickstart", "more_homes"]   # quickstart is of the library, more_homes stands beside this file

name     = "@NAME@"
question = "Would more lettings lower crisis demand in Kirkholt?"

# A scenario is a list of policies. siloed, with none, is the baseline; integrated comes with the quickstart.
[scenario.homes]
label    = "More homes"
policies = ["more_homes"]
)";

constexpr const char* policy = R"(about = "More homes: one more letting every five weeks, from the second quarter on."

[policy.more_homes]
label = "More homes"

# Each change does one thing at one path. `meamsim explain service.lettings.supply` says what the path means.
[[policy.more_homes.change]]
add     = "service.lettings.supply"
amount  = { value = 0.2, unit = "1/week", assumed = "ten homes a year; ask the council", low = 0.05, high = 0.4 }
start   = "week 13"
ramp    = "13 weeks"
channel = "supply"
)";

constexpr const char* notes = R"(# @NAME@

Run it, here in this folder:

    meamsim check experiment.toml
    meamsim run experiment.toml -o out
    meamsim compare out --by needs

Then make it yours:

- `more_homes.toml` is a policy: dated changes at paths. `meamsim list parameters` shows the paths, `meamsim explain PATH` what one means.
- `experiment.toml` says what is compared. It rests on the library's `quickstart`, four replicates of one year: a first look, not a
  result. `based_on = ["kirkholt", "more_homes"]` plays five years, 200 times, in minutes.
- `meamsim schema > meamsim.schema.json` lets an editor check the files while you write.

## What we asked, and why

## What we assumed, and who should check it

## What came out
)";

std::string with_name(std::string text, const std::string& name)
{
    const std::string mark = "@NAME@";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + name.size())) {
        text.replace(at, mark.size(), name);
    }
    return text;
}

/// The folder's name as the name of an experiment: small letters, digits, _ and -.
std::string name_of(const fs::path& folder)
{
    const auto whole = fs::absolute(folder).lexically_normal();
    std::string name;
    for (const char c : (whole.has_filename() ? whole : whole.parent_path()).filename().string()) {
        const auto small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool plain = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') || small == '-';
        name += plain ? small : '_';
    }
    return name.empty() ? "mine" : name;
}

void make_room(const NewArguments& arguments)
{
    const auto folder = arguments.folder.string();
    std::error_code error;
    if (fs::exists(arguments.folder, error) &&
        !(fs::is_directory(arguments.folder, error) && fs::is_empty(arguments.folder, error))) {
        refuse(arguments.line, "E403", folder, "`" + folder + "` is there already, and not an empty folder",
               "name another folder");
    }
    fs::create_directories(arguments.folder, error);
    if (error) {
        throw results::ResultsError("cannot make folder `" + folder + "`: " + error.message() +
                                    "\n  may you write there?");
    }
}

int make_new(const NewArguments& arguments)
{
    make_room(arguments);
    const auto name = name_of(arguments.folder);
    const std::vector<std::pair<const char*, const char*>> files{
        {"experiment.toml", experiment_template}, {"more_homes.toml", policy}, {"notes.md", notes}};
    for (const auto& [file, text] : files) {
        std::ofstream out(arguments.folder / file);
        out << with_name(text, name);
        if (!out.flush()) {
            throw results::ResultsError("cannot write `" + (arguments.folder / file).string() +
                                        "`\n  is there room on the disk?");
        }
        to_stdout("{}\n", (arguments.folder / file).string());
    }
    to_stdout("next: meamsim run {} -o {}\n", shell_path((arguments.folder / "experiment.toml").string()),
              shell_path((arguments.folder / "out").string()));
    return all_done;
}

} // namespace

Command new_command()
{
    auto arguments = std::make_shared<NewArguments>();
    auto& a = *arguments;
    return Command("new", "Create a project: experiment, policy, notes")
        .argument("folder", "DIR", "Folder to create", &a.folder)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return make_new(*arguments);
        });
}

} // namespace meam::cli
