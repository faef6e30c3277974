#include "experiments/reading/targets.hpp"

#include "sim/input/path_parts.hpp"

#include <algorithm>
#include <limits>

namespace meam::reading {

Narrowing::Narrowing(Reader& read, Section& at) : model_(read.model)
{
    auto of = at.child("of");
    if (!of) {
        return;
    }
    said_ = true;
    for (const auto& key : of->names()) {
        if (key != "kind" && key != "agency") {
            of->unknown("E301", key, "word", key, {"kind", "agency"});
            faulty_ = true;
            continue;
        }
        const auto& known = key == "kind" ? service_kind_names : read.names.agencies;
        auto& wanted = key == "kind" ? kinds_ : agencies_;
        for (const auto& word : of->texts(key)) {
            if (Names::index(known, word) < 0) {
                of->unknown("E201", key, key == "kind" ? "kind of service" : "agency", word, known);
                faulty_ = true;
            }
            wanted.push_back(word);
        }
    }
}

std::string Narrowing::text() const
{
    std::string words;
    for (const auto* wanted : {&kinds_, &agencies_}) {
        for (const auto& word : *wanted) {
            words += (words.empty() ? " of " : ", ") + word;
        }
    }
    return words;
}

bool Narrowing::covers(const std::string& path) const
{
    const auto parts = input::path_parts(path);
    if (parts.size() < 2 || parts[0] != "service") {
        return false;
    }
    const auto service = std::ranges::find(model_.services, parts[1], &Service::name);
    const auto among = [](const std::vector<std::string>& wanted, const std::string& word) {
        return wanted.empty() || Names::index(wanted, word) >= 0;
    };
    return service != model_.services.end() &&
           among(kinds_, service_kind_names[static_cast<std::size_t>(service->kind)]) &&
           among(agencies_, service->agency);
}

namespace {

/// Paths that an operation may name.
std::vector<std::string> changeable_paths(const Reader& read, std::string_view operation)
{
    auto paths = read.model.numbers.paths();
    std::erase_if(paths, [&](const std::string& path) {
        return read.hidden.contains(path) || (operation != "set" && read.flags.contains(path));
    });
    return paths;
}

} // namespace

Meaning targets(Reader& read, Section& at, std::string_view key, const std::string& path, const Narrowing& of,
                std::vector<Number>& meant)
{
    const auto path_of = [&](Number n) -> const std::string& { return read.model.numbers.info(n).stated.path; };
    auto found = meaning_of(read.model, path);
    if (found.numbers.empty() && read.add_omitted(path)) {
        found = meaning_of(read.model, path);
    }
    std::erase_if(found.numbers, [&](Number n) { return read.hidden.contains(path_of(n)); });
    const auto flag = std::ranges::find_if(found.numbers, [&](Number n) { return read.flags.contains(path_of(n)); });
    if (flag != found.numbers.end() && key != "set") {
        at.mistake("E302", key,
                   "`" + path_of(*flag) + "` is true or false, and `" + std::string(key) + "` needs a number",
                   path_of(*flag).ends_with(".open") ? "`open` or `close`, with the path without `.open`"
                                                     : "`set`, with the amount 0 (false) or 1 (true)");
        found.numbers.clear();
        meant.clear();
        return found;
    }
    meant = found.numbers;
    if (found.numbers.empty() && !path.empty()) {
        auto paths = changeable_paths(read, key);
        if (!has_star(path)) {
            std::ranges::transform(read.omitted, std::back_inserter(paths),
                                   [](const auto& left) { return left.first; });
        }
        const auto near =
            at.unknown_path("E302", key, "path", path, has_star(path) ? starred_like(path, paths) : paths);
        meant = meaning_of(read.model, near).numbers;
    }
    if (!of.said() || of.faulty() || found.numbers.empty()) {
        return found;
    }
    std::erase_if(found.numbers, [&](Number n) { return !of.covers(read.model.numbers.info(n).stated.path); });
    if (found.numbers.empty()) {
        at.mistake("E302", "of", "`" + path + "` has no number of a service of that kind and agency",
                   "a path such as `service.*.workers`, and services that there are");
    }
    return found;
}

Measure measure_of(Operation operation, const Reader& read, const std::vector<Number>& targets)
{
    const Model& model = read.model;
    const auto& target = model.numbers.info(targets.front());
    static const std::vector<std::pair<std::string_view, input::Dimension>> dimensions{
        {"1/year", input::Dimension::rate},        {"1/week", input::Dimension::weekly},
        {"week", input::Dimension::duration},      {"worker", input::Dimension::workers},
        {"hour/week", input::Dimension::hours},    {"GBP", input::Dimension::money},
        {"GBP/year", input::Dimension::money_rate}};
    Measure measure{input::Dimension::ratio};
    double most = std::numeric_limits<double>::infinity();
    bool whole = true;
    for (const Number other : targets) {
        const auto& info = model.numbers.info(other);
        most = std::min(most, info.high - info.low);
        whole = whole && (info.whole || read.flags.contains(info.stated.path));
    }
    if (operation != Operation::scale) {
        for (const auto& [unit, dimension] : dimensions) {
            if (target.stated.unit == unit) {
                measure.dimension = dimension;
            }
        }
    }
    if (operation == Operation::set) {
        measure.low = target.low;
        measure.high = target.high;
        for (const Number other : targets) {
            measure.low = std::max(measure.low, model.numbers.info(other).low);
            measure.high = std::min(measure.high, model.numbers.info(other).high);
            measure.whole = measure.whole || model.numbers.info(other).whole ||
                            read.flags.contains(model.numbers.info(other).stated.path);
        }
    }
    if (operation == Operation::scale) {
        measure = input::measures::hazard_ratio;
    } else {
        measure.whole = whole;
    }
    if (operation == Operation::add || operation == Operation::move) {
        measure.low = operation == Operation::move ? 0.0 : -most;
        measure.high = most;
    }
    return measure;
}

void check_targets(Section& at, std::string_view operation, const Change& change, const Model& model)
{
    const auto refuse = [&](const std::vector<Number>& targets, std::string_view key) {
        for (const Number target : targets) {
            const auto& info = model.numbers.info(target);
            if (info.kind == Kind::start) {
                at.mistake("E320", key,
                           "`" + info.stated.path + "` describes residents when they are created, before any policy",
                           "what a policy does to residents: an onset, an easing, a move");
                return;
            }
        }
    };
    refuse(change.targets, operation);
    refuse(change.move_to, "to");
}

void check_reach(Section& at, const Change& change, const Model& model)
{
    const auto& reach = model.reaches[static_cast<std::size_t>(change.reach)];
    if (reach.everyone()) {
        return;
    }
    for (const Number target : change.targets) {
        const auto& info = model.numbers.info(target);
        if (info.kind == Kind::shared || info.kind == Kind::staff || info.kind == Kind::dial) {
            at.mistake("E305", "whom",
                       "`" + info.stated.path + "` belongs to a service or place and cannot differ by resident",
                       "leave `whom` out");
            return;
        }
        if (info.kind == Kind::onset && !reach.fixed()) {
            at.mistake("E306", "whom",
                       "`" + info.stated.path +
                           "` concerns residents who do not have the need yet: `whom` may select them by sex, age, "
                           "deprivation or aces alone",
                       "a `whom` of fixed attributes, or leave it out");
            return;
        }
    }
}

bool fit_one_amount(Section& at, const std::string& word, const std::string& path, Operation operation,
                    const Meaning& meaning, const Model& model)
{
    if (operation == Operation::scale || meaning.numbers.empty()) {
        return true;
    }
    if (meaning.whole) {
        at.mistake("E321", word, "`" + path + "` is more than one number: its rate and every need's part",
                   "`scale`, or the path of one of them");
        return false;
    }
    const auto& first = model.numbers.info(meaning.numbers.front()).stated;
    for (const Number n : meaning.numbers) {
        const auto& other = model.numbers.info(n).stated;
        if (other.unit != first.unit) {
            at.mistake("E321", word,
                       "`" + first.path + "` and `" + other.path + "` have different units: no amount fits both",
                       "`scale`, or a change for each");
            return false;
        }
    }
    return true;
}

bool can_be_moved(Section& at, const std::string& path, const Change& change, const Model& model)
{
    bool can = change.targets.size() == change.move_to.size();
    for (std::size_t i = 0; can && i < change.targets.size(); ++i) {
        can = change.targets[i].index != change.move_to[i].index &&
              model.numbers.info(change.targets[i]).stated.unit == model.numbers.info(change.move_to[i]).stated.unit;
    }
    if (!can) {
        at.mistake("E315", "to", "nothing can be moved from `" + path + "` to `" + at.text("to") + "`",
                   "another number of the same unit, such as the workers of another service");
    }
    return can;
}

void check_staff(Section& at, const std::string& word, const Change& change, const Model& model)
{
    if (change.operation == Operation::move || !change.amount.set() || change.new_staff) {
        return;
    }
    const double amount = model.numbers.info(change.amount).stated.value;
    for (const Number target : change.targets) {
        const auto& info = model.numbers.info(target);
        const bool more = change.operation == Operation::add     ? amount > 0
                          : change.operation == Operation::scale ? amount > 1
                                                                 : amount > info.stated.value;
        if (info.kind == Kind::staff && more) {
            at.mistake("E311", word,
                       "`" + info.stated.path +
                           "` gets more workers, and the change does not state where they come from",
                       "new_staff = true where they are added, or move = … to = … where they are moved");
            return;
        }
    }
}

} // namespace meam::reading
