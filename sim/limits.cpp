#include "sim/limits.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#if __has_include(<sys/resource.h>)
#include <sys/resource.h>
#endif

namespace meam {
namespace {

namespace fs = std::filesystem;

constexpr auto no_limit = std::numeric_limits<double>::infinity();

/// The group of this process for one controller, and the groups around it, innermost first.
struct Hierarchy {
    bool unified = false; ///< cgroup v2
    std::vector<fs::path> folders;
};

std::vector<std::string> words_of(const std::string& line, char between)
{
    std::vector<std::string> words;
    std::istringstream in(line);
    for (std::string word; std::getline(in, word, between);) {
        words.push_back(word);
    }
    return words;
}

bool holds(const std::vector<std::string>& words, const std::string& word)
{
    return std::ranges::find(words, word) != words.end();
}

/// A mounted hierarchy: `/proc/self/mountinfo` has "36 35 98:0 ROOT MOUNT_POINT options - TYPE SOURCE SUPER_OPTIONS".
struct Mount {
    bool unified;
    std::string top; ///< the group that is mounted
    fs::path at;
};

std::vector<Mount> mounts_of(const fs::path& root, const std::string& controller)
{
    std::vector<Mount> mounts;
    std::ifstream in(root / "proc/self/mountinfo");
    for (std::string line; std::getline(in, line);) {
        const auto dash = line.find(" - ");
        const auto left = words_of(line.substr(0, dash), ' ');
        const auto right =
            dash == std::string::npos ? std::vector<std::string>{} : words_of(line.substr(dash + 3), ' ');
        if (left.size() < 5 || right.empty()) {
            continue;
        }
        const bool unified = right[0] == "cgroup2";
        if (unified || (right[0] == "cgroup" && right.size() > 2 && holds(words_of(right[2], ','), controller))) {
            mounts.push_back({unified, left[3], left[4]});
        }
    }
    return mounts;
}

/// The path of the process's own group: lines of `/proc/self/cgroup` are "4:cpu,cpuacct:/docker/1f" (v1), "0::/" (v2).
std::optional<std::string> own_group(const fs::path& root, const std::string& controller, bool unified)
{
    std::ifstream in(root / "proc/self/cgroup");
    for (std::string line; std::getline(in, line);) {
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) {
            continue;
        }
        const auto controllers = line.substr(first + 1, second - first - 1);
        if (unified ? line.starts_with("0::") : holds(words_of(controllers, ','), controller)) {
            return line.substr(second + 1);
        }
    }
    return std::nullopt;
}

std::vector<Hierarchy> hierarchies_of(const fs::path& root, const std::string& controller)
{
    std::vector<Hierarchy> all;
    for (const auto& mount : mounts_of(root, controller)) {
        auto group = own_group(root, controller, mount.unified);
        if (!group) {
            continue;
        }
        const auto top = root / mount.at.relative_path();
        if (mount.top != "/" && group->starts_with(mount.top)) { // a container that sees its own part alone
            group->erase(0, mount.top.size());
        }
        Hierarchy hierarchy{mount.unified, {}};
        const auto within = fs::path(*group).relative_path().lexically_normal();
        for (auto path = within; !path.empty() && *path.begin() != ".." && path != "."; path = path.parent_path()) {
            hierarchy.folders.push_back(top / path);
        }
        hierarchy.folders.push_back(top);
        all.push_back(std::move(hierarchy));
    }
    return all;
}

/// The numbers of a file such as "150000 100000"; "max" is no limit. Empty where there is no such file.
std::vector<double> numbers_in(const fs::path& file)
{
    std::vector<double> numbers;
    std::ifstream in(file);
    for (std::string word; in >> word;) {
        if (word == "max") {
            numbers.push_back(no_limit);
            continue;
        }
        try {
            numbers.push_back(std::stod(word));
        } catch (const std::logic_error&) {
            return {};
        }
    }
    return numbers;
}

double number_in(const fs::path& file, double otherwise)
{
    const auto numbers = numbers_in(file);
    return numbers.empty() ? otherwise : numbers.front();
}

/// The number after a name in a file of lines such as "inactive_file 4096".
double number_named(const fs::path& file, const std::string& name, double otherwise)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string first;
        double number = 0.0;
        if (words >> first >> number && first == name) {
            return number;
        }
    }
    return otherwise;
}

/// Processors that one group allows.
double quota_of(const fs::path& group, bool unified)
{
    if (unified) {
        const auto max = numbers_in(group / "cpu.max");
        return max.size() == 2 && max[0] > 0.0 && max[1] > 0.0 ? max[0] / max[1] : no_limit;
    }
    const double quota = number_in(group / "cpu.cfs_quota_us", -1.0);
    const double period = number_in(group / "cpu.cfs_period_us", 100000.0);
    return quota > 0.0 && period > 0.0 ? quota / period : no_limit;
}

/// Bytes that one group leaves. Cached files count as free: the system drops them first.
double memory_left_in(const fs::path& group, bool unified)
{
    const double most =
        unified ? std::min(number_in(group / "memory.max", no_limit), number_in(group / "memory.high", no_limit))
                : number_in(group / "memory.limit_in_bytes", no_limit);
    const double used = number_in(group / (unified ? "memory.current" : "memory.usage_in_bytes"), 0.0);
    const double cached = number_named(group / "memory.stat", unified ? "inactive_file" : "total_inactive_file", 0.0);
    return std::max(0.0, most - std::max(0.0, used - cached));
}

/// The least over all groups of a controller.
double least(const fs::path& root, const std::string& controller,
             const std::function<double(const fs::path&, bool)>& of_group)
{
    double least = no_limit;
    for (const auto& hierarchy : hierarchies_of(root, controller)) {
        for (const auto& folder : hierarchy.folders) {
            least = std::min(least, of_group(folder, hierarchy.unified));
        }
    }
    return least;
}

/// Bytes that the limits of the process itself leave.
double memory_left_to_process(const fs::path& root)
{
    double left = no_limit;
#if __has_include(<sys/resource.h>)
    constexpr double kib = 1024.0;
    const auto status = root / "proc/self/status";
    const auto within = [&](auto which, const char* used) {
        rlimit limit{};
        if (getrlimit(which, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
            const double free = static_cast<double>(limit.rlim_cur) - number_named(status, used, 0.0) * kib;
            left = std::min(left, std::max(0.0, free));
        }
    };
    within(RLIMIT_AS, "VmSize:");
    within(RLIMIT_DATA, "VmData:");
#endif
    return left;
}

} // namespace

int processors_of_quota(const fs::path& root)
{
    constexpr double most = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(std::ceil(least(root, "cpu", quota_of)), 1.0, most));
}

std::optional<std::uint64_t> available_memory(const fs::path& root)
{
    constexpr double kib = 1024.0;
    const auto machine = root / "proc/meminfo";
    const double free =
        number_named(machine, "MemAvailable:", no_limit / kib) * kib + number_named(machine, "SwapFree:", 0.0) * kib;
    const double left = std::min({free, least(root, "memory", memory_left_in), memory_left_to_process(root)});
    return left == no_limit ? std::nullopt : std::optional(static_cast<std::uint64_t>(left));
}

} // namespace meam
