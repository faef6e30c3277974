#include "sim/input/nearest.hpp"

#include <catch2/catch.hpp>

using meam::input::nearest;

TEST_CASE("the nearest word is a slip of the pen away", "[sim][input]")
{
    const std::vector<std::string> known{"threshold", "caseload", "delay", "horizon"};
    CHECK(nearest("thresold", known) == "threshold");
    CHECK(nearest("treshhold", known) == "threshold");
    CHECK(nearest("horizen", known) == "horizon");
    CHECK(nearest("dealy", known) == "delay"); // two neighbours swapped count once
    CHECK(nearest("Delay", known) == "delay");
    CHECK(nearest("delay", known) == "delay");
}

TEST_CASE("what differs in more than a third of its letters is not near", "[sim][input]")
{
    CHECK(nearest("abc", {"xyz"}).empty());
    CHECK(nearest("gp", {"go"}).empty());
    CHECK(nearest("dlya", {"delay"}).empty());
    CHECK(nearest("", {"a", ""}).empty() == true);
    CHECK(nearest("word", {}).empty());
    CHECK(nearest(std::string(100'000, 'a'), {std::string(100'000, 'a')}).empty());
}

TEST_CASE("of two equally near words the first in the alphabet is suggested", "[sim][input]")
{
    CHECK(nearest("cat", {"rat", "bat"}) == "bat");
    CHECK(nearest("cat", {"bat", "rat"}) == "bat");
}
