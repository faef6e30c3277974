#pragma once
// UTF-8 that comes from outside: read a character at a time, and made harmless before it reaches a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace meam::input {

struct Character {
    char32_t code = 0;     ///< a broken byte: that byte
    std::size_t bytes = 1; ///< taken from the text
    bool valid = true;     ///< well-formed UTF-8
};

/// The first character of a text that is not empty. A byte that begins no well-formed character is one of its own.
Character first_character(std::string_view text);
bool is_utf8(std::string_view text);
/// A control character: C0, DEL or C1.
bool is_control(char32_t code);
/// Whether a text is empty or holds blanks alone.
bool is_blank(std::string_view text);
/// The text with control characters, marks that turn the direction of writing, and broken bytes written as \u001B,
/// \xFF.
std::string printable(std::string_view text);
/// The same for one character, of which `text` are the bytes.
std::string printable(const Character& character, std::string_view text);
/// Cells of a terminal that `printable` of this character takes: 0 for a combining mark, 2 for a wide one.
int cells(const Character& character);
/// Characters in a text, as columns count them.
std::size_t length(std::string_view text);
/// Bytes before character number `column`, counted from 1; at most the length of the text.
std::size_t offset_of(std::string_view text, std::size_t column);

} // namespace meam::input
