#include "sim/memory.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace meam {

void keep_freed_memory()
{
#ifdef __GLIBC__
    constexpr int large = 1 << 30; // [byte]
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_TRIM_THRESHOLD, large);
    mallopt(M_TOP_PAD, 1 << 26);
#endif
}

} // namespace meam
