#include "sim/results/hdf5/trajectories.hpp"

#include "sim/results/hdf5/disk.hpp"
#include "sim/results/hdf5/source.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>

namespace meam::results {

namespace {

constexpr std::int32_t trajectory_format_version = 2;
constexpr std::size_t chunk_bytes = std::size_t{1} << 18;

std::string group_name(const UnitId& id)
{
    return std::to_string(id.point) + "_" + std::to_string(id.scenario) + "_" + std::to_string(id.replicate);
}

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
    return group_name(id) == name ? std::optional(id) : std::nullopt;
}

bool is_flag_meaning(const std::string& label)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+@-";
    return !label.empty() && label.find_first_not_of(allowed) == std::string::npos;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string line;
    for (const auto& word : words) {
        line += (line.empty() ? "" : " ") + word;
    }
    return line;
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

template <class T> std::vector<T> counted(std::size_t count)
{
    std::vector<T> numbers(count);
    std::iota(numbers.begin(), numbers.end(), T{0});
    return numbers;
}

template <class T>
h5::Dataset create(h5::Group& group, const std::string& name, const std::string& long_name,
                   const std::vector<T>& values)
{
    const h5::Shape shape{values.size()};
    const h5::Shape chunk{std::clamp<std::size_t>(values.size(), 1, chunk_bytes / sizeof(T))};
    auto dataset = group.create_dataset(name, h5::kind_of<T>(), shape, {chunk});
    dataset.write(std::span<const T>(values));
    dataset.set("long_name", long_name);
    dataset.set("units", "1");
    return dataset;
}

template <class T>
h5::Dataset create_scale(h5::Group& group, const std::string& name, const std::string& long_name,
                         const std::vector<T>& values)
{
    auto scale = create(group, name, long_name, values);
    scale.become_scale(name);
    return scale;
}

template <class T>
void create_along(h5::Group& group, const std::string& name, const std::string& long_name, const std::vector<T>& values,
                  const h5::Dataset& scale)
{
    create(group, name, long_name, values).attach(0, scale);
}

template <class Member> auto all(const std::vector<Change>& changes, Member member)
{
    std::vector<std::decay_t<decltype(changes.front().*member)>> values;
    values.reserve(changes.size());
    for (const auto& change : changes) {
        values.push_back(change.*member);
    }
    return values;
}

/// For each week the number of changes before it; one more place for the end.
std::vector<std::int64_t> offsets(const std::vector<Change>& changes, std::int32_t weeks)
{
    std::vector<std::int64_t> offsets(static_cast<std::size_t>(weeks) + 1, 0);
    for (const auto& change : changes) {
        ++offsets[static_cast<std::size_t>(change.week) + 1];
    }
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    return offsets;
}

/// Who has changes, and in which weeks: steps from one change to the next, of which a byte nearly always says all.
struct Index {
    std::vector<std::int32_t> weeks_since;
    std::vector<std::int32_t> who;
    std::vector<std::int64_t> first;
    std::vector<std::int32_t> count;
};

/// @param changes  sorted by week
Index index(const std::vector<Change>& changes)
{
    auto by_resident = counted<std::size_t>(changes.size());
    std::ranges::stable_sort(by_resident, {}, [&](std::size_t i) { return changes[i].resident; });
    Index index;
    index.weeks_since.reserve(changes.size());
    std::int32_t before = 0;
    for (std::size_t i = 0; i < by_resident.size(); ++i) {
        const auto& change = changes[by_resident[i]];
        if (index.who.empty() || index.who.back() != change.resident) {
            index.who.push_back(change.resident);
            index.first.push_back(static_cast<std::int64_t>(i));
            index.count.push_back(0);
            before = 0;
        }
        ++index.count.back();
        index.weeks_since.push_back(change.week - before);
        before = change.week;
    }
    return index;
}

void expect_sound(const TrajectoryHead& head)
{
    if (!std::all_of(head.kinds.begin(), head.kinds.end(), is_flag_meaning) || head.weeks < 0 ||
        head.kinds.size() > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max())) {
        throw ResultsError("the kinds of change need names of letters, digits and _.+@-, and weeks a number of them",
                           70);
    }
}

void expect_sound(std::span<const Change> changes, const TrajectoryHead& head)
{
    const auto sound = [&](const Change& change) {
        return change.week >= 0 && change.week < head.weeks && change.kind >= 0 &&
               static_cast<std::size_t>(change.kind) < head.kinds.size();
    };
    if (!std::all_of(changes.begin(), changes.end(), sound)) {
        throw ResultsError("a change lies outside the weeks or the kinds of its file", 70);
    }
}

[[noreturn]] void refuse_to_write(const std::filesystem::path& path, const h5::Error& error)
{
    throw ResultsError("cannot write `" + path.string() + "`: " + error.what() +
                       "\n  is there room on the disk, and may you write there? Another place: -o");
}

[[noreturn]] void refuse_to_read(const std::filesystem::path& path, const std::string& why)
{
    throw ResultsError("`" + path.string() + "` is damaged, cut short, or no trajectories of meamsim: " + why +
                       "\n  name the trajectories file that `meamsim run` wrote, or copy it again");
}

/// Parts of the four attributes, put together again.
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

/// `count` places from `first` on. @throws h5::Error  if the file says nonsense
h5::Block piece(std::int64_t first, std::int64_t count)
{
    if (first < 0 || count < 0) {
        throw h5::Error("an index in it is negative");
    }
    return {{static_cast<std::size_t>(first)}, {static_cast<std::size_t>(count)}};
}

/// Where a resident's changes are. @param since  weeks since the change before, from week 0 on
std::vector<std::int64_t> places_of(const h5::Group& group, std::int32_t resident, std::span<const std::int32_t> since)
{
    const auto offset = group.dataset("offset").read<std::int64_t>();
    const auto residents = group.dataset("resident");
    std::vector<std::int64_t> places;
    std::size_t week = 0;
    for (std::size_t i = 0; i < since.size(); ++i) {
        if (since[i] == 0 && i > 0) {
            continue; // found with the one before
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

TrajectoryWriter::TrajectoryWriter(std::filesystem::path final_path, TrajectoryHead head)
    : final_(std::move(final_path)), tmp_(disk::unfinished(final_)), head_(std::move(head))
{
    expect_sound(head_);
    try {
        file_ = h5::File::create(tmp_);
        file_->set("Conventions", "CF-1.10");
        file_->set("title", "what changed, by week and resident");
        file_->set("trajectories_version", trajectory_format_version);
        file_->set("experiment", head_.experiment);
        file_->set("experiment_digest", head_.experiment_digest);
        file_->set("kinds", joined(head_.kinds));
        file_->set("weeks", head_.weeks);
        units_ = file_->create_group("unit");
    } catch (const h5::Error& error) {
        refuse_to_write(final_, error);
    }
}

TrajectoryWriter::~TrajectoryWriter()
{
    if (file_) {
        units_.reset();
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(tmp_, ignored);
    }
}

void TrajectoryWriter::put(const UnitId& id, std::span<const Change> changes)
{
    expect_sound(changes, head_);
    try {
        auto group = units_->create_group(group_name(id));
        write(group, {changes.begin(), changes.end()});
    } catch (const h5::Error& error) {
        refuse_to_write(final_, error);
    }
}

void TrajectoryWriter::write(h5::Group& group, std::vector<Change> changes)
{
    std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return std::pair(a.week, a.resident) < std::pair(b.week, b.resident);
    });
    const auto sorted = index(changes);
    const auto flags = counted<std::int16_t>(head_.kinds.size());

    const auto change = create_scale(group, "change", "number of the change", counted<std::int64_t>(changes.size()));
    const auto edge = create_scale(group, "week_edge", "week of the simulation",
                                   counted<std::int32_t>(static_cast<std::size_t>(head_.weeks) + 1));
    const auto who = create_scale(group, "who", "number of a resident with changes", sorted.who);

    create_along(group, "week", "week of the simulation", all(changes, &Change::week), change);
    create_along(group, "resident", "number of the resident", all(changes, &Change::resident), change);
    auto kind = create(group, "kind", "kind of the change", all(changes, &Change::kind));
    if (!flags.empty()) {
        kind.set("flag_values", std::span<const std::int16_t>(flags));
        kind.set("flag_meanings", joined(head_.kinds));
    }
    kind.attach(0, change);
    create_along(group, "detail", "detail of the change, by kind", all(changes, &Change::detail), change);
    create_along(group, "weeks_since", "resident by resident, weeks since the resident's change before",
                 sorted.weeks_since, change);
    create_along(group, "offset", "changes before this week", offsets(changes, head_.weeks), edge);
    create_along(group, "who_first", "where this resident begins in weeks_since", sorted.first, who);
    create_along(group, "who_count", "changes of this resident", sorted.count, who);
}

void TrajectoryWriter::close()
{
    try {
        units_.reset();
        file_->close();
    } catch (const h5::Error& error) {
        refuse_to_write(final_, error);
    }
    disk::publish(tmp_, final_);
    file_.reset();
}

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
    if (!units.holds(group_name(id))) {
        throw ResultsError(words(id) + " has no trajectories in `" + path_.string() +
                           "`\n  choose them in the experiment file and repeat that run");
    }
    return units.group(group_name(id));
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
