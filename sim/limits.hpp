#pragma once
// What the control groups of this process (cgroup v1 and v2, as containers use them) allow it.

#include <cstdint>
#include <filesystem>
#include <optional>

namespace meam {

/// Processors that the CPU quota allows: the least along the path from the process's own group to the outermost that is
/// visible, rounded up, at least 1. The largest int where there is no quota.
/// @param root  of the file system; another one in tests
int processors_of_quota(const std::filesystem::path& root = "/");

/// Bytes that this process can still allocate: the least of what the machine has available, what the memory limits of
/// its control groups leave, and its own limits (RLIMIT_AS, RLIMIT_DATA). None where the system does not say.
std::optional<std::uint64_t> available_memory(const std::filesystem::path& root = "/");

} // namespace meam
