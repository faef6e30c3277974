// What a command may overwrite: what it names, and what this program wrote for the same experiment. Nothing else.

#include "experiments/storage.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace meam;
using tests::meamsim;
using tests::TemporaryFolder;

#ifdef MEAM_HDF5

namespace {

namespace fs = std::filesystem;

const std::string town = "run '" + tests::folder() +
                         "/golden/town.toml' --scenario integrated --set place.town.residents=40 "
                         "--set 'horizon=\"8 weeks\"' ";
const std::string run = town + "--replicates 2 ";
const std::string other_run = "run pathways_lite --set place.pathways.residents=50 --set 'horizon=\"4 weeks\"' "
                              "--replicates 2 ";

/// Every file, link and folder below a folder, with its bytes.
std::map<std::string, std::string> contents_of(const fs::path& folder)
{
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto name = entry.path().lexically_relative(folder).string();
        all[name] = entry.is_symlink()        ? "-> " + fs::read_symlink(entry.path()).string()
                    : entry.is_regular_file() ? tests::text_of(entry.path())
                                              : "a folder";
    }
    return all;
}

bool holds(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a run never overwrites what it did not write, whatever stands under its names", "[experiments][cli]")
{
    using Make = void (*)(const fs::path&);
    const std::map<std::string, Make> things{
        {"a text file", [](const fs::path& at) { std::ofstream(at) << "mine\n"; }},
        {"an empty file", [](const fs::path& at) { std::ofstream{at}; }},
        {"a folder", [](const fs::path& at) { fs::create_directory(at); }},
        {"a link to a file",
         [](const fs::path& at) {
             std::ofstream(at.parent_path() / "target") << "mine\n";
             fs::create_symlink("target", at);
         }},
        {"a link to nowhere", [](const fs::path& at) { fs::create_symlink("nowhere", at); }}};
    for (const char* name : {"results.h5", "summary.csv", "provenance.json", "segments"}) {
        for (const auto& [what, make] : things) {
            if (std::string(name) == "segments" && what == "a folder") {
                continue; // an empty one may be written to
            }
            for (const char* how : {"", "--force", "--resume"}) {
                INFO(name << " is " << what << ": run " << how);
                const TemporaryFolder folder;
                make(folder.path() / name);
                const auto before = contents_of(folder.path());
                const auto said = meamsim(run + "-o . " + how, folder.path());
                CHECK((said.code == 2 || said.code == 4));
                CHECK(holds(said.err, "error[E40"));
                CHECK(contents_of(folder.path()) == before);
            }
        }
    }
}

TEST_CASE("other files of a folder survive a run, a forced run and a resumed run", "[experiments][cli]")
{
    const TemporaryFolder folder;
    const std::map<std::string, std::string> mine{{"notes.txt", "mine"},
                                                  {"trajectories_of_mine.h5", "mine"},
                                                  {"trajectories.h5", "mine"},
                                                  {"trajectories-2.h5.bak", "mine"},
                                                  {"results.h5.bak", "mine"},
                                                  {"segments/notes.tmp", "mine"},
                                                  {"segments/segment-1.h5.txt", "mine"},
                                                  {"segments/segment-000007.h5.damaged", "mine"}};
    for (const auto& [name, text] : mine) {
        folder.write(name, text);
    }
    const auto expect_mine = [&] {
        for (const auto& [name, text] : mine) {
            INFO(name);
            CHECK(tests::text_of(folder.path() / name) == text);
        }
    };
    REQUIRE(meamsim(run + "--trajectories all -o .", folder.path()).code == 0);
    expect_mine();
    CHECK(fs::exists(folder.path() / "trajectories-2.h5"));
    REQUIRE(meamsim(run + "--force -o .", folder.path()).code == 0);
    expect_mine();
    CHECK_FALSE(fs::exists(folder.path() / "trajectories-2.h5")); // ours, of the runs that were replaced
    REQUIRE(meamsim(run + "--resume -o .", folder.path()).code == 0);
    expect_mine();
}

TEST_CASE("--force replaces the results of the same experiment only", "[experiments][cli]")
{
    const TemporaryFolder folder;
    REQUIRE(meamsim(other_run + "-o out", folder.path()).code == 0);
    const auto before = contents_of(folder.path());
    const auto refused = meamsim(run + "-o out --force", folder.path());
    CHECK(refused.code == 2);
    CHECK(holds(refused.err, "another experiment, `pathways_lite`"));
    CHECK(contents_of(folder.path()) == before);
    CHECK(meamsim(other_run + "-o out --force --set seed=9", folder.path()).code == 0);

    fs::remove(folder.path() / "out" / "results.h5"); // whose summary is it now?
    const auto summary = tests::text_of(folder.path() / "out" / "summary.csv");
    CHECK(meamsim(other_run + "-o out --force", folder.path()).code == 2);
    CHECK(tests::text_of(folder.path() / "out" / "summary.csv") == summary);
}

TEST_CASE("a merge overwrites no file beside its own, and each merged file has its own summary", "[experiments][cli]")
{
    const TemporaryFolder folder;
    REQUIRE(meamsim(run + "-o out", folder.path()).code == 0);
    folder.write("all/summary.csv", "mine\n");
    REQUIRE(meamsim("merge out -o all/x.h5", folder.path()).code == 0);
    CHECK(tests::text_of(folder.path() / "all/summary.csv") == "mine\n");
    CHECK(tests::text_of(folder.path() / "all/x.summary.csv") == tests::text_of(folder.path() / "out/summary.csv"));
    for (const char* out : {"all/results.h5", "all/x.h5", "all", "out"}) { // its summary, itself, folders
        INFO(out);
        const auto before = contents_of(folder.path());
        const auto said = meamsim(std::string("merge out -o ") + out, folder.path());
        CHECK(said.code == 2);
        CHECK(holds(said.err, "is there already"));
        CHECK(contents_of(folder.path()) == before);
    }
    fs::create_symlink("nowhere", folder.path() / "link.h5");
    CHECK(meamsim("merge out -o link.h5", folder.path()).code == 2);
    CHECK_FALSE(fs::exists(folder.path() / "nowhere"));
    REQUIRE(meamsim("merge out -o results.h5", folder.path()).code == 0);
    CHECK(fs::exists(folder.path() / "summary.csv"));
    CHECK_FALSE(fs::exists(folder.path() / "results.h5.lock"));
}

TEST_CASE("a second shard in the same folder counts its own runs", "[experiments][cli]")
{
    const TemporaryFolder folder;
    const auto first = meamsim(town + "--replicates 4 --shard 1/2 -o out", folder.path());
    REQUIRE(first.code == 0);
    CHECK(holds(first.out, "4 of 4 runs complete"));
    const auto second = meamsim(town + "--replicates 4 --shard 2/2 --resume -o out", folder.path());
    REQUIRE(second.code == 0);
    CHECK(holds(second.out, "4 of 4 runs complete"));
    CHECK(open_source(folder.path() / "out")->units().size() == 8);
    const auto fewer = meamsim(town + "--replicates 1 --resume -o out", folder.path());
    REQUIRE(fewer.code == 0);
    CHECK(holds(fewer.out, "2 of 2 runs complete"));
}

TEST_CASE("two processes cannot write into one folder at once", "[experiments][cli]")
{
    const TemporaryFolder folder;
    const auto out = folder.path() / "out";
    const pid_t child = fork();
    if (child == 0) {
        const auto command = "cd '" + folder.path().string() + "' && exec '" + tests::binary() + "' " + town +
                             "--replicates 100000 -o out >/dev/null 2>&1";
        execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        _exit(127);
    }
    while (!fs::exists(out / ".lock") && waitpid(child, nullptr, WNOHANG) == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    for (const char* how : {"", "--resume", "--force"}) {
        INFO(how);
        const auto said = meamsim(run + "-o out " + how, folder.path());
        CHECK(said.code != 0);
        CHECK((holds(said.err, "another process is writing") || holds(said.err, "already holds")));
    }
    kill(child, SIGTERM);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 143);
    CHECK_FALSE(fs::exists(out / ".lock"));
    CHECK(meamsim(run + "-o out --force", folder.path()).code == 0);
}

#endif
