// The only file that includes toml++: from text to our own tree, and the document around it.

#include "sim/input/document.hpp"

#include "sim/input/characters.hpp"
#include "sim/input/key_depth.hpp"
#include "sim/input/leave_out.hpp"
#include "sim/input/load.hpp"
#include "sim/input/resolved.hpp"
#include "sim/input/syntax.hpp"
#include "sim/input/unread.hpp"

#include <toml++/toml.h>

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace meam::input {

namespace {

constexpr int deepest_key = 32;     ///< dots in one key
constexpr int deepest_tree = 32;    ///< tables and arrays in each other
constexpr int whole_line = 1 << 20; ///< width of what goes on in another line

/// Keys name tables, columns and addresses of results, which HDF5 stores in at most 64 KiB each.
constexpr std::size_t longest_key = 200;     ///< [byte]
constexpr std::size_t longest_text = 10'000; ///< [byte]

class Conversion {
public:
    Conversion(Tree& tree, int source) : tree_(tree), source_(source) {}

    std::unique_ptr<Node> node(const toml::node& from, int depth)
    {
        auto to = std::make_unique<Node>();
        to->place = to->key = place(from.source());
        if (depth > deepest_tree) {
            tree_.add("E100", to->place, "tables or arrays are nested more than 32 levels deep", "use fewer levels");
            return to;
        }
        if (const auto* table = from.as_table()) {
            for (const auto& [key, value] : *table) {
                check_characters(key.str(), place(key.source()), false);
                auto& child = to->entries[std::string(key.str())];
                child = node(value, depth + 1);
                child->key = place(key.source());
                check_length("key", key.str(), longest_key, child->key);
            }
        } else if (const auto* array = from.as_array()) {
            to->kind = Node::Kind::array;
            for (const auto& item : *array) {
                to->items.push_back(node(item, depth + 1));
            }
        } else {
            leaf(from, *to);
            check_length("text", to->text, longest_text, to->place);
            check_characters(to->text, to->place, true);
        }
        return to;
    }

private:
    /// A file of results stores keys and texts of limited length.
    void check_length(const std::string& what, std::string_view text, std::size_t longest, const Place& at)
    {
        if (text.size() > longest) {
            tree_.add("E126", at, "a " + what + " of " + std::to_string(text.size()) + " bytes",
                      "at most " + std::to_string(longest) + " bytes");
        }
    }

    /// No control character enters the program by a file: what is printed of a file is what was written.
    void check_characters(std::string_view text, const Place& at, bool may_break)
    {
        for (std::string_view rest = text; !rest.empty();) {
            const Character c = first_character(rest);
            const bool breaks = c.code == U'\n' || c.code == U'\t' || rest.starts_with("\r\n");
            if (is_control(c.code) && !(may_break && breaks)) {
                tree_.add("E116", at, fmt::format("a control character, {}", printable(c, rest.substr(0, c.bytes))),
                          "take it out: names and texts are made of characters that can be seen");
                return;
            }
            rest.remove_prefix(c.bytes);
        }
    }

    [[nodiscard]] Place place(const toml::source_region& region) const
    {
        const bool one_line = region.begin.line == region.end.line && region.end.column > region.begin.column;
        return {source_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column),
                one_line ? static_cast<int>(region.end.column - region.begin.column) : whole_line};
    }

    static void leaf(const toml::node& from, Node& to)
    {
        if (const auto* text = from.as_string()) {
            to.kind = Node::Kind::text;
            to.text = text->get();
        } else if (const auto* integer = from.as_integer()) {
            to.kind = Node::Kind::integer;
            to.integer = integer->get();
        } else if (const auto* real = from.as_floating_point()) {
            to.kind = Node::Kind::real;
            to.real = real->get();
        } else if (const auto* flag = from.as_boolean()) {
            to.kind = Node::Kind::flag;
            to.flag = flag->get();
        } else {
            std::ostringstream words;
            from.visit([&words](const auto& value) {
                if constexpr (toml::is_date<decltype(value)> || toml::is_time<decltype(value)> ||
                              toml::is_date_time<decltype(value)>) {
                    words << value.get();
                }
            });
            to.kind = Node::Kind::date;
            to.text = words.str();
        }
    }

    Tree& tree_;
    int source_;
};

/// Where the text stops being UTF-8; a place in no line where it never does.
Place broken_character(std::string_view text, int source)
{
    Place at{source, 1, 1, 1};
    for (std::string_view rest = text; !rest.empty();) {
        const Character c = first_character(rest);
        if (!c.valid) {
            return at;
        }
        at.column = c.code == U'\n' ? 1 : at.column + 1;
        at.line += c.code == U'\n' ? 1 : 0;
        rest.remove_prefix(c.bytes);
    }
    return {source, 0, 0, 1};
}

/// The first word of a line: what a key that is stated twice is.
Place first_word(std::string_view line, Place at)
{
    const auto start = std::min(line.find_first_not_of(" \t["), line.size());
    const auto end = std::min(line.find_first_of(" \t=]", start), line.size());
    at.column = static_cast<int>(length(line.substr(0, start))) + 1;
    at.width = static_cast<int>(length(line.substr(start, end - start)));
    return at;
}

} // namespace

std::unique_ptr<Node> parsed(Tree& tree, int source, const std::string& text)
{
    if (const Place broken = broken_character(text, source); broken.line > 0) {
        tree.add("E100", broken, "the file is not UTF-8 text", "save the file as UTF-8");
        return nullptr;
    }
    if (const auto deep = deep_key(text, deepest_key)) {
        tree.add("E100", {source, deep->line, deep->column, 1}, "a key with more than 32 dots", "use fewer levels");
        return nullptr;
    }
    try {
        const toml::table root = toml::parse(std::string_view(text));
        return Conversion(tree, source).node(root, 0);
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        const Place at{source, static_cast<int>(begin.line), static_cast<int>(begin.column), 1};
        const auto line = tree.source(at).line(at.line);
        const bool at_end = offset_of(line, begin.column) == line.size();
        const auto said = explained(error.description(), at_end);
        tree.add("E100", said.at_key ? first_word(line, at) : at, said.what, said.mend);
        return nullptr;
    }
}

Document::Document() : tree_(std::make_unique<Tree>()) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Document::Document(const std::filesystem::path& file, const DocumentOptions& options) : Document()
{
    tree_->options = options;
    load_file(*tree_, named_by_user(file, options.library));
}

Document Document::from_text(std::string_view text, std::string_view name, const DocumentOptions& options)
{
    Document document;
    document.tree_->options = options;
    load_text(*document.tree_, name, text);
    return document;
}

Section Document::root()
{
    tree_->root->read = Node::Read::entered;
    return {*tree_, *tree_->root, {}, {}};
}

Mistakes& Document::mistakes()
{
    report_references(*tree_);
    return tree_->mistakes;
}

const Mistakes& Document::warnings() const
{
    return tree_->warnings;
}

void Document::report_unread()
{
    input::report_unread(*tree_);
}

std::string Document::resolved() const
{
    return input::resolved(*tree_);
}

std::string Document::digest() const
{
    return input::digest(*tree_);
}

std::vector<std::filesystem::path> Document::files() const
{
    return tree_->files;
}

} // namespace meam::input
