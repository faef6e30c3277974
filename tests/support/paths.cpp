#include "tests/support/paths.hpp"

namespace meam::tests {

std::string folder()
{
    return MEAM_TESTS_DIR;
}

std::string library()
{
    return MEAM_LIBRARY_DIR;
}

std::string binary()
{
    return MEAM_BINARY;
}

} // namespace meam::tests
