#pragma once
// How wide a text will be, without asking a font of this machine: the advance widths of DejaVu Sans, which is at least
// as wide as the other faces that a drawing names.

#include <string>
#include <vector>

namespace meam::analysis {

/// [px] @param size  of the letters [px]
double text_width(const std::string& text, double size, bool bold);

/// Broken at blanks into lines no wider than that, where words allow; no word is cut.
std::vector<std::string> wrapped(const std::string& text, double size, bool bold, double width);

/// & < > " as entities, control characters as blanks, so that no text is markup.
std::string xml_escaped(const std::string& text);

} // namespace meam::analysis
