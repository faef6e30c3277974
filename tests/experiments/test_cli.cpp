// The program as a user meets it: exit codes, what is refused before anything is computed, what an interruption leaves.

#include "experiments/storage.hpp"
#include "sim/results/results.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace meam;
using meam::tests::meamsim;
using meam::tests::TemporaryFolder;
using meam::tests::text_of;
using nlohmann::json;

namespace {

bool holds(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

#ifdef MEAM_HDF5

/// A run of two of the town's scenarios over ten weeks: a tenth of a second.
const std::string short_run =
    "run '" + tests::folder() + "/golden/town.toml' --scenario integrated --set 'horizon=\"10 weeks\"' ";

std::string out_in(const TemporaryFolder& folder, const std::string& name = "out")
{
    return "-o '" + (folder.path() / name).string() + "' ";
}

std::string root_of(const std::filesystem::path& results)
{
    return results::root_digest(open_source(results)->units());
}

/// Starts the program, and interrupts it a while after its folder is there. @return how it ended
int interrupted_after(std::chrono::milliseconds pause, std::vector<std::string> arguments,
                      const std::filesystem::path& out, const std::string& err, int signal)
{
    const pid_t child = fork();
    if (child == 0) {
        const int null = open("/dev/null", O_WRONLY), errors = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        dup2(null, STDOUT_FILENO);
        dup2(errors, STDERR_FILENO);
        std::vector<char*> argv;
        arguments.insert(arguments.begin(), tests::binary());
        for (auto& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        execv(argv[0], argv.data());
        _exit(127);
    }
    for (int i = 0; i < 1000 && !std::filesystem::exists(out); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::this_thread::sleep_for(pause);
    kill(child, signal);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool holds_results(const std::filesystem::path& folder)
{
    try {
        (void)open_source(folder);
        return true;
    } catch (const results::ResultsError&) {
        return false;
    }
}

/// The same, when something is finished: on a busy machine that takes longer.
int interrupted(const std::vector<std::string>& arguments, const std::filesystem::path& out, const std::string& err,
                int signal = SIGINT)
{
    int ended = 0;
    for (std::chrono::milliseconds pause(400); pause < std::chrono::minutes(1); pause *= 4) {
        ended = interrupted_after(pause, arguments, out, err, signal);
        if (holds_results(out)) {
            return ended;
        }
        std::filesystem::remove_all(out);
    }
    return ended;
}

#endif

} // namespace

TEST_CASE("a folder with the name of a library experiment does not hide it", "[experiments][cli]")
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "quickstart"); // as `-o quickstart` leaves it
    CHECK(meamsim("check quickstart", folder.path()).code == 0);
    std::filesystem::create_directory(folder.path() / "nothing_known");
    const auto said = meamsim("check nothing_known", folder.path());
    CHECK(said.code != 0);
    CHECK(holds(said.err, "it is a folder"));
}

TEST_CASE("the program says what it is, and helps", "[cli]")
{
    CHECK(meamsim("").code == 0);
    CHECK(holds(meamsim("").out, "meamsim run kirkholt"));
    CHECK(meamsim("help").out == meamsim("--help").out);
    CHECK(holds(meamsim("help run").out, "--resume"));
    CHECK(meamsim("help fly").code == 2);
    const auto version = meamsim("version");
    CHECK(version.code == 0);
    CHECK(version.out.starts_with("meamsim "));
    CHECK(holds(version.out, "compiler "));
    CHECK(version.err.empty());
}

TEST_CASE("every code the program may say can be explained, and no other", "[cli]")
{
    const auto one = meamsim("explain E302");
    CHECK(one.code == 0);
    CHECK(holds(one.out, "wrong\n"));
    CHECK(holds(one.out, "right\n"));
    const auto none = meamsim("explain E399");
    CHECK(none.code == 2);
    CHECK(holds(none.err, "there is no error code `E399`"));
    const auto all = meamsim("list codes");
    CHECK(all.code == 0);
    CHECK(all.out.starts_with("E100"));
    CHECK(holds(all.out, "E314"));
}

TEST_CASE("the library's experiments are listed by the names that check and run take", "[cli]")
{
    const auto list = meamsim("list experiments");
    CHECK(list.code == 0);
    std::istringstream names(list.out);
    int count = 0;
    std::string all;
    for (std::string line; std::getline(names, line); ++count) {
        all += line.substr(0, line.find(' ')) + " ";
    }
    CHECK(count >= 4);
    const auto check = meamsim("check " + all);
    CHECK(check.code == 0);
    CHECK(holds(check.out, "quickstart: sound"));
    CHECK(check.err.empty());
}

TEST_CASE("a wrong command line ends with 2", "[cli]")
{
    CHECK(meamsim("run quickstart --fast").code == 2);
    CHECK(meamsim("fly").code == 2);
    CHECK(meamsim("run").code == 2);
    CHECK(meamsim("run quickstart --replicates 0").code == 2);
    CHECK(meamsim("run quickstart --resume --force").code == 2);
}

TEST_CASE("a scenario, replicate, shard or precision that there is not ends with 2", "[cli]")
{
    CHECK(meamsim("run quickstart --scenario siloled --dry-run").code == 2);
    CHECK(meamsim("run quickstart --only siloed --dry-run").code == 2);
    CHECK(meamsim("run quickstart --shard 3/2 --dry-run").code == 2);
    CHECK(meamsim("run quickstart --until-ci crisis_demand --dry-run").code == 2);
    CHECK(meamsim("run quickstart --until-ci 'crisis_demand < 1.2.3%' --dry-run").code == 2);
}

TEST_CASE("a missing file ends with 4, a bad experiment with 3, and the worst of several files counts", "[cli]")
{
    CHECK(meamsim("run no/such/file.toml").code == 4);
    CHECK(meamsim("check nowhere").code == 4);
#ifdef MEAM_HDF5
    CHECK(meamsim("compare nowhere").code == 4);
#else
    CHECK(meamsim("compare nowhere").code == 2); // a build that reads no results files says so
#endif
    const TemporaryFolder folder;
    const auto file = folder.write("mine.toml", "based_on = \"quickstart\"\nhorizn = \"5 weeks\"\n").string();
    const auto check = meamsim("check '" + file + "'");
    CHECK(check.code == 3);
    CHECK(check.out.empty());
    CHECK(holds(check.err, "error[E104]"));
    CHECK(holds(check.err, "did you mean `horizon`?"));
    CHECK(meamsim("run '" + file + "'").code == 3);
    CHECK(meamsim("check quickstart '" + file + "' nowhere").code == 4);
}

TEST_CASE("a number set at an unknown path is refused with the nearest", "[cli]")
{
    const auto said = meamsim("run quickstart --dry-run --set need.dept.onset.rate=0.04");
    CHECK(said.code == 3);
    CHECK(holds(said.err, "did you mean `debt`?"));
    CHECK(meamsim("run quickstart --dry-run --set need.debt.onset.rate=0.04").code == 0);
}

#ifdef MEAM_HDF5
TEST_CASE("a run says what to do next: compare, where there is anything to compare; else follow a resident", "[cli]")
{
    const std::string town =
        "run '" + tests::folder() + "/golden/town.toml' --replicates 2 --set place.town.residents=20 --force ";
    const std::string lite =
        "run pathways_lite --set place.pathways.residents=50 --set 'horizon=\"4 weeks\"' --replicates 2 --force ";
    const TemporaryFolder folder;
    const auto two = meamsim(town + "-o two", folder.path());
    REQUIRE(two.code == 0);
    CHECK(holds(two.out, "next: meamsim compare"));
    const auto one = meamsim(lite + "-o one", folder.path());
    REQUIRE(one.code == 0);
    CHECK(!holds(one.out, "next: meamsim compare"));
    CHECK(holds(one.out, "next: meamsim trace one"));
}
#endif

#ifdef MEAM_HDF5
TEST_CASE("warnings of a run stand apart from its report: once, after it, those about the model grouped", "[cli]")
{
    const TemporaryFolder folder;
    const auto said = meamsim("run quickstart --replicates 1 "
                              "--set 'horizon=\"4 weeks\"' --set 'warm_up={ exactly = \"4 weeks\" }' -o out",
                              folder.path());
    REQUIRE(said.code == 0);
    CHECK_FALSE(holds(said.out, "arning"));
    const auto check = meamsim("check quickstart");
    REQUIRE(check.code == 0);
    for (const std::string code : {"E244", "E246", "E247", "E249"}) {
        INFO(code);
        const auto at = said.err.find(code);
        CHECK((at != std::string::npos) == holds(check.out, "warning: " + code));
        CHECK((at == std::string::npos || said.err.find(code, at + 1) == std::string::npos)); // grouped
    }
    CHECK(holds(said.err, "meamsim check quickstart"));
    CHECK_FALSE(holds(check.out, "E249")); // the library has no edge that is never used
}
#endif

TEST_CASE("a dry run says the plan and writes nothing", "[cli]")
{
    const TemporaryFolder folder;
    const auto said = meamsim("run quickstart --dry-run -o '" + (folder.path() / "out").string() + "'");
    CHECK(said.code == 0);
    CHECK(holds(said.out, "nothing was run"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out"));
}

TEST_CASE("the resolved experiment reads as the same experiment", "[cli]")
{
    const TemporaryFolder folder;
    const auto resolved = meamsim("check quickstart --resolved --set need.debt.onset.rate=0.04");
    REQUIRE(resolved.code == 0);
    CHECK(holds(resolved.out, "--set"));
    const auto file = folder.write("resolved.toml", resolved.out).string();
    CHECK(meamsim("check '" + file + "'").code == 0);
}

#ifdef MEAM_HDF5

TEST_CASE("a run writes its three files, and says on stdout as JSON what it did", "[cli]")
{
    const TemporaryFolder folder;
    const auto said = meamsim(short_run + "--json " + out_in(folder));
    REQUIRE(said.code == 0);
    const auto report = json::parse(said.out);
    CHECK(report["schema_version"] == 1);
    CHECK(report["runs_planned"] == 4);
    CHECK(report["runs_complete"] == 4);
    CHECK(report["units"].size() == 4);
    CHECK(report["root_digest"] == root_of(folder.path() / "out"));
    CHECK(std::filesystem::exists(folder.path() / "out" / "summary.csv"));
    const auto provenance = json::parse(text_of(folder.path() / "out" / "provenance.json"));
    CHECK(provenance["root_digest"] == report["root_digest"]);
}

TEST_CASE("a folder with results is refused before anything is computed, resumed, or replaced", "[cli][slow]")
{
    const TemporaryFolder folder;
    REQUIRE(meamsim(short_run + out_in(folder)).code == 0);
    const auto results = folder.path() / "out" / "results.h5";
    const auto root = root_of(results);
    const auto written = std::filesystem::last_write_time(results);
    const auto began = std::chrono::steady_clock::now();
    const auto refused = meamsim(short_run + "--replicates 100000 " + out_in(folder));
    CHECK(refused.code == 2);
    CHECK(holds(refused.err, "--resume"));
    CHECK(holds(refused.err, "--force"));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
    CHECK(std::filesystem::last_write_time(results) == written);
    CHECK(meamsim(short_run + "--resume " + out_in(folder)).code == 0);
    CHECK(root_of(results) == root);
    CHECK(meamsim(short_run + "--resume --set need.debt.onset.rate=3 " + out_in(folder)).code == 6);
    CHECK(root_of(results) == root);
    CHECK(meamsim(short_run + "--force --set need.debt.onset.rate=3 " + out_in(folder)).code == 0);
    CHECK(root_of(results) != root);
}

TEST_CASE("a folder that cannot be written ends with 4, before anything is computed", "[cli]")
{
    const TemporaryFolder folder;
    folder.write("file", "not a folder");
    const auto said = meamsim(short_run + "--replicates 100000 " + out_in(folder, "file/out"));
    CHECK(said.code == 4);
    CHECK(holds(said.err, "file/out"));
    CHECK(text_of(folder.path() / "file") == "not a folder");
}

TEST_CASE("one run alone has the digest it has among all", "[cli][slow]")
{
    const TemporaryFolder folder;
    const auto all = json::parse(meamsim(short_run + "--json " + out_in(folder, "all")).out);
    const auto one = json::parse(meamsim(short_run + "--json --only integrated:1 " + out_in(folder, "one")).out);
    REQUIRE(one["units"].size() == 1);
    CHECK(one["units"][0]["scenario"] == "integrated");
    CHECK(one["units"][0]["replicate"] == 1);
    CHECK(std::find(all["units"].begin(), all["units"].end(), one["units"][0]) != all["units"].end());
}

TEST_CASE("shards merge into what one machine would have written; a missing one is refused", "[cli][slow]")
{
    const TemporaryFolder folder;
    const auto whole = short_run + "--replicates 3 ";
    REQUIRE(meamsim(whole + out_in(folder, "whole")).code == 0);
    REQUIRE(meamsim(whole + "--shard 1/2 " + out_in(folder, "one")).code == 0);
    REQUIRE(meamsim(whole + "--shard 2/2 " + out_in(folder, "two")).code == 0);
    const auto in = [&](const std::string& name) { return "'" + (folder.path() / name).string() + "' "; };
    const auto partial = meamsim("merge " + in("one") + "-o " + in("partial.h5"));
    CHECK(partial.code == 6);
    CHECK(holds(partial.err, "--allow-partial"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "partial.h5"));
    CHECK(meamsim("merge --allow-partial " + in("one") + "-o " + in("partial.h5")).code == 0);
    REQUIRE(meamsim("merge " + in("two") + in("one") + "-o " + in("both.h5")).code == 0);
    CHECK(open_source(folder.path() / "both.h5")->units() == open_source(folder.path() / "whole")->units());
    CHECK(root_of(folder.path() / "both.h5") == root_of(folder.path() / "whole"));
    CHECK(meamsim("merge " + in("one") + in("two") + "-o " + in("both.h5")).code == 2);
    CHECK(text_of(folder.path() / "summary.csv") == text_of(folder.path() / "whole" / "summary.csv"));
}

TEST_CASE("a comparison comes as a table, CSV, Markdown and JSON", "[cli][slow]")
{
    const TemporaryFolder folder;
    REQUIRE(meamsim(short_run + out_in(folder)).code == 0);
    const auto compare = "compare '" + (folder.path() / "out").string() + "' ";
    std::map<std::string, std::string> forms;
    for (const char* form : {"table", "csv", "md", "json"}) {
        INFO(form);
        const auto said = meamsim(compare + "--outcome 'need.*' --by sex --as " + form);
        CHECK(said.code == 0);
        CHECK(said.err.empty());
        CHECK(holds(said.out, "need.debt"));
        CHECK(holds(said.out, "female"));
        forms[form] = said.out;
    }
    CHECK(forms["csv"].starts_with("outcome,"));
    CHECK(holds(forms["md"], "| outcome"));
    CHECK(json::parse(forms["json"]).contains("schema_version"));
    CHECK(meamsim(compare + "--as html").code == 2);
    CHECK(meamsim(compare + "--outcome nothing").code == 2);
    CHECK(meamsim(compare + "--baseline nobody").code == 2);
}

TEST_CASE("an interrupted run loses nothing, and resumed gives the bits of one that was not", "[cli][slow]")
{
    const TemporaryFolder folder;
    const auto long_run = short_run + "--replicates 200 ";
    const std::vector<std::string> arguments{"run",          tests::folder() + "/golden/town.toml",
                                             "--scenario",   "integrated",
                                             "--set",        "horizon=\"10 weeks\"",
                                             "--replicates", "200",
                                             "-o",           (folder.path() / "out").string()};
    const auto err = (folder.path() / "err").string();
    REQUIRE(interrupted(arguments, folder.path() / "out", err) == 130);
    CHECK(holds(text_of(err), "complete runs are kept"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out" / "results.h5"));
    CHECK(open_source(folder.path() / "out")->units().size() < 400);
    CHECK(meamsim(long_run + out_in(folder)).code == 2); // what is there is not overwritten by mistake
    const auto resumed = meamsim(long_run + "--resume --json " + out_in(folder));
    REQUIRE(resumed.code == 0);
    CHECK(json::parse(resumed.out)["runs_complete"] == 400);
    const auto whole = meamsim(long_run + "--json " + out_in(folder, "whole"));
    REQUIRE(whole.code == 0);
    CHECK(json::parse(resumed.out)["root_digest"] == json::parse(whole.out)["root_digest"]);
}

TEST_CASE("a terminated run ends with 143 and can be resumed as an interrupted one", "[cli][slow]")
{
    const TemporaryFolder folder;
    const auto out = folder.path() / "out";
    const std::vector<std::string> arguments{
        "run", tests::folder() + "/golden/town.toml", "--replicates", "200", "-o", out.string()};
    CHECK(interrupted(arguments, out, (folder.path() / "err").string(), SIGTERM) == 143);
    CHECK(open_source(out)->units().size() < 1600);
}

TEST_CASE("the command that an interrupted run prints goes on with it", "[cli][slow]")
{
    for (const bool force : {false, true}) {
        const TemporaryFolder folder;
        std::vector<std::string> arguments{"run",          tests::folder() + "/golden/town.toml",
                                           "--scenario",   "integrated",
                                           "--set",        "horizon=\"10 weeks\"",
                                           "--replicates", "200",
                                           "-o",           (folder.path() / "out").string()};
        if (force) {
            arguments.emplace_back("--force");
        }
        const auto err = (folder.path() / "err").string();
        REQUIRE(interrupted(arguments, folder.path() / "out", err) == 130);
        const auto said = text_of(err);
        const std::string mark = "\n  meamsim ";
        const auto from = said.find(mark);
        REQUIRE(from != std::string::npos);
        const auto command = said.substr(from + mark.size(), said.find('\n', from + 1) - from - mark.size());
        INFO(command);
        CHECK(meamsim(command).code == 0);
    }
}

#endif

TEST_CASE("cli: the graph is one JSON object with its version, from the library or a file", "[experiments]")
{
    const auto said = meamsim("graph truro --scenario integrated --as json");
    REQUIRE(said.code == 0);
    const auto graph = json::parse(said.out);
    CHECK(graph["schema_version"] == 1);
    CHECK(graph["experiment"] == "truro");
    REQUIRE(graph["scenarios"].size() == 2);
    CHECK(graph["scenarios"][0]["name"] == "siloed");
    CHECK(graph["scenarios"][1]["name"] == "integrated");
    CHECK(graph["scenarios"][0]["patterns"].size() == 4);
    CHECK(meamsim("graph truro --scenario integrated --json").out == said.out);
}

TEST_CASE("cli: a pattern of the user's own is analysed, and a wrong one is refused", "[experiments]")
{
    const auto said = meamsim("graph kirkholt --pattern mental_health=3,substance_misuse=1 --json");
    REQUIRE(said.code == 0);
    const auto patterns = json::parse(said.out)["scenarios"][0]["patterns"];
    REQUIRE(patterns.size() == 1);
    CHECK(patterns[0]["needs"] == json{{"mental_health", 3}, {"substance_misuse", 1}});
    for (const char* wrong :
         {"mental_helth=2", "mental_health=4", "mental_health=", "=2", "homelessness=1,homelessness=3x"}) {
        INFO(wrong);
        CHECK(meamsim(std::string("graph kirkholt --pattern ") + wrong).code == 2);
    }
}

TEST_CASE("cli: graph ends with the documented exit codes", "[experiments]")
{
    CHECK(meamsim("graph kirkholt --scenario intgrated").code == 2);
    CHECK(holds(meamsim("graph kirkholt --scenario intgrated").err, "did you mean `integrated`"));
    CHECK(meamsim("graph kirkholt --as png").code == 2);
    CHECK(meamsim("graph").code == 2);
    CHECK(meamsim("graph nowhere.toml").code == 4);
    CHECK(meamsim("graph kirkholt --set service.gp.nonsense=1").code == 3);
    CHECK(meamsim("graph quickstart --as dot").code == 0);
    CHECK(meamsim("graph quickstart --as graphml").code == 0);
}
