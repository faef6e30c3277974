#include "sim/results/hdf5/writer.hpp"

#include "sim/results/hdf5/disk.hpp"

#include <array>
#include <cstdlib>
#include <numeric>

namespace meam::results {

namespace {

constexpr std::int32_t days_per_week = 7;

bool counts_days(const Axis& axis)
{
    return axis.unit.starts_with("days since ");
}

/// Values of an unlabelled axis: the index, or the first day of each week.
std::vector<std::int32_t> values(const Axis& axis)
{
    std::vector<std::int32_t> values(axis.length);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::int32_t>(i) * (counts_days(axis) ? days_per_week : 1);
    }
    return values;
}

template <class T> h5::Dataset create_column(h5::Group& root, const Column& column, const h5::Shape& shape)
{
    const T missing = fill<T>();
    auto dataset = root.create_dataset(column.name, h5::kind_of<T>(), shape,
                                       {h5::chunk_for(shape, unit_axes, sizeof(T)), &missing});
    dataset.set("long_name", column.long_name);
    dataset.set("units", column.unit);
    dataset.set("_FillValue", missing);
    return dataset;
}

h5::Dataset create_column(h5::Group& root, const Column& column, const h5::Shape& shape)
{
    switch (column.type) {
    case Type::int64:
        return create_column<std::int64_t>(root, column, shape);
    case Type::float64:
        return create_column<double>(root, column, shape);
    default:
        return create_column<std::int32_t>(root, column, shape);
    }
}

h5::Dataset create_text(h5::Group& group, const std::string& name, const std::string& long_name,
                        const std::string& text)
{
    auto dataset = group.create_dataset(name, h5::Kind::text, {});
    dataset.write(std::span(&text, 1));
    dataset.set("long_name", long_name);
    dataset.set("units", "1");
    return dataset;
}

h5::Block slab(const UnitId& id, const h5::Shape& shape)
{
    h5::Block block{h5::Shape(shape.size(), 0), shape};
    block.start[0] = static_cast<std::size_t>(id.point);
    block.start[1] = static_cast<std::size_t>(id.scenario);
    block.start[2] = static_cast<std::size_t>(id.replicate);
    std::fill_n(block.count.begin(), unit_axes, 1);
    return block;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const h5::Error& error)
{
    throw ResultsError("cannot write `" + path.string() + "`: " + error.what() +
                       "\n  is there room on the disk, and may you write there? Another place: -o");
}

} // namespace

Hdf5Writer::Hdf5Writer(std::filesystem::path final_path, std::filesystem::path path, Layout layout)
    : final_(std::move(final_path)), tmp_(std::move(path)), layout_(std::move(layout)), packing_(layout_)
{
    expect_sound(layout_);
}

/// Delegates, so that the destructor removes a file whose beginning could not be written.
Hdf5Writer::Hdf5Writer(std::filesystem::path final_path, Layout layout, const Provenance& provenance)
    : Hdf5Writer(final_path, disk::unfinished(final_path), std::move(layout))
{
    if (std::filesystem::is_directory(final_)) {
        throw ResultsError("cannot write `" + final_.string() + "`: it is a folder\n  name a file: -o results.h5");
    }
    try {
        file_ = h5::File::create(tmp_);
        lay_out(provenance);
    } catch (const h5::Error& error) {
        refuse(final_, error);
    }
}

Hdf5Writer::~Hdf5Writer()
{
    if (file_) {
        close_datasets();
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(tmp_, ignored);
    }
}

void Hdf5Writer::lay_out(const Provenance& provenance)
{
    describe_experiment();
    add_axes();
    add_progress();
    add_columns();
    add_inputs();
    add_texts(provenance);
}

void Hdf5Writer::describe_experiment()
{
    file_->set("Conventions", "CF-1.10");
    file_->set("title", layout_.title);
    file_->set("format_version", format_version);
    file_->set("experiment", layout_.experiment);
    file_->set("experiment_digest", layout_.digest);
    file_->set("headline", layout_.headline);
    file_->set("baseline", layout_.baseline);
    file_->set("runs_planned",
               static_cast<std::int64_t>(layout_.points * layout_.scenarios.size() * layout_.replicates_planned));
}

void Hdf5Writer::add_axes()
{
    add_axis({"point", "point of the design", {}, layout_.points, "1"});
    add_axis({"scenario", "scenario", layout_.scenarios, layout_.scenarios.size(), "1"});
    add_axis({"replicate", "replicate: one history of chance", {}, layout_.replicates_planned, "1"});
    for (const auto& axis : layout_.axes) {
        add_axis(axis);
    }
}

void Hdf5Writer::add_axis(const Axis& axis)
{
    const bool labelled = !axis.labels.empty();
    auto scale = file_->create_dataset(axis.name, labelled ? h5::Kind::text : h5::Kind::int32, {axis.length});
    if (labelled) {
        scale.write(axis.labels);
    } else {
        scale.write(std::span<const std::int32_t>(values(axis)));
    }
    scale.become_scale(axis.name);
    scale.set("long_name", axis.long_name);
    scale.set("units", axis.unit);
    if (!labelled && counts_days(axis)) {
        scale.set("calendar", "standard");
        scale.set("standard_name", "time");
        scale.set("axis", "T");
    }
    scales_.emplace(axis.name, std::move(scale));
}

void Hdf5Writer::add_progress()
{
    const h5::Shape shape{layout_.points, layout_.scenarios.size(), layout_.replicates_planned};
    constexpr std::array flags{std::int8_t{0}, std::int8_t{1}};
    constexpr std::size_t reference = 16; // bytes of a text reference in a dataset
    const std::vector<std::string> axes{"point", "scenario", "replicate"};

    auto status =
        file_->create_dataset("run_status", h5::Kind::int8, shape, {h5::chunk_for(shape, unit_axes, 1), flags.data()});
    status.set("long_name", "whether this run is complete");
    status.set("units", "1");
    status.set("flag_values", std::span<const std::int8_t>(flags));
    status.set("flag_meanings", "missing complete");
    attach(status, axes);

    auto digest =
        file_->create_dataset("unit_digest", h5::Kind::text, shape, {h5::chunk_for(shape, unit_axes, reference)});
    digest.set("long_name", "digest of the results of this run; empty if missing");
    digest.set("units", "1");
    attach(digest, axes);

    progress_.push_back(std::move(status));
    progress_.push_back(std::move(digest));
}

void Hdf5Writer::add_columns()
{
    for (const auto& column : layout_.columns) {
        h5::Shape shape{layout_.points, layout_.scenarios.size(), layout_.replicates_planned};
        std::vector<std::string> axes{"point", "scenario", "replicate"};
        for (const auto& name : column.axes) {
            shape.push_back(layout_.axis(name).length);
            axes.push_back(name);
        }
        columns_.push_back(create_column(*file_, column, shape));
        attach(columns_.back(), axes);
    }
}

void Hdf5Writer::attach(h5::Dataset& dataset, const std::vector<std::string>& axes)
{
    for (std::size_t i = 0; i < axes.size(); ++i) {
        dataset.attach(i, scales_.at(axes[i]));
    }
}

void Hdf5Writer::add_inputs()
{
    const auto& inputs = layout_.inputs;
    if (inputs.names.empty()) {
        return;
    }
    auto design = file_->create_group("design");
    auto names = design.create_dataset("number", h5::Kind::text, {inputs.names.size()});
    names.write(inputs.names);
    names.become_scale("number");
    names.set("long_name", "number of the model that differs between points");
    names.set("units", "1");
    auto units = design.create_dataset("unit", h5::Kind::text, {inputs.units.size()});
    units.write(inputs.units);
    units.set("long_name", "unit of the number");
    units.set("units", "1");
    units.attach(0, names);
    const h5::Shape shape{layout_.points, inputs.names.size()};
    auto values = design.create_dataset("value", h5::Kind::float64, shape, {h5::chunk_for(shape, 1, sizeof(double))});
    values.write(std::span<const double>(inputs.values));
    values.set("long_name", "value of the number at the point, in its unit");
    values.set("units", "1");
    values.attach(0, scales_.at("point"));
    values.attach(1, names);
}

void Hdf5Writer::add_texts(const Provenance& provenance)
{
    create_text(*file_, "resolved_experiment", "the experiment file with every value it stands for", layout_.resolved);
    auto notes = file_->create_group("notes");
    for (const auto& [name, text] : layout_.notes) {
        create_text(notes, name, name, text);
    }
    auto how = file_->create_group("provenance");
    for (const auto& [name, text] : provenance) {
        how.set(name, text);
    }
}

void Hdf5Writer::put(const Unit& unit)
{
    expect_fits(unit, layout_);
    put(packing_.packed(unit));
}

void Hdf5Writer::put(const PackedUnit& unit)
{
    if (static_cast<std::size_t>(unit.id.replicate) >= layout_.replicates_planned || done_.contains(unit.id)) {
        throw ResultsError(words(unit.id) + " was not planned, or came twice", 70);
    }
    try {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            write(c, unit);
        }
        const auto block = slab(unit.id, {1, 1, 1});
        const std::int8_t complete = 1;
        progress_[0].write(std::span(&complete, 1), &block);
        progress_[1].write(std::span(&unit.digest, 1), &block);
    } catch (const h5::Error& error) {
        refuse(final_, error);
    }
    done_.emplace(unit.id, unit.digest);
}

void Hdf5Writer::write(std::size_t column, const PackedUnit& unit)
{
    if (const auto* data = std::get_if<Data>(&unit.columns[column])) {
        const auto block = slab(unit.id, columns_[column].shape());
        std::visit([&](const auto& numbers) { columns_[column].write(std::span(numbers), &block); }, *data);
        return;
    }
    const auto& chunks = std::get<Chunks>(unit.columns[column]);
    const auto starts = packing_.starts(column, unit.id);
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        columns_[column].write_chunk(starts[i], chunks[i]);
    }
}

/// Datasets must be closed before their file.
void Hdf5Writer::close_datasets()
{
    columns_.clear();
    progress_.clear();
    scales_.clear();
}

void Hdf5Writer::close()
{
    try {
        file_->set("runs_complete", static_cast<std::int64_t>(done_.size()));
        file_->set("root_digest", root_digest({done_.begin(), done_.end()}));
        close_datasets();
        file_->close();
    } catch (const h5::Error& error) {
        refuse(final_, error);
    }
    disk::publish(tmp_, final_);
    file_.reset();
}

} // namespace meam::results
