#include "sim/input/document.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::input;

namespace {

std::string complaint(const std::filesystem::path& file, const DocumentOptions& options, int exit_code)
{
    try {
        const Document document(file, options);
    } catch (const InputError& error) {
        CHECK(error.exit_code() == exit_code);
        return error.what();
    }
    return {};
}

std::string resolved(const std::filesystem::path& file, const DocumentOptions& options = {})
{
    return Document(file, options).resolved();
}

} // namespace

TEST_CASE("a later file wins leaf by leaf; arrays and records are replaced whole", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("base.toml",
                 "a.b = 1\na.c = 2\nlist = [1, 2, 3]\nrate = { value = 1, unit = \"1/year\", low = 0, high = 2 }\n"
                 "gone = { x = 1 }\n");
    const auto file =
        folder.write("top.toml", "based_on = \"base\"\na.c = 3\na.d = 4\nlist = [4]\nrate = { value = 5 }\ngone = 1\n");
    auto document = Document(file, {});
    auto root = document.root();
    CHECK(root.names() == std::vector<std::string>{"a", "gone", "list", "rate"});
    auto a = *root.child("a");
    CHECK(a.quantity("b", {})->value == 1);
    CHECK(a.quantity("c", {})->value == 3);
    CHECK(a.quantity("d", {})->value == 4);
    CHECK(root.quantities("list", {}).size() == 1);
    CHECK_FALSE(root.quantity("rate", {})->low);
    CHECK(root.quantity("gone", {})->value == 1);
    CHECK(document.mistakes().text().empty());
    CHECK(document.files() == std::vector{file, file.parent_path() / "base.toml"});
}

TEST_CASE("files are merged in the order of their list, each once, the file itself last", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("root.toml", "a = 1\nb = 1\nc = 1\nd = 1\n");
    folder.write("left.toml", "based_on = \"root\"\nb = 2\nc = 2\nd = 2\n");
    folder.write("right.toml", "based_on = \"root\"\nc = 3\nd = 3\n"); // root again: were it merged again, b would be 1
    const auto file = folder.write("top.toml", "based_on = [\"left\", \"right\"]\nd = 4\n");
    CHECK_THAT(resolved(file), Catch::Matches("a = 1 .*\nb = 2 .*\nc = 3 .*\nd = 4 .*\n"));
}

TEST_CASE("a name is looked up beside the file, then in the library, in subfolders too", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("lib/needs/crime.toml", "based_on = \"debt\"\ncrime = 1\n");
    folder.write("lib/needs/debt.toml", "debt = 1\n");
    folder.write("lib/both.toml", "where = \"library\"\n");
    folder.write("mine/both.toml", "where = \"beside\"\n");
    const DocumentOptions options{{folder.path() / "lib"}, {}};
    const auto file = folder.write("mine/top.toml", "based_on = [\"needs/crime\", \"both.toml\"]\n");
    CHECK_THAT(resolved(file, options), Catch::Contains("crime = 1  # library/needs/crime.toml:2\n"));
    CHECK_THAT(resolved(file, options), Catch::Contains("debt = 1  # library/needs/debt.toml:1\n"));
    CHECK_THAT(resolved(file, options), Catch::Contains("where = \"beside\""));
}

TEST_CASE("a file may be based on the library's file of the same name", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("lib/baseline.toml", "a = 1\n");
    const auto file = folder.write("baseline.toml", "based_on = \"baseline\"\nb = 2\n");
    CHECK_THAT(resolved(file, {{folder.path() / "lib"}, {}}), Catch::StartsWith("a = 1  # library/baseline.toml:1\n"));
}

TEST_CASE("a text is based on the library alone", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("lib/base.toml", "a = 1\n");
    const DocumentOptions options{{folder.path() / "lib"}, {}};
    CHECK_THAT(Document::from_text("based_on = \"base\"\nb = 2", "demo", options).resolved(),
               Catch::EndsWith("b = 2  # demo:2\n"));
}

TEST_CASE("what cannot be read is said, with exit code 4", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    folder.write("winter.toml", "a = 1\n");
    CHECK_THAT(complaint(folder.path() / "wintre.toml", {}, 4), Catch::Contains("no such file") &&
                                                                    Catch::Contains("did you mean `") &&
                                                                    Catch::Contains("winter.toml`?"));
    CHECK_THAT(complaint(folder.path(), {}, 4), Catch::Contains("it is a folder"));
    CHECK_THAT(complaint(folder.path() / "winter.toml" / "x", {}, 4), Catch::Contains("cannot read"));
    CHECK_THAT(complaint("", {}, 4), Catch::Contains("cannot read"));
    CHECK_THAT(complaint(std::string(5000, 'a'), {}, 4), Catch::Contains("cannot read"));
}

TEST_CASE("broken syntax and broken bases end with exit code 3", "[sim][input]")
{
    const tests::TemporaryFolder folder;
    CHECK_THAT(complaint(folder.write("a.toml", "a = \n"), {}, 3), Catch::Contains("error[E100]"));
    CHECK_THAT(complaint(folder.write("b.toml", "based_on = [\"x\", \"y\"]\n"), {}, 3),
               Catch::Contains("`x.toml`") && Catch::Contains("`y.toml`"));
    CHECK_THAT(complaint(folder.write("c.toml", "based_on = \"d\"\n"), {}, 3), Catch::Contains("`d.toml`"));
    folder.write("d.toml", "based_on = \"e\"\n");
    folder.write("e.toml", "based_on = \"c\"\n");
    CHECK_THAT(complaint(folder.path() / "c.toml", {}, 3),
               Catch::Contains("c.toml -> ") && Catch::Contains("error[E103]"));
}

TEST_CASE("a section outlives a move of its document", "[sim][input]")
{
    auto first = Document::from_text("a = 1", "demo", {});
    auto root = first.root();
    auto second = std::move(first);
    CHECK(root.quantity("a", {})->value == 1);
    root.required("b", {});
    CHECK(second.mistakes().count() == 1);
}
