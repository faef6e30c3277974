#include "sim/results/hdf5/h5/storage.hpp"

#include <unistd.h>

namespace meam::results::h5 {

namespace {

void track_members(hid_t properties)
{
    check(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "track the order");
    track_order(properties);
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

} // namespace

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
    const Handle space = space_of(shape, storage.grows);
    const Handle properties = dataset_properties(kind, shape, storage);
    return Dataset{checked(H5Dcreate2(handle_.id(), name.c_str(), kind == Kind::text ? text.id() : stored(kind),
                                      space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                           "create `" + name + "`")};
}

void Group::remove(const std::string& name)
{
    const Use use;
    check(H5Ldelete(handle_.id(), name.c_str(), H5P_DEFAULT), "remove `" + name + "`");
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
    NameCollector names;
    hsize_t from = 0;
    const herr_t listed = H5Literate(
        handle_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &from,
        [](hid_t, const char* name, const H5L_info_t*, void* all) -> herr_t {
            return static_cast<NameCollector*>(all)->add(name);
        },
        &names);
    const auto all = names.take();
    check(listed, "list what is in a group");
    std::vector<std::string> wanted;
    for (const auto& name : all) {
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
    ::unlink(path.c_str()); // a link of this name would lead elsewhere
    Handle file = checked(H5Fcreate(path.c_str(), H5F_ACC_EXCL, properties.id(), access.id()), "create the file");
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
