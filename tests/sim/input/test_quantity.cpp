#include "sim/input/document.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::input;

namespace {

Quantity read(const std::string& text, const Measure& measure, const std::string& key = "x")
{
    auto document = Document::from_text(text, "demo", {});
    auto quantity = document.root().quantity(key, measure);
    CHECK(document.mistakes().text() == "");
    return quantity.value();
}

/// Of key x in table t.
Quantity read_in_table(const std::string& text, const Measure& measure)
{
    auto document = Document::from_text(text, "demo", {});
    auto quantity = document.root().child("t")->quantity("x", measure);
    CHECK(document.mistakes().text() == "");
    return quantity.value();
}

std::string codes(Document& document)
{
    std::string all;
    for (const auto& mistake : document.mistakes().all()) {
        all += mistake.code + " ";
    }
    return all;
}

} // namespace

TEST_CASE("a number may be bare, in words, or a record", "[sim][input]")
{
    CHECK(read("x = 2", {Dimension::level}).value == 2);
    CHECK(read("x = 0.25", measures::probability).value == 0.25);
    CHECK(read("x = \"25 %\"", measures::probability).value == 0.25);
    CHECK(read("x = \"14 days\"", measures::duration).value == 2);
    CHECK(read("x = { value = 14, unit = \"days\" }", measures::duration).value == 2);
    CHECK(read("x = { value = \"14 days\" }", measures::duration).value == 2);
    const auto rate = read("x = { value = 0.12, unit = \"1/month\", source = \"CR5.2\", low = 0.1, high = 0.2, "
                           "distribution = \"uniform\", "
                           "note = \"n\" }",
                           measures::rate);
    CHECK(rate.value == Approx(1.44));
    CHECK(rate.unit == "1/year");
    CHECK(rate.path == "x");
    CHECK(rate.status == Status::sourced);
    CHECK(rate.source == "CR5.2");
    CHECK(*rate.low == Approx(1.2));
    CHECK(*rate.high == Approx(2.4));
    CHECK(rate.distribution == "uniform");
    CHECK(rate.note == "n");
    CHECK(rate.spot.column == 15);
}

TEST_CASE("a missing number is none, and no mistake unless it is required", "[sim][input]")
{
    auto document = Document::from_text("", "demo", {});
    CHECK_FALSE(document.root().quantity("x", {}));
    CHECK(document.root().quantities("x", {}, 4).empty());
    CHECK(document.mistakes().none());
    CHECK(document.root().required("x", {Dimension::ratio, 2, 3})->value == 2);
    CHECK(codes(document) == "E105 ");
}

TEST_CASE("a wrong number is a mistake and gives something within its limits", "[sim][input]")
{
    auto document = Document::from_text("x = 1.5\nlist = [1, 2]\n", "demo", {});
    CHECK(document.root().quantity("x", measures::probability)->value == 0);
    CHECK(document.root().quantities("list", measures::probability, 4).size() == 4);
    CHECK(codes(document) == "E107 E115 ");
}

TEST_CASE("the nearest table speaks for a number, word by word", "[sim][input]")
{
    const auto outer = std::string("source = \"outer\"\nunit = \"1/month\"\nnote = \"about\"\n[t]\n");
    auto rate = read_in_table(outer + "x = 1", measures::rate);
    CHECK(rate.value == 12);
    CHECK(rate.status == Status::sourced);
    CHECK(rate.source == "outer");
    CHECK(rate.note == "about");
    rate = read_in_table(outer + "assumed = \"inner\"\nunit = \"1/year\"\nx = 1", measures::rate);
    CHECK(rate.value == 1);
    CHECK(rate.status == Status::assumed);
    CHECK(rate.source == "inner");
    CHECK(rate.note == "about");
    rate = read_in_table(outer + "assumed = \"inner\"\nx = { value = 1, source = \"own\" }", measures::rate);
    CHECK(rate.status == Status::sourced);
    CHECK(rate.source == "own");
}

TEST_CASE("a table's unit is for the numbers that it measures", "[sim][input]")
{
    CHECK(read_in_table("[t]\nunit = \"1/year\"\nx = 0.8", {Dimension::ratio}).value == 0.8);
    CHECK(read_in_table("unit = \"weeks\"\n[t]\nunit = \"1/year\"\nx = \"21 days\"", measures::duration).value == 3);
}

TEST_CASE("a number written over a sourced one does not inherit its source, but may be in the table's unit",
          "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("base.toml", "[t]\nsource = \"CR5.2\"\nunit = \"1/month\"\nx = 1\ny = 1\n");
    Document document(folder.write("top.toml", "based_on = \"base\"\n[t]\nx = 2\n"), {});
    auto table = *document.root().child("t");
    const auto x = table.quantity("x", measures::rate);
    const auto y = table.quantity("y", measures::rate);
    CHECK(x->value == 24);
    CHECK(x->status == Status::unstated);
    CHECK(y->value == 12);
    CHECK(y->source == "CR5.2");
    CHECK(document.mistakes().text() == "");
}

TEST_CASE("what a later file says of its table leaves the numbers of an earlier one alone", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("base.toml", "[t]\nsource = \"CR5.2\"\nunit = \"1/month\"\nx = 1\n");
    Document document(folder.write("top.toml", "based_on = \"base\"\n[t]\nassumed = \"mine\"\nunit = \"1/week\"\n"),
                      {});
    const auto x = document.root().child("t")->quantity("x", measures::rate);
    CHECK(x->value == 12);
    CHECK(x->source == "CR5.2");
}

TEST_CASE("a spread gives every assumed number its range, and no other", "[sim][input]")
{
    const auto range = [](const Quantity& q) { return std::pair(q.low.value_or(-1), q.high.value_or(-1)); };
    const auto assumed = std::string("spread = 2\nassumed = \"why\"\n");
    CHECK(range(read(assumed + "x = 3", measures::hazard_ratio)) == std::pair(1.5, 6.0));
    CHECK(range(read(assumed + "x = -1", {Dimension::level})) == std::pair(-2.0, -0.5));
    CHECK(range(read(assumed + "x = 3", {Dimension::level, 0, 4})) == std::pair(1.5, 4.0));
    CHECK(range(read("spread = 2\nsource = \"s\"\nx = 3", {})) == std::pair(-1.0, -1.0));
    CHECK(range(read("spread = 2\nx = 3", {})) == std::pair(-1.0, -1.0));
    CHECK(range(read(assumed + "x = { value = 3, source = \"s\" }", {})) == std::pair(-1.0, -1.0));
    CHECK(range(read("x = { value = 3, source = \"s\", spread = 3 }", {})) == std::pair(1.0, 9.0));
    CHECK(range(read(assumed + "x = { value = 3, low = 2, high = 4 }", {})) == std::pair(2.0, 4.0));
}

TEST_CASE("the spread of a probability is on its odds", "[sim][input]")
{
    const auto p = read("spread = 2\nassumed = \"why\"\nx = 0.5", measures::probability);
    CHECK(*p.low == Approx(1 / 3.0)); // odds 1 become 1/2 and 2
    CHECK(*p.high == Approx(2 / 3.0));
    for (const auto* edge : {"0", "1"}) {
        const auto q = read(std::string("spread = 2\nassumed = \"why\"\nx = ") + edge, measures::probability);
        CHECK(*q.low == q.value);
        CHECK(*q.high == q.value);
    }
}

TEST_CASE("an array's low and high are factors on each of its numbers", "[sim][input]")
{
    auto document = Document::from_text(
        "x = { value = [0, 0.4, 0.9], assumed = \"why\", low = 0.5, high = 2 }\ny = [1, \"25 %\"]\n", "demo", {});
    const auto all = document.root().quantities("x", measures::probability, 3);
    REQUIRE(all.size() == 3);
    CHECK(all[1].path == "x.1");
    CHECK(all[1].value == 0.4);
    CHECK(*all[1].low == 0.2);
    CHECK(*all[1].high == 0.8);
    CHECK(*all[2].high == 1.0); // kept within the limits of a probability
    CHECK(all[2].status == Status::assumed);
    CHECK(document.root().quantities("y", measures::probability).at(1).value == 0.25);
    CHECK(document.mistakes().text() == "");
}

TEST_CASE("the library's numbers need sources, its settings do not", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("lib/base.toml",
                 "seed = 1\n[need.crime]\nlevels = 3\nrate = \"1 1/year\"\nkind = \"x\"\nopen = true\n");
    const auto read_all = [&](bool require) {
        Document document(folder.path() / "lib/base.toml", {{folder.path() / "lib"}, {}, require});
        auto root = document.root();
        auto need = root.children("need").at(0);
        root.quantity("seed", {Dimension::count});
        need.quantity("levels", {Dimension::count});
        need.quantity("rate", measures::rate);
        need.text("kind");
        need.flag("open", false);
        return codes(document);
    };
    CHECK(read_all(true) == "E110 E110 ");
    CHECK(read_all(false).empty());
}
