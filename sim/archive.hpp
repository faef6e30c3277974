#pragma once
// Values to bytes and back. A type says once which of its fields there are, for both ways:
//
//     template <class Archive> void describe(Archive& archive, IsA<Thing> auto& thing) { archive(thing.a, thing.b); }
//
// found by argument-dependent look-up; the thing is const where the archive writes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace meam {

/// Bytes that are not what they should be.
class ArchiveError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The type itself, or const.
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

class ArchiveReader {
public:
    explicit ArchiveReader(std::string bytes) : bytes_(std::move(bytes)) {}

    /// @throws ArchiveError  where the bytes end too soon
    template <class... Fields> void operator()(Fields&... fields) { (get(fields), ...); }
    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

private:
    void raw(void* data, std::size_t size);
    void expect(std::uint64_t size) const; ///< so many bytes more, at least
    template <class T> void get(T& value)
    {
        if constexpr (archive::is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (archive::IsArray<T>::value || archive::List<T>) {
            if constexpr (archive::List<T>) {
                std::uint64_t size = 0;
                get(size);
                expect(size); // no element takes less than a byte
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
