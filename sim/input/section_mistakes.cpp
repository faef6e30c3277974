// Mistakes found while reading sections: the caret points at the wrong word.

#include "sim/input/characters.hpp"
#include "sim/input/leave_out.hpp"
#include "sim/input/path_parts.hpp"
#include "sim/input/tree.hpp"

#include <fmt/format.h>

namespace meam::input {

namespace {

/// The place of `word` inside a text that is written at `place`, where it can be seen there; else the whole.
Place narrowed(const Tree& tree, Place place, std::string_view word)
{
    if (place.source < 0) {
        return place;
    }
    const auto line = tree.source(place).line(place.line);
    const auto start = offset_of(line, static_cast<std::size_t>(place.column));
    const auto value = line.substr(start, offset_of(line.substr(start), static_cast<std::size_t>(place.width) + 1));
    const auto at = value.find(word);
    if (at == std::string_view::npos || word.empty()) {
        return place;
    }
    place.column += static_cast<int>(length(value.substr(0, at)));
    place.width = static_cast<int>(length(word));
    return place;
}

/// Location of `word` at a key: the key itself, the element of an array, or a part of a text.
Place place_of(const Tree& tree, const Node& node, std::string_view key, std::string_view word)
{
    if (key == word) {
        return node.key;
    }
    for (const auto& item : node.items) {
        if (item->text == word) {
            return item->place;
        }
    }
    return narrowed(tree, node.place, word);
}

} // namespace

void Section::mistake(std::string_view code, std::string_view key, std::string what, std::string mend)
{
    const Node* node = entry(*node_, key);
    const bool value = node != nullptr && node->kind != Node::Kind::table;
    tree_->add(code, value ? node->place : node == nullptr ? node_->key : node->key, std::move(what), std::move(mend));
}

void Section::warning(std::string_view code, std::string_view key, std::string what, std::string mend)
{
    const Node* node = entry(*node_, key);
    tree_->warn(code, node == nullptr ? node_->key : node->key, std::move(what), std::move(mend));
}

void Section::drop(std::string_view key)
{
    if (const auto found = node_->entries.find(key); found != node_->entries.end()) {
        node_->entries.erase(found);
    }
}

bool Section::overrides(std::string_view key, std::string_view other) const
{
    const Node* mine = asked(key);
    const Node* theirs = asked(other);
    return mine != nullptr && theirs != nullptr &&
           tree_->source(mine->place).rank() > tree_->source(theirs->place).rank();
}

const std::vector<std::string>& Section::written_for(std::string_view key) const
{
    static const std::vector<std::string> any;
    const Node* node = key.empty() ? node_ : asked(key);
    return node == nullptr || node->key.source < 0 ? any : tree_->source(node->key).written_for();
}

void Section::unknown(std::string_view code, std::string_view key, std::string_view kind, std::string_view word,
                      const std::vector<std::string>& known)
{
    Node* node = entry(*node_, key);
    if (node != nullptr && key == word) {
        node->read = Node::Read::whole; // reported once: the table under a wrong name need not be read
    }
    if (auto* left_out = left_out_as(*tree_, kind, word)) {
        left_out->references.insert(node == nullptr ? path_ : joined(path_, key));
        return;
    }
    tree_->add(code, node == nullptr ? node_->key : place_of(*tree_, *node, key, word),
               fmt::format("unknown {} `{}`", kind, word),
               known.empty() ? fmt::format("no {} is defined: does `based_on` list every file?", kind)
                             : did_you_mean(word, known));
}

std::string Section::unknown_path(std::string_view code, std::string_view key, std::string_view kind,
                                  std::string_view path, const std::vector<std::string>& known)
{
    const auto fault = faulty_path(path, known);
    if (auto* left_out = left_out_as(*tree_, kind, path)) {
        left_out->references.insert(joined(path_, key));
        return fault.meant;
    }
    const Node* node = entry(*node_, key);
    Place place = node == nullptr ? node_->key : place_of(*tree_, *node, key, path);
    if (!fault.part.empty() && place.width == static_cast<int>(length(path))) { // else it is written otherwise there
        place.column += static_cast<int>(length(path.substr(0, fault.at)));
        place.width = static_cast<int>(length(fault.part));
    }
    tree_->add(code, place, fmt::format("unknown {} `{}`", kind, path), fault.mend);
    return fault.meant;
}

} // namespace meam::input
