#include "tests/fuzz/whole.hpp"

#include "tests/support/paths.hpp"

#include <fstream>
#include <sstream>

namespace meam::fuzz {

std::string seeds()
{
    return tests::folder() + "/fuzz/seeds";
}

std::string whole_model()
{
    std::ostringstream text;
    text << std::ifstream(seeds() + "/experiment/whole.toml", std::ios::binary).rdbuf();
    return text.str();
}

} // namespace meam::fuzz
