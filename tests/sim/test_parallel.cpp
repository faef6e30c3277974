#include "sim/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

using namespace meam;

TEST_CASE("a loop calls its body once for each number, on any number of threads", "[sim]")
{
    for (const int threads : {1, 2, 8}) {
        parallel::use_threads(threads);
        for (const std::size_t n : {0, 1, 2, 1000}) {
            std::vector<std::atomic<int>> calls(n);
            parallel::for_each(n, [&](std::size_t i) { ++calls[i]; });
            CHECK(std::ranges::all_of(calls, [](const auto& count) { return count == 1; }));
        }
    }
    parallel::use_threads(0);
}

TEST_CASE("what a body throws comes out of its loop", "[sim]")
{
    CHECK_THROWS_AS(parallel::for_each(100,
                                       [](std::size_t i) {
                                           if (i == 57) {
                                               throw std::runtime_error("57");
                                           }
                                       }),
                    std::runtime_error);
}

TEST_CASE("once a stop is requested no further part of any loop begins", "[sim]")
{
    for (const int threads : {1, 2, 8}) {
        parallel::use_threads(threads);
        std::atomic<bool> requested{false};
        std::atomic<int> begun{0}, after{0};
        const parallel::StopScope stop(&requested);
        CHECK_THROWS_AS(parallel::for_each(100,
                                           [&](std::size_t) {
                                               parallel::for_each(100, [&](std::size_t) {
                                                   after += requested ? 1 : 0;
                                                   if (++begun == 57) {
                                                       requested = true;
                                                   }
                                               });
                                           }),
                        parallel::Stopped);
        CHECK(begun < 57 + 2 * threads);
        CHECK(after <= threads); // had polled already
        CHECK_THROWS_AS(parallel::for_each(1, [](std::size_t) {}), parallel::Stopped);
        CHECK_THROWS_AS(parallel::check_stop(), parallel::Stopped);
    }
    parallel::use_threads(0);
}

TEST_CASE("outside of a scope no loop stops", "[sim]")
{
    std::atomic<bool> requested{true};
    {
        const parallel::StopScope stop(&requested);
    }
    int calls = 0;
    parallel::for_each(1, [&](std::size_t) { ++calls; });
    CHECK(calls == 1);
    CHECK_NOTHROW(parallel::check_stop());
    const parallel::StopScope none(nullptr);
    CHECK_NOTHROW(parallel::check_stop());
}
