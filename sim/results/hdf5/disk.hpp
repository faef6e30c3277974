#pragma once
// What HDF5 does not promise: that a file is whole, on the disk, and under its name.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace meam::results::disk {

/// "results.h5.tmp": what results.h5 is called until it is whole.
std::filesystem::path unfinished(const std::filesystem::path& final_path);

/// Ends a file with a line that holds the digest of all before it. HDF5 and netCDF do not look behind their own end;
/// we look there first, since the HDF5 library trusts what it reads, and a spoilt byte can crash it.
void seal(const std::filesystem::path& path);

inline constexpr std::string_view seal_words = "\nmeamsim XXH3-128 ";
inline constexpr std::size_t seal_size = seal_words.size() + 32 + 1; ///< [byte]

enum class Seal { whole, broken, none };
Seal seal_of(const std::filesystem::path& path);

/// Seals, fsync, rename, fsync of the folder: afterwards the file is there, also after a power cut.
/// @throws ResultsError
void publish(const std::filesystem::path& from, const std::filesystem::path& to);

/// @throws ResultsError  if it is not there and cannot be made
void make_folder(const std::filesystem::path& folder);

/// A folder that one process at a time may write to. Given back at the end, also by a kill.
class Claim {
public:
    /// @throws ResultsError  if another process has it
    explicit Claim(const std::filesystem::path& folder);
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    ~Claim();

private:
    int file_ = -1;
};

} // namespace meam::results::disk
