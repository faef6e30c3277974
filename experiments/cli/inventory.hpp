#pragma once
// What an experiment holds, by name: for `list`, `explain` and completions.

#include "experiments/experiment.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace meam::cli {

/// One thing, and what is to be said of it, in order.
struct Item {
    std::string name;
    std::vector<std::pair<std::string, std::string>> says;

    Item& say(const std::string& what, const std::string& text); ///< nothing where the text is empty
};

class Inventory {
public:
    /// @param name  a file, or an experiment of the library
    explicit Inventory(const std::string& name);

    [[nodiscard]] const Experiment& experiment() const { return experiment_; }
    /// "needs", "services"…: each with its label and more; parameters with value, unit, status, range and source.
    [[nodiscard]] std::vector<Item> items(const std::string& kind);
    /// What its file says it is: its own `about`, or that of its file of the library.
    [[nodiscard]] std::string about(const std::string& table, const std::string& name);
    [[nodiscard]] std::string label(const std::string& table, const std::string& name);
    /// The number, or every element of the array, at a stated path; {} where it is none.
    [[nodiscard]] std::vector<input::Quantity> numbers(const std::string& path) const;
    /// Every stated path with its value, as TOML, and where it is stated.
    [[nodiscard]] const std::map<std::string, std::pair<std::string, std::string>>& stated() const { return stated_; }
    [[nodiscard]] std::vector<std::string> scenarios() const;
    [[nodiscard]] std::vector<std::string> outcomes() const;

private:
    // The items of one kind each.
    std::vector<Item> list_systems();
    std::vector<Item> list_policies();
    std::vector<Item> list_bundles();
    std::vector<Item> list_crises();
    std::vector<Item> list_needs();
    std::vector<Item> list_services();
    std::vector<Item> list_circumstances();
    std::vector<Item> list_stocks();
    std::vector<Item> list_channels();
    std::vector<Item> list_contacts();
    std::vector<Item> list_places();
    std::vector<Item> list_outcomes();
    std::vector<Item> list_parameters();
    std::vector<Item> list_datasets();
    std::vector<Item> list_axes();

    /// The file of the library that states most of what begins with `prefix`, below its folder; "" if none does.
    [[nodiscard]] std::string library_file_of(const std::string& prefix) const;

    input::DocumentOptions options_;
    input::Document document_;
    Experiment experiment_;
    std::map<std::string, std::pair<std::string, std::string>> stated_;
};

} // namespace meam::cli
