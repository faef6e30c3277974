#include "experiments/output_folder.hpp"

#include "analysis/summary.hpp"

#ifdef MEAM_HDF5
#include "sim/results/hdf5/source.hpp"
#endif

#include <array>
#include <fstream>
#include <sstream>
#include <string_view>

namespace meam {

namespace fs = std::filesystem;

#ifdef MEAM_HDF5
namespace {

using results::ResultsError;

constexpr int refused = 6; ///< exit code

/// Also where it is a link that leads nowhere.
bool is_there(const fs::path& file)
{
    std::error_code error;
    return fs::exists(fs::symlink_status(file, error));
}

[[noreturn]] void refuse_to_replace(const fs::path& file, const std::string& why)
{
    throw ResultsError("`" + file.string() + "` is there already, and " + why +
                           "\n  -o names another folder; or move the file away yourself",
                       exit_misused);
}

/// What the first bytes of our provenance.json are.
bool is_provenance(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.view().starts_with("{\n  \"") && text.view().find("\"experiment_digest\": \"") != std::string::npos &&
           text.view().find("\"root_digest\": \"") != std::string::npos;
}

/// Results of this experiment, in whatever state of its file.
void expect_same_experiment(const fs::path& file, const results::Layout& layout)
{
    std::string name;
    try {
        name = results::Hdf5Source(file).layout().experiment;
    } catch (const ResultsError&) {
        refuse_to_replace(file, "it is no results file that can be read, so --force does not replace it");
    }
    if (name != layout.experiment) {
        refuse_to_replace(file, "it holds the results of another experiment, `" + name +
                                    "`; --force replaces only those of `" + layout.experiment + "`");
    }
}

void expect_same_digest(const fs::path& file, const results::Layout& layout)
{
    if (results::Hdf5Source(file).layout().digest != layout.digest) {
        throw ResultsError(file.string() + " holds the results of another experiment (or of this one before "
                                           "it was edited). --force replaces them, -o names another folder",
                           refused);
    }
}

} // namespace
#endif

void expect_room(const fs::path& folder, const results::Layout& layout, Existing existing)
{
#ifdef MEAM_HDF5
    const auto results_file = folder / "results.h5";
    const bool holds_results = is_there(results_file);
    if (holds_results && existing == Existing::refuse) {
        throw ResultsError(folder.string() + " already holds results. --resume goes on from them, --force replaces "
                                             "them, -o names another folder",
                           exit_misused);
    }
    if (holds_results && existing == Existing::resume) {
        expect_same_digest(results_file, layout);
    }
    if (holds_results && existing == Existing::replace) {
        expect_same_experiment(results_file, layout);
    }
    struct Text {
        const char* name;
        bool (*is_ours)(const fs::path&);
    };
    const std::array texts{Text{"summary.csv", analysis::is_summary}, Text{"provenance.json", is_provenance}};
    for (const auto& [name, is_ours] : texts) {
        const auto file = folder / name;
        if (!is_there(file)) {
            continue;
        }
        std::error_code error;
        if (!fs::is_regular_file(fs::symlink_status(file, error))) {
            refuse_to_replace(file, "it is no file that a run could replace");
        }
        if (!is_ours(file)) {
            refuse_to_replace(file, "meamsim did not write it");
        }
        if (!holds_results && !fs::is_directory(folder / "segments", error)) {
            refuse_to_replace(file, "no results stand beside it that would show whose it is");
        }
    }
#else
    static_cast<void>(folder);
    static_cast<void>(layout);
    static_cast<void>(existing);
#endif
}

fs::path summary_beside(const fs::path& results_file)
{
    return results_file.filename() == "results.h5" ? results_file.parent_path() / "summary.csv"
                                                   : fs::path(results_file).replace_extension(".summary.csv");
}

} // namespace meam
