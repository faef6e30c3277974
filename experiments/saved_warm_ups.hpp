#pragma once
// The ends of warm-ups, kept in a folder for runs to come: scenarios that are added later part from the very state that
// from which the earlier ones branched, and the warm-up is not simulated again.

#include "experiments/warm_up.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace meam {

class SavedWarmUps {
public:
    /// @param program  identifies the build: states of other builds are not used
    /// @throws results::ResultsError  if the folder is not there and cannot be made
    SavedWarmUps(std::filesystem::path folder, const Experiment& experiment, const std::string& program);

    /// What the warm-up is known to be; none: nothing is saved yet.
    [[nodiscard]] std::optional<WarmUp> warm_up() const;
    void save(const WarmUp& warm_up) const;

    /// A replicate at the end of its warm-up; none where it is not saved.
    /// @throws results::ResultsError  if what is saved is damaged
    [[nodiscard]] std::unique_ptr<World> world(const Setting& setting, const DesignPoint& point, int replicate) const;
    /// From any thread; a replicate from one only.
    void save(const World& world, int point, int replicate) const;

private:
    [[nodiscard]] std::filesystem::path file(const std::string& what) const;

    std::filesystem::path folder_;
    std::string key_; ///< of all that a warm-up depends on but its replicate
};

/// Digest of all that the warm-up of an experiment depends on: every number, but for scenarios, policies that do not
/// stand, and what is asked of the runs.
std::string warm_up_digest(const Experiment& experiment, const std::string& program);

} // namespace meam
