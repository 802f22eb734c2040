#include "scrub.h"

#include <malloc.h>
#include <string.h>

#include <cerrno>
#include <cstddef>

namespace huibiao {

void bindHeap() {
    static_cast<void>(::mallopt(M_MMAP_THRESHOLD, LargestKept));
}

} // namespace huibiao

#ifndef __SANITIZE_ADDRESS__

// The C library's own, by the names it has for those who stand before them.
extern "C" {
void* __libc_malloc(std::size_t size);               // NOLINT
void* __libc_realloc(void* block, std::size_t size); // NOLINT
void __libc_free(void* block);                       // NOLINT
}

extern "C" {

void free(void* block) noexcept {
    if (block == nullptr) return;
    int const error = errno; // as free() leaves it
    std::size_t const size = ::malloc_usable_size(block);
    if (size < static_cast<std::size_t>(huibiao::LargestKept)) ::explicit_bzero(block, size);
    __libc_free(block);
    errno = error;
}

void* realloc(void* block, std::size_t size) noexcept {
    if (block == nullptr) return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    std::size_t const held = ::malloc_usable_size(block);
    if (held >= static_cast<std::size_t>(huibiao::LargestKept)) return __libc_realloc(block, size);
    if (size <= held) {
        // The tail may go back to the heap.
        ::explicit_bzero(static_cast<char*>(block) + size, held - size);
        return __libc_realloc(block, size);
    }
    void* const larger = __libc_malloc(size);
    if (larger == nullptr) return nullptr;
    ::memcpy(larger, block, held);
    free(block);
    return larger;
}

} // extern "C"

#endif
