// What one agency pays another for what happens at desks, as [payment.X] says.

#include "experiments/reading/reader.hpp"

#include <algorithm>

namespace meam::reading {

void read_payments(Reader& read, Section& root)
{
    for (auto& section : root.children("payment")) {
        Payment payment;
        payment.name = section.name();
        payment.on = read.desk_events(section, "on");
        if (!section.has("on")) {
            section.mistake("E105", "", "`" + section.path() + "` has no `on`: the events that are paid for",
                            "on = [\"completed\"]");
        }
        payment.at = read.services(section, "at");
        payment.amount = read.required(section, "amount", Kind::shared);
        payment.from = std::max(0, read.named(section, "from", "agency", read.names.agencies));
        payment.to = std::max(0, Names::index(read.names.agencies, section.text("to")));
        read.model.payments.push_back(std::move(payment));
    }
}

} // namespace meam::reading
