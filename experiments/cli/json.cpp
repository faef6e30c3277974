#include "experiments/cli/json.hpp"

#include <nlohmann/json.hpp>

namespace meam::cli {

std::string json_text(const nlohmann::ordered_json& json)
{
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace meam::cli
