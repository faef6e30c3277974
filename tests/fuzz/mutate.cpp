#include "tests/fuzz/mutate.hpp"

#include "tests/fuzz/places.hpp"
#include "tests/fuzz/whole.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace meam::fuzz {
namespace {

constexpr std::size_t most_items = 64; ///< of an array that is lengthened

/// Where a node is: the table or array around it, and its key or number there.
struct Slot {
    Node* around = nullptr;
    std::string key;
    std::size_t number = 0;

    [[nodiscard]] std::unique_ptr<Node>& node() const
    {
        return around->kind == Node::Kind::array ? around->items[number] : around->entries[key];
    }
};

void add_slots(Node& node, std::vector<Slot>& slots)
{
    for (auto& [name, child] : node.entries) {
        slots.push_back({&node, name, 0});
        add_slots(*child, slots);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        slots.push_back({&node, {}, i});
        add_slots(*node.items[i], slots);
    }
}

class Mutation {
public:
    Mutation(Node& root, Random& random) : root_(root), random_(random) { add_slots(root, slots_); }

    void one()
    {
        switch (random_.below(slots_.empty() ? 1 : 12)) {
        case 0:
        case 1:
            put(root_, one_of(places()), value_of(one_of(kinds_of_nodes())));
            break;
        case 2:
            slot().node() = value_of(one_of(kinds_of_nodes()));
            break;
        case 3:
            put(root_, one_of(places()), copy_of(*slot().node()));
            break;
        case 4:
            exchange();
            break;
        case 5:
            erase(slot());
            break;
        case 6:
            rename(slot());
            break;
        case 7:
            wrap(slot().node());
            break;
        case 8:
            repeat(*slot().node());
            break;
        default:
            change(*slot().node());
        }
    }

private:
    template <class T> const T& one_of(const std::vector<T>& all) { return all[random_.below(all.size())]; }

    const Slot& slot() { return one_of(slots_); }

    static const std::vector<Path>& places()
    {
        static const auto all = places_of_language(*tree_of(whole_model()));
        return all;
    }

    void exchange()
    {
        const auto& one = slot();
        const auto& other = slot();
        auto first = copy_of(*one.node()); // copies: one may be within the other
        auto second = copy_of(*other.node());
        if (random_.below(2) == 0) {
            other.node() = std::move(first); // a node within it is gone: the first is not written
        } else {
            one.node() = std::move(second);
        }
    }

    static void erase(const Slot& at)
    {
        if (at.around->kind == Node::Kind::array) {
            at.around->items.erase(at.around->items.begin() + static_cast<std::ptrdiff_t>(at.number));
        } else {
            at.around->entries.erase(at.key);
        }
    }

    /// Another name, with or without the old one.
    void rename(const Slot& at)
    {
        if (at.around->kind != Node::Kind::table) {
            return;
        }
        auto name = word();
        if (random_.below(2) == 0) {
            at.around->entries[name] = copy_of(*at.node());
            return;
        }
        auto node = std::move(at.node());
        at.around->entries.erase(at.key);
        at.around->entries[name] = std::move(node);
    }

    void wrap(std::unique_ptr<Node>& node)
    {
        auto inside = copy_of(*node);
        auto outside = std::make_unique<Node>();
        if (random_.below(3) == 0) {
            outside->kind = Node::Kind::array;
            outside->items.push_back(std::move(inside));
        } else {
            outside->entries[random_.below(2) == 0 ? std::string("value") : word()] = std::move(inside);
        }
        node = std::move(outside);
    }

    void repeat(Node& node)
    {
        if (node.kind == Node::Kind::array && !node.items.empty()) {
            for (auto n = 1 + random_.below(3); n > 0 && node.items.size() < most_items; --n) {
                node.items.push_back(copy_of(*node.items[random_.below(node.items.size())]));
            }
        } else {
            change(node);
        }
    }

    void change(Node& node)
    {
        switch (node.kind) {
        case Node::Kind::integer:
            node.integer = whole_number(node.integer);
            break;
        case Node::Kind::real:
            node.real = number(node.real);
            break;
        case Node::Kind::flag:
            node.flag = !node.flag;
            break;
        case Node::Kind::text:
            change_text(node.text);
            break;
        default:
            put(root_, one_of(places()), value_of(one_of(kinds_of_nodes())));
        }
    }

    std::int64_t whole_number(std::int64_t old)
    {
        static const std::vector<std::int64_t> odd{0,  1,   2,   3,   4,    5,     15,
                                                   16, 17,  31,  32,  33,   63,    64,
                                                   65, 255, 256, 520, 5200, 65535, std::numeric_limits<int>::max(),
                                                   -1, -2,  100, 1000};
        switch (random_.below(4)) {
        case 0:
            return old < std::numeric_limits<std::int64_t>::max() ? old + 1 : old;
        case 1:
            return old > std::numeric_limits<std::int64_t>::min() ? old - 1 : old;
        default:
            return one_of(odd);
        }
    }

    double number(double old)
    {
        static const std::vector<double> odd{0.0,  1.0,   0.5,  1e-9, 1e-300, 1e6,   1e9,   1e15,
                                             1e18, 1e300, -0.5, -1.0, 0.999,  1.001, 1e-20, 39.9};
        switch (random_.below(4)) {
        case 0:
            return old * 2.0;
        case 1:
            return old / 10.0;
        default:
            return one_of(odd);
        }
    }

    void change_text(std::string& text)
    {
        const auto quantity = text.find_first_of("0123456789") == 0;
        switch (random_.below(quantity ? 4 : 2)) {
        case 0:
            text = word();
            break;
        case 1:
            text = path();
            break;
        default: {
            const auto unit = text.find_first_not_of("0123456789.");
            text = (random_.below(2) == 0 ? std::to_string(whole_number(3)) : input::toml_text(number(1.5))) +
                   (unit == std::string::npos ? "" : text.substr(unit));
        }
        }
    }

    /// A word of the language, or a name of the model.
    std::string word()
    {
        if (slots_.empty() || random_.below(2) == 0) {
            return one_of(words_of_language());
        }
        const auto& at = slot();
        const auto* node = at.around->kind == Node::Kind::array ? nullptr : input::entry(*at.around, at.key);
        return node != nullptr && node->kind == Node::Kind::text && random_.below(2) == 0 ? node->text : at.key;
    }

    /// A path as policies name them, with a star now and then.
    std::string path()
    {
        std::string words;
        for (const auto& part : one_of(places())) {
            words = input::joined(words, random_.below(8) == 0 ? "*" : part);
        }
        return words;
    }

    Node& root_;
    Random& random_;
    std::vector<Slot> slots_;
};

} // namespace

std::size_t Random::below(std::size_t n)
{
    state_ += 0x9E3779B97F4A7C15U;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return n == 0 ? 0 : static_cast<std::size_t>((z ^ (z >> 31U)) % n);
}

void mutate(Node& root, Random& random)
{
    for (auto n = 1 + random.below(4); n > 0; --n) {
        Mutation(root, random).one();
    }
}

} // namespace meam::fuzz
