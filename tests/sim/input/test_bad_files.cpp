#include "tests/sim/input/sample.hpp"
#include "tests/support/bad_files.hpp"
#include "tests/support/paths.hpp"

#include <catch2/catch.hpp>

using namespace meam;

namespace {

const std::filesystem::path here = std::filesystem::path(tests::folder()) / "sim/input";

std::string complaint(const tests::BadFile& bad)
{
    const input::DocumentOptions options{{here / "library"}, bad.sets};
    return tests::complaint_of([&] { return input::Document(bad.file, options); });
}

} // namespace

TEST_CASE("every bad file is reported with where, what, and how to mend it", "[sim][input]")
{
    tests::check_bad_files(here / "bad", complaint);
}

TEST_CASE("the bad files are as many as they were, and all wrong", "[sim][input]")
{
    const auto files = tests::bad_files(here / "bad");
    CHECK(files.size() >= 25);
    for (const auto& bad : files) {
        INFO(bad.file.filename().string());
        CHECK(complaint(bad).starts_with("error[E1"));
    }
}
