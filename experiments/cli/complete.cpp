#include "experiments/cli/complete.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/cli/inventory.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/schema/values.hpp"
#include "experiments/storage.hpp"
#include "sim/input/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <set>

namespace meam::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// Files and folders that begin so; folders end in a slash.
Words matching_files(const std::string& typed, const std::string& ending)
{
    const auto slash = typed.rfind('/');
    const auto folder = slash == std::string::npos ? std::string() : typed.substr(0, slash + 1);
    Words found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, none)) {
        const auto name = entry.path().filename().string();
        const bool hidden = name.starts_with('.') && !typed.substr(folder.size()).starts_with('.');
        if (entry.is_directory(none) && !hidden) {
            found.push_back(folder + name + "/");
        } else if (name.ends_with(ending) && !hidden && ending != "/") {
            found.push_back(folder + name);
        }
    }
    return found;
}

/// Up to the next dot behind what is typed: a path is completed part by part.
std::string next_part(const std::string& path, const std::string& typed)
{
    const auto dot = path.find('.', typed.size());
    return dot == std::string::npos ? path : path.substr(0, dot + 1);
}

class Completing {
public:
    Completing(const std::vector<Verb>& verbs, const Words& words)
        : verbs_(verbs), verb_(*verb_named(verbs, words.front())), words_(words), typed_(words.back())
    {}

    Words all()
    {
        const auto* before = words_.size() > 2 ? verb_.option(words_[words_.size() - 2]) : nullptr;
        const auto equals = typed_.find('=');
        if (before != nullptr && !before->value.empty()) {
            return values(*before);
        }
        if (typed_.starts_with("--") && equals != std::string::npos) {
            const auto option = typed_.substr(0, equals + 1);
            typed_.erase(0, equals + 1);
            const auto* parameter = verb_.option(option.substr(0, equals));
            Words found = parameter == nullptr ? Words{} : values(*parameter);
            for (auto& one : found) {
                one.insert(0, option);
            }
            return found;
        }
        if (typed_.starts_with('-')) {
            return options();
        }
        const auto positionals = verb_.positionals();
        const auto before_it = given().size();
        if (positionals.empty() || (before_it >= positionals.size() && !positionals.back()->repeats)) {
            return options();
        }
        return values(*positionals[std::min(before_it, positionals.size() - 1)]);
    }

private:
    /// Words before the last that stand without an option.
    [[nodiscard]] Words given() const
    {
        Words found;
        for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
            const auto* option = verb_.option(words_[i]);
            if (option != nullptr && !option->value.empty()) {
                ++i;
            } else if (!words_[i].starts_with('-')) {
                found.push_back(words_[i]);
            }
        }
        return found;
    }

    [[nodiscard]] Words options() const
    {
        Words found;
        for (const auto& name : verb_.option_names()) {
            if (verb_.option(name)->repeats || std::ranges::find(words_, name) == words_.end() || name == typed_) {
                found.push_back(name);
            }
        }
        return found;
    }

    Words values(const Parameter& parameter)
    {
        if (!parameter.words.empty()) {
            return parameter.words;
        }
        using Source = std::function<Words()>;
        const std::map<std::string, Source> sources{
            {"EXPERIMENT", [this] { return experiments(); }},
            {"PATH=VALUE", [this] { return settings(); }},
            {"SCENARIO", [this] { return scenarios(""); }},
            {"SCENARIO:REPLICATE", [this] { return scenarios(":"); }},
            {"OUTCOME", [this] { return outcomes(); }},
            {"NAME", [this] { return names(); }},
            {"VERB", [this] { return verb_names(verbs_); }},
            {"RESULTS", [this] { return matching_files(typed_, ".h5"); }},
            {"FILE", [this] { return matching_files(typed_, ""); }},
            {"DIR", [this] { return matching_files(typed_, "/"); }},
        };
        const auto source = sources.find(parameter.value);
        return source == sources.end() ? Words{} : source->second();
    }

    [[nodiscard]] Words experiments() const
    {
        auto found = matching_files(typed_, ".toml");
        std::ranges::move(library_experiments(), std::back_inserter(found));
        return found;
    }

    /// The experiment that the line speaks of.
    [[nodiscard]] Inventory inventory() const
    {
        const auto in = std::ranges::find(words_, "--in");
        if (in != words_.end() && in + 1 != words_.end()) {
            return Inventory(*(in + 1));
        }
        const auto positionals = verb_.positionals();
        const bool names_one = !positionals.empty() && positionals.front()->value == "EXPERIMENT" && !given().empty();
        return Inventory(names_one ? given().front() : "kirkholt");
    }

    /// The results that the line speaks of; nullptr where it speaks of none.
    [[nodiscard]] std::unique_ptr<results::Source> results() const
    {
        const auto positionals = verb_.positionals();
        const bool names_some = !positionals.empty() && positionals.front()->value == "RESULTS" && !given().empty();
        return names_some ? open_source(given().front()) : nullptr;
    }

    [[nodiscard]] Words scenarios(const std::string& behind) const
    {
        const auto source = results();
        auto found = source ? source->layout().scenarios : inventory().scenarios();
        for (auto& one : found) {
            one += behind;
        }
        return found;
    }

    [[nodiscard]] Words outcomes() const
    {
        const auto source = results();
        if (!source) {
            return inventory().outcomes();
        }
        Words found;
        for (const auto& outcome : analysis::outcomes_of(source->layout())) {
            found.push_back(outcome.name);
        }
        return found;
    }

    /// Paths part by part; a whole one goes on with `=`, and then with the value it has.
    [[nodiscard]] Words settings() const
    {
        const auto known = inventory();
        Words found;
        if (const auto equals = typed_.find('='); equals != std::string::npos) {
            const auto path = typed_.substr(0, equals);
            const auto numbers = known.numbers(path);
            const auto stated = known.stated().find(path);
            if (numbers.size() != 1 || stated == known.stated().end()) {
                return {};
            }
            const auto& number = numbers.front();
            const auto value = schema::set_text(path, numbers);
            if (!value.starts_with('"')) {
                return {path + "=" + value};
            }
            const bool bare = stated->second.first.find("unit = \"" + number.unit + "\"") != std::string::npos;
            return bare ? Words{fmt::format("{}={}", path, number.value)} : Words{}; // which keeps the unit stated
        }
        for (const auto& [path, value] : known.stated()) {
            if (path.starts_with(typed_) && path.find('"') == std::string::npos) {
                const auto part = next_part(path, typed_);
                found.push_back(part == path ? path + "=" : part);
            }
        }
        return found;
    }

    [[nodiscard]] Words names() const
    {
        Words found;
        for (const auto& row : input::catalogue()) {
            found.emplace_back(row.code);
        }
        auto known = inventory();
        for (const auto* kind : {"policies", "bundles", "crises", "needs", "services", "systems", "outcomes",
                                 "circumstances", "stocks", "channels", "contacts", "places"}) {
            for (const auto& item : known.items(kind)) {
                found.push_back(item.name);
            }
        }
        for (const auto& [path, value] : known.stated()) {
            if (path.starts_with(typed_)) {
                found.push_back(next_part(path, typed_));
            }
        }
        return found;
    }

    const std::vector<Verb>& verbs_;
    const Verb& verb_;
    const Words& words_;
    std::string typed_;
};

Words possible(const std::vector<Verb>& verbs, const Words& words)
{
    if (words.size() < 2) {
        return verb_names(verbs);
    }
    if (verb_named(verbs, words.front()) == nullptr) {
        return {};
    }
    try {
        return Completing(verbs, words).all();
    } catch (const std::exception&) { // an experiment or results that cannot be read: the verb itself will say so
        return {};
    }
}

} // namespace

std::vector<std::string> candidates(const std::vector<Verb>& verbs, const std::vector<std::string>& words)
{
    const auto typed = words.empty() ? std::string() : words.back();
    std::set<std::string> found;
    for (const auto& one : possible(verbs, words)) {
        if (one.starts_with(typed)) {
            found.insert(one);
        }
    }
    return {found.begin(), found.end()};
}

} // namespace meam::cli
