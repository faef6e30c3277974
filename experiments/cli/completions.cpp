// The scripts that ask `meamsim complete` what a word may become.

#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"

#include <map>
#include <memory>

namespace meam::cli {
namespace {

// bash splits words at = and : as well, and replaces only the text after the last of them.
constexpr const char* bash = R"(# meamsim in bash. Now: source <(meamsim completions bash)
# For good: meamsim completions bash > ~/.local/share/bash-completion/completions/meamsim
_meamsim() {
    local line=${COMP_LINE:0:COMP_POINT} words word last behind
    read -ra words <<<"$line"
    [[ $line == *[[:blank:]] ]] && words+=("")
    word=${words[-1]} last=${COMP_WORDS[COMP_CWORD]}
    [[ $last == [=:] ]] && last=
    behind=${word%"$last"}
    mapfile -t COMPREPLY < <("$1" complete "${words[@]:1}" 2>/dev/null)
    COMPREPLY=("${COMPREPLY[@]#"$behind"}")
    [[ ${COMPREPLY[0]} == *[./:=] ]] && compopt -o nospace
}
complete -F _meamsim meamsim
)";

constexpr const char* zsh = R"(#compdef meamsim
# meamsim in zsh, after compinit. Now: source <(meamsim completions zsh)
# For good: meamsim completions zsh > _meamsim, in a folder of $fpath
_meamsim() {
    local -a found
    found=("${(@f)$($words[1] complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    compadd -S '' -- ${(M)found:#*[./:=]}
    compadd -- ${found:#(|*[./:=])}
}
compdef _meamsim meamsim
)";

constexpr const char* fish = R"(# meamsim in fish. Now: meamsim completions fish | source
# For good: meamsim completions fish > ~/.config/fish/completions/meamsim.fish
function __meamsim_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    $words[1] complete $words[2..-1] "$current" 2>/dev/null
end
complete -c meamsim -f -a '(__meamsim_complete)'
)";

int completions(const std::string& shell)
{
    const std::map<std::string, const char*> scripts{{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    to_stdout("{}", scripts.at(shell));
    return all_done;
}

} // namespace

Command completions_command()
{
    auto shell = std::make_shared<std::string>();
    return Command("completions", "Shell script that completes verbs, options, paths and names")
        .argument("shell", "WORD", "The shell", shell.get())
        .among({"bash", "zsh", "fish"})
        .runs([shell](const Invocation&) { return completions(*shell); });
}

} // namespace meam::cli
