// Numbers that the file leaves out and whose absence means a number: a policy may change those too.

#include "experiments/reading/reader.hpp"

#include "experiments/schema/values.hpp"
#include "models/processes/help_seeking.hpp"
#include "sim/contracts.hpp"

namespace meam::reading {
namespace {

class Listing {
public:
    explicit Listing(Reader& read) : read_(read) {}

    /// @param number  where it stands in `owner`, found again by `owner_in(model)` once all is read
    template <class Owner, class OwnerIn>
    void number(const std::string& path, const Owner& owner, Number Owner::*number, OwnerIn owner_in,
                Kind kind = Kind::value)
    {
        if (!(owner.*number).set()) {
            add(path, path, owner.spot, kind,
                [number, owner_in](Model& model, Number made) { owner_in(model).*number = made; });
        }
    }

    void chance(const std::string& path, const Service& service, ChanceId Service::*chance, std::size_t id)
    {
        if (service.*chance >= 0) {
            return;
        }
        const auto put = [chance, id, path](Model& model, Number made) {
            ChanceSpec spec;
            spec.path = path;
            spec.chance = made;
            model.chances.push_back(spec);
            model.services[id].*chance = static_cast<ChanceId>(model.chances.size()) - 1;
        };
        add(path + ".chance", path, service.spot, Kind::value, put);
        read_.unsaid[path] = read_.unsaid[path + ".chance"];
    }

    /// @param declared  path of the key whose declaration says what the number measures and what its absence means
    void add(const std::string& path, const std::string& declared, const input::Spot& spot, Kind kind,
             std::function<void(Model&, Number)> put)
    {
        const auto found = schema::find(declared);
        MEAM_EXPECTS(found);
        const auto& measure = *schema::measure_of(*found->key);
        const std::string unit(input::held_unit(measure.dimension));
        read_.unsaid[path] = {path, schema::default_value(*found->key), unit, measure, kind, spot, std::move(put)};
    }

private:
    Reader& read_;
};

void list_service(Reader& read, Listing& list, std::size_t id)
{
    const auto& service = read.model.services[id];
    const auto path = "service." + service.name;
    const auto in = [id](Model& model) -> Service& { return model.services[id]; };
    list.number(path + ".works_without_relationship", service, &Service::works_without_relationship, in);
    if (service.turnover >= 0 && service.workers.set()) {
        list.number(path + ".vacancy", service, &Service::vacancy, in, Kind::shared);
        list.number(path + ".strain", service, &Service::strain, in, Kind::shared);
    }
    if (!assesses(service)) {
        return;
    }
    list.number(path + ".discovery", service, &Service::discovery, in, Kind::shared);
    list.number(path + ".threshold", service, &Service::threshold, in);
    list.number(path + ".threshold_tightening", service, &Service::threshold_tightening, in);
    list.chance(path + ".written_off", service, &Service::written_off, id);
    list.chance(path + ".parked", service, &Service::parked, id);
    list.chance(path + ".dumped", service, &Service::dumped, id);
    list.chance(path + ".not_prioritised", service, &Service::not_prioritised, id);
    for (std::size_t n = 0; n < read.names.needs.size(); ++n) {
        const auto need = static_cast<NeedId>(n);
        const bool stated = std::ranges::any_of(service.excludes, [&](const auto& e) { return e.first == need; });
        if (!stated) {
            const auto excluded = path + ".excludes." + read.names.needs[n];
            list.add(excluded, excluded, service.spot, Kind::value,
                     [id, need](Model& model, Number made) { model.services[id].excludes.emplace_back(need, made); });
        }
    }
}

} // namespace

bool Reader::make_unsaid(const std::string& path)
{
    const auto found = unsaid.find(path);
    if (found == unsaid.end()) {
        return false;
    }
    const auto number = found->second;
    std::erase_if(unsaid, [&](const auto& other) { return other.second.path == number.path; });
    input::Quantity quantity;
    quantity.value = number.means;
    quantity.unit = number.unit;
    quantity.path = number.path;
    quantity.status = input::Status::sourced;
    quantity.source = "structure";
    quantity.spot = number.spot;
    number.put(model, model.numbers.add(quantity, number.measure, number.kind));
    return true;
}

void list_unsaid(Reader& read)
{
    Listing list(read);
    for (std::size_t s = 0; s < read.model.services.size(); ++s) {
        list_service(read, list, s);
    }
    for (std::size_t e = 0; e < read.model.edges.size(); ++e) {
        const auto& edge = read.model.edges[e];
        const auto in = [e](Model& model) -> Edge& { return model.edges[e]; };
        if (edge.from >= 0 && edge.kind != EdgeKind::share) {
            list.number("edge." + edge.name + ".lost", edge, &Edge::lost, in);
            list.number("edge." + edge.name + ".delay", edge, &Edge::delay, in);
        }
    }
}

} // namespace meam::reading
