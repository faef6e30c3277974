// Numbers that the file leaves out and whose absence means a number: a policy may change those too.

#include "experiments/reading/reader.hpp"

#include "experiments/schema/values.hpp"
#include "models/processes/help_seeking.hpp"
#include "sim/contracts.hpp"

namespace meam::reading {
namespace {

class Listing {
public:
    /// @param table  the declarations of the table at `path`, such as those of services
    Listing(Reader& read, std::string_view table, std::string path)
        : read_(read), table_(schema::table_named(table)), path_(std::move(path))
    {}

    /// @param number  where it stands in `owner`, found again by `owner_in(model)` once all is read
    template <class Owner, class OwnerIn>
    void number(const std::string& key, const Owner& owner, Number Owner::*number, OwnerIn owner_in,
                Kind kind = Kind::value)
    {
        if (!(owner.*number).set()) {
            add(path_ + "." + key, declared(key), owner.spot, kind,
                [number, owner_in](Model& model, Number made) { owner_in(model).*number = made; });
        }
    }

    void chance(const std::string& key, const Service& service, ChanceId Service::*chance, std::size_t id)
    {
        if (service.*chance >= 0) {
            return;
        }
        const auto path = path_ + "." + key;
        const auto put = [chance, id, path](Model& model, Number made) {
            ChanceSpec spec;
            spec.path = path;
            spec.chance = made;
            model.chances.push_back(spec);
            model.services[id].*chance = static_cast<ChanceId>(model.chances.size()) - 1;
        };
        add(path + ".chance", declared(key), service.spot, Kind::value, put);
        read_.omitted[path] = read_.omitted[path + ".chance"];
    }

    void excludes(const std::string& need, const Service& service, std::function<void(Model&, Number)> put)
    {
        const auto& by_need = *schema::table_of(declared("excludes"));
        add(path_ + ".excludes." + need, *by_need.others, service.spot, Kind::value, std::move(put));
    }

private:
    [[nodiscard]] const schema::Declaration& declared(const std::string& key) const
    {
        const auto* const found = schema::declaration(table_, key);
        MEAM_EXPECTS(found != nullptr);
        return *found;
    }

    void add(const std::string& path, const schema::Declaration& key, const input::Spot& spot, Kind kind,
             std::function<void(Model&, Number)> put)
    {
        const auto& measure = *schema::measure_of(key);
        const std::string unit(input::held_unit(measure.dimension));
        read_.omitted[path] = {path, schema::default_value(key), unit, measure, kind, spot, std::move(put)};
    }

    Reader& read_;
    const schema::Table& table_;
    std::string path_;
};

void list_service(Reader& read, std::size_t id)
{
    const auto& service = read.model.services[id];
    Listing list(read, "service", "service." + service.name);
    const auto in = [id](Model& model) -> Service& { return model.services[id]; };
    list.number("works_without_relationship", service, &Service::works_without_relationship, in);
    if (service.turnover >= 0 && service.workers.set()) {
        list.number("vacancy", service, &Service::vacancy, in, Kind::shared);
        list.number("strain", service, &Service::strain, in, Kind::shared);
    }
    if (!assesses(service)) {
        return;
    }
    list.number("discovery", service, &Service::discovery, in, Kind::shared);
    list.number("threshold", service, &Service::threshold, in);
    list.number("threshold_tightening", service, &Service::threshold_tightening, in);
    list.chance("written_off", service, &Service::written_off, id);
    list.chance("parked", service, &Service::parked, id);
    list.chance("dumped", service, &Service::dumped, id);
    list.chance("not_prioritised", service, &Service::not_prioritised, id);
    for (std::size_t n = 0; n < read.names.needs.size(); ++n) {
        const auto need = static_cast<NeedId>(n);
        const bool stated = std::ranges::any_of(service.excludes, [&](const auto& e) { return e.first == need; });
        if (!stated) {
            list.excludes(read.names.needs[n], service, [id, need](Model& model, Number made) {
                model.services[id].excludes.emplace_back(need, made);
            });
        }
    }
}

} // namespace

bool Reader::add_omitted(const std::string& path)
{
    const auto found = omitted.find(path);
    if (found == omitted.end()) {
        return false;
    }
    const auto number = found->second;
    std::erase_if(omitted, [&](const auto& other) { return other.second.path == number.path; });
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

void list_omitted(Reader& read)
{
    for (std::size_t s = 0; s < read.model.services.size(); ++s) {
        list_service(read, s);
    }
    for (std::size_t e = 0; e < read.model.edges.size(); ++e) {
        const auto& edge = read.model.edges[e];
        const auto in = [e](Model& model) -> Edge& { return model.edges[e]; };
        if (edge.from >= 0 && edge.kind != EdgeKind::share) {
            Listing list(read, "edge", "edge." + edge.name);
            list.number("lost", edge, &Edge::lost, in);
            list.number("delay", edge, &Edge::delay, in);
        }
    }
}

} // namespace meam::reading
