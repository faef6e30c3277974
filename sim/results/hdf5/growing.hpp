#pragma once
// Writes a list of numbers of unknown length to a file, chunk by chunk. At most one chunk is held in memory.

#include "sim/contracts.hpp"
#include "sim/results/hdf5/filters.hpp"
#include "sim/results/hdf5/h5.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace meam::results {

/// A one-dimensional dataset. A dataset shorter than one chunk is stored in a chunk of its own length.
template <class T> class Growing {
public:
    static constexpr std::size_t chunk = std::size_t{1} << 16; ///< numbers per chunk

    /// @param group  must outlive this object
    Growing(h5::Group& group, std::string name, std::string long_name)
        : group_(&group), name_(std::move(name)), long_name_(std::move(long_name))
    {}

    void append(std::span<const T> numbers)
    {
        while (!numbers.empty()) {
            const auto some = numbers.first(std::min(numbers.size(), chunk - waiting_.size()));
            waiting_.insert(waiting_.end(), some.begin(), some.end());
            numbers = numbers.subspan(some.size());
            if (waiting_.size() == chunk) {
                write();
            }
        }
    }
    void append(T number) { append(std::span<const T>(&number, 1)); }
    /// Appends a whole chunk that is already filtered. Allowed only if no chunk is partly filled.
    void append_packed(const filters::Bytes& bytes)
    {
        MEAM_EXPECTS(waiting_.empty());
        put(bytes, written_ + chunk);
    }

    [[nodiscard]] std::size_t size() const { return written_ + waiting_.size(); }
    /// Reads `count` numbers from index `first`. @throws h5::Error  if the file cannot be read
    [[nodiscard]] std::vector<T> read(std::size_t first, std::size_t count) const
    {
        std::vector<T> numbers;
        if (first < written_) {
            const h5::Block block{{first}, {std::min(count, written_ - first)}};
            numbers = dataset_->read<T>(&block);
        }
        const std::size_t from = std::max(first, written_) - written_;
        const auto rest = std::span(waiting_).subspan(from, count - numbers.size());
        numbers.insert(numbers.end(), rest.begin(), rest.end());
        return numbers;
    }

    /// Writes the remaining numbers to the file.
    h5::Dataset& finish()
    {
        if (!dataset_) {
            create({waiting_.size()}, {{std::max<std::size_t>(waiting_.size(), 1)}});
            dataset_->write(std::span<const T>(waiting_));
            written_ = waiting_.size();
        } else if (!waiting_.empty()) {
            write();
        }
        waiting_.clear();
        return *dataset_;
    }

private:
    void create(const h5::Shape& shape, const h5::Storage& storage)
    {
        dataset_ = group_->create_dataset(name_, h5::kind_of<T>(), shape, storage);
        dataset_->set("long_name", long_name_);
        dataset_->set("units", "1");
    }

    void write()
    {
        const std::size_t end = size();
        waiting_.resize(chunk); // the last chunk is padded beyond the end of the dataset
        const auto bytes = filters::packed(std::span<const T>(waiting_));
        waiting_.clear();
        put(bytes, end);
    }

    void put(const filters::Bytes& bytes, std::size_t end)
    {
        if (!dataset_) {
            create({0}, {.chunk = {chunk}, .grows = true});
        }
        dataset_->extend({end});
        dataset_->write_chunk({written_}, bytes);
        written_ = end;
    }

    h5::Group* group_;
    std::string name_, long_name_;
    std::optional<h5::Dataset> dataset_;
    std::vector<T> waiting_;
    std::size_t written_ = 0;
};

} // namespace meam::results
