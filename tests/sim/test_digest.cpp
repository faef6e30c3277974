#include "sim/digest.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string>

using meam::Digest;

namespace {

std::string digest_of(std::initializer_list<std::string_view> texts)
{
    Digest digest;
    for (const auto& text : texts) {
        digest.add(text);
    }
    return digest.hex();
}

} // namespace

TEST_CASE("a digest of nothing is XXH3's, in 32 hex digits", "[sim]")
{
    CHECK(Digest().hex() == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("a digest distinguishes texts, their order and their borders", "[sim]")
{
    CHECK(digest_of({"a", "b"}) == digest_of({"a", "b"}));
    CHECK(digest_of({"a", "b"}) != digest_of({"b", "a"}));
    CHECK(digest_of({"ab", "c"}) != digest_of({"a", "bc"}));
    CHECK(digest_of({"a"}) != digest_of({"a", ""}));
}

TEST_CASE("bytes may be added in any pieces", "[sim]")
{
    const char bytes[] = "resident by resident";
    Digest whole;
    Digest pieces;
    whole.add(bytes, sizeof bytes);
    for (const char& byte : bytes) {
        pieces.add(&byte, 1);
    }
    CHECK(whole.hex() == pieces.hex());
}
