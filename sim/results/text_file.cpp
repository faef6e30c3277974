#include "sim/results/text_file.hpp"

#include "sim/results/store.hpp"

#include <fstream>
#include <system_error>

namespace meam::results {

void write_text_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write)
{
    std::filesystem::path unfinished = file;
    unfinished += ".part";
    std::error_code refused;
    std::filesystem::remove(unfinished, refused); // a link of this name would lead elsewhere
    {
        std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
        write(out);
        out.close();
        if (!out) {
            std::filesystem::remove(unfinished, refused);
            throw ResultsError("cannot write `" + file.string() +
                               "`\n  is there room on the disk, and may you write there?");
        }
    }
    std::filesystem::rename(unfinished, file, refused);
    if (refused) {
        const auto why = refused.message();
        std::filesystem::remove(unfinished, refused);
        throw ResultsError("cannot write `" + file.string() + "`: " + why);
    }
}

} // namespace meam::results
