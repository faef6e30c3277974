#include "sim/results/hdf5/segments.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace meam::results {

namespace {

constexpr std::string_view prefix = "segment-";
constexpr std::string_view suffix = ".h5";

std::string file_name(int number)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "segment-%06d.h5", number);
    return text.data();
}

/// The number in the name of a segment; 0 if it is none.
int number_of(const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(suffix)) {
        return 0;
    }
    const char* const end = name.data() + name.size() - suffix.size();
    int number = 0;
    const auto read = std::from_chars(name.data() + prefix.size(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? number : 0;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (auto it = std::filesystem::directory_iterator(folder, error); !error && it != std::filesystem::end(it);
         it.increment(error)) {
        files.push_back(it->path());
    }
    if (error) {
        throw ResultsError("cannot read folder `" + folder.string() + "`: " + error.message());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::filesystem::path> segments_in(const std::filesystem::path& folder)
{
    auto files = files_in(folder);
    std::erase_if(files, [](const auto& path) { return number_of(path) == 0; });
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return number_of(a) < number_of(b); });
    return files;
}

/// Removes segments that a kill left half written, and no other file.
void remove_unfinished(const std::filesystem::path& folder)
{
    for (const auto& path : files_in(folder)) {
        if (path.extension() == ".tmp" && number_of(path.stem()) != 0) {
            std::filesystem::remove(path);
        }
    }
}

void grow(Layout& layout, const UnitId& id)
{
    layout.replicates_planned = std::max(layout.replicates_planned, static_cast<std::size_t>(id.replicate) + 1);
}

} // namespace

Segments::Segments(const std::filesystem::path& out, Layout layout, Start start, SegmentLimits limits)
    : folder_(out / "segments"), layout_(std::move(layout)), packing_(layout_), limits_(limits)
{
    expect_sound(layout_);
    disk::make_folder(folder_);
    claim_.emplace(out, out / ".lock");
    take_over(start);
    writer_ = std::jthread([this](const std::stop_token& stop) { write_when_due(stop); });
}

Segments::~Segments() = default; // the thread writes what waits, and ends

void Segments::take_over(Start start)
{
    remove_unfinished(folder_);
    const auto there = segments_in(folder_);
    if (start == Start::fresh && !there.empty()) {
        throw ResultsError(
            "`" + folder_.parent_path().string() +
                "` already holds finished runs\n"
                "  continue from them: --resume; start again and lose them: --force; write elsewhere: -o DIR",
            exit_misused);
    }
    for (const auto& path : there) {
        next_number_ = number_of(path) + 1;
        const auto segment = read_segment(path);
        if (segment && start == Start::overwrite) {
            remove_segment(*segment);
        } else if (segment) {
            take_over(*segment);
        }
    }
}

/// A segment that cannot be read was damaged by the disk, or is another program's file: it is renamed and kept.
std::unique_ptr<Hdf5Source> Segments::read_segment(const std::filesystem::path& path)
{
    try {
        return std::make_unique<Hdf5Source>(path);
    } catch (const ResultsError& error) {
        std::filesystem::rename(path, path.string() + ".damaged");
        warnings_.push_back(std::string(error.what()) + "\n  set aside as `" + path.filename().string() +
                            ".damaged`; its runs are repeated");
        return nullptr;
    }
}

/// Only of the same experiment, in whatever state of its file.
void Segments::remove_segment(const Hdf5Source& segment) const
{
    if (segment.layout().experiment != layout_.experiment) {
        throw ResultsError("`" + folder_.parent_path().string() + "` holds runs of another experiment, `" +
                               segment.layout().experiment + "`; --force replaces only those of `" +
                               layout_.experiment + "`\n  write elsewhere: -o DIR; or remove them yourself",
                           exit_misused);
    }
    std::filesystem::remove(segment.path());
}

void Segments::take_over(const Hdf5Source& segment)
{
    if (const auto words = difference(layout_, segment.layout()); !words.empty()) {
        throw ResultsError("cannot resume in `" + folder_.parent_path().string() + "`: " + words +
                               "\n  resume with the experiment file and the version of meamsim that began it; or write "
                               "elsewhere: -o DIR; or start again and lose them: --force",
                           exit_refused);
    }
    register_units(segment.units(), segment.path());
}

void Segments::register_units(const std::vector<std::pair<UnitId, std::string>>& units,
                              const std::filesystem::path& path)
{
    for (const auto& [id, digest] : units) {
        if (const auto [place, is_new] = finished_.emplace(id, digest); !is_new && place->second != digest) {
            throw ResultsError(words(id) + " came out twice, and differently: digests " + place->second + " and " +
                                   digest + " in `" + path.string() + "`\n  start again: --force",
                               exit_refused);
        }
        grow(layout_, id);
    }
    segments_.push_back(path);
}

void Segments::throw_if_failed() const
{
    if (failure_ != nullptr) {
        std::rethrow_exception(failure_);
    }
}

const std::string* Segments::known_digest(const UnitId& id) const
{
    if (const auto found = finished_.find(id); found != finished_.end()) {
        return &found->second;
    }
    const auto found = waiting_.find(id);
    return found == waiting_.end() ? nullptr : &found->second.digest;
}

void Segments::put(Unit unit)
{
    if (is_known(unit)) {
        return;
    }
    auto packed = packing_.packed(std::move(unit)); // others may put, and pack, meanwhile
    std::unique_lock lock(mutex_);
    if (waiting_.empty()) {
        oldest_ = std::chrono::steady_clock::now();
    }
    grow(layout_, packed.id);
    waiting_bytes_ += bytes_of(packed);
    const UnitId id = packed.id;
    waiting_.emplace(id, std::move(packed));
    changed_.notify_all();
    changed_.wait(lock, [&] { return waiting_bytes_ <= limits_.bytes || failure_ != nullptr; });
    throw_if_failed();
}

bool Segments::is_known(const Unit& unit) const
{
    const std::lock_guard lock(mutex_);
    throw_if_failed();
    expect_fits(unit, layout_);
    const auto* digest = known_digest(unit.id);
    if (digest != nullptr && *digest != unit.digest) {
        throw ResultsError(words(unit.id) + " came out twice, and differently", 70);
    }
    return digest != nullptr;
}

void Segments::close()
{
    std::unique_lock lock(mutex_);
    at_once_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return (waiting_.empty() && !writing_) || failure_ != nullptr; });
    at_once_ = false;
    throw_if_failed();
}

void Segments::write_when_due(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    while (failure_ == nullptr && changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) {
        changed_.wait_until(lock, stop, oldest_ + limits_.age,
                            [&] { return at_once_ || waiting_bytes_ >= limits_.bytes; });
        write_waiting(lock);
    }
}

/// Others may put meanwhile.
void Segments::write_waiting(std::unique_lock<std::mutex>& lock)
{
    const auto units = std::exchange(waiting_, {});
    const auto path = folder_ / file_name(next_number_++);
    const auto layout = layout_;
    waiting_bytes_ = 0;
    writing_ = true;
    changed_.notify_all();
    lock.unlock();

    std::exception_ptr failure;
    try {
        Hdf5Writer file(path, layout);
        for (const auto& [id, unit] : units) {
            file.put(unit);
        }
        file.close();
    } catch (...) {
        failure = std::current_exception();
    }

    lock.lock();
    writing_ = false;
    failure_ = failure;
    if (failure == nullptr) {
        for (const auto& [id, unit] : units) {
            finished_[id] = unit.digest;
        }
        segments_.push_back(path);
    }
    changed_.notify_all();
}

std::vector<std::pair<UnitId, std::string>> Segments::finished() const
{
    const std::lock_guard lock(mutex_);
    return {finished_.begin(), finished_.end()};
}

std::vector<std::string> Segments::warnings() const
{
    return warnings_;
}

Layout Segments::layout() const
{
    const std::lock_guard lock(mutex_);
    return layout_;
}

std::vector<std::unique_ptr<Hdf5Source>> Segments::sources() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::unique_ptr<Hdf5Source>> sources;
    for (const auto& path : segments_) {
        sources.push_back(
            std::make_unique<Hdf5Source>(path, sources.empty() ? nullptr : sources.back()->shared_layout()));
    }
    return sources;
}

void Segments::remove()
{
    close();
    const std::lock_guard lock(mutex_);
    for (const auto& path : segments_) {
        std::error_code error;
        std::filesystem::remove(path, error);
        if (error) {
            throw ResultsError("cannot remove `" + path.string() + "`: " + error.message());
        }
    }
    segments_.clear();
    std::error_code others;
    std::filesystem::remove(folder_, others); // kept where it holds any other file
}

std::vector<const Source*> pointers_to(const std::vector<std::unique_ptr<Hdf5Source>>& sources)
{
    std::vector<const Source*> pointers;
    for (const auto& source : sources) {
        pointers.push_back(source.get());
    }
    return pointers;
}

std::vector<std::unique_ptr<Hdf5Source>> open_results(const std::filesystem::path& path)
{
    std::vector<std::unique_ptr<Hdf5Source>> sources;
    if (!std::filesystem::is_directory(path)) {
        sources.push_back(std::make_unique<Hdf5Source>(path));
        return sources;
    }
    if (std::filesystem::exists(path / "results.h5")) {
        sources.push_back(std::make_unique<Hdf5Source>(path / "results.h5"));
        return sources;
    }
    if (std::filesystem::is_directory(path / "segments")) {
        for (const auto& segment : segments_in(path / "segments")) {
            sources.push_back(
                std::make_unique<Hdf5Source>(segment, sources.empty() ? nullptr : sources.back()->shared_layout()));
        }
    }
    if (sources.empty()) {
        throw ResultsError("folder `" + path.string() +
                           "` holds no results\n"
                           "  name a results file, or a folder that `meamsim run` wrote to");
    }
    return sources;
}

} // namespace meam::results
