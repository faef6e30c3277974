#include "sim/results/hdf5/h5/library.hpp"

namespace meam::results::h5 {

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
    const Handle memory = checked(H5Tcopy(type.id()), "describe text"); // the file's character set is used
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
    NameCollector names;
    hsize_t from = 0;
    const herr_t listed = H5Aiterate2(
        handle_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &from,
        [](hid_t, const char* name, const H5A_info_t*, void* all) -> herr_t {
            return static_cast<NameCollector*>(all)->add(name);
        },
        &names);
    auto all = names.take();
    check(listed, "list the attributes");
    return all;
}

} // namespace meam::results::h5
