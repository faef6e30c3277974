#include "sim/input/merge.hpp"

namespace meam::input {

namespace {

bool merges(const Node& node)
{
    return node.kind == Node::Kind::table && !is_record(node);
}

} // namespace

void merge(Node& base, std::unique_ptr<Node> over)
{
    base.key = over->key;
    base.place = over->place;
    base.said = over->said;
    for (auto& [name, mine] : over->entries) {
        auto& there = base.entries[name];
        if (there != nullptr && merges(*there) && merges(*mine)) {
            merge(*there, std::move(mine));
        } else {
            there = std::move(mine);
        }
    }
}

} // namespace meam::input
