#pragma once
// A table of an experiment file, read by its declaration. The loader asks for a key by name alone: unit, range, allowed
// words and default come from the declaration of the key, so the loader cannot state them a second time.

#include "experiments/schema/schema.hpp"
#include "sim/input/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::schema {

/// Every function that takes a key throws std::logic_error if the table does not declare the key, or declares it as
/// something else: this is a mistake in the loader, not in the file.
class Section : private input::Section {
public:
    /// The experiment itself.
    explicit Section(input::Section root) : Section(std::move(root), all_tables().front()) {}
    Section(input::Section section, const Table& table) : input::Section(std::move(section)), table_(&table) {}

    using input::Section::drop;
    using input::Section::mistake;
    using input::Section::name;
    using input::Section::names;
    using input::Section::overrides;
    using input::Section::path;
    using input::Section::spot;
    using input::Section::unknown;
    using input::Section::unknown_path;
    using input::Section::warning;
    using input::Section::written_for;

    [[nodiscard]] bool declares(std::string_view key) const { return declaration(*table_, key) != nullptr; }

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] bool is_table(std::string_view key) const;
    [[nodiscard]] bool is_array(std::string_view key) const;
    void pass_over() { input::Section::pass_over(); }
    /// Suppresses the mistake "unknown key": another mistake of this key is reported. The key need not be declared.
    void pass_over(std::string_view key) { input::Section::pass_over(key); }
    /// Whether a key of this name stands here that belongs to other tables; the caller says why it is a mistake.
    [[nodiscard]] bool has_undeclared(std::string_view key);

    std::string text(std::string_view key); ///< required
    std::string text(std::string_view key, std::string_view fallback);
    /// The text stated, or the declared default, which has to be a text and not a description.
    std::string text_or_default(std::string_view key);
    /// One of the declared words: the one stated, or the default; required if no word is the default.
    std::string choice(std::string_view key);
    /// The words that are declared for a key.
    [[nodiscard]] const std::vector<std::string>& words(std::string_view key) const;
    bool flag(std::string_view key); ///< as stated, or the declared default
    std::vector<std::string> texts(std::string_view key);
    std::vector<std::string> texts_or_none(std::string_view key);
    std::optional<Section> child(std::string_view key);
    std::vector<Section> children(std::string_view key);
    std::vector<Section> each(std::string_view key);

    [[nodiscard]] bool holds_number(std::string_view key) const; ///< whether a number may stand at the key
    /// The declared measure of the number, or of each number of the array, at a key.
    [[nodiscard]] const input::Measure& measure(std::string_view key) const;
    std::optional<input::Quantity> quantity(std::string_view key);
    std::optional<input::Quantity> required(std::string_view key);
    /// @param count  length of the array where the declaration leaves it open; 0: any
    std::vector<input::Quantity> quantities(std::string_view key, std::size_t count = 0);
    /// The value stated, or the declared default, in the unit held.
    double value(std::string_view key);
    /// As quantity, with a highest value that depends on other parts of the file.
    std::optional<input::Quantity> quantity_up_to(std::string_view key, double highest);
    /// An amount: a number whose measure is that of the number it changes. Required.
    std::optional<input::Quantity> amount(std::string_view key, const input::Measure& measure);
    /// As amount, but it may be absent.
    std::optional<input::Quantity> amount_or_none(std::string_view key, const input::Measure& measure);
    /// An array of amounts; {} if absent.
    std::vector<input::Quantity> amounts(std::string_view key, const input::Measure& measure);

private:
    const Declaration& key(std::string_view name) const;
    const Form& form(std::string_view name, Holds holds) const;
    const Table& table_at(std::string_view key) const;

    const Table* table_;
};

} // namespace meam::schema
