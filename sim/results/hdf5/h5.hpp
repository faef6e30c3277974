#pragma once
// The one hand on the HDF5 library: objects that close themselves, errors that are thrown, one thread at a time, and
// nothing printed. Only files of h5/ include the library's own header. Knows nothing of results.
//
// What is written obeys netCDF-4: creation order tracked, times not, vlen UTF-8 text, little-endian numbers, and only
// filters that every reader has. What is read is distrusted: links, external storage and odd types are refused.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace meam::results::h5 {

/// What the library says went wrong, in its innermost words.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class Kind { int8, int16, int32, int64, float64, text };

template <class T> constexpr Kind kind_of()
{
    if constexpr (std::is_same_v<T, std::int8_t>) {
        return Kind::int8;
    } else if constexpr (std::is_same_v<T, std::int16_t>) {
        return Kind::int16;
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        return Kind::int32;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return Kind::int64;
    } else {
        static_assert(std::is_same_v<T, double>, "a type that results files hold");
        return Kind::float64;
    }
}

using Shape = std::vector<std::size_t>;

/// A part of a dataset: `count` places along each axis, from `start`.
struct Block {
    Shape start;
    Shape count;
};

/// An identifier of the library, closed once.
class Handle {
public:
    Handle() = default;
    explicit Handle(std::int64_t id) : id_(id) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Handle();
    [[nodiscard]] std::int64_t id() const { return id_; }

private:
    std::int64_t id_ = -1;
};

/// A group or a dataset: what carries attributes.
class Object {
public:
    void set(const std::string& name, std::string_view text);
    template <class T> void set(const std::string& name, std::span<const T> values)
    {
        set_numbers(name, kind_of<T>(), values.data(), values.size());
    }
    template <class T>
    requires std::is_arithmetic_v<T>
    void set(const std::string& name, T value) { set(name, std::span<const T>(&value, 1)); }

    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] std::string text(const std::string& name) const;    ///< @throws Error  if it is no text
    [[nodiscard]] std::int64_t number(const std::string& name) const; ///< @throws Error  if no whole number
    [[nodiscard]] std::vector<std::string> attributes() const;        ///< their names, as created

protected:
    explicit Object(Handle handle) : handle_(std::move(handle)) {}
    void set_numbers(const std::string& name, Kind kind, const void* values, std::size_t count);
    Handle handle_;
};

class Dataset : public Object {
public:
    [[nodiscard]] std::optional<Kind> kind() const; ///< none: a type that results files do not hold
    [[nodiscard]] Shape shape() const;

    /// Row-major; without a block, all of it.
    template <class T> void write(std::span<const T> values, const Block* block = nullptr)
    {
        write_numbers(kind_of<T>(), values.data(), values.size(), block);
    }
    void write(std::span<const std::string> texts, const Block* block = nullptr);

    template <class T> [[nodiscard]] std::vector<T> read(const Block* block = nullptr) const
    {
        std::vector<T> values(size(block));
        read_numbers(kind_of<T>(), values.data(), values.size(), block);
        return values;
    }
    /// The numbers at these places of a dataset with one axis.
    template <class T> [[nodiscard]] std::vector<T> read_at(std::span<const std::int64_t> places) const
    {
        std::vector<T> values(places.size());
        read_places(kind_of<T>(), values.data(), places);
        return values;
    }
    [[nodiscard]] std::vector<std::string> texts() const;

    /// Whether its numbers lie in chunks of this shape with our filters and no other.
    [[nodiscard]] bool lies_in(const Shape& chunk) const;
    /// Makes one that grows as long as this.
    void extend(const Shape& shape);
    /// The bytes of a chunk as they lie in the file. @param start  its first place
    void write_chunk(const Shape& start, std::span<const std::byte> bytes);
    /// None where nothing was written, or a filter was left out.
    [[nodiscard]] std::vector<std::byte> read_chunk(const Shape& start) const;

    void become_scale(const std::string& name);
    void attach(std::size_t axis, const Dataset& scale);
    [[nodiscard]] bool is_scale() const;
    [[nodiscard]] std::vector<std::string> scales() const; ///< for each axis the name of its scale; "" without one

private:
    friend class Group;
    explicit Dataset(Handle handle) : Object(std::move(handle)) {}
    [[nodiscard]] std::size_t size(const Block* block) const;
    void write_numbers(Kind kind, const void* values, std::size_t count, const Block* block);
    void read_numbers(Kind kind, void* values, std::size_t count, const Block* block) const;
    void read_places(Kind kind, void* values, std::span<const std::int64_t> places) const;
};

/// How a new dataset is stored. No chunk: in one piece, unfiltered. Numbers in chunks are shuffled, deflated and
/// summed.
struct Storage {
    Shape chunk{};
    const void* fill = nullptr; ///< one number of the dataset's own kind, read where nothing was written
    bool grows = false;         ///< along every axis, chunk by chunk
};

constexpr std::size_t most_of_slabs = std::size_t{1} << 16; ///< bytes of a chunk that holds more than one

/// A chunk of as many whole slabs as fit: the axes from `outer` on whole while they fit in 1 MiB, then as many places
/// of the outer axes as fit in `most_of_slabs`.
Shape chunk_for(const Shape& shape, std::size_t outer, std::size_t bytes_per_cell);

class Group : public Object {
public:
    Group create_group(const std::string& name);
    Dataset create_dataset(const std::string& name, Kind kind, const Shape& shape, const Storage& storage = {});

    void remove(const std::string& name); ///< what it took of the file is not given back

    /// @throws Error  also if the name is no plain group (dataset) of this very file
    [[nodiscard]] Group group(const std::string& name) const;
    [[nodiscard]] Dataset dataset(const std::string& name) const;
    [[nodiscard]] bool holds(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> datasets() const; ///< names, as created; @throws Error on a link out of here
    [[nodiscard]] std::vector<std::string> groups() const;

protected:
    explicit Group(Handle handle) : Object(std::move(handle)) {}
    [[nodiscard]] std::vector<std::string> members(bool that_are_groups) const;
};

/// A file and its root group.
class File : public Group {
public:
    static File create(const std::filesystem::path& path); ///< replaces a file or link of this name
    static File open(const std::filesystem::path& path);   ///< to read
    /// Everything is with the system afterwards. @throws Error
    void close();

private:
    File(Handle file, Handle root) : Group(std::move(root)), file_(std::move(file)) {}
    Handle file_;
};

} // namespace meam::results::h5
