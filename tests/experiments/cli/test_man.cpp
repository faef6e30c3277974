#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

using meam::tests::meamsim;

TEST_CASE("the manual page has every verb, and its options", "[cli]")
{
    const auto page = meamsim("man");
    CHECK(page.code == 0);
    CHECK(page.out.starts_with(".TH MEAMSIM 1"));
    for (const auto* words : {".SH NAME", ".SS \\fBmeamsim run\\fR \\fIEXPERIMENT\\fR", "\\fB\\-\\-until\\-ci\\fR",
                              ".SS \\fBmeamsim merge\\fR \\fIRESULTS\\fR...", ".SH EXIT STATUS"}) {
        INFO(words);
        CHECK(page.out.find(words) != std::string::npos);
    }
}
