// What control groups allow, read from a file system of the test's own.

#include "sim/limits.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

constexpr int no_quota = std::numeric_limits<int>::max();

/// cgroup v2, mounted where systemd mounts it.
void mount_v2(const TemporaryFolder& root, const std::string& group, const std::string& top = "/")
{
    root.write("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
                                      "35 22 0:30 " +
                                          top + " /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
    root.write("proc/self/cgroup", "0::" + group + "\n");
}

/// cgroup v1: one hierarchy for cpu and cpuacct, one for memory.
void mount_v1(const TemporaryFolder& root, const std::string& group, const std::string& top = "/")
{
    root.write("proc/self/mountinfo", "36 22 0:31 " + top +
                                          " /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n37 22 0:32 " +
                                          top + " /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
    root.write("proc/self/cgroup", "5:memory:" + group + "\n4:cpu,cpuacct:" + group + "\n1:name=systemd:/else\n");
}

} // namespace

TEST_CASE("a CPU quota of cgroup v2 limits the processors, rounded up", "[sim]")
{
    const TemporaryFolder root;
    mount_v2(root, "/box");
    CHECK(processors_of_quota(root.path()) == no_quota);
    const std::vector<std::pair<const char*, int>> quotas{{"max 100000", no_quota}, {"200000 100000", 2},
                                                          {"150000 100000", 2},     {"5000 100000", 1},
                                                          {"1000 1000", 1},         {"nonsense", no_quota}};
    for (const auto& [max, processors] : quotas) {
        INFO(max);
        root.write("sys/fs/cgroup/box/cpu.max", max);
        CHECK(processors_of_quota(root.path()) == processors);
    }
}

TEST_CASE("the least quota along the path of groups counts, whichever group states it", "[sim]")
{
    const TemporaryFolder root;
    mount_v2(root, "/outer/middle/inner");
    root.write("sys/fs/cgroup/outer/middle/inner/cpu.max", "800000 100000");
    CHECK(processors_of_quota(root.path()) == 8);
    root.write("sys/fs/cgroup/outer/cpu.max", "300000 100000");
    CHECK(processors_of_quota(root.path()) == 3);
    root.write("sys/fs/cgroup/outer/middle/cpu.max", "max 100000");
    CHECK(processors_of_quota(root.path()) == 3);
    root.write("sys/fs/cgroup/outer/middle/inner/cpu.max", "100000 100000");
    CHECK(processors_of_quota(root.path()) == 1);
    root.write("sys/fs/cgroup/outer/elsewhere/cpu.max", "50000 100000"); // no group of this process
    CHECK(processors_of_quota(root.path()) == 1);
}

TEST_CASE("a CPU quota of cgroup v1 limits the processors, in a container too", "[sim]")
{
    const TemporaryFolder root;
    mount_v1(root, "/docker/1f");
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.cfs_quota_us", "-1");
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.cfs_period_us", "50000");
    CHECK(processors_of_quota(root.path()) == no_quota);
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.cfs_quota_us", "125000");
    CHECK(processors_of_quota(root.path()) == 3);
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us", "100000"); // of the usual period of 100 ms
    CHECK(processors_of_quota(root.path()) == 1);

    const TemporaryFolder within; // the container's own group is all it sees, at the place of the mount
    mount_v1(within, "/docker/1f", "/docker/1f");
    within.write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "400000");
    CHECK(processors_of_quota(within.path()) == 4);
}

TEST_CASE("a system without control groups has no CPU quota", "[sim]")
{
    const TemporaryFolder root;
    CHECK(processors_of_quota(root.path()) == no_quota);
    mount_v2(root, "/../../outside");
    CHECK(processors_of_quota(root.path()) == no_quota);
}

TEST_CASE("memory that is available is the least of the machine's and of every group's", "[sim]")
{
    const TemporaryFolder root;
    mount_v2(root, "/outer/inner");
    root.write("proc/meminfo", "MemTotal:  9000000 kB\nMemAvailable:    8000000 kB\nSwapFree:   1000000 kB\n");
    CHECK(available_memory(root.path()) == 9'216'000'000U);
    root.write("sys/fs/cgroup/outer/memory.max", "4000000000\n");
    root.write("sys/fs/cgroup/outer/memory.current", "1500000000\n");
    root.write("sys/fs/cgroup/outer/memory.stat", "anon 900000000\ninactive_file 500000000\n");
    CHECK(available_memory(root.path()) == 3'000'000'000U);
    root.write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    CHECK(available_memory(root.path()) == 3'000'000'000U);
    root.write("sys/fs/cgroup/outer/inner/memory.max", "1000000000\n");
    root.write("sys/fs/cgroup/outer/inner/memory.current", "2000000000\n");
    CHECK(available_memory(root.path()) == 0U);

    const TemporaryFolder old;
    mount_v1(old, "/a");
    old.write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "2000000000");
    old.write("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "500000000");
    CHECK(available_memory(old.path()) == 1'500'000'000U);
    CHECK_FALSE(available_memory(TemporaryFolder().path()).has_value());
}
