#pragma once
// A unit as it lies in a file. A column whose numbers of one unit fill chunks of their own is made into the bytes of
// those chunks by whoever has time, before the one thread that holds the file: they are then copied, from file to file
// too, and never made again. The chunks of a smaller column hold many units: it stays numbers until it is written.

#include "sim/results/hdf5/filters.hpp"
#include "sim/results/hdf5/h5.hpp"
#include "sim/results/results.hpp"

#include <limits>

namespace meam::results {

constexpr std::size_t unit_axes = 3; ///< point, scenario, replicate

using Chunks = std::vector<filters::Bytes>;

struct PackedUnit {
    UnitId id;
    std::string digest;
    std::vector<std::variant<Data, Chunks>> columns; ///< in the order of the layout
};

std::size_t bytes_of(const PackedUnit& unit);

/// What stands where nothing was written: netCDF's own choice for each type, but for floating point.
template <class T> constexpr T fill()
{
    if constexpr (std::is_same_v<T, std::int32_t>) {
        return -2147483647;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return -9223372036854775806;
    } else {
        return std::numeric_limits<T>::quiet_NaN();
    }
}

/// How the columns of a layout lie in chunks. The same whatever the number of replicates.
class Packing {
public:
    explicit Packing(const Layout& layout);

    /// Whether chunks hold this column's numbers of one unit alone.
    [[nodiscard]] bool alone(std::size_t column) const { return !columns_[column].pieces.empty(); }
    [[nodiscard]] const h5::Shape& chunk(std::size_t column) const { return columns_[column].chunk; }
    /// The first place of each of these chunks.
    [[nodiscard]] std::vector<h5::Shape> starts(std::size_t column, const UnitId& id) const;

    [[nodiscard]] PackedUnit packed(Unit unit) const; ///< the unit fits the layout
    [[nodiscard]] std::variant<Data, Chunks> packed(std::size_t column, Data data) const;
    /// @throws h5::Error  if the chunks are damaged
    [[nodiscard]] Data unpacked(std::size_t column, const Chunks& chunks) const;

private:
    /// The numbers of one chunk: one after another in the column's order.
    struct Piece {
        h5::Shape start; ///< after point, scenario, replicate
        std::size_t first;
        std::size_t count;
    };
    struct InChunks {
        Type type;
        h5::Shape chunk;
        std::size_t cells = 0; ///< of one unit
        std::size_t room = 0;  ///< of a chunk; the last of an axis may hold fewer numbers
        std::vector<Piece> pieces = {};
    };
    static std::vector<Piece> pieces_of(const h5::Shape& shape, const h5::Shape& chunk);

    std::vector<InChunks> columns_;
};

} // namespace meam::results
