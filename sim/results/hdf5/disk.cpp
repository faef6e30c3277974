#include "sim/results/hdf5/disk.hpp"

#include "sim/digest.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace meam::results::disk {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::filesystem::path& path, int error)
{
    throw ResultsError("cannot " + what + " `" + path.string() + "`: " + std::generic_category().message(error) +
                       "\n  is there room on the disk, and may you write there? Another place: -o DIR");
}

/// Some file systems cannot sync a folder and say EINVAL; their renames are all the promise they give.
void sync(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        refuse("open", path, errno);
    }
    const int error = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    if (error != 0 && error != EINVAL) {
        refuse("write", path, error);
    }
}

/// Of the first `size` bytes.
std::string digest_of(std::ifstream& file, std::uintmax_t size)
{
    Digest digest;
    std::vector<char> piece(std::size_t{1} << 20);
    while (size > 0 && file) {
        file.read(piece.data(), static_cast<std::streamsize>(std::min<std::uintmax_t>(size, piece.size())));
        const auto got = static_cast<std::size_t>(file.gcount());
        digest.add(piece.data(), got);
        size -= got;
    }
    return digest.hex();
}

/// Whether an open file is the one of this name.
bool is_file(int file, const std::filesystem::path& path)
{
    struct stat open {
    }, named{};
    return ::fstat(file, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
           open.st_ino == named.st_ino;
}

std::filesystem::path folder_of(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

} // namespace

std::filesystem::path unfinished(const std::filesystem::path& final_path)
{
    return final_path.string() + ".tmp";
}

void seal(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream whole(path, std::ios::binary);
    const auto digest = digest_of(whole, size);
    std::ofstream end(path, std::ios::binary | std::ios::app);
    end << seal_words << digest << '\n' << std::flush;
    if (error || !whole || !end) {
        refuse("write", path, error ? error.value() : errno);
    }
}

Seal seal_of(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    std::string end(seal_size, ' ');
    if (error || size < seal_size || !file.seekg(static_cast<std::streamoff>(size - seal_size)) ||
        !file.read(end.data(), static_cast<std::streamsize>(end.size())) || !end.starts_with(seal_words)) {
        return Seal::none;
    }
    file.seekg(0);
    const auto digest = digest_of(file, size - seal_size);
    return end == std::string(seal_words) + digest + '\n' ? Seal::whole : Seal::broken;
}

void publish(const std::filesystem::path& from, const std::filesystem::path& to)
{
    seal(from);
    sync(from);
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error) {
        refuse("make", to, error.value());
    }
    sync(folder_of(to));
}

void make_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error && !std::filesystem::is_directory(folder, error)) {
        error = std::make_error_code(std::errc::not_a_directory);
    }
    if (error) {
        refuse("make folder", folder, error.value());
    }
}

Claim::Claim(const std::filesystem::path& target, std::filesystem::path lock_file) : lock_file_(std::move(lock_file))
{
    do {
        file_ = ::open(lock_file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (file_ < 0) {
            refuse("write", lock_file_, errno);
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(file_);
            throw ResultsError("another process is writing to `" + target.string() +
                               "`\n  wait until it ends, or write elsewhere: -o");
        }
    } while (!is_file(file_, lock_file_) && ::close(file_) == 0); // the process that had it removed the file meanwhile
}

Claim::~Claim()
{
    ::unlink(lock_file_.c_str());
    ::close(file_);
}

} // namespace meam::results::disk
