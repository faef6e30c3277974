#pragma once
// All residents of the place. A resident without history is a pure function of a number. In a large
// place only residents with history are stored; the others are computed when they are needed, and take
// two bytes here. Which residents are stored changes no result.

#include "models/parameters/hazard_rule.hpp"
#include "models/population/resident.hpp"
#include "models/state/hazard_bounds.hpp"
#include "sim/draws.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace meam {

struct Baseline;
struct Model;

/// What residents that are not stored are computed from.
struct Origin {
    const Model* model = nullptr;
    const Baseline* baseline = nullptr;
    Key key;
};

/// Division of residents into chunks, each one task. Borders depend on resident numbers, never on threads.
/// The length of chunks changes no result.
struct Chunking {
    static constexpr unsigned usual = 15;
    unsigned bits = usual; ///< 2^bits residents in a chunk; 6 to 15

    [[nodiscard]] std::size_t of(ResidentId id) const { return id >> bits; }
    [[nodiscard]] ResidentId first(std::size_t chunk) const { return static_cast<ResidentId>(chunk << bits); }
    /// One past the last resident of a chunk.
    [[nodiscard]] ResidentId end(std::size_t chunk, std::size_t residents) const
    {
        return static_cast<ResidentId>(std::min((chunk + 1) << bits, residents));
    }
    /// Number of chunks for so many residents.
    [[nodiscard]] std::size_t count(std::size_t residents) const
    {
        return (residents + (std::size_t{1} << bits) - 1) >> bits;
    }
};

/// The store of residents. Threads may store and evict residents of different chunks at the same time.
class Residents {
public:
    Residents() = default;
    /// @param stores_all  no resident is evicted
    Residents(const Origin& origin, bool stores_all, Chunking chunking = {});

    /// Makes room for residents up to this number, who arrive in this week.
    void grow(std::size_t number, Week week);
    /// As `grow`, for residents already listed in `newcomers`.
    void make_room(std::size_t number);
    [[nodiscard]] std::size_t size() const { return row_.size(); }
    /// Stored for each resident whose state is stored, without engagements [byte].
    [[nodiscard]] static std::size_t bytes_of_state(const Model& model);
    /// Number of stored residents.
    [[nodiscard]] std::size_t stored() const;
    [[nodiscard]] bool stores_all() const { return stores_all_; }
    [[nodiscard]] bool stores(ResidentId id) const { return row_[id] != not_stored; }

    /// A stored resident.
    Resident& operator[](ResidentId id) { return at(id); }
    /// Any resident. One that is not stored is computed into a thread-local temporary, valid until the next call on
    /// this thread.
    const Resident& operator[](ResidentId id) const { return stores(id) ? at(id) : materialise(id); }
    /// Any resident, for reading: what is written to a temporary is lost.
    Resident& seen(ResidentId id) { return stores(id) ? at(id) : materialise(id); }

    /// Any resident, stored from now on.
    /// @param settled  the week whose age band the resident is in
    Resident& store(ResidentId id, Week settled);
    /// Stores a blank resident.
    Resident& store_blank(ResidentId id);
    /// Evicts a resident without history: computed from now on. Invalidates references to the resident.
    void evict(ResidentId id);
    /// Whether a computed resident is still without history.
    [[nodiscard]] bool unchanged(const Resident& before, const Resident& after) const;

    /// Hazard bounds of a stored resident.
    HazardBounds watch(ResidentId id, const Shifts& shifts)
    {
        return {block_of(id).known.data() + row_[id] % block_rows * 3 * width_, width_, &shifts};
    }
    void prefetch(ResidentId id) const;

    /// The rules that apply from now on: groups of policies, and tables by combination of groups.
    void follow(const std::vector<int>& reaches, const std::vector<Tables>& by_reach)
    {
        reaches_ = &reaches;
        by_reach_ = &by_reach;
    }
    /// Which of these groups (Model::reaches) a resident is in, one bit each.
    [[nodiscard]] unsigned reached(const std::vector<int>& reaches, const Resident& resident, ResidentId id) const;

    /// By resident: rank by recorded demand, from 1, if a policy reaches the top n; 0 or absent: none.
    std::vector<std::uint16_t> rank;
    struct Newcomers {
        ResidentId first;
        Week week;
    };
    std::vector<Newcomers> newcomers; ///< arrivals after week 0, in order
    Week now = 0;                     ///< the current week

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Resident;
        using difference_type = std::ptrdiff_t;
        using pointer = const Resident*;
        using reference = const Resident&;
        Iterator() = default;
        Iterator(const Residents& all, ResidentId id) : all_(&all), id_(id) {}
        const Resident& operator*() const { return (*all_)[id_]; }
        Iterator& operator++()
        {
            ++id_;
            return *this;
        }
        Iterator operator++(int)
        {
            auto before = *this;
            ++id_;
            return before;
        }
        bool operator==(const Iterator& other) const { return id_ == other.id_; }

    private:
        const Residents* all_ = nullptr;
        ResidentId id_ = 0;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, static_cast<ResidentId>(size())}; }

private:
    static constexpr std::uint16_t not_stored = 0xffff;
    static constexpr std::size_t block_rows = 128;

    /// Residents with their hazard bounds. Neither moves while a resident of the block is stored.
    struct Block {
        std::vector<Resident> residents;
        std::vector<std::int16_t> known;
    };
    /// The stored residents of one chunk.
    struct ChunkStore {
        std::vector<Block> blocks;
        std::vector<std::uint16_t> free; ///< free rows
        std::size_t rows = 0;            ///< rows in use or free
    };

    [[nodiscard]] Block& block_of(ResidentId id) { return stores_[chunking_.of(id)].blocks[row_[id] / block_rows]; }
    [[nodiscard]] const Block& block_of(ResidentId id) const
    {
        return stores_[chunking_.of(id)].blocks[row_[id] / block_rows];
    }
    [[nodiscard]] Resident& at(ResidentId id) { return block_of(id).residents[row_[id] % block_rows]; }
    [[nodiscard]] const Resident& at(ResidentId id) const { return block_of(id).residents[row_[id] % block_rows]; }
    [[nodiscard]] Resident& materialise(ResidentId id) const;
    void compute(ResidentId id, Week settled, Resident& resident) const;

    Origin origin_;
    bool stores_all_ = true;
    Chunking chunking_;
    std::size_t width_ = 0;
    std::vector<std::int16_t> no_bounds_;
    const std::vector<int>* reaches_ = nullptr;
    const std::vector<Tables>* by_reach_ = nullptr;
    std::vector<std::uint16_t> row_; ///< by resident: row in the store of its chunk
    std::vector<ChunkStore> stores_; ///< by chunk
};

} // namespace meam
