#include "tests/support/generated/ways.hpp"

#include "experiments/replicate.hpp"
#include "sim/archive.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <stdexcept>
#include <tuple>

namespace meam::tests {
namespace {

/// What all runs of one experiment share.
struct Prepared {
    explicit Prepared(const std::string& text)
        : experiment(generated_experiment(text)), tally(experiment.model),
          point(experiment, experiment.design.points - 1),
          changed(static_cast<std::size_t>(std::ranges::find(experiment.model.scenarios, "changed", &Scenario::name) -
                                           experiment.model.scenarios.begin()))
    {
        if (changed == experiment.model.scenarios.size()) {
            throw std::invalid_argument("the model has no scenario `changed`");
        }
    }
    Experiment experiment;
    TallyLayout tally;
    DesignPoint point;
    std::size_t changed;
};

struct Way {
    const char* name;
    Stepping stepping = Stepping::events;
    int threads = 1;
    unsigned chunk_bits = Chunking::usual;
    Week saved_every = 0; ///< weeks between saving and restoring during the warm-up; 0: never
};

constexpr Way ways[] = {{"plain weeks", Stepping::reference},
                        {"plain weeks in small chunks, 3 threads", Stepping::reference, 3, 6},
                        {"early wakes, 2 threads", Stepping::early_wakes, 2, 6},
                        {"computed residents", Stepping::computed, 1, 6},
                        {"computed residents, saved and restored, 8 threads", Stepping::computed, 8, 6, 3},
                        {"saved and restored", Stepping::events, 1, Chunking::usual, 2}};

using Line = std::tuple<Week, ResidentId, std::int16_t, std::int32_t>;

/// What one week produced.
struct Produced {
    std::vector<std::int32_t> row;
    std::vector<std::int64_t> costs;
    std::vector<std::vector<std::int32_t>> waits;
    std::vector<Line> log; ///< in order of resident, then of happening

    bool operator==(const Produced&) const = default;
};

Produced produced(World& world)
{
    Produced week{world.row(), world.costs(), world.waits(), {}};
    for (const auto& line : world.log()) {
        week.log.emplace_back(line.week, line.resident, line.kind, line.detail);
    }
    std::ranges::stable_sort(week.log, {}, [](const Line& line) { return std::get<1>(line); });
    world.clear_log();
    return week;
}

/// Calls each(week, what it produced) for every week of the warm-up and of scenario `changed`.
/// @return what the invariants found, at the end of both; "" where nothing is wrong
template <class Each> std::string run(const Prepared& prepared, const Way& way, Each&& each)
{
    const auto& experiment = prepared.experiment;
    const Week warm_up = experiment.warm_up_at_least, end = warm_up + experiment.horizon;
    auto setting = setting_of(experiment, prepared.tally, prepared.point, 0, end, way.stepping);
    setting.log = true;
    setting.chunking.bits = way.chunk_bits;
    parallel::use_threads(way.threads);
    auto world = std::make_unique<World>(setting, prepared.point.before);
    const auto wrong = [&] {
        const auto found = world->audit();
        return found.empty() ? std::string{} : "week " + std::to_string(world->now()) + ": " + found.front();
    };
    while (world->now() < end) {
        if (world->now() == warm_up) {
            if (auto found = wrong(); !found.empty()) {
                return found;
            }
            world = std::make_unique<World>(World(*world)); // a branch
            world->branch(prepared.point.scenarios[prepared.changed]);
        }
        world->week();
        if (!each(world->now() - 1, produced(*world))) {
            return "";
        }
        if (way.saved_every > 0 && world->now() < warm_up && world->now() % way.saved_every == 0) {
            const auto bytes = world->saved();
            ArchiveReader archive(bytes);
            world = std::make_unique<World>(setting, prepared.point.before, archive);
        }
    }
    return wrong();
}

/// Where two weeks differ first.
std::string where(const TallyLayout& tally, const Produced& one, const Produced& other)
{
    for (const auto& block : tally.blocks()) {
        for (std::size_t i = 0; i < block.size; ++i) {
            if (one.row[block.offset + i] != other.row[block.offset + i]) {
                return block.name + " cell " + std::to_string(i) + " is " + std::to_string(one.row[block.offset + i]) +
                       " by events and " + std::to_string(other.row[block.offset + i]);
            }
        }
    }
    if (one.costs != other.costs) {
        return "costs differ";
    }
    if (one.waits != other.waits) {
        return "waits differ";
    }
    const auto [left, right] = std::ranges::mismatch(one.log, other.log);
    const auto& line = left != one.log.end() ? *left : *right;
    return "the event log differs at resident " + std::to_string(std::get<1>(line)) + ", kind " +
           std::to_string(std::get<2>(line)) + ", detail " + std::to_string(std::get<3>(line));
}

std::string compared(const Prepared& prepared, const std::vector<Produced>& by_events, const Way& way)
{
    std::string differs;
    const auto wrong = run(prepared, way, [&](Week week, const Produced& now) {
        const auto& then = by_events[static_cast<std::size_t>(week)];
        if (now != then) {
            differs =
                std::string(way.name) + ", week " + std::to_string(week) + ": " + where(prepared.tally, then, now);
        }
        return differs.empty();
    });
    return differs.empty() && !wrong.empty() ? std::string(way.name) + ", invariants, " + wrong : differs;
}

} // namespace

std::string difference(const Pieces& pieces)
{
    const Prepared prepared(text_of(pieces));
    std::string differs;
    try {
        std::vector<Produced> by_events;
        const auto wrong = run(prepared, Way{"events"}, [&](Week, Produced&& week) {
            by_events.push_back(std::move(week));
            return true;
        });
        differs = wrong.empty() ? "" : "events, invariants, " + wrong;
        for (const auto& way : ways) {
            if (differs.empty()) {
                differs = compared(prepared, by_events, way);
            }
        }
        if (differs.empty()) {
            const Prepared backwards(reversed_text_of(pieces));
            differs = compared(backwards, by_events, Way{"tables in the opposite order"});
        }
    } catch (const std::exception& error) {
        differs = std::string("it fails: ") + error.what();
    }
    parallel::use_threads(0);
    return differs;
}

namespace {

/// Removes whatever parts it can, one after another.
template <class Part> void remove_parts(std::vector<Part>& parts, const std::function<bool()>& fails)
{
    for (std::size_t i = parts.size(); i-- > 0;) {
        auto removed = std::move(parts[i]);
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        if (!fails()) {
            parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), std::move(removed));
        }
    }
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

} // namespace

Pieces shrunk(Pieces pieces, const std::function<bool(const Pieces&)>& fails)
{
    for (std::size_t before = 0; before != text_of(pieces).size();) {
        before = text_of(pieces).size();
        remove_parts<std::string>(pieces, [&] { return !pieces.empty() && fails(pieces); });
        for (auto& piece : pieces) {
            auto lines = lines_of(piece);
            remove_parts<std::string>(lines, [&] {
                piece = text_of(lines);
                return fails(pieces);
            });
            piece = text_of(lines);
        }
    }
    return pieces;
}

} // namespace meam::tests
