#pragma once
// Where the tests, the library and the program are. The build gives these paths to paths.cpp alone, so that a compiler
// cache can serve every other file to a checkout in another folder.

#include <string>

namespace meam::tests {

std::string folder();  ///< the checkout's tests/
std::string library(); ///< the checkout's experiments/library/
std::string binary();  ///< the program `meamsim` of this build

} // namespace meam::tests
