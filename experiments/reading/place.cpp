// Where the residents live: one place, or several that share services, as [place.X] says.

#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::reading {
namespace {

std::vector<Number> shares(Reader& read, Section& place, std::string_view key, const std::vector<std::string>& labels)
{
    std::vector<Number> result(labels.size());
    auto table = place.child(key);
    if (!table) {
        place.mistake("E105", "", "the place has no `" + std::string(key) + "`",
                      "a table [" + place.path() + "." + std::string(key) + "] of shares");
        return result;
    }
    double sum = 0.0;
    for (const auto& name : table->names()) {
        const int label = Names::index(labels, name);
        if (label < 0) {
            table->unknown("E203", name, "level of " + std::string(key), name, labels);
            table->pass_over(name);
        } else if (const auto n = read.number(*table, name, Kind::start); n.set()) {
            result[static_cast<std::size_t>(label)] = n;
            sum += read.model.numbers.info(n).stated.value;
            read.parts_of_one.insert(n.index);
        }
    }
    if (sum < 0.999 || sum > 1.001) {
        table->mistake("E207", "", fmt::format("the shares of `{}` sum to {:.4g}", key, sum), "shares that sum to 1");
    }
    return result;
}

/// The residents of a place, or of one of several.
Neighbourhood read_people(Reader& read, Section& section)
{
    Neighbourhood people;
    people.name = section.name();
    people.label = section.text("label", people.name);
    const auto residents = section.required("residents");
    people.residents = residents ? static_cast<int>(residents->value) : 1;
    people.arrivals = read.number(section, "arrivals", Kind::shared);
    people.sex = shares(read, section, "sex", attributes::sex);
    people.age =
        shares(read, section, "age", read.model.covariates[static_cast<std::size_t>(read.model.attributes.age)].labels);
    people.deprivation = shares(read, section, "deprivation", attributes::deprivation);
    people.aces = shares(read, section, "aces", attributes::aces);
    if (auto by_fifth = section.child("aces_by_deprivation")) {
        for (const auto& fifth : by_fifth->names()) {
            const int i = Names::index(attributes::deprivation, fifth);
            if (i < 0) {
                by_fifth->unknown("E203", fifth, "deprivation fifth", fifth, attributes::deprivation);
                by_fifth->pass_over(fifth);
            } else {
                people.aces_by_deprivation[static_cast<std::size_t>(i)] =
                    shares(read, *by_fifth, fifth, attributes::aces);
            }
        }
    }
    return people;
}

/// Which of the places says something that holds for all residents, wherever they live; the first if none does. No two
/// may.
Section& saying(const std::vector<Section*>& places, const char* key)
{
    Section* says = nullptr;
    for (auto* place : places) {
        if (!place->has(key)) {
            continue;
        }
        if (says == nullptr) {
            says = place;
            continue;
        }
        place->mistake("E208", key, "`" + std::string(key) + "` applies to all places together and is stated twice",
                       "one of them: [place." + std::string(says->name()) + "] has it already");
        place->pass_over(key);
    }
    return says == nullptr ? *places.front() : *says;
}

void read_common(Reader& read, const std::vector<Section*>& places, Place& place)
{
    place.one_at_a_time = saying(places, "one_at_a_time").flag("one_at_a_time");
    place.frailty_sigma = read.number(saying(places, "frailty_sigma"), "frailty_sigma", Kind::start);
    if (auto& section = saying(places, "dealt"); section.has("dealt")) {
        const auto dealt = section.choice("dealt");
        place.dealt = dealt.empty() ? -1 : read.covariate(section, dealt);
    }
    saying(places, "needs_at_start"); // read when needs are known
}

void add_part(Neighbourhood people, Place& place)
{
    const bool first = place.parts.empty();
    place.name += (first ? "" : "+") + people.name;
    place.label += (first ? "" : " and ") + people.label;
    place.residents += people.residents;
    place.parts.push_back(std::move(people));
}

} // namespace

std::vector<std::string> places_of(Section& root)
{
    std::vector<std::string> known; // tables alone: a value in [place] is no place
    for (const auto& section : root.children("place")) {
        known.push_back(section.name());
    }
    if (known.empty() || !root.has("places")) {
        return known.empty() ? known : std::vector{known.front()};
    }
    std::vector<std::string> named;
    for (const auto& word : root.texts("places")) {
        if (Names::index(known, word) < 0) {
            root.unknown("E201", "places", "place", word, known);
        } else if (Names::index(named, word) < 0) {
            named.push_back(word);
        }
    }
    std::ranges::sort(named); // in whatever order they are named, they are the same
    return named.empty() ? std::vector{known.front()} : named;
}

bool fits_places(Section& root, const std::vector<std::string>& written_for)
{
    const auto chosen = places_of(root);
    const auto fits = [&](const Section& place) {
        const auto name = place.name();
        const bool relabelled = place.has("label") && Names::index(place.written_for("label"), name) < 0;
        return Names::index(chosen, name) >= 0 && Names::index(written_for, name) >= 0 && !relabelled;
    };
    return written_for.empty() || chosen.empty() || std::ranges::any_of(root.children("place"), fits);
}

void warn_of_another_place(Section& root, Section& at, const std::string& what)
{
    const auto& other = at.written_for();
    if (!fits_places(root, other)) {
        at.warning("E254", "", fmt::format("{} was written for {}", what, fmt::join(other, ", ")),
                   "check it, and state [" + at.path() + "] in a file of your own");
    }
}

void read_place(Reader& read, Section& root)
{
    const auto chosen = places_of(root);
    if (chosen.empty()) {
        root.mistake("E105", "", "there is no place",
                     "based_on = \"kirkholt\", or another file that has one; or a table [place.<name>]");
        return;
    }
    auto sections = root.children("place");
    std::vector<Section*> places;
    for (const auto& name : chosen) {
        places.push_back(&*std::ranges::find_if(sections, [&](const Section& s) { return s.name() == name; }));
        add_part(read_people(read, *places.back()), read.model.place);
    }
    read_common(read, places, read.model.place);
    read.model.place.arrival_process = name_hash("place.arrival");
    for (auto& section : sections) {
        if (Names::index(chosen, section.name()) < 0) {
            section.mistake("E208", "", "a second place, `" + section.name() + "`",
                            "places = [\"" + chosen.front() + "\", \"" + section.name() +
                                "\"], where both are meant; to change `" + chosen.front() + "`, use its name");
            section.pass_over();
        }
    }
}

} // namespace meam::reading
