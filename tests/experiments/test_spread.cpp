#include "experiments/spread.hpp"

#include <catch2/catch.hpp>

using namespace meam;

TEST_CASE("a run says how it is spread over threads", "[experiments]")
{
    CHECK(words(spread_over(2, 200, 3900)) == "2 threads, 2 replicates at a time");
    CHECK(words(spread_over(8, 3, 3900)) == "3 of 8 threads, 3 replicates at a time");
    CHECK(words(spread_over(2, 1, 3900)) == "1 of 2 threads, one replicate at a time");
    CHECK(words(spread_over(2, 1, 1'000'000)) == "2 threads, one replicate at a time, the place in 31 parts");
    CHECK(words(spread_over(64, 1, 1'000'000)) == "31 of 64 threads, one replicate at a time, the place in 31 parts");
    CHECK(words(spread_over(2, 309, 148'900)) == "2 threads, 2 replicates at a time, the place in 5 parts");
    CHECK(words(spread_over(1, 309, 148'900)) == "one thread");
    CHECK(words(spread_over(1, 0, 0)) == "one thread");
    CHECK(spread_over(2, 0, 32'768).parts == 1);
    CHECK(spread_over(2, 0, 32'769).parts == 2);
}
