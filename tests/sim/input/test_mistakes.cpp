#include "sim/input/mistakes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam::input;

namespace {

std::string text_of(const Spot& spot, std::string what = "what", std::string mend = "mend")
{
    Mistakes mistakes;
    mistakes.add("E104", spot, std::move(what), std::move(mend));
    return mistakes.text();
}

} // namespace

TEST_CASE("a mistake shows code, place, line and caret", "[sim][input]")
{
    CHECK(text_of({"winter.toml", 14, 12, 2, "capacity = -3"}, "`capacity` = -3 is not a count", "0 or more") ==
          "error[E104]: `capacity` = -3 is not a count\n"
          "  --> winter.toml:14:12\n"
          "   |\n"
          "14 | capacity = -3\n"
          "   |            ^^ 0 or more\n"
          "\n"
          "More: meamsim explain E104\n");
}

TEST_CASE("a mistake without a line shows its file and its mend", "[sim][input]")
{
    CHECK(text_of({"winter.toml", 0, 0, 1, {}}) ==
          "error[E104]: what\n  --> winter.toml   mend\n\nMore: meamsim explain E104\n");
}

TEST_CASE("the gutter is as wide as the number of the line", "[sim][input]")
{
    CHECK_THAT(text_of({"a.toml", 1234, 1, 1, "x"}),
               Catch::Contains("    --> a.toml:1234:1\n     |\n1234 | x\n     | ^ mend\n"));
}

TEST_CASE("the caret stands under the word after tabs, combining marks and wide characters", "[sim][input]")
{
    CHECK_THAT(text_of({"a.toml", 1, 3, 1, "\t\tx"}), Catch::Contains(" 1 |         x\n   |         ^ mend"));
    CHECK_THAT(text_of({"a.toml", 1, 3, 1, "日本x"}), Catch::Contains(" 1 | 日本x\n   |     ^ mend"));
    CHECK_THAT(text_of({"a.toml", 1, 3, 1, "e\u0301x"}), Catch::Contains("x\n   |  ^ mend"));
    CHECK_THAT(text_of({"a.toml", 1, 2, 2, "x日本"}), Catch::Contains("\n   |  ^^^^ mend"));
}

TEST_CASE("a caret beyond the line is drawn at its end", "[sim][input]")
{
    CHECK_THAT(text_of({"a.toml", 1, 99, 5, "abc"}), Catch::Contains(" 1 | abc\n   |    ^ mend\n"));
    CHECK_THAT(text_of({"a.toml", 1, -7, -3, "abc"}), Catch::Contains(" 1 | abc\n   | ^ mend\n"));
}

TEST_CASE("a long line is cut around its caret", "[sim][input]")
{
    const auto text = text_of({"a.toml", 1, 501, 3, std::string(500, 'a') + "bcd" + std::string(500, 'e')});
    CHECK_THAT(text, Catch::Contains("\n   | " + std::string(41, ' ') + "^^^ mend"));
    CHECK_THAT(text, Catch::Contains("…" + std::string(40, 'a') + "bcd" + std::string(57, 'e') + "…"));
}

TEST_CASE("nothing from a file reaches the terminal raw", "[sim][input]")
{
    const std::string evil = "\x1B[2J\a\r\n\x7F\xC2\x9B\xE2\x80\xAE\xFF";
    const auto text = text_of({evil + ".toml", 3, 1, 1, evil}, evil, evil);
    for (const char* raw : {"\x1B", "\a", "\r", "\x7F", "\xC2\x9B", "\xE2\x80\xAE", "\xFF"}) {
        CHECK(text.find(raw) == std::string::npos);
    }
    CHECK_THAT(text, Catch::Contains("\\u001B[2J\\u0007\\u000D\\u000A\\u007F\\u009B\\u202E\\xFF"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 7);
}

TEST_CASE("mistakes stand in the order of their files and lines", "[sim][input]")
{
    Mistakes mistakes;
    mistakes.add("E104", {"b.toml", 1, 1, 1, "x"}, "fourth", "");
    mistakes.add("E104", {"a.toml", 10, 1, 1, "x"}, "third", "");
    mistakes.add("E107", {"a.toml", 2, 7, 1, "x"}, "second", "");
    mistakes.add("E106", {"a.toml", 2, 3, 1, "x"}, "first", "");
    const auto text = mistakes.text();
    CHECK(text.find("first") < text.find("second"));
    CHECK(text.find("second") < text.find("third"));
    CHECK(text.find("third") < text.find("fourth"));
    CHECK_THAT(text, Catch::EndsWith("More: meamsim explain E104, meamsim explain E106, meamsim explain E107\n"));
}

TEST_CASE("a mistake said twice is kept once", "[sim][input]")
{
    Mistakes mistakes;
    for (int i = 0; i < 3; ++i) {
        mistakes.add("E104", {"a.toml", 1, 1, 1, "x"}, "what", "mend");
    }
    CHECK(mistakes.count() == 1);
}

TEST_CASE("of very many mistakes a hundred are printed and the rest counted", "[sim][input]")
{
    Mistakes mistakes;
    for (int i = 1; i <= 150; ++i) {
        mistakes.add("E104", {"a.toml", i, 1, 1, "x"}, "what", "mend");
    }
    CHECK_THAT(mistakes.text(), Catch::Contains("… and 50 more errors\n"));
    CHECK(mistakes.count() == 150);
}

TEST_CASE("mistakes are thrown all together, with the exit code of the worst", "[sim][input]")
{
    Mistakes mistakes;
    CHECK_NOTHROW(mistakes.throw_if_any());
    CHECK(mistakes.text().empty());
    mistakes.add("E104", {}, "one", "");
    CHECK_THROWS_AS(mistakes.throw_if_any(), InputError);
    mistakes.add("E101", {}, "two", "");
    try {
        mistakes.throw_if_any();
    } catch (const InputError& error) {
        CHECK(error.mistakes().size() == 2);
        CHECK(error.exit_code() == 4);
        CHECK(error.what() == mistakes.text());
    }
}
