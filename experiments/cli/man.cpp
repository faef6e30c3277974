// `man`: the manual page, in the language of man(7), from the declarations of the commands.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/markdown.hpp"
#include "experiments/cli/streams.hpp"

namespace meam::cli {
namespace {

constexpr const char* about_library = "the folder of the library, in place of the one that was installed";

/// Text as roff takes it: no line begins with a control character, and hyphens stay hyphens.
std::string plain(const std::string& text)
{
    std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
    for (const char c : text) {
        out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    }
    return out;
}

std::string called(const Parameter& parameter)
{
    std::string names;
    for (const auto& name : parameter.names) {
        names += (names.empty() ? "\\fB" : ", \\fB") + plain(name) + "\\fR";
    }
    return names + (parameter.value.empty() ? "" : " \\fI" + plain(parameter.value) + "\\fR");
}

void print(const Verb& verb)
{
    std::string line = "\\fBmeamsim " + verb.name + "\\fR";
    for (const auto* positional : verb.positionals()) {
        line += " \\fI" + plain(positional->value) + (positional->repeats ? "\\fR..." : "\\fR");
    }
    to_stdout(".SS {}\n{}\n", line, plain(verb.about));
    for (const auto& parameter : verb.parameters) {
        if (!parameter.positional && !parameter.name().starts_with("--help")) {
            const auto among = allowed(parameter);
            to_stdout(".TP\n{}\n{}{}\n", called(parameter), plain(parameter.about),
                      among.empty() ? "" : ": " + plain(among));
        }
    }
}

void print_roff(const std::vector<Verb>& verbs)
{
    to_stdout(".TH MEAMSIM 1 \"\" \"meamsim {}\"\n.SH NAME\nmeamsim \\- residents with several needs, siloed or "
              "integrated services, and what prevention does to crisis demand\n",
              MEAM_VERSION);
    to_stdout(".SH SYNOPSIS\n\\fBmeamsim\\fR \\fIVERB\\fR [options]\n.SH VERBS\n");
    for (const auto& verb : verbs) {
        print(verb);
    }
    to_stdout(".SH ENVIRONMENT\n.TP\n\\fBMEAM_LIBRARY\\fR\n{}\n.SH EXIT STATUS\n", plain(about_library));
    for (const auto& [code, meaning] : exit_meanings) {
        to_stdout(".TP\n{}\n{}\n", code, plain(std::string(meaning)));
    }
}

/// "`-o DIR`, `--out DIR`"
std::string option_cell(const Parameter& parameter)
{
    std::string names;
    for (const auto& name : parameter.names) {
        const auto shown = parameter.positional ? parameter.value : name;
        names += (names.empty() ? "`" : ", `") + shown;
        names += (parameter.positional || parameter.value.empty() ? "" : " " + parameter.value) + "`";
    }
    return names;
}

std::string meaning_cell(const Parameter& parameter)
{
    auto text = parameter.about;
    if (const auto among = allowed(parameter); !among.empty()) {
        text += ": " + among;
    }
    for (const auto& [beginning, others] :
         {std::pair{". Only with ", parameter.needs}, std::pair{". Not with ", parameter.excludes}}) {
        for (const auto& other : others) {
            text += (&other == &others.front() ? beginning : ", ") + ("`" + other + "`");
        }
    }
    return text;
}

void print_markdown(const Verb& verb)
{
    std::string line = "meamsim " + verb.name, rows;
    for (const auto& parameter : verb.parameters) {
        if (parameter.name().starts_with("--help")) {
            continue;
        }
        if (parameter.positional) {
            const auto shown = parameter.value + (parameter.repeats ? "..." : "");
            line += " " + (parameter.required ? shown : "[" + shown + "]");
        }
        rows += table_row({option_cell(parameter), meaning_cell(parameter)});
    }
    to_stdout("\n## {}\n\n    {}\n\n{}", verb.name, line, wrapped(verb.about + ".", page_width));
    if (!rows.empty()) {
        to_stdout("\n| option | meaning |\n|---|---|\n{}", rows);
    }
}

void print_markdown(const std::vector<Verb>& verbs)
{
    to_stdout(
        "# Commands and options\n\nMade by `meamsim man --as md`. [How to use the commands](../how-to/commands.md) "
        "shows examples, and how each\ncommand behaves. `meamsim help VERB` prints a section of this page.\n");
    for (const auto& verb : verbs) {
        print_markdown(verb);
    }
    to_stdout("\n## Environment\n\n- `MEAM_LIBRARY`: {}\n", about_library);
    to_stdout("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (const auto& [code, meaning] : exit_meanings) {
        to_stdout("{}", table_row({std::string(code), std::string(meaning)}));
    }
}

int man(const std::vector<Verb>& verbs, const std::string& form)
{
    form == "md" ? print_markdown(verbs) : print_roff(verbs);
    return all_done;
}

} // namespace

Command man_command()
{
    auto form = std::make_shared<std::string>("roff");
    return Command("man", "The manual page, for man -l")
        .option("--as", "WORD", "Form: for man, or the reference page", form.get())
        .among({"roff", "md"})
        .runs([form](const Invocation& invocation) { return man(invocation.verbs, *form); });
}

} // namespace meam::cli
