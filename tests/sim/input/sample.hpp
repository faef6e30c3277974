#pragma once
// A small language to read files with: one key of every kind that sections know.

#include "sim/input/document.hpp"

#include <string>

namespace meam::tests {

/// Reads a whole document, then reports keys that were not read.
inline void read_sample(input::Document& document)
{
    using namespace input;
    auto root = document.root();
    root.text("name");
    root.text("question", "");
    root.quantity("seed", {Dimension::count, 0, 9e15, true});
    root.quantity("horizon", {Dimension::duration, 1, 5200});
    root.choice("trajectories", {"none", "sample", "cohort", "all"}, "none");
    for (auto& service : root.children("service")) {
        service.choice("kind", {"universal", "response", "hub"});
        service.flag("open", true);
        service.quantity("threshold", {Dimension::level, 0, 4, true});
        service.quantity("caseload", {Dimension::count, 1, 1000});
        service.quantity("delay", measures::duration);
        service.quantity("completion", measures::probability);
        service.quantity("turnover", measures::rate);
        service.quantity("worker_cost", {Dimension::money_rate, 0});
        service.texts("eligible");
        if (auto treats = service.child("treats")) {
            for (const auto& need : treats->names()) {
                treats->quantity(need, measures::hazard_ratio);
            }
        }
        if (auto by_need = service.child("by_need")) {
            for (const auto& need : by_need->names()) {
                by_need->quantities(need, measures::rate, 4);
            }
        }
    }
    for (auto& policy : root.children("policy")) {
        for (auto& change : policy.each("change")) {
            const auto path = change.text("scale");
            if (path.starts_with("service.mental_helth")) {
                change.unknown("E104", "scale", "parameter", "mental_helth", {"gp", "mental_health"});
            }
            change.required("amount", {Dimension::ratio, 0});
        }
    }
    document.report_unread();
}

/// What is said of a document; "" when it is fine.
template <class Make> std::string complaint_of(Make make)
{
    try {
        auto document = make();
        read_sample(document);
        return document.mistakes().text();
    } catch (const input::InputError& error) {
        return error.what();
    }
}

} // namespace meam::tests
