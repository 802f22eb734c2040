#pragma once

/// What a person typed must not be found in this process once the person is gone, neither by another
/// program nor in a core dump or swap. Strings of our own are wiped where they are held, but libraries
/// (Pango, GLib, librime, X11, the C++ library) copy words and free the copies as they are. So the
/// program's free() and realloc() overwrite a block before it goes back to the heap. Blocks of LargestKept
/// and more are maps of their own, which the kernel takes back and clears.
///
/// They are the program's own functions in place of the C library's, which glibc allows for
/// (“Replacing malloc” in its manual): nothing calls this header. Under a sanitizer they are left out, for
/// it has a heap of its own and can fill what is freed (max_free_fill_size).
namespace huibiao {

inline constexpr int LargestKept = 1 << 20; ///< bytes

/// From where on the heap gives blocks maps of their own. Call it before threads are started.
void bindHeap();

} // namespace huibiao
