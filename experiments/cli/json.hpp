#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace meam::cli {

/// The text of a JSON value as every verb prints it. Bytes that are no UTF-8, as in names of files, become U+FFFD.
std::string json_text(const nlohmann::ordered_json& json);

} // namespace meam::cli
