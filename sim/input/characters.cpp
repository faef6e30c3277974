#include "sim/input/characters.hpp"

#include <fmt/format.h>

namespace meam::input {

namespace {

/// What a first byte promises: how many bytes, and the smallest code that needs them. No bytes: it begins nothing.
struct Lead {
    std::size_t bytes = 0;
    char32_t code = 0;
    char32_t least = 0;
};

Lead lead_of(unsigned char byte)
{
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if ((byte & 0xE0U) == 0xC0) {
        return {2, byte & 0x1FU, 0x80};
    }
    if ((byte & 0xF0U) == 0xE0) {
        return {3, byte & 0x0FU, 0x800};
    }
    if ((byte & 0xF8U) == 0xF0) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {};
}

/// Marks that reorder or hide the characters around them: a name could look like another name.
bool is_deceptive(char32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || c == 0x061C;
}

bool is_wide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_combining(char32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F);
}

} // namespace

bool is_control(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Character first_character(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Character broken{byte(0), 1, false};
    const Lead lead = lead_of(byte(0));
    if (lead.bytes == 0 || lead.bytes > text.size()) {
        return broken;
    }
    char32_t code = lead.code;
    for (std::size_t i = 1; i < lead.bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) {
            return broken;
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < lead.least || code > 0x10FFFF || surrogate) {
        return broken;
    }
    return {code, lead.bytes, true};
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        const Character c = first_character(text);
        if (!c.valid) {
            return false;
        }
        text.remove_prefix(c.bytes);
    }
    return true;
}

std::string printable(const Character& character, std::string_view text)
{
    if (!character.valid) {
        return fmt::format("\\x{:02X}", static_cast<unsigned>(character.code));
    }
    if (is_control(character.code) || is_deceptive(character.code)) {
        return fmt::format("\\u{:04X}", static_cast<unsigned>(character.code));
    }
    return std::string(text);
}

std::string printable(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const Character c = first_character(text);
        out += printable(c, text.substr(0, c.bytes));
        text.remove_prefix(c.bytes);
    }
    return out;
}

int cells(const Character& character)
{
    if (!character.valid) {
        return 4;
    }
    if (is_control(character.code) || is_deceptive(character.code)) {
        return 6;
    }
    if (is_combining(character.code)) {
        return 0;
    }
    return is_wide(character.code) ? 2 : 1;
}

std::size_t length(std::string_view text)
{
    std::size_t characters = 0;
    for (; !text.empty(); ++characters) {
        text.remove_prefix(first_character(text).bytes);
    }
    return characters;
}

std::size_t offset_of(std::string_view text, std::size_t column)
{
    std::size_t bytes = 0;
    for (std::size_t at = 1; at < column && bytes < text.size(); ++at) {
        bytes += first_character(text.substr(bytes)).bytes;
    }
    return bytes;
}

} // namespace meam::input
