#include "experiments/reading/reader.hpp"

#include <algorithm>

namespace meam::reading {

int Names::index(const std::vector<std::string>& names, std::string_view name)
{
    const auto it = std::find(names.begin(), names.end(), name);
    return it == names.end() ? -1 : static_cast<int>(it - names.begin());
}

Number Reader::number(Section& at, std::string_view key, Kind kind)
{
    const auto quantity = at.quantity(key);
    return quantity ? model.numbers.add(*quantity, at.measure(key), kind) : Number{};
}

Number Reader::required(Section& at, std::string_view key, Kind kind)
{
    const auto quantity = at.required(key);
    return quantity ? model.numbers.add(*quantity, at.measure(key), kind) : Number{};
}

Number Reader::amount(Section& at, std::string_view key, const Measure& measure)
{
    const auto quantity = at.amount(key, measure);
    return quantity ? model.numbers.add(*quantity, measure, Kind::value) : Number{};
}

Number Reader::made(const std::string& path, double value, double low, double high, const input::Spot& spot, Kind kind)
{
    input::Quantity quantity;
    quantity.value = value;
    quantity.unit = "1";
    quantity.path = path;
    quantity.status = input::Status::sourced;
    quantity.source = "structure";
    quantity.spot = spot;
    return model.numbers.add(quantity, {input::Dimension::level, low, high}, kind);
}

int Reader::named(Section& at, std::string_view key, std::string_view kind, const std::vector<std::string>& known)
{
    const auto word = at.text(key);
    const int i = Names::index(known, word);
    if (i < 0 && !word.empty()) {
        at.unknown("E201", key, kind, word, known);
    }
    return i;
}

int Reader::agency_index(const std::string& agency) const
{
    return std::max(0, Names::index(names.agencies, agency));
}

std::vector<ServiceId> Reader::services(Section& at, std::string_view key)
{
    std::vector<ServiceId> result;
    for (const auto& word : at.texts(key)) {
        if (const int service = Names::index(names.services, word); service >= 0) {
            result.push_back(service);
        } else {
            at.unknown("E201", key, "service", word, names.services);
        }
    }
    return result;
}

std::vector<Event> Reader::desk_events(Section& at, std::string_view key)
{
    std::vector<Event> result;
    const auto of_desks = static_cast<EventId>(Event::count);
    for (const auto& word : at.texts(key)) {
        const auto events = events_named(model, word);
        if (events.empty() || std::ranges::any_of(events, [&](EventId event) { return event >= of_desks; })) {
            at.unknown("E213", key, "event at a desk", word, {event_names.begin(), event_names.end()});
            continue;
        }
        std::ranges::transform(events, std::back_inserter(result), [](EventId e) { return static_cast<Event>(e); });
    }
    return result;
}

std::vector<std::pair<NeedId, Number>> Reader::by_need(Section& at, std::string_view key)
{
    std::vector<std::pair<NeedId, Number>> result;
    if (auto table = at.child(key)) {
        for (const auto& name : table->names()) {
            const int need = Names::index(names.needs, name);
            const auto n = number(*table, name);
            if (need < 0) {
                table->unknown("E201", name, "need", name, names.needs);
            } else if (n.set()) {
                result.emplace_back(need, n);
            }
        }
    }
    return result;
}

std::vector<std::pair<NeedId, int>> Reader::need_levels(Section& at, std::string_view key)
{
    std::vector<std::pair<NeedId, int>> result;
    if (auto table = at.child(key)) {
        for (const auto& name : table->names()) {
            const int need = Names::index(names.needs, name);
            const auto level = table->quantity(name);
            if (need < 0) {
                table->unknown("E201", name, "need", name, names.needs);
            } else if (level) {
                result.emplace_back(need, static_cast<int>(level->value));
            }
        }
    }
    return result;
}

} // namespace meam::reading
