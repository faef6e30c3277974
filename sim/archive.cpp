#include "sim/archive.hpp"

#include <cstring>

namespace meam {

void ArchiveReader::raw(void* data, std::size_t size)
{
    expect(size);
    if (size > 0) { // of an empty list there is no place to copy to
        std::memcpy(data, bytes_.data() + at_, size);
        at_ += size;
    }
}

void ArchiveReader::expect(std::uint64_t size) const
{
    if (size > bytes_.size() - at_) {
        throw ArchiveError("it ends too soon");
    }
}

} // namespace meam
