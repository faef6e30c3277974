// Walks the words of a command line as its parser would, and goes on after each mistake.

#include "experiments/cli/command_line.hpp"
#include "sim/input/nearest.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

namespace meam::cli {
namespace {

bool is_option(const std::string& word)
{
    return word.size() > 1 && word.front() == '-';
}

std::string small_letters(std::string word)
{
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word;
}

std::optional<double> whole(const std::string& word)
{
    long long number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool all = read.ec == std::errc() && read.ptr == word.data() + word.size();
    return all ? std::optional(static_cast<double>(number)) : std::nullopt;
}

class Walk {
public:
    Walk(const CommandLine& line, const Verb& verb, input::Mistakes& mistakes)
        : line_(line), words_(line.words()), verb_(verb), mistakes_(mistakes), positionals_(verb.positionals())
    {}

    void go()
    {
        bool options = true;
        for (at_ = 1; at_ < words_.size(); ++at_) {
            if (options && words_[at_] == "--") {
                options = false;
            } else if (options && is_option(words_[at_])) {
                option();
            } else {
                positional();
            }
        }
        if (!asks_for_help_) {
            missing();
        }
    }

private:
    void option()
    {
        const auto& word = words_[at_];
        const bool is_long = word.starts_with("--");
        const auto equals = is_long ? word.find('=') : std::string::npos;
        const auto called = is_long ? word.substr(0, equals) : word.substr(0, 2);
        const auto* known = verb_.option(called);
        after_unknown_ = known == nullptr && equals == std::string::npos;
        if (known == nullptr) {
            mistakes_.add("E502", line_.spot(at_), "`meamsim " + verb_.name + "` has no option `" + called + "`",
                          verb_.option_names().empty() ? "this verb has no options"
                                                       : input::did_you_mean(called, verb_.option_names()));
            return;
        }
        asks_for_help_ = asks_for_help_ || called == "--help" || called == "-h";
        said(*known, at_);
        if (known->value.empty()) {
            if (equals != std::string::npos) {
                mistakes_.add("E504", line_.value_spot(at_), "`" + called + "` takes no value", "write " + called);
            }
            return;
        }
        if (equals != std::string::npos || (!is_long && word.size() > 2)) {
            value(*known, word.substr(is_long ? equals + 1 : 2));
        } else if (at_ + 1 < words_.size() && (!is_option(words_[at_ + 1]) || whole(words_[at_ + 1]))) {
            ++at_;
            value(*known, words_[at_]);
        } else {
            mistakes_.add("E503", line_.spot(at_), "`" + called + "` needs a value",
                          called + " " + known->value + ": " + known->about);
        }
    }

    /// A parameter that is given: not twice, and not with one that it excludes.
    void said(const Parameter& parameter, std::size_t word)
    {
        if (!seen_.emplace(parameter.name(), word).second && !parameter.repeats) {
            mistakes_.add("E505", line_.spot(word), "`" + parameter.name() + "` is given twice", "keep one of them");
        }
        for (const auto& name : parameter.excludes) {
            const auto* other = verb_.parameter(name);
            if (other != nullptr && seen_.contains(name)) {
                mistakes_.add("E505", line_.spot(word),
                              "`" + parameter.shown() + "` cannot be combined with `" + other->shown() + "`",
                              "keep one of them");
            }
        }
    }

    void value(const Parameter& parameter, const std::string& text)
    {
        if (text.find_first_not_of(" \t\n") == std::string::npos) {
            mistakes_.add("E503", line_.value_spot(at_), "the value of `" + parameter.shown() + "` is empty",
                          parameter.positional ? parameter.about
                                               : parameter.name() + " " + parameter.value + ": " + parameter.about);
            return;
        }
        const bool known = parameter.words.empty() || std::ranges::find(parameter.words, text) != parameter.words.end();
        if (!known) {
            const auto near = input::did_you_mean(text, parameter.words);
            wrong(parameter, text,
                  near.starts_with("did") ? near + " (" + allowed(parameter) + ")" : allowed(parameter));
        }
        if (parameter.range) {
            const auto number = whole(text);
            if (!number || *number < parameter.range->first || *number > parameter.range->second) {
                wrong(parameter, text, allowed(parameter));
            }
        }
    }

    void wrong(const Parameter& parameter, const std::string& text, const std::string& mend)
    {
        const auto where = parameter.positional ? "`meamsim " + verb_.name + "`" : "`" + parameter.name() + "`";
        mistakes_.add("E504", line_.value_spot(at_), where + " does not accept `" + text + "`", mend);
    }

    void positional()
    {
        if (next_ < positionals_.size()) {
            said(*positionals_[next_], at_);
            value(*positionals_[next_], words_[at_]);
            given_ = next_ + 1;
            next_ += positionals_[next_]->repeats ? 0 : 1;
        } else if (!after_unknown_) {
            mistakes_.add("E506", line_.spot(at_), "unexpected argument `" + words_[at_] + "`",
                          verb_.option("--set") != nullptr && words_[at_].find('=') != std::string::npos
                              ? "did you mean `--set " + words_[at_] + "`?"
                              : "usage: " + form());
        }
        after_unknown_ = false;
    }

    /// "meamsim compare RESULTS [options]"
    [[nodiscard]] std::string form() const
    {
        std::string words = "meamsim " + verb_.name;
        for (const auto* positional : positionals_) {
            words += " " + positional->value + (positional->repeats ? "..." : "");
        }
        return words + (verb_.option_names().empty() ? "" : " [options]");
    }

    void missing()
    {
        for (std::size_t i = given_; i < positionals_.size(); ++i) {
            lacks(*positionals_[i], positionals_[i]->value);
        }
        for (const auto& parameter : verb_.parameters) {
            if (!parameter.positional && !seen_.contains(parameter.name())) {
                lacks(parameter, parameter.name() + " " + parameter.value);
            }
        }
        for (const auto& parameter : verb_.parameters) {
            const auto given = seen_.find(parameter.name());
            for (const auto& name : given == seen_.end() ? std::vector<std::string>{} : parameter.needs) {
                const auto* other = verb_.parameter(name);
                if (other != nullptr && !seen_.contains(name)) {
                    mistakes_.add("E520", line_.spot(given->second),
                                  "`" + parameter.name() + "` has no effect without `" + name + "`",
                                  "add " + name + (other->value.empty() ? "" : " " + other->value) + ", or leave out " +
                                      parameter.name());
                }
            }
        }
    }

    void lacks(const Parameter& parameter, const std::string& what)
    {
        if (parameter.required) {
            const auto among = allowed(parameter);
            mistakes_.add("E503", line_.end(), "`meamsim " + verb_.name + "` needs " + what,
                          parameter.about + (among.empty() ? "" : ": " + among));
        }
    }

    const CommandLine& line_;
    const std::vector<std::string>& words_;
    const Verb& verb_;
    input::Mistakes& mistakes_;
    std::vector<const Parameter*> positionals_;
    std::map<std::string, std::size_t> seen_; ///< parameters given, and their word
    std::size_t at_ = 0, next_ = 0, given_ = 0;
    bool after_unknown_ = false;
    bool asks_for_help_ = false;
};

} // namespace

void check_words(const CommandLine& line, const std::vector<Verb>& verbs, input::Mistakes& mistakes)
{
    if (line.words().empty()) {
        return;
    }
    const auto& first = line.words().front();
    if (const auto* verb = verb_named(verbs, first)) {
        Walk(line, *verb, mistakes).go();
    } else if (!is_option(first)) {
        const auto near = input::nearest(small_letters(first), verb_names(verbs));
        mistakes.add("E501", line.spot(0), "unknown verb `" + first + "`",
                     near.empty() ? input::one_of(verb_names(verbs)) : "did you mean `" + near + "`?");
    } else if (first != "-h" && first != "--help" && first != "--help-all") {
        const auto word = first.substr(std::min(first.find_first_not_of('-'), first.size()));
        mistakes.add("E502", line.spot(0), "`meamsim` has no option `" + first + "`",
                     verb_named(verbs, word) != nullptr ? "did you mean `meamsim " + word + "`?"
                                                        : "the verb comes first, as in meamsim run kirkholt");
    }
}

} // namespace meam::cli
