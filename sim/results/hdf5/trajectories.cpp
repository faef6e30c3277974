#include "sim/results/hdf5/trajectories.hpp"

#include "sim/results/hdf5/disk.hpp"
#include "sim/results/hdf5/source.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace meam::results {

namespace {

std::optional<UnitId> unit_named(const std::string& name)
{
    std::array<std::int32_t, 3> numbers{};
    const char* at = name.data();
    const char* const end = at + name.size();
    for (auto& number : numbers) {
        const auto read = std::from_chars(at, end, number);
        at = read.ptr == end ? end : read.ptr + 1;
    }
    const UnitId id{numbers[0], numbers[1], numbers[2]};
    return trajectory_group(id) == name ? std::optional(id) : std::nullopt;
}

std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

[[noreturn]] void refuse_to_read(const std::filesystem::path& path, const std::string& why)
{
    throw ResultsError("`" + path.string() + "` is damaged, cut short, or no trajectories of meamsim: " + why +
                       "\n  name the trajectories file that `meamsim run` wrote, or copy it again");
}

/// Combines the four attributes into changes.
std::vector<Change> together(const std::vector<std::int32_t>& week, const std::vector<std::int32_t>& resident,
                             const std::vector<std::int16_t>& kind, const std::vector<std::int32_t>& detail)
{
    if (resident.size() != week.size() || kind.size() != week.size() || detail.size() != week.size()) {
        throw h5::Error("its datasets differ in length");
    }
    std::vector<Change> changes;
    changes.reserve(week.size());
    for (std::size_t i = 0; i < week.size(); ++i) {
        changes.push_back({week[i], resident[i], kind[i], detail[i]});
    }
    return changes;
}

std::vector<Change> read(const h5::Group& group, const h5::Block* block)
{
    return together(group.dataset("week").read<std::int32_t>(block),
                    group.dataset("resident").read<std::int32_t>(block),
                    group.dataset("kind").read<std::int16_t>(block), group.dataset("detail").read<std::int32_t>(block));
}

std::vector<Change> read_at(const h5::Group& group, std::span<const std::int64_t> places)
{
    return together(
        group.dataset("week").read_at<std::int32_t>(places), group.dataset("resident").read_at<std::int32_t>(places),
        group.dataset("kind").read_at<std::int16_t>(places), group.dataset("detail").read_at<std::int32_t>(places));
}

/// The block of `count` elements from `first`. @throws h5::Error  if either is negative
h5::Block piece(std::int64_t first, std::int64_t count)
{
    if (first < 0 || count < 0) {
        throw h5::Error("an index in it is negative");
    }
    return {{static_cast<std::size_t>(first)}, {static_cast<std::size_t>(count)}};
}

/// Positions of a resident's changes in the datasets.
/// @param since  weeks between successive changes; the first counts from week 0
std::vector<std::int64_t> places_of(const h5::Group& group, std::int32_t resident, std::span<const std::int32_t> since)
{
    const auto offset = group.dataset("offset").read<std::int64_t>();
    const auto residents = group.dataset("resident");
    std::vector<std::int64_t> places;
    std::size_t week = 0;
    for (std::size_t i = 0; i < since.size(); ++i) {
        if (since[i] == 0 && i > 0) {
            continue; // same week: found with the previous change
        }
        week += static_cast<std::size_t>(since[i]);
        if (since[i] < 0 || week + 1 >= offset.size()) {
            throw h5::Error("an index in it lies outside the weeks");
        }
        const auto of_week = piece(offset[week], offset[week + 1] - offset[week]);
        const auto sorted = residents.read<std::int32_t>(&of_week);
        const auto found = std::ranges::equal_range(sorted, resident);
        for (auto it = found.begin(); it != found.end(); ++it) {
            places.push_back(offset[week] + (it - sorted.begin()));
        }
    }
    if (places.size() != since.size()) {
        throw h5::Error("its index and its changes do not fit");
    }
    return places;
}

void expect_length(const h5::Dataset& dataset, std::size_t length)
{
    if (dataset.shape() != h5::Shape{length}) {
        throw h5::Error("a dataset has another length than it should");
    }
}

} // namespace

Trajectories::Trajectories(std::filesystem::path path) : path_(std::move(path))
{
    if (!looks_like_hdf5(path_)) {
        refuse_to_read(path_, "there is no HDF5 file of this name");
    }
    if (disk::seal_of(path_) != disk::Seal::whole) {
        refuse_to_read(path_, "the line that ends our files is not there, or does not fit");
    }
    try {
        file_ = h5::File::open(path_);
        if (const auto version = file_->number("trajectories_version"); version != trajectory_format_version) {
            throw h5::Error("it has format " + std::to_string(version) + ", this meamsim reads format " +
                            std::to_string(trajectory_format_version));
        }
        const auto weeks = file_->number("weeks");
        if (weeks < 0 || weeks > std::numeric_limits<std::int32_t>::max()) {
            throw h5::Error("its number of weeks is none");
        }
        head_ = {file_->text("experiment"), file_->text("experiment_digest"), split(file_->text("kinds")),
                 static_cast<std::int32_t>(weeks)};
    } catch (const h5::Error& error) {
        refuse_to_read(path_, error.what());
    }
}

std::vector<UnitId> Trajectories::units() const
{
    std::vector<UnitId> units;
    try {
        for (const auto& name : file_->group("unit").groups()) {
            if (const auto id = unit_named(name)) {
                units.push_back(*id);
            }
        }
    } catch (const h5::Error& error) {
        refuse_to_read(path_, error.what());
    }
    std::sort(units.begin(), units.end());
    return units;
}

h5::Group Trajectories::unit(const UnitId& id) const
{
    const auto units = file_->group("unit");
    if (!units.holds(trajectory_group(id))) {
        throw ResultsError(words(id) + " has no trajectories in `" + path_.string() +
                           "`\n  choose them in the experiment file and repeat that run");
    }
    return units.group(trajectory_group(id));
}

std::vector<Change> Trajectories::changes(const UnitId& id) const
{
    try {
        return read(unit(id), nullptr);
    } catch (const h5::Error& error) {
        refuse_to_read(path_, error.what());
    }
}

std::vector<Change> Trajectories::changes_of(const UnitId& id, std::int32_t resident) const
{
    try {
        const auto group = unit(id);
        const auto who = group.dataset("who").read<std::int32_t>();
        const auto found = std::lower_bound(who.begin(), who.end(), resident);
        if (found == who.end() || *found != resident) {
            return {};
        }
        expect_length(group.dataset("who_first"), who.size());
        expect_length(group.dataset("who_count"), who.size());
        const auto at = piece(found - who.begin(), 1);
        const auto of_resident = piece(group.dataset("who_first").read<std::int64_t>(&at).front(),
                                       group.dataset("who_count").read<std::int32_t>(&at).front());
        return read_at(group,
                       places_of(group, resident, group.dataset("weeks_since").read<std::int32_t>(&of_resident)));
    } catch (const h5::Error& error) {
        refuse_to_read(path_, error.what());
    }
}

std::vector<Change> Trajectories::changes_in(const UnitId& id, std::int32_t week) const
{
    if (week < 0 || week >= head_.weeks) {
        return {};
    }
    try {
        const auto group = unit(id);
        const auto edges = piece(week, 2);
        const auto offset = group.dataset("offset").read<std::int64_t>(&edges);
        const auto of_week = piece(offset[0], offset[1] - offset[0]);
        return read(group, &of_week);
    } catch (const h5::Error& error) {
        refuse_to_read(path_, error.what());
    }
}

} // namespace meam::results
