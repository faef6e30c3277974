#include "sim/memory.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

#include <cstdlib>
#include <new>

namespace meam {

void keep_freed_memory()
{
#ifdef __GLIBC__
    constexpr int large = 1 << 30; // [byte]
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, large);
    mallopt(M_TOP_PAD, 1 << 26);
#endif
}

void* allocate_large(std::size_t bytes)
{
    constexpr std::size_t page = std::size_t{1} << 21; // [byte]
    const bool large = bytes >= page;
    const std::size_t size = large ? (bytes + page - 1) / page * page : bytes;
    void* memory = large ? std::aligned_alloc(page, size) : std::malloc(size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
#ifdef MADV_HUGEPAGE
    if (large) {
        madvise(memory, size, MADV_HUGEPAGE); // only a hint; failure is harmless
    }
#endif
    return memory;
}

void free_large(void* memory) noexcept
{
    std::free(memory);
}

} // namespace meam
