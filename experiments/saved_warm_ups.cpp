#include "experiments/saved_warm_ups.hpp"

#include "sim/archive.hpp"
#include "sim/digest.hpp"
#include "sim/results/store.hpp"
#ifdef MEAM_HDF5
#include "sim/results/hdf5/disk.hpp"
#endif

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string_view>
#ifdef MEAM_HDF5
#include <unistd.h>
#endif

namespace meam {

template <class Archive> void describe(Archive& archive, IsA<WarmUp> auto& warm_up)
{
    archive(warm_up.weeks, warm_up.steady, warm_up.moving, warm_up.prevalence);
}

namespace {

constexpr std::string_view opening = "meamsim warm-up 1\n";

/// Keys of an experiment that say nothing about its warm-up.
constexpr std::array<std::string_view, 12> of_no_account{"about",   "based_on",    "baseline",   "caliper",
                                                         "draws",   "first_looks", "horizon",    "name",
                                                         "outcome", "question",    "replicates", "trajectories"};
constexpr std::array<std::string_view, 3> after_the_warm_up{"scenario", "bundle", "pattern"};
constexpr std::array<std::string_view, 2> of_policies{"policy", "trigger"};

bool is_of(std::string_view line, std::string_view key)
{
    return line.starts_with(key) && line.size() > key.size() && (line[key.size()] == '.' || line[key.size()] == ' ');
}

[[noreturn]] void refuse_warm_up(const std::filesystem::path& path, const std::string& why)
{
    throw results::ResultsError("`" + path.string() + "` is no saved warm-up that can be used: " + why +
                                "\n  remove it, and the warm-up is simulated again");
}

#ifdef MEAM_HDF5

void write(const std::filesystem::path& path, const std::string& bytes)
{
    // of this process alone: others may save the same, and the last of them puts the same bytes there
    const auto unfinished = results::disk::unfinished(path).string() + std::to_string(::getpid());
    try {
        std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
        out << opening << bytes << std::flush;
        if (!out) {
            throw results::ResultsError("cannot write `" + path.string() +
                                        "`\n  is there room on the disk, and may you write there?");
        }
        out.close();
        results::disk::publish(unfinished, path);
    } catch (const results::ResultsError&) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw;
    }
}

/// @return nothing where there is no such file
std::optional<std::string> read(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    if (results::disk::seal_of(path) != results::disk::Seal::whole) {
        refuse_warm_up(path, "the line that ends our files is not there, or does not fit");
    }
    std::ostringstream text;
    text << in.rdbuf();
    auto bytes = text.str();
    if (!bytes.starts_with(opening)) {
        refuse_warm_up(path, "it begins as no file of this kind does");
    }
    bytes.resize(bytes.size() - results::disk::seal_size);
    return bytes.substr(opening.size());
}

#else

void write(const std::filesystem::path&, const std::string&) {}
std::optional<std::string> read(const std::filesystem::path&)
{
    return std::nullopt;
}

#endif

} // namespace

std::string warm_up_digest(const Experiment& experiment, const std::string& program)
{
    const auto one_of = [](std::string_view line, const auto& keys) {
        return std::ranges::any_of(keys, [&](std::string_view key) { return is_of(line, key); });
    };
    const bool any_stands = std::ranges::any_of(experiment.model.policies, &Policy::standing);
    Digest digest;
    digest.add(program);
    std::istringstream lines(experiment.resolved);
    for (std::string line; std::getline(lines, line);) {
        if (one_of(line, of_no_account) || one_of(line, after_the_warm_up) ||
            (!any_stands && one_of(line, of_policies))) {
            continue;
        }
        digest.add(std::string_view(line).substr(0, line.rfind("  # "))); // whatever its origin
    }
    return digest.hex();
}

SavedWarmUps::SavedWarmUps(std::filesystem::path folder, const Experiment& experiment, const std::string& program)
    : folder_(std::move(folder)), key_(warm_up_digest(experiment, program).substr(0, 16))
{
#ifdef MEAM_HDF5
    results::disk::make_folder(folder_);
#endif
}

std::filesystem::path SavedWarmUps::file(const std::string& what) const
{
    return folder_ / (key_ + "-" + what + ".warm");
}

std::optional<WarmUp> SavedWarmUps::warm_up() const
{
    const auto bytes = read(file("length"));
    if (!bytes) {
        return std::nullopt;
    }
    WarmUp warm_up;
    try {
        ArchiveReader archive(*bytes);
        archive(warm_up);
    } catch (const ArchiveError& e) {
        refuse_warm_up(file("length"), e.what());
    }
    return warm_up;
}

void SavedWarmUps::save(const WarmUp& warm_up) const
{
    ArchiveWriter archive;
    archive(warm_up);
    write(file("length"), archive.bytes());
}

std::unique_ptr<World> SavedWarmUps::world(const Setting& setting, const DesignPoint& point, int replicate) const
{
    const auto path = file(std::to_string(point.number) + "-" + std::to_string(replicate));
    auto bytes = read(path);
    if (!bytes) {
        return nullptr;
    }
    try {
        ArchiveReader archive(std::move(*bytes));
        return std::make_unique<World>(setting, point.before, archive);
    } catch (const ArchiveError& e) {
        refuse_warm_up(path, e.what());
    }
}

void SavedWarmUps::save(const World& world, int point, int replicate) const
{
    write(file(std::to_string(point) + "-" + std::to_string(replicate)), world.saved());
}

} // namespace meam
