#include "experiments/cli/command_line.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "sim/input/characters.hpp"

#include <algorithm>
#include <fmt/format.h>
namespace meam::cli {
namespace {

bool needs_quotes(const std::string& word)
{
    return word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                  "0123456789_-./:=,+%") != std::string::npos;
}

bool is_printable(const std::string& word)
{
    return input::printable(word) == word;
}

/// In the form $'…', in which a control character of the word is an escape sequence.
std::string escaped(const std::string& word)
{
    std::string inside;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        inside += byte < 0x20 || byte >= 0x7F ? fmt::format("\\x{:02x}", static_cast<unsigned>(byte))
                  : c == '\'' || c == '\\'    ? std::string("\\") + c
                                              : std::string(1, c);
    }
    return "$'" + inside + "'";
}

std::string quoted(const std::string& word)
{
    std::string inside;
    for (const char c : word) {
        inside += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return "'" + inside + "'";
}

} // namespace

std::string shell_word(const std::string& word)
{
    return !needs_quotes(word) ? word : is_printable(word) ? quoted(word) : escaped(word);
}

std::string shell_path(const std::string& path)
{
    return shell_word((path.starts_with('-') ? "./" : "") + path);
}

CommandLine::CommandLine(std::vector<std::string> words) : words_(std::move(words))
{
    for (const auto& word : words_) {
        starts_.push_back(text_.size() + 1);
        text_ += " " + shell_word(word);
    }
}

bool CommandLine::has(std::string_view option) const
{
    return std::ranges::any_of(words_, [option](const std::string& word) {
        return word == option || word.starts_with(std::string(option) + "=");
    });
}

input::Spot CommandLine::at(std::size_t byte, std::size_t bytes) const
{
    const auto before = input::length(std::string_view(text_).substr(0, byte));
    const auto width = input::length(std::string_view(text_).substr(byte, bytes));
    return {"command line", 0, static_cast<int>(before) + 1, static_cast<int>(width), text_};
}

input::Spot CommandLine::spot(std::size_t word) const
{
    const auto end = word + 1 < starts_.size() ? starts_[word + 1] - 1 : text_.size();
    return at(starts_[word], end - starts_[word]);
}

input::Spot CommandLine::value_spot(std::size_t word) const
{
    const auto equals = words_[word].find('=');
    if (!words_[word].starts_with("--") || equals == std::string::npos || needs_quotes(words_[word])) {
        return spot(word);
    }
    return at(starts_[word] + equals + 1, words_[word].size() - equals - 1);
}

input::Spot CommandLine::spot_of(std::string_view value) const
{
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const std::string_view word = words_[i];
        if (word == value || (value.starts_with("--") && word.starts_with(std::string(value) + "="))) {
            return spot(i);
        }
        if (word.starts_with("--") && word.ends_with("=" + std::string(value))) {
            return value_spot(i);
        }
    }
    return end();
}

input::Spot CommandLine::end() const
{
    return at(text_.size(), 0);
}

void throw_if_any(const input::Mistakes& mistakes)
{
    if (!mistakes.none()) {
        throw input::InputError(mistakes.text(), mistakes.all(), command_line_wrong);
    }
}

void refuse(const CommandLine& line, std::string_view code, std::string_view value, std::string what, std::string mend)
{
    input::Mistakes mistakes;
    mistakes.add(code, line.spot_of(value), std::move(what), std::move(mend));
    throw input::InputError(mistakes.text(), mistakes.all(), command_line_wrong);
}

} // namespace meam::cli
