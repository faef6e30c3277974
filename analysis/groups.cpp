#include "analysis/groups.hpp"

#include <algorithm>
#include <sstream>

namespace meam::analysis {

std::vector<std::pair<std::string, std::vector<std::string>>> groups_of(const results::Layout& layout,
                                                                        const std::string& note)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> result;
    const auto found = layout.notes.find(note);
    std::istringstream lines{found == layout.notes.end() ? std::string{} : found->second};
    for (std::string line; std::getline(lines, line);) {
        const auto sign = line.find('=');
        const auto group = sign == std::string::npos ? std::string{} : line.substr(sign + 1);
        if (group.empty()) {
            continue;
        }
        auto at = std::ranges::find(result, group, &std::pair<std::string, std::vector<std::string>>::first);
        if (at == result.end()) {
            at = result.insert(result.end(), {group, {}});
        }
        at->second.push_back(line.substr(0, sign));
    }
    return result;
}

} // namespace meam::analysis
