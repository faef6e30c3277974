#include "sim/input/catalogue.hpp"
#include "sim/input/document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace meam::input;

TEST_CASE("every code has one row, in order, with all its words", "[sim][input]")
{
    CHECK(std::ranges::is_sorted(catalogue(), std::ranges::less_equal{}, &CatalogueEntry::code));
    for (const auto& row : catalogue()) {
        INFO(row.code);
        CHECK(row.code.size() == 4);
        CHECK(row.code.front() == 'E');
        CHECK_FALSE(row.title.empty());
        CHECK_FALSE(row.meaning.empty());
        CHECK_FALSE(row.wrong.empty());
        CHECK_FALSE(row.right.empty());
        CHECK(catalogue_entry(row.code) == &row);
    }
    CHECK(catalogue_entry("E999") == nullptr);
    CHECK(catalogue_entry("") == nullptr);
}

namespace {

/// The codes of what is said of an example that stands in a table of its own.
std::set<std::string> codes_of(std::string_view example)
{
    std::set<std::string> codes;
    try {
        auto document = Document::from_text(example, "example", {});
        auto root = document.root();
        root.quantity("delay", measures::duration);
        root.quantity("rate", measures::rate);
        root.quantity("ratio", measures::hazard_ratio);
        root.quantity("completion", measures::probability);
        root.quantity("threshold", {Dimension::level, 0, 4});
        root.choice("when", {"drain", "transfer", "send_away"}, "drain");
        for (auto& service : root.children("service")) {
            service.quantity("threshold", {Dimension::level, 0, 4});
        }
        if (auto by_need = root.child("by_need")) {
            by_need->quantities("debt", measures::hazard_ratio, 4);
        }
        document.report_unread();
        for (const auto& mistake : document.mistakes().all()) {
            codes.insert(mistake.code);
        }
    } catch (const InputError& error) {
        for (const auto& mistake : error.mistakes()) {
            codes.insert(mistake.code);
        }
    }
    return codes;
}

} // namespace

TEST_CASE("the wrong example of a code raises that code alone, and the right one none", "[sim][input]")
{
    for (const auto code : {"E100", "E104", "E105", "E106", "E107", "E108", "E109", "E112", "E113", "E114", "E115"}) {
        INFO(code);
        const auto& row = *catalogue_entry(code);
        CHECK(codes_of(row.wrong) == std::set<std::string>{code});
        CHECK(codes_of(row.right).empty());
    }
}
