// Output that cannot be written: every verb, and every way in which a stream can fail.

#include "experiments/storage.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <map>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

enum class Sink { file, full_disk, closed, closed_pipe };

const std::vector<std::pair<Sink, const char*>> broken{{Sink::full_disk, "a full disk"},
                                                       {Sink::closed, "a closed stream"},
                                                       {Sink::closed_pipe, "a pipe without a reader"}};

/// Makes a stream of this process such a sink.
void connect(int stream, Sink sink, const fs::path& file)
{
    int to = -1;
    switch (sink) {
    case Sink::file:
        to = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        break;
    case Sink::full_disk:
        to = open("/dev/full", O_WRONLY);
        break;
    case Sink::closed:
        close(stream);
        return;
    case Sink::closed_pipe: {
        int ends[2];
        if (pipe(ends) != 0) {
            _exit(126);
        }
        close(ends[0]);
        to = ends[1];
        break;
    }
    }
    dup2(to, stream);
    close(to);
}

struct Ended {
    int code; ///< 128 and the signal, where one ended it
    std::string out, err;
};

/// Runs the program with these sinks. @param largest  size of a file that it may write; 0: any
Ended run(const std::vector<std::string>& words, const fs::path& folder, Sink out, Sink err, rlim_t largest = 0)
{
    const TemporaryFolder own;
    const auto out_file = own.path() / "out", err_file = own.path() / "err";
    const pid_t child = fork();
    if (child == 0) {
        if (chdir(folder.c_str()) != 0) {
            _exit(126);
        }
        if (largest > 0) {
            const rlimit limit{largest, largest};
            setrlimit(RLIMIT_FSIZE, &limit);
        }
        connect(STDOUT_FILENO, out, out_file);
        connect(STDERR_FILENO, err, err_file);
        std::vector<std::string> all{tests::binary()};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> argv;
        for (auto& word : all) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        execv(argv[0], argv.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), tests::text_of(out_file),
            tests::text_of(err_file)};
}

using Words = std::vector<std::string>;

const Words town{tests::folder() + "/golden/town.toml",
                 "--scenario",
                 "integrated",
                 "--replicates",
                 "2",
                 "--set",
                 "place.town.residents=40",
                 "--set",
                 "horizon=\"8 weeks\""};

#ifdef MEAM_HDF5
Words with(Words words, const Words& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}
#endif

/// A successful command of each verb that prints. @param name  of what it writes, another one each time
std::map<std::string, std::vector<Words>> commands(const std::string& name)
{
    std::map<std::string, std::vector<Words>> all{
        {"graph", {{"graph", "quickstart"}}},
        {"check", {{"check", "quickstart"}, {"check", "quickstart", "--resolved"}}},
        {"attribute", {{"attribute", town.front(), "--dry-run"}}},
        {"explain", {{"explain", "E104"}}},
        {"list", {{"list", "codes"}}},
        {"schema", {{"schema"}}},
        {"new", {{"new", name}}},
        {"completions", {{"completions", "bash"}}},
        {"man", {{"man"}}},
        {"help", {{"help"}, {"help", "run"}, {"run", "--help"}, {"--help"}, {}}},
        {"version", {{"version"}}},
        {"run", {{"run", "quickstart", "--dry-run"}}},
        {"compare", {}},
        {"evaluate", {}},
        {"trace", {}},
        {"merge", {}},
        {"verify", {}},
    };
#ifdef MEAM_HDF5
    all["run"].push_back(with(with({"run"}, town), {"-o", name}));
    all["run"].push_back(with(with({"run"}, town), {"--json", "-o", name + "_json"}));
    all["compare"] = {{"compare", "out"}, {"compare", "out", "--as", "json"}};
    all["evaluate"] = {{"evaluate", "out"}};
    all["trace"] = {{"trace", "out"}, {"trace", "out", "--resident", "3"}};
    all["merge"] = {{"merge", "out", "-o", name + ".h5"}};
    all["verify"] = {{"verify", "out"}, {"verify", "out", "--json"}};
#endif
    return all;
}

std::string text_of(const Words& words)
{
    std::string text = "meamsim";
    for (const auto& word : words) {
        text += " " + word;
    }
    return text;
}

void prepare(const TemporaryFolder& folder)
{
#ifdef MEAM_HDF5
    REQUIRE(run(with(with({"run"}, town), {"-o", "out"}), folder.path(), Sink::file, Sink::file).code == 0);
#else
    static_cast<void>(folder);
#endif
}

} // namespace

TEST_CASE("every verb of the program is among those whose output is tested", "[experiments][cli]")
{
    const auto all = commands("x");
    std::istringstream verbs(tests::meamsim("complete ''").out);
    int count = 0;
    for (std::string verb; std::getline(verbs, verb); ++count) {
        INFO(verb);
        CHECK(all.contains(verb));
    }
    CHECK(count >= 10);
}

TEST_CASE("a verb whose standard output cannot be written ends with 4", "[experiments][cli]")
{
    const TemporaryFolder folder;
    prepare(folder);
    int number = 0;
    for (const auto& [sink, what] : broken) {
        for (const auto& [verb, some] : commands("made_" + std::to_string(++number))) {
            for (const auto& words : some) {
                INFO(text_of(words) << " to " << what);
                const auto ended = run(words, folder.path(), sink, Sink::file);
                CHECK(ended.code == 4);
                const bool says_so = ended.err.find("error[E404]") != std::string::npos;
                CHECK(says_so == (sink != Sink::closed_pipe)); // `| head` ends without a message
            }
        }
#ifdef MEAM_HDF5
        for (const char* made : {"", "_json"}) { // results are complete all the same
            const auto results = folder.path() / ("made_" + std::to_string(number) + made);
            CHECK(open_source(results)->units().size() == 4);
            CHECK(fs::exists(results / "summary.csv"));
            CHECK(fs::exists(results / "provenance.json"));
        }
#endif
    }
}

TEST_CASE("a verb whose standard error cannot be written does its work all the same", "[experiments][cli]")
{
    const TemporaryFolder folder;
    prepare(folder);
    int number = 0;
    for (const auto& [sink, what] : broken) {
        for (const auto& [verb, some] : commands("made_" + std::to_string(++number))) {
            for (const auto& words : some) {
                INFO(text_of(words) << " with standard error to " << what);
                const auto ended = run(words, folder.path(), Sink::file, sink);
                CHECK(ended.code == 0);
                CHECK_FALSE(ended.out.empty());
            }
        }
#ifdef MEAM_HDF5
        CHECK(open_source(folder.path() / ("made_" + std::to_string(number)))->units().size() == 4);
#endif
        CHECK(run({"check", "nowhere"}, folder.path(), Sink::file, sink).code == 4);
        CHECK(run({"fly"}, folder.path(), Sink::file, sink).code == 2);
    }
}

#ifdef MEAM_HDF5

TEST_CASE("results are kept where no standard stream is open", "[experiments][cli]")
{
    const TemporaryFolder folder;
    const auto ended = run(with(with({"run"}, town), {"-o", "out"}), folder.path(), Sink::closed, Sink::closed);
    CHECK(ended.code == 4);
    CHECK(open_source(folder.path() / "out")->units().size() == 4);
    CHECK(run({"verify", "out"}, folder.path(), Sink::file, Sink::file).code == 0);
}

TEST_CASE("a disk without room for the results ends a run with 4 and a message", "[experiments][cli]")
{
    for (const rlim_t largest : {1'000U, 20'000U, 60'000U}) { // [byte]: of a file, as on a disk that fills up
        INFO(largest);
        const TemporaryFolder folder;
        const auto ended =
            run(with(with({"run"}, town), {"-o", "out"}), folder.path(), Sink::file, Sink::file, largest);
        CHECK(ended.code == 4);
        CHECK(ended.err.find("error[E401]") != std::string::npos);
        CHECK_FALSE(fs::exists(folder.path() / "out" / "results.h5"));
    }
}

#endif
