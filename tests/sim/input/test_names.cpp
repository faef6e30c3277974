#include "sim/input/names.hpp"

#include <catch2/catch.hpp>

using namespace meam::input;

TEST_CASE("a name is of small letters, digits and underscores, and says nothing about numbers", "[sim][input]")
{
    for (const char* name : {"a", "gp", "a18_24", "_", "7_days", "low", "high"}) {
        INFO(name);
        CHECK(is_name(name));
    }
    for (const char* name :
         {"", "A", "a b", "a-b", "a.b", "a/b", "a=b", "a\n", "\x1b[0m", "\xc3\xa9", "note", "value"}) {
        INFO(name);
        CHECK_FALSE(is_name(name));
    }
    CHECK(is_name(std::string(longest_name, 'a')));
    CHECK_FALSE(is_name(std::string(longest_name + 1, 'a')));
    CHECK_FALSE(is_name(std::string("a\0b", 3)));
    CHECK(is_file_name("a-b"));
}
