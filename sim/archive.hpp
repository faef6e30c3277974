#pragma once
// Binary serialisation of values. A type lists its fields once, for both directions:
//
//     template <class Archive> void describe(Archive& archive, IsA<Thing> auto& thing) { archive(thing.a, thing.b); }
//
// `describe` is found by argument-dependent lookup. `thing` is const when the archive writes. Numbers are stored in the
// byte order of the machine.

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace meam {

/// The bytes are not a valid archive, for example too short.
class ArchiveError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// True if T is `Of` or `const Of`.
template <class Of, class T>
concept IsA = std::is_same_v<std::remove_const_t<Of>, T>;

namespace archive {

template <class T> inline constexpr bool is_plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;
template <class T> struct IsArray : std::false_type {};
template <class T, std::size_t n> struct IsArray<std::array<T, n>> : std::true_type {};
template <class T>
concept List = requires(T list)
{
    list.resize(std::size_t{1});
    list.begin();
};

} // namespace archive

/// Serialises arithmetic values, enums, arrays, lists and described types into a byte string.
class ArchiveWriter {
public:
    template <class... Fields> void operator()(const Fields&... fields) { (put(fields), ...); }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void raw(const void* data, std::size_t size)
    {
        if (size > 0) {
            bytes_.append(static_cast<const char*>(data), size);
        }
    }
    template <class T> void put(const T& value)
    {
        if constexpr (archive::is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (archive::IsArray<T>::value || archive::List<T>) {
            if constexpr (archive::List<T>) {
                put(static_cast<std::uint64_t>(value.size()));
            }
            if constexpr (archive::is_plain<typename T::value_type>) {
                raw(value.data(), value.size() * sizeof(typename T::value_type));
            } else {
                for (const auto& one : value) {
                    put(one);
                }
            }
        } else {
            describe(*this, value);
        }
    }

    std::string bytes_;
};

/// Reads values in the order in which ArchiveWriter wrote them.
class ArchiveReader {
public:
    explicit ArchiveReader(std::string bytes) : bytes_(std::move(bytes)) {}

    /// @throws ArchiveError  if too few bytes remain
    template <class... Fields> void operator()(Fields&... fields) { (get(fields), ...); }
    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

private:
    void raw(void* data, std::size_t size);
    void expect(std::uint64_t size) const; ///< @throws ArchiveError  if fewer than `size` bytes remain
    template <class T> void get(T& value)
    {
        if constexpr (archive::is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (archive::IsArray<T>::value || archive::List<T>) {
            if constexpr (archive::List<T>) {
                std::uint64_t size = 0;
                get(size);
                expect(size); // every element takes at least one byte
                value.resize(static_cast<std::size_t>(size));
            }
            if constexpr (archive::is_plain<typename T::value_type>) {
                raw(value.data(), value.size() * sizeof(typename T::value_type));
            } else {
                for (auto& one : value) {
                    get(one);
                }
            }
        } else {
            describe(*this, value);
        }
    }

    std::string bytes_;
    std::size_t at_ = 0;
};

} // namespace meam
