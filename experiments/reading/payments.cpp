// What one agency pays another for what happens at desks, as [payment.X] says.

#include "experiments/reading/reader.hpp"

#include <algorithm>

namespace meam::reading {

void read_payments(Reader& read, Section& root)
{
    const auto& names = read.model.events;
    const auto at_desks = static_cast<std::size_t>(Event::count);
    for (auto& section : root.children("payment")) {
        Payment payment;
        payment.name = section.name();
        for (const auto& word : section.texts("on")) {
            const auto events = events_named(read.model, word);
            const bool of_a_desk = !events.empty() && std::ranges::all_of(events, [&](EventId event) {
                return static_cast<std::size_t>(event) < at_desks;
            });
            if (!of_a_desk) {
                section.unknown("E213", "on", "event at a desk", word,
                                {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(at_desks)});
                continue;
            }
            for (const EventId event : events) {
                payment.on.push_back(static_cast<Event>(event));
            }
        }
        if (!section.has("on")) {
            section.mistake("E105", "", "`" + section.path() + "` is paid for nothing", "on = [\"completed\"]");
        }
        for (const auto& word : section.texts("at")) {
            if (const int service = Names::index(read.names.services, word); service >= 0) {
                payment.at.push_back(service);
            } else {
                section.unknown("E201", "at", "service", word, read.names.services);
            }
        }
        payment.amount = read.required(section, "amount", input::measures::money, Kind::shared);
        payment.from = std::max(0, read.named(section, "from", "agency", read.names.agencies));
        payment.to = std::max(0, Names::index(read.names.agencies, section.text("to")));
        read.model.payments.push_back(std::move(payment));
    }
}

} // namespace meam::reading
