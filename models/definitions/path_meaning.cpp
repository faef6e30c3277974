#include "models/definitions/path_meaning.hpp"

#include "sim/input/path_parts.hpp"

#include <algorithm>
#include <set>

namespace meam {
namespace {

using Parts = std::vector<std::string_view>;

bool fits(const Parts& pattern, const Parts& path, std::size_t first_parts)
{
    return pattern.size() == first_parts &&
           std::equal(pattern.begin(), pattern.end(), path.begin(),
                      [](std::string_view asked, std::string_view part) { return asked == "*" || asked == part; });
}

bool is_index(std::string_view part)
{
    return part.find_first_not_of("0123456789") == std::string_view::npos;
}

bool fits(const Parts& pattern, std::string_view path)
{
    const auto parts = input::path_parts(path);
    return fits(pattern, parts, parts.size()) ||
           (parts.size() > 1 && is_index(parts.back()) && fits(pattern, parts, parts.size() - 1));
}

void add(std::vector<Number>& numbers, Number number)
{
    if (number.set()) {
        numbers.push_back(number);
    }
}

} // namespace

bool has_star(std::string_view path)
{
    return std::ranges::count(input::path_parts(path), "*") > 0;
}

std::vector<std::string> starred_like(std::string_view path, const std::vector<std::string>& known)
{
    const auto pattern = input::path_parts(path);
    std::set<std::string> result;
    for (const auto& other : known) {
        const auto parts = input::path_parts(other);
        if (parts.size() != pattern.size()) {
            continue;
        }
        std::string starred;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            starred += (i > 0 ? "." : "") + std::string(pattern[i] == "*" ? pattern[i] : parts[i]);
        }
        result.insert(starred);
    }
    return {result.begin(), result.end()};
}

Meaning meaning_of(const Model& model, std::string_view path)
{
    const auto pattern = input::path_parts(path);
    Meaning meaning;
    auto& numbers = meaning.numbers;
    if (!has_star(path) && !(numbers = model.numbers.find(std::string(path))).empty()) {
        return meaning;
    }
    for (int i = 0; i < static_cast<int>(model.numbers.all().size()); ++i) {
        if (fits(pattern, model.numbers.info({i}).stated.path)) {
            add(numbers, {i});
        }
    }
    for (const auto& hazard : model.hazards) {
        if (fits(pattern, hazard.path)) {
            add(numbers, hazard.rate);
            meaning.whole = meaning.whole || !hazard.by_need.empty();
            for (const auto& by_need : hazard.by_need) {
                std::ranges::for_each(by_need.rate, [&](Number rate) { add(numbers, rate); });
            }
        }
    }
    for (const auto& chance : model.chances) {
        if (fits(pattern, chance.path)) {
            add(numbers, chance.chance);
        }
    }
    std::ranges::sort(numbers, {}, &Number::index);
    const auto [first, last] = std::ranges::unique(numbers, {}, &Number::index);
    numbers.erase(first, last);
    std::ranges::stable_sort(numbers, {}, [&](Number n) { return model.numbers.info(n).stated.path; });
    return meaning;
}

} // namespace meam
