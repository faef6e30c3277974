#pragma once
// What a run leaves behind, free of any file format: axes, columns and, for each finished unit, its numbers.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace meam::results {

/// A labelled axis: "service" with the services' names; or a numbered one (weeks): labels empty, `length` its size.
struct Axis {
    std::string name; ///< [a-z][a-z0-9_]*
    std::string long_name;
    std::vector<std::string> labels; ///< UTF-8
    std::size_t length = 0;
    std::string unit = "1"; ///< of a numbered axis: "days since 2020-01-06" for week
    bool operator==(const Axis&) const = default;
};

enum class Type { int32, int64, float64 };

/// One outcome: for each unit an array over `axes`, in row-major order, the first axis slowest.
struct Column {
    std::string name;
    std::string long_name;
    std::string unit;              ///< UDUNITS; "1" for counts and fractions
    std::vector<std::string> axes; ///< after point, scenario, replicate
    Type type = Type::int32;
    bool operator==(const Column&) const = default;
};

/// The numbers that differ between the points of a design.
struct Inputs {
    std::vector<std::string> names;
    std::vector<std::string> units;
    std::vector<double> values; ///< point by input, the inputs of a point together; all finite
    bool operator==(const Inputs&) const = default;
};

/// The shape of the results of one experiment: the same in every segment, shard and merge.
struct Layout {
    std::string experiment; ///< its name
    std::string title;      ///< its question
    std::string digest;     ///< of the resolved experiment file
    std::string resolved;   ///< the resolved file itself
    std::string headline;   ///< name of the headline outcome
    std::size_t points = 1;
    Inputs inputs; ///< none where there is one point
    std::vector<std::string> scenarios;
    std::string baseline;               ///< the scenario others are compared with
    std::size_t replicates_planned = 0; ///< may grow while a run goes on (until-ci, resume)
    std::vector<Axis> axes;
    std::vector<Column> columns;
    /// Text blobs kept with the results, by name: the parameter register, the place's profile…
    std::map<std::string, std::string> notes;

    [[nodiscard]] const Axis& axis(const std::string& name) const;         ///< @throws std::out_of_range
    [[nodiscard]] std::size_t column_index(const std::string& name) const; ///< @throws std::out_of_range
    [[nodiscard]] std::size_t cells(const Column& column) const;           ///< numbers per unit
    bool operator==(const Layout&) const = default;
};

using Data = std::variant<std::vector<std::int32_t>, std::vector<std::int64_t>, std::vector<double>>;

struct UnitId {
    std::int32_t point = 0, scenario = 0, replicate = 0;
    auto operator<=>(const UnitId&) const = default;
};

/// "run (point 0, scenario 1, replicate 3)"
std::string words(const UnitId& id);

/// One finished run.
struct Unit {
    UnitId id;
    std::string digest;     ///< 32 hex digits over the canonical aggregates
    std::vector<Data> data; ///< one per column of the layout, in its order
    double seconds = 0.0;   ///< wall time; provenance, outside any digest
};

/// Digest over the columns of one unit: their names and their numbers, bit by bit. It is what Unit::digest holds.
std::string unit_digest(const Layout& layout, const std::vector<Data>& data);

/// Root over the unit digests, sorted by id: equal for equal results, whatever the order, shards or threads.
std::string root_digest(const std::vector<std::pair<UnitId, std::string>>& units);

/// In words, what keeps the results of `a` and `b` from standing in one file; empty if nothing does. Plans may differ
/// (replicates_planned), and so may what only describes (title, notes).
std::string difference(const Layout& a, const Layout& b);

/// Planned and not among `units`, sorted.
std::vector<UnitId> missing_units(const Layout& layout, const std::vector<std::pair<UnitId, std::string>>& units);

} // namespace meam::results
