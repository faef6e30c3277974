#include "sim/results/hdf5/disk.hpp"
#include "sim/results/hdf5/source.hpp"
#include "sim/results/hdf5/trajectories.hpp"
#include "sim/results/hdf5/trajectory_writer.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

using namespace meam::results;
using sample::Folder;

namespace {

std::filesystem::path good_file(const Folder& folder)
{
    const auto path = folder / "good.h5";
    Hdf5Writer writer(path, sample::layout());
    for (const auto& id : missing_units(sample::layout(), {})) {
        writer.put(sample::unit(id));
    }
    writer.close();
    return path;
}

/// Reads everything there is.
void read_all(const std::filesystem::path& path)
{
    const Hdf5Source source(path);
    for (const auto& [id, digest] : source.units()) {
        for (std::size_t c = 0; c < source.layout().columns.size(); ++c) {
            static_cast<void>(source.column(id, c));
        }
    }
}

std::pair<std::string, int> refusal_of(const std::filesystem::path& path)
{
    return sample::refusal<ResultsError>([&] { read_all(path); });
}

void check_refused(const std::filesystem::path& path, const std::string& because)
{
    const auto [text, code] = refusal_of(path);
    CHECK(code == 4);
    CHECK_THAT(text, Catch::Contains(path.string()) && Catch::Contains(because) && Catch::Contains("\n  "));
}

} // namespace

TEST_CASE("a file that is not there, a folder and a text file are each called what they are", "[sim][results][hdf5]")
{
    const Folder folder;
    check_refused(folder / "nothing.h5", "there is no file");
    std::filesystem::create_directory(folder / "folder.h5");
    check_refused(folder / "folder.h5", "is not a file");
    sample::write_bytes(folder / "text.h5", "week,contacts\n0,7\n");
    check_refused(folder / "text.h5", "does not begin as HDF5 does");
    sample::write_bytes(folder / "empty.h5", "");
    check_refused(folder / "empty.h5", "does not begin as HDF5 does");
    sample::write_bytes(folder / "signature.h5", std::string("\x89HDF\r\n\x1a\n", 8));
    check_refused(folder / "signature.h5", "cut short");
}

TEST_CASE("a file cut short anywhere is refused, and nothing crashes", "[sim][results][hdf5]")
{
    const Folder folder;
    const std::string bytes = sample::bytes_of(good_file(folder));
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 60) {
        sample::write_bytes(folder / "cut.h5", bytes.substr(0, length));
        CHECK(refusal_of(folder / "cut.h5").second == 4);
    }
    sample::write_bytes(folder / "cut.h5", bytes.substr(0, bytes.size() - 1));
    check_refused(folder / "cut.h5", "cut short");
}

TEST_CASE("a file with a spoilt byte anywhere is refused, and nothing crashes", "[sim][results][hdf5]")
{
    const Folder folder;
    const std::string bytes = sample::bytes_of(good_file(folder));
    for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 150) {
        std::string spoilt = bytes;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 0x5a);
        sample::write_bytes(folder / "spoilt.h5", spoilt);
        CHECK(refusal_of(folder / "spoilt.h5").second == 4);
    }
}

TEST_CASE("HDF5 that is not ours is refused by what it lacks", "[sim][results][hdf5]")
{
    const Folder folder;
    TrajectoryWriter(folder / "trajectories.h5", {}).close();
    check_refused(folder / "trajectories.h5", "format_version");

    auto empty = h5::File::create(folder / "empty.h5");
    empty.close();
    check_refused(folder / "empty.h5", "not results of meamsim");
    disk::seal(folder / "empty.h5");
    check_refused(folder / "empty.h5", "format_version");
}

namespace {

/// Something that begins as our files do, and goes on as `then` says.
template <class Then> std::filesystem::path half_of_ours(const Folder& folder, std::int64_t version, Then then)
{
    const auto path = folder / "half.h5";
    auto file = h5::File::create(path);
    file.set("Conventions", "CF-1.10");
    file.set("format_version", version);
    for (const auto* name : {"experiment", "title", "experiment_digest", "headline", "baseline"}) {
        file.set(name, "x");
    }
    then(file);
    file.close();
    disk::seal(path);
    return path;
}

void add_text(h5::Group& group, const std::string& name, const std::string& text = "x")
{
    group.create_dataset(name, h5::Kind::text, {}).write(std::span(&text, 1));
}

} // namespace

TEST_CASE("a file of a newer format asks for a newer meamsim", "[sim][results][hdf5]")
{
    const Folder folder;
    check_refused(half_of_ours(folder, 2, [](h5::File&) {}), "has results format 2");
}

TEST_CASE("a file that lacks a part, or holds it in another shape, is refused", "[sim][results][hdf5]")
{
    const Folder folder;
    check_refused(half_of_ours(folder, 1, [](h5::File&) {}), "resolved_experiment");
    check_refused(half_of_ours(folder, 1,
                               [](h5::File& file) {
                                   file.create_dataset("resolved_experiment", h5::Kind::int32, {3});
                                   file.create_group("notes");
                               }),
                  "not a single text");
    check_refused(half_of_ours(folder, 1,
                               [](h5::File& file) {
                                   add_text(file, "resolved_experiment");
                                   file.create_group("notes");
                                   file.create_dataset("point", h5::Kind::int32, {1});
                               }),
                  "`point` is not an axis");
    check_refused(half_of_ours(folder, 1, [](h5::File& file) { file.create_group("resolved_experiment"); }), "damaged");
}

TEST_CASE("a file that plans more runs than the world has atoms is refused without asking for memory",
          "[sim][results][hdf5]")
{
    const Folder folder;
    check_refused(half_of_ours(folder, 1,
                               [](h5::File& file) {
                                   add_text(file, "resolved_experiment");
                                   file.create_group("notes");
                                   const auto axis = [&](const std::string& name, h5::Kind kind, std::size_t length) {
                                       auto scale = file.create_dataset(name, kind, {length}, {{1}});
                                       scale.become_scale(name);
                                       scale.set("long_name", name);
                                       scale.set("units", "1");
                                   };
                                   axis("point", h5::Kind::int32, std::size_t{1} << 31);
                                   axis("scenario", h5::Kind::text, 1);
                                   axis("replicate", h5::Kind::int32, std::size_t{1} << 31);
                               }),
                  "more runs than any file can hold");
}

TEST_CASE("many sources are read at once with few files open", "[sim][results][hdf5]")
{
    const Folder folder;
    const auto path = good_file(folder);
    std::vector<std::unique_ptr<Hdf5Source>> sources;
    for (int i = 0; i < 40; ++i) {
        sources.push_back(
            std::make_unique<Hdf5Source>(path, sources.empty() ? nullptr : sources.front()->shared_layout()));
        CHECK(&sources.back()->layout() == &sources.front()->layout());
    }
    for (int round = 0; round < 2; ++round) {
        for (const auto& source : sources) {
            CHECK(source->column({0, 1, 1}, 0) == sample::unit({0, 1, 1}).data[0]);
        }
    }
}
