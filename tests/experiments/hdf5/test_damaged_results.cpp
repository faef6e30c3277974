// Damaged results whose checksums were made to fit: every verb that reads results ends with a message, never by a
// signal and never as a bug of ours.

#include "tests/support/hdf5/damage.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <set>

using namespace meam;
using tests::TemporaryFolder;

namespace {

using Damage = std::function<std::string(const std::filesystem::path&, std::uint64_t)>;

const std::array verbs{"compare results.h5 --outcome '*'",
                       "verify results.h5",
                       "merge results.h5 -o merged.h5",
                       "evaluate results.h5",
                       "trace results.h5",
                       "compare results.h5 --by sex --as csv",
                       "evaluate results.h5 --as json",
                       "verify results.h5 --json"};

/// Every reader of every kind of damage. @param first, count  numbers of the damages
void expect_contained(const Damage& damage, std::uint64_t first, std::uint64_t count)
{
    const TemporaryFolder folder;
    REQUIRE(tests::meamsim("run '" + tests::folder() +
                               "/golden/town.toml' --scenario integrated --replicates 2 "
                               "--set place.town.residents=40 --set 'horizon=\"8 weeks\"' -o out",
                           folder.path())
                .code == 0);
    const auto file = folder.path() / "results.h5";
    const std::set<int> allowed{0, 2, 4, 6, 7}; // 2: a scenario or outcome that is no longer there by its name
    for (std::uint64_t number = first; number < first + count; ++number) {
        std::filesystem::copy_file(folder.path() / "out" / "results.h5", file,
                                   std::filesystem::copy_options::overwrite_existing);
        const auto done = damage(file, number);
        const auto* verb = verbs[number % verbs.size()];
        const auto said = tests::meamsim(verb, folder.path());
        INFO(number << ", " << done << ": meamsim " << verb << "\n" << said.err);
        CHECK(allowed.contains(said.code));
        CHECK((said.code == 0 || said.err.find("error[E") != std::string::npos));
        std::filesystem::remove(folder.path() / "merged.h5");
        std::filesystem::remove(folder.path() / "merged.summary.csv");
    }
}

} // namespace

TEST_CASE("damaged bytes under a seal that fits end a reader with a message", "[experiments][hdf5]")
{
    expect_contained(tests::damage_bytes, 0, 80);
}

TEST_CASE("a damaged structure under a seal that fits ends a reader with a message", "[experiments][hdf5]")
{
    expect_contained(tests::damage_structure, 0, 160);
}

TEST_CASE("thousands of damages end every reader with a message", "[experiments][hdf5][slow]")
{
    expect_contained(tests::damage_bytes, 1'000, 2'000);
    expect_contained(tests::damage_structure, 10'000, 2'000);
}
