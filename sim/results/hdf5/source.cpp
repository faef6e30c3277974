#include "sim/results/hdf5/source.hpp"

#include "sim/results/hdf5/disk.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <list>
#include <mutex>

namespace meam::results {

namespace {

constexpr std::size_t most_open = 16;           ///< files open at once
constexpr std::size_t most_units = 50'000'000;  ///< more than any run has: a larger number means damage
constexpr std::size_t most_cells = 500'000'000; ///< per unit and column

/// A readable HDF5 file that is not a results file.
class Foreign : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

void expect(bool holds, const std::string& otherwise)
{
    if (!holds) {
        throw Foreign(otherwise);
    }
}

std::size_t length(const h5::File& file, const std::string& axis)
{
    const auto scale = file.dataset(axis);
    expect(scale.is_scale() && scale.shape().size() == 1, "`" + axis + "` is not an axis");
    return scale.shape().front();
}

Axis read_axis(const h5::File& file, const std::string& name)
{
    const auto scale = file.dataset(name);
    const bool labelled = scale.kind() == h5::Kind::text;
    expect(labelled || scale.kind() == h5::Kind::int32, "axis `" + name + "` is neither labels nor numbers");
    Axis axis{name, scale.text("long_name"), {}, length(file, name), scale.text("units")};
    expect(axis.length <= most_units, "axis `" + name + "` is longer than any can be");
    if (labelled) {
        axis.labels = scale.texts();
    }
    return axis;
}

Type read_type(const h5::Dataset& dataset, const std::string& name)
{
    const auto kind = dataset.kind();
    if (kind == h5::Kind::int64) {
        return Type::int64;
    }
    if (kind == h5::Kind::float64) {
        return Type::float64;
    }
    expect(kind == h5::Kind::int32, "column `" + name + "` holds no numbers of ours");
    return Type::int32;
}

void expect_unit_axes(const std::vector<std::string>& axes, const std::string& name)
{
    const std::array first{"point", "scenario", "replicate"};
    expect(axes.size() >= unit_axes && std::equal(first.begin(), first.end(), axes.begin()),
           "`" + name + "` does not begin with the axes point, scenario, replicate");
}

/// Checks that the axes exist in the layout and have its lengths.
Column read_column(const h5::File& file, const std::string& name, const Layout& layout)
{
    const auto dataset = file.dataset(name);
    const auto axes = dataset.scales();
    const auto shape = dataset.shape();
    expect_unit_axes(axes, name);
    const h5::Shape units{layout.points, layout.scenarios.size(), layout.replicates_planned};
    expect(std::equal(units.begin(), units.end(), shape.begin()), "`" + name + "` has room for another number of runs");

    Column column{name, dataset.text("long_name"), dataset.text("units"), {}, read_type(dataset, name)};
    std::size_t cells = 1;
    for (std::size_t i = unit_axes; i < axes.size(); ++i) {
        const auto same = [&](const Axis& axis) { return axis.name == axes[i] && axis.length == shape[i]; };
        expect(std::any_of(layout.axes.begin(), layout.axes.end(), same), "`" + name + "` has an unnamed axis");
        column.axes.push_back(axes[i]);
        cells *= std::max<std::size_t>(shape[i], 1);
        expect(cells <= most_cells, "`" + name + "` is larger than any column can be");
    }
    return column;
}

std::string read_text(const h5::Group& group, const std::string& name)
{
    const auto dataset = group.dataset(name);
    expect(dataset.shape().empty(), "`" + name + "` is not a single text");
    return dataset.texts().front();
}

void read_experiment(const h5::File& file, Layout& layout)
{
    layout.experiment = file.text("experiment");
    layout.title = file.text("title");
    layout.digest = file.text("experiment_digest");
    layout.headline = file.text("headline");
    layout.baseline = file.text("baseline");
    layout.resolved = read_text(file, "resolved_experiment");
    const auto notes = file.group("notes");
    for (const auto& name : notes.datasets()) {
        layout.notes[name] = read_text(notes, name);
    }
}

void read_extents(const h5::File& file, Layout& layout)
{
    layout.points = length(file, "point");
    layout.scenarios = read_axis(file, "scenario").labels;
    layout.replicates_planned = length(file, "replicate");
    expect(layout.points > 0 && !layout.scenarios.empty(), "it has no point or no scenario");
    expect(layout.points <= most_units && layout.scenarios.size() <= most_units / layout.points &&
               layout.replicates_planned <= most_units / (layout.points * layout.scenarios.size()),
           "it plans more runs than any file can hold");
    const auto planned = static_cast<std::int64_t>(layout.points * layout.scenarios.size() * layout.replicates_planned);
    expect(file.number("runs_planned") == planned, "`runs_planned` differs from the room for runs");
}

bool is_fixed(const std::string& name)
{
    const std::array fixed{"point", "scenario", "replicate", "run_status", "unit_digest", "resolved_experiment"};
    return std::find(fixed.begin(), fixed.end(), name) != fixed.end();
}

/// Results of an earlier version of the program hold no inputs.
Inputs read_inputs(const h5::File& file, std::size_t points)
{
    Inputs inputs;
    if (!file.holds("design")) {
        return inputs;
    }
    const auto design = file.group("design");
    inputs.names = design.dataset("number").texts();
    inputs.units = design.dataset("unit").texts();
    const auto values = design.dataset("value");
    expect(values.kind() == h5::Kind::float64 && values.shape() == h5::Shape{points, inputs.names.size()} &&
               inputs.units.size() == inputs.names.size(),
           "`design` has another type or shape than ours");
    inputs.values = values.read<double>();
    return inputs;
}

Layout read_layout(const h5::File& file)
{
    Layout layout;
    read_experiment(file, layout);
    read_extents(file, layout);
    layout.inputs = read_inputs(file, layout.points);
    std::vector<std::string> columns;
    for (const auto& name : file.datasets()) {
        if (is_fixed(name)) {
            continue;
        }
        if (file.dataset(name).is_scale()) {
            layout.axes.push_back(read_axis(file, name));
        } else {
            columns.push_back(name);
        }
    }
    for (const auto& name : columns) {
        layout.columns.push_back(read_column(file, name, layout));
    }
    expect_sound(layout);
    return layout;
}

void expect_progress_shape(const h5::Dataset& dataset, h5::Kind kind, const Layout& layout, const std::string& name)
{
    expect(dataset.kind() == kind &&
               dataset.shape() == h5::Shape{layout.points, layout.scenarios.size(), layout.replicates_planned},
           "`" + name + "` has another type or shape than ours");
    expect_unit_axes(dataset.scales(), name);
}

std::map<UnitId, std::string> read_units(const h5::File& file, const Layout& layout)
{
    const auto status = file.dataset("run_status");
    const auto digest = file.dataset("unit_digest");
    expect_progress_shape(status, h5::Kind::int8, layout, "run_status");
    expect_progress_shape(digest, h5::Kind::text, layout, "unit_digest");

    const auto complete = status.read<std::int8_t>();
    const auto digests = digest.texts();
    std::map<UnitId, std::string> units;
    for (std::size_t i = 0; i < complete.size(); ++i) {
        expect((complete[i] == 0 || complete[i] == 1) && (complete[i] == 1) == !digests[i].empty(),
               "`run_status` and `unit_digest` contradict each other");
        if (complete[i] == 1) {
            const auto replicates = layout.replicates_planned;
            const auto scenarios = layout.scenarios.size();
            units[{static_cast<std::int32_t>(i / replicates / scenarios),
                   static_cast<std::int32_t>(i / replicates % scenarios), static_cast<std::int32_t>(i % replicates)}] =
                digests[i];
        }
    }
    expect(file.number("runs_complete") == static_cast<std::int64_t>(units.size()),
           "`runs_complete` differs from the runs that are there");
    expect(file.text("root_digest") == root_digest({units.begin(), units.end()}),
           "`root_digest` does not belong to its runs");
    return units;
}

/// The file may have another format version.
void expect_known_format(const h5::File& file, const std::string& path)
{
    expect(file.has("format_version") && file.has("experiment_digest") && file.has("Conventions"),
           "it lacks `format_version` and what else begins our files");
    const auto version = file.number("format_version");
    if (version != format_version) {
        throw ResultsError("`" + path + "` has results format " + std::to_string(version) +
                           "; this meamsim reads format " + std::to_string(format_version) +
                           "\n  use the meamsim that wrote it, or one newer than that: meamsim version");
    }
}

void expect_file(const std::filesystem::path& path)
{
    const std::string name = "`" + path.string() + "`";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw ResultsError(
            "there is no file " + name +
            (error ? ": " + error.message() : "\n  is the path right? `meamsim run` says where it wrote"));
    }
    if (!std::filesystem::is_regular_file(path, error)) {
        throw ResultsError(name + " is not a file\n  name the results file in it, such as results.h5");
    }
    if (!std::ifstream(path, std::ios::binary)) {
        throw ResultsError("cannot open " + name + "\n  may you read it?");
    }
    if (!looks_like_hdf5(path)) {
        throw ResultsError(name + " is not a results file: it does not begin as HDF5 does\n"
                                  "  name a file that `meamsim run` or `meamsim merge` wrote, such as results.h5");
    }
}

/// Checks the digest at the end of the file before the HDF5 library opens it.
void expect_seal(const std::filesystem::path& path)
{
    const std::string name = "`" + path.string() + "`";
    switch (disk::seal_of(path)) {
    case disk::Seal::whole:
        return;
    case disk::Seal::broken:
        throw ResultsError(name + " is damaged, or another program has changed it: its numbers are not those that were "
                                  "written\n  copy it again, or repeat what wrote it");
    case disk::Seal::none:
        throw ResultsError(name +
                           " is cut short, or not results of meamsim: it is HDF5, but lacks the line that ends our "
                           "files\n  copy it again; name a file that `meamsim run` or `meamsim merge` wrote");
    }
}

template <class T> Data read_slab(const h5::Dataset& dataset, const h5::Block& block)
{
    return dataset.read<T>(&block);
}

Data read_slab(const h5::Dataset& dataset, Type type, const h5::Block& block)
{
    switch (type) {
    case Type::int64:
        return read_slab<std::int64_t>(dataset, block);
    case Type::float64:
        return read_slab<double>(dataset, block);
    default:
        return read_slab<std::int32_t>(dataset, block);
    }
}

/// Sources with an open file, most recently used first, and the mutex that protects them.
struct Opened {
    std::mutex alone;
    std::list<const Hdf5Source*> sources;
};

Opened& all_opened()
{
    static auto* opened = new Opened; // never destroyed: static sources may outlive it
    return *opened;
}

} // namespace

struct Hdf5Source::Open {
    h5::File file;
    std::vector<h5::Dataset> columns;
    std::vector<bool> as_packed; ///< by column: stored in the same chunks and filters as this version writes
};

bool looks_like_hdf5(const std::filesystem::path& path)
{
    constexpr std::string_view signature{"\x89HDF\r\n\x1a\n", 8};
    std::array<char, 8> bytes{};
    std::ifstream file(path, std::ios::binary);
    return file.read(bytes.data(), bytes.size()) && std::string_view(bytes.data(), bytes.size()) == signature;
}

Hdf5Source::Hdf5Source(std::filesystem::path path, std::shared_ptr<const Layout> like) : path_(std::move(path))
{
    expect_file(path_);
    expect_seal(path_);
    try {
        read_index(like);
    } catch (const h5::Error& error) {
        throw ResultsError(
            "`" + path_.string() + "` is damaged, cut short, or not ours: " + error.what() +
            "\n  copy it again, or repeat what wrote it; `meamsim run --resume` repeats only what is missing");
    } catch (const Foreign& error) {
        throw ResultsError("`" + path_.string() + "` is HDF5, but not results of meamsim: " + error.what() +
                           "\n  name a file that `meamsim run` or `meamsim merge` wrote, such as results.h5");
    } catch (const std::bad_alloc&) {
        throw ResultsError("`" + path_.string() +
                           "` cannot be read: memory ran out, or the file is damaged\n  free memory, or copy it again");
    }
}

Hdf5Source::~Hdf5Source()
{
    const std::lock_guard alone(all_opened().alone);
    all_opened().sources.remove(this);
}

void Hdf5Source::read_index(const std::shared_ptr<const Layout>& like)
{
    const auto file = h5::File::open(path_);
    expect_known_format(file, path_.string());
    auto layout = std::make_shared<const Layout>([&] {
        try {
            return read_layout(file);
        } catch (const ResultsError& unsound) {
            throw Foreign(unsound.what());
        }
    }());
    units_ = read_units(file, *layout);
    const auto how = file.group("provenance");
    for (const auto& name : how.attributes()) {
        provenance_[name] = how.text(name);
    }
    layout_ = like != nullptr && *like == *layout ? like : layout;
    packing_.emplace(*layout_);
}

std::vector<std::pair<UnitId, std::string>> Hdf5Source::units() const
{
    return {units_.begin(), units_.end()};
}

Hdf5Source::Open& Hdf5Source::opened() const
{
    auto& sources = all_opened().sources;
    sources.remove(this);
    sources.push_front(this);
    if (sources.size() > most_open) {
        sources.back()->open_.reset();
        sources.pop_back();
    }
    if (open_ == nullptr) {
        auto open = std::make_unique<Open>(Open{h5::File::open(path_), {}, {}});
        for (std::size_t c = 0; c < layout_->columns.size(); ++c) {
            open->columns.push_back(open->file.dataset(layout_->columns[c].name));
            open->as_packed.push_back(packing_->alone(c) && open->columns[c].lies_in(packing_->chunk(c)));
        }
        open_ = std::move(open);
    }
    return *open_;
}

template <class Use> auto Hdf5Source::or_damaged(std::size_t column, Use use) const
{
    try {
        return use();
    } catch (const h5::Error& error) {
        throw ResultsError("`" + path_.string() + "` is damaged: column `" + layout_->columns[column].name + "`, " +
                           error.what() + "\n  copy it again, or repeat what wrote it");
    }
}

/// Returns the chunks if they are stored as this version writes them, otherwise the numbers. Only one thread at a time
/// uses the file.
std::variant<Data, Chunks> Hdf5Source::read(const UnitId& id, std::size_t column) const
{
    const std::lock_guard alone(all_opened().alone);
    const auto& open = opened();
    const auto& dataset = open.columns[column];
    if (open.as_packed[column]) {
        Chunks chunks;
        for (const auto& start : packing_->starts(column, id)) {
            chunks.push_back(dataset.read_chunk(start));
        }
        if (std::none_of(chunks.begin(), chunks.end(), [](const auto& chunk) { return chunk.empty(); })) {
            return chunks;
        }
    }
    h5::Block block{{static_cast<std::size_t>(id.point), static_cast<std::size_t>(id.scenario),
                     static_cast<std::size_t>(id.replicate)},
                    {1, 1, 1}};
    for (const auto& name : layout_->columns[column].axes) {
        block.start.push_back(0);
        block.count.push_back(layout_->axis(name).length);
    }
    return read_slab(dataset, layout_->columns[column].type, block);
}

Data Hdf5Source::column(const UnitId& id, std::size_t column) const
{
    if (!units_.contains(id) || column >= layout_->columns.size()) {
        throw ResultsError(words(id) + " is not complete in `" + path_.string() + "`");
    }
    return or_damaged(column, [&] {
        auto there = read(id, column);
        const auto* chunks = std::get_if<Chunks>(&there);
        return chunks == nullptr ? std::get<Data>(std::move(there)) : packing_->unpacked(column, *chunks);
    });
}

PackedUnit Hdf5Source::packed(const UnitId& id) const
{
    const auto unit = units_.find(id);
    if (unit == units_.end()) {
        throw ResultsError(words(id) + " is not complete in `" + path_.string() + "`");
    }
    PackedUnit result{id, unit->second, {}};
    for (std::size_t c = 0; c < layout_->columns.size(); ++c) {
        result.columns.push_back(or_damaged(c, [&] {
            auto there = read(id, c);
            auto* data = std::get_if<Data>(&there);
            return data == nullptr ? std::move(there) : packing_->packed(c, std::move(*data));
        }));
    }
    return result;
}

} // namespace meam::results
