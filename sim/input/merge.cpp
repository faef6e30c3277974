#include "sim/input/merge.hpp"

namespace meam::input {

void merge(Node& base, std::unique_ptr<Node> over)
{
    base.key = over->key;
    base.place = over->place;
    base.said = over->said;
    for (auto& [name, mine] : over->entries) {
        auto& there = base.entries[name];
        if (there != nullptr && is_table_of_names(*there) && is_table_of_names(*mine)) {
            merge(*there, std::move(mine));
        } else {
            there = std::move(mine);
        }
    }
}

} // namespace meam::input
