// Section's numbers: value, unit, where it comes from and its range.

#include "sim/input/nearest.hpp"
#include "sim/input/number.hpp"
#include "sim/input/provenance.hpp"
#include "sim/input/range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace meam::input {

namespace {

/// Distributions of an assumed number over its range.
const std::vector<std::string>& distributions()
{
    static const std::vector<std::string> words{"uniform", "log_uniform"};
    return words;
}

/// A number in the tree: bare, or a record.
class Reading {
public:
    Reading(Tree& tree, Node& node, const Measure& measure, std::string path)
        : tree_(tree), node_(node), measure_(measure), path_(std::move(path)),
          record_(is_record(node) ? &node : nullptr), value_(value_in(node)),
          said_(record_ != nullptr ? said_with(tree, node, path_, *node.said) : *node.said)
    {
        node_.read = Node::Read::whole;
        node_.is_quantity = true;
        check_words();
    }

    Quantity one()
    {
        const auto unit = unit_of_bare_numbers();
        if (!unit) {
            return described(value_, path_);
        }
        const NumberReader reader(tree_, measure_, path_, *unit);
        Quantity quantity = described(value_, path_);
        const auto value = reader.number(value_, path_);
        if (!value) {
            return quantity;
        }
        quantity.value = *value;
        const Range range = range_of(tree_, measure_, path_, reader, record_, spread_of(said_, record_), *value);
        quantity.low = range.low;
        quantity.high = range.high;
        check_distribution(range);
        check_library(range.low.has_value());
        return quantity;
    }

    std::vector<Quantity> many(std::size_t count)
    {
        std::vector<Quantity> all;
        const auto unit = unit_of_bare_numbers();
        if (value_.kind != Node::Kind::array) {
            tree_.add("E106", value_.place, fmt::format("`{}` is {}", path_, kind_name(value_)),
                      fmt::format("an array of {}numbers, each {}", count > 0 ? std::to_string(count) + " " : "",
                                  description(measure_)));
        } else if (count > 0 && value_.items.size() != count) {
            tree_.add("E115", value_.place, fmt::format("`{}` holds {} numbers", path_, value_.items.size()),
                      fmt::format("exactly {}", count));
        } else if (unit) {
            all = elements(*unit);
        }
        while (all.size() < count) {
            all.push_back(described(value_, element(all.size())));
        }
        return all;
    }

private:
    [[nodiscard]] std::string element(std::size_t i) const { return path_ + "." + std::to_string(i); }

    std::vector<Quantity> elements(const std::string& unit)
    {
        const NumberReader reader(tree_, measure_, path_, unit);
        if (unit.empty() && !may_be_bare(measure_.dimension) &&
            std::ranges::all_of(value_.items, [](const auto& item) { return is_number(*item); })) {
            tree_.add("E108", value_.place, fmt::format("`{}` has no unit", path_), reader.unit_missing({}));
            return {};
        }
        const auto factors = factors_of(tree_, path_, record_);
        const auto spread = spread_of(said_, record_);
        std::vector<Quantity> all;
        for (std::size_t i = 0; i < value_.items.size(); ++i) {
            Quantity quantity = described(*value_.items[i], element(i));
            const auto value = reader.number(*value_.items[i], quantity.path);
            const auto range = value ? range_of(measure_, factors, spread, *value) : Range{};
            quantity.value = value.value_or(quantity.value);
            quantity.low = range.low;
            quantity.high = range.high;
            if (value) {
                check_distribution(range);
            }
            all.push_back(std::move(quantity));
        }
        check_library(factors || spread || all.empty());
        return all;
    }

    /// Everything but value and range.
    [[nodiscard]] Quantity described(const Node& at, std::string path) const
    {
        Quantity quantity;
        quantity.value = harmless(measure_);
        quantity.unit = held_unit(measure_.dimension);
        quantity.path = std::move(path);
        quantity.status = said_.status;
        quantity.source = said_.source;
        quantity.note = said_.note;
        const Node* distribution = record_ == nullptr ? nullptr : entry(*record_, "distribution");
        if (distribution != nullptr && distribution->kind == Node::Kind::text) {
            quantity.distribution = distribution->text;
        }
        quantity.spot = tree_.spot(at.place);
        return quantity;
    }

    /// Words of the record that mean nothing, or hold what they cannot.
    void check_words() const
    {
        if (record_ == nullptr) {
            return;
        }
        for (const auto& [name, node] : record_->entries) {
            if (!is_record_word(name)) {
                tree_.add("E104", node->key, "unknown key `" + joined(path_, name) + "`",
                          did_you_mean(name, record_words()));
            }
        }
        const Node* distribution = entry(*record_, "distribution");
        if (distribution == nullptr) {
            return;
        }
        const auto name = joined(path_, "distribution");
        if (distribution->kind != Node::Kind::text) {
            tree_.add("E106", distribution->place, fmt::format("`{}` is {}", name, kind_name(*distribution)),
                      R"(a text in quotes: "uniform")");
        } else if (std::ranges::find(distributions(), distribution->text) == distributions().end()) {
            const auto near = nearest(distribution->text, distributions());
            tree_.add("E113", distribution->place,
                      fmt::format("`{}` = {} is not an allowed word", name, shortly(*distribution)),
                      near.empty() ? one_of(distributions())
                                   : fmt::format("did you mean `{}`? ({})", near, one_of(distributions())));
        }
    }

    /// A distribution needs a range to draw from, and a log-uniform one a range above 0.
    void check_distribution(const Range& range) const
    {
        const Node* distribution = record_ == nullptr ? nullptr : entry(*record_, "distribution");
        const bool known = distribution != nullptr && distribution->kind == Node::Kind::text &&
                           std::ranges::find(distributions(), distribution->text) != distributions().end();
        if (!known) {
            return;
        }
        if (!range.low) {
            tree_.add("E105", distribution->place, fmt::format("`{}` has a distribution and no range", path_),
                      "add low = … and high = …, or leave `distribution` out");
        } else if (distribution->text == distributions()[1] && *range.low < *range.high && *range.low <= 0) {
            tree_.add("E112", distribution->place,
                      fmt::format("`{}` is log-uniform over a range that begins at {}", path_, *range.low),
                      "a `low` above 0, or distribution = \"uniform\"");
        }
    }

    /// The number's own unit, else that of the nearest table around it; "" where it needs none; none after a mistake.
    std::optional<std::string> unit_of_bare_numbers() const
    {
        const Node* own = record_ == nullptr ? nullptr : entry(*record_, "unit");
        if (own != nullptr && own->kind == Node::Kind::text) {
            if (fits(own->text)) {
                return own->text;
            }
            NumberReader(tree_, measure_, path_, {}).wrong_unit(own->place, path_, own->text);
            return std::nullopt;
        }
        if (may_be_bare(measure_.dimension)) {
            return std::string();
        }
        node_.unit = unit_around();
        return node_.unit;
    }

    /// What tables of the same file say comes first; then the tables around in the merged tree.
    [[nodiscard]] std::string unit_around() const
    {
        if (fits(node_.said->unit)) {
            return node_.said->unit;
        }
        for (const Node* table = node_.parent; table != nullptr; table = table->parent) {
            const Node* unit = entry(*table, "unit");
            if (unit != nullptr && unit->kind == Node::Kind::text && fits(unit->text)) {
                return unit->text;
            }
        }
        return {};
    }

    [[nodiscard]] bool fits(std::string_view unit) const { return factor_to_held(measure_.dimension, unit) != 0; }

    /// In the library every number of the model has a source, or says that it is assumed, and how far it may be off.
    void check_library(bool ranged) const
    {
        const bool in_library = tree_.options.require_sources_in_library && tree_.source(value_.place).in_library();
        if (!in_library || (measure_.dimension == Dimension::count && !is_of_the_model())) {
            return;
        }
        if (said_.status == Status::unstated) {
            tree_.add("E110", value_.place, fmt::format("`{}` = {} has no source", path_, shortly(value_)),
                      R"(add source = "…", or assumed = "why" with a range)");
        } else if (said_.status == Status::assumed && !ranged) {
            tree_.add("E111", value_.place, fmt::format("`{}` = {} is assumed without a range", path_, shortly(value_)),
                      "add low = … and high = …, or spread = 2");
        }
    }

    [[nodiscard]] bool is_of_the_model() const
    {
        constexpr std::array<std::string_view, 10> tables{"need.",  "stock.", "circumstance.", "crisis.",
                                                          "death.", "place.", "departure.",    "service.",
                                                          "edge.",  "policy."};
        return std::ranges::any_of(tables, [this](std::string_view table) { return path_.starts_with(table); });
    }

    Tree& tree_;
    Node& node_;
    const Measure& measure_;
    std::string path_;
    const Node* record_; ///< nullptr: the number is bare
    const Node& value_;
    Said said_;
};

} // namespace

std::optional<Quantity> Section::quantity(std::string_view key, const Measure& measure)
{
    Node* node = taken(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    return Reading(*tree_, *node, measure, joined(path_, key)).one();
}

std::optional<Quantity> Section::required(std::string_view key, const Measure& measure)
{
    if (auto found = quantity(key, measure)) {
        return found;
    }
    lacks(key, fmt::format("add {}: {}", toml_key(key), description(measure)));
    Quantity nothing;
    nothing.value = harmless(measure);
    nothing.unit = held_unit(measure.dimension);
    nothing.path = joined(path_, key);
    nothing.spot = spot();
    return nothing;
}

std::vector<Quantity> Section::quantities(std::string_view key, const Measure& measure, std::size_t count)
{
    Node* node = taken(key);
    if (node == nullptr) {
        return {};
    }
    return Reading(*tree_, *node, measure, joined(path_, key)).many(count);
}

} // namespace meam::input
