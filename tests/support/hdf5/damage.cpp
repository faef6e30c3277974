#include "tests/support/hdf5/damage.hpp"

#include "sim/results/hdf5/disk.hpp"
#include "tests/support/program.hpp"

#include <fstream>
#include <hdf5.h>
#include <limits>
#include <vector>

namespace meam::tests {
namespace {

/// Pseudo-random numbers from one number.
class Choices {
public:
    explicit Choices(std::uint64_t number) : state_(number * 0x9e3779b97f4a7c15U + 1) {}
    std::size_t below(std::size_t end)
    {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = (state_ ^ (state_ >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % end);
    }

private:
    std::uint64_t state_;
};

std::string without_seal(const std::filesystem::path& file)
{
    auto bytes = text_of(file);
    bytes.resize(bytes.size() - results::disk::seal_size);
    return bytes;
}

void write_sealed(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
    results::disk::seal(file);
}

/// Every object of a file below its root, and what it is.
struct Member {
    std::string path;
    H5O_type_t type;
};

std::vector<Member> members_of(hid_t file)
{
    std::vector<Member> members;
    H5Ovisit(
        file, H5_INDEX_NAME, H5_ITER_INC,
        [](hid_t, const char* name, const H5O_info_t* info, void* all) -> herr_t {
            if (std::string(name) != ".") {
                static_cast<std::vector<Member>*>(all)->push_back({name, info->type});
            }
            return 0;
        },
        &members);
    return members;
}

const std::vector<std::string> texts{
    "",     "all", "no such label",  "siloed",      std::string(70'000, 'x'), "\033[2J",
    "\xff", "-1",  "99999999999999", "name = \"x\""};

/// Another value for one number, or one text, of a dataset.
void change_value(hid_t dataset, Choices& choose)
{
    const hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    const auto count = static_cast<std::size_t>(std::max<hssize_t>(H5Sget_simple_extent_npoints(space), 0));
    if (count > 0 && count < 10'000'000) {
        if (H5Tis_variable_str(type) > 0) {
            std::vector<char*> all(count, nullptr);
            const hid_t memory = H5Tcopy(type);
            if (H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data()) >= 0) {
                auto copies = std::vector<const char*>(all.begin(), all.end());
                copies[choose.below(count)] = texts[choose.below(texts.size())].c_str();
                H5Dwrite(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, copies.data());
            }
        } else {
            const std::vector<double> values{
                0, -1, 1, 2147483647.0, -2147483648.0, 9e18, -9e18, 1e300, std::numeric_limits<double>::quiet_NaN()};
            std::vector<double> all(count, 0.0);
            H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
            for (std::size_t n = 0; n <= choose.below(3); ++n) {
                all[choose.below(count)] = values[choose.below(values.size())];
            }
            H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
        }
    }
}

hid_t some_type(Choices& choose)
{
    const hid_t text = H5Tcopy(H5T_C_S1);
    H5Tset_size(text, H5T_VARIABLE);
    const std::vector<hid_t> types{H5T_STD_I8LE, H5T_STD_I32LE, H5T_STD_I64LE, H5T_IEEE_F64LE, H5T_STD_U16BE, text};
    return types[choose.below(types.size())];
}

/// A dataset of the same name, of another type and shape.
void replace_dataset(hid_t file, const std::string& path, Choices& choose)
{
    H5Ldelete(file, path.c_str(), H5P_DEFAULT);
    const std::vector<hsize_t> lengths{0, 1, 2, 3, 7, 100, 1U << 20U, hsize_t{1} << 40U};
    std::vector<hsize_t> shape;
    for (std::size_t axis = choose.below(5); axis > 0; --axis) {
        shape.push_back(lengths[choose.below(lengths.size())]);
    }
    const hid_t space =
        shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    if (!shape.empty()) {
        H5Pset_chunk(properties, static_cast<int>(shape.size()), std::vector<hsize_t>(shape.size(), 1).data());
    }
    H5Dcreate2(file, path.c_str(), some_type(choose), space, H5P_DEFAULT, properties, H5P_DEFAULT);
}

void change_attribute(hid_t object, Choices& choose)
{
    const auto count = H5Aget_num_attrs(object);
    if (count <= 0) {
        return;
    }
    char name[256] = {};
    H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, choose.below(static_cast<std::size_t>(count)), name,
                       sizeof name, H5P_DEFAULT);
    H5Adelete(object, name);
    if (choose.below(3) == 0) {
        return; // missing
    }
    const hid_t type = some_type(choose);
    const hsize_t length = choose.below(4);
    const hid_t space = length == 3 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &length, nullptr);
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    const char* text = texts[choose.below(texts.size())].c_str();
    const std::vector<const char*> pointers(4, text);
    const std::vector<double> numbers(4, 1e18);
    if (H5Tis_variable_str(type) > 0) {
        H5Awrite(attribute, type, pointers.data());
    } else {
        H5Awrite(attribute, H5T_NATIVE_DOUBLE, numbers.data());
    }
}

} // namespace

std::string damage_bytes(const std::filesystem::path& file, std::uint64_t number)
{
    Choices choose(number);
    auto bytes = without_seal(file);
    const auto at = choose.below(bytes.size());
    const auto length = std::min(bytes.size() - at, 1 + choose.below(8));
    for (std::size_t i = 0; i < length; ++i) {
        const auto how = choose.below(3);
        bytes[at + i] = static_cast<char>(how == 0   ? 0xff
                                          : how == 1 ? bytes[choose.below(bytes.size())]
                                                     : choose.below(256));
    }
    write_sealed(file, bytes);
    return std::to_string(length) + " bytes at " + std::to_string(at);
}

std::string damage_structure(const std::filesystem::path& file, std::uint64_t number)
{
    Choices choose(number);
    std::ofstream(file.string() + ".open", std::ios::binary) << without_seal(file);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    const hid_t open = H5Fopen((file.string() + ".open").c_str(), H5F_ACC_RDWR, access);
    const auto members = members_of(open);
    const auto& member = members[choose.below(members.size())];
    const auto how = choose.below(6);
    const hid_t object = H5Oopen(open, how == 3 ? "/" : member.path.c_str(), H5P_DEFAULT);
    std::string done = member.path;
    if (how <= 1 && member.type == H5O_TYPE_DATASET) {
        change_value(object, choose);
        done += ": other values";
    } else if (how == 2 && member.type == H5O_TYPE_DATASET) {
        replace_dataset(open, member.path, choose);
        done += ": another type and shape";
    } else if (how == 4) {
        H5Ldelete(open, member.path.c_str(), H5P_DEFAULT);
        done += ": removed";
    } else if (how == 5) {
        H5Lmove(open, member.path.c_str(), open, (member.path + "x").c_str(), H5P_DEFAULT, H5P_DEFAULT);
        done += ": renamed";
    } else {
        change_attribute(object, choose);
        done += how == 3 ? " (not changed), root: another attribute" : ": another attribute";
    }
    H5Fclose(open);
    H5Pclose(access);
    write_sealed(file, text_of(file.string() + ".open"));
    return done;
}

void replace_text(const std::filesystem::path& file, const std::string& from, const std::string& to)
{
    auto bytes = without_seal(file);
    for (std::size_t at = 0; (at = bytes.find(from, at)) != std::string::npos; at += to.size()) {
        bytes.replace(at, from.size(), to);
    }
    write_sealed(file, bytes);
}

} // namespace meam::tests
