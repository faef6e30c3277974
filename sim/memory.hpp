#pragma once

#include <cstddef>

namespace meam {

/// Memory for large arrays read here and there, in pages of 2 MiB where the system has them: a page less to look up at
/// nearly every step. Smaller arrays come from where all memory comes from.
/// @throws std::bad_alloc
void* allocate_large(std::size_t bytes);
void free_large(void* memory) noexcept;

/// Allocator of such arrays.
template <class T> struct LargePages {
    using value_type = T;

    LargePages() = default;
    template <class U> explicit(false) LargePages(const LargePages<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocate_large(n * sizeof(T))); }
    void deallocate(T* memory, std::size_t) noexcept { free_large(memory); }
    template <class U> bool operator==(const LargePages<U>&) const { return true; }
};

/// Keeps memory that is freed for the next to ask, instead of giving it back to the system: runs allocate the same
/// large tables again and again, and every page of a new one costs a fault. A hint; results do not depend on it.
void keep_freed_memory();

} // namespace meam
