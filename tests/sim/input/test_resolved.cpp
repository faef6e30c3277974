#include "sim/input/document.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::input;

namespace {

const std::string everything = R"(about = "all that a file may hold"
seed = 42
open = true
day = 2026-01-01
empty = {}
[t]
unit = "1/month"
assumed = "why"
spread = 2
note = "n"
rate = 1
own = { value = 2, unit = "1/year", source = "CR5.2" }
words = "3 1/week"
list = [1, 2.5, 1e-9]
ranged = { value = 1, low = 0.5, high = 2, distribution = "uniform" }
"crisis.arrest" = "quote \" backslash \\ escape \u202e"
[[change]]
scale = "t.rate"
amount = { value = 0.7, source = "s" }
)";

/// Reads everything and lists what was read.
std::vector<Quantity> read(Document& document)
{
    auto root = document.root();
    std::vector<Quantity> all;
    all.push_back(*root.quantity("seed", {Dimension::count}));
    auto table = *root.child("t");
    for (const auto* key : {"rate", "own", "words", "ranged"}) {
        all.push_back(*table.quantity(key, measures::rate));
    }
    for (auto& element : table.quantities("list", measures::rate)) {
        all.push_back(std::move(element));
    }
    all.push_back(*root.each("change").at(0).quantity("amount", {}));
    CHECK(document.mistakes().text() == "");
    return all;
}

std::string digest_of(const std::string& text)
{
    auto document = Document::from_text(text, "demo", {});
    document.root().quantity("x", {Dimension::duration});
    return document.digest();
}

} // namespace

TEST_CASE("the resolved file shows every leaf with what is said of it and where it stands", "[sim][input]")
{
    auto document = Document::from_text(everything, "demo", {{}, {"seed=43"}});
    read(document);
    CHECK(document.resolved() ==
          "about = \"all that a file may hold\"  # demo:1\n"
          "change = [{amount = {value = 0.7, source = \"s\"}, scale = \"t.rate\"}]  # demo:18, demo:19\n"
          "day = 2026-01-01  # demo:4\n"
          "empty = {}\n"
          "open = true  # demo:3\n"
          "seed = {value = 43, assumed = \"--set\"}  # --set\n"
          "t.\"crisis.arrest\" = \"quote \\\" backslash \\\\ escape \\u202E\"  # demo:16\n"
          "t.list = {value = [1, 2.5, 1e-09], assumed = \"why\", note = \"n\", spread = 2.0, unit = \"1/month\"}  # "
          "demo:14\n"
          "t.own = {value = 2, note = \"n\", source = \"CR5.2\", unit = \"1/year\"}  # demo:12\n"
          "t.ranged = {value = 1, assumed = \"why\", distribution = \"uniform\", high = 2, low = 0.5, note = \"n\", "
          "unit = \"1/month\"}  # "
          "demo:15\n"
          "t.rate = {value = 1, assumed = \"why\", note = \"n\", spread = 2.0, unit = \"1/month\"}  # demo:11\n"
          "t.words = {value = \"3 1/week\", assumed = \"why\", note = \"n\", spread = 2.0, unit = \"1/month\"}  # "
          "demo:13\n");
}

TEST_CASE("the resolved file reads as the same experiment, digest and all", "[sim][input]")
{
    auto first = Document::from_text(everything, "demo", {{}, {"seed=43"}});
    const auto before = read(first);
    auto second = Document::from_text(first.resolved(), "resolved", {});
    const auto after = read(second);
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        INFO(before[i].path);
        CHECK(before[i].path == after[i].path);
        CHECK(before[i].value == after[i].value);
        CHECK(before[i].low == after[i].low);
        CHECK(before[i].high == after[i].high);
        CHECK(before[i].status == after[i].status);
        CHECK(before[i].source == after[i].source);
        CHECK(before[i].note == after[i].note);
    }
    CHECK(first.digest() == second.digest());
}

TEST_CASE("remarks, order and the place of a unit leave the digest alone; values and units do not", "[sim][input]")
{
    const auto digest = digest_of("unit = \"week\"\nx = 3\ny = 1\n");
    CHECK(digest.size() == 32);
    CHECK(
        digest ==
        digest_of("# hello\ny = 1\nx = { value = 3, unit = \"week\", source = \"s\", note = \"n\" }\nlabel = \"l\"\n"));
    CHECK(digest != digest_of("unit = \"day\"\nx = 3\ny = 1\n"));
    CHECK(digest != digest_of("unit = \"week\"\nx = 4\ny = 1\n"));
    CHECK(digest != digest_of("unit = \"week\"\nx = 3\ny = 1\nz = {}\n"));
    CHECK(digest != digest_of("unit = \"week\"\nx = { value = 3, low = 1, high = 4 }\ny = 1\n"));
}
