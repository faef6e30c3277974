#pragma once
// Everybody of the place. A resident to whom nothing has happened is a pure function of a number, so that of a large
// place only those are kept whose lives have left a trace: the others are computed when they are looked at, and take
// two bytes here. Whether all are kept or not changes no result.

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

/// What residents who are not kept are computed from.
struct Origin {
    const Model* model = nullptr;
    const Baseline* baseline = nullptr;
    Key key;
};

/// Residents in chunks, each of which is one task: a border depends on the number of a resident, never on the threads.
/// How long they are changes no result.
struct Chunking {
    static constexpr unsigned usual = 15;
    unsigned bits = usual; ///< 2^bits residents in a chunk; 6 to 15

    [[nodiscard]] std::size_t of(ResidentId id) const { return id >> bits; }
    [[nodiscard]] ResidentId first(std::size_t chunk) const { return static_cast<ResidentId>(chunk << bits); }
    /// Past the last of a chunk, of so many residents.
    [[nodiscard]] ResidentId end(std::size_t chunk, std::size_t residents) const
    {
        return static_cast<ResidentId>(std::min((chunk + 1) << bits, residents));
    }
    /// Chunks that hold so many residents.
    [[nodiscard]] std::size_t count(std::size_t residents) const
    {
        return (residents + (std::size_t{1} << bits) - 1) >> bits;
    }
};

/// Different threads may keep and let go residents of different chunks.
class Residents {
public:
    Residents() = default;
    /// @param keeps_all  nobody is let go
    Residents(const Origin& origin, bool keeps_all, Chunking chunking = {});

    /// Room for residents up to this number, who come in this week.
    void grow(std::size_t number, Week week);
    /// The same, of residents who are told of in `newcomers` already.
    void make_room(std::size_t number);
    [[nodiscard]] std::size_t size() const { return row_.size(); }
    /// Stored for each resident whose state is stored, without engagements [byte].
    [[nodiscard]] static std::size_t bytes_of_state(const Model& model);
    /// How many are kept.
    [[nodiscard]] std::size_t kept() const;
    [[nodiscard]] bool keeps_all() const { return keeps_all_; }
    [[nodiscard]] bool keeps(ResidentId id) const { return row_[id] != not_kept; }

    /// One who is kept.
    Resident& operator[](ResidentId id) { return at(id); }
    /// Anybody. Of those who are not kept a likeness, until the thread asks for the next.
    const Resident& operator[](ResidentId id) const { return keeps(id) ? at(id) : likeness(id); }
    /// Anybody, to look at: what is written to a likeness is lost.
    Resident& seen(ResidentId id) { return keeps(id) ? at(id) : likeness(id); }

    /// Anybody, kept from now on.
    /// @param settled  the week whose age band the resident is in
    Resident& keep(ResidentId id, Week settled);
    /// Keeps one of whom nothing is known yet.
    Resident& keep_blank(ResidentId id);
    /// A resident to whom nothing has happened: computed from now on. No reference to them stands.
    void let_go(ResidentId id);
    /// Whether what happened meanwhile left no trace on a resident who was computed.
    [[nodiscard]] bool unchanged(const Resident& before, const Resident& after) const;

    /// What is known of each process of one who is kept.
    Watch watch(ResidentId id, const Shifts& shifts)
    {
        return {block_of(id).known.data() + row_[id] % block_rows * 3 * width_, width_, &shifts};
    }
    void prefetch(ResidentId id) const;

    /// The rules that hold from now on: whom policies reach, and tables by reach.
    void follow(const std::vector<int>& reaches, const std::vector<Tables>& by_reach)
    {
        reaches_ = &reaches;
        by_reach_ = &by_reach;
    }
    /// Which of these reaches (Model::reaches) cover a resident, a bit each.
    [[nodiscard]] unsigned reached(const std::vector<int>& reaches, const Resident& resident, ResidentId id) const;

    /// By resident: place by recorded demand, from 1, where a policy reaches the top n; 0, or absent: none.
    std::vector<std::uint16_t> rank;
    struct Newcomers {
        ResidentId first;
        Week week;
    };
    std::vector<Newcomers> newcomers; ///< who came when, but for those of week 0; in order
    Week now = 0;                     ///< the week being lived

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
    static constexpr std::uint16_t not_kept = 0xffff;
    static constexpr std::size_t block_rows = 128;

    /// Residents, and what is known of each one's processes. Neither moves while anybody of it is kept.
    struct Block {
        std::vector<Resident> residents;
        std::vector<std::int16_t> known;
    };
    /// Those kept of one chunk.
    struct Shelf {
        std::vector<Block> blocks;
        std::vector<std::uint16_t> free; ///< rows given back
        std::size_t rows = 0;            ///< in use or given back
    };

    [[nodiscard]] Block& block_of(ResidentId id) { return shelves_[chunking_.of(id)].blocks[row_[id] / block_rows]; }
    [[nodiscard]] const Block& block_of(ResidentId id) const
    {
        return shelves_[chunking_.of(id)].blocks[row_[id] / block_rows];
    }
    [[nodiscard]] Resident& at(ResidentId id) { return block_of(id).residents[row_[id] % block_rows]; }
    [[nodiscard]] const Resident& at(ResidentId id) const { return block_of(id).residents[row_[id] % block_rows]; }
    [[nodiscard]] Resident& likeness(ResidentId id) const;
    void compute(ResidentId id, Week settled, Resident& resident) const;

    Origin origin_;
    bool keeps_all_ = true;
    Chunking chunking_;
    std::size_t width_ = 0;
    std::vector<std::int16_t> nothing_known_;
    const std::vector<int>* reaches_ = nullptr;
    const std::vector<Tables>* by_reach_ = nullptr;
    std::vector<std::uint16_t> row_; ///< by resident: on the shelf of the chunk
    std::vector<Shelf> shelves_;     ///< by chunk
};

} // namespace meam
