#include "sim/results/hdf5/h5/library.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace meam::results::h5 {

namespace {

/// Allocates nothing: an exception must not pass through the library, and memory may just have run out.
using Description = std::array<char, 1024>;

herr_t keep_first(unsigned n, const H5E_error2_t* error, void* text)
{
    if (n == 0 && error->desc != nullptr) {
        std::snprintf(static_cast<Description*>(text)->data(), Description{}.size(), "%s", error->desc);
    }
    return 0;
}

herr_t keep_whether_of_memory(unsigned n, const H5E_error2_t* error, void* found)
{
    const bool of_resources = error->maj_num == H5E_RESOURCE && error->min_num == H5E_NOSPACE;
    const bool so_described = error->desc != nullptr && std::strstr(error->desc, "memory allocation failed") != nullptr;
    if (n == 0 && (of_resources || so_described)) {
        *static_cast<bool*>(found) = true;
    }
    return 0;
}

/// Whether a block as large as the library's usual ones cannot be had: its errors then come of that, whatever they say.
bool memory_is_short()
{
    constexpr std::size_t usual = std::size_t{8} << 20;
    void* const volatile block = std::malloc(usual);
    const bool refused = block == nullptr;
    std::free(block);
    return refused;
}

} // namespace

int NameCollector::add(const char* name) noexcept
{
    try {
        names_.emplace_back(name);
        return 0;
    } catch (...) {
        failure_ = std::current_exception();
        return -1;
    }
}

std::vector<std::string> NameCollector::take()
{
    if (failure_ != nullptr) {
        std::rethrow_exception(failure_);
    }
    return std::move(names_);
}

bool out_of_memory()
{
    bool found = false;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_whether_of_memory, &found);
    return found || memory_is_short();
}

std::string reason()
{
    Description description{};
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &description);
    const std::string text = description.data();
    constexpr std::string_view mark = "error message = '";
    if (const auto begin = text.find(mark); begin != std::string::npos) {
        const auto from = begin + mark.size();
        return text.substr(from, text.find('\'', from) - from);
    }
    if (text == "inflate() failed") {
        return "its numbers cannot be decompressed: memory ran out, or they are damaged";
    }
    return text.empty() ? "no reason given, as where memory runs out" : text;
}

hid_t stored(Kind kind)
{
    switch (kind) {
    case Kind::int8:
        return H5T_STD_I8LE;
    case Kind::int16:
        return H5T_STD_I16LE;
    case Kind::int32:
        return H5T_STD_I32LE;
    case Kind::int64:
        return H5T_STD_I64LE;
    default:
        return H5T_IEEE_F64LE;
    }
}

hid_t native(Kind kind)
{
    switch (kind) {
    case Kind::int8:
        return H5T_NATIVE_INT8;
    case Kind::int16:
        return H5T_NATIVE_INT16;
    case Kind::int32:
        return H5T_NATIVE_INT32;
    case Kind::int64:
        return H5T_NATIVE_INT64;
    default:
        return H5T_NATIVE_DOUBLE;
    }
}

Handle text_type()
{
    Handle type = checked(H5Tcopy(H5T_C_S1), "describe text");
    check(H5Tset_size(type.id(), H5T_VARIABLE), "describe text");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "describe text");
    return type;
}

std::vector<hsize_t> sizes(const Shape& shape)
{
    return {shape.begin(), shape.end()};
}

std::size_t cells(const Shape& shape)
{
    constexpr std::size_t most = std::size_t{1} << 29; // 4 GiB of the widest type
    std::size_t cells = 1;
    for (const std::size_t length : shape) {
        if (length > most || cells * length > most) {
            throw Error("a dataset is larger than any of ours");
        }
        cells *= length;
    }
    return cells;
}

Handle space_of(const Shape& shape, bool grows)
{
    if (shape.empty()) {
        return checked(H5Screate(H5S_SCALAR), "describe one value");
    }
    const std::vector<hsize_t> no_end(shape.size(), H5S_UNLIMITED);
    return checked(
        H5Screate_simple(static_cast<int>(shape.size()), sizes(shape).data(), grows ? no_end.data() : nullptr),
        "describe axes");
}

bool is_text(hid_t type)
{
    return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0;
}

std::optional<Kind> kind_of_type(hid_t type)
{
    if (is_text(type)) {
        return Kind::text;
    }
    for (const Kind kind : {Kind::int8, Kind::int16, Kind::int32, Kind::int64, Kind::float64}) {
        if (H5Tequal(type, stored(kind)) > 0) {
            return kind;
        }
    }
    return std::nullopt;
}

void track_order(hid_t properties)
{
    constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    check(H5Pset_attr_creation_order(properties, order), "track the order of attributes");
    check(H5Pset_obj_track_times(properties, false), "leave times out");
}

Handle::~Handle()
{
    if (id_ >= 0) {
        const Use use;
        if (H5Iis_valid(id_) > 0) { // false if the file was closed first
            H5Idec_ref(id_);
        }
    }
}

} // namespace meam::results::h5
