#include "sim/input/load.hpp"

#include "sim/input/characters.hpp"
#include "sim/input/leave_out.hpp"
#include "sim/input/library_files.hpp"
#include "sim/input/merge.hpp"
#include "sim/input/nearest.hpp"
#include "sim/input/provenance.hpp"
#include "sim/input/set_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace meam::input {

namespace {

// Keys of a file that say how it is merged, and that are no part of the merged tree.
constexpr std::string_view based_on = "based_on";       ///< the files that it is merged over
constexpr std::string_view written_for = "written_for"; ///< the places that it speaks of
constexpr std::string_view without = "without";         ///< what it leaves out of the files before it
constexpr std::string_view formerly = "formerly";       ///< its names in earlier versions

constexpr std::string_view left_out_mend =
    R"(paths of tables and keys, or names of files: ["scenario.cuts", "places/kirkholt/initial_caseload"])";

/// Whether an entry of `without` names a file: the name of a file is stated with its folder.
bool names_file(const Node& entry)
{
    return entry.text.find('/') != std::string::npos;
}

/// Merges files in the order in which they are based on each other: the bases first, each once.
class Loader {
public:
    explicit Loader(Tree& tree) : tree_(tree) {}

    /// Loads the user's file, with what `--set without=…` leaves out.
    void load_first(const FoundFile& file, std::string text)
    {
        std::vector<std::unique_ptr<Node>> roots; // of the --set options
        std::vector<const Node*> left_out;
        for (const auto& words : tree_.options.sets) {
            if (sets_without(words)) {
                const int source = tree_.take(Source("--set", Source::Kind::set, words));
                roots.push_back(parsed(tree_, source, words));
                if (roots.back() != nullptr) {
                    std::ranges::copy(named_in(*roots.back(), without, left_out_mend), std::back_inserter(left_out));
                }
            }
        }
        const auto before = leave_files_out(left_out, file);
        load(file, std::move(text));
        report_not_left_out(before);
        leave_paths_out(left_out);
    }

    void load(const FoundFile& file, std::string text)
    {
        const auto kind = file.in_library ? Source::Kind::library : Source::Kind::file;
        const int source = tree_.take(Source(file.shown, kind, std::move(text)));
        auto root = parsed(tree_, source, std::string(tree_.source({source}).text()));
        if (root == nullptr) {
            return;
        }
        spread_provenance(tree_, *root);
        const auto left_out = named_in(*root, without, left_out_mend);
        open_.push_back(file);
        const auto before = leave_files_out(left_out, file);
        for (const Node* base : bases_of(*root)) {
            load_base(*base, file);
        }
        report_not_left_out(before);
        open_.pop_back();
        tree_.sources[static_cast<std::size_t>(source)].set_rank(++tree_.merged);
        tree_.sources[static_cast<std::size_t>(source)].set_written_for(
            texts_of(*root, written_for, R"(the names of places: ["kirkholt"])"));
        leave_paths_out(left_out);
        texts_of(*root, formerly, R"(the names that this file had: ["graphs/kirkholt_edges"])");
        for (const auto key : {based_on, written_for, without, formerly}) {
            root->entries.erase(std::string(key));
        }
        root->key = root->place = {source, 0, 0, 1};
        merge(*tree_.root, std::move(root));
    }

    /// Ends reading if a file is missing or broken. Other mistakes are reported together with mistakes of meaning.
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
        return named_in(root, based_on, R"(the name of a file, or several: "baseline" or ["baseline", "kirkholt"])");
    }

    std::vector<std::string> texts_of(const Node& root, std::string_view key, std::string_view mend)
    {
        std::vector<std::string> texts;
        for (const Node* name : named_in(root, key, mend)) {
            texts.push_back(name->text);
        }
        return texts;
    }

    void load_base(const Node& base, const FoundFile& asking)
    {
        const bool is_name = !base.text.empty() && base.text.find('\0') == std::string::npos;
        const auto files = is_name ? find_files(base.text, asking, tree_.options.library) : std::vector<FoundFile>();
        if (files.size() != 1) {
            report_no_base(base, asking, files);
            return;
        }
        const auto* found = &files.front();
        const auto whole = identity(found->path);
        const auto is_open = [&](const FoundFile& one) { return !one.path.empty() && identity(one.path) == whole; };
        if (const auto open = std::ranges::find_if(open_, is_open); open != open_.end()) {
            report_circle(base, open);
            return;
        }
        if (const auto out = std::ranges::find(left_out_, whole, &LeftOut::file); out != left_out_.end()) {
            out->met = true;
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

    /// From now on, files that are named are not merged. @return number of files left out before
    std::size_t leave_files_out(const std::vector<const Node*>& entries, const FoundFile& asking)
    {
        const auto before = left_out_.size();
        for (const Node* entry : entries) {
            if (names_file(*entry) && entry->text.find('\0') == std::string::npos) {
                const auto files = find_files(entry->text, asking, tree_.options.library);
                if (files.size() == 1) {
                    left_out_.push_back({entry, identity(files.front().path)});
                } else {
                    report_no_base(*entry, asking, files);
                }
            }
        }
        return before;
    }

    /// Ends what leave_files_out began.
    void report_not_left_out(std::size_t before)
    {
        for (std::size_t i = before; i < left_out_.size(); ++i) {
            if (!left_out_[i].met) {
                tree_.add("E127", left_out_[i].entry->place,
                          fmt::format("no file before this one is based on `{}`", left_out_[i].entry->text),
                          "remove it from `without`");
            }
        }
        left_out_.resize(before);
    }

    void leave_paths_out(const std::vector<const Node*>& entries)
    {
        for (const Node* entry : entries) {
            if (!names_file(*entry)) {
                leave_out(tree_, *entry);
            }
        }
    }

    void report_no_base(const Node& base, const FoundFile& asking, const std::vector<FoundFile>& files)
    {
        if (!files.empty()) {
            std::vector<std::string> names;
            for (const auto& file : files) {
                names.push_back(std::filesystem::path(file.shown).lexically_relative("library").replace_extension());
            }
            tree_.add("E102", base.place, "`" + base.text + "` names several files of the library",
                      "name one of them: " + one_of(names));
            return;
        }
        const auto folder = asking.path.empty() ? asking.path : asking.path.parent_path() / ".";
        const auto& library = tree_.options.library;
        const auto now = renamed_to(base.text, library);
        tree_.add("E102", base.place, "no file `" + base.text + ".toml` in the folder of this file or in the library",
                  now ? "this file of the library is called `" + *now + "` now"
                      : did_you_mean(base.text, names_nearby(folder, library)));
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

    struct LeftOut {
        const Node* entry; ///< of `without`
        std::filesystem::path file;
        bool met = false; ///< a file is based on it
    };

    Tree& tree_;
    std::vector<LeftOut> left_out_;          ///< files that are not merged now
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
    loader.load_first(file, std::move(read.text));
    finish(tree, loader);
}

void load_text(Tree& tree, std::string_view name, std::string_view text)
{
    Loader loader(tree);
    loader.load_first({{}, std::string(name), false}, std::string(text));
    finish(tree, loader);
}

} // namespace meam::input
