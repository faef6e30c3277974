// Points of a design: the last one is run.

#include "tests/support/generated/parts.hpp"

#include <algorithm>

namespace meam::tests {
namespace {

/// Whether a design can vary a number within its limits, whatever factor up to two.
bool may_vary(const NumberInfo& info)
{
    return info.kind != Kind::start && info.kind != Kind::shared && !info.stated.path.ends_with(".redirect") &&
           !info.stated.path.ends_with(".open") && info.stated.value > 0.0 && 2 * info.stated.value <= info.high &&
           !info.whole && !info.stated.unit.starts_with("week");
}

/// "values = …", or a range, in the unit of the number; `scale` takes no unit.
std::string levels(Dice& dice, bool sample, const std::string& unit, double low, double high)
{
    const auto quantity = [&](double value) {
        const auto number = std::to_string(value);
        return unit.empty() ? number : "{ value = " + number + ", unit = \"" + unit + "\" }";
    };
    if (sample) {
        return "low = " + quantity(low) + "\nhigh = " + quantity(high) +
               (dice.chance(0.5) ? "\ndistribution = \"" + dice.one_of({"uniform", "log_uniform"}) + "\"\n" : "\n");
    }
    const auto list = "[" + std::to_string(low) + ", " + std::to_string(high) + "]";
    return "values = " + (unit.empty() ? list : "{ value = " + list + ", unit = \"" + unit + "\" }") + "\n";
}

} // namespace

void add_design(Words& words, const Model& model, Pieces& pieces)
{
    auto& dice = words.dice;
    std::vector<const NumberInfo*> all;
    for (const auto& info : model.numbers.all()) {
        if (may_vary(info)) {
            all.push_back(&info);
        }
    }
    if (all.empty()) {
        return;
    }
    const auto method = dice.one_of({"grid", "list", "random", "latin_hypercube", "sobol"});
    const bool sample = method != "grid" && method != "list";
    pieces.push_back("[design]\nmethod = \"" + method + "\"\n" +
                     (sample ? "points = 3\n" + std::string(dice.chance(0.5) ? "seed = 2\n" : "") : ""));
    const auto* first = dice.one_of(all);
    const auto* second = dice.one_of(all);
    for (const auto* info : {first, second}) {
        const bool scale = dice.chance(0.5);
        const double unit = scale ? 1.0 : info->stated.value;
        pieces.push_back("[design.axis." + std::string(info == first ? "first" : "second") + "]\n" +
                         (scale ? "scale" : "set") + " = '" + info->stated.path + "'\n" +
                         levels(dice, sample, scale ? "" : info->stated.unit, 0.5 * unit, 2 * unit));
        if (first == second) {
            break;
        }
    }
}

} // namespace meam::tests
