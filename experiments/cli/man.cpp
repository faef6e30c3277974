#include "experiments/cli/man.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"

namespace meam::cli {
namespace {

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

} // namespace

int man(const std::vector<Verb>& verbs)
{
    to_stdout(".TH MEAMSIM 1 \"\" \"meamsim {}\"\n.SH NAME\nmeamsim \\- residents with several needs, siloed or "
              "integrated services, and what prevention does to crisis demand\n",
              MEAM_VERSION);
    to_stdout(".SH SYNOPSIS\n\\fBmeamsim\\fR \\fIVERB\\fR [options]\n.SH VERBS\n");
    for (const auto& verb : verbs) {
        print(verb);
    }
    to_stdout(".SH ENVIRONMENT\n.TP\n\\fBMEAM_LIBRARY\\fR\nthe folder of the library, in place of the one that was "
              "installed\n.SH EXIT STATUS\n0 all done; 1 some runs failed; 2 command line wrong; 3 experiment file "
              "invalid; 4 input missing or unreadable, or output that cannot be written; 5 stopped early, resumable; 6 "
              "comparison or merge refused; "
              "7 verification mismatch; 70 a bug; 129, 130, 143 interrupted\n");
    return all_done;
}

} // namespace meam::cli
