#pragma once

namespace meam::cli {

/// Prints the reference page of the experiment file, in Markdown.
int schema_page();

} // namespace meam::cli
