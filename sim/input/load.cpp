#include "sim/input/load.hpp"

#include "sim/input/characters.hpp"
#include "sim/input/merge.hpp"
#include "sim/input/nearest.hpp"
#include "sim/input/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace meam::input {

namespace {

constexpr std::string_view written_for = "written_for"; ///< of a file: the places that it speaks of

/// Merges files in the order in which they are based on each other: the bases first, each once.
class Loader {
public:
    explicit Loader(Tree& tree) : tree_(tree) {}

    void load(const FoundFile& file, std::string text)
    {
        const auto kind = file.in_library ? Source::Kind::library : Source::Kind::file;
        const int source = tree_.take(Source(file.shown, kind, std::move(text)));
        auto root = parsed(tree_, source, std::string(tree_.source({source}).text()));
        if (root == nullptr) {
            return;
        }
        spread_provenance(tree_, *root);
        open_.push_back(file);
        for (const Node* base : bases_of(*root)) {
            load_base(*base, file);
        }
        open_.pop_back();
        tree_.sources[static_cast<std::size_t>(source)].set_rank(++tree_.merged);
        tree_.sources[static_cast<std::size_t>(source)].set_written_for(texts_of(*root, written_for));
        root->entries.erase("based_on");
        root->entries.erase(std::string(written_for));
        root->key = root->place = {source, 0, 0, 1};
        merge(*tree_.root, std::move(root));
    }

    /// Nothing but what stops a file from being read counts here: the rest is told with the mistakes of its meaning.
    void stop_if_broken() const
    {
        static const std::set<std::string> breaking{"E100", "E101", "E102", "E103", "E126"};
        const auto breaks = [](const Mistake& mistake) { return breaking.contains(mistake.code); };
        if (std::ranges::any_of(tree_.mistakes.all(), breaks)) {
            tree_.mistakes.throw_if_any();
        }
    }

private:
    /// The texts of a root key that holds one text or an array of them: each stated once, none empty.
    std::vector<const Node*> named_in(const Node& root, std::string_view key, std::string_view mend)
    {
        const Node* stated = entry(root, key);
        if (stated == nullptr) {
            return {};
        }
        std::vector<const Node*> names{stated};
        if (stated->kind == Node::Kind::array) {
            names.clear();
            for (const auto& item : stated->items) {
                names.push_back(item.get());
            }
        }
        if (names.empty()) {
            tree_.add("E117", stated->place, fmt::format("`{}` is an empty list", key), std::string(mend));
        }
        std::set<std::string> before;
        std::erase_if(names, [&](const Node* name) {
            if (name->kind != Node::Kind::text) {
                tree_.add("E106", name->place, fmt::format("`{}` holds {}", key, kind_name(*name)), std::string(mend));
            } else if (is_blank(name->text)) {
                tree_.add("E117", name->place, fmt::format("`{}` holds an empty text", key), std::string(mend));
            } else if (name->text.find_first_of("\n\t") != std::string::npos) {
                tree_.add("E116", name->place, fmt::format("`{}` holds a line break or a tab", key), std::string(mend));
            } else if (!before.insert(name->text).second) {
                tree_.add("E118", name->place, fmt::format("`{}` lists `{}` twice", key, name->text), "list it once");
            } else {
                return false;
            }
            return true;
        });
        return names;
    }

    std::vector<const Node*> bases_of(const Node& root)
    {
        return named_in(root, "based_on", R"(the name of a file, or several: "baseline" or ["baseline", "kirkholt"])");
    }

    std::vector<std::string> texts_of(const Node& root, std::string_view key)
    {
        std::vector<std::string> texts;
        for (const Node* name : named_in(root, key, R"(the names of places: ["kirkholt"])")) {
            texts.push_back(name->text);
        }
        return texts;
    }

    void load_base(const Node& base, const FoundFile& asking)
    {
        const bool is_name = !base.text.empty() && base.text.find('\0') == std::string::npos;
        const auto found = is_name ? find_file(base.text, asking, tree_.options.library) : std::nullopt;
        if (!found) {
            const auto folder = asking.path.empty() ? asking.path : asking.path.parent_path() / ".";
            tree_.add("E102", base.place,
                      "no file `" + base.text + ".toml` in the folder of this file or in the library",
                      did_you_mean(base.text, names_nearby(folder, tree_.options.library)));
            return;
        }
        const auto whole = identity(found->path);
        const auto is_open = [&](const FoundFile& one) { return !one.path.empty() && identity(one.path) == whole; };
        if (const auto open = std::ranges::find_if(open_, is_open); open != open_.end()) {
            report_circle(base, open);
            return;
        }
        if (!merged_.insert(whole).second) {
            return;
        }
        auto read = read_text(found->path);
        if (!read.problem.empty()) {
            tree_.add("E101", base.place, fmt::format("cannot read `{}`: {}", found->shown, read.problem),
                      "name an existing file");
            return;
        }
        tree_.files.push_back(found->path);
        load(*found, std::move(read.text));
    }

    void report_circle(const Node& base, std::vector<FoundFile>::const_iterator first)
    {
        std::string circle;
        for (auto one = first; one != open_.cend(); ++one) {
            circle += one->shown + " -> ";
        }
        tree_.add("E103", base.place, "these files are based on each other in a circle: " + circle + first->shown,
                  "remove one `based_on` of the circle");
    }

    Tree& tree_;
    std::vector<FoundFile> open_;            ///< the file being merged, and those that are based on it
    std::set<std::filesystem::path> merged_; ///< by identity
};

void finish(Tree& tree, const Loader& loader)
{
    loader.stop_if_broken();
    apply_sets(tree);
    link_parents(*tree.root);
}

} // namespace

void load_file(Tree& tree, const FoundFile& file)
{
    auto read = read_text(file.path);
    if (!read.problem.empty()) {
        const auto folder = file.path.parent_path();
        const auto library = folder.empty() ? tree.options.library : std::vector<std::filesystem::path>{};
        const auto near = nearest(file.path.stem().string(), names_nearby(folder / ".", library));
        const auto known = folder / (near + (file.path.has_extension() ? ".toml" : ""));
        const auto mend = near.empty() ? "name an existing TOML file, or an experiment of the library"
                                       : "did you mean `" + known.string() + "`?";
        tree.mistakes.add("E101", {file.shown, 0, 0, 1, {}}, "cannot read `" + file.shown + "`: " + read.problem, mend);
        tree.mistakes.throw_if_any();
    }
    tree.files.push_back(file.path);
    Loader loader(tree);
    loader.load(file, std::move(read.text));
    finish(tree, loader);
}

void load_text(Tree& tree, std::string_view name, std::string_view text)
{
    Loader loader(tree);
    loader.load({{}, std::string(name), false}, std::string(text));
    finish(tree, loader);
}

} // namespace meam::input
