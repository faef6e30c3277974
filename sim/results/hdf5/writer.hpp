#pragma once
// Writes one results file: plain HDF5 that is also valid netCDF-4.

#include "sim/results/hdf5/packing.hpp"
#include "sim/results/store.hpp"

#include <map>
#include <optional>

namespace meam::results {

using Provenance = std::map<std::string, std::string>; ///< host, version, threads, wall time…; excluded from digests

/// The version of the file format, in the root attribute `format_version`.
constexpr std::int32_t format_version = 1;

/// Writes to `<final>.tmp` and renames the file when it is closed: a file under its final name is complete. Equal
/// layouts, provenance and units, written in the same order, give equal bytes.
class Hdf5Writer {
public:
    Hdf5Writer(std::filesystem::path final_path, Layout layout, const Provenance& provenance = {});
    Hdf5Writer(const Hdf5Writer&) = delete;
    Hdf5Writer& operator=(const Hdf5Writer&) = delete;
    ~Hdf5Writer(); ///< without close: removes the file

    void put(const Unit& unit);       ///< each unit once; its replicate must be planned
    void put(const PackedUnit& unit); ///< as above, for a unit packed for this layout
    void close();                     ///< completes the file under its final name

private:
    /// @param path  of the file while it is unfinished
    Hdf5Writer(std::filesystem::path final_path, std::filesystem::path path, Layout layout);
    void lay_out(const Provenance& provenance);
    void describe_experiment();
    void add_axes();
    void add_progress();
    void add_columns();
    void add_inputs();
    void add_texts(const Provenance& provenance);
    void close_datasets();
    void add_axis(const Axis& axis);
    void write(std::size_t column, const PackedUnit& unit);
    void attach(h5::Dataset& dataset, const std::vector<std::string>& axes);

    std::filesystem::path final_;
    std::filesystem::path tmp_;
    Layout layout_;
    Packing packing_;
    std::optional<h5::File> file_;
    std::map<std::string, h5::Dataset> scales_;
    std::vector<h5::Dataset> progress_; ///< run_status, unit_digest
    std::vector<h5::Dataset> columns_;
    std::map<UnitId, std::string> done_;
};

} // namespace meam::results
