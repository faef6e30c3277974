#include "experiments/warm_up.hpp"

#include "analysis/distributions.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

constexpr Week between_tests = 26;    ///< [week]
constexpr Week year = first_test / 2; ///< [week]
constexpr double false_alarm = 0.05;  ///< chance that any of many steady series is called moving [1]

struct Pilot {
    std::unique_ptr<World> world;
    std::vector<std::vector<double>> weeks; ///< by week: every series
};

std::vector<std::string> series_names(const Model& model)
{
    std::vector<std::string> names;
    for (const auto& need : model.needs) {
        names.push_back("prevalence of " + need.name);
    }
    for (const auto& service : model.services) {
        names.push_back("queue of " + service.name);
        names.push_back("caseload of " + service.name);
    }
    return names;
}

std::vector<double> series_now(const World& world, const TallyLayout& tally)
{
    const auto& row = world.row();
    std::vector<double> now;
    for (std::size_t n = 0; n < world.model().needs.size(); ++n) {
        const auto at = tally.needs + n * 4;
        now.push_back(row[at + 1] + row[at + 2] + row[at + 3]);
    }
    for (std::size_t s = 0; s < world.model().services.size(); ++s) {
        const auto id = static_cast<ServiceId>(s);
        now.push_back(row[tally.caseload_cell(id, 0)] + row[tally.caseload_cell(id, 1)]);
        now.push_back(row[tally.caseload_cell(id, 2)]);
    }
    return now;
}

double mean_of(const Pilot& pilot, std::size_t series, Week from, Week to)
{
    double sum = 0.0;
    for (Week w = from; w < to; ++w) {
        sum += pilot.weeks[static_cast<std::size_t>(w)][series];
    }
    return sum / (to - from);
}

std::vector<YearPair> years_of(const std::vector<Pilot>& all, std::size_t series, Week now)
{
    std::vector<YearPair> pairs;
    for (const auto& pilot : all) {
        pairs.push_back({mean_of(pilot, series, now - 2 * year, now - year), mean_of(pilot, series, now - year, now)});
    }
    return pairs;
}

/// In weeks: the shortest warm-up that the test of steadiness may end, and the longest.
struct Bounds {
    Week least, most;
};

Bounds bounds_of(const Experiment& experiment)
{
    return {experiment.warm_up_at_least, experiment.warm_up_at_most};
}

} // namespace

/// As many pilots as hold some 150,000 residents, 4 to 16: in a large place chance matters less, and memory more.
std::size_t pilots_of(const Experiment& experiment)
{
    const int residents = std::max(experiment.model.place.residents, 1);
    return bounds_of(experiment).most == 0 ? 0 : static_cast<std::size_t>(std::clamp(150'000 / residents, 4, 16));
}

bool moves(std::span<const YearPair> years, double limit)
{
    const auto n = static_cast<double>(years.size());
    double level = 0.0, mean = 0.0, squares = 0.0;
    for (const auto& [before, last] : years) {
        level += std::max(last, before) / n;
        mean += (last - before) / n;
        squares += (last - before) * (last - before) / n;
    }
    const double error = std::sqrt(std::max(0.0, squares - mean * mean) / (n - 1.0));
    const double size = std::fabs(mean);
    return size >= 1.0 && size >= 0.05 * level && size > limit * error;
}

double moving_limit(std::size_t replicates, std::size_t series)
{
    return analysis::student_t_quantile(1.0 - 0.5 * false_alarm / static_cast<double>(series),
                                        static_cast<double>(replicates - 1));
}

WarmUp find_warm_up(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point,
                    std::vector<std::unique_ptr<World>>& pilots)
{
    const auto& model = experiment.model;
    const auto [least, most] = bounds_of(experiment);
    std::vector<Pilot> all(pilots_of(experiment));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].world = world_of(experiment, tally, point, static_cast<int>(i), most + experiment.horizon);
    }
    const auto live_until = [&](Week week) {
        parallel::for_each(all.size(), [&](std::size_t i) {
            while (all[i].world->now() < week) {
                all[i].world->week();
                all[i].world->clear_log(); // weeks before scenarios branch are not written
                all[i].weeks.push_back(series_now(*all[i].world, tally));
            }
        });
    };
    const auto names = series_names(model);
    const double limit = all.empty() || names.empty() ? 0.0 : moving_limit(all.size(), names.size());
    WarmUp result;
    for (result.weeks = least;; result.weeks = std::min(result.weeks + between_tests, most)) {
        live_until(result.weeks);
        result.moving.clear();
        if (result.weeks < first_test) {
            break;
        }
        for (std::size_t s = 0; s < names.size(); ++s) {
            if (moves(years_of(all, s, result.weeks), limit)) {
                result.moving.push_back(names[s]);
            }
        }
        result.steady = result.moving.empty();
        if (result.steady || result.weeks == most) {
            break;
        }
    }
    for (std::size_t n = 0; n < model.needs.size() && result.weeks > 0; ++n) {
        double sum = 0.0;
        for (const auto& pilot : all) {
            const auto& row = pilot.world->row();
            sum += pilot.weeks.back()[n] / (row[tally.population] + row[tally.population + 1]) /
                   static_cast<double>(all.size());
        }
        result.prevalence.push_back(sum);
    }
    for (auto& pilot : all) {
        pilots.push_back(std::move(pilot.world));
    }
    return result;
}

} // namespace meam
