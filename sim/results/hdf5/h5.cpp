#include "sim/results/hdf5/h5.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace meam::results::h5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

namespace {

/// While one lives, its thread alone uses the library (builds of it differ in what they allow), which stays silent.
class Use {
public:
    Use() : alone_(everybody())
    {
        // At the end of the program the library would go through files that a full disk kept it from closing, and
        // crash.
        static const herr_t no_farewell = H5dont_atexit();
        static thread_local const herr_t silent = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        static_cast<void>(no_farewell);
        static_cast<void>(silent);
    }

private:
    static std::recursive_mutex& everybody()
    {
        static auto* mutex = new std::recursive_mutex; // outlives every static object that still holds a file
        return *mutex;
    }
    std::unique_lock<std::recursive_mutex> alone_;
};

herr_t keep_first(unsigned n, const H5E_error2_t* error, void* text)
{
    if (n == 0 && error->desc != nullptr) {
        *static_cast<std::string*>(text) = error->desc;
    }
    return 0;
}

/// The innermost words; of a refusing disk only the system's own.
std::string reason()
{
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
    constexpr std::string_view mark = "error message = '";
    if (const auto begin = text.find(mark); begin != std::string::npos) {
        const auto from = begin + mark.size();
        return text.substr(from, text.find('\'', from) - from);
    }
    return text.empty() ? "no reason given" : text;
}

template <class Result> Result check(Result result, std::string_view what)
{
    if (result < 0) {
        throw Error("cannot " + std::string(what) + ": " + reason());
    }
    return result;
}

Handle checked(hid_t id, std::string_view what)
{
    return Handle{check(id, what)};
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

/// Variable-length UTF-8.
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

/// Numbers in all. @throws Error  if no memory could hold them: a damaged file
std::size_t cells(const Shape& shape)
{
    constexpr std::size_t most = std::size_t{1} << 32;
    std::size_t cells = 1;
    for (const std::size_t length : shape) {
        if (length > most || cells * length > most) {
            throw Error("a dataset is larger than any of ours");
        }
        cells *= length;
    }
    return cells;
}

Handle space_of(const Shape& shape)
{
    return shape.empty() ? checked(H5Screate(H5S_SCALAR), "describe one value")
                         : checked(H5Screate_simple(static_cast<int>(shape.size()), sizes(shape).data(), nullptr),
                                   "describe axes");
}

/// The places of a dataset that a block covers; all without one.
Handle places_of(hid_t dataset, const Block* block)
{
    Handle space = checked(H5Dget_space(dataset), "read the axes");
    if (block != nullptr) {
        check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, sizes(block->start).data(), nullptr,
                                  sizes(block->count).data(), nullptr),
              "find a block");
    }
    return space;
}

std::vector<const char*> pointers(std::span<const std::string> texts)
{
    std::vector<const char*> result;
    for (const auto& text : texts) {
        result.push_back(text.c_str());
    }
    return result;
}

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

void track_members(hid_t properties)
{
    check(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "track the order");
    track_order(properties);
}

void store_in_chunks(hid_t properties, Kind kind, const Shape& chunk)
{
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), sizes(chunk).data()), "choose chunks");
    if (kind != Kind::text) { // netCDF refuses filters on text
        check(H5Pset_shuffle(properties), "choose shuffle");
        check(H5Pset_deflate(properties, 1), "choose deflate");
        check(H5Pset_fletcher32(properties), "choose check sums");
    }
}

Handle dataset_properties(Kind kind, const Shape& shape, const Storage& storage)
{
    Handle properties = checked(H5Pcreate(H5P_DATASET_CREATE), "describe a dataset");
    track_order(properties.id());
    if (!storage.chunk.empty() && cells(shape) > 0) {
        store_in_chunks(properties.id(), kind, storage.chunk);
    }
    if (kind == Kind::text && !shape.empty()) {
        const char* nothing = "";
        const Handle type = text_type();
        check(H5Pset_fill_value(properties.id(), type.id(), &nothing), "choose a fill value");
    } else if (storage.fill != nullptr) {
        check(H5Pset_fill_value(properties.id(), native(kind), storage.fill), "choose a fill value");
    }
    return properties;
}

/// Files are renamed into place when they are whole and never change after: no locks, which shared disks refuse.
Handle file_access()
{
    Handle access = checked(H5Pcreate(H5P_FILE_ACCESS), "describe a file");
    check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "describe a file");
#if H5_VERSION_GE(1, 10, 7)
    check(H5Pset_file_locking(access.id(), false, true), "describe a file");
#endif
    return access;
}

/// A member of this very file, not a link into another.
void expect_own(hid_t group, const std::string& name)
{
    H5L_info_t link{};
    check(H5Lget_info(group, name.c_str(), &link, H5P_DEFAULT), "find `" + name + "`");
    if (link.type != H5L_TYPE_HARD) {
        throw Error("`" + name + "` is a link to somewhere else");
    }
}

/// Numbers that stand in this file and nowhere else.
void expect_own_storage(hid_t dataset, const std::string& name)
{
    const Handle properties = checked(H5Dget_create_plist(dataset), "read how `" + name + "` is stored");
    const auto layout = check(H5Pget_layout(properties.id()), "read how `" + name + "` is stored");
    const bool elsewhere = layout == H5D_CONTIGUOUS && H5Pget_external_count(properties.id()) != 0;
    if (layout == H5D_VIRTUAL || elsewhere) {
        throw Error("`" + name + "` keeps its numbers in another file");
    }
}

herr_t name_of_scale(hid_t, unsigned, hid_t scale, void* name)
{
    std::array<char, 256> text{};
    if (H5Iget_name(scale, text.data(), text.size()) > 0) {
        const std::string_view path{text.data()};
        *static_cast<std::string*>(name) = path.substr(path.rfind('/') + 1);
    }
    return 1; // the first will do
}

} // namespace

Handle::~Handle()
{
    if (id_ >= 0) {
        const Use use;
        if (H5Iis_valid(id_) > 0) { // false when its file was closed before it
            H5Idec_ref(id_);
        }
    }
}

void Object::set(const std::string& name, std::string_view text)
{
    const Use use;
    const std::string copy{text};
    const char* pointer = copy.c_str();
    const Handle type = text_type();
    const Handle space = space_of({});
    const Handle attribute =
        checked(H5Acreate2(handle_.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                "create attribute `" + name + "`");
    check(H5Awrite(attribute.id(), type.id(), &pointer), "write attribute `" + name + "`");
}

void Object::set_numbers(const std::string& name, Kind kind, const void* values, std::size_t count)
{
    const Use use;
    const Handle space = space_of({count});
    const Handle attribute =
        checked(H5Acreate2(handle_.id(), name.c_str(), stored(kind), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                "create attribute `" + name + "`");
    check(H5Awrite(attribute.id(), native(kind), values), "write attribute `" + name + "`");
}

bool Object::has(const std::string& name) const
{
    const Use use;
    return H5Aexists(handle_.id(), name.c_str()) > 0;
}

std::string Object::text(const std::string& name) const
{
    const Use use;
    const Handle attribute = checked(H5Aopen(handle_.id(), name.c_str(), H5P_DEFAULT), "find attribute `" + name + "`");
    const Handle type = checked(H5Aget_type(attribute.id()), "read attribute `" + name + "`");
    const Handle space = checked(H5Aget_space(attribute.id()), "read attribute `" + name + "`");
    if (!is_text(type.id()) || H5Sget_simple_extent_npoints(space.id()) != 1) {
        throw Error("attribute `" + name + "` is not a text");
    }
    const Handle memory = checked(H5Tcopy(type.id()), "describe text"); // keeps the file's character set
    Lent lent{memory.id(), space.id(), 1};
    check(H5Aread(attribute.id(), memory.id(), lent.data()), "read attribute `" + name + "`");
    return lent.copies().front();
}

std::int64_t Object::number(const std::string& name) const
{
    const Use use;
    const Handle attribute = checked(H5Aopen(handle_.id(), name.c_str(), H5P_DEFAULT), "find attribute `" + name + "`");
    const Handle type = checked(H5Aget_type(attribute.id()), "read attribute `" + name + "`");
    const Handle space = checked(H5Aget_space(attribute.id()), "read attribute `" + name + "`");
    if (H5Tget_class(type.id()) != H5T_INTEGER || H5Sget_simple_extent_npoints(space.id()) != 1) {
        throw Error("attribute `" + name + "` is not a whole number");
    }
    std::int64_t value = 0;
    check(H5Aread(attribute.id(), H5T_NATIVE_INT64, &value), "read attribute `" + name + "`");
    return value;
}

std::vector<std::string> Object::attributes() const
{
    const Use use;
    std::vector<std::string> names;
    hsize_t from = 0;
    check(H5Aiterate2(
              handle_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &from,
              [](hid_t, const char* name, const H5A_info_t*, void* all) -> herr_t {
                  static_cast<std::vector<std::string>*>(all)->emplace_back(name);
                  return 0;
              },
              &names),
          "list the attributes");
    return names;
}

std::optional<Kind> Dataset::kind() const
{
    const Use use;
    const Handle type = checked(H5Dget_type(handle_.id()), "read a type");
    return kind_of_type(type.id());
}

Shape Dataset::shape() const
{
    const Use use;
    const Handle space = checked(H5Dget_space(handle_.id()), "read the axes");
    const int rank = check(H5Sget_simple_extent_ndims(space.id()), "read the axes");
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) {
        throw Error("a dataset without any place for numbers");
    }
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "read the axes");
    return {shape.begin(), shape.end()};
}

std::size_t Dataset::size(const Block* block) const
{
    const Shape all = shape();
    if (block == nullptr) {
        return cells(all);
    }
    if (block->start.size() != all.size() || block->count.size() != all.size()) {
        throw Error("a dataset has " + std::to_string(all.size()) + " axes, not " +
                    std::to_string(block->start.size()));
    }
    for (std::size_t axis = 0; axis < all.size(); ++axis) {
        if (block->start[axis] > all[axis] || block->count[axis] > all[axis] - block->start[axis]) {
            throw Error("a block reaches beyond its dataset");
        }
    }
    return cells(block->count);
}

void Dataset::write_numbers(Kind kind, const void* values, std::size_t count, const Block* block)
{
    const Use use;
    if (count != size(block)) {
        throw Error(std::to_string(count) + " numbers for " + std::to_string(size(block)) + " places");
    }
    if (count > 0) {
        const Handle memory = space_of({count});
        const Handle places = places_of(handle_.id(), block);
        check(H5Dwrite(handle_.id(), native(kind), memory.id(), places.id(), H5P_DEFAULT, values), "write numbers");
    }
}

void Dataset::write(std::span<const std::string> texts, const Block* block)
{
    const Use use;
    if (texts.size() != size(block)) {
        throw Error(std::to_string(texts.size()) + " texts for " + std::to_string(size(block)) + " places");
    }
    if (!texts.empty()) {
        const Handle type = text_type();
        const Handle memory = space_of({texts.size()});
        const Handle places = places_of(handle_.id(), block);
        const auto values = pointers(texts);
        check(H5Dwrite(handle_.id(), type.id(), memory.id(), places.id(), H5P_DEFAULT, values.data()), "write texts");
    }
}

void Dataset::read_numbers(Kind kind, void* values, std::size_t count, const Block* block) const
{
    if (count > 0) {
        const Use use;
        const Handle memory = space_of({count});
        const Handle places = places_of(handle_.id(), block);
        check(H5Dread(handle_.id(), native(kind), memory.id(), places.id(), H5P_DEFAULT, values), "read numbers");
    }
}

void Dataset::read_places(Kind kind, void* values, std::span<const std::int64_t> places) const
{
    const Use use;
    if (shape().size() != 1) {
        throw Error("a dataset has more than one axis");
    }
    const auto length = static_cast<std::int64_t>(shape().front());
    if (std::any_of(places.begin(), places.end(), [&](std::int64_t at) { return at < 0 || at >= length; })) {
        throw Error("an index reaches beyond its dataset");
    }
    if (!places.empty()) {
        const std::vector<hsize_t> points{places.begin(), places.end()};
        const Handle memory = space_of({places.size()});
        const Handle space = places_of(handle_.id(), nullptr);
        check(H5Sselect_elements(space.id(), H5S_SELECT_SET, points.size(), points.data()), "find places");
        check(H5Dread(handle_.id(), native(kind), memory.id(), space.id(), H5P_DEFAULT, values), "read numbers");
    }
}

std::vector<std::string> Dataset::texts() const
{
    const Use use;
    const Handle type = checked(H5Dget_type(handle_.id()), "read a type");
    if (!is_text(type.id())) {
        throw Error("a dataset holds no text");
    }
    const std::size_t count = size(nullptr);
    if (count == 0) {
        return {};
    }
    const Handle space = space_of({count});
    const Handle places = places_of(handle_.id(), nullptr);
    const Handle memory = checked(H5Tcopy(type.id()), "describe text");
    Lent lent{memory.id(), space.id(), count};
    check(H5Dread(handle_.id(), memory.id(), space.id(), places.id(), H5P_DEFAULT, lent.data()), "read texts");
    return lent.copies();
}

void Dataset::become_scale(const std::string& name)
{
    const Use use;
    check(H5DSset_scale(handle_.id(), name.c_str()), "make `" + name + "` an axis");
}

void Dataset::attach(std::size_t axis, const Dataset& scale)
{
    const Use use;
    check(H5DSattach_scale(handle_.id(), scale.handle_.id(), static_cast<unsigned>(axis)), "name an axis");
}

bool Dataset::is_scale() const
{
    const Use use;
    return H5DSis_scale(handle_.id()) > 0;
}

std::vector<std::string> Dataset::scales() const
{
    const Use use;
    std::vector<std::string> names(shape().size());
    for (std::size_t axis = 0; axis < names.size(); ++axis) {
        check(H5DSiterate_scales(handle_.id(), static_cast<unsigned>(axis), nullptr, name_of_scale, &names[axis]),
              "read the name of an axis");
    }
    return names;
}

Shape chunk_for(const Shape& shape, std::size_t outer, std::size_t bytes_per_cell)
{
    constexpr std::size_t most_of_a_slab = std::size_t{1} << 20;
    constexpr std::size_t most_of_slabs = std::size_t{1} << 18;

    Shape chunk(shape.size(), 1);
    std::size_t bytes = bytes_per_cell;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        const std::size_t most = axis < outer ? most_of_slabs : most_of_a_slab;
        chunk[axis] = std::clamp<std::size_t>(most / bytes, 1, std::max<std::size_t>(shape[axis], 1));
        bytes *= chunk[axis];
        if (chunk[axis] < shape[axis]) {
            break; // part of this axis: one place of each before it
        }
    }
    return chunk;
}

Group Group::create_group(const std::string& name)
{
    const Use use;
    const Handle properties = checked(H5Pcreate(H5P_GROUP_CREATE), "describe a group");
    track_members(properties.id());
    return Group{checked(H5Gcreate2(handle_.id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                         "create group `" + name + "`")};
}

Dataset Group::create_dataset(const std::string& name, Kind kind, const Shape& shape, const Storage& storage)
{
    const Use use;
    const Handle text = text_type();
    const Handle space = space_of(shape);
    const Handle properties = dataset_properties(kind, shape, storage);
    return Dataset{checked(H5Dcreate2(handle_.id(), name.c_str(), kind == Kind::text ? text.id() : stored(kind),
                                      space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                           "create `" + name + "`")};
}

Group Group::group(const std::string& name) const
{
    const Use use;
    expect_own(handle_.id(), name);
    return Group{checked(H5Gopen2(handle_.id(), name.c_str(), H5P_DEFAULT), "open group `" + name + "`")};
}

Dataset Group::dataset(const std::string& name) const
{
    const Use use;
    expect_own(handle_.id(), name);
    Handle handle = checked(H5Dopen2(handle_.id(), name.c_str(), H5P_DEFAULT), "open `" + name + "`");
    expect_own_storage(handle.id(), name);
    return Dataset{std::move(handle)};
}

bool Group::holds(const std::string& name) const
{
    const Use use;
    return H5Lexists(handle_.id(), name.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> Group::datasets() const
{
    return members(false);
}

std::vector<std::string> Group::groups() const
{
    return members(true);
}

std::vector<std::string> Group::members(bool that_are_groups) const
{
    const Use use;
    std::vector<std::string> names;
    hsize_t from = 0;
    check(H5Literate(
              handle_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &from,
              [](hid_t, const char* name, const H5L_info_t*, void* all) -> herr_t {
                  static_cast<std::vector<std::string>*>(all)->emplace_back(name);
                  return 0;
              },
              &names),
          "list what is in a group");
    std::vector<std::string> wanted;
    for (const auto& name : names) {
        expect_own(handle_.id(), name);
        const Handle member = checked(H5Oopen(handle_.id(), name.c_str(), H5P_DEFAULT), "open `" + name + "`");
        const auto type = H5Iget_type(member.id());
        if (type == (that_are_groups ? H5I_GROUP : H5I_DATASET)) {
            wanted.push_back(name);
        }
    }
    return wanted;
}

File File::create(const std::filesystem::path& path)
{
    const Use use;
    const Handle access = file_access();
    const Handle properties = checked(H5Pcreate(H5P_FILE_CREATE), "describe a file");
    track_members(properties.id());
    Handle file = checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties.id(), access.id()), "create the file");
    Handle root = checked(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open the root group");
    return File{std::move(file), std::move(root)};
}

File File::open(const std::filesystem::path& path)
{
    const Use use;
    const Handle access = file_access();
    Handle file = checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()), "open the file");
    Handle root = checked(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open the root group");
    return File{std::move(file), std::move(root)};
}

void File::close()
{
    const Use use;
    handle_ = Handle{};
    check(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "write the file");
    const Handle done = std::exchange(file_, Handle{});
    check(H5Fclose(done.id()), "close the file");
}

} // namespace meam::results::h5
