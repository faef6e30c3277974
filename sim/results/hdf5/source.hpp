#pragma once
// Reads one results file. All content is checked before use.

#include "sim/results/hdf5/writer.hpp"

namespace meam::results {

/// Finished units of one file: a segment, a shard or a merged file. The file is opened when needed. At most 16 files
/// are open at once, so that thousands of segments can be read together.
class Hdf5Source : public Source {
public:
    /// @param like  a layout to share, instead of storing the file's own, if both are equal; saves memory
    /// @throws ResultsError  if the file is missing, damaged, not a results file, or of another format version
    explicit Hdf5Source(std::filesystem::path path, std::shared_ptr<const Layout> like = nullptr);
    Hdf5Source(const Hdf5Source&) = delete;
    Hdf5Source& operator=(const Hdf5Source&) = delete;
    ~Hdf5Source() override;

    [[nodiscard]] const Layout& layout() const override { return *layout_; }
    [[nodiscard]] std::vector<std::pair<UnitId, std::string>> units() const override;
    [[nodiscard]] Data column(const UnitId& id, std::size_t column) const override;

    /// One unit, packed; chunks are copied from the file where possible. @throws ResultsError  if the unit is not in
    /// the file
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

/// True if the file begins with the HDF5 signature. Its content is not checked.
bool looks_like_hdf5(const std::filesystem::path& path);

} // namespace meam::results
