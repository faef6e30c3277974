#pragma once
// The HDF5 library trusts the structure of a file. A file that was damaged on purpose, with checksums that fit, can
// make it read or write beyond its memory.

namespace meam::results::h5 {

/// From here on a crash within the HDF5 library, or anywhere while a `Reading` exists, calls `end`, which must end the
/// process and may call only functions that are safe in a signal handler. Any other crash ends the process by its
/// signal, as before.
void contain_crashes(void (*end)());

/// While one exists, the process does nothing but read results: memory that the library damaged may crash it later.
class Reading {
public:
    Reading();
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
};

/// Marks the calling thread as within the library.
class Within {
public:
    Within();
    ~Within();
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
};

} // namespace meam::results::h5
