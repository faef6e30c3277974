#pragma once
// Storage of results. Two implementations: a folder of HDF5 files (hdf5/), and memory.

#include "sim/exit_codes.hpp"
#include "sim/results/results.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>

namespace meam::results {

/// Read access to finished units.
class Source {
public:
    virtual ~Source() = default;
    [[nodiscard]] virtual const Layout& layout() const = 0;
    [[nodiscard]] virtual std::vector<std::pair<UnitId, std::string>> units() const = 0; ///< id and digest, sorted
    /// One column of one unit. @throws ResultsError  if it is not stored
    [[nodiscard]] virtual Data column(const UnitId& id, std::size_t column) const = 0;
};

/// Receives finished units.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void put(Unit unit) = 0; ///< call from one thread only
    virtual void close() = 0;        ///< everything put before is stored safely afterwards
};

/// An error in results that are read or written, with the exit code of the program: one of sim/exit_codes.hpp, or 70
/// for a mistake of the program.
class ResultsError : public std::runtime_error {
public:
    explicit ResultsError(const std::string& text, int exit_code = exit_unreadable)
        : std::runtime_error(text), exit_code_(exit_code)
    {}
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    int exit_code_;
};

/// Checks a layout so that every reader, including netCDF, can open the file: names, sizes, references.
/// @throws ResultsError  (exit code 70)
void expect_sound(const Layout& layout);

/// Checks that a unit fits the layout: its id, its digest, and the type and size of each column.
/// @throws ResultsError  (exit code 70)
void expect_fits(const Unit& unit, const Layout& layout);

/// Sink and source in memory. Used by tests, by the core build, and by `run` to decide when to stop.
class Memory : public Sink, public Source {
public:
    explicit Memory(Layout layout) : layout_(std::move(layout)) {}
    void put(Unit unit) override;
    void close() override {}
    [[nodiscard]] const Layout& layout() const override { return layout_; }
    [[nodiscard]] std::vector<std::pair<UnitId, std::string>> units() const override;
    [[nodiscard]] Data column(const UnitId& id, std::size_t column) const override;

private:
    Layout layout_;
    std::map<UnitId, Unit> units_;
};

} // namespace meam::results
