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

/// The right to write to a folder, or to a file, that one process has at a time. The operating system withdraws it when
/// the process ends, also after a kill. On a disk without locks every process has it.
class Claim {
public:
    /// @param target     the folder or file, as messages name it
    /// @param lock_file  an empty file that marks the claim; removed with it
    /// @throws ResultsError  if another process has the claim
    Claim(const std::filesystem::path& target, std::filesystem::path lock_file);
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    ~Claim();

private:
    std::filesystem::path lock_file_;
    int file_ = -1;
};

} // namespace meam::results::disk
