#pragma once
// A resolved experiment file: the file, what it is based on, and --set, merged into one tree in which every leaf
// remembers where it came from. document.cpp is the only file of the project that includes toml++.

#include "sim/input/measure.hpp"
#include "sim/input/mistakes.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// Where a number comes from, as the file says.
enum class Status { sourced, assumed, unstated };

struct Quantity {
    double value = 0.0; ///< in the held unit of its dimension
    std::string unit;   ///< the held unit
    std::string path;   ///< "service.gp.threshold"; elements of an array end in ".0", ".1"…
    Status status = Status::unstated;
    std::string source;        ///< evidence id or public figure when sourced; the reason when assumed
    std::optional<double> low; ///< range, in the held unit
    std::optional<double> high;
    std::string distribution; ///< "uniform", "log_uniform"…; empty: not said
    std::string note;
    Spot spot;
};

struct Node; // one node of the merged tree
struct Tree; // all of it, with its files and mistakes

/// One table of the document, being read. Reading marks keys as known; a key that is not read is a mistake at the end.
/// Everything that goes wrong is added to the document's mistakes and a harmless value is returned. A section stays
/// good for as long as its document, also when that is moved.
class Section {
public:
    [[nodiscard]] const std::string& path() const { return path_; } ///< "service.gp"; "" for the root
    [[nodiscard]] std::string name() const;                         ///< last part of the path
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] Spot spot(std::string_view key = {}) const; ///< of the key, or of the table's header

    /// Keys of this table that hold something of its own, sorted by name: neither the words that speak of provenance
    /// (source, assumed, spread, unit, note) nor `about` and `label`.
    [[nodiscard]] std::vector<std::string> names() const;

    // A text that is stated is one line and not empty, and no list names anything twice (E116, E117, E118).
    std::string text(std::string_view key); ///< required
    std::string text(std::string_view key, std::string_view fallback);
    std::string choice(std::string_view key, const std::vector<std::string>& allowed,
                       std::string_view fallback = {}); ///< no fallback: required
    bool flag(std::string_view key, bool fallback);
    std::vector<std::string> texts(std::string_view key);         ///< array of at least one text; {} if absent
    std::vector<std::string> texts_or_none(std::string_view key); ///< the same, which may be empty
    std::optional<Section> child(std::string_view key);           ///< a table; none if absent
    std::vector<Section> children(std::string_view key);          ///< tables of table `key`, by name
    std::vector<Section> each(std::string_view key);              ///< an array of tables, in order

    /// A number: bare, "26 weeks", or { value, unit, source | assumed, low, high, distribution, note }. None if absent.
    std::optional<Quantity> quantity(std::string_view key, const Measure& measure);
    /// As quantity, but required: a mistake is added when absent.
    std::optional<Quantity> required(std::string_view key, const Measure& measure);
    /// An array of numbers, bare or { value = [..], unit … }: exactly `count` of them, or any number when 0. {} if
    /// absent.
    std::vector<Quantity> quantities(std::string_view key, const Measure& measure, std::size_t count = 0);
    /// Whether `key` holds a table with names of its own (neither a number, an array, nor a { value = … } record).
    [[nodiscard]] bool is_table(std::string_view key) const;
    /// Whether `key` holds an array of numbers, or a record whose value is one.
    [[nodiscard]] bool is_array(std::string_view key) const;

    /// This table need not be read: another mistake explains it.
    void pass_over();
    /// The value at `key` need not be read: another mistake explains it.
    void pass_over(std::string_view key);

    /// Removes a key that a later file has made void, so that the resolved experiment states what holds.
    void drop(std::string_view key);

    /// Adds a mistake at `key` (or at the table when empty).
    void mistake(std::string_view code, std::string_view key, std::string what, std::string mend);
    /// The same for what the user should know of an experiment that can run.
    void warning(std::string_view code, std::string_view key, std::string what, std::string mend);
    /// Whether `key` was stated in a file that overrides the one that states `other`; false unless both are there.
    [[nodiscard]] bool overrides(std::string_view key, std::string_view other) const;
    /// Places that the file was written for in which `key` (or the table when empty) is stated; empty: any.
    [[nodiscard]] const std::vector<std::string>& written_for(std::string_view key = {}) const;
    /// A mistake `unknown <kind> `word`` at `key`, with the nearest of `known`.
    void unknown(std::string_view code, std::string_view key, std::string_view kind, std::string_view word,
                 const std::vector<std::string>& known);
    /// A mistake at the path in the text of `key`, which is none of `known`: the caret points at its faulty part.
    /// @return the known path that may be meant; "" when none is near
    std::string unknown_path(std::string_view code, std::string_view key, std::string_view kind, std::string_view path,
                             const std::vector<std::string>& known);

private:
    friend class Document;
    Section(Tree& tree, Node& node, std::string path, std::string name);
    Node* asked(std::string_view key) const;                                    ///< the key is known from now on
    Node* taken(std::string_view key) const;                                    ///< and what it holds is read
    std::optional<Section> entered(std::string_view key, Node& node) const;     ///< if it is a table
    bool says_something(std::string_view key, const Node& node) const;          ///< else adds E116 or E117
    void lacks(std::string_view key, std::string mend) const;                   ///< adds E105
    void is_no(std::string_view key, const Node& node, std::string mend) const; ///< adds E106
    Tree* tree_ = nullptr;
    Node* node_ = nullptr;
    std::string path_;
    std::string name_;
};

/// How a document is put together.
struct DocumentOptions {
    /// Folders where `based_on` names are looked up, after the file's own folder.
    std::vector<std::filesystem::path> library;
    std::vector<std::string> sets; ///< "path=value", value parsed as TOML
    /// A number in a library file with neither source nor assumed, or assumed without a range, is a mistake.
    bool require_sources_in_library = true;
};

/// Merging: a later file wins leaf by leaf; tables merge, arrays and records are replaced whole. `based_on = "a"` or
/// ["a", "b"]: merged in order, each once, the file itself last. A name is looked up as <folder>/<name>.toml. A circle
/// is a mistake.
class Document {
public:
    /// Everything else that is wrong is a mistake of the document.
    /// @throws InputError  where a file cannot be read (exit 4), its syntax is broken, or what it is based on is
    /// missing or goes round in a circle (exit 3)
    Document(const std::filesystem::path& file, const DocumentOptions& options);
    /// The same from text, for tests and demos; `name` is the file's name in messages.
    static Document from_text(std::string_view text, std::string_view name, const DocumentOptions& options);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    Section root();
    Mistakes& mistakes();
    /// What the user should know of an experiment that can run: numbers that the program rounds, and the like.
    [[nodiscard]] const Mistakes& warnings() const;
    /// Adds a mistake E104 for every key that was not read, with the nearest key that the loader asked for in the same
    /// table.
    void report_unread();
    /// Every leaf as `path = value  # origin`, sorted by path: what `check --resolved` prints. It is TOML, and reads as
    /// the same experiment. Ask after reading, as for the digest: only then is it known which values are numbers.
    [[nodiscard]] std::string resolved() const;
    /// Digest of the resolved values alone (neither origins nor comments): equal for equal experiments. 32 hex digits.
    [[nodiscard]] std::string digest() const;
    [[nodiscard]] std::vector<std::filesystem::path> files() const; ///< every file that was read

private:
    Document();
    std::unique_ptr<Tree> tree_;
};

} // namespace meam::input
