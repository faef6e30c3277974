#include "tests/fuzz/places.hpp"

#include "experiments/schema/schema.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace meam::fuzz {
namespace {

constexpr int most_visits = 2; ///< to one key of one kind of table

const Node::Entries& no_entries()
{
    static const Node::Entries none;
    return none;
}

std::vector<std::string> names_in(const Node* node)
{
    std::vector<std::string> names;
    for (const auto& [name, child] : node == nullptr ? no_entries() : node->entries) {
        names.push_back(name);
    }
    return names;
}

class Walk {
public:
    explicit Walk(const Node& model) { table(schema::all_tables().front(), &model, {}); }

    std::vector<Path> places;

private:
    void table(const schema::Table& shape, const Node* node, const Path& path)
    {
        std::set<std::string> known;
        for (const auto& key : shape.keys) {
            known.insert(key.name);
            visit(shape, key, key.name, node, path);
        }
        if (shape.others) {
            visit(shape, *shape.others, "unheard_of", node, path);
            for (const auto& name : names_in(node)) {
                if (!known.contains(name)) {
                    visit(shape, *shape.others, name, node, path);
                }
            }
        }
    }

    void visit(const schema::Table& shape, const schema::Declaration& key, const std::string& name, const Node* node,
               Path path)
    {
        const bool own = !key.name.starts_with('<');
        const auto kind = own ? name : name == "unheard_of" ? name : key.name;
        if (++visits_[shape.name + "." + kind] > most_visits) {
            return;
        }
        path.push_back(name);
        places.push_back(path);
        const Node* child = node == nullptr ? nullptr : input::entry(*node, name);
        for (const auto& form : key.forms) {
            if (form.holds == schema::Holds::table) {
                table(schema::table_named(form.table), child, path);
            } else if (form.holds == schema::Holds::tables || form.holds == schema::Holds::numbers ||
                       form.holds == schema::Holds::texts) {
                auto element = path;
                element.emplace_back("0");
                places.push_back(element);
                if (form.holds == schema::Holds::tables) {
                    const bool there = child != nullptr && !child->items.empty();
                    table(schema::table_named(form.table), there ? child->items.front().get() : nullptr, element);
                }
            }
        }
    }

    std::map<std::string, int> visits_;
};

} // namespace

std::vector<Path> places_of_language(const Node& model)
{
    return Walk(model).places;
}

const std::vector<std::string>& kinds_of_nodes()
{
    static const std::vector<std::string> kinds{
        R"("")",
        R"("text")",
        R"("a\u0000b")",
        R"("a\nb")",
        R"("*")",
        R"(".")",
        R"("week 1")",
        R"("3 weeks")",
        R"("1 GBP")",
        R"("1/0")",
        "0",
        "1",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "0.5",
        "-0.0",
        "1e308",
        "5e-324",
        "nan",
        "inf",
        "-inf",
        "true",
        "false",
        "1979-05-27T07:32:00Z",
        "1979-05-27T07:32:00",
        "1979-05-27",
        "07:32:00",
        "[]",
        R"([""])",
        R"(["text"])",
        R"(["text", "text"])",
        R"(["text", 1])",
        "[1]",
        "[0.5]",
        "[nan]",
        "[true]",
        "[1979-05-27]",
        "[[]]",
        "[[[[[[1]]]]]]",
        "[{}]",
        "[{}, {}]",
        "[{value = 1}]",
        "[{unheard_of = 1}, {unheard_of = 2}]",
        "{}",
        "{value = 1}",
        R"({value = "text"})",
        R"({value = 0.5, unit = "1/year"})",
        R"({value = 0.5, unit = "1/year", source = 3, assumed = "x"})",
        "{value = []}",
        "{value = {}}",
        "{value = {value = 1}}",
        R"({value = [0, 1, 2, 3], unit = "1/year"})",
        R"({value = [1, "x", nan, {}]})",
        R"({value = [{value = 1}]})",
        R"({unit = "week"})",
        R"({unit = 3, source = [], spread = "x"})",
        "{low = 1}",
        "{value = 1, low = 2, high = 0}",
        R"({value = 1, low = "x", high = {}})",
        "{value = [1], low = {}, high = []}",
        R"({value = 1, spread = -1, distribution = 3, unheard_of = 1})",
        "{unheard_of = 1}",
        "{unheard_of = {value = 1}}",
        "{unheard_of = {unheard_of = {}}}",
        "{a = {b = {c = {d = {e = {f = []}}}}}}",
    };
    return kinds;
}

const std::vector<std::string>& words_of_language()
{
    static const auto words = [] {
        std::set<std::string> all{"value",   "unit",         "source", "assumed", "low",   "high",
                                  "spread",  "distribution", "note",   "about",   "label", "community",
                                  "refused", "week",         "year",   "GBP",     "1/year"};
        for (const auto& shape : schema::all_tables()) {
            for (const auto& key : shape.keys) {
                all.insert(key.name);
                for (const auto& form : key.forms) {
                    all.insert(form.words.begin(), form.words.end());
                }
            }
        }
        return std::vector<std::string>(all.begin(), all.end());
    }();
    return words;
}

} // namespace meam::fuzz
