#include "tests/support/program.hpp"

#include "tests/support/paths.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>

namespace meam::tests {

std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

Said meamsim(const std::string& arguments, const std::filesystem::path& folder)
{
    const TemporaryFolder own;
    const auto err = (own.path() / "err").string();
    const auto command = "cd '" + folder.string() + "' && '" + tests::binary() + "' " + arguments + " 2>'" + err + "'";
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error("cannot run " + command);
    }
    Said said;
    char buffer[4096];
    for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        said.out.append(buffer, n);
    }
    const int status = pclose(pipe);
    said.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    said.err = text_of(err);
    return said;
}

Said meamsim(const std::string& arguments)
{
    const TemporaryFolder folder;
    return meamsim(arguments, folder.path());
}

} // namespace meam::tests
