#pragma once
// Packed units. If a column's numbers of one unit fill chunks of their own, any thread may pack them into the bytes of
// these chunks before they reach the one thread that writes the file. From then on the bytes are only copied, also from
// file to file. Chunks of smaller columns contain many units; their numbers are packed when the file is written.

#include "sim/results/hdf5/filters.hpp"
#include "sim/results/hdf5/h5.hpp"
#include "sim/results/results.hpp"

#include <limits>

namespace meam::results {

constexpr std::size_t unit_axes = 3; ///< point, scenario, replicate

using Chunks = std::vector<filters::Bytes>;

/// One unit with each column as numbers or as packed chunks.
struct PackedUnit {
    UnitId id;
    std::string digest;
    std::vector<std::variant<Data, Chunks>> columns; ///< in the order of the layout
};

/// Memory used by the numbers and chunks of a unit [byte].
std::size_t bytes_of(const PackedUnit& unit);

/// The fill value for missing numbers: netCDF's default for integers, NaN for floating point.
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

/// How the columns of a layout are divided into chunks. Independent of the number of replicates.
class Packing {
public:
    explicit Packing(const Layout& layout);

    /// True if chunks of this column contain numbers of one unit only.
    [[nodiscard]] bool alone(std::size_t column) const { return !columns_[column].pieces.empty(); }
    [[nodiscard]] const h5::Shape& chunk(std::size_t column) const { return columns_[column].chunk; }
    /// The first element of each chunk of a unit.
    [[nodiscard]] std::vector<h5::Shape> starts(std::size_t column, const UnitId& id) const;

    [[nodiscard]] PackedUnit packed(Unit unit) const; ///< precondition: the unit fits the layout
    [[nodiscard]] std::variant<Data, Chunks> packed(std::size_t column, Data data) const;
    /// @throws h5::Error  if the chunks are damaged
    [[nodiscard]] Data unpacked(std::size_t column, const Chunks& chunks) const;

private:
    /// The numbers of a column that go into one chunk; they are contiguous in the column.
    struct Piece {
        h5::Shape start; ///< without the axes point, scenario, replicate
        std::size_t first;
        std::size_t count;
    };
    struct InChunks {
        Type type;
        h5::Shape chunk;
        std::size_t cells = 0; ///< numbers of one unit
        std::size_t room = 0;  ///< numbers in a chunk; the last chunk of an axis may contain fewer
        std::vector<Piece> pieces = {};
    };
    static std::vector<Piece> pieces_of(const h5::Shape& shape, const h5::Shape& chunk);

    std::vector<InChunks> columns_;
};

} // namespace meam::results
