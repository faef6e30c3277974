#include "analysis/numbers.hpp"
#include "analysis/tables.hpp"
#include "sim/results/store.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>

using namespace meam::analysis;

namespace {

Table example()
{
    return {"Does the hub help?",
            {{"who", "who"}, {"crises", "crises", "a year"}, {"runs", "runs"}},
            {{"women", -1234.5678, std::int64_t{20}},
             {"Zoë", 0.012345678, std::int64_t{12345}},
             {"men", {}, std::int64_t{7}}},
            {"Men are too few."}};
}

Table one_cell(const Cell& cell)
{
    return {"", {{"a", "a"}}, {{cell}}, {}};
}

} // namespace

TEST_CASE("table as text: numbers to the right, rounded, with units, rule and notes", "[analysis]")
{
    CHECK(to_text(example()) == "Does the hub help?\n"
                                "\n"
                                "who     crises    runs\n"
                                "        a year\n"
                                "─────  ───────  ──────\n"
                                "women   -1,235      20\n"
                                "Zoë    0.01235  12,345\n"
                                "men                  7\n"
                                "\n"
                                "Men are too few.\n");
}

TEST_CASE("table as text: without rows, units and notes the headings stand alone", "[analysis]")
{
    CHECK(to_text({"", {{"a", "who"}, {"b", "why"}}, {}, {}}) == "who  why\n───  ───\n");
}

TEST_CASE("table as text: wide characters keep the columns straight", "[analysis]")
{
    CHECK(to_text({"", {{"a", "name"}, {"b", "n"}}, {{"東京", std::int64_t{1}}, {"e\u0301", std::int64_t{2}}}, {}}) ==
          "name  n\n────  ─\n東京  1\ne\u0301     2\n");
}

TEST_CASE("table as text: a label cannot command the terminal", "[analysis]")
{
    CHECK(to_text(one_cell("\x1b[31mred\n\xff\u202e")) == "a\n───────────\n\uFFFD[31mred\uFFFD\uFFFD\uFFFD\n");
}

TEST_CASE("table as csv: every digit, CR LF, nothing but the table", "[analysis]")
{
    CHECK(to_csv(example()) == "who,crises,runs\r\nwomen,-1234.5678,20\r\nZoë,0.012345678,12345\r\nmen,,7\r\n");
}

TEST_CASE("csv: hostile labels are quoted as RFC 4180 asks", "[analysis]")
{
    CHECK(csv_field("plain") == "plain");
    CHECK(csv_field("") == "");
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv_field("two\nlines") == "\"two\nlines\"");
    CHECK(csv_field("two\r\nlines") == "\"two\r\nlines\"");
    CHECK(csv_field("\"") == "\"\"\"\"");
}

TEST_CASE("csv: text is never a formula to a spreadsheet", "[analysis]")
{
    CHECK(csv_field("=1+1") == "'=1+1");
    CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_field("-cmd|' /C calc'!A0") == "'-cmd|' /C calc'!A0");
    CHECK(csv_field("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    CHECK(to_csv(one_cell(-1.5)) == "a\r\n-1.5\r\n"); // a negative number stays a number
}

TEST_CASE("table as markdown: columns of numbers to the right", "[analysis]")
{
    CHECK(to_md(example()) == "### Does the hub help?\n"
                              "\n"
                              "| who | crises (a year) | runs |\n"
                              "| --- | ---: | ---: |\n"
                              "| women | -1,235 | 20 |\n"
                              "| Zoë | 0.01235 | 12,345 |\n"
                              "| men |  | 7 |\n"
                              "\n"
                              "Men are too few.\n");
}

TEST_CASE("table as markdown: a label is never markup", "[analysis]")
{
    CHECK(to_md(one_cell("a|b\n<script>&[x](y)`c`*d*")) ==
          "| a |\n| --- |\n| a\\|b &lt;script&gt;&amp;\\[x\\](y)\\`c\\`\\*d\\* |\n");
}

TEST_CASE("table as json: one object with a schema version, every digit, null for nothing", "[analysis]")
{
    const auto json = nlohmann::json::parse(to_json(example()));
    CHECK(json["schema_version"] == 1);
    CHECK(json["title"] == "Does the hub help?");
    CHECK(json["columns"][1] == nlohmann::json{{"name", "crises"}, {"heading", "crises"}, {"unit", "a year"}});
    CHECK(json["rows"][0]["crises"] == -1234.5678);
    CHECK(json["rows"][1]["who"] == "Zoë");
    CHECK(json["rows"][1]["runs"] == 12345);
    CHECK(json["rows"][2]["crises"].is_null());
    CHECK(json["notes"][0] == "Men are too few.");
}

TEST_CASE("table as json: hostile labels and impossible numbers still make valid json", "[analysis]")
{
    CHECK(nlohmann::json::parse(to_json(one_cell("quote\" \\ \n \xff")))["rows"][0]["a"] == "quote\" \\ \n \uFFFD");
    CHECK(nlohmann::json::parse(to_json(one_cell(std::nan(""))))["rows"][0]["a"].is_null());
}

TEST_CASE("numbers for programs read back the same", "[analysis]")
{
    for (const double value : {0.1, 1.0 / 3.0, 1e300, -5e-324, 123456789.125}) {
        CHECK(std::strtod(shortest(value).c_str(), nullptr) == value);
    }
    CHECK(shortest(-0.0) == "0");
    CHECK(shortest(std::nan("")).empty());
}

TEST_CASE("numbers for people have four digits that mean something", "[analysis]")
{
    CHECK(readable(3.14159) == "3.142");
    CHECK(readable(0.02) == "0.02000");
    CHECK(readable(1234567.8) == "1,234,568");
    CHECK(readable(-999.96) == "-1,000.0");
    CHECK(readable(0.0) == "0");
    CHECK(readable(1.2345e-9) == "1.235e-09");
    CHECK(readable(std::int64_t{-123456}) == "-123,456");
}

TEST_CASE("the four forms are known by name, and no other", "[analysis]")
{
    CHECK(render(example(), form_named("table")) == to_text(example()));
    CHECK(render(example(), form_named("csv")) == to_csv(example()));
    CHECK(render(example(), form_named("md")) == to_md(example()));
    CHECK(render(example(), form_named("json")) == to_json(example()));
    CHECK_THROWS_AS(form_named("xls"), meam::results::ResultsError);
}

TEST_CASE("table: details are for programs, not for pages", "[analysis]")
{
    const Table table{"", {{"a", "a"}, {"b", "b", "", true}}, {{std::int64_t{1}, std::int64_t{2}}}, {}};
    CHECK(to_text(table) == "a\n─\n1\n");
    CHECK(to_md(table) == "| a |\n| ---: |\n| 1 |\n");
    CHECK(to_csv(table) == "a,b\r\n1,2\r\n");
    CHECK(nlohmann::json::parse(to_json(table))["rows"][0]["b"] == 2);
}
