#pragma once
// Text metrics without access to fonts: the advance widths of DejaVu Sans, which is at least as wide as the other fonts
// that a drawing names.

#include <string>
#include <vector>

namespace meam::analysis {

/// Width of a text [px]. @param size  font size [px]
double text_width(const std::string& text, double size, bool bold);

/// Breaks a text at spaces into lines of at most `width` [px]. A longer word is not broken.
std::vector<std::string> wrapped(const std::string& text, double size, bool bold, double width);

/// Escapes & < > " and replaces control characters by spaces, so that no text is read as markup.
std::string xml_escaped(const std::string& text);

} // namespace meam::analysis
