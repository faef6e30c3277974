#include "sim/results/hdf5/packing.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace meam::results {

namespace {

std::size_t product(const h5::Shape& shape, std::size_t from, std::size_t to)
{
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(from),
                           shape.begin() + static_cast<std::ptrdiff_t>(to), std::size_t{1}, std::multiplies<>());
}

std::size_t size_of(Type type)
{
    return type == Type::int32 ? sizeof(std::int32_t) : sizeof(std::int64_t);
}

template <class T> Data unpacked_as(const Chunks& chunks, std::size_t cells, std::size_t room, const auto& pieces)
{
    std::vector<T> numbers(cells);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::span to = std::span(numbers).subspan(pieces[i].first, pieces[i].count);
        if (to.size() == room) {
            filters::unpack(chunks[i], to);
        } else {
            std::vector<T> padded(room);
            filters::unpack(chunks[i], std::span(padded));
            std::copy_n(padded.begin(), to.size(), to.begin());
        }
    }
    return numbers;
}

/// Packs the numbers of a chunk. A chunk that extends beyond its axis is padded with fill values, as the library does.
template <class T> filters::Bytes packed_piece(std::span<const T> numbers, std::size_t room)
{
    if (numbers.size() == room) {
        return filters::packed(numbers);
    }
    std::vector<T> padded(numbers.begin(), numbers.end());
    padded.resize(room, fill<T>());
    return filters::packed(std::span<const T>(padded));
}

} // namespace

std::size_t bytes_of(const PackedUnit& unit)
{
    const auto of_numbers = [](const auto& numbers) { return numbers.size() * sizeof(numbers[0]); };
    std::size_t bytes = 0;
    for (const auto& column : unit.columns) {
        if (const auto* data = std::get_if<Data>(&column)) {
            bytes += std::visit(of_numbers, *data);
        } else {
            for (const auto& chunk : std::get<Chunks>(column)) {
                bytes += chunk.size();
            }
        }
    }
    return bytes;
}

Packing::Packing(const Layout& layout)
{
    for (const auto& column : layout.columns) {
        h5::Shape shape{layout.points, layout.scenarios.size(), layout.replicates_planned};
        for (const auto& name : column.axes) {
            shape.push_back(layout.axis(name).length);
        }
        InChunks& one = columns_.emplace_back(
            InChunks{column.type, h5::chunk_for(shape, unit_axes, size_of(column.type)), layout.cells(column)});
        one.room = product(one.chunk, unit_axes, one.chunk.size());
        if (2 * one.cells * size_of(column.type) > h5::most_of_slabs) {
            one.pieces = pieces_of(shape, one.chunk);
        }
    }
}

/// A chunk spans the last axes of the column completely, down to one axis that is divided; it has length 1 on the axes
/// before that one.
std::vector<Packing::Piece> Packing::pieces_of(const h5::Shape& shape, const h5::Shape& chunk)
{
    std::size_t cut = shape.size() - 1;
    while (cut > unit_axes && chunk[cut] == shape[cut]) {
        --cut;
    }
    const std::size_t after = product(shape, cut + 1, shape.size());
    std::vector<Piece> pieces;
    for (std::size_t before = 0; before < product(shape, unit_axes, cut); ++before) {
        h5::Shape start(shape.size() - unit_axes, 0);
        for (std::size_t axis = cut, rest = before; axis-- > unit_axes; rest /= shape[axis]) {
            start[axis - unit_axes] = rest % shape[axis];
        }
        for (std::size_t at = 0; at < shape[cut]; at += chunk[cut]) {
            start[cut - unit_axes] = at;
            const std::size_t length = std::min(chunk[cut], shape[cut] - at);
            pieces.push_back({start, (before * shape[cut] + at) * after, length * after});
        }
    }
    return pieces;
}

std::vector<h5::Shape> Packing::starts(std::size_t column, const UnitId& id) const
{
    std::vector<h5::Shape> starts;
    for (const auto& piece : columns_[column].pieces) {
        auto& start =
            starts.emplace_back(h5::Shape{static_cast<std::size_t>(id.point), static_cast<std::size_t>(id.scenario),
                                          static_cast<std::size_t>(id.replicate)});
        start.insert(start.end(), piece.start.begin(), piece.start.end());
    }
    return starts;
}

PackedUnit Packing::packed(Unit unit) const
{
    PackedUnit result{unit.id, std::move(unit.digest), {}};
    for (std::size_t c = 0; c < unit.data.size(); ++c) {
        result.columns.push_back(packed(c, std::move(unit.data[c])));
    }
    return result;
}

std::variant<Data, Chunks> Packing::packed(std::size_t column, Data data) const
{
    if (!alone(column)) {
        return data;
    }
    const auto& how = columns_[column];
    return std::visit(
        [&](const auto& numbers) {
            Chunks chunks;
            for (const auto& piece : how.pieces) {
                chunks.push_back(packed_piece(std::span(numbers).subspan(piece.first, piece.count), how.room));
            }
            return chunks;
        },
        data);
}

Data Packing::unpacked(std::size_t column, const Chunks& chunks) const
{
    const auto& how = columns_[column];
    switch (how.type) {
    case Type::int64:
        return unpacked_as<std::int64_t>(chunks, how.cells, how.room, how.pieces);
    case Type::float64:
        return unpacked_as<double>(chunks, how.cells, how.room, how.pieces);
    default:
        return unpacked_as<std::int32_t>(chunks, how.cells, how.room, how.pieces);
    }
}

} // namespace meam::results
