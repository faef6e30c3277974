#include "experiments/reading/outreach.hpp"

#include "experiments/reading/whom.hpp"

namespace meam::reading {
namespace {

constexpr const char* at_random = "random";
constexpr const char* by_records = "recorded";

/// By whose records: everybody's, one agency's, or nobody's.
void read_order(Reader& read, Section& at, Outreach& outreach)
{
    std::vector<std::string> orders{by_records, at_random};
    for (const auto& agency : read.names.agencies) {
        orders.push_back(std::string(by_records) + "." + agency);
    }
    const auto by = at.choice("by", orders, by_records);
    outreach.at_random = by == at_random;
    outreach.agency =
        by.find('.') == std::string::npos ? -1 : Names::index(read.names.agencies, by.substr(by.find('.') + 1));
    if (outreach.at_random && at.has("over")) {
        at.mistake("E226", "over", "`over` says whose records count, and nobody's are read",
                   "no `over`, or `by = \"recorded\"`");
    }
}

} // namespace

Outreach read_outreach(Reader& read, Section& at)
{
    Outreach outreach;
    outreach.top = read.required(at, "top", {Dimension::count, 0, 1e7, true}, Kind::shared);
    outreach.every = read.number(at, "every", input::measures::duration, Kind::shared);
    outreach.over = read.number(at, "over", input::measures::duration, Kind::shared);
    outreach.accepted = read.chance(at, "accepted");
    if (outreach.accepted < 0) {
        outreach.accepted = read.sure(at.path() + ".accepted", 1.0, at.spot());
    }
    read_order(read, at, outreach);
    outreach.whom = read_reach(read, at, Ranked::no);
    return outreach;
}

} // namespace meam::reading
