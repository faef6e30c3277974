#include "sim/archive.hpp"

#include <cstring>

namespace meam {

void ArchiveReader::raw(void* data, std::size_t size)
{
    expect(size);
    if (size > 0) { // memcpy requires a valid pointer even for 0 bytes
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
