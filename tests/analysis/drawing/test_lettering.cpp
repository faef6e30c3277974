#include "analysis/drawing/lettering.hpp"

#include <catch2/catch.hpp>

using namespace meam::analysis;

TEST_CASE("lettering: widths are those of the font's own table", "[analysis]")
{
    // DejaVu Sans, units of 2048 an em: W 2025, i 569; bold W 2259
    CHECK(text_width("W", 1000, false) == Approx(2025 / 2.048).margin(0.6));
    CHECK(text_width("ii", 1000, false) == Approx(2 * 569 / 2.048).margin(1.2));
    CHECK(text_width("W", 1000, true) == Approx(2259 / 2.048).margin(0.6));
    CHECK(text_width("é", 10, false) == 10.0); // beyond ASCII: an em
}

TEST_CASE("lettering: lines break at blanks and cut no word", "[analysis]")
{
    CHECK(wrapped("Drug and alcohol service", 10, false, 1000) == std::vector<std::string>{"Drug and alcohol service"});
    CHECK(wrapped("aaa bbb", 10, false, 30) == std::vector<std::string>{"aaa", "bbb"});
    CHECK(wrapped("incomprehensibilities", 10, false, 30) == std::vector<std::string>{"incomprehensibilities"});
    CHECK(wrapped("", 10, false, 30) == std::vector<std::string>{""});
}

TEST_CASE("lettering: no text is markup", "[analysis]")
{
    CHECK(xml_escaped("a<b>&\"c\"'d\x1b[2J") == "a&lt;b&gt;&amp;&quot;c&quot;&#39;d [2J");
}
