#include "experiments/progress.hpp"

#include "analysis/numbers.hpp"

#include <fmt/format.h>

namespace meam {
namespace {

std::string duration(double seconds)
{
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 60) {
        return fmt::format("{} s", whole);
    }
    return whole < 6000 ? fmt::format("{} min {:02} s", whole / 60, whole % 60)
                        : fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

std::string count(std::size_t runs)
{
    return analysis::readable(static_cast<std::int64_t>(runs));
}

} // namespace

std::string words(const Progress& progress)
{
    if (progress.planned == 0) {
        return progress.phase;
    }
    auto text = fmt::format("{}: {} of {} runs", progress.phase, count(progress.done), count(progress.planned));
    const char* separator = ", ";
    if (progress.at_most) {
        text += fmt::format(" planned so far, at most {}", count(*progress.at_most));
        separator = "; ";
    }
    if (progress.half_width) {
        text += fmt::format("{}half-width {:.0f} % of the difference", separator, *progress.half_width * 100.0);
        if (progress.wanted_half_width) {
            text += fmt::format(", {:.0f} % wanted", *progress.wanted_half_width * 100.0);
        }
    }
    if (progress.done > progress.earlier && progress.done <= progress.planned) {
        const double each = progress.seconds / static_cast<double>(progress.done - progress.earlier);
        const auto left = [&](std::size_t runs) { return duration(each * static_cast<double>(runs - progress.done)); };
        if (progress.at_most && *progress.at_most > progress.planned) {
            text += fmt::format("{}{} left for those planned, at most {}", separator, left(progress.planned),
                                left(*progress.at_most));
        } else if (progress.done < progress.planned) {
            text += fmt::format("{}{} to go", separator, left(progress.planned));
        }
    }
    return text;
}

} // namespace meam
