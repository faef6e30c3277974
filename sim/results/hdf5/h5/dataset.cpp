#include "sim/results/hdf5/h5/library.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>

namespace meam::results::h5 {

namespace {

/// The elements of a dataset that a block selects; without a block, all elements.
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

/// The same selection in memory. It has the shape of the block: between two different shapes the library copies number
/// by number.
Handle memory_of(std::size_t count, const Block* block)
{
    return space_of(block != nullptr ? block->count : Shape{count});
}

std::vector<const char*> pointers(std::span<const std::string> texts)
{
    std::vector<const char*> result;
    for (const auto& text : texts) {
        result.push_back(text.c_str());
    }
    return result;
}

herr_t name_of_scale(hid_t, unsigned, hid_t scale, void* name)
{
    std::array<char, 256> text{};
    if (H5DSget_scale_name(scale, text.data(), text.size()) > 0) { // H5Iget_name would search the whole file
        *static_cast<std::string*>(name) = text.data();
    }
    return 1; // stop after the first scale
}

} // namespace

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
        const Handle memory = memory_of(count, block);
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
        const Handle memory = memory_of(count, block);
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

} // namespace meam::results::h5
