#include "sim/input/document.hpp"

#include <catch2/catch.hpp>

using namespace meam::input;

namespace {

Document read(std::string_view text)
{
    return Document::from_text(text, "demo", {});
}

} // namespace

TEST_CASE("texts, choices and flags are read, or fall back", "[sim][input]")
{
    auto document = read("a = \"x\"\nb = \"two\"\nc = true\nd = [\"p\", \"q\"]\n");
    auto root = document.root();
    CHECK(root.text("a") == "x");
    CHECK(root.text("none", "y") == "y");
    CHECK(root.choice("b", {"one", "two"}) == "two");
    CHECK(root.choice("none", {"one", "two"}, "one") == "one");
    CHECK(root.flag("c", false));
    CHECK(root.flag("none", true));
    CHECK(root.texts("d") == std::vector<std::string>{"p", "q"});
    CHECK(root.texts("none").empty());
    document.report_unread();
    CHECK(document.mistakes().none());
}

TEST_CASE("a missing key is a mistake at its table and returns a valid default", "[sim][input]")
{
    auto document = read("[service.gp]\n");
    auto gp = document.root().children("service").at(0);
    CHECK(gp.text("name").empty());
    CHECK(gp.choice("kind", {"hub", "crisis"}) == "hub");
    CHECK(gp.required("caseload", {Dimension::count, 1, 100})->value == 1);
    CHECK(document.mistakes().count() == 3);
    for (const auto& mistake : document.mistakes().all()) {
        CHECK(mistake.code == "E105");
        CHECK(mistake.spot.line == 1);
        CHECK(mistake.spot.column == 10);
        CHECK(mistake.spot.width == 2);
    }
}

TEST_CASE("tables are read by name, arrays of tables in order", "[sim][input]")
{
    auto document =
        read("[service.b]\n[service.a]\nlabel = \"A\"\n[[policy.change]]\nn = 1\n[[policy.change]]\nn = 2\n");
    auto root = document.root();
    auto services = root.children("service");
    REQUIRE(services.size() == 2);
    CHECK(services[0].path() == "service.a");
    CHECK(services[0].name() == "a");
    CHECK(services[0].spot().line == 2);
    CHECK(services[0].names().empty());
    auto changes = root.child("policy")->each("change");
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].path() == "policy.change.1");
    CHECK(changes[1].quantity("n", {})->path == "policy.change.1.n");
    CHECK(changes[1].spot("n").line == 7);
    CHECK(root.children("none").empty());
    CHECK(root.each("none").empty());
    CHECK_FALSE(root.child("none"));
}

TEST_CASE("a name that TOML must quote is quoted in paths, not in names", "[sim][input]")
{
    auto document = read("[on]\n\"crisis.arrest\" = -0.5\n[t.\"a b\"]\n");
    auto root = document.root();
    CHECK(root.child("on")->quantity("crisis.arrest", {})->path == "on.\"crisis.arrest\"");
    CHECK(root.child("on")->names() == std::vector<std::string>{"crisis.arrest"});
    CHECK(root.children("t").at(0).name() == "a b");
    CHECK(root.children("t").at(0).path() == "t.\"a b\"");
}

TEST_CASE("tables, arrays and records are distinguished", "[sim][input]")
{
    auto document = read("t = { a = 1 }\nr = { value = 1 }\nn = 1\na = [1]\nra = { value = [1] }\n");
    auto root = document.root();
    CHECK(root.is_table("t"));
    CHECK_FALSE(root.is_table("r"));
    CHECK_FALSE(root.is_table("n"));
    CHECK_FALSE(root.is_table("a"));
    CHECK_FALSE(root.is_table("none"));
    CHECK(root.is_array("a"));
    CHECK(root.is_array("ra"));
    CHECK_FALSE(root.is_array("r"));
    CHECK_FALSE(root.is_array("none"));
    CHECK(root.has("t"));
    CHECK_FALSE(root.has("none"));
}

TEST_CASE("words about numbers are no names of a table and need no reader", "[sim][input]")
{
    auto document =
        read("source = \"s\"\nspread = 2\nunit = \"1\"\nnote = \"n\"\nabout = \"a\"\nlabel = \"l\"\nx = 1\n");
    CHECK(document.root().names() == std::vector<std::string>{"x"});
    document.root().quantity("x", {});
    document.report_unread();
    CHECK(document.mistakes().none());
}

TEST_CASE("asking whether a key is there does not read it, but makes it known", "[sim][input]")
{
    auto document = read("threshold = 1\nthresold = 2\n");
    CHECK(document.root().has("threshold"));
    document.report_unread();
    REQUIRE(document.mistakes().count() == 2);
    CHECK(document.mistakes().all()[1].mend == "remove it: `threshold` is stated as well");
}

TEST_CASE("an unread table is one mistake, whatever it holds", "[sim][input]")
{
    auto document = read("[x]\na = 1\nb = 2\n[x.y]\nc = 3\n");
    document.root();
    document.report_unread();
    CHECK(document.mistakes().count() == 1);
}

TEST_CASE("an unknown word is shown where it stands in a text, an array or a key", "[sim][input]")
{
    auto document = read("scale = \"service.gpp.threshold\"\npolicies = [\"hub\", \"hbu\"]\ncirme = 1.5\n");
    auto root = document.root();
    const auto column = [&] { return document.mistakes().all().back().spot.column; };
    root.unknown("E104", "scale", "service", "gpp", {"gp"});
    CHECK(column() == 18);
    CHECK(document.mistakes().all().back().what == "unknown service `gpp`");
    CHECK(document.mistakes().all().back().mend == "did you mean `gp`?");
    root.unknown("E104", "policies", "policy", "hbu", {"hub"});
    CHECK(column() == 20);
    root.unknown("E104", "cirme", "covariate", "cirme", {"crime"});
    CHECK(column() == 1);
    root.unknown("E104", "none", "covariate", "x", {});
    CHECK(document.mistakes().count() == 4);
}

TEST_CASE("a mistake of a reader stands at the value, or at the table", "[sim][input]")
{
    auto document = read("[place.x]\nresidents = 5\n");
    auto place = document.root().children("place").at(0);
    place.mistake("E107", "residents", "too few", "more");
    CHECK(document.mistakes().all().back().spot.column == 13);
    place.mistake("E107", "", "wrong", "right");
    CHECK(document.mistakes().all().back().spot.line == 1);
}
