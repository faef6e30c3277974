#include "sim/input/document.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::input;

namespace {

Document with(const std::string& text, std::vector<std::string> sets)
{
    return Document::from_text(text, "demo", {{}, std::move(sets)});
}

/// The number at key x after one --set.
Quantity set(const std::string& text, const std::string& words, const Measure& measure = {})
{
    auto document = with(text, {words});
    auto quantity = document.root().quantity("x", measure);
    document.report_unread();
    CHECK(document.mistakes().text() == "");
    return quantity.value();
}

} // namespace

TEST_CASE("--set replaces a value, whatever file it came from", "[sim][input]")
{
    auto document = with("a.b.c = 1\nname = \"x\"\n", {"a.b.c=2", "name = \"y\"", "a.b.c=3", "a.d=[1, 2]"});
    CHECK(document.resolved() == "a.b.c = 3  # --set\na.d = [1, 2]  # --set\nname = \"y\"  # --set\n");
}

TEST_CASE("--set of a record keeps its unit and range and says who assumed it", "[sim][input]")
{
    const auto x =
        set("x = { value = 1, unit = \"1/month\", source = \"s\", low = 0.5, high = 4 }", "x=2", measures::rate);
    CHECK(x.value == 24);
    CHECK(x.status == Status::assumed);
    CHECK(x.source == "--set");
    CHECK(*x.low == 6);
    CHECK(*x.high == 48);
    CHECK(x.spot.file == "--set");
    CHECK(set("x = { value = 1, source = \"s\" }", "x.value=2").source == "--set");
}

TEST_CASE("--set of a bare number keeps the unit of its table", "[sim][input]")
{
    const auto x = set("unit = \"1/month\"\nsource = \"s\"\nx = 1", "x=2", measures::rate);
    CHECK(x.value == 24);
    CHECK(x.status == Status::assumed);
    CHECK(x.source == "--set");
}

TEST_CASE("a range stretches to hold what is set beyond it", "[sim][input]")
{
    CHECK(*set("x = { value = 1, low = 0.5, high = 2 }", "x=5").high == 5);
    CHECK(*set("x = { value = 1, low = 0.5, high = 2 }", "x=0").low == 0);
    CHECK(*set("x = { value = 1, low = 0.5, high = 2 }", "x=5").low == 0.5);
    CHECK_FALSE(set("x = { value = 2, unit = \"week\", low = 1, high = 3 }", "x=\"7 days\"", measures::duration).low);
}

TEST_CASE("--set may give a record, an end of a range, or one number of an array", "[sim][input]")
{
    const auto x = set("x = 1", "x={ value = 2, source = \"mine\" }");
    CHECK(x.value == 2);
    CHECK(x.source == "mine");
    CHECK(*set("x = { value = 1, low = 0.5, high = 2 }", "x.high=7").high == 7);
    for (const std::string text : {"x = [1, 2, 3]", "x = { value = [1, 2, 3], source = \"s\" }"}) {
        auto document = with(text, {"x.1=9"});
        const auto all = document.root().quantities("x", {}, 3);
        CHECK(all[1].value == 9);
        CHECK(all[1].source == "--set");
        CHECK(document.mistakes().text() == "");
    }
    auto document = with("[[change]]\namount = 1\n[[change]]\namount = 1\n", {"change.1.amount=5"});
    CHECK(document.root().each("change").at(1).quantity("amount", {})->value == 5);
}

TEST_CASE("what is set on a number of the library needs no source and no range", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    const auto file =
        folder.write("base.toml", "[need.a]\nsource = \"CR5.2\"\nx = 1\ny = [1, 2]\nz = { value = [1, 2] }\n");
    Document document(file, {{folder.path()}, {"need.a.x=2", "need.a.y.0=2", "need.a.z.1=1"}});
    auto need = document.root().children("need").at(0);
    CHECK(need.quantity("x", {})->source == "--set");
    CHECK(need.quantities("y", {}, 2).at(1).source == "--set");
    CHECK(need.quantities("z", {}, 2).at(0).source == "--set");
    CHECK(document.mistakes().text() == "");
}

TEST_CASE("--set knows quoted names", "[sim][input]")
{
    auto document = with("[on]\n\"crisis.arrest\" = 1\n", {"on.\"crisis.arrest\" = 2"});
    CHECK(document.root().child("on")->quantity("crisis.arrest", {})->value == 2);
    CHECK(document.mistakes().none());
}

TEST_CASE("--set of a table merges into a table", "[sim][input]")
{
    CHECK(with("t = { a = 1, b = 2 }", {"t={ b = 3, c = 4 }"}).resolved() ==
          "t.a = 1  # demo:1\nt.b = 3  # --set\nt.c = 4  # --set\n");
}

TEST_CASE("a --set that cannot be is a mistake with the words of the user", "[sim][input]")
{
    for (const char* words : {"", "=", "x", "x=", ".x=1", "x.=1", "x..y=1", "y.z=1", "x.y=1", "x=1\ny=2", "x=oops",
                              "\"x=1", "x=[", "x = 1 2", "x\xFF=1", "x=\"\xFF\"", "x=1\n[y]"}) {
        INFO(words);
        auto document = with("x = 1\n", {words});
        CHECK(document.mistakes().count() == 1);
        CHECK(document.mistakes().all().at(0).spot.file == "--set");
        CHECK(document.mistakes().all().at(0).spot.line == 0);
        CHECK(document.root().quantity("x", {})->value == 1);
    }
}
