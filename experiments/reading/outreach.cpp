#include "experiments/reading/outreach.hpp"

#include "experiments/reading/whom.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

/// The records that outreach uses: all agencies', one agency's, or none.
void read_order(Reader& read, Section& at, Outreach& outreach)
{
    const auto by = at.choice("by");
    outreach.by = static_cast<OutreachTargeting>(std::max(0, Names::index(outreach_targeting_names, by)));
    read.model.ranks_by_share = read.model.ranks_by_share || outreach.by == OutreachTargeting::reactive_share;
    if (at.has("agency")) {
        outreach.agency = read.named(at, "agency", "agency", read.names.agencies);
    }
    for (const auto* key : {"agency", "over"}) {
        if (outreach.by == OutreachTargeting::random && at.has(key)) {
            at.mistake("E226", key, std::string("`") + key + "` has no effect: `by = \"random\"` reads no records",
                       std::string("no `") + key + "`, or `by = \"recorded\"`");
        }
    }
}

} // namespace

Outreach read_outreach(Reader& read, Section& at)
{
    Outreach outreach;
    outreach.top = read.required(at, "top", Kind::shared);
    outreach.every = read.number(at, "every", Kind::shared);
    outreach.over = read.number(at, "over", Kind::shared);
    outreach.accepted = read.chance(at, "accepted");
    if (outreach.accepted < 0) {
        outreach.accepted = read.sure(at.path() + ".accepted", 1.0, at.spot());
    }
    read_order(read, at, outreach);
    outreach.whom = read_reach(read, at, Ranked::no);
    outreach.counts_engaged = at.flag("counts_engaged");
    if (outreach.by != OutreachTargeting::random && !at.has("counts_engaged") && outreach.whom.except.empty()) {
        at.warning("E258", "",
                   "`" + at.path() +
                       "` also ranks residents who are already with the service: the same residents may be first every "
                       "time, and no others are found",
                   "counts_engaged = false, so that the next in rank are found; true, where that is meant");
    }
    return outreach;
}

} // namespace meam::reading
