#pragma once

#include <cstddef>

namespace meam {

/// Allocates memory for large arrays with random access, in pages of 2 MiB where the system supports them, which avoids
/// most TLB misses. Arrays below 2 MiB come from malloc.
/// @param bytes  [byte]
/// @throws std::bad_alloc
void* allocate_large(std::size_t bytes);
/// Frees memory from allocate_large.
void free_large(void* memory) noexcept;

/// Standard allocator on top of allocate_large.
template <class T> struct LargePages {
    using value_type = T;

    LargePages() = default;
    template <class U> explicit(false) LargePages(const LargePages<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocate_large(n * sizeof(T))); }
    void deallocate(T* memory, std::size_t) noexcept { free_large(memory); }
    template <class U> bool operator==(const LargePages<U>&) const { return true; }
};

/// Configures the C library to reuse freed memory instead of returning it to the system. Runs allocate tables of the
/// same size again and again, and each page of new memory costs a page fault. Affects speed only.
void keep_freed_memory();

} // namespace meam
