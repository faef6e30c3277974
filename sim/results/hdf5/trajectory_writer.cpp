#include "sim/results/hdf5/trajectory_writer.hpp"

#include "sim/parallel.hpp"
#include "sim/results/hdf5/disk.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace meam::results {

namespace {

constexpr std::size_t chunk = Growing<std::int32_t>::chunk;
constexpr std::int64_t most_indexed_at_once = std::int64_t{1} << 23; ///< changes indexed at once, four bytes each

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
        return change.week >= 0 && change.week < head.weeks && change.resident >= 0 && change.kind >= 0 &&
               static_cast<std::size_t>(change.kind) < head.kinds.size();
    };
    if (!std::all_of(changes.begin(), changes.end(), sound)) {
        throw ResultsError("a change lies outside the weeks or the kinds of its file", 70);
    }
}

bool earlier(const Change& a, const Change& b)
{
    return std::tie(a.week, a.resident) < std::tie(b.week, b.resident);
}

[[noreturn]] void refuse_to_write(const std::filesystem::path& path, const h5::Error& error)
{
    throw ResultsError("cannot write `" + path.string() + "`: " + error.what() +
                       "\n  is there room on the disk, and may you write there? Another place: -o");
}

/// Runs `write`. @throws ResultsError  with a message for the user if it fails
template <class Write> auto written(const std::filesystem::path& path, Write&& write)
{
    try {
        return write();
    } catch (const h5::Error& error) {
        refuse_to_write(path, error);
    }
}

template <class Member> auto all(std::span<const Change> changes, Member member)
{
    std::vector<std::decay_t<decltype(changes.front().*member)>> values;
    values.reserve(changes.size());
    for (const auto& change : changes) {
        values.push_back(change.*member);
    }
    return values;
}

template <class T> std::vector<T> counted(T from, std::size_t count)
{
    std::vector<T> numbers(count);
    std::iota(numbers.begin(), numbers.end(), from);
    return numbers;
}

template <class T> filters::Bytes packed(const std::vector<T>& numbers)
{
    return filters::packed(std::span<const T>(numbers));
}

template <class T> void append(Growing<T>& to, const std::vector<T>& numbers)
{
    to.append(std::span<const T>(numbers));
}

/// Finishes a dataset and makes it the scale of an axis. @return the dataset
template <class T> h5::Dataset& scale(Growing<T>& numbers, const std::string& name)
{
    auto& dataset = numbers.finish();
    dataset.become_scale(name);
    return dataset;
}

} // namespace

TrajectoryWriter::TrajectoryWriter(std::filesystem::path final_path, std::filesystem::path path, TrajectoryHead head)
    : final_(std::move(final_path)), tmp_(std::move(path)), head_(std::move(head))
{
    expect_sound(head_);
}

/// Delegates, so that the destructor removes a file whose beginning could not be written.
TrajectoryWriter::TrajectoryWriter(std::filesystem::path final_path, TrajectoryHead head)
    : TrajectoryWriter(final_path, disk::unfinished(final_path), std::move(head))
{
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

std::unique_ptr<UnitTrajectory> TrajectoryWriter::begin(const UnitId& id)
{
    return std::make_unique<UnitTrajectory>(*units_, id, head_, final_);
}

void TrajectoryWriter::put(const UnitId& id, std::span<const Change> changes)
{
    expect_sound(changes, head_);
    std::vector<Change> sorted(changes.begin(), changes.end());
    std::ranges::stable_sort(sorted, earlier);
    const auto unit = begin(id);
    unit->add(sorted);
    unit->close();
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

UnitTrajectory::Columns::Columns(h5::Group of)
    : group(std::move(of)), change(group, "change", "number of the change"),
      week(group, "week", "week of the simulation"), resident(group, "resident", "number of the resident"),
      kind(group, "kind", "kind of the change"), detail(group, "detail", "detail of the change, by kind")
{}

UnitTrajectory::UnitTrajectory(h5::Group& units, const UnitId& id, const TrajectoryHead& head,
                               std::filesystem::path path)
    : units_(&units), head_(&head), path_(std::move(path)), name_(trajectory_group(id)),
      columns_(written(path_, [&] { return std::make_unique<Columns>(units.create_group(name_)); })),
      in_week_(static_cast<std::size_t>(head.weeks), 0)
{}

UnitTrajectory::~UnitTrajectory()
{
    if (columns_) {
        try {
            columns_.reset();
            units_->remove(name_);
        } catch (const h5::Error&) { // the file is invalid and will be removed
        }
    }
}

void UnitTrajectory::add(std::span<const Change> changes)
{
    if (changes.empty()) {
        return;
    }
    expect_sound(changes, *head_);
    if ((last_ && earlier(changes.front(), *last_)) || !std::ranges::is_sorted(changes, earlier)) {
        throw ResultsError("changes of a run come out of order", 70);
    }
    last_ = changes.back();
    for (const auto& change : changes) {
        ++in_week_[static_cast<std::size_t>(change.week)];
        const auto who = static_cast<std::size_t>(change.resident);
        if (who >= of_resident_.size()) {
            of_resident_.resize(std::max(who + 1, 2 * of_resident_.size()), 0);
        }
        ++of_resident_[who];
    }
    waiting_.insert(waiting_.end(), changes.begin(), changes.end());
    std::size_t full = 0;
    for (; waiting_.size() - full >= chunk; full += chunk) {
        write_chunk(std::span(waiting_).subspan(full, chunk));
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(full));
}

/// Filters the attributes in parallel and writes them in a fixed order.
void UnitTrajectory::write_chunk(std::span<const Change> changes)
{
    const auto first = static_cast<std::int64_t>(columns_->change.size());
    std::array<filters::Bytes, 5> bytes;
    parallel::for_each(bytes.size(), [&](std::size_t i) {
        switch (i) {
        case 0:
            bytes[i] = packed(counted(first, changes.size()));
            break;
        case 1:
            bytes[i] = packed(all(changes, &Change::week));
            break;
        case 2:
            bytes[i] = packed(all(changes, &Change::resident));
            break;
        case 3:
            bytes[i] = packed(all(changes, &Change::kind));
            break;
        default:
            bytes[i] = packed(all(changes, &Change::detail));
        }
    });
    written(path_, [&] {
        columns_->change.append_packed(bytes[0]);
        columns_->week.append_packed(bytes[1]);
        columns_->resident.append_packed(bytes[2]);
        columns_->kind.append_packed(bytes[3]);
        columns_->detail.append_packed(bytes[4]);
    });
}

void UnitTrajectory::each(const std::function<void(std::span<const Change>)>& visit) const
{
    for (std::size_t first = 0; first < columns_->change.size(); first += chunk) {
        const auto [week, resident, kind, detail] = written(path_, [&] {
            return std::tuple{columns_->week.read(first, chunk), columns_->resident.read(first, chunk),
                              columns_->kind.read(first, chunk), columns_->detail.read(first, chunk)};
        });
        std::vector<Change> changes;
        changes.reserve(chunk);
        for (std::size_t i = 0; i < chunk; ++i) {
            changes.push_back({week[i], resident[i], kind[i], detail[i]});
        }
        visit(changes);
    }
    visit(waiting_);
}

void UnitTrajectory::close()
{
    written(path_, [&] {
        append(columns_->change, counted(static_cast<std::int64_t>(columns_->change.size()), waiting_.size()));
        append(columns_->week, all(waiting_, &Change::week));
        append(columns_->resident, all(waiting_, &Change::resident));
        append(columns_->kind, all(waiting_, &Change::kind));
        append(columns_->detail, all(waiting_, &Change::detail));
        waiting_.clear();
        auto& change = scale(columns_->change, "change");
        columns_->week.finish().attach(0, change);
        columns_->resident.finish().attach(0, change);
        auto& kind = columns_->kind.finish();
        if (const auto flags = counted(std::int16_t{0}, head_->kinds.size()); !flags.empty()) {
            kind.set("flag_values", std::span<const std::int16_t>(flags));
            kind.set("flag_meanings", joined(head_->kinds));
        }
        kind.attach(0, change);
        columns_->detail.finish().attach(0, change);
        write_lives(change);
        write_weeks();
    });
    columns_.reset();
}

/// Writes the index by resident: the weeks between successive changes. Nearly all of them fit in one byte, so they
/// compress well.
void UnitTrajectory::write_lives(const h5::Dataset& change)
{
    Growing<std::int32_t> since(columns_->group, "weeks_since",
                                "resident by resident, weeks since the resident's change before");
    Growing<std::int32_t> who(columns_->group, "who", "number of a resident with changes");
    Growing<std::int64_t> first(columns_->group, "who_first", "where this resident begins in weeks_since");
    Growing<std::int32_t> count(columns_->group, "who_count", "changes of this resident");
    std::int64_t before = 0;
    for (std::size_t from = 0, end = 0; from < of_resident_.size(); from = end) {
        std::int64_t changes = 0;
        do {
            changes += of_resident_[end++];
        } while (end < of_resident_.size() && changes + of_resident_[end] <= most_indexed_at_once);
        append(since, weeks_since(from, end));
        for (std::size_t r = from; r < end; ++r) {
            if (of_resident_[r] > 0) {
                who.append(static_cast<std::int32_t>(r));
                first.append(before);
                count.append(of_resident_[r]);
                before += of_resident_[r];
            }
        }
    }
    since.finish().attach(0, change);
    const auto& residents = scale(who, "who");
    first.finish().attach(0, residents);
    count.finish().attach(0, residents);
}

/// Weeks between successive changes of the residents in [from, end), by resident; the first counts from week 0.
std::vector<std::int32_t> UnitTrajectory::weeks_since(std::size_t from, std::size_t end) const
{
    std::vector<std::size_t> next(end - from + 1, 0);
    std::partial_sum(of_resident_.begin() + static_cast<std::ptrdiff_t>(from),
                     of_resident_.begin() + static_cast<std::ptrdiff_t>(end), next.begin() + 1);
    std::vector<std::int32_t> weeks(next.back());
    std::vector<std::int32_t> last(end - from, 0);
    for (std::size_t at = 0; at < columns_->change.size() && !weeks.empty(); at += chunk) {
        const std::size_t some = std::min(chunk, columns_->change.size() - at);
        const auto week = columns_->week.read(at, some);
        const auto resident = columns_->resident.read(at, some);
        for (std::size_t i = 0; i < some; ++i) {
            if (const auto who = static_cast<std::size_t>(resident[i]); who >= from && who < end) {
                weeks[next[who - from]++] = week[i] - std::exchange(last[who - from], week[i]);
            }
        }
    }
    return weeks;
}

/// Writes, for each week and for the end, the number of changes before it.
void UnitTrajectory::write_weeks()
{
    Growing<std::int32_t> edge(columns_->group, "week_edge", "week of the simulation");
    append(edge, counted(std::int32_t{0}, in_week_.size() + 1));
    Growing<std::int64_t> offset(columns_->group, "offset", "changes before this week");
    std::vector<std::int64_t> before(in_week_.size() + 1, 0);
    std::partial_sum(in_week_.begin(), in_week_.end(), before.begin() + 1);
    append(offset, before);
    offset.finish().attach(0, scale(edge, "week_edge"));
}

} // namespace meam::results
