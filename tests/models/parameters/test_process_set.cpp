#include "models/parameters/process_set.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace meam;

TEST_CASE("a set of processes is visited in ascending order within the bounds", "[models]")
{
    ProcessSet set;
    for (const std::size_t p : {0, 5, 63, 64, 127, 128, 511}) {
        set.set(p);
    }
    std::vector<std::size_t> seen;
    set.each_in(5, 128, [&](std::size_t p) { seen.push_back(p); });
    CHECK(seen == std::vector<std::size_t>{5, 63, 64, 127});
    seen.clear();
    set.each_in(65, most_processes, [&](std::size_t p) { seen.push_back(p); });
    CHECK(seen == std::vector<std::size_t>{127, 128, 511});
}

TEST_CASE("a process that a visit adds is visited when its number is still to come", "[models]")
{
    ProcessSet set;
    for (const std::size_t p : {10, 63}) {
        set.set(p);
    }
    std::vector<std::size_t> seen;
    set.each_in(0, 200, [&](std::size_t p) {
        seen.push_back(p);
        if (p == 10) {
            for (const std::size_t added : {3, 11, 12, 190, 200}) { // 3 is past, 200 is out of bounds
                set.set(added);
            }
        }
        if (p == 63) {
            set.set(64);
        }
    });
    CHECK(seen == std::vector<std::size_t>{10, 11, 12, 63, 64, 190});
}
