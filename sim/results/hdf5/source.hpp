#pragma once
// Reads one results file, and believes nothing it says before having checked it.

#include "sim/results/hdf5/writer.hpp"

namespace meam::results {

/// Finished units of one file: a segment, a shard or a merge. Opens the file when it needs it; a few dozen sources
/// share a handful of open files, so that thousands of segments can be read at once.
class Hdf5Source : public Source {
public:
    /// @param like  a layout that is kept instead of the file's own if the two are equal: saves memory
    /// @throws ResultsError  if there is no file, or it is damaged, foreign or of a newer format
    explicit Hdf5Source(std::filesystem::path path, std::shared_ptr<const Layout> like = nullptr);
    Hdf5Source(const Hdf5Source&) = delete;
    Hdf5Source& operator=(const Hdf5Source&) = delete;
    ~Hdf5Source() override;

    [[nodiscard]] const Layout& layout() const override { return *layout_; }
    [[nodiscard]] std::vector<std::pair<UnitId, std::string>> units() const override;
    [[nodiscard]] Data column(const UnitId& id, std::size_t column) const override;

    /// As it lies in the file where that is how we would write it. @throws ResultsError  when it is not there
    [[nodiscard]] PackedUnit packed(const UnitId& id) const;

    [[nodiscard]] const Provenance& provenance() const { return provenance_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::shared_ptr<const Layout> shared_layout() const { return layout_; }

private:
    struct Open;
    void read_index(const std::shared_ptr<const Layout>& like);
    Open& opened() const;
    [[nodiscard]] std::variant<Data, Chunks> read(const UnitId& id, std::size_t column) const;
    template <class Use> auto or_damaged(std::size_t column, Use use) const;

    std::filesystem::path path_;
    std::shared_ptr<const Layout> layout_;
    std::optional<Packing> packing_;
    Provenance provenance_;
    std::map<UnitId, std::string> units_;
    mutable std::unique_ptr<Open> open_;
};

/// The first bytes of a file say HDF5. Says nothing of what is in it.
bool looks_like_hdf5(const std::filesystem::path& path);

} // namespace meam::results
