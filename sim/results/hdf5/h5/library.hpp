#pragma once
// What the files of this folder share: the library one thread at a time, its errors thrown, its types and spaces.

#include "sim/results/hdf5/h5.hpp"
#include "sim/results/hdf5/h5/crashes.hpp"

#include <hdf5.h>

#include <exception>
#include <mutex>
#include <new>

namespace meam::results::h5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

/// While one exists, its thread alone uses the library (builds of it differ in what they allow), which prints nothing.
class Use {
public:
    Use() : alone_(library_mutex())
    {
        // At the end of the program the library would go through files that a full disk kept it from closing, and
        // crash.
        static const herr_t no_farewell = H5dont_atexit();
        static thread_local const herr_t silent = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        static_cast<void>(no_farewell);
        static_cast<void>(silent);
    }

private:
    static std::recursive_mutex& library_mutex()
    {
        static auto* mutex = new std::recursive_mutex; // outlives every static object that still holds a file
        return *mutex;
    }
    std::unique_lock<std::recursive_mutex> alone_;
    Within within_;
};

/// The innermost words; of a refusing disk only the system's own.
std::string reason();
/// Whether the library found no memory.
bool out_of_memory();

/// @throws Error  where the library failed; std::bad_alloc  where it found no memory
template <class Result> Result check(Result result, std::string_view what)
{
    if (result < 0) {
        if (out_of_memory()) {
            throw std::bad_alloc();
        }
        throw Error("cannot " + std::string(what) + ": " + reason());
    }
    return result;
}

inline Handle checked(hid_t id, std::string_view what)
{
    return Handle{check(id, what)};
}

hid_t stored(Kind kind); ///< as it lies in a file
hid_t native(Kind kind); ///< as it lies in memory
Handle text_type();      ///< variable-length UTF-8
bool is_text(hid_t type);
std::optional<Kind> kind_of_type(hid_t type);

std::vector<hsize_t> sizes(const Shape& shape);
/// Numbers in all, to be read at once. @throws Error  where they are more than any of ours: a damaged file
std::size_t cells(const Shape& shape);
Handle space_of(const Shape& shape, bool grows = false);

void track_order(hid_t properties);

/// Collects names in a callback of the library. An exception that leaves a callback passes through the library, which
/// then never releases its lock: the next call of another thread waits for ever. It is kept, and thrown once the call
/// is over.
class NameCollector {
public:
    /// @return  0: continue; -1: memory ran out, end the iteration
    int add(const char* name) noexcept;
    /// @throws  what adding a name threw
    std::vector<std::string> take();

private:
    std::vector<std::string> names_;
    std::exception_ptr failure_;
};

/// Strings that the library allocated, given back to it.
class Lent {
public:
    Lent(hid_t type, hid_t space, std::size_t count) : type_(type), space_(space), texts_(count, nullptr) {}
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, texts_.data()); }
    char** data() { return texts_.data(); }
    [[nodiscard]] std::vector<std::string> copies() const
    {
        std::vector<std::string> result;
        for (const char* text : texts_) {
            result.emplace_back(text == nullptr ? "" : text);
        }
        return result;
    }

private:
    hid_t type_;
    hid_t space_;
    std::vector<char*> texts_;
};

} // namespace meam::results::h5
